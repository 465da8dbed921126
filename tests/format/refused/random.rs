//! Requests of which about half hold together: small numbers, few names and few words, so that facts meet.

use crate::common::*;
use hikae::base::digest::Sha256Digest;
use hikae::base::error::Result;
use hikae::base::progress::UNWATCHED;
use hikae::base::time::{At, Basis, UtcSecond};
use hikae::format::fact::*;
use hikae::format::proof::CaseId;
use hikae::seal::new_stamp::NOBODY;
use hikae::seal::{LastSeal, Named, Payload, Position, Request, seal};
use hikae::text::Lang;
use hikae::verify::Policy;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Mutex;

/// Below `data/NNN/` of a random edition.
const NAMES: [&str; 7] = [
    "delivery/1/take1.wav",
    "delivery/1/take2.wav",
    "delivery/2/book.zip",
    "documents/Straße.txt",
    "messages/01.txt",
    "messages/02.eml",
    "messages/03.eml",
];
/// These too, seldom: they have no place, or clash with the others.
const ODD: [&str; 6] = [
    "delivery/1/TAKE1.wav",
    "documents/STRASSE.txt",
    "messages/01.txt/inside",
    "delivery/01/a.wav",
    "take.wav",
    "other/take1.wav",
];
/// Names of files that were not sealed, and of entries inside a ZIP.
const UNSEALED: [&str; 3] = ["messages/09.txt", "delivery/2/book.zip/a.wav", "delivery/1/take1.wav/a"];
const BODIES: [&str; 4] =
    ["", "RIFF", "DKIM-Signature: v=1\r\n\r\nhello", "From: a\r\n\r\nDKIM-Signature: v=1\r\n"];
const SEALED: i64 = 1_791_201_009;

/// The edition that others follow.
pub fn first() -> (Vec<u8>, hikae::seal::Sealed) {
    Sample { files: vec![("data/001/messages/01.txt", b"hello".to_vec())], ..Sample::default() }.seal()
}

/// A request.
#[derive(Debug, Clone)]
pub struct Random {
    last: Option<LastSeal>,
    seconds: i64,
    files: Vec<(String, &'static str)>,
    facts: Vec<Fact>,
    /// This fact gets the salt of the one before it.
    same_salt: Option<u8>,
    lang: Lang,
}

impl Random {
    pub fn is_first(&self) -> bool {
        self.last.is_none()
    }

