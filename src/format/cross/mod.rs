//! What must hold among the disclosed facts of an edition (format.md section 4.3, from rule 2 on). Sealing refuses what
//! verifying would find: both ask here.

mod alone;
mod files;
mod links;
mod mails;
mod numbered;
mod targets;

pub use links::Wanted;
pub use mails::{check_signed, tells_of_a_signature};
pub use targets::Known;

use crate::base::digest::Sha256Digest;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::archive::{Edition, ProofFile};
use crate::format::fact::{Fact, Kind, Labels, Salt};
use files::Files;
use links::Links;
use numbered::{Numbered, Sorted};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::num::NonZeroU32;

/// Gathers what the rules need while the facts stream by.
pub struct CrossFacts {
    edition: Edition,
    salts: Vec<Salt>,
    conversations: BTreeMap<u64, Stated>,
    /// The most messages that a range of each conversation is said to stand after.
    after: BTreeMap<u64, u64>,
    files: Files,
    links: Links,
    numbered: Numbered,
    /// Who is said to have written messages, by conversation.
    participants: BTreeSet<(u64, u64)>,
    with_text: BTreeMap<u64, u64>,
    without_text: Numbered,
}

/// What a conversation says of itself: its messages, and its source.
struct Stated {
    count: u64,
    source: Sha256Digest,
}

impl CrossFacts {
    /// Of this edition, none yet.
    pub fn of(edition: Edition) -> Self {
        Self {
            edition,
            salts: Vec::new(),
            conversations: BTreeMap::new(),
            after: BTreeMap::new(),
            files: Files::default(),
            links: Links::default(),
            numbered: Numbered::default(),
            participants: BTreeSet::new(),
            with_text: BTreeMap::new(),
            without_text: Numbered::default(),
        }
    }

    /// Takes in one fact; what is wrong with it alone, or with one before it, is reported at once. `place` is where it
    /// stands, for facts that name nothing by which they could be called.
    pub fn add(&mut self, salt: Salt, fact: &Fact, place: &dyn Display, findings: &mut Findings) {
        self.salts.push(salt);
        alone::check(fact, self.edition, place, findings);
        self.files.add(fact, findings);
        let path = match fact {
            Fact::Case(f) => Some(f.key.as_str()),
            _ => fact.path().map(|path| path.as_str()),
        };
        if let Some(path) = path
            && !self.files.is_first(fact.kind(), path)
        {
            findings.push(Finding::new(Code::FactTwin, path).detail(fact.kind().as_str()));
        }
        match fact {
            Fact::Conversation(f) => {
                let stated = Stated { count: f.count.get(), source: Sha256Digest::of(&f.source) };
                if self.conversations.insert(f.k.get(), stated).is_some() {
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
            Fact::Link(f) => self.links.add(f, place, findings),
            Fact::Message(f) => {
                let (k, n) = (f.k.get(), f.n.get());
                self.numbered.push((Kind::Message, k, n));
                if f.has_text {
                    *self.with_text.entry(k).or_default() += 1;
                } else {
                    self.without_text.push((Kind::Message, k, n));
                }
                self.participants.extend(f.participant.map(|p| (k, p.get())));
            }
            _ => {}
        }
    }

    fn stands_after(&mut self, k: u64, messages: u64) {
        let most = self.after.entry(k).or_default();
        *most = messages.max(*most);
    }

    /// Holds what was gathered against the labels of the seal. What is left are codes to be looked for in texts.
    pub fn finish(mut self, labels: &Labels, findings: &mut Findings) -> Wanted {
        if let Some(label) = labels.inconsistency() {
            let seal = ProofFile::Seal.name(self.edition);
            findings.push(Finding::new(Code::SealLabels, seal.as_str()).detail(label));
        }
        self.salts.sort_unstable();
        if let Some(twin) = self.salts.windows(2).find(|pair| pair[0] == pair[1]) {
            let finding = Finding::new(Code::FactSaltTwice, self.edition.proofs());
            findings.push(finding.detail(String::from(twin[0])));
        }
        self.salts = Vec::new();
        let count = |kind, k: u64| labels.of(kind, u32::try_from(k).ok().and_then(NonZeroU32::new));
        for (k, Stated { count: stated, .. }) in &self.conversations {
            let sealed = count(Kind::Message, *k);
            if *stated != sealed {
                let detail = format!("{stated} stated, {sealed} sealed");
                findings
                    .push(Finding::new(Code::ConversationCount, format!("conversation {k}")).detail(detail));
            }
        }
        let numbered = std::mem::take(&mut self.numbered).sorted();
        for (kind, k, n) in numbered.twins() {
            findings.push(Finding::new(Code::FactTwin, format!("{}.{k} {n}", kind.as_str())));
        }
        let mut within = |(kind, k, n): (Kind, u64, u64)| {
            let bound = match kind {
                Kind::Message | Kind::Text => Kind::Message,
                Kind::Answer => Kind::Answer,
                _ => Kind::Participant,
            };
            if n == 0 || n > count(bound, k) {
                findings.push(Finding::new(Code::FactNumber, format!("{}.{k} {n}", kind.as_str())));
            }
        };
        numbered.iter().for_each(&mut within);
        self.participants.iter().for_each(|(k, n)| within((Kind::Participant, *k, *n)));
        self.links.messages().for_each(|(k, n)| within((Kind::Message, k, n)));
        for (k, after) in &self.after {
            if *after > count(Kind::Message, *k) {
                let detail = format!("a range after message {after}");
                findings.push(Finding::new(Code::FactNumber, format!("conversation {k}")).detail(detail));
            }
        }
        self.files.finish(labels, findings);
        self.check_texts(&numbered, count, findings);
        let source_of = |k| self.conversations.get(&k).map(|stated| stated.source);
        let is_shown = |(k, n)| numbered.contains((Kind::Text, k, n));
        std::mem::take(&mut self.links).finish(source_of, is_shown, findings)
    }

    /// Rule 6.
    fn check_texts(&mut self, numbered: &Sorted, count: impl Fn(Kind, u64) -> u64, findings: &mut Findings) {
        let without = std::mem::take(&mut self.without_text).sorted();
        let mut headers = BTreeMap::<u64, u64>::new();
        for (_, k, n) in without.iter() {
            *headers.entry(k).or_default() += 1;
            if numbered.contains((Kind::Text, k, n)) {
                let finding = Finding::new(Code::TextCount, format!("text.{k} {n}"));
                findings.push(finding.detail("its header says that it has no text"));
            }
        }
        for (k, n) in &self.with_text {
            if *n > count(Kind::Text, *k) {
                let finding = Finding::new(Code::TextCount, format!("conversation {k}"));
                findings.push(finding.detail("more headers with text than texts"));
            }
        }
        for (k, n) in headers {
            if n > count(Kind::Message, k).saturating_sub(count(Kind::Text, k)) {
                let finding = Finding::new(Code::TextCount, format!("conversation {k}"));
                findings.push(finding.detail("more headers without text than the seal has room for"));
            }
        }
    }
}
