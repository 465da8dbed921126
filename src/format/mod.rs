//! The archive format (docs/format.md), both directions of every form side by side: facts, the ZIP profile, seal and
//! signature, and the seal code as people write it.

pub mod archive;
pub mod contents;
pub mod fact;
pub mod proof;
pub mod seal_code;
