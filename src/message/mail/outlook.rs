//! A mail as Outlook saves it, `.msg` ([MS-OXMSG]): a compound file with a stream for each property. Who wrote it and when
//! comes from the header that it arrived with; of a mail that never travelled, from Outlook's own properties.

use super::acts;
use super::attached::{Attached, Brought};
use super::fields::Parts;
use super::header::received_at;
use super::letter::{DEEPEST, Letter, author, quotes, texts_of, when};
use crate::base::error::Result;
use crate::message::lines::encoding_of;
use crate::message::page::{Breaks, letter};
use crate::message::{Class, Out, Place, Setting, When, Why};
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

pub(super) type File<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// Longest text of a property that is read.
const LONGEST: u64 = 8 << 20;

/// What a compound file is.
pub(super) enum Opened<'a> {
    Mail(File<'a>),
    /// A document of an office program.
    Other,
    Broken,
}

/// Opens a compound file.
pub(super) fn open(bytes: &[u8]) -> Opened<'_> {
    match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) if file.is_stream(PROPERTIES) => Opened::Mail(file),
        Ok(_) => Opened::Other,
        Err(_) => Opened::Broken,
    }
}

/// Reads a mail, and gives what it brings along. Mails that are stored inside it are read with it.
pub(super) fn read(
    out: &mut Out<'_>,
    mut file: File<'_>,
    place: Place,
    setting: &Setting,
    depth: u8,
) -> Result<Vec<Brought>> {
    let mut brought = Vec::new();
    message(out, &mut file, Path::new("/"), place, setting, depth, &mut brought)?;
    Ok(brought)
}

const PROPERTIES: &str = "/__properties_version1.0";

/// The mail in a storage.
fn message(
    out: &mut Out<'_>,
    file: &mut File<'_>,
    at: &Path,
    place: Place,
    setting: &Setting,
    depth: u8,
    brought: &mut Vec<Brought>,
) -> Result<()> {
    let properties = Properties::of(file, at);
    // a draft was never sent
    if properties.number(FLAGS).is_some_and(|flags| flags & UNSENT != 0) {
        out.lost(place, Why::Record);
        return Ok(());
    }
    let mut text = |id: u16| text(file, at, id);
    let header = text(HEADER).unwrap_or_default();
    let header = format!("{}\r\n\r\n", header.trim_end());
    let parts = Parts::of(header.as_bytes());
    let html = text(HTML).map_or_else(Vec::new, |html| texts_of(&html));
    quotes(out, &parts, text(BODY).into_iter().chain(html).collect(), place, setting)?;
    let delivered = properties.moment(DELIVERED);
    let received: Vec<When> =
        delivered.into_iter().chain(parts.all("received").filter_map(received_at)).collect();
    let submitted = properties.moment(SUBMITTED);
    let when = match parts.all("date").count() {
        0 => submitted.or_else(|| received.first().cloned()).unwrap_or_else(|| When::words("")),
        _ => when(out, &parts, &received, place, setting.zone),
    };
    let (name, address) = match parts.all("from").count() {
        0 => {
            let name = text(SENDER_NAME).or_else(|| text(FROM_NAME)).unwrap_or_default();
            let mut addresses = [SENDER_SMTP, FROM_SMTP, SENDER_ADDRESS, FROM_ADDRESS].into_iter();
            // an address of Exchange alone, "/O=…", tells nobody who it is
            let address = addresses.find_map(|id| text(id).filter(|address| address.contains('@')));
            let address = address.map(|address| address.trim().to_lowercase());
            let id = address.unwrap_or_else(|| name.clone());
            (if name.is_empty() { id.clone() } else { name }, id)
        }
        _ => author(out, &parts, place),
    };
    let subject = text(SUBJECT).unwrap_or_default();
    let body = text(BODY).or_else(|| text(HTML).map(|html| letter(&html, Breaks::Folded)));
    let body = body.unwrap_or_default().replace("\r\n", "\n").trim_end().to_owned();
    if name.is_empty() && when.span().is_none() && subject.is_empty() && body.is_empty() {
        out.lost(place, Why::Record);
        return Ok(());
    }
    out.class(Class::Heading);
    let Held { names: attachments, mails, files } = attachments(file, at);
    let letter =
        Letter { when, received: received.first().cloned(), name, address, subject, body, attachments };
    let sent = letter.when.clone();
    letter.hand_on(out, &parts, place, setting)?;
    for (_, bytes) in
        files.iter().filter(|(_, bytes)| bytes.trim_ascii_start().starts_with(b"BEGIN:VCALENDAR"))
    {
        acts::calendar(out, &String::from_utf8_lossy(bytes), &sent, place, setting)?;
    }
    for inner in mails {
        match depth < DEEPEST {
            true => message(out, file, &inner, place, setting, depth + 1, brought)?,
            false => out.lost(place, Why::Record),
        }
    }
    for (name, bytes) in files {
        let (name, kind) = (name.as_str(), String::new());
        brought.extend(Attached { name, kind, bytes: &bytes }.brought());
    }
    Ok(())
}

