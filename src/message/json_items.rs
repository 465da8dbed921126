//! The items of one long JSON list, one after the other: an export of a gigabyte is read through a small window.
//! Each item is then parsed strictly by serde_json; what stands around them is checked here.

use super::{Export, Place, Stream};
use crate::base::error::{Error, Result};
use std::io::Read as _;

/// Largest item or field that is read: far above the longest message with all that services put beside it.
const MAX_ITEM: usize = 16 << 20;

/// What comes next.
pub(crate) enum Piece<'a> {
    /// A field of the outer object that is not the list: its name, where its value stands, and that.
    Field(String, Place, &'a [u8]),
    /// An item of the list, and where it stands.
    Item(Place, &'a [u8]),
    /// An object of a list that is gone through begins; its fields and items follow.
    Begin,
    /// It ends.
    End,
    /// From here on it is not JSON, or it ends too early.
    Broken(Place),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Within,
    After,
    Done,
}

/// What is being read, from the outside in; is a comma due?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Object(Due),
    /// A list of objects that hold lists of their own.
    Chain(Due),
    /// The list whose items are handed out.
    List(Due),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    Nothing,
    Comma,
}

impl Frame {
    fn is_due(self) -> bool {
        matches!(self, Frame::Object(Due::Comma) | Frame::Chain(Due::Comma) | Frame::List(Due::Comma))
    }
}

/// Where the items are.
#[derive(Clone, Copy)]
pub(crate) struct Where {
    /// The field whose list holds them.
    pub(crate) key: &'static str,
    /// Fields that are gone through on the way there: objects, or lists of objects.
    pub(crate) through: &'static [&'static str],
}

/// Reads `[…]`, or `{…, "KEY": […], …}`, or such objects in a list that is gone through.
pub(crate) struct JsonItems<'a> {
    stream: Box<dyn Stream + 'a>,
    at_which: Where,
    buffer: Vec<u8>,
    at: usize,
    /// Where the buffer begins in the file.
    base: u64,
    ended: bool,
    state: State,
    frames: Vec<Frame>,
}

impl<'a> JsonItems<'a> {
    pub(crate) fn new(export: &'a dyn Export, key: &'static str) -> Result<Self> {
        Self::of(export, Where { key, through: &[] })
    }

    pub(crate) fn of(export: &'a dyn Export, at_which: Where) -> Result<Self> {
        let (stream, buffer, frames) = (export.open()?, Vec::new(), Vec::new());
        let state = State::Start;
        let mut items = Self { stream, at_which, buffer, at: 0, base: 0, ended: false, state, frames };
        items.more()?;
        if items.buffer.starts_with(b"\xEF\xBB\xBF") {
            items.at = 3;
        }
        Ok(items)
    }

