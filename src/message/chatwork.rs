//! Chatwork: the JSON of its API (`GET /rooms/{id}/messages`), a list of messages with seconds in UTC.

use super::head::Head;
use super::json_items::{JsonItems, Piece};
use super::json_keys::{holds_something, holds_unknown};
use super::{Class, Export, Format, Kind, Message, Out, Place, Setting, Sink, When, Why};
use crate::base::error::Result;
use crate::case::memo::Role;
use serde::Deserialize;
use std::borrow::Cow;

pub(crate) struct Chatwork;

const WORD: &str = "chatwork";

/// How many messages the API gives at most (developer.chatwork.com, GET /rooms/{room_id}/messages).
const PAGE: u32 = 100;

/// Keys of a message, in the order of their bytes.
const KEYS: &[&str] = &["account", "body", "message_id", "send_time", "update_time"];

#[derive(Deserialize)]
struct Item<'a> {
    account: Account<'a>,
    #[serde(borrow)]
    body: Cow<'a, str>,
    send_time: i64,
    #[serde(default)]
    update_time: i64,
}

#[derive(Deserialize)]
struct Account<'a> {
    account_id: u64,
    #[serde(borrow, default)]
    name: Cow<'a, str>,
}

impl Format for Chatwork {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let all = head.keys(&["message_id", "account", "account_id", "send_time", "body"]);
        if head.json_begins('[') && all == 5 { 95 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut out = Out::new(WORD, setting, sink);
        let mut items = JsonItems::new(export, "messages")?;
        let (mut count, mut first) = (0_u32, None);
        while let Some(piece) = items.next()? {
            match piece {
                Piece::Begin | Piece::End => {}
                Piece::Field(_, place, raw) if holds_something(raw) => out.gap(place, Why::Record),
                Piece::Field(..) => {}
                Piece::Item(place, raw) => {
                    count += 1;
                    first = first.or(Some(place));
                    match serde_json::from_slice::<Item<'_>>(raw) {
                        Ok(item) => message(&mut out, item, holds_unknown(raw, KEYS), place)?,
                        Err(_) => out.lost(place, Why::Record),
                    }
                }
                Piece::Broken(place) => out.lost(place, Why::CutOff),
            }
        }
        // a full page: there may be older messages, which nobody asked for
        if let Some(place) = first.filter(|_| count == PAGE) {
            out.gap_at_begin(place, Why::LoadMore);
        }
        out.finish()
    }
}

fn message(out: &mut Out<'_>, item: Item<'_>, more: bool, place: Place) -> Result<()> {
    let Some(when) = When::utc(item.send_time) else {
        out.lost(place, Why::Record);
        return Ok(());
    };
    let id = item.account.account_id.to_string();
    let sender = Some(out.participant(&id, &item.account.name));
    let attachments = files(&item.body);
    let kind = match () {
        () if item.body.trim() == "[deleted]" => Kind::Unsent,
        () if !attachments.is_empty() => Kind::File,
        () => Kind::Text,
    };
    out.class(Class::Heading);
    let message = Message::new(when, sender, kind, place);
    let told = quotes(&item.body, item.send_time);
    out.message(Message {
        edited: Some(item.update_time > 0 && kind != Kind::Unsent),
        // words of another are not those of whoever quotes them, and nothing else
        text: Some(item.body).filter(|body| !is_quote(body)),
        attachments,
        ..message
    })?;
    // whoever changed or deleted it did so then
    if item.update_time > 0 {
        let at = When::utc(item.update_time).unwrap_or_else(|| When::words(&item.update_time.to_string()));
        out.edit(at, sender, place)?;
    } else if kind == Kind::Unsent {
        out.edit(When::words(""), sender, place)?;
    }
    if more {
        out.edit(When::words(""), None, place)?;
    }
    // what is quoted with its moment was sent then, here or in another room
    for (by, at) in told.into_iter().filter(|(by, _)| *by != id) {
        let by = out.participant(&by, "");
        if let Some(at) = When::utc(at).filter(|_| out.role(Some(by)) != Role::Worker) {
            out.quoted(at, by, place)?;
        }
    }
    Ok(())
}

/// `[qtmeta aid=11 time=1792454400]`: accounts, and when they wrote what is quoted; not later than the message that quotes it.
fn quotes(body: &str, until: i64) -> Vec<(String, i64)> {
    let field = |tag: &str, name: &str| {
        let value = tag.split_whitespace().find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
        Some(value.to_owned())
    };
    let tags = body.split("[qtmeta ").skip(1).filter_map(|part| part.split_once(']'));
    let told = tags.filter_map(|(tag, _)| Some((field(tag, "aid")?, field(tag, "time")?.parse().ok()?)));
    told.filter(|(_, at)| *at <= until).collect()
}

/// Is all of a message a quotation?
fn is_quote(body: &str) -> bool {
    let mut rest = body.trim();
    let mut quoted = false;
    while let Some((_, behind)) = rest.strip_prefix("[qt]").and_then(|rest| rest.split_once("[/qt]")) {
        (rest, quoted) = (behind.trim(), true);
    }
    quoted && rest.is_empty()
}

/// `[download:123]第1話.wav (864 KB)[/download]`: the names of files.
fn files(body: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in body.split("[download:").skip(1) {
        let Some((_, rest)) = part.split_once(']') else { continue };
        let Some((shown, _)) = rest.split_once("[/download]") else { continue };
        let name = shown.rsplit_once(" (").map_or(shown, |(name, _)| name);
        names.push(name.to_owned());
    }
    names
}
