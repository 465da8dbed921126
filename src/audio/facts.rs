//! A reading as facts (format.md section 4.2).

use super::meter::{Levels, Loud};
use super::pauses::NoiseFloor;
use super::reading::Reading;
use super::reason::Reason;
use super::shape::Shape;
use crate::base::entry_name::EntryName;
use crate::format::fact::{
    AudioFact, Base64Url, ClaimsFact, Decimal, Fact, Uint, Unmeasured, WaveformFact, Word,
};

/// The facts of a reading about the file of this entry name.
pub fn facts(path: &EntryName, reading: Reading) -> Vec<Fact> {
    let Reading { container, codec, rate, depth, channels, measures, pcm, unmeasured, claims } = reading;
    let mut fact = AudioFact {
        path: path.clone(),
        container: container.and_then(word),
        codec: codec.and_then(word),
        sample_rate_hz: rate.map(Uint::from),
        bit_depth: depth.map(Uint::from),
        channels: channels.map(Uint::from),
        frames: None,
        duration_s: None,
        sample_peak_dbfs: None,
        true_peak_dbtp: None,
        integrated_loudness_lufs: None,
        loudness_range_lu: None,
        rms_dbfs: None,
        noise_floor_dbfs: None,
        clipped_runs: None,
        head_silence_s: None,
        tail_silence_s: None,
        digital_zero_s: None,
        pcm_sha256: None,
        unmeasured: Vec::new(),
    };
    let mut missing = Missing(unmeasured);
    let mut drawing = None;
    if let (Some(measures), Some(rate)) = (measures, rate) {
        if measures.frames == 0 {
            missing.add("audio", Reason::NoFrames);
        } else {
            fact.frames = Uint::try_from(measures.frames).ok();
            fact.duration_s = seconds(measures.frames, rate);
            fact.pcm_sha256 = pcm;
        }
        match measures.levels {
            Ok(levels) => {
                drawing = waveform(path, &levels.shape);
                self::levels(&mut fact, levels, rate, &mut missing);
            }
            Err(reason) if measures.frames > 0 => missing.add("levels", reason),
            Err(_) => {}
        }
    }
    let unmeasured = |(field, reason): (&'static str, Reason)| {
        Some(Unmeasured { field: field.to_owned(), reason: word(reason.word())? })
    };
    fact.unmeasured = missing.0.into_iter().filter_map(unmeasured).collect();
    let mut facts = vec![Fact::Audio(Box::new(fact))];
    facts.extend(drawing.map(Fact::Waveform));
    if !claims.is_empty() {
        facts.push(Fact::Claims(ClaimsFact { path: path.clone(), claims }));
    }
    facts
}

struct Missing(Vec<(&'static str, Reason)>);

impl Missing {
    fn add(&mut self, field: &'static str, reason: Reason) {
        self.0.push((field, reason));
    }
}

fn levels(fact: &mut AudioFact, levels: Levels, rate: u32, missing: &mut Missing) {
    fact.sample_peak_dbfs = level(levels.sample_peak_db);
    fact.true_peak_dbtp = level(levels.true_peak_db);
    fact.rms_dbfs = level(levels.rms_db);
    let mut loud = |field, value| match value {
        Loud::Measured(value) => level(value),
        Loud::BelowGate => missing.say(field, Reason::Silence),
        Loud::TooShort => missing.say(field, Reason::TooShort),
        Loud::Rate => missing.say(field, Reason::Rate),
    };
    fact.integrated_loudness_lufs = loud("integrated_loudness_lufs", levels.integrated);
    fact.loudness_range_lu = loud("loudness_range_lu", levels.range);
    fact.noise_floor_dbfs = match levels.noise_floor {
        NoiseFloor::Measured(db) => level(db),
        NoiseFloor::NoPause => missing.say("noise_floor_dbfs", Reason::NoPause),
        NoiseFloor::TooShort => missing.say("noise_floor_dbfs", Reason::TooShort),
    };
    let shape = levels.shape;
    fact.clipped_runs = Uint::try_from(shape.clipped).ok();
    fact.digital_zero_s = seconds(shape.zeros, rate);
    match (shape.head, shape.tail) {
        (Some(head), Some(tail)) => {
            fact.head_silence_s = seconds(head, rate);
            fact.tail_silence_s = seconds(tail, rate);
        }
        _ => {
            missing.add("head_silence_s", Reason::Silence);
            missing.add("tail_silence_s", Reason::Silence);
        }
    }
}

impl Missing {
    fn say(&mut self, field: &'static str, reason: Reason) -> Option<Decimal> {
        self.add(field, reason);
        None
    }
}

/// One byte a column and side: the value times 127, offset 128.
fn waveform(path: &EntryName, shape: &Shape) -> Option<WaveformFact> {
    let byte = |value: f32| (value.clamp(-1.0, 1.0) * 127.0).round() as i16;
    let bytes = |value: fn(&super::cells::Cell) -> f32| -> Vec<u8> {
        shape.columns.iter().map(|c| (byte(value(c)) + 128).clamp(1, 255) as u8).collect()
    };
    let columns = Uint::try_from(shape.columns.len() as u64).ok()?;
    let (min, max) = (Base64Url::encode(&bytes(|c| c.min)), Base64Url::encode(&bytes(|c| c.max)));
    Some(WaveformFact { path: path.clone(), columns, min, max })
}

fn word(word: &'static str) -> Option<Word> {
    Word::try_from(word).ok()
}

/// Two decimals: what a level means ends at the first.
fn level(db: f64) -> Option<Decimal> {
    if db == f64::NEG_INFINITY {
        return Decimal::try_from("-inf").ok();
    }
    Decimal::try_from(without_minus_zero(format!("{db:.2}"))).ok()
}

fn without_minus_zero(text: String) -> String {
    let is_zero = text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text }
}

/// To the microsecond, at least one decimal, by whole numbers.
fn seconds(frames: u64, rate: u32) -> Option<Decimal> {
    let micros = (u128::from(frames) * 1_000_000 + u128::from(rate) / 2) / u128::from(rate.max(1));
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    let shortest = text.trim_end_matches('0');
    let text = if shortest.ends_with('.') { format!("{shortest}0") } else { shortest.to_owned() };
    Decimal::try_from(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_form_of_the_format() {
        let text = |decimal: Option<Decimal>| decimal.map(String::from);
        assert_eq!(text(level(-23.004)).as_deref(), Some("-23.00"));
        assert_eq!(text(level(-0.001)).as_deref(), Some("0.00"));
        assert_eq!(text(level(f64::NEG_INFINITY)).as_deref(), Some("-inf"));
        assert_eq!(text(level(f64::INFINITY)), None);
        assert_eq!(text(level(f64::NAN)), None);
        assert_eq!(text(seconds(288_000, 48_000)).as_deref(), Some("6.0"));
        assert_eq!(text(seconds(1, 44_100)).as_deref(), Some("0.000023"));
        assert_eq!(text(seconds(u64::MAX, 1)), None);
    }
}
