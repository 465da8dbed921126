//! What was delivered, round by round: files with their drawings and players, and what the worker states of each round.

use super::context::{Context, Part};
use super::form::{clock, megabytes};
use super::job::whole;
use super::sound::values as audio_values;
use super::wave;
use super::words::{Both, Room, Words, address, one_line};
use crate::base::entry_name::EntryName;
use crate::format::archive::{Edition, Place};
use crate::report::r1::abridged::{COLUMNS, Event, OneFile};
use crate::text::{Message, Texts, visible};
use askama::Template;
use std::collections::{BTreeMap, HashMap};

/// A thousand files with everything that is printed of them.
const ROOM: usize = 5 << 20;
/// What browsers play by its name, where nothing was measured.
const SOUNDS: [&str; 13] =
    ["wav", "mp3", "m4a", "aac", "flac", "ogg", "oga", "opus", "aif", "aiff", "caf", "mp4", "webm"];

#[derive(Template)]
#[template(path = "r1/html/round.html")]
struct OneRound<'a> {
    words: &'a Words,
    heading: Both,
    events: Vec<Stated>,
    count: Both,
}

/// What the worker states.
struct Stated {
    when: String,
    kind: Both,
    quote: Option<Both>,
    evidence: Option<Both>,
    ahead: Option<Both>,
}

#[derive(Template)]
#[template(path = "r1/html/file.html")]
struct Card<'a> {
    words: &'a Words,
    name: String,
    length: Option<String>,
    size: Both,
    format: Both,
    notes: Vec<Both>,
    wave: String,
    columns: usize,
    height: i32,
    source: Option<String>,
    hash: Option<String>,
    values: Vec<(Both, Both)>,
    claims: Vec<(Both, Both)>,
    more_claims: Option<Both>,
}

/// The round of a path, of a payload file or of a file in a delivered ZIP.
fn round_of(path: &str) -> Option<u64> {
    let (_, rest) = path.strip_prefix("data/")?.split_once('/')?;
    rest.strip_prefix("delivery/")?.split_once('/')?.0.parse().ok()
}

/// What belongs to a round: what is stated of it, and its files by path.
type InRound<'a> = (Vec<&'a Event>, Vec<(&'a EntryName, &'a OneFile)>);

/// The section, and whether anything in it can be played.
pub fn part(context: &Context<'_>) -> (Option<Part>, bool) {
    let mut rounds: BTreeMap<u64, InRound<'_>> = BTreeMap::new();
    for (path, file) in context.facts.files().iter() {
        if let Some(round) = round_of(path.as_str()) {
            rounds.entry(round).or_default().1.push((path, file));
        }
    }
    for event in context.events() {
        if let Some(round) = event.round {
            rounds.entry(round).or_default().0.push(event);
        }
    }
    if rounds.is_empty() {
        return (None, false);
    }
    let zips: HashMap<&str, &OneFile> =
        context.facts.files().iter().map(|(path, file)| (path.as_str(), file)).collect();
    let mut room = Room::within(ROOM);
    let mut has_players = false;
    for (round, (events, files)) in rounds {
        let delivered = files.iter().filter(|(_, file)| file.file.is_some()).count();
        let count = match delivered {
            0 => context.get("report-round-no-files"),
            n => {
                let id = if context.hides_files() { "report-round-files-part" } else { "report-round-files" };
                context.say(&Message::new(id).count("count", n))
            }
        };
        room.push(&OneRound {
            words: context.words,
            heading: context.say(&Message::new("report-round").count("round", round)),
            events: events.iter().map(|event| stated(context, event)).collect(),
            count,
        });
        for (path, file) in files {
            let card = card(context, path, file, &zips);
            has_players |= card.source.is_some();
            room.push(&card);
        }
    }
    let part = Part {
        anchor: "files",
        heading: context.get("report-rounds"),
        by: vec![context.get("report-rounds-by"), context.get("report-rounds-note")],
        notes: left_out(context, room.left_out),
        body: room.into_markup(),
    };
    (Some(part), has_players)
}

/// Files that were too many to keep, or to print.
fn left_out(context: &Context<'_>, no_room: u64) -> Vec<Both> {
    let files = context.facts.files();
    let count = |is: fn(&OneFile) -> bool| files.iter().filter(|(_, file)| is(file)).count() as u64;
    let more = files.seen.saturating_sub(count(|file| file.file.is_some())) + no_room;
    let more_audio = files.seen_audio.saturating_sub(count(|file| file.audio.is_some()));
    let say = |id: &'static str, n: u64| (n > 0).then(|| context.say(&Message::new(id).count("count", n)));
    [say("report-files-more", more), say("report-audio-more", more_audio)].into_iter().flatten().collect()
}

