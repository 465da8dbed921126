//! Section 4.3, from rule 7 on: facts that contradict themselves or each other, all of them signed; and what looks like
//! it and is none.

use super::*;
use crate::common::edition_craft::salted;
use hikae::base::digest::Sha256Digest;

const SECTION: &str = "4.3 (V10)";
const GOOD: &str = "intact facts-withheld";
const TIME: &str = "altered time-local";
const RESULT: &str = "altered mail-result";
const SOUND: &str = "altered audio-length";
const RANGE: &str = "altered fact-range";
const NUMBER: &str = "altered fact-number";

const SECOND: &str = r#""kind":"sticker""#;
const TALK: &str = "\"conversation\"";

/// Seals more facts into `talk`, each with its label.
fn talking(file: &str, what: &str, expect: &str, facts: &'static [(&'static str, &'static str)]) -> Fault {
    talk(file, SECTION, what, expect, move |b| {
        facts.iter().for_each(|(label, body)| b.ed().seal_line(label, salted(body)));
        b.ed().reseal();
    })
}

/// Seals one fact into `bare`, whose file is withheld.
fn alone(file: &str, what: &str, expect: &str, label: &'static str, body: &'static str) -> Fault {
    bare(file, SECTION, what, expect, move |b| {
        b.ed().seal_line(label, salted(body));
        b.ed().reseal();
    })
}

/// Changes a fact of `talk` and seals it so.
fn reword(
    file: &str,
    what: &str,
    expect: &str,
    find: &'static str,
    from: &'static str,
    to: &'static str,
) -> Fault {
    talk(file, SECTION, what, expect, move |b| b.ed().reword(find, from, to))
}