    pub fn seal(&self) -> Result<Vec<u8>> {
        let sink = Mutex::new(Vec::new());
        let sources: Vec<_> =
            self.files.iter().map(|(path, body)| (name(path), Bytes(body.as_bytes().to_vec()))).collect();
        let named = Named::from([(Sha256Digest::of("hello"), name("data/001/messages/01.txt"))]);
        let request = Request {
            position: match &self.last {
                Some(last) => Position::after(last.clone())?,
                None => Position::first(CaseId([0xC5; 16])),
            },
            sealed: second(SEALED + self.seconds),
            payload: sources.iter().map(|(name, source)| Payload { name: name.clone(), source }).collect(),
            facts: self.facts.clone(),
            stream: None,
            named: self.last.is_some().then_some(&named),
            lang: self.lang,
            limits: Policy::at(second(0)).limits,
            stamper: NOBODY,
        };
        let mut drawn = 0u8;
        let mut salts = || {
            drawn += u8::from(self.same_salt != Some(drawn) || drawn == 0);
            Ok(Salt([drawn; 16]))
        };
        seal(&sink, request, &key(), &mut salts, UNWATCHED)?;
        Ok(sink.into_inner().unwrap())
    }
}

fn second(unix: i64) -> UtcSecond {
    UtcSecond::from_unix(unix).unwrap()
}

/// A request for the first edition, or for the one after `last`.
pub fn request(last: LastSeal) -> impl Strategy<Value = Random> {
    let edition = prop_oneof![Just(None), Just(Some(last))];
    edition.prop_flat_map(|last| {
        let folder = if last.is_some() { "data/002/" } else { "data/001/" };
        let code = last.as_ref().map(|last| last.code);
        (
            prop_oneof![9 => 40_000_000..41_000_000i64, 1 => -2..2i64],
            files(folder),
            facts(folder, code),
            prop_oneof![9 => Just(None), 1 => (0..6u8).prop_map(Some)],
            select(Lang::ALL.to_vec()),
        )
            .prop_map(move |(seconds, files, facts, same_salt, lang)| Random {
                last: last.clone(),
                seconds: if last.is_some() { seconds } else { 0 },
                files,
                facts,
                same_salt,
                lang,
            })
    })
}

fn files(folder: &'static str) -> impl Strategy<Value = Vec<(String, &'static str)>> {
    let good = proptest::sample::subsequence(NAMES.to_vec(), 0..=NAMES.len());
    let odd = prop_oneof![
        8 => Just(vec![]),
        1 => select(ODD.to_vec()).prop_map(|odd| vec![odd]),
        1 => select(NAMES.to_vec()).prop_map(|twin| vec![twin]),
    ];
    (good, odd, vec(select(BODIES.to_vec()), NAMES.len() + 1)).prop_map(move |(good, odd, bodies)| {
        let names = good.into_iter().chain(odd).map(|name| format!("{folder}{name}"));
        names.zip(bodies).collect()
    })
}

/// Facts that go together, some more that may not, and some left out.
fn facts(folder: &'static str, last: Option<Sha256Digest>) -> impl Strategy<Value = Vec<Fact>> {
    let talk = prop_oneof![
        2 => Just(vec![]),
        1 => Just(conversation_facts(&format!("{folder}messages/01.txt"))),
    ];
    let left_out = prop_oneof![4 => Just(None), 1 => (0..8usize).prop_map(Some)];
    let more = prop_oneof![1 => vec(fact(folder, last), 0..1), 2 => vec(fact(folder, last), 1..4)];
    (talk, left_out, more).prop_map(|(mut talk, left_out, more)| {
        if let Some(at) = left_out.filter(|at| *at < talk.len()) {
            talk.remove(at);
        }
        talk.into_iter().chain(more).collect()
    })
}

fn path(folder: &'static str) -> BoxedStrategy<String> {
    prop_oneof![
        12 => select(NAMES.to_vec()).prop_map(move |name| format!("{folder}{name}")),
        1 => select(UNSEALED.to_vec()).prop_map(move |name| format!("{folder}{name}")),
        1 => Just("data/003/messages/01.txt".to_owned()),
    ]
    .boxed()
}

fn at() -> BoxedStrategy<At> {
    let local = option::of(select(vec!["2026-10-01T14:03", "2026-10-01T05", "きのう"]));
    let offset = option::of(select(vec!["+09:00", "+9", "-00:30:00"]));
    let basis = select(vec![Basis::Utc, Basis::Offset, Basis::Declared, Basis::Unknown]);
    let free = (local, offset, basis).prop_map(|(local, offset, basis)| At {
        local: local.map(str::to_owned),
        offset: offset.map(str::to_owned),
        basis,
        ..crate::common::at("2026-10-01T05:03:00Z")
    });
    let good = Just(crate::common::at("2026-10-01T05:03:00Z"));
    let half = Just(At { to: None, ..crate::common::at("2026-10-01T05:03:00Z") });
    prop_oneof![8 => good, 2 => free, 1 => half].boxed()
}

fn number(most: u32) -> impl Strategy<Value = Uint> {
    prop_oneof![9 => (1..=most).prop_map(Uint::from), 1 => Just(Uint::from(0)), 1 => Just(Uint::from(most + 1))]
}

fn of<const N: usize>(words: [&'static str; N]) -> impl Strategy<Value = Word> {
    select(words.to_vec()).prop_map(word)
}

fn fact(folder: &'static str, last: Option<Sha256Digest>) -> impl Strategy<Value = Fact> {
    prop_oneof![
        1 => path(folder).prop_map(|path| Fact::File(FileFact {
            path: name(&path), size: 4.into(), sha256: Sha256Digest::of("RIFF"),
        })),
        4 => (path(folder), option::of(select(vec!["ff", "FF", ""]))).prop_map(|(path, hex)| {
            let name_hex = hex.filter(|hex| !hex.is_empty()).map(str::to_owned);
            Fact::Origin(OriginFact { path: name(&path), name: "a".into(), name_hex, modified: None })
        }),
        4 => ("[a-c]", "[ -~]{0,5}").prop_map(|(key, value)| case_fact(&key, &value)),
        4 => (option::of(at()), of(["sent", "approved"])).prop_map(|(at, kind)| Fact::Event(EventFact {
            at, kind, actor: word("client"), round: None, quote: None, evidence: None, line: None,
        })),
        3 => sound(folder),
        2 => conversation(folder),
        3 => message(),
        3 => link(folder, last),
        4 => mail(folder),
    ]
}

fn sound(folder: &'static str) -> impl Strategy<Value = Fact> {
    let inside = prop_oneof![path(folder), Just(format!("{folder}delivery/2/book.zip/a.wav"))];
    let bytes = vec(any::<u8>(), 1..3);
    let dec = || option::of(select(vec!["0", "1", "1.5", "-1", "-inf"]));
    let unmeasured = option::of(select(vec!["duration_s", "frames", "unmeasured"]));
    prop_oneof![
        (inside.clone(), 1..3u32, bytes.clone(), bytes).prop_map(|(path, columns, min, max)| {
            let (min, max) = (Base64Url::encode(&min), Base64Url::encode(&max));
            Fact::Waveform(WaveformFact { path: name(&path), columns: columns.into(), min, max })
        }),
        (inside.clone(), dec(), dec(), unmeasured).prop_map(|(path, duration, head, unmeasured)| {
            let line = serde_json::json!({ "path": path, "unmeasured": [] });
            let mut audio: AudioFact = serde_json::from_value(line).unwrap();
            let dec = |text: Option<&str>| text.map(|text| Decimal::try_from(text).unwrap());
            (audio.duration_s, audio.head_silence_s) = (dec(duration), dec(head));
            (audio.frames, audio.sample_rate_hz) = (Some(48_000.into()), Some(48_000.into()));
            audio
                .unmeasured
                .extend(unmeasured.map(|field| Unmeasured { field: field.into(), reason: word("damaged") }));
            Fact::Audio(Box::new(audio))
        }),
        inside.prop_map(|path| Fact::Claims(ClaimsFact { path: name(&path), claims: vec![] })),
    ]
}

fn conversation(folder: &'static str) -> impl Strategy<Value = Fact> {
    let gap = (number(3), number(3), number(3)).prop_map(|(from, to, after)| GapFact {
        unit: word("lines"),
        from,
        to,
        after,
        why: word("unknown"),
    });
    let fields =
        (number(2), path(folder), number(2), of(["understood", "gaps"]), vec(gap, 0..2), option::of(at()));
    fields.prop_map(|(k, source, count, certainty, gaps, coverage_to)| {
        Fact::Conversation(Box::new(ConversationFact {
            k,
            source,
            format: word("transcript"),
            dialect: None,
            count,
            certainty,
            coverage_from: None,
            coverage_to,
            coverage_ground: None,
            gaps,
            unanswered: None,
        }))
    })
}

fn message() -> impl Strategy<Value = Fact> {
    let ids = || (prop_oneof![9 => Just(Uint::from(1)), 1 => number(2)], number(3));
    prop_oneof![
        ids().prop_map(|(k, n)| Fact::Participant(ParticipantFact {
            k,
            n,
            role: word("client"),
            ground: word("memo")
        })),
        ids().prop_map(|(k, n)| Fact::Name(NameFact { k, n, name: "む".into() })),
        (ids(), at(), option::of(number(2)), any::<bool>()).prop_map(
            |((k, n), at, participant, has_text)| {
                let (kind, attachments) = (word("text"), vec![]);
                Fact::Message(MessageFact { k, n, at, participant, kind, has_text, attachments })
            }
        ),
        ids().prop_map(|(k, n)| Fact::Text(TextFact { k, n, text: "hello".into() })),
        (ids(), number(3), number(3), number(3)).prop_map(|((k, n), from, to, after)| {
            Fact::Answer(AnswerFact { k, n, from, to, after, said: word("client"), text: "a".into() })
        }),
    ]
}

fn link(folder: &'static str, last: Option<Sha256Digest>) -> impl Strategy<Value = Fact> {
    let code =
        select(vec![Sha256Digest::of("x"), Sha256Digest::of("hello"), last.unwrap_or(Sha256Digest::of("y"))]);
    let target =
        option::of(select(vec!["proof/001/seal.txt", "data/001/messages/01.txt", "proof/003/seal.txt", "x"]));
    let message = prop_oneof![5 => Just((None, None)), 1 => (option::of(number(1)), option::of(number(2)))];
    (code, path(folder), target, message).prop_map(|(code, source, target, (k, n))| {
        Fact::Link(LinkFact { code, source, k, n, target: target.map(str::to_owned), edited: None })
    })
}

fn mail(folder: &'static str) -> impl Strategy<Value = Fact> {
    let mails = prop_oneof![9 => select(vec!["messages/02.eml", "messages/03.eml"]).prop_map(move |name| format!("{folder}{name}")), 1 => path(folder)];
    let dkim = of(["none", "malformed", "fail", "no-key", "pass", "weak"]);
    (mails, dkim, prop::bool::weighted(0.8), prop::bool::weighted(0.5)).prop_map(
        |(path, dkim, signed, keyed)| {
            let text = |there: bool| there.then(|| "a".to_owned());
            Fact::Mail(MailFact {
                path: name(&path),
                dkim,
                domain: text(signed),
                selector: text(signed),
                key_record: text(keyed),
                captured_at: keyed.then(|| second(SEALED)),
                captured_by: keyed.then(|| word("dns")),
            })
        },
    )
}
