//! A value to what its clauses say, and to those that were not understood.

use super::clause::{Clause, Text};
use super::grammar::{Said, understand};
use super::meaning::{Token, Unit};
use super::property::Property;
use super::value::{Hundredths, Range};
use super::wanted::{Format, Numbers};
use super::wish::{Stance, Values, Wish};

/// What a value says.
#[derive(Debug, Default)]
pub struct Read {
    /// Its wishes, each with its words and where they stand.
    pub wishes: Vec<(Wish, Words)>,
    /// Where it names the profile of ACX.
    pub profile: Option<Words>,
    /// Words that were not understood.
    pub unread: Vec<Words>,
    /// What they name all the same: of these, nothing else is sure.
    pub mentions: Vec<Mention>,
}

/// Words as they were written, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// The first of the tokens of their clause.
    pub clause: usize,
    /// The first of their own.
    pub at: usize,
    /// The words.
    pub written: String,
}

/// Something that is named by words that were not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// A property, and a value of it if there is one.
    Of(Property, Option<Values>),
    /// The profile of ACX.
    Profile,
}

/// Reads a value. With `only`, it is the line of that property, where numbers need no unit.
pub fn read(value: &str, only: Option<Property>) -> Read {
    let text = Text::new(value);
    let clauses = text.clauses();
    let mut said: Vec<Option<Said>> = clauses
        .iter()
        .map(|clause| understand(&text, clause.tokens.clone(), clause.is_before_but, only))
        .collect();
    let sentences = Sentences { text: &text, clauses: &clauses };
    sentences.conditions(&mut said);
    sentences.silences(&mut said);
    sentences.alternatives(&mut said);
    sentences.refusals(&mut said);
    sentences.hedges(&mut said);
    let mut read = Read::default();
    let recorded: Vec<bool> = (0..said.len()).map(|i| sentences.tells_of_the_recording(&said, i)).collect();
    for ((clause, said), is_recording) in clauses.iter().zip(said).zip(recorded) {
        let known = read.mentions.len();
        read.add(&text, clause, said, only);
        if is_recording {
            read.mentions.truncate(known); // of what is delivered it says nothing
        }
    }
    read
}

impl Read {
    fn add(&mut self, text: &Text<'_>, clause: &Clause, said: Option<Said>, only: Option<Property>) {
        let words = |tokens: std::ops::Range<usize>| Words {
            clause: clause.tokens.start,
            at: tokens.start,
            written: text.written(tokens).to_owned(),
        };
        let Some(said) = said else {
            self.unread.push(words(clause.tokens.clone()));
            self.mentions.extend(mentions(text, clause));
            return;
        };
        self.unread.extend(said.every.iter().map(|n| words(*n..n + 1)));
        if let Some(tokens) = said.profile {
            match only {
                None => self.profile = Some(words(tokens)),
                Some(_) => self.unread.push(words(tokens)),
            }
        }
        for wish in said.wishes {
            let is_of_line = only.is_none_or(|only| {
                wish.property == only || (only, wish.property) == (Property::Format, Property::SampleFormat)
            });
            if is_of_line {
                let words = words(wish.tokens.clone());
                self.wishes.push((wish, words));
            } else {
                self.unread.push(words(wish.tokens.clone()));
                self.mentions.push(Mention::Of(wish.property, Some(wish.values)));
            }
        }
    }
}

/// What clauses say about each other.
struct Sentences<'t, 'a> {
    text: &'t Text<'a>,
    clauses: &'t [Clause],
}

impl Sentences<'_, '_> {
    /// The next clause of the same sentence.
    fn after(&self, i: usize) -> Option<usize> {
        let next = self.clauses.get(i + 1)?;
        (next.sentence == self.clauses[i].sentence).then_some(i + 1)
    }

    fn before(&self, i: usize) -> Option<usize> {
        let before = i.checked_sub(1)?;
        (self.clauses[before].sentence == self.clauses[i].sentence).then_some(before)
    }

    /// 「MP3の場合、192kbps以上」
    fn conditions(&self, said: &mut [Option<Said>]) {
        for i in 0..said.len() {
            let Some(format) = said[i].as_ref().and_then(|said| said.condition) else { continue };
            let next = self.after(i);
            let held = next.and_then(|next| said[next].take()).and_then(|said| said.under(format));
            if held.is_none() {
                said[i] = None;
            }
            if let Some(next) = next {
                said[next] = held;
            }
        }
    }

