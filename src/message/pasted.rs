//! A thread pasted from the screen, and our own transcript form: records are split where a name and a date with a
//! time stand together, in either order, on one line or two. What frames the page is set aside and listed.

use super::detect::Head;
use super::lines::{Lines, MAX_LINE, TextEncoding, encoding_of};
use super::people::form;
use super::{
    Boundaries, CoverageGround, Export, Format, Kind, LocalClock, Message, Need, Oddity, Out, Place,
    Precision, Setting, Sink, When,
};
use crate::case::memo::{MomentWithin, moment_within};
use crate::error::Result;
use std::borrow::Cow;
use std::collections::HashMap;

pub(crate) struct Pasted;

/// The word of the format.
pub(crate) const WORD: &str = "pasted";

impl Format for Pasted {
    fn word(&self) -> &'static str {
        WORD
    }

    fn score(&self, head: &Head) -> u8 {
        let mut survey = Survey::new(&head.names);
        head.lines.iter().for_each(|line| survey.line(line));
        let form = survey.finish();
        match (form.records, form.declared) {
            (0, _) => 0,
            (1, true) => 60,
            (_, true) => 75,
            (1, false) => 0,
            (_, false) => 55,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        let encoding = encoding_of(export)?;
        let names: Vec<String> = setting.people.of_channel(WORD).into_iter().map(|p| p.name).collect();
        let form = survey(export, encoding, &names)?;
        let mut out = Out::new(WORD, setting, sink);
        out.reading.guessed_encoding = encoding.guessed.then(|| encoding.encoding.name());
        out.reading.boundaries = Boundaries::ByForm;
        out.reading.dialect = Some(if form.transcript { "transcript" } else { "thread" });
        if let Some(copied) = &setting.copied {
            out.reading.coverage_to = Some((copied.clone(), CoverageGround::Declared));
        }
        let clocks = HashMap::new();
        let mut thread =
            Thread { out, form, setting, clocks, record: None, body: Vec::new(), size: 0, held: Vec::new() };
        let mut lines = Lines::new(export, encoding)?;
        while let Some(line) = lines.next()? {
            thread.line(line.text, line.number, line.cut)?;
        }
        thread.release();
        thread.flush(true)?;
        if let Some(line) = lines.first_unreadable() {
            thread.out.odd(Oddity::Unreadable, Place::Lines(line, line));
        }
        thread.out.finish()
    }
}

/// What a line looks like.
enum Look {
    Blank,
    Name(String),
    Moment(MomentWithin),
    /// A name and a moment, and for a transcript the text that follows.
    Whole(String, MomentWithin, Option<String>),
    Other,
}

/// In which order names and moments stand on two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    NameFirst,
    MomentFirst,
}

/// What frames a name and a moment on one line.
const JOINTS: &[char] = &[
    ' ', '\u{3000}', '\t', '・', '|', '｜', '/', ',', '、', '·', '-', '–', '—', '(', ')', '（', '）', '[',
    ']', '【', '】',
];

fn look(line: &str, names: &[String]) -> Look {
    let text = form(line.trim_start_matches('\u{FEFF}'));
    if text.is_empty() {
        return Look::Blank;
    }
    if names.contains(&text) {
        return Look::Name(text);
    }
    let Some(moment) = moment_within(&text) else { return Look::Other };
    let (before, after) = (moment.before.trim_matches(JOINTS), moment.after.trim_matches(JOINTS));
    if before.is_empty() && after.is_empty() {
        return Look::Moment(moment);
    }
    // the name itself may begin or end in a sign
    let is_name = |text: &str, bare: &str| {
        let text = text.trim();
        names.iter().find(|name| **name == text || **name == bare).cloned()
    };
    if after.is_empty()
        && let Some(name) = is_name(&moment.before, before)
    {
        return Look::Whole(name, moment, None);
    }
    if before.is_empty()
        && let Some(name) = is_name(&moment.after, after)
    {
        return Look::Whole(name, moment, None);
    }
    if before.is_empty()
        && let Some((name, said)) = transcript(moment.after.trim_start_matches(JOINTS), names)
    {
        return Look::Whole(name, moment, Some(said));
    }
    Look::Other
}

/// `NAME: text`, by the longest name that fits.
fn transcript(rest: &str, names: &[String]) -> Option<(String, String)> {
    let said = |name: &&String| {
        let rest = rest.strip_prefix(name.as_str())?;
        rest.strip_prefix([':', '：'])
    };
    let name = names.iter().filter(|name| said(name).is_some()).max_by_key(|name| name.len())?;
    Some((name.clone(), said(&name)?.trim_start().to_owned()))
}

