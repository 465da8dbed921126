//! Section 4.3, rule 15: values that no sound has, or not this file; and what looks like it and is none.

use super::*;
use crate::common::edition_craft::salted;

const SECTION: &str = "4.3 (V10)";
const VALUES: &str = "altered audio-values";
const GOOD: &str = "intact facts-withheld";

fn audio(file: &str, what: &str, expect: &str, fields: &'static str) -> Fault {
    bare(file, SECTION, what, expect, move |b| {
        b.ed().seal_line(
            "audio",
            salted(&format!(r#"{{"audio":{{"path":"{WAV}",{fields},"unmeasured":[]}}}}"#)),
        );
        b.ed().reseal();
    })
}

/// A sound, and another fact about it.
fn beside(
    file: &str,
    what: &str,
    expect: &str,
    fields: &'static str,
    label: &'static str,
    other: &'static str,
) -> Fault {
    bare(file, SECTION, what, expect, move |b| {
        b.ed().seal_line(
            "audio",
            salted(&format!(r#"{{"audio":{{"path":"{WAV}",{fields},"unmeasured":[]}}}}"#)),
        );
        b.ed().seal_line(label, salted(&format!(r#"{{"{label}":{{"path":"{WAV}",{other}}}}}"#)));
        b.ed().reseal();
    })
}

fn levels() -> Vec<Fault> {
    vec![
        audio(
            "rule-sound-rms",
            "an RMS above the peak",
            VALUES,
            r#""sample_peak_dbfs":"-6.00","rms_dbfs":"-5.98""#,
        ),
        audio(
            "rule-sound-rms-silence",
            "an RMS, and digital silence",
            VALUES,
            r#""sample_peak_dbfs":"-inf","rms_dbfs":"-90.00""#,
        ),
        audio(
            "rule-sound-true-peak",
            "a true peak far below the samples",
            VALUES,
            r#""sample_peak_dbfs":"-1.00","true_peak_dbtp":"-6.00""#,
        ),
        audio(
            "rule-sound-true-peak-high",
            "a true peak far above the samples",
            VALUES,
            r#""sample_peak_dbfs":"-20.00","true_peak_dbtp":"-7.99""#,
        ),
        audio(
            "rule-sound-noise",
            "a noise floor as loud as the sound",
            VALUES,
            r#""sample_peak_dbfs":"-20.00","noise_floor_dbfs":"-29.99""#,
        ),
        audio(
            "rule-sound-loudness",
            "a loudness above what its peak allows in stereo",
            VALUES,
            r#""channels":2,"sample_peak_dbfs":"-20.00","integrated_loudness_lufs":"-10.97""#,
        ),
        audio(
            "rule-sound-gate",
            "a loudness below the gate",
            VALUES,
            r#""integrated_loudness_lufs":"-70.02""#,
        ),
        audio(
            "rule-sound-loudness-silence",
            "the loudness of nothing",
            VALUES,
            r#""integrated_loudness_lufs":"-inf""#,
        ),
        audio("rule-sound-range", "a loudness range below zero", VALUES, r#""loudness_range_lu":"-0.01""#),
        audio(
            "good-sound",
            "nothing: values of a loud sound, each at its limit",
            GOOD,
            r#""channels":2,"sample_peak_dbfs":"-20.00","true_peak_dbtp":"-8.00","integrated_loudness_lufs":"-10.98","loudness_range_lu":"0.0","rms_dbfs":"-19.99","noise_floor_dbfs":"-30.00""#,
        ),
        audio(
            "good-sound-silence",
            "nothing: digital silence",
            GOOD,
            r#""frames":48000,"sample_peak_dbfs":"-inf","true_peak_dbtp":"-inf","rms_dbfs":"-inf","clipped_runs":0"#,
        ),
    ]
}

fn lengths() -> Vec<Fault> {
    vec![
        audio(
            "rule-sound-head",
            "silence at the head ends, and no sample ends it",
            VALUES,
            r#""sample_peak_dbfs":"-50.02","head_silence_s":"0.5""#,
        ),
        audio(
            "rule-sound-ends",
            "silence at head and tail, together longer than the sound",
            VALUES,
            r#""duration_s":"6.0","head_silence_s":"3.0","tail_silence_s":"3.000003""#,
        ),
        audio(
            "rule-sound-clipped",
            "clipped, and no sample near full scale",
            VALUES,
            r#""sample_peak_dbfs":"-2.01","clipped_runs":1"#,
        ),
        audio(
            "rule-sound-clipped-often",
            "more clipped samples than samples",
            VALUES,
            r#""channels":1,"frames":8,"clipped_runs":3"#,
        ),
        audio(
            "good-sound-clipped",
            "nothing: clipped samples of 3 bits, all of them",
            GOOD,
            r#""bit_depth":3,"channels":1,"frames":9,"sample_peak_dbfs":"-2.50","clipped_runs":3"#,
        ),
        audio(
            "good-sound-ends",
            "nothing: silence at head and tail, each rounded, and the sample that ends both",
            GOOD,
            r#""duration_s":"6.0","sample_peak_dbfs":"-50.00","head_silence_s":"3.000001","tail_silence_s":"3.000001""#,
        ),
    ]
}

fn files() -> Vec<Fault> {
    const FILE: &str =
        r#""size":44,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""#;
    const LOUD: &str = r#""sample_peak_dbfs":"-6.00""#;
    vec![
        beside(
            "rule-sound-size",
            "more samples than the file has room for",
            VALUES,
            r#""container":"wav","codec":"pcm","bit_depth":20,"channels":1,"frames":15"#,
            "file",
            FILE,
        ),
        beside(
            "good-sound-size",
            "nothing: compressed samples",
            GOOD,
            r#""container":"flac","codec":"flac","bit_depth":24,"channels":1,"frames":48000"#,
            "file",
            FILE,
        ),
        beside(
            "rule-sound-drawing",
            "a peak of 6 dB below full scale, and a drawing that reaches to half of that",
            VALUES,
            LOUD,
            "waveform",
            r#""columns":2,"min":"YGQ","max":"gJ8""#,
        ),
        beside(
            "good-sound-drawing",
            "nothing: the peak as it is drawn",
            GOOD,
            LOUD,
            "waveform",
            r#""columns":2,"min":"QGQ","max":"gJ8""#,
        ),
    ]
}

pub fn all() -> Vec<Fault> {
    [levels(), lengths(), files()].into_iter().flatten().collect()
}
