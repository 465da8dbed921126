//! Step 10: what must hold among the disclosed facts of an edition (format.md section 4.3, from rule 2 on).

mod alone;
mod files;
mod links;

pub use links::Wanted;

use crate::base::digest::Sha256Digest;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::fact::{Fact, Kind, Labels, Salt};
use files::Files;
use links::Links;
use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroU32;

/// Gathers what the rules need while the facts stream by.
#[derive(Default)]
pub struct CrossFacts {
    salts: Vec<Salt>,
    paths: HashSet<(Kind, String)>,
    /// The count that each states, and its source.
    conversations: BTreeMap<u64, (u64, Sha256Digest)>,
    /// The most messages that a range of each conversation is said to stand after.
    after: BTreeMap<u64, u64>,
    files: Files,
    links: Links,
    /// (kind, k, n) of every numbered fact.
    numbered: Vec<(Kind, u64, u64)>,
    participants: Vec<(u64, u64)>,
    with_text: Vec<(u64, u64)>,
    without_text: Vec<(u64, u64)>,
}

impl CrossFacts {
    /// Takes in one fact; what is wrong with it alone, or with one before it, is reported at once.
    pub fn add(&mut self, salt: Salt, fact: &Fact, subject: &str, findings: &mut Findings) {
        self.salts.push(salt);
        alone::check(fact, subject, findings);
        self.files.add(fact, findings);
        let path = match fact {
            Fact::Case(f) => Some(f.key.as_str()),
            _ => fact.path().map(|path| path.as_str()),
        };
        if let Some(path) = path
            && !self.paths.insert((fact.kind(), path.to_owned()))
        {
            findings.push(Finding::new(Code::FactTwin, path).detail(fact.kind().as_str()));
        }
        match fact {
            Fact::Conversation(f) => {
                let own = (f.count.get(), Sha256Digest::of(&f.source));
                if self.conversations.insert(f.k.get(), own).is_some() {
                    findings.push(Finding::new(Code::FactTwin, format!("conversation {}", f.k)));
                }
                f.gaps.iter().for_each(|gap| self.stands_after(f.k.get(), gap.after.get()));
            }
            Fact::Participant(f) => self.numbered.push((Kind::Participant, f.k.get(), f.n.get())),
            Fact::Name(f) => self.numbered.push((Kind::Name, f.k.get(), f.n.get())),
            Fact::Text(f) => self.numbered.push((Kind::Text, f.k.get(), f.n.get())),
            Fact::Answer(f) => {
                self.numbered.push((Kind::Answer, f.k.get(), f.n.get()));
                self.stands_after(f.k.get(), f.after.get());
            }
            Fact::Link(f) => self.links.add(f, subject, findings),
            Fact::Message(f) => {
                let id = (f.k.get(), f.n.get());
                self.numbered.push((Kind::Message, id.0, id.1));
                if f.has_text {
                    self.with_text.push(id)
                } else {
                    self.without_text.push(id)
                }
                self.participants.extend(f.participant.map(|p| (id.0, p.get())));
            }
            _ => {}
        }
    }

    fn stands_after(&mut self, k: u64, messages: u64) {
        let most = self.after.entry(k).or_default();
        *most = messages.max(*most);
    }

    /// Holds what was gathered against the labels of the seal. What is left are codes to be looked for in texts.
    pub fn finish(mut self, labels: &Labels, subject: &str, findings: &mut Findings) -> Wanted {
        self.salts.sort_unstable();
        if self.salts.windows(2).any(|pair| pair[0] == pair[1]) {
            findings.push(Finding::new(Code::FactSaltTwice, subject));
        }
        let count = |kind, k: u64| labels.of(kind, u32::try_from(k).ok().and_then(NonZeroU32::new));
        for (k, (stated, _)) in &self.conversations {
            let sealed = count(Kind::Message, *k);
            if *stated != sealed {
                let detail = format!("{stated} stated, {sealed} sealed");
                findings
                    .push(Finding::new(Code::ConversationCount, format!("conversation {k}")).detail(detail));
            }
        }
        self.numbered.sort_unstable();
        for pair in self.numbered.windows(2).filter(|pair| pair[0] == pair[1]) {
            let (kind, k, n) = pair[0];
            findings.push(Finding::new(Code::FactTwin, format!("{}.{k} {n}", kind.as_str())));
        }
        let mut within = |kind: Kind, k: u64, n: u64| {
            let bound = match kind {
                Kind::Message | Kind::Text => Kind::Message,
                Kind::Answer => Kind::Answer,
                _ => Kind::Participant,
            };
            if n == 0 || n > count(bound, k) {
                findings.push(Finding::new(Code::FactNumber, format!("{}.{k} {n}", kind.as_str())));
            }
        };
        self.numbered.iter().for_each(|(kind, k, n)| within(*kind, *k, *n));
        self.participants.iter().for_each(|(k, n)| within(Kind::Participant, *k, *n));
        self.links.messages().for_each(|(k, n)| within(Kind::Message, k, n));
        for (k, after) in &self.after {
            if *after > count(Kind::Message, *k) {
                let detail = format!("a range after message {after}");
                findings.push(Finding::new(Code::FactNumber, format!("conversation {k}")).detail(detail));
            }
        }
        self.files.finish(labels, findings);
        self.check_texts(count, findings);
        let Self { links, conversations, numbered, .. } = self;
        let source_of = |k| conversations.get(&k).map(|(_, source)| *source);
        let is_shown = |(k, n)| numbered.binary_search(&(Kind::Text, k, n)).is_ok();
        links.finish(source_of, is_shown, findings)
    }

    fn check_texts(&mut self, count: impl Fn(Kind, u64) -> u64, findings: &mut Findings) {
        self.without_text.sort_unstable();
        let texts = self.numbered.iter().filter(|(kind, ..)| *kind == Kind::Text).map(|(_, k, n)| (*k, *n));
        for (k, n) in texts.filter(|id| self.without_text.binary_search(id).is_ok()) {
            let subject = format!("text.{k} {n}");
            findings
                .push(Finding::new(Code::TextCount, subject).detail("its header says that it has no text"));
        }
        let per_conversation = |ids: &[(u64, u64)]| {
            let mut counts = BTreeMap::<u64, u64>::new();
            ids.iter().for_each(|(k, _)| *counts.entry(*k).or_default() += 1);
            counts
        };
        for (k, n) in per_conversation(&self.with_text) {
            if n > count(Kind::Text, k) {
                findings.push(
                    Finding::new(Code::TextCount, format!("conversation {k}"))
                        .detail("more headers with text than texts"),
                );
            }
        }
        for (k, n) in per_conversation(&self.without_text) {
            if n > count(Kind::Message, k).saturating_sub(count(Kind::Text, k)) {
                let finding = Finding::new(Code::TextCount, format!("conversation {k}"));
                findings.push(finding.detail("more headers without text than the seal has room for"));
            }
        }
    }
}
