//! The events of a memo as the plain facts of a situation.

use crate::base::time::UtcSecond;
use crate::case::Memo;
use crate::case::memo::{Actor, Event, EventKind};
use crate::platform::reminder::Delivered;
use crate::platform::{Cancellation, Chase, Delivery, Outcome, Situation, Venue};

/// What the record of messages adds to the memo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The client's last message, where a statement on silence can be made.
    pub client_last: Option<UtcSecond>,
    /// The worker's reminders that count, in the order of time.
    pub reminders: Vec<UtcSecond>,
}

/// Words of a result that say no. They are looked for first: 未承認 holds 承認.
const DENIED: &[&str] = &[
    "否認",
    "不承認",
    "未承認",
    "却下",
    "見送",
    "denied",
    "declined",
    "rejected",
    "not approved",
    "refused",
];
/// Words that say yes.
const APPROVED: &[&str] = &["承認", "送信", "実施", "連絡済", "approved", "sent", "accepted", "done"];
/// Words that say that a request to end the contract was answered, or is gone.
const ANSWERED: &[&str] = &[
    "拒否",
    "却下",
    "否認",
    "同意",
    "承認",
    "取り下げ",
    "取下げ",
    "撤回",
    "回答済",
    "declined",
    "rejected",
    "agreed",
    "accepted",
    "withdrawn",
    "answered",
    "refused",
];

fn holds(event: &Event, words: &[&str]) -> bool {
    let said = [&event.result, &event.note].into_iter().flatten();
    let said = said.map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ");
    // 未回答, 同意していない: what is not so is no answer
    let open = ["未回答", "未対応", "していない", "not yet", "not answered", "unanswered", "no answer"];
    words.iter().any(|word| said.contains(word)) && !open.iter().any(|word| said.contains(word))
}

/// The last second that an event can lie in.
fn end(event: &Event) -> Option<UtcSecond> {
    let to = event.at.as_ref()?.to?;
    UtcSecond::from_unix(to.unix() - 1).ok()
}

/// The first one.
fn begin(event: &Event) -> Option<UtcSecond> {
    event.at.as_ref()?.from
}

/// Is the first of two moments later, going by rounds where both are known? A request for changes belongs to the round
/// that it is about, so it is later than the delivery of that round.
fn follows(event: &Event, report: &Event) -> bool {
    match (event.round, report.round) {
        (Some(round), Some(reported)) if round != reported => round > reported,
        _ => begin(event) > end(report),
    }
}

/// The situation that a memo's events describe.
pub fn situation(memo: &Memo, told: &Told, now: UtcSecond, venue: Venue) -> Situation {
    let of = |kind: EventKind| memo.events().iter().filter(move |event| event.kind == kind);
    let past = |event: &&Event| begin(event).is_some_and(|at| at <= now);
    let report = of(EventKind::CompletionReport).filter(past).max_by_key(|event| end(event));
    // of direct work there is no button that reports it: what was sent is delivered
    let report = match venue {
        Venue::Site => report,
        Venue::Direct => report.or(sent_beside(memo).filter(past)),
    };
    let changes = of(EventKind::ChangeRequest).filter(past).max_by_key(|event| begin(event));
    let sent = sent_beside(memo).filter(past);
    let asked_again = |report: &Event| changes.filter(|changes| about(changes, report));
    let delivery = match (report, sent) {
        (None, None) => Delivery::None,
        (None, Some(_)) => Delivery::NotReported,
        (Some(report), sent) => {
            // files sent for a later round, or after a request for changes, are a version without a report
            let version = sent.filter(|sent| match (sent.round, report.round) {
                (Some(sent), Some(reported)) => sent > reported,
                _ => asked_again(report).is_some_and(|changes| begin(sent) >= begin(changes)),
            });
            match (version, end(report)) {
                (None, Some(at)) => Delivery::Reported(at),
                _ => Delivery::NotReported,
            }
        }
    };
    let reported = report.and_then(end);
    let since = |at: Option<UtcSecond>| reported.is_none_or(|reported| at > Some(reported));
    let outcome =
        match (of(EventKind::Payment).any(|e| past(&e)), of(EventKind::Inspection).any(|e| past(&e))) {
            (true, _) => Outcome::Paid,
            (false, true) => Outcome::Accepted,
            (false, false) => Outcome::Open,
        };
    Situation {
        delivery,
        changes: report.map_or(changes, asked_again).and_then(|changes| {
            // by its round it is later, whatever the minutes say
            begin(changes).max(reported.and_then(|at| UtcSecond::from_unix(at.unix() + 1).ok()))
        }),
        client_last: told.client_last,
        reminders: told.reminders.clone(),
        chase: chase(of(EventKind::NudgeRequest).chain(of(EventKind::PlatformNudge)).filter(past), since),
        cancellation: of(EventKind::TerminationRequest)
            .filter(|event| event.actor == Actor::Client && !holds(event, ANSWERED))
            .filter(past)
            .filter_map(begin)
            .max()
            .map_or(Cancellation::None, Cancellation::Received),
        outcome,
        now,
    }
}

