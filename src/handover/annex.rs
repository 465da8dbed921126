//! The annex, for the worker to keep and to hand on when asked: every sentence of page one with its facts, the files with
//! their hashes, the timeline, and what each proof shows and does not.

use super::matter::Matter;
use super::paper::{STYLE, style_hash};
use super::points::Point;
use super::quoted::quoted;
use super::timeline::{self, Extent, Row, rows};
use crate::handover::claim::{Claim, Statement};
use crate::message::silence::SetAside;
use crate::message::{Place, place_words};
use crate::text::{Message, Texts};
use crate::verify::Run;
use askama::Template;
use std::collections::BTreeSet;

/// Characters of a text in the timeline.
const QUOTED: usize = 240;
/// Leaves that are printed beside a sentence.
const LEAVES: usize = 3;

/// How many rows of files and of the timeline are printed; the rest is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// Files.
    pub files: usize,
    /// The timeline.
    pub timeline: usize,
}

impl Rows {
    /// About what 19 pages of A4 hold: some 30 rows a page, the timeline's of two lines each.
    pub const MOST: Rows = Rows { files: 160, timeline: 240 };

    /// Half of it.
    pub fn half(self) -> Self {
        Self { files: self.files / 2, timeline: self.timeline / 2 }
    }
}

struct EditionRow {
    number: String,
    sealed: String,
    code: String,
    shown: String,
}

struct ClaimRow {
    point: u8,
    sentence: String,
    asserted: String,
    grade: String,
    facts: Vec<String>,
    more: String,
}

struct FileRow {
    round: String,
    name: String,
    bytes: u64,
    sha256: String,
}

/// Lines that the worker left out.
struct AsideRow {
    file: String,
    lines: String,
    text: String,
}

macro_rules! words {
    ($($field:ident: $id:literal),+ $(,)?) => {
        /// The fixed words of the page.
        struct Words { $($field: String),+ }
        impl Words {
            fn of(texts: &Texts) -> Self { Self { $($field: texts.get($id)),+ } }
        }
    };
}

words! {
    about: "annex-about", editions: "annex-editions", edition: "annex-edition", sealed: "annex-sealed", code: "annex-code",
    shown: "annex-shown", signer: "annex-signer", withheld: "annex-withheld", claims: "annex-claims", grades: "annex-grades",
    point: "annex-point", sentence: "annex-sentence", asserted: "annex-asserted", grade: "annex-grade", facts: "annex-facts",
    files: "annex-files", round: "annex-round", name: "annex-name", bytes: "annex-bytes", timeline: "annex-timeline",
    timeline_note: "annex-timeline-note", time: "annex-time", who: "annex-who", what: "annex-what", proofs: "annex-proofs",
    aside: "annex-aside", aside_note: "annex-aside-note", file: "annex-file", place: "annex-place",
    check: "annex-check", check_how: "annex-check-how",
}

#[derive(Template)]
#[template(path = "annex.html")]
struct Annex<'a> {
    lang: &'a str,
    title: String,
    made: String,
    style: &'a str,
    style_hash: String,
    words: Words,
    editions: Vec<EditionRow>,
    signer: String,
    claims: Vec<ClaimRow>,
    files: Vec<FileRow>,
    files_left: String,
    asides: Vec<AsideRow>,
    timeline: Vec<Row>,
    proofs: Vec<(String, String)>,
    commands: &'static str,
}

/// What each kind of proof shows and does not (handover.md).
const PROOFS: [&str; 8] = ["sha256", "key", "clock", "token", "export", "dkim", "code", "chain"];

const COMMANDS: &str = "sha256sum -c manifest-sha256.txt\nssh-keygen -Y check-novalidate -n seal@hikae -s proof/001/seal.txt.sig < proof/001/seal.txt";

