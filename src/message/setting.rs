//! What the worker says beforehand: the answers that exports themselves do not give.

use super::{People, When};
use crate::case::Memo;
use crate::case::memo::Item;
use crate::fact::CaseFact;
use crate::limits::Limits;
use chrono_tz::Tz;

/// What the worker says beforehand: the answers that exports themselves do not give.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The zone of local times.
    pub zone: Tz,
    /// Which number of a date is the day, where the export does not show it.
    pub day_order: Option<DayOrder>,
    /// Whose the names are.
    pub people: People,
    /// When a thread was copied from the screen.
    pub copied: Option<When>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { zone: Tz::Asia__Tokyo, day_order: None, people: People::default(), copied: None }
    }
}

impl Setting {
    /// The answers that a memo holds.
    pub fn of(memo: Option<&Memo>) -> Self {
        let Some(memo) = memo else { return Self::default() };
        Self {
            zone: memo.zone(),
            day_order: memo.get(Item::DayOrder).and_then(DayOrder::named),
            people: People::of(memo),
            copied: memo.at(Item::CopiedAt).map(When::of),
        }
    }
}

impl Setting {
    /// The answers of a memo of which only the `case` facts are here: each is a line of it under the item's own key.
    pub fn of_facts(facts: &[CaseFact], limits: &Limits) -> Self {
        Self::of(Memo::of_facts(facts, limits).ok().as_ref())
    }
}

/// The order of day, month and year in dates of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayOrder {
    /// 31/12/2026
    DayFirst,
    /// 12/31/2026
    MonthFirst,
    /// 2026/12/31
    YearFirst,
}

impl DayOrder {
    /// Reads `dmy`, `mdy`, `ymd`, `日月年`, ….
    pub fn named(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        match plain.to_lowercase().as_str() {
            "dmy" | "日月年" | "日月" | "dayfirst" | "daymonthyear" => Some(Self::DayFirst),
            "mdy" | "月日年" | "月日" | "monthfirst" | "monthdayyear" => Some(Self::MonthFirst),
            "ymd" | "年月日" | "yearfirst" | "yearmonthday" => Some(Self::YearFirst),
            _ => None,
        }
    }

    /// The word on the command line and in the memo.
    pub fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
            Self::YearFirst => "ymd",
        }
    }
}
