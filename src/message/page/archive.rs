//! Pages that a browser saved as a mail (MHTML, RFC 2557), with the pages inside them.

use mail_parser::{MessageParser, MimeHeaders as _};
use std::collections::HashMap;

/// Pages that stand inside others, by what they are called there. Each is shown where it is first asked for.
#[derive(Default)]
pub(super) struct Frames {
    pages: Vec<String>,
    names: HashMap<String, usize>,
}

impl Frames {
    /// The number of the page of a name.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        self.names.get(name.strip_prefix("cid:").unwrap_or(name)).copied()
    }

    pub(super) fn all(&self) -> &[String] {
        &self.pages
    }
}

/// An archive, taken apart.
pub(super) struct Archive {
    /// The page itself.
    pub(super) html: String,
    pub(super) frames: Frames,
}

impl Archive {
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let mail = MessageParser::default().parse(bytes)?;
        let is_page = |part: &&mail_parser::MessagePart<'_>| {
            let kind = part.content_type();
            let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or_default();
            part.is_text_html() || subtype.to_ascii_lowercase().contains("html")
        };
        let mut pages = mail.parts.iter().filter(is_page);
        let text = |part: &mail_parser::MessagePart<'_>| match part.text_contents() {
            Some(text) => text.to_owned(),
            None => String::from_utf8_lossy(part.contents()).into_owned(),
        };
        let html = text(pages.next()?);
        let mut frames = Frames::default();
        for page in pages {
            let number = frames.pages.len();
            let id = page.content_id().map(|id| id.trim_matches(['<', '>']));
            for name in [id, page.content_location()].into_iter().flatten() {
                frames.names.entry(name.trim().to_owned()).or_insert(number);
            }
            frames.pages.push(text(page));
        }
        Some(Self { html, frames })
    }
}

/// Is it a page that a browser saved as a mail?
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    const HEAD: usize = 4 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let saved = head.contains("snapshot-content-location:") || head.contains("from: <saved by");
    saved && head.contains("multipart/related")
}
