//! `ticket.txt`: what is pasted into the form of support. One request, facts with dates, and no more than the form takes.

use super::matter::Matter;
use super::points::{changed_events, changed_lines, fee};
use super::quoted::quoted;
use super::venue::delivery;
use crate::base::time::{At, UtcSecond};
use crate::case::memo::{EventKind, Item};
use crate::handover::claim::{Claim, FactRef, Grade, Statement};
use crate::message::silence::Reminder;
use crate::message::{When, ZoneGround};
use crate::platform::Venue;
use crate::text::{Lang, Message, Texts};
use chrono::Days;
use chrono_tz::Tz;

/// Where the case stands towards the platform's guide: what is asked follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The latest round was reported, and the guide has passed.
    AfterGuide,
    /// The latest round was reported; the guide has not passed, or the platform has none that is known.
    Reported,
}

/// The ticket.
#[derive(Debug, Clone)]
pub struct Ticket {
    /// One sentence.
    pub request: Statement,
    /// Facts with dates.
    pub lines: Vec<Statement>,
    /// How it is meant.
    pub closing: Vec<Statement>,
}

/// The ticket is longer than the platform's form takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// Characters it has.
    pub characters: u64,
    /// Characters that the form takes.
    pub limit: u64,
}

/// Where the case stands. `None`: the latest round has no report, and nothing can be asked yet.
pub fn stage(matter: &Matter<'_>) -> Option<Stage> {
    let (_, round) = matter.last_round()?;
    let at = delivery(&round, matter.terms.venue)?.fact.at.as_ref()?;
    let day = |at: UtcSecond| at.to_chrono().with_timezone(&matter.clock.zone).date_naive();
    let last = matter
        .terms
        .guide_days
        .zip(at.to)
        .and_then(|(days, reported)| day(reported).checked_add_days(Days::new(days)));
    let passed = last.is_some_and(|last| day(matter.clock.now) > last);
    Some(if passed { Stage::AfterGuide } else { Stage::Reported })
}

impl Ticket {
    /// The ticket of a case at a stage.
    pub fn of(matter: &Matter<'_>, stage: Stage) -> Self {
        let lines = [
            title(matter),
            money(matter),
            changed_lines(matter, &[Item::ContractId, Item::Fee, Item::Tax, Item::EscrowDate]),
            reports(matter),
            changed_events(matter, |kind| kind == EventKind::CompletionReport.word()),
            changes(matter),
            last_word(matter),
            reminders(matter),
            chases(matter),
        ];
        let closing = ["ticket-quality", "ticket-closing"].map(Message::new);
        Self {
            request: request(matter, stage),
            lines: lines.into_iter().flatten().collect(),
            closing: closing.into_iter().chain([zone(matter)]).map(Statement::Note).collect(),
        }
    }

    /// The text, at most as long as the form takes.
    ///
    /// # Errors
    /// [`TooLong`] with the lengths; nothing is cut.
    pub fn text(&self, texts: &Texts, limit: Option<u64>) -> Result<String, TooLong> {
        let mut text = self.request.say(texts) + "\n";
        for line in &self.lines {
            text += &format!("{}{}\n", texts.get("ticket-bullet"), line.say(texts));
        }
        text += "\n";
        let joint = if texts.lang() == Lang::Ja { "" } else { " " };
        text += &self.closing.iter().map(|s| s.say(texts)).collect::<Vec<_>>().join(joint);
        text += "\n";
        let characters = text.trim_end().chars().count() as u64;
        match limit {
            Some(limit) if characters > limit => Err(TooLong { characters, limit }),
            _ => Ok(text),
        }
    }

    /// Everything in it.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        [&self.request].into_iter().chain(&self.lines).chain(&self.closing)
    }
}

/// In which time the ticket speaks: times without a zone are nobody's.
fn zone(matter: &Matter<'_>) -> Message {
    match matter.clock.zone {
        Tz::Asia__Tokyo => Message::new("ticket-zone-jst"),
        Tz::UTC => Message::new("ticket-zone-utc"),
        other => Message::new("ticket-zone").text("zone", other.name()),
    }
}

