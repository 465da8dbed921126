//! Discord: the JSON of DiscordChatExporter. The number of a message holds its own time, which is compared; the export says
//! which range was asked for and how many messages it holds, and both are held against what is there.

mod item;

use super::head::Head;
use super::json_items::{JsonItems, Piece};
use super::json_keys::{holds_something, holds_unknown};
use super::{
    Class, CoverageGround, Export, Format, Kind, Message, Oddity, Out, OwnTime, Place, Precision, Setting,
    Sink, When, Why,
};
use crate::base::error::Result;
use crate::case::memo::Role;
use chrono::{DateTime, FixedOffset};
use item::{Channel, Item, KEYS, Range};
use std::collections::BTreeMap;

pub(crate) struct Discord;

const WORD: &str = "discord";

/// The first second of 2015, in milliseconds since 1970 (Discord API reference, "Snowflakes").
const EPOCH_MS: i64 = 1_420_070_400_000;

impl Format for Discord {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let all = head.keys(&["guild", "channel", "dateRange", "messages", "exportedAt"]);
        match (head.json_begins('{'), all) {
            (true, 5) => 95,
            (true, 4) if head.keys(&["guild", "channel", "messages"]) == 3 => 85,
            _ => 0,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut talk = Talk {
            out: Out::new(WORD, setting, sink),
            frame: Frame::default(),
            pinned: BTreeMap::new(),
            ids: Vec::new(),
            told: Vec::new(),
        };
        let mut items = JsonItems::new(export, "messages")?;
        while let Some(piece) = items.next()? {
            match piece {
                Piece::Field(name, place, raw) => talk.field(&name, place, raw),
                Piece::Begin | Piece::End => {}
                Piece::Item(place, raw) => {
                    talk.frame.items += 1;
                    match serde_json::from_slice::<Item<'_>>(raw) {
                        Ok(item) => {
                            let unknown = holds_unknown(raw, KEYS);
                            let class = talk.message(item, place)?;
                            talk.out.class(class);
                            if unknown && class != Class::Gap {
                                talk.out.edit(When::words(""), None, place)?;
                            }
                        }
                        Err(_) => talk.out.lost(place, Why::Record),
                    }
                }
                Piece::Broken(place) => talk.out.lost(place, Why::CutOff),
            }
        }
        talk.end()
    }
}

/// What the export says of itself.
#[derive(Default)]
struct Frame {
    exported: Option<When>,
    after: Option<When>,
    before: Option<When>,
    /// Fields of the frame that were not understood: they hold for what comes after the last message.
    gaps: Vec<(Place, Why)>,
    announced: Option<(u64, Place)>,
    items: u64,
}

struct Talk<'a> {
    out: Out<'a>,
    frame: Frame,
    /// Messages that are pinned, and of which no record says by whom.
    pinned: BTreeMap<String, Place>,
    /// The numbers of the messages, as Discord gives them and as they are counted.
    ids: Vec<(u64, u64)>,
    /// Messages that others answer or pass on, and that have not been met.
    told: Vec<Told>,
}

/// A message that another one tells of.
struct Told {
    id: Option<u64>,
    /// What tells when it was sent: its number, or that of a message of the same moment.
    at: u64,
    place: Place,
    why: Why,
}

fn moment(text: &str) -> Option<(DateTime<FixedOffset>, When)> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    let when = When::with_offset(at.naive_local(), at.offset().local_minus_utc(), Precision::Second)?;
    Some((at, when))
}

/// A moment, or its words.
fn moment_or_words(text: &str) -> When {
    moment(text).map_or_else(|| When::words(text), |(_, when)| when)
}

