//! From tokens to times: which editions are proved to have existed by when. A token on a later edition bounds the
//! earlier ones too, as far as each edition names the one before it by hash.

use super::checked::{CheckedEdition, CheckedToken, SealSummary, Standing};
use crate::base::finding::{Code, Finding, Findings};
use crate::base::time::UtcSecond;
use crate::format::archive::Edition;
use std::collections::BTreeMap;

/// Why an edition wants a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// No trusted time bounds it.
    Unbound,
    /// Its last time-stamp counts until then, less than a year from now.
    Expiring(UtcSecond),
}

/// The trusted times of a run.
#[derive(Debug, Default)]
pub struct Times {
    /// All tokens whose signature holds over the right list, by edition and genTime.
    pub tokens: Vec<CheckedToken>,
    /// For each edition that a trusted token bounds, the place of the earliest one in `tokens`.
    pub bounds: BTreeMap<Edition, usize>,
}

impl Times {
    /// The earliest trusted token that bounds an edition.
    pub fn bound(&self, edition: Edition) -> Option<&CheckedToken> {
        self.bounds.get(&edition).map(|at| &self.tokens[*at])
    }

    /// What a further stamp on an edition would be good for.
    pub fn need(&self, edition: Edition, now: UtcSecond) -> Option<Need> {
        let Some(bound) = self.bound(edition) else { return Some(Need::Unbound) };
        if bound.edition != edition {
            return None; // what bounds it is renewed where it stands
        }
        // the token that lasts longest among those of the last stamp that counts
        let own = self.tokens.iter().filter(|t| t.edition == edition && t.standing == Standing::Trusted);
        let lasts = own.filter_map(|t| Some((t.number, t.stamp.authority.as_ref().ok()?.expires))).max()?.1;
        const YEAR: i64 = 365 * 24 * 60 * 60; // time enough to notice
        (lasts.unix() - now.unix() < YEAR).then_some(Need::Expiring(lasts))
    }
}

/// Gathers the tokens of all editions.
pub(super) fn gather<'a>(
    editions: impl Iterator<Item = &'a CheckedEdition>,
    findings: &mut Findings,
) -> Times {
    let mut seals: BTreeMap<Edition, &SealSummary> = BTreeMap::new();
    let mut tokens: Vec<CheckedToken> = Vec::new();
    for edition in editions {
        if let Some(seal) = &edition.seal {
            seals.insert(edition.edition, seal);
        }
        tokens.extend(edition.tokens.iter().cloned());
    }
    // the same edition can stand in several archives of one run, and only one of them have what renewed a token:
    // the copy in which it counts stands first, and stays
    let place =
        |token: &CheckedToken| (token.edition, token.stamp.gen_time, token.entry.clone(), token.standing);
    tokens.sort_by_cached_key(place);
    tokens.dedup_by(|a, b| a.entry == b.entry && a.stamp == b.stamp);
    let mut bounds: BTreeMap<Edition, usize> = BTreeMap::new();
    let latest = |at: usize| {
        let stamp = &tokens[at].stamp;
        stamp.gen_time.latest(stamp.accuracy)
    };
    for edition in seals.keys().rev() {
        let own = (0..tokens.len())
            .filter(|at| tokens[*at].edition == *edition && tokens[*at].standing == Standing::Trusted);
        // the edition after this one names it by hash, or its tokens say nothing of it
        let after = edition.next().filter(|next| {
            let names = seals.get(next).and_then(|seal| seal.header.previous);
            names.is_some() && names == seals.get(edition).map(|seal| seal.code)
        });
        let inherited = after.and_then(|next| bounds.get(&next).copied());
        if let Some(earliest) = own.chain(inherited).min_by_key(|at| latest(*at)) {
            bounds.insert(*edition, earliest);
        }
    }
    const DAY: i64 = 24 * 60 * 60;
    for (edition, at) in &bounds {
        let Some(seal) = seals.get(edition) else { continue };
        let proved = tokens[*at].stamp.gen_time;
        if proved.second().unix() - seal.header.sealed.unix() > DAY {
            let detail = format!("{} sealed, {proved} stamped", seal.header.sealed);
            findings.push(Finding::new(Code::ProvedOnlySince, edition.proofs()).detail(detail));
        }
    }
    Times { tokens, bounds }
}
