//! What a person is told before anything is written: what stops a handover, and facts that speak against the worker.

use super::matter::Matter;
use super::points::{Whose, changed_message};
use super::quoted::quoted;
use crate::base::limits::Limits;
use crate::case::Memo;
use crate::case::memo::{Channel, Item, Permission, Role};
use crate::handover::account::{Account, Talk};
use crate::message::event_name;
use crate::text::{Message, Texts};
use std::collections::BTreeSet;

/// Files of a round that are named one by one; a screen holds little more.
const UNNAMED: usize = 8;

/// Formats of conversations with the client outside the platform for which the memo has no 承認.
pub fn outside(account: &Account, platform: &str) -> BTreeSet<String> {
    let memo: Option<Memo> = account.memo(&Limits::DEFAULT);
    let approved = |format: &str| {
        let outside = memo.as_ref().map(Memo::outside).unwrap_or_default();
        outside.iter().any(|o| o.channel.as_str() == format && o.permission == Permission::Approved)
    };
    let own = Channel::named(platform);
    let is_outside = |talk: &&Talk| match talk.format() {
        // a thread that was copied is of the platform; so are its own notices, which come by mail
        "pasted" => false,
        "mail" => {
            talk.participants.values().any(|held| Role::of_word(held.fact.role.as_str()) == Role::Client)
        }
        format => own.as_ref().is_none_or(|own| own.as_str() != format) && !talk.messages.is_empty(),
    };
    let formats = account.talks.values().filter(is_outside).map(|talk| talk.format().to_owned());
    formats.filter(|format| !format.is_empty() && !approved(format)).collect()
}

/// What the record holds that speaks against the worker, or that support will find: told plainly, and before anything is
/// written. `own`: the language of the screen.
pub fn against(matter: &Matter<'_>, own: &Texts) -> Vec<Message> {
    let account = matter.sealed;
    let mut said = Vec::new();
    for request in account.events_of("change-request") {
        if let Some(at) = request.fact.at.as_ref()
            && account.version_after(request).is_none()
        {
            said.push(Message::new("against-change-open").text("when", matter.clock.full(at)));
        }
    }
    let reported = matter.last_round().and_then(|(_, round)| round.reports.last()?.fact.at.as_ref()?.from);
    if let Some(silence) = matter.silence.stated()
        && let Some(wrote) = silence.since.at().from
        && reported.is_some_and(|reported| wrote > reported)
    {
        said.push(Message::new("against-client-wrote").text("when", matter.clock.full(&silence.since.at())));
    }
    if let Some(silence) = matter.silence.stated() {
        let told = [("against-own-unsent", silence.own_unsent), ("against-edited", silence.edited)];
        let told = told.into_iter().filter(|(_, count)| *count > 0);
        said.extend(told.map(|(id, count)| Message::new(id).count("count", count)));
    }
    let lacking = account.record.lacking();
    if lacking > 0 {
        said.push(Message::new("against-lacking").count("count", lacking));
    }
    for place in account.rewritten() {
        let at = place.first().and_then(|message| account.record.when(*message));
        let when = at.map(|when| matter.clock.full(&when.at())).unwrap_or_default();
        said.push(Message::new("against-rewritten").text("when", when));
    }
    said.extend(of_notes(matter, own));
    for (number, round) in account.rounds() {
        let unnamed: Vec<_> = round.files.iter().filter(|file| !is_named(account, file.name)).collect();
        for file in unnamed.iter().take(UNNAMED) {
            said.push(
                Message::new("against-unnamed").count("round", number).text("file", quoted(file.name, 120)),
            );
        }
        if let Some(more) = unnamed.len().checked_sub(UNNAMED).filter(|more| *more > 0) {
            said.push(Message::new("against-unnamed-more").count("round", number).count("count", more));
        }
    }
    for event in account.events_of("link-sent") {
        let lapsed = account.detail(event, "expiry").filter(|held| is_past(matter, &held.fact.value));
        said.extend(
            lapsed.map(|held| Message::new("against-link-lapsed").text("date", quoted(&held.fact.value, 40))),
        );
    }
    for (kind, id) in [
        ("inspection", "against-inspection"),
        ("payment", "against-payment"),
        ("termination-request", "against-termination"),
    ] {
        for event in account.events_of(kind) {
            let when = event.fact.at.as_ref().map(|at| matter.clock.full(at)).unwrap_or_default();
            said.push(Message::new(id).text("when", when));
        }
    }
    said
}

/// What of the notes is not counted: events that lay ahead of the sealing, lines that look like events and are not read as
/// such, an acceptance that earlier notes had.
fn of_notes(matter: &Matter<'_>, own: &Texts) -> Vec<Message> {
    let account = matter.sealed;
    let name = |kind: &str| event_name(own, kind);
    let ahead = account.ahead.iter().map(|event| {
        let when = event.fact.at.as_ref().map(|at| matter.clock.full(at)).unwrap_or_default();
        Message::new("against-ahead").text("when", when).text("event", name(event.fact.kind.as_str()))
    });
    let unread = account.record.open_lines().iter().map(|open| {
        let message = match open.kinds.first() {
            Some((kind, _)) => Message::new("against-unread-line").text("event", name(kind.word())),
            None => Message::new("against-open-line"),
        };
        message.count("line", open.line.unwrap_or_default()).text("written", quoted(&open.written, 80))
    });
    let removed = account.record.removed().into_iter().map(|(edition, event)| {
        let message = match event.at.as_ref() {
            Some(at) => Message::new("against-removed").text("when", matter.clock.full(at)),
            None => Message::new("against-removed-undated"),
        };
        message.count("edition", edition).text("event", name(event.kind.as_str()))
    });
    let changed = account.changed();
    let changed = changed.iter().map(|changed| changed_message(matter, own, changed, Whose::Worker));
    ahead.chain(unread).chain(removed).chain(changed).collect()
}

/// Does any message name the file, as an attachment or in its words?
fn is_named(account: &Account, name: &str) -> bool {
    let mut talks = account.talks.values();
    talks.any(|talk| {
        let attached = |m: &crate::handover::account::Held<crate::format::fact::MessageFact>| {
            m.fact.attachments.iter().any(|a| a == name || a.starts_with(&format!("{name} ")))
        };
        talk.messages.values().any(attached) || talk.texts.values().any(|t| t.fact.text.contains(name))
    })
}

/// Is a date of the memo in the past?
fn is_past(matter: &Matter<'_>, written: &str) -> bool {
    let line = format!("納期: {written}\n");
    let memo = Memo::of_text(&line, &Limits::DEFAULT).ok();
    let end = memo.as_ref().and_then(|memo| memo.at(Item::Deadline)?.to);
    end.is_some_and(|end| end < matter.clock.now)
}
