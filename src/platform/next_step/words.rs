//! A next step in sentences of both languages. Every statement about a platform says what it rests on where that is not
//! a page of the platform itself, and the last line says when it was read.

use super::{Awaited, NextStep, Step};
use crate::case::memo::EventKind;
use crate::platform::reminder::{Delivered, day_words};
use crate::platform::{ClockId, PlatformId, SourceKind, StageId, Statement, Venue, Wrong};
use crate::text::{Message, Texts};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What the record of messages shows of silence, in days, to be set against the platform's guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedSilence {
    /// Whole periods of 24 hours since the client's last message.
    pub days: u64,
    /// Until when the record reaches, as shown.
    pub until: String,
}

impl NextStep {
    /// Is there nothing to say?
    pub fn is_quiet(&self) -> bool {
        self.step == Step::Nothing
    }

    /// The step in one sentence.
    pub fn sentence(&self, texts: &Texts) -> String {
        let lang = texts.lang();
        let words = self.platform.words();
        let today = self.platform.day(self.situation.now);
        let day = |day: NaiveDate| day_words(day, today, texts);
        let id = match &self.step {
            Step::Nothing => "next-nothing".to_owned(),
            Step::Deliver if self.venue == Venue::Direct => "next-deliver-direct".to_owned(),
            Step::Deliver => "next-deliver".to_owned(),
            Step::Report => self.unreported().to_owned(),
            Step::Revise => "next-revise".to_owned(),
            Step::Wait { what, .. } => format!("next-wait-{}", what.word()),
            Step::Remind(_) => "next-remind".to_owned(),
            Step::Check => "next-check".to_owned(),
            Step::AwaitDecision => "next-await-decision".to_owned(),
            Step::ApplyChase => "next-apply-chase".to_owned(),
            Step::AskSupport if self.venue == Venue::Direct => "next-ask-adviser".to_owned(),
            Step::AskSupport => "next-ask-support".to_owned(),
            Step::Answer { by: Some(_) } => "next-answer-by".to_owned(),
            Step::Answer { by: None } => "next-answer".to_owned(),
            Step::AwaitPayment => "next-await-payment".to_owned(),
            Step::CorrectDate => "next-correct-date".to_owned(),
            Step::ClearLine { .. } => "next-clear-line".to_owned(),
        };
        let mut message = Message::new(id)
            .text("client", words.client.text(lang))
            .text("delivery", words.delivery.text(lang))
            .text("acceptance", words.acceptance.text(lang))
            .text("cancellation", words.cancellation.text(lang))
            .text("chase", words.chase.as_ref().map_or("", |chase| chase.text(lang)))
            .text("support", self.platform.support().name.text(lang));
        match &self.step {
            Step::Wait { until, .. } => {
                let after = until.succ_opt().unwrap_or(*until);
                message = message.text("day", day(*until)).text("after", day(after));
            }
            Step::Answer { by: Some(by) } => message = message.text("day", day(*by)),
            Step::Remind(draft) => message = message.count("number", draft.number),
            Step::ClearLine { line } => message = message.count("line", *line),
            _ => {}
        }
        if let Some(clock) = self.platform.clock(ClockId::Guide) {
            message = message.count("days", clock.days);
        } else {
            message = message.count("days", 0_u8);
        }
        texts.say(&message)
    }

