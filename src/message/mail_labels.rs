//! Lines of a mail, and the fields of the little header above what was forwarded.

use crate::message::people::form;

/// Before a colon and the name of whoever wrote a mail that was forwarded.
const AUTHOR: &[&str] = &[
    "from",
    "sender",
    "差出人",
    "送信者",
    "送信元",
    "発信者",
    "发件人",
    "發件人",
    "寄件者",
    "寄件人",
    "发送者",
    "發送者",
    "보낸사람",
    "보낸 사람",
    "발신자",
    "von",
    "absender",
    "de",
    "desde",
    "remitente",
    "remetente",
    "expéditeur",
    "da",
    "mittente",
    "van",
    "afzender",
    "från",
    "avsändare",
    "fra",
    "avsender",
    "lähettäjä",
    "od",
    "nadawca",
    "feladó",
    "kimden",
    "gönderen",
    "от",
    "от кого",
    "відправник",
    "dari",
];
/// Before a colon and when it was written.
const WRITTEN_AT: &[&str] = &[
    "date",
    "sent",
    "日時",
    "送信日時",
    "送信日",
    "日付",
    "日期",
    "时间",
    "時間",
    "发送时间",
    "發送時間",
    "寄件日期",
    "보낸날짜",
    "보낸 날짜",
    "날짜",
    "gesendet",
    "datum",
    "envoyé",
    "envoyé le",
    "fecha",
    "enviado",
    "data",
    "inviato",
    "verzonden",
    "skickat",
    "sendt",
    "дата",
    "отправлено",
];
/// Before a colon and what it is about.
const SUBJECT: &[&str] =
    &["subject", "件名", "betreff", "objet", "asunto", "主题", "主旨", "oggetto", "onderwerp", "제목"];
/// Before a colon and to whom it was sent.
const TO: &[&str] = &[
    "to",
    "cc",
    "bcc",
    "宛先",
    "an",
    "à",
    "para",
    "a",
    "aan",
    "till",
    "til",
    "收件人",
    "收件者",
    "받는사람",
    "받는 사람",
    "кому",
    "do",
    "reply-to",
];

/// A line of a mail.
pub(super) struct Line {
    /// Without the marks of the quotation around it.
    pub(super) text: String,
    /// How deep inside quotations it stands.
    pub(super) depth: usize,
}

impl Line {
    pub(super) fn of(line: &str) -> Self {
        const MARKS: [char; 3] = ['>', '＞', '|'];
        let depth = line
            .trim_start()
            .chars()
            .take_while(|c| MARKS.contains(c) || matches!(c, ' ' | '\t' | '\u{3000}'))
            .filter(|c| MARKS.contains(c))
            .count();
        let bare = line.trim_start_matches(['>', '＞', '|', ' ', '\t', '\u{3000}']);
        Self { text: form(bare.trim_matches(['*', '_'])), depth }
    }
}

/// The lines, with the names of fields that stand alone, as in tables, before what follows them.
pub(super) fn joined(lines: &[Line]) -> Vec<String> {
    let label = |line: &str| {
        let label = line.strip_suffix([':', '：']);
        let name = label.unwrap_or(line).trim_matches(['*', ' ']).to_lowercase();
        let known = |names: &[&str]| names.contains(&name.as_str());
        // without a colon only what is no word of a sentence
        let long = label.is_some() || name.chars().count() >= 4 || !name.is_ascii();
        long && [AUTHOR, WRITTEN_AT].into_iter().any(known)
            || label.is_some() && [SUBJECT, TO].into_iter().any(known)
    };
    let mut joined: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    for at in 0..lines.len() {
        if !label(&lines[at].text) {
            continue;
        }
        if let Some(next) = (at + 1..lines.len().min(at + 3)).find(|next| !lines[*next].text.is_empty())
            && lines[next].depth == lines[at].depth
        {
            let name = joined[at].trim_end_matches([':', '：', ' ']).to_owned();
            joined[at] = format!("{name}: {}", lines[next].text.trim_start_matches([':', '：', ' ']));
            // it stays what it was, as a field, so that the header goes on
            joined[next] = joined[at].clone();
        }
    }
    joined
}

/// Does a mail, as a text fact has it, say anything beside its subject and what it quotes?
pub(crate) fn says_something(text: &str) -> bool {
    let Some((_, body)) = text.split_once("\n\n") else { return true };
    let lines: Vec<Line> = body.lines().map(Line::of).collect();
    let is_divider = |line: &str| {
        let drawn = line.chars().take_while(|c| matches!(c, '-' | '_' | '=' | '─' | '━' | '*')).count();
        drawn >= 3
    };
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        let next = lines[at + 1..].iter().find(|next| !next.text.is_empty());
        let heads = line.text.ends_with([':', '：']) && next.is_some_and(|next| next.depth > line.depth);
        if line.depth > 0 || heads {
            continue; // what stands between quotations is said
        }
        // what follows a divider or the fields of a mail is that mail
        let fields = author_of(&line.text).is_some() && next.is_some_and(|next| is_field(&next.text));
        return !is_divider(&line.text) && !fields;
    }
    lines.iter().all(|line| line.text.is_empty())
}

/// `Label: value`
pub(super) fn is_field(line: &str) -> bool {
    line.split_once([':', '：']).is_some_and(|(label, _)| label.chars().count() <= 20)
}

pub(super) fn author_of(line: &str) -> Option<&str> {
    let (label, author) = line.split_once([':', '：'])?;
    let label = label.trim_matches(['*', ' ']).to_lowercase();
    AUTHOR.contains(&label.as_str()).then(|| author.trim_matches(['*', ' ']))
}

pub(super) fn is_subject(label: &str) -> bool {
    SUBJECT.contains(&label.trim_matches(['*', ' ']).to_lowercase().as_str())
}

pub(super) fn is_addressee(label: &str) -> bool {
    TO.contains(&label.trim_matches(['*', ' ']).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_that_only_quotes_says_nothing() {
        for text in [
            "Re: x\n\n-----Original Message-----\nFrom: Mugi\nSent: Tuesday\n\nI hope that all is received.",
            "Re: x\n\n> all\n> of it",
            "Re: x\n\nOn 2026/11/19 Mugi wrote:\n> all\n\n> of it",
            "Re: x\n\nFrom: Mugi\nDate: 2026/11/19\n\nall",
        ] {
            assert!(!says_something(text), "{text}");
        }
        for text in
            ["x", "Re: x\n\nYes.\n\n> all", "Re: x\n\n> all\nYes.", "Re: x\n\nFrom: the studio", "x\n\n"]
        {
            assert!(says_something(text), "{text}");
        }
    }
}
