//! Sealing what is new in a case, or single files: what there is to seal first, then the seal with a key.

use super::case::Case;
use super::delivered::{After, after};
use super::desk::{Desk, Done, Failure, Stretch, random};
use super::folder::{CaseFolder, Item};
use super::history::{History, LastSeal, memo_facts};
use super::keys::Keys;
use super::links::Named;
use super::placing::{Placement, Special, settle_unplaced, tell_left_out};
use super::talks::{Reading, Talks};
use super::{describe, measured};
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::base::limits::Limits;
use crate::case::Specification;
use crate::case::roles::{Role, Wanted, entry_names};
use crate::format::archive::Edition;
use crate::format::fact::{Fact, Salt};
use crate::format::proof::{CaseId, Signer};
use crate::message::Setting;
use crate::seal::new_stamp::Stamper;
use crate::seal::publish::publish;
use crate::seal::{Payload, Position, Request, Sealed, Source};
use crate::text::Message;
use crate::verify::Policy;
use describe::{Described, is_measured};
use measured::Subject;
use std::path::{Path, PathBuf};

/// Is audio measured?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measuring {
    /// Every audio file, and what it says of itself is read.
    Whole,
    /// None.
    None,
}

/// How a case is sealed.
#[derive(Debug, Clone)]
pub struct SealOptions<'a> {
    /// Where files without a place belong, as the person said beforehand.
    pub places: &'a [Placement],
    /// What to do about links and special files.
    pub special: Special,
    /// Where keys of signed mails come from.
    pub keys: Keys,
    /// Is audio measured?
    pub measuring: Measuring,
}

/// What there is to seal.
#[derive(Debug)]
pub enum Prepared {
    /// Nothing is new.
    Nothing(Unchanged),
    /// Something is: a key makes the seal.
    Ready(Box<Ready>),
}

/// A case in which nothing is new.
#[derive(Debug)]
pub struct Unchanged {
    /// Files that are as they were sealed.
    pub files: u64,
    /// The message of the last delivery, word for word.
    pub message: Option<String>,
}

/// A case with something to seal.
#[derive(Debug)]
pub struct Ready {
    case: CaseFolder,
    history: History,
    items: Vec<Item>,
    facts: Vec<Fact>,
    reading: Reading,
    measuring: Measuring,
}

/// A seal that was made.
#[derive(Debug)]
pub struct Made {
    /// Its file.
    pub path: PathBuf,
    /// Its edition.
    pub edition: Edition,
    /// The seal.
    pub sealed: Sealed,
    /// What was agreed.
    pub specification: Specification,
    /// What was measured, file by file.
    pub subjects: Vec<Subject>,
    /// The delivery's message, and codes found in messages.
    pub after: After,
}

impl Case {
    /// What is new since the last seal, ready to be sealed. Files without a place are asked about.
    ///
    /// # Errors
    /// Read errors; [`ErrorKind::Busy`]; [`ErrorKind::NothingToSeal`] for a first seal without a delivery;
    /// [`ErrorKind::Unplaced`] and [`ErrorKind::Special`] where nobody can be asked.
    pub fn prepare(mut self, desk: Desk<'_>, policy: &Policy, options: SealOptions<'_>) -> Done<Prepared> {
        for path in disk::clear_leftovers(&self.folder.seals)? {
            desk.note(&Message::new("seal-cleared").text("path", path.display()));
        }
        if disk::is_busy(&self.folder.seals) {
            return Err(busy(&self.folder).into());
        }
        let (history, _) = self.history(desk, policy)?;
        settle_unplaced(desk, &mut self.folder, options.places)?;
        tell_left_out(desk, &self.folder.special, &self.folder.droppings, options.special)?;
        self.notices(desk)?.iter().for_each(|notice| desk.note(notice));
        if history.last.is_none() && !self.folder.items.iter().any(is_delivery) {
            return Err(Error::from(ErrorKind::NothingToSeal).on(&self.folder.root).into());
        }
        let standing = self.standing(desk, &history)?;
        if !standing.is_news() {
            let message = history.deliveries.last().map(|delivery| delivery.message(self.folder.lang));
            return Ok(Prepared::Nothing(Unchanged { files: standing.unchanged, message }));
        }
        for (item, sealed) in standing.changed.iter().filter(|(item, _)| is_delivery(item)) {
            let message = Message::new("seal-delivery-changed").text("file", item.found.name());
            desk.note(&message.count("edition", sealed.edition.get()));
        }
        let mut items = standing.new;
        items.extend(standing.changed.into_iter().map(|(item, _)| item));
        let mut case = self.folder;
        drop(std::mem::take(&mut case.items)); // those to seal were copied: ten thousand files twice take megabytes
        let facts = if standing.memo_changed { memo_facts(&case) } else { Vec::new() };
        let reading = Reading { setting: Setting::of(case.memo.as_ref()), keys: options.keys };
        let measuring = options.measuring;
        Ok(Prepared::Ready(Box::new(Ready { case, history, items, facts, reading, measuring })))
    }
}

