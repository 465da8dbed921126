//! What could be a later sign of the client stands against a statement, whatever it looks like.

use super::tests::{TWO, facts_of, record_of, silence_of};
use super::*;
use crate::base::time::UtcSecond;
use crate::format::fact::{AnswerFact, Fact, Kind as FactKind, Labels, Uint, Word};
use crate::message::{Place, Said, Why};
use chrono_tz::Tz;
use std::collections::BTreeMap;

const TOKYO: Tz = Tz::Asia__Tokyo;

fn thread(records: &[(&str, &str, &str)]) -> Vec<u8> {
    records.iter().map(|(who, at, body)| format!("{who}\n{at}\n{body}\n\n")).collect::<String>().into_bytes()
}

fn base() -> Vec<u8> {
    thread(&[
        ("港町", "2026年10月01日 10:00", "x"),
        ("むぎ", "2026年10月02日 10:00", "y"),
        ("むぎ", "2026年10月20日 10:00", "z"),
    ])
}

fn blocks(memo: &str, exports: &[(&str, &[u8])]) -> Vec<Block> {
    silence_of(&record_of(memo, &[exports.to_vec()]), Scope::All).unwrap_err()
}

fn uint(n: u64) -> Uint {
    Uint::try_from(n).unwrap()
}

/// The facts of the base thread, with more.
fn with(memo: &str, more: impl IntoIterator<Item = Fact>) -> Record {
    let mut record = Record::default();
    facts_of(memo, &[vec![("t", &base())]]).iter().for_each(|(edition, fact)| record.take(*edition, fact));
    more.into_iter().for_each(|fact| record.take(1, &fact));
    record.settle();
    record
}

fn answer(n: u64, after: u64, lines: (u64, u64), said: Said) -> Fact {
    Fact::Answer(AnswerFact {
        k: uint(1),
        n: uint(n),
        from: uint(lines.0),
        to: uint(lines.1),
        after: uint(after),
        said: Word::try_from(said.word()).unwrap(),
        text: format!("lines {n}"),
    })
}

#[test]
fn message_a_name_that_resembles_the_client_s_is_no_other() {
    let base = base();
    for name in ["港町さん", "港町 様", "株式会社港町", "港町(担当)"] {
        let line = format!(
            "[LINE] {name}とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/09(金)\r\n10:02\t{name}\tはい\r\n10:03\tむぎ\tはい\r\n"
        );
        let exports: [(&str, &[u8]); 2] = [("t", &base), ("l", line.as_bytes())];
        let unknown = Some(name.to_owned());
        assert_eq!(blocks(TWO, &exports), [Block::UnknownSpoke("l".into(), unknown)], "{name}");
        let memo = format!("{TWO}名前(LINE): {name} = その他\n");
        assert_eq!(blocks(&memo, &exports), [Block::Alike("l".into(), name.into())], "{name}");
    }
    let line = "[LINE] 田中とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n\r\n2026/10/09(金)\r\n10:02\t田中\tはい\r\n";
    let memo = format!("{TWO}名前(LINE): 田中 = その他\n");
    let said =
        silence_of(&record_of(&memo, &[vec![("t", &base), ("l", line.as_bytes())]]), Scope::All).unwrap();
    assert_eq!(said.after.values().sum::<u64>(), 1, "somebody else is counted beside the statement");
}

#[test]
fn message_answers_are_the_worker_s_word_and_told() {
    let said = |more: Vec<Fact>| silence_of(&with(TWO, more), Scope::All);
    // a message of the client between the second and the third: it stands before the third
    let client = said(vec![answer(1, 2, (7, 8), Said::Client)]).unwrap();
    assert_eq!((client.since.shown(TOKYO).as_str(), client.last), ("2026-10-20 10:00 JST", None));
    assert_eq!(client.answered, 2);
    // nothing bounds it: nobody knows when
    let open = said(vec![answer(1, 3, (7, 8), Said::Client)]).unwrap_err();
    assert_eq!(open, [Block::Answer("t".into(), (7, 8), Said::Client)]);
    let unknown = said(vec![answer(1, 2, (7, 8), Said::Unknown)]).unwrap_err();
    assert_eq!(unknown, [Block::Answer("t".into(), (7, 8), Said::Unknown)]);
    // before the client's last sign, whatever it was
    assert!(said(vec![answer(1, 0, (1, 1), Said::Unknown)]).is_ok());
    let nothing = said(vec![
        answer(1, 0, (1, 1), Said::Nothing),
        answer(2, 2, (7, 7), Said::Nothing),
        answer(3, 2, (8, 9), Said::Worker),
    ]);
    let nothing = nothing.unwrap();
    assert_eq!((nothing.since.shown(TOKYO).as_str(), nothing.answered), ("2026-10-01 10:00 JST", 4));
    let aside: Vec<_> = nothing.set_aside.iter().map(|aside| (aside.source.as_str(), aside.lines)).collect();
    assert_eq!(aside, [("t", (7, 7))], "what stands before the last sign could not be a later one");
    let english = nothing.sentences(&crate::text::Texts::new(crate::text::Lang::En), TOKYO, None);
    for expected in ["4 lines are read as the worker says.", "1 line was left out by the worker's judgement"]
    {
        assert!(english.iter().any(|sentence| sentence.contains(expected)), "{english:?}");
    }
}

