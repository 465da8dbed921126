//! What is left of an event's line beside its date, round and quotation. It is read word by word: only where every word of
//! it is known does the line say that something happened, or that it has not.

use super::details;
use super::event::{EventKind, NAMES};
use super::money::Money;
use super::plain::{Cursor, Plain};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the rest of a line says of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// It happened.
    Happened,
    /// It has not happened, or is planned.
    Not,
    /// Some of it is not understood.
    Open,
}

/// A word of a rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// It changes nothing.
    Joint,
    /// It happened.
    Done,
    /// It did not, or not yet.
    Not,
    /// Nothing is sure as of then: 「11/20時点」 says something only with 「まだ」.
    AsOf,
}

use Word::{AsOf, Done, Joint, Not};

/// Words of every kind of event, with `|` between.
const WORDS: [(&str, Word); 4] = [
    (
        "クライアント様|クライアント|とのことです|とのこと|先方|当方|事務局|運営|より|から|にて|です|さん|様|は|が\
    |を|に|で|の|も|頃|ごろ|朝|昼|夕方|夜|深夜|the|a|by|client|buyer|it|has|have|been|was|is|come|came|happened",
        Joint,
    ),
    (
        "されました|いただきました|しました|ありました|された|いただいた|あった|あり|した|済み|済|ずみ|完了|done\
    |completed",
        Done,
    ),
    (
        "まだ|未|未了|未定|未実施|なし|無し|ない|ありません|していません|されていません|していない|されていない\
    |来ていません|来ていない|届いていません|届いていない|しなかった|されなかった|予定|見込み|見込|待ち\
    |これから|not|no|none|never|yet|pending|planned|expected|scheduled|waiting|hasn't|haven't|didn't|isn't|wasn't",
        Not,
    ),
    ("時点|現在|as of", AsOf),
];

/// Each word with what it says.
fn each<'a>(lists: &'a [(&'static str, Word)]) -> impl Iterator<Item = (&'static str, Word)> + 'a {
    lists.iter().flat_map(|(words, word)| words.split('|').map(move |text| (text, *word)))
}

/// Words beyond those, by what the line is about.
fn words_of(kind: EventKind) -> &'static [(&'static str, Word)] {
    use EventKind::*;
    match kind {
        CompletionReport => &[("納品|報告|音声", Joint), ("submitted|delivered", Done)],
        Attachment | LinkSent => &[
            ("納品|送付|提出|音声|データ|ファイル|メッセージ|files", Joint),
            ("sent|submitted|delivered", Done),
        ],
        Acknowledgement => &[
            ("受領|返信|連絡|受け取り|確認", Joint),
            ("受け取りました|受け取った|問題ない|問題なし|問題ありません|received|confirmed", Done),
        ],
        Inspection => &[("検収|承認|approve|complete|クローズ", Joint), ("accepted|approved", Done)],
        Payment => {
            &[("報酬|支払い|支払|入金|振込|振り込み|着金|全額|確認|in full", Joint), ("paid|received", Done)]
        }
        ChangeRequest => &[("修正|依頼", Joint)],
        Reminder => &[("確認|お願い|送信", Joint), ("sent", Done)],
        NudgeRequest | PlatformNudge | PlatformReply | AutoReply => &[("申請", Joint), ("sent", Done)],
        // that it was answered is read as its result
        TerminationRequest => &[("受信", Joint), ("received", Done)],
    }
}

/// Words as they are compared, the longest first.
type Vocabulary = Vec<(String, Word)>;

static OF_KIND: LazyLock<HashMap<EventKind, Vocabulary>> = LazyLock::new(|| {
    let of = |kind| {
        let names = NAMES.iter().filter(move |(of, ..)| *of == kind).flat_map(|(.., names)| names.iter());
        let names = names.map(|name| (*name, Joint));
        (kind, vocabulary(names.chain(each(&WORDS)).chain(each(words_of(kind)))))
    };
    EventKind::ALL.into_iter().map(of).collect()
});

/// Words of a line that says what is not so. What says that something happened is none: 「検収完了、入金待ち」 tells of both.
static OF_NOTHING: LazyLock<Vocabulary> = LazyLock::new(|| {
    let of_kinds = NAMES.iter().flat_map(|(kind, _, names)| {
        let joints = each(words_of(*kind)).filter(|(_, word)| *word == Joint).map(|(text, _)| text);
        names.iter().copied().chain(joints)
    });
    let nouns = of_kinds.chain(["paid", "accepted", "approved", "received"]).map(|text| (text, Joint));
    let words = nouns.chain(each(&WORDS).filter(|(_, word)| *word != Done));
    vocabulary(words.filter(|(text, _)| !text.contains("完了")))
});

fn vocabulary<'a>(words: impl Iterator<Item = (&'a str, Word)>) -> Vocabulary {
    let mut words: Vocabulary = words.map(|(text, word)| (folded(text), word)).collect();
    words.sort_by_key(|(text, _)| std::cmp::Reverse(text.chars().count()));
    words
}

