//! Chatwork: the JSON of its API (`GET /rooms/{id}/messages`), a list of messages with seconds in UTC.

use super::detect::Head;
use super::json_items::{JsonItems, Piece};
use super::{Export, Format, Kind, Message, Oddity, Out, Setting, Sink, When, Why};
use crate::error::Result;
use serde::Deserialize;
use std::borrow::Cow;

pub(crate) struct Chatwork;

const WORD: &str = "chatwork";

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
        while let Some(piece) = items.next()? {
            let (place, raw) = match piece {
                Piece::Field(..) | Piece::Begin | Piece::End => continue,
                Piece::Item(place, raw) => (place, raw),
                Piece::Broken(place) => {
                    out.gap(place, Why::Record);
                    out.odd(Oddity::CutOff, place);
                    continue;
                }
            };
            let item = serde_json::from_slice::<Item<'_>>(raw).ok();
            let Some((item, when)) = item.and_then(|item| When::utc(item.send_time).map(|when| (item, when)))
            else {
                out.gap(place, Why::CutOff);
                continue;
            };
            let id = item.account.account_id.to_string();
            let sender = out.participant(&id, &item.account.name);
            let attachments = files(&item.body);
            let kind = match () {
                () if item.body.trim() == "[deleted]" => Kind::Unsent,
                () if !attachments.is_empty() => Kind::File,
                () => Kind::Text,
            };
            let message = Message::new(when, Some(sender), kind, place);
            out.message(Message {
                edited: Some(item.update_time > 0 && kind != Kind::Unsent),
                text: Some(item.body),
                attachments,
                ..message
            })?;
        }
        out.finish()
    }
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
