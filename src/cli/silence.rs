//! What a case or an archive says of silence, on screen and as JSON.

use super::context::Context;
use super::earlier::Earlier;
use super::timeline::place;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::{Channel, Item, Permission};
use crate::cli::Failure;
use crate::format::fact::{Fact, Kind};
use crate::message::silence::{
    Absence, Block, Covered, Days, Export, Record, Reference, Scope, SetAside, Silence,
};
use crate::message::{Described, Place, Setting, Telling, When, ZoneGround, place_words};
use crate::text::{Message, visible};
use crate::workspace::collect::Found;
use crate::workspace::conversations::conversation_facts;
use crate::workspace::folder::CaseFolder;
use crate::workspace::history::{History, Standing, Verified};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Lines that were left out which are named one by one.
const ASIDES: usize = 20;

/// Texts of messages that are quoted.
pub type Quotes = HashMap<Reference, String>;

/// What the message files of a folder say now, sealed or not, together with earlier copies that only the seals hold.
pub struct Talk {
    pub record: Record,
    pub described: Vec<Described>,
    pub quotes: Quotes,
    pub setting: Setting,
    /// Formats of channels outside the platform for which nothing was approved.
    pub outside: BTreeSet<String>,
    platform: Option<String>,
    /// Names as found of what only the seals hold.
    origins: HashMap<String, String>,
}

/// The seals of a case, and how the folder stands to them.
pub struct Seals<'a> {
    pub history: &'a History,
    pub standing: &'a Standing,
    pub verified: Option<&'a Verified>,
}

impl Talk {
    /// Reads all message files of a case, and of its seals what the folder does not hold. `None`: there are no messages.
    pub fn of_case(ctx: &Context, case: &CaseFolder, seals: &Seals<'_>) -> Result<Option<Self>, Failure> {
        let messages = case.items.iter().filter(|item| item.role == crate::case::roles::Role::Messages);
        let files: Vec<(&Found, String)> = messages.map(|item| (&item.found, item.found.name())).collect();
        let earlier = Earlier::of(case, seals)?;
        if files.is_empty() && earlier.as_ref().is_none_or(|earlier| earlier.is_empty()) {
            return Ok(None);
        }
        let memo = case.memo.as_ref();
        let setting = Setting::of(memo);
        let limits = Limits::DEFAULT;
        let mut record = Record::default();
        let described = conversation_facts(&files, &setting, &limits, &mut |fact: Fact| {
            record.take(0, &fact);
            Context::check_stop()
        })?;
        memo.iter().flat_map(|memo| memo.facts()).for_each(|fact| record.take(0, &fact));
        record.bound(0, ctx.now()?);
        if let Some(earlier) = &earlier {
            earlier.take_into(&mut record)?;
        }
        record.settle();
        let mut quotes = Quotes::new();
        let wanted = wanted(&record);
        if wanted.iter().any(|message| message.edition == 0) {
            conversation_facts(&files, &setting, &limits, &mut |fact: Fact| {
                keep(0, fact, &wanted, &mut quotes);
                Context::check_stop()
            })?;
        }
        if let Some(earlier) = earlier.as_ref().filter(|_| wanted.iter().any(|message| message.edition > 0)) {
            earlier.each(|edition, fact| keep(edition, fact, &wanted, &mut quotes))?;
        }
        let outside = outside(memo, &described);
        let platform = memo.and_then(|memo| memo.get(Item::Platform)).map(str::to_owned);
        let origins = earlier.map(|earlier| earlier.origins).unwrap_or_default();
        Ok(Some(Self { record, described, quotes, setting, outside, platform, origins }))
    }

    /// Readable names of paths: here they are the names as found.
    fn name(&self, path: &str) -> String {
        let described = self.described.iter().find(|d| d.path == path).map(|d| &d.name);
        let first = path.split(' ').next().unwrap_or_default();
        described.or_else(|| self.origins.get(first)).map_or(path, String::as_str).to_owned()
    }

    /// What can be said, and what stands against it.
    pub fn silence(&self) -> Absence<Silence> {
        self.record.silence(Scope::All, self.setting.zone.tz)
    }

    /// Times of copying that cannot be, beside the reasons that are told with the statement.
    pub fn odd_copies(&self, ctx: &Context) -> Vec<Message> {
        let (silence, zone) = (self.silence(), self.setting.zone.tz);
        let name = |path: &str| self.name(path);
        let telling = Telling { texts: &ctx.texts, name: &name, shown: &|when| when.shown(zone) };
        let odd = self.record.odd_copies();
        let others = odd.iter().filter(|odd| !silence.blocks().contains(odd));
        others.map(|odd| telling.message(odd)).collect()
    }

