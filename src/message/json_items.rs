//! The items of one long JSON list, one after the other: an export of a gigabyte is read through a small window.
//! Each item is then parsed strictly by serde_json; what stands around them is checked here.

use super::{Export, Place, Stream};
use crate::error::{Error, Result};
use std::io::Read as _;

/// Largest item or field that is read: far above the longest message with all that services put beside it.
const MAX_ITEM: usize = 16 << 20;

/// What comes next.
pub(crate) enum Piece<'a> {
    /// A field of the outer object that is not the list: its name and its JSON.
    Field(String, &'a [u8]),
    /// An item of the list, and where it stands.
    Item(Place, &'a [u8]),
    /// From here on it is not JSON, or it ends too early.
    Broken(Place),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// In the outer object; is a comma due?
    Object(Due),
    /// In the list; is it the whole document?
    List(Due, Whole),
    After,
    Done,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    Nothing,
    Comma,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Document,
    Field,
}

/// Reads `[…]`, or `{…, "KEY": […], …}`.
pub(crate) struct JsonItems<'a> {
    stream: Box<dyn Stream + 'a>,
    key: &'static str,
    buffer: Vec<u8>,
    at: usize,
    /// Where the buffer begins in the file.
    base: u64,
    ended: bool,
    state: State,
}

impl<'a> JsonItems<'a> {
    pub(crate) fn new(export: &'a dyn Export, key: &'static str) -> Result<Self> {
        let buffer = Vec::new();
        let mut items =
            Self { stream: export.open()?, key, buffer, at: 0, base: 0, ended: false, state: State::Start };
        items.more()?;
        if items.buffer.starts_with(b"\xEF\xBB\xBF") {
            items.at = 3;
        }
        Ok(items)
    }

