//! What the hostile kit consists of: a table of files, each with one fault and what a verifier must say of it.
#![allow(clippy::unwrap_used)] // part of a test

mod chain;
mod content;
mod contradictions;
mod fact_forms;
mod facts;
mod good;
mod good_names;
mod good_tokens;
mod handover;
mod links;
mod names;
mod rules;
mod seal;
mod set;
mod signature;
mod sounds;
mod stamps;
mod tokens;
mod unreadable;
mod zip_ends;
mod zip_headers;

use crate::common::bases::{Bases, VOICE, WAV};
use crate::common::craft::Book;
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
    /// The verdict of a reader that does not know the revision named in `bag-info.txt` (format.md 7.5).
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
    make: Make,
}

/// Makes the archives of an entry.
type Make = Box<dyn Fn(&Bases) -> Vec<Vec<u8>>>;

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

/// All of them.
pub fn all() -> Vec<Fault> {
    let groups = [
        good::all(),
        good_names::all(),
        good_tokens::all(),
        zip_headers::all(),
        zip_ends::all(),
        names::all(),
        set::all(),
        content::all(),
        seal::all(),
        facts::all(),
        rules::all(),
        contradictions::all(),
        sounds::all(),
        links::all(),
        signature::all(),
        stamps::all(),
        tokens::all(),
        chain::all(),
        handover::all(),
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
    /// `tiny` with the texts that hikae makes, with a fault in what it says.
    own own;
    /// A handover with the texts that hikae makes, with a fault in what it says.
    handed handed;
}
