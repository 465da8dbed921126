//! What the texts of an archive are made from, beside its facts. Every revision takes these; one that needs more adds a field,
//! and the earlier ones do not look at it.

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::format::fact::Labels;
use crate::format::proof::SealHeader;
use crate::timestamp::Printed;
use std::collections::BTreeSet;

/// What the texts need to know of an edition that the archive shows.
#[derive(Debug, Clone)]
pub struct ShownEdition<'a> {
    /// The head of its seal.
    pub header: &'a SealHeader,
    /// SHA-256 of its `seal.txt`.
    pub code: Sha256Digest,
    /// Facts shown.
    pub facts: u64,
    /// `file` facts shown.
    pub files: u64,
    /// Is a payload file shown?
    pub has_files: bool,
    /// How often each label stands in its seal.
    pub labels: &'a Labels,
    /// Paths of disclosed `file` facts whose file is not in this copy.
    pub absent: &'a BTreeSet<EntryName>,
    /// Its time-stamp tokens, by stamp and name.
    pub tokens: &'a [ShownToken],
}

/// What the texts say of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownToken {
    /// Its entry name.
    pub entry: EntryName,
    /// The entry name of the list that it covers.
    pub list: EntryName,
    /// What it says; `None`: nothing that can be read.
    pub printed: Option<Printed>,
}
