//! Section 4.3: what must hold among disclosed facts. The worker's own key signs each fault.

use super::*;
use crate::common::edition_craft::salted;

const TWIN: &str = "altered fact-twin";
const NUMBER: &str = "altered fact-number";
const TEXTS: &str = "altered text-count";

/// Seals more facts into `talk`, each with its label.
fn more(file: &str, what: &str, expect: &str, facts: &'static [(&'static str, &'static str)]) -> Fault {
    talk(format!("rule-{file}"), "4.3 (V10)", what, expect, move |b| {
        facts.iter().for_each(|(label, body)| b.ed().seal_line(label, salted(body)));
        b.ed().reseal();
    })
}

/// Seals facts into `bare`, each with its label.
fn alone(file: &str, what: &str, expect: &str, facts: &'static [(&'static str, &'static str)]) -> Fault {
    bare(format!("rule-{file}"), "4.3 (V10)", what, expect, move |b| {
        facts.iter().for_each(|(label, body)| b.ed().seal_line(label, salted(body)));
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
    talk(format!("rule-{file}"), "4.3 (V10)", what, expect, move |b| b.ed().reword(find, from, to))
}

const SECOND: &str = r#""kind":"sticker""#;
const FIRST: &str = r#""kind":"text""#;

pub fn all() -> Vec<Fault> {
    vec![
        talk(
            "rule-label",
            "4.3 rule 1 (V5)",
            "a fact is sealed under the label of another kind",
            "altered fact-label",
            |b| {
                b.ed().seal_line("origin", salted(r#"{"case":{"key":"k","value":"v"}}"#));
                b.ed().reseal();
            },
        ),
        talk(
            "rule-label-number",
            "4.3 rule 1 (V5)",
            "a participant is sealed under the label of another conversation",
            "altered fact-label",
            |b| {
                b.ed().seal_hidden("conversation.2");
                b.ed().seal_hidden("participant.1");
                b.ed().seal_line(
                    "participant.2",
                    salted(r#"{"participant":{"k":1,"n":2,"role":"worker","ground":"memo"}}"#),
                );
                b.ed().reseal();
            },
        ),
        talk(
            "rule-salt",
            "4.3 rule 2 (V5)",
            "two facts have the same salt",
            "altered fact-salt-twice",
            |b| {
                let at = b.ed().find("\"title\"");
                let salt = String::from_utf8(b.ed().lines[at][..26].to_vec()).unwrap();
                b.ed().seal_line("case", format!(r#"{salt}{{"case":{{"key":"k","value":"v"}}}}]"#));
                b.ed().reseal();
            },
        ),
        alone(
            "twin-case",
            "two values for one item of the memo",
            TWIN,
            &[
                ("case", r#"{"case":{"key":"fee","value":"22,000円"}}"#),
                ("case", r#"{"case":{"key":"fee","value":"99,000円"}}"#),
            ],
        ),
        pair("rule-twin-file", "4.3 rule 3 (V10)", "two facts give one file different hashes", TWIN, |b| {
            b.ed().seal_line("file", crate::common::edition_craft::file_line(WAV, b"RIFF b"));
            b.ed().reseal();
        }),
        alone(
            "twin-origin",
            "two origins of one file",
            TWIN,
            &[
                ("origin", r#"{"origin":{"path":"data/001/delivery/1/a.wav","name":"a.wav"}}"#),
                ("origin", r#"{"origin":{"path":"data/001/delivery/1/a.wav","name":"b.wav"}}"#),
            ],
        ),
        alone(
            "twin-audio",
            "two measurements of one file",
            TWIN,
            &[
                ("audio", r#"{"audio":{"path":"data/001/delivery/1/a.wav","frames":1,"unmeasured":[]}}"#),
                ("audio", r#"{"audio":{"path":"data/001/delivery/1/a.wav","frames":2,"unmeasured":[]}}"#),
            ],
        ),
        alone(
            "twin-waveform",
            "two waveforms of one file",
            TWIN,
            &[
                (
                    "waveform",
                    r#"{"waveform":{"path":"data/001/delivery/1/a.wav","columns":0,"min":"","max":""}}"#,
                ),
                (
                    "waveform",
                    r#"{"waveform":{"path":"data/001/delivery/1/a.wav","columns":1,"min":"gA","max":"gA"}}"#,
                ),
            ],
        ),
        alone(
            "twin-claims",
            "two lists of claims of one file",
            TWIN,
            &[
                ("claims", r#"{"claims":{"path":"data/001/delivery/1/a.wav","claims":[]}}"#),
                (
                    "claims",
                    r#"{"claims":{"path":"data/001/delivery/1/a.wav","claims":[{"name":"a","value":"b"}]}}"#,
                ),
            ],
        ),
        alone(
            "twin-mail",
            "two results for one mail",
            TWIN,
            &[
                ("mail", r#"{"mail":{"path":"data/001/delivery/1/a.wav","dkim":"none"}}"#),
                ("mail", r#"{"mail":{"path":"data/001/delivery/1/a.wav","dkim":"unchecked"}}"#),
            ],
        ),
        more(
            "twin-participant",
            "a participant with two roles",
            TWIN,
            &[("participant.1", r#"{"participant":{"k":1,"n":1,"role":"worker","ground":"memo"}}"#)],
        ),
        talk("rule-twin-name", "4.3 rule 3 (V10)", "a participant with two names", TWIN, |b| {
            b.ed().seal_hidden("participant.1");
            b.ed().seal_line("name.1", salted(r#"{"name":{"k":1,"n":1,"name":"別名"}}"#));
            b.ed().reseal();
        }),
        talk("rule-twin-text", "4.3 rule 3 (V10)", "a message with two texts", TWIN, |b| {
            b.ed().withhold(SECOND);
            b.ed().seal_line("text.1", salted(r#"{"text":{"k":1,"n":1,"text":"goodbye"}}"#));
            b.ed().reseal();
        }),
        talk("rule-twin-message", "4.3 rule 3 (V10)", "a message with two headers", TWIN, |b| {
            b.ed().reword("\"conversation\"", "\"count\":2", "\"count\":3");
            b.ed().seal_line("message.1", salted(r#"{"message":{"k":1,"n":2,"at":{"basis":"unknown"},"kind":"call","has_text":false,"attachments":[]}}"#));
            b.ed().reseal();
        }),
        talk(
            "rule-twin-conversation",
            "4.3 rule 3 (V10)",
            "a conversation with two headers",
            "altered fact-twin seal-labels",
            |b| {
                let at = b.ed().find("\"conversation\"");
                let line =
                    String::from_utf8(b.ed().lines[at].clone()).unwrap().replace("understood", "uncertain");
                b.ed().seal_line("conversation.1", salted(&line[26..line.len() - 1]));
                b.ed().reseal();
            },
        ),
        reword(
            "conversation-count-less",
            "a conversation counts fewer messages than the seal",
            "altered conversation-count",
            "\"conversation\"",
            "\"count\":2",
            "\"count\":1",
        ),
        reword(
            "conversation-count-more",
            "a conversation counts more messages than the seal",
            "altered conversation-count",
            "\"conversation\"",
            "\"count\":2",
            "\"count\":3",
        ),
        reword("message-number", "a message 3 of 2", NUMBER, SECOND, "\"n\":2", "\"n\":3"),
        reword("message-zero", "a message 0", NUMBER, SECOND, "\"n\":2", "\"n\":0"),
        reword("text-number", "a text of message 3 of 2", NUMBER, "\"text\":{", "\"n\":1", "\"n\":3"),
        reword(
            "participant-number",
            "a participant 2 of 1",
            NUMBER,
            "\"participant\":{",
            "\"n\":1",
            "\"n\":2",
        ),
        reword("name-number", "a name of participant 2 of 1", NUMBER, "\"name\":{", "\"n\":1", "\"n\":2"),
        reword(
            "sender-number",
            "a message by participant 2 of 1",
            NUMBER,
            SECOND,
            "\"participant\":1",
            "\"participant\":2",
        ),
        reword(
            "sender-zero",
            "a message by participant 0",
            NUMBER,
            SECOND,
            "\"participant\":1",
            "\"participant\":0",
        ),
        reword(
            "texts-more",
            "two headers say that they have a text, one text is sealed",
            TEXTS,
            SECOND,
            "\"has_text\":false",
            "\"has_text\":true",
        ),
        talk(
            "rule-texts-fewer",
            "4.3 rule 6 (V10)",
            "no header says that it has a text, one text is sealed and withheld",
            TEXTS,
            |b| {
                b.ed().withhold("\"text\":{");
                b.ed().reword(FIRST, "\"has_text\":true", "\"has_text\":false");
            },
        ),
        reword(
            "text-of-none",
            "a text belongs to a message that says it has none",
            TEXTS,
            "\"text\":{",
            "\"n\":1",
            "\"n\":2",
        ),
        alone(
            "waveform-short",
            "a waveform with fewer columns than it says",
            "altered waveform-columns",
            &[(
                "waveform",
                r#"{"waveform":{"path":"data/001/delivery/1/a.wav","columns":2,"min":"gIA","max":"gA"}}"#,
            )],
        ),
        alone(
            "waveform-long",
            "a waveform with more columns than it says",
            "altered waveform-columns",
            &[(
                "waveform",
                r#"{"waveform":{"path":"data/001/delivery/1/a.wav","columns":1,"min":"gIA","max":"gA"}}"#,
            )],
        ),
    ]
}
