//! Whose name a piece of a line is: as declared, with what pages put around names, or something that only holds one.

use super::speech::speaks;
use super::words::{
    PageWord, behind_courtesy, is_of_client, is_tag, without_courtesy, without_mark, without_picture,
    without_tag,
};
use crate::case::memo::Role;
use crate::message::people::form;
use crate::message::{Ground, Person};

/// The names that headings may hold.
#[derive(Debug, Clone)]
pub(super) struct Names(Vec<Named>);

#[derive(Debug, Clone)]
struct Named {
    name: String,
    role: Role,
    ground: Ground,
}

/// A name in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// As it counts: the declared form, or what the page calls the reader.
    pub(super) name: String,
    /// A mark beside it says that the message was changed.
    pub(super) edited: bool,
    /// Is an honorific behind it?
    pub(super) courtesy: Courtesy,
    /// An identifier beside it.
    pub(super) id: Option<String>,
}

/// Is an honorific put behind the name, as in an address?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Courtesy {
    Plain,
    Honorific,
}

impl Names {
    pub(super) fn of(people: &[Person]) -> Self {
        Self(people.iter().map(|p| Named { name: p.name.clone(), role: p.role, ground: p.ground }).collect())
    }

    /// Names that nobody declared, as a page repeats them.
    pub(super) fn guessed(names: &[String]) -> Self {
        Self(
            names
                .iter()
                .map(|name| Named { name: name.clone(), role: Role::Unknown, ground: Ground::None })
                .collect(),
        )
    }

    /// Did somebody say whose name it is, beside the page itself?
    pub(super) fn is_told(&self, name: &str) -> bool {
        self.0.iter().any(|named| named.name == name && named.ground != Ground::Service)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|named| named.name.as_str())
    }

    /// Whose it is, as declared.
    pub(super) fn role(&self, name: &str) -> Role {
        self.0.iter().find(|named| named.name == name).map_or(Role::Unknown, |named| named.role)
    }

    /// A name of somebody in a role: as declared, rather than as the page calls them. Of several the first stands for all: the
    /// worker says whose a line is, and not under which of their names.
    pub(super) fn of_role(&self, role: Role) -> Option<&str> {
        let names = || self.0.iter().filter(|named| named.role == role);
        let told = names().find(|named| named.ground != Ground::Service);
        told.or_else(|| names().next()).map(|named| named.name.as_str())
    }

    /// The name that a piece is, once what pages put around names is off.
    pub(super) fn find(&self, piece: &str) -> Option<Found> {
        const MOST: usize = 8; // marks, tags, brackets, an honorific: more are no heading
        let mut text = form(piece);
        let mut edited = false;
        let mut courtesy = Courtesy::Plain;
        let (mut id, mut of_client) = (None, false);
        for _ in 0..MOST {
            if let Some(named) = self.0.iter().find(|named| named.name == text) {
                // somebody of the worker's name whom the page calls the client is another
                let is_another = of_client && named.role == Role::Worker;
                return (!is_another).then(|| Found { name: named.name.clone(), edited, courtesy, id });
            }
            let next = match without_mark(&text) {
                Some((rest, word)) => {
                    edited |= word == PageWord::Edited;
                    rest
                }
                None => without_tag(&text)
                    .map(|(rest, tag)| {
                        of_client |= is_of_client(tag);
                        rest
                    })
                    .or_else(|| {
                        let (rest, found) = without_id(&text)?;
                        of_client |= is_of_client(found);
                        id.get_or_insert_with(|| found.to_lowercase());
                        Some(rest)
                    })
                    .or_else(|| without_frame(&text))
                    .or_else(|| without_picture(&text))
                    .or_else(|| {
                        let rest = without_courtesy(&text)?;
                        courtesy = Courtesy::Honorific;
                        Some(rest)
                    })?,
            };
            let next = next.to_owned();
            if next.is_empty() || next == text {
                return None;
            }
            text = next;
        }
        None
    }

    /// What follows a declared name, perhaps with an honorific, at the beginning of a text.
    pub(super) fn at_begin<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        let begins = |named: &&Named| named.ground != Ground::Service && text.starts_with(&named.name);
        let named = self.0.iter().filter(begins).max_by_key(|named| named.name.len())?;
        let rest = &text[named.name.len()..];
        // "Mugiwara" is no "Mugi"
        let goes_on = |c: char| c.is_ascii_alphanumeric();
        let apart = !(named.name.ends_with(goes_on) && rest.starts_with(goes_on));
        apart.then(|| (named.name.as_str(), behind_courtesy(rest).unwrap_or(rest)))
    }

    /// A letter or two that stand for a picture of somebody: `HA` of Harbor Audio, `港` of 港町オーディオ.
    pub(super) fn is_initial(&self, text: &str) -> bool {
        let is_short = (1..=2).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic);
        is_short
            && !speaks(text) // "OK" of Oriental Kitchen
            && self.0.iter().filter(|named| named.ground != Ground::Service).any(|named| {
                let mut words = named.name.split_whitespace().filter_map(|word| word.chars().next());
                let initials: String = words.by_ref().take(2).flat_map(char::to_uppercase).collect();
                let first: String = initials.chars().take(1).collect();
                text == initials || text == first
            })
    }

    /// Does a text end in the name of somebody other than the worker?
    pub(super) fn ends(&self, text: &str) -> bool {
        let text = loose(text);
        let others = self.0.iter().filter(|named| named.role != Role::Worker).map(|named| loose(&named.name));
        others.into_iter().any(|name| !name.is_empty() && text.ends_with(&name))
    }

    /// How many letters stand beside a declared name that a text holds whole, of a person other than the worker.
    pub(super) fn letters_beside(&self, text: &str) -> Option<usize> {
        let text = loose(text);
        let others = self.0.iter().filter(|named| named.role != Role::Worker).map(|named| loose(&named.name));
        let held = others.filter(|name| !name.is_empty() && text.contains(name.as_str()));
        let longest = held.map(|name| name.chars().count()).max()?;
        Some(text.chars().count() - longest)
    }
}