#[test]
fn message_an_edit_of_unknown_time_is_told_and_a_reaction_blocks() {
    let message = |kind: &str, sender: u64| {
        let mut facts = facts_of(TWO, &[vec![("t", &base())]]);
        for (_, fact) in &mut facts {
            if let Fact::Conversation(talk) = fact {
                talk.count = uint(4);
            }
        }
        let at = crate::message::When::words("").at();
        facts.push((
            1,
            Fact::Message(crate::format::fact::MessageFact {
                k: uint(1),
                n: uint(4),
                at,
                participant: Some(uint(sender)),
                kind: Word::try_from(kind).unwrap(),
                has_text: false,
                attachments: Vec::new(),
            }),
        ));
        let mut record = Record::default();
        facts.iter().for_each(|(edition, fact)| record.take(*edition, fact));
        record.settle();
        silence_of(&record, Scope::All)
    };
    let edited = message("edit", 1).unwrap();
    assert_eq!((edited.edited, edited.since.shown(TOKYO).as_str()), (1, "2026-10-01 10:00 JST"));
    let texts = crate::text::Texts::new(crate::text::Lang::En);
    let said = edited.sentences(&texts, TOKYO, None);
    assert!(
        said.contains(&"1 message of the client is marked as edited; when is not shown.".to_owned()),
        "{said:?}"
    );
    for kind in ["reaction", "text", "sticker", "unsent"] {
        assert_eq!(message(kind, 1).unwrap_err(), [Block::Undated("t".into())], "{kind}");
    }
    // the worker's own signs are none of the client's
    assert_eq!(message("reaction", 2).unwrap().edited, 0);
}

#[test]
fn message_a_date_of_copying_that_lies_ahead_is_refused() {
    let memo = format!("{TWO}スレッドを写した日時: 2026/12/24 9:00\n");
    let facts = facts_of(&memo, &[vec![("t", &base())]]);
    let record = |sealed: &str| {
        let mut record = Record::default();
        facts.iter().for_each(|(edition, fact)| record.take(*edition, fact));
        record.bound(1, sealed.parse().unwrap());
        record.settle();
        silence_of(&record, Scope::All)
    };
    assert!(record("2026-12-24T01:00:00Z").is_ok());
    let ahead = record("2026-11-29T00:00:00Z").unwrap_err();
    assert!(matches!(&ahead[..], [Block::CopiedAhead(file, _)] if file == "t"), "{ahead:?}");
}

#[test]
fn message_what_the_notes_alone_tell_of_the_client_stands_against_it() {
    let noted = |event: &str| silence_of(&with(&format!("{TWO}{event}\n"), []), Scope::All);
    // the same minute, and the same day: it is the message
    assert!(noted("修正依頼: 2026/10/01 10:00").is_ok() && noted("修正依頼: 2026/10/1").is_ok());
    for event in ["修正依頼: 2026/10/05 14:03", "受領の返信: 2026/10/5 1回目", "検収: 2026/11/20"]
    {
        let blocks = noted(event).unwrap_err();
        assert!(matches!(&blocks[..], [Block::Noted(_, Some(_))]), "{event}: {blocks:?}");
    }
    let undated = noted("修正依頼: 先週の火曜").unwrap_err();
    assert_eq!(undated, [Block::Line(Some(3), "修正依頼: 先週の火曜".into(), None)]);
    assert!(noted("確認のお願い: 先週の火曜").is_ok(), "the worker's own");
    // what is not understood is nobody's until it is: its day counts
    for line in [
        "電話: 2026/10/20 先方から",
        "クライアントからの電話: 10/20 あとで連絡するとのこと",
        "備考: 10/20に検収されたとのこと",
        "確認のお願い: 2026/11/10 送らなかった",
        "検収: 2026/10/20 差し戻し",
        "先方から返信あり",
        "10/11/2026 やりとり",
    ] {
        let blocks = noted(line).unwrap_err();
        assert!(
            matches!(&blocks[..], [Block::Line(Some(3), written, _)] if line.ends_with(&**written)),
            "{line}: {blocks:?}"
        );
    }
    for line in [
        "電話: 2026/9/20 先方から",
        "検収: まだ",
        "支払い: 2026/12/31予定",
        "備考: 声は低め",
        "やりとりのメモ",
        "納品日: 2026/11/10",
    ] {
        assert!(noted(line).is_ok(), "{line}");
    }
}

