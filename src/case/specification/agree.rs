//! The wishes of all lines together: what was agreed, what was told twice and differs, and what was not understood.

use super::profile::acx;
use super::property::Property;
use super::read::{Mention, Read, Words, read};
use super::wanted::{Choice, Format, Line, Wanted};
use super::wish::{Stance, Values, Wish};

/// What was agreed, and what of it could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Specification {
    lines: Vec<Line>,
    unread: Vec<String>,
    twice: Vec<Twice>,
}

/// A property that is told several times, and not the same: it is not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twice {
    /// Which.
    pub property: Property,
    /// The words, as they stand in the notes.
    pub words: Vec<String>,
}

/// Words with the line that they stand in.
type Placed = (usize, Words);

impl Specification {
    /// Reads what the `case` facts of a memo say: keys and values, in their order. What they say counts before a profile.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut reads = Vec::new();
        for (key, value) in pairs {
            // a second line of the same name has a number behind its key
            match key.split('.').next().unwrap_or_default() {
                "specification" | "profile" => reads.push(read(value, None)),
                key => reads.extend(Property::of_key(key).map(|property| read(value, Some(property)))),
            }
        }
        Gathered::of(reads).settled()
    }

    /// Does a value of this key say something that can be held against a measure?
    pub fn is_read(key: &str, value: &str) -> bool {
        match (key, Property::of_key(key)) {
            ("profile", _) => read(value, None).profile.is_some(),
            (key, Some(_)) => !Self::read([(key, value)]).is_empty(),
            _ => false,
        }
    }

    /// Was anything agreed that can be measured?
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What was agreed, in the order of [`Property::ALL`].
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The words that were not understood, as they stand in the memo.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// What is told several times, and not the same.
    pub fn twice(&self) -> &[Twice] {
        &self.twice
    }

    /// Was all of it understood, and does none of it contradict another part?
    pub fn is_clear(&self) -> bool {
        self.unread.is_empty() && self.twice.is_empty()
    }
}

/// Everything that the lines say.
#[derive(Default)]
struct Gathered {
    wishes: Vec<(Wish, Placed)>,
    profile: Option<Placed>,
    unread: Vec<Placed>,
    mentions: Vec<Mention>,
    lines: Vec<Line>,
    twice: Vec<Twice>,
}

/// How the wishes on one property stand together.
enum Together {
    /// What they ask for.
    Wanted(Wanted),
    /// They differ.
    Differ,
    /// They say what may be, and not what is to be.
    Open,
}

impl Gathered {
    fn of(reads: Vec<Read>) -> Self {
        let mut all = Self::default();
        for (line, read) in reads.into_iter().enumerate() {
            all.wishes.extend(read.wishes.into_iter().map(|(wish, words)| (wish, (line, words))));
            all.profile = all.profile.or(read.profile.map(|words| (line, words)));
            all.unread.extend(read.unread.into_iter().map(|words| (line, words)));
            all.mentions.extend(read.mentions);
        }
        all
    }

    fn settled(mut self) -> Specification {
        self.strike();
        for property in Property::ALL {
            self.settle(*property);
        }
        self.formats_of_conditions();
        self.bit_rates();
        self.fill_from_profile();
        self.lines.sort_by_key(|line| line.property);
        self.unread.sort();
        self.unread.dedup();
        let unread = self.unread.into_iter().map(|(_, words)| words.written).collect();
        Specification { lines: self.lines, unread, twice: self.twice }
    }

    fn is_mentioned(&self, property: Property) -> bool {
        self.mentions.iter().any(|mention| matches!(mention, Mention::Of(of, _) if *of == property))
    }

    /// Of a property that words name which were not understood, nothing else is sure but a refusal of another value.
    fn strike(&mut self) {
        let touches = |wish: &Wish| {
            self.mentions.iter().any(|mention| match mention {
                Mention::Of(property, values) if *property == wish.property => match wish.stance {
                    // names of files are wanted each for itself
                    _ if *property == Property::FileName => false,
                    Stance::Refused => values.as_ref().is_none_or(|values| values.overlaps(&wish.values)),
                    _ => true,
                },
                _ => false,
            })
        };
        let (struck, kept) =
            std::mem::take(&mut self.wishes).into_iter().partition(|(wish, _)| touches(wish));
        self.wishes = kept;
        let struck: Vec<(Wish, Placed)> = struck;
        self.unread.extend(struck.into_iter().map(|(_, words)| words));
        if self.mentions.contains(&Mention::Profile) {
            self.unread.extend(self.profile.take());
        }
    }