impl Ready {
    /// Makes the seal, and writes the message of the delivery beside it.
    ///
    /// # Errors
    /// [`ErrorKind::OtherKey`] where the last seal was signed by another key; those of [`publish`]. In every case the
    /// folder is as it was.
    pub fn seal(self, desk: Desk<'_>, signer: &dyn Signer, stamper: Stamper<'_>) -> Done<Made> {
        let Self { case, history, items, facts, reading, measuring } = self;
        let edition = next_edition(history.last.as_ref(), signer)?;
        let case_id = match &history.last {
            Some(last) => last.case,
            None => CaseId(random()?),
        };
        let fresh = !case.seals.exists();
        std::fs::create_dir_all(&case.seals).map_err(|e| Error::write(e).on(&case.seals))?;
        disk::sync_folder(&case.root)?; // the folder's own name, before a seal in it counts as kept
        let path = case.seals.join(format!("{edition}.zip"));
        let previous = history.last.as_ref();
        let job =
            Job { case: case_id, edition, previous, items, facts, named: &history.named, reading, measuring };
        let (sealed, subjects) = seal_items(desk, &path, job, signer, stamper).map_err(|failure| {
            if fresh {
                let _ = std::fs::remove_dir(&case.seals); // only if it is empty
            }
            match failure {
                // the name was free when the seals were read: another run has taken it since
                Failure::Error(e) if e.kind() == ErrorKind::Exists => busy(&case).into(),
                failure => failure,
            }
        })?;
        let specification = case.memo.as_ref().map(|memo| memo.specification()).unwrap_or_default();
        let after = after(desk, &case, history, &path, edition, &sealed);
        Ok(Made { path, edition, sealed, specification, subjects, after })
    }
}

/// Seals single files into one archive of its own.
///
/// # Errors
/// Those of [`publish`].
pub fn seal_files(
    desk: Desk<'_>,
    target: &Path,
    files: Files,
    signer: &dyn Signer,
    stamper: Stamper<'_>,
) -> Done<Made> {
    let Files { items, keys, measuring } = files;
    let job = Job {
        case: CaseId(random()?),
        edition: Edition::FIRST,
        previous: None,
        items,
        facts: Vec::new(),
        named: &Named::new(), // a case of its own: no edition before it
        reading: Reading { setting: Setting::default(), keys },
        measuring,
    };
    let (sealed, subjects) = seal_items(desk, target, job, signer, stamper)?;
    let (specification, after) = (Specification::default(), After::of_codes(target));
    Ok(Made { path: target.to_owned(), edition: Edition::FIRST, sealed, specification, subjects, after })
}

/// Files to be sealed without a case.
#[derive(Debug)]
pub struct Files {
    /// Each with its role.
    pub items: Vec<Item>,
    /// Where keys of signed mails come from.
    pub keys: Keys,
    /// Is audio measured?
    pub measuring: Measuring,
}

