//! Where a case stands on its platform: plain facts to a stage. No clock here; `now` is one of the facts.

use super::{ClockId, DayKind, Platform, Since, Stage, StageId};
use crate::base::time::UtcSecond;
use chrono::{Days, NaiveDate};

/// How the latest round was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Nothing was delivered yet.
    None,
    /// Files went out in the latest round, but no report of delivery is recorded for it.
    NotReported,
    /// The latest report of delivery, which is of the latest round. Of an interval: its end.
    Reported(UtcSecond),
}

/// The platform's own reminder to the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chase {
    /// Not asked for since the latest delivery.
    None,
    /// Asked for since then, and denied.
    Denied(UtcSecond),
    /// Asked for; no answer is recorded.
    Asked(UtcSecond),
    /// Approved, or sent to the client.
    Sent(UtcSecond),
}

/// A request of the client to end the contract early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancellation {
    /// There is none, or it was answered.
    None,
    /// Received; no answer is recorded.
    Received(UtcSecond),
}

/// How far the contract came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Neither accepted nor paid.
    Open,
    /// Accepted.
    Accepted,
    /// Paid.
    Paid,
}

/// The facts that tell a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// How the latest round was delivered.
    pub delivery: Delivery,
    /// The client's latest request for changes.
    pub changes: Option<UtcSecond>,
    /// The client's last message, as far as the record shows.
    pub client_last: Option<UtcSecond>,
    /// The worker's reminders that count, in the order of time.
    pub reminders: Vec<UtcSecond>,
    /// The platform's own reminder.
    pub chase: Chase,
    /// A request to end the contract.
    pub cancellation: Cancellation,
    /// How far the contract came.
    pub outcome: Outcome,
    /// The time that it is.
    pub now: UtcSecond,
}

impl Platform {
    /// The day of a moment on the platform's own screens.
    pub fn day(&self, at: UtcSecond) -> NaiveDate {
        at.to_chrono().with_timezone(&self.support().zone).date_naive()
    }

    /// The last day of a clock that began at a moment. A clock of working days gives none: which days are holidays is
    /// not known here.
    pub fn last_day(&self, clock: ClockId, from: UtcSecond) -> Option<NaiveDate> {
        let clock = self.clock(clock).filter(|clock| clock.kind == DayKind::Calendar)?;
        self.day(from).checked_add_days(Days::new(clock.days.into()))
    }

    /// The last day of the client's time for inspection: from the latest report of delivery and from nothing else, unless
    /// the platform itself counts from the client's last message. `None`: nothing was reported, or no such time is known.
    pub fn guide_ends(&self, situation: &Situation) -> Option<NaiveDate> {
        let Delivery::Reported(reported) = situation.delivery else { return None };
        let since = match self.clock(ClockId::Guide)?.since {
            Since::Named => reported,
            Since::LastMessage => situation.client_last.map_or(reported, |last| last.max(reported)),
        };
        self.last_day(ClockId::Guide, since)
    }

    /// Where a case stands.
    pub fn stage(&self, situation: &Situation) -> &Stage {
        let id = self.stage_id(situation);
        self.stages()
            .iter()
            .find(|stage| stage.id == id)
            .expect("Platform::read wants every stage that can be")
    }

    fn stage_id(&self, s: &Situation) -> StageId {
        match s.outcome {
            Outcome::Paid => return StageId::Paid,
            Outcome::Accepted => return StageId::Accepted,
            Outcome::Open => {}
        }
        if let Cancellation::Received(_) = s.cancellation {
            return StageId::CancellationReceived;
        }
        let reported = match s.delivery {
            Delivery::None => return StageId::BeforeDelivery,
            Delivery::NotReported => return StageId::NotReported,
            Delivery::Reported(at) => at,
        };
        if s.changes.is_some_and(|at| at > reported) {
            return StageId::ChangesRequested;
        }
        // a chase that the client has answered is over
        let is_open = |at: UtcSecond| at >= reported && s.client_last.is_none_or(|last| last < at);
        let has_chase = self.words().chase.is_some();
        match s.chase {
            Chase::Sent(at) if has_chase && is_open(at) => return StageId::AfterChase,
            Chase::Asked(at) if has_chase && is_open(at) => return StageId::ChasePending,
            _ => {}
        }
        match self.guide_ends(s) {
            None => StageId::Delivered,
            // the whole of the last day still belongs to the client
            Some(last) if self.day(s.now) <= last => StageId::WithinGuide,
            Some(_) => StageId::AfterGuide,
        }
    }
}
