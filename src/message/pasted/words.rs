//! What pages print around messages: marks, buttons, tags beside names, and what the service itself says. A line that
//! is one of these is no text; where they were seen: docs/messages.md.

use super::paging::paging;

/// What frames a name and a moment on one line.
pub(super) const JOINTS: &[char] = &[
    ' ', '\u{3000}', '\u{A0}', '\u{202F}', '\t', '・', '|', '｜', '/', ',', '、', '·', '•', '-', '–', '—',
    '(', ')', '（', '）', '[', ']', '【', '】', '<', '>', '〈', '〉', '■', '●', '◆', '*', '#', ':', '：',
    '@',
];

/// What a word of the page means for the message beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageWord {
    /// A mark: it says nothing of the message.
    Mark,
    /// A button, or the heading of a field.
    Button,
    /// The message was changed after it was sent, nobody knows when.
    Edited,
    /// The page holds more than was copied.
    LoadMore,
}

/// Whole lines, or marks beside a name or a time.
const EDITED: &[&str] = &[
    "編集済み",
    "編集済",
    "編集されました",
    "edited",
    "(edited)",
    "(編集済み)",
    "(編集済)",
    "（編集済み）",
    "（編集済）",
];

/// Marks that stand beside a heading, or on a line of their own.
const MARKS: &[&str] = &[
    "既読",
    "未読",
    "送信済み",
    "送信済",
    "送信者画像",
    "new",
    "read",
    "unread",
    "sent",
    "delivered",
    "seen",
    "新着",
    "未返信",
    "返信済み",
    "オンライン",
    "オフライン",
    "online",
    "offline",
    "本人確認済み",
    "本人確認済",
];

/// Buttons and headings of pages, as whole lines.
const BUTTONS: &[&str] = &[
    "返信する",
    "返信",
    "引用する",
    "引用返信",
    "引用",
    "編集する",
    "編集",
    "削除する",
    "削除",
    "通報する",
    "通報",
    "いいね",
    "コピー",
    "共有",
    "メッセージを投稿する",
    "メッセージを送信する",
    "メッセージを送る",
    "メッセージを入力",
    "ファイルを選択",
    "ファイルを添付",
    "送信する",
    "送信",
    "reply",
    "report",
    "edit",
    "delete",
    "copy",
    "share",
    "forward",
    "react",
    "like",
    "send",
    "send message",
    "message",
    "more",
    "more options",
    "show less",
    "一部を表示",
    "ダウンロード",
    "すべてダウンロード",
    "download",
    "download all",
    "プレビュー",
    "preview",
];

/// The page holds more than was copied.
const LOAD_MORE: &[&str] = &[
    "さらに読み込む",
    "もっと読み込む",
    "もっと見る",
    "さらに表示",
    "さらに表示する",
    "続きを読む",
    "続きを見る",
    "すべて表示",
    "すべて表示する",
    "過去のメッセージを表示",
    "過去のメッセージを見る",
    "過去のメッセージを読み込む",
    "以前のメッセージを表示",
    "以前のメッセージを見る",
    "前のメッセージを表示",
    "古いメッセージを表示",
    "新しいメッセージを表示",
    "次のメッセージを表示",
    "次へ",
    "前へ",
    "load more",
    "load more messages",
    "show more",
    "show more messages",
    "see more",
    "view more",
    "read more",
    "load earlier messages",
    "load older messages",
    "show earlier messages",
    "show older messages",
    "view older messages",
    "view earlier messages",
    "view previous messages",
    "show previous messages",
    "load newer messages",
    "show newer messages",
    "jump to latest",
    "older",
    "newer",
    "jump to present",
    "go to latest",
    "new message",
    "new messages",
    "new reply",
    "過去のメッセージを表示しています",
    "メッセージの読み込みに失敗しました",
    "最新のメッセージへ",
    "現在へ移動",
];

/// Tags that stand before or behind a name.
const TAGS: &[&str] = &[
    "クライアント",
    "クライアント様",
    "発注者",
    "依頼者",
    "購入者",
    "ワーカー",
    "受注者",
    "出品者",
    "ランサー",
    "メンバー",
    "投稿者",
    "相手",
    "client",
    "buyer",
    "seller",
    "freelancer",
    "talent",
    "worker",
    "author",
    "owner",
    "admin",
    "pro",
    "verified",
];

