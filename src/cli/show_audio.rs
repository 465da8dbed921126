//! The audio of a seal, for `show`: what was measured, drawn, agreed, and what files say of themselves.

use super::context::Context;
use super::measured::{name_of, number, table};
use super::show::named;
use super::table::definition_list;
use hikae::case::{Hundredths, Property, Specification, compare};
use hikae::fact::{AudioFact, ClaimsFact, Fact, WaveformFact};
use hikae::text::{Message, visible};
use std::collections::HashMap;

/// Claims of one file on a screen.
const MOST_CLAIMS: usize = 30;
/// Characters of one claim on a screen.
const LONGEST_CLAIM: usize = 200;
/// Characters of a drawing, beside the names of its rows.
const DRAWING: usize = 64;
/// Rows of a drawing: from this level up, in dB.
const ROWS: [(f64, &str); 4] = [(-6.0, " -6"), (-12.0, "-12"), (-20.0, "-20"), (-40.0, "-40")];

/// The sections on audio, where there is any.
pub fn print(ctx: &Context, facts: &[Fact], names: &HashMap<String, String>) {
    let pairs = facts.iter().filter_map(|f| if let Fact::Case(c) = f { Some(c) } else { None });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|c| c.line);
    let specification = Specification::read(pairs.iter().map(|c| (c.key.as_str(), c.value.as_str())));
    let waveforms: HashMap<&str, &WaveformFact> = facts
        .iter()
        .filter_map(|f| if let Fact::Waveform(w) = f { Some((w.path.as_str(), w)) } else { None })
        .collect();
    let mut audio: Vec<&AudioFact> =
        facts.iter().filter_map(|f| if let Fact::Audio(a) = f { Some(&**a) } else { None }).collect();
    audio.sort_by(|a, b| a.path.cmp(&b.path));
    if !audio.is_empty() {
        ctx.line("");
        ctx.line(&ctx.get("show-audio"));
    }
    for fact in audio {
        ctx.line(&format!("  {}", visible(&name_of(fact.path.as_str(), names))));
        definition_list(&values(ctx, fact)).iter().for_each(|line| ctx.line(&format!("  {line}")));
        if let Some(waveform) = waveforms.get(fact.path.as_str()) {
            drawing(ctx, waveform).iter().for_each(|line| ctx.line(&format!("    {line}")));
        }
        let lines = compare(&specification, Some(fact));
        // of a file that was not measured, the reason stands above
        let lines: Vec<_> = lines.iter().filter(|_| fact.frames.is_some()).collect();
        table(ctx, &lines).iter().for_each(|row| ctx.line(&format!("  {row}")));
    }
    claims(ctx, facts, names);
}

fn values(ctx: &Context, fact: &AudioFact) -> Vec<(String, String)> {
    let say = |message: Message| ctx.texts.say(&message);
    let mut values = Vec::new();
    let whole = |n: hikae::fact::Uint| Hundredths(i64::try_from(n.get()).unwrap_or(0).saturating_mul(100));
    let kind = [
        fact.container.as_ref().map(|w| w.as_str().to_uppercase()),
        fact.codec.as_ref().map(|w| w.as_str().to_uppercase()),
        fact.bit_depth.map(|n| number(ctx, Property::BitDepth, whole(n))),
        fact.sample_rate_hz.map(|n| number(ctx, Property::SampleRate, whole(n))),
        fact.channels.map(|n| number(ctx, Property::Channels, whole(n))),
    ];
    let kind: Vec<String> = kind.into_iter().flatten().collect();
    if !kind.is_empty() {
        values.push((ctx.get("audio-kind"), kind.join(&ctx.get("spec-list"))));
    }
    if let (Some(duration), Some(frames)) = (&fact.duration_s, fact.frames) {
        let message = Message::new("audio-length-value").text("time", clock(duration.as_str()));
        values.push((ctx.get("audio-length"), say(message.count("frames", frames.get()))));
    }
    if let Some(integrated) = &fact.integrated_loudness_lufs {
        let message = match &fact.loudness_range_lu {
            Some(range) => Message::new("audio-loudness-range").text("range", range),
            None => Message::new("audio-loudness-value"),
        };
        values.push((ctx.get("audio-loudness"), say(message.text("integrated", integrated))));
    }
    if let (Some(peak), Some(sample)) = (&fact.true_peak_dbtp, &fact.sample_peak_dbfs) {
        let message = Message::new("audio-peaks-value").text("true", peak).text("sample", sample);
        values.push((ctx.get("audio-peaks"), say(message)));
    }
    for (id, level) in [("audio-rms", &fact.rms_dbfs), ("audio-noise-floor", &fact.noise_floor_dbfs)] {
        if let Some(level) = level {
            values.push((ctx.get(id), format!("{level} dBFS")));
        }
    }
    if let Some(runs) = fact.clipped_runs.filter(|n| n.get() > 0) {
        values.push((
            ctx.get("audio-clipped"),
            say(Message::new("audio-clipped-value").count("count", runs.get())),
        ));
    }
    if let (Some(head), Some(tail)) = (&fact.head_silence_s, &fact.tail_silence_s) {
        let message = Message::new("audio-silence-value").text("head", short(head.as_str()));
        values.push((ctx.get("audio-silence"), say(message.text("tail", short(tail.as_str())))));
    }
    if let Some(zeros) = fact.digital_zero_s.as_ref().filter(|zeros| zeros.as_str() != "0.0") {
        let message = Message::new("audio-zeros-value").text("seconds", short(zeros.as_str()));
        values.push((ctx.get("audio-zeros"), say(message)));
    }
    for unmeasured in &fact.unmeasured {
        let field = named(ctx, format!("field-{}", unmeasured.field), &unmeasured.field);
        let reason = named(ctx, format!("unmeasured-{}", unmeasured.reason), unmeasured.reason.as_str());
        values.push((say(Message::new("audio-unmeasured").text("field", field)), reason));
    }
    values
}

