//! How one export was read, for people.

use super::doubts;
use crate::cli::output::context::Context;
use crate::cli::output::survey::FileRead;
use crate::cli::output::table::definition_list;
use crate::message::dkim;
use crate::message::{Certainty, Need, Setting, When, ZoneGround, format_name, place_words};
use crate::text::{Message, visible};

/// How an export was read, for people.
pub fn summary(ctx: &Context, file: &FileRead, setting: &Setting) {
    let reading = &file.reading;
    let mut rows = vec![(ctx.get("read-file"), visible(&file.name).into_owned())];
    let mut row = |label, text: String| rows.push((ctx.get(label), text));
    let say = |message: &Message| ctx.texts.say(message);
    let format = format_name(&ctx.texts, reading.format);
    row(
        "read-format",
        match reading.dialect {
            Some(dialect) => {
                say(&Message::new("read-format-dialect").text("format", format).text("dialect", dialect))
            }
            None => format,
        },
    );
    row("read-certainty", say(&Message::new(format!("read-certainty-{}", reading.certainty().word()))));
    if reading.certainty() == Certainty::NotUnderstood {
        definition_list(&rows).iter().for_each(|row| ctx.line(row));
        crate::cli::output::unread::say(ctx, std::iter::once((reading, file.name.as_str())));
        return ctx.line("");
    }
    if reading.boundaries == crate::message::Boundaries::ByForm {
        row("read-boundaries", ctx.get("read-boundaries-form"));
    }
    if let Some(signature) = &file.signature {
        let result = dkim::said(signature.outcome.word(), signature.domain.as_deref(), dkim::Told::Now);
        row("read-signature", say(&result));
    }
    if let Some(encoding) = reading.guessed_encoding {
        row("read-encoding", say(&Message::new("read-encoding-guessed").text("encoding", encoding)));
    }
    let shown = |when: &When| when.shown(setting.zone.tz);
    if let (Some(from), Some(to)) = (&reading.coverage_from, &reading.last) {
        row(
            "read-period",
            say(&Message::new("read-period-span").text("from", shown(from)).text("to", shown(to))),
        );
    }
    if let Some((until, ground)) = &reading.coverage_to {
        let id = format!("read-until-{}", ground.word());
        row("read-until", say(&Message::new(id).text("until", shown(until))));
    }
    if let Some(ground) = reading.coverage_from.as_ref().and_then(|when| ZoneGround::of(&when.at())) {
        let id = match ground {
            ZoneGround::Declared => "read-zone-declared",
            ZoneGround::Assumed => "read-zone-default",
        };
        row("read-zone", say(&Message::new(id).text("zone", setting.zone.tz.name())));
    }
    let id = if reading.system > 0 { "read-count-system" } else { "read-count-messages" };
    let count =
        Message::new(id).count("count", reading.count - reading.system).count("system", reading.system);
    row("read-count", say(&count));
    let people: Vec<String> = reading
        .participants
        .iter()
        .take(50)
        .map(|p| {
            let role = ctx.texts.say(&Message::new(format!("role-{}", p.role.word())));
            let ground = ctx.texts.say(&Message::new(format!("role-ground-{}", p.ground.word())));
            let name = if p.name.is_empty() { &p.id } else { &p.name };
            let message = Message::new("read-participant").text("name", name).text("role", role);
            say(&message.text("ground", ground).count("count", p.messages))
        })
        .collect();
    row("read-participants", people.join("\n"));
    let list = |all: Vec<String>, total: u64| {
        const SHOWN: usize = 10;
        let mut lines: Vec<String> = all.iter().take(SHOWN).cloned().collect();
        if total > lines.len() as u64 {
            lines.push(say(&Message::new("read-more").count("count", total - lines.len() as u64)));
        }
        lines.join("\n")
    };
    if reading.furniture_lines > 0 {
        let head = say(&Message::new("read-furniture-count").count("count", reading.furniture_lines));
        let mut kinds: Vec<(&str, u64, String)> = Vec::new();
        for (place, text) in &reading.furniture {
            match kinds.iter_mut().find(|(known, ..)| known == text) {
                Some((_, count, _)) => *count += 1,
                None => kinds.push((text, 1, place_words(&ctx.texts, *place))),
            }
        }
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(text, count, place)| match count {
                1 => format!("{place}: {}", visible(text)),
                _ => format!("{place}: {} ×{count}", visible(text)),
            })
            .collect();
        let total = kinds.len() as u64;
        row("read-furniture", format!("{head}\n{}", list(kinds, total)));
    }
    let gaps: Vec<String> = reading.gaps.iter().map(|gap| place_words(&ctx.texts, gap.place)).collect();
    let total = gaps.len() as u64;
    row("read-gaps", if gaps.is_empty() { ctx.get("read-gaps-none") } else { list(gaps, total) });
    let doubts = doubts::listed(ctx, file);
    if !doubts.is_empty() {
        let total = doubts.len() as u64;
        let how = say(&Message::new("read-doubts-how").text("file", &file.name));
        row("read-doubts", format!("{}\n{how}", list(doubts, total)));
    }
    let odd: Vec<String> = reading
        .oddities
        .iter()
        .map(|(odd, place)| {
            say(&Message::new(format!("odd-{}", odd.word())).text("place", place_words(&ctx.texts, *place)))
        })
        .collect();
    if !odd.is_empty() {
        let total = odd.len() as u64;
        row("read-odd", list(odd, total));
    }
    let needs: Vec<String> = reading
        .needs
        .iter()
        .map(|need: &Need| say(&Message::new(format!("read-need-{}", need.word()))))
        .collect();
    if !needs.is_empty() {
        row("read-needs", needs.join("\n"));
    }
    definition_list(&rows).iter().for_each(|row| ctx.line(row));
    ctx.line("");
}
