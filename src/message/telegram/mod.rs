//! Telegram Desktop's JSON of one chat, or of a whole account with a conversation for every chat. Times are UTC where
//! `date_unixtime` stands, else local to the computer that exported.

mod item;

use super::head::Head;
use super::json_items::{JsonItems, Piece, Where};
use super::json_keys::{holds_something, holds_unknown};
use super::{
    Class, Export, Format, Kind, LocalClock, Message, Out, Place, Precision, Reading, Setting, Sink, When,
    Why,
};
use crate::base::error::Result;
use crate::case::memo::Role;
use chrono::{NaiveDateTime, Timelike as _};
use item::{FRAME, Item, KEYS, Reaction};
use std::borrow::Cow;

pub(crate) struct Telegram;

const WORD: &str = "telegram";

impl Format for Telegram {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let chat = head.keys(&["name", "type", "id", "messages"]) == 4;
        let inner = head.keys(&["date", "from_id"]) == 2 || head.keys(&["date_unixtime", "actor_id"]) == 2;
        // of a whole account the chats may begin far behind: contacts and sessions stand before them
        let account = head.keys(&["about", "personal_information"]) == 2
            || head.keys(&["chats", "list"]) == 2 && chat && inner;
        let telegram = account || chat && inner;
        if head.json_begins('{') && telegram && head.keys(&["guild"]) == 0 { 90 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut items = JsonItems::of(export, PATH)?;
        let mut clock = LocalClock::new(setting.zone);
        let mut read = Read::default();
        while !read.ended {
            chat(&mut items, &mut clock, &mut read, setting, sink)?;
        }
        if read.cut_off && read.chats > 0 {
            // what came after the cut may have held whole chats
            sink.conversation(Reading { not_understood: true, ..Reading::new(WORD) })?;
        }
        Ok(())
    }
}

/// One chat stands alone; a whole account has them in two lists.
const PATH: Where = Where { key: "messages", through: &["chats", "left_chats", "list"] };

/// How far an export was read.
#[derive(Default)]
struct Read {
    /// Chats of an account.
    chats: u64,
    /// In one of them.
    within: bool,
    cut_off: bool,
    ended: bool,
}

/// What a chat says of itself, above its messages.
#[derive(Default)]
struct Chat {
    /// Between two people: then whoever did not call is the one who answered.
    personal: bool,
    id: Option<u64>,
}

/// Reads one chat, or to the end of the export.
fn chat(
    items: &mut JsonItems<'_>,
    clock: &mut LocalClock,
    read: &mut Read,
    setting: &Setting,
    sink: &mut dyn Sink,
) -> Result<()> {
    let mut out = Out::new(WORD, setting, sink);
    let mut chat = Chat::default();
    while let Some(piece) = items.next()? {
        match piece {
            Piece::Begin => {
                // what stood before is about the account, unless it held messages of its own
                out.reading.title = None;
                read.chats += 1;
                read.within = true;
                if out.reading.count > 0 || !out.reading.gaps.is_empty() {
                    return out.finish();
                }
            }
            Piece::End => {
                read.within = false;
                return out.finish();
            }
            Piece::Field(name, place, raw) => match name.as_str() {
                "name" => out.reading.title = serde_json::from_slice(raw).ok(),
                "type" => chat.personal = raw == b"\"personal_chat\"",
                "id" => chat.id = serde_json::from_slice(raw).ok(),
                _ if FRAME.contains(&name.as_str()) || !holds_something(raw) => {}
                _ => out.gap(place, Why::Record),
            },
            Piece::Item(place, raw) => match serde_json::from_slice::<Item>(raw) {
                Ok(item) => {
                    let unknown = item.kind == "message" && holds_unknown(raw, KEYS);
                    message(&mut out, clock, &chat, item, place)?;
                    if unknown {
                        out.edit(When::words(""), None, place)?;
                    }
                }
                Err(_) => out.lost(place, Why::Record),
            },
            Piece::Broken(place) => {
                read.cut_off = true;
                out.lost(place, Why::CutOff);
            }
        }
    }
    read.ended = true;
    // behind the last chat of an account nothing is left
    let nothing = !read.within && read.chats > 0 && out.reading.count == 0 && out.reading.gaps.is_empty();
    if nothing { Ok(()) } else { out.finish() }
}

