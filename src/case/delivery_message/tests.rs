use super::message::duration;
use super::*;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::case::Round;
use crate::format::archive::Edition;
use crate::format::fact::{AudioFact, Decimal, Fact, FileFact, OriginFact, Uint};
use crate::text::{Lang, Texts};
use proptest::prelude::*;

/// A fact of a file with this content, delivered in a round of an edition.
fn facts(edition: u16, round: u16, name: &str, content: &[u8], duration: Option<&str>) -> [Option<Fact>; 3] {
    let path = EntryName::new(&format!("data/{edition:03}/delivery/{round}/{name}")).unwrap();
    let file = FileFact {
        path: path.clone(),
        size: Uint::try_from(content.len() as u64).unwrap(),
        sha256: Sha256Digest::of(content),
    };
    let name = format!("納品/{round}回目/{name}");
    let origin = OriginFact { path: path.clone(), name, name_hex: None, modified: None };
    let audio = duration.map(|seconds| {
        let mut json = serde_json::json!({ "path": path, "unmeasured": [] });
        json["duration_s"] = seconds.into();
        Fact::Audio(Box::new(serde_json::from_value::<AudioFact>(json).unwrap()))
    });
    [audio, Some(Fact::Origin(origin)), Some(Fact::File(file))]
}

/// Edition, round, name, content; recordings of about six seconds.
fn record(files: &[(u16, u16, &str, &str)]) -> Record {
    let mut record = Record::default();
    for (number, round, name, content) in files {
        let edition = Edition::new(*number).unwrap();
        record.seal(edition, Sha256Digest::of(format!("seal {number}")));
        let duration = name.ends_with(".wav").then_some("6.04");
        facts(*number, *round, name, content.as_bytes(), duration)
            .into_iter()
            .flatten()
            .for_each(|fact| record.fact(edition, &fact));
    }
    record
}

fn opening(files: &[(u16, u16, &str, &str)]) -> String {
    record(files)
        .last()
        .unwrap()
        .message(Lang::Ja)
        .lines()
        .next()
        .unwrap()
        .replace("お世話になっております。", "")
}

const FIRST: [(u16, u16, &str, &str); 3] = [
    (1, 1, "第1話_ナレーション.wav", "1"),
    (1, 1, "第2話_ナレーション.wav", "2"),
    (1, 1, "商品紹介_6秒.wav", "3"),
];

fn with(more: &[(u16, u16, &'static str, &'static str)]) -> Vec<(u16, u16, &'static str, &'static str)> {
    FIRST.iter().chain(more).copied().collect()
}

fn in_both_languages(delivery: &Delivery) -> String {
    let both =
        Lang::ALL.map(|lang| format!("{}\n{}", delivery.message(lang), delivery.note(lang))).join("\n");
    for never in ["hikae", "http", "www", "@", "SHA"] {
        assert!(!both.contains(never), "{never} in {both}");
    }
    both
}

/// The sample case: each round as an edition of its own.
fn sample(rounds: u16) -> Delivery {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minato-narration/納品");
    let mut record = Record::default();
    for round in 1..=rounds {
        let edition = Edition::new(round).unwrap();
        record.seal(edition, Sha256Digest::of(format!("seal {round}")));
        for entry in std::fs::read_dir(folder.join(format!("{round}回目"))).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            let content = std::fs::read(entry.path()).unwrap();
            let facts = facts(round, round, &name, &content, Some("6"));
            facts.into_iter().flatten().for_each(|fact| record.fact(edition, &fact));
        }
    }
    record.last().unwrap()
}

#[test]
fn the_first_round() {
    insta::assert_snapshot!("first", in_both_languages(&sample(1)));
}

#[test]
fn a_retake() {
    insta::assert_snapshot!("retake", in_both_languages(&sample(2)));
}

