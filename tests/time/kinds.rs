//! Every kind of key, every chain, now and in the past: taken by the core and by `openssl ts -verify`.

use crate::authority::{Authority, Chain, KeyKind, Plan, Query, Style, TokenOptions, Validity, now};
use crate::judge::*;
use hikae::timestamp::check;

#[test]
fn every_kind_of_key_and_chain_leads_to_its_root() {
    if !ready() {
        return;
    }
    for kind in KeyKind::ALL {
        for chain in [Chain::Direct, Chain::Intermediate, Chain::Crowded] {
            let authority = Authority::with(Plan { chain, ..Plan::new(kind) });
            let nonce = vec![2, 0x80, 0, 0, 0, 0, 0, 0, 1];
            let query =
                Query { nonce: Some([&[2, 9, 0], &nonce[1..]].concat()), ..Query::sha256(imprint().0) };
            let response = authority.answer(&query.write());
            assert_eq!(authority.ts_verify_response(&query.write(), &response), Ok(()), "{kind:?} {chain:?}");
            let stamp = check(&response, imprint(), &only(&authority.root_der())).unwrap();
            assert_eq!(
                stamp.nonce.as_deref(),
                Some(&nonce[1..]),
                "without the zero that only says: not negative"
            );
            assert_eq!((&*stamp.policy, stamp.accuracy.unwrap().to_string().as_str()), ("1.2.3.4.1", "1"));
            let made = stamp.authority.expect("a path to the root");
            assert_eq!(made.name, format!("root {}", kind.name()), "as the root calls itself");
            assert_eq!(made.root_sha256, hikae::base::digest::Sha256Digest::of(authority.root_der()));
            assert_eq!((made.fetch, made.expires.to_string().as_str()), (None, "2045-01-01T00:00:00Z"));

            let stranger = if kind == KeyKind::P256 { KeyKind::P384 } else { KeyKind::P256 };
            let stranger = Authority::start(stranger);
            let token = crate::authority::token_of(&response).unwrap();
            assert!(says(&token, &stranger.root_der()).starts_with("Unknown("), "{kind:?} {chain:?}");
            assert!(stranger.ts_verify(DATA, &token, &[]).is_err());
        }
    }
}

#[test]
fn the_old_style_is_taken_too() {
    if !ready() {
        return;
    }
    let authority = Authority::with(Plan { style: Style::Old, ..Plan::new(KeyKind::Rsa2048) });
    let response = authority.answer(&Query::sha256(imprint().0).write());
    let stamp = check(&response, imprint(), &only(&authority.root_der())).unwrap();
    assert_eq!(stamp.accuracy.unwrap().to_string(), "1.5001");
    assert!(stamp.authority.is_ok());
}

#[test]
fn a_token_is_judged_at_its_own_time() {
    if !ready() {
        return;
    }
    let valid = Validity::new("20190101000000Z", "20210101000000Z");
    for kind in KeyKind::ALL {
        let authority = Authority::with(Plan { valid: valid.clone(), ..Plan::new(kind) });
        let root = authority.root_der();
        let token = authority.token_at(imprint().0, PAST, &TokenOptions::default());
        assert_eq!(says(&token, &root), TRUSTED, "{kind:?}");
        assert_eq!(authority.ts_verify(DATA, &token, &AT_PAST), Ok(()), "{kind:?}");
        assert!(authority.ts_verify(DATA, &token, &[]).is_err(), "openssl without -attime");
        let late = authority.token_at(imprint().0, &now(), &TokenOptions::default());
        let expired = format!(r#"NotValidThen("authority {}: expired at genTime")"#, kind.name());
        assert_eq!(says(&late, &root), expired);
        assert!(authority.ts_verify(DATA, &late, &[]).is_err(), "{kind:?}");
    }
}
