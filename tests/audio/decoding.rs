//! Files that stock decoders read, and that are easily read wrongly: padding in a tag, texts of a wrong length, cue sheets,
//! samples that take more bits than a number has.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::same::zipped;
use crate::sound::{Coding, Sound, audio, claims, encoded, facts, ffmpeg, has_ffmpeg, number, reason};
use hikae::format::fact::{AudioFact, Fact};

fn tone(rate: u32, channels: usize) -> Sound {
    Sound::music_of(rate, channels, 0.7)
}

/// Measured to its end, and nothing says otherwise.
#[track_caller]
fn is_whole(fact: &AudioFact, frames: u64) {
    for field in ["audio", "rest", "levels", "pcm_sha256", "stated_length"] {
        assert_eq!(reason(fact, field), None, "{field}: {fact:?}");
    }
    assert_eq!(fact.frames.map(|n| n.get()), Some(frames));
}

/// A box of MP4.
fn atom(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], name, body].concat()
}

/// An M4A without an edit list that says in a tag which of its frames play.
fn with_itunsmpb(m4a: &[u8], delay: u32, padding: u32, frames: u64) -> Vec<u8> {
    let text =
        format!(" 00000000 {delay:08X} {padding:08X} {frames:016X} 00000000 00000000 00000000 00000000");
    let item = atom(
        b"----",
        &[
            atom(b"mean", b"\0\0\0\0com.apple.iTunes"),
            atom(b"name", b"\0\0\0\0iTunSMPB"),
            atom(b"data", &[b"\0\0\0\x01\0\0\0\0", text.as_bytes()].concat()),
        ]
        .concat(),
    );
    let mut file = [m4a, &item].concat();
    // the list is the last thing in the file, inside these
    for name in [b"moov", b"udta", b"meta", b"ilst"] {
        let at = m4a.windows(4).rposition(|w| w == name).unwrap() - 4;
        let size = u32::from_be_bytes(m4a[at..at + 4].try_into().unwrap());
        assert_eq!(at + size as usize, m4a.len());
        file[at..at + 4].copy_from_slice(&(size + item.len() as u32).to_be_bytes());
    }
    file
}

#[test]
fn padding_that_only_a_tag_tells_does_not_play() {
    if !has_ffmpeg() {
        return;
    }
    for (rate, channels) in [(48_000, 1), (44_100, 2), (32_000, 1)] {
        let words = "-c:a aac -use_editlist 0 -metadata title=a";
        let m4a = encoded(&tone(rate, channels), "a.m4a", words);
        assert!(!m4a.windows(4).any(|w| w == b"elst"));
        let frames = u64::from(rate) * 7 / 10;
        is_whole(&audio(&with_itunsmpb(&m4a, 1_024, 192, frames), "a.m4a"), frames);
        is_whole(&audio(&with_itunsmpb(&m4a, 2_048, 0, 5_000), "a.m4a"), 5_000);
    }
}

#[test]
fn rates_that_a_sample_entry_of_mp4_cannot_hold() {
    if !has_ffmpeg() {
        return;
    }
    for rate in [64_000, 88_200, 96_000] {
        let fact = audio(&encoded(&tone(rate, 1), "a.m4a", "-c:a aac -b:a 96k"), "a.m4a");
        is_whole(&fact, u64::from(rate) * 7 / 10);
        assert_eq!(fact.sample_rate_hz.map(|n| n.get()), Some(u64::from(rate)));
    }
}

#[test]
fn companded_samples_through_a_pipe_are_whole() {
    if !has_ffmpeg() {
        return;
    }
    for law in ["alaw", "mulaw"] {
        for (rate, channels) in [(8_000, 1), (16_000, 2)] {
            let words = format!("-c:a pcm_{law}");
            let piped = crate::sound::piped(&tone(rate, channels), "wav", &words);
            let filed = audio(&encoded(&tone(rate, channels), "a.wav", &words), "a.wav");
            is_whole(&audio(&piped, "a.wav"), u64::from(rate) * 7 / 10);
            assert_eq!(audio(&piped, "a.wav").pcm_sha256, filed.pcm_sha256);
        }
    }
}

