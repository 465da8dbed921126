//! What the worker's own words tell of an acceptance or a payment. A worker asks for both in most
//! messages: a request is no sign of either, thanks are.

use super::own_words::{DONE, OPEN, OWN, STILL_TO_COME, STRONG, THANKS, WEAK};
use super::settlement::folded;
use std::sync::LazyLock;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// In the form in which texts are compared: strong words, weak ones, and those that tell of something else.
static WORDS: LazyLock<[Vec<String>; 3]> =
    LazyLock::new(|| [STRONG, WEAK, OWN].map(|words| words.iter().map(|word| folded(word)).collect()));
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
}
