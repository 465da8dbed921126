//! DKIM (RFC 6376, RFC 8463): the signature of a mail, checked on its bytes with a key record from outside. What is
//! weak is told apart from what fails; expiry is judged at the time of reception.

use super::When;
use super::mail::fields::{Field, Parts};
use super::mail::{arrival, parser};
use base64ct::{Base64, Encoding as _};
use ed25519_dalek::VerifyingKey;
use rsa::PublicKey;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs8::DecodePublicKey as _;
use rsa::traits::PublicKeyParts as _;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What checking a signature gave. The order is that of how much it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It holds, it is of the sender's domain, and it covers sender, date, subject and the whole body.
    Pass,
    /// It holds, but is of another domain than the sender.
    Unaligned,
    /// It holds, but its key or its form is weak: RSA below 1024 bits, a part of the body only, From, Date or Subject
    /// not signed or not single, SHA-1.
    Weak,
    /// It had expired when the mail arrived.
    Expired,
    /// There is no key to check it with.
    NoKey,
    /// It does not hold.
    Fail,
    /// It is not of the form of RFC 6376.
    Malformed,
    /// The mail has none.
    None,
}

impl Outcome {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Unaligned => "unaligned",
            Outcome::Weak => "weak",
            Outcome::Expired => "expired",
            Outcome::NoKey => "no-key",
            Outcome::Fail => "fail",
            Outcome::Malformed => "malformed",
            Outcome::None => "none",
        }
    }
}

/// The result for a mail: of its signatures, the one that shows most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What came of it.
    pub outcome: Outcome,
    /// `d=`
    pub domain: Option<String>,
    /// `s=`
    pub selector: Option<String>,
    /// The key record that was used.
    pub key_record: Option<String>,
}

/// Most signatures of one mail that are looked at (RFC 6376 section 6.1 lets a verifier limit them).
const MOST: usize = 10;

/// The DNS name of a signature's key: `SELECTOR._domainkey.DOMAIN`.
pub fn key_name(domain: &str, selector: &str) -> String {
    format!("{selector}._domainkey.{domain}").to_ascii_lowercase()
}

/// Checks the signatures of a mail. `key` gives the record of a name, if there is one.
pub fn check(mail: &[u8], key: &mut dyn FnMut(&str) -> Option<String>) -> Checked {
    let parts = Parts::of(mail);
    let fields = parts.headers.iter().filter(|h| h.is("dkim-signature")).take(MOST);
    let results = fields.map(|field| match Signature::read(field) {
        None => Checked { outcome: Outcome::Malformed, domain: None, selector: None, key_record: None },
        Some(signature) => {
            let key_record = key(&key_name(&signature.domain, &signature.selector));
            let outcome = signature.check(&parts, field, key_record.as_deref());
            let (domain, selector) = (Some(signature.domain), Some(signature.selector));
            Checked { outcome, domain, selector, key_record }
        }
    });
    let none = Checked { outcome: Outcome::None, domain: None, selector: None, key_record: None };
    results.min_by_key(|checked| checked.outcome).unwrap_or(none)
}

/// The canonical form of a field (RFC 6376 section 3.4), without a line end.
fn canonical(field: &Field<'_>, form: Form) -> Vec<u8> {
    match form {
        Form::Simple => crlf(field.raw),
        Form::Relaxed => {
            let mut out = field.name().to_ascii_lowercase();
            out.push(b':');
            let unfolded: Vec<u8> =
                field.value().iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
            out.extend(squeeze(&unfolded).trim_ascii());
            out
        }
    }
}

/// Every LF that stands alone gets its CR.
fn crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 16);
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'\n' && (i == 0 || bytes[i - 1] != b'\r') {
            out.push(b'\r');
        }
        out.push(*b);
    }
    out
}

/// Runs of spaces and tabs to one space.
fn squeeze(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    for b in line {
        match b {
            b' ' | b'\t' if out.last() == Some(&b' ') => {}
            b' ' | b'\t' => out.push(b' '),
            other => out.push(*other),
        }
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Simple,
    Relaxed,
}

/// The canonical body (RFC 6376 sections 3.4.3 and 3.4.4).
fn canonical_body(body: &[u8], form: Form) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 16);
    let mut blank = 0; // empty lines that may stand at the end
    let mut lines = body.split(|b| *b == b'\n').peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_none() && line.is_empty() {
            break; // behind the last line end
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = match form {
            Form::Simple => line.to_vec(),
            Form::Relaxed => {
                let mut line = squeeze(line);
                line.truncate(line.trim_ascii_end().len());
                line
            }
        };
        if line.is_empty() {
            blank += 1;
            continue;
        }
        (0..std::mem::take(&mut blank)).for_each(|_| out.extend(b"\r\n"));
        out.extend(line);
        out.extend(b"\r\n");
    }
    if out.is_empty() && form == Form::Simple {
        out.extend(b"\r\n");
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    RsaSha256,
    Ed25519Sha256,
    /// Only to tell it from what is malformed: SHA-1 shows nothing any more (RFC 8301).
    RsaSha1,
}

