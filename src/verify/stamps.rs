//! Step 8: the stamps of one edition. The lists are exact and their hashes recomputed; every token is checked over
//! its list, and against the anchors and the clock of the reader.

use super::checked::{CheckedEdition, CheckedToken, Standing};
use super::entries::{Table, within};
use super::policy::Policy;
use crate::base::digest::Sha256Digest;
use crate::base::error::Result;
use crate::base::finding::{Code, Finding, Findings};
use crate::base::time::UtcSecond;
use crate::format::archive::{Archive, Covered, Entry, ProofFile, ReadAt};
use crate::report::ShownToken;
use crate::timestamp::{BadPath, Printed, check as check_token};
use std::collections::BTreeMap;

/// Checks the stamps of one edition and notes its tokens.
pub fn check<R: ReadAt>(
    archive: &Archive<R>,
    table: &Table<'_>,
    checked: &mut CheckedEdition,
    policy: &Policy,
    findings: &mut Findings,
) -> Result<()> {
    let edition = checked.edition;
    let limits = &policy.limits;
    let mut covered = Covered::default();
    let mut stamps: BTreeMap<u8, Vec<&Entry>> = BTreeMap::new();
    for (file, entry, sha256) in table.proofs(edition) {
        covered.add(file, entry.name.as_str(), sha256);
        match file {
            ProofFile::StampList(k) => drop(stamps.entry(*k).or_default()),
            ProofFile::Token(k, _) => stamps.entry(*k).or_default().push(entry),
            _ => {}
        }
    }
    for (expected, (k, tokens)) in (1u8..).zip(&stamps) {
        let subject = ProofFile::StampList(*k).name(edition);
        if *k != expected {
            let detail = format!("stamp {expected} is missing");
            findings.push(Finding::new(Code::StampList, edition.proofs()).detail(detail));
        }
        if tokens.is_empty() {
            findings.push(Finding::new(Code::StampList, subject.as_str()).detail("no token"));
        }
        if tokens.len() > limits.tokens {
            let detail = format!("{} tokens, limit {}", tokens.len(), limits.tokens);
            findings.push(Finding::new(Code::BeyondLimit, subject.as_str()).detail(detail));
        }
        let Some(list) = table.proof(edition, &ProofFile::StampList(*k)) else {
            findings.push(Finding::new(Code::StampList, subject.as_str()).detail("no list"));
            continue;
        };
        let text = covered.list(*k);
        // the size first: a list of another size is not read at all
        if list.size != text.len() as u64 || archive.bytes(list, limits.root_file)? != text.as_bytes() {
            findings.push(Finding::new(Code::StampList, list.name.as_str()).detail("not what it must list"));
        }
        let imprint = Sha256Digest::of(&text);
        for token in tokens.iter().take(limits.tokens) {
            if !within(token, limits.token, findings) {
                continue;
            }
            let response = archive.bytes(token, limits.token)?;
            checked.shown_tokens.push(ShownToken {
                entry: token.name.clone(),
                list: list.name.clone(),
                printed: Printed::of(&response, imprint),
            });
            match check_token(&response, imprint, &policy.anchors) {
                Err(why) => findings.push(Finding::new(why.code(), token.name.as_str()).detail(why)),
                Ok(stamp) => checked.tokens.push(CheckedToken {
                    edition,
                    entry: token.name.to_string(),
                    number: *k,
                    standing: stamp.authority.as_ref().map_or(Standing::Unknown, |_| Standing::Trusted),
                    stamp,
                }),
            }
        }
    }
    judge(&mut checked.tokens, policy.now);
    report(checked, findings);
    Ok(())
}

/// A token counts while its certificates last, and beyond that if a later stamp, made in that time and counting
/// itself, covers it. Stamps are looked at from the last to the first.
fn judge(tokens: &mut [CheckedToken], now: UtcSecond) {
    for at in (0..tokens.len()).rev() {
        let Ok(authority) = &tokens[at].stamp.authority else { continue };
        let renewed = |later: &CheckedToken| {
            later.number > tokens[at].number
                && later.standing == Standing::Trusted
                && later.stamp.gen_time.second() <= authority.expires
        };
        if authority.expires < now && !tokens[at + 1..].iter().any(renewed) {
            tokens[at].standing = Standing::Expired;
        }
    }
}

