//! Random records: a statement never begins before the client's true last sign, and is never made over something that could
//! be a later one; withholding a fact or adding a gap never makes a silence longer.

use super::*;
use crate::base::time::{At, Basis, UtcSecond};
use crate::format::fact::{
    AnswerFact, CaseFact, ConversationFact, EventFact, Fact, GapFact, Labels, MessageFact, NameFact,
    ParticipantFact, TextFact, Uint, Word,
};
use chrono_tz::Tz;
use proptest::prelude::*;
use std::collections::BTreeMap;

const BEGIN: i64 = 1_790_000_000;
const HOUR: i64 = 3_600;
/// Who speaks: by the names that the notes give roles to.
const NAMES: [&str; 5] = ["港町", "むぎ", "誰か", "港町さん", "事務局"];

fn uint(n: u64) -> Uint {
    Uint::try_from(n).unwrap()
}

fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

fn at(from: i64, seconds: i64) -> At {
    let utc = |t| UtcSecond::from_unix(t).ok();
    At { from: utc(from), to: utc(from + seconds), local: None, offset: None, zone: None, basis: Basis::Utc }
}

fn unknown() -> At {
    At { from: None, to: None, local: None, offset: None, zone: None, basis: Basis::Unknown }
}

/// How a reader got a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    /// A range that was not understood.
    Gap,
    /// Lines that the worker answered about.
    Answered(&'static str),
    Undated,
    /// Somewhere in these hours.
    Wide,
    NoSender,
    Reaction,
    /// Changed at an unknown time.
    EditedOnce,
    Unsent,
    /// Not in the copy.
    Gone,
}

#[derive(Debug, Clone)]
struct Said {
    hour: i64,
    who: usize,
    /// The form in each copy.
    forms: Vec<Form>,
}

#[derive(Debug, Clone)]
struct Copied {
    /// The hour of the first message in it, and of the copying.
    from: i64,
    to: i64,
    declared: bool,
    mail: bool,
    format: usize,
}

#[derive(Debug, Clone)]
struct Event {
    kind: usize,
    hour: Option<i64>,
}

#[derive(Debug, Clone)]
struct World {
    said: Vec<Said>,
    copies: Vec<Copied>,
    /// The role of each name, by edition; none: the notes did not change.
    notes: Vec<Option<Vec<usize>>>,
    events: Vec<Event>,
    /// Lines that are no event, by their words and the hour of their day.
    lines: Vec<(usize, i64)>,
}

/// Keys and words of lines that are not understood, and of remarks.
const LINES: [(&str, &str); 6] = [
    ("note", "電話: DAY 先方から"),
    ("note", "検収: DAY 差し戻し"),
    ("note", "検収: 済み"),
    ("note", "やりとりのメモ"),
    ("remarks", "DAY 検収されました"),
    ("remarks", "声は低め"),
];

const ROLES: [(&str, &str); 5] = [
    ("client", "クライアント"),
    ("worker", "自分"),
    ("other", "その他"),
    ("system", "システム"),
    ("unknown", ""),
];

const EVENTS: [(&str, &str); 5] = [
    ("completion-report", "worker"),
    ("change-request", "client"),
    ("auto-reply", "client"),
    ("reminder", "worker"),
    ("inspection", "client"),
];

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![
        14 => Just(Form::Plain),
        1 => Just(Form::Gap),
        1 => prop_oneof![Just("client"), Just("worker"), Just("nothing"), Just("unknown")].prop_map(Form::Answered),
        1 => Just(Form::Undated),
        1 => Just(Form::Wide),
        1 => Just(Form::NoSender),
        1 => Just(Form::Reaction),
        1 => Just(Form::EditedOnce),
        1 => Just(Form::Unsent),
        2 => Just(Form::Gone),
    ]
}

