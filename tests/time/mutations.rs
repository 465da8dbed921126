//! More than 100,000 changed tokens: each is refused, or says exactly what one of the tokens said that it was made from.

use crate::authority::{Authority, Chain, Ess, KeyKind, Plan, Shape, TokenOptions, der, response};
use crate::craft::*;
use crate::judge::*;
use crate::tree::{Content, Tree};
use hikae::base::digest::Sha256Digest;
use hikae::timestamp::{Anchors, BadToken, Stamp, check};
use std::collections::BTreeMap;

/// What is changed, and what may come out.
struct Base {
    name: String,
    imprint: Sha256Digest,
    anchors: Anchors,
    bytes: Vec<u8>,
    tree: Tree,
    /// A response of the same authority, to take parts from.
    other: Tree,
    truths: Vec<Stamp>,
}

impl Base {
    /// `other` is over the same imprint, so that a mixture of the two could pass.
    fn new(name: &str, imprint: Sha256Digest, anchors: Anchors, bytes: Vec<u8>, other: &[u8]) -> Self {
        let truth = |bytes| check(bytes, imprint, &anchors).ok();
        let truths: Vec<Stamp> = [truth(&bytes), truth(other)].into_iter().flatten().collect();
        assert!(truths.iter().all(|t| t.authority.is_ok()) && !truths.is_empty(), "{name}");
        let (tree, other) = (Tree::read(&bytes), Tree::read(other));
        assert_eq!(tree.write(), bytes, "{name}");
        Self { name: name.into(), imprint, anchors, bytes, tree, other, truths }
    }

    /// The outcome by its kind, if it is one that may be.
    fn outcome(&self, changed: &[u8]) -> Result<&'static str, String> {
        match check(changed, self.imprint, &self.anchors) {
            Ok(stamp) => {
                // by which command openssl reads it depends on its form as well, and tells nothing of what it says
                let may_be = |truth: &Stamp| {
                    let (authority, stock) = (stamp.authority.clone(), stamp.stock);
                    Stamp { authority, stock, ..truth.clone() } == stamp
                };
                let Some(truth) = self.truths.iter().find(|t| may_be(t)) else {
                    return Err(format!("says {stamp:?}"));
                };
                match (&truth.authority, &stamp.authority) {
                    (_, Err(_)) => Ok("leads nowhere"),
                    (was, is) if was == is => Ok("the same"),
                    (_, is) => Err(format!("is now by {is:?}")),
                }
            }
            Err(BadToken::Malformed(_)) => Ok("malformed"),
            Err(BadToken::Rejected(_)) => Ok("rejected"),
            Err(BadToken::Imprint(_)) => Ok("imprint"),
            Err(BadToken::Attributes(_)) => Ok("attributes"),
            Err(BadToken::Signer(_)) => Ok("signer"),
            Err(BadToken::Signature(_)) => Ok("signature"),
            Err(BadToken::Weak(_)) => Ok("weak"),
            Err(BadToken::Unsupported(_)) => Ok("unsupported"),
        }
    }
}

/// SplitMix64: the same changes in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Bytes changed without regard to what they are.
fn blindly(mut bytes: Vec<u8>, other: &[u8], random: &mut Random) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let at = random.below(bytes.len());
    let few = 1 + random.below(8);
    match random.below(8) {
        0 | 1 => bytes[at] ^= 1 << random.below(8),
        2 => bytes[at] = [0, 1, 0x30, 0x31, 0x7F, 0x80, 0x81, 0xFF][random.below(8)],
        3 => bytes.truncate(at),
        4 => drop(bytes.splice(at..at, (0..few).map(|_| random.next() as u8).collect::<Vec<_>>())),
        5 => drop(bytes.drain(at..(at + few).min(bytes.len()))),
        6 => {
            let from = random.below(other.len());
            let part = &other[from..(from + few * 16).min(other.len())];
            let end = (at + part.len()).min(bytes.len());
            bytes.splice(at..end, part.iter().copied());
        }
        _ => {
            let part = bytes[at..(at + few * 16).min(bytes.len())].to_vec();
            bytes.splice(at..at, part);
        }
    }
    bytes
}

