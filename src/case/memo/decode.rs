//! The bytes of a memo, or of a message, to text and lines.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// How the bytes became text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// UTF-8, or said by a byte order mark.
    Said,
    /// Guessed from the bytes: the name of the encoding.
    Guessed(&'static str),
}

/// Bytes as text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) ground: Ground,
    /// Characters that could not be read, now U+FFFD.
    pub(crate) unreadable: usize,
}

/// Never fails; what it cannot read is counted.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], Ground::Said);
    }
    // ISO-2022-JP is plain ASCII with escapes, so it would pass as UTF-8
    let escapes = bytes.contains(&0x1B);
    if !escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), ground: Ground::Said, unreadable: 0 };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    let guessed = with(encoding, bytes, Ground::Guessed(encoding.name()));
    let utf8 = with(UTF_8, bytes, Ground::Said);
    // one bad byte in a UTF-8 memo must not turn all of it into something else
    if encoding == UTF_8 || utf8.unreadable < guessed.unreadable { utf8 } else { guessed }
}

fn with(encoding: &'static Encoding, bytes: &[u8], ground: Ground) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let unreadable = if lossy { text.chars().filter(|&c| c == '\u{FFFD}').count() } else { 0 };
    Decoded { text: text.into_owned(), ground, unreadable }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

    const MEMO: &str = "クライアント名: 港町制作\n報酬: 22,000円(税込)\n";

    #[test]
    fn every_usual_encoding() {
        let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{FEFF}".encode_utf16().chain(MEMO.encode_utf16()).flat_map(order).collect()
        };
        let said = [
            MEMO.as_bytes().to_vec(),
            format!("\u{FEFF}{MEMO}").into_bytes(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ];
        for bytes in said {
            let read = decode(&bytes);
            assert_eq!((read.text.as_str(), read.ground, read.unreadable), (MEMO, Ground::Said, 0));
        }
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            let read = decode(&encoding.encode(MEMO).0);
            assert_eq!((read.text.as_str(), read.ground), (MEMO, Ground::Guessed(encoding.name())));
        }
    }

    #[test]
    fn a_bad_byte_is_counted() {
        let mut bytes = MEMO.as_bytes().to_vec();
        bytes.insert(0, 0xFF);
        let read = decode(&bytes);
        assert_eq!((read.ground, read.unreadable), (Ground::Said, 1));
        assert!(read.text.ends_with(MEMO));
    }
}
