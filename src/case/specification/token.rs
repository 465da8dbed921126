//! The words of a specification, one after the other.

use super::{Format, Hundredths, Property};
use unicode_normalization::UnicodeNormalization;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    None,
    Hertz,
    Kilohertz,
    Bits,
    Channels,
    Lufs,
    Lu,
    DbTruePeak,
    Decibels,
    /// A unit of something else: minutes, kbit/s, yen.
    Other,
}

/// A word that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    Number(Hundredths, Unit),
    Property(Property),
    Format(Format),
    Channels(u32),
    Acx,
    AtMost,
    AtLeast,
    To,
    PlusMinus,
    /// Ends what belongs together.
    Stop,
}

const UNITS: &[(&str, Unit)] = &[
    ("khz", Unit::Kilohertz),
    ("キロヘルツ", Unit::Kilohertz),
    ("hz", Unit::Hertz),
    ("ヘルツ", Unit::Hertz),
    ("bits", Unit::Bits),
    ("bit", Unit::Bits),
    ("ビット", Unit::Bits),
    ("channels", Unit::Channels),
    ("channel", Unit::Channels),
    ("チャンネル", Unit::Channels),
    ("ch", Unit::Channels),
    ("lufs", Unit::Lufs),
    ("lkfs", Unit::Lufs),
    ("lu", Unit::Lu),
    ("dbtp", Unit::DbTruePeak),
    ("db tp", Unit::DbTruePeak),
    ("dbfs", Unit::Decibels),
    ("db", Unit::Decibels),
    ("デシベル", Unit::Decibels),
];

const WORDS: &[(&str, Token)] = &[
    ("サンプリング周波数", Token::Property(Property::SampleRate)),
    ("サンプリングレート", Token::Property(Property::SampleRate)),
    ("サンプルレート", Token::Property(Property::SampleRate)),
    ("sample rate", Token::Property(Property::SampleRate)),
    ("量子化ビット数", Token::Property(Property::BitDepth)),
    ("ビット深度", Token::Property(Property::BitDepth)),
    ("bit depth", Token::Property(Property::BitDepth)),
    ("チャンネル数", Token::Property(Property::Channels)),
    ("チャンネル", Token::Property(Property::Channels)),
    ("channels", Token::Property(Property::Channels)),
    ("ラウドネス", Token::Property(Property::Loudness)),
    ("loudness", Token::Property(Property::Loudness)),
    ("lufs", Token::Property(Property::Loudness)),
    ("lkfs", Token::Property(Property::Loudness)),
    ("トゥルーピーク", Token::Property(Property::TruePeak)),
    ("トゥルー・ピーク", Token::Property(Property::TruePeak)),
    ("ツルーピーク", Token::Property(Property::TruePeak)),
    ("true peak", Token::Property(Property::TruePeak)),
    ("true-peak", Token::Property(Property::TruePeak)),
    ("サンプルピーク", Token::Property(Property::SamplePeak)),
    ("ピーク", Token::Property(Property::SamplePeak)),
    ("peaks", Token::Property(Property::SamplePeak)),
    ("peak", Token::Property(Property::SamplePeak)),
    ("rms", Token::Property(Property::Rms)),
    ("ノイズフロア", Token::Property(Property::NoiseFloor)),
    ("ノイズレベル", Token::Property(Property::NoiseFloor)),
    ("ノイズ", Token::Property(Property::NoiseFloor)),
    ("背景雑音", Token::Property(Property::NoiseFloor)),
    ("暗騒音", Token::Property(Property::NoiseFloor)),
    ("noise floor", Token::Property(Property::NoiseFloor)),
    ("noise", Token::Property(Property::NoiseFloor)),
    ("モノラル", Token::Channels(1)),
    ("monaural", Token::Channels(1)),
    ("mono", Token::Channels(1)),
    ("モノ", Token::Channels(1)),
    ("ステレオ", Token::Channels(2)),
    ("stereo", Token::Channels(2)),
    ("acx", Token::Acx),
    ("wave", Token::Format(Format::Wav)),
    ("wav", Token::Format(Format::Wav)),
    ("bwf", Token::Format(Format::Wav)),
    ("aiff", Token::Format(Format::Aiff)),
    ("aif", Token::Format(Format::Aiff)),
    ("flac", Token::Format(Format::Flac)),
    ("mp3", Token::Format(Format::Mp3)),
    ("m4a", Token::Format(Format::Aac)),
    ("aac", Token::Format(Format::Aac)),
    ("alac", Token::Format(Format::Alac)),
    ("ogg", Token::Format(Format::Ogg)),
    ("vorbis", Token::Format(Format::Ogg)),
    ("or below", Token::AtMost),
    ("or less", Token::AtMost),
    ("or lower", Token::AtMost),
    ("at most", Token::AtMost),
    ("or higher", Token::AtLeast),
    ("or more", Token::AtLeast),
    ("or above", Token::AtLeast),
    ("at least", Token::AtLeast),
    ("below", Token::AtMost),
    ("under", Token::AtMost),
    ("maximum", Token::AtMost),
    ("max", Token::AtMost),
    ("minimum", Token::AtLeast),
    ("min", Token::AtLeast),
    ("以下", Token::AtMost),
    ("未満", Token::AtMost),
    ("以内", Token::AtMost),
    ("まで", Token::AtMost),
    ("<=", Token::AtMost),
    ("≤", Token::AtMost),
    ("≦", Token::AtMost),
    ("<", Token::AtMost),
    ("以上", Token::AtLeast),
    (">=", Token::AtLeast),
    ("≥", Token::AtLeast),
    ("≧", Token::AtLeast),
    ("から", Token::To),
    ("〜", Token::To),
    ("~", Token::To),
    ("to", Token::To),
    ("and", Token::To),
    ("plus or minus", Token::PlusMinus),
    ("±", Token::PlusMinus),
    ("+/-", Token::PlusMinus),
    ("+-", Token::PlusMinus),
    ("プラスマイナス", Token::PlusMinus),
];

