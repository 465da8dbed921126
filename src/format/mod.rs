//! The archive format (docs/format.md), both directions of every form side by side: facts, the ZIP profile, seal and
//! signature, the seal code as people write it; and what must hold among facts, for whoever seals and whoever verifies.

pub mod archive;
pub mod contents;
pub mod cross;
pub mod fact;
pub mod proof;
pub mod seal_code;
