//! `--reread` in the library: a sealed fact that its source does not give is found, and nothing else is.

use crate::common::*;
use crate::sound;
use hikae::base::finding::Code;
use hikae::base::limits::Limits;
use hikae::format::archive::Edition;
use hikae::format::fact::Fact;
use hikae::message::grade::{Grade, KeyOf};
use hikae::message::{Setting, Source, describe};
use hikae::workspace::conversations::{KeyRecord, mail_fact};
use hikae::workspace::reread::{Reader, reread};

const THREAD: &[u8] = "2026-10-01 14:03 港町: こんにちは\n2026-10-01 14:05 むぎ: はい\n".as_bytes();
const PATH: &str = "data/001/messages/01.txt";

fn honest() -> Vec<Fact> {
    let mut facts = vec![case_fact("client-name", "港町"), case_fact("own-name", "むぎ")];
    let memo =
        hikae::case::Memo::read("クライアント名: 港町\n自分の表示名: むぎ\n".as_bytes(), &Limits::DEFAULT)
            .unwrap();
    let sources = [Source { path: PATH.into(), name: "thread.txt".into(), export: &THREAD, changed: None }];
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

#[test]
fn sound_that_is_told_otherwise_than_it_is_is_found() {
    const WAV: &str = "data/001/delivery/1/a.wav";
    let wav = sound::Sound::music_of(48_000, 1, 1.0).wav(sound::Coding::Int(16));
    let name = hikae::base::entry_name::EntryName::new(WAV).unwrap();
    let told = hikae::workspace::describe::describe_at(&wav, wav.len() as u64, &name, &|_| Ok(())).unwrap();
    assert!(told.iter().any(|fact| matches!(fact, Fact::Audio(_))), "{told:?}");
    let read = |facts: Vec<Fact>, wav: &[u8]| {
        let files = vec![(WAV, wav.to_vec())];
        let archive = Sample { files, facts, ..Sample::default() }.forged();
        let mut no_keys = |_: &str| None;
        let reader = Reader::new(&Limits::DEFAULT, &|_| 0, &mut no_keys, &|_| Ok(()));
        let read = reread(&[archive.as_slice().to_vec()], reader).unwrap();
        let found: Vec<String> = read
            .findings
            .sorted()
            .iter()
            .map(|f| format!("{} {}: {}", f.code, f.subject, f.detail))
            .collect();
        (read.sounds_same, found)
    };
    assert_eq!(read(told.clone(), &wav), (1, vec![]));
    // what is withheld says nothing, and what was never told is not asked for
    assert_eq!(read(told[..1].to_vec(), &wav), (1, vec![]));
    assert_eq!(read(vec![], &wav), (0, vec![]));
    let mut louder = told.clone();
    for fact in &mut louder {
        if let Fact::Audio(audio) = fact {
            audio.sample_rate_hz = Some(44_100.into());
        }
    }
    let (same, found) = read(louder, &wav);
    assert_eq!((same, found), (0, vec![format!("fact-contradicts-source {WAV}: audio")]));
    // facts of sound beside a file that holds none
    let (same, found) = read(told, b"no sound");
    assert_eq!((same, found.len()), (0, 2), "{found:?}");
    assert!(found.iter().any(|f| f.contains("1 facts of sound that the source does not give")), "{found:?}");
}

#[test]
fn a_mail_is_worth_what_the_key_is_that_it_was_checked_with() {
    const MAIL: &str = "data/001/messages/01.eml";
    let record = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    let bytes = include_str!("dkim.eml").replace('\n', "\r\n").into_bytes();
    let key = |_: &str| {
        let captured_at = hikae::base::time::UtcSecond::from_unix(1_790_820_153).unwrap();
        Some(KeyRecord { text: record.into(), captured_at, captured_by: "file" })
    };
    let mut keys = key;
    let mail = mail_fact(hikae::base::entry_name::EntryName::new(MAIL).unwrap(), &bytes, &mut keys);
    let mut facts = vec![Fact::Mail(mail)];
    let slice: &[u8] = &bytes;
    let sources = [Source { path: MAIL.into(), name: "mail.eml".into(), export: &slice, changed: None }];
    let mut push = |fact: Fact| {
        facts.push(fact);
        Ok(())
    };
    describe(&sources, &Setting::default(), &Limits::DEFAULT, &mut push).unwrap();
    let grade = |facts: &[Fact], own: Option<(&str, KeyOf)>| {
        let files = vec![("data/001/delivery/1/a.wav", b"x".to_vec()), (MAIL, bytes.clone())];
        let (archive, _) = Sample { files, facts: facts.to_vec(), ..Sample::default() }.seal();
        let mut keys = |_: &str| own.map(|(record, of)| (record.to_owned(), of));
        let reader = Reader::new(&Limits::DEFAULT, &|_| 0, &mut keys, &|_| Ok(()));
        let read = reread(&[archive.as_slice().to_vec()], reader).unwrap();
        let [conversation] = read.conversations.as_slice() else { panic!("{read:?}") };
        let [(1, 1, grade)] = conversation.grades(&read.grades)[..] else { panic!("{read:?}") };
        grade
    };
    assert_eq!(grade(&facts, None), Grade::C, "with the archive's own record");
    assert_eq!(grade(&facts, Some((record, KeyOf::Reader))), Grade::A);
    assert_eq!(grade(&facts, Some((record, KeyOf::Dns))), Grade::A);
    assert_eq!(
        grade(&facts, Some((&record.replace("11qY", "22qY"), KeyOf::Dns))),
        Grade::C,
        "it does not hold"
    );
    // a text that the mail does not hold has nothing of its signature
    for fact in &mut facts {
        if let Fact::Text(text) = fact {
            text.text = "検収しました".into();
        }
    }
    assert_eq!(grade(&facts, Some((record, KeyOf::Reader))), Grade::C);
}
