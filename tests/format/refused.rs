//! Sealing refuses what verifying would call altered, and names it. Each known way first; then random requests, of which
//! every one that is accepted must be intact.

use crate::common::*;
use ed25519_dalek::SigningKey;
use hikae::base::digest::Sha256Digest;
use hikae::base::error::{Error, ErrorKind, Result};
use hikae::base::finding::Code;
use hikae::base::limits::Limits;
use hikae::format::fact::*;
use hikae::format::proof::{PublicKey, SealSignature, SignError, Signer};
use hikae::seal::new_stamp::{NOBODY, NewToken};
use hikae::seal::{LastSeal, Sealed};
use hikae::verify::{Run, Verdict};
use proptest::prelude::*;
use std::cell::Cell;
use std::io::Read;

mod random;

const TAKE: &str = "data/001/delivery/1/take1.wav";
const CHAT: &str = "data/001/messages/01.txt";

/// The code and the item that a refusal names.
fn refusal<T>(sealed: Result<T>) -> (Code, String) {
    let error = sealed.err().expect("nothing was refused");
    let finding = error.finding().unwrap_or_else(|| panic!("{error}"));
    assert_eq!(error.kind(), ErrorKind::Refused(finding.code));
    assert!(error.to_string().contains(&finding.subject), "{error} does not name {}", finding.subject);
    (finding.code, finding.subject.clone())
}

