//! What a case or an archive says of silence, on screen and as JSON.

use crate::cli::output::context::Context;
use crate::cli::output::timeline::place;
use crate::format::fact::Kind;
use crate::message::silence::{
    Absence, Block, Covered, Days, Export, Record, Reference, Scope, SetAside, Silence,
};
use crate::message::{Described, Place, Telling, When, ZoneGround, place_words};
use crate::text::{Message, shorten, visible};
use crate::workspace::talk::{Quotes, Talk};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Lines that were left out which are named one by one.
const ASIDES: usize = 20;

/// On screen.
pub fn print(ctx: &Context, talk: &Talk, root: &Path) {
    crate::cli::output::unread::say(ctx, talk.described.iter().map(|d| (&d.reading, d.name.as_str())));
    let no_messages = talk.described.iter().all(|d| d.reading.count == 0);
    if no_messages && talk.origins.is_empty() {
        return; // nothing but papers: nothing to say of silence either
    }
    ctx.line("");
    let shown = Shown { record: &talk.record, quotes: &talk.quotes, zone: talk.setting.zone.tz };
    let names = Names { name: &|path| talk.name(path), root: Some(root) };
    shown.print(ctx, &talk.silence(), &names);
    if !talk.outside.is_empty() {
        let formats: Vec<String> =
            talk.outside.iter().map(|f| crate::message::format_name(&ctx.texts, f)).collect();
        ctx.say(&Message::new("silence-outside-note").text("formats", formats.join(", ")));
        let platform = talk.record.silence(Scope::Without(&talk.outside), talk.setting.zone.tz);
        if let Some(silence) = platform.stated()
            && let Some(first) =
                silence.sentences(&ctx.texts, talk.setting.zone.tz, talk.platform.as_deref()).first()
        {
            ctx.line(&format!("  {first}"));
        }
    }
}

/// As data.
pub fn json(ctx: &Context, talk: &Talk) -> Value {
    let shown = Shown { record: &talk.record, quotes: &talk.quotes, zone: talk.setting.zone.tz };
    let name = |path: &str| talk.name(path);
    let mut value = shown.json(ctx, &talk.silence(), &name);
    if !talk.outside.is_empty() {
        let on_platform = talk.record.silence(Scope::Without(&talk.outside), talk.setting.zone.tz);
        value["on_platform"] = shown.json(ctx, &on_platform, &name);
        value["outside"] = json!(talk.outside);
    }
    let file = |d: &Described| {
        json!({
            "file": d.name, "format": d.reading.format, "certainty": d.reading.certainty().word(),
            "count": d.reading.count,
            "gaps": d.reading.gaps.iter().map(|gap| place(gap.place)).collect::<Vec<_>>(),
        })
    };
    value["conversations"] = talk.described.iter().map(file).collect();
    value
}

/// A record with the words that are quoted from it.
pub struct Shown<'a> {
    pub record: &'a Record,
    pub quotes: &'a Quotes,
    pub zone: chrono_tz::Tz,
}

