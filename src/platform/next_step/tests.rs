use super::*;
use crate::base::limits::Limits;
use crate::platform::PlatformId;
use crate::platform::reminder::Sending;
use crate::text::Texts;

const SAMPLE: &str = "クライアント名: 港町制作\nプラットフォーム: CrowdWorks\n";
const FIRST: &str = "納品完了報告: 2026/10/4 9:58 1回目\n";
const CHANGES: &str = "修正依頼: 2026/10/5 14:03 1回目\n";
const SECOND: &str = "納品完了報告: 2026/10/5 20:48 2回目\n";
const REMINDERS: [&str; 3] = ["2026-10-13T01:00:59Z", "2026-10-26T01:05:59Z", "2026-11-09T00:30:59Z"];

fn at(text: &str) -> UtcSecond {
    text.parse().unwrap()
}

/// At noon in Japan.
fn noon(day: &str) -> UtcSecond {
    at(&format!("{day}T03:00:00Z"))
}

fn told(reminders: &[&str]) -> Told {
    let client_last = Some(at("2026-10-05T05:03:59Z"));
    Told { client_last, reminders: reminders.iter().map(|r| at(r)).collect() }
}

fn on(id: PlatformId, events: &str, told: &Told, now: UtcSecond) -> NextStep {
    let memo = Memo::read(format!("{SAMPLE}{events}").as_bytes(), &Limits::DEFAULT).unwrap();
    next_step(Platform::of(id), &memo, told, &[], Lang::Ja, now)
}

fn step_of(events: &str, reminders: &[&str], day: &str) -> Step {
    on(PlatformId::Crowdworks, events, &told(reminders), noon(day)).step
}

