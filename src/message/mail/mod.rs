//! E-mail: one message (`.eml`), or a mailbox (mbox) that our own splitter takes apart. mail-parser decodes MIME,
//! encoded words and Japanese bodies; dates and the bounds of header fields are read by us.

mod attached;
mod date;
pub(crate) mod fields;
mod harmless;
mod mbox;
mod notice;
mod outlook;
mod quoted;

use super::head::Head;
use super::{
    Class, Export, Format, Kind, Message, Oddity, Out, People, Place, Reading, Setting, Sink, When, Why, Zone,
};
use crate::base::error::{Error, Result};
use crate::case::memo::Role;
use attached::{Attached, is_mail};
use fields::{Field, Parts};
use mail_parser::{Addr, HeaderName, MessageParser, MimeHeaders as _};
use mbox::{Piece, Splitter};
use notice::{Named, Notice, holds_name};
use quoted::{Quoted, Quoting, offset_of};
use std::borrow::Cow;
use std::io::Read as _;

pub(crate) use fields::WORD;
pub(crate) use outlook::OutlookMail;

pub(crate) struct Mail;
pub(crate) struct Mbox;

/// Largest mail that is read: providers take 25 to 50 MB, in base64 a third more.
pub const MAX_MAIL: usize = 96 << 20;

impl Format for Mail {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let headers = headers(&head.lines);
        let has = |name: &str| headers.iter().any(|h| h.eq_ignore_ascii_case(name));
        let marks =
            ["Received", "Message-ID", "MIME-Version", "Content-Type", "Return-Path", "To", "Subject"];
        let marks = marks.iter().filter(|name| has(name)).count();
        match (has("From") && has("Date"), marks) {
            (true, 2..) => 95,
            (true, 1) => 70,
            (false, 3..) if has("From") => 60,
            _ => 0,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut bytes = Vec::new();
        export.open()?.take(MAX_MAIL as u64 + 1).read_to_end(&mut bytes).map_err(Error::read)?;
        if bytes.len() > MAX_MAIL {
            return sink.conversation(Reading { not_understood: true, ..Reading::new(WORD) });
        }
        let mut out = Out::new(WORD, setting, sink);
        out.reading.dialect = Some("eml");
        let place = Place::Bytes(0, bytes.len() as u64);
        message(&mut out, &bytes, place, setting, 0)?;
        out.finish()
    }
}

/// Names of the headers at the beginning of a mail.
fn headers(lines: &[String]) -> Vec<&str> {
    let name = |line: &String| {
        line.find(':').filter(|at| {
            let name = &line.as_bytes()[..*at];
            !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        })
    };
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match name(line) {
            _ if line.trim().is_empty() => break,
            Some(at) => found.push(&line[..at]),
            None if i > 0 && line.starts_with([' ', '\t']) => {}
            None => return Vec::new(),
        }
    }
    found
}

/// What decodes MIME. Of fields that hold a time it gives the raw text alone: its own reading of one can swallow the field
/// below.
pub(crate) fn parser() -> MessageParser {
    let mime = MessageParser::new().with_mime_headers().with_address_headers();
    mime.header_text(HeaderName::Subject).default_header_raw()
}

