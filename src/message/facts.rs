//! Timelines to facts (format.md 4.2): conversation, participant, name, message, text. Every export has its
//! conversation fact, also one that is not understood.

use super::{
    CoverageGround, Export, Gap, Guess, Looks, Message, Oddity, PASTED, Reading, Setting, Sink, Why, detect,
    read, slack,
};
use crate::base::digest::Sha256Digest;
use crate::base::error::{Error, Result};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::format::fact::{
    AnswerFact, ConversationFact, Fact, MessageFact, NameFact, ParticipantFact, TextFact, Uint, Word,
};
use std::collections::{BTreeMap, BTreeSet};

/// An export that is, or will be, payload.
pub struct Source<'a> {
    /// Its entry path.
    pub path: String,
    /// Its name as found, `/` between components: the files of one Slack export belong together.
    pub name: String,
    /// Its bytes.
    pub export: &'a dyn Export,
    /// Its last change as found.
    pub changed: Option<UtcSecond>,
}

/// How an export was read, with its place among the facts.
#[derive(Debug, Clone)]
pub struct Described {
    /// Entry path, or paths with a space between.
    pub path: String,
    /// Name as found; of several files, the folder's.
    pub name: String,
    /// How it was read.
    pub reading: Reading,
}

/// Reads exports one after the other; the day files of a Slack folder are one conversation a channel.
pub fn read_sources(sources: &[Source<'_>], setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    let mut slack = SlackFolders::of(sources);
    let several = setting.copied.alone.is_some() && copies(sources, setting)? > 1;
    let mut setting = setting.clone();
    if several {
        setting.copied.alone = None; // for which of them was it written?
    }
    let last_change = |of: &[usize]| of.iter().filter_map(|i| sources[*i].changed).max();
    for (i, source) in sources.iter().enumerate() {
        if let Some(folder) = slack.take(i) {
            let users = slack::users(sources[folder.users].export)?;
            for (channel, days) in &folder.channels {
                let files = [&folder.users].into_iter().chain(days).map(|i| sources[*i].path.as_str());
                let path = files.collect::<Vec<_>>().join(" ");
                sink.source(&path, &format!("{}{channel}", folder.root));
                let changed = last_change(days);
                let mut here = setting.for_file(&folder.root, changed, Vec::new());
                if here.here.exported.is_none() {
                    // status names a folder by its first file
                    here = setting.for_file(&sources[folder.users].name, changed, Vec::new());
                }
                let days: Vec<&dyn Export> = days.iter().map(|i| sources[*i].export).collect();
                slack::channel(&users, Some(channel), &days, &here, sink)?;
            }
        } else if !slack.holds(i) {
            sink.source(&source.path, &source.name);
            let answers = match setting.answers.is_empty() {
                true => Vec::new(),
                false => setting
                    .answers
                    .of(&Sha256Digest::of_reader(&mut source.export.open()?).map_err(Error::read)?)
                    .to_vec(),
            };
            read(source.export, &setting.for_file(&source.name, source.changed, answers), sink)?;
        }
    }
    Ok(())
}

/// How many of the sources were copied from the screen.
fn copies(sources: &[Source<'_>], setting: &Setting) -> Result<usize> {
    let mut count = 0;
    for source in sources {
        let guess = detect(source.export, setting)?;
        count += usize::from(match guess {
            Guess::Format(format) => format.word() == PASTED,
            Guess::Unknown { looks: Looks::WebPage, .. } => {
                super::page::shows_thread(source.export, setting)?
            }
            Guess::Unknown { .. } => false,
        });
    }
    Ok(count)
}

/// Takes the facts of exports one after the other, each message beside its own.
pub trait Take {
    /// The next fact.
    fn fact(&mut self, fact: Fact) -> Result<()>;
    /// The message, before its facts: what they do not hold. `source` is that of its conversation `k`.
    fn message(&mut self, _k: Uint, _source: &str, _message: &Message<'_>) -> Result<()> {
        Ok(())
    }
}

impl<F: FnMut(Fact) -> Result<()>> Take for F {
    fn fact(&mut self, fact: Fact) -> Result<()> {
        self(fact)
    }
}

/// Reads exports and hands over their facts, conversations numbered from 1 in the order of the sources.
pub fn describe(
    sources: &[Source<'_>],
    setting: &Setting,
    limits: &Limits,
    take: &mut dyn Take,
) -> Result<Vec<Described>> {
    let (path, name) = (String::new(), String::new());
    let mut facts = Facts { k: 1, path, name, limits, take, described: Vec::new(), lost: Vec::new() };
    read_sources(sources, setting, &mut facts)?;
    Ok(facts.described)
}

/// A Slack export that was unpacked: sources by what they are in it.
struct SlackFolder {
    root: String,
    users: usize,
    channels: BTreeMap<String, Vec<usize>>,
}

struct SlackFolders {
    folders: BTreeMap<usize, SlackFolder>,
    members: BTreeSet<usize>,
}

impl SlackFolders {
    fn of(sources: &[Source<'_>]) -> Self {
        let mut found = Self { folders: BTreeMap::new(), members: BTreeSet::new() };
        for (users, source) in sources.iter().enumerate() {
            let Some(root) =
                source.name.strip_suffix("users.json").filter(|root| root.is_empty() || root.ends_with('/'))
            else {
                continue;
            };
            let mut channels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            let mut members = BTreeSet::from([users]);
            for (i, other) in sources.iter().enumerate() {
                let Some(inside) = other.name.strip_prefix(root) else { continue };
                if let Some((channel, _)) = slack::day_file(inside)
                    && inside.matches('/').count() == 1
                {
                    channels.entry(channel.to_owned()).or_default().push(i);
                    members.insert(i);
                } else if slack::LISTS.contains(&inside) {
                    members.insert(i);
                }
            }
            if !channels.is_empty() {
                for days in channels.values_mut() {
                    days.sort_by(|a, b| sources[*a].name.cmp(&sources[*b].name));
                }
                let first = *members.first().unwrap_or(&users);
                found.folders.insert(first, SlackFolder { root: root.to_owned(), users, channels });
                found.members.extend(members);
            }
        }
        found
    }

    /// The folder whose first member this is.
    fn take(&mut self, i: usize) -> Option<SlackFolder> {
        self.folders.remove(&i)
    }

    fn holds(&self, i: usize) -> bool {
        self.members.contains(&i)
    }
}

struct Facts<'a> {
    k: u32,
    path: String,
    name: String,
    limits: &'a Limits,
    take: &'a mut dyn Take,
    described: Vec<Described>,
    /// Messages whose text or attachments no fact can hold.
    lost: Vec<Gap>,
}

/// A word of the program as a word of the format; the lists of words are short and held by a test.
fn word(word: &str) -> Word {
    Word::try_from(word).unwrap_or_else(|_| Word::try_from("other").expect("a word"))
}

fn uint(n: u64) -> Uint {
    Uint::try_from(n).unwrap_or_else(|_| Uint::from(u32::MAX))
}

/// Would the text fit into a fact line? Every character takes at most six times its bytes.
fn fits(text: &str, limits: &Limits) -> bool {
    let room = limits.fact_line.saturating_sub(1 << 10);
    text.len() * 6 <= room || serde_json::to_string(text).is_ok_and(|line| line.len() <= room)
}

impl Sink for Facts<'_> {
    fn source(&mut self, path: &str, name: &str) {
        path.clone_into(&mut self.path);
        name.clone_into(&mut self.name);
    }

    fn message(&mut self, message: &Message<'_>) -> Result<()> {
        self.take.message(Uint::from(self.k), &self.path, message)?;
        let text = message.text.as_deref().filter(|text| {
            let fits = fits(text, self.limits);
            if !fits && self.lost.len() < super::KEPT {
                self.lost.push(Gap { place: message.place, after: message.n - 1, why: Why::TooLong });
            }
            fits
        });
        const ATTACHMENTS: usize = 100 << 10; // bytes of all their names: thousands of them
        let mut room = ATTACHMENTS;
        let mut attachments = message.attachments.clone();
        attachments.retain(|name| {
            let fits = name.len() <= room;
            room -= name.len().min(room);
            fits
        });
        if attachments.len() < message.attachments.len() && self.lost.len() < super::KEPT {
            self.lost.push(Gap { place: message.place, after: message.n - 1, why: Why::TooLong });
        }
        let (k, n) = (Uint::from(self.k), uint(message.n));
        self.take.fact(Fact::Message(MessageFact {
            k,
            n,
            at: message.when.at(),
            participant: message.sender.map(Uint::from),
            kind: word(message.kind.word()),
            has_text: text.is_some(),
            attachments,
        }))?;
        match text {
            Some(text) => self.take.fact(Fact::Text(TextFact { k, n, text: text.to_owned() })),
            None => Ok(()),
        }
    }

    fn conversation(&mut self, mut reading: Reading) -> Result<()> {
        let k = Uint::from(self.k);
        for gap in std::mem::take(&mut self.lost) {
            reading.oddities.push((Oddity::TextTooLong, gap.place));
            reading.gaps.push(gap);
        }
        for (i, participant) in reading.participants.iter().enumerate() {
            let n = uint(i as u64 + 1);
            let (role, ground) = (word(participant.role.word()), word(participant.ground.word()));
            self.take.fact(Fact::Participant(ParticipantFact { k, n, role, ground }))?;
            self.take.fact(Fact::Name(NameFact { k, n, name: shown_name(participant) }))?;
        }
        // where only the last message tells the end, the messages themselves say so
        let coverage_to =
            reading.coverage_to.as_ref().filter(|(_, ground)| *ground != CoverageGround::LastMessage);
        self.take.fact(Fact::Conversation(Box::new(ConversationFact {
            k,
            source: self.path.clone(),
            format: word(reading.format),
            dialect: reading.dialect.map(word),
            count: uint(reading.count),
            certainty: word(reading.certainty().word()),
            coverage_from: reading.coverage_from.as_ref().map(super::When::at),
            coverage_to: coverage_to.map(|(when, _)| when.at()),
            coverage_ground: coverage_to.map(|(_, ground)| word(ground.word())),
            gaps: reading.gaps.iter().map(Gap::fact).collect(),
            unanswered: Some(reading.needs.iter().map(|need| word(need.word())).collect()),
        })))?;
        for (n, answer) in (1..).zip(&reading.answered) {
            self.take.fact(Fact::Answer(AnswerFact {
                k,
                n: uint(n),
                from: uint(answer.lines.0),
                to: uint(answer.lines.1),
                after: uint(answer.after),
                said: word(answer.said.word()),
                text: answer.text.clone(),
            }))?;
        }
        self.described.push(Described { path: self.path.clone(), name: self.name.clone(), reading });
        self.k += 1;
        Ok(())
    }
}

/// The name as shown; an account without one by its identifier.
fn shown_name(participant: &super::Participant) -> String {
    match participant.name.is_empty() || participant.name == participant.id {
        true => participant.id.clone(),
        false if participant.id.contains('@') => format!("{} <{}>", participant.name, participant.id),
        false => participant.name.clone(),
    }
}