/// Reads what is left of a line. `fee`: the fee as agreed, where it is known; any other amount may be a part of it.
pub(super) fn rest(kind: EventKind, note: &str, fee: Option<&Money>) -> Rest {
    read(note, &OF_KIND[&kind], &|amount| kind == EventKind::Payment && is_whole(amount, fee))
}

/// What came of a request, as whole words.
const RESULTS: &str = "承認|承認済み|承認済|承認されました|承認された|否認|不承認|未承認|却下|却下されました|却下された|見送り\
    |審査中|待ち|結果待ち|回答待ち|送信|送信済み|送信済|実施済み|連絡済み|連絡済|approved|denied|declined|rejected|refused\
    |not approved|pending|sent|accepted|done";
/// What became of a request to end the contract.
const ANSWERS: &str = "拒否|拒否した|拒否しました|拒否済み|却下|却下した|否認|同意|同意した|同意しました|同意していない\
    |取り下げ|取下げ|取り下げられた|撤回|撤回された|未回答|未対応|回答済み|回答済|declined|rejected|refused|agreed\
    |withdrawn|answered|not answered|unanswered|not yet|no answer";

/// Does a text say what came of a request, and nothing else?
pub(super) fn is_result(kind: EventKind, text: &str) -> bool {
    let words = match kind {
        EventKind::NudgeRequest => RESULTS,
        EventKind::TerminationRequest => ANSWERS,
        _ => return false,
    };
    let signs = |c: char| c.is_whitespace() || "()、。,.".contains(c);
    let text = folded(text);
    words.split('|').any(|word| folded(word) == text.trim_matches(signs))
}

/// Could words that are quoted deny the event itself? What the client or support said stands for itself; the worker's own
/// acts, an acceptance and a payment are printed without it.
pub(super) fn denies(kind: EventKind, quote: &str) -> bool {
    use EventKind::*;
    const DENIALS: &str = "ない|なか|ません|未|まだ|できず|せず|失敗|エラー|取り消|取消|取り下げ|差し戻|拒否|却下|予定|無効|not|n't|fail\
    |error|cancel|reject|refus|withdr|undone|pending";
    let of_another =
        matches!(kind, Acknowledgement | AutoReply | ChangeRequest | PlatformReply | TerminationRequest);
    let quote = folded(quote);
    !of_another && DENIALS.split('|').any(|word| quote.contains(word))
}

/// Does a line that is not of the notes' form say no more than that something is not so? 「検収はまだです」
pub(super) fn says_not(text: &str) -> bool {
    read(text, &OF_NOTHING, &|_| false) == Rest::Not
}

fn read(text: &str, words: &Vocabulary, is_amount: &dyn Fn(&str) -> bool) -> Rest {
    let plain = Plain::new(text);
    let chars = plain.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if " 、。,.;・:()-!".contains(chars[at]) {
            at += 1;
        } else if let Some(end) = counted(chars, at).or_else(|| file_name(chars, at)) {
            at = end;
        } else if let Some((length, word)) = word_at(chars, at, words) {
            found.push(word);
            at += length;
        } else if let Some(end) = amount(chars, at).filter(|end| is_amount(plain.written(at..*end))) {
            at = end;
        } else {
            return Rest::Open;
        }
    }
    let has = |word| found.contains(&word);
    match (has(Not), has(Done) || has(AsOf)) {
        (true, _) if has(Done) => Rest::Open,
        (true, _) => Rest::Not,
        (false, _) if has(AsOf) => Rest::Open,
        (false, _) => Rest::Happened,
    }
}

fn folded(text: &str) -> String {
    Plain::new(text).chars().iter().collect()
}

/// The longest word that begins here; letters of the Latin alphabet do not run on.
fn word_at(chars: &[char], at: usize, words: &[(String, Word)]) -> Option<(usize, Word)> {
    let is_letter = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    words.iter().find_map(|(text, word)| {
        Cursor::new(chars, at).text(text)?;
        let length = text.chars().count();
        let runs_on = is_letter(at + length - 1) && is_letter(at + length)
            || is_letter(at) && at.checked_sub(1).is_some_and(is_letter);
        (!runs_on).then_some((length, *word))
    })
}

/// `2回目`, `3点`, `②`: which time it was, or how many files.
fn counted(chars: &[char], at: usize) -> Option<usize> {
    const UNITS: &[&str] = &["回目", "回", "点", "件", "本", "個", "ファイル", "files", "file", "通目", "通"];
    let before = at.checked_sub(1).map(|at| chars[at]);
    if let Some(found) = details::round(&chars[at..]).filter(|found| found.part.start == 0) {
        return Some(at + found.part.end);
    }
    let mut c = Cursor::new(chars, at);
    c.number()?;
    c.spaces();
    if UNITS.iter().any(|unit| c.text(unit).is_some()) {
        return Some(c.at);
    }
    // a number in parentheses, which stood behind the name
    (before == Some('(') && c.peek() == Some(')')).then_some(c.at)
}

