//! What people read of facts and findings. Reports render; they check nothing.

mod html;
mod json;
mod verify_txt;

pub use html::{Zone, audio_values, clock, megabytes, report_html};
pub use json::verify_json;
pub use verify_txt::{ShownEdition, ShownToken, verify_txt};
