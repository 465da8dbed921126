//! Tokens of real authorities (README.md says where from).

use crate::judge::said;
use hikae::digest::Sha256Digest;
use hikae::timestamp::{Anchors, BadPath, BadToken, Stamp, bare_token, check};

const DIGICERT: &[u8] = include_bytes!("digicert.tsr");
const MICROSOFT: &[u8] = include_bytes!("microsoft.tsr");

/// Over whatever it is over: what was signed is not here.
fn read(token: &[u8], anchors: &Anchors) -> Stamp {
    let Err(BadToken::Imprint(hex)) = check(token, Sha256Digest([0; 32]), anchors) else { panic!() };
    check(token, hex.parse().unwrap(), anchors).unwrap()
}

#[test]
fn digicert_leads_to_its_pinned_root() {
    let stamp = read(DIGICERT, &Anchors::pinned());
    assert_eq!(stamp.gen_time.to_string(), "2026-10-05T13:34:14Z");
    assert_eq!((stamp.accuracy, stamp.nonce), (None, None));
    assert_eq!(stamp.policy, "2.16.840.1.114412.7.1");
    assert_eq!(stamp.serial, "5b7294d1aef8c3d3cef1e6fa6a6eb61c"); // as openssl ts -reply -text prints it
    let authority = stamp.authority.unwrap();
    assert_eq!((&*authority.name, &*authority.root), ("DigiCert", "DigiCert Trusted Root G4"));
    assert_eq!(
        authority.root_sha256.to_string(),
        // https://www.digicert.com/kb/digicert-root-certificates.htm
        "552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988"
    );
    assert_eq!(authority.expires.to_string(), "2037-11-04T23:59:59Z");
    // what comes along is a help, never an anchor
    let stamp = read(DIGICERT, &Anchors::none());
    assert_eq!(stamp.authority, Err(BadPath::Unknown("DigiCert Assured ID Root CA".into())));
}

#[test]
fn microsoft_is_an_unknown_authority() {
    let stamp = read(MICROSOFT, &Anchors::pinned());
    assert_eq!(stamp.gen_time.to_string(), "2026-09-15T20:41:54.728Z");
    assert_eq!(stamp.accuracy.unwrap().to_string(), "0.5");
    assert_eq!(stamp.authority, Err(BadPath::Unknown("Microsoft Root Certificate Authority 2010".into())));
}

#[test]
fn a_real_token_can_be_taken_out_of_its_response() {
    for response in [DIGICERT, MICROSOFT] {
        let token = bare_token(response).unwrap();
        assert!(response.ends_with(&token));
        assert!(said(&check(&token, Sha256Digest([0; 32]), &Anchors::none())).starts_with("Malformed"));
    }
}
