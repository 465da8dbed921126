//! Agreed and measured, side by side, for `status`, `seal` and `show`.

use crate::case::{
    Choice, Compared, Hundredths, Limit, Measured, Outcome, Property, Range, Specification, Twice, Wanted,
    compare_delivery,
};
use crate::cli::output::context::Context;
use crate::cli::output::table::rows;
use crate::cli::output::words::named;
use crate::text::{Message, visible};
use crate::workspace::measured::{Subject, delivered};
use serde_json::{Value, json};

/// Tells what could not be measured, and how the files stand to what was agreed. Nothing where there is nothing to say.
pub fn tell(ctx: &Context, specification: &Specification, subjects: &[Subject]) {
    for subject in subjects {
        let note = |id, reason| {
            ctx.note(&Message::new(id).text("file", &subject.name).text("reason", reason_text(ctx, reason)));
        };
        let rest = subject.rest_reason();
        match (subject.fact().and(subject.reason()), rest) {
            // among what was agreed, it is said below
            (Some(reason), _) if specification.is_empty() => note("measured-not", reason),
            (None, Some(reason)) => note("measured-rest", reason),
            _ => {}
        }
    }
    if !specification.is_empty() && !subjects.is_empty() {
        let delivery = compare_delivery(specification, &delivered(subjects));
        let compared: Vec<Vec<Compared>> = subjects.iter().map(|s| s.compared(specification)).collect();
        // what is agreed of one kind of file alone says nothing of others
        if !delivery.is_empty() || compared.iter().any(|lines| !lines.is_empty()) {
            ctx.line(&ctx.get("spec-title"));
        }
        table(ctx, &delivery.iter().collect::<Vec<_>>()).iter().for_each(|row| ctx.line(&format!("  {row}")));
        let mut is_any_not_met = is_not_met(&delivery);
        for (subject, lines) in subjects.iter().zip(&compared).filter(|(_, lines)| !lines.is_empty()) {
            if let Some(reason) = subject.reason() {
                let none = Message::new("spec-file-none").text("file", &subject.name);
                let none = none.text("reason", reason_text(ctx, reason));
                ctx.line(&format!("  {}", ctx.texts.say(&none)));
                continue;
            }
            is_any_not_met |= is_not_met(lines);
            file(ctx, specification, &subject.name, lines);
        }
        if is_any_not_met {
            ctx.line(&ctx.get("spec-before-delivery"));
        }
    }
    tell_unread(ctx, specification);
    if !specification.is_clear() || !specification.is_empty() && !subjects.is_empty() {
        ctx.line("");
    }
}

fn is_not_met(lines: &[Compared]) -> bool {
    lines.iter().any(|line| line.outcome == Outcome::NotMet)
}

/// Tells the words of what was agreed that were not understood, and what is told in several ways.
pub fn tell_unread(ctx: &Context, specification: &Specification) {
    let listed = |words: &[String]| {
        let quoted = |words: &String| ctx.texts.say(&Message::new("spec-quoted").text("words", words));
        words.iter().map(quoted).collect::<Vec<_>>().join(&ctx.get("spec-list"))
    };
    for twice in specification.twice() {
        let message = Message::new("spec-twice").text("property", property(ctx, twice.property));
        ctx.say(&message.text("words", listed(&twice.words)));
    }
    if !specification.unread().is_empty() {
        ctx.say(&Message::new("spec-unread").text("words", listed(specification.unread())));
    }
}

fn file(ctx: &Context, specification: &Specification, name: &str, lines: &[Compared]) {
    let count = |is: fn(&Outcome) -> bool| lines.iter().filter(|line| is(&line.outcome)).count() as u64;
    let not_met = count(|o| *o == Outcome::NotMet);
    let unmeasured = count(|o| matches!(o, Outcome::CannotBeMeasured(_)));
    let met = lines.iter().filter(|line| line.outcome == Outcome::Met);
    let met: Vec<String> = met.map(|line| met_value(ctx, line)).collect();
    let values = met.join(&ctx.get("spec-list"));
    let heading = match (not_met, unmeasured) {
        // beside words that were not understood, nobody knows whether all is as agreed
        (0, 0) if !specification.is_clear() => Message::new("spec-file-met-read").text("values", &values),
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
        Property::Format
        | Property::SampleRate
        | Property::BitDepth
        | Property::Channels
        | Property::BitRate
        | Property::RateMode => value,
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
        Some(Measured::Words(words)) if words.is_empty() => "-".to_owned(),
        Some(Measured::Words(words)) if line.property == Property::Format => {
            visible(&words.to_uppercase()).into_owned()
        }
        Some(Measured::Words(words)) => visible(words).into_owned(),
        Some(Measured::Number(value)) => number(ctx, line.property, *value),
        Some(Measured::Exact(value)) => exact(ctx, line.property, value),
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
        Property::FileCount => {
            ctx.texts.say(&Message::new("files-value").count("count", value.0.unsigned_abs() / 100))
        }
        Property::ClippedRuns => {
            ctx.texts.say(&Message::new("places-value").count("count", value.0.unsigned_abs() / 100))
        }
        Property::BitRate => format!("{value} kbit/s"),
        property => exact(ctx, property, &value.to_string()),
    }
}

/// A time or a level, in the digits that are given, with its unit.
fn exact(ctx: &Context, property: Property, value: &str) -> String {
    match property {
        property if property.is_time() => {
            ctx.texts.say(&Message::new("seconds-value").text("seconds", value))
        }
        Property::LoudnessRange => format!("{value} LU"),
        Property::Loudness => format!("{value} LUFS"),
        Property::TruePeak => format!("{value} dBTP"),
        _ => format!("{value} dBFS"),
    }
}

