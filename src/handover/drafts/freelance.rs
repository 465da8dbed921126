//! The first page for フリーランス・トラブル110番, and the whole record behind it.

use super::part::{Part, pair, thread};
use crate::base::entry_name::EntryName;
use crate::base::limits::Limits;
use crate::case::memo::Item;
use crate::case::roles::Role;
use crate::format::fact::EventFact;
use crate::handover::account::Held;
use crate::handover::matter::{Absent, Matter};
use crate::handover::points::fee;
use crate::handover::quoted::quoted;
use crate::handover::timeline::event_kind;
use crate::text::{Message, Texts};
use chrono::{Days, NaiveDate};

/// The act's 60 days count the day of receipt itself (Act on Ensuring Proper Transactions Involving Specified Entrusted
/// Business Operators, article 4): the sixtieth day is 59 days later.
const AFTER_RECEIPT: Days = Days::new(59);

pub(super) fn parts(matter: &Matter<'_>, texts: &Texts) -> Vec<Part> {
    let client = [
        ("draft-client-name", Item::ClientName),
        ("draft-client-address", Item::ClientAddress),
        ("draft-company-number", Item::CompanyNumber),
    ];
    let mut first = Part::new(texts, "draft-client");
    first.rows = client.map(|(name, item)| pair(matter, texts, name, item)).into();
    first.sentences.push(texts.get("draft-client-source"));

    let mut contract = Part::new(texts, "draft-contract");
    contract.rows = [
        ("draft-platform", Item::Platform),
        ("draft-contract-id", Item::ContractId),
        ("draft-title-of", Item::Title),
        ("draft-commissioned", Item::Commissioned),
        ("draft-specification", Item::Specification),
        ("draft-deadline", Item::Deadline),
        ("draft-payment-due", Item::PaymentDue),
        ("draft-invoice", Item::Invoice),
    ]
    .map(|(name, item)| pair(matter, texts, name, item))
    .into();
    let amount = fee(matter).map_or_else(|| texts.get(matter.missing(Item::Fee)), |(fee, _)| fee);
    contract.rows.insert(0, vec![texts.get("draft-amount"), amount]);
    let papers: Vec<String> = papers(matter).collect();
    let is_paper = |path: &EntryName| Role::of_entry(path) == Some(Role::Documents);
    let shown = match papers.is_empty() {
        true if matter.sealed.files.keys().any(is_paper) => texts.get("point-not-shown"),
        true => texts.get("point-not-recorded"),
        false => papers.join("\n"),
    };
    contract.rows.push(vec![texts.get("draft-papers"), shown]);

    let mut days = Part::new(texts, "draft-days");
    days.rows = vec![
        pair(matter, texts, "draft-receipt-day", Item::ReceiptDay),
        vec![texts.get("draft-inspection-day"), inspected(matter, texts)],
    ];
    for (number, day) in received(matter) {
        let message = Message::new("draft-sixty").count("round", number).text("day", day);
        days.sentences
            .extend(day.checked_add_days(AFTER_RECEIPT).map(|last| texts.say(&message.text("last", last))));
    }
    days.sentences.push(texts.get("draft-sixty-note"));

    let mut act = Part::new(texts, "draft-act");
    act.rows = [("draft-employees", Item::ClientEmployees), ("draft-officers", Item::ClientOfficers)]
        .map(|(name, item)| {
            let value =
                matter.value(item).map_or_else(|| texts.get(matter.missing(item)), |(value, _)| value);
            vec![texts.get(name), value]
        })
        .into();
    act.sentences.push(texts.get("draft-act-note"));

    let mut answers = Part::new(texts, "draft-answers");
    let events = matter.shown.events_of("nudge-request").chain(matter.shown.events_of("platform-reply"));
    answers.rows = events.map(|event| answer(matter, texts, event)).collect();
    if answers.rows.is_empty() {
        let is_it = |event: &EventFact| matches!(event.kind.as_str(), "nudge-request" | "platform-reply");
        let is_hidden = matter.no_event(is_it) == Absent::NotShown;
        answers.sentences.push(texts.get(if is_hidden { "point-not-shown" } else { "point-not-recorded" }));
    }
    let mut wished = Part::new(texts, "draft-wished");
    let blank = || texts.get("draft-blank");
    wished.rows = vec![vec![texts.get("draft-result"), blank()], vec![texts.get("draft-further"), blank()]];
    vec![first, contract, days, act, answers, wished, thread(matter, texts)]
}

/// An application with its result, or an answer. The line of an application has its own time, and none of the result.
fn answer(matter: &Matter<'_>, texts: &Texts, event: &Held<EventFact>) -> Vec<String> {
    let when = event.fact.at.as_ref().map(|at| matter.clock.full(at)).unwrap_or_default();
    let said = event.fact.quote.as_deref().map(|quote| quoted(quote, 400));
    let result = || matter.shown.detail(event, "result").map(|held| quoted(&held.fact.value, 400));
    let kind = event_kind(matter, texts, event.fact.kind.as_str());
    let words = match (event.fact.kind.as_str(), said.or_else(result)) {
        ("nudge-request", Some(result)) => {
            texts.say(&Message::new("draft-applied-result").text("when", when).text("result", result))
        }
        ("nudge-request", None) => texts.say(&Message::new("draft-applied").text("when", when)),
        (_, Some(said)) => format!("{when} {said}"),
        (_, None) => when,
    };
    vec![kind, words]
}

/// The day of the acceptance: as the line of the notes has it, else as they record it; that none is recorded only where
/// nothing may tell of one.
fn inspected(matter: &Matter<'_>, texts: &Texts) -> String {
    if let Some((value, _)) = matter.value(Item::InspectionDay) {
        return value;
    }
    let recorded = matter.shown.events_of("inspection").filter_map(|event| event.fact.at.as_ref());
    let recorded: Vec<String> = recorded.map(|at| matter.clock.full(at)).collect();
    match (recorded.is_empty(), matter.acceptance.stated()) {
        (false, _) => recorded.join("\n"),
        (true, Some(_)) => texts.get(matter.missing(Item::InspectionDay)),
        (true, None) => texts.get("draft-inspection-unclear"),
    }
}

fn papers<'a>(matter: &'a Matter<'_>) -> impl Iterator<Item = String> + 'a {
    let papers = matter.shown.files.iter().filter(|(path, _)| Role::of_entry(path) == Some(Role::Documents));
    papers.map(|(path, file)| {
        quoted(file.origin.as_ref().map_or(path.as_str(), |origin| &origin.fact.name), 200)
    })
}

/// The days of receipt: of the memo, else those on which each round was reported or sent.
fn received(matter: &Matter<'_>) -> Vec<(u16, NaiveDate)> {
    let day = |at: &crate::base::time::At| {
        Some(at.from?.to_chrono().with_timezone(&matter.clock.zone).date_naive())
    };
    let memo = matter.shown.memo(&Limits::DEFAULT);
    if let Some(declared) = memo.as_ref().and_then(|memo| day(memo.at(Item::ReceiptDay)?)) {
        return vec![(0, declared)];
    }
    let rounds = matter.shown.rounds();
    rounds
        .iter()
        .filter_map(|(number, round)| Some((*number, day(round.latest()?.fact.at.as_ref()?)?)))
        .collect()
}