struct Signature {
    algorithm: Algorithm,
    signature: Vec<u8>,
    body_hash: Vec<u8>,
    header_form: Form,
    body_form: Form,
    domain: String,
    selector: String,
    signed: Vec<String>,
    length: Option<u64>,
    expires: Option<i64>,
}

/// `tag=value; tag=value` (RFC 6376 section 3.2); a tag that stands twice spoils all.
fn tags(text: &str) -> Option<BTreeMap<&str, &str>> {
    let mut found = BTreeMap::new();
    for part in text.split(';') {
        if part.trim().is_empty() {
            continue;
        }
        let (name, value) = part.split_once('=')?;
        if found.insert(name.trim(), value.trim()).is_some() {
            return None;
        }
    }
    Some(found)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let plain: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    Base64::decode_vec(&plain).ok()
}

/// A domain or selector as DNS takes it: anything else would be asked of somebody else.
fn is_dns_name(name: &str) -> bool {
    const LONGEST: usize = 253; // RFC 1035 section 2.3.4
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    name.len() <= LONGEST && name.split('.').all(label)
}

impl Signature {
    fn read(field: &Field<'_>) -> Option<Self> {
        let text = std::str::from_utf8(field.value()).ok()?;
        let tags = tags(text)?;
        let get = |name: &str| tags.get(name).copied();
        let algorithm = match get("a")? {
            "rsa-sha256" => Algorithm::RsaSha256,
            "ed25519-sha256" => Algorithm::Ed25519Sha256,
            "rsa-sha1" => Algorithm::RsaSha1,
            _ => return None,
        };
        let form = |name: &str| match name {
            "simple" => Some(Form::Simple),
            "relaxed" => Some(Form::Relaxed),
            _ => None,
        };
        let (header_form, body_form) = match get("c").unwrap_or("simple/simple").split_once('/') {
            Some((header, body)) => (form(header)?, form(body)?),
            None => (form(get("c")?)?, Form::Simple),
        };
        let signed: Vec<String> = get("h")?.split(':').map(|name| name.trim().to_ascii_lowercase()).collect();
        let number = |name: &str| get(name).map(|n| n.parse::<i64>().ok().filter(|n| *n >= 0));
        let (time, expires) = (number("t"), number("x"));
        let in_order = match (time, expires) {
            (Some(None), _) | (_, Some(None)) => false,
            (Some(Some(time)), Some(Some(expires))) => expires > time,
            _ => true,
        };
        let (domain, selector) = (get("d")?.to_ascii_lowercase(), get("s")?.to_owned());
        let identity = get("i").is_none_or(|i| {
            let of = i.rsplit_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase();
            of == domain || of.ends_with(&format!(".{domain}"))
        });
        let sound = get("v")? == "1"
            && in_order
            && identity
            && signed.iter().any(|name| name == "from")
            && get("q").is_none_or(|q| q.split(':').any(|q| q.trim().starts_with("dns/txt")))
            && is_dns_name(&domain)
            && domain.contains('.')
            && is_dns_name(&selector);
        let length = match get("l") {
            Some(l) => Some(l.parse().ok()?),
            None => None,
        };
        sound.then_some(Self {
            algorithm,
            signature: base64(get("b")?)?,
            body_hash: base64(get("bh")?)?,
            header_form,
            body_form,
            domain,
            selector,
            signed,
            length,
            expires: expires.flatten(),
        })
    }

    fn check(&self, parts: &Parts<'_>, field: &Field<'_>, record: Option<&str>) -> Outcome {
        if self.algorithm == Algorithm::RsaSha1 {
            return Outcome::Weak;
        }
        let mut body = canonical_body(parts.body, self.body_form);
        if let Some(length) = self.length {
            let Ok(length) = usize::try_from(length) else { return Outcome::Fail };
            if length > body.len() {
                return Outcome::Fail;
            }
            body.truncate(length);
        }
        if Sha256::digest(&body).as_slice() != self.body_hash {
            return Outcome::Fail;
        }
        let Some(key) = record.and_then(|record| Key::read(record, self.algorithm)) else {
            return Outcome::NoKey;
        };
        if !key.verifies(&self.signed_data(parts, field), &self.signature) {
            return Outcome::Fail;
        }
        if self.expires.is_some_and(|expires| received(parts).is_none_or(|at| at > expires)) {
            return Outcome::Expired;
        }
        let covered = ["from", "date", "subject"]
            .iter()
            .all(|name| parts.single(name).is_some() && self.signed.iter().any(|signed| signed == name));
        match () {
            () if key.is_weak() || self.length.is_some() || !covered => Outcome::Weak,
            () if !self.is_aligned(parts) => Outcome::Unaligned,
            () => Outcome::Pass,
        }
    }

