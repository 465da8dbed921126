//! What stands above the first message and below the last: menus, cards, a foot. What sites are known to print there, and a few
//! words that tell of nobody, are set aside. Where something may show what the client said or did, as late as anything, all that
//! stands at that end is one question.

use super::acts::{is_emoji, is_reaction, is_service};
use super::names::Names;
use super::site::{is_box, is_foot, is_of_site, is_rights};
use super::speech::{is_file, speaks};
use super::thread::{Beside, Thread};
use super::words::page_line;
use crate::message::people::form;
use crate::message::{Answered, Class, Doubt, Place, Said, Why};

impl Thread<'_> {
    /// A line above the first message or below the last.
    pub(super) fn beside(&mut self, number: u64, text: String, what: Beside) {
        let text = form(&text);
        match () {
            () if text.is_empty() => self.out.class(Class::Blank),
            () if self.gaps.remove(&number) => {
                self.out.class(Class::Gap);
                self.out.furniture(number, &text);
            }
            () if what == Beside::Act => self.around.push((number, text, what)),
            () if page_line(&text).is_some() || is_of_site(&text) => self.aside(number, &text),
            () if self.shape.names.find(&text).is_some() => self.around.push((number, text, Beside::Name)),
            () => {
                let tells = what == Beside::Telling || may_tell(&text, &self.shape.names);
                let what = if tells { Beside::Telling } else { Beside::Plain };
                self.around.push((number, text, what));
            }
        }
    }

    /// Asks about one end of the page, where something stands there that is not known.
    pub(super) fn end_around(&mut self) {
        let lines = std::mem::take(&mut self.around);
        let tells = |line: &(u64, String, Beside)| matches!(line.2, Beside::Act | Beside::Telling);
        if !lines.iter().any(tells) {
            self.words_above_first = None;
            return lines.iter().for_each(|(number, text, _)| self.aside(*number, text));
        }
        let place = (lines.first().map_or(0, |line| line.0), lines.last().map_or(0, |line| line.0));
        let shown = lines.iter().map(|(_, text, _)| text.as_str()).collect::<Vec<_>>().join(" / ");
        let after = self.out.reading.count;
        let said = self.setting.here.answers.iter().find(|answer| answer.lines == place).map(|a| a.said);
        if let Some(said) = said {
            self.out.answered(Answered { lines: place, after, said, text: shown.clone() });
        }
        self.apart(place, None);
        // whatever the worker says of them: that somebody did something stays
        for (number, ..) in lines.iter().filter(|(.., what)| *what == Beside::Act) {
            self.out.gap(Place::Lines(*number, *number), Why::Service);
        }
        if said == Some(Said::Nothing) {
            self.words_above_first = None;
            return lines.iter().for_each(|(number, text, _)| self.aside(*number, text));
        }
        lines.iter().for_each(|_| self.out.class(Class::Gap));
        self.out.gap(Place::Lines(place.0, place.1), Why::Around);
        self.out.doubt(Doubt { lines: place, after, why: Why::Around, text: shown });
    }

    /// Where the foot of the page begins in the last body, if it shows one.
    pub(super) fn foot(body: &[(u64, String)]) -> Option<usize> {
        const LEAST: usize = 2; // lines that only stand in footers; of one that names the maker there is one
        let lines: Vec<String> = body.iter().map(|(_, line)| form(line)).collect();
        let feet = lines.iter().filter(|line| is_foot(line)).count();
        let is_sure = feet >= LEAST || lines.iter().any(|line| is_rights(line));
        let first = lines.iter().position(|line| !line.is_empty())?;
        let of_site = |line: &String| !line.is_empty() && is_of_site(line);
        let boxed = lines.iter().position(|line| is_box(line));
        let begin = lines.iter().position(of_site).filter(|_| is_sure);
        let begin = begin.into_iter().chain(boxed).min()?;
        (begin > first || is_box(&lines[begin]) || is_foot(&lines[begin])).then_some(begin)
    }
}

/// Parts of words for what happens to a job, a message or a person.
const HAPPENINGS: &[&str] = &[
    "検収",
    "承認",
    "承諾",
    "差し戻",
    "差戻",
    "確定",
    "支払",
    "入金",
    "返金",
    "振込",
    "キャンセル",
    "評価",
    "クローズ",
    "退出",
    "退室",
    "退会",
    "ブロック",
    "辞退",
    "却下",
    "受理",
    "受領",
    "修正",
    "再提出",
    "申請",
    "提案",
    "延長",
    "削除",
    "取り消",
    "取消",
    "通話",
    "着信",
    "不在",
    "リアクション",
    "いいね",
    "スタンプ",
    "開封",
    "既読",
    "未読",
    "新着",
    "閲覧",
    "異議",
    "通報",
    "停止",
    "違反",
    "終了",
    "完了",
    "済",
    "失敗",
    "拒否",
    "成立",
    "コメント",
    "回答",
    "返信",
    "通知",
    "お知らせ",
    "ありがとう",
    "accept",
    "approv",
    "award",
    "block",
    "bonus",
    "call",
    "cancel",
    "clos",
    "comment",
    "complet",
    "declin",
    "delet",
    "deliver",
    "disput",
    "end",
    "expir",
    "extend",
    "feedback",
    "finish",
    "fund",
    "hold",
    "invite",
    "left",
    "like",
    "offer",
    "paid",
    "paus",
    "payment",
    "pinned",
    "rating",
    "react",
    "reject",
    "releas",
    "refund",
    "remov",
    "repl",
    "request",
    "review",
    "revis",
    "star",
    "suspend",
    "typing",
    "unread",
    "viewed",
    "withdr",
];

/// May it tell what the client said or did? A sentence, somebody's name with more, a sign, a file, or a word for what happens.
fn may_tell(text: &str, names: &Names) -> bool {
    let lower = text.to_lowercase();
    speaks(text)
        || is_file(text)
        || names.letters_beside(text).is_some()
        || is_service(text)
        || is_reaction(text)
        || !text.chars().any(char::is_alphanumeric)
        || text.chars().any(is_sign)
        || HAPPENINGS.iter().any(|word| lower.contains(word))
}

/// Stars, hearts and emoji.
fn is_sign(c: char) -> bool {
    is_emoji(c) || matches!(c, '★' | '☆' | '♡' | '♥' | '❤')
}
