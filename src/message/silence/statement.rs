//! The statement on silence: two spans that are never mixed, each a lower bound.

use super::block::Block;
use super::follow_up::{Automatic, RoundReply};
use super::notes::OpenLine;
use super::record::{Missing, Record};
use super::reference::{DAY, Id, MINUTE, Reference, Span, last_minute, moment};
use super::talk::{Covered, Presence, Talk};
use super::uncertain::{Behind, Doubt};
use crate::base::time::UtcSecond;
use crate::case::memo::{Actor, EventKind, Role};
use crate::format::fact::{EventFact, Kind as FactKind};
use crate::message::looks::may_hold_messages;
use crate::message::{Certainty, Kind, Need, Said, When, ZoneGround};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Which conversations count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// All of them.
    All,
    /// Without these formats: channels outside the platform for which nothing was approved.
    Without(&'a BTreeSet<String>),
}

/// A stretch of time: whole periods of 24 hours, a lower bound, and days of the calendar beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Whole 24-hour periods from the end of the first moment to the beginning of the second.
    pub whole: u64,
    /// Days of the calendar in between.
    pub calendar: u64,
}

impl Days {
    fn between(from: Span, to: Span, zone: Tz) -> Self {
        let whole = u64::try_from((to.0 - from.1).div_euclid(DAY)).unwrap_or(0);
        let date = |t: i64| UtcSecond::from_unix(t).map(|t| t.to_chrono().with_timezone(&zone).date_naive());
        let calendar = date(from.0).ok().zip(date(to.0).ok()).map_or(0, |(a, b)| (b - a).num_days());
        Self { whole, calendar: u64::try_from(calendar).unwrap_or(0) }
    }
}

/// The last minute of a moment that is known less precisely: nothing is said of what may lie before the sign.
fn at_the_latest(span: (i64, i64)) -> (i64, i64) {
    const A_MINUTE: i64 = 60;
    (span.0.max(span.1 - A_MINUTE), span.1)
}

/// What can be said of something that the record does not hold, or everything that stands against saying it. Whatever
/// prints such a sentence prints it from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence<T> {
    /// It can be said.
    Stated(T),
    /// It cannot: the reasons, at least one.
    Blocked(Vec<Block>),
}

impl<T> Absence<T> {
    /// What can be said.
    pub fn stated(&self) -> Option<&T> {
        match self {
            Absence::Stated(said) => Some(said),
            Absence::Blocked(_) => None,
        }
    }

    /// What stands against it.
    pub fn blocks(&self) -> &[Block] {
        match self {
            Absence::Stated(_) => &[],
            Absence::Blocked(blocks) => blocks,
        }
    }

    /// The same, unless something else stands against it.
    pub fn unless(self, others: Vec<Block>) -> Self {
        match self {
            Absence::Stated(said) if others.is_empty() => Absence::Stated(said),
            Absence::Stated(_) => Absence::blocked(others),
            Absence::Blocked(mut blocks) => {
                blocks.extend(others);
                Absence::blocked(blocks)
            }
        }
    }

    pub(super) fn blocked(mut blocks: Vec<Block>) -> Self {
        blocks.sort_by_cached_key(Block::order);
        blocks.dedup();
        Absence::Blocked(blocks)
    }
}

/// What is said of the client's silence, and nothing beyond it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The client's last sign; none where it is lines of which the worker says that they are the client's.
    pub last: Option<Reference>,
    /// When that was.
    pub since: When,
    /// Until when the record reaches: the earliest end among the talks that could hold the client's words.
    pub until: Covered,
    /// From the client's last sign to there.
    pub days: Days,
    /// The last record of any kind in the talks of the client, and the days up to it.
    pub to_last_record: Option<(When, Days)>,
    /// The latest delivery that the worker declares, and the days since then.
    pub delivery: Option<(When, Option<u64>, Days)>,
    /// The talks of the client that it rests on, each with its end.
    pub exports: Vec<Export>,
    /// The conversations in them.
    pub conversations: BTreeSet<(u16, u64)>,
    /// Messages after that moment by people of other role, and by the service.
    pub after: BTreeMap<Role, u64>,
    /// Later messages that the worker marks as automatic replies.
    pub auto_replies: u64,
    /// Marks of automatic replies that fit no message, or several: nothing was left out for them.
    pub auto_unclear: u64,
    /// The worker's own messages that were taken back.
    pub own_unsent: u64,
    /// Messages of the client that are marked as edited, and when is not shown.
    pub edited: u64,
    /// Messages that an earlier copy holds, and a later one of the same talk lacks.
    pub lacking: u64,
    /// Threads in the form of a transcript: the worker wrote them down, no page was copied.
    pub transcripts: u64,
    /// Lines that are read as the worker says.
    pub answered: u64,
    /// Lines behind that moment which the worker says are no message.
    pub set_aside: Vec<SetAside>,
    /// Is a zone assumed for local times, since nobody declared one?
    pub zone: Option<ZoneGround>,
    /// Exports beside them that were not read (pages, pictures).
    pub not_read: u64,
    /// Formats that were left out.
    pub left_out: Vec<String>,
}

