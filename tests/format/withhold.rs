//! Withholding any facts with their files leaves a copy that verifies, with what is missing counted; adding
//! anything to a copy does not.

#![allow(clippy::unwrap_used)] // a test

use crate::common::bases::Bases;
use crate::common::craft::Book;
use crate::common::edition_craft::{Ed, file_line, salted};
use crate::common::*;
use crate::kit_faults::all;
use hikae::base::finding::Code;
use hikae::format::archive::Edition;
use hikae::format::fact::FactLine;
use hikae::handover::disclosure::{Disclosure, Level};
use hikae::verify::Verdict;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

/// A good archive of one edition, and one of two.
static BOOKS: LazyLock<[Book; 2]> = LazyLock::new(|| {
    let (first, sealed) = Sample::default().seal();
    let one = Book::open(&first);
    let mut two = one.clone();
    two.eds.extend(Book::open(&Sample::second(&sealed).seal().0).eds);
    [one, two]
});

/// A good archive of another case, by the same key.
static OTHER: LazyLock<Book> =
    LazyLock::new(|| Book::open(&Sample { case: [0xC6; 16], first_salt: 500, ..Sample::default() }.seal().0));

/// The copy that shows only the chosen lines, with their files.
fn withheld(book: &Book, keep: &[bool]) -> Book {
    let mut copy = book.clone();
    let mut keep = keep.iter().copied().cycle();
    for ed in &mut copy.eds {
        for line in ed.lines.clone() {
            if keep.next() == Some(false) {
                ed.withhold(std::str::from_utf8(&line).unwrap());
            }
        }
    }
    copy
}

fn verdict(bytes: &[u8]) -> Option<Verdict> {
    check(&[bytes]).ok().map(|run| run.outcome.verdict)
}

/// Good archives of the kit hold what is odd and allowed; a copy at any level contradicts itself no more than the whole.
#[test]
fn every_good_archive_of_the_kit_stays_intact_at_every_level() {
    let bases = Bases::new();
    let mut copies = 0;
    for fault in all().iter().filter(|fault| fault.file.starts_with("good-")) {
        for (name, bytes) in fault.files(&bases) {
            let book = Book::open(&bytes);
            for level in Level::ALL {
                let disclosure = Disclosure::of(level);
                let mut copy = book.clone();
                for ed in &mut copy.eds {
                    let edition = Edition::new(ed.folder.parse().unwrap()).unwrap();
                    for line in ed.lines.clone() {
                        if !disclosure.shows(edition, &FactLine::parse(&line).unwrap().fact) {
                            ed.withhold(std::str::from_utf8(&line).unwrap());
                        }
                    }
                }
                let run = check(&[&copy.zip()]).unwrap();
                assert_eq!(run.outcome.verdict, Verdict::Intact, "{name} {level:?}: {:#?}", run.findings());
                copies += 1;
            }
        }
    }
    assert!(copies > 200, "{copies}");
}

fn any_copy() -> impl Strategy<Value = Book> {
    (0..2usize, vec(any::<bool>(), 1..20)).prop_map(|(which, keep)| withheld(&BOOKS[which], &keep))
}

/// Names that the format has a place for, and names that it has not.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "data/00[1-3]/(delivery/[1-9]|documents|messages)/[a-zあ-ん]{1,8}",
        "data/[a-z]{1,8}",
        "proof/00[1-3]/(facts.jsonl|seal.txt|seal.txt.sig|stamp-1.sha256|stamp-1.a.tsr|[a-z]{1,8})",
        "[a-zA-Z]{1,8}(.txt|.html)?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_withheld_is_counted(copy in any_copy()) {
        let run = check(&[&copy.zip()]).unwrap();
        prop_assert_eq!(run.outcome.verdict, Verdict::Intact, "{:#?}", run.findings());
        let shown = run.outcome.shown;
        let sum = |count: &dyn Fn(&Ed) -> usize| copy.eds.iter().map(count).sum::<usize>() as u64;
        prop_assert_eq!(shown.facts, sum(&|ed| ed.lines.len()));
        prop_assert_eq!(shown.facts_sealed, sum(&|ed| ed.leaves.len()));
        prop_assert_eq!(shown.files, sum(&|ed| ed.payload.len()));
        prop_assert_eq!(shown.files_sealed, sum(&|ed| ed.leaves.iter().filter(|(_, l)| l == "file").count()));
        let missing = copy.eds.iter().filter(|ed| ed.lines.len() < ed.leaves.len()).count();
        let said = run.findings().iter().filter(|(_, f)| f.code == Code::FactsWithheld).count();
        prop_assert_eq!(said, missing);
    }

    #[test]
    fn payload_can_be_withheld_without_its_fact(which in 0..2usize, at in any::<Index>()) {
        let mut copy = BOOKS[which].clone();
        let at = at.index(copy.eds[0].payload.len());
        copy.eds[0].payload.remove(at);
        let run = check(&[&copy.zip()]).unwrap();
        prop_assert_eq!(run.outcome.verdict, Verdict::Intact, "{:#?}", run.findings());
        prop_assert_eq!(run.outcome.shown.files + 1, run.outcome.shown.files_sealed);
        prop_assert_eq!(run.outcome.shown.facts, run.outcome.shown.facts_sealed);
    }

    #[test]
    fn no_entry_can_be_added(mut copy in any_copy(), name in any_name(), data in vec(any::<u8>(), 0..20)) {
        copy.planted.push((name.into(), data));
        prop_assert_ne!(verdict(&copy.zip()), Some(Verdict::Intact));
    }

    #[test]
    fn no_fact_can_be_added(mut copy in any_copy(), value in "[a-z]{1,8}", with_file in any::<bool>()) {
        let ed = copy.ed();
        let name = format!("data/001/documents/{value}");
        if with_file {
            ed.payload.push((name.clone().into(), value.clone().into()));
            ed.lines.push(file_line(&name, value.as_bytes()));
        } else {
            ed.lines.push(salted(&format!(r#"{{"case":{{"key":"{value}","value":""}}}}"#)));
        }
        ed.sort_lines();
        prop_assert_eq!(verdict(&copy.zip()), Some(Verdict::Altered));
    }

    #[test]
    fn no_fact_of_another_archive_can_be_added(mut copy in any_copy(), at in any::<Index>()) {
        let line = OTHER.eds[0].lines[at.index(OTHER.eds[0].lines.len())].clone();
        copy.ed().lines.push(line);
        copy.ed().sort_lines();
        prop_assert_eq!(verdict(&copy.zip()), Some(Verdict::Altered));
    }

    #[test]
    fn no_fact_can_be_shown_twice(mut copy in any_copy(), at in any::<Index>()) {
        let ed = copy.ed();
        prop_assume!(!ed.lines.is_empty());
        let line = ed.lines[at.index(ed.lines.len())].clone();
        ed.lines.push(line);
        ed.sort_lines();
        prop_assert_eq!(verdict(&copy.zip()), Some(Verdict::Altered));
    }

    #[test]
    fn no_byte_can_be_added(copy in any_copy(), at in any::<Index>(), byte in any::<u8>()) {
        let mut bytes = copy.zip();
        bytes.insert(at.index(bytes.len() + 1), byte);
        prop_assert_ne!(verdict(&bytes), Some(Verdict::Intact));
    }
}
