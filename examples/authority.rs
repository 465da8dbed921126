//! A time-stamp authority to try hikae with, on this machine alone, made with the `openssl` program. It says how to use
//! it and runs until Ctrl-C or SIGTERM; then its certificates go.
//!
//! Its stamps prove nothing to anybody else: its keys lie in this repository, and whoever has them can stamp any time.

#[path = "../tests/support/authority/mod.rs"]
mod authority;

use authority::{Authority, KeyKind, available};
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::mpsc;

fn main() -> ExitCode {
    if !available() {
        eprintln!("The program openssl, version 3, is needed and was not found.");
        return ExitCode::FAILURE;
    }
    let wanted = std::env::args().nth(1).unwrap_or_else(|| KeyKind::P256.name().to_owned());
    let Some(kind) = KeyKind::ALL.into_iter().find(|kind| kind.name() == wanted) else {
        let names = KeyKind::ALL.map(KeyKind::name).join(", ");
        eprintln!("{wanted} is no kind of key. The kinds are: {names}.");
        return ExitCode::FAILURE;
    };
    // before the first file is written: nothing is left behind
    let (stop, stopped) = mpsc::channel();
    if let Err(why) = ctrlc::set_handler(move || stop.send(()).unwrap_or(())) {
        eprintln!("Ctrl-C cannot be watched: {why}");
        return ExitCode::FAILURE;
    }
    let authority = Authority::start(kind);
    if let Err(why) = explain(&authority) {
        eprintln!("The address cannot be shown: {why}");
        return ExitCode::FAILURE;
    }
    let _ = stopped.recv(); // the sender lives as long as the handler: for ever
    ExitCode::SUCCESS
}

fn explain(authority: &Authority) -> io::Result<()> {
    let (url, root) = (authority.url(), authority.root_pem());
    let root = root.display();
    let mut out = io::stdout().lock();
    writeln!(out, "A time-stamp authority for trying things out runs on this machine.")?;
    writeln!(
        out,
        "Its stamps prove nothing to anybody: everyone has its keys. Never send one to a client or a platform."
    )?;
    writeln!(out)?;
    writeln!(out, "Address:           {url}")?;
    writeln!(out, "Root certificate:  {root}")?;
    writeln!(out)?;
    writeln!(out, "With hikae:")?;
    writeln!(out, "  hikae seal CASE --tsa {url} --tsa-root {root}")?;
    writeln!(out, "With openssl and curl:")?;
    writeln!(out, "  openssl ts -query -data FILE -sha256 -cert -out FILE.tsq")?;
    writeln!(
        out,
        "  curl -sS -H 'Content-Type: application/timestamp-query' --data-binary @FILE.tsq {url} -o FILE.tsr"
    )?;
    writeln!(out, "  openssl ts -verify -data FILE -in FILE.tsr -CAfile {root}")?;
    writeln!(out)?;
    writeln!(out, "It runs until Ctrl-C; then its certificates go. Copy the root certificate to keep it.")?;
    out.flush()
}
