//! The words, in two languages. Code holds [`Message`]s (a name and values); the sentences live in the
//! Fluent files beside this one, one file a room of the house.

mod csv;

pub use csv::csv_cell;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A language of screens and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Japanese
    Ja,
    /// English
    En,
}

impl Lang {
    /// Both, Japanese first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// `ja` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    fn sources(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! files {
            ($lang:literal: $($name:literal),+) => {
                &[$(($name, include_str!(concat!($lang, "/", $name, ".ftl")))),+]
            };
        }
        match self {
            Lang::Ja => {
                files!("ja": "audio", "case", "cli", "delivery", "error", "finding", "handover", "key", "message", "next-step", "reminder", "report", "stamp", "verify-txt")
            }
            Lang::En => {
                files!("en": "audio", "case", "cli", "delivery", "error", "finding", "handover", "key", "message", "next-step", "reminder", "report", "stamp", "verify-txt")
            }
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The text names no language that hikae speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected 'ja' or 'en'")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(s: &str) -> Result<Self, UnknownLang> {
        Lang::ALL.into_iter().find(|l| l.tag() == s).ok_or(UnknownLang)
    }
}

/// A value inside a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Shown as it stands. Untrusted text goes through [`visible`] when it is rendered.
    Text(String),
    /// A count: shown with digits alone, and chooses the plural form.
    Count(u64),
}

impl<T: Into<String>> From<T> for Value {
    fn from(s: T) -> Self {
        Value::Text(s.into())
    }
}

/// Something to say: the name of a sentence in the Fluent files, and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Name of the sentence.
    pub id: Cow<'static, str>,
    /// Its values by name.
    pub values: Vec<(&'static str, Value)>,
}

impl Message {
    /// A sentence without values yet.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), values: Vec::new() }
    }

    /// Adds a text.
    pub fn text(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, Value::Text(value.to_string())));
        self
    }

    /// Adds a count.
    pub fn count(mut self, name: &'static str, value: impl TryInto<u64>) -> Self {
        self.values.push((name, Value::Count(value.try_into().unwrap_or(u64::MAX))));
        self
    }
}

/// What can be said to a person: errors, findings, notices.
pub trait Say {
    /// The sentence that says it.
    fn say(&self) -> Message;
}

/// The sentences of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    chosen: fn(&str) -> bool,
}

impl Texts {
    /// Loads a language. The files are part of the program; a test holds that they parse.
    pub fn new(lang: Lang) -> Self {
        Self::of(lang, |_| true)
    }

    /// A language of which only these sentences are said, by their names: for texts that must stay as they are, whatever
    /// is added elsewhere.
    pub fn chosen(lang: Lang, chosen: fn(&str) -> bool) -> Self {
        Self { chosen, ..Self::new(lang) }
    }

    /// Loads the sentences of one file alone, for those who need no others.
    pub fn room(lang: Lang, room: &str) -> Self {
        Self::of(lang, |name| name == room)
    }

    fn of(lang: Lang, wanted: impl Fn(&str) -> bool) -> Self {
        let id: unic_langid::LanguageIdentifier = lang.tag().parse().expect("a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false); // isolation marks would end up in files and pasted texts
        for (_, source) in lang.sources().iter().filter(|(name, _)| wanted(name)) {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(whole) => whole,
                Err((what_parsed, _)) => what_parsed,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle, chosen: |_| true }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence of a message. A name without a sentence (a bug, held by a test) prints as the name.
    pub fn say(&self, message: &Message) -> String {
        self.pattern(message, None).unwrap_or_else(|| message.id.clone().into_owned())
    }

    /// A sentence without values.
    pub fn get(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// What to do next, where the sentence has a `.next` attribute.
    pub fn next(&self, message: &Message) -> Option<String> {
        self.pattern(message, Some("next"))
    }

    fn pattern(&self, message: &Message, attribute: Option<&str>) -> Option<String> {
        let found = self.bundle.get_message(&message.id).filter(|_| (self.chosen)(&message.id))?;
        let pattern = match attribute {
            Some(name) => found.get_attribute(name)?.value(),
            None => found.value()?,
        };
        let mut args = FluentArgs::new();
        for (name, value) in &message.values {
            match value {
                // digits alone, no grouping marks, in both languages
                Value::Count(n) => args.set(*name, FluentValue::from(*n)),
                Value::Text(s) => args.set(*name, visible(s).into_owned()),
            }
        }
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{}: {errors:?}", message.id);
        Some(said)
    }
}

/// Is this a character that cannot be seen, or that moves or recolours others: a control, bidi, zero-width?
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x3164 | 0xFFA0 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
            | 0xFEFF | 0xFFF0..=0xFFFB | 0xE0000..=0xE00FF)
}

/// At most so many characters of a text, with `…` where more follow.
pub fn shorten(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The text with everything that could move, hide or recolour other text shown as `[U+202E]`:
/// controls (line feeds and tabs too), bidi and invisible characters. Untrusted text on screens goes through here.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            out.push_str(&format!("[U+{:04X}]", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn ids(lang: Lang) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for (name, source) in lang.sources() {
            let resource = FluentResource::try_new((*source).to_owned());
            let resource = resource.unwrap_or_else(|(_, errors)| panic!("{lang}/{name}.ftl: {errors:?}"));
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let id = message.id.name.to_owned();
                    assert!(all.insert(id.clone()), "{lang}/{name}.ftl: '{id}' stands twice");
                    for attribute in &message.attributes {
                        all.insert(format!("{id}.{}", attribute.id.name));
                    }
                }
            }
        }
        all
    }

    #[test]
    fn a_text_is_cut_where_more_follows() {
        assert_eq!(
            (shorten("港町です", 4), shorten("港町です", 2), shorten("", 0)),
            ("港町です".into(), "港町…".into(), "".into())
        );
    }

    #[test]
    fn both_languages_have_every_sentence() {
        assert_eq!(ids(Lang::Ja), ids(Lang::En));
    }

    #[test]
    fn every_item_event_code_and_error_has_a_sentence() {
        let ja = ids(Lang::Ja);
        let items = crate::case::memo::Item::ALL.iter().map(|i| format!("item-{}", i.key()));
        let events = crate::case::memo::EventKind::ALL.iter().map(|e| format!("event-{}", e.word()));
        let codes = crate::base::finding::Code::ALL.iter().map(|c| format!("finding-{c}"));
        let reasons = crate::audio::Reason::ALL.iter().map(|r| format!("unmeasured-{}", r.word()));
        let properties = crate::case::Property::ALL.iter().map(|p| format!("property-{}", p.word()));
        let codes = codes.chain(reasons).chain(properties);
        let missing: Vec<String> = items.chain(events).chain(codes).filter(|id| !ja.contains(id)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
