//! What the hostile kit consists of: a table of files, each with one fault and what a verifier must say of it.

mod chain;
mod facts;
mod good;
mod names;
mod rules;
mod seal;
mod set;
mod signature;
mod stamps;
mod unreadable;
mod zip_ends;
mod zip_headers;

use crate::common::craft::{Book, KIT_VERSION};
use crate::common::zip_craft::Plan;
use crate::common::*;

/// What must be said of a kit file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    /// `intact`, `altered`, `undecided` or `unreadable`.
    pub verdict: String,
    /// hikae's code, or `-`.
    pub code: String,
    /// Codes of the same weight that come with it, sorted.
    pub with: Vec<String>,
    /// The verdict of a reader that is not the program version named in `bag-info.txt` (format.md 7.5).
    pub other: String,
}

impl Expect {
    /// `verdict code companion…`, and `other:verdict`.
    fn new(text: &str) -> Self {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let verdict = words.remove(0);
        let other = words.pop_if(|word| word.starts_with("other:"));
        let other = other.map_or(verdict.clone(), |word| word["other:".len()..].into());
        let code = if words.is_empty() { "-".into() } else { words.remove(0) };
        words.sort();
        Self { verdict, code, with: words, other }
    }
}

/// One kit entry.
pub struct Fault {
    pub file: String,
    pub section: String,
    pub what: String,
    pub expect: Expect,
    make: Box<dyn Fn(&Bases) -> Vec<Vec<u8>>>,
}

impl Fault {
    /// The files with their names: one archive, or several that are checked in one run.
    pub fn files(&self, bases: &Bases) -> Vec<(String, Vec<u8>)> {
        let all = (self.make)(bases);
        let name = |i: usize| match all.len() {
            1 => format!("{}.zip", self.file),
            _ => format!("{}-{}.zip", self.file, i + 1),
        };
        (0..all.len()).map(name).zip(all.iter().cloned()).collect()
    }
}

/// The good archives that faults are put into; small, since the kit is committed.
pub struct Bases {
    /// One file.
    pub tiny: Book,
    /// The same, withheld.
    pub bare: Book,
    /// Two files, the second with a Japanese name, and a fact of the memo.
    pub pair: Book,
    /// The same, all withheld: three leaves.
    pub leaves: Book,
    /// One file, a conversation of two messages, and two facts of the memo; the files are withheld.
    pub talk: Book,
    /// A second edition after `tiny`.
    pub second: Book,
    /// Both editions in one archive.
    pub two: Book,
    /// `tiny` as this program version writes it.
    pub own: Book,
}

pub const WAV: &str = "data/001/delivery/1/a.wav";
pub const VOICE: &str = "data/001/delivery/1/声.wav";

/// What `tiny` is made of.
pub fn tiny_sample() -> Sample {
    Sample { files: vec![(WAV, b"RIFF a".to_vec())], facts: vec![], ..Sample::default() }
}

/// What `pair` is made of.
pub fn pair_sample() -> Sample {
    let files = vec![(WAV, b"RIFF a".to_vec()), (VOICE, b"RIFF voice".to_vec())];
    Sample { files, facts: vec![case_fact("title", "ナレーション")], ..Sample::default() }
}

impl Bases {
    pub fn new() -> Self {
        let kit = |book: Book| Book { version: KIT_VERSION.into(), ..book };
        let open = |sample: Sample| Book::open(&sample.seal().0);
        let withheld = |book: &Book| {
            let mut book = book.clone();
            book.ed().withhold_all();
            book
        };
        let own = open(tiny_sample());
        let (tiny, pair) = (kit(own.clone()), kit(open(pair_sample())));
        let mut talk = kit(open(Sample { facts: conversation_facts(WAV), ..tiny_sample() }));
        talk.ed().withhold("\"file\"");
        let second = kit(open(Sample::second(&tiny_sample().seal().1)));
        let mut two = tiny.clone();
        two.eds.extend(second.eds.clone());
        Self { bare: withheld(&tiny), leaves: withheld(&pair), tiny, pair, talk, second, two, own }
    }
}

/// All of them.
pub fn all() -> Vec<Fault> {
    let groups = [
        good::all(),
        zip_headers::all(),
        zip_ends::all(),
        names::all(),
        set::all(),
        seal::all(),
        facts::all(),
        rules::all(),
        signature::all(),
        stamps::all(),
        chain::all(),
        unreadable::all(),
    ];
    groups.into_iter().flatten().collect()
}

/// Several archives in one run.
fn run(
    file: impl Into<String>,
    section: &str,
    what: impl Into<String>,
    expect: &str,
    make: impl Fn(&Bases) -> Vec<Vec<u8>> + 'static,
) -> Fault {
    let (section, expect) = (section.into(), Expect::new(expect));
    Fault { file: file.into(), section, what: what.into(), expect, make: Box::new(make) }
}

/// An archive made in any way.
fn raw(
    file: impl Into<String>,
    section: &str,
    what: impl Into<String>,
    expect: &str,
    make: impl Fn(&Bases) -> Vec<u8> + 'static,
) -> Fault {
    run(file, section, what, expect, move |b| vec![make(b)])
}

/// `bare` with a fault in the ZIP itself.
fn zip(
    file: impl Into<String>,
    section: &str,
    what: impl Into<String>,
    expect: &str,
    change: impl Fn(&mut Plan) + 'static,
) -> Fault {
    raw(file, section, what, expect, move |b| {
        let mut plan = b.bare.plan();
        change(&mut plan);
        plan.bytes()
    })
}

/// `pair` with a fault in the ZIP itself.
fn zip_pair(file: &str, section: &str, what: &str, expect: &str, change: fn(&mut Plan)) -> Fault {
    raw(file, section, what, expect, move |b| {
        let mut plan = b.pair.plan();
        change(&mut plan);
        plan.bytes()
    })
}

macro_rules! book_faults {
    ($($(#[$doc:meta])* $name:ident $base:ident;)*) => {
        $($(#[$doc])*
        fn $name(
            file: impl Into<String>,
            section: &str,
            what: impl Into<String>,
            expect: &str,
            change: impl Fn(&mut Book) + 'static,
        ) -> Fault {
            raw(file, section, what, expect, move |b| {
                let mut book = b.$base.clone();
                change(&mut book);
                book.zip()
            })
        })*
    };
}

book_faults! {
    /// `tiny` with a fault in what it says.
    tiny tiny;
    /// `tiny` with everything withheld, with a fault in what it says.
    bare bare;
    /// `pair` with a fault in what it says.
    pair pair;
    /// `pair` with everything withheld, with a fault in what it says.
    leaves leaves;
    /// `talk` with a fault in what it says.
    talk talk;
    /// Both editions, with a fault in what they say.
    two two;
    /// `tiny` of this program version, with a fault in what it says.
    own own;
}
