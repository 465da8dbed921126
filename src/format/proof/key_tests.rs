use super::*;
use crate::format::proof::{Protection, sha512_of, to_pem};
use crate::text::{Lang, Say as _, Texts};
use proptest::prelude::*;
use std::io;

const PASSPHRASE: &str = "ひみつ pass";

fn at(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(name)
}

fn nobody(_: &Message) -> Option<Zeroizing<String>> {
    None
}

fn saying(text: &str) -> impl FnMut(&Message) -> Option<Zeroizing<String>> + '_ {
    move |_| Some(Zeroizing::new(text.to_owned()))
}

fn public(name: &str) -> PublicKey {
    std::fs::read_to_string(at(name)).unwrap().parse().unwrap()
}

fn no_random(_: &mut [u8]) -> io::Result<()> {
    panic!("not needed")
}

fn open_text(text: &str) -> Result<OpenedKey, KeyError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    open_key(file.path(), &mut nobody)
}

#[test]
fn every_form_of_an_ed25519_key_opens() {
    let form = |key: &OpenedKey| match key {
        OpenedKey::Secret(_, form) => *form,
        OpenedKey::Agent(_) => panic!("not an agent's"),
    };
    let plain = open_key(&at("ossh"), &mut nobody).unwrap();
    assert_eq!((form(&plain), plain.public_key()), (KeyForm::OpenSsh, public("ossh.pub")));
    assert_eq!(plain.notice(), Some(KeyNotice::SshKey));
    let opened = open_key(&at("ossh_pass"), &mut saying(PASSPHRASE)).unwrap();
    assert_eq!(
        (form(&opened), opened.public_key()),
        (KeyForm::OpenSshWithPassphrase, public("ossh_pass.pub"))
    );
    let own = open_key(&at("openssl.pem"), &mut nobody).unwrap();
    let same = open_key(&at("openssl_pass.pem"), &mut saying(PASSPHRASE)).unwrap();
    assert_eq!((form(&own), own.notice()), (KeyForm::Pkcs8, None));
    assert_eq!((form(&same), same.public_key()), (KeyForm::Pkcs8WithPassphrase, own.public_key()));
    let agent = open_key(&at("ossh.pub"), &mut nobody).unwrap();
    assert!(matches!(&agent, OpenedKey::Agent(key) if key.public_key() == public("ossh.pub")));
    assert_eq!(agent.notice(), Some(KeyNotice::SshKey));

    for key in [plain, opened, own] {
        let signature = key.sign(&mut b"text".as_slice()).unwrap();
        assert_eq!(signature.public_key, key.public_key());
        assert_eq!(signature.verify(&sha512_of(&mut b"text".as_slice()).unwrap()), Ok(()));
        assert!(!format!("{key:?}").contains("seed") && format!("{key:?}").contains("SHA256:"));
    }
}

#[test]
fn what_is_written_is_what_openssl_writes() {
    let text = std::fs::read_to_string(at("openssl.pem")).unwrap();
    let OpenedKey::Secret(key, _) = open_text(&text).unwrap() else { panic!("a private key") };
    assert_eq!(*to_pem(&key, Protection::Plain, &mut no_random).unwrap(), text);
}

#[test]
fn other_keys_are_refused_by_name() {
    for (name, expected) in [
        ("rsa", "ssh-rsa"),
        ("rsa.pub", "ssh-rsa"),
        ("ecdsa", "ecdsa-sha2-nistp256"),
        ("ecdsa.pub", "ecdsa-sha2-nistp256"),
        ("openssl_ec.pem", "ECDSA"),
    ] {
        match open_key(&at(name), &mut nobody) {
            Err(KeyError::OtherType { kind, path }) => {
                assert_eq!((kind.as_str(), path), (expected, at(name)))
            }
            other => panic!("{name}: {other:?}"),
        }
    }
    for (text, expected) in [
        ("-----BEGIN RSA PRIVATE KEY-----\nx\n", "RSA"),
        ("-----BEGIN EC PRIVATE KEY-----\nx\n", "ECDSA"),
        (
            "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAAQAAAAAA",
            "sk-ssh-ed25519@openssh.com",
        ),
    ] {
        assert!(
            matches!(open_text(text), Err(KeyError::OtherType { kind, .. }) if kind == expected),
            "{text}"
        );
    }
    assert!(matches!(open_text("PuTTY-User-Key-File-3: ssh-ed25519\n"), Err(KeyError::Putty(_))));
}

#[test]
fn what_is_no_key_is_refused() {
    let public = std::fs::read_to_string(at("openssl_pub.pem")).unwrap();
    for text in ["", "hello", "-----BEGIN CERTIFICATE-----\n", &public, &"x".repeat(100_000)] {
        assert!(matches!(open_text(text), Err(KeyError::NotAKey(_))), "{text:.40}");
    }
    assert!(matches!(open_key(&at("none"), &mut nobody), Err(KeyError::File(_))));
    assert!(matches!(open_key(&at("."), &mut nobody), Err(KeyError::File(_))));
}