/// Is a transcript line of several names' making?
fn is_unclear(rest: &str, names: &[String]) -> bool {
    let fits = |name: &&String| rest.strip_prefix(name.as_str()).is_some_and(|r| r.starts_with([':', '：']));
    names.iter().filter(fits).count() > 1
}

/// Gathers, over the whole thread, how its records are headed and what ends each of them.
struct Survey {
    declared: Vec<String>,
    name_first: u64,
    moment_first: u64,
    whole: u64,
    transcript: u64,
    previous: Option<Look>,
    previous_text: String,
    /// Lines beside moments, and how often: the names where none is declared.
    before: HashMap<String, u64>,
    after: HashMap<String, u64>,
    speakers: HashMap<String, u64>,
    awaits_name: bool,
    /// The last line of every record.
    ends: HashMap<String, u64>,
    last_line: String,
    records: u64,
}

/// More different lines than this beside moments are no names.
const MOST_NAMES: usize = 50;

impl Survey {
    fn new(names: &[String]) -> Self {
        Self {
            declared: names.to_vec(),
            name_first: 0,
            moment_first: 0,
            whole: 0,
            transcript: 0,
            previous: None,
            previous_text: String::new(),
            before: HashMap::new(),
            after: HashMap::new(),
            speakers: HashMap::new(),
            awaits_name: false,
            ends: HashMap::new(),
            last_line: String::new(),
            records: 0,
        }
    }

    fn line(&mut self, line: &str) {
        let look = look(line, &self.declared);
        let text = form(line);
        let count = |map: &mut HashMap<String, u64>, text: &str| {
            const SHORT: usize = 60; // characters of a display name
            if !text.is_empty()
                && text.chars().count() <= SHORT
                && (map.len() < 4 * MOST_NAMES || map.contains_key(text))
            {
                *map.entry(text.to_owned()).or_default() += 1;
            }
        };
        if std::mem::take(&mut self.awaits_name) {
            count(&mut self.after, &text);
        }
        let mut header = false;
        match (&look, &self.previous) {
            (Look::Blank, _) => return,
            (Look::Moment(_), Some(Look::Name(_))) => {
                self.name_first += 1;
                header = true;
            }
            (Look::Name(_), Some(Look::Moment(_))) => {
                self.moment_first += 1;
                header = true;
            }
            (Look::Whole(_, _, said), _) => {
                self.whole += 1;
                self.transcript += u64::from(said.is_some());
                header = true;
            }
            _ => {}
        }
        if let Look::Moment(_) = look {
            count(&mut self.before, &self.previous_text);
            self.awaits_name = true;
        } else if let Look::Other = look
            && let Some(moment) = moment_within(&text)
            && moment.before.trim_matches(JOINTS).is_empty()
            && let Some((name, _)) = moment.after.trim_start_matches([' ', ']']).split_once([':', '：'])
            && !name.starts_with('-')
        {
            count(&mut self.speakers, name.trim());
        }
        if header {
            self.records += 1;
            let last = std::mem::take(&mut self.last_line);
            count(&mut self.ends, &last);
        } else if !matches!(look, Look::Name(_)) {
            self.last_line.clone_from(&text);
        }
        self.previous_text = text;
        self.previous = Some(look);
    }

    fn finish(mut self) -> Shape {
        let declared = self.name_first + self.moment_first + self.whole;
        if declared > 0 {
            let order =
                if self.moment_first > self.name_first { Order::MomentFirst } else { Order::NameFirst };
            let ends = std::mem::take(&mut self.ends);
            return Shape {
                order,
                names: self.declared,
                declared: true,
                transcript: self.transcript > 0 && self.transcript == declared,
                records: declared,
                end: end_mark(&ends, self.records.saturating_sub(1)),
            };
        }
        // nobody said who they are: the lines that recur beside moments
        let recurring = |map: HashMap<String, u64>| {
            let all: u64 = map.values().sum();
            let names: Vec<String> = map.into_keys().collect();
            let few = names.len() <= MOST_NAMES && (names.len() as u64) * 2 <= all.max(2) + 1;
            (names, if few { all } else { 0 })
        };
        let [before, after, speakers] = [self.before, self.after, self.speakers].map(recurring);
        let transcript = speakers.1 > before.1.max(after.1);
        let order = if after.1 > before.1 { Order::MomentFirst } else { Order::NameFirst };
        let (mut names, records) = match (transcript, order) {
            (true, _) => speakers,
            (_, Order::NameFirst) => before,
            (_, Order::MomentFirst) => after,
        };
        names.sort();
        Shape { order, names, declared: false, transcript, records, end: None }
    }
}