/// `a_v2.wav`: a file by its name.
fn file_name(chars: &[char], at: usize) -> Option<usize> {
    const ENDS: &[&str] =
        &[".wav", ".mp3", ".flac", ".aiff", ".aif", ".m4a", ".ogg", ".opus", ".zip", ".txt", ".pdf", ".docx"];
    let ends = |c: &char| " 、。,()".contains(*c);
    let end = at + chars[at..].iter().position(ends).unwrap_or(chars.len() - at);
    let name: String = chars[at..end].iter().collect();
    let is_name = ENDS.iter().any(|suffix| name.strip_suffix(suffix).is_some_and(|stem| !stem.is_empty()));
    is_name.then_some(end)
}

/// `8,800円`
fn amount(chars: &[char], at: usize) -> Option<usize> {
    let ends = |c: &char| " 、。()".contains(*c);
    let end = at + chars[at..].iter().position(ends).unwrap_or(chars.len() - at);
    chars[at..end].iter().any(char::is_ascii_digit).then_some(end)
}

fn is_whole(amount: &str, fee: Option<&Money>) -> bool {
    let paid = Money::read(amount);
    paid.zip(fee).is_some_and(|(paid, fee)| paid.amount == fee.amount && paid.currency == fee.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::*;
    use proptest::prelude::*;

    #[test]
    fn case_a_rest_counts_only_where_every_word_is_known() {
        for (kind, note) in [
            (Inspection, "済み"),
            (Inspection, "検収されました"),
            (Inspection, "先方より承認済み"),
            (Payment, "確認済み"),
            (Payment, "8,800円"),
            (Payment, "received in full"),
            (CompletionReport, "音声3点"),
            (Attachment, "第2話_ナレーション_v2.wav"),
            (Reminder, "(2回目)"),
            (Reminder, "送信済み"),
            (Acknowledgement, "問題ないとのこと"),
        ] {
            let fee = Money::read("8,800円(税込)");
            assert_eq!(rest(kind, note, fee.as_ref()), Rest::Happened, "{note}");
        }
        for (kind, note) in [
            (Inspection, "まだ"),
            (Inspection, "時点でまだ"),
            (Inspection, "されなかった"),
            (Payment, "予定"),
            (Payment, "not yet"),
            (Acknowledgement, "hasn't come"),
            (TerminationRequest, "なし"),
            (Reminder, "予定"),
        ] {
            assert_eq!(rest(kind, note, None), Rest::Not, "{note}");
        }
        for (kind, note) in [
            (CompletionReport, "ボタンが押せなかった"),
            (CompletionReport, "エラーで失敗"),
            (CompletionReport, "取り下げ"),
            (CompletionReport, "差し戻された"),
            (CompletionReport, "押せなかったのでメッセージに添付"),
            (CompletionReport, "failed, button missing"),
            (Reminder, "送らなかった"),
            (Reminder, "下書きのみ"),
            (Reminder, "送信失敗"),
            (NudgeRequest, "できなかった"),
            (PlatformNudge, "届かなかった"),
            (Inspection, "差し戻し"),
            (Inspection, "拒否された"),
            (Inspection, "期限"),
            (Inspection, "お願いした"),
            (Inspection, "時点"),
            (Inspection, "未完了"),
            (Payment, "着手金のみ"),
            (Payment, "4,400円"),
            (Payment, "遅延"),
            (Payment, "振込エラーで戻った"),
            (Payment, "取り消された"),
            (ChangeRequest, "なしとのことだったが後日あり"),
            (ChangeRequest, "1:30あたりをゆっくり"),
            (LinkSent, "期限切れのため再送"),
            (Attachment, "台本の確認用"),
        ] {
            let fee = Money::read("8,800円");
            assert_eq!(rest(kind, note, fee.as_ref()), Rest::Open, "{note}");
        }
    }

    #[test]
    fn case_a_line_that_says_no_more_than_not() {
        for text in ["検収はまだです", "入金待ち", "Not paid yet", "検収なし"] {
            assert!(says_not(text), "{text}");
        }
        for text in ["検収されました", "検収完了、入金待ち", "まだと思ったら検収されていた", "電話あり"]
        {
            assert!(!says_not(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn case_words_that_nobody_knows_make_no_event_certain(
            kind in prop::sample::select(EventKind::ALL.as_slice()),
            rest in "[ァ-ヴー一-龠a-z]{1,12}",
            known in prop::sample::select(vec!["", "済み ", "完了", "1回目 ", "まだ"]),
        ) {
            let is_known = each(&WORDS).chain(each(words_of(kind))).map(|(text, _)| text)
                .chain(NAMES.iter().flat_map(|(.., names)| names.iter().copied()))
                .any(|word| folded(&rest).contains(&folded(word)));
            prop_assume!(!is_known);
            prop_assert_eq!(super::rest(kind, &format!("{known}{rest}"), None), Rest::Open);
        }
    }
}
