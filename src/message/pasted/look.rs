//! What a line of a thread looks like: a name, a moment, both, or neither.

use crate::case::memo::{MomentWithin, moment_within};
use crate::message::people::form;

/// What a line looks like.
pub(super) enum Look {
    Blank,
    Name(String),
    Moment(MomentWithin),
    /// A name and a moment, and for a transcript the text that follows.
    Whole(String, MomentWithin, Option<String>),
    Other,
}

/// What frames a name and a moment on one line.
pub(super) const JOINTS: &[char] = &[
    ' ', '\u{3000}', '\t', '・', '|', '｜', '/', ',', '、', '·', '-', '–', '—', '(', ')', '（', '）', '[',
    ']', '【', '】',
];

pub(super) fn look(line: &str, names: &[String]) -> Look {
    let text = form(line.trim_start_matches('\u{FEFF}'));
    if text.is_empty() {
        return Look::Blank;
    }
    if names.contains(&text) {
        return Look::Name(text);
    }
    let Some(moment) = moment_within(&text) else { return Look::Other };
    let (before, after) = (moment.before.trim_matches(JOINTS), moment.after.trim_matches(JOINTS));
    if before.is_empty() && after.is_empty() {
        return Look::Moment(moment);
    }
    // the name itself may begin or end in a sign
    let is_name = |text: &str, bare: &str| {
        let text = text.trim();
        names.iter().find(|name| **name == text || **name == bare).cloned()
    };
    if after.is_empty()
        && let Some(name) = is_name(&moment.before, before)
    {
        return Look::Whole(name, moment, None);
    }
    if before.is_empty()
        && let Some(name) = is_name(&moment.after, after)
    {
        return Look::Whole(name, moment, None);
    }
    if before.is_empty()
        && let Some((name, said)) = transcript(moment.after.trim_start_matches(JOINTS), names)
    {
        return Look::Whole(name, moment, Some(said));
    }
    Look::Other
}

/// `NAME: text`, by the longest name that fits.
pub(super) fn transcript(rest: &str, names: &[String]) -> Option<(String, String)> {
    let said = |name: &&String| {
        let rest = rest.strip_prefix(name.as_str())?;
        rest.strip_prefix([':', '：'])
    };
    let name = names.iter().filter(|name| said(name).is_some()).max_by_key(|name| name.len())?;
    Some((name.clone(), said(&name)?.trim_start().to_owned()))
}

/// Is a transcript line of several names' making?
pub(super) fn is_unclear(rest: &str, names: &[String]) -> bool {
    let fits = |name: &&String| rest.strip_prefix(name.as_str()).is_some_and(|r| r.starts_with([':', '：']));
    names.iter().filter(fits).count() > 1
}
