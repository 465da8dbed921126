//! Tests that do not run say so on the terminal, past what the test harness keeps back of tests that pass.
#![allow(dead_code)] // every test binary uses its own part

use std::io::Write as _;

/// Must everything run here?
fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|ci| ci == "true")
}

/// Something that the test needs is not here: said to a user, a failure in CI.
#[track_caller]
pub fn missing(what: &str) {
    assert!(!in_ci(), "cannot run: {what}");
    say(what);
}

/// Is this a test that takes long, and so runs with `CI=true` alone? Where it does not run, that is said.
pub fn slow() -> bool {
    if !in_ci() {
        say("slow, runs with CI=true");
    }
    !in_ci()
}

fn say(why: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // nothing is lost with a line that cannot be written
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {why}");
}