// identifiers of properties ([MS-OXPROPS])
const SUBJECT: u16 = 0x0037;
const SUBMITTED: u16 = 0x0039;
const FROM_NAME: u16 = 0x0042;
const FROM_ADDRESS: u16 = 0x0065;
const HEADER: u16 = 0x007D;
const SENDER_NAME: u16 = 0x0C1A;
const SENDER_ADDRESS: u16 = 0x0C1F;
const DELIVERED: u16 = 0x0E06;
const FLAGS: u16 = 0x0E07;
const BODY: u16 = 0x1000;
const HTML: u16 = 0x1013;
const SENDER_SMTP: u16 = 0x5D01;
const FROM_SMTP: u16 = 0x5D02;
const FILE_NAME: u16 = 0x3707;
const SHORT_FILE_NAME: u16 = 0x3704;
/// In [`FLAGS`].
const UNSENT: u64 = 8;

/// A stream as bytes.
fn stream(file: &mut File<'_>, path: &Path) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let mut bytes = Vec::new();
    stream.take(LONGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A text: in UTF-16, or in bytes of an encoding that is found as that of any text.
fn text(file: &mut File<'_>, at: &Path, id: u16) -> Option<String> {
    if let Some(wide) = stream(file, &at.join(format!("__substg1.0_{id:04X}001F"))) {
        let units: Vec<u16> = wide.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
        return Some(String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned());
    }
    let narrow = ["001E", "0102"]
        .iter()
        .find_map(|kind| stream(file, &at.join(format!("__substg1.0_{id:04X}{kind}"))))?;
    let encoding = encoding_of(&&narrow[..]).ok()?.encoding;
    Some(encoding.decode(&narrow).0.trim_end_matches('\0').to_owned())
}

/// What is attached to a mail.
#[derive(Default)]
struct Held {
    /// Names of all attachments.
    names: Vec<String>,
    /// The storages of mails among them.
    mails: Vec<PathBuf>,
    /// The files among them, by their names.
    files: Vec<(String, Vec<u8>)>,
}

fn attachments(file: &mut File<'_>, at: &Path) -> Held {
    const MOST: usize = 1000;
    let entries =
        file.read_storage(at).map(|all| all.take(MOST * 4).map(|e| e.path().to_owned()).collect::<Vec<_>>());
    let is_attachment = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("__attach_version1.0_"))
    };
    let mut held = Held::default();
    for path in entries.unwrap_or_default().into_iter().filter(is_attachment).take(MOST) {
        let message = path.join("__substg1.0_3701000D");
        let name = text(file, &path, FILE_NAME).or_else(|| text(file, &path, SHORT_FILE_NAME));
        let name = name.unwrap_or_else(|| "(unnamed)".to_owned());
        if file.is_storage(&message) {
            held.mails.push(message);
        } else if let Some(bytes) = stream(file, &path.join("__substg1.0_37010102")) {
            held.files.push((name.clone(), bytes));
        }
        held.names.push(name);
    }
    held
}

/// The properties of a fixed length: 16 bytes each, behind a head.
struct Properties(Vec<u8>);

impl Properties {
    fn of(file: &mut File<'_>, at: &Path) -> Self {
        let head = if at.parent().is_none() { 32 } else { 24 };
        let mut bytes = stream(file, &at.join("__properties_version1.0")).unwrap_or_default();
        Self(bytes.split_off(head.min(bytes.len())))
    }

    fn number(&self, id: u16) -> Option<u64> {
        let of = |entry: &&[u8]| entry[2..4] == id.to_le_bytes();
        let (entries, _) = self.0.as_chunks::<16>();
        let entry = entries.iter().map(|entry| &entry[..]).find(of)?;
        Some(u64::from_le_bytes(entry[8..].try_into().ok()?))
    }

