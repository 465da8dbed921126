//! The page: its sections in their order, its title and its style.

use super::context::{Context, Part};
use super::form::Zone;
use super::words::{self, Both, Words};
use super::{archive, job, links, papers, proofs, rounds, silence, talks, timeline};
use crate::base::digest::Sha256Digest;
use crate::format::archive::bag::Revision;
use crate::format::fact::Kind;
use crate::report::ShownEdition;
use crate::report::r1::abridged::Abridged;
use crate::text::{Lang, Message};
use askama::Template;
use base64ct::{Base64, Encoding as _};

/// The revision that the page is of, as its last line says.
pub const REVISION: Revision = Revision::FIRST;

/// Lines are joined: it stands in every archive.
const CSS: &str = include_str!("base.css");

#[derive(Template)]
#[template(path = "r1/html/page.html")]
struct Page<'a> {
    words: &'a Words,
    lang: &'a Lang,
    title: Both,
    /// The same where no markup can stand.
    plain_title: &'a str,
    css: &'static str,
    css_hash: String,
    end: &'a Message,
    has_players: bool,
    parts: &'a [Part],
}

/// The text of `REPORT.html`: `lang` is the language that is shown first.
pub fn report_html(words: &Words, editions: &[ShownEdition<'_>], facts: Abridged, lang: Lang) -> String {
    let mut facts = facts;
    let mut record = facts.take_record();
    if let Some(record) = &mut record {
        for edition in editions {
            record.sealed(edition.header.edition.get(), edition.labels);
            record.bound(edition.header.edition.get(), edition.header.sealed);
        }
        record.settle();
    }
    let record = record.as_ref();
    let holds_notes = |edition: &&ShownEdition<'_>| {
        edition.labels.of_kind(Kind::Case) + edition.labels.of_kind(Kind::Event) > 0
    };
    let notes = editions.iter().filter(holds_notes).map(|edition| edition.header.edition.get()).max();
    let events = notes.map(|notes| facts.events(notes)).unwrap_or_default();
    let zone = match lang == Lang::Ja || timeline::is_in_japan(&facts, &events) {
        true => Zone::Jst,
        false => Zone::Utc,
    };
    let context = &Context { words, editions, facts: &facts, record, notes, zone };
    let (rounds, has_players) = rounds::part(context);
    let parts = [
        Some(archive::part(context)),
        job::part(context),
        rounds,
        papers::part(context),
        talks::part(context),
        timeline::part(context),
        silence::part(context),
        links::part(context),
        Some(proofs::part(context)),
        Some(proofs::check(context)),
    ];
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    let memo = notes.map(|notes| facts.memo(notes)).unwrap_or_default();
    let title = memo.into_iter().find(|item| &*item.key.text == "title");
    let title = match title {
        Some(item) => {
            words.say(&Message::new("report-title-of").text("title", words::one_line(&item.value.text)))
        }
        None => words.get("report-title"),
    };
    let css_hash = Base64::encode_string(&Sha256Digest::of(CSS).0);
    let end = &Message::new("report-end").count("revision", REVISION.get());
    let lang = &lang;
    let plain_title = title.of(*lang);
    Page {
        words,
        lang,
        plain_title,
        title: title.clone(),
        css: CSS,
        css_hash,
        end,
        has_players,
        parts: &parts,
    }
    .render()
    .expect("writing to memory does not fail")
}
