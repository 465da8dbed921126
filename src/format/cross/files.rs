//! Facts about files that were never sealed, and one hash with two sizes (format.md section 4.3, rules 10, 11 and 15).

use crate::base::digest::Sha256Digest;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::fact::{Fact, Kind, Labels};
use std::collections::HashMap;

/// Characters of a name that a finding tells: no entry has more, and a source can be a text of a megabyte.
const LONGEST_NAME: usize = 1000;

/// Kinds of facts.
#[derive(Debug, Default, Clone, Copy)]
struct Kinds(u16);

impl Kinds {
    /// Adds one; was it new?
    fn insert(&mut self, kind: Kind) -> bool {
        let before = self.0;
        self.0 |= 1 << kind as u16;
        before != self.0
    }

    fn contains(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u16 != 0
    }
}

/// What facts say of a name.
#[derive(Debug, Default)]
struct Said {
    /// Kinds that have a fact of it.
    own: Kinds,
    /// Kinds that call it a file.
    named: Kinds,
    /// Its size, where it is told.
    size: Option<u64>,
    /// The least bytes that its samples take.
    least: u64,
    /// The largest value of a drawing by its peak, and of the one that there is.
    drawn: (Option<f32>, Option<u8>),
}

impl Said {
    /// Measurements that its size, or its drawing, contradicts.
    fn contradiction(&self) -> Option<&'static str> {
        let is_other = |(by_peak, drawn): (f32, u8)| (by_peak - f32::from(drawn)).abs() > 1.01;
        match self.size {
            Some(size) if self.least > size => Some("more samples than the file can hold"),
            _ => self.drawn.0.zip(self.drawn.1).is_some_and(is_other).then_some("a peak that is not drawn"),
        }
    }
}

/// What facts call files, and the files that are sealed: every name once, however many facts speak of it.
#[derive(Default)]
pub struct Files {
    names: HashMap<String, Said>,
    sealed: u64,
    sizes: HashMap<Sha256Digest, u64>,
}

impl Files {
    fn said(&mut self, name: &str) -> &mut Said {
        if !self.names.contains_key(name) {
            self.names.insert(name.to_owned(), Said::default());
        }
        self.names.get_mut(name).expect("it is there")
    }

    /// Takes in a fact by its own name; is it the first of its kind?
    pub fn is_first(&mut self, kind: Kind, name: &str) -> bool {
        let is_first = self.said(name).own.insert(kind);
        self.sealed += u64::from(is_first && kind == Kind::File);
        is_first
    }

    /// Takes in a fact that speaks of files.
    pub fn add(&mut self, fact: &Fact, findings: &mut Findings) {
        match fact {
            Fact::Audio(f) => {
                let drawn = f.highest_drawn().map(|highest| highest as f32);
                let said = self.said(f.path.as_str());
                (said.least, said.drawn.0) = (f.least_bytes(), drawn);
            }
            Fact::Waveform(f) => self.said(f.path.as_str()).drawn.1 = f.highest(),
            _ => {}
        }
        let sources = match fact {
            Fact::File(f) => {
                if *self.sizes.entry(f.sha256).or_insert(f.size.get()) != f.size.get() {
                    findings.push(Finding::new(Code::FileHash, f.path.as_str()).detail(f.sha256));
                }
                self.said(f.path.as_str()).size = Some(f.size.get());
                return;
            }
            Fact::Conversation(f) => Some(&f.source),
            Fact::Link(f) => Some(&f.source),
            _ => None,
        };
        let sources = sources.into_iter().flat_map(|source| source.split(' '));
        let names = sources.chain(fact.path().map(|path| path.as_str()));
        names.for_each(|name| {
            self.said(name).named.insert(fact.kind());
        });
    }

    /// Measurements that do not go together with the file; and where every `file` fact is shown, what they do not name was
    /// never sealed.
    pub fn finish(&self, labels: &Labels, findings: &mut Findings) {
        let odd = self.names.iter().filter_map(|(name, said)| Some((name.as_str(), said.contradiction()?)));
        let mut odd: Vec<_> = odd.collect();
        odd.sort_unstable();
        for (name, what) in odd {
            findings.push(Finding::new(Code::AudioValues, name).detail(what));
        }
        if self.sealed != labels.of(Kind::File, None) {
            return;
        }
        let unsealed = self.names.iter().filter(|(_, said)| !said.own.contains(Kind::File));
        let mut strangers: Vec<(Kind, &str)> = unsealed
            .flat_map(|(name, said)| {
                Kind::ALL
                    .into_iter()
                    .filter(|kind| said.named.contains(*kind))
                    .map(move |k| (k, name.as_str()))
            })
            .filter(|(kind, name)| !(is_of_sound(*kind) && self.is_in_a_file(name)))
            .collect();
        strangers.sort_unstable();
        for (kind, name) in strangers {
            let name: String = name.chars().take(LONGEST_NAME).collect();
            findings.push(Finding::new(Code::FactOfNoFile, name).detail(kind.as_str()));
        }
    }

    /// Is it the name of an entry in a ZIP that is sealed? No sealed file is another's folder, so that it must be.
    fn is_in_a_file(&self, name: &str) -> bool {
        let is_sealed = |name: &str| self.names.get(name).is_some_and(|said| said.own.contains(Kind::File));
        name.match_indices('/').any(|(at, _)| is_sealed(&name[..at]))
    }
}

fn is_of_sound(kind: Kind) -> bool {
    matches!(kind, Kind::Audio | Kind::Waveform | Kind::Claims)
}
