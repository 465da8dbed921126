//! What a mail says, in whichever form it was kept: who wrote it and when, what it quotes; handed on as a message.

use super::acts::{by_program, is_bounce, sent_again, sent_for_client};
use super::fields::{Parts, WORD};
use super::header::{parser, received_at, sent_at, text_of};
use super::notice::{Named, Notice};
use super::quoted::{Found, Quoted, Quoting, offset_of};
use crate::base::error::Result;
use crate::case::memo::Role;
use crate::message::page::{Breaks, letter};
use crate::message::people::form;
use crate::message::{Kind, Message, Oddity, Out, People, Place, Setting, When, Why, Zone};
use mail_parser::Addr;
use std::borrow::Cow;

/// Mails within mails that are looked into.
pub(super) const DEEPEST: u8 = 3;

/// The texts of a mail in HTML, in reading order: as it is shown, and with the breaks of the source where it has such.
pub(super) fn texts_of(html: &str) -> Vec<String> {
    let lower = html.to_ascii_lowercase();
    let keeps = lower.contains("<pre") || lower.contains("white-space");
    let kept = keeps.then(|| letter(html, Breaks::Kept));
    std::iter::once(letter(html, Breaks::Folded)).chain(kept).collect()
}

/// Hands on the latest mail that one quotes which is not the client's own: it may be nowhere else. Nobody can check who
/// wrote what is quoted, so that its sender is not known.
pub(super) fn quotes(
    out: &mut Out<'_>,
    parts: &Parts<'_>,
    texts: Vec<String>,
    place: Place,
    setting: &Setting,
) -> Result<()> {
    let sent = parts.single("date").and_then(|field| sent_at(field, setting.zone)).map(|(when, _)| when);
    let sent =
        sent.filter(|when| when.span().is_some()).or_else(|| parts.all("received").find_map(received_at));
    let roles = setting.people.by_name(WORD);
    let author = alone(parts);
    let is = |role: Role| {
        let names = author.as_ref().map(|(name, address)| [name, address]);
        names.is_some_and(|names| names.iter().any(|name| People::said_of(&roles, name) == Some(role)))
    };
    if is(Role::Client) {
        return Ok(());
    }
    let (when, of_worker) = (sent.as_ref(), is(Role::Worker));
    let quoting = Quoting { texts: &texts, when, offset: when.and_then(offset_of), of_worker, setting };
    let Found { latest, cut } = quoting.found();
    if cut {
        out.gap_within(place, Why::TooLong);
    }
    match latest {
        Some(Quoted { when, header }) => {
            let text = Some(Cow::Owned(header)).filter(|text: &Cow<'_, str>| !text.is_empty());
            out.service(Message { text, ..Message::new(when, None, Kind::Action, place) })
        }
        None => Ok(()),
    }
}

/// Who wrote the mail: the name that it shows, and the address. By itself: no field above can swallow it.
pub(super) fn author(out: &mut Out<'_>, parts: &Parts<'_>, place: Place) -> (String, String) {
    alone(parts).unwrap_or_else(|| {
        out.gap_within(place, Why::Sender);
        Default::default()
    })
}

/// The one author; none where there are several.
pub(super) fn alone(parts: &Parts<'_>) -> Option<(String, String)> {
    let alone = parts.single("from").map(|field| [field.raw, b"\r\n\r\n"].concat()).unwrap_or_default();
    let alone = parser().parse(&alone);
    let authors: Vec<&Addr<'_>> = alone
        .as_ref()
        .and_then(|alone| alone.from())
        .map(|from| from.iter().filter(|author| author.address().is_some()).collect())
        .unwrap_or_default();
    if parts.all("from").count() > 1 || authors.len() > 1 {
        return None;
    }
    let address = authors.first().and_then(|author| author.address()).map(str::to_lowercase);
    let address = address.unwrap_or_default();
    Some((authors.first().and_then(|author| author.name()).unwrap_or(&address).to_owned(), address))
}

/// A mail, taken apart.
pub(super) struct Letter {
    pub(super) when: When,
    pub(super) received: Option<When>,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) attachments: Vec<String>,
}

