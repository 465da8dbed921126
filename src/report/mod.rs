//! What people read of facts and findings. Reports render; they check nothing.

pub mod abridged;
pub mod derived;
mod html;
mod verify_txt;

pub use html::{Zone, audio_values, clock, megabytes, report_html};
pub use verify_txt::{ShownEdition, ShownToken, verify_txt};
