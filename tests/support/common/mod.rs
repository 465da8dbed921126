//! What several tests need: archives in memory, with a fixed key, fixed salts and a fixed clock.
#![allow(dead_code, clippy::unwrap_used)] // every test binary uses its own part; a test may panic

pub mod bases;
pub mod craft;
#[path = "../authority/der.rs"]
mod der;
pub mod edition_craft;
pub mod sig_craft;
pub mod token_craft;
pub mod zip_craft;

use ed25519_dalek::SigningKey;
use hikae::base::entry_name::EntryName;
use hikae::base::error::Result;
use hikae::base::limits::Limits;
use hikae::base::progress::UNWATCHED;
use hikae::base::time::{At, Basis, UtcSecond};
use hikae::format::fact::*;
use hikae::format::proof::{CaseId, Signer};
use hikae::seal::new_stamp::{NOBODY, Stamper};
use hikae::seal::{LastSeal, Named, Payload, Position, Request, Salts, Sealed, Source, seal};
use hikae::text::Lang;
use hikae::verify::{Input, Policy, Run, verify};
use std::io::Read;
use std::sync::Mutex;

/// The key of the good archives.
pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[42; 32])
}

/// Salts 1, 2, 3, …, so that archives are the same in every run.
pub fn salts(first: u64) -> impl FnMut() -> Result<Salt> {
    let mut next = first;
    move || {
        next += 1;
        let mut salt = [0; 16];
        salt[8..].copy_from_slice(&next.to_be_bytes());
        Ok(Salt(salt))
    }
}

pub fn name(text: &str) -> EntryName {
    EntryName::new(text).unwrap()
}

pub fn time(text: &str) -> UtcSecond {
    text.parse().unwrap()
}

pub fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

/// Bytes in memory as a source.
pub struct Bytes(pub Vec<u8>);

impl Source for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }
    fn open(&self) -> Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.0.as_slice()))
    }
    fn confirm(&self) -> Result<()> {
        Ok(())
    }
    fn path(&self) -> &std::path::Path {
        std::path::Path::new("memory")
    }
}

/// What to seal in a test.
pub struct Sample {
    pub case: [u8; 16],
    /// The seal that it follows.
    pub last: Option<LastSeal>,
    pub named: Named,
    pub sealed: &'static str,
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub facts: Vec<Fact>,
    pub key: SigningKey,
    pub first_salt: u64,
    pub lang: Lang,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            case: [0xC5; 16],
            last: None,
            named: Named::new(),
            sealed: "2026-10-05T11:50:09Z",
            files: vec![
                ("data/001/delivery/1/第1話_ナレーション.wav", b"RIFF not really".to_vec()),
                ("data/001/delivery/1/empty.wav", vec![]),
                ("data/001/documents/brief.txt", "依頼内容\n".as_bytes().to_vec()),
                ("data/001/messages/01.txt", b"2026-10-01 14:03 client: hello\n".to_vec()),
            ],
            facts: conversation_facts("data/001/messages/01.txt"),
            key: key(),
            first_salt: 0,
            lang: Lang::Ja,
        }
    }
}

impl Sample {
    /// The second edition, after the first.
    pub fn second(first: &Sealed) -> Self {
        Self {
            last: Some(first.last.clone()),
            sealed: "2026-11-23T05:05:09Z",
            files: vec![("data/002/delivery/2/第1話_v2.wav", b"RIFF second".to_vec())],
            facts: vec![case_fact("title", "ナレーション")],
            first_salt: 1000,
            ..Self::default()
        }
    }

    pub fn seal(&self) -> (Vec<u8>, Sealed) {
        self.try_seal().unwrap()
    }

    /// The archive where sealing would refuse the facts: they are sealed all the same.
    pub fn forged(mut self) -> Vec<u8> {
        let facts = std::mem::take(&mut self.facts);
        let mut book = craft::Book::open(&self.seal().0);
        for (fact, salt) in facts.into_iter().zip(100u128..) {
            let label = fact.label().unwrap().to_string();
            book.ed().seal_line(&label, FactLine { salt: Salt(salt.to_be_bytes()), fact }.encode());
        }
        book.ed().reseal();
        book.zip()
    }

    pub fn try_seal(&self) -> Result<(Vec<u8>, Sealed)> {
        self.seal_with(&self.key, &mut salts(self.first_salt), NOBODY, Limits::DEFAULT)
    }

