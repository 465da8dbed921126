//! A result for the signature of a mail, and a mail without one (format.md section 4.3, rule 14).

use crate::base::error::{Error, Result};
use crate::base::finding::{Code, Finding, Findings};
use crate::format::fact::MailFact;
use std::io::{BufRead, BufReader, Read};

const FIELD: &[u8] = b"dkim-signature";

/// Is the result one that only a mail with a signature has? Words that are not known here say nothing.
pub fn tells_of_a_signature(mail: &MailFact) -> bool {
    matches!(mail.dkim.as_str(), "pass" | "unaligned" | "weak" | "expired" | "no-key" | "fail" | "malformed")
}

/// Looks into the head of a mail that is said to have been signed.
///
/// # Errors
/// Read errors.
pub fn check_signed(path: &str, mail: impl Read, findings: &mut Findings) -> Result<()> {
    if !is_signed(BufReader::new(mail)).map_err(Error::read)? {
        findings.push(Finding::new(Code::MailUnsigned, path));
    }
    Ok(())
}

/// Does a line begin with the name of the field, before the first empty line? Keeps as much of a line as the name is long.
fn is_signed(mut mail: impl BufRead) -> std::io::Result<bool> {
    let mut line = Vec::with_capacity(FIELD.len());
    loop {
        let buffer = mail.fill_buf()?;
        if buffer.is_empty() {
            return Ok(line.eq_ignore_ascii_case(FIELD));
        }
        let end = buffer.iter().position(|b| *b == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        line.extend(&part[..part.len().min(FIELD.len() - line.len())]);
        let read = end.map_or(buffer.len(), |end| end + 1);
        mail.consume(read);
        if end.is_some() {
            match line.as_slice() {
                b"" | b"\r" => return Ok(false),
                begin if begin.eq_ignore_ascii_case(FIELD) => return Ok(true),
                _ => line.clear(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_of_the_head_is_a_field() {
        let signed = |mail: &str| {
            let whole = is_signed(mail.as_bytes()).unwrap();
            // whatever the pieces in which it is read
            for size in [1, 2, 5, 14, 15] {
                let pieces = BufReader::with_capacity(size, mail.as_bytes());
                assert_eq!(is_signed(pieces).unwrap(), whole, "{size} {mail:?}");
            }
            whole
        };
        for mail in [
            "DKIM-Signature: v=1",
            "From: a\r\ndkim-signature : v=1\r\n\r\nbody",
            "From: a\nDKIM-SIGNATURE:\n v=1\n",
        ] {
            assert!(signed(mail), "{mail:?}");
        }
        for mail in [
            "",
            "From: a\r\nSubject: DKIM-Signature: v=1\r\n\r\n",
            "From: a\r\n\r\nDKIM-Signature: v=1\r\n",
            "\nDKIM-Signature: v=1\r\n",
            "From: a\r\n DKIM-Signature: v=1\r\n",
            "X-DKIM-Signature: v=1\n",
            "DKIM-Signatur",
        ] {
            assert!(!signed(mail), "{mail:?}");
        }
    }
}
