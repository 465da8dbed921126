//! The hostile kit: made anew, compared with the files of `tests/kit/`, and every verdict as expected.
//! `HIKAE_KIT_WRITE=1 cargo test --test format kit::` writes the files.

use crate::common::bases::Bases;
use crate::common::{self, check};
use crate::kit_faults::{Expect, Fault, all};
use hikae::base::finding::{Code, Severity};
use hikae::verify::Standing;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kit")
}

/// Codes of this weight keep an archive from being intact.
fn weighs(code: Code) -> bool {
    matches!(code.severity(), Severity::Alters | Severity::Undecided)
}

/// `NotAZip` as `not-a-zip`.
fn kebab(name: &str) -> String {
    let parts =
        name.chars().map(|c| if c.is_uppercase() { format!("-{}", c.to_lowercase()) } else { c.into() });
    parts.collect::<String>().trim_start_matches('-').to_owned()
}

/// What hikae says, in the terms of the table; the expected code is kept apart from its companions.
fn said(files: &[(String, Vec<u8>)], expected: &Expect) -> Expect {
    let archives: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let other = expected.other.clone();
    match check(&archives) {
        Err(e) => {
            let code = kebab(&format!("{:?}", e.kind()));
            Expect { verdict: "unreadable".into(), code, with: vec![], other }
        }
        Ok(run) => {
            let found: BTreeSet<Code> = run.findings().into_iter().map(|(_, finding)| finding.code).collect();
            let seen = found.iter().any(|code| code.as_str() == expected.code);
            let code = if seen { expected.code.clone() } else { "-".into() };
            let with = found.into_iter().filter(|code| weighs(*code) && code.as_str() != expected.code);
            let mut with: Vec<String> = with.map(|code| code.to_string()).collect();
            with.sort();
            let verdict = format!("{:?}", run.outcome.verdict).to_lowercase();
            Expect { verdict, code, with, other }
        }
    }
}

/// `kit.tsv`. Its readers believe the authorities of `tsa-root.pem`, and read it at the time of [`common::policy`].
fn index(faults: &[Fault], bases: &Bases) -> String {
    let mut text = String::from(
        "files\tverdict\tcode\tcompanions\tverdict of other readers\tformat.md\twhat is broken\n",
    );
    for fault in faults {
        let files: Vec<String> = fault.files(bases).into_iter().map(|(name, _)| name).collect();
        let with = if fault.expect.with.is_empty() { "-".into() } else { fault.expect.with.join(" ") };
        let Expect { verdict, code, other, .. } = &fault.expect;
        let (section, what) = (&fault.section, &fault.what);
        text.push_str(&format!(
            "{}\t{verdict}\t{code}\t{with}\t{other}\t{section}\t{what}\n",
            files.join(" ")
        ));
    }
    text
}

