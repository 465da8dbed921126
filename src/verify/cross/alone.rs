//! What one fact says against itself (format.md section 4.3, rules 7, 8, 12, 13, 14 and 15).

use crate::fact::{ConversationFact, Fact, MailFact};
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
            if let Some(what) = f.contradiction() {
                say(Code::AudioLength, what);
            }
        }
        Fact::Waveform(f) if !f.is_drawn() => say(Code::WaveformColumns, ""),
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
    f.certainty.as_str() == "understood"
        && !(f.gaps.is_empty() && f.unanswered.as_ref().is_none_or(Vec::is_empty))
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
