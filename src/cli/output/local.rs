//! Moments of this program in the time of the case: what papers and screens show is one time.

use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::case::Memo;
use crate::format::fact::{CaseFact, Fact};
use crate::text::Lang;
use chrono_tz::Tz;

/// The zone of notes that name none.
const DEFAULT: Tz = Tz::Asia__Tokyo;

/// `2026-11-23 14:05:09 JST`
pub fn second(at: UtcSecond, zone: Tz) -> String {
    at.to_chrono().with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %Z").to_string()
}

/// The zone of a case.
pub fn zone_of(memo: Option<&Memo>) -> Tz {
    memo.map_or(DEFAULT, Memo::zone)
}

/// The same, by the notes as they were sealed.
pub fn zone_of_facts<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Tz {
    let lines: Vec<&CaseFact> = facts
        .into_iter()
        .filter_map(|fact| if let Fact::Case(line) = fact { Some(line) } else { None })
        .collect();
    zone_of(Memo::of_facts(lines, &Limits::DEFAULT).ok().as_ref())
}

/// The zone of VERIFY.txt, where no notes are read.
pub fn zone_of_reader(lang: Lang) -> Tz {
    match lang {
        Lang::Ja => Tz::Asia__Tokyo,
        Lang::En => Tz::UTC,
    }
}
