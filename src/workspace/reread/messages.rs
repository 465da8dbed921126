//! Message files described anew, and every fact of theirs held against what was sealed.

use super::grades::extend;
use super::told::{Marks, Told, numbers};
use super::within::Within;
use super::{Reader, Reread};
use crate::base::error::Result;
use crate::base::finding::{Code, Finding, Findings};
use crate::format::archive::{Edition, ReadAt};
use crate::format::fact::{ConversationFact, Fact, Uint};
use crate::format::seal_code;
use crate::message::{CoverageGround, Message, OwnTime, PASTED, Setting, Source, Take, describe};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Reread {
    pub(super) fn messages<R: ReadAt>(
        &mut self,
        edition: Edition,
        told: &Told,
        setting: Option<&Setting>,
        files: &HashMap<String, Within<'_, R>>,
        reader: &Reader<'_>,
    ) -> Result<()> {
        let pasted = told.conversations.values().filter(|c| c.format.as_str() == PASTED).count();
        let setting = setting.map(|setting| {
            let mut setting = setting.clone();
            if pasted > 1 {
                setting.copied.alone = None; // as when they were read together
            }
            setting
        });
        let mut by_source: BTreeMap<&str, Vec<&ConversationFact>> = BTreeMap::new();
        for conversation in told.conversations.values() {
            by_source.entry(&conversation.source).or_default().push(conversation);
        }
        for (source, conversations) in by_source {
            let paths: Vec<&str> = source.split(' ').collect();
            let exports: Vec<&Within<'_, R>> = paths.iter().filter_map(|path| files.get(*path)).collect();
            let named = paths.len() == 1 || paths.iter().all(|path| told.names.contains_key(*path));
            // the end of a copy may be the file's own last change
            let dated = conversations.iter().all(|c| {
                c.coverage_ground
                    .as_ref()
                    .is_none_or(|ground| ground.as_str() != CoverageGround::Changed.word())
                    || paths.iter().any(|path| told.modified.contains_key(*path))
            });
            let named = named && dated;
            let (Some(setting), true, true) = (&setting, exports.len() == paths.len(), named) else {
                let why = match exports.len() < paths.len() {
                    true => "withheld",
                    false => "the memo or the names are not shown whole",
                };
                self.findings.push(Finding::new(Code::CheckNotRun, source).detail(format!("reread: {why}")));
                continue;
            };
            let here: Vec<Source<'_>> = paths
                .iter()
                .zip(&exports)
                .map(|(path, export)| {
                    let name = told.names.get(*path).cloned().unwrap_or_default();
                    let changed = told.modified.get(*path).copied();
                    Source { path: (*path).to_owned(), name, export: *export, changed }
                })
                .collect();
            let read = || exports.iter().map(|export| export.read_so_far()).sum::<u64>();
            let mut comparison = Comparison::new(told, &conversations, (reader.tick, &reader.marks), &read);
            describe(&here, setting, reader.limits, &mut comparison)?;
            comparison.progress()?;
            let (findings, own_times) = comparison.finish();
            if findings.counts().next().is_none() {
                self.same += conversations.len() as u64;
                own_times.into_iter().for_each(|(k, n)| self.grades.own_times(edition, k, n));
                self.clean.extend(conversations.iter().map(|c| (edition, c.k)));
            }
            self.findings.extend(findings);
        }
        Ok(())
    }
}

/// Told of bytes that were read.
type Tick<'a> = &'a (dyn Fn(u64) -> Result<()> + Sync);

/// The conversations of one source, while it is described anew.
struct Comparison<'a> {
    told: &'a Told,
    conversations: &'a [&'a ConversationFact],
    tick: Tick<'a>,
    marks: &'a Marks,
    /// Bytes of the source read so far, and how many of them were told.
    read: &'a dyn Fn() -> u64,
    ticked: u64,
    findings: Findings,
    /// Facts that were sealed and given again.
    met: u64,
    own_times: BTreeMap<Uint, Vec<(u64, u64)>>,
    links: BTreeSet<(Uint, Uint)>,
}

