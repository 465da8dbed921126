//! Asking authorities over HTTP, when they answer and when they do worse: sealing goes on, says what happened, and loses
//! nothing. The authorities are on loopback, with the real OpenSSL behind them.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::authority::{self, Authority, Behaviour, KeyKind};
use crate::program::{self, Desk};
use crate::skip::missing;
use hikae::base::digest::Sha256Digest;
use hikae::base::error::{Error, ErrorKind};
use hikae::net::ask::{Asked, NoAnswer, Patience, ask};
use hikae::net::authorities::Service;
use hikae::timestamp::{Anchors, BadResponse, BadToken};
use std::time::{Duration, Instant};

/// Short, so that the tests are; the program's own patience is longer, and nothing else differs.
const SHORT: Patience = Patience { one_try: Duration::from_millis(1500), in_all: Duration::from_secs(2) };

fn ready() -> bool {
    let there = authority::available();
    if !there {
        missing("openssl is missing");
    }
    there
}

fn service(authority: &Authority) -> Service {
    Service::find(&authority.url()).unwrap()
}

fn anchors(authority: &Authority) -> Anchors {
    let mut anchors = Anchors::none();
    anchors.add(&authority.root_der()).unwrap();
    anchors
}

fn imprint() -> Sha256Digest {
    Sha256Digest::of(b"a list")
}

fn asked(authorities: &[&Authority], anchors: &Anchors) -> Vec<Asked> {
    let services: Vec<Service> = authorities.iter().map(|a| service(a)).collect();
    let mut nonce = || Ok([7; 16]);
    ask(&services, imprint(), anchors, SHORT, &mut nonce, &|| Ok(())).unwrap()
}

fn one(authority: &Authority, behaviour: Behaviour) -> Result<(), NoAnswer> {
    authority.behave(behaviour);
    asked(&[authority], &anchors(authority)).remove(0).answer.map(|(_, stamp)| {
        assert!(stamp.authority.is_ok());
    })
}

#[test]
fn every_misbehaviour_has_its_words_and_an_end() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    let not_a_token = |answer: Result<(), NoAnswer>| match answer {
        Err(NoAnswer::NotAToken(BadResponse::Token(why))) => why,
        other => panic!("{other:?}"),
    };
    for proper in [
        Behaviour::Proper,
        Behaviour::GrantedWithMods,
        Behaviour::ServerErrorOnce,
        Behaviour::WrongContentType,
        Behaviour::SlowThenProper(Duration::from_millis(300)),
    ] {
        assert_eq!(one(&authority, proper.clone()), Ok(()), "{proper:?}");
    }
    assert!(matches!(one(&authority, Behaviour::Hang), Err(NoAnswer::TimedOut(_))));
    assert!(matches!(one(&authority, Behaviour::Drip), Err(NoAnswer::TimedOut(_))));
    let before = authority.sent();
    assert!(matches!(one(&authority, Behaviour::Huge), Err(NoAnswer::TooLarge(_))));
    assert!(matches!(one(&authority, Behaviour::HugeUntold), Err(NoAnswer::TooLarge(_))));
    assert!(authority.sent() - before < 64 << 20, "what is too large is not read to its end");
    assert_eq!(one(&authority, Behaviour::Html), Err(NoAnswer::WebPage));
    assert!(matches!(not_a_token(one(&authority, Behaviour::Truncated)), BadToken::Malformed(_)));
    assert!(matches!(not_a_token(one(&authority, Behaviour::Rejection)), BadToken::Rejected(2)));
    assert!(matches!(not_a_token(one(&authority, Behaviour::RejectionWithToken)), BadToken::Rejected(2)));
    assert!(matches!(not_a_token(one(&authority, Behaviour::WrongImprint)), BadToken::Imprint(_)));
    assert!(matches!(not_a_token(one(&authority, Behaviour::NoCertificates)), BadToken::Signer(_)));
    assert_eq!(one(&authority, Behaviour::WrongNonce), Err(NoAnswer::NotAToken(BadResponse::Nonce)));
    assert_eq!(one(&authority, Behaviour::NotFound), Err(NoAnswer::Status(404)));
    assert_eq!(one(&authority, Behaviour::ServerError), Err(NoAnswer::Status(500)));
    assert!(matches!(one(&authority, Behaviour::CloseEarly), Err(NoAnswer::Unreachable(_))));
    assert!(matches!(one(&authority, Behaviour::CloseAtOnce), Err(NoAnswer::Unreachable(_))));
    // the hash goes where the person said and nowhere else, so nobody is followed
    let requests = authority.requests().len();
    assert!(matches!(one(&authority, Behaviour::RedirectLoop), Err(NoAnswer::Redirect(_))));
    assert!(matches!(one(&authority, Behaviour::RedirectOnce), Err(NoAnswer::Redirect(_))));
    assert_eq!(authority.requests().len(), requests + 2);
    let nobody = Service::find("http://127.0.0.1:9/").unwrap();
    let none = ask(&[nobody], imprint(), &Anchors::none(), SHORT, &mut || Ok([7; 16]), &|| Ok(())).unwrap();
    assert!(matches!(none[0].answer, Err(NoAnswer::Unreachable(_))), "{none:?}");
}

