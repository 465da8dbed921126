//! Page one: eleven points in a fixed order, every sentence over its facts (handover.md, "Page one").

use super::clock::Clock;
use super::matter::{Absent, Matter, quoted};
use crate::account::Round;
use crate::case::memo::Item;
use crate::claim::{Claim, FactRef, Grade, Statement};
use crate::fact::EventFact;
use crate::message::silence::Reminder;
use crate::message::{PASTED, Telling, When, ZoneGround, format_name};
use crate::report::{clock, megabytes};
use crate::text::{Lang, Message, Texts};
use std::collections::BTreeMap;

/// Files of a round that are listed by name; an A4 page holds little more beside the rest.
const FILES_LISTED: usize = 8;
/// Characters of a quotation on page one.
const QUOTED: usize = 80;

/// One of the eleven.
#[derive(Debug, Clone)]
pub struct Point {
    /// 1 to 11.
    pub number: u8,
    /// What it says, in order.
    pub statements: Vec<Statement>,
}

impl Point {
    /// The name of its heading.
    pub fn heading(&self) -> String {
        format!("point-{}", self.number)
    }
}

/// All points of a case.
pub fn points(matter: &Matter<'_>, request: Statement) -> Vec<Point> {
    let of = |number, statements| Point { number, statements };
    vec![
        of(1, vec![request]),
        of(2, contract(matter)),
        of(3, money(matter)),
        of(4, terms(matter)),
        of(5, delivered(matter)),
        of(6, received(matter)),
        of(7, last_word(matter)),
        of(8, reminders(matter)),
        of(9, silence(matter)),
        of(10, where_to_look(matter)),
        of(
            11,
            vec![
                Statement::Note(Message::new("point-limits")),
                Statement::Note(Message::new("point-contact")),
            ],
        ),
    ]
}

fn contract(matter: &Matter<'_>) -> Vec<Statement> {
    let platform = Message::new("point-platform").text("platform", &matter.terms.name);
    let ground = matter.value(Item::Platform).map(|(_, fact)| fact);
    let platform = Claim::over(platform, ground)
        .map_or_else(|| Statement::Absent(Message::new("point-not-recorded")), Statement::Claim);
    vec![
        platform,
        number(matter),
        matter.from_memo("point-client", Item::ClientName),
        matter.from_memo("point-worker", Item::OwnName),
        matter.from_memo("point-title", Item::Title),
    ]
}

/// The contract's number, under the platform's own word for it.
fn number(matter: &Matter<'_>) -> Statement {
    let claim = matter.value(Item::ContractId).and_then(|(value, fact)| {
        let message = Message::new("point-contract").text("number", &matter.terms.contract);
        Claim::over(message.text("value", value), [fact])
    });
    Statement::or_absent(claim, matter.missing(Item::ContractId))
}

/// The amount as the memo has it, and when it was paid into escrow.
pub fn fee(matter: &Matter<'_>) -> Option<(String, Vec<(FactRef, Grade)>)> {
    let (fee, fact) = matter.value(Item::Fee)?;
    let mut facts = vec![fact];
    let fee = match matter.value(Item::Tax) {
        Some((tax, fact)) if !fee.contains('税') && !fee.to_lowercase().contains("tax") => {
            facts.push(fact);
            format!("{fee}({tax})")
        }
        _ => fee,
    };
    Some((fee, facts))
}

fn money(matter: &Matter<'_>) -> Vec<Statement> {
    let fee =
        fee(matter).and_then(|(fee, facts)| Claim::over(Message::new("point-fee").text("value", fee), facts));
    let escrow = matter.date(Item::EscrowDate, Clock::full).and_then(|(date, fact)| {
        let message = Message::new("point-escrow").text("escrow", &matter.terms.escrow).text("value", date);
        Claim::over(message, [fact])
    });
    vec![
        Statement::or_absent(fee, matter.missing(Item::Fee)),
        escrow.map_or_else(
            || absent(matter, Item::EscrowDate, ["point-escrow-missing", "point-escrow-hidden"]),
            Statement::Claim,
        ),
    ]
}

