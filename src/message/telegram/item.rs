//! The shapes of Telegram Desktop's JSON (its `export_output_json.cpp`), as far as they are read.

use serde::Deserialize;

/// Keys of a message that are read, or that hold nothing but more of what its sender sent. In the order of their bytes.
pub(super) const KEYS: &[&str] = &[
    "address",
    "author",
    "contact_information",
    "contact_vcard",
    "contact_vcard_file_size",
    "date",
    "date_unixtime",
    "duration_seconds",
    "edited",
    "edited_unixtime",
    "file",
    "file_name",
    "file_size",
    "forwarded_from",
    "forwarded_from_id",
    "from",
    "from_id",
    "game_description",
    "game_link",
    "game_title",
    "height",
    "id",
    "inline_bot_buttons",
    "invoice_information",
    "live_location_period_seconds",
    "location_information",
    "media_spoiler",
    "media_type",
    "mime_type",
    "performer",
    "photo",
    "photo_file_size",
    "place_name",
    "poll",
    "reactions",
    "reply_to_message_id",
    "reply_to_peer_id",
    "saved_from",
    "self_destruct_period_seconds",
    "sticker_emoji",
    "text",
    "text_entities",
    "thumbnail",
    "thumbnail_file_size",
    "title",
    "type",
    "via_bot",
    "width",
];

/// Fields of a chat, and of the account around chats.
pub(super) const FRAME: &[&str] = &[
    "about",
    "contacts",
    "frequent_contacts",
    "id",
    "name",
    "other_data",
    "personal_information",
    "profile_pictures",
    "ringtones",
    "sessions",
    "stories",
    "type",
    "web_sessions",
];

#[derive(Deserialize)]
pub(super) struct Item {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) date: String,
    pub(super) date_unixtime: Option<String>,
    pub(super) edited: Option<String>,
    pub(super) edited_unixtime: Option<String>,
    pub(super) from: Option<String>,
    pub(super) from_id: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) actor_id: Option<String>,
    pub(super) action: Option<String>,
    pub(super) duration_seconds: Option<u64>,
    pub(super) duration: Option<u64>,
    /// How a call ended that took no time: `missed`, `busy`, `hangup`, `disconnect`.
    pub(super) discard_reason: Option<String>,
    pub(super) forwarded_from: Option<String>,
    pub(super) forwarded_from_id: Option<String>,
    #[serde(default)]
    pub(super) text: Text,
    pub(super) file: Option<String>,
    pub(super) file_name: Option<String>,
    pub(super) photo: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) location_information: Option<Anything>,
    pub(super) live_location_period_seconds: Option<u64>,
    pub(super) contact_information: Option<Anything>,
    pub(super) poll: Option<Poll>,
    #[serde(default)]
    pub(super) reactions: Vec<Reaction>,
}

/// An object that is not looked into.
#[derive(Deserialize)]
pub(super) struct Anything {}

#[derive(Deserialize)]
pub(super) struct Poll {
    #[serde(default)]
    pub(super) total_voters: u64,
}

/// A plain text, or pieces of which some are marked up.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Text {
    Plain(String),
    Pieces(Vec<TextPiece>),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum TextPiece {
    Plain(String),
    Marked { text: String },
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(String::new())
    }
}

impl Text {
    pub(super) fn whole(self) -> String {
        match self {
            Text::Plain(text) => text,
            Text::Pieces(pieces) => pieces
                .into_iter()
                .map(|piece| match piece {
                    TextPiece::Plain(text) | TextPiece::Marked { text } => text,
                })
                .collect(),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    #[serde(default)]
    pub(super) emoji: String,
    #[serde(default)]
    pub(super) count: u64,
    #[serde(default)]
    pub(super) recent: Vec<Recent>,
}

#[derive(Deserialize)]
pub(super) struct Recent {
    #[serde(default)]
    pub(super) from: Option<String>,
    pub(super) from_id: Option<String>,
    #[serde(default)]
    pub(super) date: String,
}

#[test]
fn keys_stand_in_their_order() {
    assert!(KEYS.is_sorted() && FRAME.is_sorted());
}
