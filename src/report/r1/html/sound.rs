//! What was measured in a sound, in words.

use crate::format::fact::AudioFact;
use crate::text::{Message, Texts, visible};

/// Names and values, in one language. The kind of the sound stands first.
pub fn values(texts: &Texts, fact: &AudioFact) -> Vec<(String, String)> {
    let say = |message: Message| texts.say(&message);
    let mut values = Vec::new();
    let kind = kind(texts, fact);
    if !kind.is_empty() {
        values.push((texts.get("audio-kind"), kind));
    }
    if let (Some(duration), Some(frames)) = (&fact.duration_s, fact.frames) {
        let message = Message::new("audio-length-value").text("time", super::clock(duration.as_str()));
        values.push((texts.get("audio-length"), say(message.text("frames", frames.get()))));
    }
    if let Some(integrated) = &fact.integrated_loudness_lufs {
        let message = match &fact.loudness_range_lu {
            Some(range) => Message::new("audio-loudness-range").text("range", range),
            None => Message::new("audio-loudness-value"),
        };
        values.push((texts.get("audio-loudness"), say(message.text("integrated", integrated))));
    }
    if let (Some(peak), Some(sample)) = (&fact.true_peak_dbtp, &fact.sample_peak_dbfs) {
        let message = Message::new("audio-peaks-value").text("true", peak).text("sample", sample);
        values.push((texts.get("audio-peaks"), say(message)));
    }
    for (id, level) in [("audio-rms", &fact.rms_dbfs), ("audio-noise-floor", &fact.noise_floor_dbfs)] {
        if let Some(level) = level {
            values.push((texts.get(id), format!("{level} dBFS")));
        }
    }
    if let Some(runs) = fact.clipped_runs.filter(|n| n.get() > 0) {
        let message = Message::new("audio-clipped-value").count("count", runs.get());
        values.push((texts.get("audio-clipped"), say(message)));
    }
    if let (Some(head), Some(tail)) = (&fact.head_silence_s, &fact.tail_silence_s) {
        let message = Message::new("audio-silence-value").text("head", short(head.as_str()));
        values.push((texts.get("audio-silence"), say(message.text("tail", short(tail.as_str())))));
    }
    if let Some(zeros) = fact.digital_zero_s.as_ref().filter(|zeros| zeros.as_str() != "0.0") {
        let message = Message::new("audio-zeros-value").text("seconds", short(zeros.as_str()));
        values.push((texts.get("audio-zeros"), say(message)));
    }
    for unmeasured in &fact.unmeasured {
        let field = named(texts, format!("field-{}", unmeasured.field), &unmeasured.field);
        let reason = named(texts, format!("unmeasured-{}", unmeasured.reason), unmeasured.reason.as_str());
        values.push((say(Message::new("audio-unmeasured").text("field", field)), reason));
    }
    values
}

/// `WAV、PCM、24 bit、48 kHz、モノラル`
fn kind(texts: &Texts, fact: &AudioFact) -> String {
    let parts = [
        fact.container.as_ref().map(|w| w.as_str().to_uppercase()),
        fact.codec.as_ref().map(|w| w.as_str().to_uppercase()),
        fact.bit_depth.map(|n| format!("{n} bit")),
        fact.sample_rate_hz.map(|n| hertz(n.get())),
        fact.channels.map(|n| texts.say(&Message::new("channels-value").count("count", n.get()))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&texts.get("spec-list"))
}

/// `44.1 kHz`, where nothing is lost by it.
fn hertz(hz: u64) -> String {
    if hz < 1_000 || !hz.is_multiple_of(10) {
        return format!("{hz} Hz");
    }
    let part = format!("{:02}", hz / 10 % 100);
    match part.trim_end_matches('0') {
        "" => format!("{} kHz", hz / 1_000),
        part => format!("{}.{part} kHz", hz / 1_000),
    }
}

fn named(texts: &Texts, id: String, otherwise: &str) -> String {
    let said = texts.say(&Message::new(id.clone()));
    if said == id { visible(otherwise).into_owned() } else { said }
}

/// Seconds with two decimals, not rounded.
fn short(seconds: &str) -> String {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let part: String = part.chars().chain("00".chars()).take(2).collect();
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_seconds_as_people_write_them() {
        for (hz, text) in [
            (48_000, "48 kHz"),
            (44_100, "44.1 kHz"),
            (22_050, "22.05 kHz"),
            (11_025, "11025 Hz"),
            (800, "800 Hz"),
        ] {
            assert_eq!(hertz(hz), text);
        }
        assert_eq!((short("0.999896"), short("12")), ("0.99".into(), "12.00".into()));
    }
}
