//! Keys and signatures together with OpenSSH and OpenSSL, as programs.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use hikae::format::proof::{
    AgentKey, OpenedKey, Protection, PublicKey, SealSignature, SecretKey, SignError, Signer, open_key, to_pem,
};
use hikae::text::Message;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;
use zeroize::Zeroizing;

const MESSAGE: &[u8] = b"hikae-seal 1\ncase 00000000000000000000000000000001\n";
const PASSPHRASE: &str = "ひみつ pass";

/// Whether a program is there. Missing: a skip that can be seen; in CI a failure.
fn have(program: &str) -> bool {
    let there = Command::new(program).arg("-h").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !there {
        crate::skip::missing(&format!("{program} is not installed"));
    }
    there
}

fn run(program: &str, args: &[&str], folder: &Path, input: &[u8]) -> Output {
    run_with(Command::new(program).args(args).current_dir(folder), input)
}

fn run_with(command: &mut Command, input: &[u8]) -> Output {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input); // a program may end before it has read all
    child.wait_with_output().unwrap()
}

fn fine(output: Output) -> Vec<u8> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn nobody(_: &Message) -> Option<Zeroizing<String>> {
    None
}

fn key() -> SecretKey {
    SecretKey::from_seed(&[42; 32])
}

/// A key made by ssh-keygen in a folder, as `id` and `id.pub`.
fn ssh_key(folder: &Path, kind: &str) -> PathBuf {
    let args = ["-q", "-t", kind, "-N", "", "-C", "みなと", "-f", "id"];
    fine(run("ssh-keygen", &args, folder, b""));
    folder.join("id")
}

#[test]
fn ssh_keygen_accepts_our_signatures() {
    if !have("ssh-keygen") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let line = format!("voice namespaces=\"seal@hikae\" {}\n", key().public_key().openssh_line(""));
    fs::write(folder.path().join("allowed"), line).unwrap();
    let signature = key().sign(&mut &*MESSAGE).unwrap().armor();
    fs::write(folder.path().join("sig"), &signature).unwrap();
    let check = ["-Y", "check-novalidate", "-n", "seal@hikae", "-s", "sig"];
    let verify = ["-Y", "verify", "-f", "allowed", "-I", "voice", "-n", "seal@hikae", "-s", "sig"];
    for args in [&check[..], &verify] {
        fine(run("ssh-keygen", args, folder.path(), MESSAGE));
        assert!(!run("ssh-keygen", args, folder.path(), b"hikae-seal 2\n").status.success());
    }
    let shown = String::from_utf8(fine(run("ssh-keygen", &check, folder.path(), MESSAGE))).unwrap();
    assert!(shown.contains(&key().public_key().fingerprint().to_string()), "{shown}");
    let mut other_use = check;
    other_use[3] = "file";
    assert!(!run("ssh-keygen", &other_use, folder.path(), MESSAGE).status.success());
}

#[test]
fn ssh_keygen_signs_byte_for_byte_as_we_do() {
    if !have("ssh-keygen") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = ssh_key(folder.path(), "ed25519");
    let theirs =
        fine(run("ssh-keygen", &["-Y", "sign", "-n", "seal@hikae", "-f", "id"], folder.path(), MESSAGE));
    let ours = open_key(&path, &mut nobody).unwrap();
    assert!(matches!(ours, OpenedKey::Secret(..)));
    assert_eq!(ours.sign(&mut &*MESSAGE).unwrap().armor().into_bytes(), theirs);
    assert!(SealSignature::parse(&theirs).is_ok());

    let other_use =
        fine(run("ssh-keygen", &["-Y", "sign", "-n", "file", "-f", "id"], folder.path(), MESSAGE));
    assert!(SealSignature::parse(&other_use).is_err());
}

