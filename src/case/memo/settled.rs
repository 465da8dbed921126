//! What the worker's own words, and the names of papers, tell of an acceptance or a payment. A worker asks for both in most
//! messages: a request is no sign of either, thanks are.

use super::settlement::folded;
use std::sync::LazyLock;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// Words for an acceptance or a payment itself.
const STRONG: &[&str] = &[
    "検収",
    "検品",
    "検査完了",
    "承認",
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
    "取引完了",
    "けんしゅう",
    "payment",
    "payout",
    "paid",
    "approv",
    "accept",
    "escrow",
    "remit",
    "milestone",
];

/// Words that can mean one, beside thanks or where something is said to be done.
const WEAK: &[&str] = &[
    "報酬",
    "お代",
    "お金",
    "代金",
    "料金",
    "ギャラ",
    "謝礼",
    "口座",
    "評価",
    "領収",
    "取引ありがとうございました",
    "取引いただきありがとうございました",
    "取引いただき、ありがとうございました",
    "完了",
    "クローズ",
    "承諾",
    "了承",
    "問題な",
    "問題ござ",
    "大丈夫",
    "オーケー",
    "ok",
    "okay",
    "transfer",
    "releas",
    "settl",
    "money",
    "complet",
    "clos",
    "funds",
    "pay",
];

/// Words that hold one of those, and tell of what the worker did, or of a term.
const OWN: &[&str] = &[
    "仮払い",
    "仮払",
    "前払い",
    "納品完了",
    "収録完了",
    "録音完了",
    "修正完了",
    "作業完了",
    "編集完了",
    "制作完了",
    "対応完了",
    "完了報告",
    "が完了しました",
    "を完了しました",
    "が完了いたしました",
    "を完了いたしました",
    "振込先",
    "振り込み先",
    "支払先",
    "支払方法",
    "支払い方法",
    "支払期日",
    "支払い期日",
    "支払条件",
    "支払い条件",
    "検収をお願い",
    "検収のお願い",
    "検収をお待ち",
    "検収依頼",
    "検収期限",
    "検収の期限",
    "検収期間",
    "検収の期間",
    "検収条件",
    "検収基準",
    "承認をお願い",
    "承認のお願い",
    "承認をお待ち",
    "thanks in advance",
    "thank you in advance",
    "appreciate it if",
    "be grateful if",
    "payment terms",
    "payment details",
    "payment method",
];

const THANKS: &[&str] = &[
    "ありがと",
    "有難う",
    "有り難う",
    "有り難く",
    "感謝",
    "御礼",
    "お礼",
    "嬉し",
    "うれし",
    "安心",
    "安堵",
    "とのこと",
    "thank",
    "thx",
    "appreciat",
    "grateful",
    "glad",
    "happy",
];

/// What makes a sentence a request, a question, or one that says that it is still to come.
const STILL_TO_COME: &[&str] = &[
    "お願い",
    "願い",
    "いただけ",
    "頂け",
    "いただき次第",
    "頂き次第",
    "下さい",
    "ください",
    "待ち",
    "待って",
    "でしょうか",
    "ますか",
    "ましたか",
    "ですか",
    "まだ",
    "未",
    "いかが",
    "予定",
    "いつ",
    "期限",
    "期間",
    "までに",
    "たら",
    "場合",
    "次第",
    "れば",
    "ない",
    "なく",
    "ません",
    "遅れ",
    "遅延",
    "ため",
    "please",
    "could",
    "would",
    "when",
    "wait",
    "not",
    "n't",
    "yet",
    "pending",
    "overdue",
    "late",
    "once",
    "after",
    "if ",
    "until",
    "let me know",
    "remind",
    "check",
    "status",
    "follow",
    "look forward",
    "looking forward",
];

/// What takes back, within a clause, that something is done.
const OPEN: &[&str] = &[
    "でしょうか",
    "ますか",
    "ましたか",
    "ですか",
    "まだ",
    "未",
    "たら",
    "場合",
    "次第",
    "れば",
    "ない",
    "なく",
    "ません",
    "なかった",
    "予定",
    "not",
    "n't",
    "yet",
    "once",
    "when",
    "if ",
    "until",
    "unless",
    "would",
    "could",
    "please",
    "?",
];

