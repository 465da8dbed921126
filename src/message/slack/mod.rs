//! Slack's workspace export, as a ZIP or unpacked: `users.json`, and per channel a folder with one file a day.
//! Every channel is a conversation of its own.

mod item;
mod threads;

use super::archived::{Archived, entries};
use super::head::Head;
use super::json_items::{JsonItems, Piece};
use super::json_keys::{holds_something, holds_unknown};
use super::{Class, Export, Format, Kind, Message, Out, Place, Reading, Setting, Sink, When, Why};
use crate::base::error::Result;
use crate::case::memo::Role;
use item::{Attachment, File, Item, KEYS, Profile, User};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use threads::Threads;

pub(crate) struct SlackDay;
pub(crate) struct SlackZip;

const WORD: &str = "slack";

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
    let mut talk = Talk { out, users, threads: Threads::default() };
    let mut before = 0; // bytes of the days before: places count through all files
    for day in days {
        let mut items = JsonItems::new(*day, "messages")?;
        while let Some(piece) = items.next()? {
            let moved = |place| match place {
                Place::Bytes(from, to) => Place::Bytes(before + from, before + to),
                lines => lines,
            };
            match piece {
                Piece::Field(_, place, raw) if holds_something(raw) => {
                    talk.out.gap(moved(place), Why::Record)
                }
                Piece::Field(..) | Piece::Begin | Piece::End => {}
                Piece::Item(place, raw) => {
                    let place = moved(place);
                    match serde_json::from_slice::<Item<'_>>(raw) {
                        Ok(item) => {
                            let class = talk.message(item, place)?;
                            talk.out.class(class);
                            if class != Class::Gap && holds_unknown(raw, KEYS) {
                                talk.out.edit(When::words(""), None, place)?;
                            }
                        }
                        Err(_) => talk.out.lost(place, Why::Record),
                    }
                }
                Piece::Broken(place) => talk.out.lost(moved(place), Why::CutOff),
            }
        }
        before += items.position();
    }
    talk.end()
}

struct Talk<'a> {
    out: Out<'a>,
    users: &'a Users,
    threads: Threads,
}

fn moment(ts: &str) -> Option<When> {
    ts.split_once('.').map_or(ts, |(seconds, _)| seconds).parse().ok().and_then(When::utc)
}

