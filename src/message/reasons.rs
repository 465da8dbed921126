//! Why something is not said, in sentences of both languages, each with what to do about it. The same words wherever a
//! reason is told: on screen, in a report, on page one, in JSON.

use super::silence::Block;
use super::{Need, Place, Said, When, Why, place_words};
use crate::case::memo::EventKind;
use crate::text::{Message, Texts};

/// How a place shows what stands in a reason.
pub struct Telling<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// A path as it was found.
    pub name: &'a dyn Fn(&str) -> String,
    /// A moment.
    pub shown: &'a dyn Fn(&When) -> String,
}

impl Telling<'_> {
    /// Why nothing is said.
    pub fn reason(&self, block: &Block) -> String {
        self.texts.say(&self.message(block))
    }

    /// What to do about it.
    pub fn next(&self, block: &Block) -> Option<String> {
        self.texts.next(&self.message(block))
    }

    /// The sentence with its values, which are in words of this language.
    pub fn message(&self, block: &Block) -> Message {
        let spot = block.spot();
        let file = (self.name)(spot.source);
        let id = match block {
            Block::NoClient(names) if !names.is_empty() => "silence-no-client-named",
            Block::Gap(_, Place::Bytes(..), _) => "silence-no-gap-again",
            Block::Gap(_, _, why) if !why.can_be_answered() => "silence-no-gap-again",
            Block::Ambiguous(_, word) if word == Need::CopyTime.word() => "silence-no-copy-time",
            Block::Ambiguous(_, word) if word == Need::DayOrder.word() => "silence-no-day-order",
            Block::Answer(_, _, Said::Client) => "silence-no-answer-client",
            Block::UnknownSpoke(_, None) => "silence-no-unknown-nameless",
            Block::Noted(_, None) => "silence-no-noted-undated",
            Block::Recorded(_, None) => "silence-no-recorded-undated",
            Block::Before(_, _, None) => "silence-no-before-undated",
            Block::Line(_, _, None) => "silence-no-line-undated",
            Block::Told(_, None) => "silence-no-told-undated",
            Block::ToldByWorker(_, None) => "silence-no-told-own-undated",
            Block::Withheld(_, crate::format::fact::Kind::Case) => "silence-no-withheld-notes",
            other => return self.filled(Message::new(format!("silence-no-{}", other.word())), block, file),
        };
        self.filled(Message::new(id), block, file)
    }

    fn filled(&self, mut message: Message, block: &Block, file: String) -> Message {
        let spot = block.spot();
        let last = file.rsplit('/').next().unwrap_or_default().to_owned();
        message = message.text("file", short(&file)).text("last", short(&last));
        if let Some(place) = spot.place {
            message = message.text("range", place_words(self.texts, place));
        }
        if let Block::Gap(_, _, why) = block {
            message = message.text("why", self.why(*why));
        }
        if let Block::NoClient(names) = block {
            let names: Vec<String> = names.iter().map(|name| short(name)).collect();
            message = message.text("names", names.join(&self.texts.get("silence-name-joint")));
        }
        if let Some(name) = spot.name {
            message = message.text("name", short(name));
        }
        match block {
            Block::Noted(kind, _) | Block::Recorded(kind, _) | Block::Before(_, kind, _) => {
                message = message.text("event", event_name(self.texts, kind));
            }
            Block::Line(line, written, _) => {
                message = message.count("line", line.unwrap_or_default()).text("written", short(written));
            }
            Block::Withheld(_, kind) => {
                let kind = self.texts.say(&Message::new(format!("kind-{}", kind.as_str())));
                message = message.text("kind", kind);
            }
            _ => {}
        }
        if let Some(when) = spot.when {
            message = message.text("when", (self.shown)(when));
        }
        message
            .count("edition", spot.edition.unwrap_or_default())
            .count("count", spot.count.unwrap_or_default())
    }

    fn why(&self, why: Why) -> String {
        self.texts.say(&Message::new(format!("silence-why-{}", why.word())))
    }
}

/// What an event of a kind is called; of a kind that is not known here, that.
pub fn event_name(texts: &Texts, kind: &str) -> String {
    let known =
        EventKind::of_word(kind).map_or("event-unknown".to_owned(), |kind| format!("event-{}", kind.word()));
    texts.say(&Message::new(known))
}

/// As much of a name as a sentence holds: facts can have names of any length.
fn short(name: &str) -> String {
    const ENOUGH: usize = 120;
    match name.char_indices().nth(ENOUGH) {
        Some((at, _)) => format!("{}…", &name[..at]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fact::Kind;
    use crate::text::Lang;

    #[test]
    fn every_reason_has_words_and_says_what_to_do() {
        let f = || "メッセージ/thread.txt".to_owned();
        let when = When::utc(1_790_000_000);
        let mut blocks = vec![
            Block::NoClient(Vec::new()),
            Block::NoClient(vec!["青葉企画".into()]),
            Block::ClientSaidNothing,
            Block::NotUnderstood(f()),
            Block::Ambiguous(f(), "line-ends".into()),
            Block::Ambiguous(f(), "copy-time".into()),
            Block::Answer(f(), (3, 4), Said::Unknown),
            Block::Answer(f(), (3, 4), Said::Client),
            Block::UnknownSpoke(f(), Some("三浦".into())),
            Block::UnknownSpoke(f(), None),
            Block::Alike(f(), "港町制作さん".into()),
            Block::Undated(f()),
            Block::CoverageBefore(f()),
            Block::BeginsLater(f()),
            Block::NotDeclared(f()),
            Block::Lacks(f(), 2),
            Block::Apart(f()),
            Block::CopiedBeforeLast(f()),
            Block::CopiedAhead(f(), when.clone().unwrap()),
            Block::SpokeOutside,
            Block::Noted("inspection".into(), when.clone()),
            Block::Noted("inspection".into(), None),
            Block::Unsealed(f()),
            Block::Withheld(2, Kind::Message),
            Block::Withheld(2, Kind::Case),
            Block::NoEdition(2),
            Block::Recorded("inspection".into(), when.clone()),
            Block::Recorded("inspection".into(), None),
            Block::Recorded("phone-call".into(), None),
            Block::Before(1, "inspection".into(), when.clone()),
            Block::Before(1, "inspection".into(), None),
            Block::Line(Some(14), "電話: 10/20 先方から".into(), when.clone()),
            Block::Line(Some(14), "電話あり".into(), None),
            Block::Told(f(), when.clone()),
            Block::Told(f(), None),
        ];
        blocks.extend(Why::ALL.map(|why| Block::Gap(f(), Place::Lines(3, 4), why)));
        let rests_on = crate::message::silence::Silence::RESTS_ON;
        blocks.extend(rests_on.into_iter().chain([Kind::Name]).map(|kind| Block::Withheld(1, kind)));
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let telling = Telling {
                texts: &texts,
                name: &str::to_owned,
                shown: &|when| when.shown(chrono_tz::Tz::UTC),
            };
            for block in &blocks {
                let next = telling.next(block).unwrap_or_else(|| panic!("{block:?} says nothing to do"));
                for said in [telling.reason(block), next] {
                    let raw = ["silence-", "event-", "kind-", "{", "$"].iter().any(|raw| said.contains(raw));
                    assert!(!raw && !said.is_empty(), "{block:?}: {said}");
                }
            }
        }
    }
}
