//! What was answered by flags and questions, and how it is kept in the case notes.

use super::args::ReadArgs;
use super::doubts::Answered;
use crate::base::disk;
use crate::base::error::Error;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::{Item, Role, moment_within};
use crate::cli::exit::{Exit, Failure, usage};
use crate::cli::output::context::Context;
use crate::cli::output::survey::Survey;
use crate::message::{Copied, DayOrder, Ground, LocalClock, Precision, Setting, Zone, write_line};
use crate::text::Message;
use crate::workspace::folder::CaseFolder;
use std::io::{Read as _, Write as _};

/// What was answered here and is not in the memo: flags and questions.
#[derive(Default)]
pub struct Answers {
    people: Vec<(String, Role)>,
    zone: Option<String>,
    day_order: Option<DayOrder>,
    copied: Option<String>,
    pub marks: Vec<String>,
    lines: Vec<Answered>,
    pub asked: bool,
}

impl Answers {
    pub fn flags(&mut self, args: &ReadArgs, setting: &mut Setting) -> Result<(), Failure> {
        for text in &args.participant {
            let read = text.rsplit_once('=').and_then(|(name, role)| {
                Some((name.trim().to_owned(), Role::named(role)?)).filter(|(name, _)| !name.is_empty())
            });
            let wrong = || usage(Message::new("read-participant-unknown").text("text", text));
            let (name, role) = read.ok_or_else(wrong)?;
            setting.people.add(&name, role, Ground::Flag);
            self.people.push((name, role));
        }
        if let Some(zone) = &args.zone {
            let wrong = || usage(Message::new("read-zone-unknown").text("text", zone));
            setting.zone = Zone::declared(Memo::zone_named(zone).ok_or_else(wrong)?);
            self.zone = Some(setting.zone.tz.name().to_owned());
        }
        if args.day_order.is_some() {
            (setting.day_order, self.day_order) = (args.day_order, args.day_order);
        }
        if let Some(copied) = &args.copied {
            let read = moment_within(copied).and_then(|m| {
                let precision = if m.to_the_second { Precision::Second } else { Precision::Minute };
                LocalClock::new(m.zone.map_or(setting.zone, Zone::declared)).at(m.day, m.seconds, precision)
            });
            let wrong = || usage(Message::new("read-copied-unknown").text("text", copied));
            // on the command line it is said of the files that stand there
            setting.copied = Copied { alone: Some(read.ok_or_else(wrong)?), of_file: Vec::new() };
            self.copied = Some(copied.clone());
        }
        Ok(())
    }

    /// Messages that are marked, and nothing else.
    pub fn only(marks: Vec<String>) -> Self {
        Self { marks, ..Self::default() }
    }

