//! Sections 4.1 and 4.2: lines that are not the one form of a fact. Each is sealed by the worker's own key,
//! so that nothing but its form is wrong.

use super::*;
use crate::common::craft::salted;

const FORM: &str = "altered fact-not-canonical";
const BAD: &str = "altered fact-malformed";

/// Good bodies to change.
const CASE: &str = r#"{"case":{"key":"k","value":"v"}}"#;
const EVENT: &str = r#"{"event":{"at":{"from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:04:00Z","basis":"utc"},"kind":"accepted","actor":"client","line":3}}"#;
const AUDIO: &str = r#"{"audio":{"path":"data/001/delivery/1/a.wav","container":"wav","duration_s":"6.0","unmeasured":[{"field":"frames","reason":"cut-off"}]}}"#;
const ORIGIN: &str =
    r#"{"origin":{"path":"data/001/delivery/1/a.wav","name":"a.wav","modified":"2026-10-01T05:03:00Z"}}"#;
const LINK: &str = r#"{"link":{"code":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","source":"a","edited":false}}"#;
const WAVE: &str = r#"{"waveform":{"path":"data/001/delivery/1/a.wav","columns":2,"min":"gIA","max":"gIA"}}"#;
const TALK: &str = r#"{"participant":{"k":1,"n":1,"role":"client","ground":"memo"}}"#;

