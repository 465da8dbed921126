//! Entry names (format.md section 7.2): the strict set, and the mapping of found names into it.

use caseless::Caseless;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Longest path in bytes. Windows without long paths takes 260 units for the whole path, macOS 1,024 bytes.
pub const PATH_BYTES: usize = 1_000;
/// Longest component in bytes: file systems take 255; room for `~2` and for what unzip programs add.
pub const COMPONENT_BYTES: usize = 240;

/// A path inside an archive that every system can hold as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntryName(String);

/// Why a text is not an entry name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Not UTF-8.
    #[error("the name is not UTF-8")]
    NotUtf8,
    /// Empty component, `.`, `..`, or a leading or trailing `/`.
    #[error("the name has an empty, '.' or '..' component")]
    Component,
    /// Over 1,000 bytes, or a component over 240.
    #[error("the name is too long")]
    TooLong,
    /// A code point of the banned list.
    #[error("the name holds the code point U+{0:04X}")]
    CodePoint(u32),
    /// White space at an edge of a component, or a full stop at its end.
    #[error("a part of the name begins or ends in white space, or ends in a full stop")]
    Edge,
    /// `CON`, `NUL` and their like.
    #[error("a part of the name is a Windows device name")]
    Device,
    /// Not in normalisation form C.
    #[error("the name is not in Unicode normalisation form C")]
    NotNfc,
}

impl EntryName {
    /// Takes a text that is an entry name already.
    pub fn new(name: &str) -> Result<Self, BadName> {
        if name.len() > PATH_BYTES {
            return Err(BadName::TooLong);
        }
        for component in name.split('/') {
            check_component(component)?;
        }
        if !name.is_ascii() && !name.nfc().eq(name.chars()) {
            return Err(BadName::NotNfc);
        }
        Ok(Self(name.to_owned()))
    }

    /// Takes the bytes of a ZIP header.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadName> {
        Self::new(std::str::from_utf8(bytes).map_err(|_| BadName::NotUtf8)?)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which two names are the same name on some system: NFC(fold(NFC(name))).
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            self.0.to_ascii_lowercase()
        } else {
            self.0.chars().default_case_fold().nfc().collect()
        }
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EntryName {
    type Error = BadName;
    fn try_from(s: String) -> Result<Self, BadName> {
        Self::new(&s)
    }
}

impl From<EntryName> for String {
    fn from(n: EntryName) -> String {
        n.0
    }
}

fn check_component(component: &str) -> Result<(), BadName> {
    if matches!(component, "" | "." | "..") {
        return Err(BadName::Component);
    }
    if component.len() > COMPONENT_BYTES {
        return Err(BadName::TooLong);
    }
    if let Some(c) = component.chars().find(|&c| is_banned(c)) {
        return Err(BadName::CodePoint(c.into()));
    }
    if component.starts_with(is_space) || component.ends_with(is_space) || component.ends_with('.') {
        return Err(BadName::Edge);
    }
    if is_device(component) {
        return Err(BadName::Device);
    }
    Ok(())
}

fn in_ranges(c: char, ranges: &[(u32, u32)]) -> bool {
    let c = u32::from(c);
    ranges.iter().any(|&(first, last)| (first..=last).contains(&c))
}

/// Lines 3 to 5 of the list in format.md 7.2: Default_Ignorable_Code_Point of Unicode 14.0.0, and U+FFF9–FFFB.
const IGNORABLE: &[(u32, u32)] = &[
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
];

/// The other lines of the list, ASCII aside.
const BANNED: &[(u32, u32)] = &[
    (0x7F, 0x9F),
    (0x2028, 0x2029),
    (0xE000, 0xF8FF),
    (0xF0000, 0x10_FFFF),
    (0xFDD0, 0xFDEF),
    (0x5C8, 0x5C9),
    (0x897, 0x897),
    (0x1ACF, 0x1AFF),
    (0x1C89, 0x1C8A),
    (0xA7CB, 0xA7CF),
    (0xA7D2, 0xA7D2),
    (0xA7D4, 0xA7D4),
    (0xA7DA, 0xA7DF),
    (0x105C0, 0x105FF),
    (0x10D40, 0x10D8F),
    (0x10EC0, 0x10EFF),
    (0x11380, 0x113FF),
    (0x11F40, 0x11F42),
    (0x16100, 0x1613F),
    (0x16D40, 0x16D7F),
    (0x16EA0, 0x16EDF),
    (0x1D127, 0x1D128),
    (0x1D250, 0x1D29F),
    (0x1E08F, 0x1E08F),
    (0x1E4EC, 0x1E4EF),
    (0x1E5EE, 0x1E5EF),
    (0x1E6C0, 0x1E6FF),
];

