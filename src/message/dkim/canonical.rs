//! A mail as its signature sees it: the canonical forms of header fields and of the body (RFC 6376 section 3.4).

use crate::message::mail::fields::Field;

/// How much white space counts (RFC 6376 section 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it stands.
    Simple,
    /// White space and the case of names do not count.
    Relaxed,
}

/// The canonical form of a header field, without a line end.
pub fn canonical_field(field: &Field<'_>, form: Form) -> Vec<u8> {
    match form {
        Form::Simple => crlf(field.raw),
        Form::Relaxed => {
            let mut out = field.name().to_ascii_lowercase();
            out.push(b':');
            let unfolded: Vec<u8> =
                field.value().iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
            out.extend(squeeze(&unfolded).trim_ascii());
            out
        }
    }
}

/// The canonical body (RFC 6376 sections 3.4.3 and 3.4.4).
pub fn canonical_body(body: &[u8], form: Form) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 16);
    let mut blank = 0; // empty lines that may stand at the end
    let mut lines = body.split(|b| *b == b'\n').peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_none() && line.is_empty() {
            break; // behind the last line end
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = match form {
            Form::Simple => line.to_vec(),
            Form::Relaxed => {
                let mut line = squeeze(line);
                line.truncate(line.trim_ascii_end().len());
                line
            }
        };
        if line.is_empty() {
            blank += 1;
            continue;
        }
        (0..std::mem::take(&mut blank)).for_each(|_| out.extend(b"\r\n"));
        out.extend(line);
        out.extend(b"\r\n");
    }
    if out.is_empty() && form == Form::Simple {
        out.extend(b"\r\n");
    }
    out
}

/// Every LF that stands alone gets its CR.
fn crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 16);
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'\n' && (i == 0 || bytes[i - 1] != b'\r') {
            out.push(b'\r');
        }
        out.push(*b);
    }
    out
}

/// Runs of spaces and tabs to one space.
fn squeeze(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    for b in line {
        match b {
            b' ' | b'\t' if out.last() == Some(&b' ') => {}
            b' ' | b'\t' => out.push(b' '),
            other => out.push(*other),
        }
    }
    out
}
