//! The facts that a memo gives (format.md section 4.2): `case` and `event`, asserted by the worker.

use super::model::{Entry, Event, Memo, TooLarge};
use crate::base::limits::Limits;
use crate::format::fact::{CaseFact, EventFact, Fact, Uint, Word};

impl Memo {
    /// A memo of which only the `case` facts are here: each is a line of it under the item's own key. Events are not in it.
    ///
    /// # Errors
    /// Those of [`Memo::read`].
    pub fn of_facts<'a>(
        facts: impl IntoIterator<Item = &'a CaseFact>,
        limits: &Limits,
    ) -> Result<Self, TooLarge> {
        let mut lines: Vec<&CaseFact> = facts.into_iter().collect();
        lines.sort_by_key(|fact| fact.line);
        let (mut text, mut written) = (String::new(), Vec::new());
        for fact in lines {
            let parts: Vec<&str> = fact.key.split('.').collect();
            let key = match parts.as_slice() {
                ["note" | "event", ..] => continue,
                // `name.line.2` is the second name on LINE, `fee.2` a second fee
                ["name", channel, ..] if channel.parse::<u32>().is_err() => format!("name ({channel})"),
                ["outside", channel, ..] => format!("outside contact ({channel})"),
                [item, ..] => (*item).to_owned(),
                [] => continue,
            };
            text += &format!("{key}: {}\n", fact.value.replace(['\r', '\n'], " "));
            written.push(fact.line.and_then(|line| u32::try_from(line.get()).ok()).unwrap_or_default());
        }
        let mut memo = Self::of_text(&text, limits)?;
        for entry in &mut memo.entries {
            let at = usize::try_from(entry.line).ok().and_then(|line| line.checked_sub(1));
            entry.line = at.and_then(|at| written.get(at)).copied().unwrap_or_default(); // as the notes had it
        }
        Ok(memo)
    }

    /// The facts, in the order of the lines. An event's link address is its `evidence`; its other details are
    /// `case` facts of their own (`event.LINE.result`), so that each can be withheld alone.
    pub fn facts(&self) -> Vec<Fact> {
        let lines = self.entries.iter().map(|entry| (entry.line, vec![entry.fact()]));
        let events = self.events.iter().map(|event| (event.line, event.facts()));
        let mut facts: Vec<(u32, Vec<Fact>)> = lines.chain(events).collect();
        facts.sort_by_key(|(line, _)| *line);
        facts.into_iter().flat_map(|(_, facts)| facts).collect()
    }
}

impl Entry {
    fn fact(&self) -> Fact {
        case(self.line, self.key.clone(), &self.value)
    }
}

impl Event {
    fn facts(&self) -> Vec<Fact> {
        let event = Fact::Event(EventFact {
            at: self.at.clone(),
            kind: word(self.kind.word()),
            actor: word(self.actor.word()),
            round: self.round.map(|round| Uint::from(u32::from(round.get()))),
            quote: self.quote.clone(),
            evidence: self.address.clone(),
            line: Some(self.line.into()),
        });
        let details = [
            ("expiry", self.expiry.as_ref().map(|(written, _)| written)),
            ("checked", self.checked.as_ref().map(|(_, written)| written)),
            ("result", self.result.as_ref()),
            ("note", self.note.as_ref()),
        ];
        let details = details.into_iter().filter_map(|(what, value)| {
            value.map(|value| case(self.line, format!("event.{}.{what}", self.line), value))
        });
        std::iter::once(event).chain(details).collect()
    }
}

fn case(line: u32, key: String, value: &str) -> Fact {
    Fact::Case(CaseFact { key, value: value.to_owned(), line: Some(line.into()) })
}

fn word(word: &'static str) -> Word {
    Word::try_from(word).expect("the words of the memo are words of the format")
}