fn terms(matter: &Matter<'_>) -> Vec<Statement> {
    let deadline = matter
        .date(Item::Deadline, Clock::full)
        .and_then(|(date, fact)| Claim::over(Message::new("point-deadline").text("value", date), [fact]));
    let agreed = matter.value(Item::InspectionTerms).and_then(|(value, fact)| {
        let message = Message::new("point-inspection").text("acceptance", &matter.terms.acceptance);
        Claim::over(message.text("value", quoted(&value, QUOTED)), [fact])
    });
    vec![
        deadline.map_or_else(
            || absent(matter, Item::Deadline, ["point-deadline-missing", "point-deadline-hidden"]),
            Statement::Claim,
        ),
        agreed.map_or_else(
            || absent(matter, Item::InspectionTerms, ["point-inspection-missing", "point-inspection-hidden"]),
            Statement::Claim,
        ),
    ]
}

/// That a line of the notes is not recorded, or not shown here.
fn absent(matter: &Matter<'_>, item: Item, ids: [&'static str; 2]) -> Statement {
    let id = ids[usize::from(matter.missing(item) == "point-not-shown")];
    let message = Message::new(id).text("escrow", &matter.terms.escrow);
    Statement::Absent(message.text("acceptance", &matter.terms.acceptance))
}

/// Megabytes as the screens of platforms show them, in thousands: `0.86 MB`; a small file in bytes.
pub fn size(bytes: u64) -> String {
    megabytes(bytes).unwrap_or_else(|| format!("{bytes} B"))
}

/// `1:05`, from the seconds that were measured: whole ones, as players show them.
fn length(seconds: &str) -> String {
    let shown = clock(seconds);
    shown.split('.').next().unwrap_or_default().to_owned()
}

/// How a round was sent, in one sentence.
fn sending(matter: &Matter<'_>, number: u16, round: &Round<'_>) -> Statement {
    let message = |id: &'static str| Message::new(id).count("round", number);
    // that there is no report is said only where the copy would show it
    let of_round =
        |fact: &EventFact| fact.round.is_some_and(|r| r.get() == u64::from(number)) && is_sending(fact);
    let is_hidden = matter.no_event(of_round) == Absent::NotShown;
    let unsent = || {
        let id = if is_hidden { "point-round-hidden" } else { "point-round-unsent" };
        Statement::Absent(message(id))
    };
    let (id, event) = match (round.reports.last(), round.sent.last()) {
        (Some(report), _) => ("point-round-report", report),
        (None, Some(sent)) if sent.fact.kind.as_str() == "link-sent" => {
            (if is_hidden { "point-round-link-plain" } else { "point-round-link" }, sent)
        }
        (None, Some(sent)) => {
            (if is_hidden { "point-round-attached-plain" } else { "point-round-attached" }, sent)
        }
        (None, None) => return unsent(),
    };
    let when = event.fact.at.as_ref().map_or_else(String::new, |at| matter.clock.full(at));
    let said = message(id).text("when", when).text("report", &matter.terms.report);
    Claim::over(said, [Matter::ground(event)]).map_or_else(unsent, Statement::Claim)
}

/// Does the event tell how a round was sent?
fn is_sending(fact: &EventFact) -> bool {
    matches!(fact.kind.as_str(), "completion-report" | "attachment" | "link-sent")
}