/// An event in `bare` at a moment of these fields.
fn moment(file: &str, what: &str, expect: &str, at: &'static str) -> Fault {
    bare(file, SECTION, what, expect, move |b| {
        let body = format!(r#"{{"event":{{"at":{{{at}}},"kind":"accepted","actor":"client"}}}}"#);
        b.ed().seal_line("event", salted(&body));
        b.ed().reseal();
    })
}

fn times() -> Vec<Fault> {
    vec![
        reword(
            "rule-time-message",
            "the local time of a message is a minute later than its interval",
            TIME,
            SECOND,
            "T14:03\"",
            "T14:04\"",
        ),
        reword(
            "rule-time-coverage",
            "the end of what an export covers has a local time of another day",
            TIME,
            TALK,
            "\"local\":\"2026-11-20T",
            "\"local\":\"2026-11-21T",
        ),
        reword(
            "rule-time-offset",
            "the offset of a message is that of another zone",
            TIME,
            SECOND,
            "+09:00",
            "+08:00",
        ),
        moment(
            "rule-time-offset-word",
            "a word stands where an offset has to be",
            TIME,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:04:00Z","local":"2026-10-01T14:03","offset":"JST","basis":"declared""#,
        ),
        moment(
            "rule-time-longer",
            "a local time to the minute and an interval of two",
            TIME,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:05:00Z","local":"2026-10-01T14:03","offset":"+09:00","basis":"offset""#,
        ),
        moment(
            "rule-time-hour",
            "a local time to the hour and an interval that goes beyond it",
            TIME,
            r#""from":"2026-10-01T05:59:00Z","to":"2026-10-01T06:01:00Z","local":"2026-10-01T14","offset":"+09:00","basis":"declared""#,
        ),
        moment(
            "rule-time-no-offset",
            "no offset, and an interval that one reading alone gives",
            TIME,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:04:00Z","local":"2026-10-01T14:03","zone":"Asia/Tokyo","basis":"declared""#,
        ),
        moment(
            "rule-time-no-zone-has-it",
            "no offset, and an interval that no zone gives",
            TIME,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T07:04:00Z","local":"2026-10-02T14:03","basis":"declared""#,
        ),
        moment(
            "rule-time-utc",
            "recorded in UTC, with a local time of another hour",
            TIME,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:04:00Z","local":"2026-10-01T14:03","basis":"utc""#,
        ),
        moment(
            "good-time-second",
            "nothing: a local time to the second, west of UTC",
            GOOD,
            r#""from":"2026-10-01T08:33:20Z","to":"2026-10-01T08:33:21Z","local":"2026-10-01T05:03:20","offset":"-03:30","basis":"offset""#,
        ),
        moment(
            "good-time-offset-seconds",
            "nothing: an offset with seconds",
            GOOD,
            r#""from":"1971-01-05T12:44:30Z","to":"1971-01-05T12:45:30Z","local":"1971-01-05T12:00","offset":"-00:44:30","zone":"Africa/Monrovia","basis":"declared""#,
        ),
        moment(
            "good-time-hour-in-part",
            "nothing: an hour of which clocks skip the first half",
            GOOD,
            r#""from":"2026-10-03T15:30:00Z","to":"2026-10-03T16:00:00Z","local":"2026-10-04T02","offset":"+11:00","zone":"Australia/Lord_Howe","basis":"declared""#,
        ),
        moment(
            "good-time-twice",
            "nothing: a minute that comes twice, since clocks are put back",
            GOOD,
            r#""from":"2026-10-25T00:30:00Z","to":"2026-10-25T01:31:00Z","local":"2026-10-25T02:30","zone":"Europe/Berlin","basis":"declared""#,
        ),
        moment(
            "good-time-words",
            "nothing: words beside an interval",
            GOOD,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:04:00Z","local":"2026-10-09 14:03","offset":"JST","basis":"declared""#,
        ),
        moment(
            "good-time-impossible",
            "nothing: a local time that no calendar has is words",
            GOOD,
            r#""from":"2026-10-01T05:03:00Z","to":"2026-10-01T05:04:00Z","local":"2026-02-29T14:03","offset":"+09:00","basis":"declared""#,
        ),
        moment(
            "good-time-open",
            "nothing: a local time without an interval",
            GOOD,
            r#""local":"2026-10-01T14:03","offset":"+09:00","basis":"unknown""#,
        ),
    ]
}

/// A fact about a file that is not sealed, where all files are named.
fn no_file(kind: &str, label: &'static str, body: &'static str) -> Fault {
    let what = format!("a fact of the kind {kind} speaks of a file that was never sealed");
    tiny(format!("rule-no-file-{kind}"), SECTION, what, "altered fact-of-no-file", move |b| {
        b.ed().seal_line(label, salted(body));
        b.ed().reseal();
    })
}

fn files() -> Vec<Fault> {
    const INSIDE: &str =
        r#"{"audio":{"path":"data/001/delivery/1/a.wav/inner/b.wav","frames":1,"unmeasured":[]}}"#;
    const OTHER: &str = r#"{"audio":{"path":"data/001/delivery/1/b.wav","frames":1,"unmeasured":[]}}"#;
    vec![
        no_file("origin", "origin", r#"{"origin":{"path":"data/001/delivery/1/b.wav","name":"b.wav"}}"#),
        no_file("audio", "audio", OTHER),
        no_file(
            "waveform",
            "waveform",
            r#"{"waveform":{"path":"data/001/delivery/2/a.wav","columns":0,"min":"","max":""}}"#,
        ),
        no_file("claims", "claims", r#"{"claims":{"path":"data/001/documents/a.wav","claims":[]}}"#),
        no_file("mail", "mail", r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"none"}}"#),
        no_file(
            "link",
            "link",
            r#"{"link":{"code":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","source":"data/001/messages/1.txt"}}"#,
        ),
        no_file(
            "conversation",
            "conversation.1",
            r#"{"conversation":{"k":1,"source":"data/001/messages/1.txt","format":"line","count":0,"certainty":"understood","gaps":[],"unanswered":[]}}"#,
        ),
        no_file(
            "conversation-second",
            "conversation.1",
            r#"{"conversation":{"k":1,"source":"data/001/delivery/1/a.wav data/001/messages/2.json","format":"slack","count":0,"certainty":"understood","gaps":[],"unanswered":[]}}"#,
        ),
        tiny("rule-no-file-mail-inside", SECTION, "a mail inside a file", "altered fact-of-no-file", |b| {
            b.ed().seal_line(
                "mail",
                salted(r#"{"mail":{"path":"data/001/delivery/1/a.wav/b.eml","dkim":"none"}}"#),
            );
            b.ed().reseal();
        }),
        tiny(
            "good-file-inside",
            SECTION,
            "nothing: a measurement of an entry in a delivered ZIP",
            "intact derived-not-checked",
            |b| {
                b.ed().seal_line("audio", salted(INSIDE));
                b.ed().reseal();
            },
        ),
        tiny(
            "good-file-withheld",
            SECTION,
            "nothing: the file that was measured is withheld",
            "intact payload-withheld",
            |b| {
                b.ed().seal_line("audio", salted(OTHER));
                b.ed().seal_hidden("file");
                b.ed().reseal();
            },
        ),
        bare("rule-file-hash", SECTION, "one hash with two sizes", "altered file-hash", |b| {
            for (name, size) in [("a.txt", 1), ("b.txt", 2)] {
                let sha256 = Sha256Digest::of("x");
                let body = format!(
                    r#"{{"file":{{"path":"data/001/documents/{name}","size":{size},"sha256":"{sha256}"}}}}"#
                );
                b.ed().seal_line("file", salted(&body));
            }
            b.ed().reseal();
        }),
    ]
}

/// `tiny` with a mail, and a result for it that rests on a signature and a key.
fn mail(file: &str, what: &str, expect: &str, dkim: &'static str, bytes: &'static [u8]) -> Fault {
    tiny(file, SECTION, what, expect, move |b| {
        let path = "data/001/messages/1.eml";
        b.ed().seal_file(path, bytes);
        let body = format!(
            r#"{{"mail":{{"path":"{path}","dkim":"{dkim}","domain":"example.jp","selector":"k","key_record":"p=","captured_at":"2026-10-01T05:03:00Z","captured_by":"dns"}}}}"#
        );
        b.ed().seal_line("mail", salted(&body));
        b.ed().reseal();
    })
}

fn mails() -> Vec<Fault> {
    const PLAIN: &str = "intact derived-not-checked";
    const UNSIGNED: &str = "altered mail-unsigned";
    let result = |file: &str, what: &str, body: &'static str| {
        alone(&format!("rule-mail-{file}"), what, RESULT, "mail", body)
    };
    vec![
        result(
            "no-selector",
            "a signature holds, and has no selector",
            r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"pass","domain":"example.jp","key_record":"p=","captured_at":"2026-10-01T05:03:00Z","captured_by":"dns"}}"#,
        ),
        result(
            "no-domain",
            "a signature fails, and has no domain",
            r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"fail","selector":"k"}}"#,
        ),
        result(
            "no-key",
            "a signature is weak, and there is no key",
            r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"weak","domain":"example.jp","selector":"k"}}"#,
        ),
        result(
            "key-alone",
            "a key of no signature",
            r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"none","key_record":"p=","captured_at":"2026-10-01T05:03:00Z","captured_by":"dns"}}"#,
        ),
        result(
            "captured",
            "a key, and nothing tells how it was come by",
            r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"pass","domain":"example.jp","selector":"k","key_record":"p="}}"#,
        ),
        mail(
            "rule-mail-unsigned",
            "a signature holds, and the mail has none",
            UNSIGNED,
            "pass",
            b"From: a\r\n\r\nHi\r\n",
        ),
        mail(
            "rule-mail-body",
            "a signature is malformed, and stands in the body of the mail",
            UNSIGNED,
            "malformed",
            b"From: a\nSubject: DKIM-Signature: v=1\n\nDKIM-Signature: v=1\n",
        ),
        mail(
            "good-mail",
            "nothing: a mail with a signature, in capitals",
            PLAIN,
            "fail",
            b"From: a\nDKIM-SIGNATURE: v=1\n\nHi\n",
        ),
        mail(
            "good-mail-none",
            "nothing: a key that its domain calls a test",
            PLAIN,
            "none",
            b"From: a\n\nHi\n",
        ),
        tiny(
            "good-mail-withheld",
            SECTION,
            "nothing: the mail is withheld, its fact is not",
            "intact payload-withheld",
            |b| {
                b.ed().seal_line("mail", salted(r#"{"mail":{"path":"data/001/messages/1.eml","dkim":"no-key","domain":"example.jp","selector":"k"}}"#));
                b.ed().seal_hidden("file");
                b.ed().reseal();
            },
        ),
    ]
}

