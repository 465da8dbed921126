//! `hikae read`: how exports and pasted threads are understood, before they are sealed.

use super::context::Context;
use super::table::definition_list;
use super::timeline::{Columns, Rows};
use super::{Done, usage};
use crate::{Exit, Failure};
use clap::Args;
use hikae::case::Memo;
use hikae::case::memo::{Item, Role, moment_within};
use hikae::case_folder::{CaseFolder, is_case};
use hikae::collect::{Found, walk};
use hikae::conversations::read_conversations;
use hikae::error::{Error, ErrorKind, Result as Read};
use hikae::limits::Limits;
use hikae::message::{
    Certainty, CoverageGround, DayOrder, Ground, LocalClock, Message as Sent, Need, Precision, Reading,
    Setting, Sink, When, format_name, place_words,
};
use hikae::text::{Message, visible};
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct ReadArgs {
    #[arg(required = true, value_name = "EXPORT")]
    pub exports: Vec<PathBuf>,
    #[arg(long, value_name = "NAME=ROLE")]
    participant: Vec<String>,
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[arg(long, value_name = "dmy|mdy|ymd", value_parser = parse_day_order)]
    day_order: Option<DayOrder>,
    #[arg(long, value_name = "TIME")]
    copied: Option<String>,
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    #[arg(long, conflicts_with = "save")]
    csv: bool,
    #[arg(long)]
    save: bool,
    #[arg(long)]
    no_pager: bool,
}

fn parse_day_order(text: &str) -> Result<DayOrder, String> {
    DayOrder::named(text).ok_or_else(|| "dmy, mdy, ymd".to_owned())
}

pub fn run(ctx: &Context, args: ReadArgs) -> Done {
    let found = find(&args.exports)?;
    let files: Vec<(&Found, String)> = found.iter().map(|found| (found, found.name())).collect();
    let root = match &args.case {
        Some(root) => Some(root.clone()),
        None => args.exports.first().and_then(|path| case_of(path)),
    };
    let case = root.map(|root| CaseFolder::open(&root, ctx.lang(), &Limits::DEFAULT)).transpose()?;
    let memo = case.as_ref().and_then(|case| case.memo.as_ref());
    let mut setting = Setting::of(memo);
    let mut answers = Answers::default();
    answers.flags(&args, &mut setting)?;
    let mut survey = Survey::default();
    read_conversations(&files, &setting, &mut survey)?;
    if ctx.can_ask() && !args.csv && answers.ask(ctx, &survey, &mut setting)? {
        survey = Survey::default();
        read_conversations(&files, &setting, &mut survey)?;
    }
    if args.save || answers.asked && yes(ctx, &Message::new("read-ask-save")) {
        answers.save(ctx, case.as_ref(), memo, &survey)?;
    }
    if ctx.is_json() || args.csv {
        let columns = if args.csv { Columns::Csv } else { Columns::Json };
        let mut rows = Rows::new(ctx, &survey.read, setting.zone, columns);
        rows.begin()?;
        read_conversations(&files, &setting, &mut rows)?;
        rows.end()?;
        return Ok(Exit::Fine);
    }
    if let Some(exit) = page(&args, &survey) {
        return Ok(exit);
    }
    let default_zone = args.zone.is_none() && memo.is_none_or(|memo| memo.get(Item::Zone).is_none());
    for file in &survey.read {
        summary(ctx, file, &setting, default_zone);
    }
    propose(ctx, &survey, &setting, &found)?;
    let mut rows = Rows::new(ctx, &survey.read, setting.zone, Columns::Words);
    read_conversations(&files, &setting, &mut rows)?;
    rows.end()?;
    Ok(Exit::Fine)
}

/// The files named, and those in folders.
fn find(paths: &[PathBuf]) -> Result<Vec<Found>, Failure> {
    let mut all = Vec::new();
    for path in paths {
        let path = std::path::absolute(path).map_err(|e| Error::read(e).on(path))?;
        std::fs::metadata(&path).map_err(|e| Error::read(e).on(&path))?;
        let root = if path.is_dir() { path.clone() } else { path.parent().unwrap_or(&path).to_owned() };
        let walked = walk(&path, &root, |_| true)?;
        if let Some(special) = walked.special.first() {
            return Err(Error::from(ErrorKind::Special).on(special).into());
        }
        all.extend(walked.files);
    }
    if all.is_empty() {
        let path = paths.first().map(|p| p.display().to_string()).unwrap_or_default();
        return Err(Failure::Said(Message::new("read-nothing").text("path", path), Exit::Unable));
    }
    Ok(all)
}

/// The case folder that holds a path.
fn case_of(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    path.ancestors().take(4).find(|folder| folder.is_dir() && is_case(folder)).map(Path::to_owned)
}

/// One conversation, as read.
pub struct FileRead {
    pub name: String,
    pub reading: Reading,
}

/// The first pass: how everything was read, without the messages.
#[derive(Default)]
struct Survey {
    name: String,
    read: Vec<FileRead>,
}

impl Sink for Survey {
    fn source(&mut self, _: &str, name: &str) {
        name.clone_into(&mut self.name);
    }