/// An AIFF or AIFC of these chunks.
fn form(kind: &[u8; 4], chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = kind.to_vec();
    for (id, chunk) in chunks {
        body.extend([&id[..], &(chunk.len() as u32).to_be_bytes(), chunk].concat());
        body.extend(&[0][..chunk.len() % 2]);
    }
    [&b"FORM"[..], &(body.len() as u32).to_be_bytes(), &body].concat()
}

/// `COMM` of mono at 48 kHz.
fn common(frames: u32, bits: u16) -> Vec<u8> {
    [&1_u16.to_be_bytes()[..], &frames.to_be_bytes(), &bits.to_be_bytes(), b"\x40\x0E\xBB\x80\0\0\0\0\0\0"]
        .concat()
}

/// `SSND` of samples whose bytes are turned round.
fn sound_chunk(little: &[u8], width: usize) -> Vec<u8> {
    let mut data = vec![0; 8];
    little.chunks_exact(width).for_each(|sample| data.extend(sample.iter().rev()));
    data
}

#[test]
fn aifc_whose_texts_are_not_as_long_as_they_say() {
    let sound = tone(48_000, 1);
    let (data, whole) = (sound.data(Coding::Float), audio(&sound.wav(Coding::Float), "a.wav"));
    let chunk = sound_chunk(&data, 4);
    let frames = (data.len() / 4) as u32;
    for kind in [b"FL32", b"fl32"] {
        for name in [&b"\x0EFloat 32\0"[..], b"\x0BIEEE 32-bit", b"\x08Float 32\0", b"\0\0", b"", b"\xFFx"] {
            let comm = [&common(frames, 32)[..], kind, name].concat();
            let version = 0xA280_5140_u32.to_be_bytes();
            let file = form(b"AIFC", &[(b"FVER", &version), (b"COMM", &comm), (b"SSND", &chunk)]);
            let fact = audio(&file, "a.aifc");
            is_whole(&fact, frames.into());
            assert_eq!(fact.pcm_sha256, whole.pcm_sha256, "{name:?}");
            assert_eq!(fact.sample_rate_hz.map(|n| n.get()), Some(48_000));
        }
    }
}

#[test]
fn aiff_with_empty_tags_and_with_another_behind_it() {
    let sound = tone(48_000, 1);
    let (data, whole) = (sound.data(Coding::Int(16)), audio(&sound.wav(Coding::Int(16)), "a.wav"));
    let (chunk, frames) = (sound_chunk(&data, 2), (data.len() / 2) as u32);
    let comm = common(frames, 16);
    let (common, samples): ((_, &[u8]), (_, &[u8])) = ((b"COMM", &comm), (b"SSND", &chunk));
    let empty: (&[u8; 4], &[u8]) = (b"ID3 ", b"");
    for chunks in [
        vec![common, samples, empty],
        vec![common, empty, samples],
        vec![common, samples, (b"NAME", b""), (b"ANNO", b"\0")],
        vec![empty, common, samples, (b"ID3 ", b"ID3\x04\0\0\0\0\0\0")],
    ] {
        let file = form(b"AIFF", &chunks);
        let fact = audio(&file, "a.aiff");
        is_whole(&fact, frames.into());
        assert_eq!(fact.pcm_sha256, whole.pcm_sha256);
        let joined = audio(&[&file[..], &file].concat(), "a.aiff");
        assert_eq!(reason(&joined, "rest").as_deref(), Some("more-follows"));
        assert_eq!((joined.frames, joined.pcm_sha256), (fact.frames, None));
    }
}

#[test]
fn flac_with_a_cue_sheet_is_whole() {
    if !has_ffmpeg() {
        return;
    }
    let flac = encoded(&tone(44_100, 2), "a.flac", "-sample_fmt s16");
    let plain = audio(&flac, "a.flac");
    for (flags, lead_out, offset) in [(0x80, 170, 0_u64), (0, 255, 0), (0x80, 170, 20_000)] {
        // the catalogue number, the lead-in, flags and what is reserved; then the tracks
        let mut sheet = [&[0; 128][..], &88_200_u64.to_be_bytes(), &[flags], &[0; 258], &[2]].concat();
        sheet.extend([&offset.to_be_bytes()[..], &[1], &[0; 12], &[0; 14], &[1]].concat());
        sheet.extend([&[0; 8][..], &[1, 0, 0, 0]].concat());
        sheet.extend([&30_870_u64.to_be_bytes()[..], &[lead_out], &[0; 12], &[0; 14], &[0]].concat());
        let block = [&[5_u8][..], &(sheet.len() as u32).to_be_bytes()[1..], &sheet].concat();
        let fact = audio(&[&flac[..42], &block, &flac[42..]].concat(), "a.flac");
        is_whole(&fact, 30_870);
        assert_eq!((fact.pcm_sha256, reason(&fact, "flac_md5")), (plain.pcm_sha256, None));
    }
}

