//! Lines that a reader is not sure of: listed, asked about one question at a time, answered from a file.

use crate::base::digest::Sha256Digest;
use crate::base::error::Error;
use crate::case::memo::Role;
use crate::cli::exit::{Exit, Failure, usage};
use crate::cli::output::context::Context;
use crate::cli::output::survey::{FileRead, Survey};
use crate::message::{Answer, Doubt, Said, Setting, Why, place_words, read_range};
use crate::seal::Source as _;
use crate::text::{Message, visible};
use crate::workspace::collect::Found;
use std::path::Path;

/// One answer, for all lines that it was given about.
pub struct Answered {
    /// The message file.
    pub name: String,
    /// Its bytes.
    pub hash: Sha256Digest,
    /// First and last line of each place.
    pub lines: Vec<(u64, u64)>,
    /// What they are.
    pub said: Said,
}

impl Answered {
    /// Makes the answer count for what is read from here on.
    pub fn apply(&self, setting: &mut Setting) {
        self.lines.iter().for_each(|lines| {
            setting.answers.add(self.hash, Answer { lines: *lines, said: self.said });
        });
    }
}

/// Most questions in one run: more would be filled in, not answered.
const MOST: usize = 3;

/// Lines that look alike, in one question.
struct Question<'a> {
    file: &'a FileRead,
    doubts: Vec<&'a Doubt>,
}

impl Question<'_> {
    fn why(&self) -> Why {
        self.doubts[0].why
    }

    /// The worst first: what could be a sign of the client after the last one known, and looks most like it.
    fn rank(&self) -> (bool, u8, Why) {
        let of_client = |p: &&crate::message::Participant| p.role == Role::Client;
        let known = self.file.reading.participants.iter().find(of_client).is_some();
        let last = self.file.reading.count;
        let is_late = self.doubts.iter().any(|doubt| doubt.after >= last);
        let answered = &self.file.reading.answered;
        let is_again = answered.iter().any(|answered| self.doubts.iter().any(|d| d.lines == answered.lines));
        (is_again, u8::from(known && !is_late), self.why())
    }
}

/// Asks about the lines that were not understood.
pub fn ask(ctx: &Context, survey: &Survey, found: &[Found]) -> Result<Vec<Answered>, Failure> {
    let mut questions: Vec<Question<'_>> = survey.read.iter().flat_map(questions).collect();
    questions.sort_by_key(Question::rank);
    let mut answers = Vec::new();
    for question in questions.iter().take(MOST) {
        let Some(said) = answer(ctx, question) else { break };
        let lines = question.doubts.iter().map(|doubt| doubt.lines).collect();
        let name = question.file.name.clone();
        answers.push(Answered { hash: hash(found, &name)?, name, lines, said });
    }
    let rest: usize = questions.iter().skip(MOST).map(|question| question.doubts.len()).sum();
    if rest > 0 {
        ctx.note(&Message::new("read-doubts-more").count("count", rest as u64));
    }
    Ok(answers)
}

/// Most lines that one question shows: whoever answers has read them all.
const SHOWN: usize = 8;

/// The questions of one file: what looks alike in one message of one person, and nothing from two. What was answered "don't know" is asked again, after the others.
fn questions(file: &FileRead) -> Vec<Question<'_>> {
    let is_open = |doubt: &&Doubt| {
        let mut answered = file.reading.answered.iter();
        let is_answered = answered.any(|a| a.lines == doubt.lines && a.said != Said::Unknown);
        doubt.why.can_be_answered() && !is_answered
    };
    let mut questions: Vec<Question<'_>> = Vec::new();
    for doubt in file.reading.doubts.iter().filter(is_open) {
        let alike = |q: &&mut Question<'_>| {
            q.doubts[0].after == doubt.after
                && q.why() == doubt.why
                && q.doubts.len() < SHOWN
                && [q.doubts[0], doubt].into_iter().all(is_asked_together)
        };
        match questions.iter_mut().find(alike) {
            Some(question) => question.doubts.push(doubt),
            None => questions.push(Question { file, doubts: vec![doubt] }),
        }
    }
    questions
}

