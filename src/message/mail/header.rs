//! Fields of a mail: who stands in them, and when.

use super::date;
use super::fields::Field;
use crate::message::{When, Zone};
use mail_parser::{HeaderName, MessageParser};

/// What decodes MIME. Of fields that hold a time it gives the raw text alone: its own reading of one can swallow the field
/// below.
pub(crate) fn parser() -> MessageParser {
    let mime = MessageParser::new().with_mime_headers().with_address_headers();
    mime.header_text(HeaderName::Subject).default_header_raw()
}

/// Everybody in a field of addresses: name and address.
pub(super) fn people_of(field: &Field<'_>) -> Vec<(String, String)> {
    // by itself, under a name that is read as such a field
    let alone = [b"From:", field.value(), b"\r\n\r\n"].concat();
    let alone = parser().parse(&alone);
    let people = alone.as_ref().and_then(|alone| alone.from()).into_iter().flat_map(|people| people.iter());
    let people = people.map(|person| {
        let address = person.address().map(str::to_lowercase).unwrap_or_default();
        (person.name().unwrap_or_default().to_owned(), address)
    });
    people.collect()
}

/// What is to be told of a date, beside the moment.
pub(super) struct Facts {
    pub(super) fits: bool,
    pub(super) without_zone: bool,
}

pub(super) fn sent_at(field: &Field<'_>, zone: Zone) -> Option<(When, Facts)> {
    let written = text_of(field);
    let plain = date::without_comments(&written)?;
    let date = date::read(&plain)?;
    let when = date.when(zone, &written)?;
    Some((when, Facts { fits: date.fits, without_zone: date.is_without_zone() }))
}

/// When it arrived at the server that wrote the field.
pub(super) fn received_at(field: &Field<'_>) -> Option<When> {
    let plain = date::without_comments(&text_of(field))?;
    let (_, written) = plain.rsplit_once(';')?;
    date::read(written).filter(|date| !date.is_without_zone())?.when(Zone::ASSUMED, written)
}

pub(super) fn text_of(field: &Field<'_>) -> String {
    String::from_utf8_lossy(field.value()).into_owned()
}