/// Whole values changed, with lengths that fit, or do not.
fn by_values(base: &Base, random: &mut Random) -> Vec<u8> {
    let mut tree = base.tree.clone();
    let count = tree.count();
    let place = random.below(count);
    let taken = match random.below(2) {
        0 => base.other.clone().at(random.below(base.other.count())).clone(),
        _ => tree.at(random.below(count)).clone(),
    };
    match random.below(9) {
        0 => tree.at(place).tag = [0x02, 0x04, 0x05, 0x24, 0x30, 0x31, 0x80, 0xA0, 0xA1][random.below(9)],
        1 => tree.at(place).content = Content::Bytes(Vec::new()),
        2 => *tree.at(place) = taken,
        3 => {
            // the same place in the other token
            let mut other = base.other.clone();
            if place < other.count() {
                *tree.at(place) = other.at(place).clone();
            }
        }
        4 => {
            let with = random.below(count);
            let (left, right) = (tree.at(place).clone(), tree.at(with).clone());
            *tree.at(place) = right;
            if with < tree.count() {
                *tree.at(with) = left;
            }
        }
        5 | 6 => {
            if let Content::Values(values) = &mut tree.at(place).content {
                let at = random.below(values.len() + 1);
                values.insert(at, taken);
            }
        }
        7 => {
            if let Content::Values(values) = &mut tree.at(place).content
                && !values.is_empty()
            {
                let at = random.below(values.len());
                match random.below(3) {
                    0 => drop(values.remove(at)),
                    1 => values.insert(at, values[at].clone()),
                    _ => values.reverse(),
                }
            }
        }
        _ => {
            // one length that says something else
            let (mut seen, wrong) = (0, random.below(4) as u8);
            return tree.write_with(&mut |tag, content| {
                seen += 1;
                match (seen == place + 1, wrong) {
                    (false, _) => der::tlv(tag, content),
                    (true, 0) => der::indefinite(tag | 0x20, content),
                    (true, 1) => [&[tag, 0x84, 0, 0, 0, content.len() as u8][..], &content].concat(),
                    (true, 2) => [&[tag, (content.len() as u8).wrapping_add(1)][..], &content].concat(),
                    (true, _) => {
                        [&[tag, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], &content[..]].concat()
                    }
                }
            });
        }
    }
    tree.write()
}

fn changed(base: &Base, seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    match random.below(3) {
        0 => blindly(base.bytes.clone(), &base.other.write(), &mut random),
        1 => by_values(base, &mut random),
        _ => {
            let once = by_values(base, &mut random);
            blindly(once, &base.bytes, &mut random)
        }
    }
}

type Outcomes = BTreeMap<&'static str, usize>;

/// Judges `count` changes of a base; what came out how often.
#[track_caller]
fn survives(base: &Base, count: u64, change: impl Fn(u64) -> Vec<u8> + Sync) -> Outcomes {
    let (whole, parts) = (|_: &u64| 1 << 20, 64);
    let firsts: Vec<u64> = (0..parts).collect();
    let part = |first: &u64| {
        let mut outcomes = Outcomes::new();
        for seed in (*first..count).step_by(parts as usize) {
            let outcome = base.outcome(&change(seed)).map_err(|why| format!("change {seed} {why}"))?;
            *outcomes.entry(outcome).or_default() += 1;
        }
        Ok::<_, String>(outcomes)
    };
    let parts = hikae::base::parallel::try_map(&firsts, whole, part)
        .unwrap_or_else(|why| panic!("{}: {why}", base.name));
    let mut all = Outcomes::new();
    for (outcome, count) in parts.into_iter().flatten() {
        *all.entry(outcome).or_default() += count;
    }
    assert_eq!(all.values().sum::<usize>() as u64, count);
    all
}

/// Two tokens of one authority, made here; with an intermediate between it and the root, or without.
fn crafted(chain: Chain) -> Base {
    let (root, middle, signer) = (Key::new(1), Key::new(2), Key::new(3));
    let above = Certificate::authority("middle", &middle).by("root").sign(&root);
    let certificate = Certificate::signer("signer", &signer);
    let (certificate, above) = match chain {
        Chain::Direct => (certificate.by("root").sign(&root), Vec::new()),
        _ => (certificate.by("middle").sign(&middle), vec![above]),
    };
    let token = |time, nonce| {
        let rest = [der::sequence(&[der::integer(&[1])]), der::integer(&[nonce; 8])].concat();
        let info = Info { rest, serial: der::integer(&[nonce]), ..Info::over(&imprint().0, time) };
        Token::new(&info, certificate.clone(), &signer).with(&above).response()
    };
    let anchors = only(&Certificate::authority("root", &root).sign(&root));
    Base::new("crafted", imprint(), anchors, token(PAST, 5), &token("20210601120000Z", 6))
}