/// Buttons that sites put below every message.
const BUTTONS: &[&str] =
    &["返信する", "返信", "引用する", "編集", "削除", "通報する", "いいね", "Reply", "Report", "Edit"];

/// The line that ends every record but, perhaps, one; a button needs only to end half of them.
fn end_mark(ends: &HashMap<String, u64>, records: u64) -> Option<String> {
    let (line, count) =
        ends.iter().max_by_key(|(line, count)| (**count, std::cmp::Reverse(line.as_str())))?;
    let button = BUTTONS.contains(&line.as_str());
    let enough = if button { *count * 2 >= records } else { records >= 3 && *count >= records };
    enough.then(|| line.clone())
}

/// How the records of a thread are headed.
struct Shape {
    order: Order,
    names: Vec<String>,
    /// The names are the worker's word, not a guess.
    declared: bool,
    transcript: bool,
    records: u64,
    /// The line of page furniture that ends every record.
    end: Option<String>,
}

fn survey(export: &dyn Export, encoding: TextEncoding, names: &[String]) -> Result<Shape> {
    let mut survey = Survey::new(names);
    let mut lines = Lines::new(export, encoding)?;
    while let Some(line) = lines.next()? {
        survey.line(line.text);
    }
    let shape = survey.finish();
    if shape.declared {
        return Ok(shape);
    }
    // the end mark of a thread whose names were inferred
    let mut survey = Survey::new(&shape.names);
    let mut lines = Lines::new(export, encoding)?;
    while let Some(line) = lines.next()? {
        survey.line(line.text);
    }
    let again = survey.finish();
    Ok(Shape { declared: false, ..again })
}

struct Record {
    sender: String,
    when: When,
    place: (u64, u64),
}

struct Thread<'a> {
    out: Out<'a>,
    form: Shape,
    setting: &'a Setting,
    clocks: HashMap<chrono_tz::Tz, LocalClock>,
    record: Option<Record>,
    body: Vec<(u64, String)>,
    size: usize,
    /// A name or moment that may be half of a heading, and blank lines after it.
    held: Vec<(u64, String, Option<MomentWithin>)>,
}