impl<'a> Comparison<'a> {
    fn new(
        told: &'a Told,
        conversations: &'a [&'a ConversationFact],
        (tick, marks): (Tick<'a>, &'a Marks),
        read: &'a dyn Fn() -> u64,
    ) -> Self {
        let (findings, own_times, links) = (Findings::default(), BTreeMap::new(), BTreeSet::new());
        Self { told, conversations, tick, marks, read, ticked: 0, findings, met: 0, own_times, links }
    }

    /// Conversations of one source keep their order; the first is 1 here.
    fn number(&self, k: Uint) -> Option<Uint> {
        let i = usize::try_from(k.get()).ok()?.checked_sub(1)?;
        self.conversations.get(i).map(|c| c.k)
    }

    fn progress(&mut self) -> Result<()> {
        let read = (self.read)();
        let more = read - self.ticked.min(read);
        self.ticked = read.max(self.ticked);
        (self.tick)(more)
    }

    fn contradicts(&mut self, subject: String, detail: impl Into<String>) {
        self.findings.push(Finding::new(Code::FactContradictsSource, subject).detail(detail.into()));
    }

    fn finish(mut self) -> (Findings, BTreeMap<Uint, Vec<(u64, u64)>>) {
        let of_these = |k: Uint| self.conversations.iter().any(|c| c.k == k);
        let sealed = self.told.count(&of_these);
        let source = self.conversations.first().map(|c| c.source.clone()).unwrap_or_default();
        if self.met < sealed {
            let detail = format!("{} facts of messages that the source does not give", sealed - self.met);
            self.contradicts(source, detail);
        }
        let unmet: Vec<(Uint, Uint)> =
            self.told.links.keys().filter(|at| of_these(at.0) && !self.links.contains(at)).copied().collect();
        for (k, n) in unmet {
            self.contradicts(format!("conversation {k} {n}"), "link");
        }
        (self.findings, self.own_times)
    }
}

impl Take for Comparison<'_> {
    fn message(&mut self, k: Uint, _: &str, message: &Message<'_>) -> Result<()> {
        self.progress()?;
        let (Some(k), Ok(n)) = (self.number(k), Uint::try_from(message.n)) else { return Ok(()) };
        if message.own_time == OwnTime::Agrees {
            extend(self.own_times.entry(k).or_default(), message.n);
        }
        if let Some(links) = self.told.links.get(&(k, n)) {
            self.links.insert((k, n));
            let found = seal_code::find(message.text.as_deref().unwrap_or_default());
            let holds = |code| found.iter().any(|found| found.code == code);
            if links.iter().any(|l| !holds(l.code) || l.edited.is_some_and(|e| Some(e) != message.edited)) {
                self.contradicts(format!("conversation {k} {n}"), "link");
            }
        }
        Ok(())
    }

    fn fact(&mut self, mut fact: Fact) -> Result<()> {
        let Some(k) = fact.conversation().and_then(|k| self.number(k)) else {
            let source = self.conversations.first().map(|c| c.source.clone()).unwrap_or_default();
            self.contradicts(source, "more conversations than were sealed");
            return Ok(());
        };
        renumber(&mut fact, k);
        if let Fact::Conversation(new) = &mut fact {
            let sealed = self.told.conversations.get(&k);
            if sealed.is_some_and(|sealed| sealed.unanswered.is_none()) {
                new.unanswered = None; // what was not told contradicts nothing
            }
            if sealed != Some(&**new) {
                let differs = sealed.map(|sealed| difference(sealed, new)).unwrap_or_default();
                self.contradicts(format!("conversation {k}"), differs);
            }
            return Ok(());
        }
        let Some((_, n)) = numbers(&fact) else { return Ok(()) };
        // a withheld fact says nothing
        if let Some(sealed) = self.told.mark(k, fact.kind(), n) {
            self.met += 1;
            if sealed != self.marks.of(&fact) {
                self.contradicts(format!("conversation {k} {n}"), fact.kind().as_str());
            }
        }
        Ok(())
    }
}

fn renumber(fact: &mut Fact, k: Uint) {
    match fact {
        Fact::Conversation(f) => f.k = k,
        Fact::Participant(f) => f.k = k,
        Fact::Name(f) => f.k = k,
        Fact::Message(f) => f.k = k,
        Fact::Text(f) => f.k = k,
        Fact::Answer(f) => f.k = k,
        _ => {}
    }
}

fn coverage(fact: &ConversationFact) -> impl PartialEq + '_ {
    (&fact.coverage_from, &fact.coverage_to, &fact.coverage_ground)
}

/// Which fields differ.
fn difference(sealed: &ConversationFact, new: &ConversationFact) -> String {
    let fields = [
        ("format", sealed.format != new.format),
        ("dialect", sealed.dialect != new.dialect),
        ("count", sealed.count != new.count),
        ("certainty", sealed.certainty != new.certainty),
        ("coverage", coverage(sealed) != coverage(new)),
        ("gaps", sealed.gaps != new.gaps),
        ("unanswered", sealed.unanswered != new.unanswered),
    ];
    fields.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
