//! Words that the service writes itself: stickers, pictures, calls, unsent messages.

use crate::message::Kind;

/// Whose unsent mark this is: `…がメッセージの送信を取り消しました`. Empty where it names nobody.
pub(super) fn unsent(text: &str) -> Option<&str> {
    let ends = ["メッセージの送信を取り消しました", "メッセージの送信を取り消しました。"];
    if let Some(who) = ends.iter().find_map(|end| text.strip_suffix(end)) {
        return Some(who.strip_suffix('が').unwrap_or(who).trim());
    }
    let ends = [" unsent a message.", " unsent a message"];
    ends.iter().find_map(|end| text.strip_suffix(end)).map(|who| if who == "You" { "" } else { who })
}

pub(super) fn is_service(text: &str) -> bool {
    let marks =
        ["が参加しました", "が退出しました", "を招待しました", " joined the ", " left the ", " invited "];
    marks.iter().any(|mark| text.contains(mark))
}

pub(super) fn kind(text: &str) -> Kind {
    match text {
        "[スタンプ]" | "[Sticker]" | "スタンプ" | "[絵文字]" => Kind::Sticker,
        "[写真]" | "[Photo]" | "写真" => Kind::Image,
        "[動画]" | "[Video]" | "動画" => Kind::Video,
        "[ボイスメッセージ]" | "[Voice message]" => Kind::Voice,
        "[ファイル]" | "[File]" => Kind::File,
        "[位置情報]" | "[Location]" => Kind::Location,
        "[連絡先]" | "[Contact]" => Kind::Contact,
        _ if text.starts_with("☎ ") => Kind::Call,
        _ => Kind::Text,
    }
}
