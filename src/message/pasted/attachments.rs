//! Lists of attachments below a body.

use super::words::page_line;

/// Takes a list of attachments off the end of a body: file names with their sizes, or below a heading.
pub(super) fn attachments(body: &mut Vec<(u64, String)>) -> Vec<String> {
    if let Some(at) = body.iter().rposition(|(_, line)| is_heading(line)) {
        let listed = body[at + 1..].iter().map(|(_, line)| line.trim());
        let listed = listed.filter(|line| !line.is_empty() && !is_size(line) && page_line(line).is_none());
        let names: Option<Vec<String>> = listed.map(file_name).collect();
        return match names {
            Some(names) if !names.is_empty() => {
                body.truncate(at);
                names
            }
            _ => Vec::new(),
        };
    }
    let mut names = Vec::new();
    while let Some((from, name)) = last(body) {
        body.truncate(from);
        names.push(name);
    }
    names.reverse();
    names
}

/// What stands above a list of attachments.
pub(super) fn is_heading(line: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "添付ファイル",
        "添付",
        "添付ファイル:",
        "添付ファイル：",
        "Attachments",
        "Attachment",
        "Attached files",
    ];
    HEADINGS.contains(&line.trim())
}

/// The file at the end: where its lines begin, and its name. Without a size it is a line of the text.
fn last(body: &[(u64, String)]) -> Option<(usize, String)> {
    let filled = |(at, (_, line)): (usize, &(u64, String))| {
        Some((at, line.trim().to_owned())).filter(|l| !l.1.is_empty())
    };
    let mut lines = body.iter().enumerate().rev().filter_map(filled);
    let (at, line) = lines.next()?;
    if !is_size(&line) {
        return line.ends_with([')', '）']).then(|| file_name(&line)).flatten().map(|name| (at, name));
    }
    let (at, name) = lines.next()?;
    file_name(&name).map(|name| (at, name))
}

/// `864 kB`, `(864 KB)`, `0:06`
pub(super) fn is_size(line: &str) -> bool {
    let line = line.trim().trim_matches(['(', ')', '（', '）']).to_uppercase();
    let number = line.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let unit = line[number.len()..].trim();
    let counts = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || ".,:".contains(c));
    counts
        && (matches!(unit, "B" | "KB" | "MB" | "GB" | "KIB" | "MIB" | "BYTES")
            || unit.is_empty() && number.contains(':'))
}

/// `第1話.wav (864KB)`: the name, where the line is one.
pub(super) fn file_name(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(['・', '-', '*']).trim();
    let (name, size) = match line.strip_suffix([')', '）']).and_then(|l| l.rsplit_once(['(', '（'])) {
        Some((name, size)) => (name.trim(), Some(size)),
        None => (line, None),
    };
    let (_, extension) = name.rsplit_once('.')?;
    let named = (1..=8).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    let sized = size.is_none_or(|size| {
        size.chars().any(|c| c.is_numeric()) && size.to_uppercase().ends_with(['B', 'ト'])
    });
    (named && sized).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(lines: &[&str]) -> (Vec<String>, usize) {
        let mut body: Vec<(u64, String)> = (1..).zip(lines.iter().map(|line| (*line).to_owned())).collect();
        let names = attachments(&mut body);
        (names, body.len())
    }

    #[test]
    fn message_files_below_a_text() {
        assert_eq!(taken(&["x", "添付ファイル", "a.wav (1KB)", "b.wav"]).0, ["a.wav", "b.wav"]);
        assert_eq!(
            taken(&["Here", "story-1.wav", "864 kB", "story-2.wav", "(864 KB)"]).0,
            ["story-1.wav", "story-2.wav"]
        );
        assert_eq!(taken(&["Here", "a.wav (864KB)", ""]), (vec!["a.wav".into()], 1));
        for text in [&["a.wav"][..], &["10:02"], &["x", "864 kB"], &["see (this)"]] {
            assert_eq!(taken(text), (vec![], text.len()), "{text:?}");
        }
    }
}
