//! `REPORT.html` as a function of facts: the same in every order, bounded, honest about what it leaves out.

use hikae::base::digest::Sha256Digest;
use hikae::base::entry_name::EntryName;
use hikae::base::limits::Limits;
use hikae::base::time::{At, Basis, UtcSecond};
use hikae::format::archive::Edition;
use hikae::format::fact::*;
use hikae::format::proof::{CaseId, SealHeader};
use hikae::report::{Report, ShownEdition, ShownToken, Written};
use hikae::text::Lang;
use std::collections::BTreeSet;

fn word(text: &str) -> Word {
    text.try_into().unwrap()
}

fn uint(n: u64) -> Uint {
    n.try_into().unwrap()
}

fn name(text: &str) -> EntryName {
    EntryName::new(text).unwrap()
}

/// Japan's time, to the minute.
fn at(minutes: i64) -> At {
    let from = 1_790_000_040 + minutes * 60;
    let second = |t: i64| UtcSecond::from_unix(t).ok();
    let local = second(from + 9 * 3600).unwrap().to_string();
    At {
        from: second(from),
        to: second(from + 60),
        local: Some(local[..16].to_owned()),
        offset: Some("+09:00".to_owned()),
        zone: Some("Asia/Tokyo".to_owned()),
        basis: Basis::Declared,
    }
}

fn file(path: &str, bytes: u64) -> [Fact; 2] {
    let modified = UtcSecond::from_unix(1_790_000_000).ok();
    [
        Fact::File(FileFact { path: name(path), size: uint(bytes), sha256: Sha256Digest::of(path) }),
        Fact::Origin(OriginFact {
            path: name(path),
            name: path.replace("data/001", "x"),
            name_hex: None,
            modified,
        }),
    ]
}

fn sound(path: &str) -> [Fact; 2] {
    let dec = |text: &str| Some(Decimal::try_from(text).unwrap());
    let columns: Vec<u8> = (0..800).map(|i| 128 + (i * 37 % 120) as u8).collect();
    let low: Vec<u8> = columns.iter().map(|c| 255 - c).collect();
    [
        Fact::Audio(Box::new(AudioFact {
            path: name(path),
            container: Some(word("wav")),
            codec: Some(word("pcm")),
            sample_rate_hz: Some(uint(48_000)),
            bit_depth: Some(uint(24)),
            channels: Some(uint(1)),
            frames: Some(uint(288_000)),
            duration_s: dec("6.0"),
            sample_peak_dbfs: dec("-3.05"),
            true_peak_dbtp: dec("-3.01"),
            integrated_loudness_lufs: dec("-21.47"),
            loudness_range_lu: dec("1.4"),
            rms_dbfs: dec("-22.51"),
            noise_floor_dbfs: dec("-66.09"),
            clipped_runs: Some(uint(0)),
            head_silence_s: dec("1.01"),
            tail_silence_s: dec("0.01"),
            digital_zero_s: dec("0.0"),
            pcm_sha256: Some(Sha256Digest::of("pcm")),
            unmeasured: vec![],
        })),
        Fact::Waveform(WaveformFact {
            path: name(path),
            columns: uint(800),
            min: Base64Url::encode(&low),
            max: Base64Url::encode(&columns),
        }),
    ]
}

/// A conversation of two, in which the worker speaks last.
fn talk(k: u64, messages: u64, text: &str) -> Vec<Fact> {
    let mut facts = vec![Fact::Conversation(Box::new(ConversationFact {
        k: uint(k),
        source: format!("data/001/messages/{k:02}.txt"),
        format: word("line"),
        dialect: None,
        count: uint(messages),
        certainty: word("understood"),
        coverage_from: Some(at(0)),
        coverage_to: None,
        coverage_ground: None,
        gaps: vec![],
        unanswered: Some(vec![]),
    }))];
    for (n, role, called) in [(1, "client", "港町制作"), (2, "worker", "むぎ")] {
        facts.push(Fact::Participant(ParticipantFact {
            k: uint(k),
            n: uint(n),
            role: word(role),
            ground: word("memo"),
        }));
        facts.push(Fact::Name(NameFact { k: uint(k), n: uint(n), name: called.to_owned() }));
    }
    for n in 1..=messages {
        facts.push(Fact::Message(MessageFact {
            k: uint(k),
            n: uint(n),
            at: at(i64::try_from(n * 3 + k).unwrap()),
            participant: Some(uint(if n == messages { 2 } else { 1 + n % 2 })),
            kind: word("text"),
            has_text: true,
            attachments: vec![],
        }));
        facts.push(Fact::Text(TextFact { k: uint(k), n: uint(n), text: format!("{n} {text}") }));
    }
    facts
}

