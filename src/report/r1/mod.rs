//! Revision 1 of `REPORT.html` and `VERIFY.txt`: it may change until 0.6.0 is tagged, and then never again (docs/report.md).
//! `golden.tsv` and `sentences.tsv` hold what it makes; `tests/format/revisions.rs` compares.

mod abridged;
mod html;
mod roots;
mod sentences;
mod verify_txt;

pub use abridged::Abridged;
pub use html::{REVISION, Zone, audio_values, clock, megabytes};

use super::{ShownEdition, Written};
use crate::text::Lang;
use html::Words;

/// Both texts.
pub fn write(editions: &[ShownEdition<'_>], facts: Abridged, lang: Lang) -> Written {
    let words = &Words::new();
    Written {
        instructions: verify_txt::verify_txt(words, editions, lang),
        report: html::report_html(words, editions, facts, lang),
    }
}
