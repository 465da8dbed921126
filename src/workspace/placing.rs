//! Where files belong that have no place by themselves: as the person said, as folders and content speak, else by asking.

use super::collect::{Found, Walked, walk};
use super::desk::{Desk, Done, Failure};
use super::folder::{CaseFolder, Item};
use crate::base::disk;
use crate::base::error::{Error, ErrorKind};
use crate::case::roles::Role;
use crate::case::{Place, Round, place};
use crate::text::Message;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Where a file belongs, as the person says; no role leaves it out.
#[derive(Debug, Clone)]
pub struct Placement {
    /// The name as found.
    pub file: String,
    /// Its role.
    pub role: Option<Role>,
}

/// What to do about links and special files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// They stop the seal.
    Stop,
    /// They are left out, and named.
    Skip,
}

/// A file without a place: said beforehand, asked about, else an error that names it.
pub(crate) fn settle_unplaced(desk: Desk<'_>, case: &mut CaseFolder, places: &[Placement]) -> Done<()> {
    for placement in places {
        if !case.settle(&placement.file, placement.role) {
            let message = Message::new("seal-place-unknown").text("file", &placement.file);
            return Err(Failure::Refused(message));
        }
    }
    if case.unplaced.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = case.unplaced.iter().map(|(found, _)| found.name()).collect();
    if !desk.questions.is_somebody_there() {
        return Err(Error::from(ErrorKind::Unplaced).detail(names.join(", ")).on(&case.root).into());
    }
    for (found, why) in &case.unplaced {
        desk.note(&why.message(&found.name()));
    }
    for name in names {
        let role = desk.questions.role(&name)?;
        case.settle(&name, role);
    }
    Ok(())
}

/// Names what is not sealed; stops at links and special files unless told to go on.
pub(crate) fn tell_left_out(
    desk: Desk<'_>,
    special: &[PathBuf],
    droppings: &[PathBuf],
    then: Special,
) -> Done<()> {
    if let (Some(first), Special::Stop) = (special.first(), then) {
        return Err(Error::from(ErrorKind::Special).on(first).into());
    }
    for path in special {
        desk.note(&Message::new("seal-skipped-special").text("path", path.display()));
    }
    if !droppings.is_empty() {
        let names: Vec<String> = droppings.iter().map(|p| p.display().to_string()).collect();
        desk.note(&Message::new("seal-left-out").text("files", names.join(", ")));
    }
    Ok(())
}

/// Files and folders without a case, each with its role: from folder names, else from content, else by asking.
///
/// # Errors
/// Read errors; [`ErrorKind::NothingToSeal`]; [`ErrorKind::Unplaced`] and [`ErrorKind::Special`] where nobody can be
/// asked.
pub fn place_files(
    desk: Desk<'_>,
    paths: &[PathBuf],
    places: &[Placement],
    special: Special,
) -> Done<Vec<Item>> {
    let mut all = Walked::default();
    for path in paths {
        let path = std::path::absolute(path).map_err(|e| Error::read(e).on(path))?;
        let root = path.parent().unwrap_or(&path).to_owned();
        let walked = walk(&path, &root, |_| true)?;
        all.files.extend(walked.files);
        all.droppings.extend(walked.droppings);
        all.special.extend(walked.special);
    }
    tell_left_out(desk, &all.special, &all.droppings, special)?;
    check_placements(&all.files, places)?;
    let mut items = Vec::new();
    let mut unclear = Vec::new();
    for found in all.files {
        match role_of(&found, places)? {
            Chosen::Role(role, rest) => items.push(Item { found, role, rest }),
            Chosen::LeftOut => {}
            Chosen::Unclear => unclear.push(found),
        }
    }
    if !unclear.is_empty() && !desk.questions.is_somebody_there() {
        let names: Vec<String> = unclear.iter().map(Found::name).collect();
        return Err(Error::from(ErrorKind::Unplaced).detail(names.join(", ")).into());
    }
    for found in unclear {
        if let Some(role) = desk.questions.role(&found.name())? {
            let rest = found.components().to_vec();
            items.push(Item { found, role, rest });
        }
    }
    if items.is_empty() {
        let first = paths.first().map_or(Path::new("."), |p| p);
        return Err(Error::from(ErrorKind::NothingToSeal).on(first).into());
    }
    for item in &items {
        desk.note(&Message::new("seal-role").text("file", item.found.name()).text("role", item.role));
    }
    Ok(items)
}