fn until(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

#[test]
fn the_sample_case_day_by_day() {
    let events = format!("{FIRST}{CHANGES}{SECOND}");
    let wait = |what, day| Step::Wait { what, until: until(day) };
    let number = |reminders: &[&str], day| match step_of(&events, reminders, day) {
        Step::Remind(draft) => draft.number,
        other => panic!("{day}: {other:?}"),
    };
    assert_eq!(step_of(FIRST, &[], "2026-10-04"), wait(Awaited::Guide, "2026-10-11"));
    assert_eq!(step_of(&format!("{FIRST}{CHANGES}"), &[], "2026-10-06"), Step::Revise);
    let attached = format!("{FIRST}{CHANGES}メッセージ添付: 2026/10/5 20:48 2回目\n");
    assert_eq!(
        step_of(&attached, &[], "2026-11-24"),
        Step::Report,
        "files are no delivery, however long it is"
    );
    assert_eq!(step_of(&events, &[], "2026-10-06"), wait(Awaited::Guide, "2026-10-12"));
    assert_eq!(
        step_of(&events, &[], "2026-10-12"),
        wait(Awaited::Guide, "2026-10-12"),
        "the whole of the last day"
    );
    assert_eq!(number(&[], "2026-10-13"), 1);
    assert_eq!(step_of(&events, &REMINDERS[..1], "2026-10-19"), wait(Awaited::Reminder, "2026-10-19"));
    assert_eq!(number(&REMINDERS[..1], "2026-10-20"), 2);
    assert_eq!(number(&REMINDERS[..2], "2026-11-09"), 3);
    assert_eq!(step_of(&events, &REMINDERS, "2026-11-12"), wait(Awaited::Answer, "2026-11-12"));
    assert_eq!(step_of(&events, &REMINDERS, "2026-11-13"), Step::ApplyChase);
    let chase = |result: &str| format!("{events}連絡催促の申請: 2026/11/12 18:00 {result}\n");
    assert_eq!(step_of(&chase(""), &REMINDERS, "2026-11-13"), Step::AwaitDecision);
    assert_eq!(step_of(&chase("結果 承認"), &REMINDERS, "2026-11-24"), Step::AskSupport);
    assert_eq!(step_of(&chase("結果 否認"), &REMINDERS, "2026-11-24"), Step::AskSupport);
    let request = format!("{events}途中終了リクエスト: 2026/11/20 10:00\n");
    assert_eq!(step_of(&request, &REMINDERS, "2026-11-24"), Step::Answer { by: Some(until("2026-11-27")) });
    assert_eq!(step_of(&format!("{events}検収: 2026/11/20\n"), &[], "2026-11-24"), Step::AwaitPayment);
    assert_eq!(step_of(&format!("{events}支払い: 2026/11/20\n"), &[], "2026-11-24"), Step::Nothing);
    assert_eq!(step_of("", &[], "2026-10-01"), Step::Deliver);
}

#[test]
fn an_answer_begins_a_new_silence() {
    let events = format!("{FIRST}{CHANGES}{SECOND}");
    let answered = Told { client_last: Some(at("2026-10-27T03:00:00Z")), ..told(&REMINDERS[..2]) };
    let step = |day| on(PlatformId::Crowdworks, &events, &answered, noon(day)).step;
    assert_eq!(step("2026-10-28"), Step::Wait { what: Awaited::Reminder, until: until("2026-11-02") });
    assert!(matches!(step("2026-11-03"), Step::Remind(Draft { number: 1, .. })), "{:?}", step("2026-11-03"));
}

#[test]
fn the_night_is_told_and_the_day_counts_in_the_zone_of_the_site() {
    let events = format!("{FIRST}{CHANGES}{SECOND}");
    let step = |now| on(PlatformId::Crowdworks, &events, &told(&[]), at(now)).step;
    // 23:59 JST on the last day, and midnight
    assert!(matches!(step("2026-10-12T14:59:59Z"), Step::Wait { .. }));
    let Step::Remind(draft) = step("2026-10-12T15:00:00Z") else { panic!() };
    let Sending::From(morning) = draft.sending else { panic!("it is midnight") };
    assert_eq!(morning.to_rfc3339(), "2026-10-13T08:00:00+09:00");
}

#[test]
fn lancers_counts_from_the_last_message_and_reminds_within_seven_days() {
    let report = "完了報告: 2026/10/5 20:48 1回目\n";
    let of = |events: &str, told: &Told, day: &str| on(PlatformId::Lancers, events, told, noon(day)).step;
    let spoke = Told { client_last: Some(at("2026-10-08T03:00:00Z")), reminders: Vec::new() };
    assert_eq!(
        of(report, &spoke, "2026-10-15"),
        Step::Wait { what: Awaited::Guide, until: until("2026-10-15") }
    );
    assert!(matches!(of(report, &spoke, "2026-10-16"), Step::Remind(_)));
    let reminders = ["2026-10-16T03:00:00Z", "2026-10-19T03:00:00Z", "2026-10-22T03:00:00Z"];
    let silent = Told { reminders: reminders.iter().map(|r| at(r)).collect(), ..spoke };
    assert_eq!(of(report, &silent, "2026-10-27"), Step::ApplyChase);
    let asked = format!("{report}連絡催促の申請: 2026/10/27 12:00\n");
    let wait = Step::Wait { what: Awaited::ChaseAnswer, until: until("2026-11-03") };
    assert_eq!(of(&asked, &silent, "2026-10-28"), wait);
    assert_eq!(of(&asked, &silent, "2026-11-04"), Step::AskSupport);
    // never before the report of completion
    let attached = "メッセージ添付: 2026/10/5 20:48 1回目\n";
    assert_eq!(of(attached, &silent, "2026-11-04"), Step::Report);
}

#[test]
fn where_the_delivery_counts_as_accepted_by_itself_nobody_is_reminded() {
    for (id, last) in [
        (PlatformId::Upwork, "2026-10-18"),
        (PlatformId::Fiverr, "2026-10-07"),
        (PlatformId::Coconala, "2026-10-07"),
    ] {
        let of = |day| on(id, FIRST, &told(&[]), noon(day)).step;
        assert_eq!(of("2026-10-05"), Step::Wait { what: Awaited::Acceptance, until: until(last) }, "{id}");
        assert_eq!(of("2026-11-05"), Step::Check, "{id}");
    }
}

#[test]
fn where_no_guide_is_known_the_days_are_our_own() {
    for id in [PlatformId::Skima, PlatformId::Generic] {
        let of = |reminders: &[&str], day| {
            on(id, FIRST, &Told { client_last: None, ..told(reminders) }, noon(day)).step
        };
        assert_eq!(of(&[], "2026-10-10"), Step::Wait { what: Awaited::Reminder, until: until("2026-10-10") });
        assert!(matches!(of(&[], "2026-10-11"), Step::Remind(_)));
        assert_eq!(of(&REMINDERS, "2026-11-13"), Step::AskSupport, "{id}");
    }
}

#[test]
fn links_are_told_a_week_before_they_end() {
    let link = format!("{FIRST}リンク送付: 2026/10/4 10:00 1回目 https://example.com/a 期限 2026/10/12\n");
    let links = |day| on(PlatformId::Crowdworks, &link, &told(&[]), noon(day)).links;
    assert!(links("2026-10-04").is_empty());
    assert_eq!(links("2026-10-05").len(), 1);
    let step = on(PlatformId::Crowdworks, &link, &told(&[]), noon("2026-10-09"));
    let ja = step.vanishing_lines(&Texts::new(Lang::Ja));
    assert!(ja[0].contains("10月12日です(あと3日)"), "{ja:?}");
    let ended = on(PlatformId::Crowdworks, &link, &told(&[]), noon("2026-10-13"));
    assert!(ended.vanishing_lines(&Texts::new(Lang::En))[0].ends_with("ended on 12 October."));
}

#[test]
fn every_stage_of_every_platform_is_reachable_and_has_sentences() {
    use std::collections::BTreeSet;
    let chase = "連絡催促の申請: 2026/11/12 18:00";
    let histories = [
        (String::new(), "2026-10-01"),
        ("メッセージ添付: 2026/10/4 9:58 1回目".into(), "2026-10-05"),
        (format!("{FIRST}{CHANGES}"), "2026-10-06"),
        (FIRST.into(), "2026-10-05"),
        (FIRST.into(), "2026-11-05"),
        (format!("{FIRST}{chase}"), "2026-11-13"),
        (format!("{FIRST}{chase} 結果 承認"), "2026-11-13"),
        (format!("{FIRST}途中終了リクエスト: 2026/11/12 18:00"), "2026-11-13"),
        (format!("{FIRST}検収: 2026/11/12 18:00"), "2026-11-13"),
        (format!("{FIRST}支払い: 2026/11/12 18:00"), "2026-11-13"),
    ];
    for id in PlatformId::ALL {
        let mut seen = BTreeSet::new();
        for (events, day) in &histories {
            let step = on(id, events, &told(&[]), noon(day));
            seen.insert(step.stage.id);
            for lang in Lang::ALL {
                let texts = Texts::new(lang);
                let silence = RecordedSilence { days: 1, until: "2026-11-20 09:12 JST".into() };
                let mut said = vec![step.sentence(&texts)];
                said.extend(step.silence_line(&texts, &silence));
                said.extend(step.statements().into_iter().map(|s| step.stated(&texts, s)));
                said.extend(step.button_lines(&texts));
                said.extend(step.vanishing_lines(&texts));
                said.extend(step.footer(&texts));
                for line in said {
                    assert!(
                        !line.is_empty() && !line.starts_with("next-") && !line.contains('{'),
                        "{id}: {line}"
                    );
                }
            }
        }
        let stages: BTreeSet<StageId> = step_stages(id);
        assert_eq!(seen, stages, "{id}");
    }
}

fn step_stages(id: PlatformId) -> std::collections::BTreeSet<StageId> {
    Platform::of(id).stages().iter().map(|stage| stage.id).collect()
}

#[test]
fn no_advice_is_counted_from_a_date_that_cannot_be() {
    // the report was written with the wrong year: three weeks would look like a year and three weeks
    let escrow = "仮払い日: 2026/10/1\n";
    let wrong = format!("{escrow}納品完了報告: 2025/10/4 9:58 1回目\n");
    let step = on(PlatformId::Crowdworks, &wrong, &told(&[]), noon("2026-10-25"));
    assert_eq!(step.step, Step::CorrectDate);
    assert!(step.buttons.is_empty() && step.vanishing.is_empty());
    let right = format!("{escrow}{FIRST}");
    assert!(matches!(step_of(&right, &[], "2026-10-25"), Step::Remind(_)));
    // a request to end the contract has its own limit, and cannot wait for the notes
    let asked = format!("{wrong}契約途中終了リクエスト: 2026/10/20\n");
    let step = step_of(&asked, &[], "2026-10-25");
    assert!(matches!(step, Step::Answer { .. }), "{step:?}");
}

#[test]
fn no_advice_rests_on_a_line_that_is_not_understood() {
    for line in
        ["検収: 2026/10/20 差し戻し", "確認のお願い: 2026/10/20 送らなかった", "備考: 10/20 検収されました"]
    {
        let step = step_of(&format!("{FIRST}{line}\n"), &[], "2026-10-25");
        assert!(matches!(step, Step::ClearLine { .. }), "{line}: {step:?}");
    }
    for line in ["検収: まだ", "備考: 声は低め"] {
        assert!(matches!(step_of(&format!("{FIRST}{line}\n"), &[], "2026-10-25"), Step::Remind(_)), "{line}");
    }
}