/// A talk of the client: its end, and how many copies of it there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The copy that says until when the talk is covered.
    pub covered: Covered,
    /// Copies of it.
    pub copies: u64,
}

/// Lines of which the worker says that they are no message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// The export.
    pub source: String,
    /// First and last line.
    pub lines: (u64, u64),
    /// The answer: edition, conversation, and its number there.
    pub answer: Reference,
}

impl Silence {
    /// The kinds of facts that it rests on. If one of them was sealed and is not here, nothing is said.
    pub const RESTS_ON: [FactKind; 6] = [
        FactKind::Conversation,
        FactKind::Message,
        FactKind::Participant,
        FactKind::Answer,
        FactKind::Event,
        FactKind::Case,
    ];
}

impl Silence {
    /// Does the record reach over a delivery, so that it can be said what did not follow?
    pub fn reaches(&self, round: &RoundReply) -> bool {
        self.until.until.span().zip(round.delivered.span()).is_some_and(|(until, at)| until.0 >= at.1)
    }
}

/// The client's last sign.
struct Sign {
    span: Span,
    id: Id,
    message: Option<Reference>,
}

impl Record {
    /// What can be said of the client's silence.
    pub fn silence(&self, scope: Scope<'_>, zone: Tz) -> Absence<Silence> {
        let is_in = |id: &Id| match scope {
            Scope::All => true,
            Scope::Without(formats) => !formats.contains(self.conversations[id].format()),
        };
        let (ids, left_out): (Vec<Id>, Vec<Id>) = self.conversations.keys().copied().partition(is_in);
        let mut blocks = self.incomplete();
        // a line of the notes that is not here may say whose a name is, or tell of something of the client
        blocks.extend(self.lines_missing().map(|edition| Block::Withheld(edition, FactKind::Case)));
        let is_meant = |talk: &&Talk| talk.client != Presence::None && talk.ids().all(|id| is_in(&id));
        let talks: Vec<&Talk> = self.talks.iter().filter(is_meant).collect();
        let automatic = self.automatic();
        let has_client = ids
            .iter()
            .flat_map(|id| self.conversations[id].people.values())
            .any(|p| p.role == Some(Role::Client));
        let last = match (has_client, self.last_sign(&ids, &automatic)) {
            (true, Some(last)) => last,
            (false, _) => {
                // whoever is named as the client may be in what is not read
                let unread: Vec<Block> = ids.iter().filter_map(|id| self.not_understood(*id)).collect();
                let is_named = self.last_notes().is_some_and(|notes| notes.client_name().is_some());
                if unread.is_empty() || !is_named {
                    blocks.push(Block::NoClient(self.names_of_nobody(&ids)));
                }
                blocks.extend(unread);
                return Absence::blocked(blocks);
            }
            (true, None) => {
                // dates that are read in neither order may be the client's
                let open = ids.iter().filter_map(|id| self.conversations[id].open_day_order());
                blocks.extend(open.map(|source| Block::Ambiguous(source, Need::DayOrder.word().to_owned())));
                if blocks.is_empty() {
                    blocks.push(Block::ClientSaidNothing);
                }
                return Absence::blocked(blocks);
            }
        };
        let mut doubt = Doubt::new(self, last.span.1);
        blocks.extend(ids.iter().flat_map(|id| doubt.of(*id)));
        let spoke_outside =
            self.last_sign(&left_out, &automatic).is_some_and(|sign| sign.span.1 > last.span.1);
        if spoke_outside || left_out.iter().any(|id| !doubt.of(*id).is_empty()) {
            blocks.push(Block::SpokeOutside);
        }
        blocks.extend(self.noted_later(last.span.1));
        // what the copies themselves show of it is told with each
        if let Some(notes) = self.last_notes().filter(|_| self.odd_copies().is_empty()) {
            blocks.extend(notes.copied_ahead(self.notes_until()));
        }
        blocks.extend(self.names_missing(&ids));
        blocks.extend(talks.iter().flat_map(|talk| self.out_of_reach(talk, &last)));
        blocks.extend(talks.iter().filter_map(|talk| self.begins_later(talk, last.span.1)));
        // each talk reaches as far as its last whole copy, and the record as far as the talk that ends first
        let until = talks.iter().filter_map(|talk| talk.reach.as_ref()).min_by_key(|reach| reach.span());
        match until {
            Some(until) if blocks.is_empty() => {
                Absence::Stated(self.said(&Ground { ids, left_out, talks, last, until, automatic }, zone))
            }
            _ => Absence::blocked(blocks),
        }
    }

