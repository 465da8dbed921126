//! What a data file holds, as strict types: an unknown key, a missing language or a statement without a source is
//! refused. The form is described in docs/platforms.md.

use crate::text::Lang;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A word or a name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    ja: String,
    en: String,
}

/// Something said of a platform, in both languages, and the sources it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    ja: String,
    en: String,
    from: Vec<String>,
}

impl Both {
    /// In one language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

impl Statement {
    /// In one language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// The words of the sources that it rests on, at least one: see [`Source::id`].
    pub fn from(&self) -> &[String] {
        &self.from
    }
}

/// What a source is. None of them was read live: whoever relies on a rule looks at the platform's own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A stored copy, of unknown age, of a page of the platform itself.
    StoredCopy,
    /// A stored copy of what somebody else writes of the platform.
    SecondHand,
    /// Only the design paper of this program says so.
    DesignPaper,
}

impl SourceKind {
    /// The word in data, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            SourceKind::StoredCopy => "stored-copy",
            SourceKind::SecondHand => "second-hand",
            SourceKind::DesignPaper => "design-paper",
        }
    }
}

/// Where something was read, and when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its word in this file.
    pub id: String,
    /// What it is.
    pub kind: SourceKind,
    /// Where: an `https` address or, for the design paper, its name.
    pub address: String,
    /// The day on which the copy was read.
    #[serde(deserialize_with = "day")]
    pub read: NaiveDate,
}

fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

fn zone<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Tz, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

fn lang<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Lang, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// Who helps there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Its name.
    pub name: Both,
    /// The language that it reads.
    #[serde(deserialize_with = "lang")]
    pub lang: Lang,
    /// The zone of its screens, in which days are counted. For platforms that state none: UTC.
    #[serde(deserialize_with = "zone")]
    pub zone: Tz,
}

/// The words used there. Where the platform speaks one language, the other is a translation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// The other side, politely: クライアント様.
    pub client: Statement,
    /// The number of the contract: 契約ID.
    pub contract: Statement,
    /// The action that delivers: 納品完了報告.
    pub delivery: Statement,
    /// The button of that action, as it stands on the screen.
    pub delivery_button: Option<Statement>,
    /// The client's acceptance: 検収.
    pub acceptance: Statement,
    /// The money held by the platform: 仮払い.
    pub escrow: Statement,
    /// The platform's own reminder to the client, where there is one: 連絡催促.
    pub chase: Option<Statement>,
    /// Where that is applied for.
    pub chase_step: Option<Statement>,
    /// The end of a contract before its time: 途中終了リクエスト.
    pub cancellation: Statement,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageId {
    /// Nothing was delivered.
    BeforeDelivery,
    /// Something was sent in the latest round, but not by the platform's action of delivery.
    NotReported,
    /// The client asked for changes after the latest delivery: the worker's turn.
    ChangesRequested,
    /// Delivered, on a platform whose time for inspection is not known.
    Delivered,
    /// Delivered, and the platform's time for inspection runs.
    WithinGuide,
    /// That time has passed.
    AfterGuide,
    /// The platform was asked to remind the client, and has not answered.
    ChasePending,
    /// The platform reminded the client.
    AfterChase,
    /// A request to end the contract lies there unanswered.
    CancellationReceived,
    /// The client accepted; payment follows.
    Accepted,
    /// Paid.
    Paid,
}

impl StageId {
    /// All of them, in the order of a job.
    pub const ALL: [StageId; 11] = [
        StageId::BeforeDelivery,
        StageId::NotReported,
        StageId::ChangesRequested,
        StageId::Delivered,
        StageId::WithinGuide,
        StageId::AfterGuide,
        StageId::ChasePending,
        StageId::AfterChase,
        StageId::CancellationReceived,
        StageId::Accepted,
        StageId::Paid,
    ];

