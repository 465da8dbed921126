//! Which reader a file goes through, by its first bytes.

use super::claims::Claims;
use super::decode::{self, Known};
use super::input::{Input, Part, Patched, Seekable};
use super::kind::{HEAD, Kind, kind};
use super::reading::Reading;
use super::reason::Reason;
use super::{aiff, bounds, caf, flac, mp4, ogg, stream, tags, wave};
use std::io::Read as _;

/// Reads a file. None if it is not audio, and does not pretend to be.
pub fn read(input: &dyn Input, name: &str) -> Option<Reading> {
    let mut head = Vec::with_capacity(HEAD);
    let _ = input.open().take(HEAD as u64).read_to_end(&mut head);
    let kind = kind(&head, name)?;
    let mut claims = Claims::default();
    let mut reading = measured(kind, input, &mut claims);
    reading.claims = claims.finish();
    Some(reading)
}

fn measured(kind: Kind, input: &dyn Input, claims: &mut Claims) -> Reading {
    let (container, plain) = match kind {
        Kind::Unsupported(word) => return Reading::not_analysed(Some(word), Reason::Codec),
        Kind::Unknown => {
            let read = coded(input, None, claims);
            return read.unwrap_or_else(|_| Reading::not_analysed(None, Reason::NotAudio));
        }
        Kind::Mp4 => return mp4(input, claims),
        Kind::Wave => ("wav", wave::read(&mut *input.open(), claims)),
        Kind::Aiff => ("aiff", aiff::read(input, claims)),
        Kind::Caf => ("caf", caf::read(input, claims)),
        Kind::Other => {
            return coded(input, None, claims).unwrap_or_else(|reason| Reading::not_analysed(None, reason));
        }
    };
    let read = match plain {
        Ok(Some(reading)) => Ok(reading),
        // the claims were made by our own walk: the decoder's tags would say them twice
        Ok(None) => coded(input, None, &mut Claims::default()),
        Err(reason) => Err(reason),
    };
    read.unwrap_or_else(|reason| Reading::not_analysed(Some(container), reason))
}

fn mp4(input: &dyn Input, claims: &mut Claims) -> Reading {
    let not_analysed = |reason| Reading::not_analysed(Some("mp4"), reason);
    let boxes = match mp4::look(&mut *input.open(), claims) {
        Ok(boxes) if boxes.is_encrypted => return not_analysed(Reason::Encrypted),
        Ok(boxes) if boxes.is_beyond => return not_analysed(Reason::Limit),
        Ok(boxes) => boxes,
        Err(_) => return not_analysed(Reason::CutOff),
    };
    let mut reading = coded(&Seekable(input), boxes.edit, claims).unwrap_or_else(not_analysed);
    match reading.unmeasured.iter_mut().find(|(field, _)| *field == "audio") {
        // what is cut can look like anything
        Some((_, reason)) if boxes.is_cut && *reason != Reason::Codec => *reason = Reason::CutOff,
        Some(_) => {}
        None if boxes.is_joined => reading.lacks(Reason::Joined),
        None if boxes.is_cut => reading.rest(Reason::CutOff),
        None if boxes.has_stray => reading.rest(Reason::Unread),
        None => {}
    }
    reading
}

/// Through the decoder library, once it is known that it will not take more memory than it may.
fn coded(input: &dyn Input, edit: Option<mp4::Edit>, claims: &mut Claims) -> Result<Reading, Reason> {
    let cut = |_| Reason::CutOff;
    let front = bounds::id3_tags(&mut *input.open()).map_err(cut)?.ok_or(Reason::Limit)?;
    tags::front(&mut *input.open(), front, claims).map_err(cut)?;
    let part = |end| Part::new(input.open(), front, end).map_err(cut);
    if bounds::is_beyond(&mut part(0)?).map_err(cut)? {
        return Err(Reason::Limit);
    }
    let mut head = Vec::with_capacity(HEAD);
    part(0)?.take(HEAD as u64).read_to_end(&mut head).map_err(cut)?;
    if !decode::is_contained(&head) {
        return stream::read(Box::new(part(0)?), claims).ok_or(Reason::Format);
    }
    match &head[..4] {
        b"fLaC" => {
            let end = stream::tags_at_end(&mut *input.open(), claims).map_err(cut)?;
            let around = flac::Around::look(&mut part(end)?).map_err(cut)?;
            let source = Patched::new(Box::new(part(end)?), around.cue_sheets, flac::as_padding);
            decode::read(Box::new(source), &head, Known { edit, sound: Some(around.sound) }, claims)
        }
        b"OggS" => {
            let missing = ogg::look(&mut part(0)?).map_err(cut)?;
            let mut reading = decode::read(Box::new(part(0)?), &head, Known { edit, sound: None }, claims)?;
            if let Some(reason) = missing {
                reading.lacks(reason);
            }
            Ok(reading)
        }
        _ => decode::read(Box::new(part(0)?), &head, Known { edit, sound: None }, claims),
    }
}