    pub(crate) fn next(&mut self) -> Result<Option<Piece<'_>>> {
        loop {
            let first = self.peek()?;
            match (self.state, first) {
                (State::Start, Some(b'[')) => self.enter(State::List(Due::Nothing, Whole::Document)),
                (State::Start, Some(b'{')) => self.enter(State::Object(Due::Nothing)),
                (State::Object(_), Some(b'}')) => self.enter(State::After),
                (State::Object(Due::Comma), Some(b',')) => {
                    self.at += 1;
                    self.state = State::Object(Due::Nothing);
                    if self.peek()? != Some(b'"') {
                        return Ok(self.broken());
                    }
                }
                (State::Object(Due::Nothing), Some(b'"')) => {
                    let Some(end) = self.value()? else { return Ok(self.broken()) };
                    let name: Option<String> = serde_json::from_slice(&self.buffer[self.at..end]).ok();
                    let start = self.at;
                    self.at = end;
                    let colon = self.peek()? == Some(b':');
                    let (Some(name), true) = (name, colon) else {
                        self.at = start.min(self.buffer.len());
                        return Ok(self.broken());
                    };
                    self.at += 1;
                    if name == self.key && self.peek()? == Some(b'[') {
                        self.enter(State::List(Due::Nothing, Whole::Field));
                        continue;
                    }
                    self.peek()?;
                    let Some(end) = self.value()? else { return Ok(self.broken()) };
                    let start = std::mem::replace(&mut self.at, end);
                    self.state = State::Object(Due::Comma);
                    return Ok(Some(Piece::Field(name, &self.buffer[start..end])));
                }
                (State::List(_, Whole::Document), Some(b']')) => self.enter(State::After),
                (State::List(_, Whole::Field), Some(b']')) => self.enter(State::Object(Due::Comma)),
                (State::List(Due::Comma, whole), Some(b',')) => {
                    self.at += 1;
                    self.state = State::List(Due::Nothing, whole);
                    if self.peek()? == Some(b']') {
                        return Ok(self.broken());
                    }
                }
                (State::List(Due::Nothing, whole), Some(_)) => {
                    let Some(end) = self.value()? else { return Ok(self.broken()) };
                    self.state = State::List(Due::Comma, whole);
                    let start = std::mem::replace(&mut self.at, end);
                    let place = Place::Bytes(self.base + start as u64, self.base + end as u64);
                    return Ok(Some(Piece::Item(place, &self.buffer[start..end])));
                }
                (State::After, None) => {
                    self.state = State::Done;
                    return Ok(None);
                }
                (State::Done, _) => return Ok(None),
                _ => return Ok(self.broken()),
            }
        }
    }

    /// Bytes read so far; the whole file once nothing comes any more.
    pub(crate) fn position(&self) -> u64 {
        self.base + self.buffer.len() as u64
    }

    fn enter(&mut self, state: State) {
        self.at += 1;
        self.state = state;
    }

    /// From here to the end of the file.
    fn broken(&mut self) -> Option<Piece<'_>> {
        self.state = State::Done;
        let from = self.base + self.at as u64;
        let end = self.stream.seek(std::io::SeekFrom::End(0)).unwrap_or(self.base + self.buffer.len() as u64);
        Some(Piece::Broken(Place::Bytes(from, end.max(from))))
    }

    /// Steps over white space and shows what stands there.
    fn peek(&mut self) -> Result<Option<u8>> {
        loop {
            let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
            self.at += self.buffer[self.at..].iter().take_while(blank).count();
            match self.buffer.get(self.at) {
                Some(b) => return Ok(Some(*b)),
                None if self.ended => return Ok(None),
                None => self.more()?,
            }
        }
    }

    /// The end of the value that begins here; the buffer then holds all of it.
    fn value(&mut self) -> Result<Option<usize>> {
        let (mut depth, mut text, mut escaped) = (0u32, false, false);
        let mut length = 0; // of what was looked at
        loop {
            let mut rest = &self.buffer[self.at + length..];
            while let Some(&b) = rest.first() {
                let mut step = 1;
                if text {
                    match b {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => text = false,
                        _ => step = rest.iter().take_while(|b| !matches!(b, b'"' | b'\\')).count(),
                    }
                    if !text && depth == 0 {
                        return Ok(Some(self.at + length + step));
                    }
                } else {
                    match b {
                        b'"' => text = true,
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' if depth == 0 => return Ok(Some(self.at + length).filter(|_| length > 0)),
                        b'}' | b']' => {
                            depth -= 1;
                            if depth == 0 {
                                return Ok(Some(self.at + length + 1));
                            }
                        }
                        b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => {
                            return Ok(Some(self.at + length).filter(|_| length > 0));
                        }
                        _ => {}
                    }
                }
                length += step;
                rest = &rest[step..];
            }
            if self.ended || length > MAX_ITEM {
                return Ok(None);
            }
            self.more()?;
        }
    }

    /// Reads on; what was taken goes.
    fn more(&mut self) -> Result<()> {
        const STEP: usize = 256 << 10;
        self.buffer.drain(..self.at);
        self.base += self.at as u64;
        self.at = 0;
        let length = self.buffer.len();
        self.buffer.resize(length + STEP, 0);
        let n = loop {
            match self.stream.read(&mut self.buffer[length..]) {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other.map_err(Error::read)?,
            }
        };
        self.buffer.truncate(length + n);
        self.ended = n == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(json: &[u8]) -> (Vec<String>, bool) {
        let export = &json;
        let mut items = JsonItems::new(export, "messages").unwrap();
        let (mut found, mut broken) = (Vec::new(), false);
        while let Some(piece) = items.next().unwrap() {
            match piece {
                Piece::Field(name, raw) => found.push(format!("{name}={}", String::from_utf8_lossy(raw))),
                Piece::Item(_, raw) => found.push(String::from_utf8_lossy(raw).into_owned()),
                Piece::Broken(_) => broken = true,
            }
        }
        (found, broken)
    }

    #[test]
    fn items_of_a_list_or_of_a_field() {
        let (found, broken) =
            pieces(br#" { "a" : {"messages":[1]}, "messages" : [ {"t":"]}\"\\"} , 2,"x" ] , "b":null } "#);
        assert_eq!(found, [r#"a={"messages":[1]}"#, r#"{"t":"]}\"\\"}"#, "2", "\"x\"", "b=null"]);
        assert!(!broken);
        assert_eq!(pieces(b"[]"), (vec![], false));
        assert_eq!(pieces(b"\xEF\xBB\xBF[1]"), (vec!["1".into()], false));
        for cut in [
            &b"[1,{\"a\":"[..],
            b"[1,",
            b"[1",
            b"[1 2]",
            b"[1,]",
            b"{\"a\" 1}",
            b"{\"a\":1,}",
            b"[1]x",
            b"",
            b"x",
            b"{\"messages\":[1}",
        ] {
            assert!(pieces(cut).1, "{}", String::from_utf8_lossy(cut));
        }
    }

    proptest! {
        #[test]
        fn any_list_comes_back(texts in prop::collection::vec(any::<String>(), 0..20)) {
            let json = serde_json::to_vec(&texts).unwrap();
            let (found, broken) = pieces(&json);
            let again: Vec<String> = found.iter().map(|f| serde_json::from_str(f).unwrap()).collect();
            prop_assert!(!broken);
            prop_assert_eq!(again, texts);
        }
    }
}
