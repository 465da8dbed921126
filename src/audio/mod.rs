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

use crate::base::disk;
use crate::base::error::{Error, Result};
use input::Watched;
use std::path::Path;

/// Measures an audio file on disk. `None` if it is none, and does not pretend to be one by its name.
///
/// ```
/// # fn main() -> hikae::Result<()> {
/// # let folder = tempfile::tempdir().expect("a folder");
/// # let path = folder.path().join("take1.wav");
/// # let mut wav = b"RIFF\xa4\x3e\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x80\x3e\0\0".to_vec();
/// # wav.extend((0..8000i16).flat_map(|n| (n % 40 * 100).to_le_bytes()));
/// # std::fs::write(&path, wav).expect("written");
/// let reading = hikae::measure_file(&path)?.expect("audio");
/// assert_eq!((reading.rate, reading.channels, reading.depth), (Some(8000), Some(1), Some(16)));
/// let measures = reading.measures.expect("every sample was read");
/// println!("{} frames", measures.frames);
/// # assert_eq!(measures.frames, 8000);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// The file cannot be opened. What a decoder cannot read is a reason inside the reading.
pub fn measure_file(path: impl AsRef<Path>) -> Result<Option<Reading>> {
    let path = path.as_ref();
    let file = disk::open(path)?;
    let size = file.metadata().map_err(|e| Error::read(e).on(path))?.len();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(read(&Stretch::new(&file, 0, size), &name, &|_| true))
}

/// Reads an audio file. `None` if it is none, and does not pretend to be one by its name.
///
/// A failure of a decoder is a reason inside the reading, and so is a panic: nothing here stops a seal. After `go_on`
/// has said no, what comes back is worth nothing.
pub fn read(input: &dyn Input, name: &str, go_on: GoOn<'_>) -> Option<Reading> {
    contained::contained(|| measure::read(&Watched { input, go_on }, name))
        .unwrap_or_else(|| Some(Reading::not_analysed(None, Reason::Decoder)))
}