/// The annex. `shown` counts, by edition, the facts that the package shows.
pub fn annex(
    matter: &Matter<'_>,
    points: &[Point],
    run: &Run,
    shown: &dyn Fn(u16) -> u64,
    texts: &Texts,
    made: &Message,
    most: Rows,
) -> String {
    let editions = run.whole_editions().into_iter().filter_map(|checked| {
        let seal = checked.seal?;
        let counted = Message::new("annex-shown-of")
            .count("shown", shown(checked.edition.get()))
            .count("sealed", seal.header.facts);
        Some(EditionRow {
            number: checked.edition.get().to_string(),
            sealed: matter.clock.minute(seal.header.sealed),
            code: seal.code.grouped(),
            shown: texts.say(&counted),
        })
    });
    let mut files = Vec::new();
    for (number, round) in matter.shown.rounds() {
        files.extend(round.files.iter().filter_map(|file| {
            let sha256 = matter.shown.files.get(file.path)?.file.as_ref()?.fact.sha256.to_string();
            let name = crate::text::visible(file.name).into_owned();
            Some(FileRow { round: number.to_string(), name, bytes: file.size, sha256 })
        }));
    }
    let left = files.len().saturating_sub(most.files);
    files.truncate(most.files);
    let page = Annex {
        lang: texts.lang().tag(),
        title: texts.get("annex-title"),
        made: texts.say(made),
        style: STYLE,
        style_hash: style_hash(),
        words: Words::of(texts),
        editions: editions.collect(),
        signer: run.outcome.signer.map(|signer| signer.to_string()).unwrap_or_default(),
        claims: points.iter().flat_map(|point| claims(point, texts)).collect(),
        files,
        files_left: if left > 0 {
            texts.say(&Message::new("annex-files-left").count("count", left))
        } else {
            String::new()
        },
        asides: asides(matter, texts),
        timeline: rows(matter, texts, Extent { rows: most.timeline, words: timeline::Words::Line(QUOTED) }),
        proofs: PROOFS
            .map(|word| {
                let say = |end: &str| texts.say(&Message::new(format!("proof-{word}{end}")));
                (say(""), say("-meaning"))
            })
            .into(),
        commands: COMMANDS,
    };
    page.render().expect("a template writes to memory")
}

/// The lines behind the client's last sign of which the worker says that they are no message, as they stand.
fn asides(matter: &Matter<'_>, texts: &Texts) -> Vec<AsideRow> {
    let set_aside = matter.silence.stated().map(|silence| silence.set_aside.as_slice()).unwrap_or_default();
    let row = |aside: &SetAside| {
        let answer = matter.shown.talk_of(aside.answer)?.answers.get(&aside.answer.n)?;
        Some(AsideRow {
            file: matter.file_name(&aside.source),
            lines: place_words(texts, Place::Lines(aside.lines.0, aside.lines.1)),
            text: quoted(&answer.fact.text, QUOTED),
        })
    };
    set_aside.iter().filter_map(row).collect()
}

fn claims<'a>(point: &'a Point, texts: &'a Texts) -> impl Iterator<Item = ClaimRow> + 'a {
    point.statements.iter().filter_map(move |statement| match statement {
        Statement::Claim(claim) => Some(claim_row(point.number, claim, texts)),
        Statement::Absent(_) | Statement::Note(_) => None,
    })
}

fn claim_row(point: u8, claim: &Claim, texts: &Texts) -> ClaimRow {
    let asserted =
        claim.asserters().into_iter().map(|who| texts.say(&Message::new(format!("asserter-{}", who.word()))));
    let asserted: BTreeSet<String> = asserted.collect();
    let facts: Vec<_> = claim.facts().collect();
    let shown = facts
        .iter()
        .take(LEAVES)
        .map(|fact| format!("{} {} {}", fact.edition, fact.kind.as_str(), &fact.leaf.to_string()[..12]));
    let more = facts.len().saturating_sub(LEAVES);
    ClaimRow {
        point,
        sentence: claim.say(texts),
        asserted: asserted.into_iter().collect::<Vec<_>>().join(" / "),
        grade: texts.say(&Message::new(format!("grade-{}", claim.grade().word()))),
        facts: shown.collect(),
        more: if more > 0 {
            texts.say(&Message::new("annex-facts-more").count("count", more))
        } else {
            String::new()
        },
    }
}
