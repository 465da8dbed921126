//! Agreed and measured, side by side, for `status`, `seal` and `show`.

use super::context::Context;
use super::show::named;
use super::table::rows;
use hikae::case::{Compared, Hundredths, Measured, Outcome, Property, Range, Specification, Wanted, compare};
use hikae::fact::{AudioFact, Fact};
use hikae::text::{Message, visible};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A delivered audio file with what was measured in it.
pub struct Subject {
    /// Its name for people.
    pub name: String,
    /// What was measured; none if it was not asked for.
    pub fact: Option<AudioFact>,
}

/// The audio among facts, under the names that people know.
pub fn subjects(facts: &[Fact], names: &HashMap<String, String>) -> Vec<Subject> {
    let audio = facts.iter().filter_map(|fact| if let Fact::Audio(fact) = fact { Some(fact) } else { None });
    let mut subjects: Vec<Subject> = audio
        .map(|fact| Subject { name: name_of(fact.path.as_str(), names), fact: Some((**fact).clone()) })
        .collect();
    subjects.sort_by(|a, b| a.name.cmp(&b.name));
    subjects
}

/// The name as found; for an entry of a delivered ZIP, the ZIP's and its own.
pub fn name_of(path: &str, names: &HashMap<String, String>) -> String {
    if let Some(name) = names.get(path) {
        return name.clone();
    }
    let zip = path.match_indices('/').find_map(|(at, _)| Some((names.get(&path[..at])?, &path[at..])));
    zip.map_or_else(|| path.to_owned(), |(zip, rest)| format!("{zip}{rest}"))
}

/// Tells what could not be measured, and how the files stand to what was agreed. Nothing where there is nothing to say.
pub fn tell(ctx: &Context, specification: &Specification, subjects: &[Subject]) {
    for subject in subjects {
        let of = |field| subject.fact.as_ref().and_then(|fact| reason_of(fact, field));
        let note = |id, reason| {
            ctx.note(&Message::new(id).text("file", &subject.name).text("reason", reason_text(ctx, reason)));
        };
        match (of("audio"), of("rest")) {
            // among what was agreed, it is said below
            (Some(reason), _) if specification.is_empty() => note("measured-not", reason),
            (None, Some(reason)) => note("measured-rest", reason),
            _ => {}
        }
    }
    if specification.is_empty() || subjects.is_empty() {
        return;
    }
    ctx.line(&ctx.get("spec-title"));
    let mut any_not_met = false;
    for subject in subjects {
        if let Some(reason) = subject.fact.as_ref().and_then(|fact| reason_of(fact, "audio")) {
            let none = Message::new("spec-file-none").text("file", &subject.name);
            let none = none.text("reason", reason_text(ctx, reason));
            ctx.line(&format!("  {}", ctx.texts.say(&none)));
            continue;
        }
        let lines = compare(specification, subject.fact.as_ref());
        any_not_met |= lines.iter().any(|line| line.outcome == Outcome::NotMet);
        file(ctx, &subject.name, &lines);
    }
    if any_not_met {
        ctx.line(&ctx.get("spec-before-delivery"));
    }
    ctx.line("");
}

/// Why a field of a file was not measured.
fn reason_of<'a>(fact: &'a AudioFact, field: &str) -> Option<&'a str> {
    fact.unmeasured.iter().find(|u| u.field == field).map(|u| u.reason.as_str())
}

fn file(ctx: &Context, name: &str, lines: &[Compared]) {
    let count = |is: fn(&Outcome) -> bool| lines.iter().filter(|line| is(&line.outcome)).count() as u64;
    let not_met = count(|o| *o == Outcome::NotMet);
    let unmeasured = count(|o| matches!(o, Outcome::CannotBeMeasured(_)));
    let met = lines.iter().filter(|line| line.outcome == Outcome::Met);
    let met: Vec<String> = met.map(|line| met_value(ctx, line)).collect();
    let values = met.join(&ctx.get("spec-list"));
    let heading = match (not_met, unmeasured) {
        (0, 0) => Message::new("spec-file-met").text("values", &values),
        (0, n) => Message::new("spec-file-unmeasured").count("count", n),
        (n, unmeasured) => {
            Message::new("spec-file-not-met").count("count", n).count("unmeasured", unmeasured)
        }
    };
    ctx.line(&format!("  {}", ctx.texts.say(&heading.text("file", name))));
    let open: Vec<&Compared> = lines.iter().filter(|line| line.outcome != Outcome::Met).collect();
    table(ctx, &open).iter().for_each(|row| ctx.line(&format!("  {row}")));
    if !open.is_empty() && !met.is_empty() {
        ctx.line(&format!("    {}", ctx.texts.say(&Message::new("spec-others-met").text("values", values))));
    }
}

/// A value that is as agreed: levels with their names, since several have the same unit.
fn met_value(ctx: &Context, line: &Compared) -> String {
    let value = measured_value(ctx, line);
    match line.property {
        Property::Format | Property::SampleRate | Property::BitDepth | Property::Channels => value,
        level => {
            let named = Message::new("spec-named").text("name", property(ctx, level));
            ctx.texts.say(&named.text("value", value))
        }
    }
}

