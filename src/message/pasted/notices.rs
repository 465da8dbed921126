//! What a service writes in several sentences: what somebody did, and a courtesy or a request behind it.

use super::acts::is_service;

/// What such a sentence is about.
const ABOUT: &[&str] = &[
    "検収",
    "検品",
    "承認",
    "承諾",
    "契約",
    "取引",
    "報酬",
    "支払",
    "入金",
    "返金",
    "仮払",
    "キャンセル",
    "クローズ",
    "評価",
    "退会",
    "退出",
    "退室",
    "離れ",
    "ブロック",
    "利用停止",
    "差し戻",
    "正式な納品",
    "業務",
    "お仕事",
    "受理",
    "却下",
    "辞退",
    "評価が",
    "追加し",
];

/// With these the worker speaks of what they did, or somebody asks.
const OWN: &[&str] = &[
    "いただ",
    "頂",
    "お送り",
    "いたし",
    "致し",
    "させて",
    "録音",
    "収録",
    "直し",
    "納品し",
    "確認し",
    "でしょうか",
    "ますか",
    "たい",
    "まだ",
    "ください",
    "下さい",
    "お願い",
    "ありがとう",
    "思い",
    "存じ",
];

/// `検収が完了し、契約が終了しました。クライアントの評価をお願いします。`, `This contract has ended. You can still send messages.`: does
/// one of its sentences tell of an act, as services do?
pub(super) fn is_notice(text: &str) -> bool {
    const LONG: usize = 160; // characters
    if text.chars().count() > LONG {
        return false;
    }
    let cannot = [
        "送信できません",
        "返信できません",
        "送れません",
        "can no longer reply",
        "can't reply",
        "cannot reply",
    ];
    let lower = text.to_lowercase().replace('’', "'");
    if cannot.iter().any(|word| lower.contains(word)) {
        return true;
    }
    let ends = ['。', '！', '!', '？', '?'];
    let japanese = text.split(ends).map(str::trim).any(tells_in_japanese);
    let sentences = text.split_inclusive(['.', '!', '?']).map(str::trim).filter(|part| !part.is_empty());
    let several = sentences.clone().count() > 1;
    japanese || several && text.is_ascii() && sentences.into_iter().any(tells_in_english)
}

fn tells_in_japanese(sentence: &str) -> bool {
    const LONG: usize = 48; // characters: two clauses of a service
    let told = ["ました", "されました", "ています", "済みです"].iter().any(|end| sentence.ends_with(end));
    told && sentence.chars().count() <= LONG
        && !sentence.starts_with("納品")
        && ABOUT.iter().any(|word| sentence.contains(word))
        && !OWN.iter().any(|word| sentence.contains(word))
}

fn tells_in_english(sentence: &str) -> bool {
    const WORDS: usize = 16;
    let bare = sentence.trim_end_matches(['.', '!', '?']);
    let asks = sentence.ends_with('?');
    !asks
        && bare.split_whitespace().count() <= WORDS
        && (is_service(bare) || bare.split(" and ").any(is_service))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_what_services_write_in_several_sentences() {
        for text in [
            "取引が完了しました。お疲れさまでした。",
            "検収が完了し、契約が終了しました。クライアントの評価をお願いします。",
            "クライアントの検収が完了しました。評価を入力してください。",
            "購入者が正式な納品を承諾しました。お疲れさまでした！",
            "トークルームはクローズされました。ご利用ありがとうございました。",
            "おめでとうございます！検収が完了し、報酬が確定しました。",
            "お疲れさまでした！お仕事が無事に完了し、クライアントから評価が届きました。",
            "取引相手が退会したため、メッセージを送信できません",
            "相手が利用停止中のため返信できません",
            "Your work was approved by the client. Your payment will be available in 5 days.",
            "Order completed. How was your experience with Dana?",
            "This contract has ended. You can still send messages to Dana.",
            "Congratulations! Your client approved the work and your payment is on the way.",
            "You can no longer reply to this conversation because Dana left.",
        ] {
            assert!(is_notice(text), "{text}");
        }
        for text in [
            "納品が完了しました。ご確認をお願いいたします。",
            "検収をお願いいたします。",
            "第2話を修正しました。",
            "お世話になっております。契約内容を確認しました。",
            "お支払いはまだでしょうか。",
            "Here are the files. Please have a look.",
            "Thank you. I will wait for the payment.",
            "ご検収いただきありがとうございました。",
            "お支払いありがとうございました。",
        ] {
            assert!(!is_notice(text), "{text}");
        }
    }
}
