//! The messages of an archive on screen: conversations, one timeline with the declared events in it, and silence.

use super::context::Context;
use super::show::{named, when};
use super::silence::{Quotes, Shown, keep, wanted};
use hikae::fact::{ConversationFact, EventFact, Fact, Kind, MailFact, MessageFact};
use hikae::message::silence::{Record, Scope};
use hikae::message::{When, format_name};
use hikae::text::{Message, visible};
use hikae::verify::Run;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

type Facts = BTreeMap<u16, Vec<Fact>>;

/// One row of the timeline: what stands in a fact, and how much that is worth.
enum Row<'a> {
    Message(&'a MessageFact),
    Event(&'a EventFact),
}

/// The conversations, the mails and the timeline of an edition.
pub fn print(ctx: &Context, facts: &[Fact]) {
    let origins: HashMap<&str, &str> = facts
        .iter()
        .filter_map(|f| if let Fact::Origin(o) = f { Some((o.path.as_str(), o.name.as_str())) } else { None })
        .collect();
    let mut conversations: Vec<&ConversationFact> =
        facts.iter().filter_map(|f| if let Fact::Conversation(c) = f { Some(&**c) } else { None }).collect();
    conversations.sort_by_key(|c| c.k);
    if conversations.is_empty() {
        return;
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
            ctx.line(&format!("    {}", visible(gap)));
        }
    }
    let mails: Vec<&MailFact> =
        facts.iter().filter_map(|f| if let Fact::Mail(m) = f { Some(m) } else { None }).collect();
    for mail in &mails {
        let domain = mail.domain.as_deref().unwrap_or_default();
        let result = Message::new(format!("mail-{}", mail.dkim)).text("domain", domain);
        ctx.line(&format!("  {}: {}", name(mail.path.as_str()), ctx.texts.say(&result)));
    }
    if mails.iter().any(|mail| mail.dkim.as_str() != "none") {
        ctx.line(&format!("  {}", ctx.get("mail-meaning")));
    }
    timeline(ctx, facts, &conversations);
}

