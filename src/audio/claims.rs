//! What a file says of itself: names and values as written, bounded, and the encoding where it had to be guessed.

use crate::format::fact::{Claim, Word};

/// Claims that one file can make here: the most tags seen in a real file were 60.
const MOST: usize = 400;
/// Bytes of one value. An iXML of a film set has 10 KiB; more would crowd a screen and a fact line.
const LONGEST: usize = 16 << 10;
/// Bytes of all values of a file: the limit of a fact line is 1 MiB, and a control character takes six bytes in it.
const TOTAL: usize = 128 << 10;

/// Gathers claims.
#[derive(Debug, Default)]
pub struct Claims {
    claims: Vec<Claim>,
    bytes: usize,
    left_out: u64,
}

impl Claims {
    /// Text whose encoding the format fixes.
    pub fn text(&mut self, name: impl Into<String>, value: &str) {
        self.push(name.into(), value, None);
    }

    /// Bytes of a field that should hold text and may hold anything.
    pub fn bytes(&mut self, name: impl Into<String>, bytes: &[u8]) {
        let (text, guessed) = decode(bytes);
        self.push(name.into(), &text, guessed);
    }

    /// Text that was read as Latin-1 by a rule of its format (ID3), and was perhaps not written so.
    pub fn latin(&mut self, name: impl Into<String>, value: &str) {
        let bytes: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        match bytes {
            Some(bytes) if !bytes.is_ascii() => match decode(&bytes) {
                (text, Some("shift-jis")) => self.push(name.into(), &text, Some("shift-jis")),
                _ => self.push(name.into(), value, None),
            },
            _ => self.push(name.into(), value, None),
        }
    }

    /// Text, and the encoding that was guessed for it.
    pub fn push(&mut self, name: String, value: &str, guessed: Option<&'static str>) {
        if value.is_empty() {
            return;
        }
        if self.claims.len() >= MOST || self.bytes + name.len() > TOTAL {
            self.left_out += 1;
            return;
        }
        let most = LONGEST.min(TOTAL - self.bytes - name.len());
        let shown = front(value, most);
        self.bytes += name.len() + shown.len();
        let name = cut(&name);
        if shown.len() < value.len() {
            let note = format!("{} of {} bytes of '{name}'", shown.len(), value.len());
            self.claims.push(Claim { name: "shown-in-part".into(), value: note, guessed: None });
        }
        let guessed = guessed.map(|word| Word::try_from(word).expect("a word of this file"));
        self.claims.push(Claim { name, value: shown.to_owned(), guessed });
    }

    /// All of them; what was left out is said.
    pub fn finish(mut self) -> Vec<Claim> {
        if self.left_out > 0 {
            let value = format!("{} more", self.left_out);
            self.claims.push(Claim { name: "left-out".into(), value, guessed: None });
        }
        self.claims
    }
}

/// A name of a tag can be any text of the file: long ones are cut.
fn cut(name: &str) -> String {
    const LONGEST_NAME: usize = 200;
    front(name, LONGEST_NAME).to_owned()
}

/// At most so many bytes of the front, in whole characters.
fn front(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A field up to its first NUL: UTF-8; else Shift_JIS, which Japanese recorders and programs write there; else with
/// what cannot be read replaced.
pub fn decode(bytes: &[u8]) -> (String, Option<&'static str>) {
    let bytes = bytes.split(|b| *b == 0).next().unwrap_or_default();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.trim().to_owned(), None);
    }
    let japanese = encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = japanese {
        return (text.trim().to_owned(), Some("shift-jis"));
    }
    (String::from_utf8_lossy(bytes).trim().to_owned(), Some("unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_jis_is_read_and_marked_as_a_guess() {
        let mut claims = Claims::default();
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("港町ナレーション");
        claims.bytes("a", &[&sjis[..], b"\0rest"].concat());
        claims.bytes("b", "港町".as_bytes());
        claims.bytes("c", &[0xFF, 0x41]);
        claims.bytes("empty", b"\0\0");
        let latin: String = sjis.iter().map(|b| char::from(*b)).collect();
        claims.latin("d", &latin);
        let said: Vec<(String, Option<String>)> =
            claims.finish().into_iter().map(|c| (c.value, c.guessed.map(String::from))).collect();
        let guess = |text: &str, guess: &str| (text.to_owned(), Some(guess.to_owned()));
        assert_eq!(said[0], guess("港町ナレーション", "shift-jis"));
        assert_eq!(said[1], ("港町".to_owned(), None));
        assert_eq!(said[2], guess("\u{FFFD}A", "unknown"));
        assert_eq!(said[3], guess("港町ナレーション", "shift-jis"));
        assert_eq!(said.len(), 4);
    }

    #[test]
    fn what_is_too_long_or_too_much_is_said_to_be_left_out() {
        let mut claims = Claims::default();
        for _ in 0..1_000 {
            claims.text("あ".repeat(400), &"い".repeat(20_000));
        }
        let claims = claims.finish();
        let bytes: usize = claims.iter().map(|c| c.name.len() + c.value.len()).sum();
        assert!(bytes < TOTAL + 2_000, "{bytes}");
        assert!(claims.iter().any(|c| c.name == "shown-in-part"));
        assert_eq!(claims.last().unwrap().name, "left-out");
    }
}
