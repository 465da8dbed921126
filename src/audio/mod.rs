//! What was delivered, measured: observed from the samples, claimed by the file itself, and the two held together.
//! What each value is and does not show: `docs/audio.md`.

mod aac;
mod aiff;
mod bext;
mod bounds;
mod caf;
mod cells;
mod claims;
mod contained;
mod decode;
mod facts;
mod flac;
mod gate;
mod input;
mod kind;
mod layout;
mod loudness;
mod measure;
mod meter;
mod mp4;
mod ogg;
mod pass;
mod pauses;
mod plain;
mod reading;
mod reason;
mod riff;
mod sameness;
mod shape;
mod stream;
mod tags;
mod true_peak;
mod wave;
mod zipped;

pub use claims::Claims;
pub use contained::is_measuring;
pub use facts::facts;
pub use input::{GoOn, Inflated, Input, Stretch};
pub use kind::says_audio;
pub use meter::Measures;
pub use reading::Reading;
pub use reason::Reason;
pub use sameness::{Difference, Sameness, could_be_same, is_lossy, nearest, sameness};
pub use zipped::{Entry, Listing, Method, entries, is_zip};

use input::Watched;

/// Reads an audio file. `None` if it is none, and does not pretend to be one by its name.
///
/// A failure of a decoder is a reason inside the reading, and so is a panic: nothing here stops a seal. After `go_on`
/// has said no, what comes back is worth nothing.
pub fn read(input: &dyn Input, name: &str, go_on: GoOn<'_>) -> Option<Reading> {
    contained::contained(|| measure::read(&Watched { input, go_on }, name))
        .unwrap_or_else(|| Some(Reading::not_analysed(None, Reason::Decoder)))
}
