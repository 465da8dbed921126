//! Words for an acceptance or a payment, in any text: notes, remarks, messages. They decide nothing; a text that holds one
//! of them is no ground for saying that neither is recorded.

use super::plain::Plain;
use std::sync::LazyLock;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// Parts of Japanese words; of these, none is looked for inside [`OTHERS`].
const JAPANESE: &[&str] = &[
    "検収",
    "検品",
    "検査完了",
    "承認",
    "承諾",
    "了承",
    "合格",
    "受け入れ",
    "受入",
    "支払",
    "払い",
    "払っ",
    "入金",
    "振込",
    "振り込",
    "着金",
    "送金",
    "精算",
    "報酬確定",
    "取引完了",
    "完了",
    "クローズ",
    "エスクロー",
    "オーケー",
    "問題な",
    "問題あり",
    "問題ござ",
    "大丈夫です",
    "けんしゅう",
    "验收",
    // money that came, by other words
    "ギャラ",
    "口座",
    "お金",
    "お代",
    "代金",
    "源泉徴収",
    // a rating is given when all is done
    "評価",
    "レビュー",
    "★",
    // content, by whatever word
    "確認しました",
    "確認いたしました",
    "確認致しました",
    "確認できました",
    "確認済",
    "拝聴",
    "聴きました",
    "聞きました",
    "完璧",
    "ばっちり",
    "バッチリ",
    "採用",
    "確定",
    "校了",
    "最高",
    "素晴らし",
    "すばらし",
    "満足",
    "気に入",
    "良かった",
    "よかった",
    "いい感じ",
    "良い感じ",
    "手続き",
    "進めます",
    "進めさせ",
    "使わせ",
    "使用させ",
    "公開し",
    "公開させ",
    "いきます",
    "行きます",
    "次回",
    "おっけ",
    "おけです",
    "おｋ",
    "👍",
    "👌",
    "🙆",
    "⭕",
    "✅",
    "🎉",
    "💯",
];

/// Words that hold one of those, and mean something else: money that is held, the worker's own report, and the request or the
/// term for an acceptance, which tell that it is still to come.
const OTHERS: &[&str] = &[
    "仮払い",
    "仮払",
    "納品完了報告",
    "前払い",
    "検収をお願い",
    "検収のお願い",
    "検収をお待ち",
    "検収ください",
    "検収下さい",
    "検収依頼",
    "検収期限",
    "検収の期限",
    "検収期間",
    "承認をお願い",
    "承認のお願い",
    "承認をお待ち",
];

/// Beginnings of English words.
const ENGLISH: &[&str] = &[
    "accept",
    "approv",
    "inspect",
    "complet",
    "payment",
    "payout",
    "releas",
    "escrow",
    "transfer",
    "settle",
    "remit",
    "close",
    "money",
    "perfect",
    "wonderful",
    "excellent",
    "great",
    "awesome",
    "fantastic",
    "amazing",
    "exactly",
    "happy",
    "love",
    "satisf",
    "pleased",
    "lgtm",
    "publish",
    "final",
    "confirmed",
    "review",
    "rating",
    "feedback",
];
/// English words: "pay" is no part of "payload".
const WHOLE: &[&str] = &[
    "paid", "pay", "pays", "paying", "wire", "wired", "ok", "okay", "closing", "signed", "fine", "done",
    "nice", "listened",
];

static FOLDED: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [JAPANESE, OTHERS].map(|words| words.iter().map(|word| folded(word)).collect()));

/// Does a text hold a word for an acceptance or a payment?
pub fn tells_of_settlement(text: &str) -> bool {
    // most texts have nothing to fold, and a record has many
    let mut plain = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.to_lowercase(),
        _ => folded(text),
    };
    let [japanese, others] = &*FOLDED;
    for other in others {
        plain = plain.replace(other.as_str(), " ");
    }
    if japanese.iter().any(|word| plain.contains(word.as_str()))
        || plain.contains("looks good")
        || plain.contains("all good")
    {
        return true;
    }
    let mut words = plain.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| WHOLE.contains(&word) || ENGLISH.iter().any(|begin| word.starts_with(begin)))
}

pub(super) fn folded(text: &str) -> String {
    Plain::new(text).chars().iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_an_acceptance_or_a_payment_are_found_in_any_text() {
        for text in [
            "検収しました。ありがとうございました。",
            "検収完了しました。お支払いは月末です。",
            "報酬が振り込まれた",
            "先方いわく検収は済んでいる",
            "納品を承認いたしました",
            "これでOKです",
            "問題ありませんでした",
            "内容に問題ございません",
            "けんしゅう済みです",
            "検収をお願いされた分は完了しました",
            "Money sent!",
            "Order completed",
            "client approved on 10 October, paid in full",
            "Escrow released",
            "We'll pay you next week",
            "I've released the milestone",
        ] {
            assert!(tells_of_settlement(text), "{text}");
        }
        for text in [
            "受け取りました。確認して明日ご連絡します。",
            "仮払いしました",
            "納品完了報告を拝見しました",
            "納品されました。内容をご確認のうえ、検収をお願いいたします。",
            "検収の期限は7日です",
            "第2話の冒頭だけ、もう少しゆっくり",
            "Thanks, I'll listen tomorrow.",
            "payload of the box office, tokyo, wireless",
            "",
        ] {
            assert!(!tells_of_settlement(text), "{text}");
        }
    }
}
