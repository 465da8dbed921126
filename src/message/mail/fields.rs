//! The header of a mail as it stands, taken apart by nobody but us: what signatures are checked on, and what the reading of
//! MIME is held against.

/// The word of the format.
pub(crate) use crate::message::MAIL as WORD;

/// A header field as it stands, with its folds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) raw: &'a [u8],
    pub(crate) colon: usize,
}

impl<'a> Field<'a> {
    pub(crate) fn name(&self) -> &'a [u8] {
        self.raw[..self.colon].trim_ascii_end()
    }

    pub(crate) fn value(&self) -> &'a [u8] {
        &self.raw[self.colon + 1..]
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name.as_bytes())
    }
}

/// Headers and body of a mail. Line ends may be CRLF or, as many programs save them, LF.
pub(crate) struct Parts<'a> {
    pub(crate) headers: Vec<Field<'a>>,
    /// What follows the empty line.
    pub(crate) body: &'a [u8],
    /// All of it.
    pub(crate) mail: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(crate) fn of(mail: &'a [u8]) -> Self {
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
        Self { headers, body: &mail[body..], mail }
    }

    /// The one field of a name; none if there are several.
    pub(crate) fn single(&self, name: &str) -> Option<&Field<'a>> {
        let mut found = self.headers.iter().filter(|field| field.is(name));
        found.next().filter(|_| found.next().is_none())
    }

    /// The fields of a name, in their order.
    pub(crate) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Field<'a>> {
        self.headers.iter().filter(move |field| field.is(name))
    }
}

/// Names of the headers at the beginning of a mail.
pub(super) fn headers(lines: &[String]) -> Vec<&str> {
    let name = |line: &String| {
        line.find(':').filter(|at| {
            let name = &line.as_bytes()[..*at];
            !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        })
    };
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match name(line) {
            _ if line.trim().is_empty() => break,
            Some(at) => found.push(&line[..at]),
            None if i > 0 && line.starts_with([' ', '\t']) => {}
            None => return Vec::new(),
        }
    }
    found
}

fn push<'a>(headers: &mut Vec<Field<'a>>, raw: &'a [u8]) {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
    if let Some(colon) = raw.iter().position(|b| *b == b':') {
        headers.push(Field { raw, colon });
    }
}