#[test]
fn message_gaps_say_where_and_what_and_only_if_they_can_be_later() {
    let gap = |after: u64, why: Why| {
        let mut facts = facts_of(TWO, &[vec![("t", &base())]]);
        for (_, fact) in &mut facts {
            if let Fact::Conversation(talk) = fact {
                talk.gaps = vec![crate::message::Gap { place: Place::Lines(4, 5), after, why }.fact()];
            }
        }
        let mut record = Record::default();
        facts.iter().for_each(|(edition, fact)| record.take(*edition, fact));
        record.settle();
        silence_of(&record, Scope::All)
    };
    assert!(gap(0, Why::Name).is_ok(), "the client's own message follows it");
    for after in [1, 2, 3] {
        assert_eq!(
            gap(after, Why::LoadMore).unwrap_err(),
            [Block::Gap("t".into(), Place::Lines(4, 5), Why::LoadMore)]
        );
    }
}

fn labels(facts: &[(u16, Fact)]) -> BTreeMap<u16, Labels> {
    let mut labels: BTreeMap<u16, Labels> = BTreeMap::new();
    facts.iter().for_each(|(edition, fact)| labels.entry(*edition).or_default().count(fact.label().unwrap()));
    labels
}

fn sealed(labels: &BTreeMap<u16, Labels>, facts: &[(u16, Fact)]) -> Record {
    let mut record = Record::default();
    for (edition, labels) in labels {
        record.sealed(*edition, labels);
        record.bound(*edition, "2026-11-29T00:00:00Z".parse::<UtcSecond>().unwrap());
    }
    facts.iter().for_each(|(edition, fact)| record.take(*edition, fact));
    record.settle();
    record
}

#[test]
fn message_that_no_acceptance_is_recorded_needs_every_event() {
    let accepted = format!("{TWO}メッセージ添付(1回目): 2026/10/01 12:00\n検収: 2026/10/25 10:00\n");
    let facts = facts_of(&accepted, &[vec![("t", &base())]]);
    let all = labels(&facts);
    let whole = sealed(&all, &facts);
    let recorded = whole.unrecorded(Act::Acceptance, None);
    assert!(
        matches!(recorded.blocks(), [Block::Recorded(kind, Some(_))] if kind == "inspection"),
        "{recorded:?}"
    );
    assert!(whole.unrecorded(Act::Payment, None).stated().is_some());
    // without the line of the acceptance, this copy does not show whether there is one
    let is_acceptance =
        |fact: &Fact| matches!(fact, Fact::Event(event) if event.kind.as_str() == "inspection");
    let redacted: Vec<_> = facts.iter().filter(|(_, fact)| !is_acceptance(fact)).cloned().collect();
    let part = sealed(&all, &redacted);
    for act in [Act::Acceptance, Act::Payment, Act::ChangeRequest] {
        assert_eq!(part.unrecorded(act, None).blocks(), [Block::Withheld(1, FactKind::Event)], "{act:?}");
    }
    assert!(part.silence(Scope::All, TOKYO).blocks().contains(&Block::Withheld(1, FactKind::Event)));
    // a date that lies ahead, and one that nobody can read, are no ground to say that there is none
    for line in ["検収: 2026/12/25", "検収: 先週"] {
        let facts = facts_of(&format!("{TWO}{line}\n"), &[vec![("t", &base())]]);
        assert!(
            sealed(&labels(&facts), &facts).unrecorded(Act::Acceptance, None).stated().is_none(),
            "{line}"
        );
    }
    let none = facts_of(TWO, &[vec![("t", &base())]]);
    assert!(sealed(&labels(&none), &none).unrecorded(Act::Acceptance, None).stated().is_some());
}