    fn settle(&mut self, property: Property) {
        let own: Vec<&(Wish, Placed)> =
            self.wishes.iter().filter(|(wish, _)| wish.property == property).collect();
        let mut kinds: Vec<&[Format]> = own.iter().map(|(wish, _)| wish.of.as_slice()).collect();
        kinds.dedup();
        kinds.sort();
        kinds.dedup();
        let mut lines = Vec::new();
        let (mut differ, mut open) = (false, false);
        // what is said of all files and of one kind is said of that kind twice
        let is_for_all = kinds.first().is_some_and(|of| of.is_empty());
        let groups: Vec<(Vec<Format>, Vec<&Wish>)> = kinds
            .iter()
            .map(|of| {
                let is_of = |wish: &&Wish| wish.of.as_slice() == *of || wish.of.is_empty();
                (of.to_vec(), own.iter().map(|(wish, _)| wish).filter(is_of).collect())
            })
            .collect();
        for (of, wishes) in groups {
            match together(&wishes) {
                Together::Wanted(wanted) if is_for_all && !of.is_empty() => {
                    differ |= lines.first().is_none_or(|line: &Line| line.wanted != wanted);
                }
                Together::Wanted(wanted) => lines.push(Line { property, wanted, of }),
                Together::Differ => differ = true,
                Together::Open => open = true,
            }
        }
        let words: Vec<Placed> = own.iter().map(|(_, words)| words.clone()).collect();
        if differ {
            self.forget_sets(property, &words);
            let words = words.into_iter().map(|(_, words)| words.written).collect();
            self.twice.push(Twice { property, words });
        } else if open {
            self.unread.extend(words);
        } else {
            self.lines.extend(lines);
        }
    }

    /// Of several kinds of file, or of mono and stereo, each has what stands in one clause with it: 「WAV 48kHz、MP3 44.1kHz」. Where
    /// they differ, nobody knows here which file that is.
    fn forget_sets(&mut self, property: Property, words: &[Placed]) {
        if !matches!(property, Property::Format | Property::Channels) {
            return;
        }
        let is_beside = |(line, own): &Placed| {
            words.iter().any(|(other, words)| other == line && words.clause == own.clause)
        };
        let beside: Vec<Placed> = self
            .wishes
            .iter()
            .filter(|(wish, words)| wish.property != property && is_beside(words))
            .map(|(_, words)| words.clone())
            .collect();
        let of_these: Vec<Property> = self
            .wishes
            .iter()
            .filter(|(_, words)| beside.contains(words))
            .map(|(wish, _)| wish.property)
            .collect();
        // what else is said of the same is of other files, or of these
        let is_kept = |of: Property| !of_these.contains(&of) || of == property;
        let struck = self.wishes.iter().filter(|(wish, _)| !is_kept(wish.property));
        self.unread.extend(struck.map(|(_, words)| words.clone()));
        self.wishes.retain(|(wish, _)| is_kept(wish.property));
        self.lines.retain(|line| is_kept(line.property));
        self.mentions.extend(of_these.into_iter().map(|of| Mention::Of(of, None)));
    }

    /// A kind of file that only a condition names may be agreed on too: then which are agreed is not sure.
    fn formats_of_conditions(&mut self) {
        let named: Vec<Format> = self.lines.iter().flat_map(|line| line.of.clone()).collect();
        let is_unsure = self.lines.iter().any(|line| match &line.wanted {
            Wanted::Formats(formats) => {
                !formats.any.is_empty() && named.iter().any(|format| !formats.any.contains(format))
            }
            _ => false,
        });
        if is_unsure {
            self.lines.retain(|line| line.property != Property::Format);
            let words = self.wishes.iter().filter(|(wish, _)| wish.property == Property::Format);
            self.unread.extend(words.map(|(_, words)| words.clone()));
        }
    }