#[test]
fn a_passphrase_is_asked_for_three_times() {
    for name in ["openssl_pass.pem", "ossh_pass"] {
        assert!(matches!(open_key(&at(name), &mut nobody), Err(KeyError::NeedsPassphrase(_))), "{name}");
        let mut asked = Vec::new();
        let mut wrong = |question: &Message| {
            asked.push(question.id.clone().into_owned());
            Some(Zeroizing::new("wrong".to_owned()))
        };
        assert!(matches!(open_key(&at(name), &mut wrong), Err(KeyError::WrongPassphrase(_))), "{name}");
        let again = "key-ask-passphrase-again";
        assert_eq!(asked, ["key-ask-passphrase", again, again], "{name}");
        let mut answers = [PASSPHRASE, "wrong"].to_vec();
        let mut second = |_: &Message| answers.pop().map(|a| Zeroizing::new(a.to_owned()));
        assert!(open_key(&at(name), &mut second).is_ok(), "{name}");
    }
}

#[test]
fn old_encryption_is_named_for_what_it_is() {
    for name in ["openssl_pass_des3.pem", "openssl_pass_pbes1.pem", "ossh_pass_3des"] {
        let opened = open_key(&at(name), &mut |_| panic!("{name}: no passphrase would help"));
        assert!(matches!(opened, Err(KeyError::Encryption(_))), "{name}: {opened:?}");
    }
}

#[test]
fn damaged_keys_are_refused() {
    for name in ["openssl.pem", "ossh"] {
        let good = std::fs::read_to_string(at(name)).unwrap();
        let key = open_text(&good).unwrap().public_key();
        let body = good.find("-----\n").unwrap() + 6;
        for cut in body..good.trim_end().len() {
            assert!(matches!(open_text(&good[..cut]), Err(KeyError::Damaged(_))), "{name} cut at {cut}");
        }
        for place in body..good.rfind("-----END").unwrap() {
            let mut bad = good.clone().into_bytes();
            bad[place] = if bad[place] == b'A' { b'B' } else { b'A' };
            match open_text(str::from_utf8(&bad).unwrap()) {
                // the seed itself has no checksum in PKCS#8, the comment has none in OpenSSH's form
                Ok(other) if name == "openssl.pem" => assert_ne!(other.public_key(), key),
                Ok(same) => assert_eq!(same.public_key(), key),
                Err(_) => {}
            }
        }
    }
}

#[test]
fn version_2_must_state_its_own_public_key() {
    use ed25519_dalek::pkcs8::{EncodePrivateKey as _, KeypairBytes, PublicKeyBytes};
    let key = SecretKey::from_seed(&[9; 32]);
    for (stated, fine) in [(key.public_key().0, true), ([9; 32], false)] {
        let pair = KeypairBytes { secret_key: [9; 32], public_key: Some(PublicKeyBytes(stated)) };
        let pem = pair.to_pkcs8_pem(pkcs8::LineEnding::LF).unwrap();
        assert_eq!(open_text(&pem).is_ok(), fine);
    }
}

#[test]
fn every_error_has_its_sentence_and_says_what_to_do() {
    use crate::format::proof::{BadSignature, SignError, SignatureError};
    let path = || Path::new("鍵/key.pem").to_owned();
    let kind = "ssh-rsa".to_owned();
    let found = PublicKey([7; 32]).fingerprint();
    let io = || io::Error::other("why");
    let mut messages: Vec<Message> = [
        KeyError::NotAKey(path()),
        KeyError::Damaged(path()),
        KeyError::OtherType { path: path(), kind },
        KeyError::Putty(path()),
        KeyError::Encryption(path()),
        KeyError::NeedsPassphrase(path()),
        KeyError::WrongPassphrase(path()),
        KeyError::Exists(path()),
        KeyError::NoKey(path()),
        KeyError::NotReadBack(path()),
        KeyError::Random(io()),
        KeyError::File(Box::new(Error::read(io()).on(path()))),
    ]
    .iter()
    .map(crate::text::Say::say)
    .collect();
    messages.extend(
        [
            SignError::Message(io()),
            SignError::Bad(BadSignature),
            SignError::Program(io()),
            SignError::Refused { path: path(), reason: "why".into() },
            SignError::OtherKey { path: path(), found },
            SignError::Answer { path: path(), error: SignatureError::Blob },
        ]
        .iter()
        .map(crate::text::Say::say),
    );
    messages.push(KeyNotice::SshKey.say());
    messages.push(
        KeyNotice::Loose {
            path: path(),
            mode: crate::format::proof::Mode(0o644),
            private: crate::format::proof::Mode(0o600),
        }
        .say(),
    );
    for texts in Lang::ALL.map(Texts::new) {
        for message in &messages {
            let (sentence, next) = (texts.say(message), texts.next(message));
            assert_ne!(sentence, message.id, "{} has no sentence", message.id);
            let next = next.unwrap_or_else(|| panic!("{} says nothing to do", message.id));
            assert!(!sentence.contains("{$") && !next.contains("{$"), "{sentence} {next}");
            let names_path = message.values.iter().any(|(name, _)| *name == "path");
            assert!(!names_path || sentence.contains("鍵/key.pem"), "{sentence}");
        }
    }
}

proptest! {
    #[test]
    fn plain_keys_roundtrip(seed: [u8; 32]) {
        let key = SecretKey::from_seed(&seed);
        let pem = to_pem(&key, Protection::Plain, &mut no_random).unwrap();
        prop_assert_eq!(open_text(&pem).unwrap().public_key(), key.public_key());
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}", begin in 0..4usize) {
        let begins = ["", "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN OPENSSH PRIVATE KEY-----\n", "ssh-ed25519 "];
        let _ = open_text(&format!("{}{text}", begins[begin]));
    }
}
