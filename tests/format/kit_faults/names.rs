//! Section 7.2: names. Each bad name is sealed by the worker's own key with its fact and manifests, so that
//! nothing but the name itself is wrong.

use super::*;

const BAD: &str = "altered entry-name-bad fact-malformed bag-manifest bag-info";
const CLASH: &str = "altered entry-name-clash";

/// First and last code point of every range of the list, with words for it.
pub const BANNED: &[(u32, u32, &str)] = &[
    (0x01, 0x1F, "a control character"),
    (0x7F, 0x9F, "a control character"),
    (0xAD, 0xAD, "a soft hyphen"),
    (0x34F, 0x34F, "a grapheme joiner"),
    (0x61C, 0x61C, "an Arabic letter mark"),
    (0x115F, 0x1160, "a Hangul filler"),
    (0x17B4, 0x17B5, "an invisible Khmer vowel"),
    (0x180B, 0x180F, "a Mongolian variation selector"),
    (0x200B, 0x200F, "a zero-width or direction mark"),
    (0x202A, 0x202E, "a direction override"),
    (0x2060, 0x206F, "an invisible operator"),
    (0x3164, 0x3164, "a Hangul filler"),
    (0xFE00, 0xFE0F, "a variation selector"),
    (0xFEFF, 0xFEFF, "a byte order mark"),
    (0xFFA0, 0xFFA0, "a half-width Hangul filler"),
    (0xFFF0, 0xFFFB, "a code point of the specials"),
    (0x1BCA0, 0x1BCA3, "a shorthand format control"),
    (0x1D173, 0x1D17A, "a musical format control"),
    (0xE0000, 0xE0FFF, "a tag or variation selector"),
    (0x2028, 0x2029, "a line or paragraph separator"),
    (0xE000, 0xF8FF, "a private-use character"),
    (0xF0000, 0x10_FFFF, "a private-use character or the last non-character"),
    (0xFDD0, 0xFDEF, "a non-character"),
    (0xFFFE, 0xFFFF, "a non-character"),
    (0x1FFFE, 0x1FFFF, "a non-character"),
    (0x5C8, 0x5C9, "a code point newer than Unicode 14"),
    (0x897, 0x897, "a code point newer than Unicode 14"),
    (0x1ACF, 0x1AFF, "a code point newer than Unicode 14"),
    (0x1C89, 0x1C8A, "a code point newer than Unicode 14"),
    (0xA7CB, 0xA7CF, "a code point newer than Unicode 14"),
    (0xA7D2, 0xA7D2, "a code point newer than Unicode 14"),
    (0xA7D4, 0xA7D4, "a code point newer than Unicode 14"),
    (0xA7DA, 0xA7DF, "a code point newer than Unicode 14"),
    (0x105C0, 0x105FF, "a code point newer than Unicode 14"),
    (0x10D40, 0x10D8F, "a code point newer than Unicode 14"),
    (0x10EC0, 0x10EFF, "a code point newer than Unicode 14"),
    (0x11380, 0x113FF, "a code point newer than Unicode 14"),
    (0x11F40, 0x11F42, "a code point newer than Unicode 14"),
    (0x16100, 0x1613F, "a code point newer than Unicode 14"),
    (0x16D40, 0x16D7F, "a code point newer than Unicode 14"),
    (0x16EA0, 0x16EDF, "a code point newer than Unicode 14"),
    (0x1D127, 0x1D128, "a code point newer than Unicode 14"),
    (0x1D250, 0x1D29F, "a code point newer than Unicode 14"),
    (0x1E08F, 0x1E08F, "a code point newer than Unicode 14"),
    (0x1E4EC, 0x1E4EF, "a code point newer than Unicode 14"),
    (0x1E5EE, 0x1E5EF, "a code point newer than Unicode 14"),
    (0x1E6C0, 0x1E6FF, "a code point newer than Unicode 14"),
];

/// A component that is not allowed: file, words, component.
const BAD_COMPONENTS: &[(&str, &str, &str)] = &[
    ("backslash", "a backslash", "a\\b"),
    ("colon", "a colon", "a:b"),
    ("star", "a star", "a*b"),
    ("question", "a question mark", "a?b"),
    ("quote", "a quotation mark", "a\"b"),
    ("less", "a less-than sign", "a<b"),
    ("greater", "a greater-than sign", "a>b"),
    ("bar", "a vertical bar", "a|b"),
    ("percent", "a percent sign", "100%"),
    ("nul", "U+0000", "a\0b"),
    ("newline", "a line feed", "a\nb"),
    ("nfd", "a letter and a combining mark that NFC writes as one", "か\u{3099}.wav"),
    ("nfc-singleton", "U+212B, which NFC writes as U+00C5", "\u{212B}.wav"),
    ("dot-end", "a full stop at the end", "a."),
    ("dots", "three full stops", "..."),
    ("space-end", "a space at the end", "a "),
    ("space-begin", "a space at the beginning", " a"),
    ("ideographic-space-end", "an ideographic space at the end", "a\u{3000}"),
    ("ideographic-space-begin", "an ideographic space at the beginning", "\u{3000}a"),
    ("nbsp-end", "a no-break space at the end", "a\u{A0}"),
    ("thin-space-begin", "a space of U+2000 to U+200A at the beginning", "\u{2009}a"),
    ("parent", "two full stops as a component", "../x"),
    ("self", "a full stop as a component", "./x"),
    ("empty", "an empty component", "/x"),
    ("long", "a component of 241 bytes", LONG),
    ("con", "a Windows device name", "CON"),
    ("nul-device", "a Windows device name with an extension, in lower case", "nul.wav"),
    ("aux-space", "a Windows device name with a space before the full stop", "Aux .wav"),
    ("com0", "a Windows device name with a digit", "COM0.wav"),
    ("lpt-superscript", "a Windows device name with a superscript digit", "lpt².wav"),
    ("conin", "a Windows console name", "CONIN$"),
    ("folder-device", "a folder with a Windows device name", "prn/x.wav"),
];

