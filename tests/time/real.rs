//! Tokens of real authorities (README.md says where from).

use crate::judge::said;
use hikae::base::digest::Sha256Digest;
use hikae::timestamp::{Anchors, BadPath, BadToken, Form, Stamp, Stock, bare_token, check, inspect};

const DIGICERT: &[u8] = include_bytes!("digicert.tsr");
const MICROSOFT: &[u8] = include_bytes!("microsoft.tsr");
const SECTIGO: &[u8] = include_bytes!("sectigo.tsr");

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
fn sectigo_leads_to_its_own_root_and_to_the_one_that_cross_signed_it() {
    let stamp = read(SECTIGO, &Anchors::pinned());
    assert_eq!(stamp.gen_time.to_string(), "2026-09-04T10:01:03Z");
    assert_eq!((stamp.accuracy, stamp.nonce), (None, None), "it states none");
    assert_eq!(stamp.signer, "Sectigo Public Time Stamping Signer R37");
    assert_eq!(stamp.stock, Stock::Ts);
    // the token names the root as USERTrust signed it: with both at hand, the path that openssl finds too is taken
    let authority = stamp.authority.unwrap();
    assert_eq!((&*authority.name, &*authority.root), ("Sectigo", "USERTrust RSA Certification Authority"));
    // the subject and the key of that certificate are those of the root that signed itself
    let mut own = Anchors::none();
    own.add(include_bytes!("../../src/timestamp/roots/sectigo-time-stamping-r46.der")).unwrap();
    let stamp = read(SECTIGO, &own);
    assert_eq!(stamp.stock, Stock::CmsPlain);
    let by_own = stamp.authority.unwrap();
    assert_eq!(by_own.root, "Sectigo Public Time Stamping Root R46");
    assert_eq!(
        by_own.root_sha256.to_string(),
        "4941b001b8a97e961b7817c9d9e960ec4b056bfc915a8c1aabf6ef6b3ac046a5"
    );
    assert!(authority.expires <= by_own.expires);
    assert_eq!(
        read(SECTIGO, &Anchors::none()).authority,
        Err(BadPath::Unknown("USERTrust RSA Certification Authority".into()))
    );
}

/// Its tokens carry an attribute certificate, and the signer names that too.
#[test]
fn microsoft_leads_to_its_root_of_2010() {
    let stamp = read(MICROSOFT, &Anchors::pinned());
    assert_eq!(stamp.signer, "Microsoft Time-Stamp Service");
    assert_eq!(stamp.stock, Stock::CmsPlain);
    let authority = stamp.authority.unwrap();
    assert_eq!(
        (&*authority.name, &*authority.root),
        ("Microsoft", "Microsoft Root Certificate Authority 2010")
    );
}

#[test]
fn without_a_root_microsoft_is_an_unknown_authority() {
    let stamp = read(MICROSOFT, &Anchors::none());
    assert_eq!(stamp.gen_time.to_string(), "2026-09-15T20:41:54.728Z");
    assert_eq!(stamp.accuracy.unwrap().to_string(), "0.5");
    assert_eq!(stamp.authority, Err(BadPath::Unknown("Microsoft Root Certificate Authority 2010".into())));
}

#[test]
fn a_real_token_can_be_taken_out_of_its_response() {
    for response in [DIGICERT, MICROSOFT, SECTIGO] {
        let token = bare_token(response).unwrap();
        let bare = inspect(&token, Form::Bare, &Anchors::pinned()).unwrap();
        assert_eq!(Ok(&bare), inspect(response, Form::Response, &Anchors::pinned()).as_ref());
        assert!(inspect(&token, Form::Response, &Anchors::pinned()).is_err());
        assert!(inspect(response, Form::Bare, &Anchors::pinned()).is_err());
        assert!(response.ends_with(&token));
        assert!(said(&check(&token, Sha256Digest([0; 32]), &Anchors::none())).starts_with("Malformed"));
    }
}