/// For finding a name inside a line: nothing rests on it but doubt.
fn loose(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// `港町オーディオ (minato_audio)`, `港町オーディオ @minato`: what stands before an identifier behind the name, and that.
fn without_id(text: &str) -> Option<(&str, &str)> {
    let is_id = |id: &str| {
        let id = id.trim().trim_start_matches('@');
        !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
    };
    if let Some(inner) = text.strip_suffix([')', '）'])
        && let Some((before, id)) = inner.rsplit_once(['(', '（'])
        && (is_id(id) || is_tag(id.trim()))
    {
        return Some((before.trim_end(), id.trim()));
    }
    let (before, id) = text.rsplit_once(char::is_whitespace)?;
    (id.starts_with('@') && is_id(id)).then(|| (before.trim_end(), id))
}

/// Brackets, bullets and signs around the whole piece.
fn without_frame(text: &str) -> Option<&str> {
    const OPEN: &[char] = &[
        '[', '【', '「', '<', '＜', '■', '●', '◆', '・', '*', '#', '-', '–', '—', '|', '｜', ',', '、', '·',
        '•', '@', '(',
    ];
    const CLOSE: &[char] = &[
        ']', '】', '」', '>', '＞', '■', '●', '◆', '・', '*', '#', '-', '–', '—', '|', '｜', ',', '、', '·',
        '•', ':', '：', ')',
    ];
    let bare = text.trim_start_matches(OPEN).trim_end_matches(CLOSE).trim();
    (bare.len() < text.len()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::people::Ground;

    fn names() -> Names {
        let person =
            |name: &str, role| Person { channel: None, name: name.into(), role, ground: Ground::Memo };
        Names::of(&[
            person("港町オーディオ", Role::Client),
            person("Harbor Audio", Role::Client),
            person("むぎ(ナレーター)", Role::Worker),
            person("You", Role::Worker),
        ])
    }

    #[test]
    fn message_names_with_what_pages_put_around_them() {
        let names = names();
        for text in [
            "港町オーディオ",
            "港町オーディオさん",
            "港町オーディオ 様",
            "港町オーディオ （minato_audio）",
            "港町オーディオ @minato",
            "港町オーディオ クライアント",
            "クライアント 港町オーディオ",
            "港町オーディオ 既読",
            "NEW 港町オーディオ",
            "港町オーディオのアイコン",
            "【港町オーディオ】",
            "■港町オーディオ様：",
            "港町オーディオ(クライアント)",
        ] {
            assert_eq!(names.find(text).map(|found| found.name).as_deref(), Some("港町オーディオ"), "{text}");
        }
        assert!(names.find("港町オーディオ (編集済み)").is_some_and(|found| found.edited));
        assert_eq!(names.find("むぎ(ナレーター) 既読").unwrap().name, "むぎ(ナレーター)");
        assert_eq!(names.role(&names.find("You").unwrap().name), Role::Worker);
        for text in ["港町オーディオ 三浦", "港町オーディオさん、ありがとうございます", "港町", "Me too", ""]
        {
            assert_eq!(names.find(text), None, "{text}");
        }
        assert!(
            names.letters_beside("港町オーディオ 三浦") == Some(2)
                && names.letters_beside("HARBOR  AUDIO!") == Some(0)
                && names.letters_beside("むぎ(ナレーター)").is_none()
        );
    }
}