fn world() -> impl Strategy<Value = World> {
    let copies = 3;
    let who = prop_oneof![6 => Just(0usize), 6 => Just(1usize), 1 => Just(2usize), 1 => Just(3usize), 1 => Just(4usize)];
    let plain = prop_oneof![3 => Just(true), 1 => Just(false)];
    let said = (0..200i64, who, plain, prop::collection::vec(form(), copies)).prop_map(
        |(hour, who, plain, forms)| {
            let forms = if plain { vec![Form::Plain; forms.len()] } else { forms };
            Said { hour, who, forms }
        },
    );
    let copied = (0..60i64, 60..260i64, any::<bool>(), prop::bool::weighted(0.1), 0..2usize).prop_map(
        |(from, to, declared, mail, format)| Copied {
            from: if from < 30 { 0 } else { from },
            to,
            declared,
            mail,
            format,
        },
    );
    // mostly as the names say; sometimes a slip
    let role = |usual: usize| prop_oneof![9 => Just(usual), 1 => 0..ROLES.len()];
    let roles = (role(0), role(1), role(2), role(2), role(3)).prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]);
    let notes = prop::collection::vec(prop::option::weighted(0.5, roles), copies);
    let event = (0..EVENTS.len(), prop::option::weighted(0.9, 0..200i64))
        .prop_map(|(kind, hour)| Event { kind, hour });
    (
        prop::collection::vec(said, 1..10),
        prop::collection::vec(copied, 1..=copies),
        notes,
        prop::collection::vec(event, 0..2),
        prop::collection::vec((0..LINES.len(), 0..200i64), 0..2),
    )
        .prop_map(|(mut said, copies, mut notes, events, lines)| {
            said.sort_by_key(|s| s.hour);
            if notes[0].is_none() {
                notes[0] = Some(vec![0, 1, 2, 2, 3]);
            }
            World { said, copies, notes, events, lines }
        })
}

impl World {
    /// The roles that hold when an edition is read.
    fn roles(&self, edition: usize) -> &[usize] {
        self.notes[..=edition].iter().rev().find_map(|roles| roles.as_deref()).unwrap()
    }

    /// All facts, each with its edition. One copy an edition.
    fn facts(&self) -> Vec<(u16, Fact)> {
        let mut facts = Vec::new();
        for (i, copied) in self.copies.iter().enumerate() {
            let edition = i as u16 + 1;
            if let Some(roles) = &self.notes[i] {
                facts.extend(self.notes_of(roles).into_iter().map(|fact| (edition, fact)));
            }
            facts.extend(self.copy(i, copied).into_iter().map(|fact| (edition, fact)));
        }
        facts
    }

    fn notes_of(&self, roles: &[usize]) -> Vec<Fact> {
        let line = |key: String, value: String, line: u64| {
            Fact::Case(CaseFact { key, value, line: Some(uint(line)) })
        };
        let mut facts = vec![line("title".into(), "朗読".into(), 99)];
        for (i, (name, role)) in NAMES.iter().zip(roles).enumerate() {
            let said = ROLES[*role].1;
            match (i, *role) {
                (_, 4) => {}
                (0, 0) => facts.push(line("client-name".into(), (*name).into(), 1)),
                _ => facts.push(line(format!("name.{}", i + 2), format!("{name} = {said}"), i as u64 + 2)),
            }
        }
        for (i, (words, hour)) in self.lines.iter().enumerate() {
            let (key, text) = LINES[*words];
            let day = chrono::DateTime::from_timestamp(BEGIN + hour * HOUR, 0).unwrap().format("%Y/%m/%d");
            facts.push(line(
                format!("{key}.{}", 40 + i),
                text.replace("DAY", &day.to_string()),
                40 + i as u64,
            ));
        }
        for (i, event) in self.events.iter().enumerate() {
            let (kind, actor) = EVENTS[event.kind];
            facts.push(Fact::Event(EventFact {
                at: event.hour.map(|hour| at(BEGIN + hour * HOUR, 60)),
                kind: word(kind),
                actor: word(actor),
                round: None,
                quote: None,
                evidence: None,
                line: Some(uint(20 + i as u64)),
            }));
        }
        facts
    }