/// Bits, the highest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    fn put(&mut self, value: u64, count: usize) {
        for bit in (0..count).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= ((value >> bit & 1) as u8) << (7 - self.used % 8);
            self.used += 1;
        }
    }
}

fn crc(bytes: &[u8], poly: u32, width: u32) -> u64 {
    let top = 1 << (width - 1);
    let step = |crc: u32| if crc & top == 0 { crc << 1 } else { crc << 1 ^ poly };
    let all =
        bytes.iter().fold(0, |crc: u32, b| (0..8).fold(crc ^ u32::from(*b) << (width - 8), |c, _| step(c)));
    u64::from(all & ((top << 1) - 1))
}

/// Samples of 32 bits in stereo as a FLAC of verbatim subframes (RFC 9639). No encoder here writes 32 bits. `kind`: 1 for
/// both channels as they are, 8 for the left one and the difference, which takes 33 bits.
fn flac_of_32_bits(pairs: &[(i32, i32)], kind: u64, md5: &[u8; 16]) -> Vec<u8> {
    const BLOCK: usize = 64;
    let mut info = Bits::default();
    for (value, count) in [
        (BLOCK as u64, 16),
        (BLOCK as u64, 16),
        (0, 48),
        (48_000, 20),
        (1, 3),
        (31, 5),
        (pairs.len() as u64, 36),
    ] {
        info.put(value, count);
    }
    let mut file = [&b"fLaC\x80\0\0\x22"[..], &info.bytes, md5].concat();
    for (i, block) in pairs.chunks(BLOCK).enumerate() {
        let mut frame = Bits::default();
        for (value, count) in
            [(0xFFF8, 16), (7, 4), (0, 4), (kind, 4), (7, 3), (0, 1), (i as u64, 8), (BLOCK as u64 - 1, 16)]
        {
            frame.put(value, count);
        }
        frame.put(crc(&frame.bytes, 0x07, 8), 8);
        frame.put(0b10, 8);
        block.iter().for_each(|(left, _)| frame.put(i64::from(*left).cast_unsigned(), 32));
        frame.put(0b10, 8);
        for (left, right) in block {
            let (left, right) = (i64::from(*left), i64::from(*right));
            let (value, bits) = if kind == 8 { (left - right, 33) } else { (right, 32) };
            frame.put(value.cast_unsigned(), bits);
        }
        frame.put(0, (8 - frame.used % 8) % 8);
        frame.put(crc(&frame.bytes, 0x8005, 16), 16);
        file.extend(frame.bytes);
    }
    file
}

#[test]
fn flac_of_32_bits_is_right_or_not_measured() {
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("a.raw");
    // as loud as can be, on opposite sides, and quieter
    for shift in [0, 1, 9] {
        let value = |i: u32| (i.wrapping_mul(2_654_435_761).cast_signed() | 1) >> shift;
        let pairs: Vec<(i32, i32)> =
            (0..256)
                .map(|i| {
                    if i % 3 == 0 { (i32::MAX >> shift, i32::MIN >> shift) } else { (value(i), value(i + 7)) }
                })
                .collect();
        let data: Vec<u8> =
            pairs.iter().flat_map(|(l, r)| [l.to_le_bytes(), r.to_le_bytes()].concat()).collect();
        std::fs::write(&raw, &data).unwrap();
        let args = ["-v", "error", "-f", "s32le", "-ar", "48000", "-ac", "2", "-i", raw.to_str().unwrap()];
        let said = ffmpeg(&[&args[..], &["-c:a", "pcm_s32le", "-f", "md5", "-"]].concat()).stdout;
        let said = String::from_utf8(said).unwrap();
        let hex = said.trim().strip_prefix("MD5=").unwrap();
        let md5 = std::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap());
        let wav = audio(&crate::sound::wav_file(1, 32, 48_000, 2, &data), "a.wav");
        for kind in [1, 8] {
            let fact = audio(&flac_of_32_bits(&pairs, kind, &md5), "a.flac");
            assert_ne!(reason(&fact, "flac_md5").as_deref(), Some("differs"), "{kind}, {shift}");
            match reason(&fact, "audio") {
                Some(reason) => assert_eq!(reason, "codec-not-supported", "{kind}, {shift}: {fact:?}"),
                None => assert_eq!(fact.pcm_sha256, wav.pcm_sha256, "{kind}, {shift}: {fact:?}"),
            }
        }
    }
}

