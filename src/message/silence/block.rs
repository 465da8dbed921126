//! What stands against a statement on silence.

/// Why nothing is said of silence. Each has a sentence `silence-no-…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// No conversation has anybody who is known to be the client.
    NoClient,
    /// The client said nothing in any of them.
    ClientSaidNothing,
    /// An export that could hold messages is not understood.
    NotUnderstood(String),
    /// A range that was not understood may be later than the client's last message.
    Gap(String, String),
    /// Somebody of unknown role spoke later, where the client takes part.
    UnknownSpoke(String),
    /// Something of the client has no known time.
    Undated(String),
    /// The export ends before the client's last message elsewhere.
    CoverageBefore(String),
    /// The declared time of copying is before the last record of the copy.
    CopiedBeforeLast(String),
    /// The client spoke later on a channel that is left out.
    SpokeOutside,
    /// Facts are withheld, or an edition is not shown.
    Withheld,
}

impl Block {
    /// The word in JSON, and the end of its sentence's name.
    pub fn word(&self) -> &'static str {
        match self {
            Block::NoClient => "client",
            Block::ClientSaidNothing => "message",
            Block::NotUnderstood(_) => "understanding",
            Block::Gap(..) => "gap",
            Block::UnknownSpoke(_) => "unknown",
            Block::Undated(_) => "undated",
            Block::CoverageBefore(_) => "coverage",
            Block::CopiedBeforeLast(_) => "copied",
            Block::SpokeOutside => "outside",
            Block::Withheld => "withheld",
        }
    }

    /// The export that it is about, and the range in it.
    pub fn about(&self) -> (&str, &str) {
        match self {
            Block::Gap(source, range) => (source, range),
            Block::NotUnderstood(source)
            | Block::UnknownSpoke(source)
            | Block::Undated(source)
            | Block::CoverageBefore(source)
            | Block::CopiedBeforeLast(source) => (source, ""),
            Block::NoClient | Block::ClientSaidNothing | Block::SpokeOutside | Block::Withheld => ("", ""),
        }
    }
}