fn ranges() -> Vec<Fault> {
    let gap = |file: &str, what: &str, expect: &str, gap: &'static str| {
        talk(file, SECTION, what, expect, move |b| {
            b.ed().reword(TALK, "\"understood\"", "\"gaps\"");
            b.ed().reword(TALK, "\"gaps\":[]", &format!("\"gaps\":[{gap}]"));
        })
    };
    vec![
        gap(
            "rule-gap-backwards",
            "a range that was not understood ends before it begins",
            RANGE,
            r#"{"unit":"lines","from":4,"to":3,"after":1,"why":"time"}"#,
        ),
        gap(
            "rule-gap-after",
            "a range stands after message 3 of 2",
            NUMBER,
            r#"{"unit":"bytes","from":0,"to":9,"after":3,"why":"time"}"#,
        ),
        gap(
            "good-gap",
            "nothing: a range of one line after the last message",
            "intact facts-withheld",
            r#"{"unit":"lines","from":4,"to":4,"after":2,"why":"time"}"#,
        ),
        talking(
            "rule-answer-backwards",
            "the lines of an answer end before they begin",
            RANGE,
            &[(
                "answer.1",
                r#"{"answer":{"k":1,"n":1,"from":4,"to":3,"after":1,"said":"client","text":"x"}}"#,
            )],
        ),
        talking(
            "rule-answer-zero",
            "an answer about line 0",
            RANGE,
            &[(
                "answer.1",
                r#"{"answer":{"k":1,"n":1,"from":0,"to":3,"after":1,"said":"client","text":"x"}}"#,
            )],
        ),
        talking(
            "rule-answer-after",
            "an answer about lines after message 3 of 2",
            NUMBER,
            &[(
                "answer.1",
                r#"{"answer":{"k":1,"n":1,"from":4,"to":4,"after":3,"said":"client","text":"x"}}"#,
            )],
        ),
        talking(
            "rule-answer-number",
            "an answer 2 of 1",
            NUMBER,
            &[(
                "answer.1",
                r#"{"answer":{"k":1,"n":2,"from":4,"to":4,"after":1,"said":"client","text":"x"}}"#,
            )],
        ),
        reword(
            "rule-understood-gaps",
            "a conversation is understood, and ranges of it were not",
            "altered conversation-certainty",
            TALK,
            "\"gaps\":[]",
            r#""gaps":[{"unit":"lines","from":4,"to":4,"after":2,"why":"time"}]"#,
        ),
        reword(
            "rule-understood-questions",
            "a conversation is understood, and a question is open",
            "altered conversation-certainty",
            TALK,
            "\"unanswered\":[]",
            r#""unanswered":["participants"]"#,
        ),
    ]
}

