//! The message in words, and the note beside a delivery.

use super::delivered::{Delivered, Delivery};
use super::retake::{Retake, retake};
use super::version;
use crate::base::digest::Sha256Digest;
use crate::case::Round;
use crate::format::fact::Decimal;
use crate::text::{Lang, Message, Texts};

/// Names that a sentence lists; of more it names the first and counts the others.
const NAMED: usize = 3;

impl Delivery {
    /// The message, its lines ended by LF.
    pub fn message(&self, lang: Lang) -> String {
        let texts = Texts::room(lang, "delivery");
        let mut lines = vec![self.opening(&texts)];
        lines.extend(self.files.iter().map(|file| listed(file, &texts)));
        lines.extend(self.total(&texts));
        let retake = self.round != Round::FIRST;
        lines.push(texts.get(if retake { "delivery-closing-retake" } else { "delivery-closing" }));
        lines.push(String::new());
        lines.push(texts.get("delivery-code"));
        lines.extend(code_lines(self.code));
        ended(&lines)
    }

    /// The delivery note, for attaching instead of pasting the code: names, sizes and the code.
    pub fn note(&self, lang: Lang) -> String {
        let texts = Texts::room(lang, "delivery");
        let mut lines = vec![texts.get("delivery-note")];
        if self.round != Round::FIRST {
            lines.push(texts.say(&Message::new("delivery-note-round").count("round", self.round.get())));
        }
        lines.push(String::new());
        for file in &self.files {
            let size = texts.say(&Message::new("delivery-note-size").count("bytes", file.size));
            lines.push(format!("{}  {size}", listed(file, &texts)));
        }
        lines.extend(self.total(&texts));
        lines.push(String::new());
        lines.push(texts.get("delivery-code"));
        lines.extend(code_lines(self.code));
        ended(&lines)
    }

    fn opening(&self, texts: &Texts) -> String {
        if self.round == Round::FIRST {
            let audio = self.files.iter().all(|f| f.duration_s.is_some() || version::is_audio(&f.name));
            return texts.get(if audio { "delivery-audio" } else { "delivery-files" });
        }
        match retake(&self.files, &self.earlier) {
            Retake::Unclear => texts.get("delivery-retake-unclear"),
            Retake::Of { names, unchanged } => {
                let id = match unchanged {
                    Some(1..) => "delivery-retake-others",
                    _ => "delivery-retake",
                };
                let sentence =
                    Message::new(id).text("names", list(&names, texts)).count("files", names.len());
                texts.say(&sentence.count("others", unchanged.unwrap_or_default()))
            }
        }
    }

    fn total(&self, texts: &Texts) -> Option<String> {
        let count = self.files.len();
        (count > 1).then(|| texts.say(&Message::new("delivery-total").count("count", count)))
    }
}

fn listed(file: &Delivered, texts: &Texts) -> String {
    match duration(file.duration_s.as_ref(), texts) {
        None => texts.say(&Message::new("delivery-file").text("name", &file.name)),
        Some(duration) => {
            let message = Message::new("delivery-file-timed").text("name", &file.name);
            texts.say(&message.text("duration", duration))
        }
    }
}

fn list(names: &[String], texts: &Texts) -> String {
    match names {
        [first, more @ ..] if names.len() > NAMED => {
            let message = Message::new("delivery-names-more").text("first", first);
            texts.say(&message.count("more", more.len()))
        }
        _ => names.join(&texts.get("delivery-names-between")),
    }
}

/// To the nearest second; shorter ones are not told.
pub(super) fn duration(seconds: Option<&Decimal>, texts: &Texts) -> Option<String> {
    let seconds: f64 = seconds?.as_str().parse().ok().filter(|s| (0.5..1e9).contains(s))?;
    let seconds = seconds.round() as u64; // below 1e9
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let id = match (hours, minutes) {
        (0, 0) => "delivery-seconds",
        (0, _) => "delivery-minutes",
        _ => "delivery-hours",
    };
    let message =
        Message::new(id).count("hours", hours).count("minutes", minutes).count("seconds", seconds % 60);
    Some(texts.say(&message.text("mm", format!("{minutes:02}")).text("ss", format!("{:02}", seconds % 60))))
}

/// A seal code in two lines of four groups: short enough for a mail, and what [`seal_code`](crate::format::seal_code) finds.
pub fn code_lines(code: Sha256Digest) -> [String; 2] {
    let code = code.grouped();
    let (first, second) = code.split_at(code.len() / 2);
    [first, second].map(|line| line.trim().to_owned())
}

fn ended(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// The bytes of a text file that Notepad shows well on every Windows: UTF-8 with a mark, lines ended by CRLF.
pub fn text_file(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{}", text.replace('\n', "\r\n")).into_bytes()
}
