//! What becomes of streams on their way: joined by `cat`, cut by a full disk.

/// What was done to a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    None,
    /// It follows itself.
    Twice,
    /// Another one of its kind follows.
    Joined,
    /// Only so many hundredths of its bytes are there.
    Cut(usize),
}

/// A stream changed in every way.
pub fn changes(stream: &[u8], other: &[u8]) -> Vec<(Change, Vec<u8>)> {
    let mut all =
        vec![(Change::Twice, [stream, stream].concat()), (Change::Joined, [stream, other].concat())];
    all.extend([35, 70, 97].map(|part| (Change::Cut(part), stream[..stream.len() * part / 100].to_vec())));
    all
}
