//! Where a seal stands in its case: it is the first, or it follows the last one.

use crate::base::digest::Sha256Digest;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::finding::Findings;
use crate::base::time::UtcSecond;
use crate::format::archive::Edition;
use crate::format::proof::{CaseId, Chained, Fingerprint, check_chain};
use crate::verify::SealSummary;

/// The last seal of a case, which the next one names.
#[derive(Debug, Clone)]
pub struct LastSeal {
    /// The case.
    pub case: CaseId,
    /// Its edition.
    pub edition: Edition,
    /// Its seal code.
    pub code: Sha256Digest,
    /// When it was made, by the signer's own clock.
    pub sealed: UtcSecond,
    /// The key.
    pub signer: Fingerprint,
}

impl From<&SealSummary> for LastSeal {
    fn from(seal: &SealSummary) -> Self {
        let header = &seal.header;
        Self {
            case: header.case,
            edition: header.edition,
            code: seal.code,
            sealed: header.sealed,
            signer: header.signer,
        }
    }
}

/// Where a seal stands: there is no later edition without the one before it.
#[derive(Debug, Clone)]
pub struct Position {
    case: CaseId,
    edition: Edition,
    last: Option<LastSeal>,
}

impl Position {
    /// The first seal of a case.
    pub fn first(case: CaseId) -> Self {
        Self { case, edition: Edition::FIRST, last: None }
    }

    /// The seal after this one.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] after edition 999.
    pub fn after(last: LastSeal) -> Result<Self> {
        let edition = last.edition.next();
        let edition = edition.ok_or_else(|| Error::from(ErrorKind::Limit).detail("999 editions"))?;
        Ok(Self { case: last.case, edition, last: Some(last) })
    }

    /// The case.
    pub fn case(&self) -> CaseId {
        self.case
    }

    /// The edition.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The seal before.
    pub fn last(&self) -> Option<&LastSeal> {
        self.last.as_ref()
    }

    /// Refuses a seal that the last one contradicts.
    pub(super) fn check(&self, sealed: UtcSecond, signer: Fingerprint) -> Result<()> {
        let Self { case, edition, last } = self;
        let previous = last.as_ref().map(|last| last.code);
        let own = Chained { case: *case, edition: *edition, sealed, previous, signer, code: None };
        let mut findings = Findings::default();
        check_chain(last.iter().map(Chained::from).chain([own]), &mut findings);
        Error::refuse(&findings)
    }
}

impl From<&LastSeal> for Chained {
    fn from(last: &LastSeal) -> Self {
        let LastSeal { case, edition, code, sealed, signer } = *last;
        // what it follows itself is not asked here
        Self { case, edition, sealed, previous: None, signer, code: Some(code) }
    }
}
