//! What people and machines see: tables, timelines, prompts, progress, JSON.

pub mod context;
pub mod delivery;
pub mod desktop;
pub mod index;
pub mod links;
pub mod local;
pub mod measured;
pub mod messages;
pub mod next_step;
pub mod progress;
pub mod questions;
pub mod reread;
pub mod show_audio;
pub mod silence;
pub mod stamping;
pub mod survey;
pub mod table;
pub mod timeline;
pub mod unread;
pub mod verdict;
pub mod windows;
pub mod words;
