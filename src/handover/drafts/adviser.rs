//! For whom a draft is, and its page.

use super::part::Part;
use super::{court, freelance, us902};
use crate::handover::matter::Matter;
use crate::handover::paper::{STYLE, style_hash};
use crate::text::{Lang, Message, Texts};
use askama::Template;
use std::fmt;
use std::str::FromStr;

/// For whom a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adviser {
    /// フリーランス・トラブル110番.
    Freelance110,
    /// 証拠説明書, for a court in Japan.
    CourtJa,
    /// A certification under the Federal Rules of Evidence 902(13) and (14).
    Us902,
}

impl Adviser {
    /// All of them.
    pub const ALL: [Adviser; 3] = [Adviser::Freelance110, Adviser::CourtJa, Adviser::Us902];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Adviser::Freelance110 => "freelance-110",
            Adviser::CourtJa => "court-ja",
            Adviser::Us902 => "us-902",
        }
    }

    /// The language of the draft.
    pub fn lang(self) -> Lang {
        match self {
            Adviser::Freelance110 | Adviser::CourtJa => Lang::Ja,
            Adviser::Us902 => Lang::En,
        }
    }

    /// The draft as a page for print.
    pub fn page(self, matter: &Matter<'_>, texts: &Texts, made: &Message) -> String {
        let parts = match self {
            Adviser::Freelance110 => freelance::parts(matter, texts),
            Adviser::CourtJa => court::parts(matter, texts),
            Adviser::Us902 => us902::parts(matter, texts),
        };
        let page = Page {
            lang: texts.lang().tag(),
            title: texts.say(&Message::new(format!("draft-{}", self.word()))),
            made: texts.say(made),
            marked: texts.get("draft-marked"),
            style: STYLE,
            style_hash: style_hash(),
            parts,
        };
        page.render().expect("a template writes to memory")
    }
}

impl fmt::Display for Adviser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Adviser {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Adviser::ALL
            .into_iter()
            .find(|adviser| adviser.word() == text)
            .ok_or("freelance-110, court-ja, us-902")
    }
}

#[derive(Template)]
#[template(path = "draft.html")]
struct Page<'a> {
    lang: &'a str,
    title: String,
    made: String,
    marked: String,
    style: &'a str,
    style_hash: String,
    parts: Vec<Part>,
}