    /// What was sealed, or lies beside the seals, and is not here.
    pub(super) fn incomplete(&self) -> Vec<Block> {
        let missing = self.missing.iter().filter_map(|missing| match missing {
            Missing::Edition(edition) => Some(Block::NoEdition(*edition)),
            // of names it depends on whose they are: that is asked of every person. Of the notes the last ones count
            Missing::Fact(_, FactKind::Case | FactKind::Name) => None,
            Missing::Fact(edition, kind) => Some(Block::Withheld(*edition, *kind)),
        });
        missing.chain(self.unsealed.iter().cloned().map(Block::Unsealed)).collect()
    }

    /// Of talks whose names are not all here, nobody can say which are copies of one.
    fn names_missing(&self, ids: &[Id]) -> Vec<Block> {
        let mut formats: BTreeMap<&str, (u64, Option<u16>)> = BTreeMap::new();
        for id in ids {
            let conversation = &self.conversations[id];
            let of_format = formats.entry(conversation.format()).or_default();
            of_format.0 += 1;
            if conversation.people.values().any(|person| person.name.is_none()) {
                of_format.1 = Some(id.0);
            }
        }
        let several = formats.into_values().filter(|(count, _)| *count > 1);
        several.filter_map(|(_, edition)| Some(Block::Withheld(edition?, FactKind::Name))).collect()
    }

    /// Names of which nobody said whose they are, a few of them.
    fn names_of_nobody(&self, ids: &[Id]) -> Vec<String> {
        const ENOUGH: usize = 5;
        let people = ids.iter().flat_map(|id| self.conversations[id].people.values());
        let unknown = people.filter(|person| matches!(person.role, None | Some(Role::Unknown)));
        let names: BTreeSet<&String> = unknown.filter_map(|person| person.name.as_ref()).collect();
        names.into_iter().take(ENOUGH).cloned().collect()
    }

    /// The client's last sign of any kind: of an interval, its end counts.
    fn last_sign(&self, ids: &[Id], automatic: &Automatic) -> Option<Sign> {
        let mut last: Option<Sign> = None;
        let mut take = |sign: Sign| {
            let order = |sign: &Sign| (sign.span.1, sign.span.0, sign.id, sign.message);
            if last.as_ref().is_none_or(|known| order(known) < order(&sign)) {
                last = Some(sign);
            }
        };
        for id in ids {
            let conversation = &self.conversations[id];
            for seen in conversation.seen.iter().filter(|seen| conversation.role(seen) == Role::Client) {
                let Some(span) = seen.span.filter(|_| !automatic.holds(self, *id, seen)) else { continue };
                let message = Some(Reference::of(*id, seen.n));
                take(Sign { span: last_minute(span), id: *id, message });
            }
            let behind = Behind::of(conversation);
            for answer in conversation.answers.values().filter(|answer| answer.said == Said::Client) {
                // it stands before what follows it
                let Some(end) = behind.latest(answer.after) else { continue };
                take(Sign { span: (end - MINUTE, end), id: *id, message: None });
            }
        }
        last
    }

