//! The message files of a folder as conversations: found files through the readers of `message`.

use crate::collect::Found;
use crate::error::Result;
use crate::fact::Fact;
use crate::limits::Limits;
use crate::message::{Described, Export, Setting, Sink, Source, Stream, describe, read_sources};
use crate::seal::Source as _;

/// A found file, opened as often as a reader needs to.
struct FoundExport<'a>(&'a Found);

impl Export for FoundExport<'_> {
    fn open(&self) -> Result<Box<dyn Stream + '_>> {
        Ok(Box::new(self.0.file()?))
    }
}

fn with_sources<T>(files: &[(&Found, String)], work: impl FnOnce(&[Source<'_>]) -> Result<T>) -> Result<T> {
    let exports: Vec<FoundExport<'_>> = files.iter().map(|(found, _)| FoundExport(found)).collect();
    let sources: Vec<Source<'_>> = files
        .iter()
        .zip(&exports)
        .map(|((found, path), export)| Source { path: path.clone(), name: found.name(), export })
        .collect();
    let done = work(&sources)?;
    // what was read is what was found
    files.iter().try_for_each(|(found, _)| found.confirm().map_err(|e| e.on(found.path())))?;
    Ok(done)
}

/// The facts of message files that will be sealed under these paths.
///
/// # Errors
/// Read errors, [`Changed`](crate::error::ErrorKind::Changed), and those of `push`. An export that is not understood
/// is no error.
pub fn conversation_facts(
    files: &[(&Found, String)],
    setting: &Setting,
    limits: &Limits,
    push: &mut dyn FnMut(Fact) -> Result<()>,
) -> Result<Vec<Described>> {
    with_sources(files, |sources| describe(sources, setting, limits, push))
}

/// The messages themselves, for reading on screen.
///
/// # Errors
/// As above.
pub fn read_conversations(files: &[(&Found, String)], setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    with_sources(files, |sources| read_sources(sources, setting, sink))
}
