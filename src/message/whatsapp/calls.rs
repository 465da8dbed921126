//! Remarks on calls: who answered, and how long they were there.

use super::marks::MARKS;

pub(super) const CALLS: &[&str] = &[
    "Missed voice call",
    "Missed video call",
    "Missed group",
    "Verpasster Sprachanruf",
    "Verpasster Videoanruf",
    "Llamada perdida",
    "Videollamada perdida",
    "Chamada de voz perdida",
    "Chamada de vídeo perdida",
    "Appel vocal manqué",
    "Appel vidéo manqué",
    "Chiamata vocale persa",
    "Videochiamata persa",
    "不在着信",
    "ビデオ通話の不在着信",
    "音声通話に応答なし",
];

/// How a remark on any call begins, in the languages above.
const CALLING: &[&str] = &[
    "Voice call",
    "Video call",
    "Group call",
    "Silenced ",
    "Sprachanruf",
    "Videoanruf",
    "Gruppenanruf",
    "Llamada",
    "Videollamada",
    "Chamada",
    "Ligação",
    "Appel",
    "Chiamata",
    "Videochiamata",
    "音声通話",
    "ビデオ通話",
    "グループ通話",
];

/// The longest remark on a call, in bytes.
const LONGEST: usize = 150;

/// Words of calls that nobody answered.
const UNANSWERED: &[&str] = &[
    "missed",
    "no answer",
    "not answered",
    "unanswered",
    "silenced",
    "canceled",
    "cancelled",
    "verpasst",
    "keine antwort",
    "nicht angenommen",
    "nicht beantwortet",
    "perdida",
    "sin respuesta",
    "no contestada",
    "no respondida",
    "sem resposta",
    "não atendida",
    "não respondida",
    "manqué",
    "sans réponse",
    "non répondu",
    "persa",
    "senza risposta",
    "nessuna risposta",
    "non risposto",
    "不在着信",
    "応答なし",
];

/// Words of calls that somebody turned down: that is an act of theirs.
const DECLINED: &[&str] =
    &["declined", "rejected", "abgelehnt", "rechazada", "recusada", "refusé", "rifiutata", "拒否"];

/// Units of time behind the length of a call, in seconds: of the languages in which exports are known, and of others.
const UNITS: &[(&[&str], i64)] = &[
    (
        &[
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "std",
            "stunde",
            "stunden",
            "hora",
            "horas",
            "heure",
            "heures",
            "ora",
            "ore",
            "u",
            "uur",
            "sa",
            "saat",
            "ч",
            "час",
            "часа",
            "часов",
            "jam",
            "godz",
            "tim",
            "시간",
            "小时",
            "小時",
            "時間",
            "س",
        ],
        3600,
    ),
    (
        &[
            "m",
            "min",
            "mins",
            "minute",
            "minutes",
            "minuten",
            "minuto",
            "minutos",
            "minuti",
            "minuut",
            "dk",
            "dakika",
            "мин",
            "минута",
            "минуты",
            "минут",
            "mnt",
            "menit",
            "분",
            "分",
            "分钟",
            "分鐘",
            "分間",
            "د",
            "minuter",
            "minuty",
            "phút",
            "นาที",
            "λεπτά",
            "λεπτό",
            "perc",
        ],
        60,
    ),
    (
        &[
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "sek",
            "sekunden",
            "seg",
            "segundos",
            "secondes",
            "secondi",
            "sn",
            "saniye",
            "сек",
            "секунд",
            "dtk",
            "detik",
            "초",
            "秒",
            "秒間",
            "ث",
            "วินาที",
            "mp",
            "sekunder",
            "sekund",
        ],
        1,
    ),
];

/// What a remark on a call says of whoever was called.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// They did not answer.
    None,
    /// They turned it down.
    Declined,
    /// They were there for so many seconds, at most.
    Until(i64),
    /// It does not say so, or in words that are not known: they may have answered.
    Perhaps,
}

pub(super) fn answer(text: &str) -> Answer {
    let lower = text.replace(MARKS, "").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match length(&lower) {
        _ if has(UNANSWERED) => Answer::None,
        _ if has(DECLINED) => Answer::Declined,
        Some(seconds) => Answer::Until(seconds),
        None => Answer::Perhaps,
    }
}

/// Is this a remark on a call?
pub(super) fn is_call(text: &str) -> bool {
    CALLS.iter().chain(CALLING).any(|call| text.starts_with(call))
}