fn timeline(ctx: &Context, facts: &[Fact], conversations: &[&ConversationFact]) {
    let mut texts = HashMap::new();
    let mut names = HashMap::new();
    let mut roles = HashMap::new();
    let mut rows: Vec<(Option<hikae::moment::UtcSecond>, u64, u64, Row<'_>)> = Vec::new();
    for fact in facts {
        match fact {
            Fact::Text(t) => drop(texts.insert((t.k, t.n), t.text.as_str())),
            Fact::Name(n) => drop(names.insert((n.k, n.n), n.name.as_str())),
            Fact::Participant(p) => drop(roles.insert((p.k, p.n), p.role.as_str())),
            Fact::Message(m) => rows.push((m.at.from, m.k.get(), m.n.get(), Row::Message(m))),
            Fact::Event(e) => {
                let line = e.line.map_or(0, |line| line.get());
                rows.push((e.at.as_ref().and_then(|at| at.from), 0, line, Row::Event(e)));
            }
            _ => {}
        }
    }
    if !rows.iter().any(|(.., row)| matches!(row, Row::Message(_))) {
        return;
    }
    // what has no time stands behind what stood before it in its export
    let mut last = HashMap::new();
    rows.sort_by_key(|(_, k, n, _)| (*k, *n));
    for (at, k, ..) in &mut rows {
        match at {
            Some(known) => drop(last.insert(*k, *known)),
            None => *at = last.get(k).copied(),
        }
    }
    rows.sort_by_key(|(at, k, n, _)| (*at, *k, *n));
    let formats: HashMap<_, _> = conversations.iter().map(|c| (c.k, c.format.as_str())).collect();
    ctx.line("");
    ctx.line(&ctx.get("show-timeline"));
    for (.., row) in &rows {
        ctx.line(&match row {
            Row::Event(e) => {
                let kind = named(ctx, format!("event-{}", e.kind), e.kind.as_str());
                let round =
                    e.round.map(|r| ctx.texts.say(&Message::new("show-round").count("count", r.get())));
                let quote = e.quote.as_deref().map(|q| format!("  {}", visible(q))).unwrap_or_default();
                format!("  {}  [D]  ({kind} {}){quote}", when(e.at.as_ref()), round.unwrap_or_default())
                    .replace(" )", ")")
            }
            Row::Message(m) => message(ctx, m, &texts, &names, &roles, formats.get(&m.k).copied()),
        });
    }
    ctx.line(&format!("  {}", ctx.get("show-grade")));
}

type Numbered<'a> = HashMap<(hikae::fact::Uint, hikae::fact::Uint), &'a str>;

fn message(
    ctx: &Context,
    m: &MessageFact,
    texts: &Numbered<'_>,
    names: &Numbered<'_>,
    roles: &Numbered<'_>,
    format: Option<&str>,
) -> String {
    let who = m.participant.map(|p| {
        let role = roles.get(&(m.k, p)).map(|role| named(ctx, format!("role-{role}"), role));
        let name = names.get(&(m.k, p)).map(|name| visible(name).into_owned());
        match (name, role) {
            (Some(name), Some(role)) => format!("{name} [{role}]"),
            (name, role) => name.or(role).unwrap_or_default(),
        }
    });
    // a thread that was copied is the worker's hand; an export is unsigned; for more, a reader's own check is needed
    let grade = if format == Some("pasted") { "D" } else { "C" };
    let time = When::of(&m.at).shown(chrono_tz::Tz::Asia__Tokyo);
    let mut row = format!("  {}  [{grade}]  {}", visible(&time), who.unwrap_or_default());
    if !matches!(m.kind.as_str(), "text" | "mail") {
        row += &format!("  <{}>", m.kind);
    }
    match texts.get(&(m.k, m.n)) {
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

/// The record of all editions, and whether all of it is here (format.md section 9, claims of absence).
fn record(run: &Run, facts: &Facts) -> (Record, Quotes, bool) {
    let mut record = Record::default();
    for (edition, facts) in facts {
        facts.iter().for_each(|fact| record.take(*edition, fact));
    }
    record.sort();
    let mut whole = true;
    let mut next = 1;
    for checked in run.editions() {
        let edition = checked.edition.get();
        whole &= edition <= next; // from the first to the last, without a gap
        next = next.max(edition + 1);
        let Some(seal) = &checked.seal else {
            whole = false;
            continue;
        };
        record.bound(edition, seal.header.sealed);
        if let Some(token) = run.outcome.times.bound(checked.edition) {
            record.bound(edition, token.stamp.gen_time.second());
        }
        let conversations = u32::try_from(seal.labels.of_kind(Kind::Conversation)).unwrap_or(u32::MAX);
        let sealed: Vec<(u64, u64)> = (1..=conversations)
            .map(|k| (u64::from(k), seal.labels.of(Kind::Message, std::num::NonZeroU32::new(k))))
            .collect();
        whole &= record.is_whole(edition, &sealed);
    }
    let wanted = wanted(&record);
    let mut quotes = Quotes::new();
    for (edition, facts) in facts {
        for fact in facts.iter().filter(|fact| matches!(fact, Fact::Text(_))) {
            keep(*edition, fact.clone(), &wanted, &mut quotes);
        }
    }
    (record, quotes, whole)
}

fn has_messages(facts: &Facts) -> bool {
    facts.values().flatten().any(|fact| matches!(fact, Fact::Message(_)))
}

fn silence(
    record: &Record,
    whole: bool,
) -> Result<hikae::message::silence::Silence, Vec<hikae::message::silence::Block>> {
    use hikae::message::silence::Block;
    if !whole {
        return Err(vec![Block::Withheld]);
    }
    record.silence(Scope::All, chrono_tz::Tz::Asia__Tokyo)
}

/// What the editions together say of silence.
pub fn print_silence(ctx: &Context, run: &Run, facts: &Facts) {
    if !has_messages(facts) {
        return;
    }
    let (record, quotes, whole) = record(run, facts);
    let origins: HashMap<&str, &str> = facts
        .values()
        .flatten()
        .filter_map(|f| if let Fact::Origin(o) = f { Some((o.path.as_str(), o.name.as_str())) } else { None })
        .collect();
    let name = |path: &str| {
        path.split(' ').next().map(|p| origins.get(p).copied().unwrap_or(p)).unwrap_or_default().to_owned()
    };
    let shown = Shown { record: &record, quotes: &quotes, zone: chrono_tz::Tz::Asia__Tokyo };
    shown.print(ctx, silence(&record, whole), &name);
    ctx.line("");
}

/// The same as data; null where there are no messages.
pub fn silence_json(ctx: &Context, run: &Run, facts: &Facts) -> Value {
    if !has_messages(facts) {
        return Value::Null;
    }
    let (record, quotes, whole) = record(run, facts);
    let shown = Shown { record: &record, quotes: &quotes, zone: chrono_tz::Tz::Asia__Tokyo };
    shown.json(ctx, silence(&record, whole))
}
