//! Handing a case over: what would be shown is prepared first, then, if the person wants it, written.

use super::archives::Opened;
use super::case::Case;
use super::desk::{Desk, Done, Failure, OutsideAnswer, OutsideQuestion, Stretch};
use super::folder::CaseFolder;
use super::history::{History, seals_in};
use crate::base::disk;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::case::layout;
use crate::case::memo::Item;
use crate::case::roles::Role;
use crate::format::fact::Fact;
use crate::handover::browser::Browser;
use crate::handover::clock::Clock;
use crate::handover::disclosure::{Level, Pattern};
use crate::handover::drafts::Adviser;
use crate::handover::prepare::{Choice, Outside, Prepared, Reader, Subject, Unsealed};
use crate::handover::stop::{OddDates, Stop};
use crate::handover::ticket::Stage;
use crate::handover::write::{Folder, Written};
use crate::message::{Telling, format_name};
use crate::platform::{Application, Platform, PlatformId};
use crate::text::{Lang, Message, Say as _};
use crate::verify::{Policy, Requirement, Run, Verdict};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// For whom it is.
#[derive(Debug, Clone, Copy)]
pub enum Recipient {
    /// The support of a platform.
    Platform(PlatformId),
    /// An adviser of the worker.
    Adviser(Adviser),
}

impl FromStr for Recipient {
    type Err = crate::platform::UnknownPlatform;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let adviser = text.parse().map(Recipient::Adviser);
        adviser.or_else(|_| text.parse().map(Recipient::Platform))
    }
}

/// What is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The ticket and page one, at this stage.
    Ticket(Stage),
    /// A draft for an adviser.
    Draft(Adviser),
}

/// What the person chose.
#[derive(Debug, Clone, Default)]
pub struct HandoverOptions {
    /// For whom; else the platform of the case notes.
    pub to: Option<Recipient>,
    /// The folder to write; else one inside the case.
    pub output: Option<PathBuf>,
    /// How much is shown; else what is usual for whom it is.
    pub level: Option<Level>,
    /// Shown beyond that.
    pub show: Vec<Pattern>,
    /// Not shown at all.
    pub withhold: Vec<Pattern>,
    /// What to do with talk outside the platform; else it is asked.
    pub outside: Option<Outside>,
    /// The language of the papers; else that of whom it is for.
    pub lang: Option<Lang>,
}

impl HandoverOptions {
    /// The adviser whom it is for.
    pub fn adviser(&self) -> Option<Adviser> {
        match self.to {
            Some(Recipient::Adviser(adviser)) => Some(adviser),
            _ => None,
        }
    }

    /// An adviser is the worker's own: the originals go along.
    fn level(&self) -> Level {
        let usual = if self.adviser().is_some() { Level::Full } else { Level::Hashes };
        self.level.unwrap_or(usual)
    }
}

/// What came of preparing.
pub enum Outcome {
    /// The seals are not intact: nothing is handed over that support would find altered.
    NotIntact(Box<Run>),
    /// The person wants nothing written.
    Declined,
    /// Ready to be looked at, and written.
    Ready(Box<Handover>),
}

/// A handover before it is written.
pub struct Handover {
    opened: Opened,
    run: Run,
    policy: Policy,
    /// Everything that it says.
    pub prepared: Prepared,
    /// What is made.
    pub paper: Paper,
    /// The platform.
    pub platform: &'static Platform,
    /// The folder that will be written.
    pub target: PathBuf,
}

