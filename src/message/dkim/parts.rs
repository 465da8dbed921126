//! A mail as its signature sees it: header fields with their folds, the body, and their canonical forms
//! (RFC 6376 section 3.4).

/// A header field as it stands, with its folds.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Name, colon and value.
    pub raw: &'a [u8],
    /// Where the colon stands.
    pub colon: usize,
}

impl<'a> Field<'a> {
    fn name(&self) -> &'a [u8] {
        self.raw[..self.colon].trim_ascii_end()
    }

    /// What stands behind the colon.
    pub fn value(&self) -> &'a [u8] {
        &self.raw[self.colon + 1..]
    }

    /// Is it the field of this name?
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name.as_bytes())
    }

    /// The canonical form (RFC 6376 section 3.4), without a line end.
    pub fn canonical(&self, form: Form) -> Vec<u8> {
        match form {
            Form::Simple => crlf(self.raw),
            Form::Relaxed => {
                let mut out = self.name().to_ascii_lowercase();
                out.push(b':');
                let unfolded: Vec<u8> =
                    self.value().iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
                out.extend(squeeze(&unfolded).trim_ascii());
                out
            }
        }
    }
}

/// Headers and body of a mail. Line ends may be CRLF or, as many programs save them, LF; what is hashed has CRLF.
pub struct Parts<'a> {
    /// The header fields, as they stand.
    pub headers: Vec<Field<'a>>,
    /// What follows the empty line.
    pub body: &'a [u8],
    /// All of it.
    pub mail: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Takes a mail apart.
    pub fn of(mail: &'a [u8]) -> Self {
        let mut headers = Vec::new();
        let mut at = 0;
        let mut start = 0;
        let end_of =
            |from: usize| mail[from..].iter().position(|b| *b == b'\n').map_or(mail.len(), |i| from + i + 1);
        let mut body = mail.len();
        while at < mail.len() {
            let end = end_of(at);
            let line = &mail[at..end];
            if matches!(line, b"\r\n" | b"\n") {
                body = end;
                break;
            }
            if at > start && !matches!(line.first(), Some(b' ' | b'\t')) {
                push(&mut headers, &mail[start..at]);
                start = at;
            }
            at = end;
        }
        push(&mut headers, &mail[start..at]);
        Self { headers, body: &mail[body.min(mail.len())..], mail }
    }

    /// The one field of a name; none if there are several.
    pub fn single(&self, name: &str) -> Option<&Field<'a>> {
        let mut found = self.headers.iter().filter(|h| h.is(name));
        found.next().filter(|_| found.next().is_none())
    }
}

fn push<'a>(headers: &mut Vec<Field<'a>>, raw: &'a [u8]) {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
    if let Some(colon) = raw.iter().position(|b| *b == b':') {
        headers.push(Field { raw, colon });
    }
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

/// How much white space counts (RFC 6376 section 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it stands.
    Simple,
    /// White space and the case of names do not count.
    Relaxed,
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
