//! A stamp before it is an entry: its list, and the responses that came for it.

use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::error::{Error, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::limits::Limits;
use crate::format::archive::{Covered, Edition, ProofFile, TokenName};
use crate::report::ShownToken;
use crate::timestamp::{self, Anchors, Printed};

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
    ///
    /// # Errors
    /// Those of the stamper; [`ErrorKind::Refused`](crate::base::error::ErrorKind::Refused) for responses that are no token
    /// over the list, or too many.
    pub fn ask(covered: &Covered, edition: Edition, limits: &Limits, stamper: Stamper<'_>) -> Result<Self> {
        let number = covered.last() + 1;
        let list = covered.list(number);
        let mut tokens = stamper(Sha256Digest::of(&list))?;
        // as their entries stand in the archive
        tokens.sort_by_cached_key(|token| ProofFile::Token(number, token.name.clone()).to_string());
        let new = Self { edition, number, list, tokens };
        new.check(limits).map(|()| new)
    }

    /// Whether an authority is known, and its certificate good for that, only lowers what a token is worth.
    fn check(&self, limits: &Limits) -> Result<()> {
        let mut findings = Findings::default();
        if self.tokens.len() > limits.tokens {
            let detail = format!("{} tokens, limit {}", self.tokens.len(), limits.tokens);
            findings.push(Finding::new(Code::BeyondLimit, self.list_name().as_str()).detail(detail));
        }
        for pair in self.tokens.windows(2).filter(|pair| pair[0].name == pair[1].name) {
            findings.push(Finding::new(Code::EntryDuplicate, self.token_name(&pair[1]).as_str()));
        }
        let imprint = Sha256Digest::of(&self.list);
        for token in self.tokens.iter().take(limits.tokens) {
            let name = self.token_name(token);
            let size = token.response.len() as u64;
            if size > limits.token {
                let detail = format!("{size} bytes, limit {}", limits.token);
                findings.push(Finding::new(Code::BeyondLimit, name.as_str()).detail(detail));
            } else if let Err(why) = timestamp::check(&token.response, imprint, &Anchors::none()) {
                findings.push(Finding::new(why.code(), name.as_str()).detail(why));
            }
        }
        Error::refuse(&findings)
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