fn files(names: &[&'static str]) -> Sample {
    let files = names.iter().map(|name| (*name, name.as_bytes().to_vec())).collect();
    Sample { files, facts: vec![], ..Sample::default() }
}

fn first() -> Sealed {
    files(&[TAKE]).seal().1
}

#[test]
fn names_outside_the_edition_or_that_clash() {
    let cases: [(&[&'static str], Code); 8] = [
        (&["take1.wav"], Code::EntryNameBad),
        (&["data/001/take1.wav"], Code::EntryNameBad),
        (&["data/001/delivery/01/take1.wav"], Code::EntryNameBad),
        (&["data/002/delivery/1/take1.wav"], Code::EntryNameBad),
        (&["data/README.txt"], Code::EntryNameBad),
        (&[TAKE, TAKE], Code::EntryDuplicate),
        (&[TAKE, "data/001/delivery/1/TAKE1.wav"], Code::EntryNameClash),
        (&[TAKE, "data/001/delivery/1/take1.wav/inside"], Code::EntryNameClash),
    ];
    for (names, code) in cases {
        let (found, subject) = refusal(files(names).try_seal());
        assert_eq!(found, code, "{names:?}");
        assert!(names.contains(&subject.as_str()), "{subject}");
    }
    // letters that only folding and normalisation together make the same
    let alike = ["data/001/documents/Stra\u{DF}e", "data/001/documents/STRASSE"];
    assert_eq!(refusal(files(&alike).try_seal()).0, Code::EntryNameClash);
}

#[test]
fn a_chain_that_does_not_hold() {
    let after = |last: LastSeal, sealed| {
        let files = vec![("data/002/documents/a", vec![])];
        Sample { files, sealed, last: Some(last), ..Sample { facts: vec![], ..Sample::default() } }
    };
    let last = first().last;
    let early = after(last.clone(), "2026-10-05T11:50:08Z");
    assert_eq!(refusal(early.try_seal()), (Code::ChainTime, "proof/002".into()));
    let mut other = after(last.clone(), "2026-10-05T11:50:09Z");
    other.key = SigningKey::from_bytes(&[43; 32]);
    assert_eq!(refusal(other.try_seal()), (Code::ChainSigner, "proof/002".into()));
    let (archive, sealed) = after(last, "2026-10-05T11:50:09Z").seal();
    assert_eq!(sealed.last.edition.get(), 2);
    assert_eq!(check(&[&files(&[TAKE]).seal().0, &archive]).unwrap().findings(), []);
}

#[test]
fn salts_facts_and_labels() {
    let origin = |path: &str| {
        let (name, name_hex, modified) = (String::new(), None, None);
        Fact::Origin(OriginFact { path: name_of(path), name, name_hex, modified })
    };
    let file = FileFact { path: name(TAKE), size: 1.into(), sha256: Sha256Digest::of("a") };
    let text = |k: u32, text: &str| Fact::Text(TextFact { k: k.into(), n: 1.into(), text: text.into() });
    let link = |k: Option<u32>, target: Option<&str>| {
        let (k, n) = (k.map(Uint::from), k.map(Uint::from));
        let target = target.map(str::to_owned);
        Fact::Link(LinkFact { code: Sha256Digest::of("x"), source: CHAT.into(), k, n, target, edited: None })
    };
    let mail = |dkim| {
        let (path, domain, selector) = (name(CHAT), Some("d".into()), Some("s".into()));
        let (key_record, captured_at, captured_by) = (None, None, None);
        Fact::Mail(MailFact {
            path,
            dkim: word(dkim),
            domain,
            selector,
            key_record,
            captured_at,
            captured_by,
        })
    };
    let upside_down = || {
        let mut event = EventFact {
            at: Some(at("2026-10-01T05:03:00Z")),
            kind: word("x"),
            actor: word("y"),
            round: None,
            quote: None,
            evidence: None,
            line: None,
        };
        let at = event.at.as_mut().unwrap();
        (at.from, at.to) = (at.to, at.from);
        Fact::Event(event)
    };
    let talk = || conversation_facts(CHAT);
    let with = |more: Fact| talk().into_iter().chain([more]).collect();
    let cases: Vec<(Vec<Fact>, Code)> = vec![
        (vec![origin(CHAT), origin(CHAT)], Code::FactTwin),
        (vec![origin("data/001/messages/02.txt")], Code::FactOfNoFile),
        (vec![origin("data/002/messages/01.txt")], Code::FactMalformed),
        (vec![case_fact("a", "1"), case_fact("a", "2")], Code::FactTwin),
        (vec![Fact::File(file)], Code::EntryMissing),
        (vec![text(0, "")], Code::FactMalformed),
        (vec![text(1, "")], Code::FactNumber),
        (talk().into_iter().filter(|fact| fact.kind() != Kind::Conversation).collect(), Code::SealLabels),
        (vec![upside_down()], Code::FactMalformed),
        (talk().into_iter().filter(|fact| fact.kind() != Kind::Message).collect(), Code::ConversationCount),
        (talk().into_iter().filter(|fact| fact.kind() != Kind::Text).collect(), Code::TextCount),
        (talk().into_iter().chain(talk().pop()).collect(), Code::FactTwin),
        (with(link(Some(1), None)), Code::LinkText),
        (with(link(Some(3), None)), Code::FactNumber),
        (vec![link(None, Some("proof/001/seal.txt"))], Code::LinkTarget),
        (vec![mail("fail")], Code::MailUnsigned),
        (vec![mail("pass")], Code::MailResult),
    ];
    for (facts, code) in cases {
        let shown = format!("{facts:#?}");
        let (found, subject) = refusal(Sample { facts, ..files(&[TAKE, CHAT]) }.try_seal());
        assert_eq!(found, code, "{shown}");
        assert!(!subject.is_empty());
    }
    let mut same_salt = || Ok(Salt([7; 16]));
    let twice = files(&[TAKE, CHAT]).seal_with(&key(), &mut same_salt, NOBODY, Limits::DEFAULT);
    assert_eq!(refusal(twice), (Code::FactSaltTwice, "proof/001".into()));
}

fn name_of(path: &str) -> hikae::base::entry_name::EntryName {
    name(path)
}

#[test]
fn a_code_of_the_last_seal_names_that_seal() {
    let last = first().last;
    let of = |code| {
        let (source, target) = ("data/002/messages/01.txt".to_owned(), Some("proof/001/seal.txt".to_owned()));
        let facts = vec![Fact::Link(LinkFact { code, source, k: None, n: None, target, edited: None })];
        let files = vec![("data/002/messages/01.txt", vec![])];
        Sample { files, facts, sealed: "2026-11-23T05:05:09Z", last: Some(last.clone()), ..Sample::default() }
    };
    of(last.code).seal();
    assert_eq!(refusal(of(Sha256Digest::of("x")).try_seal()).0, Code::LinkTarget);
}

/// Says that it is one key and signs with another, or signs something else.
struct Faulty {
    named: SigningKey,
    signs: SigningKey,
    reads: u64,
}

impl Signer for Faulty {
    fn public_key(&self) -> PublicKey {
        Signer::public_key(&self.named)
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        Signer::sign(&self.signs, &mut message.take(self.reads))
    }
}

#[test]
fn signatures_that_do_not_fit() {
    let (one, other) = (key(), SigningKey::from_bytes(&[43; 32]));
    let seal = |named: &SigningKey, signs: &SigningKey, reads| {
        let signer = Faulty { named: named.clone(), signs: signs.clone(), reads };
        files(&[TAKE]).seal_with(&signer, &mut salts(0), NOBODY, Limits::DEFAULT)
    };
    assert!(seal(&one, &one, u64::MAX).is_ok());
    let sig = "proof/001/seal.txt.sig".to_owned();
    assert_eq!(refusal(seal(&one, &other, u64::MAX)), (Code::SignerMismatch, sig.clone()));
    assert_eq!(refusal(seal(&one, &one, 10)), (Code::SignatureBad, sig));
}

#[test]
fn responses_that_are_no_token() {
    let token =
        |name: &str, response: &[u8]| NewToken { name: name.parse().unwrap(), response: response.into() };
    let seal = |tokens: Vec<NewToken>, limits| {
        files(&[TAKE]).seal_with(&key(), &mut salts(0), &|_| Ok(tokens.clone()), limits)
    };
    let refused = refusal(seal(vec![token("a", b"<html>")], Limits::DEFAULT));
    assert_eq!(refused, (Code::TokenMalformed, "proof/001/stamp-1.a.tsr".into()));
    let mut book = craft::Book::open(&files(&[TAKE]).seal().0);
    let list = format!(
        "{}  proof/001/seal.txt\n{}  proof/001/seal.txt.sig\n",
        Sha256Digest::of(&book.ed().seal),
        Sha256Digest::of(&book.ed().sig)
    );
    let good = token("a", &token_craft::GOOD.over(list.as_bytes()));
    let (archive, _) = seal(vec![good.clone()], Limits::DEFAULT).unwrap();
    assert_eq!(check(&[&archive]).unwrap().findings(), []);
    let twice = seal(vec![good.clone(), good], Limits::DEFAULT);
    assert_eq!(refusal(twice), (Code::EntryDuplicate, "proof/001/stamp-1.a.tsr".into()));
    let small = Limits { token: 5, ..Limits::DEFAULT };
    assert_eq!(refusal(seal(vec![token("a", b"<html>")], small)).0, Code::BeyondLimit);
    let other = token("a", &token_craft::GOOD.over(b"another list"));
    assert_eq!(refusal(seal(vec![other], Limits::DEFAULT)).0, Code::TokenImprint);
}

#[test]
fn what_is_beyond_a_limit() {
    let all = Limits::DEFAULT;
    let (archive, sealed) = Sample::default().seal();
    let entries = hikae::format::archive::Archive::open(archive, &all, &mut Default::default()).unwrap();
    let entries = entries.entries().len() as u64;
    for limits in [
        Limits { entries: entries - 1, ..all },
        Limits { facts: sealed.facts - 1, ..all },
        Limits { fact_line: 60, ..all },
        Limits { seal_file: 100, ..all },
        Limits { signature: 100, ..all },
        Limits { root_file: 1000, ..all },
        Limits { manifest: 100, ..all },
    ] {
        let error: Error =
            Sample::default().seal_with(&key(), &mut salts(0), NOBODY, limits).expect_err("beyond a limit");
        assert_eq!(error.kind(), ErrorKind::Limit, "{limits:?}");
    }
    let most = Limits { entries, facts: sealed.facts, ..all };
    assert!(Sample::default().seal_with(&key(), &mut salts(0), NOBODY, most).is_ok());
    // a caller's wider limits are not those of the format
    let wide = Limits { fact_line: usize::MAX, ..all };
    let long = Sample { facts: vec![case_fact("a", &"x".repeat(1 << 20))], ..Sample::default() };
    let error = long.seal_with(&key(), &mut salts(0), NOBODY, wide).expect_err("a line over 1 MiB");
    assert_eq!(error.kind(), ErrorKind::Limit);
}

fn is_intact(run: &Run) -> bool {
    run.outcome.verdict == Verdict::Intact && run.findings().is_empty()
}

#[test]
fn whatever_is_accepted_is_intact() {
    let (first, sealed) = random::first();
    let cases = if std::env::var_os("CI").is_some_and(|ci| ci == "true") { 2000 } else { 400 };
    let (accepted, refused) = (Cell::new(0), Cell::new(0));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let run = runner.run(&random::request(sealed.last), |request| {
        match request.seal() {
            Err(error) if error.kind() == ErrorKind::NothingToSeal => {}
            Err(error) => {
                prop_assert!(matches!(error.kind(), ErrorKind::Refused(_)), "{error}");
                refused.set(refused.get() + 1);
            }
            Ok(archive) => {
                let archives: &[&[u8]] = if request.is_first() { &[&archive] } else { &[&first, &archive] };
                let run = check(archives).unwrap();
                prop_assert!(is_intact(&run), "{:#?}", run.findings());
                accepted.set(accepted.get() + 1);
            }
        }
        Ok(())
    });
    run.unwrap();
    let (accepted, refused) = (accepted.get(), refused.get());
    assert!(accepted * 5 > cases && refused * 5 > cases, "{accepted} accepted, {refused} refused of {cases}");
}
