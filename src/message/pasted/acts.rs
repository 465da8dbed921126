//! What pages write of what somebody did, without a heading: what a service says, and signs put to a message.

use super::act_words::{ABOUT, ABOUT_IN_ENGLISH, ABOUT_WHOLE, DEEDS, SERVICE, SPEECH, VERBS};
use super::speech::{SPEAKING, words};
use super::words::plain;

/// Does the service say here that somebody did something? What stands before the verb is short: in a longer sentence
/// somebody speaks.
pub(super) fn is_service(text: &str) -> bool {
    const SUBJECT: usize = 24; // characters: a name, `さんが`, and what it was about
    let text = plain(text);
    let text = text.trim_end_matches(['。', '.', '!', '！', '…']);
    if text.contains(['。', '、', '?', '？']) {
        return false;
    }
    let before = SERVICE.iter().filter_map(|end| text.strip_suffix(end)).min_by_key(|before| before.len());
    before.is_some_and(|before| before.chars().count() <= SUBJECT)
        || is_act_in_english(text)
        || is_of_a_party(text)
        || is_act_in_japanese(text)
}

/// `お客様が確認しました`: what one of the two did, as only the service calls them.
fn is_of_a_party(text: &str) -> bool {
    const PARTIES: [&str; 8] =
        ["クライアント", "発注者", "依頼者", "購入者", "お客様", "お客さま", "相手", "ユーザー"];
    const LONG: usize = 40; // characters
    let rest = PARTIES.iter().find_map(|party| text.strip_prefix(party));
    let rest = rest.map(|rest| ["様", "さん"].iter().find_map(|c| rest.strip_prefix(c)).unwrap_or(rest));
    rest.is_some_and(|rest| ["が", "は", "より", "から"].iter().any(|with| rest.starts_with(with)))
        && text.chars().count() <= LONG
        && ["た", "ます", "です", "中", "済み"].iter().any(|end| text.ends_with(end))
        && !["いただ", "頂", "お願い", "ください", "下さい"].iter().any(|word| text.contains(word))
}

/// `The client approved the milestone`, `Payment was released`, `You received a 5-star review`, `Voice call 3:25`.
fn is_act_in_english(text: &str) -> bool {
    const WORDS: usize = 12; // a name, the verb, and what it was about
    let text = text.replace('’', "'");
    let is_about = |word: &str| {
        ABOUT_WHOLE.contains(&word) || ABOUT_IN_ENGLISH.iter().any(|about| word.starts_with(about))
    };
    // `Contract 123` is none, `Voice call 3:25` is one
    const COUNTED: &[&str] = &["call", "calls", "like", "likes", "tip"];
    let is_counted =
        |word: &str| COUNTED.contains(&word) || word.starts_with("react") || word.contains("star");
    let counts = words(&text).any(is_counted);
    let is_deed = |word: &str| {
        VERBS.contains(&word)
            || word.len() > 4 && word.ends_with("ed")
            || counts && word.contains(|c: char| c.is_ascii_digit())
    };
    // "Changed line 3": whoever begins with the verb speaks of themselves
    const ALONE: &[&str] =
        &["reacted", "liked", "loved", "missed", "seen", "read", "viewed", "pinned", "accepted", "blocked"];
    let deed = words(&text).position(is_deed);
    let has_subject =
        deed.is_some_and(|at| at > 0) || words(&text).next().is_some_and(|w| ALONE.contains(&w));
    let count = text.split_whitespace().count();
    (2..=WORDS).contains(&count)
        && words(&text).any(is_about)
        && has_subject
        && !words(&text).any(|word| SPEAKING.contains(&word))
}

/// `港町オーディオさんが契約の終了を承諾しました`, `検収済み`, `通話時間 3:25`.
fn is_act_in_japanese(text: &str) -> bool {
    const LONG: usize = 40; // characters
    const VOICE: usize = 30;
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // what was, not what somebody does or will do
    let tells = !text.ends_with("ます") || text.ends_with("ています");
    // `契約ID: 12` is none, `通話時間 3:25` is one
    const COUNTED: &[&str] =
        &["通話", "着信", "応答", "いいね", "リアクション", "スタンプ", "写真", "画像", "評価"];
    let happens = has(DEEDS) || has(COUNTED) && text.contains(|c: char| c.is_numeric());
    let long = text.chars().count();
    let passive = [
        "られました",
        "されました",
        "が届きました",
        "が届いています",
        "されています",
        "が完了しました",
        "がありました",
        "があります",
        "が行われました",
        "を受け取りました",
        "を受領しました",
        "が確認しました",
    ];
    !has(SPEECH)
        && (long <= LONG && has(ABOUT) && tells && happens
            || long <= VOICE && passive.iter().any(|end| text.ends_with(end)))
}

