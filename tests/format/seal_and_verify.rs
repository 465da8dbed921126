//! Sealing and verifying in memory: the good cases, and determinism.

use crate::common::*;
use hikae::base::finding::Code;
use hikae::base::limits::Limits;
use hikae::verify::{Policy, Verdict};

#[test]
fn what_is_sealed_verifies() {
    let (first, sealed) = Sample::default().seal();
    let (second, _) = Sample::second(&sealed).seal();
    if let Ok(dir) = std::env::var("HIKAE_TEST_KEEP") {
        std::fs::write(format!("{dir}/001.zip"), &first).unwrap();
        std::fs::write(format!("{dir}/002.zip"), &second).unwrap();
    }
    let run = check(&[&first, &second]).unwrap();
    assert_eq!(run.outcome.verdict, Verdict::Intact, "{:#?}", run.findings());
    assert_eq!(
        run.outcome.signer.unwrap().to_string(),
        hikae::format::proof::Signer::public_key(&key()).fingerprint().to_string()
    );
    assert_eq!(run.findings(), [], "nothing to remark on a whole chain");
}

#[test]
fn what_is_beyond_a_limit_is_an_alteration_that_names_it() {
    let (archive, sealed) = Sample::default().seal();
    let of = |limits: Limits| {
        let run = check_with(&[&archive], &Policy { limits, ..policy() }).unwrap();
        assert_eq!(run.outcome.verdict, Verdict::Altered, "{limits:?}");
        assert!(run.archives[0].findings.has(Code::BeyondLimit), "{limits:?}: {:#?}", run.findings());
    };
    let all = Limits::DEFAULT;
    of(Limits { entries: 5, ..all });
    of(Limits { facts: sealed.facts - 1, ..all });
    of(Limits { fact_line: 60, ..all });
    of(Limits { seal_file: 100, ..all });
    of(Limits { signature: 100, ..all });
    of(Limits { root_file: 10, ..all });
    of(Limits { manifest: 10, ..all });
}

#[test]
fn same_inputs_same_bytes() {
    assert_eq!(Sample::default().seal().0, Sample::default().seal().0);
}
