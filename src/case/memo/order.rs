//! Dates that cannot be, whatever else is true: one of them is a slip of the pen, and nothing is to be said from it.

use super::event::{Actor, EventKind};
use super::item::Item;
use super::model::{Entry, Event, Memo};
use crate::base::time::{At, UtcSecond};
use crate::text::{Message, Texts};

/// A dated event, as the notes or their facts have it.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// Its line.
    pub line: Option<u64>,
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub actor: Actor,
    /// Its round.
    pub round: Option<u64>,
    /// When.
    pub at: &'a At,
}

/// A dated line of the notes that is no event, of those that tell of something done.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Its line.
    pub line: Option<u64>,
    /// What.
    pub item: Item,
    /// When.
    pub at: &'a At,
}

impl Line<'_> {
    /// Items that tell of something done: their dates do not lie ahead.
    pub const DONE: [Item; 3] = [Item::EscrowDate, Item::Commissioned, Item::CopiedAt];
}

/// What a date is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// An event.
    Event(EventKind),
    /// Another line.
    Item(Item),
}

/// Why a date cannot be right, with the other one that speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// A report of delivery before the money was held: nobody delivers on a platform before.
    BeforeEscrow(At),
    /// An answer to a delivery before anything was sent.
    BeforeSent(At),
    /// A round of delivery before the one that comes before it.
    BeforeRound(u64, At),
    /// It lies ahead.
    Ahead,
}

/// A date that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddDate {
    /// Its line.
    pub line: Option<u64>,
    /// Of what.
    pub of: Dated,
    /// The date.
    pub at: At,
    /// Why.
    pub slip: Slip,
}

/// All dates among these that cannot be, in the order of their lines.
pub fn odd_dates(acts: &[Act<'_>], lines: &[Line<'_>], now: UtcSecond) -> Vec<OddDate> {
    let escrow = lines.iter().find(|line| line.item == Item::EscrowDate).map(|line| line.at);
    let of_act = |act: &Act<'_>| {
        let slip = slip(act, acts, escrow, now)?;
        Some(OddDate { line: act.line, of: Dated::Event(act.kind), at: act.at.clone(), slip })
    };
    let of_line = |line: &Line<'_>| {
        let odd =
            OddDate { line: line.line, of: Dated::Item(line.item), at: line.at.clone(), slip: Slip::Ahead };
        is_ahead(line.at, now).then_some(odd)
    };
    let mut odd: Vec<OddDate> =
        acts.iter().filter_map(of_act).chain(lines.iter().filter_map(of_line)).collect();
    odd.sort_by_key(|odd| odd.line);
    odd
}

fn slip(act: &Act<'_>, acts: &[Act<'_>], escrow: Option<&At>, now: UtcSecond) -> Option<Slip> {
    if is_ahead(act.at, now) {
        return Some(Slip::Ahead);
    }
    if act.kind == EventKind::CompletionReport
        && let Some(escrow) = escrow.filter(|escrow| is_before(act.at, escrow))
    {
        return Some(Slip::BeforeEscrow(escrow.clone()));
    }
    if sends(act) {
        // of which of the two the date is wrong, nobody can say: it is told where the later round stands
        let before = act.round?.checked_sub(1)?;
        let earlier: Vec<&At> = sent(acts, Some(before)).collect();
        let is_odd = !earlier.is_empty() && earlier.iter().all(|at| is_before(act.at, at));
        return is_odd.then(|| Slip::BeforeRound(before, earlier[0].clone()));
    }
    let of_round = match act.kind {
        EventKind::Acknowledgement => act.round,
        EventKind::Inspection => None,
        _ => return None,
    };
    let sent: Vec<&At> = sent(acts, of_round).collect();
    let is_odd = !sent.is_empty() && sent.iter().all(|at| is_before(act.at, at));
    is_odd.then(|| Slip::BeforeSent(sent[0].clone()))
}

fn sends(act: &Act<'_>) -> bool {
    let kinds = [EventKind::CompletionReport, EventKind::Attachment, EventKind::LinkSent];
    act.actor == Actor::Worker && kinds.contains(&act.kind)
}

/// When a round was sent; of none, whatever was.
fn sent<'a>(acts: &'a [Act<'a>], round: Option<u64>) -> impl Iterator<Item = &'a At> {
    acts.iter().filter(move |act| sends(act) && (round.is_none() || act.round == round)).map(|act| act.at)
}

/// Is the first moment over when the second begins?
fn is_before(first: &At, second: &At) -> bool {
    first.to.zip(second.from).is_some_and(|(to, from)| to <= from)
}

fn is_ahead(at: &At, now: UtcSecond) -> bool {
    at.from.is_some_and(|from| from > now)
}

impl Memo {
    /// Dates of these notes that cannot be.
    pub fn odd_dates(&self, now: UtcSecond) -> Vec<OddDate> {
        let acts: Vec<Act<'_>> = self.events.iter().filter_map(act).collect();
        odd_dates(&acts, &self.done().collect::<Vec<_>>(), now)
    }

    /// The dated lines that tell of something done.
    pub fn done(&self) -> impl Iterator<Item = Line<'_>> {
        self.entries.iter().filter_map(done)
    }
}

