//! From the certificate that signed up to an anchor, as it was at genTime (RFC 5280 section 6, without policies).
//! Certificates from the token are a help, never an anchor. Revocation is not checked, and is said not to be.

use super::algorithm::BadSignature;
use super::anchor::{Anchor, Anchors};
use super::attributes::CertHash;
use super::certificate::Certificate;
use super::token::Token;
use crate::base::time::UtcSecond;

/// Certification authorities between the signer and the anchor; real paths have up to three.
const LONGEST: usize = 8;

/// Signatures checked in the search for one path, so that a token full of look-alikes stays cheap. Real paths take up
/// to four; the rest is for authorities that were renewed or cross-signed under one name.
const SIGNATURES: u32 = 16;

/// Why a token leads to nobody that is known. Later ones are more telling: with several, the last is reported, and of
/// one kind that which is furthest up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPath {
    /// To no anchor.
    #[error("issued by {0}")]
    Unknown(String),
    /// To an anchor by name, but not by right.
    #[error("{0}")]
    Broken(String),
    /// Through a certificate that was not valid at genTime.
    #[error("{0}")]
    NotValidThen(String),
    /// The signer's certificate is not for stamping time.
    #[error("{0}")]
    Usage(&'static str),
}

impl BadPath {
    fn rank(&self) -> u8 {
        match self {
            BadPath::Unknown(_) => 0,
            BadPath::Broken(_) => 1,
            BadPath::NotValidThen(_) => 2,
            BadPath::Usage(_) => 3,
        }
    }
}

/// A path that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path<'a> {
    /// Where it ends.
    pub anchor: &'a Anchor,
    /// The last second in which all its certificates are valid.
    pub expires: UtcSecond,
    /// How the certificates that the signer names stand in it.
    pub naming: Naming,
}

/// How the certificates that a signer names beyond its own stand in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// Each is one of them.
    Literal,
    /// One is the anchor by its subject and its key, in another certificate: cross-signed by somebody else.
    ByKey,
}

/// Finds the path of a token.
///
/// # Errors
/// [`BadPath`], the most telling reason of all paths tried.
pub fn find<'a>(token: &Token, anchors: &'a Anchors) -> Result<Path<'a>, BadPath> {
    token.signed.signer.usage.stamps_time().map_err(BadPath::Usage)?;
    // a path that holds every named certificate as it stands is one that stock tools find too
    let literal = find_by(token, anchors, Naming::Literal);
    literal.or_else(|why| find_by(token, anchors, Naming::ByKey).map_err(|_| why))
}

fn find_by<'a>(token: &Token, anchors: &'a Anchors, naming: Naming) -> Result<Path<'a>, BadPath> {
    let signer = &token.signed.signer;
    let mut search = Search {
        at: token.info.gen_time.second().unix(),
        others: &token.signed.others,
        anchors,
        named: &token.signed.named,
        attribute: &token.signed.attribute,
        naming,
        left: SIGNATURES,
    };
    let mut chain = vec![signer];
    let found = search.up(&mut chain);
    let anchor = found.map_err(|why| if search.left == 0 { too_many() } else { why })?;
    chain.push(anchor.certificate());
    let expires = chain.iter().map(|c| *c.validity.end()).min().unwrap_or_default();
    let expires = UtcSecond::from_unix(expires).map_err(|_| BadPath::Broken("a date out of range".into()))?;
    Ok(Path { anchor, expires, naming })
}

struct Search<'t, 'a> {
    at: i64,
    others: &'t [Certificate],
    anchors: &'a Anchors,
    named: &'t [CertHash],
    attribute: &'t [Vec<u8>],
    naming: Naming,
    left: u32,
}

