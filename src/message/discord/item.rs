//! The shapes of DiscordChatExporter's JSON (its `JsonMessageWriter`), as far as they are read.

use serde::Deserialize;
use std::borrow::Cow;

/// Keys of a message that are read, or that hold nothing but more of what its author sent. In the order of their bytes.
pub(super) const KEYS: &[&str] = &[
    "attachments",
    "author",
    "callEndedTimestamp",
    "components",
    "content",
    "embeds",
    "forwardedMessage",
    "id",
    "inlineEmojis",
    "interaction",
    "isPinned",
    "mentions",
    "reactions",
    "reference",
    "stickers",
    "timestamp",
    "timestampEdited",
    "type",
];

#[derive(Deserialize)]
pub(super) struct Item<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, rename = "type", default)]
    pub(super) kind: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) timestamp: Cow<'a, str>,
    #[serde(rename = "timestampEdited", default)]
    pub(super) edited: Option<String>,
    #[serde(rename = "callEndedTimestamp", default)]
    pub(super) call_ended: Option<String>,
    #[serde(rename = "isPinned", default)]
    pub(super) pinned: bool,
    #[serde(borrow, default)]
    pub(super) content: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) author: User<'a>,
    #[serde(default)]
    pub(super) attachments: Vec<File>,
    #[serde(default)]
    pub(super) stickers: Vec<Named>,
    #[serde(default)]
    pub(super) reactions: Vec<Reaction>,
    #[serde(default)]
    pub(super) reference: Option<Reference>,
    #[serde(rename = "forwardedMessage", default)]
    pub(super) forwarded: Option<Forwarded>,
    #[serde(default)]
    pub(super) interaction: Option<Interaction>,
}

#[derive(Deserialize)]
pub(super) struct User<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) name: Cow<'a, str>,
}

#[derive(Deserialize)]
pub(super) struct File {
    #[serde(rename = "fileName", default)]
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Named {}

#[derive(Deserialize)]
pub(super) struct Reaction {
    #[serde(default)]
    pub(super) emoji: Emoji,
    #[serde(default)]
    pub(super) count: u64,
    #[serde(default)]
    pub(super) users: Vec<Owned>,
}

#[derive(Deserialize, Default)]
pub(super) struct Emoji {
    #[serde(default)]
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Owned {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    #[serde(rename = "messageId", default)]
    pub(super) message: Option<String>,
}

/// A message of somebody, from here or from elsewhere, that the author passed on. By whom it is nobody tells.
#[derive(Deserialize)]
pub(super) struct Forwarded {
    pub(super) timestamp: Option<String>,
}

/// A command of a user, to which the message is the answer of a program.
#[derive(Deserialize)]
pub(super) struct Interaction {
    pub(super) user: Owned,
}

#[derive(Deserialize)]
pub(super) struct Channel {
    pub(super) name: String,
}

/// What was asked for when the export was made.
#[derive(Deserialize)]
pub(super) struct Range {
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
}

#[test]
fn keys_stand_in_their_order() {
    assert!(KEYS.is_sorted());
}
