//! `--reread` in the library: a sealed fact that its source does not give is found, and nothing else is.

mod common;

use common::*;
use hikae::archive::Edition;
use hikae::fact::Fact;
use hikae::finding::Code;
use hikae::limits::Limits;
use hikae::message::{Setting, Source, describe};
use hikae::reread::{Reader, reread};

const THREAD: &[u8] = "2026-10-01 14:03 港町: こんにちは\n2026-10-01 14:05 むぎ: はい\n".as_bytes();
const PATH: &str = "data/001/messages/01.txt";

fn honest() -> Vec<Fact> {
    let mut facts = vec![case_fact("client-name", "港町"), case_fact("own-name", "むぎ")];
    let memo =
        hikae::case::Memo::read("クライアント名: 港町\n自分の表示名: むぎ\n".as_bytes(), &Limits::DEFAULT)
            .unwrap();
    let sources = [Source { path: PATH.into(), name: "thread.txt".into(), export: &THREAD }];
    let mut push = |fact: Fact| {
        facts.push(fact);
        Ok(())
    };
    describe(&sources, &Setting::of(Some(&memo)), &Limits::DEFAULT, &mut push).unwrap();
    facts
}

fn differences(facts: Vec<Fact>) -> Vec<String> {
    let files = vec![("data/001/delivery/1/a.wav", b"x".to_vec()), (PATH, THREAD.to_vec())];
    let (archive, _) = Sample { files, facts, ..Sample::default() }.seal();
    let memo = |edition| if edition == Edition::FIRST { 2 } else { 0 };
    let mut no_keys = |_: &str| None;
    let reader = Reader::new(&Limits::DEFAULT, &memo, &mut no_keys, &|_| Ok(()));
    let read = reread(&[archive.as_slice().to_vec()], reader).unwrap();
    let found = read.findings.sorted();
    assert!(found.iter().all(|f| f.code == Code::FactContradictsSource), "{found:?}");
    assert_eq!(read.same, u64::from(found.is_empty()));
    found.into_iter().map(|f| format!("{}: {}", f.subject, f.detail)).collect()
}

#[test]
fn every_kind_of_untrue_fact_is_found() {
    assert_eq!(differences(honest()), [""; 0]);
    let changed = |change: &dyn Fn(&mut Fact)| {
        let mut facts = honest();
        facts.iter_mut().for_each(change);
        differences(facts)
    };
    let text = changed(&|fact| {
        if let Fact::Text(t) = fact
            && t.n == 1.into()
        {
            t.text = "検収しました".into()
        }
    });
    assert_eq!(text, ["conversation 1 1: text"]);
    let role = changed(&|fact| {
        if let Fact::Participant(p) = fact
            && p.n == 2.into()
        {
            p.role = word("client")
        }
    });
    assert_eq!(role, ["conversation 1 2: participant"]);
    let time = changed(&|fact| {
        if let Fact::Message(m) = fact
            && m.n == 2.into()
        {
            m.at = at("2026-11-01T00:00:00Z")
        }
    });
    assert_eq!(time, ["conversation 1 2: message"]);
    let certainty = changed(&|fact| {
        if let Fact::Conversation(c) = fact {
            c.certainty = word("ambiguous")
        }
    });
    assert_eq!(certainty, ["conversation 1: certainty"]);
}
