//! One mail as it travelled: mail-parser takes its MIME apart.

use super::acts;
use super::attached::{Attached, Brought, is_mail};
use super::fields::{Parts, WORD};
use super::header::{parser, received_at};
use super::letter::{Letter, author, quotes, texts_of, when};
use super::mbox;
use crate::base::error::Result;
use crate::case::memo::Role;
use crate::message::page::{self, Breaks};
use crate::message::{Class, Out, People, Place, Setting, When, Why};
use mail_parser::{MimeHeaders as _, PartType};
use std::borrow::Cow;

/// Reads a mail, and gives what it brings along.
pub(super) fn message(
    out: &mut Out<'_>,
    bytes: &[u8],
    place: Place,
    setting: &Setting,
) -> Result<Vec<Brought>> {
    let parts = Parts::of(bytes);
    let (from, date) = (parts.all("from").count(), parts.all("date").count());
    let Some(mail) = parser().parse(bytes).filter(|_| from + date > 0) else {
        out.class(Class::Gap);
        out.gap(place, Why::Record); // neither a date nor a sender: this is no mail
        return Ok(Vec::new());
    };
    out.class(Class::Heading);
    quotes(out, &parts, texts(&mail), place, setting)?;
    // a field that one of the two does not see is in no other's value
    if !agree(&mail, &parts) {
        out.gap_within(place, Why::Record);
    }
    let received: Vec<When> = parts.all("received").filter_map(received_at).collect();
    let when = when(out, &parts, &received, place, setting.zone);
    let (name, address) = author(out, &parts, place);
    let letter = Letter {
        when,
        received: received.first().cloned(),
        name,
        address,
        subject: mail.subject().unwrap_or_default().to_owned(),
        body: body(&mail),
        attachments: mail
            .attachments()
            .map(|part| part.attachment_name().unwrap_or("(unnamed)").to_owned())
            .collect(),
    };
    let (sent, author) = (letter.when.clone(), letter.address.clone());
    letter.hand_on(out, &parts, place, setting)?;
    for part in &mail.parts {
        let contents = part.contents();
        let kind = kind_of(part);
        let text = || String::from_utf8_lossy(contents);
        if contents.trim_ascii_start().starts_with(b"BEGIN:VCALENDAR") || kind == "text/calendar" {
            acts::calendar(out, &text(), &sent, place, setting)?;
        } else if kind == "message/disposition-notification" && !is_clients(&author, setting) {
            acts::shown(out, &text(), &sent, place, setting)?;
        }
    }
    // a mail that was forwarded as a whole is a sign of who wrote it
    let forwarded = forwarded(&mail, bytes).into_iter().map(|inner| Brought::Mail(inner.into_owned()));
    let files = mail.attachments().filter(|part| part.message().is_none()).filter_map(|part| {
        let (name, kind) = (part.attachment_name().unwrap_or_default(), kind_of(part));
        Attached { name, kind, bytes: part.contents() }.brought()
    });
    Ok(forwarded.chain(files).collect())
}

/// The type that a mail gives a part.
fn kind_of(part: &mail_parser::MessagePart<'_>) -> String {
    let kind = part.content_type();
    let kind = kind.map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    kind.unwrap_or_default().to_lowercase()
}

fn is_clients(author: &str, setting: &Setting) -> bool {
    People::said_of(&setting.people.by_name(WORD), author) == Some(Role::Client)
}

/// All texts of a mail, whatever part they stand in. A mail that is attached is read as one.
fn texts(mail: &mail_parser::Message<'_>) -> Vec<String> {
    let texts = mail.parts.iter().flat_map(|part| match &part.body {
        PartType::Html(html) => texts_of(html),
        PartType::Text(text) if !is_mail(part.contents()) && kind_of(part) != "text/calendar" => {
            vec![text.clone().into_owned()]
        }
        _ => Vec::new(),
    });
    texts.collect()
}

/// The first text of a mail.
fn body(mail: &mail_parser::Message<'_>) -> String {
    let body = match mail.text_part(0).map(|part| &part.body) {
        Some(PartType::Html(html)) => page::letter(html, Breaks::Folded),
        Some(PartType::Text(text)) => text.clone().into_owned(),
        _ => String::new(),
    };
    body.trim_end().to_owned()
}

/// The mails that a mail brings along.
fn forwarded<'m>(mail: &'m mail_parser::Message<'_>, bytes: &'m [u8]) -> Vec<Cow<'m, [u8]>> {
    let part = |part: &'m mail_parser::MessagePart<'_>| {
        let inner = part.message()?;
        match part.encoding {
            mail_parser::Encoding::None => {
                let (from, to) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
                Some(Cow::Borrowed(bytes.get(from..to)?))
            }
            _ => Some(Cow::Borrowed(inner.raw_message())),
        }
    };
    mail.parts.iter().filter_map(part).collect()
}

/// Do both readers see the same fields?
fn agree(mail: &mail_parser::Message<'_>, parts: &Parts<'_>) -> bool {
    let theirs = mail.headers().iter().map(|header| header.name().to_ascii_lowercase().into_bytes());
    let ours = parts.headers.iter().filter(|field| mbox::field(field.raw).is_some());
    theirs.eq(ours.map(|field| field.name().to_ascii_lowercase()))
}
