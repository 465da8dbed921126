//! Reads a whole memo: line by line first, then the dates in the light of all lines.

use super::calendar::{self, Day};
use super::clock;
use super::draft::{self, Draft};
use super::item::{self, Heading, Item, Shape};
use super::line::{Line, line, lines};
use super::model::{Entry, Event, Memo, TooLarge};
use super::money::Money;
use super::notice::{Notice, NoticeKind};
use super::people::{self, Channel, Named, Outside, Permission, Role};
use super::plain::Plain;
use super::settle::Setting;
use super::year::Anchor;
use super::zone;
use crate::base::limits::Limits;
use crate::base::time::Basis;
use crate::case::Specification;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};

impl Memo {
    /// Reads a memo. Fails only beyond a limit; whatever else is odd becomes a notice.
    #[cfg(feature = "messages")]
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, TooLarge> {
        use super::decode::{Ground, decode};
        if bytes.len() as u64 > limits.memo {
            return Err(TooLarge::Memo { limit: limits.memo });
        }
        let decoded = decode(bytes);
        let mut reader = Reader::default();
        if let Ground::Guessed(name) = decoded.ground {
            reader.notices.push(Notice::of_file(NoticeKind::EncodingGuessed).text("encoding", name));
        }
        if let Ok(count @ 1..) = u64::try_from(decoded.unreadable) {
            reader.notices.push(Notice::of_file(NoticeKind::CharactersUnreadable).count("count", count));
        }
        reader.text(&decoded.text, limits)
    }

    /// Reads the text of a memo; the same, where nobody has to find out in which encoding it is.
    pub fn of_text(text: &str, limits: &Limits) -> Result<Self, TooLarge> {
        if text.len() as u64 > limits.memo {
            return Err(TooLarge::Memo { limit: limits.memo });
        }
        Reader::default().text(text, limits)
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
    drafts: Vec<Draft>,
    names: Vec<Named>,
    outside: Vec<Outside>,
    notices: Vec<Notice>,
    keys: HashSet<String>,
    /// How often a key was asked for, so that many equal lines stay cheap.
    asked: HashMap<String, u32>,
    first_lines: HashMap<String, u32>,
}

impl Reader {
    fn text(mut self, text: &str, limits: &Limits) -> Result<Memo, TooLarge> {
        // a control character takes six bytes in a fact line; the rest of the line is short
        let line_limit = limits.fact_line.saturating_sub(1 << 10) / 6;
        for (number, text) in lines(text) {
            if text.len() > line_limit {
                return Err(TooLarge::Line { line: number, limit: line_limit as u64 });
            }
            self.line(number, text.trim());
        }
        Ok(self.finish())
    }

    fn line(&mut self, number: u32, text: &str) {
        match line(text) {
            Line::Nothing => {}
            Line::NoColon => self.note(number, text, NoticeKind::NoColon, text),
            Line::Unknown { name } => self.note(number, text, NoticeKind::UnknownName, name),
            Line::Known { value: "", .. } => {}
            Line::Known { heading: Heading::UnclearDelivery, name, .. } => {
                self.note(number, text, NoticeKind::DeliveryUnclear, name);
            }
            Line::Known { heading: Heading::Item(item), name, aside, value } => {
                self.item(number, item, name, &with_aside(value, aside.as_deref()));
            }
            Line::Known { heading: Heading::Event(kind, actor), aside, value, .. } => {
                let value = with_aside(value, aside.as_deref());
                let fee = self.fee();
                match draft::draft(number, kind, actor, &value, fee.as_ref(), &mut self.notices) {
                    Ok(draft) => self.drafts.push(draft),
                    Err(why) => return self.note(number, text, why.notice(), text),
                }
                let same = format!("{} {} {value}", kind.word(), actor.word());
                self.again(number, same, NoticeKind::EventTwice, &value);
            }
            Line::Known { heading: Heading::Name, aside, value, .. } => {
                self.name(number, aside.as_deref(), value)
            }
            Line::Known { heading: Heading::Outside, aside, name, value } => {
                let channel = aside.as_deref().and_then(Channel::named);
                self.outside(number, channel, name, &with_aside(value, aside.as_deref()), value);
            }
        }
    }

