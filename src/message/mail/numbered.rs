//! A mail behind a line with its length.

/// A mail as Apple Mail keeps it (`.emlx`): how many bytes it has, on a line of its own, then the mail, then a list of the
/// program's own.
pub(super) struct Numbered<'m> {
    pub(super) mail: &'m [u8],
    pub(super) is_whole: bool,
}

pub(super) fn numbered(bytes: &[u8]) -> Option<Numbered<'_>> {
    const LONGEST: usize = 20;
    let end = bytes.iter().take(LONGEST).position(|b| *b == b'\n')?;
    let number = std::str::from_utf8(bytes[..end].trim_ascii()).ok()?;
    let length: usize = number.parse().ok().filter(|_| number.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &bytes[end + 1..];
    Some(Numbered { mail: &rest[..length.min(rest.len())], is_whole: length <= rest.len() })
}
