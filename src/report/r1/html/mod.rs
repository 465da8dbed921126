//! `REPORT.html`: what an archive holds, for people, in both languages on one page (format.md section 7.5). A pure
//! function of facts and proofs: no clock, no zone database, no trust in any authority.

mod archive;
mod form;
mod job;
mod links;
mod papers;
mod proofs;
mod rounds;
mod silence;
mod sound;
mod talks;
mod timeline;
mod wave;
mod words;

pub use form::{Zone, clock, megabytes};
pub use sound::values as audio_values;
pub use words::Words;

use super::abridged::{Abridged, Event};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::format::fact::Kind;
use crate::message::silence::Record;
use crate::report::ShownEdition;
use crate::text::{Lang, Message, visible};
use askama::Template;
use base64ct::{Base64, Encoding as _};
use words::{Both, Markup};

/// Lines are joined: it stands in every archive.
const CSS: &str = include_str!("base.css");

/// A section of the page.
struct Part {
    anchor: &'static str,
    heading: Both,
    /// Who asserts what stands in it.
    by: Vec<Both>,
    body: Markup,
    /// What is not printed, and why.
    notes: Vec<Both>,
}

/// What every section is made from.
struct Context<'a> {
    words: &'a Words,
    editions: &'a [ShownEdition<'a>],
    facts: &'a Abridged,
    record: Option<&'a Record>,
    /// The edition of the last notes, whatever of them is shown.
    notes: Option<u16>,
    /// How moments that were recorded in UTC are printed.
    zone: Zone,
}

impl Context<'_> {
    fn get(&self, id: &'static str) -> Both {
        self.words.get(id)
    }

    fn say(&self, message: &Message) -> Both {
        self.words.say(message)
    }

    /// Is this file in the copy?
    fn is_here(&self, path: &EntryName) -> bool {
        !self.editions.iter().any(|edition| edition.absent.contains(path))
    }

    /// The name of a file as it was found; of a file in a ZIP, the ZIP's and its own; of several files, the first.
    fn name(&self, paths: &str) -> String {
        let mut all = paths.split(' ');
        let first = all.next().unwrap_or_default();
        let more = all.count();
        let found = |path: &str| {
            let file = self.facts.files().get(&EntryName::new(path).ok()?)?;
            Some(file.origin.as_ref()?.0.text.to_string())
        };
        let zip = || first.match_indices('/').find_map(|(at, _)| Some(found(&first[..at])? + &first[at..]));
        let name = found(first).or_else(zip).unwrap_or_else(|| first.to_owned());
        match more {
            0 => visible(&name).into_owned(),
            more => format!("{} (+{more})", visible(&name)),
        }
    }

    /// The declared events of the last notes.
    fn events(&self) -> Vec<&Event> {
        self.notes.map(|notes| self.facts.events(notes)).unwrap_or_default()
    }

    /// Does what the worker states lie after the sealing of the notes? Nothing of the kind had happened by then.
    fn is_ahead(&self, event: &Event) -> bool {
        let notes = self.editions.iter().find(|edition| Some(edition.header.edition.get()) == self.notes);
        let from = event.at.as_ref().and_then(|at| at.from);
        notes.zip(from).is_some_and(|(notes, from)| from > notes.header.sealed)
    }

    /// Were files sealed of which this copy does not even show that they are there?
    fn hides_files(&self) -> bool {
        self.editions.iter().any(|edition| edition.labels.of_kind(Kind::File) > edition.files)
    }

    /// Is more than one edition shown, so that it has to be said which?
    fn is_several(&self) -> bool {
        self.editions.len() > 1
    }
}

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

#[derive(Template)]
#[template(path = "r1/html/list.html")]
struct List {
    items: Vec<Both>,
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
    let end = &Message::new("report-end").count("revision", super::REVISION.get());
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