fn stated(context: &Context<'_>, event: &Event) -> Stated {
    Stated {
        when: event.at.as_ref().map(|at| context.zone.moment(at)).unwrap_or_default(),
        kind: context.words.named(&format!("event-{}", event.kind), event.kind.as_str()),
        quote: event.quote.as_ref().map(|text| whole(context, text)),
        evidence: event.evidence.as_ref().map(|text| whole(context, text)),
        ahead: context.is_ahead(event).then(|| context.get("report-ahead")),
    }
}

fn card<'a>(
    context: &Context<'a>,
    path: &EntryName,
    file: &OneFile,
    zips: &HashMap<&str, &OneFile>,
) -> Card<'a> {
    let words = context.words;
    let is_payload = matches!(Place::of(path.as_str()), Some(Place::Payload(_)));
    let zip =
        path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]).find(|at| zips.contains_key(at));
    let mut notes = Vec::new();
    if let Some(zip) = zip {
        notes.push(context.say(&Message::new("report-inside").text("file", context.name(zip))));
    } else if file.file.is_none() {
        notes.push(context.get("report-no-fact"));
    } else if !context.is_here(path) {
        notes.push(context.get("report-withheld"));
    }
    if context.is_several()
        && let Some(edition) = edition_of(path)
    {
        notes.push(context.say(&Message::new("report-sealed-in").count("edition", edition.get())));
    }
    let audio = file.audio.as_deref();
    let in_both = |texts: &Texts| audio.map(|audio| audio_values(texts, audio)).unwrap_or_default();
    let (ja, en) = words.each(in_both);
    let pairs = ja.into_iter().zip(en).map(|((a, x), (b, y))| (Both { ja: a, en: b }, Both { ja: x, en: y }));
    let mut values: Vec<(Both, Both)> = pairs.collect();
    let kind = audio.and_then(|audio| audio.container.as_ref().or(audio.codec.as_ref()));
    let format = if kind.is_some() && !values.is_empty() { values.remove(0).1 } else { Both::default() };
    if let Some(modified) = file.origin.as_ref().and_then(|(_, modified)| *modified) {
        let modified = context.zone.second(modified);
        values.push((context.get("report-modified"), Both { ja: modified.clone(), en: modified }));
    }
    let claims = file.claims.iter().map(|(name, value, guessed)| {
        let name = one_line(&name.text);
        let mut value = one_line(&value.text) + if value.more > 0 { " …" } else { "" };
        if *guessed {
            let said = context.say(&Message::new("report-claim-guessed").text("value", &value));
            return (Both { ja: name.clone(), en: name }, said);
        }
        value = visible(&value).into_owned();
        (Both { ja: name.clone(), en: name }, Both { ja: value.clone(), en: value })
    });
    let plays =
        is_payload && zip.is_none() && file.file.is_some() && context.is_here(path) && is_sound(path, file);
    Card {
        words,
        name: if zip.is_some() { context.name(path.as_str()) } else { found_name(path, file) },
        length: audio.and_then(|audio| audio.duration_s.as_ref()).map(|s| clock(s.as_str())),
        size: file.file.map(|(bytes, _)| size(words, bytes)).unwrap_or_default(),
        format,
        notes,
        wave: wave::path(&file.wave),
        columns: file.wave.len().min(COLUMNS),
        height: wave::HEIGHT,
        source: plays.then(|| address(path.as_str())),
        hash: file.file.map(|(_, hash)| hash.to_string()),
        values,
        claims: claims.collect(),
        more_claims: (file.more_claims > 0)
            .then(|| context.say(&Message::new("report-claims-more").count("count", file.more_claims))),
    }
}

/// The name as found, on one line; else the path.
pub fn found_name(path: &EntryName, file: &OneFile) -> String {
    let found = file.origin.as_ref().map_or(path.as_str(), |(name, _)| &name.text);
    let cut = file.origin.as_ref().is_some_and(|(name, _)| name.more > 0);
    format!("{}{}", visible(found), if cut { " …" } else { "" })
}

/// `0.86 MB (864044 bytes)`
pub fn size(words: &Words, bytes: u64) -> Both {
    let exact = words.say(&Message::new("report-bytes").count("bytes", bytes));
    match megabytes(bytes) {
        None => exact,
        Some(mb) => Both { ja: format!("{mb}({})", exact.ja), en: format!("{mb} ({})", exact.en) },
    }
}

fn edition_of(path: &EntryName) -> Option<Edition> {
    let digits = path.as_str().strip_prefix("data/")?.split('/').next()?;
    Edition::new(digits.parse().ok()?)
}

fn is_sound(path: &EntryName, file: &OneFile) -> bool {
    let measured = file.audio.as_ref().is_some_and(|audio| audio.container.is_some());
    let extension = path.as_str().rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    measured || SOUNDS.contains(&extension.as_str())
}
