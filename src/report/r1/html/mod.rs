//! `REPORT.html`: what an archive holds, for people, in both languages on one page (format.md section 7.5). A pure
//! function of facts and proofs: no clock, no zone database, no trust in any authority.

mod archive;
mod context;
mod form;
mod job;
mod links;
mod page;
mod papers;
mod proofs;
mod rounds;
mod silence;
mod sound;
mod talks;
mod timeline;
mod wave;
mod words;

pub use form::{Zone, clock, megabytes};
pub use page::{REVISION, report_html};
pub use sound::values as audio_values;
pub use words::Words;
