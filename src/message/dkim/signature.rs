//! One signature of a mail (RFC 6376 section 3.5): its tags, what it is over, and what it shows by a key.

use super::canonical::{Form, canonical_body, canonical_field};
use super::covered::covers;
use super::key::{Algorithm, Key};
use super::outcome::Outcome;
use super::tags::{base64, tags};
use crate::message::When;
use crate::message::mail::fields::{Field, Parts};
use std::collections::BTreeMap;

/// A signature, as its field states it.
pub struct Signature {
    algorithm: Algorithm,
    signature: Vec<u8>,
    body_hash: Vec<u8>,
    header_form: Form,
    body_form: Form,
    /// `d=`
    pub domain: String,
    /// The domain of `i=`.
    identity: String,
    /// `s=`
    pub selector: String,
    signed: Vec<String>,
    length: Option<u64>,
    expires: Option<i64>,
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
    /// Reads the field; `None` if it is not of the form of the RFC.
    pub fn read(field: &Field<'_>) -> Option<Self> {
        let text = std::str::from_utf8(field.value()).ok()?;
        let tags = tags(text)?;
        let get = |name: &str| tags.get(name).copied();
        let algorithm = Algorithm::named(get("a")?)?;
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
        let identity = match get("i") {
            Some(i) => i.rsplit_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase(),
            None => domain.clone(),
        };
        let sound = get("v")? == "1"
            && in_order
            && is_within(&identity, &domain)
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
            identity,
            selector,
            signed,
            length,
            expires: expires.flatten(),
        })
    }

    /// What the signature shows, by this key record. Nothing but a signature that was verified holds.
    pub fn check(&self, parts: &Parts<'_>, field: &Field<'_>, record: Option<&str>) -> Outcome {
        let key = record.and_then(|record| Key::read(record).ok());
        // RFC 6376 section 3.6.1: as if there were no signature, whether it holds or not
        if key.as_ref().is_some_and(|key| key.is_testing) {
            return Outcome::None;
        }
        let mut body = canonical_body(parts.body, self.body_form);
        if let Some(length) = self.length {
            let Ok(length) = usize::try_from(length) else { return Outcome::Fail };
            if length > body.len() {
                return Outcome::Fail;
            }
            body.truncate(length);
        }
        if self.algorithm.hash(&body) != self.body_hash {
            return Outcome::Fail;
        }
        let Some(key) = key.filter(|key| key.is_for(self.algorithm)) else {
            return Outcome::NoKey;
        };
        if key.is_strict && self.identity != self.domain {
            return Outcome::Fail;
        }
        if !key.verifies(self.algorithm, &self.signed_data(parts, field), &self.signature) {
            return Outcome::Fail;
        }
        if self.expires.is_some_and(|expires| received(parts.mail).is_none_or(|at| at > expires)) {
            return Outcome::Expired;
        }
        let weak = key.is_weak()
            || self.algorithm == Algorithm::RsaSha1
            || self.length.is_some()
            || !covers(parts, &self.signed);
        match () {
            () if weak => Outcome::Weak,
            () if !self.is_aligned(parts, &key) => Outcome::Unaligned,
            () => Outcome::Pass,
        }
    }

    /// What the signature is over (RFC 6376 section 3.7): the fields from the last one of each name up, then the
    /// signature's own with an empty `b=`.
    pub fn signed_data(&self, parts: &Parts<'_>, own: &Field<'_>) -> Vec<u8> {
        let mut data = Vec::new();
        let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &self.signed {
            let taken = taken.entry(name).or_default();
            if let Some(field) = parts.headers.iter().rev().filter(|h| h.is(name)).nth(*taken) {
                data.extend(canonical_field(field, self.header_form));
                data.extend(b"\r\n");
            }
            *taken += 1;
        }
        let emptied = without_signature(own.raw);
        let field = Field { raw: &emptied, colon: own.colon };
        data.extend(canonical_field(&field, self.header_form));
        data
    }

    /// Is the signature of the sender's domain, or of one above it whose key is for those below too?
    fn is_aligned(&self, parts: &Parts<'_>, key: &Key) -> bool {
        let mail = crate::message::mail::parser().parse(parts.mail);
        let from = mail.as_ref().and_then(|mail| mail.from());
        let Some(address) = from.filter(|from| from.iter().count() == 1).and_then(|from| from.first()) else {
            return false;
        };
        let domain = address.address().and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain);
        domain.map(str::to_ascii_lowercase).is_some_and(|domain| match key.is_strict {
            true => domain == self.domain,
            false => is_within(&domain, &self.domain),
        })
    }
}

/// Is it this domain, or one below it?
fn is_within(domain: &str, above: &str) -> bool {
    domain.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
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
fn received(mail: &[u8]) -> Option<i64> {
    let parts = Parts::of(mail);
    crate::message::mail::arrival(&parts).and_then(|when: When| when.span()).map(|(from, _)| from)
}
