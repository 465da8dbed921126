//! A case on a disk: its folder, its files and messages as facts, the seals that it has, and what was sealed read again.

pub mod collect;
pub mod conversations;
pub mod describe;
pub mod folder;
pub mod history;
pub mod links;
pub mod reread;
