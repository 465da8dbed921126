//! The lines above the first record: with whom the talk was, and when it was saved.

use super::Talk;
use super::days::Days;
use crate::message::stamp::{Reader, clock, digits};
use crate::message::{CoverageGround, Precision};

impl Talk<'_> {
    /// `[LINE] …とのトーク履歴`, `保存日時：2026/11/20 09:12`.
    pub(super) fn header(&mut self, text: &str, number: u64) -> bool {
        let text = text.trim().trim_start_matches('\u{FEFF}');
        if let (Some(title), 1) = (text.strip_prefix("[LINE]"), number) {
            let title = title.trim();
            let ends = ["とのトーク履歴", "のトーク履歴", "とのトーク", "のトーク"];
            let japanese = ends.iter().find_map(|end| title.strip_suffix(end));
            self.between_two = title.ends_with("とのトーク履歴") || title.ends_with("とのトーク");
            let begins =
                ["Chat history with ", "Chat history in ", "Chat with ", "ประวัติการแชทกับ ", "與", "与"];
            let title = ["的聊天記錄", "的聊天记录", "님과의 대화"]
                .iter()
                .fold(title, |title, end| title.strip_suffix(end).unwrap_or(title));
            let english = begins.iter().find_map(|begin| title.strip_prefix(begin));
            let title = japanese.or(english).unwrap_or(title).trim().trim_matches(['"', '“', '”']);
            self.out.reading.title = Some(title.to_owned());
            return true;
        }
        let saved =
            ["保存日時：", "保存日時:", "Saved on:", "Saved on："].iter().find_map(|b| text.strip_prefix(b));
        // in other languages: a time behind a colon in the second line
        let elsewhere = || {
            let at = text.find(|c: char| c.is_ascii_digit()).filter(|_| number == 2)?;
            let named = self.survey.days != Days::Short && text[..at].contains([':', '：']);
            Some(&text[at..]).filter(|_| named && self.out.reading.title.is_some())
        };
        let Some(saved) = saved.or_else(elsewhere) else { return false };
        let mut r = Reader(saved.trim_start());
        let day = digits(&mut r).and_then(|d| {
            let clear = d.year_first || !self.survey.order_unclear;
            d.day(self.survey.order).filter(|_| clear)
        });
        r.any(&[' ', ',', '\u{A0}', '\u{202F}']);
        let when = day.zip(clock(&mut r)).and_then(|(day, (seconds, precise))| {
            let precision = if precise { Precision::Second } else { Precision::Minute };
            self.clock.at(day, seconds, precision)
        });
        // two of them contradict each other
        let Some(when) = when.filter(|_| self.out.reading.coverage_to.is_none()) else { return false };
        self.out.reading.coverage_to = Some((when, CoverageGround::Saved));
        true
    }
}
