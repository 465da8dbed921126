//! Cells of CSV, for spreadsheets that take some texts for formulas.

use super::visible;

/// A cell of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front; what cannot be
/// seen is made visible, line breaks apart.
pub fn csv_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len() + 2);
    let first = text.trim_start_matches(['"', ' ', '\u{FEFF}']).chars().next();
    if matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')) {
        cell.push('\'');
    }
    let mut lines = text.split('\n');
    cell += &visible(lines.next().unwrap_or_default());
    for line in lines {
        cell.push('\n');
        // a spreadsheet that splits cells at line breaks meets a formula here as well
        if line.starts_with(['=', '+', '-', '@', '\t']) {
            cell.push('\'');
        }
        cell += &visible(line);
    }
    if cell.contains([',', '"', '\n', '\'']) || cell.starts_with(' ') || cell.ends_with(' ') {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_reads_back() {
        for (text, cell) in [
            ("plain", "plain"),
            ("=1+1", "\"'=1+1\""),
            ("\"=1", "\"'\"\"=1\""),
            (" @SUM(A1)", "\"' @SUM(A1)\""),
            ("-1", "\"'-1\""),
            ("\t=1", "\"'[U+0009]=1\""),
            ("a,b", "\"a,b\""),
            ("a\n=b", "\"a\n'=b\""),
            ("a\u{202E}b", "a[U+202E]b"),
            ("\u{1b}[31m", "[U+001B][31m"),
        ] {
            assert_eq!(csv_cell(text), cell, "{text:?}");
        }
    }
}
