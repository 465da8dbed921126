//! What people read of facts and findings. Reports render; they check nothing.

mod json;
mod verify_txt;

pub use json::verify_json;
pub use verify_txt::{ShownEdition, ShownToken, example, verify_txt};
