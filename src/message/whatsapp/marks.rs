//! Marks of direction, which nobody types.

/// Marks of direction that WhatsApp puts before records and remarks of its own.
pub(super) const MARKS: &[char] = &['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{FEFF}'];
