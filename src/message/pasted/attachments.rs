//! Lists of attachments below a body.

/// Takes a list of attachments off the end of a body: its heading, and lines that are nothing but file names.
pub(super) fn attachments(body: &mut Vec<(u64, String)>) -> Vec<String> {
    const HEADINGS: &[&str] = &[
        "添付ファイル",
        "添付",
        "添付ファイル:",
        "添付ファイル：",
        "Attachments",
        "Attachment",
        "Attached files",
    ];
    let Some(at) = body.iter().rposition(|(_, line)| HEADINGS.contains(&line.trim())) else {
        return Vec::new();
    };
    let names: Option<Vec<String>> = body[at + 1..]
        .iter()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(_, line)| file_name(line))
        .collect();
    match names {
        Some(names) if !names.is_empty() => {
            body.truncate(at);
            names
        }
        _ => Vec::new(),
    }
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
