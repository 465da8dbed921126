//! The next safe step of a case, with its day: from the memo's events, the platform's data and the record of messages.
//! A pure function. It waits rather than asks, and asks rather than presses: no step here ends a contract.

mod situation;
#[cfg(test)]
mod tests;
mod words;

pub use situation::{Told, delivered, situation};
pub use words::RecordedSilence;

use crate::base::time::UtcSecond;
use crate::case::Memo;
use crate::case::memo::{EventKind, Item};
use crate::platform::reminder::{DRAFTS, Delivered, Draft, answer_day, days_between, draft};
use crate::platform::{
    Button, Cancellation, Chase, ClockId, Delivery, Effect, OF_A_PAGE, Platform, PlatformId, Situation,
    Stage, StageId, Vanishing, Venue,
};
use crate::text::Lang;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// A link that ends within so many days is told: a week, in which a file can still be sent anew.
pub const LINK_DAYS: i64 = 7;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing is due.
    Nothing,
    /// Nothing is delivered yet: when it is, write it down and seal.
    Deliver,
    /// Deliver by the platform's action of delivery: files alone are no delivery there.
    Report,
    /// The client waits for changes.
    Revise,
    /// Wait, to the end of this day.
    Wait {
        /// What one waits for.
        what: Awaited,
        /// The last day of waiting.
        until: NaiveDate,
    },
    /// Send a reminder; the draft is ready.
    Remind(Draft),
    /// The delivery should have been accepted by itself: look, and ask support where it was not.
    Check,
    /// The platform decides on the request to remind the client; how long that takes is said in its data.
    AwaitDecision,
    /// Apply for the platform's reminder.
    ApplyChase,
    /// Ask support.
    AskSupport,
    /// Answer the client's request to end the contract, by this day where a time limit is known.
    Answer {
        /// The last day, of the shortest time that anybody speaks of.
        by: Option<NaiveDate>,
    },
    /// Accepted: the payment is what is left.
    AwaitPayment,
    /// Correct a date of the case notes that cannot be: what is due would be counted from it.
    CorrectDate,
    /// Write a line of the case notes anew, of which it is not clear whether what it tells of has happened.
    ClearLine {
        /// Its number.
        line: u32,
    },
}

impl Step {
    /// The word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Step::Nothing => "nothing",
            Step::Deliver => "deliver",
            Step::Report => "report",
            Step::Revise => "revise",
            Step::Wait { .. } => "wait",
            Step::Remind(_) => "remind",
            Step::Check => "check",
            Step::AwaitDecision => "await-decision",
            Step::ApplyChase => "apply-chase",
            Step::AskSupport => "ask-support",
            Step::Answer { .. } => "answer",
            Step::AwaitPayment => "await-payment",
            Step::CorrectDate => "correct-date",
            Step::ClearLine { .. } => "clear-line",
        }
    }

    /// Does it turn to the client or to support, so that the record should be up to date?
    pub fn speaks(&self) -> bool {
        matches!(self, Step::Remind(_) | Step::Check | Step::ApplyChase | Step::AskSupport)
    }
}

/// What one waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// The end of the client's time for inspection.
    Guide,
    /// The delivery counting as accepted.
    Acceptance,
    /// The day on which a next reminder is in order.
    Reminder,
    /// The day that the last reminder named.
    Answer,
    /// The limit of the platform's own reminder.
    ChaseAnswer,
}

impl Awaited {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Awaited::Guide => "guide",
            Awaited::Acceptance => "acceptance",
            Awaited::Reminder => "reminder",
            Awaited::Answer => "answer",
            Awaited::ChaseAnswer => "chase-answer",
        }
    }
}

/// A link that was sent and ends soon, or has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingLink {
    /// Line of the memo.
    pub line: u32,
    /// Its round of delivery.
    pub round: Option<u16>,
    /// Its last day.
    pub until: NaiveDate,
}

/// Where a case stands, and what follows from it.
#[derive(Debug, Clone)]
pub struct NextStep {
    /// The platform.
    pub platform: &'static Platform,
    /// Is it on a site at all?
    pub venue: Venue,
    /// The facts.
    pub situation: Situation,
    /// The stage.
    pub stage: &'static Stage,
    /// The step.
    pub step: Step,
    /// Buttons to speak of.
    pub buttons: Vec<&'static Button>,
    /// What is about to vanish there.
    pub vanishing: Vec<&'static Vanishing>,
    /// Links that end.
    pub links: Vec<EndingLink>,
    zone: Tz,
    delivered: Delivered,
    /// How the latest files went out beside the platform's action of delivery.
    sent_by: Option<EventKind>,
}

/// The next step of a case.
pub fn next_step(
    platform: &'static Platform,
    memo: &Memo,
    told: &Told,
    formats: &[&str],
    lang: Lang,
    now: UtcSecond,
) -> NextStep {
    let venue = venue(platform, memo, formats);
    let situation = situation(memo, told, now, venue);
    let stage = platform.stage(&situation);
    let zone = memo.zone();
    let step =
        step(platform, &situation, stage, |sent| draft(platform, delivered(memo), sent, now, zone, lang));
    // a stage that a wrong date may have made gives no advice, but for an answer that is due: that one cannot wait
    // nor does one that an act would change of which nobody knows whether it happened
    let open = memo.open_lines(now).find(|(_, open)| !open.kinds.is_empty());
    let step = match open {
        _ if matches!(step, Step::Answer { .. }) => step,
        _ if !memo.odd_dates(now).is_empty() => Step::CorrectDate,
        Some((line, _)) => Step::ClearLine { line },
        None => step,
    };
    let is_sure = !matches!(step, Step::CorrectDate | Step::ClearLine { .. });
    let open = !matches!(stage.id, StageId::BeforeDelivery | StageId::Accepted | StageId::Paid);
    NextStep {
        venue,
        buttons: match venue {
            Venue::Site if is_sure => platform.buttons(stage.id).collect(),
            Venue::Site | Venue::Direct => Vec::new(),
        },
        vanishing: if is_sure { platform.vanishing(stage.id, formats) } else { Vec::new() },
        links: if open { links(memo, now, zone) } else { Vec::new() },
        platform,
        situation,
        stage,
        step,
        zone,
        delivered: delivered(memo),
        sent_by: situation::sent_beside(memo).map(|event| event.kind),
    }
}

