//! What is sealed is not called found: `show` and `contains` say what they checked now, and what is the signer's word.

use crate::common::{Sample, name};
use crate::program::Desk;
use crate::sound::{Coding, Sound};
use hikae::format::fact::{AudioFact, Fact};
use serde_json::Value;
use std::fs;

fn wav(hz: f64) -> Vec<u8> {
    Sound::silence(8_000, 1, 1.0).sine(&[0], hz, 0.5, 0.0, (0.0, 1.0)).wav(Coding::Int(16))
}

/// The audio fact that hikae makes of a file.
fn measured(desk: &Desk, file: &[u8]) -> AudioFact {
    desk.write("measured/delivery/1/a.wav", file);
    assert_eq!(desk.run(&["seal", "measured"]).code, Some(0));
    let shown: Value =
        serde_json::from_str(&desk.run(&["--json", "show", "measured/seals/001.zip"]).out).unwrap();
    let facts: Vec<Fact> = serde_json::from_value(shown["editions"][0]["facts"].clone()).unwrap();
    fs::remove_dir_all(desk.path("measured")).unwrap();
    facts.into_iter().find_map(|f| if let Fact::Audio(a) = f { Some(*a) } else { None }).unwrap()
}

#[test]
fn values_are_as_sealed_until_they_are_measured_again() {
    let desk = Desk::new();
    desk.write("job/delivery/1/a.wav", wav(440.0));
    assert_eq!(desk.run(&["seal", "job"]).code, Some(0));
    let ran = desk.run(&["show", "job/seals/001.zip", "--lang", "en"]);
    assert!(
        ran.out.contains("Audio (as sealed:") && ran.out.contains("hikae show --reread job/seals/001.zip")
    );
    assert!(!ran.out.contains("again now"), "{ran:?}");
    let ran = desk.run(&["show", "job/seals/001.zip", "--reread", "--lang", "en"]);
    assert!(ran.out.contains("Measured again now: as sealed."), "{ran:?}");
    assert!(!ran.out.contains("hikae show --reread"), "it was done: {ran:?}");
    let ran = desk.run(&["show", "job/seals/001.zip", "--lang", "ja"]);
    assert!(ran.out.contains("音声(控えの記載による"), "{ran:?}");
}

#[test]
fn a_seal_that_states_the_samples_of_another_file_is_not_believed() {
    let desk = Desk::new();
    let (one, other) = (wav(440.0), wav(880.0));
    let path = "data/001/delivery/1/a.wav";
    let stated = AudioFact { path: name(path), ..measured(&desk, &other) };
    let sample =
        Sample { files: vec![(path, one)], facts: vec![Fact::Audio(Box::new(stated))], ..Sample::default() };
    desk.write("forged.zip", sample.seal().0);
    // the other recording in another container of the same samples: only decoding tells
    desk.write("back/other.wav", [other, b"LIST\x04\0\0\0INFO".to_vec()].concat());
    let ran = desk.run(&["contains", "forged.zip", "back/other.wav", "--json"]);
    let said: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    assert_eq!(said["results"][0]["result"], "not-established", "{said}");
    assert_eq!((&said["results"][0]["sealed_as"], ran.code), (&serde_json::json!([]), Some(1)));
    let ran = desk.run(&["show", "forged.zip", "--reread", "--lang", "en"]);
    assert!(ran.out.contains("Measured again now: not as sealed."), "{ran:?}");
    assert_eq!(ran.code, Some(4), "{ran:?}");
}

#[test]
fn a_code_is_looked_up_in_the_text_that_it_names_where_that_is_shown() {
    let desk = Desk::new();
    desk.write("job/delivery/1/a.wav", wav(440.0));
    assert_eq!(desk.run(&["seal", "job", "--no-analysis"]).code, Some(0));
    let shown: Value =
        serde_json::from_str(&desk.run(&["--json", "verify", "job/seals/001.zip"]).out).unwrap();
    let code = shown["archives"][0]["editions"][0]["seal_code"].as_str().unwrap().to_owned();
    desk.write(
        "job/messages/t.txt",
        format!("2026-10-01 14:03 Minato: Please begin.\n2026-10-04 09:58 Mugi: Delivered. {code}\n"),
    );
    desk.write("job/case-notes.txt", "Client: Minato\nMy name: Mugi\n");
    let ran = desk.run(&["seal", "job", "--lang", "en"]);
    assert!(ran.out.contains("Codes that stand in the copies") && !ran.out.contains("As sealed"), "{ran:?}");
    let ran = desk.run(&["show", "job/seals", "--lang", "en"]);
    assert!(ran.out.contains("Checked now: the text of that message holds this code"), "{ran:?}");
    // of a copy that does not show the text there is only the signer's word
    let args = ["handover", "job", "--to", "us-902", "--withhold", "text/*", "-o", "out"];
    let ran = desk.run(&args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = desk.run(&["show", "out/handover.zip", "--lang", "en"]);
    assert!(ran.out.contains("As sealed (not checked here)"), "{ran:?}");
    assert!(!ran.out.contains("Checked now"), "{ran:?}");
}