    /// The word in data and in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            StageId::BeforeDelivery => "before-delivery",
            StageId::NotReported => "not-reported",
            StageId::ChangesRequested => "changes-requested",
            StageId::Delivered => "delivered",
            StageId::WithinGuide => "within-guide",
            StageId::AfterGuide => "after-guide",
            StageId::ChasePending => "chase-pending",
            StageId::AfterChase => "after-chase",
            StageId::CancellationReceived => "cancellation-received",
            StageId::Accepted => "accepted",
            StageId::Paid => "paid",
        }
    }
}

/// A stage on a platform.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Which.
    pub id: StageId,
    /// What support can do.
    #[serde(default)]
    pub can: Vec<Statement>,
    /// What the worker asks support for. Japanese: a noun phrase before 「をお願いいたします」; English: words after
    /// "I would like to ask you to". None: there is nothing to ask for yet.
    pub ask: Option<Statement>,
    /// Where on the site the next step is taken.
    pub step: Option<Statement>,
}

/// What a clock measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockId {
    /// The client's time for inspection, from the latest report of delivery.
    Guide,
    /// Support's time for deciding on a request to remind the client.
    ChaseDecision,
    /// The client's time for answering after the platform's reminder.
    ChaseAnswer,
    /// The time for answering a request to end the contract.
    Cancellation,
    /// The longest time that a contract or talk room stays open.
    Room,
    /// How long the platform itself asks to wait after a message to the client.
    Reminder,
}

/// From when a clock of the client counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// From what its name says; a guide from the latest report of delivery.
    #[default]
    Named,
    /// From the client's last message where that is later than the report.
    LastMessage,
}

/// Days as people count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// Days of the calendar.
    Calendar,
    /// Working days, of which the holidays are not known here.
    Working,
}

/// What happens at the end of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing by itself: support may be asked.
    Ask,
    /// The delivery counts as accepted.
    Accepted,
    /// The contract ends, and the money goes back to the client.
    Refunded,
    /// What happens is not known here.
    Unknown,
}

/// Days and what happens after them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Which.
    pub id: ClockId,
    /// How many.
    pub days: u16,
    /// Days of which kind.
    pub kind: DayKind,
    /// What happens then.
    pub then: Effect,
    /// From when it counts.
    #[serde(default)]
    pub since: Since,
    /// In words.
    pub says: Statement,
}

/// To whom files are attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttachedTo {
    /// A request to support.
    Support,
    /// A message to the client.
    Message,
}

/// What may be attached. What is absent is not known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Attachments {
    /// To whom.
    pub to: AttachedTo,
    /// Endings of names, without the dot.
    pub types: Option<BTreeSet<String>>,
    /// Bytes of one file.
    pub max_bytes: Option<u64>,
    /// Files.
    pub max_count: Option<u16>,
    /// In words.
    pub says: Statement,
}

/// How long a request to support is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ticket {
    /// Characters that are read in two minutes: what hikae aims at.
    pub aim: u16,
    /// Characters that the form takes, where known.
    pub max: Option<u16>,
    /// In words.
    pub says: Statement,
}

/// Does contact outside the platform need an application?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Application {
    /// It does.
    Needed,
    /// It does not.
    NotNeeded,
    /// There is none: contact outside is against the rules.
    Forbidden,
    /// Not known here.
    Unknown,
}

/// The rule on contact outside the platform.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// Is an application needed?
    pub application: Application,
    /// In words.
    pub says: Statement,
}

/// In which direction a button is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wrong {
    /// Pressing it loses something.
    ToPress,
    /// Leaving it unanswered loses something.
    ToLeave,
}

impl Wrong {
    /// The word in data and in JSON, and the end of its sentence's name.
    pub fn word(self) -> &'static str {
        match self {
            Wrong::ToPress => "to-press",
            Wrong::ToLeave => "to-leave",
        }
    }
}

/// A button that does harm when it is pressed, or when it is not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// In which direction.
    pub wrong: Wrong,
    /// At which stages it is spoken of.
    pub stages: BTreeSet<StageId>,
    /// In words.
    pub says: Statement,
}

