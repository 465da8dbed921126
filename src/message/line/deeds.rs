//! Words that the service writes itself: stickers, pictures, calls, unsent messages, and what it says that somebody did.

use crate::message::Kind;

/// Who did what a record without a name tells of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Deed<'t> {
    /// Somebody took a message back.
    Unsent(Option<&'t str>),
    /// A call, of which the record does not say whose it was.
    Call,
    /// Somebody of this name did something.
    By(&'t str),
    /// Somebody did something.
    BySomebody,
    /// The service itself.
    Nobody,
}

/// Behind the name of somebody who took a message back.
const TAKEN_BACK: [&str; 3] = ["メッセージの送信を取り消しました", " unsent a message", "撤回了一則訊息"];
/// Between the name and what they did, in English.
const VERBS: [&str; 16] = [
    " joined",
    " left",
    " invited ",
    " removed ",
    " changed ",
    " created ",
    " added ",
    " announced ",
    " pinned ",
    " posted ",
    " started ",
    " ended ",
    " canceled ",
    " deleted ",
    " set ",
    " updated ",
];
/// What the service tells of itself.
const OF_SERVICE: [&str; 4] = ["Letter Sealing", "暗号化", "ここから未読", "encrypted"];

/// What a record without a name tells of. `known` gives the longest known name at the beginning of a text.
pub(super) fn deed<'t>(text: &'t str, known: &dyn Fn(&'t str) -> Option<&'t str>) -> Deed<'t> {
    let sentence = text.trim_end_matches(['.', '。', ' ']);
    if let Some(who) = TAKEN_BACK.iter().find_map(|end| sentence.strip_suffix(end)) {
        let who = who.trim();
        let who = who.strip_suffix('が').unwrap_or(who);
        return Deed::Unsent(Some(who.strip_suffix("さん").unwrap_or(who)).filter(|who| !who.is_empty()));
    }
    if call(sentence).is_some() || sentence.contains("通話") || sentence.contains("call ") {
        return known(text).map_or(Deed::Call, Deed::By);
    }
    if let Some(name) = known(text) {
        return Deed::By(name);
    }
    if let Some((who, what)) = text.split_once('が') {
        // "アルバムが作成されました" tells nothing of who made it
        let passive = what.contains("されました") || what.contains("られました");
        if !passive && what.contains("まし") && !who.is_empty() {
            return Deed::By(who.strip_suffix("さん").unwrap_or(who));
        }
    }
    let english = VERBS.iter().filter_map(|verb| text.find(verb)).min().filter(|at| *at > 0);
    if let Some(at) = english {
        return Deed::By(&text[..at]);
    }
    // somebody who takes part, named further behind
    let words = text.char_indices().map(|(at, _)| &text[at..]);
    if let Some(name) = words.skip(1).find_map(known) {
        return Deed::By(name);
    }
    match OF_SERVICE.iter().any(|word| text.contains(word)) || text.trim().is_empty() {
        true => Deed::Nobody,
        false => Deed::BySomebody,
    }
}

/// A call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Answered,
    /// Missed, refused or given up.
    Unanswered,
}

const UNANSWERED: [&str; 15] = [
    "不在着信",
    "応答なし",
    "応答がありません",
    "キャンセル",
    "拒否",
    "通話中",
    "Missed",
    "missed",
    "No answer",
    "no answer",
    "Cancel",
    "cancel",
    "Declined",
    "declined",
    "Busy",
];

/// What a text tells of a call: `☎ 通話時間 3:25`, `☎ 不在着信`. Of a call that is not known to have been missed, somebody
/// may have answered it.
pub(super) fn call(text: &str) -> Option<Call> {
    let marked = text.strip_prefix(['☎', '☏', '📞']);
    let bare = marked.unwrap_or(text).trim_start_matches(['\u{FE0F}', ' ']);
    let length = ["通話時間", "Call time", "Call duration"].iter().find_map(|word| bare.strip_prefix(word));
    let is_length = |text: &str| {
        let text = text.trim_start_matches([' ', ':', '：']);
        text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':')
    };
    match (marked, length) {
        (_, Some(length)) if is_length(length) => Some(Call::Answered),
        (None, _) if UNANSWERED.contains(&bare) => Some(Call::Unanswered),
        (None, _) => None,
        (Some(_), _) if UNANSWERED.iter().any(|word| bare.contains(word)) => Some(Call::Unanswered),
        (Some(_), _) => Some(Call::Answered),
    }
}

/// The kind of a record under somebody's name.
pub(super) fn kind(text: &str) -> Kind {
    match text {
        "[スタンプ]" | "[Sticker]" | "スタンプ" | "[絵文字]" => Kind::Sticker,
        "[写真]" | "[Photo]" | "写真" => Kind::Image,
        "[動画]" | "[Video]" | "動画" => Kind::Video,
        "[ボイスメッセージ]" | "[Voice message]" => Kind::Voice,
        "[ファイル]" | "[File]" => Kind::File,
        "[位置情報]" | "[Location]" => Kind::Location,
        "[連絡先]" | "[Contact]" => Kind::Contact,
        _ if call(text).is_some() => Kind::Call,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Deed<'_> {
        deed(text, &|text| ["港町オーディオ", "むぎ"].into_iter().find(|name| text.starts_with(name)))
    }

    #[test]
    fn a_service_record_is_a_sign_of_whom_it_names() {
        for text in [
            "港町オーディオが退出しました。",
            "港町オーディオさんがグループに参加しました",
            "港町オーディオがむぎを招待しました。",
            "港町オーディオがアルバム「第2話」を作成しました",
            "港町オーディオがメッセージをアナウンスしました。",
            "ノートに港町オーディオの投稿があります",
        ] {
            assert_eq!(of(text), Deed::By("港町オーディオ"), "{text}");
        }
        assert_eq!(of("むぎが港町オーディオを招待しました。"), Deed::By("むぎ"));
        assert_eq!(of("岬がグループ名を変更しました"), Deed::By("岬"));
        assert_eq!(of("Rin left the group."), Deed::By("Rin"));
        assert_eq!(
            of("港町オーディオがメッセージの送信を取り消しました"),
            Deed::Unsent(Some("港町オーディオ"))
        );
        assert_eq!(of("メッセージの送信を取り消しました。"), Deed::Unsent(None));
        assert_eq!(of("You unsent a message."), Deed::Unsent(Some("You")));
        assert_eq!(of("アルバムが作成されました"), Deed::BySomebody);
        assert_eq!(of("グループ通話が開始されました。"), Deed::Call);
        assert_eq!(of("Letter Sealingが有効です"), Deed::Nobody);
    }

    #[test]
    fn calls_with_a_length_were_answered() {
        for (text, expected) in [
            ("☎ 通話時間 3:25", Some(Call::Answered)),
            ("☎ 通話時間 1:03:25", Some(Call::Answered)),
            ("通話時間 3:25", Some(Call::Answered)),
            ("☎ 不在着信", Some(Call::Unanswered)),
            ("☎ 通話に応答がありませんでした", Some(Call::Unanswered)),
            ("☎ キャンセル", Some(Call::Unanswered)),
            ("☎ Missed call", Some(Call::Unanswered)),
            ("☎ グループ通話", Some(Call::Answered)),
            ("不在着信", Some(Call::Unanswered)),
            ("不在着信がありました", None),
            ("通話時間 は 3:25 でした", None),
            ("電話します", None),
        ] {
            assert_eq!(call(text), expected, "{text}");
        }
    }
}
