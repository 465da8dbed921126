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