    pub(crate) fn next(&mut self) -> Result<Option<Piece<'_>>> {
        loop {
            let first = self.peek()?;
            match (self.state, self.frames.last().copied(), first) {
                (State::Start, _, Some(b'[')) => self.enter(Frame::List(Due::Nothing)),
                (State::Start, _, Some(b'{')) => self.enter(Frame::Object(Due::Nothing)),
                (State::Within, Some(Frame::Object(_)), Some(b'}')) => {
                    self.leave();
                    if matches!(self.frames.last(), Some(Frame::Chain(_))) {
                        return Ok(Some(Piece::End));
                    }
                }
                (State::Within, Some(Frame::Chain(_) | Frame::List(_)), Some(b']')) => self.leave(),
                (State::Within, Some(frame), Some(b',')) if frame.is_due() => {
                    self.at += 1;
                    self.due(Due::Nothing);
                    let next = self.peek()?;
                    let fits = match frame {
                        Frame::Object(_) => next == Some(b'"'),
                        Frame::Chain(_) | Frame::List(_) => next != Some(b']'),
                    };
                    if !fits {
                        return Ok(self.broken());
                    }
                }
                (State::Within, Some(Frame::Object(Due::Nothing)), Some(b'"')) => {
                    let Some(name) = self.name()? else { return Ok(self.broken()) };
                    let begins = self.peek()?;
                    match begins {
                        Some(b'[') if name == self.at_which.key => self.enter(Frame::List(Due::Nothing)),
                        Some(b'{') if self.goes_through(&name) => self.enter(Frame::Object(Due::Nothing)),
                        Some(b'[') if self.goes_through(&name) => self.enter(Frame::Chain(Due::Nothing)),
                        _ => {
                            let Some(end) = self.value()? else { return Ok(self.broken()) };
                            let start = std::mem::replace(&mut self.at, end);
                            self.due(Due::Comma);
                            let place = Place::Bytes(self.base + start as u64, self.base + end as u64);
                            return Ok(Some(Piece::Field(name, place, &self.buffer[start..end])));
                        }
                    }
                }
                (State::Within, Some(Frame::Chain(Due::Nothing)), Some(b'{')) => {
                    self.enter(Frame::Object(Due::Nothing));
                    return Ok(Some(Piece::Begin));
                }
                (State::Within, Some(Frame::Chain(Due::Nothing) | Frame::List(Due::Nothing)), Some(_)) => {
                    let Some(end) = self.value()? else { return Ok(self.broken()) };
                    self.due(Due::Comma);
                    let start = std::mem::replace(&mut self.at, end);
                    let place = Place::Bytes(self.base + start as u64, self.base + end as u64);
                    return Ok(Some(Piece::Item(place, &self.buffer[start..end])));
                }
                (State::After, _, None) => {
                    self.state = State::Done;
                    return Ok(None);
                }
                (State::Done, ..) => return Ok(None),
                _ => return Ok(self.broken()),
            }
        }
    }

    /// The name of a field; what follows its colon is next.
    fn name(&mut self) -> Result<Option<String>> {
        let Some(end) = self.value()? else { return Ok(None) };
        let name: Option<String> = serde_json::from_slice(&self.buffer[self.at..end]).ok();
        let before = std::mem::replace(&mut self.at, end);
        let (Some(name), Some(b':')) = (name, self.peek()?) else {
            self.at = before.min(self.buffer.len());
            return Ok(None);
        };
        self.at += 1;
        self.peek()?;
        Ok(Some(name))
    }

    fn goes_through(&self, name: &str) -> bool {
        const DEEPEST: usize = 4; // an account, its chats, their list, a chat
        self.frames.len() < DEEPEST && self.at_which.through.contains(&name)
    }

    fn due(&mut self, due: Due) {
        if let Some(Frame::Object(known) | Frame::Chain(known) | Frame::List(known)) = self.frames.last_mut()
        {
            *known = due;
        }
    }

    fn leave(&mut self) {
        self.at += 1;
        self.frames.pop();
        self.due(Due::Comma);
        if self.frames.is_empty() {
            self.state = State::After;
        }
    }

    /// Bytes read so far; the whole file once nothing comes any more.
    pub(crate) fn position(&self) -> u64 {
        self.base + self.buffer.len() as u64
    }

    fn enter(&mut self, frame: Frame) {
        self.at += 1;
        self.frames.push(frame);
        self.state = State::Within;
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
        let through = &["chats", "list"];
        let mut items = JsonItems::of(export, Where { key: "messages", through }).unwrap();
        let (mut found, mut broken) = (Vec::new(), false);
        while let Some(piece) = items.next().unwrap() {
            match piece {
                Piece::Field(name, _, raw) => found.push(format!("{name}={}", String::from_utf8_lossy(raw))),
                Piece::Item(_, raw) => found.push(String::from_utf8_lossy(raw).into_owned()),
                Piece::Begin => found.push("(".into()),
                Piece::End => found.push(")".into()),
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
        let (found, broken) = pieces(
            br#"{"list":"no list","chats":{"about":"x","list":[{"name":"a","messages":[1,2]},{"messages":[]},7]},"b":{"list":[{}]}}"#,
        );
        let expected = [
            "list=\"no list\"",
            "about=\"x\"",
            "(",
            "name=\"a\"",
            "1",
            "2",
            ")",
            "(",
            ")",
            "7",
            "b={\"list\":[{}]}",
        ];
        assert_eq!(found, expected);
        assert!(!broken);
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
            b"{\"chats\":{\"list\":[{\"messages\":[1]}",
            b"{\"chats\":{\"list\":[{\"messages\":[1]}]]",
            b"{\"chats\":{\"list\":[{},]}}",
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
