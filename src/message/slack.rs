//! Slack's workspace export, as a ZIP or unpacked: `users.json`, and per channel a folder with one file a day.
//! Every channel is a conversation of its own.

use super::archived::{Archived, entries};
use super::detect::Head;
use super::json_items::{JsonItems, Piece};
use super::{Export, Format, Kind, Message, Oddity, Out, Place, Reading, Setting, Sink, When, Why};
use crate::error::Result;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

pub(crate) struct SlackDay;
pub(crate) struct SlackZip;

const WORD: &str = "slack";

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, rename = "type", default)]
    record: Cow<'a, str>,
    subtype: Option<String>,
    user: Option<String>,
    bot_id: Option<String>,
    username: Option<String>,
    #[serde(borrow, default)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    ts: Cow<'a, str>,
    edited: Option<Edited>,
    #[serde(default)]
    files: Vec<File>,
    user_profile: Option<Profile>,
    #[serde(default)]
    reactions: Vec<Reaction>,
}

#[derive(Deserialize)]
struct Edited {}

#[derive(Deserialize)]
struct File {
    name: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize, Default)]
struct Profile {
    #[serde(default)]
    real_name: String,
    #[serde(default)]
    display_name: String,
}

#[derive(Deserialize)]
struct Reaction {
    #[serde(default)]
    name: String,
    #[serde(default)]
    users: Vec<String>,
}

#[derive(Deserialize)]
struct User {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    profile: Profile,
}

/// Names of accounts by their identifiers.
pub(crate) type Users = HashMap<String, String>;

fn shown(profile: &Profile, otherwise: &str) -> String {
    let names = [&profile.display_name, &profile.real_name];
    names.into_iter().find(|name| !name.is_empty()).map_or(otherwise, |name| name).to_owned()
}

/// Reads `users.json`.
pub(crate) fn users(export: &dyn Export) -> Result<Users> {
    let mut users = Users::new();
    let mut items = JsonItems::new(export, "users")?;
    while let Some(piece) = items.next()? {
        if let Piece::Item(_, raw) = piece
            && let Ok(user) = serde_json::from_slice::<User>(raw)
        {
            let name = shown(&user.profile, &user.name);
            users.insert(user.id, name);
        }
    }
    Ok(users)
}

impl Format for SlackDay {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let is_list = head.json_begins('[');
        let message = head.keys(&["type", "ts"]) == 2 && head.keys(&["text", "subtype"]) > 0;
        let user = head.keys(&["user", "bot_id", "username"]) > 0;
        if is_list && message && user && head.keys(&["send_time"]) == 0 { 85 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        channel(&Users::new(), None, &[export], setting, sink)
    }
}

impl Format for SlackZip {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let names = &head.zip_names;
        let users = names.iter().any(|name| name == "users.json" || name.ends_with("/users.json"));
        if users && names.iter().any(|name| day_file(name).is_some()) { 95 } else { 0 }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut names = Users::new();
        let mut channels: BTreeMap<String, Vec<Archived<'_>>> = BTreeMap::new();
        for entry in entries(export)? {
            if entry.name == "users.json" || entry.name.ends_with("/users.json") {
                names = users(&Archived { export, entry })?;
            } else if let Some((channel, _)) = day_file(&entry.name) {
                let channel = channel.to_owned();
                channels.entry(channel).or_default().push(Archived { export, entry });
            }
        }
        if channels.is_empty() {
            return sink.conversation(Reading { not_understood: true, ..Reading::new("zip") });
        }
        for (name, mut days) in channels {
            days.sort_by(|a, b| a.entry.name.cmp(&b.entry.name));
            let days: Vec<&dyn Export> = days.iter().map(|day| day as &dyn Export).collect();
            channel(&names, Some(&name), &days, setting, sink)?;
        }
        Ok(())
    }
}

/// `general/2026-10-01.json`: the channel and the day.
pub(crate) fn day_file(name: &str) -> Option<(&str, &str)> {
    let (folder, file) = name.rsplit_once('/')?;
    let day = file.strip_suffix(".json")?;
    chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    Some((folder.rsplit('/').next().unwrap_or(folder), day))
}

/// Reads the day files of one channel, in their order.
pub(crate) fn channel(
    users: &Users,
    name: Option<&str>,
    days: &[&dyn Export],
    setting: &Setting,
    sink: &mut dyn Sink,
) -> Result<()> {
    let mut out = Out::new(WORD, setting, sink);
    out.reading.title = name.map(str::to_owned);
    let mut before = 0; // bytes of the days before: places count through all files
    for day in days {
        let mut items = JsonItems::new(*day, "messages")?;
        while let Some(piece) = items.next()? {
            let moved = |place| match place {
                Place::Bytes(from, to) => Place::Bytes(before + from, before + to),
                lines => lines,
            };
            match piece {
                Piece::Field(..) | Piece::Begin | Piece::End => {}
                Piece::Item(place, raw) => {
                    let place = moved(place);
                    match serde_json::from_slice::<Item<'_>>(raw) {
                        Ok(item) => message(&mut out, users, item, place)?,
                        Err(_) => out.gap(place, Why::Record),
                    }
                }
                Piece::Broken(place) => {
                    let place = moved(place);
                    out.gap(place, Why::CutOff);
                    out.odd(Oddity::CutOff, place);
                }
            }
        }
        before += items.position();
    }
    out.finish()
}

fn message(out: &mut Out<'_>, users: &Users, item: Item<'_>, place: Place) -> Result<()> {
    // seconds, a full stop, microseconds that make the stamp unique
    let seconds = item.ts.split_once('.').map_or(&*item.ts, |(seconds, _)| seconds).parse().ok();
    let Some(when) = seconds.and_then(When::utc).filter(|_| item.record == "message") else {
        out.gap(place, Why::Record);
        return Ok(());
    };
    let id = item.user.or(item.bot_id).or_else(|| item.username.clone());
    let sender = id.map(|id| {
        let profile = item.user_profile.as_ref().map(|p| shown(p, "")).filter(|name| !name.is_empty());
        let name = users.get(&id).cloned().or(profile).or(item.username).unwrap_or_default();
        out.participant(&id, &name)
    });
    let service = item.subtype.as_deref().is_some_and(|subtype| {
        !matches!(
            subtype,
            "bot_message" | "me_message" | "file_share" | "thread_broadcast" | "file_comment" | "tombstone"
        )
    });
    let kind = match item.subtype.as_deref() {
        Some("tombstone") => Kind::Unsent,
        _ if service => Kind::System,
        _ if item.text.is_empty() && !item.files.is_empty() => Kind::File,
        _ => Kind::Text,
    };
    let text = match item.text.contains('&') {
        true => Cow::Owned(item.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")),
        false => item.text,
    };
    let message = Message {
        text: Some(text).filter(|text| !text.is_empty()),
        attachments: item.files.into_iter().filter_map(|file| file.name.or(file.title)).collect(),
        edited: Some(item.edited.is_some()),
        ..Message::new(when, sender, kind, place)
    };
    out.message(message)?;
    for reaction in item.reactions {
        for user in reaction.users {
            let name = users.get(&user).map(String::as_str).unwrap_or_default();
            let sender = out.participant(&user, name);
            out.reaction(When::words(""), sender, &reaction.name, place)?;
        }
    }
    Ok(())
}

/// Files of an export that list things and hold no messages.
pub(crate) const LISTS: &[&str] = &[
    "users.json",
    "channels.json",
    "groups.json",
    "dms.json",
    "mpims.json",
    "integration_logs.json",
    "canvases.json",
    "lists.json",
    "org_users.json",
];
