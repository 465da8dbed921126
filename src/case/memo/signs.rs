//! Words of the notes that may tell of something of the client: a call, a meeting, an answer by whatever way. They decide
//! nothing; a statement on silence is not made beside them.

/// A call or a meeting, and what came from the client.
const SIGNS: &[&str] = &[
    "電話",
    "通話",
    "着信",
    "打ち合わせ",
    "打合せ",
    "打合わせ",
    "会議",
    "ミーティング",
    "面談",
    "面会",
    "対面",
    "zoom",
    "ズーム",
    "skype",
    "google meet",
    "先方から",
    "先方より",
    "クライアントから",
    "クライアント様から",
    "クライアントより",
    "クライアント様より",
    "連絡があ",
    "連絡あり",
    "連絡が来",
    "連絡をもら",
    "連絡をいただ",
    "連絡をくれ",
    "返信があ",
    "返信あり",
    "返信が来",
    "返信をもら",
    "返信をいただ",
    "返事があ",
    "返事あり",
    "返事が来",
    "返事をもら",
    "返事をいただ",
    "自動返信",
    "自動応答",
    "とのこと",
    "と言われ",
    "と言って",
    "と聞い",
    "と伺",
    "話した",
    "話しました",
    "話をした",
    "話をしました",
    "話ができ",
    "お会い",
    "会って",
    "会った",
    // whichever way words came
    "返事",
    "返信",
    "既読",
    "いいね",
    "リアクション",
    "留守電",
    "留守番電話",
    "不在通知",
    "ファックス",
    "手紙",
    "郵便",
    "メール",
    "チャット",
    "ディスコード",
    "スラック",
    "ツイッター",
    "インスタ",
    "xで",
];
const ENGLISH: &[&str] = &[
    "call",
    "calls",
    "called",
    "calling",
    "phone",
    "phoned",
    "telephone",
    "voicemail",
    "meeting",
    "meetings",
    "met",
    "spoke",
    "spoken",
    "talked",
    "talk",
    "chatted",
    "texted",
    "emailed",
    "messaged",
    "replied",
    "answered",
    "responded",
    "wrote",
    "heard",
    "told",
    "skype",
    "teams",
    "auto-reply",
    "autoreply",
    "mtg",
    "reply",
    "replies",
    "answer",
    "answers",
    "fax",
    "letter",
    "email",
    "e-mail",
    "dm",
    "dms",
    "sms",
    "slack",
    "discord",
    "twitter",
    "whatsapp",
    "telegram",
    "instagram",
    "facebook",
    "messenger",
    "zoom",
    "tel",
];
/// Two words that only together tell of it.
const TOGETHER: &[(&str, &str)] =
    &[("automatic", "reply"), ("out of", "office"), ("auto", "reply"), ("google", "meet")];

/// The client, by whatever word.
const CLIENT: &[&str] =
    &["クライアント", "先方", "依頼者", "依頼主", "発注者", "発注元", "発注主", "相手", "担当者", "購入者"];
const CLIENT_ENGLISH: &[&str] = &["client", "buyer", "customer", "he", "she", "they"];
/// What somebody did, beside a word for the client.
const ACTS: &[&str] = &[
    "話",
    "言っ",
    "言わ",
    "聞い",
    "聞か",
    "会っ",
    "会い",
    "伺",
    "もらっ",
    "もらい",
    "くれ",
    "来た",
    "来まし",
    "来て",
    "届い",
    "返",
    "連絡",
    "メール",
    "line",
    "ライン",
    "チャット",
    "sms",
    "dm",
    "了解",
    "了承",
    "確認",
    "受け取",
    "受領",
    "回答",
    "質問",
    "相談",
];
const ACTS_ENGLISH: &[&str] = &[
    "said",
    "says",
    "say",
    "asked",
    "asks",
    "promised",
    "confirmed",
    "mentioned",
    "agreed",
    "sent",
    "got",
    "contacted",
    "reached",
    "mailed",
    "liked",
    "thanked",
    "apologised",
    "apologized",
    "explained",
    "reacted",
    "received",
];

/// `plain`: in the plain form of the notes.
pub(super) fn is_sign_of_the_client(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let has = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    let has_word = |of: &[&str]| words.iter().any(|word| of.contains(word));
    let is_about = has(CLIENT) || has_word(CLIENT_ENGLISH);
    // in English, a line is one of the script
    let is_by_line = has_word(&["line"]) && plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    has(SIGNS)
        || is_by_line
        || has_word(ENGLISH)
        || TOGETHER.iter().any(|(one, other)| plain.contains(one) && plain.contains(other))
        || is_about && (has(ACTS) || has_word(ACTS_ENGLISH))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::memo::plain::Plain;

    fn is_sign(text: &str) -> bool {
        is_sign_of_the_client(&Plain::new(text).chars().iter().collect::<String>())
    }

    #[test]
    fn case_words_for_a_call_a_meeting_or_an_answer_are_signs_of_the_client() {
        for text in [
            "クライアントと電話で話した",
            "先方と打ち合わせ済み",
            "Zoomで説明した",
            "クライアントは了承している",
            "担当者に会った",
            "LINEで返事をもらった",
            "来月払うとのこと",
            "自動返信のみ届いた",
            "he called me",
            "Had a call with the client",
            "met them in the office",
            "The client said it is fine",
            "Only an automatic reply",
            "buyer confirmed by mail",
        ] {
            assert!(is_sign(text), "{text}");
        }
        for text in [
            "声の高さは低め",
            "マイクはU87",
            "クライアントの希望で低め",
            "整音は別料金",
            "calligraphy on the cover",
            "the theme is space",
            "tone: warm",
        ] {
            assert!(!is_sign(text), "{text}");
        }
    }
}
