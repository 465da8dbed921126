//! Words of formats that whoever reads their facts asks for.

/// Threads that were copied from the screen.
pub(crate) const PASTED: &str = "pasted";

/// The dialect of a thread that the worker wrote down.
pub(crate) const TRANSCRIPT: &str = "transcript";

/// What pages call the reader of the page.
pub(crate) const OWN_NAMES: [&str; 5] = ["Me", "You", "あなた", "自分", "me"];

/// Single mails and mailboxes.
pub(crate) const MAIL: &str = "mail";