/// The clock of the computer that exported.
struct Exporter<'c> {
    clock: &'c mut LocalClock,
    /// Seconds east of UTC, where a record states its time in both ways.
    offset: Option<i32>,
}

fn written(date: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(date, "%Y-%m-%dT%H:%M:%S").ok()
}

impl<'c> Exporter<'c> {
    fn of(clock: &'c mut LocalClock, item: &Item) -> Self {
        const FURTHEST: i64 = 14 * 3600;
        let utc: Option<i64> = item.date_unixtime.as_ref().and_then(|seconds| seconds.parse().ok());
        let offset = utc.zip(written(&item.date)).map(|(utc, local)| local.and_utc().timestamp() - utc);
        let offset = offset.filter(|offset| offset.abs() <= FURTHEST && offset % 900 == 0);
        Self { clock, offset: offset.and_then(|offset| i32::try_from(offset).ok()) }
    }

    fn local(&mut self, date: &str) -> Option<When> {
        let date = written(date)?;
        match self.offset {
            Some(offset) => When::with_offset(date, offset, Precision::Second),
            None => self.clock.at(date.date(), date.num_seconds_from_midnight(), Precision::Second),
        }
    }

    /// In UTC where that stands, else as written.
    fn moment(&mut self, unixtime: Option<&str>, date: &str) -> When {
        let when = match unixtime {
            Some(seconds) => seconds.parse().ok().and_then(When::utc),
            None => self.local(date),
        };
        when.unwrap_or_else(|| When::words(date))
    }
}