impl Talk<'_> {
    fn user(&mut self, id: &str) -> Option<u32> {
        let name = self.users.get(id).map(String::as_str).unwrap_or_default();
        Some(self.out.participant(id, name))
    }

    fn message(&mut self, item: Item<'_>, place: Place) -> Result<Class> {
        let Some(when) = moment(&item.ts).filter(|_| item.record == "message") else {
            self.out.gap(place, Why::Record);
            return Ok(Class::Gap);
        };
        self.threads.take(&item, place, self.out.reading.count + 1);
        let (subtype, kind) = (item.subtype.as_deref(), kind(&item));
        let id = item.user.or(item.comment.and_then(|comment| comment.user)).or(item.bot_id);
        // in the place of a deleted message stands one of the service: by whom it was deleted is not told
        let id = id.or_else(|| item.username.clone()).filter(|_| kind != Kind::Unsent);
        let sender = id.map(|id| {
            let profile = item.user_profile.as_ref().map(|p| shown(p, "")).filter(|name| !name.is_empty());
            let name = self.users.get(&id).cloned().or(profile).or(item.username).unwrap_or_default();
            self.out.participant(&id, &name)
        });
        if subtype == Some("message_changed") {
            let edited = item.message.and_then(|message| message.edited);
            let who = item.editor_id.or(edited.and_then(|edited| edited.user));
            let who = who.and_then(|who| self.user(&who));
            self.out.message(Message::new(when, who, Kind::Edit, place))?;
            return Ok(Class::Edit);
        }
        let text = match item.text.contains('&') {
            true => Cow::Owned(item.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")),
            false => item.text,
        };
        self.shared(&item.attachments, &when, place)?;
        let told_of_files = item.files.iter().any(File::tells_of_somebody);
        let message = Message {
            text: Some(text).filter(|text| !text.is_empty()),
            attachments: item.files.into_iter().filter_map(|file| file.name.or(file.title)).collect(),
            edited: Some(item.edited.is_some()),
            ..Message::new(when.clone(), sender, kind, place)
        };
        let class = match kind {
            Kind::Action => Class::Service,
            Kind::Call => Class::Call,
            _ => Class::Heading,
        };
        match kind {
            Kind::Action => self.out.service(message)?,
            _ => self.out.message(message)?,
        }
        if kind == Kind::Call {
            let room = item.room;
            let until = room.as_ref().and_then(|room| When::utc(room.date_end).filter(|_| room.date_end > 0));
            let missed = room.as_ref().is_some_and(|room| room.was_missed);
            let mut heard: Vec<String> = Vec::new();
            for id in
                room.into_iter().flat_map(|room| [room.participant_history, room.participants]).flatten()
            {
                if !heard.contains(&id) {
                    heard.push(id);
                }
            }
            let until = until.unwrap_or(when.clone());
            if heard.is_empty() && !missed {
                self.out.message(Message::new(until.clone(), None, Kind::Call, place))?;
            }
            for id in heard {
                let who = self.user(&id);
                self.out.message(Message::new(until.clone(), who, Kind::Call, place))?;
            }
        }
        if let Some(inviter) = item.inviter {
            let inviter = self.user(&inviter);
            self.out.service(Message::new(when, inviter, Kind::Action, place))?;
        }
        if let Some(edited) = item.edited {
            let who = edited.user.and_then(|who| self.user(&who));
            let at = moment(&edited.ts).unwrap_or_else(|| When::words(&edited.ts));
            self.out.edit(at, who, place)?;
        }
        if told_of_files {
            self.out.edit(When::words(""), None, place)?;
        }
        let pinned = item.pinned_info.len();
        for pin in item.pinned_info.into_values() {
            let who = pin.pinned_by.and_then(|who| self.user(&who));
            let at = When::utc(pin.pinned_ts).filter(|_| pin.pinned_ts > 0);
            self.out.edit(at.unwrap_or_else(|| When::words("")), who, place)?;
        }
        if pinned < item.pinned_to.len() {
            self.out.edit(When::words(""), None, place)?;
        }
        for reaction in item.reactions {
            for user in &reaction.users {
                let sender = self.user(user);
                self.out.reaction(When::words(""), sender, &reaction.name, place)?;
            }
            if reaction.count > reaction.users.len() as u64 || reaction.users.is_empty() {
                self.out.reaction(When::words(""), None, &reaction.name, place)?;
            }
        }
        Ok(class)
    }

    /// Messages that are shown below another one: signs of those who wrote them, then.
    fn shared(&mut self, attachments: &[Attachment], until: &When, place: Place) -> Result<()> {
        for shown in attachments {
            let at = shown.stamp().and_then(|stamp| moment(&stamp)).filter(|at| at.span() <= until.span());
            match (&shown.author_id, at) {
                (Some(author), Some(at)) => {
                    if let Some(author) =
                        self.user(author).filter(|n| self.out.role(Some(*n)) != Role::Worker)
                    {
                        self.out.quoted(at, author, place)?;
                    }
                }
                (None, Some(at)) if shown.is_share || shown.is_msg_unfurl => {
                    self.out.quoted_of_nobody(at, place)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn end(mut self) -> Result<()> {
        for (after, place) in self.threads.lacking() {
            match after {
                Some(after) => self.out.gap_behind(place, after, Why::Count),
                None => self.out.gap(place, Why::Count),
            }
        }
        self.out.finish()
    }
}

/// Subtypes under which somebody says something. All others tell what somebody did.
const SAID: [&str; 7] = [
    "bot_message",
    "me_message",
    "file_share",
    "thread_broadcast",
    "reply_broadcast",
    "file_comment",
    "slackbot_response",
];

fn kind(item: &Item<'_>) -> Kind {
    match item.subtype.as_deref() {
        Some("tombstone" | "message_deleted") => Kind::Unsent,
        Some("huddle_thread" | "sh_room_created" | "sh_room_shared") => Kind::Call,
        Some(subtype) if !SAID.contains(&subtype) => Kind::Action,
        _ if item.text.is_empty() && !item.files.is_empty() => Kind::File,
        _ => Kind::Text,
    }
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