#[test]
fn message_later_notes_replace_earlier_ones_whatever_is_shown_of_them() {
    let first = facts_of(&format!("{TWO}検収: 2026/10/25 10:00\n"), &[vec![("t", &base())]]);
    let second = facts_of(TWO, &[vec![]]).into_iter().map(|(_, fact)| (2, fact));
    let facts: Vec<_> = first.into_iter().chain(second).collect();
    let all = labels(&facts);
    let whole = sealed(&all, &facts);
    // as a slip or not: the seal of the first notes holds it still
    let before =
        |blocks: &[Block]| matches!(blocks, [Block::Before(1, kind, Some(_))] if kind == "inspection");
    assert!(before(whole.unrecorded(Act::Acceptance, None).blocks()));
    assert!(
        before(whole.silence(Scope::All, TOKYO).blocks()),
        "it is an act of the client, later than all copies"
    );
    assert_eq!(whole.events().count(), 0, "but no event of the case any more");
    // the second notes are not shown: the first do not stand in their place
    let redacted: Vec<_> = facts.iter().filter(|(edition, _)| *edition == 1).cloned().collect();
    let part = sealed(&all, &redacted);
    assert_eq!((part.notes_edition(), part.events().count()), (Some(2), 0));
}

#[test]
fn message_a_missing_edition_and_missing_facts_are_named() {
    let facts = facts_of(TWO, &[vec![("t", &base())]]);
    let all = labels(&facts);
    for kind in [FactKind::Conversation, FactKind::Message, FactKind::Participant] {
        let redacted: Vec<_> = facts.iter().filter(|(_, fact)| fact.kind() != kind).cloned().collect();
        let blocks = sealed(&all, &redacted).silence(Scope::All, TOKYO).blocks().to_vec();
        assert!(blocks.contains(&Block::Withheld(1, kind)), "{kind:?}: {blocks:?}");
    }
    let later: Vec<_> = facts.iter().map(|(_, fact)| (3, fact.clone())).collect();
    let blocks = sealed(&labels(&later), &later).silence(Scope::All, TOKYO).blocks().to_vec();
    assert_eq!(blocks, [Block::NoEdition(1), Block::NoEdition(2)]);
}

#[test]
fn message_the_client_s_very_name_under_another_role_stands_against_it() {
    let mut facts = facts_of(TWO, &[vec![("t", &base())]]);
    let all = labels(&facts);
    assert!(sealed(&all, &facts).silence(Scope::All, TOKYO).stated().is_some());
    for (_, fact) in &mut facts {
        if let Fact::Name(name) = fact {
            name.name = "港町".into();
        }
    }
    let twin = sealed(&all, &facts).silence(Scope::All, TOKYO);
    assert!(matches!(twin.blocks(), [Block::Alike(_, name)] if name == "港町"), "{twin:?}");
    // a name that is withheld can be that one
    let hidden: Vec<_> = facts
        .iter()
        .filter(|(_, fact)| !matches!(fact, Fact::Name(name) if name.n == uint(2)))
        .cloned()
        .collect();
    assert!(
        sealed(&all, &hidden)
            .silence(Scope::All, TOKYO)
            .blocks()
            .contains(&Block::Withheld(1, FactKind::Name))
    );
}

#[test]
fn message_an_event_of_a_kind_that_is_not_known_can_be_anything() {
    let noted = facts_of(&format!("{TWO}確認のお願い: 2026/10/25 10:00\n"), &[vec![]]);
    let event = noted
        .into_iter()
        .find_map(|(_, fact)| if let Fact::Event(event) = fact { Some(event) } else { None });
    for actor in ["client", "worker", "somebody"] {
        let mut event = event.clone().unwrap();
        event.kind = Word::try_from("phone-call").unwrap();
        event.actor = Word::try_from(actor).unwrap();
        let record = with(TWO, [Fact::Event(event)]);
        let silence = record.silence(Scope::All, TOKYO);
        assert!(
            matches!(silence.blocks(), [Block::Noted(kind, Some(_))] if kind == "phone-call"),
            "{actor}: {silence:?}"
        );
        let none = record.unrecorded(Act::Acceptance, None);
        assert!(
            matches!(none.blocks(), [Block::Recorded(kind, Some(_))] if kind == "phone-call"),
            "{actor}: {none:?}"
        );
    }
}