impl Shown<'_> {
    /// The statement, or why there is none; then what followed each round.
    pub fn print(&self, ctx: &Context, silence: &Absence<Silence>, names: &Names<'_>) {
        match silence {
            Absence::Stated(silence) => {
                ctx.line(&ctx.get("silence-heading"));
                for sentence in silence.sentences(&ctx.texts, self.zone, None) {
                    ctx.line(&format!("  {sentence}"));
                }
                for aside in silence.set_aside.iter().take(ASIDES) {
                    let lines = place_words(&ctx.texts, Place::Lines(aside.lines.0, aside.lines.1));
                    ctx.line(&format!("    {}: {lines}", visible(&(names.name)(&aside.source))));
                }
            }
            Absence::Blocked(blocks) => {
                ctx.line(&ctx.get("silence-none"));
                tell_blocks(ctx, blocks, self.zone, names);
            }
        }
        // counts and firsts are said only of a whole record
        let rounds = if self.record.is_complete() { self.record.rounds() } else { Vec::new() };
        for round in rounds {
            // that nothing followed is said only where a statement on silence can be made
            if round.client_messages == 0 && !silence.stated().is_some_and(|silence| silence.reaches(&round))
            {
                continue;
            }
            let words = |first| self.quotes.get(&first).and_then(|text| self.record.own_words(first, text));
            let quote = round.first.and_then(|first| Some((first, words(first)?)));
            let quote = quote.map(|(first, text)| (self.record.when(first), short(text)));
            let quote = quote.as_ref().map(|(when, text)| {
                (when.as_ref().map(|when| when.shown(self.zone)).unwrap_or_default(), text.as_str())
            });
            let quote = quote.as_ref().map(|(when, text)| (when.as_str(), *text));
            ctx.line(&format!("  {}", round.sentence(&ctx.texts, self.zone, quote)));
        }
        for reminder in self.record.reminders().into_iter().filter(|reminder| reminder.counts) {
            self.listed(ctx, "reminder-line".into(), &reminder.when, reminder.message);
        }
        for nudge in self.record.nudges() {
            self.listed(ctx, format!("nudge-line-{}", nudge.kind.word()), &nudge.when, nudge.message);
        }
        for reply in self.record.auto_replies() {
            self.listed(ctx, "auto-reply-line".into(), &reply.when, reply.message);
        }
    }

    /// One declared moment, and the whole message of it below where there is one.
    fn listed(&self, ctx: &Context, id: String, when: &When, message: Option<Reference>) {
        let quote = message.and_then(|message| self.quotes.get(&message));
        let id = if quote.is_some() { id } else { format!("{id}-bare") };
        ctx.line(&format!("  {}", ctx.texts.say(&Message::new(id).text("when", when.shown(self.zone)))));
        // indented, no line of it can pass for one of this program
        for line in quote.iter().flat_map(|text| text.trim_end().split('\n')) {
            ctx.line(&format!("      {}", visible(line)));
        }
    }

    pub fn json(&self, ctx: &Context, silence: &Absence<Silence>, name: &dyn Fn(&str) -> String) -> Value {
        let quote = |reference: Option<Reference>| reference.and_then(|r| self.quotes.get(&r));
        let own = |r: Option<Reference>| r.and_then(|r| self.record.own_words(r, self.quotes.get(&r)?));
        let days = |days: &Days| json!({ "whole": days.whole, "calendar": days.calendar });
        let at = |when: &When| json!(when.at());
        let message =
            |r: Reference| json!({ "edition": (r.edition > 0).then_some(r.edition), "k": r.k, "n": r.n });
        let covered = |c: &Covered| {
            json!({ "source": c.source, "format": c.format, "until": at(&c.until), "ground": c.ground.word(),
                    "zone": c.zone.map(ZoneGround::word) })
        };
        let export = |e: &Export| {
            let mut value = covered(&e.covered);
            value["copies"] = json!(e.copies);
            value
        };
        let aside = |a: &SetAside| json!({ "file": name(&a.source), "source": a.source, "lines": [a.lines.0, a.lines.1] });
        let statement = silence.stated().map(|s| {
            json!({
                "last": s.last.map(message), "since": at(&s.since), "until": covered(&s.until), "days": days(&s.days),
                "last_record": s.to_last_record.as_ref().map(|(when, d)| json!({ "at": at(when), "days": days(d) })),
                "delivery": s.delivery.as_ref().map(|(when, round, d)| {
                    json!({ "at": at(when), "round": round, "days": days(d) })
                }),
                "exports": s.exports.iter().map(export).collect::<Vec<_>>(),
                "rests_on": Silence::RESTS_ON.map(Kind::as_str),
                "after": s.after.iter().map(|(role, n)| (role.word(), *n)).collect::<BTreeMap<_, _>>(),
                "auto_replies": s.auto_replies, "auto_unclear": s.auto_unclear, "own_unsent": s.own_unsent,
                "edited": s.edited, "lacking": s.lacking, "transcripts": s.transcripts, "answered_lines": s.answered,
                "set_aside": s.set_aside.iter().map(aside).collect::<Vec<_>>(),
                "zone": s.exports.iter().filter_map(|e| e.covered.zone).map(ZoneGround::word).max(),
                "not_read": s.not_read, "left_out": s.left_out,
                "sentences": s.sentences(&ctx.texts, self.zone, None),
            })
        });
        let blocks = match silence {
            Absence::Stated(_) => Value::Null,
            Absence::Blocked(blocks) => blocks_json(ctx, blocks, self.zone, name),
        };
        let rounds: Vec<Value> = self
            .record
            .rounds()
            .iter()
            .map(|r| {
                // that nothing followed is said only where a statement on silence can be made
                let is_sure = r.client_messages > 0 || silence.stated().is_some_and(|s| s.reaches(r));
                json!({
                    "round": r.round, "delivered": at(&r.delivered),
                    "client_messages": is_sure.then_some(r.client_messages), "counted": r.counted.word(),
                    "acknowledged": r.acknowledged.iter().map(at).collect::<Vec<_>>(),
                    "first": r.first.map(message), "quote": own(r.first),
                })
            })
            .collect();
        let reminders: Vec<Value> = self
            .record
            .reminders()
            .iter()
            .map(|r| json!({ "at": at(&r.when), "message": r.message.map(message), "counts": r.counts, "quote": quote(r.message) }))
            .collect();
        let nudges: Vec<Value> = self
            .record
            .nudges()
            .iter()
            .map(|n| json!({ "at": at(&n.when), "kind": n.kind.word(), "message": n.message.map(message), "quote": quote(n.message) }))
            .collect();
        let automatic: Vec<Value> = self
            .record
            .auto_replies()
            .iter()
            .map(|r| json!({ "at": at(&r.when), "message": r.message.map(message), "quote": quote(r.message) }))
            .collect();
        json!({ "statement": statement, "blocks": blocks, "rounds": rounds, "reminders": reminders, "nudges": nudges, "auto_replies": automatic })
    }
}

