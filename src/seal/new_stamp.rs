//! A stamp before it is an entry: its list, and the responses that came for it.

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::format::archive::{Covered, Edition, ProofFile, TokenName};
use crate::report::ShownToken;
use crate::timestamp::Printed;

/// A response that was asked for and checked, and what its file will be called by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// A label; not evidence of who made it.
    pub name: TokenName,
    /// The response as received.
    pub response: Vec<u8>,
}

/// Asks authorities for time-stamps over a SHA-256, and gives those that came, each under a name of its own. None
/// is no error: a seal without an answer is a seal without trusted time.
pub type Stamper<'a> = &'a dyn Fn(Sha256Digest) -> Result<Vec<NewToken>>;

/// Asks nobody.
pub const NOBODY: Stamper<'static> = &|_| Ok(Vec::new());

/// The files of one new stamp of one edition. Empty if nobody answered.
#[derive(Debug, Clone)]
pub struct NewStamp {
    edition: Edition,
    number: u8,
    list: String,
    tokens: Vec<NewToken>,
}

impl NewStamp {
    /// Asks for the stamp after the last one of what is covered.
    pub fn ask(covered: &Covered, edition: Edition, stamper: Stamper<'_>) -> Result<Self> {
        let number = covered.last() + 1;
        let list = covered.list(number);
        let mut tokens = stamper(Sha256Digest::of(&list))?;
        // as their entries stand in the archive
        tokens.sort_by_cached_key(|token| ProofFile::Token(number, token.name.clone()).to_string());
        Ok(Self { edition, number, list, tokens })
    }

    /// Did nobody answer?
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Entry names and bytes, in the order of the names.
    pub fn files(&self) -> Vec<(EntryName, Vec<u8>)> {
        if self.is_empty() {
            return Vec::new();
        }
        let tokens = self.tokens.iter().map(|token| (self.token_name(token), token.response.clone()));
        let mut files: Vec<_> = tokens.chain([(self.list_name(), self.list.clone().into_bytes())]).collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files
    }

    /// What `VERIFY.txt` says of the tokens, in the order of their names.
    pub fn shown(&self) -> Vec<ShownToken> {
        let imprint = Sha256Digest::of(&self.list);
        let list = self.list_name();
        let shown = |token: &NewToken| ShownToken {
            entry: self.token_name(token),
            list: list.clone(),
            printed: Printed::of(&token.response, imprint),
        };
        self.tokens.iter().map(shown).collect()
    }

    fn list_name(&self) -> EntryName {
        ProofFile::StampList(self.number).name(self.edition)
    }

    fn token_name(&self, token: &NewToken) -> EntryName {
        ProofFile::Token(self.number, token.name.clone()).name(self.edition)
    }
}