fn event(line: u64, kind: &str, minutes: i64, quote: &str) -> Fact {
    Fact::Event(EventFact {
        at: Some(at(minutes)),
        kind: word(kind),
        actor: word("worker"),
        round: Some(uint(1)),
        quote: Some(quote.to_owned()),
        evidence: None,
        line: Some(uint(line)),
    })
}

/// The page of one edition, of which everything or a part is shown.
fn page_of(sealed: &[Fact], shown: &[Fact], lang: Lang) -> String {
    texts_of(sealed, shown, lang, &[]).report
}

/// The same with the instructions, and with time-stamps.
pub fn texts_of(sealed: &[Fact], shown: &[Fact], lang: Lang, tokens: &[ShownToken]) -> Written {
    let mut labels = Labels::default();
    sealed.iter().for_each(|fact| labels.count(fact.label().unwrap()));
    let header = SealHeader {
        case: CaseId([7; 16]),
        edition: Edition::FIRST,
        sealed: "2026-11-23T05:05:09Z".parse().unwrap(),
        previous: None,
        signer: "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap(),
        facts: sealed.len() as u64,
    };
    let mut report = Report::newest();
    shown.iter().for_each(|fact| report.take(1, fact));
    let shown = ShownEdition {
        header: &header,
        code: Sha256Digest::of("seal"),
        facts: shown.len() as u64,
        files: shown.iter().filter(|fact| fact.kind() == Kind::File).count() as u64,
        labels: &labels,
        absent: &BTreeSet::new(),
        has_files: false,
        tokens,
    };
    report.write(&[shown], lang)
}

fn page(facts: &[Fact]) -> String {
    page_of(facts, facts, Lang::Ja)
}

/// The same facts in another order, from a seed.
fn shuffled(facts: &[Fact], seed: u64) -> Vec<Fact> {
    let mut keyed: Vec<(Sha256Digest, Fact)> = facts
        .iter()
        .enumerate()
        .map(|(i, fact)| (Sha256Digest::of(format!("{seed} {i}")), fact.clone()))
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, fact)| fact).collect()
}

pub fn large() -> Vec<Fact> {
    let mut facts = Vec::new();
    for i in 0..500 {
        let path = format!("data/001/delivery/{}/第{i:03}話_ナレーション.wav", i / 100 + 1);
        facts.extend(file(&path, 864_044));
        facts.extend(sound(&path));
    }
    facts.extend(talk(1, 18_000, "お世話になっております。ご確認のほど、よろしくお願いいたします。"));
    facts.extend(talk(2, 2_000, "修正版をお送りします。"));
    facts.push(event(20, "completion-report", 40, "納品しました"));
    facts.push(event(21, "attachment", 40, "添付しました"));
    facts.push(Fact::Case(CaseFact { key: "title".into(), value: "朗読".into(), line: Some(uint(3)) }));
    facts
}

#[test]
fn the_page_is_the_same_in_every_order_and_a_large_case_stays_small() {
    if crate::skip::slow() {
        return;
    }
    let facts = large();
    let expected = page(&facts);
    eprintln!("500 files and 20,000 messages: {} bytes", expected.len());
    assert!(expected.len() < 5_000_000, "{} bytes", expected.len());
    for seed in 1..4 {
        assert!(page(&shuffled(&facts, seed)) == expected, "seed {seed}");
    }
    let reversed: Vec<Fact> = facts.into_iter().rev().collect();
    assert!(page(&reversed) == expected);
    // what is not printed is named, with its numbers: two conversations share the room
    assert!(
        expected.contains("記録1の801番から16800番までは、ここには印刷していません。"),
        "the first record"
    );
    assert!(expected.contains("Messages 801 to 16800 of record 1 are not printed here."));
    assert!(expected.contains(">800 お世話"));
    assert!(
        !expected.contains(">801 お世話")
            && expected.contains("16801 お世話")
            && expected.contains("18000 お世話")
    );
    assert!(expected.contains("第499話_ナレーション.wav"));
}

#[test]
fn a_small_case_is_printed_whole() {
    let mut facts = talk(1, 900, "はい");
    // a talk on another channel: of two copies of one talk, what is the same is printed once
    let other = talk(2, 300, "いいえ").into_iter().map(|fact| match fact {
        Fact::Conversation(c) => {
            Fact::Conversation(Box::new(ConversationFact { format: word("whatsapp"), ..*c }))
        }
        other => other,
    });
    facts.extend(other);
    let page = page(&facts);
    assert!(!page.contains("ここには印刷していません"), "nothing is left out");
    assert_eq!(page.matches("はい</p>").count() + page.matches("いいえ</p>").count(), 1_200);
    // the second talk ends before the client's last words in the first: nothing is said of silence
    assert!(page.contains("最後の記録は最後のご連絡より前です"));
    let alone = self::page(&talk(1, 900, "はい"));
    assert!(alone.contains("クライアント様からの発信は記録されていません"));
}

