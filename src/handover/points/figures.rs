//! Figures as page one writes them, and how much of a text it quotes.

use crate::case::memo::Item;
use crate::handover::claim::{FactRef, Grade};
use crate::handover::matter::Matter;
use crate::report::{clock, megabytes};

/// Characters of a quotation on page one.
pub(super) const QUOTED: usize = 80;

/// The amount as the memo has it, and when it was paid into escrow.
pub fn fee(matter: &Matter<'_>) -> Option<(String, Vec<(FactRef, Grade)>)> {
    let (fee, fact) = matter.value(Item::Fee)?;
    let mut facts = vec![fact];
    let fee = match matter.value(Item::Tax) {
        Some((tax, fact)) if !fee.contains('税') && !fee.to_lowercase().contains("tax") => {
            facts.push(fact);
            format!("{fee}({tax})")
        }
        _ => fee,
    };
    Some((fee, facts))
}

/// Megabytes as the screens of platforms show them, in thousands: `0.86 MB`; a small file in bytes.
pub fn size(bytes: u64) -> String {
    megabytes(bytes).unwrap_or_else(|| format!("{bytes} B"))
}

/// `1:05`, from the seconds that were measured: whole ones, as players show them.
pub(super) fn length(seconds: &str) -> String {
    let shown = clock(seconds);
    shown.split('.').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_lengths_are_as_screens_show_them() {
        assert_eq!(size(864_044), "0.86 MB");
        assert_eq!(size(815), "815 B");
        assert_eq!(size(123_450_000), "123.45 MB");
        assert_eq!(length("6.000000"), "0:06");
        assert_eq!(length("3599.6"), "59:59");
    }
}