    fn copy(&self, i: usize, copied: &Copied) -> Vec<Fact> {
        let k = uint(1);
        let roles = self.roles(i);
        let mut facts = Vec::new();
        let mut gaps = Vec::new();
        let (mut n, mut answers, mut people) = (0u64, 0u64, BTreeMap::new());
        let (mut first, mut line) = (None, 0u64);
        let held = self.said.iter().filter(|s| s.hour >= copied.from && s.hour < copied.to);
        for said in held {
            line += 2;
            let moment = BEGIN + said.hour * HOUR;
            let mut message = |at: At, sender: Option<u64>, kind: &str| {
                n += 1;
                facts.push(Fact::Message(MessageFact {
                    k,
                    n: uint(n),
                    at,
                    participant: sender.map(uint),
                    kind: word(kind),
                    has_text: kind == "text",
                    attachments: Vec::new(),
                }));
                if kind == "text" {
                    let text = if said.hour % 5 == 0 { "検収しました" } else { "はい" };
                    facts.push(Fact::Text(TextFact { k, n: uint(n), text: text.into() }));
                }
            };
            let next = people.len() as u64 + 1;
            let mut sender = || *people.entry(said.who).or_insert(next);
            match said.forms[i] {
                Form::Gone => continue,
                Form::Plain => message(at(moment, 60), Some(sender()), "text"),
                Form::Wide => message(at(moment - HOUR, 2 * HOUR), Some(sender()), "text"),
                Form::Undated => message(unknown(), Some(sender()), "text"),
                Form::NoSender => message(at(moment, 60), None, "text"),
                Form::Reaction => message(unknown(), Some(sender()), "reaction"),
                Form::Unsent => message(at(moment, 60), Some(sender()), "unsent"),
                Form::EditedOnce => {
                    let sender = sender();
                    message(at(moment, 60), Some(sender), "text");
                    message(unknown(), Some(sender), "edit");
                }
                Form::Gap => gaps.push(GapFact {
                    unit: word("lines"),
                    from: uint(line),
                    to: uint(line),
                    after: uint(n),
                    why: word("name"),
                }),
                Form::Answered(said) => {
                    answers += 1;
                    facts.push(Fact::Answer(AnswerFact {
                        k,
                        n: uint(answers),
                        from: uint(line),
                        to: uint(line),
                        after: uint(n),
                        said: word(said),
                        text: format!("line {line}"),
                    }));
                }
            }
            first = first.or(Some(at(moment, 60)));
        }
        for (who, number) in people {
            let role = word(ROLES[roles[who]].0);
            facts.push(Fact::Participant(ParticipantFact { k, n: uint(number), role, ground: word("memo") }));
            facts.push(Fact::Name(NameFact { k, n: uint(number), name: NAMES[who].into() }));
        }
        let format = match (copied.mail, copied.format) {
            (true, _) => "mail",
            (false, 0) => "pasted",
            (false, _) => "line",
        };
        let certainty = if gaps.is_empty() { "understood" } else { "understood-with-gaps" };
        facts.push(Fact::Conversation(Box::new(ConversationFact {
            k,
            source: format!("data/00{i}/messages/t.txt"),
            format: word(format),
            dialect: None,
            count: uint(n),
            certainty: word(certainty),
            coverage_from: first,
            coverage_to: copied.declared.then(|| at(BEGIN + copied.to * HOUR, 60)),
            coverage_ground: copied.declared.then(|| word("declared")),
            gaps,
            unanswered: Some(Vec::new()),
        })));
        facts
    }

    /// The end of the client's last sign that any copy holds in whatever form, by the last notes. Marks of automatic replies
    /// and words of the worker that something is none are the worker's, and told beside the statement.
    fn last_sign(&self) -> Option<i64> {
        let roles = self.roles(self.copies.len() - 1);
        let mut last = None;
        for (i, copied) in self.copies.iter().enumerate() {
            for said in self.said.iter().filter(|s| s.hour >= copied.from && s.hour < copied.to) {
                let is_client = ROLES[roles[said.who]].0 == "client";
                let is_marked =
                    self.events.iter().any(|e| EVENTS[e.kind].0 == "auto-reply" && e.hour == Some(said.hour));
                let counts = match said.forms[i] {
                    Form::Gone | Form::Answered("nothing" | "worker") => false,
                    Form::Answered(_) | Form::Gap | Form::NoSender => true,
                    Form::Plain | Form::EditedOnce => is_client && !is_marked,
                    // what has no time lies between its neighbours: that hour is the truth
                    Form::Undated | Form::Reaction | Form::Unsent | Form::Wide => is_client,
                };
                // nobody but the client is uncertain here in the end: whoever spoke without a name may have been another
                let is_sign = counts && (is_client || matches!(said.forms[i], Form::Answered("client")));
                if is_sign {
                    last = last.max(Some(BEGIN + said.hour * HOUR));
                }
            }
        }
        last
    }
}

fn labels(facts: &[(u16, Fact)]) -> BTreeMap<u16, Labels> {
    let mut labels: BTreeMap<u16, Labels> = BTreeMap::new();
    for (edition, fact) in facts {
        labels.entry(*edition).or_default().count(fact.label().unwrap());
    }
    labels
}

fn record<'a>(sealed: &BTreeMap<u16, Labels>, facts: impl IntoIterator<Item = &'a (u16, Fact)>) -> Record {
    let mut record = Record::default();
    for (edition, labels) in sealed {
        record.sealed(*edition, labels);
        record.bound(*edition, UtcSecond::from_unix(BEGIN + 400 * HOUR).unwrap());
    }
    facts.into_iter().for_each(|(edition, fact)| record.take(*edition, fact));
    record.settle();
    record
}

fn silence(record: &Record) -> Absence<Silence> {
    record.silence(Scope::All, Tz::Asia__Tokyo)
}

/// From when to when nothing is said to have come; nothing where nothing is said.
fn span(said: &Absence<Silence>) -> Option<(i64, i64)> {
    let said = said.stated()?;
    Some((said.since.span().unwrap().0, said.until.until.span().unwrap().0))
}

