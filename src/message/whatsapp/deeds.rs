//! Records of WhatsApp without a sender: what it tells of itself, and what it says that somebody did.

use super::calls::is_call;
use super::remarks::{is_of_device, is_of_service};

/// Who did what a record without a sender tells of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Deed<'t> {
    /// A call; whose, where a name stands in it.
    Call(Option<&'t str>),
    /// Somebody of this name did something.
    By(&'t str),
    /// Somebody did something.
    BySomebody,
    /// The service itself.
    Nobody,
}

/// Between the name and what they did.
const VERBS: [&str; 22] = [
    " left",
    " joined",
    " added ",
    " removed ",
    " created ",
    " changed ",
    " pinned ",
    " unpinned ",
    " deleted ",
    " turned ",
    " started ",
    " ended ",
    " requested ",
    " updated ",
    " set ",
    " blocked ",
    " is a contact",
    "が参加しました",
    "が退出しました",
    "がグループ",
    "がメッセージを",
    "が変更しました",
];

/// `known` gives the longest known name at the beginning of a text.
pub(super) fn deed<'t>(text: &'t str, known: &dyn Fn(&'t str) -> Option<&'t str>) -> Deed<'t> {
    let named = || {
        let ends = text.char_indices().map(|(at, _)| &text[at..]);
        known(text).or_else(|| ends.skip(1).find_map(known))
    };
    if is_call(text) {
        return Deed::Call(named());
    }
    // a new telephone, or the app installed again: nobody wrote or did anything in the talk
    if is_of_device(text) {
        return Deed::Nobody;
    }
    if let Some(name) = known(text) {
        return Deed::By(name);
    }
    // "You were added": somebody else did it
    let passive = ["You were ", "You're ", "You are "].iter().any(|begin| text.starts_with(begin));
    let verb = VERBS.iter().filter_map(|verb| text.find(verb)).min().filter(|at| *at > 0 && !passive);
    if let Some(at) = verb {
        return Deed::By(text[..at].trim_end_matches("さん"));
    }
    match named() {
        Some(name) => Deed::By(name),
        None if is_of_service(text) => Deed::Nobody,
        None => Deed::BySomebody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Deed<'_> {
        deed(text, &|text| ["Minato", "Mugi"].into_iter().find(|name| text.starts_with(name)))
    }

    #[test]
    fn a_record_without_a_sender_is_a_sign_of_whom_it_names() {
        for text in [
            "Minato left",
            "Minato added Mugi",
            "Minato changed the subject from \"a: b\" to \"c\"",
            "Minato pinned a message",
            "Minatoさんが退出しました",
            "Minato hat die Gruppe verlassen",
        ] {
            assert_eq!(of(text), Deed::By("Minato"), "{text}");
        }
        assert_eq!(of("Rin joined using this group's invite link"), Deed::By("Rin"));
        assert_eq!(of("You added Rin"), Deed::By("You"));
        assert_eq!(of("You were added"), Deed::BySomebody);
        assert_eq!(of("Este grupo foi alterado"), Deed::BySomebody);
        assert_eq!(of("Missed voice call"), Deed::Call(None));
        assert_eq!(of("Missed video call from Minato"), Deed::Call(Some("Minato")));
        assert_eq!(of("Your security code with Minato changed. Tap to learn more."), Deed::Nobody);
        assert_eq!(of("Minatoとのセキュリティコードが変更されました"), Deed::Nobody);
        assert_eq!(of("Messages and calls are end-to-end encrypted. Tap to learn more."), Deed::Nobody);
    }
}
