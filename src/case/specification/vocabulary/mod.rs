//! The words of specifications, in small letters and half-width forms. Of several that fit, the longest counts.
//!
//! A "no" is always a whole phrase: none is put together from parts, so that 「ない」 inside 「でないと」 says nothing.

mod bounds;
mod names;
mod phrases;
mod units;
mod verdicts;

pub use bounds::BOUNDS;
pub use names::NAMES;
pub use phrases::PHRASES;
pub use units::{ENDINGS, UNITS};
pub use verdicts::VERDICTS;