    /// Where plain and compressed files will do, a bit rate is that of the compressed.
    fn bit_rates(&mut self) {
        let of_wishes = self.wishes.iter().filter(|(wish, _)| wish.stance != Stance::Refused);
        let of_mentions = self.mentions.iter().filter_map(|mention| match mention {
            Mention::Of(_, values) => values.as_ref(),
            Mention::Profile => None,
        });
        let named = of_wishes.map(|(wish, _)| &wish.values).chain(of_mentions);
        let formats = named.flat_map(|values| match values {
            Values::Formats(formats) => formats.as_slice(),
            _ => &[],
        });
        let (mut of, plain): (Vec<Format>, Vec<Format>) = formats.partition(|format| format.has_bit_rate());
        of.sort();
        of.dedup();
        if plain.is_empty() {
            return;
        }
        for line in &mut self.lines {
            if matches!(line.property, Property::BitRate | Property::RateMode) && line.of.is_empty() {
                line.of.clone_from(&of);
            }
        }
    }

    fn fill_from_profile(&mut self) {
        if self.profile.is_none() {
            return;
        }
        for line in acx() {
            let is_told = self.lines.iter().any(|known| known.property == line.property)
                || self.twice.iter().any(|twice| twice.property == line.property)
                || self.is_mentioned(line.property)
                || self.wishes.iter().any(|(wish, _)| wish.property == line.property);
            if !is_told {
                self.lines.push(line);
            }
        }
    }
}

fn together(wishes: &[&Wish]) -> Together {
    let of = |is: fn(Stance) -> bool| wishes.iter().filter(move |wish| is(wish.stance));
    let fold = |wishes: &mut dyn Iterator<Item = &&Wish>, both: fn(&Values, &Values) -> Option<Values>| {
        let mut all: Option<Values> = None;
        for wish in wishes {
            all = Some(match all {
                Some(known) => both(&known, &wish.values)?,
                None => wish.values.clone(),
            });
        }
        Some(all)
    };
    let Some(strong) = fold(&mut of(|s| matches!(s, Stance::Agreed | Stance::Only)), Values::and) else {
        return Together::Differ;
    };
    let Some(weak) = fold(&mut of(|s| matches!(s, Stance::Allowed | Stance::Preferred)), Values::or) else {
        return Together::Differ;
    };
    let Some(refused) = fold(&mut of(|s| s == Stance::Refused), Values::or) else {
        return Together::Differ;
    };
    let is_only = of(|s| s == Stance::Only).next().is_some();
    let is_preferred = of(|s| s == Stance::Preferred).next().is_some();
    let any = match (strong, weak) {
        (Some(strong), Some(weak)) => {
            let is_among = strong.or(&weak).is_some_and(|both| both.is_same(&strong));
            match () {
                () if is_among => Some(strong),
                () if is_only || is_preferred => return Together::Differ,
                () => match strong.or(&weak) {
                    Some(both) => Some(both),
                    None => return Together::Differ,
                },
            }
        }
        (None, Some(weak)) if weak.len() > 1 => Some(weak),
        (None, Some(_)) => return Together::Open,
        (strong, None) => strong,
    };
    if let (Some(any), Some(refused)) = (&any, &refused)
        && any.overlaps(refused)
    {
        return Together::Differ;
    }
    wanted(any, refused).map_or(Together::Open, Together::Wanted)
}

fn wanted(any: Option<Values>, not: Option<Values>) -> Option<Wanted> {
    fn choice<T>(any: Option<Vec<T>>, not: Option<Vec<T>>) -> Choice<T> {
        Choice { any: any.unwrap_or_default(), not: not.unwrap_or_default() }
    }
    macro_rules! either {
        ($($kind:ident => $wanted:ident),+) => {
            match (any, not) {
                $(
                    (Some(Values::$kind(any)), Some(Values::$kind(not))) => {
                        Some(Wanted::$wanted(choice(Some(any), Some(not))))
                    }
                    (Some(Values::$kind(any)), None) => Some(Wanted::$wanted(choice(Some(any), None))),
                    (None, Some(Values::$kind(not))) => Some(Wanted::$wanted(choice(None, Some(not)))),
                )+
                (Some(Values::Names(names)), None) => Some(Wanted::Names(names)),
                _ => None,
            }
        };
    }
    either!(Formats => Formats, Ranges => Ranges, Modes => Modes, Numbers => Numbers)
}