    fn message(&mut self, _: &Sent<'_>) -> Read<()> {
        Context::check_stop()
    }

    fn conversation(&mut self, reading: Reading) -> Read<()> {
        self.read.push(FileRead { name: self.name.clone(), reading });
        Ok(())
    }
}

/// What was answered here and is not in the memo: flags and questions.
#[derive(Default)]
struct Answers {
    people: Vec<(String, Role)>,
    zone: Option<String>,
    day_order: Option<DayOrder>,
    copied: Option<String>,
    asked: bool,
}

impl Answers {
    fn flags(&mut self, args: &ReadArgs, setting: &mut Setting) -> Result<(), Failure> {
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
            setting.zone = Memo::zone_named(zone).ok_or_else(wrong)?;
            self.zone = Some(setting.zone.name().to_owned());
        }
        if args.day_order.is_some() {
            (setting.day_order, self.day_order) = (args.day_order, args.day_order);
        }
        if let Some(copied) = &args.copied {
            let read = moment_within(copied).and_then(|m| {
                let precision = if m.to_the_second { Precision::Second } else { Precision::Minute };
                LocalClock::new(m.zone.unwrap_or(setting.zone)).at(m.day, m.seconds, precision)
            });
            let wrong = || usage(Message::new("read-copied-unknown").text("text", copied));
            setting.copied = Some(read.ok_or_else(wrong)?);
            self.copied = Some(copied.clone());
        }
        Ok(())
    }

    /// Asks whose the names are of which nobody said; tells whether something was answered.
    fn ask(&mut self, ctx: &Context, survey: &Survey, setting: &mut Setting) -> Result<bool, Failure> {
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
        let japanese = ctx.lang() == hikae::text::Lang::Ja;
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
        let known = |line: &String| memo.is_some_and(|memo| says(memo, line));
        lines.retain(|line| !known(line));
        lines
    }

    /// Adds the answers at the end of the memo. What stands there is not touched.
    fn save(
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
        let bytes = std::fs::read(&path).map_err(|e| Error::read(e).on(&path))?;
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
        let write = || -> std::io::Result<()> {
            let mut file = std::fs::File::options().append(true).open(&path)?;
            file.write_all(added.as_bytes())?;
            file.sync_all()
        };
        write().map_err(|e| Error::write(e).on(&path))?;
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
    named && same
}

fn yes(ctx: &Context, question: &Message) -> bool {
    ctx.ask_choice(question).is_some_and(|answer| matches!(answer.as_str(), "y" | "yes" | "はい"))
}

/// Shows the same through a pager (a second run of the program writes into it), where somebody watches and it is long. `None`: there is none.
fn page(args: &ReadArgs, survey: &Survey) -> Option<Exit> {
    const LONG: u64 = 30; // rows of a small terminal
    let rows: u64 = survey.read.iter().map(|file| file.reading.count + 10).sum();
    // run anew, the program would ask anew
    let asks = survey.read.iter().any(|file| file.reading.needs.contains(&Need::Participants));
    if args.no_pager
        || asks
        || rows < LONG
        || !std::io::stdout().is_terminal()
        || !std::io::stdin().is_terminal()
    {
        return None;
    }
    let pager =
        std::env::var("HIKAE_PAGER").or_else(|_| std::env::var("PAGER")).unwrap_or_else(|_| "less".into());
    let mut words = pager.split_whitespace();
    let mut pager = std::process::Command::new(words.next()?);
    pager.args(words).env("LESS", std::env::var("LESS").unwrap_or_else(|_| "FRX".into()));
    let mut shown = pager.stdin(std::process::Stdio::piped()).spawn().ok()?;
    let own = std::env::current_exe().ok().and_then(|program| {
        let output = shown.stdin.take()?;
        std::process::Command::new(program).args(std::env::args_os().skip(1)).stdout(output).status().ok()
    });
    let _ = shown.wait();
    own.map(|_| Exit::Fine)
}