impl Thread<'_> {
    fn line(&mut self, text: &str, number: u64, cut: bool) -> Result<()> {
        if cut || self.size + text.len() > MAX_LINE {
            self.release();
            self.gap(number);
            self.out.odd(Oddity::TextTooLong, Place::Lines(number, number));
            return Ok(());
        }
        match (look(text, &self.form.names), self.form.order) {
            (Look::Blank, _) if !self.held.is_empty() => self.held.push((number, String::new(), None)),
            (Look::Whole(name, moment, said), _) => {
                self.release();
                if said.is_some() && is_unclear(moment.after.trim_start_matches(JOINTS), &self.form.names) {
                    self.out.odd(Oddity::NameUnclear, Place::Lines(number, number));
                    self.gap(number);
                    self.out.reading.needs.insert(Need::Participants);
                }
                self.begin(name, &moment, number, number)?;
                if let Some(said) = said.filter(|said| !said.is_empty()) {
                    self.keep(number, said);
                }
            }
            (Look::Moment(moment), Order::NameFirst) => match self.held.first() {
                Some((first, name, None)) => {
                    let (first, name) = (*first, form(name));
                    self.held.clear();
                    self.begin(name, &moment, first, number)?;
                }
                _ => self.stray(number, text),
            },
            (Look::Name(name), Order::MomentFirst) => match self.held.first().cloned() {
                Some((first, _, Some(moment))) => {
                    self.held.clear();
                    self.begin(name, &moment, first, number)?;
                }
                _ => {
                    self.release();
                    self.keep(number, text.to_owned());
                }
            },
            (Look::Name(_), Order::NameFirst) => {
                self.release();
                self.held.push((number, text.to_owned(), None));
            }
            (Look::Moment(moment), Order::MomentFirst) => {
                self.release();
                self.held.push((number, text.to_owned(), Some(moment)));
            }
            (Look::Blank | Look::Other, _) => {
                self.release();
                self.keep(number, text.to_owned());
            }
        }
        Ok(())
    }

    /// A moment that heads nothing: somebody may have spoken under a name that nobody gave.
    fn stray(&mut self, number: u64, text: &str) {
        self.release();
        self.keep(number, text.to_owned());
        self.gap(number);
    }

    /// A line that was not understood; inside a record, somebody else may speak there.
    fn gap(&mut self, number: u64) {
        let place = Place::Lines(number, number);
        if self.record.is_some() { self.out.gap_within(place) } else { self.out.gap(place) }
    }

    /// What was held is half of no heading: it belongs to the body.
    fn release(&mut self) {
        for (number, text, moment) in std::mem::take(&mut self.held) {
            if moment.is_some() {
                self.gap(number);
            }
            self.keep(number, text);
        }
    }

    fn keep(&mut self, number: u64, text: String) {
        if self.record.is_none() {
            let text = form(&text);
            if !text.is_empty() {
                self.out.furniture(number, &text); // the head of the page
            }
            return;
        }
        self.size += text.len() + 1;
        self.body.push((number, text));
    }

    fn begin(&mut self, name: String, moment: &MomentWithin, first: u64, last: u64) -> Result<()> {
        self.flush(false)?;
        let zone = moment.zone.unwrap_or(self.setting.zone);
        let clock = self.clocks.entry(zone).or_insert_with(|| LocalClock::new(zone));
        let precision = if moment.to_the_second { Precision::Second } else { Precision::Minute };
        let when = clock.at(moment.day, moment.seconds, precision).unwrap_or_else(|| {
            let (h, m) = (moment.seconds / 3600, moment.seconds / 60 % 60);
            When::words(&format!("{}T{h:02}:{m:02}", moment.day))
        });
        if !moment.weekday_fits {
            self.out.odd(Oddity::WeekdayDiffers, Place::Lines(first, last));
        }
        self.record = Some(Record { sender: name, when, place: (first, last) });
        Ok(())
    }

    /// Hands on the record that is open.
    fn flush(&mut self, last: bool) -> Result<()> {
        let Some(record) = self.record.take() else { return Ok(()) };
        let mut body = std::mem::take(&mut self.body);
        self.size = 0;
        let mark =
            self.form.end.as_ref().and_then(|end| body.iter().rposition(|(_, line)| form(line) == *end));
        if let Some(mark) = mark {
            for (number, line) in body.drain(mark..) {
                let text = form(&line);
                match text.is_empty() {
                    true => {}
                    // behind the last record, the foot of the page
                    false if last || self.form.end.as_deref() == Some(&text) => {
                        self.out.furniture(number, &text);
                    }
                    false => self.out.gap_within(Place::Lines(number, number)),
                }
            }
        }
        let attachments = attachments(&mut body);
        let is_blank = |(_, line): &(u64, String)| line.trim().is_empty();
        while body.last().is_some_and(is_blank) {
            body.pop();
        }
        let begin = body.iter().take_while(|line| is_blank(line)).count();
        let end = body.last().map_or(record.place.1, |(number, _)| *number).max(record.place.1);
        let text = body[begin..].iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        let kind = if text.is_empty() && !attachments.is_empty() { Kind::File } else { Kind::Text };
        let sender = self.out.participant(&record.sender, &record.sender);
        let place = Place::Lines(record.place.0, end);
        let text = Some(Cow::Owned(text)).filter(|text: &Cow<'_, str>| !text.is_empty());
        let message = Message::new(record.when, Some(sender), kind, place);
        self.out.message(Message { text, attachments, ..message })
    }
}

/// Takes a list of attachments off the end of a body: its heading, and lines that are nothing but file names.
fn attachments(body: &mut Vec<(u64, String)>) -> Vec<String> {
    const HEADINGS: &[&str] = &[
        "添付ファイル",
        "添付",
        "添付ファイル:",
        "添付ファイル：",
        "Attachments",
        "Attachment",
        "Attached files",
    ];
    let Some(at) = body.iter().rposition(|(_, line)| HEADINGS.contains(&line.trim())) else {
        return Vec::new();
    };
    let names: Option<Vec<String>> = body[at + 1..]
        .iter()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(_, line)| file_name(line))
        .collect();
    match names {
        Some(names) if !names.is_empty() => {
            body.truncate(at);
            names
        }
        _ => Vec::new(),
    }
}

/// `第1話.wav (864KB)`: the name, where the line is one.
fn file_name(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(['・', '-', '*']).trim();
    let (name, size) = match line.strip_suffix([')', '）']).and_then(|l| l.rsplit_once(['(', '（'])) {
        Some((name, size)) => (name.trim(), Some(size)),
        None => (line, None),
    };
    let (_, extension) = name.rsplit_once('.')?;
    let named = (1..=8).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    let sized = size.is_none_or(|size| {
        size.chars().any(|c| c.is_numeric()) && size.to_uppercase().ends_with(['B', 'ト'])
    });
    (named && sized).then(|| name.to_owned())
}
