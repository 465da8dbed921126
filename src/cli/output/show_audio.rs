//! The audio of a seal, for `show`: what was measured, drawn, agreed, and what files say of themselves.

use crate::case::{Specification, compare};
use crate::cli::output::context::Context;
use crate::cli::output::measured::{table, tell_unread};
use crate::cli::output::table::definition_list;
use crate::format::fact::{AudioFact, ClaimsFact, Fact, WaveformFact};
use crate::report::audio_values;
use crate::text::{Message, shorten, visible};
use crate::workspace::measured::{name_of, subjects};
use crate::workspace::reread::{Reread, Sound};
use std::collections::HashMap;

/// Claims of one file on a screen.
const MOST_CLAIMS: usize = 30;
/// Characters of one claim on a screen.
const LONGEST_CLAIM: usize = 200;
/// Characters of a drawing, beside the names of its rows.
const DRAWING: usize = 64;
/// Rows of a drawing: from this level up, in dB.
const ROWS: [(f64, &str); 4] = [(-6.0, " -6"), (-12.0, "-12"), (-20.0, "-20"), (-40.0, "-40")];

/// The sections on audio, where there is any. `read`: what measuring again gave, if that was asked for.
pub fn print(ctx: &Context, facts: &[Fact], names: &HashMap<String, String>, read: Option<&Reread>) {
    let pairs = facts.iter().filter_map(|f| if let Fact::Case(c) = f { Some(c) } else { None });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|c| c.line);
    let specification = Specification::read(pairs.iter().map(|c| (c.key.as_str(), c.value.as_str())));
    let waveforms: HashMap<&str, &WaveformFact> = facts
        .iter()
        .filter_map(|f| if let Fact::Waveform(w) = f { Some((w.path.as_str(), w)) } else { None })
        .collect();
    let claimed: HashMap<&str, &ClaimsFact> = facts
        .iter()
        .filter_map(|f| if let Fact::Claims(c) = f { Some((c.path.as_str(), c)) } else { None })
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
        if let Some(read) = read {
            let id = match read.sounds.get(fact.path.as_str()) {
                Some(Sound::Same) => "show-audio-same",
                Some(Sound::Differs) => "show-audio-differs",
                None => "show-audio-absent",
            };
            ctx.line(&format!("    {}", ctx.get(id)));
        }
        definition_list(&audio_values(&ctx.texts, fact))
            .iter()
            .for_each(|line| ctx.line(&format!("  {line}")));
        if let Some(waveform) = waveforms.get(fact.path.as_str()) {
            drawing(ctx, waveform).iter().for_each(|line| ctx.line(&format!("    {line}")));
        }
        let claims = claimed.get(fact.path.as_str()).copied();
        let lines = compare(&specification, Some(fact), claims);
        // of a file that was not measured, the reason stands above
        let lines: Vec<_> = lines.iter().filter(|_| fact.frames.is_some()).collect();
        table(ctx, &lines).iter().for_each(|row| ctx.line(&format!("  {row}")));
    }
    if !specification.is_empty() {
        for subject in subjects(facts, names).iter().filter(|subject| subject.is_silent()) {
            let none = Message::new("measured-none-here").text("file", &subject.name);
            ctx.line(&format!("  {}", ctx.texts.say(&none)));
        }
    }
    tell_unread(ctx, &specification);
    claims(ctx, facts, names);
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
        let row = |claim: &crate::format::fact::Claim| {
            // several lines of a history, or of XML, as one
            let value = claim.value.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = shorten(&value, LONGEST_CLAIM).into_owned();
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
