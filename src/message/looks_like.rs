//! What a file looks like that is not read, by its content.

use super::head::Head;
use super::looks::Looks;

impl Looks {
    /// By its content.
    pub(super) fn of(head: &Head) -> Self {
        let begins = |with: &[u8]| head.bytes.starts_with(with);
        let zipped = |name: &str| head.zip_names.iter().any(|known| known == name);
        let text = || head.lines.join("\n").to_lowercase();
        match () {
            () if head.bytes.is_empty() => Looks::Empty,
            () if begins(b"%PDF-") => Looks::Pdf,
            () if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") => Looks::Image,
            () if begins(b"RIFF") && head.bytes.get(8..12) == Some(b"WEBP") => Looks::Image,
            () if head.bytes.get(4..8) == Some(b"ftyp") || MEDIA.iter().any(|with| begins(with)) => {
                Looks::Media
            }
            () if begins(b"RIFF") && matches!(head.bytes.get(8..12), Some(b"WAVE" | b"AVI ")) => Looks::Media,
            () if is_sticker(&head.bytes) => Looks::Media,
            () if begins(COMPOUND) => Looks::Office,
            () if begins(b"// <!-- <mdb:mork:") => Looks::MailIndex,
            () if begins(b"!BDN") => Looks::OutlookStore,
            () if zipped("[Content_Types].xml") || zipped("mimetype") => Looks::Office,
            () if begins(b"PK\x03\x04") => Looks::Zip,
            () if head.lines.is_empty() => Looks::Binary,
            () if is_contact(&head.lines) => Looks::Contact,
            () if is_line(&head.lines) => Looks::LineElsewhere,
            () if text().contains("<smses") => Looks::SmsBackup,
            () if text().contains("<html") || text().contains("<!doctype html") => Looks::WebPage,
            () => match copied(&head.lines) {
                Looks::Text if head.json_begins('{') || head.json_begins('[') => json(head),
                looks => looks,
            },
        }
    }
}

/// The beginning of a compound file of Microsoft ([MS-CFB]).
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How recordings begin: Ogg (also Opus), Matroska (WebM), FLAC, AMR, MP3 with a tag.
const MEDIA: [&[u8]; 5] = [b"OggS", b"\x1A\x45\xDF\xA3", b"fLaC", b"#!AMR", b"ID3"];

/// A moving sticker of Telegram (`.tgs`): a drawing of Lottie, packed with gzip.
fn is_sticker(bytes: &[u8]) -> bool {
    use std::io::Read as _;
    const ENOUGH: u64 = 64;
    let mut begin = Vec::new();
    let unpacked = bytes.starts_with(b"\x1F\x8B")
        && flate2::read::GzDecoder::new(bytes).take(ENOUGH).read_to_end(&mut begin).is_ok();
    let keys: [&[u8]; 2] = [b"{\"tgs\":", b"{\"v\":\"5."];
    unpacked && keys.iter().any(|key| begin.starts_with(key))
}

/// Nothing but contact cards.
fn is_contact(lines: &[String]) -> bool {
    let mut filled = lines.iter().filter(|line| !line.trim().is_empty());
    let of_card = |line: &String| line.contains([':', ';']) || line.starts_with([' ', '\t', '=']);
    filled.next().is_some_and(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD")) && filled.all(of_card)
}

/// The first line of every talk of LINE, with fields between tabs below it.
fn is_line(lines: &[String]) -> bool {
    let headed = lines.first().is_some_and(|line| line.trim_start_matches('\u{FEFF}').starts_with("[LINE]"));
    headed && lines.iter().any(|line| line.contains('\t'))
}

fn json(head: &Head) -> Looks {
    match () {
        () if head.keys(&["participants", "messages", "sender_name", "timestamp_ms"]) == 4 => Looks::MetaJson,
        () if head.keys(&["userId", "exportDate", "conversations"]) == 3 => Looks::SkypeJson,
        () => Looks::Json,
    }
}

/// Lines of services that are not read.
fn copied(lines: &[String]) -> Looks {
    let filled = || lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let enough = |count: usize| count > 0 && count * 8 >= filled().count();
    let bracketed = filled().filter_map(Bracketed::of);
    let (named, bare) = bracketed.fold((0, 0), |(named, bare), head| match head.rest.contains(": ") {
        true => (named + 1, bare),
        false => (named, bare + 1),
    });
    let zoom = filled().filter(|line| {
        let rest = line.get(8..).unwrap_or_default().trim_start();
        line.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && line.as_bytes().get(2) == Some(&b':')
            && rest.starts_with("From ")
            && rest.contains(" : ") | rest.contains(" to ")
    });
    let kakao = filled().filter(|line| {
        line.starts_with('[') && (line.contains("] [오전 ") || line.contains("] [오후 "))
            || line.starts_with("-----") && line.contains('년')
    });
    match () {
        () if enough(bare) && bare > named => Looks::TeamsCopy,
        () if enough(named) => Looks::SignalCopy,
        () if enough(zoom.count()) => Looks::ZoomChat,
        () if enough(kakao.count()) => Looks::KakaoTalk,
        () => Looks::Text,
    }
}

/// `[2026-11-06 14:03] Me: …`, `[11/6/2026 2:03 PM] Minato`: WhatsApp writes seconds inside brackets, others do not.
struct Bracketed<'l> {
    rest: &'l str,
}