    /// The fee, as far as the lines that were read state it.
    fn fee(&self) -> Option<Money> {
        let fee = self.entries.iter().find(|entry| entry.item == Some(Item::Fee))?;
        Money::read(&fee.value)
    }

    /// Keeps a whole line that has no better place.
    fn note(&mut self, line: u32, text: &str, kind: NoticeKind, written: &str) {
        self.notices.push(Notice::about(line, kind, written));
        self.entry(line, &format!("note.{line}"), text, None);
    }

    fn item(&mut self, line: u32, item: Item, name: &str, value: &str) {
        if !matches!(item, Item::Remarks | Item::ReadingAnswer) {
            let of_file = if item == Item::CopiedAt { item::file_beside(value).1 } else { None };
            let what = of_file.map_or(item.key().to_owned(), |file| format!("{} {file}", item.key()));
            self.again(line, what, NoticeKind::Twice, name);
        }
        self.entry(line, item.key(), value, Some(item));
        match item.shape() {
            Shape::Fee if Money::read(value).is_none() => {
                self.notices.push(Notice::about(line, NoticeKind::FeeUnread, value));
            }
            Shape::Zone if zone::named(value).is_none() => {
                self.notices.push(Notice::about(line, NoticeKind::ZoneUnknown, value));
            }
            Shape::Measure if !Specification::is_read(item.key(), value) => {
                self.notices.push(Notice::about(line, NoticeKind::MeasureUnread, value));
            }
            _ => {}
        }
    }

    fn name(&mut self, line: u32, aside: Option<&str>, value: &str) {
        let channel = aside.and_then(Channel::named);
        let key = channel.as_ref().map_or("name".to_owned(), |channel| format!("name.{}", channel.as_str()));
        self.entry(line, &key, value, None);
        let (name, role) = people::name_and_role(value);
        if role.is_none() {
            self.notices.push(Notice::about(line, NoticeKind::RoleUnclear, value));
        }
        self.names.push(Named { line, channel, name: name.to_owned(), role: role.unwrap_or(Role::Unknown) });
    }

    fn outside(&mut self, line: u32, channel: Option<Channel>, name: &str, whole: &str, value: &str) {
        let Some(channel) = channel else {
            self.notices.push(Notice::about(line, NoticeKind::ChannelMissing, whole));
            return self.entry(line, "outside", whole, None);
        };
        let key = format!("outside.{}", channel.as_str());
        self.again(line, key.clone(), NoticeKind::Twice, name);
        self.entry(line, &key, value, None);
        let permission = Permission::named(value).unwrap_or_else(|| {
            self.notices.push(Notice::about(line, NoticeKind::PermissionUnclear, value));
            Permission::Unknown
        });
        self.outside.push(Outside { line, channel, permission });
    }

    /// Tells that something stands a second time.
    fn again(&mut self, line: u32, what: String, kind: NoticeKind, written: &str) {
        let first = *self.first_lines.entry(what).or_insert(line);
        if first != line {
            self.notices.push(Notice::about(line, kind, written).count("first", first));
        }
    }

    /// Adds an entry under a key of its own: `fee`, then `fee.2`, `fee.3`.
    fn entry(&mut self, line: u32, key: &str, value: &str, item: Option<Item>) {
        let asked = self.asked.entry(key.to_owned()).or_insert(0);
        let key = loop {
            *asked += 1;
            let key = if *asked == 1 { key.to_owned() } else { format!("{key}.{asked}") };
            if self.keys.insert(key.clone()) {
                break key;
            }
        };
        self.entries.push(Entry { line, key, value: value.to_owned(), item, at: None });
    }

