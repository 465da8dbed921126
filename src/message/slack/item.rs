//! The shapes of Slack's export (its message events), as far as they are read.

use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Keys of a message that are read, or that hold nothing but more of what its author sent. In the order of their bytes.
pub(super) const KEYS: &[&str] = &[
    "app_id",
    "attachments",
    "blocks",
    "bot_id",
    "bot_link",
    "bot_profile",
    "channel",
    "channel_type",
    "client_msg_id",
    "comment",
    "deleted_ts",
    "display_as_bot",
    "edited",
    "editor_id",
    "event_ts",
    "file",
    "files",
    "hidden",
    "icons",
    "inviter",
    "is_ephemeral",
    "is_intro",
    "is_locked",
    "is_starred",
    "item",
    "item_type",
    "language",
    "last_read",
    "latest_reply",
    "members",
    "message",
    "metadata",
    "name",
    "no_notifications",
    "old_name",
    "parent_user_id",
    "permalink",
    "pinned_info",
    "pinned_to",
    "previous_message",
    "purpose",
    "reactions",
    "replies",
    "reply_count",
    "reply_users",
    "reply_users_count",
    "room",
    "root",
    "source_team",
    "subscribed",
    "subtype",
    "team",
    "text",
    "thread_ts",
    "topic",
    "ts",
    "type",
    "unfurl_links",
    "unfurl_media",
    "upload",
    "upload_reply_to",
    "user",
    "user_profile",
    "user_team",
    "username",
    "x_files",
];

#[derive(Deserialize)]
pub(super) struct Item<'a> {
    #[serde(borrow, rename = "type", default)]
    pub(super) record: Cow<'a, str>,
    pub(super) subtype: Option<String>,
    pub(super) user: Option<String>,
    pub(super) bot_id: Option<String>,
    pub(super) username: Option<String>,
    #[serde(borrow, default)]
    pub(super) text: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) ts: Cow<'a, str>,
    pub(super) edited: Option<Edited>,
    pub(super) editor_id: Option<String>,
    pub(super) message: Option<Changed>,
    #[serde(default)]
    pub(super) files: Vec<File>,
    #[serde(default)]
    pub(super) attachments: Vec<Attachment>,
    pub(super) comment: Option<Comment>,
    pub(super) user_profile: Option<Profile>,
    #[serde(default)]
    pub(super) reactions: Vec<Reaction>,
    pub(super) inviter: Option<String>,
    pub(super) room: Option<Room>,
    pub(super) latest_reply: Option<String>,
    pub(super) thread_ts: Option<String>,
    /// How far somebody has read the thread: up to a message in it.
    pub(super) last_read: Option<String>,
    #[serde(default)]
    pub(super) reply_count: u64,
    #[serde(default)]
    pub(super) reply_users: Vec<String>,
    #[serde(default)]
    pub(super) reply_users_count: u64,
    #[serde(default)]
    pub(super) replies: Vec<Reply>,
    #[serde(default)]
    pub(super) pinned_to: Vec<String>,
    #[serde(default)]
    pub(super) pinned_info: BTreeMap<String, Pinned>,
}

/// An answer, as the message that it answers lists it.
#[derive(Deserialize)]
pub(super) struct Reply {
    pub(super) user: Option<String>,
    #[serde(default)]
    pub(super) ts: String,
}

#[derive(Deserialize)]
pub(super) struct Edited {
    pub(super) user: Option<String>,
    #[serde(default)]
    pub(super) ts: String,
}

/// The new form of a message, in the record that tells of its change.
#[derive(Deserialize)]
pub(super) struct Changed {
    pub(super) edited: Option<Edited>,
}

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) name: Option<String>,
    pub(super) title: Option<String>,
    #[serde(flatten)]
    more: BTreeMap<String, serde_json::Value>,
}

impl File {
    /// Does it tell that somebody did something with it: that they commented on it, say? Of the uploader's own comment, and
    /// of what the service made of the file, it may say what it likes.
    pub(super) fn tells_of_somebody(&self) -> bool {
        const ACTS: [&str; 7] = ["comment", "reaction", "star", "repl", "pinned", "vote", "thread"];
        const OWN: [&str; 2] = ["initial_comment", "is_starred"];
        let holds = |value: &serde_json::Value| match value {
            serde_json::Value::Null | serde_json::Value::Bool(false) => false,
            serde_json::Value::Number(n) => n.as_f64() != Some(0.0),
            serde_json::Value::String(text) => !text.is_empty(),
            serde_json::Value::Array(items) => !items.is_empty(),
            serde_json::Value::Object(fields) => !fields.is_empty(),
            serde_json::Value::Bool(true) => true,
        };
        let acts = |key: &str| !OWN.contains(&key) && ACTS.iter().any(|act| key.contains(act));
        self.more.iter().any(|(key, value)| acts(key) && holds(value))
    }
}

/// What stands below a message: another one that was shared, say, with who wrote it and when.
#[derive(Deserialize)]
pub(super) struct Attachment {
    #[serde(default)]
    pub(super) is_share: bool,
    #[serde(default)]
    pub(super) is_msg_unfurl: bool,
    pub(super) author_id: Option<String>,
    #[serde(default)]
    ts: serde_json::Value,
}

impl Attachment {
    /// The stamp of the message that is shown.
    pub(super) fn stamp(&self) -> Option<String> {
        match &self.ts {
            serde_json::Value::String(stamp) => Some(stamp.clone()),
            serde_json::Value::Number(stamp) => Some(stamp.to_string()),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Comment {
    pub(super) user: Option<String>,
}

#[derive(Deserialize, Default)]
pub(super) struct Profile {
    #[serde(default)]
    pub(super) real_name: String,
    #[serde(default)]
    pub(super) display_name: String,
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) count: u64,
    #[serde(default)]
    pub(super) users: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Pinned {
    pub(super) pinned_by: Option<String>,
    #[serde(default)]
    pub(super) pinned_ts: i64,
}

/// A huddle: who was in it, and until when.
#[derive(Deserialize)]
pub(super) struct Room {
    #[serde(default)]
    pub(super) date_end: i64,
    #[serde(default)]
    pub(super) participant_history: Vec<String>,
    #[serde(default)]
    pub(super) participants: Vec<String>,
    #[serde(default)]
    pub(super) was_missed: bool,
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) profile: Profile,
}

#[test]
fn keys_stand_in_their_order() {
    assert!(KEYS.is_sorted());
}
