//! Trusted time (RFC 3161): requests, responses, and what a response shows. Pure: the imprint, the anchors and the
//! time of the reader are arguments. What speaks to authorities is elsewhere.
//!
//! A token shows that its imprint existed no later than its genTime, if the authority is believed. It does not
//! show when a file was made, or sent, or whether it is true.

mod algorithm;
mod anchor;
mod asn1;
mod attributes;
mod bad_token;
mod ber;
mod certificate;
mod gen_time;
mod path;
mod request;
mod signer_info;
mod token;
mod tst_info;

pub use algorithm::{BadSignature, Hash};
pub use anchor::{Anchor, Anchors, Source};
pub use bad_token::BadToken;
pub use gen_time::{Accuracy, GenTime};
pub use path::BadPath;
pub use request::{BadResponse, QUERY_TYPE, REPLY_TYPE, Request};
pub use signer_info::Stock;
pub use token::{Form, bare_token};
pub use tst_info::Imprint;

use crate::base::digest::{Sha256Digest, hex};
use crate::base::time::UtcSecond;
use token::Token;

/// A token whose signature holds, and what is known of its authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When the authority made it.
    pub gen_time: GenTime,
    /// How exactly; `None`: not stated.
    pub accuracy: Option<Accuracy>,
    /// The policy, as an object identifier in dots.
    pub policy: String,
    /// The serial number, in hexadecimal digits.
    pub serial: String,
    /// The number of the request that it answers, big-endian.
    pub nonce: Option<Vec<u8>>,
    /// What it is over.
    pub imprint: Imprint,
    /// The common name in the certificate that signed. It is worth what [`authority`](Self::authority) is: anyone can make a
    /// certificate of any name.
    pub signer: String,
    /// The command of openssl that takes it.
    pub stock: Stock,
    /// By whom, if it leads to an anchor.
    pub authority: Result<Authority, BadPath>,
}

/// Who made a token: the words of an anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Whose root it is.
    pub name: String,
    /// What the root is called.
    pub root: String,
    /// SHA-256 of the root's certificate.
    pub root_sha256: Sha256Digest,
    /// Where the authority hands out the root; only for pinned ones.
    pub fetch: Option<&'static str>,
    /// The last second in which all certificates of the path are valid.
    pub expires: UtcSecond,
}

/// What may be printed of a token for readers who check with other tools: no reader's trust enters, so a root is named
/// only if it is pinned in this program version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// When the authority made it.
    pub gen_time: GenTime,
    /// A pinned root: its name, the SHA-256 of its certificate, and where the authority hands it out.
    pub root: Option<(String, Sha256Digest, &'static str)>,
    /// The command of openssl that takes it.
    pub stock: Stock,
    /// Where in the response the token itself begins.
    pub token_at: usize,
    /// What it is over.
    pub imprint: Sha256Digest,
}

impl Printed {
    /// `None` if the response is no token over `imprint`.
    pub fn of(response: &[u8], imprint: Sha256Digest) -> Option<Self> {
        let stamp = check(response, imprint, &Anchors::pinned()).ok()?;
        let root = stamp.authority.ok().and_then(|a| Some((a.root, a.root_sha256, a.fetch?)));
        let token_at = ber::second(response)?;
        Some(Self { gen_time: stamp.gen_time, root, stock: stamp.stock, token_at, imprint })
    }
}

/// Checks a response over `imprint`, a SHA-256, as authorities send them and archives hold them.
///
/// # Errors
/// [`BadToken`]: no token at all, or one that says nothing of this imprint.
pub fn check(response: &[u8], imprint: Sha256Digest, anchors: &Anchors) -> Result<Stamp, BadToken> {
    let stamp = inspect(response, Form::Response, anchors)?;
    match stamp.imprint.hash == Hash::Sha256 && stamp.imprint.digest == imprint.0 {
        true => Ok(stamp),
        false => Err(BadToken::Imprint(hex(&stamp.imprint.digest))),
    }
}

/// Checks a token over anything: what it is over, [`Stamp::imprint`] says, and whoever calls this compares it.
///
/// # Errors
/// [`BadToken`]
pub fn inspect(token: &[u8], form: Form, anchors: &Anchors) -> Result<Stamp, BadToken> {
    let token = Token::read(token, form)?;
    let path = path::find(&token, anchors);
    let naming = path.as_ref().map_or(path::Naming::Literal, |path| path.naming);
    let authority = path.map(|path| Authority {
        name: path.anchor.authority().to_owned(),
        root: path.anchor.root().to_owned(),
        root_sha256: path.anchor.sha256(),
        fetch: path.anchor.fetch(),
        expires: path.expires,
    });
    let (info, signer) = (token.info, &token.signed.signer);
    let stock = match &info.names_itself {
        Some(name)
            if naming == path::Naming::Literal
                && token.signed.stock == Stock::Ts
                && !signer.is_called(name) =>
        {
            Stock::Cms
        }
        _ if naming == path::Naming::ByKey => Stock::CmsPlain,
        _ => token.signed.stock,
    };
    Ok(Stamp {
        gen_time: info.gen_time,
        accuracy: info.accuracy,
        policy: info.policy.to_string(),
        serial: hex(&info.serial),
        nonce: info.nonce,
        imprint: info.imprint,
        signer: signer.common_name(),
        stock,
        authority,
    })
}
