//! Tags as the decoder library reads them: ID3, Vorbis comments, the lists of MP4 and AIFF.

use super::claims::Claims;
use std::io::{self, Cursor, Read as _};
use symphonia::core::common::Limit;
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::{MetadataOptions, MetadataReader as _, MetadataRevision, RawTag, RawValue};

/// Bytes of ID3 tags that are read.
const MOST_ID3: u64 = 1 << 20;

/// What a tag and a picture may take: pictures are not looked at.
pub fn options() -> MetadataOptions {
    MetadataOptions::default()
        .limit_tag_bytes(Limit::Maximum(256 << 10))
        .limit_visual_bytes(Limit::Maximum(1 << 20))
}

/// Claims the tags of a revision.
pub fn claim(revision: &MetadataRevision, claims: &mut Claims) {
    let of_tracks = revision.per_track.iter().flat_map(|track| &track.metadata.tags);
    for tag in revision.media.tags.iter().chain(of_tracks) {
        raw(&tag.raw, claims);
    }
}

fn raw(tag: &RawTag, claims: &mut Claims) {
    let name = format!("tag.{}", tag.key.trim());
    // a manifest of C2PA in ID3 is an object with a media type of its own (C2PA 2.2, appendix A.3.4)
    let fields = tag.sub_fields.iter().flatten();
    let is_c2pa = fields.map(|f| f.value.to_string()).any(|value| value.contains("c2pa"));
    match &tag.value {
        RawValue::Binary(bytes) if is_c2pa => {
            claims.text("c2pa", &format!("{} bytes", bytes.len()));
        }
        RawValue::Binary(bytes) => claims.text(name, &format!("{} bytes", bytes.len())),
        RawValue::String(text) => claims.latin(name, text),
        RawValue::StringList(list) => list.iter().for_each(|text| claims.latin(name.clone(), text)),
        other => claims.text(name, &other.to_string()),
    }
}

/// Claims the ID3v2 tags at the front of a file, `size` bytes in all.
pub fn front(source: &mut dyn MediaSource, size: u64, claims: &mut Claims) -> io::Result<()> {
    match size {
        0 => {}
        // a cover of a record: what is read of it takes memory many times over
        size if size > MOST_ID3 => claims.text("id3", &format!("{size} bytes, not read")),
        size => {
            let mut bytes = Vec::new();
            source.take(size).read_to_end(&mut bytes)?;
            id3(bytes, claims);
        }
    }
    Ok(())
}

/// Claims the tags of an ID3v2 block.
pub fn id3(bytes: Vec<u8>, claims: &mut Claims) {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), MediaSourceStreamOptions::default());
    let reader = symphonia::default::meta::Id3v2Reader::try_new(stream, options());
    if let Ok(read) = reader.and_then(|mut reader| reader.read_all()) {
        claim(&read.revision, claims);
    }
}
