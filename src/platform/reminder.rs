//! Drafts of the worker's own reminders to the client, by how many were sent already. Pure functions: they name no seal
//! code, no address and no product, and none is to be sent at night.

use crate::base::time::UtcSecond;
use crate::platform::{ClockId, Platform, PlatformId};
use crate::text::{Lang, Message, Texts};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeZone as _, Timelike as _, Weekday};
use chrono_tz::Tz;

/// No reminder is to be sent from this hour on, in the zone of the case (design: product, tone).
pub const NIGHT_BEGINS: u32 = 21;
/// From this hour on one may be sent again.
pub const NIGHT_ENDS: u32 = 8;
/// How many drafts there are. Lancers asks for three messages before its own reminder (its FAQ, l1035/163).
pub const DRAFTS: usize = 3;
/// Days between two reminders where the platform says nothing of it: the week that CrowdWorks gives for inspection (its
/// FAQ 10329), so that nobody is reminded more than once a week.
pub const DAYS_BETWEEN: u16 = 7;
/// Days that the last draft gives for an answer: those that Lancers speaks of after a message (its FAQ, l1035/163).
pub const DAYS_TO_ANSWER: u16 = 3;

/// Days to wait between two reminders on a platform.
pub fn days_between(platform: &Platform) -> u16 {
    platform.clock(ClockId::Reminder).map_or(DAYS_BETWEEN, |clock| clock.days)
}

/// What was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// The first version.
    First,
    /// A version made after a request for changes.
    Revised,
}

/// When a draft may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// At once.
    Now,
    /// It is night: from this moment on.
    From(DateTime<Tz>),
}

/// A draft that is ready to paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which one, from 1.
    pub number: usize,
    /// The text, its lines ended by LF.
    pub text: String,
    /// When it may be sent.
    pub sending: Sending,
    /// The day that the last draft names: no weekend, and [`DAYS_TO_ANSWER`] days or more ahead of sending.
    pub answer_by: Option<NaiveDate>,
}

/// The draft that follows `sent` reminders; `None` after the last one: then support is asked.
pub fn draft(
    platform: &Platform,
    delivered: Delivered,
    sent: usize,
    now: UtcSecond,
    zone: Tz,
    lang: Lang,
) -> Option<Draft> {
    let sending = sending(now, zone);
    let day = match sending {
        Sending::Now => now.to_chrono().with_timezone(&zone).date_naive(),
        Sending::From(at) => at.date_naive(),
    };
    let texts = Texts::room(lang, "reminder");
    let acceptance = platform.words().acceptance.text(lang);
    let (message, answer_by) = match sent {
        0 => {
            let id = match delivered {
                Delivered::First => "reminder-first",
                Delivered::Revised => "reminder-first-revised",
            };
            (Message::new(id), None)
        }
        1 => (Message::new("reminder-second").text("acceptance", acceptance), None),
        2 => {
            let by = answer_day(day)?;
            let id = match platform.id() {
                PlatformId::Generic => "reminder-third-direct",
                _ => "reminder-third",
            };
            let message = Message::new(id).text("support", platform.support().name.text(lang));
            (message.text("day", day_words(by, day, &texts)), Some(by))
        }
        _ => return None,
    };
    let text = format!("{}\n{}\n", texts.get("reminder-opening"), texts.say(&message));
    Some(Draft { number: sent + 1, text, sending, answer_by })
}

/// When a reminder may be sent.
pub fn sending(now: UtcSecond, zone: Tz) -> Sending {
    let local = now.to_chrono().with_timezone(&zone);
    let morning = match local.hour() {
        NIGHT_ENDS..NIGHT_BEGINS => return Sending::Now,
        NIGHT_BEGINS.. => local.date_naive().succ_opt(),
        _ => Some(local.date_naive()),
    };
    let time = NaiveTime::from_hms_opt(NIGHT_ENDS, 0, 0).unwrap_or_default();
    let morning = morning.and_then(|day| zone.from_local_datetime(&day.and_time(time)).earliest());
    morning.map_or(Sending::Now, Sending::From)
}

/// The day by which an answer is asked for, of a reminder that is sent on `day`.
pub fn answer_day(day: NaiveDate) -> Option<NaiveDate> {
    let by = day.checked_add_days(Days::new(DAYS_TO_ANSWER.into()))?;
    let monday = match by.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    by.checked_add_days(Days::new(monday))
}