impl Letter {
    /// Hands it on as a message of whoever wrote it; a notice, as an act of whom it names.
    pub(super) fn hand_on(
        self,
        out: &mut Out<'_>,
        parts: &Parts<'_>,
        place: Place,
        setting: &Setting,
    ) -> Result<()> {
        sent_for_client(out, parts, (&self.name, &self.address), &self.when, place, setting)?;
        sent_again(out, parts, place, setting)?;
        let is_bounce = is_bounce(parts, &self.address, &self.subject, setting);
        let by_program = by_program(parts);
        let Self { when, received, name, address, subject, body, attachments } = self;
        let notice = Notice { shown: &name, address: &address, subject: &subject, body: &body, by_program };
        let named = if is_bounce { Vec::new() } else { notice.named(&setting.people) };
        // the words of a notice are the service's, but where it shows the name of whoever wrote them
        let is_shown = |named: &Named| {
            let shown = form(&name);
            matches!(named, Named::Person(person) if shown.strip_prefix(person.as_str()).is_some())
        };
        let kind = match () {
            () if is_bounce => Kind::System,
            () if named.first().is_none_or(is_shown) => Kind::Mail,
            () => Kind::Action,
        };
        let mut named = named.into_iter().map(|named| match named {
            Named::Person(name) => Some(name),
            Named::Somebody => None,
        });
        let sender = match named.next() {
            Some(name) => name.map(|name| out.participant(&name, &name)),
            None if is_bounce => None,
            None => Some(&address).filter(|address| !address.is_empty()).map(|a| out.participant(a, &name)),
        };
        let text = match (subject.is_empty(), body.is_empty()) {
            (true, _) => body.clone(),
            (false, true) => subject.clone(),
            (false, false) => format!("{subject}\n\n{body}"),
        };
        out.message(Message {
            text: Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty()),
            attachments,
            received,
            ..Message::new(when.clone(), sender, kind, place)
        })?;
        // a notice that tells of several people is a sign of each
        for name in named {
            let sender = name.map(|name| out.participant(&name, &name));
            out.service(Message::new(when.clone(), sender, Kind::Action, place))?;
        }
        Ok(())
    }
}

/// When the mail was sent, as it says itself; by its arrival where it does not say.
pub(super) fn when(
    out: &mut Out<'_>,
    parts: &Parts<'_>,
    received: &[When],
    place: Place,
    zone: Zone,
) -> When {
    let written = parts.all("date").next().map(text_of).unwrap_or_default();
    let date = parts.single("date").and_then(|field| sent_at(field, zone));
    let Some((when, facts)) = date else {
        return received.first().cloned().unwrap_or_else(|| When::words(written.trim()));
    };
    if !facts.fits {
        out.odd(Oddity::WeekdayDiffers, place);
    }
    if facts.without_zone && when.basis() == crate::base::time::Basis::Unknown {
        out.odd(Oddity::ZoneUnknown, place);
    }
    // a clock that is days out says nothing of when it was written
    const DAY: i64 = 24 * 3600;
    let near = |arrived: &When| {
        when.span()
            .zip(arrived.span())
            .is_none_or(|(sent, arrived)| arrived.0 - sent.1 <= DAY && sent.0 - arrived.1 <= DAY)
    };
    if !received.is_empty() && !received.iter().any(near) {
        out.odd(Oddity::ArrivalDiffers, place);
        out.gap_within(place, Why::Time);
    }
    when
}

/// When the mail arrived, by its first `Received` field, which the last server wrote; else when it was sent.
pub(crate) fn arrival(parts: &Parts<'_>) -> Option<When> {
    let sent = || parts.single("date").and_then(|field| sent_at(field, Zone::ASSUMED)).map(|(when, _)| when);
    parts.all("received").find_map(received_at).or_else(sent)
}
