//! What pictures and buttons are called (`alt`, `aria-label`): a part of the text only where it tells what no text beside it
//! does: that there is more to load, a moment, somebody's name.

use super::text::{Label, Of, SEAM, Shown};
use crate::case::memo::{Role, stamp_within};
use crate::message::Person;
use crate::message::pasted::{says_more, tells_of_an_act};
use crate::message::people::form;
use crate::message::word::OWN_NAMES;

/// What a label tells that nothing else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    Nothing,
    /// Something, or somebody else's name.
    More,
    /// The worker's own name: it heads a message where others' names stand in pictures as well.
    OwnName,
}

/// Labels that are looked at, and the longest of them.
const MOST: usize = 20_000;
const LONGEST: usize = 300;

impl Shown {
    /// The lines, with the labels that tell more.
    pub(super) fn with_labels(&self, people: &[Person]) -> String {
        let declared: Vec<&Person> =
            people.iter().filter(|person| !OWN_NAMES.contains(&person.name.as_str())).collect();
        let told: Vec<(&Label, Tells)> =
            self.labels.iter().take(MOST).map(|label| (label, self.tells(label, &declared))).collect();
        let avatars = told.iter().any(|(label, tells)| {
            *tells == Tells::More && declared.iter().any(|person| person.name == form(&label.words))
        });
        let is_told = |tells: Tells| tells == Tells::More || avatars && tells == Tells::OwnName;
        let (mut lines, mut done) = (String::with_capacity(self.lines.len()), 0);
        for (label, _) in told.iter().filter(|(_, tells)| is_told(*tells)) {
            lines.push_str(&self.lines[done..label.at]);
            done = label.at;
            if !lines.is_empty() && !lines.ends_with('\n') {
                lines.push('\n');
            }
            lines.push_str(&form(&label.words));
            lines.push('\n');
        }
        lines.push_str(&self.lines[done..]);
        // blanks at the end of a line are not seen
        let shown = |line: &str| apart(line, people).trim_end_matches(' ').to_owned();
        lines.split('\n').map(shown).collect::<Vec<_>>().join("\n")
    }

    fn tells(&self, label: &Label, declared: &[&Person]) -> Tells {
        let words = form(&label.words);
        if words.is_empty() || words.len() > LONGEST {
            return Tells::Nothing;
        }
        let own = self.lines[label.at..label.end].trim_matches(|c: char| c == SEAM || c.is_whitespace());
        let around = self.around(label);
        let is_said = |what: &str| {
            let seams = ["", " "].map(|seam| around.map(|line| form(&line.replace(SEAM, seam))));
            seams.iter().flatten().any(|line| line.contains(what))
        };
        if own.is_empty() && is_counted(&words) {
            return Tells::More;
        }
        let mut named = declared.iter().filter(|person| words.contains(&person.name));
        if let Some(person) = named.next() {
            let others = std::iter::once(person).chain(named).any(|person| person.role != Role::Worker);
            return match () {
                () if is_said(&person.name) => Tells::Nothing,
                () if others => Tells::More,
                () if words == person.name => Tells::OwnName,
                () => Tells::Nothing,
            };
        }
        let is_day = || stamp_within(&words).is_some_and(|stamp| stamp.day.is_some());
        let tells = own.is_empty()
            && !is_said(&words)
            && (says_more(&words) || label.of == Of::Element && (is_day() || tells_of_an_act(&words)));
        if tells { Tells::More } else { Tells::Nothing }
    }

    /// The text that it belongs to, with the line before and the line behind.
    fn around(&self, label: &Label) -> [&str; 3] {
        let (before, behind) = (&self.lines[..label.at], &self.lines[label.end..]);
        let before = before.trim_end_matches(['\n', ' ', SEAM]);
        let behind = behind.trim_start_matches(['\n', ' ', SEAM]);
        let before = before.rsplit('\n').next().unwrap_or_default();
        [before, &self.lines[label.at..label.end], behind.split('\n').next().unwrap_or_default()]
    }
}

/// A line with a blank where a declared name or a moment meets the next element without one: `<b>NAME</b><time>14:03</time>`.
fn apart(line: &str, people: &[Person]) -> String {
    let is_part = |piece: &str| {
        let piece = form(piece);
        let is_moment =
            || stamp_within(&piece).is_some_and(|stamp| stamp.before.is_empty() && stamp.after.is_empty());
        people.iter().any(|person| person.name == piece) || is_moment()
    };
    let mut pieces = line.split(SEAM);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    let mut last = whole.clone();
    for piece in pieces {
        let ends = whole.ends_with(char::is_alphanumeric) && piece.starts_with(char::is_alphanumeric);
        if ends && (is_part(&last) || is_part(piece)) {
            whole.push(' ');
        }
        whole.push_str(piece);
        last = piece.to_owned();
    }
    whole
}

/// `(1) Messages`: so many are unread.
fn is_counted(words: &str) -> bool {
    let inside = words.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside
        .is_some_and(|(count, _)| !count.is_empty() && count.chars().all(|c| c.is_ascii_digit() || c == '+'))
}