fn message(out: &mut Out<'_>, clock: &mut LocalClock, chat: &Chat, item: Item, place: Place) -> Result<()> {
    let mut exporter = Exporter::of(clock, &item);
    let when = exporter.moment(item.date_unixtime.as_deref(), &item.date);
    let service = item.kind != "message";
    // a service record of somebody's doing names its actor, one that two people cause the first of them
    let (id, name) = match service {
        true => (item.actor_id.or(item.from_id), item.actor.or(item.from)),
        false => (item.from_id, item.from),
    };
    // a deleted account has no name
    let name = name.unwrap_or_default();
    let id = id.or_else(|| Some(name.clone()).filter(|name| !name.is_empty()));
    let sender = id.as_ref().map(|id| out.participant(id, &name));
    let passed = item.forwarded_from.is_some() || item.forwarded_from_id.is_some();
    if passed && out.role(sender) != Role::Client {
        passed_on(out, item.forwarded_from_id.as_deref(), item.forwarded_from.as_deref(), place)?;
    }
    let call = item.action.as_deref().is_some_and(|action| action.ends_with("_call"));
    let kind = match item.media_type.as_deref() {
        _ if call => Kind::Call,
        _ if service => Kind::Action,
        Some("sticker") => Kind::Sticker,
        Some("voice_message" | "audio_file") => Kind::Voice,
        Some("video_file" | "video_message" | "animation") => Kind::Video,
        _ if item.photo.is_some() => Kind::Image,
        _ if item.file.is_some() => Kind::File,
        _ if item.location_information.is_some() => Kind::Location,
        _ if item.contact_information.is_some() => Kind::Contact,
        _ => Kind::Text,
    };
    let not_included = |path: &String| path.starts_with('(');
    let path = item.file.or(item.photo).filter(|path| !not_included(path));
    let base = path.as_deref().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
    let text = item.text.whole();
    let text = if text.is_empty() && kind == Kind::Action { item.action.unwrap_or_default() } else { text };
    // words of another, in the export's own terms
    let text = match item.forwarded_from.filter(|_| !text.is_empty()) {
        Some(from) => format!("[forwarded_from: {from}] {text}"),
        None => text,
    };
    let message = Message {
        text: Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty()),
        attachments: item.file_name.or(base).into_iter().collect(),
        // a reaction sets `edited` as well: with one there, nothing follows from it
        edited: item.reactions.is_empty().then_some(item.edited.is_some()),
        ..Message::new(when.clone(), sender, kind, place)
    };
    match kind {
        Kind::Action => {
            out.class(Class::Service);
            out.service(message)?;
        }
        _ => {
            out.class(if call { Class::Call } else { Class::Heading });
            out.message(message)?;
        }
    }
    if call {
        let length = item.duration_seconds.or(item.duration).filter(|seconds| *seconds > 0);
        let peer = chat.id.filter(|_| chat.personal).map(|id| format!("user{id}"));
        let by_peer = peer.is_some() && peer == id;
        let other = |out: &mut Out<'_>| {
            let title = out.reading.title.clone().unwrap_or_default();
            peer.as_ref().map(|peer| out.participant(peer, &title))
        };
        let end =
            length.and_then(|seconds| i64::try_from(seconds).ok()).and_then(|length| when.later(length));
        match (length, item.discard_reason.as_deref()) {
            // one that took any time was answered, by the other of two or by nobody knows whom; both were there until its end
            (Some(_), _) => {
                let other = other(out);
                out.call_end(end.unwrap_or(when.clone()), other, place)?;
            }
            (None, Some("missed") | None) => {}
            (None, _) if by_peer => {}
            // turned down
            (None, Some("busy")) => {
                let other = other(out);
                out.message(Message::new(when.clone(), other, Kind::Call, place))?;
            }
            (None, Some(_)) => out.message(Message::new(when.clone(), None, Kind::Call, place))?,
        }
    }
    if let Some(edited) = &item.edited {
        let at = exporter.moment(item.edited_unixtime.as_deref(), edited);
        // whoever put a sign to it may have set this, unless one of them was of that very moment
        let explained = item.reactions.iter().flat_map(|r| &r.recent).any(|recent| {
            let near = |(a, b): ((i64, i64), (i64, i64))| a.0.abs_diff(b.0) <= 2;
            exporter.local(&recent.date).and_then(|when| when.span()).zip(at.span()).is_some_and(near)
        });
        if !explained {
            out.edit(at, sender.filter(|_| item.reactions.is_empty()), place)?;
        }
    }
    if item.poll.is_some_and(|poll| poll.total_voters > 0) {
        out.edit(When::words(""), None, place)?;
    }
    // whoever shows where they are does so until then; one that never ends can end at any time
    if let Some(seconds) = item.live_location_period_seconds.filter(|seconds| *seconds > 0) {
        const LONGEST: u64 = 86_400;
        let seconds = i64::try_from(seconds.min(LONGEST + 1)).unwrap_or(i64::MAX);
        let end = when.later(seconds).filter(|_| seconds <= LONGEST.cast_signed());
        out.edit(end.unwrap_or_else(|| When::words("")), sender, place)?;
    }
    reactions(out, &mut exporter, item.reactions, place)
}

/// Words of somebody that another one passes on: they were sent before, and when is not told.
fn passed_on(out: &mut Out<'_>, id: Option<&str>, name: Option<&str>, place: Place) -> Result<()> {
    let Some(shown) = name.or(id) else { return Ok(()) };
    if out.declared(shown).is_some_and(|role| role != Role::Client) {
        return Ok(());
    }
    // an account that hides itself is shown by its name alone
    let known = name.filter(|_| id.is_none()).and_then(|name| out.named(name));
    let by = Some(known.unwrap_or_else(|| out.participant(id.unwrap_or(shown), name.unwrap_or_default())));
    if !matches!(out.role(by), Role::Client | Role::Unknown) {
        return Ok(());
    }
    out.service(Message::new(When::words(""), by, Kind::Action, place))
}

fn reactions(
    out: &mut Out<'_>,
    exporter: &mut Exporter<'_>,
    reactions: Vec<Reaction>,
    place: Place,
) -> Result<()> {
    for reaction in reactions {
        for recent in &reaction.recent {
            let name = recent.from.as_deref().unwrap_or_default();
            let sender = recent.from_id.as_ref().map(|id| out.participant(id, name));
            let when = exporter.local(&recent.date).unwrap_or_else(|| When::words(&recent.date));
            out.reaction(when, sender, &reaction.emoji, place)?;
        }
        if reaction.count > reaction.recent.len() as u64 || reaction.recent.is_empty() {
            out.reaction(When::words(""), None, &reaction.emoji, place)?;
        }
    }
    Ok(())
}
