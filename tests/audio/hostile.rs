//! Hostile and broken audio: read to a reason, never to a panic, within bounds of memory.
#![allow(clippy::unwrap_used)] // a test may panic

use crate::sound::{
    Coding, Sound, audio, chunk, claims, facts, ffmpeg, fmt, has_ffmpeg, reason, riff, wav_file,
};
use hikae::base::entry_name::EntryName;
use hikae::format::archive::ReadAt;
use hikae::format::fact::Fact;
use proptest::prelude::*;
use std::io;
use std::path::Path;

fn tone() -> Sound {
    Sound::silence(48_000, 1, 1.0).sine(&[0], 440.0, 0.3, 0.0, (0.0, 1.0))
}

/// RF64 with these sizes in `ds64`, and this much data.
fn rf64(magic: &[u8; 4], stated: u64, data: &[u8]) -> Vec<u8> {
    let mut ds64 = Vec::new();
    ds64.extend((data.len() as u64 + 100).to_le_bytes());
    ds64.extend(stated.to_le_bytes());
    ds64.extend(0_u64.to_le_bytes());
    ds64.extend(0_u32.to_le_bytes());
    let mut file = [&magic[..], &[0xFF; 4], b"WAVE"].concat();
    file.extend(chunk(b"ds64", &ds64));
    file.extend(chunk(b"fmt ", &fmt(1, 16, 48_000, 1)));
    file.extend(b"data\xFF\xFF\xFF\xFF");
    file.extend(data);
    file
}

/// Why nothing was measured.
fn why_not(bytes: &[u8], name: &str) -> String {
    let fact = audio(bytes, name);
    assert!(fact.frames.is_none() && fact.pcm_sha256.is_none(), "{name} was measured: {fact:?}");
    reason(&fact, "audio").unwrap_or_else(|| panic!("{name}: no reason in {fact:?}"))
}

#[test]
fn what_cannot_be_analysed_has_a_reason() {
    assert_eq!(why_not(b"", "a.wav"), "not-audio");
    assert_eq!(why_not(b"%PDF-1.7 ...", "a.wav"), "not-audio");
    assert_eq!(why_not(&[0; 100_000], "a.mp3"), "not-audio");
    assert_eq!(why_not(b"RIFF\x04\0\0\0WAVE", "a.wav"), "damaged");
    assert_eq!(why_not(b"RIFF", "a.wav"), "not-audio");
    assert_eq!(why_not(&riff(&[chunk(b"fmt ", &fmt(1, 16, 48_000, 1))]), "a.wav"), "no-frames");
    assert_eq!(why_not(&wav_file(1, 16, 48_000, 1, &[]), "a.wav"), "no-frames");
    assert_eq!(why_not(&wav_file(1, 16, 48_000, 500, &[0; 1_000]), "a.wav"), "beyond-limit");
    assert_eq!(why_not(&wav_file(1, 16, 4_000_000_000, 1, &[0; 1_000]), "a.wav"), "beyond-limit");
    assert_eq!(why_not(&wav_file(1, 16, 0, 1, &[0; 1_000]), "a.wav"), "damaged");
    assert_eq!(why_not(&wav_file(1, 16, 48_000, 0, &[0; 1_000]), "a.wav"), "damaged");
    assert_eq!(why_not(&rf64(b"RF64", 0, &[]), "a.wav"), "no-frames");
    assert_eq!(why_not(b"OggS\0\x02\0\0\0\0\0\0\0\0OpusHead", "a.opus"), "codec-not-supported");
    assert_eq!(why_not(b"\x30\x26\xB2\x75\x8E\x66\xCF\x11....", "a.wma"), "codec-not-supported");
    assert!(facts(b"some notes", "notes.txt").is_empty());
    assert!(facts(b"%PDF-1.7", "a.pdf").is_empty());
}

