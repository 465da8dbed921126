//! Signals, files of sound, and what hikae and `ffmpeg` measure in them.
#![allow(dead_code, clippy::unwrap_used)] // every test binary uses its own part; a test may panic

use hikae::base::entry_name::EntryName;
use hikae::format::fact::{AudioFact, ClaimsFact, Decimal, Fact};
use std::f64::consts::TAU;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The narration of the examples.
pub fn speech() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minato-narration/納品/1回目/第1話_ナレーション.wav")
}

/// Interleaved samples.
#[derive(Clone)]
pub struct Sound {
    pub rate: u32,
    pub channels: usize,
    pub samples: Vec<f64>,
}

/// How samples are written into a WAVE file.
#[derive(Clone, Copy)]
pub enum Coding {
    Int(u16),
    Float,
}

impl Sound {
    /// Silence.
    pub fn silence(rate: u32, channels: usize, seconds: f64) -> Self {
        let frames = (f64::from(rate) * seconds).round() as usize;
        Self { rate, channels, samples: vec![0.0; frames * channels] }
    }

    /// Adds a sine on these channels: Hz, amplitude, phase in degrees, from and to in seconds.
    pub fn sine(mut self, on: &[usize], hz: f64, amplitude: f64, phase: f64, part: (f64, f64)) -> Self {
        let (from, to) = (part.0 * f64::from(self.rate), part.1 * f64::from(self.rate));
        for (i, frame) in self.samples.chunks_mut(self.channels).enumerate() {
            let t = i as f64;
            if t >= from.round() && t < to.round() {
                let value = amplitude * (TAU * (hz * t / f64::from(self.rate) + phase / 360.0)).sin();
                on.iter().for_each(|c| frame[*c] += value);
            }
        }
        self
    }

    /// Adds noise of this amplitude on all channels, always the same.
    pub fn noise(mut self, amplitude: f64, part: (f64, f64)) -> Self {
        let mut state = 1_u32;
        let (from, to) = (part.0 * f64::from(self.rate), part.1 * f64::from(self.rate));
        for (i, frame) in self.samples.chunks_mut(self.channels).enumerate() {
            for sample in frame {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if (i as f64) >= from && (i as f64) < to {
                    *sample += amplitude * (f64::from(state >> 8) / 8_388_608.0 - 1.0);
                }
            }
        }
        self
    }

    /// Rises once from a quarter to the whole and falls again: loudness without steps.
    pub fn swelling(mut self) -> Self {
        let frames = (self.samples.len() / self.channels) as f64;
        for (i, frame) in self.samples.chunks_mut(self.channels).enumerate() {
            let gain = 0.25 + 0.75 * (TAU / 2.0 * i as f64 / frames).sin();
            frame.iter_mut().for_each(|s| *s *= gain);
        }
        self
    }

    /// Rises and falls within 10 ms at the ends.
    pub fn faded(mut self) -> Self {
        let (frames, ramp) = (self.samples.len() / self.channels, f64::from(self.rate) / 100.0);
        for (i, frame) in self.samples.chunks_mut(self.channels).enumerate() {
            let gain = (i.min(frames - 1 - i) as f64 / ramp).min(1.0);
            frame.iter_mut().for_each(|s| *s *= gain);
        }
        self
    }

    /// Plucked chords over a bass, with a little noise: not steady, not silent, both channels different.
    pub fn music(rate: u32, channels: usize) -> Self {
        Self::music_of(rate, channels, 8.0)
    }

    /// As [`music`](Self::music), so long.
    pub fn music_of(rate: u32, channels: usize, seconds: f64) -> Self {
        let mut sound = Self::silence(rate, channels, seconds);
        let notes = [110.0, 220.0, 277.2, 329.6, 440.0, 554.4, 659.3, 880.0];
        for (i, frame) in sound.samples.chunks_mut(channels).enumerate() {
            let t = i as f64 / f64::from(rate);
            for (c, sample) in frame.iter_mut().enumerate() {
                for (n, hz) in notes.iter().enumerate() {
                    let since = (t + n as f64 * 0.13 + c as f64 * 0.05) % 1.1;
                    *sample += 0.09 * (TAU * hz * t).sin() * (-since * 4.0).exp() * (1.0 + (t * 0.7).sin());
                }
            }
        }
        sound.noise(0.002, (0.0, seconds)).faded()
    }