const LONG: &str = concat!(
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    "01234567890123456789012345678901234567890"
);

/// Two names that some system takes for one: file, words, components.
const CLASHES: &[(&str, &str, &str, &str)] = &[
    ("case", "two names that differ only in case", "track.wav", "TRACK.wav"),
    ("case-extension", "two names whose extensions differ only in case", "b.wav", "b.WAV"),
    ("sharp-s", "ß folds to ss", "straße.wav", "strasse.wav"),
    ("sigma", "final sigma folds to sigma", "ας.wav", "ασ.wav"),
    ("ligature", "the ligature ﬁ folds to fi", "ﬁn.wav", "fin.wav"),
    ("cherokee", "small Cherokee letters fold to the large ones", "\u{AB70}.wav", "\u{13A0}.wav"),
    ("greek", "a Greek letter with iota below folds to two letters", "ᾳ.wav", "αι.wav"),
    ("dotted-i", "a dotted capital I folds to i and a combining dot", "İ.wav", "i\u{307}.wav"),
    ("nfc-after-fold", "two names that only NFC after folding makes equal", "\u{1F0}.wav", "J\u{30C}.wav"),
    ("full-width-case", "full-width letters that differ only in case", "Ａ.wav", "ａ.wav"),
    ("folder-case", "two folders that differ only in case", "take/1.wav", "Take/1.wav"),
    ("file-and-folder", "a file that is another file's folder", "take", "take/1.wav"),
    ("file-and-folder-case", "a file that is, in another case, another file's folder", "TAKE", "take/1.wav"),
];

fn bad(file: String, what: String, component: String) -> Fault {
    bare(format!("name-{file}"), "7.2 (V2)", format!("a sealed name with {what}"), BAD, move |b| {
        b.ed().seal_file(&format!("data/001/delivery/1/{component}"), b"x");
        b.ed().reseal();
    })
}

pub fn all() -> Vec<Fault> {
    let mut all = Vec::new();
    let newer = |what: &str| what.ends_with("Unicode 14");
    for (i, (first, last, what)) in BANNED.iter().enumerate() {
        if newer(what) && i % 5 != 0 {
            continue; // these all stand in one line of the page; `names_are_read_alike` has them all
        }
        let code = if i % 2 == 0 { *first } else { *last };
        let c = char::from_u32(code).expect("no surrogates in the list");
        all.push(bad(format!("u{code:04x}"), format!("U+{code:04X}, {what}"), format!("a{c}b.wav")));
    }
    for (file, what, component) in BAD_COMPONENTS {
        all.push(bad((*file).into(), (*what).into(), (*component).into()));
    }
    for (file, what, a, b) in CLASHES {
        all.push(bare(format!("name-clash-{file}"), "7.2 (V2)", *what, CLASH, move |book| {
            book.ed().seal_file(&format!("data/001/delivery/2/{a}"), b"one");
            book.ed().seal_file(&format!("data/001/delivery/2/{b}"), b"two");
            book.ed().reseal();
        }));
    }
    let planted = |file: &str, what: &str, expect: &str, name: &'static [u8]| {
        bare(format!("name-{file}"), "7.2 (V2)", what, expect, move |b| {
            b.planted.push((name.to_vec(), b"x".to_vec()))
        })
    };
    all.extend([
        bare("name-1001-bytes", "7.2 (V2)", "a sealed name of 1,001 bytes", BAD, |b| {
            let folders = "0123456789012345678901234567890123456789/".repeat(23);
            let name = format!("data/001/documents/{folders}{:a<39}", "");
            assert_eq!(name.len(), 1001);
            b.ed().seal_file(&name, b"x");
            b.ed().reseal();
        }),
        planted(
            "not-utf8",
            "a name that is not UTF-8",
            "altered entry-name-bad bag-manifest bag-info",
            b"data/001/documents/\xFF.txt",
        ),
        planted(
            "shift-jis",
            "a name in Shift_JIS",
            "altered entry-name-bad bag-manifest bag-info",
            b"data/001/documents/\x90\xBA.txt",
        ),
        planted(
            "overlong",
            "a name with an over-long UTF-8 form of the full stop",
            "altered entry-name-bad bag-manifest bag-info",
            b"data/001/documents/\xC0\xAE.txt",
        ),
        planted(
            "surrogate",
            "a name with an encoded surrogate",
            "altered entry-name-bad bag-manifest bag-info",
            b"data/001/documents/\xED\xA0\x80.txt",
        ),
        planted("absolute", "an absolute name", "altered entry-name-bad bag-manifest", b"/etc/hikae"),
        planted(
            "drive",
            "a name with a drive letter",
            "altered entry-name-bad bag-manifest",
            b"C:/hikae.txt",
        ),
        planted(
            "parent-root",
            "a name that leaves the folder",
            "altered entry-name-bad bag-manifest",
            b"../hikae.txt",
        ),
        planted("nothing", "an entry without a name", "altered entry-name-bad bag-manifest", b""),
    ]);
    all
}