enum Chosen {
    Role(Role, Vec<String>),
    LeftOut,
    Unclear,
}

fn check_placements(files: &[Found], placements: &[Placement]) -> Done<()> {
    match placements.iter().find(|p| !files.iter().any(|f| f.name() == p.file)) {
        None => Ok(()),
        Some(unknown) => {
            Err(Failure::Refused(Message::new("seal-place-unknown").text("file", &unknown.file)))
        }
    }
}

fn role_of(found: &Found, placements: &[Placement]) -> Done<Chosen> {
    let name = found.name();
    if let Some(said) = placements.iter().find(|p| p.file == name) {
        let rest = || found.components().to_vec();
        return Ok(said.role.map_or(Chosen::LeftOut, |role| Chosen::Role(role, rest())));
    }
    let components: Vec<&str> = found.components().iter().map(String::as_str).collect();
    // the folder that was named, or one inside it, may be a folder of a case
    for start in 0..components.len().saturating_sub(1) {
        let owned = |rest: &[&str]| rest.iter().map(|s| (*s).to_owned()).collect();
        match place(&components[start..]) {
            Place::Delivery { round, rest } => return Ok(Chosen::Role(Role::Delivery(round), owned(rest))),
            Place::Messages => return Ok(Chosen::Role(Role::Messages, owned(&components[start + 1..]))),
            Place::Documents => return Ok(Chosen::Role(Role::Documents, owned(&components[start + 1..]))),
            Place::Seals | Place::Handover => return Ok(Chosen::LeftOut),
            _ => {}
        }
    }
    let mut head = Vec::new();
    let file = disk::open(crate::seal::Source::path(found))?;
    file.take(4096).read_to_end(&mut head).map_err(|e| Error::read(e).on(&name))?;
    let role = role_of_content(&head);
    Ok(role.map_or(Chosen::Unclear, |role| Chosen::Role(role, found.components().to_vec())))
}

/// The role that a file's first bytes speak for. Plain text can be a thread or a paper: that is asked.
fn role_of_content(head: &[u8]) -> Option<Role> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    let audio = (starts(b"RIFF") || starts(b"RF64") || starts(b"BW64")) && at(8, b"WAVE")
        || starts(b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC"))
        || starts(b"fLaC")
        || starts(b"OggS")
        || starts(b"ID3")
        || starts(b"caff")
        || at(4, b"ftyp")
        || head.len() > 1 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0 && matches!(head[1] & 0x06, 2 | 4);
    let paper = starts(b"%PDF") || starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8");
    let text = String::from_utf8_lossy(head);
    let mail = ["Received: ", "From: ", "Message-ID: ", "Return-Path: ", "Delivered-To: "];
    let is_mail = mail.iter().filter(|field| text.contains(*field)).count() >= 2;
    let chat = ["[LINE]", "Chat history with ", "Chat history in "];
    let is_chat = chat.iter().any(|mark| text.trim_start_matches('\u{FEFF}').starts_with(mark));
    match (paper, audio, is_mail || is_chat) {
        (true, ..) => Some(Role::Documents),
        (_, true, _) => Some(Role::Delivery(Round::FIRST)),
        (.., true) => Some(Role::Messages),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_speaks_for_a_role_or_not() {
        let role = |head: &[u8]| role_of_content(head).map(|r| r.to_string());
        assert_eq!(role(b"RIFF\0\0\0\0WAVEfmt ").as_deref(), Some("delivery/1"));
        assert_eq!(role(b"RIFF\0\0\0\0AVI "), None);
        assert_eq!(role(b"\xFF\xFB\x90\x00").as_deref(), Some("delivery/1"));
        assert_eq!(role(b"\xFF\xD8\xFF\xE0").as_deref(), Some("documents"));
        assert_eq!(role(b"\xFF\xFEa\0"), None, "UTF-16 text is no MPEG frame");
        assert_eq!(role(b"%PDF-1.7").as_deref(), Some("documents"));
        assert_eq!(role(b"Received: x\r\nFrom: y\r\n").as_deref(), Some("messages"));
        assert_eq!(role("[LINE] 港町制作とのトーク履歴".as_bytes()).as_deref(), Some("messages"));
        assert_eq!(role(b"some notes"), None);
        assert_eq!(role(b""), None);
    }
}
