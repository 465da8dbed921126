//! Found files to entry names (format.md section 7.2): what round or role holds them, and names that clash
//! with no other.

use super::layout::Edition;
use super::round::Round;
use crate::base::entry_name::{EntryName, map_component, unclash};
use crate::base::error::{Error, ErrorKind, Result};
use std::collections::HashSet;
use std::fmt;

/// What a payload file is in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Delivered in a round.
    Delivery(Round),
    /// A contract page, a brief.
    Documents,
    /// A thread, an export, a mail.
    Messages,
}

impl Role {
    /// The role that an entry name speaks of.
    pub fn of_entry(name: &EntryName) -> Option<Self> {
        let mut parts = name.as_str().split('/').skip(2);
        match parts.next()? {
            "documents" => Some(Role::Documents),
            "messages" => Some(Role::Messages),
            "delivery" => Round::try_from(parts.next()?.parse::<u32>().ok()?).ok().map(Role::Delivery),
            _ => None,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Role::Delivery(round) => write!(f, "delivery/{}", round.get()),
            Role::Documents => f.write_str("documents"),
            Role::Messages => f.write_str("messages"),
        }
    }
}

/// A file that wants a name: its role, and the components of its name below the role's folder.
pub struct Wanted<'a> {
    /// The role.
    pub role: Role,
    /// The name as found below it.
    pub rest: &'a [String],
}

/// The entry names of an edition's payload, for files in the order of their found names' bytes.
///
/// # Errors
/// [`ErrorKind::Limit`] if a path is too long even after mapping.
pub fn entry_names(edition: Edition, wanted: &[Wanted<'_>]) -> Result<Vec<EntryName>> {
    let messages = wanted.iter().filter(|w| w.role == Role::Messages).count();
    let digits = messages.to_string().len().max(2);
    let mut number = 0;
    let mapped: Vec<String> = wanted
        .iter()
        .map(|w| {
            let rest = match w.role {
                Role::Messages => {
                    number += 1;
                    format!("{number:0digits$}{}", neutral_extension(w.rest))
                }
                _ => w.rest.iter().map(|c| map_component(c)).collect::<Vec<_>>().join("/"),
            };
            format!("data/{edition}/{}/{rest}", w.role)
        })
        .collect();
    let fold = |name: &str| -> Result<(EntryName, String)> {
        let entry = EntryName::new(name)
            .map_err(|why| Error::from(ErrorKind::Limit).detail(format!("{name}: {why}")))?;
        let folded = entry.folded();
        Ok((entry, folded))
    };
    let mut folders = HashSet::new();
    for name in &mapped {
        let (_, folded) = fold(name)?;
        folders.extend(folded.match_indices('/').map(|(at, _)| folded[..at].to_owned()));
    }
    let mut taken = HashSet::new();
    mapped
        .iter()
        .map(|name| {
            let (mut entry, mut folded) = fold(name)?;
            for number in 2u32.. {
                if !folders.contains(&folded) && !taken.contains(&folded) {
                    break;
                }
                (entry, folded) = fold(&unclash(name, number))?;
            }
            taken.insert(folded);
            Ok(entry)
        })
        .collect()
}

/// `.txt`, if the found extension is 1 to 8 plain characters.
fn neutral_extension(rest: &[String]) -> String {
    let extension = rest.last().and_then(|name| name.rsplit_once('.')).map(|(_, e)| e.to_lowercase());
    let plain = |e: &String| {
        (1..=8).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    extension.filter(plain).map(|e| format!(".{e}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[(&str, &str)]) -> Vec<String> {
        let rests: Vec<Vec<String>> =
            wanted.iter().map(|(_, rest)| rest.split('/').map(str::to_owned).collect()).collect();
        let wanted: Vec<Wanted<'_>> = wanted
            .iter()
            .zip(&rests)
            .map(|((role, _), rest)| Wanted { role: role.parse().unwrap(), rest })
            .collect();
        entry_names(Edition::FIRST, &wanted).unwrap().into_iter().map(String::from).collect()
    }

    #[test]
    fn messages_are_neutral_and_the_rest_keeps_its_name() {
        let found = [
            ("delivery/2", "takes/第1話.wav"),
            ("documents", "100%.pdf"),
            ("messages", "LINE.TXT"),
            ("messages", "港町.eml"),
            ("messages", "x.日本"),
        ];
        let expected = [
            "delivery/2/takes/第1話.wav",
            "documents/100_.pdf",
            "messages/01.txt",
            "messages/02.eml",
            "messages/03",
        ];
        assert_eq!(names(&found), expected.map(|n| format!("data/001/{n}")));
    }

    #[test]
    fn clashes_get_numbers() {
        let found = [
            ("documents", "a:"),
            ("documents", "a?/x"),
            ("documents", "b*.wav"),
            ("documents", "b?.wav"),
            ("documents", "B_.WAV"),
            ("documents", "か\u{3099}"),
            ("documents", "が"),
        ];
        let expected = ["a_~2", "a_/x", "b_.wav", "b_~2.wav", "B_~3.WAV", "が", "が~2"];
        assert_eq!(names(&found), expected.map(|n| format!("data/001/documents/{n}")));
    }

    #[test]
    fn a_hundred_messages_have_three_digits() {
        let rest = ["m.json".to_owned()];
        let wanted: Vec<Wanted<'_>> =
            (0..100).map(|_| Wanted { role: Role::Messages, rest: &rest }).collect();
        let names = entry_names(Edition::FIRST, &wanted).unwrap();
        assert_eq!(
            (names[0].as_str(), names[99].as_str()),
            ("data/001/messages/001.json", "data/001/messages/100.json")
        );
    }
}
