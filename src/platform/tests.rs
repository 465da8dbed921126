use super::*;
use crate::text::Lang;

#[test]
fn every_data_file_is_strictly_read() {
    for id in PlatformId::ALL {
        match Platform::read(id, text(id)) {
            Err(fault) => panic!("{id}.toml: {fault}"),
            Ok(platform) => assert_eq!(Platform::of(id), &platform),
        }
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    assert_eq!("CrowdWorks".parse::<PlatformId>(), Err(UnknownPlatform));
}

#[test]
fn what_does_not_fit_is_refused() {
    let good = text(PlatformId::Crowdworks);
    let refused = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        Platform::read(PlatformId::Crowdworks, &good.replacen(from, to, 1)).expect_err(to)
    };
    for (from, to, why) in [
        ("named = [", "nicknames = []\nnamed = [", "unknown field"),
        ("ja = \"検収\", en = \"acceptance (検収)\"", "ja = \"検収\"", "missing field `en`"),
        ("ja = \"検収\"", "ja = \" \"", "a language is missing"),
        ("from = [\"faq-10329\"] }\nescrow", "from = [] }\nescrow", "no source"),
        ("from = [\"faq-10329\"] }\nescrow", "from = [\"faq-1\"] }\nescrow", "no source 'faq-1'"),
        ("days = 7", "days = 0", "a clock"),
        ("days = 7", "days = -7", "invalid value"),
        ("id = \"paid\"", "id = \"accepted\"", "a stage stands twice"),
        ("id = \"guide\"", "id = \"room\"", "stages missing, or that cannot be"),
        ("read = \"2026-11-25\"", "read = \"2026-11-31\"", "out of range"),
        ("address = \"handover.md\"", "address = \"https://example.com/\"", "the address"),
        ("address = \"https://kumafumo.com", "address = \"http://kumafumo.com", "the address"),
        (
            "[[source]]",
            "[[source]]\nid = \"x\"\nkind = \"second-hand\"\naddress = \"https://example.com\"\nread = \"2026-11-25\"\n[[source]]",
            "nothing rests",
        ),
        ("zone = \"Asia/Tokyo\"", "zone = \"JST\"", "failed to parse timezone"),
        ("wrong = \"to-press\"", "wrong = \"to-hold\"", "unknown variant"),
    ] {
        let fault = refused(from, to);
        assert!(fault.contains(why), "{to}: {fault}");
    }
}

#[test]
fn every_platform_speaks_both_languages_and_of_buttons_in_both_directions() {
    for id in PlatformId::ALL {
        let platform = Platform::of(id);
        for lang in Lang::ALL {
            assert!(!platform.name().text(lang).is_empty() && !platform.support().name.text(lang).is_empty());
        }
        let english = matches!(id, PlatformId::Upwork | PlatformId::Fiverr);
        assert_eq!(platform.support().lang == Lang::En, english, "{id}");
        // both directions, on every platform: at a request to end the contract there is one of each
        let wrong: Vec<Wrong> = platform.buttons(StageId::CancellationReceived).map(|b| b.wrong).collect();
        assert!(wrong.contains(&Wrong::ToPress) && wrong.contains(&Wrong::ToLeave), "{id}: {wrong:?}");
    }
}

#[test]
fn a_memo_s_line_names_its_platform() {
    for (line, id) in [
        ("CrowdWorks", PlatformId::Crowdworks),
        ("クラウドワークス", PlatformId::Crowdworks),
        ("ｸﾗｳﾄﾞﾜｰｸｽ", PlatformId::Crowdworks),
        ("Crowd Works(固定報酬)", PlatformId::Crowdworks),
        ("クラウドワークス(CrowdWorks)", PlatformId::Crowdworks),
        ("ランサーズ", PlatformId::Lancers),
        ("ＬＡＮＣＥＲＳ", PlatformId::Lancers),
        ("ココナラ", PlatformId::Coconala),
        ("coconala 出品サービス", PlatformId::Coconala),
        ("SKIMA", PlatformId::Skima),
        ("スキマ", PlatformId::Skima),
        ("Upwork", PlatformId::Upwork),
        ("fiverr.com", PlatformId::Fiverr),
    ] {
        assert_eq!(PlatformId::of_memo(line), Some(id), "{line}");
    }
    for line in ["", "直接契約", "スキマ時間の仕事", "ランサーズとクラウドワークス", "LINE", "ミツモア"]
    {
        assert_eq!(PlatformId::of_memo(line), None, "{line}");
    }
}

#[test]
fn histories_of_tools_outside_are_told_everywhere() {
    for id in PlatformId::ALL {
        let of = |formats: &[&str]| Platform::of(id).vanishing(StageId::BeforeDelivery, formats).len();
        assert_eq!((of(&["slack", "line"]), of(&["line"])), (1, 0), "{id}");
        for vanishing in Platform::of(id).vanishing(StageId::BeforeDelivery, &["slack"]) {
            let of = Platform::of(id).sources_of(&vanishing.says).count();
            assert_eq!(of, 2, "the sources are found in the generic file");
        }
    }
}

#[test]
fn the_platforms_own_words_for_an_acceptance_are_understood_in_notes() {
    use crate::base::limits::Limits;
    use crate::case::Memo;
    use crate::case::memo::{EventKind, tells_of_settlement};
    for id in PlatformId::ALL {
        for lang in Lang::ALL {
            let written = Platform::of(id).words().acceptance.text(lang);
            // the other language's word stands beside it in parentheses
            let (word, aside) = written.split_once(['(', '（']).unwrap_or((written, ""));
            for word in
                [word.trim(), aside.trim_end_matches([')', '）'])].into_iter().filter(|word| !word.is_empty())
            {
                let memo = Memo::read(format!("{word}: 2026/10/20").as_bytes(), &Limits::DEFAULT).unwrap();
                let kinds: Vec<EventKind> = memo.events().iter().map(|event| event.kind).collect();
                assert_eq!(kinds, [EventKind::Inspection], "{id} {lang}: {word}");
                assert!(tells_of_settlement(word), "{id} {lang}: {word}");
            }
        }
    }
}
