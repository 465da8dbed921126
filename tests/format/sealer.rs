//! Sealing and verifying by the verbs of the door.

use crate::common::{key, time};
use hikae::base::digest::Sha256Digest;
use hikae::format::contents::for_each_fact;
use hikae::format::fact::Fact;
use hikae::{
    Code, Content, ErrorKind, LastSeal, Limits, Result, Round, Sealer, Stage, Verdict, system_random,
    verify_bytes, verify_file,
};
use std::fs;
use std::io::{self, Read};
use std::sync::Mutex;

const NOW: &str = "2026-10-05T11:50:09Z";

fn sealer<'a>() -> Sealer<'a> {
    Sealer::new(key())
}

/// The entry paths and names as given of an archive, and the hashes of its files.
fn origins(archive: &[u8]) -> (Vec<(String, String)>, Vec<Sha256Digest>) {
    let (mut names, mut hashes) = (Vec::new(), Vec::new());
    for_each_fact(archive, &Limits::DEFAULT, |_, fact| match fact {
        Fact::Origin(f) => names.push((f.path.into(), f.name)),
        Fact::File(f) => hashes.push((f.path, f.sha256)),
        _ => {}
    })
    .unwrap();
    names.sort();
    hashes.sort();
    (names, hashes.into_iter().map(|(_, hash)| hash).collect())
}

#[test]
fn bytes_files_and_readers_are_sealed_under_names_that_every_system_can_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("on disk.wav");
    fs::write(&path, "on disk").unwrap();
    let long = vec![7u8; 600 << 10];
    let (archive, sealed) = sealer()
        .deliver("takes/第1話?.wav", Content::file(&path).unwrap())
        .deliver_in(Round::try_from(2).unwrap(), "take.wav", Content::reader(long.as_slice()).unwrap())
        .document("CON.txt", "a brief")
        .messages("LINE.txt", vec![1, 2, 3])
        .seal(time(NOW), &mut system_random)
        .unwrap();
    let expected = [
        ("data/001/delivery/1/takes/第1話_.wav", "takes/第1話?.wav"),
        ("data/001/delivery/2/take.wav", "take.wav"),
        ("data/001/documents/_CON.txt", "CON.txt"),
        ("data/001/messages/01.txt", "LINE.txt"),
    ];
    let hashes = [b"on disk", long.as_slice(), b"a brief", &[1, 2, 3]].map(Sha256Digest::of);
    let expected = expected.map(|(path, name)| (path.to_owned(), name.to_owned()));
    assert_eq!(origins(&archive), (expected.to_vec(), hashes.to_vec()));
    assert_eq!((sealed.files.len(), sealed.last.edition.get()), (4, 1));
    let run = verify_bytes(&archive).unwrap();
    assert_eq!((run.verdict(), run.findings()), (Verdict::Intact, vec![]));
}

#[test]
fn what_changed_or_cannot_be_read_is_not_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wav");
    fs::write(&path, "before").unwrap();
    let content = Content::file(&path).unwrap();
    fs::write(&path, "after it was seen").unwrap();
    let error = sealer().deliver("a.wav", content).seal(time(NOW), &mut system_random).err().unwrap();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Changed, Some(path.as_path())));
    let kind = |content: Result<Content<'_>>| content.err().map(|e| e.kind());
    assert_eq!(kind(Content::file(folder.path())), Some(ErrorKind::IsFolder));
    assert_eq!(kind(Content::file(folder.path().join("none"))), Some(ErrorKind::NotFound));
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    assert_eq!(kind(Content::reader(Broken)), Some(ErrorKind::Read));
}

#[test]
fn mistakes_are_named() {
    let twice = sealer().deliver("a.wav", b"1").deliver("a.wav", b"2").seal(time(NOW), &mut system_random);
    let error = twice.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Refused(Code::EntryDuplicate));
    assert_eq!(error.finding().unwrap().subject, "a.wav");
    // the same name in another case is another file, under another name
    let (archive, _) =
        sealer().deliver("a.wav", b"1").deliver("A.wav", b"2").seal(time(NOW), &mut system_random).unwrap();
    assert_eq!(verify_bytes(&archive).unwrap().verdict(), Verdict::Intact);
    let kind = |sealed: Result<_>| sealed.err().map(|e: hikae::Error| e.kind());
    let none = sealer().seal(time(NOW), &mut system_random).map(|_| ());
    assert_eq!(kind(none), Some(ErrorKind::NothingToSeal));
    let mut without = |_: &mut [u8]| Err(io::ErrorKind::Unsupported.into());
    let random = sealer().deliver("a.wav", b"1").seal(time(NOW), &mut without).map(|_| ());
    assert_eq!(kind(random), Some(ErrorKind::Random));
    let mut same = |buffer: &mut [u8]| {
        buffer.fill(4);
        Ok(())
    };
    let salts = sealer().deliver("a.wav", b"1").seal(time(NOW), &mut same).map(|_| ());
    assert_eq!(kind(salts), Some(ErrorKind::Refused(Code::FactSaltTwice)));
}

#[test]
fn a_case_goes_on_from_its_last_seal() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("001.zip"), folder.path().join("002.zip"));
    let watched = Mutex::new(Vec::new());
    let progress = |stage, bytes| {
        watched.lock().unwrap().push((stage, bytes));
        Ok(())
    };
    sealer()
        .deliver("a.wav", b"first")
        .watched_by(&progress)
        .publish(&first, time(NOW), &mut system_random)
        .unwrap();
    let stages: Vec<Stage> = watched.into_inner().unwrap().into_iter().map(|(stage, _)| stage).collect();
    assert!(stages.contains(&Stage::Writing) && stages.contains(&Stage::Checking), "{stages:?}");
    let run = verify_file(&first).unwrap();
    let last = LastSeal::from(run.editions().next().unwrap().seal.as_ref().unwrap());
    let next = || sealer().after(last.clone()).deliver("a.wav", b"second");
    let sealed = next().publish(&second, time("2026-10-06T11:50:09Z"), &mut system_random).unwrap();
    assert_eq!((sealed.last.edition.get(), sealed.last.case), (2, last.case));
    assert_eq!(verify_file(&second).unwrap().verdict(), Verdict::Intact);
    let error = next().publish(&second, time(NOW), &mut system_random).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Exists);
    let error = next().seal(time("2026-10-05T11:50:08Z"), &mut system_random).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Refused(Code::ChainTime));
}