/// Is the first never longer than the second?
fn is_within(part: &Absence<Silence>, whole: &Absence<Silence>) -> bool {
    match (span(part), span(whole)) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(part), Some(whole)) => part.0 >= whole.0 && part.1 <= whole.1,
    }
}

/// How many worlds are tried; `PROPTEST_CASES` says otherwise.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn message_silence_never_begins_before_the_last_sign(world in world()) {
        let facts = world.facts();
        let said = silence(&record(&labels(&facts), &facts));
        if let (Some((since, until)), Some(last)) = (span(&said), world.last_sign()) {
            prop_assert!(since >= last, "since {} although {last}: {said:?}", since);
            prop_assert!(since <= until);
        }
        prop_assert!(said.stated().is_some() || !said.blocks().is_empty());
    }

    #[test]
    fn message_silence_grows_by_nothing_that_is_withheld(world in world(), mask in any::<u64>()) {
        let facts = world.facts();
        let sealed = labels(&facts);
        let whole = silence(&record(&sealed, &facts));
        for (left_out, fact) in facts.iter().enumerate() {
            let shown = facts.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, fact)| fact);
            let part = silence(&record(&sealed, shown));
            prop_assert!(is_within(&part, &whole), "without {fact:?}:\n{part:?}\n{whole:?}");
        }
        // any choice of facts, and whole kinds of them
        let chosen = facts.iter().enumerate().filter(|(i, _)| mask >> (i % 64) & 1 == 1).map(|(_, fact)| fact);
        prop_assert!(is_within(&silence(&record(&sealed, chosen)), &whole));
        for kind in crate::format::fact::Kind::ALL {
            let shown = facts.iter().filter(|(_, fact)| fact.kind() != kind);
            let part = silence(&record(&sealed, shown));
            prop_assert!(is_within(&part, &whole), "without {kind:?}:\n{part:?}\n{whole:?}");
        }
    }

    #[test]
    fn message_no_acceptance_is_missed_in_what_is_withheld(world in world(), mask in any::<u64>()) {
        let facts = world.facts();
        let sealed = labels(&facts);
        let none = |record: &Record| record.unrecorded(Act::Acceptance, None).stated().is_some();
        let whole = none(&record(&sealed, &facts));
        for (left_out, fact) in facts.iter().enumerate() {
            let shown = facts.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, fact)| fact);
            prop_assert!(whole || !none(&record(&sealed, shown)), "without {fact:?}");
        }
        let chosen = facts.iter().enumerate().filter(|(i, _)| mask >> (i % 64) & 1 == 1).map(|(_, fact)| fact);
        prop_assert!(whole || !none(&record(&sealed, chosen)));
        for kind in crate::format::fact::Kind::ALL {
            let shown = facts.iter().filter(|(_, fact)| fact.kind() != kind);
            prop_assert!(whole || !none(&record(&sealed, shown)), "without {kind:?}");
        }
    }

    #[test]
    fn message_silence_grows_by_no_gap_and_by_nobody_unknown(world in world(), after in 0..12u64, who in 0..5u64) {
        let facts = world.facts();
        let whole = silence(&record(&labels(&facts), &facts));
        for edition in 1..=world.copies.len() as u16 {
            let mut with_gap = facts.clone();
            let mut nameless = facts.clone();
            for (_, fact) in with_gap.iter_mut().chain(&mut nameless).filter(|(of, _)| *of == edition) {
                match fact {
                    Fact::Conversation(talk) => talk.gaps.push(GapFact {
                        unit: word("lines"),
                        from: uint(900),
                        to: uint(901),
                        after: uint(after),
                        why: word("unread"),
                    }),
                    Fact::Participant(person) if person.n.get() == who + 1 => person.role = word("unknown"),
                    _ => {}
                }
            }
            for changed in [with_gap, nameless] {
                let said = silence(&record(&labels(&changed), &changed));
                prop_assert!(is_within(&said, &whole), "{said:?}\n{whole:?}");
            }
        }
    }

    #[test]
    fn message_files_and_seals_say_the_same(world in world()) {
        let one = World { copies: world.copies[..1].to_vec(), ..world };
        let facts = one.facts();
        let sealed = silence(&record(&labels(&facts), &facts));
        let files: Vec<(u16, Fact)> = facts.into_iter().map(|(_, fact)| (0, fact)).collect();
        let files = silence(&record(&BTreeMap::new(), &files));
        prop_assert_eq!(span(&sealed), span(&files));
        prop_assert_eq!(sealed.blocks(), files.blocks());
    }
}
