//! Columns by display width: a Japanese character takes two cells.

use unicode_width::UnicodeWidthStr;

/// A list of label and text, the texts in one column, wrapped lines kept in it.
pub fn definition_list(rows: &[(String, String)]) -> Vec<String> {
    let widest = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    rows.iter()
        .flat_map(|(label, text)| {
            let mut first = true;
            text.lines()
                .map(|line| {
                    let shown = if std::mem::take(&mut first) { label.as_str() } else { "" };
                    format!("  {}  {line}", pad(shown, widest))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Rows of cells, each column as wide as its widest cell; numbers at the right.
pub fn rows(table: &[Vec<String>]) -> Vec<String> {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let cell_width =
        |c: usize| table.iter().filter_map(|row| row.get(c)).map(|s| s.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(cell_width).collect();
    let is_number =
        |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    table
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| match is_number(cell) {
                true => format!("{}{cell}", " ".repeat(width - cell.width())),
                false => pad(cell, *width),
            });
            format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
        })
        .collect()
}

/// The text with spaces up to `width` cells.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_takes_two_cells() {
        let list = definition_list(&[("日時".into(), "a\nb".into()), ("署名者".into(), "c".into())]);
        assert_eq!(list, ["  日時    a", "          b", "  署名者  c"]);
        let table = rows(&[vec!["名前".into(), "5".into()], vec!["n".into(), "120".into()]]);
        assert_eq!(table, ["  名前    5", "  n     120"]);
    }
}
