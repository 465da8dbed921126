//! The names inside a case folder, in both languages, and the memo that a new case begins with.

use crate::text::Lang;

/// Names of the files and folders of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The memo.
    pub memo: &'static str,
    /// What was delivered, one folder a round.
    pub delivery: &'static str,
    /// The folder of the first round, inside `delivery`.
    pub first_round: &'static str,
    /// Threads, exports, mails.
    pub messages: &'static str,
    /// Contract page, brief.
    pub documents: &'static str,
    /// The seals.
    pub seals: &'static str,
    /// What the file of a delivery message is called, after the number of its edition, in `seals`.
    pub message: &'static str,
    /// What the file of a delivery note is called, likewise.
    pub delivery_note: &'static str,
    /// How the folder of a handover begins.
    pub handover: &'static str,
}

/// The names in a language. When reading, both are equal.
pub const fn layout(lang: Lang) -> Layout {
    match lang {
        Lang::Ja => Layout {
            memo: "案件メモ.txt",
            delivery: "納品",
            first_round: "1回目",
            messages: "メッセージ",
            documents: "資料",
            seals: "控え",
            message: "納品メッセージ.txt",
            delivery_note: "納品ファイル一覧.txt",
            handover: "提出用-",
        },
        Lang::En => Layout {
            memo: "case-notes.txt",
            delivery: "delivery",
            first_round: "1",
            messages: "messages",
            documents: "documents",
            seals: "seals",
            message: "message.txt",
            delivery_note: "delivery-note.txt",
            handover: "handover-",
        },
    }
}

/// A memo to fill in: every line optional, the essential ones first, events as commented examples.
pub fn template(lang: Lang) -> String {
    let template = match lang {
        Lang::Ja => include_str!("template.ja.txt"),
        Lang::En => include_str!("template.en.txt"),
    };
    template.to_owned()
}