    /// What the notes tell of the client that is later than every copy shows, or of an unknown time.
    fn noted_later(&self, cut: i64) -> Vec<Block> {
        // what is of no known kind, or by nobody who is known, can be the client's; an automatic reply is one of their messages,
        // or a sign that no copy holds
        let of_client = |event: &EventFact| {
            let kind = EventKind::of_word(event.kind.as_str());
            let actor = Actor::of_word(event.actor.as_str());
            kind.is_none()
                || actor.is_none_or(|actor| actor == Actor::Client)
                    && (kind != Some(EventKind::AutoReply) || !self.is_in_copies(event))
        };
        let later = |event: &EventFact| {
            let when = event.at.as_ref().map(When::of).filter(|when| when.span().is_some());
            let is_later = when.as_ref().and_then(When::span).is_none_or(|span| span.0 >= cut);
            (of_client(event) && is_later).then_some((event.kind.to_string(), when))
        };
        let noted = self.events().filter_map(later).map(|(kind, when)| Block::Noted(kind, when));
        let removed = self.removed().into_iter().filter_map(|(edition, event)| {
            later(event).map(|(kind, when)| Block::Before(edition, kind, when))
        });
        let open = self.open_lines().iter().filter(|line| line.is_later(cut)).map(OpenLine::block);
        noted.chain(removed).chain(open).collect()
    }