/// What is put behind names out of politeness.
const HONORIFICS: &[&str] = &["さん", "さま", "様", "氏", "御中", "殿", "先生", "ちゃん", "くん", "君"];

/// Alternative texts of pictures of people.
const ALT_TEXTS: &[&str] = &[
    "のアイコン",
    "のプロフィール画像",
    "のプロフィール写真",
    "の画像",
    "のアバター",
    "のユーザーアイコン",
    "'s avatar",
    "’s avatar",
    "'s profile picture",
    "’s profile picture",
    "'s profile photo",
    "’s profile photo",
    " avatar",
    " profile picture",
    " profile photo",
];

pub(super) fn plain(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || "・|｜·•-–—/,、".contains(c)).to_lowercase()
}

/// What a whole line of the page means, if it is one.
pub(super) fn page_line(text: &str) -> Option<PageWord> {
    let text = plain(text);
    let text = text.as_str();
    match () {
        () if EDITED.contains(&text) => Some(PageWord::Edited),
        () if LOAD_MORE.contains(&text.trim_end_matches(['.', '…', '▼', '▲', '›', '>', ' ']))
            || is_more(text)
            || paging(text).is_some() =>
        {
            Some(PageWord::LoadMore)
        }
        () if MARKS.contains(&text) || is_player(text) || is_counter(text) || is_last_seen(text) => {
            Some(PageWord::Mark)
        }
        () if BUTTONS.contains(&text) => Some(PageWord::Button),
        () => None,
    }
}

/// Takes a mark off one end of a text, where one stands there as a word of its own.
pub(super) fn without_mark(text: &str) -> Option<(&str, PageWord)> {
    let marked = |marks: &[&str], word| {
        marks.iter().find_map(|mark| without_word(text, mark).map(|rest| (rest, word)))
    };
    marked(EDITED, PageWord::Edited).or_else(|| marked(MARKS, PageWord::Mark))
}

/// Takes a tag off one end of a name.
pub(super) fn without_tag(text: &str) -> Option<(&str, &str)> {
    TAGS.iter().find_map(|tag| without_word(text, tag).map(|rest| (rest, *tag)))
}

pub(super) fn is_tag(text: &str) -> bool {
    TAGS.contains(&text.to_lowercase().as_str())
}

/// Does a tag say that somebody is the client?
pub(super) fn is_of_client(tag: &str) -> bool {
    const CLIENT: &[&str] =
        &["クライアント", "クライアント様", "発注者", "依頼者", "購入者", "相手", "client", "buyer"];
    CLIENT.contains(&tag.to_lowercase().as_str())
}

/// What follows an honorific at the beginning of a text.
pub(super) fn behind_courtesy(text: &str) -> Option<&str> {
    HONORIFICS.iter().find_map(|word| text.trim_start().strip_prefix(word))
}

/// Takes an honorific off the end of a name.
pub(super) fn without_courtesy(text: &str) -> Option<&str> {
    without_end(text, HONORIFICS)
}

/// Takes the words of a picture off the end of a name.
pub(super) fn without_picture(text: &str) -> Option<&str> {
    without_end(text, ALT_TEXTS)
}

fn without_end<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    let rests = ends.iter().filter_map(|end| text.strip_suffix(end)).map(str::trim_end);
    rests.into_iter().find(|rest| !rest.is_empty())
}

/// When somebody was last there, or is: `最終アクセス`, `Last seen`.
pub(super) fn is_presence(text: &str) -> bool {
    const PRESENCE: &[&str] = &[
        "最終アクセス",
        "最終ログイン",
        "オンライン",
        "オフライン",
        "ログイン中",
        "last seen",
        "last active",
        "last login",
        "active now",
        "online",
        "offline",
    ];
    let text = plain(text);
    PRESENCE.iter().any(|word| text.starts_with(word))
}

/// `最終アクセス 3時間前`: when somebody was there, and no message.
fn is_last_seen(text: &str) -> bool {
    const LONG: usize = 24; // characters
    let begins = ["最終アクセス", "最終ログイン", "last seen", "last active", "last login"];
    text.chars().count() <= LONG
        && begins.iter().any(|word| text.len() > word.len() && text.starts_with(word))
}

