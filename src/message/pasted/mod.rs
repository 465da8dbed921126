//! A thread pasted from the screen, and our own transcript form: records are split where a name and a moment stand
//! together, in either order, on one line or two, below a day or not. What frames the page is set aside and listed;
//! what may be a heading and cannot be read as one is a gap, never text.

mod act_words;
mod acts;
mod around;
mod attachments;
mod begin;
mod close;
mod halves;
mod look;
mod names;
mod notices;
mod paging;
mod resolve;
mod site;
mod speech;
mod survey;
mod thread;
mod told;
mod walk;
mod when_words;
mod words;

use super::head::Head;
use super::lines::{Lines, encoding_of};
use super::{
    Boundaries, CoverageGround, Export, Format, Oddity, Out, PASTED, Place, Setting, Sink, TRANSCRIPT, Why,
};
use crate::base::error::Result;
use paging::{Paging, paging};
use survey::{NamesOf, Survey, survey};
use thread::Thread;

pub(crate) struct Pasted;

impl Format for Pasted {
    fn word(&self) -> &'static str {
        PASTED
    }

    fn score(&self, head: &Head) -> u8 {
        let mut survey = Survey::new(&head.people);
        head.lines.iter().for_each(|line| survey.line(line));
        let form = survey.finish();
        match (form.records, form.names_of) {
            (0, _) => 0,
            (1, NamesOf::Declared) => 60,
            (_, NamesOf::Declared) => 75,
            (1, NamesOf::Guessed) => 0,
            (_, NamesOf::Guessed) => 55,
        }
    }

    fn read(&self, export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
        read(export, None, setting, sink)
    }
}

/// Does a line say that there is more than the page shows?
pub(super) fn says_more(line: &str) -> bool {
    words::page_line(line) == Some(words::PageWord::LoadMore)
}

/// Does a line tell what somebody did?
pub(super) fn tells_of_an_act(line: &str) -> bool {
    acts::is_service(line) || acts::is_reaction(line)
}

/// Is the text a thread with the names that the worker declared?
pub(super) fn is_thread(export: &dyn Export, setting: &Setting) -> Result<bool> {
    let shape = survey(export, encoding_of(export)?, &setting.people.of_channel(PASTED))?;
    Ok(shape.names_of == NamesOf::Declared && shape.records > 0)
}

/// Reads a thread; its dialect is told by its form where none is given.
pub(super) fn read(
    export: &dyn Export,
    dialect: Option<&'static str>,
    setting: &Setting,
    sink: &mut dyn Sink,
) -> Result<()> {
    let encoding = encoding_of(export)?;
    let shape = survey(export, encoding, &setting.people.of_channel(PASTED))?;
    let mut out = Out::new(PASTED, setting, sink);
    out.reading.guessed_encoding = encoding.guessed.then(|| encoding.encoding.name());
    out.reading.boundaries = Boundaries::ByForm;
    out.reading.dialect = dialect.or(Some(if shape.transcript { TRANSCRIPT } else { "thread" }));
    if let Some(copied) = setting.copied_here() {
        out.reading.coverage_to = Some((copied.clone(), CoverageGround::Declared));
    }
    let mut thread = Thread::new(out, shape, setting);
    let mut lines = Lines::new(export, encoding)?;
    let mut part = None;
    while let Some(line) = lines.next()? {
        if part.is_none() && paging(line.text) == Some(Paging::Part) {
            part = Some(Place::Lines(line.number, line.number));
        }
        thread.line(line.text, line.number, line.cut)?;
    }
    let mut out = thread.end()?;
    // of a part, or of what was found, nobody knows where the rest would stand
    if let Some(part) = part {
        out.gap(part, Why::LoadMore);
    }
    if let Some(line) = lines.first_unreadable() {
        out.odd(Oddity::Unreadable, Place::Lines(line, line));
    }
    out.finish()
}

#[cfg(test)]
mod between_tests;
#[cfg(test)]
mod frame_tests;
#[cfg(test)]
mod tests;
