//! What support gets (handover.md): a choice of the sealed facts, the ticket, page one, the annex and the package.

pub mod account;
pub mod annex;
pub mod beforehand;
pub mod browser;
pub mod claim;
pub mod clock;
pub mod disclosure;
pub mod drafts;
pub mod matter;
pub mod package;
pub mod paper;
pub mod points;
pub mod prepare;
mod quoted;
pub mod stop;
pub mod terms;
pub mod ticket;
mod timeline;
mod venue;
pub mod write;