#[test]
fn what_leaves_is_the_hash_and_a_random_number() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    let mut nonce = || Ok([0x42; 16]);
    let anchors = anchors(&authority);
    ask(&[service(&authority)], imprint(), &anchors, SHORT, &mut nonce, &|| Ok(())).unwrap();
    let requests = authority.requests();
    let [request] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!(
        (request.method.as_str(), request.header("content-type")),
        ("POST", Some("application/timestamp-query"))
    );
    // TimeStampReq with these two and nothing that could tell more: its length is that of the fixed parts
    assert_eq!(request.body.len(), 2 + 3 + 51 + 18 + 3);
    assert!(request.body.windows(32).any(|w| w == imprint().0));
    assert!(request.body.windows(16).any(|w| w == [0x42; 16]));
    let known = ["host", "content-type", "content-length", "accept", "user-agent", "connection"];
    for (name, value) in &request.headers {
        assert!(known.contains(&name.as_str()), "{name}: {value}");
    }
    assert_eq!(request.header("user-agent"), Some(concat!("hikae/", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn services_are_asked_at_once_and_one_that_hangs_holds_up_none() {
    if !ready() {
        return;
    }
    let (slow, good, bad) =
        (Authority::start(KeyKind::P256), Authority::start(KeyKind::P256), Authority::start(KeyKind::P256));
    slow.behave(Behaviour::Hang);
    bad.behave(Behaviour::Html);
    let all = asked(&[&slow, &good, &bad], &anchors(&good));
    let answers: Vec<bool> = all.iter().map(|a| a.answer.is_ok()).collect();
    assert_eq!(answers, [false, true, false], "{all:?}");
    // were they asked one after the other, the second and third would have had no time left
    assert_eq!((good.requests().len(), bad.requests().len()), (1, 1));
}

#[test]
fn whoever_stops_does_not_wait_for_an_authority() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    authority.behave(Behaviour::Hang);
    let begun = Instant::now();
    let stop = || {
        if begun.elapsed() > Duration::from_millis(200) {
            Err(Error::from(ErrorKind::Interrupted))
        } else {
            Ok(())
        }
    };
    let patience = Patience { one_try: Duration::from_secs(60), in_all: Duration::from_secs(60) };
    let asked =
        ask(&[service(&authority)], imprint(), &Anchors::none(), patience, &mut || Ok([7; 16]), &stop);
    assert_eq!(asked.unwrap_err().kind(), ErrorKind::Interrupted);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

/// The program, with authorities that do everything wrong at once: the seal is complete all the same.
#[test]
fn sealing_goes_on_and_says_what_happened() {
    if crate::skip::slow() {
        return;
    }
    if !ready() {
        return;
    }
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "as delivered");
    let wrong = [
        (Behaviour::Hang, "nothing came within"),
        (Behaviour::Drip, "nothing came within"),
        (Behaviour::Huge, "larger than any time-stamp"),
        (Behaviour::Html, "a web page came instead"),
        (Behaviour::RedirectLoop, "points to another address"),
        (Behaviour::Rejection, "status 2"),
        (Behaviour::WrongNonce, "another request"),
        (Behaviour::CloseAtOnce, "could not be reached"),
    ];
    let authorities: Vec<Authority> = wrong.iter().map(|_| Authority::start(KeyKind::P256)).collect();
    let urls: Vec<String> = authorities.iter().map(Authority::url).collect();
    let mut args = vec!["--lang", "en", "seal", "case"];
    for ((authority, (behaviour, _)), url) in authorities.iter().zip(&wrong).zip(&urls) {
        authority.behave(behaviour.clone());
        args.extend(["--tsa", url]);
    }
    let ran = desk.run(&args);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran.is_calm();
    for (_, words) in &wrong {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(ran.err.contains("The seal is complete, and has no trusted time"), "{}", ran.err);
    assert_eq!(desk.leftovers("case/seals"), [] as [String; 0]);
    let verified = desk.run(&["--lang", "en", "verify", "case/seals/001.zip"]);
    assert!(verified.code == Some(0) && verified.out.contains("no trusted time"), "{verified:?}");
    // none of it is kept
    let listed = desk.run(&["--json", "verify", "case/seals/001.zip"]);
    assert!(!listed.out.contains(".tsr"), "{}", listed.out);
}

#[test]
fn ctrl_c_while_an_authority_hangs_leaves_nothing() {
    if !ready() {
        return;
    }
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "as delivered");
    let authority = Authority::start(KeyKind::P256);
    authority.behave(Behaviour::Hang);
    let child = desk.hikae(&["seal", "case", "--tsa", &authority.url()]).spawn().unwrap();
    let begun = Instant::now();
    while authority.requests().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(30), "nobody asks");
        std::thread::sleep(Duration::from_millis(5));
    }
    program::signal(&child, "INT");
    let ran = program::finish(child);
    assert_eq!(ran.code, Some(130), "{ran:?}");
    assert_eq!(desk.leftovers("case/seals"), [] as [String; 0]);
    assert!(!desk.path("case/seals/001.zip").exists());
}