    pub fn seal_with(
        &self,
        signer: &dyn Signer,
        salts: Salts<'_>,
        stamper: Stamper<'_>,
        limits: Limits,
    ) -> Result<(Vec<u8>, Sealed)> {
        let sink = Mutex::new(Vec::new());
        let sources: Vec<(EntryName, Bytes)> =
            self.files.iter().map(|(n, bytes)| (name(n), Bytes(bytes.clone()))).collect();
        let request = Request {
            position: match &self.last {
                Some(last) => Position::after(last.clone())?,
                None => Position::first(CaseId(self.case)),
            },
            sealed: time(self.sealed),
            payload: sources.iter().map(|(name, source)| Payload { name: name.clone(), source }).collect(),
            facts: self.facts.clone(),
            stream: None,
            named: Some(&self.named),
            lang: self.lang,
            limits,
            stamper,
        };
        let sealed = seal(&sink, request, signer, salts, UNWATCHED)?;
        Ok((sink.into_inner().unwrap(), sealed))
    }
}

pub fn case_fact(key: &str, value: &str) -> Fact {
    Fact::Case(CaseFact { key: key.into(), value: value.into(), line: None })
}

/// A minute, as a clock in Japan shows it.
pub fn at(text: &str) -> At {
    let from = time(text);
    let later = |seconds| UtcSecond::from_unix(from.unix() + seconds).unwrap();
    At {
        from: Some(from),
        to: Some(later(60)),
        local: Some(later(9 * 3600).to_string()[..16].to_owned()),
        offset: Some("+09:00".into()),
        zone: Some("Asia/Tokyo".into()),
        basis: Basis::Declared,
    }
}

/// One conversation of two messages, the second without a text, as a later part of hikae will make them.
pub fn conversation_facts(source: &str) -> Vec<Fact> {
    let message = |n: u32, has_text| {
        Fact::Message(MessageFact {
            k: 1.into(),
            n: n.into(),
            at: at("2026-10-01T05:03:00Z"),
            participant: Some(1.into()),
            kind: word(if has_text { "text" } else { "sticker" }),
            has_text,
            attachments: vec![],
        })
    };
    vec![
        case_fact("title", "物語2話と商品紹介のナレーション収録"),
        case_fact("fee", "22,000円(税込)"),
        Fact::Conversation(Box::new(ConversationFact {
            k: 1.into(),
            source: source.into(),
            format: word("transcript"),
            dialect: None,
            count: 2.into(),
            certainty: word("understood"),
            coverage_from: None,
            coverage_to: Some(at("2026-11-20T00:12:00Z")),
            coverage_ground: None,
            gaps: vec![],
            unanswered: Some(vec![]),
        })),
        Fact::Participant(ParticipantFact {
            k: 1.into(),
            n: 1.into(),
            role: word("client"),
            ground: word("memo"),
        }),
        Fact::Name(NameFact { k: 1.into(), n: 1.into(), name: "港町制作".into() }),
        message(1, true),
        message(2, false),
        Fact::Text(TextFact { k: 1.into(), n: 1.into(), text: "hello".into() }),
    ]
}

/// Lengths at which an archive is cut off: every one, but inside the text of its report, where one in 97 stands for all.
pub fn cuts(archive: &[u8]) -> Vec<usize> {
    let find = |text: &[u8]| archive.windows(text.len()).position(|w| w == text);
    let page = find(b"<!DOCTYPE html>").zip(find(b"</html>"));
    let is_inside = |at: usize| page.is_some_and(|(from, to)| (from + 97..to).contains(&at));
    (0..archive.len()).filter(|at| !is_inside(*at) || at % 97 == 0).collect()
}

/// Verifies archives in memory as one run.
pub fn check(archives: &[&[u8]]) -> Result<Run> {
    check_with(archives, &policy())
}

/// A reader who insists on nothing, some time after all samples were sealed. Beside the pinned roots, that of the
/// kit is believed.
pub fn policy() -> Policy {
    let mut policy = Policy::at("2026-11-25T00:00:00Z".parse().unwrap());
    policy.anchors.add(token_craft::root_pem().as_bytes()).unwrap();
    policy
}

pub fn check_with(archives: &[&[u8]], policy: &Policy) -> Result<Run> {
    let inputs = archives.iter().enumerate();
    let inputs =
        inputs.map(|(i, bytes)| Input { path: format!("{i}.zip").into(), source: bytes.to_vec() }).collect();
    verify(inputs, policy, UNWATCHED)
}

/// Are these programs installed? If not: a visible skip on a user's machine, a failure in CI.
pub fn tools(names: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = |name: &str| std::env::split_paths(&path).any(|dir| dir.join(name).is_file());
    let missing: Vec<&&str> = names.iter().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return true;
    }
    crate::skip::missing(&format!("needs {missing:?}"));
    false
}
