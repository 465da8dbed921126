//! The next safe step of a case on screen and as JSON: what to do and when, a ready draft, wrong buttons, what vanishes.

use crate::base::time::UtcSecond;
use crate::case::Memo;
use crate::case::memo::Item;
use crate::cli::exit::Failure;
use crate::cli::output::context::Context;
use crate::message::When;
use crate::message::silence::Record;
use crate::platform::next_step::{NextStep, RecordedSilence, Step, Told, next_step};
use crate::platform::reminder::{DAYS_TO_ANSWER, Draft, Sending, day_words};
use crate::platform::{ClockId, Platform, PlatformId, Source, Statement, Venue};
use crate::text::Message;
use crate::workspace::folder::CaseFolder;
use crate::workspace::talk::Talk;
use serde_json::{Value, json};

/// A record that ends so many seconds before now is told to be old: a day, in which an answer may have come.
const OLD: i64 = 24 * 3600;

/// The next step of a case, and what the record says beside it.
pub struct Advice {
    step: NextStep,
    silence: Option<RecordedSilence>,
    /// Until when the record reaches, where that is not now.
    old: Option<String>,
}

impl Advice {
    /// From the memo and the messages of a case.
    pub fn of_case(
        ctx: &Context,
        case: &CaseFolder,
        memo: &Memo,
        talk: Option<&Talk>,
    ) -> Result<Self, Failure> {
        let now = ctx.now()?;
        let id = memo.get(Item::Platform).and_then(PlatformId::of_memo).unwrap_or(PlatformId::Generic);
        let statement = talk.and_then(|talk| talk.silence().stated().cloned());
        let told = Told {
            client_last: statement.as_ref().and_then(|silence| last_second(&silence.since)),
            reminders: reminders(memo, talk),
        };
        let formats: Vec<&str> = talk.iter().flat_map(|t| &t.described).map(|d| d.reading.format).collect();
        let step = next_step(Platform::of(id), memo, &told, &formats, case.lang, now);
        let zone = memo.zone();
        let silence = statement.as_ref().map(|silence| RecordedSilence {
            days: silence.days.whole,
            until: silence.until.until.shown(zone),
        });
        let old = statement.filter(|_| step.step.speaks()).and_then(|silence| {
            let (_, to) = silence.until.until.span()?;
            (now.unix() - to > OLD).then(|| silence.until.until.shown(zone))
        });
        Ok(Self { step, silence, old })
    }

    /// Is a first delivery all that is to come?
    pub fn waits_for_a_delivery(&self) -> bool {
        self.step.step == Step::Deliver
    }

    /// On screen; nothing where nothing is due.
    pub fn print(&self, ctx: &Context) {
        if self.step.is_quiet() {
            return;
        }
        let texts = &ctx.texts;
        ctx.line("");
        ctx.line(&ctx.get("next-heading"));
        let say = |line: &str| ctx.line(&format!("  {line}"));
        say(&self.step.sentence(texts));
        if let Step::Remind(draft) = &self.step.step {
            self.print_draft(ctx, draft);
        }
        for statement in self.step.statements() {
            say(&self.step.stated(texts, statement));
        }
        if let Some(line) = self.silence.as_ref().and_then(|silence| self.step.silence_line(texts, silence)) {
            say(&line);
        }
        if let Some(until) = &self.old {
            let id = match self.step.venue {
                Venue::Site => "next-record-old",
                Venue::Direct => "next-record-old-direct",
            };
            say(&texts.say(&Message::new(id).text("until", until)));
        }
        for (heading, lines) in [
            ("next-buttons", self.step.button_lines(texts)),
            ("next-vanishing", self.step.vanishing_lines(texts)),
        ] {
            if !lines.is_empty() {
                say(&ctx.get(heading));
                lines.iter().for_each(|line| say(&format!("- {line}")));
            }
        }
        self.step.footer(texts).iter().for_each(|line| say(line));
    }

