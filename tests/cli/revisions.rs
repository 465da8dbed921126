//! An archive whose report is of a revision that this program does not know: what was sealed is intact, and the texts for
//! reading may say anything. So the first line says what it speaks of.

use crate::common::craft::Book;
use crate::program::Desk;
use serde_json::{Value, json};
use std::fs;

/// A sealed case, and its archive with a forged report of an unknown revision.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.sealed_case("case");
    let sealed = Book::open(&fs::read(desk.path("case/seals/001.zip")).unwrap());
    let forged = Book {
        revision: "2".into(),
        planted: vec![("REPORT.html".into(), b"<p>accepted</p>\n".to_vec())],
        ..sealed
    };
    fs::write(desk.path("case/seals/001.zip"), forged.zip()).unwrap();
    desk
}

const SEAL: &str = "case/seals/001.zip";

#[test]
fn the_headline_leaves_out_what_was_not_checked() {
    let desk = desk();
    let headlines = [
        ("en", "Sealed facts and files: INTACT. REPORT.html and VERIFY.txt: NOT CHECKED", "another version"),
        ("ja", "記載事項とファイル: 控えと一致。REPORT.html と VERIFY.txt: 照合していません", "別の版"),
    ];
    for (lang, headline, never) in headlines {
        for command in ["verify", "show"] {
            let ran = desk.run(&["--lang", lang, command, SEAL]);
            assert_eq!(ran.code, Some(0), "{ran:?}");
            assert!(ran.out.lines().any(|line| line == headline), "{command}: {}", ran.out);
            assert!(!ran.out.lines().any(|line| matches!(line, "INTACT" | "控えと一致")), "{}", ran.out);
            assert!(ran.out.contains("[derived-not-checked: 2]") && !ran.out.contains(never), "{}", ran.out);
        }
        assert_eq!(desk.run(&["--lang", lang, "verify", SEAL]).out.lines().next(), Some(headline));
    }
    // beside an archive whose texts were checked, too
    desk.write("case/delivery/2/a.wav", "the second round");
    assert_eq!(desk.run(&["seal", "case"]).code, Some(0));
    let both = desk.run(&["--lang", "en", "verify", "case/seals"]);
    assert_eq!((both.code, both.out.lines().next()), (Some(0), Some(headlines[0].1)));
    assert!(!both.out.contains("regenerated, identical"), "{}", both.out);
}

#[test]
fn whoever_requires_the_report_gets_exit_code_4() {
    let desk = desk();
    let ran = desk.run(&["--lang", "en", "verify", SEAL, "--require", "report"]);
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(ran.out.ends_with("Required, but missing: report\n"), "{}", ran.out);
    let of = |ran: crate::program::Ran| serde_json::from_str::<Value>(&ran.out).unwrap();
    let found = of(desk.run(&["--json", "verify", SEAL, "--require", "report"]));
    assert_eq!(found["verdict"], "intact");
    assert_eq!(found["excluded"], json!(["REPORT.html", "VERIFY.txt"]));
    assert_eq!(found["missing"], json!(["report"]));
    let archive = &found["archives"][0];
    assert_eq!((&archive["report_revision"], &archive["derived_checked"]), (&json!(2), &json!(false)));
    // the archives of this program are of a revision that it knows
    desk.sealed_case("other");
    let found = of(desk.run(&["--json", "verify", "other/seals/001.zip", "--require", "report"]));
    assert_eq!((&found["excluded"], &found["missing"]), (&json!([]), &json!([])));
    let archive = &found["archives"][0];
    assert_eq!((&archive["report_revision"], &archive["derived_checked"]), (&json!(1), &json!(true)));
}

#[test]
fn a_package_gets_texts_of_this_program() {
    let desk = desk();
    let ran = desk.run(&["handover", "case", "--to", "freelance-110", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let checked = desk.run(&["verify", "out/handover.zip", "--require", "report"]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
}
