//! Every bound in one value, each with the source of its number (format.md section 10).

/// Bounds on what is read and written. Pass [`Limits::DEFAULT`] unless a test wants a smaller world.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Entries in one archive. About 200 bytes of memory each while reading.
    pub entries: u64,
    /// Facts in one edition: a million messages with texts, twice over.
    pub facts: u64,
    /// Bytes of one fact line without its LF. Slack, the longest we know, takes 40,000 characters a message.
    pub fact_line: usize,
    /// Bytes of one `seal.txt`: `facts` leaves of at most 90 bytes, and room.
    pub seal_file: u64,
    /// Bytes of a signature file; an Ed25519 SSHSIG is 296.
    pub signature: u64,
    /// Bytes of one time-stamp response; the largest real one seen is under 10 KiB.
    pub token: u64,
    /// Tokens in one stamp: nobody asks more than a handful of authorities, and each costs about a millisecond.
    pub tokens: usize,
    /// Bytes of a root file other than a manifest: far above what they hold.
    pub root_file: u64,
    /// Bytes of a manifest: `entries` lines of a name of 1,000 bytes and a hash, rounded up.
    pub manifest: u64,
    /// Bytes of one memo: a thousand pages of text are still a mistake.
    pub memo: u64,
}

impl Limits {
    /// The limits of format version 1.
    pub const DEFAULT: Limits = Limits {
        entries: 1_000_000,
        facts: 4_000_000,
        fact_line: 1 << 20,
        seal_file: 512 << 20,
        signature: 4 << 10,
        token: 1 << 20,
        tokens: 16,
        root_file: 16 << 20,
        manifest: 2 << 30,
        memo: 4 << 20,
    };

    /// The same, but none above those of the format: what is beyond them no reader takes.
    pub fn within_format(self) -> Self {
        let most = Self::DEFAULT;
        Self {
            entries: self.entries.min(most.entries),
            facts: self.facts.min(most.facts),
            fact_line: self.fact_line.min(most.fact_line),
            seal_file: self.seal_file.min(most.seal_file),
            signature: self.signature.min(most.signature),
            token: self.token.min(most.token),
            tokens: self.tokens.min(most.tokens),
            root_file: self.root_file.min(most.root_file),
            manifest: self.manifest.min(most.manifest),
            memo: self.memo.min(most.memo),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