impl Case {
    /// Prepares what support or an adviser gets. Asks where talk outside the platform may go.
    ///
    /// # Errors
    /// [`ErrorKind::NoSeals`]; read errors; what has to be put right first, as a refusal that says so.
    pub fn handover(mut self, desk: Desk<'_>, policy: &Policy, options: &HandoverOptions) -> Done<Outcome> {
        // the seals of the case, and no copy that lies beside them
        let seals = seals_in(&self.folder.seals)?;
        if seals.is_empty() {
            return Err(Error::from(ErrorKind::NoSeals).on(&self.folder.seals).into());
        }
        let opened = Opened::open(&seals)?;
        let whole = Policy { require: BTreeSet::from([Requirement::Chain]), ..policy.clone() };
        let run = opened.verify(desk, &whole)?;
        if run.outcome.verdict != Verdict::Intact || !run.outcome.missing.is_empty() {
            return Ok(Outcome::NotIntact(Box::new(run)));
        }
        let (history, _) = self.history(desk, policy)?;
        let platform = platform(options, &self.folder, &history)?;
        let news = self.standing(desk, &history)?;
        for notice in self.folder.memo.iter().flat_map(|memo| memo.notices()) {
            desk.note(&notice.say());
        }
        if news.is_news() {
            let count = news.new.len() + news.changed.len();
            desk.note(&Message::new("handover-unsealed").count("count", count));
        }
        let usual = match (options.adviser(), platform.id()) {
            (Some(adviser), _) => adviser.lang(),
            (None, PlatformId::Generic) => desk.lang(),
            (None, _) => platform.support().lang,
        };
        let lang = options.lang.unwrap_or(usual);
        let clock = Clock { zone: platform.support().zone, lang, now: desk.now()? };
        let of = |role: Role| {
            let unsealed = news.new.iter().chain(news.changed.iter().map(|(item, _)| item));
            unsealed.filter(|item| item.role == role).map(|item| item.found.name()).collect()
        };
        let unsealed = Unsealed { messages: of(Role::Messages), papers: of(Role::Documents) };
        let beside = Beside { platform, clock, unsealed };
        let Some((prepared, paper)) = prepare(desk, options, &beside, &opened, &run)? else {
            return Ok(Outcome::Declined);
        };
        let target = target(options, &self.folder, platform, clock);
        let policy = policy.clone();
        Ok(Outcome::Ready(Box::new(Handover { opened, run, policy, prepared, paper, platform, target })))
    }
}

impl Handover {
    /// Writes the folder: whole, or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`]; write errors.
    pub fn write(&self, desk: Desk<'_>) -> Done<Written> {
        let target = &self.target;
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        for path in disk::clear_leftovers(folder)? {
            desk.note(&Message::new("seal-cleared").text("path", path.display()));
        }
        let browser = Browser::find();
        if browser.is_none() {
            desk.note(&Message::new("handover-no-browser"));
        }
        let ticks = desk.begin(Stretch::Handover, self.prepared.payload().1 * 2); // copied, and read back
        let tick = |_, n| ticks.tick(n);
        let sources = self.opened.files();
        // a part of the case is handed over: not every edition from the first on is asked for again
        let (prepared, run, policy, lang) = (&self.prepared, &self.run, &self.policy, desk.lang());
        let folder = Folder { prepared, sources: &sources, run, lang, browser, policy };
        Ok(match self.paper {
            Paper::Draft(adviser) => folder.write_draft(adviser, target, &tick)?,
            Paper::Ticket(stage) => folder.write(stage, target, &tick)?,
        })
    }

    /// The name of an export as found: the worker knows it, whatever is shown.
    pub fn name_of(&self, paths: &str) -> String {
        let first = paths.split(' ').next().unwrap_or_default();
        // the name of a paper may hold a blank, that of a message file none
        let origin =
            |name: &str| self.prepared.sealed.files.get(&EntryName::new(name).ok()?)?.origin.as_ref();
        origin(paths).or_else(|| origin(first)).map_or(paths, |origin| &origin.fact.name).to_owned()
    }
}

/// The platform named, else that of the notes as they were sealed, else of the notes as they are.
fn platform(options: &HandoverOptions, case: &CaseFolder, history: &History) -> Done<&'static Platform> {
    let sealed = history.memo.iter().find_map(|fact| match fact {
        Fact::Case(line) if line.key == Item::Platform.key() => Some(line.value.as_str()),
        _ => None,
    });
    let memo = || sealed.or_else(|| case.memo.as_ref().and_then(|memo| memo.get(Item::Platform)));
    let id = match options.to {
        Some(Recipient::Platform(id)) => Some(id),
        Some(Recipient::Adviser(_)) => {
            Some(memo().and_then(PlatformId::of_memo).unwrap_or(PlatformId::Generic))
        }
        None => memo().and_then(PlatformId::of_memo),
    };
    let words = || PlatformId::ALL.map(|id| id.to_string()).join(", ");
    id.map(Platform::of)
        .ok_or_else(|| Failure::Refused(Message::new("handover-to-whom").text("platforms", words())))
}

fn target(options: &HandoverOptions, case: &CaseFolder, platform: &Platform, clock: Clock) -> PathBuf {
    let whom = options.adviser().map_or_else(|| platform.id().to_string(), |adviser| adviser.to_string());
    let name = format!("{}{whom}-{}", layout(case.lang).handover, clock.date_name());
    options.output.clone().unwrap_or_else(|| case.root.join(name))
}