fn delivered(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    for (number, round) in matter.shown.rounds() {
        said.push(sending(matter, number, &round));
        for file in round.files.iter().take(FILES_LISTED) {
            let id = if file.duration.is_some() { "point-file" } else { "point-file-bare" };
            let message = Message::new(id)
                .text("name", quoted(file.name, QUOTED))
                .text("length", file.duration.map(length).unwrap_or_default())
                .text("size", size(file.size));
            said.extend(Claim::over(message, file.facts.iter().copied()).map(Statement::Claim));
        }
        if round.files.len() > FILES_LISTED {
            let rest = &round.files[FILES_LISTED..];
            let message = Message::new("point-files-more")
                .count("count", rest.len())
                .text("size", size(rest.iter().map(|file| file.size).sum()));
            let facts = rest.iter().flat_map(|file| file.facts.iter().copied());
            said.extend(Claim::over(message, facts).map(Statement::Claim));
        }
    }
    if said.is_empty() {
        let is_hidden = !matter.sealed.rounds().is_empty() || matter.no_event(is_sending) == Absent::NotShown;
        let id = if is_hidden { "point-not-shown" } else { "point-delivered-missing" };
        said.push(Statement::Absent(Message::new(id)));
    }
    said
}

/// The client's words after each round: for the last one, that there are none where that can be said.
fn received(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    let rounds = matter.shown.record.rounds();
    let last = rounds.last().map(|round| round.round);
    for reply in &rounds {
        let delivered = matter.clock.full(&reply.delivered.at());
        let message =
            |id: &'static str| Message::new(id).count("round", reply.round).text("delivered", &delivered);
        let declared = matter.shown.events_of("acknowledgement").find(|event| {
            event.fact.round.is_some_and(|round| round.get() == reply.round) && event.fact.quote.is_some()
        });
        if let Some(event) = declared {
            let when = event.fact.at.as_ref().map(|at| matter.clock.full(at)).unwrap_or_default();
            let quote = quoted(event.fact.quote.as_deref().unwrap_or_default(), QUOTED);
            let words = message("point-receipt-declared").text("when", when).text("quote", quote);
            said.extend(Claim::over(words, [Matter::ground(event)]).map(Statement::Claim));
            continue;
        }
        match reply.first.and_then(|first| matter.message(first)) {
            // which message is the first, nobody can say of a part
            _ if !matter.shown.record.is_complete() => {
                said.push(Statement::Absent(message("point-receipt-unclear")));
            }
            Some(first) => {
                let when = matter.clock.full(&first.at);
                let id = if first.text.is_some() { "point-receipt-quoted" } else { "point-receipt-withheld" };
                let quote = quoted(first.text.unwrap_or_default(), QUOTED);
                let words = message(id).text("when", when).text("quote", quote);
                said.extend(Claim::over(words, first.facts).map(Statement::Claim));
            }
            None if reply.client_messages == 0 && Some(reply.round) == last => {
                match matter.silence.stated().filter(|silence| silence.reaches(reply)) {
                    Some(silence) => {
                        let facts = matter.silence_grounds(silence);
                        let id =
                            if reply.round > 1 { "point-receipt-none-retake" } else { "point-receipt-none" };
                        said.extend(Claim::over(message(id), facts).map(Statement::Claim));
                    }
                    None => said.push(Statement::Absent(message("point-receipt-unclear"))),
                }
            }
            None => {}
        }
    }
    if said.is_empty() {
        let is_hidden = matter.no_event(is_sending) == Absent::NotShown || !matter.shown.record.is_complete();
        let id = if is_hidden { "point-not-shown" } else { "point-receipt-missing" };
        said.push(Statement::Absent(Message::new(id)));
    }
    said
}

fn last_word(matter: &Matter<'_>) -> Vec<Statement> {
    let unclear = || vec![Statement::Absent(Message::new("point-last-unclear"))];
    let Some(silence) = matter.silence.stated() else { return unclear() };
    let Some(last) = silence.last.and_then(|last| matter.message(last)) else { return unclear() };
    let when = matter.clock.full(&last.at);
    let request = matter
        .shown
        .events_of("change-request")
        .find(|event| event.fact.at.as_ref().is_some_and(|at| at.from < last.at.to && last.at.from < at.to));
    let id = match (request.is_some(), last.text.is_some()) {
        (true, true) => "point-last-request",
        (_, true) => "point-last-quoted",
        (_, false) => "point-last",
    };
    let message =
        Message::new(id).text("when", when).text("quote", quoted(last.text.unwrap_or_default(), QUOTED));
    let facts =
        matter.silence_grounds(silence).into_iter().chain(last.facts).chain(request.map(Matter::ground));
    Claim::over(message, facts).map(Statement::Claim).into_iter().collect()
}

