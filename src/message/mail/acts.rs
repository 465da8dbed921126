//! What a mail tells of somebody beside its text: that they sent it on, that it was sent for them, that they answered an
//! invitation.

use super::fields::{Field, Parts, WORD};
use super::header::{people_of, received_at, sent_at, text_of};
use super::notice::holds_name;
use crate::base::error::Result;
use crate::case::memo::Role;
use crate::message::{Kind, Message, Out, People, Place, Setting, When};
use chrono::{NaiveDate, NaiveDateTime};

/// Fields in which a list, or a program, keeps whoever sent the mail under another name.
const SENT_FOR: [&str; 9] = [
    "sender",
    "reply-to",
    "x-original-from",
    "x-original-sender",
    "x-google-original-from",
    "original-from",
    "x-envelope-from",
    "return-path",
    "mail-reply-to",
];

fn role(setting: &Setting, name: &str, address: &str) -> Option<Role> {
    let roles = setting.people.by_name(WORD);
    let said = |name: &str| People::said_of(&roles, name).filter(|_| !name.is_empty());
    said(address).or_else(|| said(name))
}

/// A mail of another that says that the client sent it: a sign of theirs, of its own moment.
pub(super) fn sent_for_client(
    out: &mut Out<'_>,
    parts: &Parts<'_>,
    author: (&str, &str),
    when: &When,
    place: Place,
    setting: &Setting,
) -> Result<()> {
    let author = role(setting, author.0, author.1);
    if author == Some(Role::Client) {
        return Ok(());
    }
    // an answer to the worker's own mail may be asked for at any address
    let counts = |name: &&&str| author != Some(Role::Worker) || **name == "sender";
    let people = SENT_FOR.iter().filter(counts).flat_map(|name| parts.all(name)).flat_map(people_of);
    let mut clients = people.filter(|(name, address)| role(setting, name, address) == Some(Role::Client));
    match clients.next() {
        Some((name, address)) => act(out, when.clone(), (&name, &address), place),
        None => Ok(()),
    }
}

fn act(out: &mut Out<'_>, when: When, (name, address): (&str, &str), place: Place) -> Result<()> {
    let id = if address.is_empty() { name } else { address };
    let sender = (!id.is_empty()).then(|| out.participant(id, if name.is_empty() { id } else { name }));
    out.service(Message::new(when, sender, Kind::Action, place))
}

/// Somebody sent an old mail again (RFC 5322, section 3.6.6): a sign of theirs. By the worker it is none.
pub(super) fn sent_again(
    out: &mut Out<'_>,
    parts: &Parts<'_>,
    place: Place,
    setting: &Setting,
) -> Result<()> {
    let dates: Vec<&Field<'_>> = parts.all("resent-date").collect();
    for (i, by) in parts.all("resent-from").chain(parts.all("resent-sender")).enumerate() {
        // one date a block; where there are not as many, the mail arrived no earlier
        let date = dates.get(i).or_else(|| dates.first().filter(|_| dates.len() == 1));
        let when = date.and_then(|date| sent_at(date, setting.zone)).map(|(when, _)| when);
        let arrived = || parts.all("received").find_map(received_at);
        let when = when.or_else(arrived).unwrap_or_else(|| When::words(""));
        for (name, address) in people_of(by) {
            if role(setting, &name, &address) != Some(Role::Worker) {
                act(out, when.clone(), (&name, &address), place)?;
            }
        }
    }
    Ok(())
}

/// Answers to an invitation, and invitations, in a calendar (RFC 5545, RFC 5546): each a sign of who gave it, when it was
/// made; by the mail's own moment where it does not say.
pub(super) fn calendar(
    out: &mut Out<'_>,
    text: &str,
    sent: &When,
    place: Place,
    setting: &Setting,
) -> Result<()> {
    const MOST: usize = 1000;
    let lines = unfolded(text);
    let lines = || lines.iter().take(100_000).filter_map(|line| Line::of(line));
    let method = lines().find(|line| line.name == "METHOD").map(|line| line.value.to_ascii_uppercase());
    let answers = matches!(method.as_deref(), Some("REPLY" | "COUNTER" | "REFRESH"));
    let made = |line: Line<'_>| {
        let is_made = ["DTSTAMP", "LAST-MODIFIED", "CREATED"].contains(&line.name.as_str());
        is_made.then(|| stamp(line.value)).flatten()
    };
    let when = lines().filter_map(made).max().and_then(When::utc).unwrap_or_else(|| sent.clone());
    for line in lines().take(MOST) {
        let acted = match line.name.as_str() {
            "ATTENDEE" => match line.parameter("PARTSTAT") {
                Some(state) => !state.eq_ignore_ascii_case("NEEDS-ACTION"),
                None => answers,
            },
            "ORGANIZER" => !answers,
            _ => false,
        };
        if !acted {
            continue;
        }
        let address = line.value.trim().to_lowercase();
        let address = address.strip_prefix("mailto:").unwrap_or(&address);
        let name = line.parameter("CN").unwrap_or_default();
        match role(setting, name, address) {
            Some(Role::Worker | Role::Other | Role::System) => {}
            Some(Role::Client | Role::Unknown) | None => act(out, when.clone(), (name, address), place)?,
        }
    }
    Ok(())
}