const DONE: &[&str] = &[
    "ました",
    "済み",
    "済ん",
    "済で",
    "された",
    "いただいた",
    "頂いた",
    "確認でき",
    "受け取",
    "受領",
    "届い",
    "終わ",
    "あった",
    "received",
    "confirmed",
    "arrived",
    "cleared",
    "got ",
    "has been",
    "have been",
    "was ",
    "were ",
    "came",
    "went through",
    "accepted",
    "approved",
    "released",
    "paid",
    "頂戴し",
];

/// In the form in which texts are compared: strong words, weak ones, and those that tell of something else.
static WORDS: LazyLock<[Vec<String>; 3]> =
    LazyLock::new(|| [STRONG, WEAK, OWN].map(|words| words.iter().map(|word| folded(word)).collect()));
static PAPER_WORDS: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [PAPERS, OTHER_PAPERS].map(|words| words.iter().map(|word| folded(word)).collect()));

/// Do the worker's own words tell that the work was accepted, or paid? A request does not, nor a question; whatever else has a
/// word for it does.
pub fn own_words_tell_of_settlement(text: &str) -> bool {
    let [strong, weak, own] = &*WORDS;
    // most texts have nothing to fold, and a record has many
    let mut plain = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.to_lowercase(),
        _ => folded(text),
    };
    if !strong.iter().chain(weak).any(|word| plain.contains(word.as_str())) {
        return false;
    }
    for own in own {
        plain = plain.replace(own.as_str(), " ");
    }
    let ends = ['。', '!', '\n', '.', ';', '…'];
    let mut sentences = plain.split_inclusive('?').flat_map(|part| part.split(ends));
    sentences.any(sentence_tells)
}

fn sentence_tells(sentence: &str) -> bool {
    let [strong, weak, _] = &*WORDS;
    let first = |part: &str, words: &[String]| words.iter().filter_map(|word| find_word(part, word)).min();
    let holds = |part: &str, words: &[&str]| words.iter().any(|word| part.contains(word));
    let is_named = |part: &str| first(part, strong).is_some() || first(part, weak).is_some();
    if first(sentence, strong).is_some() && !holds(sentence, STILL_TO_COME) && !sentence.ends_with('?') {
        return true;
    }
    // 「検収いただき、ありがとうございます」: thanks for what is named before them
    let named = first(sentence, strong).into_iter().chain(first(sentence, weak)).min();
    let thanked = THANKS.iter().filter(|word| !word.is_ascii()).filter_map(|word| sentence.rfind(word)).max();
    if named.zip(thanked).is_some_and(|(named, thanked)| named < thanked) {
        return true;
    }
    sentence.split(['、', ',']).any(|clause| {
        is_named(clause) && (holds(clause, THANKS) || holds(clause, DONE)) && !holds(clause, OPEN)
    })
}

/// A word inside a text: of Japanese ones any part, of English ones the beginning of a word.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let begins = |at: &usize| {
        let before = text[..*at].chars().next_back();
        !word.is_ascii() || before.is_none_or(|c| !c.is_ascii_alphabetic())
    };
    // "ok" and "pay" are words of their own, and parts of others
    let ends = |at: &usize| {
        let after = text[*at + word.len()..].chars().next();
        word.len() > 3 || !word.is_ascii() || after.is_none_or(|c| !c.is_ascii_alphabetic())
    };
    text.match_indices(word).map(|(at, _)| at).filter(begins).find(ends)
}

/// Parts of names of papers that come with an acceptance or a payment.
const PAPERS: &[&str] = &[
    "検収",
    "検品",
    "検査",
    "承認",
    "合格",
    "受け入れ",
    "受入",
    "受領",
    "支払",
    "払い",
    "入金",
    "振込",
    "振り込",
    "着金",
    "送金",
    "精算",
    "領収",
    "取引完了",
    "完了通知",
    "完了証",
    "クローズ",
    "けんしゅう",
    "レシート",
    "報酬",
    "給与明細",
    "源泉徴収",
    "入出金",
    "通帳",
    "口座",
    "明細",
    "確定",
    "評価",
    "完了",
    "取引",
];
const PAPERS_ENGLISH: &[&str] = &[
    "accept",
    "approv",
    "inspect",
    "receipt",
    "payment",
    "payout",
    "payslip",
    "paid",
    "remittance",
    "released",
    "settlement",
    "transfer",
    "statement",
    "bank",
    "review",
    "complet",
];
/// Names that hold one of those: terms, and what the worker sends.
const OTHER_PAPERS: &[&str] = &[
    "仮払い",
    "仮払",
    "前払い",
    "検収依頼",
    "検収条件",
    "検収基準",
    "検収期限",
    "検収期間",
    "検収の条件",
    "検収のお願い",
    "承認依頼",
    "支払条件",
    "支払い条件",
    "支払期日",
    "支払い期日",
    "支払サイト",
    "支払先",
    "支払い先",
    "振込先",
    "振り込み先",
    "payment terms",
    "payment_terms",
    "payment-terms",
    "acceptance criteria",
    "acceptance_criteria",
    "acceptance-criteria",
    "納品完了",
    "完了報告",
    "収録完了",
    "録音完了",
    "見積明細",
    "見積もり明細",
    "口座振込先",
    "取引条件",
    "取引先",
];

