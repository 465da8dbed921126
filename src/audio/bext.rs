//! The `bext` chunk of a Broadcast Wave file (EBU Tech 3285, versions 0 to 2).

use super::claims::Claims;

/// Offsets of the fields; text fields are padded with NUL.
const TEXTS: &[(&str, usize, usize)] = &[
    ("bext.description", 0, 256),
    ("bext.originator", 256, 32),
    ("bext.originator-reference", 288, 32),
    ("bext.origination-date", 320, 10),
    ("bext.origination-time", 330, 8),
];
const TIME_REFERENCE: usize = 338;
const VERSION: usize = 346;
const UMID: std::ops::Range<usize> = 348..412;
/// Hundredths of a unit, since version 2; 0x7FFF is "not set".
const LEVELS: &[(&str, usize)] = &[
    ("bext.loudness-value", 412),
    ("bext.loudness-range", 414),
    ("bext.max-true-peak-level", 416),
    ("bext.max-momentary-loudness", 418),
    ("bext.max-short-term-loudness", 420),
];
const CODING_HISTORY: usize = 602;

/// Claims what the chunk says. A short chunk says what it has room for.
pub fn claim(bytes: &[u8], claims: &mut Claims) {
    for (name, at, len) in TEXTS {
        if let Some(field) = bytes.get(*at..at + len) {
            claims.bytes(*name, field);
        }
    }
    let array = |at: usize| -> Option<[u8; 8]> { bytes.get(at..at + 8)?.try_into().ok() };
    if let Some(samples) = array(TIME_REFERENCE).map(u64::from_le_bytes).filter(|n| *n > 0) {
        claims.text("bext.time-reference", &samples.to_string());
    }
    let u16_at = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let Some(version) = u16_at(VERSION) else { return };
    claims.text("bext.version", &version.to_string());
    if let Some(umid) = bytes.get(UMID).filter(|umid| version >= 1 && umid.iter().any(|b| *b != 0)) {
        claims.text("bext.umid", &umid.iter().map(|b| format!("{b:02x}")).collect::<String>());
    }
    if version >= 2 {
        for (name, at) in LEVELS {
            if let Some(value) = u16_at(*at).filter(|v| *v != 0x7FFF).map(u16::cast_signed) {
                let (sign, value) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
                claims.text(*name, &format!("{sign}{}.{:02}", value / 100, value % 100));
            }
        }
    }
    if let Some(history) = bytes.get(CODING_HISTORY..) {
        claims.bytes("bext.coding-history", history);
    }
}
