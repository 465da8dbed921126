//! The `openssl` program.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Whether the program is there, with the commands that are needed (OpenSSL 3; LibreSSL has no `cms -cades`).
pub fn available() -> bool {
    let version = Command::new("openssl").arg("version").output();
    version.is_ok_and(|v| v.stdout.starts_with(b"OpenSSL 3") || v.stdout.starts_with(b"OpenSSL 4"))
}

/// Runs it in a folder, to its end.
pub fn openssl(folder: &Path, args: &[impl AsRef<OsStr>], input: &[u8]) -> Output {
    let mut command = Command::new("openssl");
    command.args(args).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input); // a program may end before it has read all
    child.wait_with_output().unwrap()
}

/// Runs it; what it printed. It has to succeed.
#[track_caller]
pub fn must(folder: &Path, args: &[impl AsRef<OsStr>], input: &[u8]) -> Vec<u8> {
    let output = openssl(folder, args, input);
    let args: Vec<_> = args.iter().map(AsRef::as_ref).collect();
    assert!(output.status.success(), "openssl {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