#[test]
fn m4a_inside_a_zip_is_measured_or_needs_seeking() {
    if !has_ffmpeg() {
        return;
    }
    let end = encoded(&tone(48_000, 1), "a.m4a", "-c:a aac");
    let front = encoded(&tone(48_000, 1), "a.m4a", "-c:a aac -movflags +faststart");
    for pack in [false, true] {
        let zip = zipped(&[("end.m4a", &end, pack), ("front.m4a", &front, pack)]);
        let found: Vec<AudioFact> = facts(&zip, "a.zip")
            .into_iter()
            .filter_map(|f| if let Fact::Audio(a) = f { Some(*a) } else { None })
            .collect();
        let of = |name: &str| found.iter().find(|f| f.path.as_str().ends_with(name)).unwrap();
        is_whole(of("front.m4a"), 33_600);
        match reason(of("end.m4a"), "audio") {
            Some(reason) => assert!(pack && reason == "order-needs-seeking", "{pack}: {reason}"),
            None => is_whole(of("end.m4a"), 33_600),
        }
    }
}

#[test]
fn frames_with_an_absurd_gain_are_no_level() {
    if !has_ffmpeg() {
        return;
    }
    let mp3 = encoded(&tone(48_000, 1), "a.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0");
    let sane = audio(&mp3, "a.mp3");
    assert!(number(&sane.sample_peak_dbfs) < 3.0);
    for steps in [20, 40, 60] {
        // 192 bytes a frame; the gain of both granules of mono, in steps of 1.5 dB
        let mut absurd = mp3.clone();
        for frame in absurd.chunks_exact_mut(192) {
            for at in [32 + 39, 32 + 98] {
                let shift = 8 - at % 8;
                let pair = u16::from_be_bytes([frame[at / 8], frame[at / 8 + 1]]);
                let gain = (pair >> shift & 0xFF).saturating_add(steps).min(255);
                let pair = pair & !(0xFF << shift) | gain << shift;
                frame[at / 8..at / 8 + 2].copy_from_slice(&pair.to_be_bytes());
            }
        }
        let fact = audio(&absurd, "a.mp3");
        let peak = number(&fact.sample_peak_dbfs);
        let is_said = ["levels", "audio", "rest"].iter().any(|field| reason(&fact, field).is_some());
        assert!(is_said != peak.is_finite(), "{steps}: {fact:?}");
        assert!(is_said || peak <= 20.0, "{steps}: {peak} dBFS stands as measured");
        assert!(steps == 20 || is_said, "{steps}: {peak} dBFS");
    }
}

#[test]
fn id3v1_is_a_claim_in_whatever_letters() {
    if !has_ffmpeg() {
        return;
    }
    let mp3 = encoded(&tone(44_100, 1), "a.mp3", "-b:a 64k -id3v2_version 0");
    let plain = audio(&mp3, "a.mp3");
    for (title, artist, guessed) in [
        ("Cape morning", "Ren Misaki", false),
        ("岬の朝", "三崎 蓮", true),
        ("ﾐｻｷ 第1話", "港町ラジオ", true),
    ] {
        let mut tag = b"TAG".to_vec();
        tag.resize(128, 0);
        for (at, text) in [(3, title), (33, artist)] {
            let (text, ..) = encoding_rs::SHIFT_JIS.encode(text);
            tag[at..at + text.len()].copy_from_slice(&text);
        }
        let tagged = [&mp3[..], &tag].concat();
        let said = claims(&tagged, "a.mp3");
        for (name, value) in [("id3v1.title", title), ("id3v1.artist", artist)] {
            let guess = guessed.then(|| "shift-jis".to_owned());
            assert!(said.contains(&(name.into(), value.into(), guess)), "{name} in {said:?}");
        }
        assert_eq!(audio(&tagged, "a.mp3").pcm_sha256, plain.pcm_sha256);
    }
}
