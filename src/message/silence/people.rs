//! Whose the names are: as the facts say, and as the last notes say anew where they name somebody.

use super::alike::{Plain, plain};
use super::block::Block;
use super::conversation::Conversation;
use super::record::{Missing, Record};
use super::reference::{Id, rank};
use crate::base::limits::Limits;
use crate::case::memo::Role;
use crate::format::fact::Kind;
use crate::message::people::form;
use crate::message::{People, Setting};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Comparisons of names that are made at most: of a crowd, everybody who is left counts as alike.
pub(super) const COMPARISONS: usize = 200_000;

/// Is a name one of the client's, but for what people add to names?
pub(super) fn is_same(client: &BTreeSet<Plain>, name: &str) -> bool {
    client.contains(&plain(name))
}

/// Does a name resemble one of the client's?
pub(super) fn is_alike(client: &BTreeSet<Plain>, name: &str) -> bool {
    let name = plain(name);
    client.iter().any(|client| client.resembles(&name))
}

/// Roles by format and name.
type Roles = HashMap<String, HashMap<String, Role>>;

impl Record {
    /// Takes the roles that the last notes give to people of talks that were sealed before them.
    pub(super) fn name_people(&mut self) {
        let Some(edition) = self.notes_edition() else { return };
        let said = self.said_last(edition);
        for (id, conversation) in &mut self.conversations {
            if rank(id.0) >= rank(edition) {
                continue; // read with these notes
            }
            let Some(said) = said.get(conversation.format()) else { continue };
            let mut alone: HashMap<String, u32> = HashMap::new();
            for name in conversation.people.values().filter_map(|person| person.name.as_ref()) {
                *alone.entry(name.clone()).or_default() += 1;
            }
            for person in conversation.people.values_mut() {
                // the last notes may say something else of a name that is not shown
                let Some(name) = &person.name else {
                    person.role = person.role.map(|_| Role::Unknown);
                    continue;
                };
                // a name that two accounts show names neither of them
                if let (Some(role), Some(1)) = (People::said_of(said, name), alone.get(name)) {
                    person.role = Some(role);
                }
            }
        }
    }

    /// What is said last of every name: by lines of the last notes, and by talks that were read with them.
    fn said_last(&self, edition: u16) -> Roles {
        let naming = self.last_notes().map(|notes| notes.naming.as_slice()).unwrap_or_default();
        let people = Setting::of_facts(naming, &Limits::DEFAULT).people;
        let mut said = Roles::new();
        for (id, conversation) in &self.conversations {
            let of_format = said.entry(conversation.format().to_owned()).or_default();
            for person in conversation.people.values().filter(|_| rank(id.0) >= rank(edition)) {
                let (Some(name), Some(role)) = (&person.name, person.role) else { continue };
                let known = of_format.entry(form(name)).or_insert(role);
                if *known != role {
                    *known = Role::Unknown;
                }
            }
        }
        for (format, of_format) in &mut said {
            of_format.retain(|_, role| *role != Role::Unknown);
            of_format.extend(people.by_name(format));
        }
        said
    }

    /// Names of the client: as the talks show them, and as the notes have it. `None`: one of them is not shown.
    pub(super) fn client_names(&self) -> Option<BTreeSet<Plain>> {
        let mut names = BTreeSet::new();
        for person in self.conversations.values().flat_map(|c| c.people.values()) {
            if person.role == Some(Role::Client) {
                names.insert(plain(person.name.as_ref()?));
            }
        }
        let noted = self.last_notes().and_then(|notes| notes.client_name());
        if noted.is_none() && self.lines_missing().is_some() {
            return None;
        }
        names.extend(noted.map(plain));
        Some(names)
    }

    /// Conversations in which the client takes part, or somebody who may be the client: until the end of each, and no
    /// further, nothing is known of the client. `None`: it is the client; else why it may be.
    pub(super) fn with_client(&self) -> BTreeMap<Id, Option<Block>> {
        let names = self.client_names();
        let mut comparisons = 0;
        let mut with = BTreeMap::new();
        for (id, talk) in &self.conversations {
            if talk.people.values().any(|person| person.role == Some(Role::Client)) {
                with.insert(*id, None);
                continue;
            }
            let doubt = talk.people.values().find_map(|person| {
                match person.role {
                    // a role that the last notes may have changed
                    Some(Role::Unknown) if person.name.is_none() && person.sealed == Some(Role::Client) => {
                        Some(Block::Withheld(id.0, Kind::Name))
                    }
                    Some(Role::Unknown | Role::Other) => match (&names, &person.name) {
                        (Some(names), Some(name)) => {
                            comparisons += names.len();
                            let is_alike = comparisons > COMPARISONS || is_alike(names, name);
                            is_alike.then(|| Block::Alike(self.source(*id), name.clone()))
                        }
                        _ => Some(Block::Withheld(id.0, Kind::Name)),
                    },
                    None | Some(Role::Client | Role::Worker | Role::System) => None,
                }
            });
            with.extend(doubt.map(|doubt| (*id, Some(doubt))));
        }
        with
    }

    /// Is it a talk of an export of many talks, which shows the client in another one by their account, and not in this?
    pub(super) fn is_strangers(&self, id: Id) -> bool {
        let has_client = |id: &Id| {
            let mut people = self.conversations[id].people.values();
            people.any(|person| person.role == Some(Role::Client))
        };
        !has_client(&id) && self.beside.get(&id).is_some_and(|others| others.iter().any(has_client))
    }

    /// The edition of the last notes, if lines of them are missing.
    pub(super) fn lines_missing(&self) -> Option<u16> {
        self.notes_edition().filter(|edition| self.missing.contains(&Missing::Fact(*edition, Kind::Case)))
    }
}

impl Conversation {
    pub(super) fn format(&self) -> &str {
        self.fact.as_ref().map_or("", |fact| fact.format.as_str())
    }
}