/// Does the name of a paper tell of an acceptance or a payment?
pub fn paper_tells_of_settlement(name: &str) -> bool {
    let [papers, others] = &*PAPER_WORDS;
    let mut plain = folded(name);
    for other in others {
        plain = plain.replace(other.as_str(), " ");
    }
    papers.iter().any(|word| plain.contains(word.as_str()))
        || PAPERS_ENGLISH.iter().any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_s_thanks_tell_of_an_acceptance_or_a_payment() {
        for text in [
            "検収いただきありがとうございます。",
            "お支払いありがとうございました!",
            "早速の検収、誠にありがとうございます",
            "入金確認しました",
            "ご入金ありがとうございます",
            "本日、入金を確認いたしました。またよろしくお願いいたします。",
            "検収していただき、ありがとうございます。",
            "検収いただきましたので、評価をお願いいたします。",
            "お振込みいただけました。",
            "お振込を確認できました。",
            "OKとのことで安心しました。",
            "問題ないとのこと、ありがとうございます。",
            "評価いただきありがとうございました",
            "完了のご連絡をいただき、ありがとうございます。",
            "トークルームのクローズありがとうございました",
            "検収済みですね。",
            "いつもありがとうございます。検収の件、承知しました。",
            "Thanks for the payment!",
            "Thank you for accepting the delivery.",
            "I received the payment today.",
            "The payment has arrived. Please leave a review.",
            "Thanks for approving, could you also leave feedback?",
            "Glad the milestone was approved",
            "Payment received, thank you",
            "You released the funds, thank you.",
        ] {
            assert!(own_words_tell_of_settlement(text), "{text}");
        }
    }

    #[test]
    fn what_the_worker_asks_for_tells_that_it_is_still_to_come() {
        for text in [
            "検収をお願いいたします。",
            "ご検収のほど、よろしくお願いいたします。いつもありがとうございます。",
            "いつもありがとうございます、ご検収のほどお願いします",
            "検収がまだのようですので、ご確認をお願いします。",
            "検収の状況はいかがでしょうか。",
            "検収が完了しましたらお知らせください。",
            "検収いただけましたでしょうか?",
            "検収が行われないまま、7日が経過しました。",
            "いまだ検収がなく、困っております。",
            "お支払いはいつ頃になりますか?",
            "振込先をお送りしました。",
            "収録が完了しました。ありがとうございました。",
            "修正完了しました。ご指摘ありがとうございました。",
            "納品いたします。お受け取りください。",
            "ご確認の状況はいかがでしょうか。",
            "ありがとうございます。引き続きよろしくお願いいたします。",
            "Could you approve the milestone?",
            "Please accept the delivery. Thanks in advance.",
            "I have not received the payment yet.",
            "Thanks, could you approve the work?",
            "I'd appreciate it if you could release the funds.",
            "Here are the files. Thank you!",
            "payload of the box office, tokyo, wireless",
            "",
        ] {
            assert!(!own_words_tell_of_settlement(text), "{text}");
        }
    }

    #[test]
    fn names_of_papers_tell_of_an_acceptance_or_a_payment() {
        for name in [
            "検収書.pdf",
            "資料/検収完了通知.txt",
            "支払明細.pdf",
            "お支払い通知書.pdf",
            "receipt.pdf",
            "領収書",
            "振込明細.png",
            "PaymentReceipt.pdf",
            "invoice-PAID.pdf",
            "acceptance.pdf",
            "検収依頼への検収書.pdf",
        ] {
            assert!(paper_tells_of_settlement(name), "{name}");
        }
        for name in [
            "依頼書.pdf",
            "資料/台本.txt",
            "契約書.pdf",
            "請求書.pdf",
            "振込先.txt",
            "仮払いの案内.txt",
            "payment terms.pdf",
            "brief.pdf",
            "script_final.txt",
        ] {
            assert!(!paper_tells_of_settlement(name), "{name}");
        }
    }
}
