#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]
//! hikae (控え): a sealed copy of what was delivered, that anyone can check.

pub mod archive;
pub mod assign;
pub mod case;
pub mod case_folder;
pub mod collect;
pub mod contents;
pub mod derived;
pub mod digest;
pub mod disk;
pub mod error;
pub mod fact;
pub mod finding;
pub mod history;
pub mod limits;
pub mod moment;
pub mod name;
pub mod parallel;
pub mod proof;
pub mod publish;
pub mod report;
pub mod seal;
pub mod text;
pub mod verify;
