//! What is measured in delivered audio, and what must not break it.

#[path = "../support/program/mod.rs"]
mod program;
#[path = "../support/skip/mod.rs"]
mod skip;
#[path = "../support/sound/mod.rs"]
mod sound;

mod agreed;
mod decoding;
mod ffmpeg;
mod hostile;
mod lengths;
mod listed;
mod same;
mod standard;
mod streams;