fn act(event: &Event) -> Option<Act<'_>> {
    let (line, round) = (Some(event.line.into()), event.round.map(|round| round.get().into()));
    Some(Act { line, kind: event.kind, actor: event.actor, round, at: event.at.as_ref()? })
}

fn done(entry: &Entry) -> Option<Line<'_>> {
    let item = entry.item.filter(|item| Line::DONE.contains(item))?;
    Some(Line { line: Some(entry.line.into()), item, at: entry.at.as_ref()? })
}

impl OddDate {
    /// What is wrong, with what to do about it: `shown` writes moments.
    pub fn message(&self, texts: &Texts, shown: &dyn Fn(&At) -> String) -> Message {
        let name = |of: Dated| {
            let id = match of {
                Dated::Event(kind) => format!("event-{}", kind.word()),
                Dated::Item(item) => format!("item-{}", item.key()),
            };
            texts.say(&Message::new(id))
        };
        let message = |id: &'static str, other: Option<&At>| {
            let message = Message::new(id).text("what", name(self.of)).text("when", shown(&self.at));
            let message = message.text("other", other.map(shown).unwrap_or_default());
            message.count("line", self.line.unwrap_or_default())
        };
        match &self.slip {
            Slip::BeforeEscrow(escrow) => {
                message("odd-before-escrow", Some(escrow)).text("escrow", name(Dated::Item(Item::EscrowDate)))
            }
            Slip::BeforeSent(sent) => message("odd-before-sent", Some(sent)),
            Slip::BeforeRound(round, sent) => message("odd-before-round", Some(sent)).count("round", *round),
            Slip::Ahead => message("odd-ahead", None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::Limits;
    use crate::text::Lang;

    fn odd(notes: &str) -> Vec<&'static str> {
        let memo = Memo::read(notes.as_bytes(), &Limits::DEFAULT).unwrap();
        let odd = memo.odd_dates("2026-11-18T01:00:00Z".parse().unwrap());
        for odd in &odd {
            for texts in Lang::ALL.map(Texts::new) {
                let said = odd.message(&texts, &|at| at.local.clone().unwrap_or_default());
                let (text, next) = (texts.say(&said), texts.next(&said));
                assert!(!text.contains('{') && !text.contains("odd-") && next.is_some(), "{text}");
            }
        }
        let word = |odd: &OddDate| match odd.slip {
            Slip::BeforeEscrow(_) => "escrow",
            Slip::BeforeSent(_) => "sent",
            Slip::BeforeRound(..) => "round",
            Slip::Ahead => "ahead",
        };
        odd.iter().map(word).collect()
    }

    #[test]
    fn case_dates_that_cannot_be_are_found() {
        for (notes, expected) in [
            ("仮払い日: 2026/9/1\n納品完了報告: 2026/8/27 10:00 1回目", vec!["escrow"]),
            ("仮払い日: 2026/9/1\n納品完了報告: 2026/9/1 1回目", vec![]), // on one day, the order is open
            ("納品完了報告: 2027/9/9 10:00 1回目", vec!["ahead"]),
            ("仮払い日: 2026/12/1", vec!["ahead"]),
            ("スレッドを写した日時: 2026/11/19 9:00", vec!["ahead"]),
            ("納期: 2026/12/1\n支払期日: 2026/12/31\n検収日: 2026/12/1", vec![]), // these are agreed ahead
            ("納品完了報告: 2026/9/9 10:00 1回目\n検収: 2026/9/1", vec!["sent"]),
            ("メッセージ添付: 2026/9/9 10:00 1回目\n受領の返信: 2026/9/8 1回目", vec!["sent"]),
            // a word of receipt of another round, and one on the day itself
            (
                "納品完了報告: 2026/9/9 1回目\n納品完了報告: 2026/9/20 2回目\n受領の返信: 2026/9/10 1回目",
                vec![],
            ),
            ("納品完了報告: 2026/9/9 10:00 1回目\n受領の返信: 2026/9/9 1回目", vec![]),
            ("納品完了報告: 2026/9/9 1回目\n納品完了報告: 2026/9/1 2回目", vec!["round"]),
            // sent again after a later round: only what lies before every sending is odd
            (
                "メッセージ添付: 2026/9/1 1回目\n納品完了報告: 2026/9/20 1回目\n納品完了報告: 2026/9/10 2回目",
                vec![],
            ),
        ] {
            assert_eq!(odd(notes), expected, "{notes}");
        }
    }
}