/// A note that a mail was shown (RFC 8098), which a mail of another brings along.
pub(super) fn shown(
    out: &mut Out<'_>,
    text: &str,
    when: &When,
    place: Place,
    setting: &Setting,
) -> Result<()> {
    let roles = setting.people.by_name(WORD);
    let of_worker = |line: &str| {
        roles.iter().any(|(name, role)| *role == Role::Worker && name.contains('@') && holds_name(line, name))
    };
    let recipients = text.lines().filter(|line| line.to_ascii_lowercase().starts_with("final-recipient"));
    match recipients.into_iter().all(of_worker) && text.contains("inal-") {
        true => Ok(()),
        false => out.service(Message::new(when.clone(), None, Kind::Action, place)),
    }
}

/// Lines whose folds are undone.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `NAME;PARAMETER=VALUE:VALUE`
struct Line<'l> {
    name: String,
    parameters: Vec<(&'l str, &'l str)>,
    value: &'l str,
}

impl<'l> Line<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let (mut cuts, mut quoted, mut colon) = (Vec::new(), false, None);
        for (at, c) in line.char_indices() {
            match c {
                '"' => quoted = !quoted,
                ';' if !quoted => cuts.push(at),
                ':' if !quoted => {
                    colon = Some(at);
                    break;
                }
                _ => {}
            }
        }
        let colon = colon?;
        cuts.push(colon);
        let mut parts = Vec::new();
        let mut from = 0;
        for cut in cuts {
            parts.push(&line[from..cut]);
            from = cut + 1;
        }
        let parameter =
            |part: &&'l str| part.split_once('=').map(|(name, value)| (name, value.trim_matches('"')));
        let (name, rest) = parts.split_first()?;
        let name = name.trim().to_ascii_uppercase();
        // "item1.ATTENDEE"
        let name = name.rsplit('.').next().unwrap_or_default().to_owned();
        Some(Self {
            name,
            parameters: rest.iter().filter_map(parameter).collect(),
            value: &line[colon + 1..],
        })
    }

    fn parameter(&self, name: &str) -> Option<&'l str> {
        self.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// `20261103T030000Z`; without the `Z` it is of no known zone.
fn stamp(value: &str) -> Option<i64> {
    let (day, time) = value.trim().strip_suffix(['Z', 'z'])?.split_once(['T', 't'])?;
    let number = |text: &str, from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(number(day, 0, 4)?).ok()?,
        number(day, 4, 6)?,
        number(day, 6, 8)?,
    )?;
    let at: NaiveDateTime =
        date.and_hms_opt(number(time, 0, 2)?, number(time, 2, 4)?, number(time, 4, 6)?.min(59))?;
    Some(at.and_utc().timestamp())
}

/// A field that holds a mark of a program: it sends to many, or by itself.
pub(super) fn by_program(parts: &Parts<'_>) -> bool {
    let value = |name: &str| parts.all(name).next().map(|field| text_of(field).trim().to_lowercase());
    let list = parts.all("list-post").next().is_some();
    value("auto-submitted").is_some_and(|value| !value.starts_with("no"))
        || value("precedence").is_some_and(|value| ["bulk", "junk", "auto_reply"].contains(&value.as_str()))
        || value("feedback-id").is_some()
        || value("x-auto-response-suppress").is_some()
        || value("list-unsubscribe-post").is_some() && !list
}

/// A note of a mail system that a mail could not be delivered (RFC 3464): of no person.
pub(super) fn is_bounce(parts: &Parts<'_>, address: &str, subject: &str, setting: &Setting) -> bool {
    let known = role(setting, "", address);
    if known.is_some_and(|role| role != Role::System) {
        return false;
    }
    let kind =
        parts.all("content-type").next().map(|field| text_of(field).to_lowercase()).unwrap_or_default();
    let report = kind.contains("multipart/report") && kind.contains("delivery-status");
    let local: String =
        address.split('@').next().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
    let system =
        ["mailerdaemon", "postmaster", "maildaemon", "maildeliverysubsystem"].contains(&local.as_str());
    // an older one, without parts: by its subject
    let told = || {
        let subject = subject.to_lowercase();
        [
            "undeliver",
            "delivery status",
            "mail delivery failed",
            "returned mail",
            "failure notice",
            "delivery failure",
            "配信できません",
            "配信不能",
        ]
        .iter()
        .any(|word| subject.contains(word))
    };
    system && (report || told() && local != "postmaster") || report && known == Some(Role::System)
}