/// Seconds as `0:06.000`, `1:02:03.500`: three decimals, not rounded.
fn clock(seconds: &str) -> String {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let whole: u64 = whole.parse().unwrap_or(0);
    match (whole / 3_600, whole / 60 % 60, whole % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}.{part}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}.{part}"),
    }
}

/// Seconds with two decimals, not rounded.
fn short(seconds: &str) -> String {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let part: String = part.chars().chain("00".chars()).take(2).collect();
    format!("{whole}.{part}")
}

/// Rows of `|` where the sound reaches a level, over a line that shows where there is any.
fn drawing(ctx: &Context, waveform: &WaveformFact) -> Vec<String> {
    let (min, max) = (waveform.min.decode(), waveform.max.decode());
    let reach = |(low, high): (&u8, &u8)| {
        let from_middle = |byte: &u8| f64::from((i16::from(*byte) - 128).abs()) / 127.0;
        from_middle(low).max(from_middle(high))
    };
    let columns: Vec<f64> = min.iter().zip(&max).map(reach).collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let width = DRAWING.min(columns.len());
    let cell = |i: usize| {
        let part =
            i * columns.len() / width..((i + 1) * columns.len() / width).max(i * columns.len() / width + 1);
        columns[part].iter().copied().fold(0.0, f64::max)
    };
    let cells: Vec<f64> = (0..width).map(cell).collect();
    let row = |level: f64| -> String {
        let least = 10.0_f64.powf(level / 20.0);
        cells.iter().map(|cell| if *cell >= least { '|' } else { ' ' }).collect()
    };
    let mut lines: Vec<String> = ROWS
        .iter()
        .map(|(level, name)| format!("{name} dBFS {}", row(*level)).trim_end().to_owned())
        .collect();
    // a column that says nothing at all is below 1/127 of full scale
    let floor: String = cells.iter().map(|cell| if *cell > 0.0 { '-' } else { '.' }).collect();
    let legend = format!(". {}", ctx.get("waveform-floor"));
    lines.push(format!("         {floor}  {legend}"));
    lines
}

fn claims(ctx: &Context, facts: &[Fact], names: &HashMap<String, String>) {
    let mut claims: Vec<&ClaimsFact> =
        facts.iter().filter_map(|f| if let Fact::Claims(c) = f { Some(c) } else { None }).collect();
    claims.sort_by(|a, b| a.path.cmp(&b.path));
    if !claims.is_empty() {
        ctx.line("");
        ctx.line(&ctx.get("show-claims"));
    }
    for fact in claims {
        ctx.line(&format!("  {}", visible(&name_of(fact.path.as_str(), names))));
        let row = |claim: &hikae::fact::Claim| {
            // several lines of a history, or of XML, as one
            let value = claim.value.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut shown: String = value.chars().take(LONGEST_CLAIM).collect();
            if shown.len() < value.len() {
                shown.push_str("...");
            }
            let value = match &claim.guessed {
                Some(_) => ctx.texts.say(&Message::new("show-claim-guessed").text("value", shown)),
                None => visible(&shown).into_owned(),
            };
            (visible(&claim.name).into_owned(), value)
        };
        let list: Vec<_> = fact.claims.iter().take(MOST_CLAIMS).map(row).collect();
        definition_list(&list).iter().for_each(|line| ctx.line(&format!("  {line}")));
        let more = fact.claims.len().saturating_sub(MOST_CLAIMS);
        if more > 0 {
            ctx.line(&format!(
                "    {}",
                ctx.texts.say(&Message::new("show-claims-more").count("count", more as u64))
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_as_people_read_them() {
        assert_eq!(clock("6.0"), "0:06.000");
        assert_eq!(clock("3723.5004"), "1:02:03.500");
        assert_eq!(short("0.999896"), "0.99");
        assert_eq!(short("12"), "12.00");
    }
}