/// `10月12日`, `12 October`; with its year where that is not the year of `today`.
pub fn day_words(day: NaiveDate, today: NaiveDate, texts: &Texts) -> String {
    let date = Message::new("reminder-day").count("month", day.month()).count("day", day.day());
    let date = texts.say(&date);
    if day.year() == today.year() {
        return date;
    }
    texts.say(&Message::new("reminder-day-year").text("date", date).text("year", day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKYO: Tz = Tz::Asia__Tokyo;

    fn at(text: &str) -> UtcSecond {
        text.parse().unwrap()
    }

    fn draft_of(sent: usize, now: &str, lang: Lang) -> Option<Draft> {
        draft(Platform::of(PlatformId::Crowdworks), Delivered::Revised, sent, at(now), TOKYO, lang)
    }

    #[test]
    fn the_three_drafts_are_those_of_the_design() {
        let text = |sent| draft_of(sent, "2026-11-09T00:30:00Z", Lang::Ja).unwrap().text;
        let opening = "お世話になっております。\n";
        assert_eq!(
            [text(0), text(1), text(2)],
            [
                "先日お送りした修正版につきまして、ご確認の状況はいかがでしょうか。修正の有無だけでもお知らせいただけますと幸いです。\n",
                "検収がお済みでないようです。問題がなければ検収を、修正のご希望があればその旨をお知らせいただけますでしょうか。\n",
                "11月12日までにご連絡がない場合は、事務局に手続きを相談させていただきます。行き違いでしたらご容赦ください。\n",
            ]
            .map(|body| format!("{opening}{body}"))
        );
        assert_eq!(draft_of(3, "2026-11-09T00:30:00Z", Lang::Ja), None);
    }

    #[test]
    fn none_is_sent_at_night() {
        // 20:59 JST, 21:00, midnight, 07:59, 08:00
        for (now, from) in [
            ("2026-11-09T11:59:59Z", None),
            ("2026-11-09T12:00:00Z", Some("2026-11-10T08:00:00+09:00")),
            ("2026-11-09T15:00:00Z", Some("2026-11-10T08:00:00+09:00")),
            ("2026-11-09T22:59:59Z", Some("2026-11-10T08:00:00+09:00")),
            ("2026-11-09T23:00:00Z", None),
        ] {
            let sending = draft_of(0, now, Lang::Ja).unwrap().sending;
            let shown = match sending {
                Sending::Now => None,
                Sending::From(at) => Some(at.to_rfc3339()),
            };
            assert_eq!(shown.as_deref(), from, "{now}");
        }
        // the same moment is day elsewhere, also on the night in which clocks change
        assert_eq!(sending(at("2026-11-09T12:00:00Z"), Tz::Europe__Berlin), Sending::Now);
        let Sending::From(morning) = sending(at("2026-03-29T00:30:00Z"), Tz::Europe__Berlin) else {
            panic!("it is half past one at night")
        };
        assert_eq!(morning.to_rfc3339(), "2026-03-29T08:00:00+02:00");
    }

    #[test]
    fn the_day_named_is_a_few_days_ahead_and_no_weekend() {
        for (sent_on, by) in [
            ("2026-11-09", "2026-11-12"), // Monday to Thursday
            ("2026-11-10", "2026-11-13"),
            ("2026-11-11", "2026-11-16"), // Saturday becomes Monday
            ("2026-11-12", "2026-11-16"),
            ("2026-11-13", "2026-11-16"),
        ] {
            assert_eq!(answer_day(sent_on.parse().unwrap()), Some(by.parse().unwrap()), "{sent_on}");
        }
        // what is written at night is sent the next day, and its day counts from there
        let night = draft_of(2, "2026-11-09T13:00:00Z", Lang::Ja).unwrap();
        assert_eq!(night.answer_by, Some("2026-11-13".parse().unwrap()));
        // over the end of a year, its year is named
        let text = draft_of(2, "2026-12-30T01:00:00Z", Lang::Ja).unwrap().text;
        assert!(text.contains("2027年1月4日まで"), "{text}");
        let text = draft_of(2, "2026-12-30T01:00:00Z", Lang::En).unwrap().text;
        assert!(text.contains("by 4 January 2027"), "{text}");
    }

    #[test]
    fn every_platform_has_whole_drafts_in_both_languages() {
        for id in PlatformId::ALL {
            for lang in Lang::ALL {
                for delivered in [Delivered::First, Delivered::Revised] {
                    for sent in 0..DRAFTS {
                        let now = at("2026-11-09T03:00:00Z");
                        let text = draft(Platform::of(id), delivered, sent, now, TOKYO, lang).unwrap().text;
                        assert!(!text.contains("reminder-") && !text.contains('{'), "{id} {lang}: {text}");
                        for never in ["催告", "hikae", "控え", "http", "@"] {
                            assert!(!text.contains(never), "{id} {lang}: {text}");
                        }
                        assert_eq!(text.lines().count(), 2, "{text}");
                    }
                }
            }
        }
    }
}