    /// Why a talk does not reach to the client's last sign, or where its end cannot be right.
    fn out_of_reach(&self, talk: &Talk, last: &Sign) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(talk.ids().flat_map(|id| self.odd_copy(id)));
        let newest = talk.ids().last().map(|id| self.source(id)).unwrap_or_default();
        match &talk.reach {
            // of a copy that is not here, that it is withheld is told
            None if talk.ids().any(|id| self.conversations[&id].fact.is_none()) => {}
            None => blocks.push(Block::CoverageBefore(newest)),
            // it ends with the very sign, of which the clock does not tell the moment for sure
            Some(reach) if reach.ends_with(last.span) && talk.ids().any(|id| id == last.id) => {}
            Some(reach) if reach.span().0 < last.span.0 => blocks.push(match &talk.client {
                Presence::Perhaps(doubt) => doubt.clone(),
                _ if reach.is_undeclared() => Block::NotDeclared(reach.source.clone()),
                _ if talk.lacking > 0 => Block::Lacks(newest, talk.lacking),
                _ if talk.is_apart => Block::Apart(newest),
                _ => Block::CoverageBefore(reach.source.clone()),
            }),
            Some(_) => {}
        }
        blocks
    }

    /// Was every copy of the talk asked for from a later moment on?
    pub(super) fn begins_later(&self, talk: &Talk, moment: i64) -> Option<Block> {
        // a copy that names its first record as its begin holds the talk from there, as far as anybody knows
        let begin = |id: Id| {
            let conversation = &self.conversations[&id];
            let asked =
                conversation.fact.as_ref()?.coverage_from.as_ref().and_then(|at| When::of(at).span())?;
            let first = conversation.seen.iter().filter_map(|seen| seen.span).min();
            first.is_none_or(|first| asked.0 < first.0).then_some(asked.0)
        };
        let begins: Option<Vec<i64>> = talk.ids().map(begin).collect();
        let begin = begins?.into_iter().min()?;
        let newest = talk.ids().last().map(|id| self.source(id)).unwrap_or_default();
        (begin > moment).then_some(Block::BeginsLater(newest))
    }

    fn said(&self, ground: &Ground<'_>, zone: Tz) -> Silence {
        let Ground { ids, left_out, talks, last, until, automatic } = ground;
        let (since, end) = (last.span, until.span());
        let is_in: BTreeSet<Id> = ids.iter().copied().collect();
        let (mut after, mut own_unsent, mut edited, mut auto_replies) = (BTreeMap::new(), 0, 0, 0);
        for (id, conversation, seen) in self.union().filter(|(id, ..)| is_in.contains(id)) {
            let role = conversation.role(seen);
            let later = seen.span.is_none_or(|span| span.1 > since.1);
            own_unsent += u64::from(role == Role::Worker && seen.kind == Kind::Unsent);
            edited += u64::from(role == Role::Client && seen.kind == Kind::Edit && seen.span.is_none());
            auto_replies += u64::from(later && role == Role::Client && automatic.holds(self, id, seen));
            if later && matches!(role, Role::Other | Role::System) {
                *after.entry(role).or_default() += 1;
            }
        }
        let of_talks = || talks.iter().flat_map(|talk| talk.ids());
        let spans =
            |id: Id| self.conversations[&id].seen.iter().filter_map(move |seen| Some((seen.span?, id)));
        // a record later than the end of another talk is told as it stands
        let last_record = of_talks().flat_map(spans).max().filter(|(at, _)| *at >= since && at.0 < end.0);
        let times = |id: Id| self.conversations[&id].times();
        let delivery = self.deliveries().into_iter().max_by_key(|(span, ..)| *span);
        let delivery = delivery.filter(|(span, ..)| span.1 <= end.0 && !self.lacks(FactKind::Event));
        let not_read = |id: &&Id| {
            let fact = self.conversations[id].fact.as_ref();
            fact.is_some_and(|fact| {
                fact.certainty.as_str() == Certainty::NotUnderstood.word()
                    && !may_hold_messages(fact.format.as_str())
            })
        };
        let export =
            |talk: &&Talk| Some(Export { covered: talk.reach.clone()?, copies: talk.ids().count() as u64 });
        let exports: Vec<Export> = talks.iter().filter_map(export).collect();
        let is_assumed = |export: &Export| export.covered.zone == Some(ZoneGround::Assumed);
        let (answered, set_aside) = self.answered(ids, since.1);
        let formats = left_out.iter().map(|id| self.conversations[id].format().to_owned());
        Silence {
            last: last.message,
            since: moment(at_the_latest(since), times(last.id)),
            days: Days::between(since, end, zone),
            to_last_record: last_record
                .map(|(span, id)| (moment(span, times(id)), Days::between(since, span, zone))),
            delivery: delivery.map(|(span, when, round)| (when, round, Days::between(span, end, zone))),
            until: (*until).clone(),
            conversations: of_talks().collect(),
            after,
            auto_replies,
            auto_unclear: automatic.unclear,
            own_unsent,
            edited,
            lacking: talks.iter().map(|talk| talk.lacking).sum(),
            transcripts: of_talks().filter(|id| self.conversations[id].is_transcript()).count() as u64,
            answered,
            set_aside,
            zone: exports.iter().any(is_assumed).then_some(ZoneGround::Assumed),
            exports,
            not_read: ids.iter().filter(not_read).count() as u64,
            left_out: formats.collect::<BTreeSet<_>>().into_iter().collect(),
        }
    }

    /// How many lines are read as the worker says, and those behind a moment that are said to be no message. Copies of a
    /// talk that hold the same lines count once.
    fn answered(&self, ids: &[Id], cut: i64) -> (u64, Vec<SetAside>) {
        let mut lines: BTreeMap<(usize, Said, u64), BTreeMap<Id, u64>> = BTreeMap::new();
        let mut set_aside: BTreeMap<(usize, u64), BTreeMap<Id, Vec<SetAside>>> = BTreeMap::new();
        for id in ids {
            let conversation = &self.conversations[id];
            let (behind, talk) =
                (Behind::of(conversation), self.talk_of.get(id).copied().unwrap_or_default());
            for (n, answer) in conversation.answers.iter().filter(|(_, answer)| answer.said != Said::Unknown)
            {
                let (from, to) = answer.lines;
                *lines.entry((talk, answer.said, answer.words)).or_default().entry(*id).or_default() +=
                    (to + 1).saturating_sub(from);
                if answer.said == Said::Nothing && behind.is_later(answer.after, cut) {
                    let of_copy = set_aside.entry((talk, answer.words)).or_default().entry(*id).or_default();
                    let (source, answer) = (self.source(*id), Reference::of(*id, *n));
                    of_copy.push(SetAside { source, lines: (from, to), answer });
                }
            }
        }
        let answered = lines.into_values().filter_map(|copies| copies.into_values().max()).sum();
        let most = |copies: BTreeMap<Id, Vec<SetAside>>| copies.into_values().max_by_key(Vec::len);
        let mut set_aside: Vec<SetAside> = set_aside.into_values().filter_map(most).flatten().collect();
        set_aside.sort();
        (answered, set_aside)
    }
}

/// What the statement is made from.
struct Ground<'a> {
    ids: Vec<Id>,
    left_out: Vec<Id>,
    talks: Vec<&'a Talk>,
    last: Sign,
    until: &'a Covered,
    automatic: Automatic,
}
