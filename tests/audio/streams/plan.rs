//! The streams: what ffmpeg is told.

use crate::sound::ffmpeg;
use std::path::Path;

/// The sound that all are made of.
pub const SOURCE: &str = "source.wav";

/// Kinds of streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoder {
    Mp3,
    Aac,
    Flac,
    Vorbis,
    Plain,
}

impl Encoder {
    pub const ALL: [Self; 5] = [Self::Mp3, Self::Aac, Self::Flac, Self::Vorbis, Self::Plain];

    /// Of a hundred whole ones, at least so many have a length: to refuse all is no answer.
    pub fn least(self) -> usize {
        match self {
            // ADTS at 24 kHz and below can be the core of HE-AAC
            Self::Aac => 70,
            _ => 95,
        }
    }
}

/// Can the encoder go back to its head?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    File,
    Pipe,
}

/// What a length is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// What ffmpeg decodes.
    Decoded,
    /// What the container says that plays: the rest of its last packet does not, and ffmpeg decodes that too.
    Stated,
}

/// One stream.
pub struct Plan {
    pub encoder: Encoder,
    pub extension: &'static str,
    pub seconds: f64,
    /// Is it joined and cut too?
    pub is_changed: bool,
    rate: u32,
    channels: u32,
    way: Way,
    words: String,
}

impl Plan {
    /// For a person.
    pub fn name(&self) -> String {
        let Self { extension, rate, channels, way, words, seconds, .. } = self;
        format!("{extension} {rate} Hz {channels} ch, {seconds:.3} s, {way:?}, {words}")
    }

    /// Where the number of frames stands that is held against.
    pub fn reference(&self) -> Reference {
        match self.encoder {
            Encoder::Aac if self.extension == "m4a" && self.way == Way::File => Reference::Stated,
            Encoder::Vorbis if !self.words.ends_with(PAGES) => Reference::Stated,
            _ => Reference::Decoded,
        }
    }

    /// Encodes so many seconds of the sound into a file.
    pub fn encode(&self, folder: &Path, to: &Path, seconds: f64) -> Vec<u8> {
        let (source, to) = (folder.join(SOURCE), to.to_str().unwrap());
        let (rate, channels, seconds) =
            (self.rate.to_string(), self.channels.to_string(), format!("{seconds:.3}"));
        let mut words = vec!["-v", "error", "-i", source.to_str().unwrap()];
        words.extend(["-t", &seconds, "-ar", &rate, "-ac", &channels]);
        words.extend(self.words.split(' ').filter(|word| !word.is_empty()));
        match self.way {
            Way::File => {
                ffmpeg(&[&words[..], &[to]].concat());
            }
            Way::Pipe => {
                let muxer = match self.extension {
                    "aac" => "adts",
                    "m4a" => "ipod",
                    "aif" => "aiff",
                    other => other,
                };
                let output = ffmpeg(&[&words[..], &["-f", muxer, "pipe:1"]].concat());
                std::fs::write(to, output.stdout).unwrap();
            }
        }
        std::fs::read(to).unwrap()
    }
}

/// Gathers the plans of one kind.
struct Plans(Vec<Plan>);

impl Plans {
    /// Adds one; lengths differ, so that no number is right by chance.
    fn add(
        &mut self,
        encoder: Encoder,
        extension: &'static str,
        (rate, channels): (u32, u32),
        words: &str,
    ) -> &mut Plan {
        let seconds = 0.301 + f64::from(self.0.len() as u32 * 37 % 101) / 200.0;
        let (is_changed, way, words) = (false, Way::File, words.to_owned());
        self.0.push(Plan { encoder, extension, seconds, is_changed, rate, channels, way, words });
        self.0.last_mut().unwrap()
    }
}

const BOTH: [Way; 2] = [Way::File, Way::Pipe];

/// All of them.
pub fn plans() -> Vec<Plan> {
    let mut plans = Plans(Vec::new());
    mp3(&mut plans);
    aac(&mut plans);
    flac(&mut plans);
    vorbis(&mut plans);
    plain(&mut plans);
    plans.0
}

fn mp3(plans: &mut Plans) {
    const MODES: [&str; 3] = ["-b:a 64k", "-q:a 5", "-abr 1 -b:a 48k"];
    let rates = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
    for (i, rate) in rates.into_iter().enumerate() {
        for channels in [1, 2] {
            for way in BOTH {
                let mode = MODES[(i + channels as usize) % MODES.len()];
                plans.add(Encoder::Mp3, "mp3", (rate, channels), mode).way = way;
            }
        }
    }
    let heads = ["-write_xing 1", "-write_xing 0"];
    let tags = ["-id3v2_version 0", "-id3v2_version 3 -write_id3v1 1 -metadata title=岬の朝"];
    for (mode, kind) in MODES.into_iter().zip([(44_100, 2), (48_000, 1), (22_050, 2)]) {
        for (head, tags) in heads.into_iter().flat_map(|head| tags.map(|tags| (head, tags))) {
            plans.add(Encoder::Mp3, "mp3", kind, &format!("{mode} {head} {tags}")).is_changed = true;
        }
    }
    for way in BOTH {
        plans.add(Encoder::Mp3, "mp3", (44_100, 2), "-c:a libshine -b:a 128k").way = way;
        plans.add(Encoder::Mp3, "mp3", (48_000, 2), "-b:a 320k -reservoir 0").way = way;
    }
}