/// What lowers the ground, and how the date of the seal stands to the trusted times over it.
fn report(checked: &CheckedEdition, findings: &mut Findings) {
    for token in &checked.tokens {
        let finding = |code| Finding::new(code, &token.entry);
        match (&token.stamp.authority, token.standing) {
            (Err(why), _) => {
                let code = match why {
                    BadPath::Unknown(_) => Code::TokenUnknownAuthority,
                    BadPath::Broken(_) => Code::TokenPath,
                    BadPath::NotValidThen(_) => Code::TokenNotValidThen,
                    BadPath::Usage(_) => Code::TokenUsage,
                };
                findings.push(finding(code).detail(why));
            }
            (Ok(authority), Standing::Expired) => {
                findings.push(finding(Code::TokenExpired).detail(authority.expires));
            }
            (Ok(_), _) => {}
        }
    }
    let Some(seal) = &checked.seal else { return };
    /// A clock that is set by hand, or rarely compared, is soon some minutes off.
    const CLOCK: i128 = 5 * 60 * 1_000_000_000;
    let sealed = i128::from(seal.header.sealed.unix()) * 1_000_000_000;
    for token in checked.tokens.iter().filter(|t| t.standing == Standing::Trusted) {
        if sealed > token.stamp.gen_time.latest(token.stamp.accuracy) + CLOCK {
            let detail = format!("{} sealed, {} stamped", seal.header.sealed, token.stamp.gen_time);
            findings.push(Finding::new(Code::SealedAfterTime, &token.entry).detail(detail));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::archive::Edition;
    use crate::timestamp::Stamp;
    use crate::timestamp::{Authority, GenTime, Hash, Imprint, Stock};

    /// (number, genTime, end of the certificates)
    fn standings(tokens: &[(u8, &str, &str)], now: &str) -> Vec<Standing> {
        let second = |date: &str| format!("{date}T00:00:00Z").parse::<UtcSecond>().unwrap();
        let mut tokens: Vec<CheckedToken> = tokens
            .iter()
            .map(|(number, made, expires)| CheckedToken {
                edition: Edition::FIRST,
                entry: String::new(),
                number: *number,
                stamp: Stamp {
                    gen_time: GenTime::parse(format!("{}000000Z", made.replace('-', "")).as_bytes()).unwrap(),
                    accuracy: None,
                    policy: "1.2.3".into(),
                    serial: "01".into(),
                    nonce: None,
                    imprint: Imprint { hash: Hash::Sha256, digest: vec![0; 32] },
                    signer: "s".into(),
                    stock: Stock::Ts,
                    authority: Ok(Authority {
                        name: "a".into(),
                        root: "r".into(),
                        root_sha256: Sha256Digest::of(b""),
                        fetch: None,
                        expires: second(expires),
                    }),
                },
                standing: Standing::Trusted,
            })
            .collect();
        judge(&mut tokens, second(now));
        tokens.into_iter().map(|t| t.standing).collect()
    }

    #[test]
    fn a_token_counts_until_it_expires_and_beyond_if_it_was_renewed_in_time() {
        use Standing::{Expired, Trusted};
        let first = (1, "2026-11-23", "2036-01-01");
        assert_eq!(standings(&[first], "2036-01-01"), [Trusted]);
        assert_eq!(standings(&[first], "2036-01-02"), [Expired]);
        // renewed in time, too late, by a stamp that has itself expired, by a token of the same stamp
        let renewed = (2, "2035-12-31", "2045-01-01");
        assert_eq!(standings(&[first, renewed], "2040-01-01"), [Trusted, Trusted]);
        assert_eq!(standings(&[first, (2, "2036-01-02", "2045-01-01")], "2040-01-01"), [Expired, Trusted]);
        assert_eq!(standings(&[first, renewed], "2046-01-01"), [Expired, Expired]);
        assert_eq!(standings(&[first, (1, "2026-11-23", "2045-01-01")], "2040-01-01"), [Expired, Trusted]);
        let third = (3, "2044-01-01", "2060-01-01");
        assert_eq!(standings(&[first, renewed, third], "2050-01-01"), [Trusted; 3]);
    }
}