    /// As a WAVE file.
    pub fn wav(&self, coding: Coding) -> Vec<u8> {
        let (tag, bits) = match coding {
            Coding::Int(bits) => (1_u16, bits),
            Coding::Float => (3, 32),
        };
        wav_file(tag, bits, self.rate, self.channels as u16, &self.data(coding))
    }

    /// The samples as they stand in a WAVE file.
    pub fn data(&self, coding: Coding) -> Vec<u8> {
        let mut data = Vec::new();
        for sample in &self.samples {
            match coding {
                Coding::Float => data.extend((*sample as f32).to_le_bytes()),
                Coding::Int(8) => data.push(((sample * 127.0).round() as i16 + 128) as u8),
                Coding::Int(bits) => {
                    let scale = (1_i64 << (bits - 1)) as f64;
                    let value = (sample * scale).round().clamp(-scale, scale - 1.0) as i64;
                    data.extend(&value.to_le_bytes()[..usize::from(bits / 8)]);
                }
            }
        }
        data
    }
}

/// A chunk of RIFF, padded.
pub fn chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = [&id[..], &(body.len() as u32).to_le_bytes(), body].concat();
    if body.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}

/// `fmt ` of a plain WAVE file.
pub fn fmt(tag: u16, bits: u16, rate: u32, channels: u16) -> Vec<u8> {
    let align = channels.wrapping_mul(bits.div_ceil(8));
    let mut fmt = Vec::new();
    fmt.extend(tag.to_le_bytes());
    fmt.extend(channels.to_le_bytes());
    fmt.extend(rate.to_le_bytes());
    fmt.extend(rate.wrapping_mul(u32::from(align)).to_le_bytes());
    fmt.extend(align.to_le_bytes());
    fmt.extend(bits.to_le_bytes());
    fmt
}

/// A RIFF file of these chunks.
pub fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = chunks.concat();
    [&b"RIFF"[..], &(body.len() as u32 + 4).to_le_bytes(), b"WAVE", &body].concat()
}

pub fn wav_file(tag: u16, bits: u16, rate: u32, channels: u16, data: &[u8]) -> Vec<u8> {
    riff(&[chunk(b"fmt ", &fmt(tag, bits, rate, channels)), chunk(b"data", data)])
}

/// What hikae reads in a file: all facts.
pub fn facts(bytes: &[u8], name: &str) -> Vec<Fact> {
    let path = EntryName::new(&format!("data/001/delivery/1/{name}")).unwrap();
    let facts =
        hikae::workspace::describe::describe_at(bytes, bytes.len() as u64, &path, &|_| Ok(())).unwrap();
    // what contradicts itself would alter the archive
    for fact in &facts {
        match fact {
            Fact::Audio(audio) => {
                assert_eq!((audio.contradiction(), audio.impossible()), (None, None), "{name}: {audio:?}");
                if audio.path.as_str() == path.as_str() {
                    assert!(audio.least_bytes() <= bytes.len() as u64, "{name}: {audio:?}");
                }
                let drawn = facts.iter().find_map(|fact| match fact {
                    Fact::Waveform(drawn) if drawn.path == audio.path => drawn.highest(),
                    _ => None,
                });
                if let Some((by_peak, drawn)) = audio.highest_drawn().zip(drawn) {
                    assert!((by_peak - f64::from(drawn)).abs() <= 1.01, "{name}: {by_peak}, {drawn}");
                }
            }
            Fact::Waveform(drawing) => assert!(drawing.is_drawn(), "{name}"),
            _ => {}
        }
    }
    facts
}

/// The `audio` fact of a file.
#[track_caller]
pub fn audio(bytes: &[u8], name: &str) -> AudioFact {
    let found =
        facts(bytes, name).into_iter().find_map(|f| if let Fact::Audio(a) = f { Some(*a) } else { None });
    found.unwrap_or_else(|| panic!("{name}: no audio fact"))
}

/// The `claims` fact of a file, as pairs.
pub fn claims(bytes: &[u8], name: &str) -> Vec<(String, String, Option<String>)> {
    let all =
        facts(bytes, name).into_iter().filter_map(|f| if let Fact::Claims(c) = f { Some(c) } else { None });
    let pair = |c: hikae::format::fact::Claim| (c.name, c.value, c.guessed.map(String::from));
    all.flat_map(|c: ClaimsFact| c.claims).map(pair).collect()
}

/// The reason for a field.
pub fn reason(fact: &AudioFact, field: &str) -> Option<String> {
    fact.unmeasured.iter().find(|u| u.field == field).map(|u| u.reason.to_string())
}