/// What is asked, of which contract, on what ground.
pub fn request(matter: &Matter<'_>, stage: Stage) -> Statement {
    let contract = matter.value(Item::ContractId);
    let venue = matter.terms.venue;
    let report = matter.last_round().and_then(|(_, round)| delivery(&round, venue));
    let reported = report.and_then(|report| When::of(report.fact.at.as_ref()?).span());
    // that nothing came is said only where a statement on silence can be made that reaches over the report
    let is_silent = matter.silence.stated().zip(reported).is_some_and(|(silence, reported)| {
        let spans = silence.since.span().zip(silence.until.until.span());
        spans.is_some_and(|(since, until)| since.1 <= reported.0 && until.0 >= reported.1)
    });
    let no_acceptance = matter.acceptance.stated().is_some();
    let id = match (stage, is_silent, contract.is_some()) {
        // there is nobody who could be asked to contact the client
        _ if venue == Venue::Direct => "request-direct",
        (Stage::AfterGuide, _, true) if no_acceptance => "request-after-guide",
        (Stage::AfterGuide, _, false) if no_acceptance => "request-after-guide-bare",
        (Stage::AfterGuide, _, true) => "request-guide-passed",
        (Stage::AfterGuide, _, false) => "request-guide-passed-bare",
        (Stage::Reported, true, true) => "request-reported",
        (Stage::Reported, true, false) => "request-reported-bare",
        (Stage::Reported, false, true) => "request-contact",
        (Stage::Reported, false, false) => "request-contact-bare",
    };
    let ask = match stage {
        Stage::AfterGuide => matter.terms.ask_after_guide.as_ref(),
        Stage::Reported => matter.terms.ask_reported.as_ref(),
    };
    let message = Message::new(id)
        .text("contract", contract.as_ref().map(|(value, _)| value.as_str()).unwrap_or_default())
        .text("number", &matter.terms.contract)
        .text("report", &matter.terms.report)
        .text("acceptance", &matter.terms.acceptance)
        .text("ask", ask.cloned().unwrap_or_else(|| matter_text(matter, &Message::new("request-ask"))))
        .count("days", matter.terms.guide_days.unwrap_or_default());
    let facts = contract.map(|(_, fact)| fact).into_iter().chain(report.map(Matter::ground));
    Claim::over(message, facts)
        .map_or_else(|| Statement::Absent(Message::new("point-not-recorded")), Statement::Claim)
}

fn claim(message: Message, facts: impl IntoIterator<Item = (FactRef, Grade)>) -> Vec<Statement> {
    Claim::over(message, facts).map(Statement::Claim).into_iter().collect()
}

/// By what direct work is known, which has no number.
fn title(matter: &Matter<'_>) -> Vec<Statement> {
    let title = matter.value(Item::Title).filter(|_| matter.terms.venue == Venue::Direct);
    title.map_or_else(Vec::new, |(title, fact)| {
        claim(Message::new("ticket-title").text("title", quoted(&title, 80)), [fact])
    })
}

fn money(matter: &Matter<'_>) -> Vec<Statement> {
    let Some((fee, mut facts)) = fee(matter) else { return Vec::new() };
    // "refunded", "not yet funded": whatever stands beside the date may take it back
    match matter.date_alone(Item::EscrowDate, super::clock::Clock::brief) {
        Some((date, fact)) => {
            facts.push(fact);
            let message = Message::new("ticket-escrow").text("escrow", &matter.terms.escrow).text("fee", fee);
            claim(message.text("date", date), facts)
        }
        None => claim(Message::new("ticket-fee").text("fee", fee), facts),
    }
}

/// The latest report of every round.
fn reports(matter: &Matter<'_>) -> Vec<Statement> {
    let (rounds, venue) = (matter.shown.rounds(), matter.terms.venue);
    let reported: Vec<_> =
        rounds.iter().filter_map(|(number, round)| Some((*number, delivery(round, venue)?))).collect();
    let shown: Vec<String> = reported
        .iter()
        .filter_map(|(number, event)| {
            let when = matter.clock.brief(event.fact.at.as_ref()?);
            let id = match () {
                () if rounds.len() == 1 => "ticket-report-only",
                () if is_retake(matter, *number) && rounds.len() == 2 => "ticket-report-retake",
                () => "ticket-report-round",
            };
            Some(matter_text(matter, &Message::new(id).count("round", *number).text("when", when)))
        })
        .collect();
    let separator = matter_text(matter, &Message::new("ticket-report-joint"));
    let message = Message::new("ticket-reports")
        .text("report", &matter.terms.report)
        .text("rounds", shown.join(&separator));
    claim(message, reported.into_iter().map(|(_, event)| Matter::ground(event)))
}