fn sounds() -> Vec<Fault> {
    let audio = |file: &str, what: &str, expect: &str, fields: &'static str| {
        bare(file, SECTION, what, expect, move |b| {
            b.ed().seal_line("audio", salted(&format!(r#"{{"audio":{{"path":"{WAV}",{fields}}}}}"#)));
            b.ed().reseal();
        })
    };
    vec![
        audio(
            "rule-audio-duration",
            "a duration that is not that of its frames",
            SOUND,
            r#""sample_rate_hz":44100,"frames":44100,"duration_s":"1.000002","unmeasured":[]"#,
        ),
        audio(
            "rule-audio-below-zero",
            "a duration below zero",
            SOUND,
            r#""sample_rate_hz":44100,"frames":0,"duration_s":"-0.000001","unmeasured":[]"#,
        ),
        audio(
            "rule-audio-silence",
            "more silence than sound",
            SOUND,
            r#""duration_s":"6.0","tail_silence_s":"6.000001","unmeasured":[]"#,
        ),
        audio(
            "rule-audio-unmeasured",
            "a peak that was not measured, and stands there",
            SOUND,
            r#""sample_peak_dbfs":"-3.00","unmeasured":[{"field":"sample_peak_dbfs","reason":"damaged"}]"#,
        ),
        audio(
            "good-audio-rounded",
            "nothing: a duration that is rounded, and silence all through",
            GOOD,
            r#""sample_rate_hz":44100,"frames":1,"duration_s":"0.000023","head_silence_s":"0.000023","digital_zero_s":"0.0","unmeasured":[{"field":"rest","reason":"damaged"}]"#,
        ),
        audio(
            "good-audio-largest",
            "nothing: the most frames at the highest rate",
            GOOD,
            r#""sample_rate_hz":9007199254740991,"frames":9007199254740991,"duration_s":"1.0","unmeasured":[]"#,
        ),
        alone(
            "rule-waveform-crossed",
            "a waveform whose lowest value lies above its highest",
            "altered waveform-columns",
            "waveform",
            r#"{"waveform":{"path":"data/001/delivery/1/a.wav","columns":2,"min":"gIE","max":"gIA"}}"#,
        ),
    ]
}

pub fn all() -> Vec<Fault> {
    [times(), files(), mails(), ranges(), sounds()].into_iter().flatten().collect()
}
