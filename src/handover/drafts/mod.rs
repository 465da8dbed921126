//! Drafts for advisers, from the same facts (handover.md): marked as drafts, with blanks where the record says nothing.

mod adviser;
mod court;
mod freelance;
mod index;
mod part;
mod us902;

pub use adviser::Adviser;
pub use index::index_csv;