    fn finish(mut self) -> Memo {
        let zones = self.entries.iter().filter(|entry| entry.item == Some(Item::Zone));
        let named = zones.take(1).find_map(|entry| zone::named(&entry.value));
        let zone = named.unwrap_or(zone::DEFAULT);
        let basis = if named.is_some() { Basis::Declared } else { Basis::Assumed };
        let setting = Setting { zone: (zone, basis), anchor: self.anchor() };
        for entry in &mut self.entries {
            date_of(entry, setting, &mut self.notices);
        }
        self.missing_rounds();
        let Self { entries, drafts, names, outside, mut notices, .. } = self;
        let events: Vec<Event> =
            drafts.into_iter().map(|draft| settled(draft, setting, &mut notices)).collect();
        notices.sort_by_key(|notice| notice.line);
        Memo { entries, events, names, outside, zone, notices }
    }

    /// The dates with a year of all lines, and the escrow date's among them.
    fn anchor(&self) -> Option<Anchor> {
        let of_entry = |entry: &Entry| match calendar::find(Plain::new(&entry.value).chars())?.day {
            Day::Full(day) => Some(day),
            _ => None,
        };
        let dated = self.entries.iter().filter(|entry| entry.item.is_some_and(|i| i.shape() == Shape::Date));
        let mut escrow = None;
        let mut dates: Vec<NaiveDate> = Vec::new();
        for entry in dated {
            let Some(day) = of_entry(entry) else { continue };
            if entry.item == Some(Item::EscrowDate) && escrow.is_none() {
                escrow = Some(day);
            }
            dates.push(day);
        }
        let of_draft = |draft: &Draft| match draft.date.as_ref()?.0.day {
            Day::Full(day) => Some(day),
            _ => None,
        };
        dates.extend(self.drafts.iter().filter_map(of_draft));
        Anchor::of(escrow, &dates)
    }

    /// With several rounds in the memo, a delivery or a receipt of no round cannot be placed.
    fn missing_rounds(&mut self) {
        let rounds: BTreeSet<_> = self.drafts.iter().filter_map(|draft| draft.round).collect();
        if rounds.len() < 2 {
            return;
        }
        for draft in self.drafts.iter().filter(|draft| draft.kind.needs_round() && draft.round.is_none()) {
            self.notices.push(Notice::new(draft.line, NoticeKind::RoundMissing));
        }
    }
}

/// What stands in parentheses behind a name belongs to the value: `報酬(税込): 22,000円`.
fn with_aside(value: &str, aside: Option<&str>) -> String {
    aside.map_or_else(|| value.to_owned(), |aside| format!("{value}({aside})"))
}

fn date_of(entry: &mut Entry, setting: Setting, notices: &mut Vec<Notice>) {
    if entry.item.is_none_or(|item| item.shape() != Shape::Date) {
        return;
    }
    let mut plain = Plain::new(item::file_beside(&entry.value).0);
    let Some(found) = calendar::find(plain.chars()) else {
        notices.push(Notice::about(entry.line, NoticeKind::DateMissing, &entry.value));
        return;
    };
    let written = plain.take(found.part.clone());
    if calendar::find(plain.chars()).is_some() {
        notices.push(Notice::about(entry.line, NoticeKind::SeveralDates, &entry.value));
    }
    if found.clock.is_none()
        && let Some(part) = clock::find(plain.chars())
    {
        notices.push(Notice::about(entry.line, NoticeKind::TimeUnread, plain.written(part)));
    }
    entry.at = Some(setting.moment(entry.line, &found, &written, notices));
}

fn settled(draft: Draft, setting: Setting, notices: &mut Vec<Notice>) -> Event {
    let line = draft.line;
    let mut day = None;
    let at = draft.date.map(|(found, written)| {
        let at = setting.moment(line, &found, &written, notices);
        day = setting.day(line, &found, &written, &mut Vec::new());
        at
    });
    // a link's end without a year is the next such day after the link was sent
    let after = Setting { anchor: day.map(Anchor::at).or(setting.anchor), ..setting };
    let expiry = draft.expiry.map(|expiry| {
        let at = expiry.date.map(|found| after.moment(line, &found, &expiry.written, notices));
        (expiry.written, at)
    });
    Event {
        line,
        kind: draft.kind,
        actor: draft.actor,
        round: draft.round,
        at,
        quote: draft.quote,
        address: draft.address,
        expiry,
        checked: draft.checked,
        result: draft.result,
        note: draft.note,
    }
}
