//! The same edition in two files counts once, and seals of two jobs are said to be of two jobs.
#![cfg(unix)]

use crate::program::Desk;
use crate::statements::{COPIED, MEMO, NOW, base, case, json, run, seal_at};
use serde_json::Value;
use std::fs;

#[test]
fn an_edition_in_two_files_counts_once() {
    let desk = Desk::new();
    case(&desk, &format!("{MEMO}{COPIED}"), &base());
    seal_at(&desk, NOW);
    let made = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "out"]);
    let package = desk.path("out/手元用/handover.zip").display().to_string();
    let counts = |args: &[&str]| json(&desk, args)["counts"].clone();
    let (one, two) = (counts(&["verify", "case/控え"]), counts(&["verify", "case/控え", &package]));
    for of in ["editions", "facts", "files"] {
        assert_eq!(one[of], two[of], "{of}");
    }
    let facts = |args: &[&str]| -> Vec<usize> {
        let shown = json(&desk, args);
        let editions = shown["editions"].as_array().unwrap().iter();
        editions.map(|edition| edition["facts"].as_array().unwrap().len()).collect()
    };
    assert_eq!(facts(&["show", "case/控え"]), facts(&["show", "case/控え", &package]));
    // reading again compares each fact once
    let again = json(&desk, &["show", "case/控え", &package, "--reread"]);
    let codes: Vec<&Value> =
        again["verify"]["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert!(!codes.iter().any(|code| *code == "fact-contradicts-source"), "{codes:?}");
    // two copies that show different parts show together what either shows
    let part = |withheld: &str, out: &str| {
        let args = ["handover", "case", "--to", "freelance-110", "--withhold", withheld, "-o", out];
        assert_eq!(run(&desk, &args).code, Some(0));
        desk.path(out).join("handover.zip").display().to_string()
    };
    let (fee, name) = (part("case/fee", "a"), part("case/client-name", "b"));
    assert_eq!(counts(&["verify", &fee, &name])["facts"], one["facts"]);
    let alone = &counts(&["verify", &fee])["facts"];
    assert_eq!(alone["shown"].as_u64().unwrap() + 1, one["facts"]["shown"].as_u64().unwrap());
    // and a copy beside the seals changes nothing in a handover
    fs::copy(&package, desk.path("case/控え/写し.zip")).unwrap();
    let beside = json(&desk, &["handover", "case", "--to", "crowdworks", "-o", "beside"]);
    assert_eq!(beside["facts"], made["facts"]);
}

#[test]
fn seals_of_two_jobs_are_said_to_be_of_two_jobs() {
    let desk = Desk::new();
    for name in ["one", "two"] {
        desk.write(format!("{name}/delivery/1/a.wav"), format!("the file of {name}"));
        let ran = run(&desk, &["seal", name]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let both = ["verify", "one/seals/001.zip", "two/seals/001.zip"];
    let found = json(&desk, &both);
    let codes: Vec<&str> =
        found["findings"].as_array().unwrap().iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(codes.contains(&"chain-case") && !codes.contains(&"chain-fork"), "{codes:?}");
    let ran = run(&desk, &[&both[..], &["--lang", "en"]].concat());
    assert!(ran.out.contains("belongs to another job") && ran.code == Some(1), "{ran:?}");
}