/// How an export was read, for people.
fn summary(ctx: &Context, file: &FileRead, setting: &Setting, default_zone: bool) {
    let reading = &file.reading;
    let mut rows = vec![(ctx.get("read-file"), visible(&file.name).into_owned())];
    let mut row = |label, text: String| rows.push((ctx.get(label), text));
    let say = |message: &Message| ctx.texts.say(message);
    let format = format_name(&ctx.texts, reading.format);
    row(
        "read-format",
        match reading.dialect {
            Some(dialect) => {
                say(&Message::new("read-format-dialect").text("format", format).text("dialect", dialect))
            }
            None => format,
        },
    );
    row("read-certainty", say(&Message::new(format!("read-certainty-{}", reading.certainty().word()))));
    if reading.certainty() == Certainty::NotUnderstood {
        definition_list(&rows).iter().for_each(|row| ctx.line(row));
        return ctx.line("");
    }
    if reading.boundaries == hikae::message::Boundaries::ByForm {
        row("read-boundaries", ctx.get("read-boundaries-form"));
    }
    if let Some(encoding) = reading.guessed_encoding {
        row("read-encoding", say(&Message::new("read-encoding-guessed").text("encoding", encoding)));
    }
    let shown = |when: &When| when.shown(setting.zone);
    if let (Some(from), Some(to)) = (&reading.coverage_from, &reading.last) {
        row(
            "read-period",
            say(&Message::new("read-period-span").text("from", shown(from)).text("to", shown(to))),
        );
    }
    if let Some((until, ground)) = &reading.coverage_to {
        let id = match ground {
            CoverageGround::Saved => "read-until-saved",
            CoverageGround::Declared => "read-until-declared",
            CoverageGround::LastMessage => "read-until-last-message",
        };
        row("read-until", say(&Message::new(id).text("until", shown(until))));
    }
    if reading.coverage_from.as_ref().is_some_and(|w| w.basis() == hikae::moment::Basis::Declared) {
        let id = if default_zone { "read-zone-default" } else { "read-zone-declared" };
        row("read-zone", say(&Message::new(id).text("zone", setting.zone.name())));
    }
    let id = if reading.system > 0 { "read-count-system" } else { "read-count-messages" };
    let count =
        Message::new(id).count("count", reading.count - reading.system).count("system", reading.system);
    row("read-count", say(&count));
    let people: Vec<String> = reading
        .participants
        .iter()
        .take(50)
        .map(|p| {
            let role = ctx.texts.say(&Message::new(format!("role-{}", p.role.word())));
            let ground = ctx.texts.say(&Message::new(format!("role-ground-{}", p.ground.word())));
            let name = if p.name.is_empty() { &p.id } else { &p.name };
            let message = Message::new("read-participant").text("name", name).text("role", role);
            say(&message.text("ground", ground).count("count", p.messages))
        })
        .collect();
    row("read-participants", people.join("\n"));
    let list = |all: Vec<String>, total: u64| {
        const SHOWN: usize = 10;
        let mut lines: Vec<String> = all.iter().take(SHOWN).cloned().collect();
        if total > lines.len() as u64 {
            lines.push(say(&Message::new("read-more").count("count", total - lines.len() as u64)));
        }
        lines.join("\n")
    };
    if reading.furniture_lines > 0 {
        let head = say(&Message::new("read-furniture-count").count("count", reading.furniture_lines));
        let mut kinds: Vec<(&str, u64, String)> = Vec::new();
        for (place, text) in &reading.furniture {
            match kinds.iter_mut().find(|(known, ..)| known == text) {
                Some((_, count, _)) => *count += 1,
                None => kinds.push((text, 1, place_words(&ctx.texts, *place))),
            }
        }
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(text, count, place)| match count {
                1 => format!("{place}: {}", visible(text)),
                _ => format!("{place}: {} ×{count}", visible(text)),
            })
            .collect();
        let total = kinds.len() as u64;
        row("read-furniture", format!("{head}\n{}", list(kinds, total)));
    }
    let gaps: Vec<String> = reading.gaps.iter().map(|gap| place_words(&ctx.texts, gap.place)).collect();
    let total = gaps.len() as u64;
    row("read-gaps", if gaps.is_empty() { ctx.get("read-gaps-none") } else { list(gaps, total) });
    let odd: Vec<String> = reading
        .oddities
        .iter()
        .map(|(odd, place)| {
            say(&Message::new(format!("odd-{}", odd.word())).text("place", place_words(&ctx.texts, *place)))
        })
        .collect();
    if !odd.is_empty() {
        let total = odd.len() as u64;
        row("read-odd", list(odd, total));
    }
    let needs: Vec<String> = reading
        .needs
        .iter()
        .map(|need: &Need| say(&Message::new(format!("read-need-{}", need.word()))))
        .collect();
    if !needs.is_empty() {
        row("read-needs", needs.join("\n"));
    }
    definition_list(&rows).iter().for_each(|row| ctx.line(row));
    ctx.line("");
}

/// The file's own time as a proposal for the time of copying, where that is not declared.
fn propose(ctx: &Context, survey: &Survey, setting: &Setting, found: &[Found]) -> Result<(), Failure> {
    let pasted = survey.read.iter().find(|file| file.reading.format == "pasted");
    let Some(file) = pasted.filter(|_| setting.copied.is_none()) else { return Ok(()) };
    let found = found.iter().find(|found| found.name() == file.name);
    let modified = found.and_then(Found::modified).and_then(|t| When::utc(t.unix()));
    if let Some(modified) = modified {
        let shown = modified.shown(setting.zone);
        let shown = shown.rsplit_once(' ').map_or(shown.as_str(), |(local, _)| local);
        ctx.note(&Message::new("read-proposal").text("modified", shown));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hikae::case::memo::Channel;

    #[test]
    fn a_saved_name_reads_back_as_it_was_meant() {
        let line = "名前(line): a: b = c = クライアント";
        let memo = Memo::read(line.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!((memo.names()[0].name.as_str(), memo.names()[0].role), ("a: b = c", Role::Client));
        assert_eq!(memo.names()[0].channel, Channel::named("line"));
        assert!(says(&memo, line) && !says(&memo, "名前(line): a = クライアント"));
    }
}
