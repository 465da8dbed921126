//! What support gets (handover.md): a choice of the sealed facts, the ticket, page one, the annex and the package.

pub mod disclosure;
pub mod package;
