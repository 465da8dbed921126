//! Telegram Desktop's JSON of one chat, or of a whole account with a conversation for every chat. Times are UTC where `date_unixtime` stands, else local to the computer that
//! exported.

use super::detect::Head;
use super::json_items::{JsonItems, Piece, Where};
use super::{
    Export, Format, Kind, LocalClock, Message, Oddity, Out, Place, Precision, Reading, Setting, Sink, When,
    Why,
};
use crate::error::Result;
use chrono::{NaiveDateTime, Timelike as _};
use serde::Deserialize;
use std::borrow::Cow;

pub(crate) struct Telegram;

const WORD: &str = "telegram";

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "type")]
    kind: String,
    date: String,
    date_unixtime: Option<String>,
    edited: Option<String>,
    from: Option<String>,
    from_id: Option<String>,
    actor: Option<String>,
    actor_id: Option<String>,
    action: Option<String>,
    #[serde(default)]
    text: Text,
    file: Option<String>,
    file_name: Option<String>,
    photo: Option<String>,
    media_type: Option<String>,
    #[serde(default)]
    reactions: Vec<Reaction>,
}

/// A plain text, or pieces of which some are marked up.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Pieces(Vec<TextPiece>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TextPiece {
    Plain(String),
    Marked { text: String },
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(String::new())
    }
}

impl Text {
    fn whole(self) -> String {
        match self {
            Text::Plain(text) => text,
            Text::Pieces(pieces) => pieces
                .into_iter()
                .map(|piece| match piece {
                    TextPiece::Plain(text) | TextPiece::Marked { text } => text,
                })
                .collect(),
        }
    }
}

#[derive(Deserialize)]
struct Reaction {
    #[serde(default)]
    emoji: String,
    #[serde(default)]
    recent: Vec<Recent>,
}

#[derive(Deserialize)]
struct Recent {
    #[serde(default)]
    from: Option<String>,
    from_id: Option<String>,
    #[serde(default)]
    date: String,
}

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

/// Reads one chat, or to the end of the export.
fn chat(
    items: &mut JsonItems<'_>,
    clock: &mut LocalClock,
    read: &mut Read,
    setting: &Setting,
    sink: &mut dyn Sink,
) -> Result<()> {
    let mut out = Out::new(WORD, setting, sink);
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
            Piece::Field(name, raw) if name == "name" => out.reading.title = serde_json::from_slice(raw).ok(),
            Piece::Field(..) => {}
            Piece::Item(place, raw) => match serde_json::from_slice::<Item>(raw) {
                Ok(item) => message(&mut out, clock, item, place)?,
                Err(_) => out.gap(place, Why::Record),
            },
            Piece::Broken(place) => {
                read.cut_off = true;
                out.gap(place, Why::CutOff);
                out.odd(Oddity::CutOff, place);
            }
        }
    }
    read.ended = true;
    // behind the last chat of an account nothing is left
    let nothing = !read.within && read.chats > 0 && out.reading.count == 0 && out.reading.gaps.is_empty();
    if nothing { Ok(()) } else { out.finish() }
}

fn local(clock: &mut LocalClock, date: &str) -> Option<When> {
    let date = NaiveDateTime::parse_from_str(date, "%Y-%m-%dT%H:%M:%S").ok()?;
    clock.at(date.date(), date.num_seconds_from_midnight(), Precision::Second)
}

fn message(out: &mut Out<'_>, clock: &mut LocalClock, item: Item, place: Place) -> Result<()> {
    let when = match &item.date_unixtime {
        Some(seconds) => seconds.parse().ok().and_then(When::utc),
        None => local(clock, &item.date),
    };
    let when = when.unwrap_or_else(|| When::words(&item.date));
    let service = item.kind != "message";
    let (id, name) = if service { (item.actor_id, item.actor) } else { (item.from_id, item.from) };
    // a deleted account has no name
    let name = name.unwrap_or_default();
    let sender = id
        .or_else(|| Some(name.clone()).filter(|name| !name.is_empty()))
        .map(|id| out.participant(&id, &name));
    let call = item.action.as_deref().is_some_and(|action| action.ends_with("_call"));
    let kind = match item.media_type.as_deref() {
        _ if call => Kind::Call,
        _ if service => Kind::System,
        Some("sticker") => Kind::Sticker,
        Some("voice_message" | "audio_file") => Kind::Voice,
        Some("video_file" | "video_message" | "animation") => Kind::Video,
        _ if item.photo.is_some() => Kind::Image,
        _ if item.file.is_some() => Kind::File,
        _ => Kind::Text,
    };
    let not_included = |path: &String| path.starts_with('(');
    let path = item.file.or(item.photo).filter(|path| !not_included(path));
    let base = path.as_deref().and_then(|path| path.rsplit('/').next()).map(str::to_owned);
    let text = item.text.whole();
    let message = Message {
        text: Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty()),
        attachments: item.file_name.or(base).into_iter().collect(),
        // a reaction sets `edited` as well: with one there, nothing follows from it
        edited: item.reactions.is_empty().then_some(item.edited.is_some()),
        ..Message::new(when, sender, kind, place)
    };
    out.message(message)?;
    for reaction in item.reactions {
        for recent in reaction.recent {
            let Some(id) = recent.from_id else { continue };
            let sender = out.participant(&id, recent.from.as_deref().unwrap_or_default());
            let when = local(clock, &recent.date).unwrap_or_else(|| When::words(&recent.date));
            out.reaction(when, sender, &reaction.emoji, place)?;
        }
    }
    Ok(())
}