/// A value in the form in which words are compared: full-width forms, minus signs and capitals folded.
fn fold(value: &str) -> Vec<char> {
    let minus = |c| match c {
        '−' | '–' | '‐' | '‑' | '—' => '-',
        '～' | '〰' => '〜',
        '_' => ' ',
        c => c,
    };
    value.nfkc().flat_map(char::to_lowercase).map(minus).collect()
}

/// The words of a value. What means nothing here is left out, and keeps nothing together across a full stop.
pub fn tokens(value: &str) -> Vec<Token> {
    let chars = fold(value);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some((token, next)) = number(&chars, at).or_else(|| word(&chars, at)) {
            tokens.push(token);
            at = next;
        } else {
            if matches!(chars[at], '、' | '。' | ',' | ';' | '/' | '\n' | '・' | '|') {
                tokens.push(Token::Stop);
            }
            at += 1;
        }
    }
    tokens
}

fn starts(chars: &[char], at: usize, word: &str) -> Option<usize> {
    let mut next = at;
    for c in word.chars() {
        (*chars.get(next)? == c).then_some(())?;
        next += 1;
    }
    // a Latin word ends where no further letter follows
    let inside = word.ends_with(|c: char| c.is_ascii_alphanumeric())
        && chars.get(next).is_some_and(|c| c.is_ascii_alphabetic());
    (!inside).then_some(next)
}

fn word(chars: &[char], at: usize) -> Option<(Token, usize)> {
    let begins_inside = at > 0 && chars[at].is_ascii_alphabetic() && chars[at - 1].is_ascii_alphanumeric();
    if begins_inside {
        return None;
    }
    WORDS.iter().find_map(|(word, token)| starts(chars, at, word).map(|next| (*token, next)))
}

/// A decimal number with a sign, and its unit.
fn number(chars: &[char], at: usize) -> Option<(Token, usize)> {
    const MOST_DIGITS: usize = 7;
    let is_digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    // part of a word or a longer number: mp3, v2.0
    if at > 0 && (chars[at - 1].is_ascii_alphanumeric() || chars[at - 1] == '.') {
        return None;
    }
    let before = at.checked_sub(1).map(|i| chars[i]);
    let is_sign = chars[at] == '-' && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '+');
    let start = at + usize::from(is_sign);
    let mut next = start;
    let mut value: i64 = 0;
    let mut digits = 0;
    while is_digit(next) || chars.get(next) == Some(&',') && (1..=3).all(|i| is_digit(next + i)) && digits > 0
    {
        if let Some(digit) = chars[next].to_digit(10) {
            value = value.saturating_mul(10).saturating_add(digit.into());
            digits += 1;
        }
        next += 1;
    }
    if digits == 0 || digits > MOST_DIGITS {
        return None;
    }
    value *= 100;
    if chars.get(next) == Some(&'.') && is_digit(next + 1) {
        next += 1;
        for scale in [10, 1] {
            if let Some(digit) = chars.get(next).and_then(|c| c.to_digit(10)) {
                value += i64::from(digit) * scale;
                next += 1;
            }
        }
        while is_digit(next) {
            next += 1;
        }
    }
    let value = Hundredths(if is_sign { -value } else { value });
    let mut after = next;
    while after - next < 2 && chars.get(after).is_some_and(|c| matches!(c, ' ' | '-')) {
        after += 1;
    }
    if let Some((unit, end)) =
        UNITS.iter().find_map(|(word, unit)| Some((*unit, starts(chars, after, word)?)))
    {
        return Some((Token::Number(value, unit), end));
    }
    // 48k, but not 128kbps
    if let Some(end) = starts(chars, next, "k") {
        return Some((Token::Number(value, Unit::Kilohertz), end));
    }
    let other = chars.get(after).is_some_and(|c| c.is_alphabetic())
        && word(chars, after)
            .is_none_or(|(token, _)| !matches!(token, Token::AtMost | Token::AtLeast | Token::To));
    Some((Token::Number(value, if other { Unit::Other } else { Unit::None }), next))
}
