//! The messages of an archive on screen: conversations, one timeline with the declared events in it, and silence.

use crate::cli::exit::Failure;
use crate::cli::output::context::Context;
use crate::cli::output::index::Index;
use crate::cli::output::silence::{Names, Shown};
use crate::cli::output::words::{named, when};
use crate::format::archive::Edition;
use crate::format::fact::{ConversationFact, EventFact, Fact, MailFact, MessageFact, Uint};
use crate::handover::prepare::seals;
use crate::message::dkim;
use crate::message::grade::{Checked, Grade, Graded, grade};
use crate::message::silence::{Absence, Record, Scope, Silence};
use crate::message::{Gap, When, format_name, place_words};
use crate::text::{Message, visible};
use crate::verify::Run;
use crate::workspace::reread::{CheckedMails, Reread};
use crate::workspace::talk::{Quotes, wanted};
use chrono_tz::Tz;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

type Facts = BTreeMap<u16, Vec<Fact>>;

/// What the timeline is made from, beside the facts that are few.
pub struct Told<'a> {
    pub index: &'a Index<'a>,
    /// What reading again gave, if that was asked for.
    pub read: Option<&'a Reread>,
    /// The signatures of the mails that are here.
    pub mails: &'a CheckedMails,
    /// The zone of the case.
    pub zone: Tz,
}

/// The conversations, the mails and the timeline of an edition.
pub fn print(ctx: &Context, edition: Edition, facts: &[Fact], told: &Told<'_>) -> Result<(), Failure> {
    let origins: HashMap<&str, &str> = facts
        .iter()
        .filter_map(|f| if let Fact::Origin(o) = f { Some((o.path.as_str(), o.name.as_str())) } else { None })
        .collect();
    let mut conversations: Vec<&ConversationFact> =
        facts.iter().filter_map(|f| if let Fact::Conversation(c) = f { Some(&**c) } else { None }).collect();
    conversations.sort_by_key(|c| c.k);
    if conversations.is_empty() {
        return Ok(());
    }
    let name = |path: &str| {
        let names: Vec<&str> = path.split(' ').map(|p| origins.get(p).copied().unwrap_or(p)).collect();
        match names.as_slice() {
            [one] => visible(one).into_owned(),
            several => format!("{} …({})", visible(several[0]), several.len()),
        }
    };
    ctx.line("");
    ctx.line(&ctx.get("show-conversations"));
    for c in &conversations {
        let certainty = named(ctx, format!("read-certainty-{}", c.certainty), c.certainty.as_str());
        let message = Message::new("show-conversation").text("k", c.k);
        let message =
            message.text("format", format_name(&ctx.texts, c.format.as_str())).count("count", c.count.get());
        let shown = ctx.texts.say(&message.text("certainty", certainty).text("source", name(&c.source)));
        ctx.line(&format!("  {shown}"));
        for gap in &c.gaps {
            ctx.line(&format!("    {}", place_words(&ctx.texts, Gap::of_fact(gap).place)));
        }
    }
    let mails: Vec<&MailFact> =
        facts.iter().filter_map(|f| if let Fact::Mail(m) = f { Some(m) } else { None }).collect();
    for mail in &mails {
        // what is here was checked now; of what is not, there is only the signer's word
        let result = match told.mails.results.get(&mail.path) {
            Some(now) => dkim::said(now.outcome.word(), now.domain.as_deref(), dkim::Told::Now),
            None => dkim::said(mail.dkim.as_str(), mail.domain.as_deref(), dkim::Told::AsSealed),
        };
        ctx.line(&format!("  {}: {}", name(mail.path.as_str()), ctx.texts.say(&result)));
    }
    let by_key =
        |mail: &&MailFact| told.mails.results.get(&mail.path).is_some_and(|now| now.outcome.is_by_key());
    if mails.iter().any(by_key) {
        ctx.line(&format!("  {}", ctx.get("mail-checked")));
    }
    if mails.iter().any(|mail| mail.dkim.as_str() != "none") {
        ctx.line(&format!("  {}", ctx.get("mail-meaning")));
    }
    timeline(ctx, facts, &conversations, told, edition)
}

fn timeline(
    ctx: &Context,
    facts: &[Fact],
    conversations: &[&ConversationFact],
    told: &Told<'_>,
    edition: Edition,
) -> Result<(), Failure> {
    let Some(lines) = told.index.of(edition.get()).filter(|lines| lines.has_messages()) else {
        return Ok(());
    };
    let mut names = HashMap::new();
    let mut roles = HashMap::new();
    let mut events: Vec<&EventFact> = Vec::new();
    for fact in facts {
        match fact {
            Fact::Name(n) => drop(names.insert((n.k, n.n), n.name.as_str())),
            Fact::Participant(p) => drop(roles.insert((p.k, p.n), p.role.as_str())),
            Fact::Event(e) => events.push(e),
            _ => {}
        }
    }
    let began = |e: &EventFact| e.at.as_ref().and_then(|at| at.from).map_or(i64::MIN, |from| from.unix());
    events.sort_by_key(|e| (began(e), e.line));
    let mut events = events.into_iter().peekable();
    let formats: HashMap<_, _> = conversations.iter().map(|c| (c.k, c.format.as_str())).collect();
    ctx.line("");
    ctx.line(&ctx.get("show-timeline"));
    let mut page = Page::new(ctx);
    for at in lines.messages() {
        while let Some(e) = events.next_if(|e| began(e) <= at.when()) {
            page.row(&event(ctx, e));
        }
        let Fact::Message(m) = told.index.fact(at)? else { continue };
        let text = match told.index.text(edition.get(), m.k, m.n).transpose()? {
            Some(Fact::Text(t)) => Some(t.text),
            _ => None,
        };
        let format = formats.get(&m.k).copied().unwrap_or_default();
        let grade = match told.read {
            Some(read) => read.grades.of(edition, m.k, m.n, format),
            None => grade(Graded::Message(format, Checked::Nothing)),
        };
        page.row(&message(ctx, &m, text.as_deref(), &names, &roles, (grade, told.zone)));
        Context::check_stop()?;
    }
    events.for_each(|e| page.row(&event(ctx, e)));
    page.end();
    ctx.line(&format!("  {}", ctx.get("show-grade")));
    Ok(())
}