/// `👍 1`, `いいね 2`: signs that were put to a message, and how many.
pub(super) fn is_reaction(text: &str) -> bool {
    const LONG: usize = 40; // characters
    let text = plain(text);
    let is_short = text.chars().count() <= LONG;
    let counts = text.chars().any(|c| c.is_numeric());
    let signs = text.chars().any(is_emoji);
    let alone = || {
        text.chars().all(|c| {
            is_emoji(c) || is_joined(c) || c.is_numeric() || c.is_whitespace() || "+x×()".contains(c)
        })
    };
    let liked = || {
        ["いいね", "like", "likes"].iter().any(|word| {
            let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word));
            rest.is_some_and(|rest| {
                rest.trim_matches(['!', '！', ' ', '件', '人', ':', '「', '」']).chars().all(char::is_numeric)
            })
        })
    };
    let coded = || {
        // `:+1: 1`
        text.split_whitespace().all(|word| {
            let named = word.len() > 2 && word.starts_with(':') && word.ends_with(':');
            named || word.chars().all(|c| c.is_numeric())
        }) && text.contains(':')
            && text.contains(|c: char| c.is_alphanumeric())
            && !text.starts_with(|c: char| c.is_numeric())
    };
    // what a phone writes of a sign that was put to words
    const TAPPED: [&str; 6] = ["loved", "liked", "disliked", "laughed at", "emphasized", "questioned"];
    let tapped = || {
        let rest = TAPPED.iter().find_map(|word| text.strip_prefix(word));
        rest.is_some_and(|rest| rest.trim_start().starts_with(['“', '"', '「']))
    };
    is_short
        && (tapped()
            || counts && signs && alone()
            || liked()
            || coded()
            || text == "+1"
            || text.contains("リアクション"))
}

/// A line of nothing but emoji: somebody's words, or a sign that was put to a message.
pub(super) fn is_emoji_alone(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace() && !is_joined(*c)).peekable();
    signs.peek().is_some() && signs.all(is_emoji)
}

/// Pictographs as messengers offer them for reactions (Unicode's emoji blocks, and the older signs among them).
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{1F1E6}'..='\u{1F1FF}' | '❤' | '♥' | '☺' | '☝' | '✅' | '✔' | '✨' | '⭐' | '✊' | '✋' | '✌' | '❗' | '❓' | '⭕' | '❌')
}

/// What joins and varies emoji.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_what_services_say() {
        for text in [
            "検収が完了しました",
            "港町オーディオさんが検収しました。",
            "Harbor Audio ended the contract",
            "港町が退出しました",
        ] {
            assert!(is_service(text), "{text}");
        }
        for text in [
            "確認しました、明日までに検収しました",
            "修正をお願いします",
            "検収が完了しましたらご連絡ください",
            "turned left and right",
        ] {
            assert!(!is_service(text), "{text}");
        }
    }

    #[test]
    fn message_what_services_say_in_other_words() {
        for text in [
            "The client approved the milestone",
            "Harbor Audio accepted your submission.",
            "Payment was released",
            "港町オーディオさんが契約の終了を承諾しました",
            "報酬が確定しました",
            "業務を検収しました",
        ] {
            assert!(is_service(text), "{text}");
        }
        for text in [
            "I completed the files",
            "Completed",
            "Please tell me when you approved the script",
            "契約内容を確認しました",
            "ご契約ありがとうございました",
            "修正版を納品しました",
        ] {
            assert!(!is_service(text), "{text}");
        }
    }

    #[test]
    fn message_signs_put_to_a_message() {
        for text in ["👍 1", "👍1 ❤️ 2", "いいね 3", "いいね！", "👍🏻 x2", "Like 1"] {
            assert!(is_reaction(text), "{text}");
        }
        for text in ["👍", "1", "3 話", "いいねと思います", "2026", "likely 1", "♪ 1"] {
            assert!(!is_reaction(text), "{text}");
        }
        assert!(
            is_emoji_alone("👍") && is_emoji_alone("❤️ 👍") && !is_emoji_alone("OK👍") && !is_emoji_alone("")
        );
    }
}