/// May it be answered together with others? A name with a moment, or a moment alone, may head a message of its own.
fn is_asked_together(doubt: &Doubt) -> bool {
    const OF_A_TIME: usize = 2; // letters: am, pm
    let is_one_line = doubt.lines.0 == doubt.lines.1;
    match doubt.why {
        Why::NameAndTime | Why::Around => false,
        Why::Time => is_one_line && doubt.text.chars().filter(|c| c.is_alphabetic()).count() > OF_A_TIME,
        _ => true,
    }
}

/// One question, until the answer is one. `None`: nobody answers any more.
fn answer(ctx: &Context, question: &Question<'_>) -> Option<Said> {
    let shown: Vec<_> = question.doubts.iter().map(|doubt| visible(&doubt.text)).collect();
    let shown = shown.join("\" + \"");
    let places: Vec<String> = question.doubts.iter().map(|doubt| place(ctx, doubt)).collect();
    let id = match (question.why(), places.len()) {
        (Why::NameAndTime, _) => "read-ask-line-sure",
        (Why::Around, _) => "read-ask-around",
        (Why::Service, _) => "read-ask-act",
        (_, 1) => "read-ask-line",
        _ => "read-ask-lines",
    };
    loop {
        let message = Message::new(id).text("places", places.join(", ")).text("text", &shown);
        let typed = ctx.ask_choice(&message)?;
        let said = if typed.is_empty() { Some(Said::Unknown) } else { Said::named(&typed) };
        match said {
            Some(Said::Nothing) if question.why() == Why::NameAndTime => {
                ctx.note(&Message::new("read-answer-never-text"));
            }
            Some(said) => return Some(said),
            None => {}
        }
    }
}

fn place(ctx: &Context, doubt: &Doubt) -> String {
    place_words(&ctx.texts, crate::message::Place::Lines(doubt.lines.0, doubt.lines.1))
}

/// The list of doubtful lines, for the summary of a file.
pub fn listed(ctx: &Context, file: &FileRead) -> Vec<String> {
    let line = |doubt: &Doubt| {
        let why = ctx.texts.say(&Message::new(format!("gap-why-{}", doubt.why.word())));
        let message = Message::new("read-doubt").text("place", place(ctx, doubt)).text("why", why);
        ctx.texts.say(&message.text("text", visible(&doubt.text)))
    };
    file.reading.doubts.iter().map(line).collect()
}

/// `14-15 = yes` a line: answers of a script.
pub fn of_file(path: &Path, survey: &Survey, found: &[Found]) -> Result<Vec<Answered>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::read(e).on(path))?;
    let [file] = survey.read.as_slice() else {
        return Err(usage(Message::new("read-answers-one-file")));
    };
    let mut answers = Vec::new();
    let lines = text.lines().map(|line| line.trim_start_matches('\u{FEFF}').trim());
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let wrong = |id: &'static str| {
            Failure::Said(Message::new(id).text("line", line).text("file", &file.name), Exit::Usage)
        };
        let read = line
            .split_once(['=', '＝'])
            .and_then(|(lines, said)| Some((read_range(lines)?, Said::named(said)?)));
        let (lines, said) = read.ok_or_else(|| wrong("read-answers-form"))?;
        let doubts = file.reading.doubts.iter().map(|doubt| (doubt.lines, doubt.why));
        let known = doubts.chain(file.reading.answered.iter().map(|a| (a.lines, Why::Unread)));
        match known.into_iter().find(|(known, _)| *known == lines) {
            None => return Err(wrong("read-answers-no-doubt")),
            Some((_, Why::NameAndTime)) if said == Said::Nothing => {
                return Err(wrong("read-answers-never-text"));
            }
            Some(_) => {}
        }
        answers.push(Answered {
            name: file.name.clone(),
            hash: hash(found, &file.name)?,
            lines: vec![lines],
            said,
        });
    }
    Ok(answers)
}

/// The hash of a message file, to which answers are bound.
fn hash(found: &[Found], name: &str) -> Result<Sha256Digest, Failure> {
    let file = found.iter().find(|found| found.name() == name);
    let file = file.ok_or_else(|| usage(Message::new("read-answers-one-file")))?;
    let mut opened = file.file()?;
    Ok(Sha256Digest::of_reader(&mut opened).map_err(|e| Error::read(e).on(file.path()))?)
}