#[test]
fn signatures_of_other_keys_are_not_supported() {
    if !have("ssh-keygen") {
        return;
    }
    for (kind, name) in [("rsa", "ssh-rsa"), ("ecdsa", "ecdsa-sha2-nistp256")] {
        let folder = TempDir::new().unwrap();
        let path = ssh_key(folder.path(), kind);
        let args = ["-Y", "sign", "-n", "seal@hikae", "-f", "id"];
        let theirs = fine(run("ssh-keygen", &args, folder.path(), MESSAGE));
        let refused = SealSignature::parse(&theirs).unwrap_err();
        assert!(
            matches!(&refused, hikae::format::proof::SignatureError::UnsupportedKey(found, _) if found == name),
            "{refused}"
        );
        assert!(
            open_key(&path, &mut nobody).is_err()
                && open_key(&path.with_extension("pub"), &mut nobody).is_err()
        );
    }
}

#[test]
fn openssh_reads_our_public_line() {
    if !have("ssh-keygen") {
        return;
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("hikae.pub"), key().public_key().openssh_line("hikae") + "\n").unwrap();
    let shown = fine(run("ssh-keygen", &["-l", "-f", "hikae.pub"], folder.path(), b""));
    let shown = String::from_utf8(shown).unwrap();
    assert_eq!(shown.trim_end(), format!("256 {} hikae (ED25519)", key().public_key().fingerprint()));
}

#[test]
fn openssl_reads_our_keys() {
    if !have("openssl") {
        return;
    }
    let mut random = |buffer: &mut [u8]| {
        buffer.fill(7);
        Ok(())
    };
    for protection in [Protection::Plain, Protection::Passphrase(PASSPHRASE)] {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("key.pem"), &*to_pem(&key(), protection, &mut random).unwrap()).unwrap();
        let pass = format!("pass:{PASSPHRASE}");
        let args = ["pkey", "-in", "key.pem", "-passin", &pass, "-pubout", "-outform", "DER"];
        let der = fine(run("openssl", &args, folder.path(), b""));
        assert_eq!(der[der.len() - 32..], key().public_key().0);
        if matches!(protection, Protection::Passphrase(_)) {
            assert!(!run("openssl", &args[..4], folder.path(), b"").status.success());
            let parsed = fine(run("openssl", &["asn1parse", "-in", "key.pem"], folder.path(), b""));
            let parsed = String::from_utf8(parsed).unwrap();
            for part in ["PBES2", "PBKDF2", ":0927C0", "hmacWithSHA256", "aes-256-cbc"] {
                assert!(parsed.contains(part), "{part}: {parsed}"); // 0x0927C0 = 600,000
            }
        }
    }
}

#[test]
fn we_read_the_keys_of_openssl() {
    if !have("openssl") {
        return;
    }
    let folder = TempDir::new().unwrap();
    fine(run("openssl", &["genpkey", "-algorithm", "ed25519", "-out", "key.pem"], folder.path(), b""));
    let args = ["pkey", "-in", "key.pem", "-pubout", "-outform", "DER"];
    let der = fine(run("openssl", &args, folder.path(), b""));
    let opened = open_key(&folder.path().join("key.pem"), &mut nobody).unwrap();
    assert_eq!(opened.public_key().0, der[der.len() - 32..]);
}

/// An ssh-agent with one key, stopped at the end of the test.
struct Agent {
    child: std::process::Child,
    socket: PathBuf,
}