    /// Hundreds of nanoseconds since 1601.
    fn moment(&self, id: u16) -> Option<When> {
        const TO_1970: u64 = 11_644_473_600;
        let seconds = (self.number(id)? / 10_000_000).checked_sub(TO_1970)?;
        When::utc(i64::try_from(seconds).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::looks_like::COMPOUND;
    use crate::message::tests::Gathered;
    use std::io::Write as _;

    type Made = cfb::CompoundFile<Cursor<Vec<u8>>>;

    fn wide(file: &mut Made, path: &str, text: &str) {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.create_stream(path).unwrap().write_all(&bytes).unwrap();
    }

    fn properties(file: &mut Made, path: &str, head: usize, submitted: &str, flags: u64) {
        let at = submitted.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp();
        let mut bytes = vec![0; head];
        for (tag, value) in
            [(0x0039_0040_u32, (at as u64 + 11_644_473_600) * 10_000_000), (0x0E07_0003, flags)]
        {
            bytes.extend(tag.to_le_bytes());
            bytes.extend([0; 4]);
            bytes.extend(value.to_le_bytes());
        }
        file.create_stream(path).unwrap().write_all(&bytes).unwrap();
    }

    /// A mail of the worker's own with a file and a mail of the client's.
    fn made(flags: u64) -> Vec<u8> {
        let mut file =
            cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
        properties(&mut file, PROPERTIES, 32, "2026-11-07T01:00:00Z", flags);
        wide(&mut file, "/__substg1.0_0037001F", "Fwd: 修正");
        wide(&mut file, "/__substg1.0_1000001F", "転送します\r\n\r\n");
        wide(&mut file, "/__substg1.0_0C1A001F", "むぎ");
        wide(&mut file, "/__substg1.0_0C1F001F", "/O=EXCHANGELABS/CN=MUGI");
        file.create_storage("/__attach_version1.0_#00000000").unwrap();
        wide(&mut file, "/__attach_version1.0_#00000000/__substg1.0_3707001F", "第1話.wav");
        let inner = "/__attach_version1.0_#00000001/__substg1.0_3701000D";
        file.create_storage("/__attach_version1.0_#00000001").unwrap();
        file.create_storage(inner).unwrap();
        properties(&mut file, &format!("{inner}/__properties_version1.0"), 24, "2026-11-06T05:03:00Z", 0);
        let header = "From: 港町 <M@x.jp>\r\nDate: Fri, 06 Nov 2026 14:03:00 +0900\r\n";
        wide(&mut file, &format!("{inner}/__substg1.0_007D001F"), header);
        let narrow =
            encoding_rs::SHIFT_JIS.encode("修正のお願いです。確認をよろしくお願いします。").0.into_owned();
        file.create_stream(format!("{inner}/__substg1.0_1000001E")).unwrap().write_all(&narrow).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn a_mail_of_outlook_and_one_that_it_brings_along() {
        let read = Gathered::of(&made(0), &Setting::default());
        assert_eq!((read.readings[0].format, read.readings[0].dialect), ("mail", Some("msg")));
        assert_eq!(
            read.rows(),
            [
                "2026-11-07 10:00 JST|むぎ|mail|Fwd: 修正⏎⏎転送します|第1話.wav,(unnamed)",
                "2026-11-06 14:03 JST|港町|mail|修正のお願いです。確認をよろしくお願いします。|",
            ]
        );
        assert_eq!(read.readings[0].gaps, []);
        // a draft was not sent
        let draft = Gathered::of(&made(UNSENT), &Setting::default());
        assert_eq!((draft.messages.len(), draft.readings[0].gaps.len()), (0, 1));
    }

    #[test]
    fn what_is_broken_is_read_without_a_fall() {
        let whole = made(0);
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..=random(6) {
                let within = [1024, bytes.len()][random(2)];
                let at = random(within);
                bytes[at] = random(256) as u8;
            }
            if random(8) == 0 {
                bytes.truncate(8 + random(bytes.len() - 8));
            }
            bytes[..8].copy_from_slice(COMPOUND);
            let read = Gathered::of(&bytes, &Setting::default());
            assert_eq!(read.readings.len(), 1);
        }
    }
}