    /// Of lengths at the ends, one clause of several beside each other has to say that they are of silence.
    fn silences(&self, said: &mut [Option<Said>]) {
        for i in 0..said.len() {
            let has_places = |said: &Option<Said>| said.as_ref().is_some_and(|said| !said.places.is_empty());
            let is_told = |said: &Option<Said>| said.as_ref().is_some_and(|said| said.has_silence);
            if !has_places(&said[i]) {
                continue;
            }
            let steps: [&dyn Fn(usize) -> Option<usize>; 2] = [&|i| self.before(i), &|i| self.after(i)];
            let found = is_told(&said[i])
                || steps.iter().any(|step| {
                    let row = std::iter::successors(step(i), |n| step(*n));
                    row.take_while(|n| has_places(&said[*n])).any(|n| is_told(&said[n]))
                });
            if !found {
                said[i] = None;
            }
        }
        for said in said.iter_mut().flatten() {
            said.wishes.append(&mut said.places);
        }
    }

    /// How far an "or" with a comma reaches.
    fn alternatives(&self, said: &mut [Option<Said>]) {
        for i in 0..said.len() {
            let Some(own) = &said[i] else { continue };
            let is_joined = self.clauses[i].is_joined;
            let is_mixed = own.wishes.iter().any(|wish| match &wish.values {
                Values::Formats(formats) => formats.iter().any(|f| f.has_bit_rate()) && formats.len() > 1,
                _ => false,
            });
            if own.has_sets || is_joined && is_mixed {
                // what stands beside it can belong to one of its sets
                let sentence = self.clauses[i].sentence;
                if self.clauses.iter().filter(|clause| clause.sentence == sentence).count() > 1 {
                    self.forget(said, sentence);
                }
            } else if is_joined && own.is_choice && own.wishes.len() == 1 || !own.every.is_empty() {
                self.row(said, i);
            }
        }
    }

    /// 「WAV、AIFF、またはFLAC」, 「WAV、MP3両方」
    fn row(&self, said: &mut [Option<Said>], i: usize) {
        let mut at = i;
        while let Some(before) = self.before(at) {
            let Some(more) = said[before].clone().filter(|said| said.is_bare && said.wishes.len() == 1)
            else {
                return;
            };
            let Some(own) = &mut said[i] else { return };
            let Some(wish) = own.wishes.first_mut() else { return };
            let same = more.wishes[0].property == wish.property;
            let Some(both) = more.wishes[0].values.or(&wish.values).filter(|_| same) else { return };
            wish.values = both;
            wish.tokens.start = more.wishes[0].tokens.start;
            said[before] = Some(Said::default());
            at = before;
        }
    }

    /// Where a comma is all that parts something from a refusal of its kind, it may be refused too: 「MP3、AAC不可」.
    fn refusals(&self, said: &mut [Option<Said>]) {
        let refused = |said: &Option<Said>| {
            let wishes = &said.as_ref()?.wishes;
            let property = wishes.first()?.property;
            let is_all = wishes.iter().all(|w| w.property == property && w.stance == Stance::Refused);
            // of mono and stereo, one remains
            (is_all && property != Property::Channels).then_some(property)
        };
        let unclear = |said: &Option<Said>, property: Property| {
            said.as_ref().is_some_and(|said| {
                said.is_bare && said.wishes.len() == 1 && said.wishes[0].property == property
            })
        };
        for i in 0..said.len() {
            let Some(property) = refused(&said[i]) else { continue };
            let is_front = self.text.among(self.clauses[i].tokens.clone()).any(|t| t == Token::No);
            let step = |n: usize| if is_front { self.after(n) } else { self.before(n) };
            let row: Vec<usize> = std::iter::successors(step(i), |n| step(*n)).collect();
            for n in row
                .into_iter()
                .take_while(|n| self.clauses[i.min(*n)..i.max(*n)].iter().all(|clause| !clause.is_before_but))
            {
                if !unclear(&said[n], property) {
                    break;
                }
                said[n] = None;
            }
        }
    }

