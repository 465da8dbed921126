//! What the stock tools say of a token.
//!
//! `openssl ts -verify` (3.0) checks: one SignerInfo, its signature, the path of the signer (at `-attime`, or now), the
//! usage timeStamping alone and critical, the ESS attributes against the path, the version and the imprint; with
//! `-queryfile` also nonce, policy and status. It does not check: that genTime is a time at all or has anything to do with
//! `-attime`; contentType (absent, wrong, twice); whether a hash is weak (MD5 and SHA-1 signatures pass; SHA-1 in the path
//! passes below `-auth_level 1`); the name of the signature's algorithm; accuracy; bytes after the token; a nonce that
//! nobody asked for. It cannot read a signer named by key identifier, nor RSASSA-PSS by a key that says rsaEncryption
//! (openssl issue 7904): there `openssl cms -verify` can.

use super::Authority;
use super::openssl::openssl;
use std::fs;

impl Authority {
    /// `openssl ts -verify` over some data, with the root of this authority; where it refuses, what it printed.
    pub fn ts_verify(&self, data: &[u8], token: &[u8], more: &[&str]) -> Result<(), String> {
        let args = ["ts", "-verify", "-data", "seen.data", "-token_in", "-in", "seen.tst"];
        self.verify(&args, more, data, token)
    }

    /// `openssl ts -verify` of a whole response against a request.
    pub fn ts_verify_response(&self, query: &[u8], response: &[u8]) -> Result<(), String> {
        let args = ["ts", "-verify", "-queryfile", "seen.data", "-in", "seen.tst"];
        self.verify(&args, &[], query, response)
    }

    /// `openssl cms -verify`, with the signing certificate's attribute: knows RSASSA-PSS, but not what a stamp is.
    pub fn cms_verify(&self, token: &[u8], more: &[&str]) -> Result<(), String> {
        let args = ["cms", "-verify", "-cades", "-binary", "-purpose", "timestampsign", "-inform", "DER"];
        self.verify(&[&args[..], &["-in", "seen.tst"]].concat(), more, b"", token)
    }

    fn verify(&self, args: &[&str], more: &[&str], data: &[u8], token: &[u8]) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap(); // of its own: tests ask from several threads
        fs::write(folder.path().join("seen.data"), data).unwrap();
        fs::write(folder.path().join("seen.tst"), token).unwrap();
        let root = self.root_pem().display().to_string();
        let output = openssl(folder.path(), &[args, more, &["-CAfile", &root]].concat(), b"");
        if output.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }
}