fn is_delivery(item: &Item) -> bool {
    matches!(item.role, Role::Delivery(_))
}

fn busy(case: &CaseFolder) -> Error {
    Error::from(ErrorKind::Busy).on(&case.seals)
}

fn next_edition(last: Option<&LastSeal>, signer: &dyn Signer) -> Done<Edition> {
    let Some(last) = last else { return Ok(Edition::FIRST) };
    if last.signer != signer.public_key().fingerprint() {
        return Err(Error::from(ErrorKind::OtherKey).detail(last.signer).into());
    }
    let full = || Error::from(ErrorKind::Limit).detail("999 editions");
    Ok(last.edition.next().ok_or_else(full)?)
}

/// What is to be sealed.
struct Job<'a> {
    case: CaseId,
    edition: Edition,
    previous: Option<&'a LastSeal>,
    items: Vec<Item>,
    facts: Vec<Fact>,
    /// What codes in the message files can name.
    named: &'a Named,
    reading: Reading,
    measuring: Measuring,
}

/// Seals files and facts to `target`; tells also what was measured.
fn seal_items(
    desk: Desk<'_>,
    target: &Path,
    job: Job<'_>,
    signer: &dyn Signer,
    stamper: Stamper<'_>,
) -> Done<(Sealed, Vec<Subject>)> {
    let Job { case, edition, previous, mut items, mut facts, named, reading, measuring } = job;
    items.sort_by_cached_key(|item| item.found.name().into_bytes());
    let wanted: Vec<Wanted<'_>> = items.iter().map(|i| Wanted { role: i.role, rest: &i.rest }).collect();
    let names = entry_names(edition, &wanted)?;
    let now = desk.now()?;
    if let Some(last) = previous.filter(|last| last.sealed > now) {
        let message = Message::new("seal-clock-before").text("now", now).text("last", last.sealed);
        return Err(Failure::Unable(message));
    }
    let origins = items.iter().zip(&names).map(|(item, name)| Fact::Origin(item.found.origin(name.clone())));
    facts.extend(origins);
    let talks = Talks::of(desk, &items, &names, &reading, named)?;
    let size = |items: &mut dyn Iterator<Item = &Item>| items.map(|item| item.found.size()).sum::<u64>();
    let to_measure = |item: &&Item| measuring == Measuring::Whole && is_measured(item.role);
    let to_be_measured = size(&mut items.iter().filter(to_measure));
    let stretch = Stretch::Sealing { to_measure: to_be_measured };
    let ticks = desk.begin(stretch, size(&mut items.iter()) * 2 + to_be_measured);
    let sources: Vec<Box<dyn Source + '_>> = items
        .iter()
        .map(|item| -> Box<dyn Source + '_> {
            match to_measure(&item) {
                true => Box::new(Described::new(&item.found, item.role)),
                false => Box::new(item.found.clone()),
            }
        })
        .collect();
    let found = names.iter().zip(&items).map(|(name, item)| (name.to_string(), item.found.name())).collect();
    let payload =
        names.into_iter().zip(&sources).map(|(name, source)| Payload { name, source: &**source }).collect();
    let stream = talks.stream()?;
    let request = Request {
        position: match previous {
            Some(last) => Position::after(last.clone())?,
            None => Position::first(case),
        },
        sealed: now,
        payload,
        facts,
        stream,
        named: Some(named),
        lang: desk.lang(),
        limits: Limits::DEFAULT,
        stamper,
    };
    let progress = |_, n| ticks.tick(n);
    let mut salts = || random().map(Salt);
    let sealed = publish(target, request, signer, &mut salts, &progress)?;
    // what nobody asked for has no line
    let subjects = match measuring {
        Measuring::Whole => measured::subjects(&sealed.described, &found),
        Measuring::None => Vec::new(),
    };
    Ok((sealed, subjects))
}
