use super::agree::Specification;
use super::wanted::{Choice, Line, Wanted};
use super::*;

mod closed;
mod properties;

fn range(range: &Range) -> String {
    let end = |end: Option<Limit>| end.map_or(String::new(), |end| end.value().to_string());
    match range.single() {
        Some(value) => value.to_string(),
        None => format!("{}..{}", end(range.least), end(range.most)),
    }
}

/// "property one|other", what is refused behind "!", and the kinds of file that it is about in brackets.
fn shown(lines: &[Line]) -> String {
    fn choice<T>(choice: &Choice<T>, name: impl Fn(&T) -> String) -> String {
        let list = |values: &[T]| values.iter().map(&name).collect::<Vec<_>>().join("|");
        let not = if choice.not.is_empty() { String::new() } else { format!("!{}", list(&choice.not)) };
        list(&choice.any) + &not
    }
    let line = |line: &Line| {
        let wanted = match &line.wanted {
            Wanted::Formats(formats) => choice(formats, |f| f.name().to_owned()),
            Wanted::Ranges(ranges) => choice(ranges, range),
            Wanted::Modes(modes) => choice(modes, |m| m.name().to_owned()),
            Wanted::Numbers(numbers) => choice(numbers, |n| n.name().to_owned()),
            Wanted::Names(names) => names.join("|"),
        };
        let of: Vec<&str> = line.of.iter().map(|format| format.name()).collect();
        let of = if of.is_empty() { String::new() } else { format!("({})", of.join("|")) };
        format!("{}{of} {wanted}", line.property.word())
    };
    lines.iter().map(line).collect::<Vec<_>>().join(", ")
}

/// What is agreed, and what is told as not understood, or as told in several ways.
fn said(value: &str) -> (String, String) {
    let specification = Specification::read([("specification", value)]);
    let twice = specification.twice().iter().map(|twice| format!("{}?", twice.property.word()));
    let told: Vec<String> = specification.unread().iter().cloned().chain(twice).collect();
    (shown(specification.lines()), told.join(" / "))
}

