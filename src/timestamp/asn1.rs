//! What the structures of tokens are read with, beyond what `der` derives.

use der::asn1::AnyRef;
use der::{ErrorKind, Reader as _, SliceReader, Tag, TagNumber, Tagged as _};

/// The tag of a constructed field with a number of its own.
pub fn context(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: TagNumber(number) }
}

/// Reads on inside a value, if it has this tag.
pub fn inside<'a>(value: AnyRef<'a>, tag: Tag) -> der::Result<SliceReader<'a>> {
    let mut reader = SliceReader::new(value.value())?;
    if value.tag() == tag { Ok(reader) } else { Err(reader.error(ErrorKind::Failed)) }
}

/// Reads on inside the one sequence that these bytes are.
pub fn sequence(der: &[u8]) -> der::Result<SliceReader<'_>> {
    let mut outer = SliceReader::new(der)?;
    let value = outer.decode()?;
    outer.finish()?;
    inside(value, Tag::Sequence)
}

/// The tag of what comes next, if anything does.
pub fn next_tag(reader: &SliceReader<'_>) -> Option<Tag> {
    Tag::peek(reader).ok()
}