/// The reasons on screen, each with what to do about it.
pub fn tell_blocks(ctx: &Context, blocks: &[Block], zone: chrono_tz::Tz, names: &Names<'_>) {
    let shown = |when: &When| when.shown(zone);
    let telling = |name| Telling { texts: &ctx.texts, name, shown: &shown };
    let path = |source: &str| names.path(source);
    for block in blocks {
        ctx.line(&format!("  {}", telling(names.name).reason(block)));
        telling(&path).next(block).iter().for_each(|next| ctx.line(&format!("    {next}")));
    }
}

/// What files are called.
pub struct Names<'a> {
    /// As found, inside the case.
    pub name: &'a dyn Fn(&str) -> String,
    /// The folder of the case, from where the user stands; none of an archive, whose files are on no disk.
    pub root: Option<&'a Path>,
}

impl Names<'_> {
    /// As a command finds the file.
    fn path(&self, source: &str) -> String {
        let name = (self.name)(source);
        match self.root.map(|root| root.join(&name)).filter(|path| path.exists()) {
            Some(path) => path.display().to_string(),
            None => name,
        }
    }
}

/// The same as data: by code, file, lines and why.
pub fn blocks_json(
    ctx: &Context,
    blocks: &[Block],
    zone: chrono_tz::Tz,
    name: &dyn Fn(&str) -> String,
) -> Value {
    let telling = Telling { texts: &ctx.texts, name, shown: &|when| when.shown(zone) };
    let block = |block: &Block| {
        let spot = block.spot();
        let (lines, bytes) = match spot.place {
            Some(Place::Lines(from, to)) => (Some([from, to]), None),
            Some(Place::Bytes(from, to)) => (None, Some([from, to])),
            None => (None, None),
        };
        let source = Some(spot.source).filter(|source| !source.is_empty());
        json!({
            "code": block.word(), "file": source.map(name), "source": source, "lines": lines, "bytes": bytes,
            "why": spot.why, "name": spot.name, "edition": spot.edition, "kind": spot.kind,
            "at": spot.when.map(When::at), "count": spot.count,
            "text": telling.reason(block), "next": telling.next(block),
        })
    };
    blocks.iter().map(block).collect()
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    const ENOUGH: usize = 60;
    let line = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    visible(&shorten(&line, ENOUGH)).into_owned()
}