impl Agent {
    fn start(folder: &Path) -> Self {
        let socket = folder.join("agent");
        let child = Command::new("ssh-agent")
            .args(["-D", "-a"])
            .arg(&socket)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..500 {
            if socket.exists() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        Self { child, socket }
    }

    fn add(&self, key: &Path) {
        let key_file = key.to_str().unwrap();
        fine(run_with(
            Command::new("ssh-add").args(["-q", key_file]).env("SSH_AUTH_SOCK", &self.socket),
            b"",
        ));
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn ssh_agent_signs() {
    if !(have("ssh-agent") && have("ssh-keygen")) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let private = ssh_key(folder.path(), "ed25519");
    let expected = open_key(&private, &mut nobody).unwrap().sign(&mut &*MESSAGE).unwrap();
    let agent = Agent::start(folder.path());
    agent.add(&private);
    fs::remove_file(&private).unwrap(); // only the agent holds it now
    let public = folder.path().join("id.pub");
    let opened = open_key(&public, &mut nobody).unwrap();
    let OpenedKey::Agent(key) = opened else { panic!("a public key file") };
    let key = key.with_agent(&agent.socket);
    assert_eq!(key.sign(&mut &*MESSAGE).unwrap(), expected);

    // far more than a pipe holds
    let long = vec![b'x'; 8 << 20];
    let signature = key.sign(&mut long.as_slice()).unwrap();
    assert!(signature.verify(&hikae::format::proof::sha512_of(&mut long.as_slice()).unwrap()).is_ok());

    // the agent holds a key for the file, but not the one that was read from it before
    let other = AgentKey::new(&public, PublicKey([7; 32])).with_agent(&agent.socket);
    assert!(matches!(other.sign(&mut &*MESSAGE), Err(SignError::OtherKey { .. })));

    // a text that breaks off is not signed
    let mut broken = Broken(MESSAGE);
    assert!(matches!(key.sign(&mut broken), Err(SignError::Message(_))));

    drop(agent);
    match key.sign(&mut long.as_slice()) {
        Err(SignError::Refused { path, reason }) => assert!(path == public && !reason.is_empty(), "{reason}"),
        other => panic!("{other:?}"),
    }
}

/// Yields its bytes, then fails.
struct Broken<'a>(&'a [u8]);

impl std::io::Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("gone")),
            count => Ok(count),
        }
    }
}

/// The program in a fresh home.
fn hikae(home: &Path, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_hikae");
    run_with(Command::new(program).args(args).args(["--lang", "en"]).env("HIKAE_HOME", home), b"")
}

#[test]
fn the_command_makes_shows_and_exports_a_key() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().join("設定");
    let json = |args: &[&str]| -> serde_json::Value {
        let output = hikae(&home, args);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {output:?}"))
    };
    let none = hikae(&home, &["key", "show"]);
    assert_eq!(none.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&none.stderr).contains("hikae key new"));
    assert!(!home.exists(), "looking makes nothing");

    let made = json(&["key", "new", "--json"]);
    assert_eq!((&made["schema"], &made["kept"]), (&"hikae.key/1".into(), &serde_json::Value::Null));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode(&home), mode(&home.join("key.pem"))), (0o700, 0o600));
    assert_eq!(json(&["key", "show", "--json"])["fingerprint"], made["fingerprint"]);
    assert!(!hikae(&home, &["key", "new"]).status.success());

    let line = String::from_utf8(fine(hikae(&home, &["key", "public"]))).unwrap();
    let key: PublicKey = line.parse().unwrap();
    assert_eq!(made["fingerprint"], key.fingerprint().to_string());
    let line = fine(hikae(&home, &["key", "public", "--allowed-signers", "voice@example.com"]));
    let expected = format!("voice@example.com namespaces=\"seal@hikae\" {}\n", key.openssh_line(""));
    assert_eq!(String::from_utf8(line).unwrap(), expected);
    assert_eq!(hikae(&home, &["key", "public", "--allowed-signers", "* a"]).status.code(), Some(2));

    let second = json(&["key", "new", "--replace", "--json"]);
    let kept = PathBuf::from(second["kept"].as_str().unwrap());
    assert_ne!(second["fingerprint"], made["fingerprint"]);
    assert_eq!(open_key(&kept, &mut nobody).unwrap().public_key(), key);

    // no terminal, so nobody can be asked
    let asked = no_terminal(&home, &["key", "protect"]);
    assert_eq!(asked.status.code(), Some(2), "{}", String::from_utf8_lossy(&asked.stderr));
    assert_eq!(json(&["key", "show", "--json"])["fingerprint"], second["fingerprint"]);
}

/// The program without a terminal of its own, even where the test has one.
fn no_terminal(home: &Path, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_hikae");
    run_with(Command::new("setsid").arg("-w").arg(program).args(args).env("HIKAE_HOME", home), b"")
}
