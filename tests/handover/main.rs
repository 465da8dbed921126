//! What others get to see: the handover to support, and `REPORT.html` in a browser.

#[path = "../support/chromium/mod.rs"]
mod chromium;
#[path = "../support/common/mod.rs"]
mod common;
#[path = "../support/hostile/mod.rs"]
mod hostile;
#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

mod browser;
mod copies;
mod direct;
mod handover;
mod notes;
mod said;
mod statements;
mod told;