fn aac(plans: &mut Plans) {
    let rates =
        [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000];
    for (i, rate) in rates.into_iter().enumerate() {
        for channels in [1, 2] {
            let way = BOTH[(i + channels as usize) % 2];
            // what is said of SBR is the same for all low rates
            if rate > 22_050 || channels == 1 {
                plans.add(Encoder::Aac, "aac", (rate, channels), "-b:a 64k").way = way;
            }
            let front = if channels == 1 { "-movflags +faststart" } else { "" };
            plans.add(Encoder::Aac, "m4a", (rate, channels), &format!("-b:a 64k {front}"));
        }
    }
    for kind in [(44_100, 2), (48_000, 1)] {
        for extension in ["aac", "m4a"] {
            plans.add(Encoder::Aac, extension, kind, "-q:a 1").is_changed = true;
        }
        plans.add(Encoder::Aac, "m4a", kind, "-movflags frag_keyframe+empty_moov").way = Way::Pipe;
    }
    plans.add(Encoder::Aac, "aac", (32_000, 2), "-b:a 96k -write_id3v2 1 -metadata title=a");
}

fn flac(plans: &mut Plans) {
    let rates = [8_000, 16_000, 22_050, 44_100, 48_000, 88_200, 96_000];
    for (i, rate) in rates.into_iter().enumerate() {
        for channels in [1, 2] {
            for way in BOTH {
                let depth = ["s16", "s32"][i % 2];
                plans.add(Encoder::Flac, "flac", (rate, channels), &format!("-sample_fmt {depth}")).way = way;
            }
        }
    }
    for way in BOTH {
        for kind in [(44_100, 2), (48_000, 1)] {
            let plan = plans.add(Encoder::Flac, "flac", kind, "-sample_fmt s32 -compression_level 8");
            (plan.way, plan.is_changed) = (way, true);
        }
        plans.add(Encoder::Flac, "ogg", (48_000, 2), "-c:a flac").way = way;
    }
}

/// As most have it. Of a file of one page ffmpeg 5 cuts the sound at the wrong end, and so by some hundred frames.
const PAGES: &str = "-page_duration 100000";

fn vorbis(plans: &mut Plans) {
    let rates = [8_000, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000];
    for (i, rate) in rates.into_iter().enumerate() {
        for channels in [1, 2] {
            for way in BOTH {
                let mode = if i % 2 == 0 || rate != 48_000 { "-q:a 3" } else { "-b:a 96k" };
                plans
                    .add(Encoder::Vorbis, "ogg", (rate, channels), &format!("-c:a libvorbis {mode} {PAGES}"))
                    .way = way;
            }
        }
    }
    for way in BOTH {
        for kind in [(44_100, 2), (48_000, 1)] {
            plans.add(Encoder::Vorbis, "ogg", kind, "-c:a libvorbis -q:a 2").way = way;
            let plan = plans.add(Encoder::Vorbis, "ogg", kind, &format!("-c:a libvorbis -q:a 6 {PAGES}"));
            (plan.way, plan.is_changed) = (way, true);
        }
    }
}

fn plain(plans: &mut Plans) {
    let codings = ["u8", "s16le", "s24le", "s32le", "f32le", "f64le", "alaw", "mulaw"];
    let rates = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 88_200, 96_000];
    for (i, rate) in rates.into_iter().enumerate() {
        for channels in [1, 2] {
            let coding = codings[(i + 3 * channels as usize) % codings.len()];
            for way in BOTH {
                plans.add(Encoder::Plain, "wav", (rate, channels), &format!("-c:a pcm_{coding}")).way = way;
            }
        }
    }
    for (extension, words) in [
        ("wav", "-c:a pcm_s16le"),
        ("wav", "-c:a pcm_s24le -metadata title=a -write_bext 1"),
        ("wav", "-c:a pcm_s24le -rf64 always"),
        ("aif", "-c:a pcm_s24be"),
        ("aif", "-c:a pcm_f32be"),
        ("caf", "-c:a pcm_s16le"),
    ] {
        let plan = plans.add(Encoder::Plain, extension, (48_000, 1), words);
        plan.is_changed = true;
    }
    plans.add(Encoder::Plain, "wav", (48_000, 2), "-c:a pcm_s16le").is_changed = true;
    plans.add(Encoder::Plain, "caf", (44_100, 2), "-c:a pcm_s24le").way = Way::Pipe;
}