fn message(out: &mut Out<'_>, bytes: &[u8], place: Place, setting: &Setting, depth: u8) -> Result<()> {
    let parts = Parts::of(bytes);
    let (from, date) = (parts.all("from").count(), parts.all("date").count());
    let Some(mail) = parser().parse(bytes).filter(|_| from + date > 0) else {
        out.class(Class::Gap);
        out.gap(place, Why::Record); // neither a date nor a sender: this is no mail
        return Ok(());
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
    if sent_by_client(&parts, &address, setting) {
        out.gap_within(place, Why::Sender); // in the name of another
    }
    let letter = Letter {
        when,
        received: received.first().cloned(),
        name,
        address,
        subject: mail.subject().unwrap_or_default().to_owned(),
        body: mail.body_text(0).unwrap_or_default().trim_end().to_owned(),
        attachments: mail
            .attachments()
            .map(|part| part.attachment_name().unwrap_or("(unnamed)").to_owned())
            .collect(),
    };
    letter.hand_on(out, place, setting)?;
    // a mail that was forwarded as a whole is a sign of who wrote it
    for inner in forwarded(&mail, bytes) {
        match depth < DEEPEST {
            true => message(out, &inner, place, setting, depth + 1)?,
            false => out.lost(place, Why::Record),
        }
    }
    for part in mail.attachments().filter(|part| part.message().is_none()) {
        let kind = part
            .content_type()
            .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
        let kind = kind.unwrap_or_default().to_lowercase();
        let name = part.attachment_name().unwrap_or_default();
        Attached { name, kind, bytes: part.contents() }.read(out, place, setting, depth)?;
    }
    Ok(())
}

/// Does the mail say that the client sent it, and that another wrote it?
fn sent_by_client(parts: &Parts<'_>, author: &str, setting: &Setting) -> bool {
    let field = |field: &Field<'_>| text_of(field).to_lowercase();
    let clients = setting.people.by_name(WORD);
    let is_client = |name: &String| clients.get(name) == Some(&Role::Client);
    let addresses = || clients.keys().filter(|name| name.contains('@') && is_client(name));
    let of = |text: &str| addresses().any(|address| holds_name(text, address));
    !of(author) && parts.all("sender").map(field).any(|sender| of(&sender))
}

/// All texts of a mail.
fn texts(mail: &mail_parser::Message<'_>) -> Vec<String> {
    let text = |i: usize| mail.body_text(i).map(Cow::into_owned);
    let html = |i: usize| mail.body_html(i).map(|html| mail_parser::decoders::html::html_to_text(&html));
    // a mail that is attached is read as one
    let is_text =
        |part: &&mail_parser::MessagePart<'_>| part.message().is_none() && !is_mail(part.contents());
    let attached =
        mail.attachments().filter(is_text).filter_map(|part| part.text_contents().map(str::to_owned));
    let texts = (0..mail.text_body_count()).filter_map(text);
    texts.chain((0..mail.html_body_count()).filter_map(html)).chain(attached).collect()
}

/// Hands on the latest mail that one quotes which is not the client's own: it may be nowhere else. Nobody can check who
/// wrote what is quoted, so that its sender is not known.
fn quotes(
    out: &mut Out<'_>,
    parts: &Parts<'_>,
    texts: Vec<String>,
    place: Place,
    setting: &Setting,
) -> Result<()> {
    let sent = parts.single("date").and_then(|field| sent_at(field, setting.zone)).map(|(when, _)| when);
    let sent = sent.or_else(|| parts.all("received").find_map(received_at));
    let roles = setting.people.by_name(WORD);
    let by_client = alone(parts).is_some_and(|(name, address)| {
        [name, address].iter().any(|name| People::said_of(&roles, name) == Some(Role::Client))
    });
    let Some(when) = sent.filter(|_| !by_client) else { return Ok(()) };
    let quoting = Quoting { texts: &texts, when: &when, offset: offset_of(&when), setting };
    match quoting.latest() {
        Some(Quoted { when, header }) => {
            let text = Some(Cow::Owned(header));
            out.service(Message { text, ..Message::new(when, None, Kind::Action, place) })
        }
        None => Ok(()),
    }
}

/// Who wrote the mail: the name that it shows, and the address. By itself: no field above can swallow it.
fn author(out: &mut Out<'_>, parts: &Parts<'_>, place: Place) -> (String, String) {
    alone(parts).unwrap_or_else(|| {
        out.gap_within(place, Why::Sender);
        Default::default()
    })
}

/// The one author; none where there are several.
fn alone(parts: &Parts<'_>) -> Option<(String, String)> {
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
struct Letter {
    when: When,
    received: Option<When>,
    name: String,
    address: String,
    subject: String,
    body: String,
    attachments: Vec<String>,
}

impl Letter {
    /// Hands it on as a message of whoever wrote it; a notice, of whom it names.
    fn hand_on(self, out: &mut Out<'_>, place: Place, setting: &Setting) -> Result<()> {
        let Self { when, received, name, address, subject, body, attachments } = self;
        let notice = Notice { shown: &name, address: &address, subject: &subject, body: &body };
        let mut named = notice.named(&setting.people).into_iter().map(|named| match named {
            Named::Person(name) => Some(name),
            Named::Somebody => None,
        });
        let sender = match named.next() {
            Some(name) => name.map(|name| out.participant(&name, &name)),
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
            ..Message::new(when.clone(), sender, Kind::Mail, place)
        })?;
        // a notice that tells of several people is a sign of each
        for name in named {
            let sender = name.map(|name| out.participant(&name, &name));
            out.service(Message::new(when.clone(), sender, Kind::Action, place))?;
        }
        Ok(())
    }
}

/// Mails within mails that are looked into.
const DEEPEST: u8 = 3;

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

/// When the mail was sent, as it says itself; by its arrival where it does not say.
fn when(out: &mut Out<'_>, parts: &Parts<'_>, received: &[When], place: Place, zone: Zone) -> When {
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

/// What is to be told of a date, beside the moment.
struct Facts {
    fits: bool,
    without_zone: bool,
}

fn sent_at(field: &Field<'_>, zone: Zone) -> Option<(When, Facts)> {
    let written = text_of(field);
    let plain = date::without_comments(&written)?;
    let date = date::read(&plain)?;
    let when = date.when(zone, &written)?;
    Some((when, Facts { fits: date.fits, without_zone: date.is_without_zone() }))
}

/// When it arrived at the server that wrote the field.
fn received_at(field: &Field<'_>) -> Option<When> {
    let plain = date::without_comments(&text_of(field))?;
    let (_, written) = plain.rsplit_once(';')?;
    date::read(written).filter(|date| !date.is_without_zone())?.when(Zone::ASSUMED, written)
}

fn text_of(field: &Field<'_>) -> String {
    String::from_utf8_lossy(field.value()).into_owned()
}

/// When the mail arrived, by its first `Received` field, which the last server wrote; else when it was sent.
pub(crate) fn arrival(parts: &Parts<'_>) -> Option<When> {
    let sent = || parts.single("date").and_then(|field| sent_at(field, Zone::ASSUMED)).map(|(when, _)| when);
    parts.all("received").find_map(received_at).or_else(sent)
}

/// Do both readers see the same fields?
fn agree(mail: &mail_parser::Message<'_>, parts: &Parts<'_>) -> bool {
    let theirs = mail.headers().iter().map(|header| header.name().to_ascii_lowercase().into_bytes());
    let ours = parts.headers.iter().filter(|field| mbox::field(field.raw).is_some());
    theirs.eq(ours.map(|field| field.name().to_ascii_lowercase()))
}

impl Format for Mbox {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let Some((first, rest)) = head.lines.split_first() else { return 0 };
        let fields = headers(rest);
        let of_mail =
            |name: &&str| ["from", "date", "received", "to"].iter().any(|f| name.eq_ignore_ascii_case(f));
        match () {
            () if !mbox::may_separate(first.as_bytes()) || fields.is_empty() => 0,
            () if mbox::is_envelope(first.as_bytes()) || fields.iter().any(of_mail) => 98,
            () => 0,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let mut out = Out::new(WORD, setting, sink);
        out.reading.dialect = Some("mbox");
        let mut splitter = Splitter::new(export.open()?);
        let (mut mail, mut start, mut position) = (Vec::new(), 0u64, 0u64);
        let (mut open, mut too_long) = (false, false);
        while let Some((length, piece)) = splitter.next()? {
            match piece {
                Piece::Separator => {
                    if open {
                        one(&mut out, &mail, Place::Bytes(start, position), too_long, setting)?;
                    }
                    mail.clear();
                    (start, open, too_long) = (position, true, false);
                }
                Piece::Line(line) if !open => {
                    let blank = line.trim_ascii().is_empty();
                    out.class(if blank { Class::Blank } else { Class::Gap });
                    if !blank {
                        out.gap(Place::Bytes(position, position + length), Why::Record);
                    }
                }
                Piece::Line(line) if mail.len() + line.len() > MAX_MAIL => too_long |= !line.is_empty(),
                Piece::Line(line) => {
                    // ">From " was written for "From ": undone here, in derived text alone
                    let quoted = line.iter().take_while(|b| **b == b'>').count();
                    let escaped = quoted > 0 && line[quoted..].starts_with(b"From ");
                    mail.extend_from_slice(&line[usize::from(escaped)..]);
                }
            }
            position += length;
        }
        if open {
            one(&mut out, &mail, Place::Bytes(start, position), too_long, setting)?;
        }
        out.finish()
    }
}

fn one(out: &mut Out<'_>, mail: &[u8], place: Place, too_long: bool, setting: &Setting) -> Result<()> {
    if too_long {
        out.class(Class::Gap);
        out.gap(place, Why::TooLong);
        out.odd(Oddity::TextTooLong, place);
        return Ok(());
    }
    message(out, mail, place, setting, 0)
}
