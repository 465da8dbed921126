//! Lengths: several hundred streams by the encoders of ffmpeg, whole, piped, joined and cut. Of each, hikae tells as many
//! frames as ffmpeg decodes, or a reason why it does not: never another number without a word.
#![allow(clippy::unwrap_used)] // a test may panic

mod changed;
mod plan;

use crate::sound::{Coding, Sound, audio, decoded_frames, has_ffmpeg, number, played_frames};
use changed::{Change, changes};
use hikae::format::fact::AudioFact;
use plan::{Encoder, Plan, Reference, plans};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fields of `unmeasured` that say that the number of frames is not that of the whole file.
const LENGTH: [&str; 6] = ["audio", "rest", "frames", "duration_s", "length", "stated_length"];
/// Reasons that say that a file is not whole, or not sound.
const BROKEN: [&str; 5] = ["cut-off", "damaged", "decoder-failed", "no-frames", "bytes-unread"];
/// Frames of the longest packet of AAC and Vorbis, and some.
const PACKET: u64 = 4_096;
/// Streams at least.
const STREAMS: usize = 300;

/// What hikae says of the length of a stream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// It is this, and nothing takes it back.
    Length,
    /// A reason.
    Reason,
}

/// What came of one stream.
struct Outcome {
    codec: Encoder,
    change: Change,
    answer: Answer,
    wrong: Option<String>,
}

/// The reason why a length is not that of the whole file.
fn reason(fact: &AudioFact) -> Option<String> {
    let found = fact.unmeasured.iter().find(|u| LENGTH.contains(&u.field.as_str()));
    found.map(|u| format!("{}: {}", u.field, u.reason))
}

/// Holds what hikae says of a file against what ffmpeg decodes.
/// `alone`: of two that follow each other, the frames that ffmpeg decodes of each alone.
fn look(file: &Path, plan: &Plan, change: Change, alone: Option<(u64, u64)>) -> Outcome {
    let bytes = std::fs::read(file).unwrap();
    let fact = audio(&bytes, file.file_name().unwrap().to_str().unwrap());
    let ours = fact.frames.map(|n| n.get());
    let theirs = decoded_frames(file);
    let said = reason(&fact);
    let seconds = number(&fact.duration_s);
    let wrong = match (&said, ours) {
        (None, None) => Some("neither a length nor a reason".to_owned()),
        (None, Some(ours)) => {
            let exact = match plan.reference() {
                Reference::Stated => ours == played_frames(file) && ours.abs_diff(theirs) < PACKET,
                // of two that follow each other, also what it decodes of them alone: tags between them cost it a frame
                Reference::Decoded => ours == theirs || alone.is_some_and(|(a, b)| a + b == ours),
            };
            // one alone is not both
            let is_first = alone.is_some_and(|(first, _)| first == ours);
            (!exact || is_first).then(|| format!("{ours} frames here, {theirs} there"))
        }
        (Some(said), _) if change == Change::None && BROKEN.iter().any(|word| said.ends_with(word)) => {
            Some(format!("is whole, and {said}"))
        }
        // what is measured of it is not more than there is
        (Some(said), Some(ours)) => {
            let more = ours.saturating_sub(theirs) as f64 * seconds / ours as f64;
            (more > 0.1).then(|| format!("{ours} frames here, {theirs} there, {said}"))
        }
        (Some(_), None) => None,
    };
    let answer = if said.is_none() { Answer::Length } else { Answer::Reason };
    let name = plan.name();
    // for whoever wants to see each of them
    if std::env::var_os("HIKAE_STREAMS").is_some() {
        let said = said.as_deref().unwrap_or("ok");
        let _ = writeln!(std::io::stderr(), "{name}, {change:?}: {ours:?} here, {theirs} there, {said}");
    }
    let wrong = wrong.map(|wrong| format!("{name}, {change:?}: {wrong}"));
    Outcome { codec: plan.encoder, change, answer, wrong }
}

/// Encodes a stream, changes it, and looks at everything that comes of it.
fn outcomes(folder: &Path, index: usize, plan: &Plan) -> Vec<Outcome> {
    let path = |name: &str| folder.join(format!("{index}-{name}.{}", plan.extension));
    let bytes = plan.encode(folder, &path("whole"), plan.seconds);
    let mut found = vec![look(&path("whole"), plan, Change::None, None)];
    if plan.is_changed {
        let other = plan.encode(folder, &path("other"), plan.seconds + 0.113);
        let (first, second) = (decoded_frames(&path("whole")), decoded_frames(&path("other")));
        for (change, bytes) in changes(&bytes, &other) {
            let file = path("changed");
            std::fs::write(&file, bytes).unwrap();
            let alone = match change {
                Change::Twice => Some((first, first)),
                Change::Joined => Some((first, second)),
                Change::None | Change::Cut(_) => None,
            };
            found.push(look(&file, plan, change, alone));
        }
    }
    found
}

#[test]
fn every_length_is_what_ffmpeg_decodes_or_has_a_reason() {
    if crate::skip::slow() {
        return;
    }
    if !has_ffmpeg() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let music = Sound::music_of(48_000, 2, 1.0).wav(Coding::Int(24));
    std::fs::write(folder.path().join(plan::SOURCE), music).unwrap();
    let (plans, next, found) = (plans(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((index, plan)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, plans.get(i)?)))
                {
                    let outcomes = outcomes(folder.path(), index, plan);
                    found.lock().unwrap().extend(outcomes);
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    let count = |of: &dyn Fn(&&Outcome) -> bool| found.iter().filter(of).count();
    let mut kinds: BTreeMap<(Encoder, Answer), usize> = BTreeMap::new();
    found.iter().for_each(|o| *kinds.entry((o.codec, o.answer)).or_default() += 1);
    let lengths = count(&|o| o.answer == Answer::Length);
    let mut summary = format!("streams: {}, {lengths} with their length", found.len());
    for encoder in Encoder::ALL {
        let of = |answer| kinds.get(&(encoder, answer)).copied().unwrap_or(0);
        summary += &format!("; {encoder:?} {} and {}", of(Answer::Length), of(Answer::Reason));
    }
    // on the terminal, past what is kept back of a test that passes
    let _ = writeln!(std::io::stderr(), "{summary}");
    let wrong: Vec<&str> = found.iter().filter_map(|o| o.wrong.as_deref()).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), found.len(), wrong.join("\n"));
    assert!(found.len() >= STREAMS, "{summary}");
    for encoder in Encoder::ALL {
        let whole = count(&|o| o.codec == encoder && o.change == Change::None);
        let told = count(&|o| o.codec == encoder && o.change == Change::None && o.answer == Answer::Length);
        let least = encoder.least();
        assert!(told * 100 >= whole * least, "{encoder:?}: {told} of {whole} whole ones; {summary}");
    }
}
