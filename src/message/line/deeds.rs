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

/// A call: what it says of whoever was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Answered,
    /// They turned it down, which is an act of theirs.
    Declined,
    /// Missed, or given up.
    Unanswered,
    /// They may have answered.
    Perhaps,
}

const UNANSWERED: [&str; 11] = [
    "不在着信",
    "応答なし",
    "応答がありません",
    "キャンセル",
    "Missed",
    "missed",
    "No answer",
    "no answer",
    "Cancel",
    "cancel",
    "Unanswered",
];
const DECLINED: [&str; 5] = ["拒否", "Declined", "declined", "Rejected", "rejected"];
/// What stands in brackets before a call, and before other things that have a length.
const BRACKETED: [&str; 8] =
    ["通話", "音声通話", "ビデオ通話", "無料通話", "グループ通話", "Call", "Voice call", "Video call"];
const RECORDED: [&str; 7] =
    ["動画", "ボイスメッセージ", "音声", "Video", "Voice message", "Audio", "ファイル"];

/// What a text tells of a call: `☎ 通話時間 3:25`, `☎ 不在着信`, `[通話] 3:25`. Of a call that is not known to have been
/// missed, somebody may have answered it.
pub(super) fn call(text: &str) -> Option<Call> {
    let marked = text.strip_prefix(['☎', '☏', '📞', '📱']);
    let bare = marked.unwrap_or(text).trim_start_matches(['\u{FE0F}', ' ']);
    let is_length = |text: &str| {
        let text = text.trim_start_matches([' ', ':', '：']);
        text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':')
    };
    let lengths = ["通話時間", "Call time", "Call duration"];
    let timed = lengths.iter().any(|word| bare.strip_prefix(word).is_some_and(is_length));
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    let said = || match () {
        () if has(&DECLINED) => Call::Declined,
        () if has(&UNANSWERED) => Call::Unanswered,
        () if bare.contains("グループ") => Call::Answered,
        () => Call::Perhaps,
    };
    if timed {
        return Some(Call::Answered);
    }
    if marked.is_some() {
        let length = bare
            .rfind(|c: char| !(c.is_ascii_digit() || c == ':'))
            .map_or(0, |at| at + bare[at..].chars().next().map_or(0, char::len_utf8));
        return Some(if is_length(&bare[length..]) { Call::Answered } else { said() });
    }
    if let Some((inside, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let rest = rest.trim();
        return match (BRACKETED.contains(&inside), is_length(rest)) {
            (true, true) => Some(Call::Answered),
            (true, false) => Some(said()),
            (false, true) if !RECORDED.contains(&inside) => Some(Call::Perhaps),
            _ => None,
        };
    }
    match bare {
        "不在着信" | "応答なし" | "キャンセル" => Some(Call::Unanswered),
        "Missed" | "Missed call" | "No answer" => Some(Call::Unanswered),
        "着信拒否" | "拒否" | "Declined" => Some(Call::Declined),
        "通話中" | "Busy" => Some(Call::Perhaps),
        _ => None,
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
            ("☎ 着信拒否", Some(Call::Declined)),
            ("☎ 通話中", Some(Call::Perhaps)),
            ("☎ 통화시간 3:25", Some(Call::Answered)),
            ("☎ 未接來電", Some(Call::Perhaps)),
            ("[通話] 3:25", Some(Call::Answered)),
            ("[通話] 不在着信", Some(Call::Unanswered)),
            ("[통화] 3:25", Some(Call::Perhaps)),
            ("[動画] 3:25", None),
            ("[スタンプ]", None),
            ("不在着信", Some(Call::Unanswered)),
            ("不在着信がありました", None),
            ("通話時間 は 3:25 でした", None),
            ("電話します", None),
        ] {
            assert_eq!(call(text), expected, "{text}");
        }
    }
}
