//! What is said of silence, in sentences of both languages: nothing beyond what the record carries.

use super::ZoneGround;
use super::silence::{Counted, Export, Ground, RoundReply, Silence};
use super::{Place, When};
use crate::case::memo::Role;
use crate::text::{Message, Texts};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// The readable name of a format.
pub fn format_name(texts: &Texts, format: &str) -> String {
    let id = format!("message-format-{format}");
    let said = texts.say(&Message::new(id.clone()));
    if said == id { format.to_owned() } else { said }
}

/// A place in a file, in words.
pub fn place_words(texts: &Texts, place: Place) -> String {
    let (id, from, to) = match place {
        Place::Lines(from, to) if from == to => ("message-place-line", from, to),
        Place::Lines(from, to) => ("message-place-lines", from, to),
        Place::Bytes(from, to) => ("message-place-bytes", from, to),
    };
    texts.say(&Message::new(id).count("from", from).count("to", to))
}

/// Sentences for the end of the record: as the export says, and as the worker declares.
const DAYS: [&str; 2] = ["silence-days", "silence-days-declared"];

/// `LINE 1件、保存日時 2026-11-20 09:12 JST、時間帯は申告値`: exports of one format, by the talk that ends first.
fn exports(texts: &Texts, exports: &[Export], shown: &dyn Fn(&When) -> String) -> String {
    let mut formats: BTreeMap<&str, Vec<&Export>> = BTreeMap::new();
    for export in exports {
        formats.entry(&export.covered.format).or_default().push(export);
    }
    let sentences = formats.into_iter().filter_map(|(format, of_it)| {
        let covered =
            of_it.iter().map(|export| &export.covered).min_by_key(|covered| covered.until.span())?;
        let copies: u64 = of_it.iter().map(|export| export.copies).sum();
        let id = format!("silence-export-{}", covered.ground.word());
        let message = Message::new(id).text("format", format_name(texts, format)).count("count", copies);
        let mut said = texts.say(&message.text("until", shown(&covered.until)));
        // nobody's word counts less than somebody's
        match of_it.iter().filter_map(|e| e.covered.zone).max_by_key(|zone| *zone == ZoneGround::Assumed) {
            Some(ZoneGround::Declared) => said += &texts.get("silence-export-zone"),
            Some(ZoneGround::Assumed) => said += &texts.get("silence-export-zone-assumed"),
            None => {}
        }
        Some(said)
    });
    sentences.collect::<Vec<_>>().join(&texts.get("silence-export-joint"))
}

impl Silence {
    /// The sentences, the statement first. `platform` names it where channels outside were left out.
    pub fn sentences(&self, texts: &Texts, zone: Tz, platform: Option<&str>) -> Vec<String> {
        self.sentences_with(texts, &|when| when.shown(zone), DAYS, platform)
    }

    /// The same with moments shown in a way of one's own, and other sentences for the end of the record.
    pub fn sentences_with(
        &self,
        texts: &Texts,
        shown: &dyn Fn(&When) -> String,
        days: [&'static str; 2],
        platform: Option<&str>,
    ) -> Vec<String> {
        let mut said = Vec::new();
        let id = if self.left_out.is_empty() { "silence-statement" } else { "silence-statement-platform" };
        let statement = Message::new(id)
            .text("exports", exports(texts, &self.exports, shown))
            .text("platform", platform.unwrap_or_default())
            .text("since", shown(&self.since));
        said.push(texts.say(&statement));
        let id = days[usize::from(self.until.ground == Ground::Declared)];
        let days = Message::new(id).count("days", self.days.whole).count("calendar", self.days.calendar);
        said.push(texts.say(&days.text("until", shown(&self.until.until))));
        if let Some((last, days)) = &self.to_last_record {
            let message = Message::new("silence-days-record").count("days", days.whole);
            said.push(texts.say(&message.text("last", shown(last))));
        }
        if let Some((when, round, days)) = &self.delivery {
            let id = if round.is_some() { "silence-delivery-round" } else { "silence-delivery" };
            let message = Message::new(id).count("days", days.whole).text("when", shown(when));
            said.push(texts.say(&message.count("round", round.unwrap_or_default())));
        }
        let remarks = self.remarks().into_iter();
        said.extend(
            remarks.map(|(word, n)| texts.say(&Message::new(format!("silence-{word}")).count("count", n))),
        );
        said
    }

    /// What must be told beside the statement: the ends of sentences' names, and how many. Nobody may quote the one
    /// without the other.
    pub fn remarks(&self) -> Vec<(&'static str, u64)> {
        let after = self.after.iter().map(|(role, count)| {
            let word = match role {
                Role::System => "after-system",
                Role::Worker | Role::Client | Role::Other | Role::Unknown => "after-other",
            };
            (word, *count)
        });
        let others = [
            ("auto-replies", self.auto_replies),
            ("auto-unclear", self.auto_unclear),
            ("own-unsent", self.own_unsent),
            ("edited", self.edited),
            ("lacking", self.lacking),
            ("transcripts", self.transcripts),
            ("answered", self.answered),
            ("set-aside", self.lines_set_aside()),
            ("not-read", self.not_read),
        ];
        after.chain(others).filter(|(_, count)| *count > 0).collect()
    }

    /// Lines behind the last sign that the worker says are no message.
    fn lines_set_aside(&self) -> u64 {
        self.set_aside.iter().map(|aside| (aside.lines.1 + 1).saturating_sub(aside.lines.0)).sum()
    }
}

impl RoundReply {
    /// What followed the round; `quote` are the words of the first reply.
    pub fn sentence(&self, texts: &Texts, zone: Tz, quote: Option<(&str, &str)>) -> String {
        self.sentence_with(texts, &|when| when.shown(zone), quote)
    }

    /// The same with moments shown in a way of one's own.
    pub fn sentence_with(
        &self,
        texts: &Texts,
        shown: &dyn Fn(&When) -> String,
        quote: Option<(&str, &str)>,
    ) -> String {
        let message = |id: &'static str| {
            Message::new(id).count("round", self.round).text("delivered", shown(&self.delivered))
        };
        match (self.client_messages, quote) {
            (0, _) => texts.say(&message("round-reply-none")),
            (count, _) if self.counted == Counted::AtLeast => {
                texts.say(&message("round-reply-least").count("count", count))
            }
            (count, Some((when, words))) => texts.say(
                &message("round-reply-quoted").count("count", count).text("when", when).text("quote", words),
            ),
            (count, None) => texts.say(&message("round-reply-some").count("count", count)),
        }
    }
}