/// A word at the beginning or the end, apart from what is beside it.
fn without_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let fits = |part: &str| part.to_lowercase() == word;
    let end = text.len().checked_sub(word.len()).filter(|at| text.is_char_boundary(*at));
    if let Some(at) = end
        && at > 0
        && fits(&text[at..])
        && apart(text[..at].chars().next_back())
    {
        return Some(text[..at].trim_end());
    }
    let at = Some(word.len()).filter(|at| *at < text.len() && text.is_char_boundary(*at))?;
    (fits(&text[..at]) && apart(text[at..].chars().next())).then(|| text[at..].trim_start())
}

/// `新しいメッセージが3件あります`, `View 3 more replies`: so many are elsewhere.
fn is_more(text: &str) -> bool {
    const LONG: usize = 28; // characters: longer than such a line, shorter than most sentences
    const ENGLISH: [&str; 6] =
        ["new message", "unread", "more message", "more repl", "repl", "older message"];
    const JAPANESE: [&str; 5] = ["新着", "新しい", "未読", "返信", "メッセージ"];
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_short = text.chars().count() <= LONG && !text.contains(['。', '、', ',', '?', '？']);
    let counts = text.chars().any(|c| c.is_numeric());
    let begins = || {
        let first = text.split_whitespace().next().unwrap_or_default();
        first.chars().all(|c| c.is_ascii_digit()) || ["view", "show", "see", "load", "you"].contains(&first)
    };
    const PART: [&str; 7] = [
        "viewing older",
        "could not be loaded",
        "couldn't load",
        "couldn’t load",
        "failed to load",
        "refresh to see",
        "読み込みに失敗",
    ];
    if text.chars().count() <= 2 * LONG && has(&PART) && has(&["message", "repl", "メッセージ"]) {
        return true;
    }
    is_short && counts && (text.contains('件') && has(&JAPANESE) || begins() && has(&ENGLISH))
}

/// Does a line say that what was not copied is newer than what was?
pub(super) fn is_of_newer(text: &str) -> bool {
    const NEWER: [&str; 16] = [
        "new",
        "latest",
        "present",
        "refresh",
        "unread",
        "viewing older",
        "could not",
        "couldn",
        "failed",
        "新",
        "未読",
        "現在",
        "次",
        "最新",
        "表示しています",
        "失敗",
    ];
    let text = plain(text);
    NEWER.iter().any(|word| text.contains(word))
}

/// `0 / 5000`: so many characters may be typed.
fn is_counter(text: &str) -> bool {
    let numbers = text.split_once(['/', '／']);
    let numbers = numbers.and_then(|(typed, most)| {
        Some((typed.trim().parse::<u32>().ok()?, most.trim().replace(',', "").parse::<u32>().ok()?))
    });
    numbers.is_some_and(|(typed, most)| typed <= most && most >= 100 && most % 100 == 0 && most != 2000)
}

/// `0:00 / 0:06`: a player.
fn is_player(text: &str) -> bool {
    let clock = |part: &str| {
        let part = part.trim();
        part.contains(':') && part.chars().all(|c| c.is_ascii_digit() || c == ':')
    };
    text.split_once('/').is_some_and(|(at, of)| clock(at) && clock(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_words_of_pages() {
        for (text, word) in [
            ("既読", Some(PageWord::Mark)),
            ("返信する", Some(PageWord::Button)),
            ("Edited", Some(PageWord::Edited)),
            ("(編集済み)", Some(PageWord::Edited)),
            ("さらに読み込む", Some(PageWord::LoadMore)),
            ("Load more…", Some(PageWord::LoadMore)),
            ("新しいメッセージが3件あります", Some(PageWord::LoadMore)),
            ("未読 2件", Some(PageWord::LoadMore)),
            ("3 new messages", Some(PageWord::LoadMore)),
            ("View 3 more replies", Some(PageWord::LoadMore)),
            ("音声を3件お送りします", None),
            ("I will reply at 3", None),
            ("0:00 / 0:06", Some(PageWord::Mark)),
            ("既読です", None),
            ("返信してください", None),
        ] {
            assert_eq!(page_line(text), word, "{text}");
        }
        assert_eq!(without_mark("14:03 既読"), Some(("14:03", PageWord::Mark)));
        assert_eq!(without_mark("NEW 港町"), Some(("港町", PageWord::Mark)));
        assert_eq!(without_mark("News"), None);
        assert_eq!(without_tag("港町オーディオ クライアント"), Some(("港町オーディオ", "クライアント")));
        assert_eq!(without_courtesy("港町さん"), Some("港町"));
        assert_eq!(without_picture("港町のアイコン"), Some("港町"));
    }
}