/// `3 min`, `1 h 5 min`, `3分`, at the end of a text: the longest time that it can be.
fn length(text: &str) -> Option<i64> {
    let (mut seconds, mut smallest) = (0_i64, None);
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let mut rest = &text[begin..];
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
        let number: i64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let unit =
            rest[..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '。' | ',' | '،'));
        let (_, length) = UNITS.iter().find(|(words, _)| words.contains(&unit))?;
        seconds += number.checked_mul(*length)?;
        smallest = Some(*length);
        rest = &rest[end..];
    }
    // minutes are rounded
    smallest.map(|unit| seconds + if unit > 1 { unit } else { 0 })
}

/// A few words, a sign, and a length of time: what a remark on a call looks like in any language.
pub(super) fn is_length(text: &str) -> bool {
    parts(text).is_some_and(|(_, time)| length(&time).is_some())
}

/// The same without being sure: no mark of direction shows that the service wrote it, or the unit is not known. Also typed
/// texts look like that: the worker is asked.
pub(super) fn may_be_call(body: &str) -> bool {
    if body.len() > LONGEST || !body.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let marked = body.contains(MARKS);
    let known = body.starts_with(MARKS) && is_length(body) || is_call(body.trim_matches(MARKS).trim());
    parts(body).is_some_and(|(_, time)| !known && (marked || length(&time).is_some()))
}

/// `WORDS. 3 UNIT`, `WORDS, 3 UNIT`: words without a number, and what begins with one and goes on in a short word.
fn parts(text: &str) -> Option<(String, String)> {
    const WORDS: usize = 4;
    if text.contains('\n') || text.len() > LONGEST {
        return None;
    }
    let plain = text.replace(MARKS, "").to_lowercase();
    let at = plain.find(|c: char| c.is_ascii_digit())?;
    let (words, time) = plain.trim().split_at(at.min(plain.trim().len()));
    let named = words.trim_end().strip_suffix(['.', ',', '，', '、', '،', '。', ':', '·'])?;
    let of_call = named.chars().any(char::is_alphabetic) && named.split_whitespace().count() <= WORDS;
    let digits = time.chars().take_while(char::is_ascii_digit).count();
    let unit: Vec<&str> = time[digits..].split_whitespace().collect();
    let is_unit = |word: &&str| {
        word.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '。' || !c.is_ascii())
            && word.chars().count() <= 12
    };
    let is_time =
        (1..=3).contains(&digits) && !unit.is_empty() && unit.len() <= 4 && unit.iter().all(is_unit);
    let lettered = unit.iter().any(|word| word.contains(char::is_alphabetic));
    (of_call && is_time && lettered).then(|| (named.trim().to_owned(), time.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_with_a_length_are_seen_in_any_language() {
        for (text, seconds) in [
            ("Spraakoproep. \u{200E}3 min", 240),
            ("Sesli arama. \u{200E}3 dk.", 240),
            ("Аудиозвонок, \u{200E}3 мин.", 240),
            ("음성통화. \u{200E}3분", 240),
            ("语音通话，\u{200E}3分钟", 240),
            ("مكالمة صوتية. \u{200E}3 د", 240),
            ("Voice call. \u{200E}1 hr 5 min", 3960),
            ("Anruf, \u{200E}45 Sek.", 45),
        ] {
            assert!(is_length(text), "{text}");
            assert_eq!(answer(text), Answer::Until(seconds), "{text}");
            assert!(may_be_call(&text.replace('\u{200E}', "")) || is_call(text), "{text}");
        }
        for text in ["Xx. \u{200E}3 qq", "Hovor, 3 min"] {
            assert!(may_be_call(text), "{text}");
        }
        for text in [
            "Episode 2 is ready",
            "Please wait, I will send it in 3 min or so, thanks",
            "第2話、3分です。確認をお願いします",
            "3 min",
            "Any news?",
            "OK. 3",
            "a.wav, 3.5",
        ] {
            assert!(!may_be_call(text), "{text}");
        }
    }

    #[test]
    fn calls_that_nobody_answered_say_so() {
        for text in
            ["Voice call. \u{200E}Not answered", "Chamada de voz, \u{200E}Não atendida", "音声通話、応答なし"]
        {
            assert_eq!(answer(text), Answer::None, "{text}");
        }
        assert_eq!(answer("Video call. Declined"), Answer::Declined);
        assert_eq!(answer("Voice call. \u{200E}Xyz"), Answer::Perhaps);
    }
}
