//! Sealing and verifying in memory: the good cases, and determinism.

mod common;
use common::*;
use hikae::verify::Verdict;

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
        hikae::proof::Signer::public_key(&key()).fingerprint().to_string()
    );
    assert_eq!(run.findings(), [], "nothing to remark on a whole chain");
}

#[test]
fn same_inputs_same_bytes() {
    assert_eq!(Sample::default().seal().0, Sample::default().seal().0);
}
