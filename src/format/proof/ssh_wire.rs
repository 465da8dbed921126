//! The wire encoding of SSH (RFC 4251, section 5): a string is a 32-bit big-endian length and its bytes.

/// Appends a string.
pub(super) fn put_string(out: &mut Vec<u8>, string: &[u8]) {
    let length = u32::try_from(string.len()).expect("only strings of a few hundred bytes are written");
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(string);
}

/// Strings one after the other, each as its encoding.
pub(super) fn strings(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|p| 4 + p.len()).sum());
    parts.iter().for_each(|part| put_string(&mut out, part));
    out
}

/// What is left to read. Every read is `None` where the bytes end too early.
#[derive(Clone, Copy)]
pub(super) struct Wire<'a>(pub &'a [u8]);

impl<'a> Wire<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn uint32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    pub(super) fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.uint32()?;
        self.take(usize::try_from(length).ok()?)
    }

    /// Nothing may follow.
    pub(super) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}
