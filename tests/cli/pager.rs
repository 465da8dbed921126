//! `hikae read` through a pager, on a terminal of its own (`script` of util-linux makes one).

#![cfg(target_os = "linux")]

use crate::program::{self, Desk, finish};
use crate::skip::missing;
use std::fs;

/// A thread longer than a small terminal, read on a terminal through a pager.
fn paged(desk: &Desk, pager: &str) -> Option<program::Ran> {
    let mut command = desk.command("script");
    let program = env!("CARGO_BIN_EXE_hikae");
    command.args(["-qec", &format!("{program} --lang en read case/messages"), "/dev/null"]);
    command.env("HIKAE_PAGER", pager).env_remove("LESS");
    match command.spawn() {
        Ok(child) => Some(finish(child)),
        Err(_) => {
            missing("no `script`");
            None
        }
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("case/case-notes.txt", "client: Minato\nmy name: Mugi\n");
    let rows: String = (0..60)
        .map(|i| {
            format!("2026-10-{:02} 11:{:02} {}: text {i}\n", 1 + i / 30, i % 30, ["Minato", "Mugi"][i % 2])
        })
        .collect();
    desk.write("case/messages/thread.txt", rows);
    desk
}

#[test]
fn a_long_timeline_goes_through_the_pager() {
    let desk = desk();
    let keep = desk.write("keep.sh", "#!/bin/sh\ncat > seen.txt\n");
    let Some(ran) = paged(&desk, &format!("sh {}", keep.display())) else { return };
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let seen = fs::read_to_string(desk.path("seen.txt")).unwrap();
    assert!(
        seen.contains("Participants") && seen.contains("text 0\n") && seen.contains("text 59\n"),
        "{seen}"
    );
    assert!(!ran.out.contains("text 59"), "and nowhere else: {ran:?}");
}

#[test]
fn a_pager_that_is_closed_early_or_is_not_there_breaks_nothing() {
    let desk = desk();
    let Some(ran) = paged(&desk, "head -n 1") else { return };
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let Some(ran) = paged(&desk, "no-such-pager-anywhere") else { return };
    assert!(ran.code == Some(0) && ran.out.contains("text 59"), "{ran:?}");
}
