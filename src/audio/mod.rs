//! What was delivered, measured: observed from the samples, claimed by the file itself, and the two held together.
//! What each value is and does not show: `docs/audio.md`.

mod aac;
mod bext;
mod bounds;
mod cells;
mod claims;
mod contained;
mod decode;
mod facts;
mod gate;
mod input;
mod kind;
mod layout;
mod loudness;
mod meter;
mod mp4;
mod pauses;
mod reading;
mod reason;
mod riff;
mod sameness;
mod shape;
mod tags;
mod true_peak;
mod wave;
mod zipped;

pub use claims::Claims;
pub use contained::is_measuring;
pub use facts::facts;
pub use input::{Inflated, Input, Stretch};
pub use kind::says_audio;
pub use meter::Measures;
pub use reading::Reading;
pub use reason::Reason;
pub use sameness::{Difference, Sameness, is_lossy, nearest, sameness};
pub use zipped::{Entry, Listing, Method, entries, is_zip};

use input::{After, Watched};
use kind::{HEAD, Kind};
use std::io::Read as _;

/// Told of bytes that were read; false ends the reading.
pub type GoOn<'a> = &'a (dyn Fn(u64) -> bool + Sync);

/// Reads an audio file. `None` if it is none, and does not pretend to be one by its name.
///
/// A failure of a decoder is a reason inside the reading, and so is a panic: nothing here stops a seal. After `go_on`
/// has said no, what comes back is worth nothing.
pub fn read(input: &dyn Input, name: &str, go_on: GoOn<'_>) -> Option<Reading> {
    contained::contained(|| whole(&Watched { input, go_on }, name))
        .unwrap_or_else(|| Some(Reading::not_analysed(None, Reason::Decoder)))
}

fn whole(input: &dyn Input, name: &str) -> Option<Reading> {
    let mut head = Vec::with_capacity(HEAD);
    let _ = input.open().take(HEAD as u64).read_to_end(&mut head);
    let kind = kind::kind(&head, name)?;
    let mut claims = Claims::default();
    let mut reading = measured(kind, input, &mut claims);
    reading.claims = claims.finish();
    Some(reading)
}

fn measured(kind: Kind, input: &dyn Input, claims: &mut Claims) -> Reading {
    let container = match kind {
        Kind::Unsupported(word) => return Reading::not_analysed(Some(word), Reason::Codec),
        Kind::Unknown => {
            let read = decoded(input, None, claims);
            return read.unwrap_or_else(|_| Reading::not_analysed(None, Reason::NotAudio));
        }
        Kind::Wave => match wave::read(&mut *input.open(), claims) {
            Ok(Some(reading)) => return reading,
            Err(reason) => return Reading::not_analysed(Some("wav"), reason),
            Ok(None) => Some("wav"),
        },
        Kind::Mp4 => Some("mp4"),
        Kind::Other => None,
    };
    let mut edit = None;
    if kind == Kind::Mp4 {
        match mp4::look(&mut *input.open(), claims) {
            Ok(boxes) if boxes.is_encrypted => return Reading::not_analysed(container, Reason::Encrypted),
            Ok(boxes) if boxes.is_beyond => return Reading::not_analysed(container, Reason::Limit),
            Ok(boxes) => edit = boxes.edit,
            Err(_) => return Reading::not_analysed(container, Reason::CutOff),
        }
    }
    // the claims of a coded WAVE were made by our own walk: the decoder's tags would say them twice
    let mut twice = Claims::default();
    let claims = if kind == Kind::Wave { &mut twice } else { claims };
    let read = decoded(input, edit, claims);
    read.unwrap_or_else(|reason| Reading::not_analysed(container, reason))
}

/// Through the decoder library, once it is known that it will not take more memory than it may.
fn decoded(input: &dyn Input, edit: Option<mp4::Edit>, claims: &mut Claims) -> Result<Reading, Reason> {
    let cut = |_| Reason::CutOff;
    let tags = bounds::id3_tags(&mut *input.open()).map_err(cut)?.ok_or(Reason::Limit)?;
    tags::front(&mut *input.open(), tags, claims).map_err(cut)?;
    let after_tags = || After::new(input.open(), tags).map_err(cut);
    if bounds::is_beyond(&mut after_tags()?).map_err(cut)? {
        return Err(Reason::Limit);
    }
    let mut head = Vec::with_capacity(HEAD);
    after_tags()?.take(HEAD as u64).read_to_end(&mut head).map_err(cut)?;
    decode::read(Box::new(after_tags()?), &head, edit, claims)
}