#[test]
fn every_bit_every_length_and_every_value() {
    if crate::skip::slow() {
        return;
    }
    let base = crafted(Chain::Intermediate);
    let bits = survives(&base, base.bytes.len() as u64 * 8, |n| {
        let mut bytes = base.bytes.clone();
        bytes[n as usize / 8] ^= 1 << (n % 8);
        bytes
    });
    for outcome in ["malformed", "imprint", "attributes", "signer", "signature", "leads nowhere", "the same"]
    {
        assert!(bits.contains_key(outcome), "{outcome}: {bits:?}");
    }
    let cut = survives(&base, base.bytes.len() as u64, |n| base.bytes[..n as usize].to_vec());
    assert_eq!(cut.keys().collect::<Vec<_>>(), [&"malformed"]);
    let count = base.tree.count() as u64;
    survives(&base, count, |n| {
        let mut tree = base.tree.clone();
        tree.at(n as usize).content = Content::Bytes(Vec::new());
        tree.write()
    });
    // each value in the place of each other, and a token's in the place of the other token's
    survives(&base, count * count, |n| {
        let mut tree = base.tree.clone();
        let value = tree.at((n / count) as usize).clone();
        *tree.at((n % count) as usize) = value;
        tree.write()
    });
    survives(&base, count, |n| {
        let (mut tree, mut other) = (base.tree.clone(), base.other.clone());
        *tree.at(n as usize) = other.at(n as usize).clone();
        tree.write()
    });
}

#[test]
fn seventy_thousand_changes_of_tokens_made_here() {
    if crate::skip::slow() {
        return;
    }
    let (base, longer) = (crafted(Chain::Direct), crafted(Chain::Intermediate));
    assert!(survives(&longer, 10_000, |seed| changed(&longer, seed)).contains_key("leads nowhere"));
    let outcomes = survives(&base, 60_000, |seed| changed(&base, seed));
    for outcome in
        ["malformed", "rejected", "imprint", "attributes", "signer", "signature", "unsupported", "the same"]
    {
        assert!(outcomes.contains_key(outcome), "{outcome}: {outcomes:?}");
    }
}

#[test]
fn twenty_thousand_changes_of_tokens_by_openssl_with_every_kind_of_key() {
    if crate::skip::slow() {
        return;
    }
    if !ready() {
        return;
    }
    for (kind, chain, count) in [
        (KeyKind::P256, Chain::Direct, 4_000),
        (KeyKind::P256, Chain::Crowded, 4_000),
        (KeyKind::P384, Chain::Direct, 2_000),
        (KeyKind::Rsa2048, Chain::Intermediate, 5_000),
        (KeyKind::Rsa4096, Chain::Direct, 2_000),
        (KeyKind::RsaPss, Chain::Direct, 3_000),
    ] {
        let authority = Authority::with(Plan { chain, ..Plan::new(kind) });
        let shape = Some(Shape { ess: vec![Ess::V1, Ess::V2Serial], ..Shape::default() });
        let options = TokenOptions { nonce: Some(vec![9; 8]), shape, ..TokenOptions::default() };
        let token = authority.token_at(imprint().0, PAST, &TokenOptions::default());
        let other = authority.token_at(imprint().0, "20210601120000.5Z", &options);
        let name = format!("{kind:?} {chain:?}");
        let (anchors, response) = (only(&authority.root_der()), |t: &[u8]| response(0, t));
        let base = Base::new(&name, imprint(), anchors, response(&token), &response(&other));
        let outcomes = survives(&base, count, |seed| changed(&base, seed));
        assert!(outcomes.contains_key("the same") && outcomes.len() > 6, "{name}: {outcomes:?}");
    }
}

#[test]
fn two_thousand_changes_of_a_real_token() {
    let bytes = include_bytes!("digicert.tsr");
    let anchors = Anchors::pinned();
    let Err(BadToken::Imprint(hex)) = check(bytes, Sha256Digest([0; 32]), &anchors) else { panic!() };
    let base =
        Base::new("DigiCert", hex.parse().unwrap(), anchors, bytes.to_vec(), include_bytes!("microsoft.tsr"));
    let outcomes = survives(&base, 2_000, |seed| changed(&base, seed));
    assert!(outcomes.contains_key("the same") && outcomes.contains_key("leads nowhere"), "{outcomes:?}");
}
