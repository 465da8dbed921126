//! Page one: eleven points in a fixed order, every sentence over its facts (handover.md, "Page one").

mod changed;
mod client;
mod contract;
mod delivered;
mod figures;
mod look;
mod page;
mod reminders;
mod silence;

pub use changed::{Whose, changed_events, changed_lines, message as changed_message};
pub use figures::{fee, size};
pub use page::{Point, points};
