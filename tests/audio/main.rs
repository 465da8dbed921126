//! What is measured in delivered audio, and what must not break it.

#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

mod ffmpeg;
mod hostile;
mod same;
mod standard;
mod streams;