pub fn number(decimal: &Option<Decimal>) -> f64 {
    match decimal.as_ref().map(Decimal::as_str) {
        Some("-inf") => f64::NEG_INFINITY,
        Some(text) => text.parse().unwrap(),
        None => f64::NAN,
    }
}

/// Is ffmpeg here? Said aloud where it is not; a failure in CI.
pub fn has_ffmpeg() -> bool {
    let found = Command::new("ffmpeg").arg("-version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_ok_and(|status| status.success()) {
        return true;
    }
    crate::skip::missing("ffmpeg is not installed");
    false
}

/// Runs ffmpeg with these words.
#[track_caller]
pub fn ffmpeg(args: &[&str]) -> Output {
    let output = Command::new("ffmpeg")
        .args(["-nostdin", "-hide_banner", "-y", "-bitexact"])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A sound, encoded by ffmpeg into a file of this name.
#[track_caller]
pub fn encoded(sound: &Sound, name: &str, words: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.wav"), folder.path().join(name));
    std::fs::write(&from, sound.wav(Coding::Int(24))).unwrap();
    let mut args = vec!["-v", "error", "-i", from.to_str().unwrap()];
    args.extend(words.split_whitespace());
    args.push(to.to_str().unwrap());
    ffmpeg(&args);
    std::fs::read(to).unwrap()
}

/// As [`encoded`], through a pipe: the encoder cannot go back to its head.
#[track_caller]
pub fn piped(sound: &Sound, muxer: &str, words: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("from.wav");
    std::fs::write(&from, sound.wav(Coding::Int(24))).unwrap();
    let mut args = vec!["-v", "error", "-i", from.to_str().unwrap()];
    args.extend(words.split_whitespace());
    args.extend(["-f", muxer, "pipe:1"]);
    ffmpeg(&args).stdout
}

/// Frames that ffmpeg decodes of these bytes in full.
pub fn decoded(bytes: &[u8], name: &str) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    decoded_frames(&folder.path().join(name))
}

/// Frames that ffmpeg decodes of a file in full; none if it cannot read it.
pub fn decoded_frames(file: &Path) -> u64 {
    let output = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "quiet", "-i"])
        .arg(file)
        .args(["-map", "0:a:0", "-ac", "1", "-f", "s16le", "-"])
        .stdin(Stdio::null())
        .output();
    output.unwrap().stdout.len() as u64 / 2
}

/// Frames that play, as the container states them, by ffprobe.
#[track_caller]
pub fn played_frames(file: &Path) -> u64 {
    let args = ["-v", "error", "-show_entries", "stream=duration_ts", "-of", "csv=p=0"];
    let output = Command::new("ffprobe").args(args).arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

/// What ffmpeg measures: levels in dB, and frames.
#[derive(Debug)]
pub struct Reference {
    pub integrated: f64,
    pub range: f64,
    pub true_peak: f64,
    pub peak: f64,
    pub rms: f64,
    pub mean_volume: f64,
    pub frames: u64,
}

#[track_caller]
pub fn reference(file: &Path) -> Reference {
    let path = file.to_str().unwrap();
    let filters = "volumedetect,astats=metadata=0,ebur128=peak=true:metadata=1,ametadata=mode=print:file=-";
    let output = ffmpeg(&["-i", path, "-map", "0:a:0", "-af", filters, "-f", "null", "-"]);
    let (meta, log) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    let last = |key: &str| -> Option<f64> {
        meta.lines().rev().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')?.parse().ok())
    };
    let peaks = (0..8).filter_map(|c| last(&format!("lavfi.r128.true_peaks_ch{c}")));
    let of_log = |key: &str| -> f64 {
        let line =
            log.lines().rev().find(|line| line.contains(key)).unwrap_or_else(|| panic!("{key} in {log}"));
        let value = line[line.find(key).unwrap() + key.len()..].trim();
        value.trim_end_matches(" dB").parse().unwrap_or_else(|_| panic!("{line}"))
    };
    Reference {
        integrated: last("lavfi.r128.I").unwrap(),
        range: last("lavfi.r128.LRA").unwrap(),
        true_peak: 20.0 * peaks.fold(0.0, f64::max).log10(),
        peak: of_log("Peak level dB:"),
        rms: of_log("RMS level dB:"),
        mean_volume: of_log("mean_volume:"),
        frames: of_log("Number of samples:") as u64,
    }
}
