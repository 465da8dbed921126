//! Names that resemble each other: 港町制作さん and 港町制作. Whoever bears such a name can be the client, whatever was said
//! of them.

use unicode_normalization::UnicodeNormalization as _;

/// A name without what people add to names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plain(Vec<char>);

/// Words that stand beside names: of address, of firms.
const WORDS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "inc", "ltd", "llc", "llp", "co", "corp", "company", "limited", "gmbh",
    "the", "team", "official",
];
/// The same where nothing stands between.
const AFTER: &[&str] = &[
    "さん",
    "さま",
    "様",
    "氏",
    "殿",
    "御中",
    "くん",
    "君",
    "ちゃん",
    "先生",
    "株式会社",
    "有限会社",
    "合同会社",
    "(株)",
    "(有)",
    "公式",
    "担当",
    "担当者",
];
const BEFORE: &[&str] = &["株式会社", "有限会社", "合同会社", "(株)", "(有)"];

/// The form in which names are compared: one width, one case, one kind of kana, no signs, no words of address.
pub(super) fn plain(name: &str) -> Plain {
    // of a mail's sender the name; the address where there is nothing else
    let shown = match name.rsplit_once('<') {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => name,
    };
    let mut folded: String = shown.nfkc().flat_map(char::to_lowercase).map(hiragana).collect();
    folded = folded.trim().to_owned();
    let shorter = |text: &str| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || "・,.、。:;-_/|".contains(c));
        let kana = |word: &&str| word.chars().map(hiragana).collect::<String>();
        let after = AFTER.iter().map(kana).find_map(|w| text.strip_suffix(&*w).map(str::to_owned));
        let before = || BEFORE.iter().map(kana).find_map(|w| text.strip_prefix(&*w).map(str::to_owned));
        after.or_else(before).filter(|rest| rest.chars().any(char::is_alphanumeric))
    };
    while let Some(rest) = shorter(&folded) {
        folded = rest;
    }
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !WORDS.contains(word));
    let kept: Vec<char> = words.flat_map(str::chars).collect();
    Plain(if kept.is_empty() { folded.chars().filter(|c| c.is_alphanumeric()).collect() } else { kept })
}

fn hiragana(c: char) -> char {
    const APART: u32 = 'ァ' as u32 - 'ぁ' as u32;
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - APART).unwrap_or(c),
        _ => c,
    }
}

impl Plain {
    /// Could both be names of one person or firm?
    pub(super) fn resembles(&self, other: &Plain) -> bool {
        let (short, long) =
            if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        match short.len() {
            0 => true, // signs alone tell nobody apart
            1 => long == short,
            least => {
                let most = if least >= 6 { 2 } else { usize::from(least >= 3) };
                long.windows(least).any(|part| part == short) || is_within(short, long, most)
            }
        }
    }
}

/// Names longer than this are compared by their beginnings.
const LONGEST: usize = 64;

/// Do at most so many letters have to be changed, added or taken away to make one of the other?
fn is_within(a: &[char], b: &[char], most: usize) -> bool {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    if most == 0 || a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_resemble_each_other_and_others_do_not() {
        for (a, b) in [
            ("港町制作", "港町制作さん"),
            ("港町制作", "港町 制作 様"),
            ("港町制作", "株式会社港町制作"),
            ("港町制作", "（株）港町制作（担当）"),
            ("港町制作", "港町制作 <info@example.jp>"),
            ("港町制作", "港町製作"),
            ("港町制作", "港町制作 三浦"),
            ("白樺スタジオ", "白樺ｽﾀｼﾞｵ"),
            ("みなと", "ミナト"),
            ("Harbor Audio", "ＨＡＲＢＯＲ　ＡＵＤＩＯ, Inc."),
            ("harbor_audio", "Harbor Audio"),
            ("Harbor Audio", "Harbour Audio"),
            ("港町", "⚓"),
        ] {
            assert!(plain(a).resembles(&plain(b)) && plain(b).resembles(&plain(a)), "{a} {b}");
        }
        for (a, b) in
            [("港町制作", "むぎ"), ("港町", "海町"), ("Harbor Audio", "Mugi"), ("A", "B"), ("港町", "事務局")]
        {
            assert!(!plain(a).resembles(&plain(b)), "{a} {b}");
        }
    }
}