/// Rows of property, agreed, measured, outcome.
pub fn table(ctx: &Context, lines: &[&Compared]) -> Vec<String> {
    let row = |line: &&Compared| {
        let agreed = Message::new("spec-agreed").text("value", wanted(ctx, line));
        vec![
            property(ctx, line.property),
            ctx.texts.say(&agreed),
            measured_value(ctx, line),
            outcome(ctx, line),
        ]
    };
    rows(&lines.iter().map(row).collect::<Vec<_>>())
}

/// A reason in words; one of a later version as its word.
pub fn reason_text(ctx: &Context, reason: &str) -> String {
    named(ctx, format!("unmeasured-{reason}"), reason)
}

fn property(ctx: &Context, property: Property) -> String {
    ctx.texts.say(&Message::new(format!("property-{}", property.word())))
}

fn outcome(ctx: &Context, line: &Compared) -> String {
    match &line.outcome {
        Outcome::Met => ctx.get("spec-met"),
        Outcome::NotMet => ctx.get("spec-not-met"),
        Outcome::CannotBeMeasured(reason) => {
            let reason = reason_text(ctx, reason);
            ctx.texts.say(&Message::new("spec-unmeasured").text("reason", reason))
        }
    }
}

fn measured_value(ctx: &Context, line: &Compared) -> String {
    match &line.measured {
        None => "-".to_owned(),
        Some(Measured::Format(words)) => visible(&words.to_uppercase()).into_owned(),
        Some(Measured::Number(value)) => number(ctx, line.property, *value),
    }
}

/// A value with its unit.
pub fn number(ctx: &Context, property: Property, value: Hundredths) -> String {
    match property {
        Property::SampleRate if value.0 >= 100_000 && value.0 % 1_000 == 0 => {
            format!("{} kHz", Hundredths(value.0 / 1_000))
        }
        Property::SampleRate => format!("{value} Hz"),
        Property::BitDepth => format!("{value} bit"),
        Property::Channels => {
            ctx.texts.say(&Message::new("channels-value").count("count", value.0.unsigned_abs() / 100))
        }
        Property::Loudness => format!("{value} LUFS"),
        Property::TruePeak => format!("{value} dBTP"),
        _ => format!("{value} dBFS"),
    }
}

fn wanted(ctx: &Context, line: &Compared) -> String {
    let or = ctx.get("spec-or");
    match &line.wanted {
        Wanted::Formats(formats) => formats.iter().map(|f| f.name()).collect::<Vec<_>>().join(&or),
        Wanted::Ranges(ranges) => {
            ranges.iter().map(|range| self::range(ctx, line.property, range)).collect::<Vec<_>>().join(&or)
        }
    }
}

fn range(ctx: &Context, property: Property, range: &Range) -> String {
    let value = |value| number(ctx, property, value);
    match (range.least, range.most) {
        (Some(least), Some(most)) if least == most => value(least),
        (Some(least), Some(most)) => {
            let message = Message::new("spec-between").text("least", least);
            ctx.texts.say(&message.text("most", value(most)))
        }
        (None, Some(most)) => ctx.texts.say(&Message::new("spec-at-most").text("value", value(most))),
        (Some(least), None) => ctx.texts.say(&Message::new("spec-at-least").text("value", value(least))),
        (None, None) => String::new(),
    }
}

/// The same as JSON.
pub fn as_json(specification: &Specification, subjects: &[Subject]) -> Value {
    if specification.is_empty() {
        return json!([]);
    }
    let end = |end: Option<Hundredths>| end.map(|value| value.to_string());
    let wanted = |wanted: &Wanted| match wanted {
        Wanted::Formats(formats) => json!(formats.iter().map(|f| f.name()).collect::<Vec<_>>()),
        Wanted::Ranges(ranges) => {
            json!(
                ranges
                    .iter()
                    .map(|r| json!({ "least": end(r.least), "most": end(r.most) }))
                    .collect::<Vec<_>>()
            )
        }
    };
    let line = |line: &Compared| {
        let (outcome, reason) = match &line.outcome {
            Outcome::Met => ("met", None),
            Outcome::NotMet => ("not-met", None),
            Outcome::CannotBeMeasured(reason) => ("cannot-be-measured", Some(reason)),
        };
        let measured = line.measured.as_ref().map(|measured| match measured {
            Measured::Number(value) => value.to_string(),
            Measured::Format(words) => words.clone(),
        });
        json!({
            "property": line.property.word(), "agreed": wanted(&line.wanted), "measured": measured,
            "outcome": outcome, "reason": reason,
        })
    };
    let file = |subject: &Subject| {
        let lines = compare(specification, subject.fact.as_ref());
        json!({ "file": subject.name, "lines": lines.iter().map(line).collect::<Vec<_>>() })
    };
    json!(subjects.iter().map(file).collect::<Vec<_>>())
}
