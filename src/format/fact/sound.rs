//! What measurements of one file say against each other (format.md section 4.3, rules 7 and 15).

use super::{AudioFact, Decimal, Uint, WaveformFact};

const MICROS: u128 = 1_000_000;

impl AudioFact {
    /// What does not go together with the number of frames, or is said not to be measured and stands there.
    pub fn contradiction(&self) -> Option<&'static str> {
        let micros = |decimal: &Option<Decimal>| decimal.as_ref().map(micros);
        let (duration, rate) = (micros(&self.duration_s), self.sample_rate_hz.map(Uint::get));
        if let (Some(duration), Some(frames), Some(rate)) = (duration, self.frames, rate) {
            let exact = u128::from(frames.get()) * MICROS;
            let stated = duration.map(|duration| duration * u128::from(rate));
            if stated.is_none_or(|stated| stated.abs_diff(exact) > u128::from(rate)) {
                return Some("duration_s");
            }
        }
        let parts = [&self.head_silence_s, &self.tail_silence_s, &self.digital_zero_s];
        let longer = |part: &Option<Decimal>| match (micros(part), duration) {
            (Some(part), Some(duration)) => part.is_none() || duration.is_none() || part > duration,
            _ => false,
        };
        if parts.into_iter().any(longer) {
            return Some("a silence longer than the sound");
        }
        let fields = serde_json::to_value(self).unwrap_or_default();
        let stands = |field: &str| field != "unmeasured" && fields.get(field).is_some();
        self.unmeasured.iter().any(|missing| stands(&missing.field)).then_some("unmeasured, and measured")
    }
}

/// Levels in millionths of a decibel; digital silence lies below all of them.
fn millionths(decimal: &Decimal) -> i128 {
    match decimal.as_str() {
        "-inf" => i128::MIN / 4,
        text => match text.strip_prefix('-') {
            Some(size) => -whole(size),
            None => whole(text),
        },
    }
}

fn whole(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number = |digits: &str| digits.parse::<i128>().unwrap_or_default();
    number(whole) * 1_000_000 + number(&format!("{fraction:0<6}"))
}

const DB: i128 = 1_000_000;
/// What rounding to two decimals can do to two values.
const ROUNDING: i128 = DB / 100;
/// Above this, samples end the silence at the head and the tail.
const SILENCE: i128 = -50 * DB;

impl AudioFact {
    /// A value that no sound has beside its other values.
    pub fn impossible(&self) -> Option<&'static str> {
        let level = |decimal: &Option<Decimal>| decimal.as_ref().map(millionths);
        let (peak, loudness) = (level(&self.sample_peak_dbfs), level(&self.integrated_loudness_lufs));
        let (channels, frames) = (self.channels.map(Uint::get), self.frames.map(Uint::get));
        let is_above = |value: &Option<Decimal>, most: i128| {
            level(value).zip(peak).is_some_and(|(value, peak)| value > peak + most)
        };
        // each doubling of the channels, of which those behind count 1.5 dB more, and the filter's 4 dB
        let doublings = i128::from(64 - channels.unwrap_or(32).saturating_sub(1).leading_zeros());
        let parts = [&self.head_silence_s, &self.tail_silence_s, &self.duration_s];
        let parts = parts.map(|part| part.as_ref().and_then(micros));
        let clipped = self.clipped_runs.map_or(0, Uint::get);
        let is_fine = self.bit_depth.is_none_or(|bits| bits.get() >= 4);
        let samples =
            channels.zip(frames).map(|(channels, frames)| u128::from(channels) * u128::from(frames));
        let checks = [
            (is_above(&self.rms_dbfs, ROUNDING), "an RMS above the peak"),
            (
                level(&self.true_peak_dbtp).zip(peak).is_some_and(|(between, peak)| between < peak - DB),
                "a true peak below the samples",
            ),
            (is_above(&self.true_peak_dbtp, 12 * DB), "a true peak far above the samples"),
            (is_above(&self.noise_floor_dbfs, -10 * DB), "a noise floor as loud as the sound"),
            (
                is_above(&self.integrated_loudness_lufs, 6 * DB + 3_020_000 * doublings),
                "a loudness above the peak",
            ),
            (loudness.is_some_and(|loudness| loudness < -70 * DB - ROUNDING), "a loudness below the gate"),
            (level(&self.loudness_range_lu).is_some_and(|range| range < 0), "a loudness range below zero"),
            (
                (self.head_silence_s.is_some() || self.tail_silence_s.is_some())
                    && peak.is_some_and(|peak| peak < SILENCE - ROUNDING),
                "silence that ends, and a peak below it",
            ),
            (
                matches!(parts, [Some(head), Some(tail), Some(all)] if head + tail > all + 2),
                "silences that are together longer than the sound",
            ),
            (clipped > 0 && is_fine && peak.is_some_and(|peak| peak < -2 * DB), "clipped below full scale"),
            (
                samples.is_some_and(|samples| 3 * u128::from(clipped) > samples),
                "more clipped samples than samples",
            ),
        ];
        checks.into_iter().find_map(|(is_so, what)| is_so.then_some(what))
    }

    /// The least bytes of a file that holds these samples plainly.
    pub fn least_bytes(&self) -> u64 {
        let is = |word: &Option<super::Word>, of: &[&str]| {
            word.as_ref().is_some_and(|word| of.contains(&word.as_str()))
        };
        let is_plain =
            is(&self.codec, &["pcm"]) && is(&self.container, &["wav", "rf64", "bw64", "aiff", "caf"]);
        match (self.frames, self.channels, self.bit_depth) {
            (Some(frames), Some(channels), Some(bits)) if is_plain => {
                let samples = frames.get().saturating_mul(channels.get());
                samples.saturating_mul(bits.get().div_ceil(8))
            }
            _ => 0,
        }
    }

    /// The largest value of a drawing of it; none: its peak is not told.
    pub fn highest_drawn(&self) -> Option<f64> {
        let peak = self.sample_peak_dbfs.as_ref()?;
        let peak: f64 = if peak.as_str() == "-inf" {
            0.0
        } else {
            10_f64.powf(peak.as_str().parse::<f64>().ok()? / 20.0)
        };
        Some(127.0 * peak.min(1.0))
    }
}

impl WaveformFact {
    /// The value that lies furthest from zero.
    pub fn highest(&self) -> Option<u8> {
        let bytes = [self.min.decode(), self.max.decode()];
        bytes.iter().flatten().map(|byte| byte.abs_diff(128)).max()
    }
}

/// Seconds in microseconds. `None`: below zero, or `-inf`.
fn micros(decimal: &Decimal) -> Option<u128> {
    let (whole, fraction) = decimal.as_str().split_once('.').unwrap_or((decimal.as_str(), ""));
    let whole: u128 = whole.parse().ok()?;
    let fraction: u128 = format!("{fraction:0<6}").parse().ok()?;
    Some(whole * MICROS + fraction)
}

impl WaveformFact {
    /// Has it a lowest and a highest value for each column, the one not above the other?
    pub fn is_drawn(&self) -> bool {
        let columns = self.columns.get();
        let whole = self.min.byte_len() == columns && self.max.byte_len() == columns;
        whole && self.min.decode().iter().zip(self.max.decode()).all(|(min, max)| *min <= max)
    }
}
