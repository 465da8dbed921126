//! Key records that a person put into a file, one a line. A line that is no key is refused with its number: whoever brings
//! a key means to rely on it.

use super::key::{BadKey, Key};
use std::collections::HashMap;

/// A line that holds no key record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    line: usize,
    why: Why,
}

impl BadRecord {
    /// Its number, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong with it.
    pub fn why(&self) -> Why {
        self.why
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It does not begin with `SELECTOR._domainkey.DOMAIN` and a blank.
    Name,
    /// What follows the name is no key record.
    Key(BadKey),
    /// The name has another record on this line.
    Twice(usize),
}

/// Reads lines of `NAME RECORD`, NAME being `SELECTOR._domainkey.DOMAIN`; what a name server prints
/// (`NAME. 3600 IN TXT "…" "…"`) is read as well. `#` and `;` begin a remark.
///
/// # Errors
/// [`BadRecord`]: the first line that is neither.
pub fn key_records(text: &str) -> Result<HashMap<String, String>, BadRecord> {
    let mut found: HashMap<String, (usize, String)> = HashMap::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        let bad = |why| BadRecord { line: number, why };
        let (name, record) = split(line).ok_or_else(|| bad(Why::Name))?;
        Key::read(&record).map_err(|why| bad(Why::Key(why)))?;
        match found.get(&name) {
            Some((first, other)) if *other != record => return Err(bad(Why::Twice(*first))),
            _ => drop(found.insert(name, (number, record))),
        }
    }
    Ok(found.into_iter().map(|(name, (_, record))| (name, record)).collect())
}

/// The name and the record of a line.
fn split(line: &str) -> Option<(String, String)> {
    let (name, rest) = line.split_once(char::is_whitespace)?;
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let (selector, domain) = name.split_once("._domainkey.")?;
    let record = if rest.contains('"') { quoted(rest) } else { rest.trim().to_owned() };
    (!selector.is_empty() && !domain.is_empty()).then_some((name, record))
}

/// The strings between quotes, one after the other; a backslash makes what follows it plain (RFC 1035 section 5.1).
fn quoted(text: &str) -> String {
    let mut out = String::new();
    let (mut inside, mut chars) = (false, text.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => inside = !inside,
            '\\' if inside => out.extend(chars.next()),
            c if inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    #[test]
    fn key_records_as_people_keep_them() {
        let (first, last) = ED25519.split_at(20);
        let text = format!(
            "\u{FEFF}# a note\r\n\r\n; <<>> DiG 9.18 <<>>\ns1._domainkey.Example.jp v=DKIM1; k=ed25519; {ED25519}\n\
             s2._domainkey.example.jp. 3600 IN TXT \"v=DKIM1\\; k=ed25519; \" \"{first}\" \"{last}\"\n\
             s2._domainkey.example.jp v=DKIM1; k=ed25519; {ED25519}\n"
        );
        let records = key_records(&text).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records["s1._domainkey.example.jp"], format!("v=DKIM1; k=ed25519; {ED25519}"));
        assert_eq!(records["s2._domainkey.example.jp"], format!("v=DKIM1; k=ed25519; {ED25519}"));
        assert_eq!(key_records("").map(|records| records.len()), Ok(0));
    }

    #[test]
    fn what_is_no_key_is_refused_by_its_line() {
        let good = format!("s._domainkey.example.jp k=ed25519; {ED25519}");
        let key = |why| Why::Key(why);
        for (line, why) in [
            ("example.jp v=DKIM1; p=AAAA", Why::Name),
            ("s._domainkey.example.jp", Why::Name),
            ("._domainkey.example.jp p=AAAA", Why::Name),
            ("a line of prose", Why::Name),
            ("t._domainkey.example.jp a line of prose", key(BadKey::Form)),
            ("t._domainkey.example.jp v=DKIM1; k=rsa", key(BadKey::Key)),
            ("t._domainkey.example.jp v=DKIM1; k=rsa; p=AAAA", key(BadKey::Key)),
            ("t._domainkey.example.jp v=DKIM1; k=rsa; p=A*", key(BadKey::Key)),
            ("t._domainkey.example.jp v=DKIM1; k=ed25519; p=AAAA", key(BadKey::Key)),
            ("t._domainkey.example.jp v=DKIM1; k=ed25519; p=", key(BadKey::Revoked)),
            ("t._domainkey.example.jp v=DKIM2; k=ed25519; p=AAAA", key(BadKey::Version)),
            ("t._domainkey.example.jp k=dsa; p=AAAA", key(BadKey::Kind)),
            ("t._domainkey.example.jp k=ed25519; s=tlsrpt; p=AAAA", key(BadKey::Service)),
            (
                "s._domainkey.example.jp k=ed25519; p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                Why::Twice(2),
            ),
        ] {
            let text = format!("# keys\n{good}\n{line}\n");
            assert_eq!(key_records(&text), Err(BadRecord { line: 3, why }), "{line}");
        }
    }
}
