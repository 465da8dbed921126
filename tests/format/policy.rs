//! What a reader insists on: `--signer` and `--require`, in the library and at the command line.

use crate::common::*;
use crate::program::Desk;
use ed25519_dalek::SigningKey;
use hikae::base::finding::Code;
use hikae::format::proof::{PublicKey, Signer};
use hikae::verify::{Named, Policy, Requirement, Verdict};
use std::collections::BTreeSet;

fn insisting(signer: Option<&SigningKey>, require: &[Requirement]) -> Policy {
    let signer = signer.map(|key| Signer::public_key(key).fingerprint());
    Policy { signer, require: require.iter().copied().collect(), ..policy() }
}

#[test]
fn a_named_signer_is_insisted_on() {
    let (archive, _) = Sample::default().seal();
    let of = |signer: &SigningKey| check_with(&[&archive], &insisting(Some(signer), &[])).unwrap();
    let right = of(&key());
    assert_eq!((right.outcome.named, right.outcome.missing.len()), (Named::ByReader, 0));
    let wrong = of(&SigningKey::from_bytes(&[43; 32]));
    assert_eq!(wrong.outcome.verdict, Verdict::Intact, "another signer alters nothing");
    assert_eq!(wrong.outcome.named, Named::Other);
    assert_eq!(wrong.outcome.missing, BTreeSet::from([Requirement::Signer]));
    assert!(wrong.chain.has(Code::SignerOther));
}

#[test]
fn editions_of_two_signers_have_no_signer() {
    let (first, sealed) = Sample::default().seal();
    // sealing refuses another key than that of the last seal, so it is told that the last one had that key
    let other = SigningKey::from_bytes(&[43; 32]);
    let mut second = Sample { key: other.clone(), ..Sample::second(&sealed) };
    second.last.as_mut().unwrap().signer = Signer::public_key(&other).fingerprint();
    let (second, _) = second.seal();
    let run = check_with(&[&first, &second], &insisting(Some(&key()), &[])).unwrap();
    assert_eq!(run.outcome.verdict, Verdict::Altered);
    assert!(run.chain.has(Code::ChainSigner));
    assert_eq!((run.outcome.signer, run.outcome.named), (None, Named::Other));
    assert!(run.outcome.missing.contains(&Requirement::Signer));
}

#[test]
fn a_signer_that_nobody_named_is_not_identified() {
    let (archive, _) = Sample::default().seal();
    let run = check_with(&[&archive], &insisting(None, &Requirement::ALL)).unwrap();
    assert_eq!(run.outcome.named, Named::FoundOnly);
    // a missing proof is never there: no time, and a found key is no signer
    assert_eq!(run.outcome.missing, BTreeSet::from([Requirement::Time, Requirement::Signer]));
}

#[test]
fn the_grounds_do_not_call_equal_what_was_found_to_differ() {
    let desk = Desk::new();
    let kit = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/");
    let texts = |file: &str| {
        let ran = desk.run(&["verify", &format!("{kit}{file}")]);
        ran.out.lines().find(|line| line.starts_with("  Texts")).unwrap_or_default().to_owned()
    };
    assert!(texts("good-own-revision.zip").contains("regenerated, identical"));
    for file in ["derived-verify-edited.zip", "derived-verify-empty.zip", "derived-report.zip"] {
        assert!(texts(file).contains("Do not rely on"), "{file}: {}", texts(file));
        assert!(!texts(file).contains("identical"), "{file}: {}", texts(file));
    }
}

#[test]
fn a_chain_is_whole_from_its_first_edition_on() {
    let (first, sealed) = Sample::default().seal();
    let (second, _) = Sample::second(&sealed).seal();
    let missing = |archives: &[&[u8]]| {
        let run = check_with(archives, &insisting(None, &[Requirement::Chain])).unwrap();
        (run.outcome.verdict, !run.outcome.missing.is_empty())
    };
    assert_eq!(missing(&[&first]), (Verdict::Intact, false));
    assert_eq!(missing(&[&second, &first]), (Verdict::Intact, false));
    assert_eq!(missing(&[&second]), (Verdict::Intact, true));
}

#[test]
fn the_signer_can_be_named_in_every_common_form() {
    let desk = Desk::new();
    desk.sealed_case("case");
    let line = desk.run(&["key", "public"]).out;
    let public: PublicKey = line.trim().parse().unwrap();
    let fingerprint = public.fingerprint().to_string();
    let other = Signer::public_key(&SigningKey::from_bytes(&[43; 32])).openssh_line("other");
    desk.write("right.pub", &line);
    desk.write("allowed_signers", desk.run(&["key", "public", "--allowed-signers", "mugi"]).out);
    desk.write("wrong.pub", &other);
    desk.write("two.pub", format!("{line}{other}\n"));
    let verify = |signer: &str| desk.run(&["verify", "case/seals", "--signer", signer]);
    for right in [fingerprint.as_str(), "right.pub", "allowed_signers"] {
        let ran = verify(right);
        assert!(ran.code == Some(0) && ran.out.contains("the key that you named"), "{right}: {ran:?}");
    }
    let ran = verify("wrong.pub");
    assert!(ran.code == Some(4) && ran.out.contains("is not the one that you named"), "{ran:?}");
    verify("two.pub").names(2, &["two.pub", "neither a fingerprint nor a file with one OpenSSH public key"]);
}