fn reminders(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    let counted: Vec<_> =
        matter.shown.record.reminders().into_iter().filter(|reminder| reminder.counts).collect();
    // where a message stands is said of those that stand in one; the rest is the worker's word
    let mut by_place: BTreeMap<Option<String>, Vec<&Reminder>> = BTreeMap::new();
    for reminder in &counted {
        let talk = reminder.message.and_then(|message| matter.shown.talk_of(message));
        by_place.entry(talk.map(|talk| talk.format().to_owned())).or_default().push(reminder);
    }
    for (format, reminders) in by_place.into_iter().rev() {
        let moments: Vec<_> =
            reminders.iter().map(|reminder| matter.clock.full(&reminder.when.at())).collect();
        let declared = matter.shown.events_of("reminder").map(Matter::ground);
        let found = reminders.iter().filter_map(|reminder| matter.message(reminder.message?));
        let facts: Vec<_> = declared.chain(found.flat_map(|said| said.facts)).collect();
        let id = if format.is_some() { "point-reminders" } else { "point-reminders-noted" };
        let place = match format.as_deref() {
            None | Some(PASTED) => matter.terms.name.clone(),
            Some(format) => format_name(&Texts::room(matter.clock.lang, "message"), format),
        };
        let joint = if matter.clock.lang == Lang::Ja { "、" } else { ", " };
        let message = Message::new(id).count("count", reminders.len()).text("platform", place);
        said.extend(Claim::over(message.text("moments", moments.join(joint)), facts).map(Statement::Claim));
    }
    let undated = Texts::room(matter.clock.lang, "handover").get("timeline-undated");
    for event in matter.shown.events_of("nudge-request").chain(matter.shown.events_of("platform-nudge")) {
        // a date that no calendar has is none
        let dated = event.fact.at.as_ref().filter(|at| at.from.is_some());
        let when = dated.map_or_else(|| undated.clone(), |at| matter.clock.full(at));
        let result = matter.shown.detail(event, "result");
        let id = match (event.fact.kind.as_str(), result.is_some()) {
            ("nudge-request", true) => "point-chase-result",
            ("nudge-request", false) => "point-chase",
            _ => "point-nudge",
        };
        let message = Message::new(id)
            .text("when", when)
            .text("chase", matter.chase())
            .text("platform", &matter.terms.name)
            .text("result", result.map(|held| quoted(&held.fact.value, QUOTED)).unwrap_or_default());
        let facts = [Matter::ground(event)].into_iter().chain(result.map(|held| (held.at, Grade::D)));
        said.extend(Claim::over(message, facts).map(Statement::Claim));
    }
    if said.is_empty() {
        let is_it = |event: &EventFact| {
            matches!(event.kind.as_str(), "reminder" | "nudge-request" | "platform-nudge")
        };
        let is_hidden = matter.no_event(is_it) == Absent::NotShown;
        let id = if is_hidden { "point-not-shown" } else { "point-reminders-missing" };
        said.push(Statement::Absent(Message::new(id)));
    }
    said
}

