//! What the reader of a memo should know: how something was read, or that it was not.

use crate::text::{Message, Say, Value, shorten};
use std::fmt;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $code:literal;)+) => {
        /// What a notice is about. Each has a sentence `case-notice-…` in both languages, with what to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum NoticeKind { $($(#[$doc])* $kind),+ }

        impl NoticeKind {
            /// All kinds.
            pub const ALL: &[NoticeKind] = &[$(NoticeKind::$kind),+];

            /// The stable name.
            pub fn code(self) -> &'static str {
                match self { $(NoticeKind::$kind => $code),+ }
            }

            fn sentence(self) -> &'static str {
                match self { $(NoticeKind::$kind => concat!("case-notice-", $code)),+ }
            }
        }
    };
}

kinds! {
    /// The encoding was guessed.
    EncodingGuessed "encoding-guessed";
    /// Some characters could not be read.
    CharactersUnreadable "characters-unreadable";
    /// A line without a colon.
    NoColon "no-colon";
    /// A name that is not known.
    UnknownName "unknown-name";
    /// The same name again.
    Twice "twice";
    /// "Delivery" alone: by which way?
    DeliveryUnclear "delivery-unclear";
    /// No such date.
    DateImpossible "date-impossible";
    /// Day and month, or the year, could be either.
    DateUnclear "date-unclear";
    /// No date where one belongs.
    DateMissing "date-missing";
    /// More than one date.
    SeveralDates "several-dates";
    /// The year was taken from the other dates.
    YearAssumed "year-assumed";
    /// The year could not be told.
    YearUnclear "year-unclear";
    /// The weekday is another one.
    WeekdayDiffers "weekday-differs";
    /// 24:10 is the next day.
    AfterMidnight "after-midnight";
    /// No such time.
    TimeImpossible "time-impossible";
    /// A time was seen and not read.
    TimeUnread "time-unread";
    /// Clocks were put forward over it.
    TimeSkipped "time-skipped";
    /// A zone that is not known.
    ZoneUnknown "zone-unknown";
    /// Not 1 to 999.
    RoundImpossible "round-impossible";
    /// More than one round.
    SeveralRounds "several-rounds";
    /// Several rounds in the memo, none here.
    RoundMissing "round-missing";
    /// A quotation without its end.
    QuoteOpen "quote-open";
    /// An event's line that says it has not happened, or leaves it open.
    EventUnclear "event-unclear";
    /// What was asked for stands bare behind its date: it may as well say that nothing was.
    DescriptionBare "description-bare";
    /// The same event again.
    EventTwice "event-twice";
    /// Whose name is it?
    RoleUnclear "role-unclear";
    /// Which channel?
    ChannelMissing "channel-missing";
    /// Approved, not applied for, or not known?
    PermissionUnclear "permission-unclear";
    /// No amount could be read.
    FeeUnread "fee-unread";
    /// Nothing that could be measured was read.
    MeasureUnread "measure-unread";
}

/// One thing to know about the memo. Nothing is lost by any of them: the words stay as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Line of the memo; none where it is about the whole file.
    pub line: Option<u32>,
    /// What it is about.
    pub kind: NoticeKind,
    /// The values of its sentence.
    pub values: Vec<(&'static str, Value)>,
}

impl Notice {
    pub(super) fn new(line: u32, kind: NoticeKind) -> Self {
        Self { line: Some(line), kind, values: Vec::new() }
    }

    pub(super) fn of_file(kind: NoticeKind) -> Self {
        Self { line: None, kind, values: Vec::new() }
    }

    /// A notice about words of the memo, cut where a screen would drown in them.
    pub(super) fn about(line: u32, kind: NoticeKind, written: &str) -> Self {
        const SHOWN: usize = 60;
        Self::new(line, kind).text("written", shorten(written, SHOWN))
    }

    pub(super) fn text(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, Value::Text(value.to_string())));
        self
    }

    pub(super) fn count(mut self, name: &'static str, value: impl Into<u64>) -> Self {
        self.values.push((name, Value::Count(value.into())));
        self
    }
}

impl Say for Notice {
    fn say(&self) -> Message {
        let mut message = Message::new(self.kind.sentence());
        message.values.clone_from(&self.values);
        match self.line {
            Some(line) => message.count("line", line),
            None => message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, Texts};

    #[test]
    fn case_every_notice_has_a_sentence_and_a_next_step() {
        for texts in Lang::ALL.map(Texts::new) {
            for &kind in NoticeKind::ALL {
                let notice = Notice::about(7, kind, "x").text("read", "y").text("encoding", "z");
                let notice = notice.text("weekday", "mon").count("first", 3_u32).count("count", 1_u32);
                let said = texts.say(&notice.say());
                assert!(!said.contains('{') && said != kind.sentence(), "{said}");
                assert!(texts.next(&notice.say()).is_some(), "{said}");
            }
        }
    }
}