    /// On screen.
    pub fn print(&self, ctx: &Context) {
        super::unread::say(ctx, self.described.iter().map(|d| (&d.reading, d.name.as_str())));
        let no_messages = self.described.iter().all(|d| d.reading.count == 0);
        if no_messages && self.origins.is_empty() {
            return; // nothing but papers: nothing to say of silence either
        }
        ctx.line("");
        let shown = Shown { record: &self.record, quotes: &self.quotes, zone: self.setting.zone.tz };
        shown.print(ctx, &self.silence(), &|path| self.name(path));
        if !self.outside.is_empty() {
            let formats: Vec<String> =
                self.outside.iter().map(|f| crate::message::format_name(&ctx.texts, f)).collect();
            ctx.say(&Message::new("silence-outside-note").text("formats", formats.join(", ")));
            let platform = self.record.silence(Scope::Without(&self.outside), self.setting.zone.tz);
            if let Some(silence) = platform.stated()
                && let Some(first) =
                    silence.sentences(&ctx.texts, self.setting.zone.tz, self.platform.as_deref()).first()
            {
                ctx.line(&format!("  {first}"));
            }
        }
    }

    /// As data.
    pub fn json(&self, ctx: &Context) -> Value {
        let shown = Shown { record: &self.record, quotes: &self.quotes, zone: self.setting.zone.tz };
        let name = |path: &str| self.name(path);
        let mut value = shown.json(ctx, &self.silence(), &name);
        if !self.outside.is_empty() {
            let on_platform = self.record.silence(Scope::Without(&self.outside), self.setting.zone.tz);
            value["on_platform"] = shown.json(ctx, &on_platform, &name);
            value["outside"] = json!(self.outside);
        }
        let file = |d: &Described| {
            json!({
                "file": d.name, "format": d.reading.format, "certainty": d.reading.certainty().word(),
                "count": d.reading.count,
                "gaps": d.reading.gaps.iter().map(|gap| place(gap.place)).collect::<Vec<_>>(),
            })
        };
        value["conversations"] = self.described.iter().map(file).collect();
        value
    }
}

/// Channels outside the platform of which the memo does not say that contact there was approved.
fn outside(memo: Option<&Memo>, described: &[Described]) -> BTreeSet<String> {
    let Some(memo) = memo else { return BTreeSet::new() };
    let Some(platform) = memo.get(Item::Platform).and_then(Channel::named) else { return BTreeSet::new() };
    let approved = |format: &str| {
        memo.outside().iter().any(|o| o.channel.as_str() == format && o.permission == Permission::Approved)
    };
    let formats = described.iter().filter(|d| d.reading.count > 0).map(|d| d.reading.format);
    // notices of the platform come by mail; a thread that was copied is of the platform
    let inside = |format: &&str| !matches!(*format, "pasted" | "mail") && *format != platform.as_str();
    formats.filter(inside).filter(|format| !approved(format)).map(str::to_owned).collect()
}

/// Messages whose words are quoted: reminders, nudges, automatic replies, and what followed each delivery.
pub fn wanted(record: &Record) -> BTreeSet<Reference> {
    let reminders = record.reminders().into_iter().filter_map(|reminder| reminder.message);
    let replies = record.rounds().into_iter().filter_map(|round| round.first);
    let automatic = record.auto_replies().into_iter().filter_map(|reply| reply.message);
    let nudges = record.nudges().into_iter().filter_map(|nudge| nudge.message);
    reminders.chain(replies).chain(automatic).chain(nudges).collect()
}

/// Keeps the text of a message that is quoted.
pub fn keep(edition: u16, fact: Fact, wanted: &BTreeSet<Reference>, quotes: &mut Quotes) {
    if let Fact::Text(text) = fact {
        let reference = Reference { edition, k: text.k.get(), n: text.n.get() };
        if wanted.contains(&reference) {
            quotes.insert(reference, text.text);
        }
    }
}

/// A record with the words that are quoted from it.
pub struct Shown<'a> {
    pub record: &'a Record,
    pub quotes: &'a Quotes,
    pub zone: chrono_tz::Tz,
}

impl Shown<'_> {
    /// The statement, or why there is none; then what followed each round.
    pub fn print(&self, ctx: &Context, silence: &Absence<Silence>, name: &dyn Fn(&str) -> String) {
        match silence {
            Absence::Stated(silence) => {
                ctx.line(&ctx.get("silence-heading"));
                for sentence in silence.sentences(&ctx.texts, self.zone, None) {
                    ctx.line(&format!("  {sentence}"));
                }
                for aside in silence.set_aside.iter().take(ASIDES) {
                    let lines = place_words(&ctx.texts, Place::Lines(aside.lines.0, aside.lines.1));
                    ctx.line(&format!("    {}: {lines}", visible(&name(&aside.source))));
                }
            }
            Absence::Blocked(blocks) => {
                ctx.line(&ctx.get("silence-none"));
                tell_blocks(ctx, blocks, self.zone, name);
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
            let quote = round.first.and_then(|first| self.quotes.get(&first).map(|text| (first, text)));
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
                    "first": r.first.map(message), "quote": quote(r.first),
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
pub fn tell_blocks(ctx: &Context, blocks: &[Block], zone: chrono_tz::Tz, name: &dyn Fn(&str) -> String) {
    let telling = Telling { texts: &ctx.texts, name, shown: &|when| when.shown(zone) };
    for block in blocks {
        ctx.line(&format!("  {}", telling.reason(block)));
        telling.next(block).iter().for_each(|next| ctx.line(&format!("    {next}")));
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
    let mut short: String = line.chars().take(ENOUGH).collect();
    if line.chars().count() > ENOUGH {
        short.push('…');
    }
    visible(&short).into_owned()
}