/// The good bodies themselves, with their labels: a kit file holds them all and is intact.
pub const GOOD: &[(&str, &str)] = &[
    ("case", CASE),
    ("event", EVENT),
    ("audio", AUDIO),
    ("origin", ORIGIN),
    ("link", LINK),
    ("waveform", WAVE),
    (
        "claims",
        r#"{"claims":{"path":"data/001/delivery/1/a.wav","claims":[{"name":"INAM","value":"題","guessed":"shift-jis"}]}}"#,
    ),
    (
        "mail",
        r#"{"mail":{"path":"data/001/delivery/1/a.wav","dkim":"pass","domain":"example.jp","captured_at":"2026-10-01T05:03:00Z","captured_by":"dns"}}"#,
    ),
    (
        "case",
        "{\"case\":{\"key\":\"every escape\",\"value\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}\u{2028}😀\"}}",
    ),
    ("case", r#"{"case":{"key":"largest number","value":"","line":9007199254740991}}"#),
    ("event", r#"{"event":{"kind":"a","actor":"0-9"}}"#),
    (
        "audio",
        r#"{"audio":{"path":"data/001/delivery/1/声.wav","sample_peak_dbfs":"-inf","rms_dbfs":"-0.000001","head_silence_s":"999999999999999.999999","tail_silence_s":"0.0","unmeasured":[]}}"#,
    ),
];

/// file, words, expected, body, from, to: the body with `from` replaced by `to`.
const BODIES: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("space-colon", "a space after a colon", FORM, CASE, ":\"k", ": \"k"),
    ("space-comma", "a space after a comma", FORM, CASE, ",", ", "),
    ("tab", "a tab between tokens", FORM, CASE, "{\"key", "{\t\"key"),
    ("escape-letter", "a letter as an escape", FORM, CASE, "\"v\"", "\"\\u0076\""),
    ("escape-slash", "an escaped slash", FORM, CASE, "\"v\"", "\"\\/\""),
    ("escape-quote", "a quotation mark as \\u0022", FORM, CASE, "\"v\"", "\"\\u0022\""),
    ("escape-newline", "a line feed as \\u000a", FORM, CASE, "\"v\"", "\"\\u000a\""),
    ("escape-upper", "capital letters in an escape", FORM, CASE, "\"v\"", "\"\\u001F\""),
    ("escape-delete", "U+007F as an escape", FORM, CASE, "\"v\"", "\"\\u007f\""),
    ("escape-separator", "U+2028 as an escape", FORM, CASE, "\"v\"", "\"\\u2028\""),
    ("escape-non-ascii", "a Japanese letter as an escape", FORM, CASE, "\"v\"", "\"\\u3042\""),
    ("escape-pair", "an emoji as a pair of surrogate escapes", FORM, CASE, "\"v\"", "\"\\ud83d\\ude00\""),
    ("escape-key", "a field name with an escape", FORM, CASE, "\"key\"", "\"k\\u0065y\""),
    ("escape-lone-surrogate", "an escaped lone surrogate", BAD, CASE, "\"v\"", "\"\\ud800\""),
    ("escape-lone-low", "an escaped low surrogate alone", BAD, CASE, "\"v\"", "\"\\udc00\""),
    ("escape-unknown", "an escape that JSON does not have", BAD, CASE, "\"v\"", "\"\\x41\""),
    ("escape-short", "an escape of three digits", BAD, CASE, "\"v\"", "\"\\u041\""),
    ("control-raw", "an unescaped control character", BAD, CASE, "\"v\"", "\"\u{1}\""),
    ("control-tab-raw", "an unescaped tab", BAD, CASE, "\"v\"", "\"\t\""),
    ("nul-raw", "an unescaped NUL", BAD, CASE, "\"v\"", "\"\0\""),
    ("float", "a number with a fraction", BAD, EVENT, ":3}", ":3.0}"),
    ("exponent", "a number with an exponent", BAD, EVENT, ":3}", ":3e0}"),
    ("leading-zero", "a number with a leading zero", BAD, EVENT, ":3}", ":03}"),
    ("minus", "a negative number", BAD, EVENT, ":3}", ":-3}"),
    ("minus-zero", "minus zero", BAD, EVENT, ":3}", ":-0}"),
    ("plus", "a number with a plus sign", BAD, EVENT, ":3}", ":+3}"),
    ("number-2-53", "the number 2^53", BAD, EVENT, ":3}", ":9007199254740992}"),
    ("number-2-64", "the number 2^64", BAD, EVENT, ":3}", ":18446744073709551616}"),
    ("number-long", "a number of 400 digits", BAD, EVENT, ":3}", LONG_NUMBER),
    ("nan", "NaN as a number", BAD, EVENT, ":3}", ":NaN}"),
    ("infinity", "Infinity as a number", BAD, EVENT, ":3}", ":Infinity}"),
    ("number-text", "a number as text", BAD, EVENT, ":3}", ":\"3\"}"),
    ("number-bool", "true as a number", BAD, EVENT, ":3}", ":true}"),
    ("text-number", "a number as text", BAD, CASE, "\"v\"", "1"),
    ("text-list", "a list as text", BAD, CASE, "\"v\"", "[\"v\"]"),
    ("null-optional", "null for an absent field", FORM, CASE, "\"v\"", "\"v\",\"line\":null"),
    ("null-required", "null for a field that must be there", BAD, CASE, "\"v\"", "null"),
    ("field-unknown", "an unknown field", BAD, CASE, "\"v\"", "\"v\",\"x\":1"),
    ("field-missing", "a missing field", BAD, CASE, ",\"value\":\"v\"", ""),
    ("field-twice", "a field twice, the same", BAD, CASE, "\"v\"", "\"v\",\"value\":\"v\""),
    (
        "field-twice-other",
        "a field twice, with different values",
        BAD,
        CASE,
        "{\"key",
        "{\"value\":\"x\",\"key",
    ),
    ("field-case", "a field name with a capital letter", BAD, CASE, "\"key\"", "\"Key\""),
    (
        "field-order",
        "fields in another order",
        FORM,
        CASE,
        "\"key\":\"k\",\"value\":\"v\"",
        "\"value\":\"v\",\"key\":\"k\"",
    ),
    ("fields-as-list", "the fields as a list", BAD, CASE, "{\"key\":\"k\",\"value\":\"v\"}", "[\"k\",\"v\"]"),
    (
        "field-nested-order",
        "fields of a time in another order",
        FORM,
        EVENT,
        "\"from\":\"2026-10-01T05:03:00Z\",\"to\":\"2026-10-01T05:04:00Z\"",
        "\"to\":\"2026-10-01T05:04:00Z\",\"from\":\"2026-10-01T05:03:00Z\"",
    ),
    ("field-nested-unknown", "an unknown field in a time", BAD, EVENT, "\"basis\"", "\"x\":1,\"basis\""),
    (
        "field-list-unknown",
        "an unknown field in an element of a list",
        BAD,
        AUDIO,
        "\"reason\"",
        "\"x\":1,\"reason\"",
    ),
    ("kind-unknown", "an unknown kind", BAD, CASE, "{\"case\"", "{\"cases\""),
    ("kind-capital", "a kind with a capital letter", BAD, CASE, "{\"case\"", "{\"Case\""),
    ("kind-two", "two kinds in one fact", BAD, CASE, "}}", "},\"name\":{\"k\":1,\"n\":1,\"name\":\"x\"}}"),
    ("kind-none", "no kind", BAD, CASE, CASE, "{}"),
    ("kind-text", "a text instead of an object", BAD, CASE, CASE, "\"case\""),
    ("comma-trailing", "a comma after the last field", BAD, CASE, "\"v\"", "\"v\","),
    ("quotes-single", "single quotation marks", BAD, CASE, "\"v\"", "'v'"),
    ("comment", "a comment", BAD, CASE, "\"v\"", "\"v\"/**/"),
    (
        "deep",
        "more than 8 levels",
        BAD,
        AUDIO,
        "[{\"field\":\"frames\",\"reason\":\"cut-off\"}]",
        "[[[[[[[[[]]]]]]]]]",
    ),
    ("word-capital", "a word with a capital letter", BAD, EVENT, "\"accepted\"", "\"Accepted\""),
    ("word-underscore", "a word with an underscore", BAD, EVENT, "\"accepted\"", "\"ac_cepted\""),
    ("word-empty", "an empty word", BAD, EVENT, "\"accepted\"", "\"\""),
    (
        "word-long",
        "a word of 41 letters",
        BAD,
        EVENT,
        "\"accepted\"",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
    ),
    ("word-newline", "a word with a line feed at its end", BAD, EVENT, "\"accepted\"", "\"accepted\\n\""),
    ("dec-exponent", "a decimal with an exponent", BAD, AUDIO, "\"6.0\"", "\"6e0\""),
    ("dec-minus-zero", "minus zero as a decimal", BAD, AUDIO, "\"6.0\"", "\"-0.0\""),
    ("dec-leading-zero", "a decimal with a leading zero", BAD, AUDIO, "\"6.0\"", "\"06.0\""),
    ("dec-seven", "a decimal with seven digits after the point", BAD, AUDIO, "\"6.0\"", "\"6.0000000\""),
    (
        "dec-sixteen",
        "a decimal with sixteen digits before the point",
        BAD,
        AUDIO,
        "\"6.0\"",
        "\"1234567890123456\"",
    ),
    ("dec-point", "a decimal that ends in its point", BAD, AUDIO, "\"6.0\"", "\"6.\""),
    ("dec-inf", "plus infinity as a decimal", BAD, AUDIO, "\"6.0\"", "\"inf\""),
    ("dec-full-width", "a decimal in full-width digits", BAD, AUDIO, "\"6.0\"", "\"６.０\""),
    ("dec-number", "a decimal as a number", BAD, AUDIO, "\"6.0\"", "6"),
    ("hex-capital", "a hash in capital letters", BAD, LINK, "e3b0c442", "E3B0C442"),
    ("hex-short", "a hash with 63 digits", BAD, LINK, "e3b0c442", "3b0c442"),
    ("bool-text", "a truth value as text", BAD, LINK, "false", "\"false\""),
    ("bool-number", "a truth value as a number", BAD, LINK, "false", "0"),
    ("time-no-zone", "a time without its Z", BAD, ORIGIN, ":00Z", ":00"),
    ("time-offset", "a time with an offset", BAD, ORIGIN, ":00Z", ":00+09:00"),
    ("time-fraction", "a time with a fraction of a second", BAD, ORIGIN, ":00Z", ":00.5Z"),
    ("time-no-day", "a time on the 29th of February 2026", BAD, ORIGIN, "2026-10-01", "2026-02-29"),
    ("time-24", "a time with hour 24", BAD, ORIGIN, "T05", "T24"),
    ("time-leap-second", "a time with second 60", BAD, ORIGIN, ":00Z", ":60Z"),
    ("time-1969", "a time in 1969", BAD, ORIGIN, "2026", "1969"),
    ("time-full-width", "a time in full-width digits", BAD, ORIGIN, "2026", "２０２６"),
    ("at-no-to", "a moment with a beginning and no end", BAD, EVENT, "\"to\":\"2026-10-01T05:04:00Z\",", ""),
    (
        "at-no-from",
        "a moment with an end and no beginning",
        BAD,
        EVENT,
        "\"from\":\"2026-10-01T05:03:00Z\",",
        "",
    ),
    ("at-empty", "a moment that ends where it begins", BAD, EVENT, "05:04", "05:03"),
    ("at-backwards", "a moment that ends before it begins", BAD, EVENT, "05:04", "05:02"),
    ("at-basis", "a moment on an unknown basis", BAD, EVENT, "\"utc\"", "\"guess\""),
    ("at-no-basis", "a moment without a basis", BAD, EVENT, ",\"basis\":\"utc\"", ""),
    ("b64-padding", "base64 with padding", BAD, WAVE, "\"min\":\"gIA\"", "\"min\":\"gIA=\""),
    ("b64-bits", "base64 whose unused bits are not zero", BAD, WAVE, "\"min\":\"gIA\"", "\"min\":\"gIB\""),
    ("b64-standard", "base64 with the standard letters", BAD, WAVE, "\"min\":\"gIA\"", "\"min\":\"+/8\""),
    ("b64-length", "base64 of an impossible length", BAD, WAVE, "\"min\":\"gIA\"", "\"min\":\"gIAAA\""),
    (
        "name-hex-capital",
        "bytes of a name in capital hexadecimal",
        BAD,
        ORIGIN,
        "\"name\":\"a.wav\"",
        "\"name\":\"a.wav\",\"name_hex\":\"FF\"",
    ),
    (
        "name-hex-odd",
        "an odd number of hexadecimal digits",
        BAD,
        ORIGIN,
        "\"name\":\"a.wav\"",
        "\"name\":\"a.wav\",\"name_hex\":\"fff\"",
    ),
    ("path-other-edition", "a path below another edition", BAD, AUDIO, "data/001", "data/002"),
    ("path-outside", "a path below proof/", BAD, AUDIO, "data/001/delivery/1/a.wav", "proof/001/seal.txt"),
    (
        "path-readme",
        "the README as a payload path",
        BAD,
        AUDIO,
        "data/001/delivery/1/a.wav",
        "data/README.txt",
    ),
    ("path-role", "a path outside delivery, documents and messages", BAD, AUDIO, "delivery/1", "other"),
    ("path-parent", "a path that leaves its folder", BAD, AUDIO, "delivery/1/a.wav", "delivery/1/../a.wav"),
    ("path-absolute", "an absolute path", BAD, AUDIO, "data/001", "/data/001"),
    ("path-nfd", "a path that is not in NFC", BAD, AUDIO, "a.wav", "か\u{3099}.wav"),
    ("k-zero", "a conversation 0", BAD, TALK, "\"k\":1", "\"k\":0"),
    ("k-large", "a conversation 4294967296", BAD, TALK, "\"k\":1", "\"k\":4294967296"),
];

const LONG_NUMBER: &str = concat!(
    ":1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}"
);

/// file, words, expected, line: `SALT` and `BODY` filled in.
const LINES: &[(&str, &str, &str, &str)] = &[
    ("space-begin", "a space before the line", FORM, " [\"SALT\",BODY]"),
    ("space-end", "a space after the line", FORM, "[\"SALT\",BODY] "),
    ("space-after-salt", "a space after the salt", FORM, "[\"SALT\", BODY]"),
    ("crlf", "a line that ends in CRLF", FORM, "[\"SALT\",BODY]\r"),
    ("bom", "a byte order mark before the line", BAD, "\u{FEFF}[\"SALT\",BODY]"),
    ("empty", "an empty line", BAD, ""),
    ("element-more", "a third element", BAD, "[\"SALT\",BODY,1]"),
    ("salt-missing", "no salt", BAD, "[BODY]"),
    ("salt-null", "null as the salt", BAD, "[null,BODY]"),
    ("salt-short", "a salt of 15 bytes", BAD, "[\"QUJDREVGR0hJSktMTU5P\",BODY]"),
    ("salt-long", "a salt of 17 bytes", BAD, "[\"QUJDREVGR0hJSktMTU5PUFE\",BODY]"),
    ("salt-padding", "a salt with padding", BAD, "[\"SALT==\",BODY]"),
    ("salt-bits", "a salt whose unused bits are not zero", BAD, "[\"QUJDREVGR0hJSktMTU5PUB\",BODY]"),
    ("salt-standard", "a salt in the standard letters of base64", BAD, "[\"+/+/+/+/+/+/+/+/+/+/+w\",BODY]"),
    ("object", "an object instead of a list", BAD, "{\"salt\":\"SALT\",\"fact\":BODY}"),
    ("null", "null instead of a fact", BAD, "null"),
    ("two-values", "two values in a line", BAD, "[\"SALT\",BODY][\"SALT\",BODY]"),
    ("open", "a line without its last bracket", BAD, "[\"SALT\",BODY"),
];

/// Bytes that are not UTF-8 inside a value.
const NOT_UTF8: &[(&str, &str, &[u8])] = &[
    ("byte", "a byte that is not UTF-8", b"\xFF"),
    ("overlong", "an over-long UTF-8 form", b"\xC0\x80"),
    ("surrogate", "a surrogate encoded like UTF-8", b"\xED\xA0\x80"),
    ("beyond", "a code point beyond U+10FFFF", b"\xF4\x90\x80\x80"),
];

fn line(file: &str, what: &str, expect: &str, label: &'static str, line: Vec<u8>) -> Fault {
    let what = format!("a sealed line has {what}");
    bare(format!("fact-{file}"), "4.1, 4.2 (V5)", what, expect, move |b| {
        b.ed().seal_line(label, line.clone());
        b.ed().reseal();
    })
}

fn label_of(body: &str) -> &'static str {
    let known = GOOD.iter().find(|(label, _)| body.starts_with(&format!("{{\"{label}\"")));
    known.map_or("participant.1", |(label, _)| label)
}