#[track_caller]
fn all_read(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(written, lines)| said(written) != ((*lines).to_owned(), String::new()))
        .map(|(written, lines)| format!("{written}\n  is   {:?}\n  must be {lines:?}", said(written)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn partly_read(cases: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(written, lines, unread)| said(written) != ((*lines).to_owned(), (*unread).to_owned()))
        .map(|(written, lines, unread)| {
            format!("{written}\n  is   {:?}\n  must be {:?}", said(written), (lines, unread))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_people_write_is_read() {
    all_read(&[
        (
            "WAV 48kHz 24bit モノラル ノイズフロア -60dB以下",
            "format WAV, sample-rate 48000, bit-depth 24, channels 1, noise-floor ..-60",
        ),
        (
            "ＷＡＶ　４８ｋＨｚ／２４ビット・モノラル",
            "format WAV, sample-rate 48000, bit-depth 24, channels 1",
        ),
        ("wav, 44.1 kHz, 16-bit, stereo", "format WAV, sample-rate 44100, bit-depth 16, channels 2"),
        ("48k/24bit", "sample-rate 48000, bit-depth 24"),
        ("ファイル名は第〇話.wav", "file-name 第〇話.wav"),
        ("ファイル名は第1話.wav", "file-name 第1話.wav"),
        ("ファイル名: ep○○.mp3", "file-name ep○○.mp3"),
        ("○a.wav", "file-name a.wav"),
        ("48kHz24bitWAVモノラル", "format WAV, sample-rate 48000, bit-depth 24, channels 1"),
        ("WAV 48/24", "format WAV, sample-rate 48000, bit-depth 24"),
        ("24/96 WAV", "format WAV, sample-rate 96000, bit-depth 24"),
        ("48kHz/24", "sample-rate 48000, bit-depth 24"),
        ("16/24bit", "bit-depth 16|24"),
        ("ﾓﾉﾗﾙ ４８ｋ", "sample-rate 48000, channels 1"),
        (
            "WAVまたはMP3(192kbps以上)、44.1kHzか48kHz",
            "format WAV|MP3, sample-rate 44100|48000, bit-rate(MP3) 192..",
        ),
        ("48,000Hz mono or stereo", "sample-rate 48000, channels 1|2"),
        ("-60dB以下のノイズフロア", "noise-floor ..-60"),
        ("ノイズフロア60dB以下", "noise-floor ..-60"),
        ("ノイズフロア(-60dB以下)", "noise-floor ..-60"),
        ("ラウドネス -19 LUFS ±1", "loudness -20..-18"),
        ("-16〜-14LUFS、トゥルーピーク −1dB以下", "loudness -16..-14, true-peak ..-1"),
        ("-14 LUFS, -1 dBTP", "loudness -15..-13, true-peak ..-1"),
        ("RMS -23〜-18dB、ピーク -3dB以下", "sample-peak ..-3, rms -23..-18"),
        ("RMS -23dB以上-18dB以下", "rms -23..-18"),
        ("RMS -23 - -18 dB", "rms -23..-18"),
        ("noise floor below -60 dB, peaks max -3 dBFS", "sample-peak ..-3, noise-floor ..-60"),
        ("RMS between -23dB and -18dB", "rms -23..-18"),
        ("48kHz以上、24bit以上", "sample-rate 48000.., bit-depth 24.."),
        ("48kHz以上96kHz以下", "sample-rate 48000..96000"),
        ("48kHz〜", "sample-rate 48000.."),
        ("16〜24bit、44.1-48kHz", "sample-rate 44100..48000, bit-depth 16..24"),
        ("5.1ch 48kHz", "sample-rate 48000, channels 6"),
        ("MP3 320k CBR, VBRは不可", "format MP3, bit-rate 320, bit-rate-mode CBR!VBR"),
        ("MP3 固定ビットレート 256キロビット", "format MP3, bit-rate 256, bit-rate-mode CBR"),
        ("尺は60秒以内、四十秒の長さ", "duration 40"),
        ("長さ1分30秒〜2分", "duration 90..120"),
        ("冒頭に0.5秒、末尾に1秒の無音を入れる", "head-silence 0.5, tail-silence 1"),
        ("500 ms of silence at both ends", "head-silence 0.5, tail-silence 0.5"),
        ("リニアPCM 32bit float", "bit-depth 32, sample-format float"),
        ("12 WAV files", "file-count 12, format WAV"),
        ("ep01.wav、ep02.wav", "file-name ep01.wav|ep02.wav"),
        ("「第1話.wav」 48kHz", "file-name 第1話.wav, sample-rate 48000"),
        ("音割れなし、no clipping", "clipped-runs ..0"),
        ("Loudness range max 8 LU", "loudness-range ..8"),
        ("WAV (PCM)", "format WAV, sample-format PCM"),
    ]);
}

#[test]
fn what_is_refused_is_not_agreed() {
    all_read(&[
        ("ステレオ不可", "channels !2"),
        ("ステレオ（不可）", "channels !2"),
        ("ステレオは NG です", "channels !2"),
        ("MP3やAACでの納品は受け付けません", "format !MP3|AAC"),
        ("MP3/AAC不可", "format !MP3|AAC"),
        ("WAV以外は不可", "format WAV"),
        ("WAV以外受け付けません", "format WAV"),
        ("MP3以外", "format !MP3"),
        ("ステレオではなくモノラルで", "channels 1!2"),
        ("WAVのみ、MP3不可", "format WAV!MP3"),
        ("16bit以下は不可、24bit", "bit-depth 24"),
        ("48kHz未満不可", "sample-rate 48000.."),
        ("No MP3 or AAC; WAV only", "format WAV!MP3|AAC"),
        ("MP3 files are not accepted", "format !MP3"),
        ("Stereo should not be used", "channels !2"),
        ("anything other than WAV is not accepted", "format WAV"),
        ("mono rather than stereo", "channels 1!2"),
        ("not 44.1 kHz but 48 kHz", "sample-rate 48000!44100"),
        ("WAV、MP3でも構いません", "format WAV|MP3"),
    ]);
    // of these nobody can say what the "no" is about: then nothing of it counts as read
    partly_read(&[
        ("MP3、AAC不可", "format !AAC", "MP3"),
        ("No MP3, AAC", "format !MP3", "AAC"),
        ("MP3はサイズの都合で受け付けません", "", "MP3はサイズの都合で受け付けません"),
        ("WAV ノイズ除去なし", "", "WAV ノイズ除去なし"),
        ("WAV、ノイズ除去なし", "format WAV", "ノイズ除去なし"),
        ("Do not add music to the stereo file", "", "Do not add music to the stereo file"),
        ("ACX基準ではありません", "", "ACX基準ではありません"),
    ]);
}

#[test]
fn what_is_not_understood_is_told_in_the_words_of_the_memo() {
    partly_read(&[
        ("10分程度のナレーション、3本、22,000円", "", "10分程度のナレーション / 3本 / 22,000円"),
        ("monologue, wavelength, mp3player", "", "monologue / wavelength / mp3player"),
        ("音声3点、修正2回まで", "", "音声3点 / 修正2回まで"),
        ("SN比 60dB以上、モノラル", "channels 1", "SN比 60dB以上"),
        ("BGMなし、リバーブなし", "", "BGMなし / リバーブなし"),
        ("WAV、MP3両方 44.1kHz", "format WAV|MP3, sample-rate 44100", "両方"),
        ("ノーマライズ -1dB", "", "ノーマライズ -1dB"),
        ("Normalized to -3dB, RMS -20 ±2", "rms -22..-18", "Normalized to -3dB"),
        ("ファイル名は 日付_話数 の順、44.1kHz", "sample-rate 44100", "ファイル名は 日付_話数 の順"),
        ("セリフごとに1ファイル、全40ファイル", "file-count 40", "セリフごとに1ファイル"),
        ("01.wav〜10.wav", "", "01.wav〜10.wav"),
        ("合計60分以内の尺", "", "合計60分以内の尺"),
        ("約48kHz", "", "約48kHz"),
        ("no audible clicks, mono", "channels 1", "no audible clicks"),
        ("Opus 96kbps以上", "", "Opus 96kbps以上"),
        ("ノイズフロア -60dB以上", "", "ノイズフロア -60dB以上"),
        // two that contradict each other
        ("尺は60秒以内、1分30秒の長さ", "", "duration?"),
        ("WAV or MP3. No MP3.", "", "format?"),
    ]);
}

#[test]
fn profiles_and_keys_of_their_own() {
    for named in ["ACX準拠", "acx", "Audible/ACX", "オーディブル基準", "Audible requirements"] {
        assert!(Specification::is_read("profile", named), "{named}");
    }
    for not in ["なし", "no audible noise", "ACX不可"] {
        assert!(!Specification::is_read("profile", not), "{not}");
    }
    for (key, value, line) in [
        ("sample-rate", "48000", "sample-rate 48000"),
        ("sample-rate", "48", "sample-rate 48000"),
        ("sample-rate", "44.1kHz", "sample-rate 44100"),
        ("bit-depth", "24", "bit-depth 24"),
        ("channels", "1", "channels 1"),
        ("channels", "モノラル", "channels 1"),
        ("format", "wav", "format WAV"),
        ("lufs", "-19 ±0.5", "loudness -19.5..-18.5"),
        ("true-peak-max", "-1", "true-peak ..-1"),
        ("noise-floor-max", "-60", "noise-floor ..-60"),
    ] {
        let specification = Specification::read([(key, value)]);
        assert_eq!(shown(specification.lines()), line, "{key}: {value}");
        assert!(specification.unread().is_empty(), "{key}: {value}: {:?}", specification.unread());
    }
    assert!(!Specification::is_read("sample-rate", "高いもの"));
    let unread = Specification::read([("sample-rate", "高いもの"), ("channels", "1ch WAV")]);
    assert_eq!(shown(unread.lines()), "channels 1");
    assert_eq!(unread.unread(), ["高いもの", "WAV"]);
    let pairs = [("specification", "ACX 48kHz"), ("specification.2", "mono"), ("noise-floor-max", "-50")];
    assert_eq!(
        shown(Specification::read(pairs).lines()),
        "format MP3, sample-rate 48000, channels 1, bit-rate 192.., bit-rate-mode CBR, duration ..7200, \
         sample-peak ..-3, rms -23..-18, noise-floor ..-50, head-silence 0.5..1, tail-silence 1..5"
    );
}

#[test]
fn files_are_counted_and_looked_for_by_name() {
    let specification = Specification::read([("specification", "WAV 全2ファイル EP1.wav ep2.wav")]);
    let outcomes = |names: &[&str]| {
        let files: Vec<Delivered<'_>> =
            names.iter().map(|name| Delivered { name, is_audio: !name.ends_with("txt") }).collect();
        let compared = compare_delivery(&specification, &files);
        compared.into_iter().map(|line| line.outcome == Outcome::Met).collect::<Vec<_>>()
    };
    assert_eq!(outcomes(&["delivery/1/ep1.wav", "delivery/1/ep2.wav", "delivery/1/a.txt"]), [true, true]);
    assert_eq!(outcomes(&["delivery/1/ep1.wav", "delivery/1/ep3.wav"]), [true, false]);
    assert_eq!(outcomes(&["delivery/1/ep1.wav"]), [false, false]);
}

#[test]
fn what_is_recorded_is_not_what_is_delivered() {
    partly_read(&[
        ("WAV 48kHz/24bitで収録し、MP3 192kbpsで納品", "format MP3, bit-rate 192", "WAV 48kHz/24bitで収録し"),
        ("WAV 48kHz/24bitで収録し、ノイズは少なく", "", "WAV 48kHz/24bitで収録し / ノイズは少なく"),
        ("ファイル名は第N話.wav", "", "ファイル名は第N話.wav"),
        ("ファイル名はep#.wav", "", "ファイル名はep#.wav"),
    ]);
}