#[test]
fn a_file_of_zeros_and_one_of_no_numbers() {
    let zeros = audio(&wav_file(1, 24, 48_000, 1, &vec![0; 3 * 48_000 * 5]), "a.wav");
    let text = |d: &Option<hikae::format::fact::Decimal>| d.as_ref().map(|d| d.to_string());
    assert_eq!(text(&zeros.sample_peak_dbfs).as_deref(), Some("-inf"));
    assert_eq!(text(&zeros.true_peak_dbtp).as_deref(), Some("-inf"));
    assert_eq!(text(&zeros.rms_dbfs).as_deref(), Some("-inf"));
    assert_eq!(text(&zeros.digital_zero_s).as_deref(), Some("5.0"));
    assert_eq!(zeros.integrated_loudness_lufs, None);
    assert_eq!(reason(&zeros, "integrated_loudness_lufs").as_deref(), Some("silence"));
    assert_eq!(reason(&zeros, "noise_floor_dbfs").as_deref(), Some("no-pause"));
    let nan = f32::NAN.to_le_bytes().repeat(48_000);
    let nan = audio(&wav_file(3, 32, 48_000, 1, &nan), "a.wav");
    assert_eq!(reason(&nan, "levels").as_deref(), Some("samples-not-numbers"));
    assert!(nan.frames.is_some() && nan.sample_peak_dbfs.is_none());
    let huge = f64::MAX.to_le_bytes().repeat(48_000);
    assert_eq!(
        reason(&audio(&wav_file(3, 64, 48_000, 1, &huge), "a.wav"), "levels").as_deref(),
        Some("samples-not-numbers")
    );
}

#[test]
fn sizes_that_are_not_true() {
    let data = tone().data(Coding::Int(16));
    let whole = audio(&wav_file(1, 16, 48_000, 1, &data), "a.wav");
    for stated in [0xFFFF_FFFE_u32, 0x7FFF_FFFF, data.len() as u32 + 1] {
        let mut file = wav_file(1, 16, 48_000, 1, &data);
        let at = file.len() - data.len() - 4;
        file[at..at + 4].copy_from_slice(&stated.to_le_bytes());
        let cut = audio(&file, "a.wav");
        assert_eq!((cut.frames, reason(&cut, "rest").as_deref()), (whole.frames, Some("cut-off")));
    }
    // "until the end", as programs that write to a pipe have it
    let mut file = wav_file(1, 16, 48_000, 1, &data);
    let at = file.len() - data.len() - 4;
    file[at..at + 4].copy_from_slice(&[0xFF; 4]);
    let piped = audio(&file, "a.wav");
    assert_eq!((piped.pcm_sha256, reason(&piped, "rest")), (whole.pcm_sha256, None));
    for magic in [b"RF64", b"BW64"] {
        let same = audio(&rf64(magic, data.len() as u64, &data), "a.wav");
        assert_eq!((same.pcm_sha256, reason(&same, "rest")), (whole.pcm_sha256, None));
        let bomb = audio(&rf64(magic, u64::MAX, &data), "a.wav");
        assert_eq!(reason(&bomb, "rest").as_deref(), Some("cut-off"));
    }
    // a file cut anywhere
    let file = wav_file(1, 16, 48_000, 1, &data);
    for end in (0..60).chain([1_001, 50_000]) {
        let fact = audio(&file[..end], "a.wav");
        assert!(reason(&fact, "audio").is_some() || reason(&fact, "rest").is_some(), "{end}: {fact:?}");
    }
}

#[test]
fn endless_chunks_and_tables_end() {
    let data = tone().data(Coding::Int(16));
    let mut chunks = vec![chunk(b"fmt ", &fmt(1, 16, 48_000, 1)), chunk(b"data", &data)];
    chunks.extend(std::iter::repeat_n(chunk(b"LIST", b"INFOICMT\x02\0\0\0hi"), 200_000));
    let fact = audio(&riff(&chunks), "a.wav");
    assert_eq!(reason(&fact, "rest").as_deref(), Some("cut-off"));
    let said = claims(&riff(&chunks), "a.wav");
    assert!(said.len() < 500 && said.last().unwrap().0 == "left-out", "{}", said.len());
    // a text that claims to be longer than its list
    let list = chunk(b"LIST", b"INFOICMT\xFF\xFF\xFF\xFFhello");
    let said = claims(&riff(&[chunk(b"fmt ", &fmt(1, 16, 48_000, 1)), list, chunk(b"data", &data)]), "a.wav");
    assert_eq!(said, [("info.icmt".to_owned(), "hello".to_owned(), None)]);
}