/// Rows on their way to the screen, many at a time.
pub struct Page<'a> {
    ctx: &'a Context,
    text: String,
}

impl<'a> Page<'a> {
    pub fn new(ctx: &'a Context) -> Self {
        Self { ctx, text: String::new() }
    }

    pub fn row(&mut self, row: &str) {
        const FULL: usize = 64 << 10;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text += row;
        if self.text.len() > FULL {
            self.end();
        }
    }

    pub fn end(&mut self) {
        if !self.text.is_empty() {
            self.ctx.line(&std::mem::take(&mut self.text));
        }
    }
}

fn event(ctx: &Context, e: &EventFact) -> String {
    let kind = named(ctx, format!("event-{}", e.kind), e.kind.as_str());
    let round = e.round.map(|r| ctx.texts.say(&Message::new("show-round").count("count", r.get())));
    let quote = e.quote.as_deref().map(|q| format!("  {}", visible(q))).unwrap_or_default();
    let grade = grade(Graded::Event).letter();
    let (when, round) = (when(e.at.as_ref()), round.unwrap_or_default());
    format!("  {when}  [{grade}]  ({kind} {round}){quote}").replace(" )", ")")
}

type Numbered<'a> = HashMap<(crate::format::fact::Uint, crate::format::fact::Uint), &'a str>;

fn message(
    ctx: &Context,
    m: &MessageFact,
    text: Option<&str>,
    names: &Numbered<'_>,
    roles: &Numbered<'_>,
    (grade, zone): (Grade, Tz),
) -> String {
    let who = m.participant.map(|p| {
        let role = roles.get(&(m.k, p)).map(|role| named(ctx, format!("role-{role}"), role));
        let name = names.get(&(m.k, p)).map(|name| visible(name).into_owned());
        match (name, role) {
            (Some(name), Some(role)) => format!("{name} [{role}]"),
            (name, role) => name.or(role).unwrap_or_default(),
        }
    });
    let (time, grade) = (When::of(&m.at).shown(zone), grade.letter());
    let mut row = format!("  {}  [{grade}]  {}", visible(&time), who.unwrap_or_default());
    if !matches!(m.kind.as_str(), "text" | "mail") {
        row += &format!("  <{}>", m.kind);
    }
    match text {
        Some(text) => {
            let mut lines = text.split('\n');
            row += &format!("  {}", visible(lines.next().unwrap_or_default()));
            lines.for_each(|line| row += &format!("\n      {}", visible(line)));
        }
        None if m.has_text => row += &format!("  {}", ctx.get("show-withheld-text")),
        None => {}
    }
    if !m.attachments.is_empty() {
        let files = Message::new("read-attached").text("files", m.attachments.join(", "));
        row += &format!("\n      {}", ctx.texts.say(&files));
    }
    row
}

/// What the editions together say of silence.
pub struct Spoken {
    record: Record,
    quotes: Quotes,
    /// Names as found, by entry path.
    origins: HashMap<String, String>,
    /// Of the case.
    zone: Tz,
}

impl Spoken {
    /// `None`: there are no messages.
    pub fn of(
        run: &Run,
        mut record: Record,
        index: &Index<'_>,
        facts: &Facts,
        zone: Tz,
    ) -> Result<Option<Self>, Failure> {
        if index.is_empty() {
            return Ok(None);
        }
        for seal in seals(run) {
            record.sealed(seal.edition.get(), seal.labels);
            record.bound(seal.edition.get(), seal.not_after);
        }
        record.settle();
        let mut quotes = Quotes::new();
        for wanted in wanted(&record) {
            let number = |n: u64| Uint::try_from(n).ok();
            let (Some(k), Some(n)) = (number(wanted.k), number(wanted.n)) else { continue };
            if let Some(Fact::Text(text)) = index.text(wanted.edition, k, n).transpose()? {
                quotes.insert(wanted, text.text);
            }
        }
        let origins = facts.values().flatten().filter_map(|fact| match fact {
            Fact::Origin(origin) => Some((origin.path.to_string(), origin.name.clone())),
            _ => None,
        });
        Ok(Some(Self { record, quotes, origins: origins.collect(), zone }))
    }

    fn silence(&self) -> Absence<Silence> {
        self.record.silence(Scope::All, self.zone)
    }

    fn shown(&self) -> Shown<'_> {
        Shown { record: &self.record, quotes: &self.quotes, zone: self.zone }
    }

    fn name(&self, path: &str) -> String {
        let first = path.split(' ').next().unwrap_or_default();
        self.origins.get(first).map_or(first, String::as_str).to_owned()
    }

    /// On screen.
    pub fn print(&self, ctx: &Context) {
        let names = Names { name: &|path| self.name(path), root: None };
        self.shown().print(ctx, &self.silence(), &names);
        ctx.line("");
    }

    /// The same as data.
    pub fn json(&self, ctx: &Context) -> Value {
        self.shown().json(ctx, &self.silence(), &|path| self.name(path))
    }
}
