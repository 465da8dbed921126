//! Page one as HTML: what a browser prints. One page, legible in grey, without script or any reference.

use super::points::Point;
use crate::handover::claim::Statement;
use crate::text::{Message, Texts};
use askama::Template;
use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

/// The one style sheet; its hash stands in the policy of each page.
pub(super) const STYLE: &str = include_str!("html/paper.css");

pub(super) fn style_hash() -> String {
    Base64::encode_string(&Sha256::digest(STYLE))
}

/// How close the lines stand. Page one is one page, whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Density {
    /// For most cases.
    Plain,
    /// For many files or long titles.
    Dense,
    /// As small as can be read on paper: 8 points.
    Denser,
}

impl Density {
    /// From the widest to the closest.
    pub const ALL: [Density; 3] = [Density::Plain, Density::Dense, Density::Denser];

    fn class(self) -> &'static str {
        match self {
            Density::Plain => "",
            Density::Dense => "dense",
            Density::Denser => "denser",
        }
    }
}

struct Line {
    class: &'static str,
    parts: Vec<Stretch>,
}

/// A part of a line; a moment stays whole.
#[derive(Debug, PartialEq)]
enum Stretch {
    Words(String),
    Moment(String),
}

/// The words, cut where a moment such as `2026-10-05 14:03 JST` begins and ends.
fn stretches(text: &str) -> Vec<Stretch> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((at, long)) = rest.char_indices().find_map(|(at, _)| Some((at, moment(&rest[at..])?))) {
        parts.extend([Stretch::Words(rest[..at].into()), Stretch::Moment(rest[at..at + long].into())]);
        rest = &rest[at + long..];
    }
    parts.push(Stretch::Words(rest.into()));
    parts
}

/// How many bytes of a text are a moment with which it begins.
fn moment(text: &str) -> Option<usize> {
    const FORM: &[u8] = b"0000-00-00 00:00";
    let is_like = |(byte, form): (&u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form };
    let begins = text.len() >= FORM.len() && text.as_bytes().iter().zip(FORM).all(is_like);
    let zone = || [" JST", " UTC"].into_iter().find(|zone| text[FORM.len()..].starts_with(zone));
    begins.then(|| FORM.len() + zone().map_or(0, str::len))
}

struct Shown {
    number: u8,
    heading: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "page1.html")]
struct PageOne<'a> {
    lang: &'a str,
    title: String,
    made: String,
    style: &'a str,
    style_hash: String,
    density: &'a str,
    points: Vec<Shown>,
}

/// Page one.
pub fn page_one(points: &[Point], texts: &Texts, made: &Message, density: Density) -> String {
    let line = |point: &Point, statement: &Statement| Line {
        class: match statement {
            Statement::Absent(_) => "absent",
            Statement::Note(_) => "note",
            Statement::Claim(_) if point.number == 1 => "request",
            Statement::Claim(claim) if claim.id().starts_with("point-file") => "file",
            Statement::Claim(_) => "",
        },
        parts: stretches(&statement.say(texts)),
    };
    let points = points.iter().map(|point| Shown {
        number: point.number,
        heading: texts.say(&Message::new(point.heading())),
        lines: point.statements.iter().map(|statement| line(point, statement)).collect(),
    });
    let page = PageOne {
        lang: texts.lang().tag(),
        title: texts.get("page-title"),
        made: texts.say(made),
        style: STYLE,
        style_hash: style_hash(),
        density: density.class(),
        points: points.collect(),
    };
    page.render().expect("a template writes to memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_stays_on_one_line() {
        let words = |text: &str| Stretch::Words(text.into());
        let moment = |text: &str| Stretch::Moment(text.into());
        assert_eq!(
            stretches("1回目: 2026-10-04 09:58 JST、2026-10-05 20:48"),
            [
                words("1回目: "),
                moment("2026-10-04 09:58 JST"),
                words("、"),
                moment("2026-10-05 20:48"),
                words("")
            ]
        );
        assert_eq!(stretches("2026-10-04、2026-10-0x 09:58"), [words("2026-10-04、2026-10-0x 09:58")]);
    }
}
