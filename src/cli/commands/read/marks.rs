//! Messages that are marked while reading: reminders of the worker's, automatic replies of the client's. A mark is a
//! dated line of the notes; the message is found again by its time.

use super::args::ReadArgs;
use crate::base::error::Result as Read;
use crate::case::memo::{EventKind, Role, moment_within};
use crate::cli::exit::{Exit, Failure, usage};
use crate::cli::output::context::Context;
use crate::cli::output::survey::Survey;
use crate::message::{Kind, LocalClock, Message as Sent, Precision, Reading, Setting, Sink, Zone};
use crate::text::{Lang, Message};
use crate::workspace::collect::Found;
use crate::workspace::conversations::read_conversations;

/// One flag: what is marked, and when it was sent.
struct Mark<'a> {
    kind: EventKind,
    by: Role,
    written: &'a str,
    span: (i64, i64),
    /// When the messages that fit begin.
    fitting: Vec<i64>,
}

/// The lines for the notes, one for each flag.
pub fn lines(
    ctx: &Context,
    args: &ReadArgs,
    files: &[(&Found, String)],
    setting: &Setting,
    survey: &Survey,
) -> Result<Vec<String>, Failure> {
    let reminders = args.reminder.iter().map(|text| (EventKind::Reminder, Role::Worker, text));
    let automatic = args.auto_reply.iter().map(|text| (EventKind::AutoReply, Role::Client, text));
    let mut marks = Vec::new();
    for (kind, by, written) in reminders.chain(automatic) {
        let span = moment_within(written).and_then(|m| {
            let precision = if m.to_the_second { Precision::Second } else { Precision::Minute };
            LocalClock::new(m.zone.map_or(setting.zone, Zone::declared))
                .at(m.day, m.seconds, precision)?
                .span()
        });
        let wrong = || usage(Message::new("read-copied-unknown").text("text", written));
        marks.push(Mark { kind, by, written, span: span.ok_or_else(wrong)?, fitting: Vec::new() });
    }
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let mut search = Search { survey, at: 0, marks };
    read_conversations(files, setting, &mut search)?;
    search.marks.iter().map(|mark| mark.line(ctx, setting)).collect()
}

impl Mark<'_> {
    fn line(&self, ctx: &Context, setting: &Setting) -> Result<String, Failure> {
        let [_] = self.fitting.as_slice() else {
            let message = Message::new("read-reminder-unknown").text("text", self.written);
            return Err(Failure::Said(message.count("count", self.fitting.len() as u64), Exit::Usage));
        };
        let name = match (self.kind, ctx.lang()) {
            (EventKind::AutoReply, Lang::Ja) => "自動返信",
            (EventKind::AutoReply, Lang::En) => "automatic reply",
            (_, Lang::Ja) => "確認のお願い",
            (_, Lang::En) => "reminder",
        };
        // as the timeline shows it: to the minute, in the zone of the notes
        let at = chrono::DateTime::from_timestamp(self.span.0, 0).unwrap_or_default();
        Ok(format!("{name}: {}", at.with_timezone(&setting.zone.tz).format("%Y-%m-%d %H:%M")))
    }
}

struct Search<'a> {
    survey: &'a Survey,
    /// The conversation that passes by.
    at: usize,
    marks: Vec<Mark<'a>>,
}

impl Sink for Search<'_> {
    fn message(&mut self, message: &Sent<'_>) -> Read<()> {
        Context::check_stop()?;
        let Some(span) = message.when.span().filter(|_| message.kind != Kind::Reaction) else {
            return Ok(());
        };
        let people = self.survey.read.get(self.at).map(|file| &file.reading.participants);
        let sender = message.sender.and_then(|n| people?.get(n.checked_sub(1)? as usize));
        for mark in self.marks.iter_mut().filter(|mark| sender.is_some_and(|s| s.role == mark.by)) {
            if span.0 < mark.span.1 && mark.span.0 < span.1 {
                mark.fitting.push(span.0);
            }
        }
        Ok(())
    }

    fn conversation(&mut self, _: Reading) -> Read<()> {
        self.at += 1;
        Ok(())
    }
}