fn wanted(ctx: &Context, line: &Compared) -> String {
    match &line.wanted {
        Wanted::Formats(formats) => choice(ctx, formats, |format| format.name().to_owned()),
        Wanted::Modes(modes) => choice(ctx, modes, |mode| mode.name().to_owned()),
        Wanted::Numbers(numbers) => choice(ctx, numbers, |numbers| numbers.name().to_owned()),
        Wanted::Ranges(ranges) => choice(ctx, ranges, |range| self::range(ctx, line.property, range)),
        Wanted::Names(names) => visible(&names.join(&ctx.get("spec-list"))).into_owned(),
    }
}

/// "one or the other", "not this", or both.
fn choice<T>(ctx: &Context, choice: &Choice<T>, name: impl Fn(&T) -> String) -> String {
    let or = ctx.get("spec-or");
    let list = |values: &[T]| values.iter().map(&name).collect::<Vec<_>>().join(&or);
    let not = || ctx.texts.say(&Message::new("spec-not").text("value", list(&choice.not)));
    match (choice.any.is_empty(), choice.not.is_empty()) {
        (_, true) => list(&choice.any),
        (true, false) => not(),
        (false, false) => {
            let both = Message::new("spec-and-not").text("value", list(&choice.any));
            ctx.texts.say(&both.text("not", list(&choice.not)))
        }
    }
}

fn range(ctx: &Context, property: Property, range: &Range) -> String {
    let value = |value| number(ctx, property, value);
    let say =
        |id: &'static str, limit: Hundredths| ctx.texts.say(&Message::new(id).text("value", value(limit)));
    match (range.least, range.most) {
        (Some(Limit::Including(least)), Some(Limit::Including(most))) if least == most => {
            if property.is_time() { say("spec-about", least) } else { value(least) }
        }
        (Some(Limit::Including(least)), Some(Limit::Including(most))) => {
            let message = Message::new("spec-between").text("least", least);
            ctx.texts.say(&message.text("most", value(most)))
        }
        (least, most) => {
            let least = least.map(|least| match least {
                Limit::Including(least) => say("spec-at-least", least),
                Limit::Excluding(least) => say("spec-above", least),
            });
            let most = most.map(|most| match most {
                Limit::Including(most) => say("spec-at-most", most),
                Limit::Excluding(most) => say("spec-below", most),
            });
            least.into_iter().chain(most).collect::<Vec<_>>().join(&ctx.get("spec-list"))
        }
    }
}

/// The same as JSON, into `value`: by file, of all files together, and the words that were not understood.
pub fn add_to(value: &mut Value, specification: &Specification, subjects: &[Subject]) {
    let file = |subject: &Subject| {
        let lines = subject.compared(specification);
        json!({ "file": subject.name, "reason": subject.reason(), "lines": lines.iter().map(line).collect::<Vec<_>>() })
    };
    let is_told = !specification.is_empty() && !subjects.is_empty();
    let delivery = if is_told { compare_delivery(specification, &delivered(subjects)) } else { Vec::new() };
    let files = if is_told { subjects.iter().map(file).collect() } else { Vec::new() };
    value["specification"] = Value::Array(files);
    value["specification_delivery"] = delivery.iter().map(line).collect();
    value["specification_unread"] = json!(specification.unread());
    let twice = |twice: &Twice| json!({ "property": twice.property.word(), "words": twice.words });
    value["specification_twice"] = specification.twice().iter().map(twice).collect();
}

fn line(line: &Compared) -> Value {
    let (outcome, reason) = match &line.outcome {
        Outcome::Met => ("met", None),
        Outcome::NotMet => ("not-met", None),
        Outcome::CannotBeMeasured(reason) => ("cannot-be-measured", Some(reason)),
    };
    let measured = line.measured.as_ref().map(|measured| match measured {
        Measured::Number(value) => value.to_string(),
        Measured::Exact(text) | Measured::Words(text) => text.clone(),
    });
    let (agreed, excluded) = agreed(&line.wanted);
    let mut value = json!({
        "property": line.property.word(), "agreed": agreed, "measured": measured, "outcome": outcome, "reason": reason,
    });
    if !excluded.is_empty() {
        value["excluded"] = Value::Array(excluded);
    }
    value
}

/// What is agreed, and what is refused.
fn agreed(wanted: &Wanted) -> (Vec<Value>, Vec<Value>) {
    fn both<T>(choice: &Choice<T>, value: impl Fn(&T) -> Value) -> (Vec<Value>, Vec<Value>) {
        (choice.any.iter().map(&value).collect(), choice.not.iter().map(&value).collect())
    }
    let end = |end: Option<Limit>| end.map(|limit| limit.value().to_string());
    let range = |range: &Range| {
        let mut value = json!({ "least": end(range.least), "most": end(range.most) });
        let is_without = |limit| matches!(limit, Some(Limit::Excluding(_)));
        if is_without(range.least) || is_without(range.most) {
            value["without"] = json!({ "least": is_without(range.least), "most": is_without(range.most) });
        }
        value
    };
    match wanted {
        Wanted::Formats(formats) => both(formats, |format| json!(format.name())),
        Wanted::Modes(modes) => both(modes, |mode| json!(mode.name())),
        Wanted::Numbers(numbers) => both(numbers, |numbers| json!(numbers.name())),
        Wanted::Ranges(ranges) => both(ranges, range),
        Wanted::Names(names) => (names.iter().map(|name| json!(name)).collect(), Vec::new()),
    }
}