impl Talk<'_> {
    fn field(&mut self, name: &str, place: Place, raw: &[u8]) {
        let frame = &mut self.frame;
        let read = match name {
            "guild" => true,
            "channel" => {
                let channel = serde_json::from_slice::<Channel>(raw).ok();
                self.out.reading.title = channel.map(|channel| channel.name);
                true
            }
            "exportedAt" => {
                let at: Option<String> = serde_json::from_slice(raw).ok();
                frame.exported = at.and_then(|at| moment(&at)).map(|(_, when)| when);
                true
            }
            "dateRange" => match serde_json::from_slice::<Range>(raw) {
                Ok(range) => {
                    let end = |at: &Option<String>| {
                        at.as_deref().map(moment).unwrap_or_default().map(|(_, when)| when)
                    };
                    (frame.after, frame.before) = (end(&range.after), end(&range.before));
                    range.after.is_some() == frame.after.is_some()
                        && range.before.is_some() == frame.before.is_some()
                }
                Err(_) => !holds_something(raw),
            },
            "messageCount" => {
                frame.announced = serde_json::from_slice(raw).ok().map(|count| (count, place));
                frame.announced.is_some()
            }
            "messages" => false,
            _ => !holds_something(raw),
        };
        if !read {
            frame.gaps.push((place, Why::Record));
        }
    }

    fn message(&mut self, item: Item<'_>, place: Place) -> Result<Class> {
        let Some((at, when)) = moment(&item.timestamp) else {
            self.out.gap(place, Why::Record);
            return Ok(Class::Gap);
        };
        let out = &mut self.out;
        // bits 22 and up are milliseconds since 2015; bots may set neither
        let own = item.id.parse::<u64>().ok().map(|id| (id >> 22) as i64 + EPOCH_MS);
        const TOLERANCE_MS: u64 = 2000; // the export may cut or round seconds
        let agrees = own.is_some_and(|own| own.abs_diff(at.timestamp_millis()) <= TOLERANCE_MS);
        let own_time = if agrees { OwnTime::Agrees } else { OwnTime::Differs };
        if !agrees {
            out.odd(Oddity::IdTimeDiffers, place);
        }
        let author = Some(out.participant(&item.author.id, &item.author.name));
        let said = matches!(
            &*item.kind,
            "" | "Default" | "Reply" | "ApplicationCommand" | "ChatInputCommand" | "20" | "23"
        );
        let kind = match () {
            () if item.kind == "Call" || item.call_ended.is_some() => Kind::Call,
            () if !said => Kind::Action,
            () if !item.stickers.is_empty() => Kind::Sticker,
            () if !item.attachments.is_empty() && item.content.is_empty() => Kind::File,
            () => Kind::Text,
        };
        let message = Message {
            text: Some(item.content.clone()).filter(|text| !text.is_empty()),
            attachments: item.attachments.iter().map(|file| file.name.clone()).collect(),
            edited: Some(item.edited.is_some()),
            own_time,
            ..Message::new(when.clone(), author, kind, place)
        };
        let class = match kind {
            Kind::Call => Class::Call,
            Kind::Action => Class::Service,
            _ => Class::Heading,
        };
        match kind {
            Kind::Action => out.service(message)?,
            _ => out.message(message)?,
        }
        if let Ok(id) = item.id.parse() {
            self.ids.push((id, out.reading.count));
        }
        if kind == Kind::Call {
            // the export does not tell whether anybody answered; whoever called was there until it ended
            let until = item.call_ended.as_deref().map_or(when.clone(), moment_or_words);
            let who = author.filter(|_| out.role(author) == Role::Client);
            out.call_end(until, who, place)?;
        }
        if let Some(user) = item.interaction.as_ref().map(|interaction| &interaction.user) {
            let user = Some(out.participant(&user.id, &user.name));
            out.service(Message::new(when, user, Kind::Action, place))?;
        }
        if let Some(edited) = &item.edited {
            out.edit(moment_or_words(edited), author, place)?;
        }
        for reaction in &item.reactions {
            let sign = &reaction.emoji.name;
            for user in &reaction.users {
                let user = out.participant(&user.id, &user.name);
                out.reaction(When::words(""), Some(user), sign, place)?;
            }
            if reaction.count > reaction.users.len() as u64 || reaction.users.is_empty() {
                out.reaction(When::words(""), None, sign, place)?;
            }
        }
        self.tells(&item, author, place);
        if item.kind == "ChannelPinnedMessage" {
            if let Some(message) = item.reference.and_then(|reference| reference.message) {
                self.pinned.remove(&message);
            }
        } else if item.pinned {
            self.pinned.insert(item.id.into_owned(), place);
        }
        Ok(class)
    }

    /// What a message tells of another one, which it answers or passes on: who wrote that is not told, if it is not here.
    fn tells(&mut self, item: &Item<'_>, author: Option<u32>, place: Place) {
        let id = item.reference.as_ref().and_then(|to| to.message.as_ref()).and_then(|id| id.parse().ok());
        let is_met = |id: u64| self.ids.binary_search_by_key(&id, |(known, _)| *known).is_ok();
        if id.is_none() && item.forwarded.is_none() {
            return;
        }
        if id.is_some_and(is_met) || self.out.role(author) == Role::Client {
            return; // it is not later than this message of the client's
        }
        let sent = item.forwarded.as_ref().and_then(|forwarded| forwarded.timestamp.as_deref());
        let sent = sent.and_then(moment).map(|(at, _)| at.timestamp_millis() - EPOCH_MS);
        let number = sent.and_then(|ms| u64::try_from(ms).ok()).and_then(|ms| ms.checked_mul(1 << 22));
        let told = match (number, id) {
            (Some(at), _) => Told { id, at, place, why: Why::Sender },
            (None, Some(at)) => Told { id, at, place, why: Why::Count },
            (None, None) => return,
        };
        self.told.push(told);
    }

    fn end(self) -> Result<()> {
        let Self { mut out, frame, pinned, mut ids, told } = self;
        ids.sort_unstable();
        let is_met = |id: &u64| ids.binary_search_by_key(id, |(known, _)| *known).is_ok();
        for told in told.iter().filter(|told| !told.id.as_ref().is_some_and(is_met)) {
            let before = ids.partition_point(|(known, _)| *known <= told.at);
            match before.checked_sub(1).map(|last| ids[last].1) {
                Some(after) => out.gap_behind(told.place, after, told.why),
                // of a range that was asked for, what was before it is not in it
                None if frame.after.is_some() => {}
                None => out.gap_at_begin(told.place, told.why),
            }
        }
        for place in pinned.into_values() {
            out.edit(When::words(""), None, place)?;
        }
        let saved = frame.exported.map(|when| (when, CoverageGround::Saved));
        let range = frame.before.map(|when| (when, CoverageGround::Range));
        out.reading.coverage_to = match (saved, range) {
            (Some(saved), Some(range)) if saved.0.span() <= range.0.span() => Some(saved),
            (saved, range) => range.or(saved),
        };
        // asked for from there on: nothing before it is in the export, and nothing after it is left out
        out.reading.coverage_from = frame.after.or(out.reading.coverage_from.take());
        for (place, why) in frame.gaps {
            out.gap(place, why);
        }
        match frame.announced {
            Some((announced, place)) if announced > frame.items => out.gap(place, Why::Count),
            Some((announced, place)) if announced < frame.items => out.gap(place, Why::Record),
            _ => {}
        }
        out.finish()
    }
}