fn is_banned(c: char) -> bool {
    if c.is_ascii() {
        return c < ' ' || c == '\x7F' || r#"\:*?"<>|%"#.contains(c);
    }
    u32::from(c) & 0xFFFE == 0xFFFE || in_ranges(c, IGNORABLE) || in_ranges(c, BANNED)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_device(component: &str) -> bool {
    let stem = component.split('.').next().unwrap_or_default().trim_end_matches(' ');
    let upper = stem.to_ascii_uppercase();
    if matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    upper.strip_prefix("COM").or_else(|| upper.strip_prefix("LPT")).is_some_and(|rest| {
        let mut chars = rest.chars();
        matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    })
}

/// Maps one found component to an allowed one. Never fails; clashes are the caller's ([`unclash`]).
pub fn map_component(found: &str) -> String {
    let dropped = |c: &char| !in_ranges(*c, IGNORABLE) || in_ranges(*c, &[(0xFFF9, 0xFFFB)]);
    let replaced = |c: char| if is_banned(c) { '_' } else { c };
    let mut name: String = found.nfc().filter(dropped).map(replaced).nfc().collect();
    let inner = name.trim_end_matches(|c| is_space(c) || c == '.');
    let tail = name[inner.len()..].chars().count();
    let kept = inner.trim_start_matches(is_space);
    let head = inner[..inner.len() - kept.len()].chars().count();
    name = format!("{}{kept}{}", "_".repeat(head), "_".repeat(tail));
    if name.is_empty() {
        name.push('_');
    }
    if is_device(&name) {
        name.insert(0, '_');
    }
    fit(&name, "")
}

/// The component with `mark` before its extension, cut to fit: the extension stays, whole characters go.
fn fit(component: &str, mark: &str) -> String {
    let (stem, extension) = match component.rfind('.') {
        Some(at) if at > 0 && component.len() - at <= 16 => component.split_at(at),
        _ => (component, ""),
    };
    let room = COMPONENT_BYTES - extension.len() - mark.len();
    let mut end = stem.len().min(room);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    // a cut may leave an edge that is not allowed before nothing
    let cut = if end < stem.len() { stem[..end].trim_end_matches(|c| is_space(c) || c == '.') } else { stem };
    format!("{cut}{mark}{extension}")
}

/// `name` with `~2`, `~3`, … before the extension of its last component.
pub fn unclash(name: &str, number: u32) -> String {
    let (folder, last) = name.rfind('/').map_or(("", name), |at| name.split_at(at + 1));
    format!("{folder}{}", fit(last, &format!("~{number}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_systems_read_differently() {
        for good in [
            "a",
            "data/001/delivery/1/第1話_ナレーション.wav",
            "a b",
            ".hidden",
            "-dash",
            "😀.wav",
            "COM10",
            "a.con",
        ] {
            assert_eq!(EntryName::new(good).map(String::from), Ok(good.to_owned()));
        }
        use BadName::*;
        let bad: &[(&str, BadName)] = &[
            ("", Component),
            ("/a", Component),
            ("a/", Component),
            ("a//b", Component),
            ("./a", Component),
            ("a/../b", Component),
            ("a\\b", CodePoint(0x5C)),
            ("C:a", CodePoint(0x3A)),
            ("a%b", CodePoint(0x25)),
            ("a\u{0}b", CodePoint(0)),
            ("a\u{202E}b", CodePoint(0x202E)),
            ("a\u{200D}b", CodePoint(0x200D)),
            ("a\u{E000}", CodePoint(0xE000)),
            ("a\u{FFFF}", CodePoint(0xFFFF)),
            ("a\u{2028}", CodePoint(0x2028)),
            (" a", Edge),
            ("a ", Edge),
            ("a.", Edge),
            ("a\u{3000}", Edge),
            ("\u{3000}a/b", Edge),
            ("NUL", Device),
            ("con.txt", Device),
            ("aux .txt", Device),
            ("COM¹", Device),
            ("lpt0.wav", Device),
            ("か\u{3099}.wav", NotNfc),
        ];
        for (name, why) in bad {
            assert_eq!(EntryName::new(name), Err(*why), "{name:?}");
        }
        assert_eq!(EntryName::new(&"a".repeat(241)), Err(TooLong));
        assert_eq!(EntryName::new(&["a"; 501].join("/")), Err(TooLong));
    }

    #[test]
    fn mapping_keeps_what_it_can() {
        let cases = [
            ("か\u{3099}.wav", "が.wav"),
            ("100%?.wav", "100__.wav"),
            ("con", "_con"),
            ("a. ", "a__"),
            ("\u{3000}x", "_x"),
            ("❤\u{FE0F}.wav", "❤.wav"),
            ("\u{200B}", "_"),
            ("..", "__"),
            ("-x", "-x"),
            (".x", ".x"),
            ("", "_"),
        ];
        for (found, mapped) in cases {
            assert_eq!(map_component(found), mapped, "{found:?}");
        }
        let long = format!("{}.wav", "あ".repeat(85));
        assert_eq!(map_component(&long), format!("{}.wav", "あ".repeat(78)));
        assert_eq!(unclash("a/b.wav", 2), "a/b~2.wav");
        assert_eq!(unclash("a/b", 3), "a/b~3");
    }

    #[test]
    fn folding_is_full() {
        let fold = |s: &str| EntryName::new(s).unwrap().folded();
        assert_eq!(fold("STRASSE"), fold("straße"));
        assert_eq!(fold("ＡＢＣ"), fold("ａｂｃ"));
        assert_eq!(fold("Å"), fold("å"));
    }

    proptest! {
        #[test]
        fn every_mapped_component_is_allowed(found in "\\PC{0,300}|[ -~\u{80}-\u{9F}]{0,20}|[\u{0}-\u{10FFFF}]{0,12}") {
            prop_assume!(!found.contains('/'));
            let mapped = map_component(&found);
            prop_assert!(EntryName::new(&mapped).is_ok(), "{found:?} -> {mapped:?}");
            prop_assert_eq!(map_component(&mapped), mapped.clone());
            prop_assert!(EntryName::new(&unclash(&mapped, 17)).is_ok(), "{:?}", unclash(&mapped, 17));
        }
    }
}
