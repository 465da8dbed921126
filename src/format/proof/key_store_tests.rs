use super::*;
use crate::text::Message;
use tempfile::TempDir;

/// A random source for tests: 1, 2, 3, …
fn counting() -> impl FnMut(&mut [u8]) -> io::Result<()> {
    let mut next = 0u8;
    move |buffer| {
        buffer.fill_with(|| {
            next = next.wrapping_add(1);
            next
        });
        Ok(())
    }
}

fn nobody(_: &Message) -> Option<Zeroizing<String>> {
    None
}

fn saying(text: &str) -> impl FnMut(&Message) -> Option<Zeroizing<String>> + '_ {
    move |_| Some(Zeroizing::new(text.to_owned()))
}

fn store() -> (TempDir, KeyStore) {
    let folder = TempDir::new().unwrap();
    let store = KeyStore::new(folder.path().join("設定/hikae"));
    (folder, store)
}

fn names(store: &KeyStore) -> Vec<String> {
    let entries = fs::read_dir(&store.folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn plain(store: &KeyStore, seed: u8) -> SecretKey {
    let key = SecretKey::from_seed(&[seed; 32]);
    store.create(&key, Protection::Plain, &mut counting()).unwrap();
    key
}

#[test]
fn a_key_is_kept_and_never_overwritten() {
    let (_folder, store) = store();
    assert!(store.load(&mut nobody).unwrap().is_none());
    let key = plain(&store, 1);
    let other = SecretKey::from_seed(&[2; 32]);
    let again = store.create(&other, Protection::Plain, &mut counting());
    assert!(matches!(again, Err(KeyError::Exists(path)) if path == store.path()));
    let stored = store.load(&mut nobody).unwrap().unwrap();
    assert_eq!(stored.key.public_key(), key.public_key());
    assert_eq!((stored.form, stored.notices), (KeyForm::Pkcs8, vec![]));
    assert_eq!(names(&store), ["key.pem"], "no temporary file stays");
}

#[test]
fn a_new_key_keeps_every_old_one() {
    let (_folder, store) = store();
    let missing = store.replace(&SecretKey::from_seed(&[1; 32]), None, Protection::Plain, &mut counting());
    assert!(matches!(missing, Err(KeyError::NoKey(_))));
    let mut keys = vec![plain(&store, 1)];
    let first = keys[0].public_key().fingerprint();
    // the same name three times: the last two are numbered
    let mut kept = Vec::new();
    for (seed, old) in [(2, Some(first)), (3, Some(first)), (4, Some(first)), (5, None)] {
        let key = SecretKey::from_seed(&[seed; 32]);
        kept.push(store.replace(&key, old, Protection::Plain, &mut counting()).unwrap().0);
        keys.push(key);
    }
    let name = short_name(first);
    let expected = [format!("key-{name}.pem"), format!("key-{name}~2.pem"), format!("key-{name}~3.pem")];
    let found: Vec<_> = kept.iter().map(|p| p.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(found[..3], expected);
    assert_eq!(found[3], "key-old.pem");
    kept.push(store.path());
    for (path, key) in kept.iter().zip(&keys) {
        assert_eq!(open_key(path, &mut nobody).unwrap().public_key(), key.public_key(), "{}", path.display());
    }
    assert_eq!(names(&store).len(), 5, "no temporary file stays");
}

#[test]
fn names_of_kept_keys_have_no_slash_or_plus() {
    for seed in 0..200 {
        let name = short_name(SecretKey::from_seed(&[seed; 32]).public_key().fingerprint());
        assert!(name.len() == 8 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{name}");
    }
}

#[test]
fn a_passphrase_is_set_and_taken_away() {
    let (_folder, store) = store();
    let key = plain(&store, 1);
    store.protect(&key, Protection::Passphrase("ひみつ"), &mut counting()).unwrap();
    let text = fs::read_to_string(store.path()).unwrap();
    assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    assert!(matches!(store.load(&mut nobody), Err(KeyError::NeedsPassphrase(_))));
    let stored = store.load(&mut saying("ひみつ")).unwrap().unwrap();
    assert_eq!((stored.key.public_key(), stored.form), (key.public_key(), KeyForm::Pkcs8WithPassphrase));
    // a forgotten passphrase does not stand in the way
    let new = SecretKey::from_seed(&[2; 32]);
    let Kept(kept) = store.replace(&new, None, Protection::Plain, &mut counting()).unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), text);
    store.protect(&new, Protection::Plain, &mut counting()).unwrap();
    assert!(store.load(&mut nobody).unwrap().is_some());
    assert_eq!(names(&store), ["key-old.pem", "key.pem"]);
}

#[test]
fn without_random_numbers_nothing_changes() {
    let (_folder, store) = store();
    let key = plain(&store, 1);
    let before = fs::read(store.path()).unwrap();
    let mut none = |_: &mut [u8]| Err(io::Error::other("none"));
    assert!(matches!(store.protect(&key, Protection::Passphrase("x"), &mut none), Err(KeyError::Random(_))));
    assert!(matches!(SecretKey::generate(&mut none), Err(e) if e.to_string() == "none"));
    assert_eq!((fs::read(store.path()).unwrap(), names(&store).len()), (before, 1));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::format::proof::Mode;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn files_and_folder_are_private_from_the_start() {
        let (_folder, store) = store();
        let key = plain(&store, 1);
        assert_eq!((mode(&store.path()), mode(&store.folder)), (0o600, 0o700));
        store.protect(&key, Protection::Plain, &mut counting()).unwrap();
        let Kept(kept) = store.replace(&key, None, Protection::Plain, &mut counting()).unwrap();
        assert_eq!((mode(&store.path()), mode(&kept)), (0o600, 0o600));
    }

    #[test]
    fn looser_permissions_are_noticed() {
        let (_folder, store) = store();
        plain(&store, 1);
        set_mode(&store.folder, 0o755); // others may look in, not put things there
        assert_eq!(store.loose(), []);
        set_mode(&store.path(), 0o644);
        set_mode(&store.folder, 0o775);
        let (file, folder) = (store.path(), store.folder.clone());
        let notices = store.load(&mut nobody).unwrap().unwrap().notices;
        let loose = |path, mode, private| KeyNotice::Loose { path, mode: Mode(mode), private: Mode(private) };
        assert_eq!(notices, [loose(file, 0o644, 0o600), loose(folder, 0o775, 0o700)]);
        assert_eq!(Mode(0o44).to_string(), "044");
    }

    #[test]
    fn a_link_to_a_key_elsewhere_stays_a_link() {
        let (folder, store) = store();
        let stick = KeyStore::new(folder.path().join("stick"));
        let key = plain(&stick, 1);
        fs::create_dir_all(&store.folder).unwrap();
        symlink(stick.path(), store.path()).unwrap();
        store.protect(&key, Protection::Plain, &mut counting()).unwrap();
        assert!(fs::symlink_metadata(store.path()).unwrap().is_symlink());
        fs::rename(stick.path(), folder.path().join("away")).unwrap();
        assert!(matches!(store.load(&mut nobody), Err(KeyError::File(_))), "away is not 'no key yet'");
        assert!(matches!(store.create(&key, Protection::Plain, &mut counting()), Err(KeyError::Exists(_))));
    }
}
