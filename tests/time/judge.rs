//! What is said of a token: by the core, in words that can stand in a table, and by `openssl ts -verify`.

use crate::authority::{self, der, response};
use hikae::base::digest::Sha256Digest;
use hikae::timestamp::{Anchors, BadToken, Stamp, check};

/// What was delivered, and stamped.
pub const DATA: &[u8] = b"what was delivered\n";
/// A time, and the same for `-attime`.
pub const PAST: &str = "20200601120000Z";
pub const AT_PAST: [&str; 2] = ["-attime", "1591012800"];
/// Of what holds, and leads to the root.
pub const TRUSTED: &str = "trusted";

pub fn imprint() -> Sha256Digest {
    Sha256Digest::of(DATA)
}

/// One root alone.
pub fn only(root: &[u8]) -> Anchors {
    let mut anchors = Anchors::none();
    anchors.add(root).unwrap();
    anchors
}

/// What the core says: [`TRUSTED`], or the variant and its words.
pub fn said(result: &Result<Stamp, BadToken>) -> String {
    match result {
        Ok(Stamp { authority: Ok(_), .. }) => TRUSTED.into(),
        Ok(Stamp { authority: Err(why), .. }) => format!("{why:?}"),
        Err(why) => format!("{why:?}"),
    }
}

/// What the core says of a token in a response that grants.
pub fn says(token: &[u8], root: &[u8]) -> String {
    said(&check(&response(0, token), imprint(), &only(root)))
}

/// Whether `openssl` is there; if not, a skip that can be seen.
pub fn ready() -> bool {
    let there = authority::available();
    if !there {
        crate::skip::missing("openssl is missing");
    }
    there
}

/// `openssl ts -verify` of a token over [`DATA`], with this root alone.
pub fn stock(token: &[u8], root: &[u8], more: &[&str]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data"), DATA).unwrap();
    std::fs::write(folder.path().join("token"), token).unwrap();
    std::fs::write(folder.path().join("root"), root).unwrap();
    let pem = authority::must(folder.path(), &["x509", "-inform", "DER", "-in", "root"], b"");
    std::fs::write(folder.path().join("root"), pem).unwrap();
    let args = ["ts", "-verify", "-data", "data", "-token_in", "-in", "token", "-CAfile", "root"];
    let output = authority::openssl(folder.path(), &[&args[..], more].concat(), b"");
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// How `openssl ts -verify` (3.0.19) stands to what the core says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    Agrees,
    /// It takes what the core refuses, or the other way round; why.
    Differs(&'static str),
}

/// Lines of a table that do not hold; all of them are shown at once.
#[derive(Default)]
pub struct Table(Vec<String>);

impl Table {
    /// One line: what the core must say of it, and how OpenSSL stands to that. An agreement where a difference is listed
    /// fails too, with the version that the list was made with.
    pub fn holds(
        &mut self,
        case: &str,
        ours: &str,
        expected: &str,
        stock: &Result<(), String>,
        stands: Stock,
    ) {
        if ours != expected {
            self.0.push(format!("{case}: said {ours}, expected {expected}"));
        }
        let agrees = stock.is_ok() == (ours == TRUSTED);
        let wrong = match stands {
            Stock::Agrees => !agrees,
            Stock::Differs(_) => agrees && authority_is_of_the_list(),
        };
        if wrong {
            self.0.push(format!("{case}: {stands:?}; we say {ours}, openssl {stock:?}"));
        }
    }

    #[track_caller]
    pub fn finish(self) {
        assert!(self.0.is_empty(), "{} lines do not hold:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn authority_is_of_the_list() -> bool {
    let version = authority::must(&std::env::temp_dir(), &["version"], b"");
    version.starts_with(b"OpenSSL 3.0.")
}

/// A token with unsigned attributes, encoded, at the end of its SignerInfo.
pub fn with_unsigned(token: &[u8], attributes: &[u8]) -> Vec<u8> {
    let mut tree = crate::tree::Tree::read(token);
    let unsigned = crate::tree::Tree::read(&der::tlv(der::context(1), attributes));
    let signed_data = &mut tree.children_mut()[1].children_mut()[0];
    let infos = signed_data.children_mut().last_mut().unwrap();
    infos.children_mut()[0].children_mut().push(unsigned);
    tree.write()
}
