//! Texts of others, as a person may print them.

use crate::text::visible;

/// A text in one line, as a person may print it: what cannot be seen is made visible, and nothing is longer than `most`.
pub fn quoted(text: &str, most: usize) -> String {
    let line: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let line = visible(&line.join(" / ")).into_owned();
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