/// Is a round the version that was sent after a request for changes?
pub(super) fn is_retake(matter: &Matter<'_>, round: u16) -> bool {
    let answers =
        matter.shown.events_of("change-request").filter_map(|asked| matter.shown.version_after(asked));
    let mut rounds = answers.filter_map(|sent| sent.fact.round);
    rounds.any(|of| of.get() == u64::from(round))
}

/// Words of the document's language inside another sentence.
fn matter_text(matter: &Matter<'_>, message: &Message) -> String {
    Texts::room(matter.clock.lang, "handover").say(message)
}

/// Each request for changes, and what was sent after it.
fn changes(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    for request in matter.shown.events_of("change-request") {
        let Some(at) = &request.fact.at else { continue };
        let answer = matter.shown.version_after(request);
        let message = |id: &'static str| Message::new(id).text("when", matter.clock.brief(at));
        said.extend(match answer.and_then(|event| Some((event, event.fact.at.as_ref()?))) {
            Some((event, sent)) => {
                let (id, when) = match matter.clock.same_day(at, sent) {
                    Some(time) => ("ticket-change-same-day", time),
                    None => ("ticket-change", matter.clock.brief(sent)),
                };
                claim(message(id).text("sent", when), [Matter::ground(request), Matter::ground(event)])
            }
            None => claim(message("ticket-change-open"), [Matter::ground(request)]),
        });
    }
    said
}

fn last_word(matter: &Matter<'_>) -> Vec<Statement> {
    let Some(silence) = matter.silence.stated() else { return Vec::new() };
    let Some(last) = silence.last.and_then(|last| matter.message(last)) else { return Vec::new() };
    let id = match (silence.left_out.is_empty(), silence.zone) {
        (true, Some(ZoneGround::Assumed)) => "ticket-last-assumed",
        (true, _) => "ticket-last",
        (false, Some(ZoneGround::Assumed)) => "ticket-last-platform-assumed",
        (false, _) => "ticket-last-platform",
    };
    let message =
        Message::new(id).text("when", matter.clock.brief(&last.at)).text("platform", &matter.terms.name);
    let facts: Vec<_> = matter.silence_grounds(silence).into_iter().chain(last.facts).collect();
    let mut said = claim(message, facts.clone());
    if silence.auto_replies > 0 {
        said.extend(claim(Message::new("ticket-auto").count("count", silence.auto_replies), facts));
    }
    said
}

fn reminders(matter: &Matter<'_>) -> Vec<Statement> {
    let counted: Vec<_> =
        matter.shown.record.reminders().into_iter().filter(|reminder| reminder.counts).collect();
    // what no copy of a thread holds is the worker's word alone
    let (found, noted): (Vec<_>, Vec<_>) =
        counted.into_iter().partition(|reminder| reminder.message.is_some());
    // and of one that may stand in a message nobody says that it does not
    let record = &matter.shown.record;
    let (open, noted): (Vec<_>, Vec<_>) =
        noted.into_iter().partition(|reminder| !record.is_complete() || record.may_be_in_messages(reminder));
    let line = |id: &'static str, reminders: Vec<Reminder>| {
        let moments: Vec<At> = reminders.iter().map(|reminder| reminder.when.at()).collect();
        let facts = matter.shown.events_of("reminder").map(Matter::ground);
        let message = Message::new(id).text("days", matter.clock.days(&moments));
        if moments.is_empty() { Vec::new() } else { claim(message, facts) }
    };
    let lines = [
        line("ticket-reminders", found),
        line("ticket-reminders-open", open),
        line("ticket-reminders-noted", noted),
    ];
    lines.into_iter().flatten().collect()
}

fn chases(matter: &Matter<'_>) -> Vec<Statement> {
    let mut said = Vec::new();
    for event in matter.shown.events_of("nudge-request") {
        // a date that no calendar has is none
        let Some(at) = event.fact.at.as_ref().filter(|at| at.from.is_some()) else { continue };
        let day = matter.clock.days(std::slice::from_ref(at));
        let result = matter.shown.detail(event, "result");
        let id = if result.is_some() { "ticket-chase-result" } else { "ticket-chase" };
        let message = Message::new(id)
            .text("chase", matter.chase())
            .text("day", day)
            .text("result", result.map(|held| quoted(&held.fact.value, 40)).unwrap_or_default());
        let facts = [Matter::ground(event)].into_iter().chain(result.map(|held| (held.at, Grade::D)));
        said.extend(claim(message, facts));
    }
    said
}