    /// Answers about lines, and nothing else.
    pub fn of_lines(lines: Vec<Answered>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// Asks whose the names are of which nobody said; tells whether something was answered.
    pub fn ask(&mut self, ctx: &Context, survey: &Survey, setting: &mut Setting) -> Result<bool, Failure> {
        const MOST: usize = 20; // a person answers about a few names, not about a crowd
        let unknown = survey.read.iter().flat_map(|file| &file.reading.participants);
        let unknown = unknown.filter(|p| p.role == Role::Unknown && p.messages > 0);
        let mut names: Vec<(&str, u64)> = Vec::new();
        for participant in unknown {
            match names.iter_mut().find(|(name, _)| *name == participant.name) {
                Some((_, count)) => *count += participant.messages,
                None => names.push((&participant.name, participant.messages)),
            }
        }
        for (name, count) in names.into_iter().take(MOST) {
            let question = Message::new("read-ask-role").text("name", name).count("count", count);
            let role = loop {
                match ctx.ask_choice(&question).as_deref() {
                    Some("1") => break Role::Client,
                    Some("2") => break Role::Worker,
                    Some("3") => break Role::Other,
                    Some("4") => break Role::System,
                    Some("5") | None => break Role::Unknown,
                    Some(_) => {}
                }
            };
            if role != Role::Unknown {
                setting.people.add(name, role, Ground::Flag);
                self.people.push((name.to_owned(), role));
                self.asked = true;
            }
        }
        Ok(self.asked)
    }

    /// The lines that the memo would need.
    fn lines(&self, ctx: &Context, memo: Option<&Memo>, survey: &Survey) -> Vec<String> {
        let japanese = ctx.lang() == crate::text::Lang::Ja;
        let mut lines = Vec::new();
        for (name, role) in &self.people {
            let met = survey
                .read
                .iter()
                .find(|f| f.reading.participants.iter().any(|p| p.name == *name || p.id == *name));
            let channel = met.map(|file| file.reading.format).filter(|format| *format != "pasted");
            let channel = channel.map(|format| format!("({format})")).unwrap_or_default();
            // a colon or a sign inside the name would end it in the memo's eyes: the last sign counts there
            let role = ctx.texts.say(&Message::new(format!("role-{}", role.word())));
            let (key, role) = if japanese { ("名前", role.as_str()) } else { ("name", role.as_str()) };
            lines.push(format!("{key}{channel}: {} = {role}", name.replace(['\r', '\n'], " ")));
        }
        let item = |key: &str, japanese_key: &str, value: &str| {
            format!("{}: {value}", if japanese { japanese_key } else { key })
        };
        lines.extend(self.zone.as_deref().map(|zone| item("zone", "時間帯", zone)));
        lines.extend(self.day_order.map(|order| item("day order", "日付の並び", order.word())));
        lines.extend(self.copied.as_deref().map(|copied| item("copied at", "スレッドを写した日時", copied)));
        lines.extend(self.marks.iter().cloned());
        for answered in &self.lines {
            let key = if japanese { "読み取りの回答" } else { "reading answer" };
            let file = answered.name.replace(['\r', '\n'], " ");
            lines.push(format!(
                "{key}({file}): {}",
                write_line(&answered.hash, &answered.lines, answered.said)
            ));
        }
        let known = |line: &String| memo.is_some_and(|memo| says(memo, line));
        lines.retain(|line| !known(line));
        lines
    }

    /// Adds the answers at the end of the memo. What stands there is not touched.
    pub fn save(
        &self,
        ctx: &Context,
        case: Option<&CaseFolder>,
        memo: Option<&Memo>,
        survey: &Survey,
    ) -> Result<(), Failure> {
        let lines = self.lines(ctx, memo, survey);
        if lines.is_empty() {
            return Ok(());
        }
        let said = |id: &'static str| Message::new(id).text("lines", lines.join(" / "));
        let path = case.and_then(|case| case.memo_path.clone());
        let Some(path) = path else { return Err(Failure::Said(said("read-save-no-case"), Exit::Usage)) };
        let path = std::fs::canonicalize(&path).map_err(|e| Error::read(e).on(&path))?;
        let mut old = disk::open(&path)?;
        let mut bytes = Vec::new();
        old.read_to_end(&mut bytes).map_err(|e| Error::read(e).on(&path))?;
        let text = std::str::from_utf8(&bytes).ok().filter(|_| !bytes.contains(&0x1B));
        let Some(text) = text else {
            return Err(Failure::Said(said("read-save-encoding").text("path", path.display()), Exit::Unable));
        };
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut added = String::new();
        if !text.is_empty() && !text.ends_with('\n') {
            added += end;
        }
        lines.iter().for_each(|line| added += &format!("{line}{end}"));
        // the worker's notes beside their next state, never half of them
        let new = disk::NewFile::beside(&path)?;
        new.file()
            .write_all(&bytes)
            .and_then(|()| new.file().write_all(added.as_bytes()))
            .map_err(|e| Error::write(e).on(&path))?;
        new.replace(old)?;
        ctx.note(&Message::new("read-saved").text("path", path.display()));
        Ok(())
    }
}

/// Does the memo say this already?
fn says(memo: &Memo, line: &str) -> bool {
    let Ok(alone) = Memo::read(line.as_bytes(), &Limits::DEFAULT) else { return false };
    let named = alone
        .names()
        .iter()
        .all(|n| memo.names().iter().any(|m| (&m.channel, &m.name, m.role) == (&n.channel, &n.name, n.role)));
    let items = [Item::Zone, Item::DayOrder, Item::CopiedAt];
    let same = items.iter().all(|item| alone.get(*item).is_none() || alone.get(*item) == memo.get(*item));
    let marked =
        alone.events().iter().all(|e| memo.events().iter().any(|m| (m.kind, &m.at) == (e.kind, &e.at)));
    let answered = alone.reading_answers().all(|a| memo.reading_answers().any(|m| m == a));
    named && same && marked && answered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::memo::Channel;

    #[test]
    fn a_saved_name_reads_back_as_it_was_meant() {
        let line = "名前(line): a: b = c = クライアント";
        let memo = Memo::read(line.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!((memo.names()[0].name.as_str(), memo.names()[0].role), ("a: b = c", Role::Client));
        assert_eq!(memo.names()[0].channel, Channel::named("line"));
        assert!(says(&memo, line) && !says(&memo, "名前(line): a = クライアント"));
    }
}