#[test]
fn what_a_retake_replaces() {
    for (more, sentence) in [
        (&[(2, 2, "第2話_修正版.wav", "x")][..], "次のファイルをお送りします。"),
        (
            &[(2, 2, "第2話_ナレーション.wav", "x")],
            "第2話の修正版をお送りします。ほかの2点に変更はありません。",
        ),
        (
            &[(2, 2, "第1話_ナレーション(2).wav", "x"), (2, 2, "第2話_ナレーション_re.wav", "y")],
            "第1話、第2話の修正版をお送りします。ほかの1点に変更はありません。",
        ),
        // all of them sent again, one of them new
        (
            &[
                (2, 2, "第1話_ナレーション.wav", "1"),
                (2, 2, "第2話_ナレーション_v2.wav", "y"),
                (2, 2, "商品紹介_6秒.wav", "3"),
            ],
            "第2話の修正版をお送りします。ほかの2点に変更はありません。",
        ),
        (&[(2, 2, "第1話_ナレーション_v2.wav", "1")], "次のファイルをお送りします。"),
        (
            &[(2, 2, "第2話_ナレーション_v2.wav", "x"), (2, 2, "第2話_ナレーション_v3.wav", "y")],
            "次のファイルをお送りします。",
        ),
        (
            &[(2, 2, "第2話_ナレーション_v2.wav", "x"), (2, 2, "予告.wav", "y")],
            "次のファイルをお送りします。",
        ),
        // the round after next
        (
            &[(2, 2, "第2話_ナレーション_v2.wav", "x"), (3, 3, "第2話_ナレーション_v3.wav", "y")],
            "第2話の修正版をお送りします。ほかの2点に変更はありません。",
        ),
        // what came in between may stand for one of the others: nothing is said of them
        (
            &[(2, 2, "予告.wav", "x"), (3, 3, "第2話_ナレーション_v2.wav", "y")],
            "第2話の修正版をお送りします。",
        ),
    ] {
        assert_eq!(opening(&with(more)), sentence, "{more:?}");
    }
    assert_eq!(opening(&[(1, 1, "a.wav", "1"), (2, 2, "a_v2.wav", "2")]), "aの修正版をお送りします。");
    // two with one stem: the extension decides
    let two = [(1, 1, "a.wav", "1"), (1, 1, "a.mp3", "2"), (2, 2, "a_v2.mp3", "3")];
    assert_eq!(opening(&two), "aの修正版をお送りします。ほかの1点に変更はありません。");
    let many: Vec<_> = ["a.wav", "b.wav", "c.wav", "d.wav"]
        .iter()
        .flat_map(|name| [(1, 1, *name, "1"), (2, 2, *name, "2")])
        .collect();
    assert_eq!(opening(&many), "aほか3点の修正版をお送りします。");
}

#[test]
fn once_a_round() {
    let edition = |n| Edition::new(n).unwrap();
    let mut record = record(&with(&[(2, 1, "第3話.wav", "4"), (3, 2, "第2話_ナレーション_v2.wav", "5")]));
    record.seal(edition(4), Sha256Digest::of("messages only"));
    let rounds: Vec<_> = (1..=4).map(|n| record.delivery(edition(n)).map(|d| d.round.get())).collect();
    assert_eq!(rounds, [Some(1), None, Some(2), None]);
    assert_eq!(record.last().unwrap().edition, edition(3));
    // both rounds in the first seal: the message is about what is delivered now
    let both = self::record(&[(1, 1, "a.wav", "1"), (1, 2, "a_v2.wav", "2")]).last().unwrap();
    assert_eq!((both.round.get(), both.files.len(), both.earlier.len()), (2, 1, 1));
    assert!(Record::default().last().is_none());
}

#[test]
fn durations() {
    let texts = Lang::ALL.map(|lang| Texts::room(lang, "delivery"));
    let said = |seconds: &str| {
        let seconds = Decimal::try_from(seconds).unwrap();
        texts.each_ref().map(|texts| duration(Some(&seconds), texts).unwrap_or_default())
    };
    assert_eq!(said("6"), ["6秒", "0:06"]);
    assert_eq!(said("59.6"), ["1分0秒", "1:00"]);
    assert_eq!(said("3725.2"), ["1時間2分5秒", "1:02:05"]);
    for none in ["0", "0.4", "-6", "-inf", "100000000000000"] {
        assert_eq!(said(none), ["", ""], "{none}");
    }
}

#[test]
fn other_files_are_not_called_audio() {
    assert_eq!(
        opening(&[(1, 1, "台本.pdf", "1"), (1, 1, "a.wav", "2")]),
        "ご依頼のファイルを納品いたします。"
    );
    assert_eq!(opening(&[(1, 1, "a.MP3", "2")]), "ご依頼の音声を納品いたします。");
}

#[test]
fn notepad_shows_it() {
    assert_eq!(text_file("あ\nb\n"), "\u{FEFF}あ\r\nb\r\n".as_bytes());
}

proptest! {
    /// Whatever the files are called: the code of the message is found again, and no line is forged.
    #[test]
    fn the_code_in_the_message_is_found(names in prop::collection::btree_set("[^/\u{0}]{1,20}", 1..4), retake in any::<bool>()) {
        let files = |round: u16| names.iter().map(move |name| Delivered {
            round: Round::try_from(u32::from(round)).unwrap(),
            name: name.clone(),
            size: 1,
            sha256: Sha256Digest::of([round as u8]),
            duration_s: None,
        }).collect::<Vec<_>>();
        let round = if retake { 2 } else { 1 };
        let earlier = if retake { files(1) } else { Vec::new() };
        let code = Sha256Digest::of("seal");
        let delivery = Delivery { edition: Edition::FIRST, code, round: Round::try_from(round).unwrap(), files: files(round as u16), earlier };
        for lang in Lang::ALL {
            for text in [delivery.message(lang), delivery.note(lang)] {
                let found = crate::format::seal_code::find(&text);
                prop_assert!(found.iter().any(|f| f.code == code), "{}", text);
                let total = usize::from(names.len() > 1);
                let most = 7 + names.len() + total;
                prop_assert!(text.lines().count() <= most, "{}", text);
            }
        }
    }
}