    fn print_draft(&self, ctx: &Context, draft: &Draft) {
        ctx.line("");
        draft.text.lines().for_each(|line| ctx.line(&format!("    {line}")));
        ctx.line("");
        let say = |message: &Message| ctx.line(&format!("  {}", ctx.texts.say(message)));
        if let Sending::From(at) = draft.sending {
            say(&Message::new("next-remind-from").text("time", at.format("%Y-%m-%d %H:%M %Z")));
        }
        if let Some(by) = draft.answer_by {
            let today = self.step.platform.day(self.step.situation.now);
            let message = Message::new("next-remind-by").text("day", day_words(by, today, &ctx.texts));
            say(&message.count("days", DAYS_TO_ANSWER));
        }
        say(&Message::new("next-remind-paste"));
    }

    /// As data: docs/platforms.md has its form.
    pub fn json(&self, ctx: &Context) -> Value {
        let (step, texts) = (&self.step, &ctx.texts);
        let lang = ctx.lang();
        let said = |statement: &Statement| json!({ "text": statement.text(lang), "from": statement.from() });
        let until = match &step.step {
            Step::Wait { until, .. } => Some(*until),
            Step::Answer { by } => *by,
            _ => None,
        };
        let draft = match &step.step {
            Step::Remind(draft) => Some(json!({
                "number": draft.number, "text": draft.text,
                "send_from": match draft.sending { Sending::Now => None, Sending::From(at) => Some(at.to_rfc3339()) },
                "answer_by": draft.answer_by.map(|day| day.to_string()),
            })),
            _ => None,
        };
        json!({
            "platform": step.platform.id().word(), "stage": step.stage.id.word(), "step": step.step.word(),
            "awaits": match &step.step { Step::Wait { what, .. } => Some(what.word()), _ => None },
            "until": until.map(|day| day.to_string()),
            "sentence": step.sentence(texts),
            "draft": draft,
            "statements": step.statements().into_iter().map(said).collect::<Vec<_>>(),
            "guide": step.platform.clock(ClockId::Guide).map(|clock| json!({
                "days": clock.days, "ends": step.platform.guide_ends(&step.situation).map(|day| day.to_string()),
            })),
            "silence": self.silence.as_ref().map(|silence| json!({ "days": silence.days, "until": silence.until })),
            "buttons": step.buttons.iter().map(|button| {
                json!({ "wrong": button.wrong.word(), "text": button.says.text(lang), "from": button.says.from() })
            }).collect::<Vec<_>>(),
            "vanishing": step.vanishing.iter().map(|vanishing| said(&vanishing.says)).collect::<Vec<_>>(),
            "links": step.links.iter().map(|link| {
                json!({ "line": link.line, "round": link.round, "until": link.until.to_string() })
            }).collect::<Vec<_>>(),
            "read": step.platform.read_on().to_string(), "live": false,
            "sources": self.sources(),
        })
    }

    /// The sources of the platform, and those of histories outside it that are spoken of.
    fn sources(&self) -> Vec<Value> {
        let platform = self.step.platform;
        let outside = self.step.vanishing.iter().flat_map(|vanishing| platform.sources_of(&vanishing.says));
        let own = platform.sources();
        let all = own.iter().chain(outside.filter(|source| !own.contains(source)));
        let json = |source: &Source| json!({ "id": source.id, "kind": source.kind.word(), "address": source.address, "read": source.read.to_string() });
        all.map(json).collect()
    }
}

/// The reminders that count, from the messages' record or, without messages, from the memo alone.
fn reminders(memo: &Memo, talk: Option<&Talk>) -> Vec<UtcSecond> {
    let of_memo = || {
        let mut record = Record::default();
        memo.facts().iter().for_each(|fact| record.take(0, fact));
        record.settle();
        record.reminders()
    };
    let all = talk.map_or_else(of_memo, |talk| talk.record.reminders());
    all.iter().filter(|reminder| reminder.counts).filter_map(|reminder| last_second(&reminder.when)).collect()
}

/// The last second in which a moment can lie.
fn last_second(when: &When) -> Option<UtcSecond> {
    let (_, to) = when.span()?;
    UtcSecond::from_unix(to - 1).ok()
}
