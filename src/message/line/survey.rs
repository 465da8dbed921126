//! What the whole export shows before the first message is read: its dialect, and whether boundaries are sure.

use super::days::Days;
use super::form::{WORD, desktop_record, mobile_record, opens_quote};
use crate::base::error::Result;
use crate::message::lines::{End, Lines, TextEncoding};
use crate::message::{DayOrder, Export, Setting};
use chrono::Datelike as _;

/// What the whole export shows before the first message is read.
pub(super) struct Survey {
    pub(super) desktop: bool,
    /// The form of the first day line: those of another form are none of this export.
    pub(super) days: Days,
    /// Records end in CRLF, bodies break by LF: nothing in a body can imitate a record.
    pub(super) exact: bool,
    /// The boundaries are sure: exact, or no body has several lines.
    pub(super) sure: bool,
    pub(super) order: DayOrder,
    pub(super) order_unclear: bool,
    /// Names that may stand before a desktop body, the longest first.
    pub(super) names: Vec<String>,
    /// Names that stand before records of the mobile dialect, as many as it takes to tell two people from several.
    pub(super) met: Vec<String>,
}

impl Survey {
    pub(super) fn of(export: &dyn Export, encoding: TextEncoding, setting: &Setting) -> Result<Self> {
        let mut lines = Lines::new(export, encoding)?;
        let (mut tabs, mut spaces, mut crlf, mut lf) = (0u64, 0u64, 0u64, 0u64);
        let (mut orphans, mut opens) = (0u64, 0u64); // by CRLF, or by line where there is none
        let (mut orphan_lines, mut begun) = (0u64, false);
        let (mut day_first, mut month_first, mut either) = (0u64, 0u64, 0u64);
        let mut last_end = End::CrLf;
        const SEVERAL: usize = 3;
        let mut met: Vec<String> = Vec::new();
        let mut days: Option<Days> = None;
        while let Some(line) = lines.next()? {
            match line.end {
                End::CrLf => crlf += 1,
                End::Lf | End::Cr => lf += 1,
                End::None => {}
            }
            let day = match days {
                Some(days) => Days::line(days, line.text),
                None => {
                    days = Days::of(line.text);
                    days.and_then(|days| days.line(line.text))
                }
            };
            if let Some((digits, weekday)) = day
                && !digits.year_first
            {
                let fits = |order| digits.day(order).is_some_and(|day| day.weekday() == weekday);
                match (fits(DayOrder::DayFirst), fits(DayOrder::MonthFirst)) {
                    (true, false) => day_first += 1,
                    (false, true) => month_first += 1,
                    (true, true) if digits.parts[0] != digits.parts[1] => either += 1,
                    _ => {}
                }
            }
            let record = mobile_record(line.text);
            begun |= day.is_some();
            match record {
                Some((_, _, name, body)) => {
                    tabs += 1;
                    if met.len() < SEVERAL && !name.is_empty() && !met.iter().any(|known| known == name) {
                        met.push(name.to_owned());
                    }
                    opens += u64::from(opens_quote(body));
                }
                None if desktop_record(line.text).is_some() => spaces += 1,
                None => {}
            }
            if begun && day.is_none() && record.is_none() && !line.is_blank() {
                orphan_lines += 1;
                orphans += u64::from(last_end == End::CrLf);
            }
            last_end = line.end;
        }
        let desktop = spaces > tabs;
        let sure = match (crlf, lf) {
            _ if desktop => false,
            // bodies break by LF alone
            (1.., 1..) => orphans == 0,
            // one kind of line end: sure only where no body can have several lines
            _ => orphan_lines == 0 && opens == 0,
        };
        let mut names: Vec<String> = setting.people.of_channel(WORD).into_iter().map(|p| p.name).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        let (order, order_unclear) = match (day_first, month_first, setting.day_order) {
            (0, 0, Some(order)) => (order, false),
            (1.., 0, _) => (DayOrder::DayFirst, false),
            (0, 1.., _) => (DayOrder::MonthFirst, false),
            (0, 0, None) => (DayOrder::MonthFirst, either > 0),
            (_, _, Some(order)) => (order, false),
            (_, _, None) => (DayOrder::MonthFirst, true),
        };
        let exact = sure && crlf > 0 && lf > 0;
        let days = days.unwrap_or_default();
        Ok(Self { desktop, days, exact, sure, order, order_unclear, names, met })
    }
}
