//! Names that some systems cannot tell apart (format.md section 7.2).

use crate::base::entry_name::EntryName;
use crate::base::finding::{Code, Finding, Findings};

/// Holds the names of an archive against each other. Sorted with `/` as the lowest character, a name stands right before
/// what lies in a folder of that name.
pub fn check_clashes<'a>(names: impl Iterator<Item = &'a EntryName>, findings: &mut Findings) {
    let mut folded: Vec<(String, &EntryName)> =
        names.map(|name| (name.folded().replace('/', "\0"), name)).collect();
    folded.sort_by(|a, b| a.0.cmp(&b.0));
    for pair in folded.windows(2) {
        let ((a, first), (b, second)) = (&pair[0], &pair[1]);
        if first == second {
            findings.push(Finding::new(Code::EntryDuplicate, second.as_str()));
        } else if a == b {
            findings.push(Finding::new(Code::EntryNameClash, second.as_str()).detail(first));
        } else if b.strip_prefix(a.as_str()).is_some_and(|rest| rest.starts_with('\0')) {
            findings.push(Finding::new(Code::EntryNameClash, first.as_str()).detail(second));
        }
    }
}
