//! What a case or an archive says of silence, on screen and as JSON.

use super::context::Context;
use super::timeline::place;
use crate::Failure;
use hikae::case::Memo;
use hikae::case::memo::{Channel, Item, Permission};
use hikae::case_folder::CaseFolder;
use hikae::collect::Found;
use hikae::conversations::conversation_facts;
use hikae::fact::Fact;
use hikae::limits::Limits;
use hikae::message::silence::{Block, Covered, Days, Record, Reference, Scope, Silence};
use hikae::message::{Described, Setting, When, ZoneGround};
use hikae::text::{Message, visible};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Texts of messages that are quoted.
pub type Quotes = HashMap<Reference, String>;

/// What the message files of a folder say now, sealed or not.
pub struct Talk {
    pub record: Record,
    pub described: Vec<Described>,
    pub quotes: Quotes,
    pub setting: Setting,
    /// Formats of channels outside the platform for which nothing was approved.
    pub outside: BTreeSet<String>,
    platform: Option<String>,
}

impl Talk {
    /// Reads all message files of a case. `None`: there are none.
    pub fn of_case(ctx: &Context, case: &CaseFolder) -> Result<Option<Self>, Failure> {
        let messages = case.items.iter().filter(|item| item.role == hikae::assign::Role::Messages);
        let files: Vec<(&Found, String)> = messages.map(|item| (&item.found, item.found.name())).collect();
        if files.is_empty() {
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
        record.sort();
        let mut quotes = Quotes::new();
        let wanted = wanted(&record);
        if !wanted.is_empty() {
            conversation_facts(&files, &setting, &limits, &mut |fact: Fact| {
                keep(0, fact, &wanted, &mut quotes);
                Context::check_stop()
            })?;
        }
        let outside = outside(memo, &described);
        let platform = memo.and_then(|memo| memo.get(Item::Platform)).map(str::to_owned);
        Ok(Some(Self { record, described, quotes, setting, outside, platform }))
    }

    /// Readable names of paths: here they are the names as found.
    fn name(&self, path: &str) -> String {
        self.described.iter().find(|d| d.path == path).map_or(path, |d| &d.name).to_owned()
    }

    /// What can be said, and what stands against it.
    pub fn silence(&self) -> Result<Silence, Vec<Block>> {
        self.record.silence(Scope::All, self.setting.zone.tz)
    }

    /// On screen.
    pub fn print(&self, ctx: &Context) {
        super::unread::say(ctx, self.described.iter().map(|d| (&d.reading, d.name.as_str())));
        if self.described.iter().all(|d| d.reading.count == 0) {
            return; // nothing but papers: nothing to say of silence either
        }
        ctx.line("");
        let shown = Shown { record: &self.record, quotes: &self.quotes, zone: self.setting.zone.tz };
        shown.print(ctx, self.silence(), &|path| self.name(path));
        if !self.outside.is_empty() {
            let formats: Vec<String> =
                self.outside.iter().map(|f| hikae::message::format_name(&ctx.texts, f)).collect();
            ctx.say(&Message::new("silence-outside-note").text("formats", formats.join(", ")));
            let platform = self.record.silence(Scope::Without(&self.outside), self.setting.zone.tz);
            if let Ok(silence) = platform
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
        let mut value = shown.json(ctx, self.silence());
        if !self.outside.is_empty() {
            let on_platform = self.record.silence(Scope::Without(&self.outside), self.setting.zone.tz);
            value["on_platform"] = shown.json(ctx, on_platform);
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
    pub fn print(&self, ctx: &Context, silence: Result<Silence, Vec<Block>>, name: &dyn Fn(&str) -> String) {
        let whole = match silence {
            Ok(silence) => {
                ctx.line(&ctx.get("silence-heading"));
                for sentence in silence.sentences(&ctx.texts, self.zone, None) {
                    ctx.line(&format!("  {sentence}"));
                }
                true
            }
            Err(blocks) => {
                ctx.line(&ctx.get("silence-none"));
                for block in &blocks {
                    ctx.line(&format!("  {}", block.sentence(&ctx.texts, name)));
                }
                false
            }
        };
        for round in self.record.rounds() {
            // that nothing followed is said only where a statement on silence can be made
            if round.client_messages == 0 && !whole {
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

    pub fn json(&self, ctx: &Context, silence: Result<Silence, Vec<Block>>) -> Value {
        let quote = |reference: Option<Reference>| reference.and_then(|r| self.quotes.get(&r));
        let days = |days: &Days| json!({ "whole": days.whole, "calendar": days.calendar });
        let at = |when: &When| json!(when.at());
        let message =
            |r: Reference| json!({ "edition": (r.edition > 0).then_some(r.edition), "k": r.k, "n": r.n });
        let covered = |c: &Covered| {
            json!({ "source": c.source, "format": c.format, "until": at(&c.until), "ground": c.ground.word(),
                    "zone": c.zone.map(ZoneGround::word) })
        };
        let statement = silence.as_ref().ok().map(|s| {
            json!({
                "last": message(s.last), "since": at(&s.since), "until": covered(&s.until), "days": days(&s.days),
                "last_record": s.to_last_record.as_ref().map(|(when, d)| json!({ "at": at(when), "days": days(d) })),
                "delivery": s.delivery.as_ref().map(|(when, round, d)| {
                    json!({ "at": at(when), "round": round, "days": days(d) })
                }),
                "exports": s.exports.iter().map(covered).collect::<Vec<_>>(),
                "after": s.after.iter().map(|(role, n)| (role.word(), *n)).collect::<BTreeMap<_, _>>(),
                "auto_replies": s.auto_replies, "auto_unclear": s.auto_unclear, "own_unsent": s.own_unsent, "not_read": s.not_read, "left_out": s.left_out,
                "sentences": s.sentences(&ctx.texts, self.zone, None),
            })
        });
        let blocks = silence.as_ref().err().map(|blocks| {
            let block = |b: &Block| json!({ "code": b.word(), "source": b.about().0, "range": b.about().1 });
            blocks.iter().map(block).collect::<Vec<_>>()
        });
        let rounds: Vec<Value> = self
            .record
            .rounds()
            .iter()
            .map(|r| {
                json!({
                    "round": r.round, "delivered": at(&r.delivered), "client_messages": r.client_messages,
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
