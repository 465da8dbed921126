//! Time-stamps from sealing to verdict, with an authority on loopback and the stock tools beside.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::authority::{self, Authority, KeyKind, Plan, ends_in};
use crate::program::{self, Desk, Ran};
use crate::skip::missing;
use serde_json::Value;
use std::fs;
use std::io::Read as _;
use std::process::Command;
use std::time::Duration;

fn ready() -> bool {
    let there = authority::available();
    if !there {
        missing("openssl is missing");
    }
    there
}

struct Bench {
    desk: Desk,
    authority: Authority,
}

impl Bench {
    fn new(authority: Authority) -> Self {
        let desk = Desk::new();
        desk.write("case/delivery/1/第1話.wav", "as delivered");
        Self { desk, authority }
    }

    /// hikae with the authority's root as an anchor.
    fn run(&self, args: &[&str]) -> Ran {
        let root = self.authority.root_pem().display().to_string();
        self.desk.run(&[&["--lang", "en"], args, &["--tsa-root", &root]].concat())
    }

    fn seal(&self) -> Ran {
        let url = self.authority.url();
        let ran = self.run(&["seal", "case", "--tsa", &url]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran
    }

    fn stamp(&self, args: &[&str]) -> Ran {
        let url = self.authority.url();
        self.run(&[&["stamp"], args, &["--tsa", &url]].concat())
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[&["--json"], args].concat()).out).unwrap()
    }

    /// Names and bytes of the entries.
    fn entries(&self, archive: &str) -> Vec<(String, Vec<u8>)> {
        let file = fs::File::open(self.desk.path(archive)).unwrap();
        let mut zip = zip::ZipArchive::new(file).unwrap();
        let count = zip.len();
        let read = |i| {
            let mut entry = zip.by_index(i).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        };
        (0..count).map(read).collect()
    }
}

fn bench() -> Option<Bench> {
    ready().then(|| Bench::new(Authority::start(KeyKind::P256)))
}

