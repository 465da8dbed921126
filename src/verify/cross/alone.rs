//! What one fact says against itself (format.md section 4.3, rules 7, 8, 12, 13, 14 and 15).

use crate::fact::{AudioFact, ConversationFact, Decimal, Fact, MailFact, Uint, WaveformFact};
use crate::finding::{Code, Finding, Findings};
use crate::moment::At;

/// Holds the fields of a fact against each other. `subject` is where it stands.
pub fn check(fact: &Fact, subject: &str, findings: &mut Findings) {
    let mut say = |code: Code, detail: &str| findings.push(Finding::new(code, subject).detail(detail));
    if fact.moments().into_iter().flatten().any(|at| !at.local_fits()) {
        say(Code::TimeLocal, &fact.moments().into_iter().flatten().map(shown).collect::<Vec<_>>().join(", "));
    }
    match fact {
        Fact::Conversation(f) => {
            if f.gaps.iter().any(|gap| gap.from > gap.to) {
                say(Code::FactRange, "a gap ends before it begins");
            }
            if claims_too_much(f) {
                say(Code::ConversationCertainty, f.certainty.as_str());
            }
        }
        Fact::Answer(f) if f.from.get() == 0 || f.from > f.to => {
            say(Code::FactRange, "the lines of an answer");
        }
        Fact::Mail(f) => {
            if let Some(what) = lacks(f) {
                say(Code::MailResult, what);
            }
        }
        Fact::Audio(f) => {
            if let Some(what) = disagrees(f) {
                say(Code::AudioLength, what);
            }
        }
        Fact::Waveform(f) if !is_drawn(f) => say(Code::WaveformColumns, ""),
        _ => {}
    }
}

fn shown(at: &At) -> String {
    let time = |t: Option<crate::moment::UtcSecond>| t.map(|t| t.to_string()).unwrap_or_default();
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    format!("{} to {} for {} {}", time(at.from), time(at.to), text(&at.local), text(&at.offset))
}

/// Rule 13.
fn claims_too_much(f: &ConversationFact) -> bool {
    f.certainty.as_str() == "understood" && !(f.gaps.is_empty() && f.unanswered.is_empty())
}

/// Rule 14: what a result rests on, and is not there.
fn lacks(f: &MailFact) -> Option<&'static str> {
    let (signature, key) = (f.domain.is_some() && f.selector.is_some(), f.key_record.is_some());
    let captured = [f.captured_at.is_some(), f.captured_by.is_some()];
    match f.dkim.as_str() {
        "pass" | "unaligned" | "weak" | "expired" | "no-key" | "fail" if !signature => Some("no signature"),
        "pass" | "unaligned" | "weak" | "expired" if !key => Some("no key"),
        _ if key && !signature => Some("a key of no signature"),
        _ if captured != [key; 2] => Some("how the key was come by"),
        _ => None,
    }
}

/// Rule 15: what does not go together with the number of frames, or is said not to be measured and stands there.
fn disagrees(f: &AudioFact) -> Option<&'static str> {
    let micros = |decimal: &Option<Decimal>| decimal.as_ref().map(micros);
    let (duration, rate) = (micros(&f.duration_s), f.sample_rate_hz.map(Uint::get));
    if let (Some(duration), Some(frames), Some(rate)) = (duration, f.frames, rate) {
        let exact = u128::from(frames.get()) * MICROS;
        let stated = duration.map(|duration| duration * u128::from(rate));
        if stated.is_none_or(|stated| stated.abs_diff(exact) > u128::from(rate)) {
            return Some("duration_s");
        }
    }
    let parts = [&f.head_silence_s, &f.tail_silence_s, &f.digital_zero_s];
    let longer = |part: &Option<Decimal>| match (micros(part), duration) {
        (Some(part), Some(duration)) => part.is_none() || duration.is_none() || part > duration,
        _ => false,
    };
    if parts.into_iter().any(longer) {
        return Some("a silence longer than the sound");
    }
    let stands = |field: &str| match serde_json::to_value(f) {
        Ok(fields) => fields.get(field).is_some_and(|value| field != "unmeasured" && !value.is_null()),
        Err(_) => false,
    };
    f.unmeasured.iter().any(|missing| stands(&missing.field)).then_some("unmeasured, and measured")
}

const MICROS: u128 = 1_000_000;

/// Seconds in microseconds. `None`: below zero, or `-inf`.
fn micros(decimal: &Decimal) -> Option<u128> {
    let (whole, fraction) = decimal.as_str().split_once('.').unwrap_or((decimal.as_str(), ""));
    let whole: u128 = whole.parse().ok()?;
    let fraction: u128 = format!("{fraction:0<6}").parse().ok()?;
    Some(whole * MICROS + fraction)
}

/// Rule 7.
fn is_drawn(f: &WaveformFact) -> bool {
    let columns = f.columns.get();
    let whole = f.min.byte_len() == columns && f.max.byte_len() == columns;
    whole && f.min.decode().iter().zip(f.max.decode()).all(|(min, max)| *min <= max)
}
