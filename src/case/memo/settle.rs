//! A date as found to a moment, in the light of the whole memo: its zone, and the years of its other dates.

use super::calendar::{Day, Found};
use super::clock::Clock;
use super::local;
use super::notice::{Notice, NoticeKind};
use super::year::Anchor;
use crate::base::time::{At, Basis};
use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

/// What the whole memo says about its dates.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// The zone, and whether somebody declared it.
    pub(super) zone: (Tz, Basis),
    pub(super) anchor: Option<Anchor>,
}

impl Setting {
    /// The moment, with a notice for everything that was not simply there. Always gives one: where the date
    /// cannot be read, its words.
    pub(super) fn moment(self, line: u32, found: &Found, written: &str, notices: &mut Vec<Notice>) -> At {
        let Some(day) = self.day(line, found, written, notices) else { return local::words(written) };
        let mut tell = |kind| notices.push(Notice::about(line, kind, written));
        match found.clock {
            Some(Clock::Impossible) => tell(NoticeKind::TimeImpossible),
            Some(Clock::Unclear) => tell(NoticeKind::TimeUnread),
            _ => {}
        }
        let zone = found.zone.map_or(self.zone, |zone| (zone, Basis::Declared));
        let Some(at) = local::moment(day, found.clock, zone) else {
            tell(match local::moment(day, None, zone) {
                Some(_) => NoticeKind::TimeSkipped,
                None => NoticeKind::DateImpossible,
            });
            return local::words(written);
        };
        if let Some(Clock::Hour(24..) | Clock::Minute(24.., _) | Clock::Second(24.., ..)) = found.clock {
            let read = at.local.as_deref().unwrap_or_default().replace('T', " ");
            notices.push(Notice::about(line, NoticeKind::AfterMidnight, written).text("read", read));
        }
        at
    }

    /// The day of a date that was found, where it is one.
    pub(super) fn day(
        self,
        line: u32,
        found: &Found,
        written: &str,
        notices: &mut Vec<Notice>,
    ) -> Option<NaiveDate> {
        let fits = |day: &NaiveDate| found.weekday.is_none_or(|weekday| weekday == day.weekday());
        let about = |kind| Notice::about(line, kind, written);
        match found.day {
            Day::Impossible => {
                notices.push(about(NoticeKind::DateImpossible));
                None
            }
            Day::Unclear => {
                notices.push(about(NoticeKind::DateUnclear));
                None
            }
            Day::NoYear(month, day) => {
                // a weekday that speaks against the year leaves the year open
                let day = self.anchor.and_then(|anchor| anchor.resolve(month, day, found.weekday));
                notices.push(match day {
                    Some(day) => about(NoticeKind::YearAssumed).text("read", day),
                    None => about(NoticeKind::YearUnclear),
                });
                day
            }
            Day::Full(day) => {
                if !fits(&day) {
                    notices.push(about(NoticeKind::WeekdayDiffers).text("weekday", weekday(day.weekday())));
                }
                Some(day)
            }
        }
    }
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}
