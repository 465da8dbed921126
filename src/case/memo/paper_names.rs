//! Names of papers that come with an acceptance or a payment.

use super::settlement::folded;
use std::sync::LazyLock;

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

static PAPER_WORDS: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [PAPERS, OTHER_PAPERS].map(|words| words.iter().map(|word| folded(word)).collect()));

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
