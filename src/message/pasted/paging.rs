//! Marks of pages that show a part of something: where the next part is, which part this is, what was searched for.

/// What a line says of the page that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paging {
    /// There is another part: where the line stands, or in the direction that it names.
    Another,
    /// The page shows a part only, wherever the line stands.
    Part,
}

/// What a line says of paging, if it says nothing else.
pub(super) fn paging(line: &str) -> Option<Paging> {
    const LONGEST: usize = 48;
    const SENTENCE: [char; 6] = ['。', '、', '！', '？', '?', '!'];
    let text = line.trim().to_lowercase();
    if text.is_empty() || text.chars().count() > LONGEST || text.contains(SENTENCE) {
        return None;
    }
    match () {
        () if is_search(&text) || is_range(&text) => Some(Paging::Part),
        () if is_next(&text) => Some(Paging::Another),
        () => None,
    }
}

/// `次へ »`, `次の20件`, `Next messages`, `»`.
fn is_next(text: &str) -> bool {
    const ARROWS: &[char] =
        &['»', '«', '›', '‹', '>', '<', '≫', '≪', '→', '←', '▶', '◀', '＞', '＜', '…', '.', ' ', '|'];
    const JAPANESE: [&str; 12] = [
        "次",
        "次へ",
        "次ページ",
        "次のページ",
        "次のページへ",
        "前",
        "前へ",
        "前ページ",
        "前のページ",
        "前のページへ",
        "最後へ",
        "最新へ",
    ];
    const DIRECTIONS: [&str; 9] =
        ["next", "previous", "prev", "older", "newer", "earlier", "later", "last page", "more"];
    const THINGS: [&str; 15] = [
        "page",
        "pages",
        "message",
        "messages",
        "result",
        "results",
        "post",
        "posts",
        "comment",
        "comments",
        "reply",
        "replies",
        "items",
        "conversation",
        "entries",
    ];
    let bare = text.trim_matches(ARROWS);
    if bare.is_empty() {
        // a line of nothing but arrows: one that stands alone is a link
        let arrows = text.trim();
        return ["»", "›", ">>", "≫", "＞＞", "«", "‹", "<<", "≪", "＞", "→"].contains(&arrows);
    }
    if JAPANESE.contains(&bare) {
        return true;
    }
    let counted = bare.strip_prefix("次の").or_else(|| bare.strip_prefix("前の"));
    if counted
        .is_some_and(|rest| rest.ends_with('件') && rest.trim_end_matches('件').chars().all(char::is_numeric))
    {
        return true;
    }
    DIRECTIONS.iter().any(|direction| {
        let Some(rest) = bare.strip_prefix(direction) else { return false };
        let mut words = rest.split_whitespace();
        let with_arrow = text.len() > bare.len() || *direction == "next" || *direction == "prev";
        match words.next() {
            None => with_arrow && rest.is_empty() && *direction != "more",
            Some(word) if word.chars().all(|c| c.is_ascii_digit()) => {
                words.all(|word| THINGS.contains(&word))
            }
            Some(word) => rest.starts_with(' ') && THINGS.contains(&word) && words.next().is_none(),
        }
    })
}

/// `検索結果 3件`, `Search results for "x"`, `3 results`.
fn is_search(text: &str) -> bool {
    const ENDS: [&str; 6] = ["です", "ます", "した", "ません", "ください", "たい"];
    let japanese =
        ["検索結果", "絞り込み結果", "絞り込み中", "の検索結果"].iter().any(|word| text.contains(word));
    let english = ["search results", "results for", "showing results", "filtered by"];
    let english = english.iter().any(|word| text.starts_with(word))
        || text.split_once(' ').is_some_and(|(count, word)| {
            count.chars().all(|c| c.is_ascii_digit())
                && matches!(word, "results" | "result" | "results found")
        });
    japanese && !ENDS.iter().any(|end| text.ends_with(end)) || english
}

/// `全45件中 1〜20件を表示`, `1-20 of 45`, `Page 1 of 3`, `1 / 3ページ`: not all of it.
fn is_range(text: &str) -> bool {
    let numbers = numbers(text);
    let most = numbers.iter().copied().max().unwrap_or_default();
    let counted = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let japanese = text.contains('件') && counted(&["件中", "全", "/", "／"]) && numbers.len() >= 2;
    let page = (text.contains("page") || text.contains("ページ"))
        && counted(&[" of ", "/", "／", "中"])
        && numbers.len() == 2
        && !text
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| !["", "page", "pages", "of"].contains(&word));
    let english = text.contains(" of ") && numbers.len() == 3 && {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        const KNOWN: [&str; 14] = [
            "of",
            "to",
            "showing",
            "show",
            "messages",
            "message",
            "results",
            "items",
            "entries",
            "posts",
            "replies",
            "comments",
            "viewing",
            "displaying",
        ];
        words.into_iter().all(|word| KNOWN.contains(&word))
    };
    // "全4件中 1〜4件", "Page 1 of 1", "1-4 of 4": the first and the last are there
    let whole = match numbers.as_slice() {
        [a, b] if page => a == b && most == 1,
        [a, b] => a == b,
        [a, b, c] => (*a == 1 || *b == 1) && [a, b, c].iter().filter(|n| ***n == most).count() >= 2,
        _ => false,
    };
    (japanese || page || english) && !whole
}

fn numbers(text: &str) -> Vec<u64> {
    let wide = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let text: String = text.replace(',', "").chars().map(wide).collect();
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_paging_in_any_form() {
        for line in [
            "次へ",
            "次へ »",
            "« 前へ",
            "次のページ",
            "次の20件",
            "»",
            ">>",
            "›",
            "Next",
            "Next »",
            "Next messages",
            "Next page",
            "‹ Older posts",
            "Previous messages",
            "Next 20 messages",
            "more results",
            "Older »",
        ] {
            assert_eq!(paging(line), Some(Paging::Another), "{line}");
        }
        for line in [
            "全45件中 1〜20件を表示",
            "45件中1-20件",
            "1〜20件 / 45件",
            "1-20 of 45",
            "Showing 1 to 20 of 45 messages",
            "Page 1 of 3",
            "1 / 3ページ",
            "検索結果 3件",
            "検索結果（3件）",
            "Search results",
            "3 results",
            "Results for \"redo\"",
            "21-45 of 45",
        ] {
            assert_eq!(paging(line), Some(Paging::Part), "{line}");
        }
        for line in [
            "",
            "Next week",
            "next steps:",
            "次は第3話です",
            "次の修正",
            "前回の件",
            "全4件中 1〜4件を表示",
            "1-4 of 4",
            "Page 1 of 1",
            "1/1ページ",
            "音声を3件お送りします",
            "検索結果は3件でした",
            "2 of 3 files are ready",
            "Older brother",
            "> quoted",
            "-",
            "...",
            "more",
            "1",
            "2",
            "第1話〜第3話",
            "page 3 of the script, 2 lines",
        ] {
            assert_eq!(paging(line), None, "{line}");
        }
    }
}
