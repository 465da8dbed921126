//! What somebody builds who only seals and verifies: the crates of the core, as cargo resolves them.

use std::collections::BTreeSet;
use std::process::Command;

/// Fewer than this, hikae itself counted.
const FEWER_THAN: usize = 100;

/// The names of the crates that the library stands on with these arguments.
fn crates(arguments: &[&str]) -> BTreeSet<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.args(["tree", "--offline", "--locked", "-e", "normal", "--prefix", "none"]).args(arguments);
    let out = tree.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    // a crate that comes again is marked, and is one crate
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    text.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn the_core_stands_on_few_crates() {
    let core = crates(&["--no-default-features"]);
    assert!(core.iter().any(|name| name.starts_with("hikae ")), "{core:?}");
    assert!(core.len() < FEWER_THAN, "{} crates: {core:#?}", core.len());
}

#[test]
fn in_a_browser_the_core_draws_no_random_numbers() {
    let core = crates(&["--no-default-features", "--target", "wasm32-unknown-unknown"]);
    let names = ["getrandom ", "libc ", "js-sys ", "wasm-bindgen ", "zip "];
    let drawn: Vec<_> = core.iter().filter(|name| names.iter().any(|n| name.starts_with(n))).collect();
    assert!(drawn.is_empty(), "{drawn:?}");
}