impl<'l> Bracketed<'l> {
    fn of(line: &'l str) -> Option<Self> {
        const TIME: usize = 40;
        let (time, rest) = line.strip_prefix('[')?.split_once(']')?;
        let fits = time.len() <= TIME && time.contains(':') && time.contains(|c: char| c.is_ascii_digit());
        fits.then_some(Self { rest: rest.trim() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Gathered;
    use super::super::{Certainty, Setting};
    use super::*;
    use crate::text::{Lang, Message, Texts};

    fn format(bytes: &[u8]) -> &'static str {
        let read = Gathered::of(bytes, &Setting::default());
        assert_eq!(read.readings[0].certainty(), Certainty::NotUnderstood, "{}", read.readings[0].format);
        read.readings[0].format
    }

    #[test]
    fn what_is_refused_says_what_it_looks_like() {
        let mut broken = COMPOUND.to_vec();
        broken.resize(2048, 0);
        assert_eq!((format(&broken), format(b"!BDN\0\0\0\x01")), ("outlook-msg", "outlook-pst"));
        for (text, expected) in [
            ("[11/6/2026 2:03 PM] Minato Taro\nhello\n\n[11/6/2026 2:04 PM] Mugi\nyes\n", "teams-copy"),
            ("[2:03 PM] Minato Taro\nhello\n[2:04 PM] Mugi\nyes\n", "teams-copy"),
            ("[2026-11-06 14:03] Me: hello\n[2026-11-06, 14:04] Minato: yes\n", "signal-copy"),
            ("[2026-11-06, 14:03] Me: hello\nsecond line\n", "signal-copy"),
            (
                "14:03:10 From Minato to Everyone:\n\thello\n14:04:10 From Mugi to Everyone:\n\tyes\n",
                "zoom-chat",
            ),
            ("--- 2026년 11월 6일 금요일 ---\n[미나토] [오후 2:03] 안녕\n", "kakaotalk"),
            (
                "<?xml version='1.0'?>\n<smses count=\"1\"><sms address=\"1\" date=\"1\"/></smses>",
                "sms-backup",
            ),
            (
                "{\"participants\":[{\"name\":\"a\"}],\"messages\":[{\"sender_name\":\"a\",\"timestamp_ms\":1}]}",
                "meta-json",
            ),
            ("{\"userId\":\"8:a\",\"exportDate\":\"2026\",\"conversations\":[]}", "skype-json"),
            ("// <!-- <mdb:mork:z v=\"1.4\"/> -->\n< <(a=c)> // (f=iso-8859-1)\n", "mail-index"),
            ("notes, no messages", "text"),
        ] {
            assert_eq!(format(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn each_has_its_words_and_what_to_do_next() {
        for lang in [Lang::Ja, Lang::En] {
            let texts = Texts::new(lang);
            for looks in Looks::ALL {
                assert_eq!(Looks::of_word(looks.word()), Some(looks));
                let id = format!("looks-{}", looks.word());
                let said = texts.say(&Message::new(id.clone()).text("file", "a.b"));
                assert!(said != id && said.contains("a.b"), "{id}: {said}");
            }
        }
    }
}