impl<'t, 'a> Search<'t, 'a> {
    /// From the last certificate of `chain` to an anchor; `chain` is then the path found.
    fn up(&mut self, chain: &mut Vec<&'t Certificate>) -> Result<&'a Anchor, BadPath> {
        let last = *chain.last().expect("a chain begins with the signer");
        self.holds(last)?;
        let mut worst = BadPath::Unknown(last.issuer_name());
        let mut tell = |why: BadPath| {
            if why.rank() >= worst.rank() {
                worst = why;
            }
        };
        for anchor in self.anchors.named(last) {
            match self.ends(chain, anchor) {
                Ok(()) => return Ok(anchor),
                Err(why) => tell(why),
            }
        }
        if chain.len() > LONGEST {
            return Err(BadPath::Broken(format!("more than {LONGEST} certificates")));
        }
        let mut not_by = None;
        let mut issued = false;
        for issuer in self.others {
            if issuer.subject != last.issuer
                || chain.iter().any(|c| c.key == issuer.key && c.subject == issuer.subject)
            {
                continue;
            }
            if let Err(why) = self.issued(chain, issuer) {
                not_by = Some(why);
                continue;
            }
            issued = true;
            chain.push(issuer);
            match self.up(chain) {
                Ok(anchor) => return Ok(anchor),
                Err(why) => tell(why),
            }
            chain.pop();
        }
        // beside the one that did issue, others of its name tell nothing
        if let Some(why) = not_by.filter(|_| !issued) {
            tell(why);
        }
        Err(worst)
    }

    /// What every certificate of a path is held to.
    fn holds(&self, certificate: &Certificate) -> Result<(), BadPath> {
        if let Some(limit) = &certificate.usage.not_honoured {
            return Err(BadPath::Broken(format!("{}: {limit}", certificate.common_name())));
        }
        self.valid_then(certificate)
    }

    fn valid_then(&self, certificate: &Certificate) -> Result<(), BadPath> {
        if certificate.validity.contains(&self.at) {
            return Ok(());
        }
        let then = if self.at < *certificate.validity.start() { "not yet valid" } else { "expired" };
        Err(BadPath::NotValidThen(format!("{}: {then} at genTime", certificate.common_name())))
    }

    /// Does the chain end at this anchor?
    fn ends(&mut self, chain: &[&Certificate], anchor: &Anchor) -> Result<(), BadPath> {
        let root = anchor.certificate();
        self.holds(root)?;
        // a self-signed authority that the reader named is its own anchor
        if chain.len() > 1 || chain[0].der() != root.der() {
            self.issued(chain, root)?;
        }
        let is_attribute = |named: &CertHash| self.attribute.iter().any(|der| named.is_hash_of(der));
        let twin = |c: &&Certificate| c.subject == root.subject && c.key == root.key;
        let is_twin = |named: &CertHash| self.others.iter().filter(twin).any(|c| named.is_of(c));
        let found = |named: &&CertHash| {
            chain.iter().any(|c| named.is_of(c))
                || named.is_of(root)
                || is_attribute(named)
                || self.naming == Naming::ByKey && is_twin(named)
        };
        // RFC 5035 section 5.4: certificates that the signer names beyond its own are those of the path, or attribute
        // certificates
        match self.named.iter().all(|named| found(&named)) {
            true => Ok(()),
            false => Err(BadPath::Broken("the signed attributes name a certificate outside the path".into())),
        }
    }

    /// Did this certification authority issue the last certificate of the chain, and might it?
    fn issued(&mut self, chain: &[&Certificate], issuer: &Certificate) -> Result<(), BadPath> {
        let name = || issuer.common_name();
        issuer.usage.issues().map_err(|why| BadPath::Broken(format!("{}: {why}", name())))?;
        below(chain, issuer.usage.path_length)?;
        self.signed(chain.last().expect("a chain begins with the signer"), &issuer.key)
    }

    fn signed(&mut self, certificate: &Certificate, key: &[u8]) -> Result<(), BadPath> {
        self.left = self.left.checked_sub(1).ok_or_else(too_many)?;
        certificate.is_signed_by(key).map_err(|why| {
            let what = match why {
                BadSignature::Wrong => "its issuer's signature does not fit".to_owned(),
                why => format!("its issuer's signature: {why}"),
            };
            BadPath::Broken(format!("{}: {what}", certificate.common_name()))
        })
    }
}

fn too_many() -> BadPath {
    BadPath::Broken("too many certificates".into())
}

/// RFC 5280 section 4.2.1.9: how many certification authorities may stand below, self-issued ones not counted.
fn below(chain: &[&Certificate], path_length: Option<u8>) -> Result<(), BadPath> {
    let authorities = chain.iter().skip(1).filter(|c| !c.is_self_issued()).count();
    match path_length {
        Some(most) if authorities > most.into() => {
            Err(BadPath::Broken("longer than its issuer allows".into()))
        }
        _ => Ok(()),
    }
}