/// The later copy of a talk reaches further; what it no longer holds as it was is printed from the earlier one.
#[test]
fn of_two_copies_of_a_talk_what_is_the_same_is_printed_once() {
    let mut facts = talk(1, 5, "はい");
    facts.extend(talk(2, 9, "はい"));
    for fact in &mut facts {
        match fact {
            // the same moments in both
            Fact::Message(m) => m.at = at(i64::try_from(m.n.get() * 3).unwrap()),
            Fact::Text(t) if (t.k.get(), t.n.get()) == (1, 3) => t.text = "取り消された言葉".to_owned(),
            _ => {}
        }
    }
    let page = page_of(&facts, &facts, Lang::En);
    assert_eq!(page.matches("はい</p>").count(), 9);
    assert_eq!(page.matches("取り消された言葉</p>").count(), 1);
    assert!(page.contains("an earlier copy of a record that reaches further"));
}

#[test]
fn nothing_is_said_of_last_or_none_where_something_is_withheld() {
    let sealed = talk(1, 9, "はい");
    let shown: Vec<Fact> =
        sealed.iter().filter(|fact| !matches!(fact, Fact::Message(m) if m.n.get() == 4)).cloned().collect();
    let page = page_of(&sealed, &shown, Lang::En);
    assert!(!page.contains("no message by the client is recorded"), "no statement");
    assert!(
        page.contains("Edition 1 has sealed more than is shown here (times and senders of messages), so")
    );
    assert!(page.contains("8 of 9 shown; the others were withheld by whoever made this copy"));
    // a text alone may be withheld
    let shown: Vec<Fact> =
        sealed.iter().filter(|fact| !matches!(fact, Fact::Text(t) if t.n.get() == 4)).cloned().collect();
    let page = page_of(&sealed, &shown, Lang::En);
    assert!(page.contains("no message by the client is recorded"));
    assert_eq!(page.matches("(The words are withheld in this copy.)").count(), 1);
}

/// Every text as long as a line allows, and as dear in HTML as a character can be.
#[test]
fn the_largest_page_is_below_the_limit_of_the_format() {
    if crate::skip::slow() {
        return;
    }
    let most = "\u{1}".repeat(30_000);
    let mut facts = Vec::new();
    for i in 0..1_500 {
        let path = format!("data/001/delivery/{}/{i:04}{}.wav", i % 9 + 1, "&".repeat(200));
        let [file, origin] = file(&path, 9);
        let Fact::Origin(origin) = origin else { unreachable!() };
        facts.push(file);
        facts.push(Fact::Origin(OriginFact { name: most.clone(), ..origin }));
        let claim = |_| Claim {
            name: most[..300].to_owned(),
            value: most[..3_000].to_owned(),
            guessed: Some(word("sjis")),
        };
        facts.push(Fact::Claims(ClaimsFact { path: name(&path), claims: (0..15).map(claim).collect() }));
        facts.extend(sound(&path));
    }
    for k in 1..=1_200 {
        facts.extend(talk(k, 20, &most[..500]));
        if let Some(Fact::Conversation(c)) =
            facts.iter_mut().rev().find(|f| matches!(f, Fact::Conversation(_)))
        {
            c.gaps = vec![
                GapFact {
                    unit: word("lines"),
                    from: uint(1),
                    to: uint(9),
                    after: uint(2),
                    why: word("name")
                };
                20
            ];
            c.source = most[..9_999].to_owned();
        }
    }
    for i in 0..2_000 {
        facts.push(event(i, "acknowledgement", 3, &most[..9_000]));
        facts.push(Fact::Case(CaseFact {
            key: format!("note.{i}"),
            value: most[..9_000].to_owned(),
            line: Some(uint(i)),
        }));
        facts.push(Fact::Link(LinkFact {
            code: Sha256Digest::of(i.to_string()),
            source: most[..2_000].to_owned(),
            k: None,
            n: None,
            target: Some(most[..2_000].to_owned()),
            edited: None,
        }));
    }
    let page = page(&facts);
    eprintln!("the largest page: {} bytes", page.len());
    assert!(page.len() as u64 <= Limits::DEFAULT.root_file, "{} bytes", page.len());
    assert!(page.contains("ここには印刷していません"));
    assert!(page == self::page(&shuffled(&facts, 9)));
}

#[test]
fn only_one_language_is_named_first_and_the_rest_is_the_same() {
    let facts = talk(1, 3, "はい");
    let [ja, en] = [Lang::Ja, Lang::En].map(|lang| page_of(&facts, &facts, lang));
    assert!(ja.contains("<html lang=\"ja\">") && en.contains("<html lang=\"en\">"));
    let body = |page: &str| page.split("<main>").nth(1).unwrap().to_owned();
    assert_eq!(body(&ja), body(&en));
}