fn silence(matter: &Matter<'_>) -> Vec<Statement> {
    let Some(silence) = matter.silence.stated() else { return unclear(matter) };
    let facts = matter.silence_grounds(silence);
    let declared = silence.until.ground == crate::message::silence::Ground::Declared;
    let id = match (silence.left_out.is_empty(), declared) {
        (true, true) => "point-silence-declared",
        (true, false) => "point-silence",
        (false, true) => "point-silence-platform-declared",
        (false, false) => "point-silence-platform",
    };
    let message = Message::new(id)
        .count("days", silence.days.whole)
        .text("platform", &matter.terms.name)
        .text("since", matter.clock.full(&silence.since.at()))
        .text("until", matter.clock.full(&silence.until.until.at()));
    let mut said: Vec<Statement> =
        Claim::over(message, facts.clone()).map(Statement::Claim).into_iter().collect();
    if let Some((last, days)) = &silence.to_last_record {
        let message = Message::new("point-silence-record")
            .count("days", days.whole)
            .text("last", matter.clock.full(&last.at()));
        said.extend(Claim::over(message, facts.clone()).map(Statement::Claim));
    }
    if silence.zone == Some(ZoneGround::Assumed) {
        said.extend(Claim::over(Message::new("point-zone-assumed"), facts.clone()).map(Statement::Claim));
    }
    for (word, count) in silence.remarks() {
        let message = Message::new(format!("point-{word}")).count("count", count);
        said.extend(Claim::over(message, facts.clone()).map(Statement::Claim));
    }
    if let Some(days) = matter.terms.guide_days {
        let message = Message::new("point-guide")
            .count("days", days)
            .text("platform", &matter.terms.name)
            .text("report", &matter.terms.report)
            .text("acceptance", &matter.terms.acceptance)
            .text("checked", &matter.terms.checked);
        said.push(Statement::Note(message));
    }
    said
}

/// That nothing is said of silence, and why: as far as a reader of the copy can see it.
fn unclear(matter: &Matter<'_>) -> Vec<Statement> {
    const MOST: usize = 3; // an A4 page holds little more beside the rest
    let texts = &Texts::new(matter.clock.lang);
    let (name, shown) = (|path: &str| matter.file_name(path), |when: &When| matter.clock.full(&when.at()));
    let telling = Telling { texts, name: &name, shown: &shown };
    let mut said = vec![Message::new("point-silence-unclear")];
    said.extend(matter.reasons.iter().take(MOST).map(|block| telling.message(block)));
    if let Some(more) = matter.reasons.len().checked_sub(MOST).filter(|more| *more > 0) {
        said.push(Message::new("point-silence-more").count("count", more));
    }
    said.into_iter().map(Statement::Absent).collect()
}

/// The platform's records, and the messages in which a seal code stands.
fn where_to_look(matter: &Matter<'_>) -> Vec<Statement> {
    let look =
        Message::new("point-look").text("platform", &matter.terms.name).text("report", &matter.terms.report);
    let mut said = vec![Statement::Note(look)];
    for link in &matter.shown.links {
        let Some((edition, _)) = matter.editions.iter().find(|(_, code)| *code == link.fact.code) else {
            continue;
        };
        let reference = link.fact.k.zip(link.fact.n).map(|(k, n)| crate::message::silence::Reference {
            edition: link.at.edition.get(),
            k: k.get(),
            n: n.get(),
        });
        let of_message = reference.and_then(|reference| matter.message(reference));
        let id = if of_message.is_some() { "point-code-message" } else { "point-code" };
        let code = link.fact.code.to_string();
        let message = Message::new(id)
            .count("edition", edition.get())
            .text("when", of_message.as_ref().map(|said| matter.clock.full(&said.at)).unwrap_or_default())
            .text("begin", &code[..8]);
        let facts =
            [(link.at, Grade::C)].into_iter().chain(of_message.map(|said| said.facts).unwrap_or_default());
        said.extend(Claim::over(message, facts).map(Statement::Claim));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_lengths_are_as_screens_show_them() {
        assert_eq!(size(864_044), "0.86 MB");
        assert_eq!(size(815), "815 B");
        assert_eq!(size(123_450_000), "123.45 MB");
        assert_eq!(length("6.000000"), "0:06");
        assert_eq!(length("3599.6"), "59:59");
    }
}