/// What is about to vanish.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vanishing {
    /// At which stages it is spoken of.
    #[serde(default)]
    pub stages: BTreeSet<StageId>,
    /// Of which message exports it is spoken of, at any stage: a history outside the platform.
    #[serde(default)]
    pub formats: BTreeSet<String>,
    /// After how many days, where known.
    pub days: Option<u16>,
    /// In words.
    pub says: Statement,
}

/// A whole data file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Both,
    pub(super) named: Vec<String>,
    pub(super) support: Support,
    pub(super) words: Words,
    #[serde(rename = "stage")]
    pub(super) stages: Vec<Stage>,
    #[serde(rename = "clock", default)]
    pub(super) clocks: Vec<Clock>,
    #[serde(default)]
    pub(super) attachments: Vec<Attachments>,
    pub(super) ticket: Ticket,
    pub(super) outside: Outside,
    #[serde(rename = "button", default)]
    pub(super) buttons: Vec<Button>,
    #[serde(default)]
    pub(super) vanishing: Vec<Vanishing>,
    #[serde(rename = "source")]
    pub(super) sources: Vec<Source>,
}

impl File {
    /// Every statement of the file.
    pub(super) fn statements(&self) -> Vec<&Statement> {
        let w = &self.words;
        let mut all = vec![&w.client, &w.contract, &w.delivery, &w.acceptance, &w.escrow, &w.cancellation];
        all.extend(w.delivery_button.iter().chain(&w.chase).chain(&w.chase_step));
        all.extend(self.stages.iter().flat_map(|s| s.can.iter().chain(&s.ask).chain(&s.step)));
        all.extend(self.clocks.iter().map(|c| &c.says));
        all.extend(self.attachments.iter().map(|a| &a.says));
        all.extend([&self.ticket.says, &self.outside.says]);
        all.extend(self.buttons.iter().map(|b| &b.says));
        all.extend(self.vanishing.iter().map(|v| &v.says));
        all
    }

    /// What is wrong with the file as a whole, beyond its form.
    pub(super) fn fault(&self) -> Option<String> {
        let ids: BTreeSet<&str> = self.sources.iter().map(|s| s.id.as_str()).collect();
        if ids.len() != self.sources.len() {
            return Some("a source stands twice".into());
        }
        for statement in self.statements() {
            if statement.ja.trim().is_empty() || statement.en.trim().is_empty() {
                return Some(format!("a language is missing: {statement:?}"));
            }
            if statement.from.is_empty() {
                return Some(format!("no source: {}", statement.en));
            }
            if let Some(unknown) = statement.from.iter().find(|id| !ids.contains(id.as_str())) {
                return Some(format!("no source '{unknown}'"));
            }
        }
        for source in &self.sources {
            if !self.statements().iter().any(|statement| statement.from.contains(&source.id)) {
                return Some(format!("nothing rests on the source '{}'", source.id));
            }
            if (source.kind == SourceKind::DesignPaper) == source.address.starts_with("https://") {
                return Some(format!("the address of '{}'", source.id));
            }
        }
        if self.words.chase.is_some() != self.words.chase_step.is_some() {
            return Some("a chase and where it is applied for belong together".into());
        }
        let stages: BTreeSet<StageId> = self.stages.iter().map(|s| s.id).collect();
        if stages.len() != self.stages.len() {
            return Some("a stage stands twice".into());
        }
        let clocks: BTreeSet<ClockId> = self.clocks.iter().map(|c| c.id).collect();
        if clocks.len() != self.clocks.len() || self.clocks.iter().any(|c| c.days == 0) {
            return Some("a clock stands twice, or has no days".into());
        }
        let guide = clocks.contains(&ClockId::Guide);
        let wanted = |id: &StageId| match id {
            StageId::Delivered => !guide,
            StageId::WithinGuide | StageId::AfterGuide => guide,
            StageId::ChasePending | StageId::AfterChase => self.words.chase.is_some(),
            _ => true,
        };
        let expected: BTreeSet<StageId> = StageId::ALL.into_iter().filter(wanted).collect();
        if stages != expected {
            let differing: Vec<&StageId> = stages.symmetric_difference(&expected).collect();
            return Some(format!("stages missing, or that cannot be: {differing:?}"));
        }
        None
    }
}