    /// A clause that is not understood and takes certainty from others takes it from its sentence, and 「ただし」 from the one
    /// before too.
    fn hedges(&self, said: &mut [Option<Said>]) {
        for i in 0..said.len() {
            if said[i].is_some() {
                continue;
            }
            let clause = &self.clauses[i];
            let has = |is: fn(Token) -> bool| self.text.among(clause.tokens.clone()).any(is);
            let is_alone = mentions(self.text, clause).is_empty();
            let is_condition = has(|t| t == Token::Condition) || has(|t| t == Token::When);
            if is_condition || has(|t| t == Token::Hedge) && is_alone {
                self.forget(said, clause.sentence);
                let is_only = self.before(i).is_none();
                if let Some(before) = clause.sentence.checked_sub(1).filter(|_| is_only && is_alone) {
                    self.forget(said, before);
                }
            }
            // "48 kHz, but we can talk", "everything but MP3"
            if let Some(before) = self.before(i).filter(|n| self.clauses[*n].is_before_but) {
                said[before] = None;
            }
            if let Some(after) = self.after(i).filter(|_| clause.is_before_but) {
                said[after] = None;
            }
        }
    }

    /// 「WAVで収録し、MP3で納品」: the first of the two clauses tells of no delivered file.
    fn tells_of_the_recording(&self, said: &[Option<Said>], i: usize) -> bool {
        let has = |i: usize, words: &[&str]| {
            let written = self.text.written(self.clauses[i].tokens.clone()).to_lowercase();
            words.iter().any(|word| written.contains(word))
        };
        const RECORDED: [&str; 5] = ["で収録し", "で録音し", "にて収録", "recorded in", "record in"];
        const DELIVERED: [&str; 4] = ["納品", "提出", "deliver", "書き出し"];
        let next = self.after(i).filter(|next| said[*next].is_some() && has(*next, &DELIVERED));
        said[i].is_none() && has(i, &RECORDED) && !has(i, &DELIVERED) && next.is_some()
    }

    fn forget(&self, said: &mut [Option<Said>], sentence: usize) {
        for (clause, said) in self.clauses.iter().zip(said.iter_mut()) {
            if clause.sentence == sentence {
                *said = None;
            }
        }
    }
}

/// What a clause names that was not understood.
fn mentions(text: &Text<'_>, clause: &Clause) -> Vec<Mention> {
    let has = |token: fn(Token) -> bool| text.among(clause.tokens.clone()).any(token);
    let has_time = has(|token| matches!(token, Token::Number(_, unit) if unit.is_time()));
    let is_of_silence = has_time || has(|token| token == Token::Silence);
    let mut mentions = Vec::new();
    for token in text.among(clause.tokens.clone()) {
        let value = |property, values| Mention::Of(property, Some(values));
        match token {
            Token::Format(Format::Pcm) => {
                mentions.push(value(Property::SampleFormat, Values::Numbers(vec![Numbers::Pcm])));
            }
            Token::Format(format) => mentions.push(value(Property::Format, Values::Formats(vec![format]))),
            Token::Channels(n) => {
                let range = Range::exactly(Hundredths::whole(n));
                mentions.push(value(Property::Channels, Values::Ranges(vec![range])));
            }
            Token::Mode(mode) => mentions.push(value(Property::RateMode, Values::Modes(vec![mode]))),
            Token::Numbers(numbers) => {
                mentions.push(value(Property::SampleFormat, Values::Numbers(vec![numbers])));
            }
            Token::Property(property) => mentions.push(Mention::Of(property, None)),
            Token::Acx => mentions.push(Mention::Profile),
            Token::Clipping => mentions.push(Mention::Of(Property::ClippedRuns, None)),
            Token::Place(place) if is_of_silence => {
                use super::meaning::Place;
                if place != Place::Tail {
                    mentions.push(Mention::Of(Property::HeadSilence, None));
                }
                if place != Place::Head {
                    mentions.push(Mention::Of(Property::TailSilence, None));
                }
            }
            Token::Number(value, unit) => {
                mentions.extend(counted(value, unit).iter().map(|p| Mention::Of(*p, None)));
            }
            _ => {}
        }
    }
    mentions
}

/// What a number can be about, by its unit.
fn counted(value: Hundredths, unit: Unit) -> &'static [Property] {
    match unit {
        Unit::Hertz | Unit::Kilohertz => &[Property::SampleRate],
        Unit::Kilo => &[Property::SampleRate, Property::BitRate],
        Unit::Bits => &[Property::BitDepth],
        Unit::Channels => &[Property::Channels],
        Unit::Lufs => &[Property::Loudness],
        Unit::Lu => &[Property::LoudnessRange, Property::Loudness],
        Unit::DbTruePeak => &[Property::TruePeak],
        Unit::Kilobits | Unit::BitsASecond => &[Property::BitRate],
        // 「セリフごとに1ファイル」 says nothing of how many there are
        Unit::Files if value != Hundredths::whole(1) => &[Property::FileCount],
        _ => &[],
    }
}