#[test]
fn a_seal_is_stamped_and_the_verdict_says_what_that_proves() {
    let Some(bench) = bench() else { return };
    let ran = bench.seal();
    assert!(ran.err.contains("What is sent for it is this hash, and nothing else:"), "{}", ran.err);
    assert!(ran.err.contains("UTC ± 1 s, by root p256"), "{}", ran.err);
    let verified = bench.run(&["verify", "case/seals", "--require", "time,chain,payload"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(verified.out.contains("edition 1: existed no later than 2"), "{}", verified.out);
    assert!(verified.out.contains("revocation not checked"), "{}", verified.out);
    let json = bench.json(&["verify", "case/seals"]);
    let time = &json["time"][0];
    assert_eq!(time["authority"], "root p256");
    assert_eq!((&time["accuracy"], &time["policy"]), (&"1".into(), &"1.2.3.4.1".into()));
    assert_eq!((&time["trusted"], &time["bounds"]), (&true.into(), &serde_json::json!([1])));
    assert!(time["serial"].is_string() && time["root"].is_string() && time["gen_time"].is_string());

    // whoever does not know the authority has a lower ground, not an alteration
    let unknown = bench.desk.run(&["--lang", "en", "verify", "case/seals"]);
    assert!(unknown.code == Some(0) && unknown.out.contains("[token-unknown-authority"), "{unknown:?}");
    let insisting = bench.desk.run(&["verify", "case/seals", "--require", "time"]);
    assert_eq!(insisting.code, Some(4), "{insisting:?}");
}

/// Texts of a revision that this program does not know give way to its own.
#[test]
fn a_stamp_makes_the_texts_anew() {
    let Some(bench) = bench() else { return };
    assert_eq!(bench.desk.run(&["seal", "case"]).code, Some(0));
    let seal = bench.desk.path("case/seals/001.zip");
    let sealed = crate::common::craft::Book::open(&fs::read(&seal).unwrap());
    fs::write(&seal, crate::common::craft::Book { revision: "9999".into(), ..sealed }.zip()).unwrap();
    assert_eq!(bench.run(&["verify", "case/seals", "--require", "report"]).code, Some(4));
    assert_eq!(bench.stamp(&["case/seals/001.zip"]).code, Some(0));
    let verified = bench.run(&["verify", "case/seals", "--require", "report,time"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(verified.out.starts_with("INTACT\n"), "{}", verified.out);
}

#[test]
fn all_kinds_of_keys_stamp_a_seal() {
    if !ready() {
        return;
    }
    for kind in KeyKind::ALL {
        let bench = Bench::new(Authority::start(kind));
        bench.seal();
        let verified = bench.run(&["verify", "case/seals", "--require", "time"]);
        assert_eq!(verified.code, Some(0), "{kind:?}: {verified:?}");
    }
}

/// The commands of VERIFY.txt, as printed, in the unzipped archive; the reader has fetched the root.
#[test]
fn verify_txt_works_as_printed() {
    let Some(bench) = bench() else { return };
    bench.seal();
    bench.stamp(&["case/seals/001.zip"]);
    let folder = bench.desk.path("unzipped");
    for (name, bytes) in bench.entries("case/seals/001.zip") {
        bench.desk.write(format!("unzipped/{name}"), bytes);
    }
    fs::copy(bench.authority.root_pem(), folder.join("root.pem")).unwrap();
    let text = fs::read_to_string(folder.join("VERIFY.txt")).unwrap();
    let english = text.split(&"=".repeat(78)).find(|part| part.contains("Expected:")).unwrap();
    let mut lines = english.lines().peekable();
    let mut checked = 0;
    while let Some(line) = lines.next() {
        let command = line.trim();
        let power_shell = command.contains("Select-String");
        if power_shell || !(command.starts_with("openssl ts") || command.starts_with("sha256sum -c proof/")) {
            continue;
        }
        let output = Command::new("sh").args(["-c", command]).current_dir(&folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{command}: {said}{}", String::from_utf8_lossy(&output.stderr));
        if command.starts_with("openssl") {
            // the same for PowerShell may stand between
            assert!(lines.by_ref().any(|line| line.trim() == "Expected:"), "{command}");
            let expected = lines.next().unwrap().trim();
            assert!(said.lines().any(|line| line == expected), "{command}: {said}, not {expected}");
        }
        checked += 1;
    }
    assert_eq!(checked, 6, "two tokens, three commands each");
    // what the page says with a file of the archive changed
    fs::write(folder.join("proof/001/seal.txt"), "another").unwrap();
    let check = ["-c", "sha256sum -c proof/001/stamp-1.sha256"];
    assert!(!Command::new("sh").args(check).current_dir(&folder).output().unwrap().status.success());
}

#[test]
fn a_stamp_added_later_changes_nothing_that_was_sealed() {
    let Some(bench) = bench() else { return };
    assert_eq!(bench.desk.run(&["seal", "case", "--offline"]).code, Some(0));
    assert_eq!(bench.authority.requests().len(), 0);
    let before = bench.entries("case/seals/001.zip");
    let status = bench.desk.run(&["--lang", "en", "status", "case"]);
    assert!(status.out.contains("Edition 1 has no trusted time"), "{}", status.out);
    assert!(status.out.contains("hikae stamp case"), "{}", status.out);

    let old = fs::read(bench.desk.path("case/seals/001.zip")).unwrap();
    let apart = bench.stamp(&["case/seals/001.zip", "-o", "stamped.zip"]);
    assert_eq!(apart.code, Some(0), "{apart:?}");
    assert!(fs::read(bench.desk.path("case/seals/001.zip")).unwrap() == old, "-o leaves the old file");
    let again = bench.stamp(&["case/seals/001.zip", "-o", "stamped.zip"]);
    assert_eq!(again.code, Some(3), "nothing is overwritten: {again:?}");

    let ran = bench.stamp(&["case"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let derived = ["REPORT.html", "VERIFY.txt", "tagmanifest-sha256.txt"];
    let after = bench.entries("case/seals/001.zip");
    for (name, bytes) in before.iter().filter(|(name, _)| !derived.contains(&name.as_str())) {
        assert!(after.iter().any(|(n, b)| n == name && b == bytes), "{name}");
    }
    let new: Vec<&str> =
        after.iter().map(|(n, _)| n.as_str()).filter(|n| !before.iter().any(|(b, _)| b == n)).collect();
    assert_eq!(new, ["proof/001/stamp-1.127-0-0-1.tsr", "proof/001/stamp-1.sha256"]);
    assert_eq!(bench.run(&["verify", "case/seals", "--require", "time"]).code, Some(0));
    assert_eq!(bench.desk.leftovers("case/seals"), [] as [String; 0]);

    // a folder: only what is in need; an archive by name: one more stamp in any case, over all that stands
    let requests = bench.authority.requests().len();
    let nothing = bench.stamp(&["case"]);
    assert!(nothing.code == Some(0) && nothing.out.contains("lasts for more than a year"), "{nothing:?}");
    assert_eq!(bench.authority.requests().len(), requests);
    assert_eq!(bench.stamp(&["case/seals/001.zip"]).code, Some(0));
    let renewed = bench.entries("case/seals/001.zip");
    let list = renewed.iter().find(|(n, _)| n == "proof/001/stamp-2.sha256").unwrap();
    assert_eq!(String::from_utf8_lossy(&list.1).lines().count(), 4);
    assert_eq!(bench.run(&["verify", "case/seals", "--require", "time"]).code, Some(0));
}

#[test]
fn what_is_altered_gets_no_stamp_and_what_gets_none_stays() {
    let Some(bench) = bench() else { return };
    assert_eq!(bench.desk.run(&["seal", "case", "--offline"]).code, Some(0));
    let path = bench.desk.path("case/seals/001.zip");
    let good = fs::read(&path).unwrap();
    bench.authority.behave(authority::Behaviour::Html);
    let none = bench.stamp(&["case/seals/001.zip"]);
    assert!(none.code == Some(3) && none.err.contains("it stands as it was"), "{none:?}");
    assert!(fs::read(&path).unwrap() == good);
    let mut bad = good.clone();
    let at = bad.windows(12).position(|w| w == b"as delivered").unwrap();
    bad[at] ^= 1;
    fs::write(&path, &bad).unwrap();
    bench.authority.behave(authority::Behaviour::Proper);
    let requests = bench.authority.requests().len();
    let refused = bench.stamp(&["case/seals/001.zip"]);
    assert!(refused.code == Some(1) && refused.out.contains("ALTERED"), "{refused:?}");
    assert!(fs::read(&path).unwrap() == bad && bench.authority.requests().len() == requests);
}

#[test]
fn a_later_edition_bounds_the_earlier_ones() {
    let Some(bench) = bench() else { return };
    assert_eq!(bench.desk.run(&["seal", "case", "--offline"]).code, Some(0));
    bench.desk.write("case/delivery/2/第1話_v2.wav", "the retake");
    bench.seal();
    let verified = bench.run(&["verify", "case/seals", "--require", "time"]);
    assert!(verified.code == Some(0) && verified.out.contains("through edition 2"), "{verified:?}");
    assert_eq!(bench.json(&["verify", "case/seals"])["time"][0]["bounds"], serde_json::json!([1, 2]));
    // the first edition alone has nobody to speak for it
    assert_eq!(bench.run(&["verify", "case/seals/001.zip", "--require", "time"]).code, Some(4));
}

/// `now` is the reader's: here it is set far ahead.
#[test]
fn a_stamp_ends_with_its_certificate_unless_it_is_renewed_before() {
    if !ready() {
        return;
    }
    let soon = ends_in(Duration::from_secs(100 * 86_400));
    let bench = Bench::new(Authority::with(Plan { valid: soon, ..Plan::new(KeyKind::P256) }));
    bench.seal();
    let root = bench.authority.root_pem().display().to_string();
    let in_years = |years: u64, args: &[&str]| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let mut command = bench.desk.hikae(&[&["--lang", "en"], args, &["--tsa-root", &root]].concat());
        command.env("SOURCE_DATE_EPOCH", (now + years * 365 * 86_400).to_string());
        program::finish(command.spawn().unwrap())
    };
    bench.desk.write("home/authorities.txt", format!("root {root}\n"));
    let status = bench.desk.run(&["--lang", "en", "status", "case"]);
    assert!(status.out.contains("The time-stamp of edition 1 lapses on"), "{}", status.out);
    assert_eq!(in_years(0, &["verify", "case/seals", "--require", "time"]).code, Some(0));
    let expired = in_years(1, &["verify", "case/seals", "--require", "time"]);
    assert_eq!(expired.code, Some(4), "{expired:?}");
    assert!(
        expired.out.contains("[token-expired") && expired.out.contains("expired, not renewed"),
        "{expired:?}"
    );

    // renewed in time by an authority that lasts: both count, long after the first certificate has ended
    let lasting = Authority::start(KeyKind::P384);
    let ran = bench.run(&["stamp", "case", "--tsa", &lasting.url()]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let both = lasting.root_pem().display().to_string();
    let renewed = in_years(5, &["verify", "case/seals", "--require", "time", "--tsa-root", &both]);
    assert_eq!(renewed.code, Some(0), "{renewed:?}");
    assert!(!renewed.out.contains("token-expired"), "{renewed:?}");
    // openssl agrees, at genTime
    let entries = bench.entries("case/seals/001.zip");
    let of = |name: &str| &entries.iter().find(|(n, _)| n == name).unwrap().1;
    bench.desk.write("list", of("proof/001/stamp-1.sha256"));
    bench.desk.write("token", of("proof/001/stamp-1.127-0-0-1.tsr"));
    let args = ["ts", "-verify", "-data", "list", "-in", "token", "-CAfile", &root];
    let at = String::from_utf8_lossy(of("VERIFY.txt")).split("-attime ").nth(1).unwrap()[..10].to_owned();
    authority::must(bench.desk.path("").as_path(), &[&args[..], &["-attime", &at]].concat(), b"");
}

#[test]
fn the_list_of_authorities_is_the_users() {
    let Some(bench) = bench() else { return };
    let list = |text: String| drop(bench.desk.write("home/authorities.txt", text));
    let run = |args: &[&str]| {
        let mut command = bench.desk.hikae(&[&["--lang", "en"], args].concat());
        command.env_remove("HIKAE_OFFLINE"); // the list is asked; nothing here leaves the machine
        program::finish(command.spawn().unwrap())
    };
    let (url, root) = (bench.authority.url(), bench.authority.root_pem());
    list(format!("# mine\nmine {url}\nroot {}\n", root.display()));
    let ran = run(&["seal", "case"]);
    assert!(ran.code == Some(0) && ran.err.contains("by root p256"), "{ran:?}");
    assert!(bench.entries("case/seals/001.zip").iter().any(|(n, _)| n == "proof/001/stamp-1.mine.tsr"));
    assert_eq!(run(&["verify", "case/seals", "--require", "time"]).code, Some(0));
    list("none\n".into());
    bench.desk.write("other/delivery/1/a.wav", "a");
    let ran = run(&["seal", "other"]);
    assert!(ran.code == Some(0) && ran.err.contains("No time-stamp was requested"), "{ran:?}");
    let nobody = run(&["stamp", "other"]);
    assert!(nobody.code == Some(2) && nobody.err.contains("nobody to ask"), "{nobody:?}");
    list("mine\n".into());
    bench.desk.write("third/delivery/1/a.wav", "a");
    let bad = run(&["seal", "third"]);
    assert!(bad.code == Some(2) && bad.err.contains("line 1"), "{bad:?}");
    assert!(!bench.desk.path("third/seals").exists());
    list(String::new());
    let bad = run(&["seal", "third", "--tsa", "nobody"]);
    assert!(bad.code == Some(2) && bad.err.contains("digicert, sectigo"), "{bad:?}");
}

/// ETSI EN 319 162-1 section 4.3: the media type first, stored; one object at the root; one bare token over it.
#[test]
fn asic_s_holds_what_the_standard_asks_for() {
    let Some(bench) = bench() else { return };
    bench.seal();
    fs::create_dir(bench.desk.path("out")).unwrap();
    let ran = bench.run(&["export", "asic-s", "case/seals/001.zip", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let path = "out/001-stamp-1-127-0-0-1.asics";
    let bytes = fs::read(bench.desk.path(path)).unwrap();
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(&bytes[30..38], b"mimetype", "first, without an extra field before it");
    assert_eq!(&bytes[38..69], b"application/vnd.etsi.asic-s+zip", "stored");
    let entries = bench.entries(path);
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["mimetype", "stamp-1.sha256", "META-INF/timestamp.tst"]);
    bench.desk.write("object", &entries[1].1);
    bench.desk.write("token", &entries[2].1);
    let root = bench.authority.root_pem().display().to_string();
    let args = ["ts", "-verify", "-data", "object", "-in", "token", "-token_in", "-CAfile", &root];
    authority::must(bench.desk.path("").as_path(), &args, b"");
    let again = bench.run(&["export", "asic-s", "case/seals/001.zip", "-o", "out"]);
    assert_eq!(again.code, Some(3), "{again:?}");
    assert_eq!(bench.desk.run(&["seal", "case", "--offline"]).code, Some(0));
    bench.desk.write("plain/delivery/1/a.wav", "a");
    assert_eq!(bench.desk.run(&["seal", "plain", "--offline"]).code, Some(0));
    assert_eq!(bench.run(&["export", "asic-s", "plain/seals/001.zip"]).code, Some(2));
}

/// The clock of the computer that sealed, against the authority's.
#[test]
fn the_seals_own_date_is_held_against_the_stamp() {
    let Some(bench) = bench() else { return };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let (url, root) = (bench.authority.url(), bench.authority.root_pem().display().to_string());
    for (name, clock, code) in [
        ("ahead", now + 900, Some("sealed-after-time")),
        ("behind", now - 3 * 86_400, Some("proved-only-since")),
        ("right", now, None),
    ] {
        bench.desk.write(format!("{name}/delivery/1/a.wav"), "a");
        let mut command =
            bench.desk.hikae(&["--lang", "en", "seal", name, "--tsa", &url, "--tsa-root", &root]);
        let sealed = program::finish(command.env("SOURCE_DATE_EPOCH", clock.to_string()).spawn().unwrap());
        assert_eq!(sealed.code, Some(0), "{sealed:?}");
        assert_eq!(sealed.err.contains("this computer's clock is"), code.is_some(), "{sealed:?}");
        let seals = format!("{name}/seals");
        let verified = bench.run(&["verify", &seals, "--require", "time"]);
        assert_eq!(verified.code, Some(0), "{verified:?}");
        for each in ["sealed-after-time", "proved-only-since"] {
            assert_eq!(
                verified.out.contains(&format!("[{each}")),
                code == Some(each),
                "{name}: {verified:?}"
            );
        }
    }
}

/// Killed while the new archive is written: the old one stands, and the next run clears what was left.
#[test]
fn a_killed_stamp_leaves_the_old_archive() {
    if crate::skip::slow() {
        return;
    }
    let Some(bench) = bench() else { return };
    bench.desk.sparse("case/delivery/1/long.wav", 1 << 30);
    assert_eq!(bench.desk.run(&["seal", "case", "--offline"]).code, Some(0));
    let size = fs::metadata(bench.desk.path("case/seals/001.zip")).unwrap().len();
    let (url, root) = (bench.authority.url(), bench.authority.root_pem().display().to_string());
    let args = ["stamp", "case/seals/001.zip", "--tsa", &url, "--tsa-root", &root];
    let mut child = bench.desk.run_until_writing(&args, "case/seals");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::metadata(bench.desk.path("case/seals/001.zip")).unwrap().len(), size);
    assert_eq!(bench.desk.leftovers("case/seals").len(), 1);
    bench.authority.behave(authority::Behaviour::Html);
    assert_eq!(bench.stamp(&["case"]).code, Some(3));
    assert_eq!(bench.desk.leftovers("case/seals"), [] as [String; 0], "the next run clears what was left");
    bench.authority.behave(authority::Behaviour::Proper);
    let child = bench.desk.run_until_writing(&args, "case/seals");
    program::signal(&child, "INT");
    let stopped = program::finish(child);
    assert_eq!(stopped.code, Some(130), "{stopped:?}");
    assert_eq!(bench.desk.leftovers("case/seals"), [] as [String; 0]);
    assert_eq!(bench.run(&["verify", "case/seals", "--require", "time"]).code, Some(4));
    assert_eq!(bench.stamp(&["case"]).code, Some(0));
    assert_eq!(bench.run(&["verify", "case/seals", "--require", "time"]).code, Some(0));
}