/// Facts as disclosed, the seal as it was.
fn shown(file: &str, what: &str, expect: &str, change: fn(&mut Book)) -> Fault {
    pair(format!("fact-{file}"), "4.1, 4.3 (V5)", what, expect, change)
}

/// The facts file as bytes.
fn file(b: &mut Book, change: fn(Vec<u8>) -> Vec<u8>) {
    let lines = b.ed().lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect();
    b.ed().facts = Some(change(lines));
}

pub fn all() -> Vec<Fault> {
    let mut all = Vec::new();
    for (file, what, expect, body, from, to) in BODIES {
        assert!(body.contains(from), "{file}");
        let text = body.replacen(from, to, 1);
        let mut fault = line(file, what, expect, label_of(body), salted(&text));
        if *body == TALK {
            // its conversation has to be in the seal
            fault = talk(format!("fact-{file}"), "4.2 (V5)", fault.what, expect, move |b| {
                b.ed().withhold("\"participant\":{");
                b.ed().seal_line("participant.1", salted(&text));
                b.ed().reseal();
            });
        }
        all.push(fault);
    }
    for (file, what, expect, text) in LINES {
        let text = text.replace("SALT", "QUJDREVGR0hJSktMTU5PUA").replace("BODY", CASE);
        all.push(line(&format!("line-{file}"), what, expect, "case", text.into_bytes()));
    }
    for (file, what, bytes) in NOT_UTF8 {
        let at = salted(CASE).windows(3).position(|w| w == b"\"v\"").unwrap() + 1;
        let (head, tail) = (salted(CASE)[..at].to_vec(), salted(CASE)[at + 1..].to_vec());
        all.push(line(&format!("not-utf8-{file}"), what, BAD, "case", [head, bytes.to_vec(), tail].concat()));
    }
    all.extend([
        shown("not-sealed", "a fact that is not in the seal", "altered fact-not-sealed", |b| {
            b.ed().lines.push(salted(CASE));
            b.ed().sort_lines();
        }),
        shown("reworded", "a word of a disclosed fact is another one", "altered fact-not-sealed", |b| {
            let at = b.ed().find("\"case\"");
            let text = String::from_utf8(b.ed().lines[at].clone()).unwrap();
            b.ed().lines[at] = text.replace("title", "fee").into_bytes();
            b.ed().sort_lines();
        }),
        shown("salt-changed", "a disclosed fact has another salt", "altered fact-not-sealed", |b| {
            let at = b.ed().find("\"case\"");
            b.ed().lines[at][3] ^= b'A' ^ b'B';
            b.ed().sort_lines();
        }),
        shown("order", "the lines stand in another order", "altered fact-order", |b| b.ed().lines.swap(0, 1)),
        shown("twice", "a line stands twice", "altered fact-order fact-salt-twice fact-twin", |b| {
            let line = b.ed().lines[0].clone();
            b.ed().lines.insert(0, line);
        }),
        shown(
            "file-bom",
            "facts.jsonl begins with a byte order mark",
            "altered fact-not-sealed fact-malformed fact-order",
            |b| file(b, |f| [b"\xEF\xBB\xBF".to_vec(), f].concat()),
        ),
        shown(
            "file-crlf",
            "the lines of facts.jsonl end in CRLF",
            "altered fact-not-sealed fact-not-canonical fact-order entry-unlisted",
            |b| file(b, |f| String::from_utf8(f).unwrap().replace('\n', "\r\n").into_bytes()),
        ),
        shown("file-last-lf", "the last line of facts.jsonl has no LF", "altered fact-malformed", |b| {
            file(b, |mut f| {
                f.pop();
                f
            })
        }),
        shown(
            "file-empty-line",
            "facts.jsonl has an empty line at its end",
            "altered fact-malformed fact-order",
            |b| file(b, |f| [f, b"\n".to_vec()].concat()),
        ),
        shown("file-nul", "facts.jsonl has a NUL at its end", "altered fact-malformed fact-order", |b| {
            file(b, |f| [f, vec![0]].concat())
        }),
        pair(
            "fact-other-archive",
            "4.3 (V5)",
            "a fact of another archive of the same key",
            "altered fact-not-sealed",
            |b| {
                b.ed().lines.push(salted(r#"{"case":{"key":"title","value":"another"}}"#));
                b.ed().withhold("\"title\",\"value\":\"ナ");
                b.ed().sort_lines();
            },
        ),
    ]);
    all
}
