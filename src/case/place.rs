//! What a file is, by where it lies in the case folder.

use super::layout::{Layout, layout};
use super::round::Round;
use crate::text::{Lang, Message};
use unicode_normalization::UnicodeNormalization;

/// What a file in a case folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place<'a> {
    /// The case memo.
    Memo,
    /// Delivered in a round.
    Delivery {
        /// The round.
        round: Round,
        /// The path inside the round's folder.
        rest: &'a [&'a str],
    },
    /// A thread, an export, a mail.
    Messages,
    /// A contract page, a brief.
    Documents,
    /// A seal.
    Seals,
    /// Made by `hikae handover`.
    Handover,
    /// Left by the system or a program: nothing anyone means to seal.
    Dropping,
    /// Asked about, never guessed.
    Unplaced(Unplaced),
}

/// Why a file has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplaced {
    /// At the root of the case, and not the memo.
    AtRoot,
    /// In the delivery folder, in no round.
    NoRound,
    /// In the delivery folder, in a folder whose name gives no plain number.
    UnreadableRound,
    /// In a folder with another name than those of a case.
    UnknownFolder,
}

impl Unplaced {
    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: [Unplaced; 4] =
        [Unplaced::AtRoot, Unplaced::NoRound, Unplaced::UnreadableRound, Unplaced::UnknownFolder];

    /// The sentence about this file.
    pub fn message(self, path: &str) -> Message {
        let id = match self {
            Unplaced::AtRoot => "case-unplaced-at-root",
            Unplaced::NoRound => "case-unplaced-no-round",
            Unplaced::UnreadableRound => "case-unplaced-unreadable-round",
            Unplaced::UnknownFolder => "case-unplaced-unknown-folder",
        };
        Message::new(id).text("path", path)
    }
}

/// The place of a file, given the components of its path from the case folder on.
pub fn place<'a>(path: &'a [&'a str]) -> Place<'a> {
    if path.iter().any(|component| is_dropping(component)) {
        return Place::Dropping;
    }
    let Some((first, inside)) = path.split_first() else { return Place::Unplaced(Unplaced::AtRoot) };
    let first = fold(first);
    let is = |name: fn(&Layout) -> &'static str| Lang::ALL.iter().any(|&lang| first == name(&layout(lang)));
    match inside {
        [] if is(|l| l.memo) => Place::Memo,
        [] => Place::Unplaced(Unplaced::AtRoot),
        _ if is(|l| l.delivery) => delivered(inside),
        _ if is(|l| l.messages) => Place::Messages,
        _ if is(|l| l.documents) => Place::Documents,
        _ if is(|l| l.seals) => Place::Seals,
        _ if Lang::ALL.iter().any(|&lang| first.starts_with(layout(lang).handover)) => Place::Handover,
        _ => Place::Unplaced(Unplaced::UnknownFolder),
    }
}

fn delivered<'a>(inside: &'a [&'a str]) -> Place<'a> {
    match inside {
        [] | [_] => Place::Unplaced(Unplaced::NoRound),
        [folder, rest @ ..] => match Round::from_folder(folder) {
            Some(round) => Place::Delivery { round, rest },
            None => Place::Unplaced(Unplaced::UnreadableRound),
        },
    }
}

/// Is this the name of a file or folder that systems and programs leave behind?
pub fn is_dropping(component: &str) -> bool {
    let name = fold(component);
    matches!(
        name.as_str(),
        ".ds_store" | ".localized" | "icon\r" | "__macosx" | "thumbs.db" | "ehthumbs.db" | "desktop.ini"
    ) || name.starts_with("._")
        || name.starts_with("~$")
        || (name.starts_with(".hikae-") && name.ends_with(".tmp"))
}

/// The form in which names of a case folder are compared: macOS hands out decomposed kana, people type
/// full-width and capital letters.
fn fold(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::super::memo::TooLarge;
    use super::super::round::RoundClash;
    use super::*;
    use crate::text::{Say, Texts};
    use proptest::prelude::*;

    fn place_of(path: &str) -> String {
        let path: Vec<&str> = path.split('/').collect();
        match place(&path) {
            Place::Delivery { round, rest } => format!("delivery {round} {}", rest.join("/")),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn case_places_in_both_languages() {
        for (path, expected) in [
            ("案件メモ.txt", "Memo"),
            ("Case-Notes.TXT", "Memo"),
            ("案件メモ.txt.txt", "Unplaced(AtRoot)"),
            ("納品/1回目/a.wav", "delivery 1 a.wav"),
            ("Delivery/02/takes/b.wav", "delivery 2 takes/b.wav"),
            ("ｄｅｌｉｖｅｒｙ/１/b.wav", "delivery 1 b.wav"),
            ("納品/a.wav", "Unplaced(NoRound)"),
            ("納品/修正版/a.wav", "Unplaced(UnreadableRound)"),
            ("メッセーシ\u{3099}/LINE.txt", "Messages"),
            ("ﾒｯｾｰｼﾞ/LINE.txt", "Messages"),
            ("messages/a/b.txt", "Messages"),
            ("資料/依頼.pdf", "Documents"),
            ("DOCUMENTS/brief.pdf", "Documents"),
            ("控え/001.zip", "Seals"),
            ("seals/001.zip", "Seals"),
            ("控え/001-納品メッセージ.txt", "Seals"),
            ("seals/001-delivery-note.txt", "Seals"),
            ("提出用-crowdworks-20261123/ticket.txt", "Handover"),
            ("handover-upwork-20261123/ticket.txt", "Handover"),
            ("納品/1回目/.DS_Store", "Dropping"),
            ("納品/1回目/._a.wav", "Dropping"),
            ("__MACOSX/x", "Dropping"),
            ("Thumbs.db", "Dropping"),
            ("資料/~$依頼.docx", "Dropping"),
            ("控え/.hikae-1a2b.tmp", "Dropping"),
            ("資料/.hikae-note.txt", "Documents"),
            ("a.wav", "Unplaced(AtRoot)"),
            ("納品", "Unplaced(AtRoot)"),
            ("素材/a.wav", "Unplaced(UnknownFolder)"),
        ] {
            assert_eq!(place_of(path), expected, "{path}");
        }
        assert_eq!(place(&[]), Place::Unplaced(Unplaced::AtRoot));
    }

    #[test]
    fn case_what_has_no_place_is_said_with_what_to_do() {
        let clash = RoundClash { round: Round::FIRST, folders: vec!["a".into(), "b".into()] };
        let others =
            [clash.say(), TooLarge::Memo { limit: 1 }.say(), TooLarge::Line { line: 1, limit: 1 }.say()];
        for texts in Lang::ALL.map(Texts::new) {
            let unplaced = Unplaced::ALL.map(|why| why.message("x/y"));
            for message in unplaced.iter().chain(&others) {
                let said = texts.say(message);
                assert!(!said.contains('{') && said != message.id, "{said}");
                assert!(texts.next(message).is_some(), "{said}");
            }
        }
    }

    proptest! {
        #[test]
        fn case_any_path_has_an_answer(path in prop::collection::vec(any::<String>(), 0..4)) {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let _ = place(&path);
        }
    }
}