/// The platform, the moment, and what lies beside the seals.
struct Beside {
    platform: &'static Platform,
    clock: Clock,
    unsealed: Unsealed,
}

/// Prepares, and asks what to do where something stops it. `None`: the person wants nothing written.
fn prepare(
    desk: Desk<'_>,
    options: &HandoverOptions,
    beside: &Beside,
    opened: &Opened,
    run: &Run,
) -> Done<Option<(Prepared, Paper)>> {
    let Beside { platform, clock, unsealed } = beside;
    // an adviser is no platform: its rule on contact elsewhere is not theirs
    let usual = if options.adviser().is_some() { Outside::Include } else { Outside::Stop };
    let mut outside = options.outside.unwrap_or(usual);
    let refused = |message| Err(Failure::Refused(message));
    loop {
        let (show, withhold) = (options.show.clone(), options.withhold.clone());
        let choice = Choice { level: options.level(), show, withhold, outside };
        let reader = if options.adviser().is_some() { Reader::Adviser } else { Reader::Support };
        let subject = Subject { platform, reader, clock: *clock, unsealed: unsealed.clone() };
        let prepared = Prepared::of(&opened.files(), run, choice, subject, &Limits::DEFAULT)?;
        let stop = match prepared {
            Ok(prepared) => match (options.adviser(), prepared.stage()) {
                (Some(adviser), _) => return Ok(Some((prepared, Paper::Draft(adviser)))),
                (None, Ok(stage)) => return Ok(Some((prepared, Paper::Ticket(stage)))),
                (None, Err(stop)) => stop,
            },
            Err(stop) => stop,
        };
        let formats = match stop {
            Stop::Outside(formats) => formats,
            Stop::Dates(odd) => {
                tell_odd_dates(desk, &odd, *clock);
                return refused(Message::new("handover-dates"));
            }
            Stop::OtherPlatform(named) => return refused(other_platform(desk, &named, platform)),
            other => return refused(why_not(desk, &other, platform)),
        };
        let channels: Vec<String> = formats.iter().map(|format| format_name(desk.texts, format)).collect();
        let question = OutsideQuestion {
            channels: channels.join(", "),
            platform: platform.name().text(desk.lang()).to_owned(),
            application: platform.outside().application,
        };
        if !desk.questions.is_somebody_there() {
            return refused(question.message(match question.application {
                Application::Needed => "handover-outside",
                Application::Forbidden => "handover-outside-forbidden",
                Application::NotNeeded | Application::Unknown => "handover-outside-unknown",
            }));
        }
        match desk.questions.outside(&question) {
            OutsideAnswer::Include => outside = Outside::Include,
            OutsideAnswer::LeaveOut => outside = Outside::LeaveOut,
            OutsideAnswer::Stop => {
                desk.note(&Message::new("handover-nothing-written"));
                return Ok(None);
            }
        }
    }
}

/// What has to be put right first.
fn why_not(desk: Desk<'_>, stop: &Stop, platform: &Platform) -> Message {
    let id = match stop {
        Stop::Settled => "handover-settled",
        Stop::ReportWithheld => "handover-report-withheld",
        Stop::ReportNotShown => "handover-report-not-shown",
        Stop::RetakeAttached => "handover-retake-attached",
        Stop::RoundUnclear => "handover-round-unclear",
        Stop::NothingSent => "handover-nothing-sent",
        Stop::NoReport | Stop::Outside(_) | Stop::Dates(_) | Stop::OtherPlatform(_) => "handover-no-report",
    };
    Message::new(id).text("report", platform.words().delivery.text(desk.lang()))
}

fn other_platform(desk: Desk<'_>, named: &str, platform: &Platform) -> Message {
    let message = Message::new("handover-other-platform").text("sealed", named);
    message.text("platform", platform.name().text(desk.lang()))
}

/// Each date that cannot be, with what to do about it.
fn tell_odd_dates(desk: Desk<'_>, odd: &OddDates, clock: Clock) {
    for date in &odd.dates {
        desk.note(&date.message(desk.texts, &|at| clock.full(at)));
    }
    let name = |path: &str| odd.names.get(path).map_or(path, String::as_str).to_owned();
    let telling = Telling { texts: desk.texts, name: &name, shown: &|when| when.shown(clock.zone) };
    odd.copies.iter().for_each(|copy| desk.note(&telling.message(copy)));
}