#[test]
fn bext_says_what_it_has_room_for() {
    let (description, ..) = encoding_rs::SHIFT_JIS.encode("港町 第1話");
    let mut bext = vec![0; 602];
    bext[..description.len()].copy_from_slice(&description);
    bext[256..261].copy_from_slice(b"hikae");
    bext[320..338].copy_from_slice(b"2026-10-0409:58:00");
    bext[338..346].copy_from_slice(&172_800_000_u64.to_le_bytes());
    bext[346..348].copy_from_slice(&2_u16.to_le_bytes());
    bext[348] = 0xAB;
    for (at, value) in [(412, -2_310_i16), (414, 520), (416, -105), (418, 0x7FFF), (420, -5)] {
        bext[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    bext.extend(b"A=PCM,F=48000,W=24,M=mono\r\n");
    let data = tone().data(Coding::Int(16));
    let file = |bext: &[u8]| {
        let ixml = chunk(b"iXML", "<BWFXML><PROJECT>港町</PROJECT></BWFXML>".as_bytes());
        let c2pa = chunk(b"C2PA", &[0; 77]);
        riff(&[
            chunk(b"bext", bext),
            chunk(b"fmt ", &fmt(1, 16, 48_000, 1)),
            chunk(b"data", &data),
            ixml,
            c2pa,
        ])
    };
    let said = claims(&file(&bext), "a.wav");
    let value = |name: &str| said.iter().find(|(n, ..)| n == name).map(|(_, v, _)| v.as_str());
    assert_eq!(said[0], ("bext.description".into(), "港町 第1話".into(), Some("shift-jis".into())));
    assert_eq!(value("bext.originator"), Some("hikae"));
    assert_eq!(value("bext.origination-date"), Some("2026-10-04"));
    assert_eq!(value("bext.origination-time"), Some("09:58:00"));
    assert_eq!(value("bext.time-reference"), Some("172800000"));
    assert_eq!(value("bext.loudness-value"), Some("-23.10"));
    assert_eq!(value("bext.loudness-range"), Some("5.20"));
    assert_eq!(value("bext.max-true-peak-level"), Some("-1.05"));
    assert_eq!(value("bext.max-momentary-loudness"), None);
    assert_eq!(value("bext.max-short-term-loudness"), Some("-0.05"));
    assert_eq!(value("bext.coding-history"), Some("A=PCM,F=48000,W=24,M=mono"));
    assert!(value("bext.umid").unwrap().starts_with("ab00"));
    assert!(value("ixml").unwrap().contains("港町"));
    assert_eq!(value("c2pa"), Some("77 bytes"));
    for end in [0, 1, 255, 300, 345, 347, 400, 421] {
        let _ = claims(&file(&bext[..end]), "a.wav");
    }
}

/// Bytes around a stretch of zeros that takes no memory.
struct Sparse {
    front: Vec<u8>,
    zeros: u64,
    back: Vec<u8>,
}

impl ReadAt for Sparse {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> {
        let front = self.front.len() as u64;
        if offset < front {
            return self.front.read_at(buf, offset);
        }
        if offset >= front + self.zeros {
            return self.back.read_at(buf, offset - front - self.zeros);
        }
        let n = usize::try_from(front + self.zeros - offset).unwrap_or(usize::MAX).min(buf.len());
        buf[..n].fill(0);
        Ok(n)
    }

    fn size(&self) -> io::Result<u64> {
        Ok(self.front.len() as u64 + self.zeros + self.back.len() as u64)
    }
}

#[test]
fn rf64_beyond_4_gib_is_walked_whole() {
    // a chunk of more than 4 GiB before the samples: its size stands in the table of `ds64`
    let junk = (4_u64 << 30) + 10;
    let data = tone().data(Coding::Int(16));
    let ds64 = [
        &(junk + 100_000).to_le_bytes()[..],
        &(data.len() as u64).to_le_bytes(),
        &[0; 8],
        &1_u32.to_le_bytes(),
        b"JUNK",
        &junk.to_le_bytes(),
    ];
    let front =
        [&b"RF64\xFF\xFF\xFF\xFFWAVE"[..], &chunk(b"ds64", &ds64.concat()), b"JUNK\xFF\xFF\xFF\xFF"].concat();
    let back =
        [chunk(b"fmt ", &fmt(1, 16, 48_000, 1)), [&b"data\xFF\xFF\xFF\xFF"[..], &data].concat()].concat();
    let file = Sparse { front, zeros: junk, back };
    let size = file.size().unwrap();
    let path = EntryName::new("data/001/delivery/1/a.wav").unwrap();
    let facts = hikae::workspace::describe::describe_at(&file, size, &path, &|_| Ok(())).unwrap();
    let Some(Fact::Audio(fact)) = facts.first() else { panic!("{facts:?}") };
    assert_eq!(fact.pcm_sha256, audio(&tone().wav(Coding::Int(16)), "a.wav").pcm_sha256);
    assert_eq!(reason(fact, "rest"), None);
}

/// What ffmpeg writes, for the tests that change it.
fn samples() -> Option<Vec<(String, Vec<u8>)>> {
    if !has_ffmpeg() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let wav = folder.path().join("in.wav");
    std::fs::write(&wav, tone().wav(Coding::Int(16))).unwrap();
    let make = |(name, args): &(&str, &[&str])| {
        let to = folder.path().join(name);
        let mut words = vec!["-v", "error", "-i", wav.to_str().unwrap()];
        words.extend(*args);
        words.push(to.to_str().unwrap());
        ffmpeg(&words);
        ((*name).to_owned(), std::fs::read(to).unwrap())
    };
    let kinds: [(&str, &[&str]); 9] = [
        ("a.wav", &[]),
        ("a.flac", &["-metadata", "title=港町"]),
        ("a.mp3", &["-metadata", "title=港町"]),
        ("a.m4a", &[]),
        ("b.m4a", &["-c:a", "alac"]),
        ("a.ogg", &["-c:a", "libvorbis"]),
        ("a.aiff", &[]),
        ("a.caf", &[]),
        ("b.wav", &["-c:a", "pcm_mulaw"]),
    ];
    Some(kinds.iter().map(make).collect())
}

#[test]
fn opus_he_aac_and_encrypted_are_not_analysed() {
    let Some(samples) = samples() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("in.wav"), &samples[0].1).unwrap();
    for name in ["a.opus", "a.ogg", "opus.mp4", "a.webm"] {
        ffmpeg(&["-v", "error", "-i", &path("in.wav"), "-c:a", "libopus", &path(name)]);
        assert_eq!(why_not(&std::fs::read(path(name)).unwrap(), name), "codec-not-supported", "{name}");
    }
    ffmpeg(&["-v", "error", "-i", &path("in.wav"), "-c:a", "adpcm_ms", &path("adpcm.wav")]);
    assert_eq!(why_not(&std::fs::read(path("adpcm.wav")).unwrap(), "adpcm.wav"), "codec-not-supported");
    // the decoder's configuration of AAC-LC becomes that of HE-AAC: object type 5, then the rate of the extension
    let lc = &samples.iter().find(|(name, _)| name == "a.m4a").unwrap().1;
    let replace = |from: &[u8], to: &[u8]| {
        let at = lc.windows(from.len()).position(|w| w == from).unwrap();
        let mut file = lc.clone();
        file[at..at + to.len()].copy_from_slice(to);
        file
    };
    // DecSpecificInfo of 5 bytes, 48 kHz, one channel, and the sync extension that says whether SBR is there
    let asc = [0x05, 0x80, 0x80, 0x80, 0x05, 0x11, 0x88, 0x56, 0xE5, 0x00];
    let explicit = [0x05, 0x80, 0x80, 0x80, 0x05, 0x11, 0x88, 0x56, 0xE5, 0x98];
    assert_eq!(why_not(&replace(&asc, &explicit), "he.m4a"), "codec-not-supported");
    assert_eq!(why_not(&replace(b"mp4a\0\0\0\0\0\0", b"enca\0\0\0\0\0\0"), "drm.m4a"), "encrypted");
}

#[test]
fn a_file_that_is_something_else_than_its_name_says_is_read_as_what_it_is() {
    let Some(samples) = samples() else { return };
    let of = |name: &str| samples.iter().find(|(n, _)| n == name).unwrap().1.clone();
    let mp3 = audio(&of("a.mp3"), "recording.wav");
    assert_eq!(mp3.container.as_ref().map(|w| w.as_str()), Some("mp3"));
    let flac = audio(&of("a.flac"), "recording");
    assert_eq!(flac.codec.as_ref().map(|w| w.as_str()), Some("flac"));
}

#[test]
fn a_flac_whose_md5_does_not_hold_is_told() {
    let Some(samples) = samples() else { return };
    let mut flac = samples.iter().find(|(n, _)| n == "a.flac").unwrap().1.clone();
    assert_eq!(reason(&audio(&flac, "a.flac"), "flac_md5"), None);
    flac[8 + 18] ^= 1; // STREAMINFO: 18 bytes before the MD5
    assert_eq!(reason(&audio(&flac, "a.flac"), "flac_md5").as_deref(), Some("differs"));
    flac[8 + 18..8 + 34].fill(0);
    assert_eq!(reason(&audio(&flac, "a.flac"), "flac_md5").as_deref(), Some("not-stated"));
}

#[test]
fn cut_files_say_so() {
    let Some(samples) = samples() else { return };
    for (name, bytes) in &samples {
        for part in [10, 40, 90] {
            let fact = audio(&bytes[..bytes.len() * part / 100], name);
            let said = reason(&fact, "audio").or_else(|| reason(&fact, "rest"));
            if name == "a.flac" && fact.frames.is_some() {
                assert_eq!(
                    reason(&fact, "flac_md5"),
                    reason(&fact, "pcm_sha256"),
                    "of a part, nothing can be said"
                );
            }
            // MP3 and Ogg do not always tell how long they are
            assert!(said.is_some() || name == "a.mp3" || name == "a.ogg", "{name} at {part}%: {fact:?}");
        }
    }
}

#[test]
fn changed_bytes_are_no_panic() {
    if crate::skip::slow() {
        return;
    }
    let Some(samples) = samples() else { return };
    let mut state = 12_345_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    for (name, bytes) in &samples {
        for round in 0..60 {
            let mut file = bytes.clone();
            for _ in 0..1 + round % 8 {
                // headers more often than sound
                let most = if round % 2 == 0 { 600.min(file.len()) } else { file.len() };
                let at = random(most);
                file[at] = [0, 0xFF, 0x80, random(256) as u8][random(4)];
            }
            for fact in facts(&file, name) {
                assert!(serde_json::to_string(&fact).unwrap().len() < 1 << 20);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(
        magic in prop::sample::select(vec![
            &b"RIFF\x10\0\0\0WAVEfmt "[..], b"RF64\xFF\xFF\xFF\xFFWAVEds64", b"\0\0\0\x18ftypM4A ", b"fLaC\0\0\0\x22",
            b"OggS\0\x02", b"ID3\x04\0\0", b"FORM\0\0\0\0AIFF", b"caff\0\x01\0\0", b"\xFF\xFB\x90\0", b"PK\x03\x04", b"",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let _ = facts(&[magic, &rest].concat(), "a.wav");
    }
}

#[test]
fn memory_of_hostile_files_is_bounded() {
    // declared sizes far beyond the file, in a process of its own, watched from outside
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case");
    let round = case.join("delivery/1");
    std::fs::create_dir_all(&round).unwrap();
    let write = |name: &str, bytes: &[u8], size: u64| {
        std::fs::write(round.join(name), bytes).unwrap();
        std::fs::File::options().write(true).open(round.join(name)).unwrap().set_len(size).unwrap();
    };
    let mp4 = |moov: u32| {
        [b"\0\0\0\x10ftypM4A \0\0\0\0".to_vec(), moov.to_be_bytes().to_vec(), b"moov".to_vec()].concat()
    };
    write("moov.m4a", &mp4(0x0FFF_FF00), 300 << 20);
    write("id3.mp3", b"ID3\x04\0\0\x7F\x7F\x7F\x7FTIT2\x7F\x7F\x7F\x70\0\0\x03", 300 << 20);
    write("flac.flac", b"fLaC\x04\xFF\xFF\xFF", 300 << 20);
    write("caf.caf", b"caff\0\x01\0\0pakt\0\0\0\0\x10\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF", 300 << 20);
    write("list.wav", b"RIFF\xFF\xFF\xFF\x10WAVELIST\xFF\xFF\xFF\x10INFOICMT\xFF\xFF\xFF\x10", 300 << 20);
    write("zip.zip", b"PK\x03\x04", 300 << 20);
    let peak = sealed_within(&case, folder.path());
    assert!(peak.is_none_or(|kb| kb < 128 << 10), "{peak:?} KiB");
}

/// Seals a case; the most memory it held, in KiB, where `/usr/bin/time` tells.
fn sealed_within(case: &Path, home: &Path) -> Option<u64> {
    let time = Path::new("/usr/bin/time").exists();
    let mut command = match time {
        true => std::process::Command::new("/usr/bin/time"),
        false => std::process::Command::new(env!("CARGO_BIN_EXE_hikae")),
    };
    if time {
        command.args(["-f", "peak %M", env!("CARGO_BIN_EXE_hikae")]);
    }
    let output = command
        .args(["seal", "--offline"])
        .arg(case)
        .env("HIKAE_HOME", home.join("home"))
        .env("LC_ALL", "C.UTF-8")
        .output();
    let output = output.unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    errors.lines().find_map(|line| line.strip_prefix("peak ")?.parse().ok())
}