#[test]
fn every_kit_file_gets_its_verdict() {
    let bases = Bases::new();
    let wrong: Vec<String> = all()
        .iter()
        .filter_map(|fault| {
            let said = said(&fault.files(&bases), &fault.expect);
            (said != fault.expect).then(|| {
                format!(
                    "{}: {}\n  expected {:?}\n  hikae says {said:?}",
                    fault.file, fault.what, fault.expect
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_committed_kit_is_what_the_generator_makes() {
    let (bases, faults) = (Bases::new(), all());
    let mut made: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in faults.iter().flat_map(|fault| fault.files(&bases)) {
        assert!(made.insert(name.clone(), bytes).is_none(), "{name} twice");
    }
    let total: usize = made.values().map(Vec::len).sum();
    // every clone of the sources has it; stamped archives are half as large again as others, those with a report four times as large
    assert!(total < 15 << 18, "{total} bytes of kit files");
    made.insert("kit.tsv".into(), index(&faults, &bases).into_bytes());
    made.insert("tsa-root.pem".into(), common::token_craft::root_pem().into_bytes());
    if std::env::var_os("HIKAE_KIT_WRITE").is_some() {
        for entry in std::fs::read_dir(dir()).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "zip") {
                std::fs::remove_file(path).unwrap();
            }
        }
        std::fs::create_dir_all(dir()).unwrap();
        made.iter().for_each(|(name, bytes)| std::fs::write(dir().join(name), bytes).unwrap());
    }
    let hint = "HIKAE_KIT_WRITE=1 cargo test --test format kit:: writes the kit anew";
    let known = |name: &str| name.ends_with(".zip") || name == "kit.tsv" || name == "tsa-root.pem";
    let names = std::fs::read_dir(dir()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let committed: BTreeSet<String> = names.filter(|name| known(name)).collect();
    assert_eq!(committed, made.keys().cloned().collect(), "{hint}");
    for (name, bytes) in made {
        assert!(std::fs::read(dir().join(&name)).unwrap() == bytes, "{name} differs; {hint}");
    }
}

/// `intact` alone does not tell whether a token counted.
#[test]
fn a_token_that_falls_short_is_no_time_and_a_good_one_is() {
    let bases = Bases::new();
    let (mut counted, mut short) = (0, 0);
    for fault in all().iter().filter(|fault| fault.expect.verdict == "intact") {
        let files = fault.files(&bases);
        let archives: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let times = check(&archives).unwrap().outcome.times;
        let (good, falls_short) =
            (fault.file.starts_with("good-stamp"), fault.expect.code.starts_with("token-"));
        if good {
            counted += 1;
            assert!(!times.bounds.is_empty(), "{}", fault.file);
            assert!(times.tokens.iter().all(|token| token.standing == Standing::Trusted), "{}", fault.file);
        } else if falls_short && !fault.file.starts_with("token-renewed-") {
            short += 1;
            assert!(times.bounds.is_empty(), "{}", fault.file);
        }
    }
    assert!(counted > 10 && short > 10, "{counted} {short}");
}

#[test]
fn a_token_counts_if_one_of_the_copies_shows_that_it_was_renewed() {
    let fault = all().into_iter().find(|fault| fault.file == "token-renewed-copies").unwrap();
    let files = fault.files(&Bases::new());
    let mut archives: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    for _ in 0..2 {
        let times = check(&archives).unwrap().outcome.times;
        let bound = times.bound(hikae::format::archive::Edition::FIRST).unwrap();
        assert_eq!(bound.stamp.gen_time.to_string(), "2026-10-05T11:50:12Z");
        assert_eq!(times.tokens.len(), 2);
        archives.reverse();
    }
}

#[test]
fn every_fault_is_different_and_says_so() {
    let faults = all();
    let words: BTreeSet<(&str, usize)> =
        faults.iter().map(|f| (f.what.as_str(), f.expect.with.len())).collect();
    assert!(words.len() * 10 > faults.len() * 9, "too many of the same words");
    let broken = faults.iter().filter(|f| f.expect.verdict != "intact").count();
    assert!(broken >= 100, "{broken} faults");
}

#[test]
fn every_code_has_a_kit_file() {
    // found beside another code in several files: it says that a check had nothing to run on
    let companion_only = Code::CheckNotRun;
    // no archive can have it: the reader named another signer
    let of_the_reader = Code::SignerOther;
    // the strict verifier never gives it: sources are read again only when asked, with code of their own
    let of_reading_again = Code::FactContradictsSource;
    let elsewhere = [companion_only, of_the_reader, of_reading_again];
    let faults = all();
    let leading: BTreeSet<&str> = faults.iter().map(|f| f.expect.code.as_str()).collect();
    for code in Code::ALL.iter().filter(|code| !elsewhere.contains(code)) {
        assert!(leading.contains(code.as_str()), "{code} has no kit file");
    }
}

/// The crafting kit knows the format as the writer does.
#[test]
fn archives_taken_apart_and_put_together_are_the_same() {
    let (first, _) = common::bases::pair_sample().seal();
    assert_eq!(common::craft::Book::open(&first).zip(), first);
    let (whole, _) = common::Sample::default().seal();
    let mut book = common::craft::Book::open(&whole);
    book.ed().reseal();
    assert_eq!(book.zip(), whole);
}