/// The latest files or link that went out beside the platform's action of delivery.
pub(super) fn sent_beside(memo: &Memo) -> Option<&Event> {
    let sent = memo.events().iter().filter(|event| {
        matches!(event.kind, EventKind::Attachment | EventKind::LinkSent) && event.actor == Actor::Worker
    });
    sent.filter(|event| event.at.is_some()).max_by_key(|event| (event.round, end(event)))
}

/// Is a request for changes about the delivery of this report, or later?
fn about(changes: &Event, report: &Event) -> bool {
    match (changes.round, report.round) {
        (Some(round), Some(reported)) => round >= reported,
        _ => follows(changes, report),
    }
}

fn chase<'a>(events: impl Iterator<Item = &'a Event>, since: impl Fn(Option<UtcSecond>) -> bool) -> Chase {
    let latest = events.filter(|event| since(end(event))).max_by_key(|event| end(event));
    let Some((event, at)) = latest.and_then(|event| Some((event, end(event)?))) else { return Chase::None };
    match event.kind {
        _ if holds(event, DENIED) => Chase::Denied(at),
        EventKind::PlatformNudge => Chase::Sent(at),
        _ if holds(event, APPROVED) => Chase::Sent(at),
        _ => Chase::Asked(at),
    }
}

/// Was the latest version made after a request for changes?
pub fn delivered(memo: &Memo) -> Delivered {
    let revised = memo.events().iter().any(|event| {
        event.kind == EventKind::ChangeRequest || event.round.is_some_and(|round| round.get() > 1)
    });
    if revised { Delivered::Revised } else { Delivered::First }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::Limits;

    fn memo(events: &str) -> Memo {
        Memo::read(format!("クライアント名: 港町制作\n{events}").as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn of(events: &str) -> Situation {
        situation(&memo(events), &Told::default(), "2026-11-24T00:00:00Z".parse().unwrap(), Venue::Site)
    }

    const FIRST: &str = "納品完了報告: 2026/10/4 9:58 1回目\n";
    const CHANGES: &str = "修正依頼: 2026/10/5 14:03 1回目\n";

    #[test]
    fn an_attachment_is_no_report() {
        assert_eq!(of("").delivery, Delivery::None);
        assert_eq!(of("メッセージ添付: 2026/10/4 9:58 1回目").delivery, Delivery::NotReported);
        let reported = Delivery::Reported("2026-10-04T00:58:59Z".parse().unwrap());
        assert_eq!(of(FIRST).delivery, reported);
        for version in [
            "メッセージ添付: 2026/10/5 20:48 2回目",
            "リンク送付: 2026/10/5 20:48 2回目 https://example.com/a",
            "メッセージ添付: 2026/10/5 20:48", // no round, but after the request for changes
        ] {
            assert_eq!(
                of(&format!("{FIRST}{CHANGES}{version}")).delivery,
                Delivery::NotReported,
                "{version}"
            );
        }
        // a file sent beside the delivery is no new version
        assert_eq!(of(&format!("{FIRST}メッセージ添付: 2026/10/4 10:30")).delivery, reported);
        let second = of(&format!("{FIRST}{CHANGES}納品完了報告: 2026/10/5 20:48 2回目"));
        assert_eq!(second.delivery, Delivery::Reported("2026-10-05T11:48:59Z".parse().unwrap()));
        assert_eq!(second.changes, None, "the second round answers it");
    }

    #[test]
    fn what_is_sent_in_direct_work_is_delivered() {
        let notes = memo("メッセージ添付: 2026/10/4 9:58 1回目\n修正依頼: 2026/10/5 1回目");
        let now = "2026-11-24T00:00:00Z".parse().unwrap();
        let direct = situation(&notes, &Told::default(), now, Venue::Direct);
        assert_eq!(direct.delivery, Delivery::Reported("2026-10-04T00:58:59Z".parse().unwrap()));
        assert!(direct.changes.is_some());
    }

    #[test]
    fn a_request_for_changes_is_later_than_the_round_it_is_about() {
        let day_only = of("納品完了報告: 2026/10/4 9:58 1回目\n修正依頼: 2026/10/4 1回目");
        assert!(day_only.changes > Some("2026-10-04T00:58:59Z".parse().unwrap()));
        assert!(of(&format!("{FIRST}{CHANGES}")).changes.is_some());
        assert_eq!(of(&format!("{CHANGES}納品完了報告: 2026/10/5 20:48")).changes, None);
    }

    #[test]
    fn the_result_of_a_chase_is_read_and_an_older_round_s_chase_is_none() {
        let chase = |line: &str| of(&format!("{FIRST}{line}")).chase;
        let at = "2026-11-12T09:00:59Z".parse().unwrap();
        assert_eq!(chase("連絡催促の申請: 2026/11/12 18:00 結果 承認"), Chase::Sent(at));
        assert_eq!(chase("連絡催促の申請: 2026/11/12 18:00"), Chase::Asked(at));
        for denied in ["否認", "未承認", "却下"] {
            assert_eq!(chase(&format!("連絡催促の申請: 2026/11/12 18:00 結果 {denied}")), Chase::Denied(at));
        }
        assert_eq!(chase("事務局からの連絡催促: 2026/11/12 18:00"), Chase::Sent(at));
        assert_eq!(chase("連絡催促の申請: 2026/10/1 18:00 結果 承認"), Chase::None);
    }

    #[test]
    fn requests_to_end_are_open_until_answered() {
        let at = "2026-11-20T01:00:00Z".parse().unwrap();
        let cancellation = |line: &str| of(&format!("{FIRST}{line}")).cancellation;
        let received = Cancellation::Received(at);
        assert_eq!(cancellation("途中終了リクエスト: 2026/11/20 10:00"), received);
        assert_eq!(cancellation("途中終了リクエスト: 2026/11/20 10:00 結果 未回答"), received);
        assert_eq!(cancellation("途中終了リクエスト: 2026/11/20 10:00 結果 拒否"), Cancellation::None);
        assert_eq!(cancellation("途中終了リクエスト送信: 2026/11/20 10:00"), Cancellation::None);
    }

    #[test]
    fn what_lies_ahead_has_not_happened() {
        assert_eq!(of("納品完了報告: 2026/12/4 9:58 1回目").delivery, Delivery::None);
        assert_eq!(of("検収: 2026/10/9").outcome, Outcome::Accepted);
        assert_eq!(of("検収: 2026/12/9").outcome, Outcome::Open);
        assert_eq!(of("検収: 2026/10/9\n支払い: 2026/10/20").outcome, Outcome::Paid);
    }
}
