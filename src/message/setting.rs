//! What the worker says beforehand: the answers that exports themselves do not give.

use super::{Answer, Answers, People, When, Zone, ZoneGround};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::case::Memo;
use crate::case::memo::Item;
use crate::format::fact::CaseFact;

/// What the worker says beforehand: the answers that exports themselves do not give.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The zone of local times.
    pub zone: Zone,
    /// Which number of a date is the day, where the export does not show it.
    pub day_order: Option<DayOrder>,
    /// Whose the names are.
    pub people: People,
    /// When threads were copied from the screen.
    pub copied: Copied,
    /// What the worker answered about lines that were not understood.
    pub answers: Answers,
    /// What holds for the file that is being read.
    pub here: Here,
}

/// What holds for one file alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Here {
    /// When it was copied from the screen, as the worker declares.
    pub copied: Option<When>,
    /// The same where the declaration names the file: then it holds for an export of any format.
    pub exported: Option<When>,
    /// Is it the index that Apple Mail puts into an exported mailbox, by its name?
    pub is_index: bool,
    /// Its last change as found: no copy holds what came later.
    pub changed: Option<UtcSecond>,
    /// What the worker answered about its lines.
    pub answers: Vec<Answer>,
}

/// When threads were copied from the screen, as the worker declares: a moment belongs to the file that it was written for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// For the only copied thread of a case, where no name stands beside the date.
    pub alone: Option<When>,
    /// For files by their name.
    pub of_file: Vec<(String, When)>,
}

impl Copied {
    fn of_memo(memo: &Memo) -> Self {
        let mut copied = Self::default();
        for (file, at) in memo.copied() {
            match file {
                Some(file) => copied.of_file.push((file.to_owned(), When::of(at))),
                None => copied.alone = copied.alone.or(Some(When::of(at))),
            }
        }
        copied
    }

    /// The moment for a file: by its whole name as found, else by its last part.
    pub fn of(&self, name: &str) -> Option<&When> {
        self.of_named(name).or(self.alone.as_ref())
    }

    /// The same, where the declaration names the file.
    fn of_named(&self, name: &str) -> Option<&When> {
        let last = |name: &str| name.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let whole = self.of_file.iter().find(|(file, _)| file == name);
        let found = whole.or_else(|| self.of_file.iter().find(|(file, _)| last(file) == last(name)));
        found.map(|(_, when)| when)
    }
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            zone: Zone::ASSUMED,
            day_order: None,
            people: People::default(),
            copied: Copied::default(),
            answers: Answers::default(),
            here: Here::default(),
        }
    }
}

impl Setting {
    /// The answers that a memo holds.
    pub fn of(memo: Option<&Memo>) -> Self {
        let Some(memo) = memo else { return Self::default() };
        Self {
            zone: zone_of(memo),
            day_order: memo.get(Item::DayOrder).and_then(DayOrder::named),
            people: People::of(memo),
            copied: Copied::of_memo(memo),
            answers: Answers::of_lines(memo.reading_answers()),
            here: Here::default(),
        }
    }
}

/// The zone of the notes: declared where they name one.
fn zone_of(memo: &Memo) -> Zone {
    let ground = match memo.get(Item::Zone).and_then(Memo::zone_named) {
        Some(_) => ZoneGround::Declared,
        None => ZoneGround::Assumed,
    };
    Zone { tz: memo.zone(), ground }
}

impl Setting {
    /// When the file that is read was copied from the screen.
    pub(crate) fn copied_here(&self) -> Option<&When> {
        self.here.copied.as_ref().or(self.copied.alone.as_ref())
    }

    /// The same, with what holds for one file.
    pub(crate) fn for_file(&self, name: &str, changed: Option<UtcSecond>, answers: Vec<Answer>) -> Self {
        let (copied, exported) = (self.copied.of(name).cloned(), self.copied.of_named(name).cloned());
        let is_index = name.ends_with(".mbox/table_of_contents");
        Self { here: Here { copied, exported, is_index, changed, answers }, ..self.clone() }
    }

    /// The answers of a memo of which only the `case` facts are here: each is a line of it under the item's own key.
    pub fn of_facts(facts: &[CaseFact], limits: &Limits) -> Self {
        Self::of(Memo::of_facts(facts, limits).ok().as_ref())
    }
}

/// The order of day, month and year in dates of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::enum_variant_names)]
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