    /// What the signature is over (RFC 6376 section 3.7): the fields from the last one of each name up, then the
    /// signature's own with an empty `b=`.
    fn signed_data(&self, parts: &Parts<'_>, own: &Field<'_>) -> Vec<u8> {
        let mut data = Vec::new();
        let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &self.signed {
            let taken = taken.entry(name).or_default();
            if let Some(field) = parts.headers.iter().rev().filter(|h| h.is(name)).nth(*taken) {
                data.extend(canonical(field, self.header_form));
                data.extend(b"\r\n");
            }
            *taken += 1;
        }
        let emptied = without_signature(own.raw);
        let field = Field { raw: &emptied, colon: own.colon };
        data.extend(canonical(&field, self.header_form));
        data
    }

    /// Is the signature of the sender's domain, or of one above it?
    fn is_aligned(&self, parts: &Parts<'_>) -> bool {
        let mail = parser().parse(parts.mail);
        let from = mail.as_ref().and_then(|mail| mail.from());
        let Some(address) = from.filter(|from| from.iter().count() == 1).and_then(|from| from.first()) else {
            return false;
        };
        let domain = address.address().and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain);
        domain
            .map(str::to_ascii_lowercase)
            .is_some_and(|domain| domain == self.domain || domain.ends_with(&format!(".{}", self.domain)))
    }
}

/// The field with the value of its `b` tag taken out.
fn without_signature(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let colon = raw.iter().position(|b| *b == b':').map_or(0, |at| at + 1);
    out.extend(&raw[..colon]);
    for (i, part) in raw[colon..].split(|b| *b == b';').enumerate() {
        if i > 0 {
            out.push(b';');
        }
        match part.iter().position(|b| *b == b'=') {
            Some(sign) if part[..sign].trim_ascii() == b"b" => out.extend(&part[..=sign]),
            _ => out.extend(part),
        }
    }
    out
}

/// When the mail arrived: by its first `Received` field, else by its own date.
fn received(parts: &Parts<'_>) -> Option<i64> {
    arrival(parts).and_then(|when: When| when.span()).map(|(from, _)| from)
}

enum Key {
    Rsa(PublicKey),
    Ed25519(VerifyingKey),
}

impl Key {
    /// A key record (RFC 6376 section 3.6.1): none if it is revoked, or of another kind than the signature.
    fn read(record: &str, algorithm: Algorithm) -> Option<Self> {
        let tags = tags(record)?;
        let get = |name: &str| tags.get(name).copied();
        let version = get("v").is_none_or(|v| v == "DKIM1");
        let hashes = get("h").is_none_or(|h| h.split(':').any(|h| h.trim() == "sha256"));
        let services = get("s").is_none_or(|s| s.split(':').any(|s| matches!(s.trim(), "*" | "email")));
        if !version || !hashes || !services {
            return None;
        }
        let key = base64(get("p").filter(|p| !p.is_empty())?)?;
        match (get("k").unwrap_or("rsa"), algorithm) {
            ("rsa", Algorithm::RsaSha256) => {
                let key = PublicKey::from_public_key_der(&key)
                    .ok()
                    .or_else(|| PublicKey::from_pkcs1_der(&key).ok());
                key.map(Key::Rsa)
            }
            ("ed25519", Algorithm::Ed25519Sha256) => {
                let key: [u8; 32] = key.try_into().ok()?;
                VerifyingKey::from_bytes(&key).ok().map(Key::Ed25519)
            }
            _ => None,
        }
    }

    fn verifies(&self, data: &[u8], signature: &[u8]) -> bool {
        let hash = Sha256::digest(data);
        match self {
            Key::Rsa(key) => key.verify(rsa::Pkcs1v15Sign::new::<Sha256>(), &hash, signature).is_ok(),
            // RFC 8463 section 3: the signature is over the hash
            Key::Ed25519(key) => {
                let signature = ed25519_dalek::Signature::from_slice(signature);
                signature.is_ok_and(|signature| key.verify_strict(&hash, &signature).is_ok())
            }
        }
    }

    fn is_weak(&self) -> bool {
        const LEAST_BITS: usize = 1024; // RFC 8301 section 3.2
        matches!(self, Key::Rsa(key) if key.size() * 8 < LEAST_BITS)
    }
}

#[cfg(test)]
mod tests;
