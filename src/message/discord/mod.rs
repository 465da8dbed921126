//! Discord: the JSON of DiscordChatExporter. The number of a message holds its own time, which is compared.

use super::detect::Head;
use super::json_items::{JsonItems, Piece};
use super::{
    Export, Format, Kind, Message, Oddity, Out, OwnTime, Place, Precision, Setting, Sink, When, Why,
};
use crate::error::Result;
use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use std::borrow::Cow;

pub(crate) struct Discord;

const WORD: &str = "discord";

/// The first second of 2015, in milliseconds since 1970 (Discord API reference, "Snowflakes").
const EPOCH_MS: i64 = 1_420_070_400_000;

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, rename = "type", default)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    timestamp: Cow<'a, str>,
    #[serde(rename = "timestampEdited", default)]
    edited: Option<String>,
    #[serde(borrow, default)]
    content: Cow<'a, str>,
    #[serde(borrow)]
    author: Author<'a>,
    #[serde(default)]
    attachments: Vec<File>,
    #[serde(default)]
    stickers: Vec<Named>,
    #[serde(default)]
    reactions: Vec<Reaction>,
}

#[derive(Deserialize)]
struct Author<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    name: Cow<'a, str>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "fileName", default)]
    name: String,
}

#[derive(Deserialize)]
struct Named {}

#[derive(Deserialize)]
struct Reaction {
    #[serde(default)]
    emoji: Emoji,
    #[serde(default)]
    users: Vec<User>,
}

#[derive(Deserialize, Default)]
struct Emoji {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct User {
    id: String,
    #[serde(default)]
    name: String,
}

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
        let mut out = Out::new(WORD, setting, sink);
        let mut items = JsonItems::new(export, "messages")?;
        while let Some(piece) = items.next()? {
            match piece {
                Piece::Field(name, raw) => field(&mut out, &name, raw),
                Piece::Begin | Piece::End => {}
                Piece::Item(place, raw) => match serde_json::from_slice::<Item<'_>>(raw) {
                    Ok(item) => message(&mut out, item, place)?,
                    Err(_) => out.gap(place, Why::Record),
                },
                Piece::Broken(place) => {
                    out.gap(place, Why::CutOff);
                    out.odd(Oddity::CutOff, place);
                }
            }
        }
        out.finish()
    }
}

fn field(out: &mut Out<'_>, name: &str, raw: &[u8]) {
    #[derive(Deserialize)]
    struct Channel {
        name: String,
    }
    match name {
        "channel" => out.reading.title = serde_json::from_slice::<Channel>(raw).ok().map(|c| c.name),
        "exportedAt" => {
            let at: Option<String> = serde_json::from_slice(raw).ok();
            let when = at.and_then(|at| DateTime::parse_from_rfc3339(&at).ok()).and_then(|at| when(&at));
            out.reading.coverage_to = when.map(|when| (when, super::CoverageGround::Saved));
        }
        _ => {}
    }
}

fn when(at: &DateTime<FixedOffset>) -> Option<When> {
    When::with_offset(at.naive_local(), at.offset().local_minus_utc(), Precision::Second)
}

fn message(out: &mut Out<'_>, item: Item<'_>, place: Place) -> Result<()> {
    let at = DateTime::parse_from_rfc3339(&item.timestamp).ok();
    let Some((at, when)) = at.and_then(|at| when(&at).map(|when| (at, when))) else {
        out.gap(place, Why::Record);
        return Ok(());
    };
    // bits 22 and up are milliseconds since 2015; bots may set neither
    let own = item.id.parse::<u64>().ok().map(|id| (id >> 22) as i64 + EPOCH_MS);
    const TOLERANCE_MS: u64 = 2000; // the export may cut or round seconds
    let agrees = own.is_some_and(|own| own.abs_diff(at.timestamp_millis()) <= TOLERANCE_MS);
    let own_time = if agrees { OwnTime::Agrees } else { OwnTime::Differs };
    if !agrees {
        out.odd(Oddity::IdTimeDiffers, place);
    }
    let sender = out.participant(&item.author.id, &item.author.name);
    let service =
        !matches!(&*item.kind, "" | "Default" | "Reply" | "ApplicationCommand" | "ChatInputCommand");
    let kind = match () {
        () if item.kind == "Call" => Kind::Call,
        () if service => Kind::System,
        () if !item.stickers.is_empty() => Kind::Sticker,
        () if !item.attachments.is_empty() && item.content.is_empty() => Kind::File,
        () => Kind::Text,
    };
    let reactions = item.reactions;
    let message = Message {
        text: Some(item.content).filter(|text| !text.is_empty()),
        attachments: item.attachments.into_iter().map(|file| file.name).collect(),
        edited: Some(item.edited.is_some()),
        own_time,
        ..Message::new(when, Some(sender), kind, place)
    };
    out.message(message)?;
    for reaction in reactions {
        for user in reaction.users {
            let sender = out.participant(&user.id, &user.name);
            out.reaction(When::words(""), sender, &reaction.emoji.name, place)?;
        }
    }
    Ok(())
}