/// Where the work was agreed, by the notes and by what was copied.
fn venue(platform: &Platform, memo: &Memo, formats: &[&str]) -> Venue {
    if platform.id() != PlatformId::Generic {
        return Venue::Site;
    }
    let shows_site = Item::OF_A_SITE.iter().any(|item| memo.get(*item).is_some())
        || memo.events().iter().any(|event| event.kind.is_of_a_site())
        || formats.iter().any(|format| OF_A_PAGE.contains(format));
    Venue::of(memo.get(Item::Platform), shows_site)
}

/// The reminders that count since the delivery, and since the client last spoke: an answer begins a new silence.
fn reminders_since(s: &Situation, reported: UtcSecond) -> Vec<UtcSecond> {
    let since = s.client_last.map_or(reported, |last| last.max(reported));
    s.reminders.iter().copied().filter(|at| *at > since && *at <= s.now).collect()
}

fn step(platform: &Platform, s: &Situation, stage: &Stage, draft: impl Fn(usize) -> Option<Draft>) -> Step {
    let today = platform.day(s.now);
    match stage.id {
        StageId::BeforeDelivery => return Step::Deliver,
        StageId::Paid => return Step::Nothing,
        StageId::Accepted => return Step::AwaitPayment,
        StageId::NotReported => return Step::Report,
        StageId::ChangesRequested => return Step::Revise,
        StageId::CancellationReceived => {
            let Cancellation::Received(at) = s.cancellation else { return Step::Nothing };
            return Step::Answer { by: platform.last_day(ClockId::Cancellation, at) };
        }
        StageId::ChasePending | StageId::AfterChase => return after_chase(platform, s, stage.id, today),
        StageId::Delivered | StageId::WithinGuide | StageId::AfterGuide => {}
    }
    let Delivery::Reported(reported) = s.delivery else { return Step::Nothing };
    let by_itself = platform.clock(ClockId::Guide).is_some_and(|clock| clock.then == Effect::Accepted);
    if let Some(until) = platform.guide_ends(s).filter(|_| stage.id == StageId::WithinGuide) {
        return Step::Wait { what: if by_itself { Awaited::Acceptance } else { Awaited::Guide }, until };
    }
    if by_itself {
        return Step::Check;
    }
    let sent = reminders_since(s, reported);
    if sent.len() >= DRAFTS {
        let last = sent.last().map(|at| platform.day(*at));
        return match last.and_then(answer_day).filter(|by| today <= *by) {
            Some(until) => Step::Wait { what: Awaited::Answer, until },
            None if platform.words().chase.is_some() && s.chase == Chase::None => Step::ApplyChase,
            None => Step::AskSupport,
        };
    }
    // a first reminder follows the guide; where none is known, and after an answer, as long a time as between two
    let quiet_since = match sent.last() {
        Some(last) => Some(*last),
        None if stage.id == StageId::Delivered => Some(s.client_last.map_or(reported, |at| at.max(reported))),
        None => s.client_last.filter(|at| *at > reported),
    };
    let last_quiet = quiet_since.and_then(|at| {
        platform.day(at).checked_add_days(Days::new(u64::from(days_between(platform)).saturating_sub(1)))
    });
    match last_quiet.filter(|until| today <= *until) {
        Some(until) => Step::Wait { what: Awaited::Reminder, until },
        None => draft(sent.len()).map_or(Step::AskSupport, Step::Remind),
    }
}

/// The platform's own reminder is on its way, or has gone out.
fn after_chase(platform: &Platform, s: &Situation, stage: StageId, today: NaiveDate) -> Step {
    let at = match s.chase {
        Chase::Asked(at) | Chase::Sent(at) => at,
        Chase::None | Chase::Denied(_) => return Step::AskSupport,
    };
    if let Some(until) = platform.last_day(ClockId::ChaseAnswer, at) {
        return match today <= until {
            true => Step::Wait { what: Awaited::ChaseAnswer, until },
            false => Step::AskSupport,
        };
    }
    if stage == StageId::ChasePending {
        return Step::AwaitDecision;
    }
    // also after it, support acts only once the time for inspection is over
    match platform.guide_ends(s).filter(|until| today <= *until) {
        Some(until) => Step::Wait { what: Awaited::Guide, until },
        None => Step::AskSupport,
    }
}

/// Links of the latest round that was sent by link, as far as they end soon or have ended.
fn links(memo: &Memo, now: UtcSecond, zone: Tz) -> Vec<EndingLink> {
    let day = |at: UtcSecond| at.to_chrono().with_timezone(&zone).date_naive();
    let today = day(now);
    let links = memo.events().iter().filter(|event| event.kind == EventKind::LinkSent);
    let latest = links.clone().filter_map(|event| event.round).max();
    let ending = links.filter(|event| event.round == latest || event.round.is_none()).filter_map(|event| {
        let (_, at) = event.expiry.as_ref()?;
        let last = UtcSecond::from_unix(at.as_ref()?.to?.unix() - 1).ok()?;
        let until = day(last);
        let soon = (until - today).num_days() <= LINK_DAYS;
        soon.then(|| EndingLink { line: event.line, round: event.round.map(|r| r.get()), until })
    });
    ending.collect()
}
