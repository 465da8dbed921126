//! After a seal is made: the message that goes out with it, and the codes that stand in the messages it holds.

use super::desk::Desk;
use super::folder::CaseFolder;
use super::history::History;
use crate::base::disk;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use crate::case::delivery_message::{Delivery, text_file};
use crate::case::layout;
use crate::format::archive::Edition;
use crate::format::contents::for_each_fact;
use crate::format::fact::{Fact, LinkFact};
use crate::seal::Sealed;
use crate::text::Message;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What there is to tell of a seal, beyond the seal itself.
#[derive(Debug, Default)]
pub struct After {
    /// Codes found, each with the name of the file as found.
    pub links: Vec<(LinkFact, String)>,
    /// The message of the delivery, where one goes with it.
    pub message: Option<Written>,
}

/// A delivery message, and where it was written.
#[derive(Debug)]
pub struct Written {
    /// Its words.
    pub text: String,
    /// Its file.
    pub message_file: Option<PathBuf>,
    /// The file of the list that goes with it.
    pub note_file: Option<PathBuf>,
}

/// Reads the facts of the seal just made, and writes the message beside it. The seal stands whatever happens here, so
/// what goes wrong is told and does not fail.
pub fn after(
    desk: Desk<'_>,
    case: &CaseFolder,
    mut history: History,
    target: &Path,
    edition: Edition,
    sealed: &Sealed,
) -> After {
    history.deliveries.seal(edition, sealed.code);
    match codes_in(target, &mut |edition, fact| history.deliveries.fact(edition, fact)) {
        Ok(links) => {
            let message = history.deliveries.delivery(edition).map(|delivery| write(desk, case, &delivery));
            After { links, message }
        }
        Err(error) => {
            tell_unwritten(desk, error.on(target));
            After::default()
        }
    }
}

/// The codes in the messages of a seal, each with the name of its file as found; `look` sees every fact.
fn codes_in(target: &Path, look: &mut dyn FnMut(Edition, &Fact)) -> Result<Vec<(LinkFact, String)>> {
    let mut links = Vec::new();
    let mut origins = HashMap::new();
    let source = disk::open(target)?;
    for_each_fact(&source, &Limits::DEFAULT, |edition, fact| {
        look(edition, &fact);
        match fact {
            Fact::Link(link) => links.push(link),
            Fact::Origin(origin) => drop(origins.insert(origin.path.as_str().to_owned(), origin.name)),
            _ => {}
        }
    })?;
    let mut links: Vec<_> = links
        .into_iter()
        .map(|link| {
            let source = link.source.split(' ').next().unwrap_or_default(); // of a folder, its first file
            let name = origins.get(source).unwrap_or(&link.source).clone();
            (link, name)
        })
        .collect();
    links.sort_by(|(a, _), (b, _)| (&a.source, a.k, a.n, a.code).cmp(&(&b.source, b.k, b.n, b.code)));
    Ok(links)
}

fn write(desk: Desk<'_>, case: &CaseFolder, delivery: &Delivery) -> Written {
    let names = layout(case.lang);
    let text = delivery.message(case.lang);
    let file = |name: &str, text: &str| {
        let path = case.seals.join(format!("{}-{name}", delivery.edition));
        let bytes = text_file(text);
        match disk::write_new(&path, &bytes) {
            Ok(()) => Some(path),
            // made again, word for word
            Err(e) if e.kind() == ErrorKind::Exists && std::fs::read(&path).is_ok_and(|b| b == bytes) => {
                Some(path)
            }
            Err(error) => {
                tell_unwritten(desk, error);
                None
            }
        }
    };
    let message_file = file(names.message, &text);
    let note_file = file(names.delivery_note, &delivery.note(case.lang));
    Written { text, message_file, note_file }
}

fn tell_unwritten(desk: Desk<'_>, error: Error) {
    let sentence = error.sentence(desk.texts);
    desk.note(&Message::new("seal-message-unwritten").text("reason", sentence));
}

impl After {
    /// Of a seal without a case folder: no message goes with it.
    pub fn of_codes(target: &Path) -> Self {
        // it was read back when it was made; what fails now is told by whoever reads it next
        Self { links: codes_in(target, &mut |_, _| {}).unwrap_or_default(), message: None }
    }

    /// The file of the message, if one was written.
    pub fn message_file(&self) -> Option<PathBuf> {
        self.message.as_ref().and_then(|message| message.message_file.clone())
    }

    /// Is there a message to send?
    pub fn is_to_send(&self) -> bool {
        self.message.is_some()
    }
}
