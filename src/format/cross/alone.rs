//! What one fact says against itself (format.md section 4.2, and rules 7, 8, 12, 13, 14 and 15 of section 4.3).

use crate::base::entry_name::EntryName;
use crate::base::finding::{Code, Finding, Findings};
use crate::base::time::{At, UtcSecond};
use crate::format::archive::{Edition, Place};
use crate::format::fact::{ConversationFact, Fact, MailFact};
use std::fmt::Display;

/// Holds the fields of a fact against each other and against its edition. `place` is where it stands.
pub fn check(fact: &Fact, edition: Edition, place: &dyn Display, findings: &mut Findings) {
    let is_elsewhere = |path: &EntryName| Place::of(path.as_str()) != Some(Place::Payload(edition));
    if fact.path().is_some_and(is_elsewhere) {
        let finding = Finding::new(Code::FactMalformed, place.to_string());
        findings.push(finding.detail("a path outside its edition's data"));
    }
    let mut say = |code: Code, detail: &str| {
        findings.push(Finding::new(code, subject(fact, place)).detail(detail));
    };
    for at in fact.moments().into_iter().flatten().filter(|at| !at.local_fits()) {
        say(Code::TimeLocal, &shown(at));
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
            if let Some(what) = f.impossible() {
                say(Code::AudioValues, what);
            }
        }
        Fact::Waveform(f) if !f.is_drawn() => say(Code::WaveformColumns, ""),
        _ => {}
    }
}

/// What a reader calls that of which the fact speaks.
fn subject(fact: &Fact, place: &dyn Display) -> String {
    match fact {
        Fact::Message(f) => format!("message.{} {}", f.k, f.n),
        Fact::Answer(f) => format!("answer.{} {}", f.k, f.n),
        Fact::Conversation(f) => format!("conversation {}", f.k),
        _ => fact.path().map_or_else(|| place.to_string(), |path| path.as_str().to_owned()),
    }
}

/// Both sides of a contradiction: the interval, and what is written beside it.
fn shown(at: &At) -> String {
    const LONGEST: usize = 20; // an offset that is one has nine characters
    let time = |t: Option<UtcSecond>| t.map(|t| t.to_string()).unwrap_or_default();
    let text = |t: &Option<String>| t.iter().flat_map(|t| t.chars()).take(LONGEST).collect::<String>();
    format!("{} to {}, written {} {}", time(at.from), time(at.to), text(&at.local), text(&at.offset))
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
