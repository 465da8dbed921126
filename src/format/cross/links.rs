//! Codes that are said to stand in messages (format.md section 4.3, rules 3, 5 and 9): gathered here, and looked for in
//! the texts by a second reading, which takes place only where there is something to look for.

use crate::base::digest::Sha256Digest;
use crate::base::error::{Error, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::format::fact::{Fact, FactLine, Kind, LinkFact};
use crate::format::seal_code::strike_standing;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;
use std::io::{BufRead as _, BufReader, Read};

/// A link as far as others are held against it. `at` is its message.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    at: Option<(u64, u64)>,
    code: Sha256Digest,
    source: Sha256Digest,
}

/// Links while the facts stream by.
#[derive(Default)]
pub struct Links {
    placed: Vec<Placed>,
    targets: Vec<(Sha256Digest, Option<String>)>,
}

/// What is left to be looked for after all facts were read.
#[derive(Default)]
pub struct Wanted {
    /// Codes by the message whose text is shown.
    texts: BTreeMap<(u64, u64), HashSet<Sha256Digest>>,
    /// What codes are said to name.
    pub targets: Vec<(Sha256Digest, String)>,
}

impl Links {
    /// Takes in one.
    pub fn add(&mut self, link: &LinkFact, place: &dyn Display, findings: &mut Findings) {
        let at = link.k.map(|k| k.get()).zip(link.n.map(|n| n.get()));
        if at.is_none() && (link.k.is_some() || link.n.is_some()) {
            let detail = "a conversation without a message, or a message without a conversation";
            findings.push(Finding::new(Code::LinkPlace, place.to_string()).detail(detail));
        }
        self.placed.push(Placed { at, code: link.code, source: Sha256Digest::of(&link.source) });
        self.targets.push((link.code, link.target.clone()));
    }

    /// The messages that links name.
    pub fn messages(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.placed.iter().filter_map(|link| link.at)
    }

    /// Holds links against each other, the sources of their conversations, and the texts that are shown.
    pub fn finish(
        mut self,
        source_of: impl Fn(u64) -> Option<Sha256Digest>,
        is_shown: impl Fn((u64, u64)) -> bool,
        findings: &mut Findings,
    ) -> Wanted {
        self.placed.sort_unstable();
        for twin in self.placed.windows(2).filter(|pair| pair[0] == pair[1]) {
            findings.push(Finding::new(Code::FactTwin, subject(twin[0].at)).detail(twin[0].code));
        }
        self.targets.sort_unstable();
        for pair in self.targets.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1) {
            findings.push(Finding::new(Code::LinkTarget, pair[0].0.to_string()).detail("two targets"));
        }
        let mut texts: BTreeMap<(u64, u64), HashSet<Sha256Digest>> = BTreeMap::new();
        for Placed { at, code, source } in self.placed {
            let Some(message) = at else { continue };
            if source_of(message.0).is_some_and(|own| own != source) {
                let detail = "another source than that of its conversation";
                findings.push(Finding::new(Code::LinkPlace, subject(at)).detail(detail));
            }
            if is_shown(message) {
                texts.entry(message).or_default().insert(code);
            }
        }
        self.targets.dedup();
        let named = self.targets.into_iter().filter_map(|(code, target)| Some((code, target?)));
        Wanted { texts, targets: named.collect() }
    }
}

fn subject(at: Option<(u64, u64)>) -> String {
    at.map_or_else(|| "link".to_owned(), |(k, n)| format!("text.{k} {n}"))
}

impl Wanted {
    /// Is there no text to look into?
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Looks for the codes in the texts of `facts.jsonl`. What is wrong with its lines is known from the first reading.
    ///
    /// # Errors
    /// Read errors.
    pub fn look(mut self, facts: impl Read, limits: &Limits, findings: &mut Findings) -> Result<()> {
        let mut facts = BufReader::new(facts);
        let mut line = Vec::new();
        loop {
            line.clear();
            let most = limits.fact_line as u64 + 1;
            if (&mut facts).take(most).read_until(b'\n', &mut line).map_err(Error::read)? == 0 {
                break;
            }
            line.pop_if(|b| *b == b'\n');
            if !FactLine::is_of(&line, Kind::Text) {
                continue;
            }
            if let Ok(FactLine { fact: Fact::Text(text), .. }) = FactLine::parse(&line)
                && let Some(codes) = self.texts.get_mut(&(text.k.get(), text.n.get()))
            {
                strike_standing(&text.text, codes);
            }
        }
        for (message, codes) in self.texts {
            let mut codes: Vec<Sha256Digest> = codes.into_iter().collect();
            codes.sort_unstable();
            for code in codes {
                findings.push(Finding::new(Code::LinkText, subject(Some(message))).detail(code));
            }
        }
        Ok(())
    }
}
