//! A time-stamp authority (RFC 3161) on loopback: certificates by `openssl ca`, answers by `openssl ts -reply` behind a
//! small HTTP server. For tests and for trying things out. Its keys are public: its stamps prove nothing to anybody.
//!
//! `openssl ts` signs neither with RSASSA-PSS nor with a certificate that is not fit for it, and knows no time but now.
//! For these, and for any other time, `token.rs` writes the TSTInfo and `openssl cms` signs it; `signed.rs` makes what no
//! OpenSSL writes.
//!
//! ```ignore
//! let authority = Authority::start(KeyKind::P256);
//! authority.behave(Behaviour::WrongNonce);
//! // ask authority.url(), then look at authority.requests()[0].body
//! let options = TokenOptions { accuracy: None, ..TokenOptions::default() };
//! let token = authority.token_at(sha256, "20200601120000.25Z", &options);
//! authority.ts_verify(data, &token, &["-attime", "1591012800"]).unwrap();
//! ```
//!
//! Authorities of one kind of key share the subject and the key of their root, not the certificate: an unknown authority
//! is one of another kind, or [`Fault::OtherRoot`].
#![allow(dead_code, unused_imports, clippy::unwrap_used)] // every user has its own part; a test may panic

mod ca;
pub mod der;
mod openssl;
mod plan;
mod query;
mod reply;
mod server;
mod shape;
mod signed;
mod stock;
mod token;

pub use openssl::{available, must, openssl};
pub use plan::{Chain, Fault, KeyKind, Plan, Style, Validity};
pub use query::{Query, Wanted, refusal, response, token_of};
pub use reply::Behaviour;
pub use server::Request;
pub use shape::{Attribute, Ess, Lengths, Naming, Order, Shape, Sid, Signature, Signers};
pub use token::{Accuracy, Name, Ordering, Padding, TokenOptions};

use server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// An authority that runs until it is dropped. Where OpenSSL may be missing, ask [`available`] first.
pub struct Authority {
    server: Server, // ends before the folder goes
    maker: Arc<Maker>,
    folder: TempDir,
}

/// What makes the answers.
struct Maker {
    folder: PathBuf,
    plan: Plan,
    /// `openssl ts` keeps the serial number in a file.
    one_at_a_time: Mutex<u64>,
}

impl Authority {
    /// A proper authority, whose root issued its certificate.
    pub fn start(kind: KeyKind) -> Self {
        Self::with(Plan::new(kind))
    }

    /// An authority whose certificates are not as they should be.
    pub fn faulty(fault: Fault) -> Self {
        Self::with(Plan::faulty(fault))
    }

    pub fn with(plan: Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        ca::establish(folder.path(), &plan);
        let maker = Maker { folder: folder.path().to_owned(), plan, one_at_a_time: Mutex::new(0) };
        let maker = Arc::new(maker);
        let answers = Arc::clone(&maker);
        let server = Server::start(move |query| answers.answer(query));
        Self { server, maker, folder }
    }

    /// Where it takes requests.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The folder with all certificates, and to run `openssl` in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The root that a verifier should hold: with [`Fault::OtherRoot`] not the one that issued.
    pub fn root_pem(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    pub fn root_der(&self) -> Vec<u8> {
        token::certificate(&self.root_pem())
    }

    /// The certificate that signs.
    pub fn signer_pem(&self) -> PathBuf {
        self.folder.path().join("tsa.pem")
    }

    pub fn signer_der(&self) -> Vec<u8> {
        token::certificate(&self.signer_pem())
    }

    /// What tokens hold beside the signing certificate; may be empty.
    pub fn chain_pem(&self) -> PathBuf {
        self.folder.path().join("chain.pem")
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// Bytes of answers that were sent so far.
    pub fn sent(&self) -> u64 {
        self.server.sent()
    }

    /// What it does from the next request on.
    pub fn behave(&self, behaviour: Behaviour) {
        self.server.behave(behaviour);
    }

    /// The response to a request, without HTTP.
    pub fn answer(&self, query: &[u8]) -> Vec<u8> {
        self.maker.answer(query)
    }

    /// A token over a SHA-256 at any time: a GeneralizedTime such as `20200601120000Z` or `20200601120000.25Z`.
    pub fn token_at(&self, imprint: [u8; 32], gen_time: &str, options: &TokenOptions) -> Vec<u8> {
        self.token_over(&imprint, gen_time, options)
    }

    /// The same over a hash of any length, as `options.algorithm` has it.
    pub fn token_over(&self, imprint: &[u8], gen_time: &str, options: &TokenOptions) -> Vec<u8> {
        token::token(&self.maker.folder, &self.maker.plan, imprint, gen_time, options)
    }

    /// A token over any bytes in place of a TSTInfo.
    pub fn sign(&self, info: &[u8], options: &TokenOptions) -> Vec<u8> {
        token::sign(&self.maker.folder, &self.maker.plan, info, options)
    }
}

impl Maker {
    fn answer(&self, query: &[u8]) -> Vec<u8> {
        let mut serial = self.one_at_a_time.lock().unwrap();
        fs::write(self.folder.join("query.tsq"), query).unwrap();
        let key = self.plan.kind.key("tsa").display().to_string();
        if self.plan.fault.is_none() && self.plan.kind != KeyKind::RsaPss {
            let mut args = vec!["ts", "-reply", "-config", "ca.cnf", "-section"];
            args.extend([
                self.plan.style.section(),
                "-signer",
                "tsa.pem",
                "-inkey",
                &key,
                "-queryfile",
                "query.tsq",
                "-out",
                "response.tsr",
            ]);
            must(&self.folder, &args, b"");
            return fs::read(self.folder.join("response.tsr")).unwrap();
        }

        if !openssl(&self.folder, &["ts", "-query", "-in", "query.tsq"], b"").status.success() {
            return refusal("not a request", 5);
        }
        let query = Query::read(query);
        let policies = ["1.2.3.4.1", "1.2.3.4.2"];
        let policy = match &query.policy {
            None => policies[0],
            Some(asked) => match policies.into_iter().find(|p| der::oid(p) == *asked) {
                Some(policy) => policy,
                None => return refusal("this policy is not offered", 15),
            },
        };
        *serial += 1;
        let options = TokenOptions {
            policy: policy.into(),
            serial: serial.to_be_bytes().to_vec(),
            certificates: query.certificates,
            ..TokenOptions::default()
        };
        let nonce = query.nonce.unwrap_or_default();
        let info = token::tst_info(&self.folder, &query.imprint, &now(), &nonce, &options);
        response(0, &token::sign(&self.folder, &self.plan, &info, &options))
    }
}

/// A point in time as a GeneralizedTime, for [`Validity`] and for tokens.
pub fn generalized(time: SystemTime) -> String {
    chrono::DateTime::<chrono::Utc>::from(time).format("%Y%m%d%H%M%SZ").to_string()
}

/// Now, in the same form.
pub fn now() -> String {
    generalized(SystemTime::now())
}

/// A validity that began a day ago and ends after some time.
pub fn ends_in(time: Duration) -> Validity {
    let now = SystemTime::now();
    Validity::new(generalized(now - Duration::from_secs(86_400)), generalized(now + time))
}