    /// The sentence on files that went out without a report of delivery.
    fn unreported(&self) -> &'static str {
        match (self.platform.id(), self.sent_by, self.delivered) {
            (PlatformId::Crowdworks, Some(EventKind::Attachment), Delivered::Revised) => "next-report",
            (PlatformId::Crowdworks, Some(EventKind::Attachment), Delivered::First) => "next-report-first",
            _ => "next-report-other",
        }
    }

    /// Where on the site the step is taken, and what support can do: statements of the platform's data.
    pub fn statements(&self) -> Vec<&'static Statement> {
        let stage = self.stage;
        let words = self.platform.words();
        if self.venue == Venue::Direct {
            return Vec::new(); // they speak of a site
        }
        match self.step {
            Step::Nothing
            | Step::Deliver
            | Step::Remind(_)
            | Step::AwaitPayment
            | Step::CorrectDate
            | Step::ClearLine { .. } => Vec::new(),
            Step::Wait { what: Awaited::ChaseAnswer, .. } => stage.can.iter().collect(),
            Step::Wait { .. } => Vec::new(),
            Step::ApplyChase => words.chase_step.iter().chain(&stage.step).take(1).collect(),
            Step::AskSupport => stage.can.iter().chain(&stage.step).collect(),
            Step::Check => stage.step.iter().chain(&stage.can).collect(),
            Step::AwaitDecision => stage.can.iter().chain(&stage.step).collect(),
            Step::Report | Step::Revise | Step::Answer { .. } => {
                stage.step.iter().chain(&stage.can).collect()
            }
        }
    }

    /// What not to press and what not to leave, in the order of their directions.
    pub fn button_lines(&self, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        for wrong in [Wrong::ToPress, Wrong::ToLeave] {
            let of = self.buttons.iter().filter(|button| button.wrong == wrong);
            lines.extend(of.map(|button| self.stated(texts, &button.says)));
        }
        lines
    }

    /// What is about to vanish: links first, then what the platform takes away.
    pub fn vanishing_lines(&self, texts: &Texts) -> Vec<String> {
        let today = self.situation.now.to_chrono().with_timezone(&self.zone).date_naive();
        let link = |link: &super::EndingLink| {
            let left = (link.until - today).num_days();
            let id = if left < 0 { "next-link-ended" } else { "next-link-ends" };
            let message = Message::new(id).text("day", day_words(link.until, today, texts));
            texts.say(&message.count("line", link.line).count("left", left.max(0)))
        };
        let vanishing = self.vanishing.iter().map(|vanishing| self.stated(texts, &vanishing.says));
        self.links.iter().map(link).chain(vanishing).collect()
    }

    /// The days of recorded silence beside the platform's guide: said once a delivery was reported.
    pub fn silence_line(&self, texts: &Texts, silence: &RecordedSilence) -> Option<String> {
        use StageId::*;
        if silence.days == 0
            || matches!(self.step, Step::CorrectDate | Step::ClearLine { .. })
            || !matches!(self.stage.id, WithinGuide | AfterGuide | ChasePending | AfterChase | Delivered)
        {
            return None;
        }
        let message = Message::new(match self.platform.clock(ClockId::Guide) {
            Some(_) => "next-silence-guide",
            None if self.venue == Venue::Direct => "next-silence-direct",
            None => "next-silence",
        });
        let guide = self.platform.clock(ClockId::Guide).map_or(0, |clock| clock.days);
        let message = message.count("days", silence.days).text("until", &silence.until).count("guide", guide);
        Some(texts.say(&message.text("delivery", self.platform.words().delivery.text(texts.lang()))))
    }

    /// A statement, with what it rests on where that is not a page of the platform.
    pub fn stated(&self, texts: &Texts, statement: &Statement) -> String {
        if self.platform.id() == PlatformId::Generic {
            return statement.text(texts.lang()).to_owned(); // said of no site in particular
        }
        let best = self.platform.sources_of(statement).map(|source| source.kind).min();
        let basis = match best.unwrap_or(SourceKind::DesignPaper) {
            SourceKind::StoredCopy => String::new(),
            SourceKind::SecondHand => texts.get("next-basis-second-hand"),
            SourceKind::DesignPaper => texts.get("next-basis-design-paper"),
        };
        format!("{}{basis}", statement.text(texts.lang()))
    }

    /// When all this was read, and that the live rules are to be checked; with the platform's own pages that it rests on.
    pub fn footer(&self, texts: &Texts) -> Vec<String> {
        if self.venue == Venue::Direct {
            return vec![texts.get("next-as-of-direct")];
        }
        if self.platform.id() == PlatformId::Generic {
            return vec![texts.get("next-as-of-generic")];
        }
        let message = Message::new("next-as-of").text("platform", self.platform.name().text(texts.lang()));
        let mut lines = vec![texts.say(&message.text("read", self.platform.read_on()))];
        let shown = self.statements().into_iter();
        let shown =
            shown.chain(self.buttons.iter().map(|b| &b.says)).chain(self.vanishing.iter().map(|v| &v.says));
        let guide = self.platform.clock(ClockId::Guide).map(|clock| &clock.says);
        let pages: BTreeSet<&str> = shown
            .chain(guide)
            .flat_map(|statement| self.platform.sources_of(statement))
            .filter(|source| source.kind == SourceKind::StoredCopy)
            .map(|source| source.address.as_str())
            .collect();
        // one who waits does nothing on the site
        if !matches!(self.step, Step::Wait { .. } | Step::AwaitPayment) {
            lines.extend(pages.into_iter().map(|page| format!("  {page}")));
        }
        lines
    }
}
