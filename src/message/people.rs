//! Who takes part, and whose each name is: by the memo, by a flag, never by a guess.

use super::word::{OWN_NAMES, PASTED};
use crate::case::Memo;
use crate::case::memo::{Channel, Item, Role};
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;

/// Why somebody has their role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Named in the memo.
    Memo,
    /// Chosen with a flag, or asked.
    Flag,
    /// The service itself.
    Service,
    /// Nobody said.
    None,
}

impl Ground {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Ground::Memo => "memo",
            Ground::Flag => "flag",
            Ground::Service => "service",
            Ground::None => "none",
        }
    }
}

/// A name, or an account's identifier, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Where it holds; everywhere if none.
    pub channel: Option<Channel>,
    /// As shown there.
    pub name: String,
    /// Whose.
    pub role: Role,
    /// Who says so.
    pub ground: Ground,
}

/// Everybody of whom the worker has said who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People(Vec<Person>);

impl People {
    /// Those that a memo names.
    pub fn of(memo: &Memo) -> Self {
        let named = memo.names().iter().map(|n| (n.channel.clone(), n.name.as_str(), n.role));
        let platform = [(Item::ClientName, Role::Client), (Item::OwnName, Role::Worker)];
        let platform = platform.into_iter().filter_map(|(item, role)| Some((None, memo.get(item)?, role)));
        let person = |(channel, name, role): (Option<Channel>, &str, Role)| Person {
            channel,
            name: known_form(name),
            role,
            ground: Ground::Memo,
        };
        Self(named.chain(platform).map(person).collect())
    }

    /// Adds somebody; what was said of the same name before no longer counts.
    pub fn add(&mut self, name: &str, role: Role, ground: Ground) {
        let name = known_form(name);
        self.0.retain(|p| p.name != name);
        self.0.push(Person { channel: None, name, role, ground });
    }

    /// What was said of each name on a channel; unknown where that does not agree.
    pub(crate) fn by_name(&self, format: &str) -> HashMap<String, Role> {
        let mut said: HashMap<String, Role> = HashMap::new();
        for person in self.of_channel(format) {
            let known = said.entry(person.name).or_insert(person.role);
            if *known != person.role {
                *known = Role::Unknown;
            }
        }
        said
    }

    /// What was said of a name as a fact has it, if anything.
    pub(crate) fn said_of(by_name: &HashMap<String, Role>, name: &str) -> Option<Role> {
        // a mail's sender is shown with the address
        let address = name.rsplit_once('<').and_then(|(_, address)| address.strip_suffix('>'));
        let said = [Some(name), address].map(|name| by_name.get(&known_form(name?)).copied());
        match said {
            [Some(a), Some(b)] if a != b => Some(Role::Unknown),
            [a, b] => a.or(b),
        }
    }

    /// Names that count on a channel.
    pub fn of_channel(&self, format: &str) -> Vec<Person> {
        // a pasted thread may be of any platform
        let here = |p: &&Person| format == PASTED || p.channel.as_ref().is_none_or(|c| c.as_str() == format);
        let mut people: Vec<Person> = self.0.iter().filter(here).cloned().collect();
        if format == PASTED {
            // pages call the reader of the page so, unless somebody has that name
            for own in OWN_NAMES {
                if people.iter().all(|person| person.name != own) {
                    let (name, ground) = (own.to_owned(), Ground::Service);
                    people.push(Person { channel: None, name, role: Role::Worker, ground });
                }
            }
        }
        people
    }
}

/// The form in which names are compared: NFC, one kind of space. Nothing else is folded: two names that look
/// alike can be two people.
pub(crate) fn form(name: &str) -> String {
    let nfc: String = name.nfc().collect();
    nfc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same of a name that the worker gives: of addresses capitals do not count, also of one behind a name.
fn known_form(name: &str) -> String {
    let name = form(name);
    let is_address = |text: &str| {
        let parts = text.split_once('@');
        parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.') && !text.contains(' '))
    };
    let behind = name.rsplit_once('<').and_then(|(shown, rest)| Some((shown, rest.strip_suffix('>')?)));
    match behind.filter(|(_, address)| is_address(address)) {
        Some((shown, address)) => format!("{shown}<{}>", address.to_lowercase()),
        None if is_address(&name) => name.to_lowercase(),
        None => name,
    }
}

/// Longest name that is kept whole: far above what any service allows, and short enough for its fact.
const LONGEST: usize = 2000;

/// A name that is longer than any is kept by its beginning and its length, so that it stays one of its own.
fn short(name: &str) -> Cow<'_, str> {
    if name.len() <= LONGEST {
        return Cow::Borrowed(name);
    }
    let begin: String = name.chars().take(LONGEST / 10).collect();
    Cow::Owned(format!("{begin}… ({})", name.len()))
}

/// Somebody in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// What the export tells them apart with.
    pub id: String,
    /// The name that it shows.
    pub name: String,
    /// Whose it is.
    pub role: Role,
    /// Why.
    pub ground: Ground,
    /// How many messages are theirs.
    pub messages: u64,
}

/// The participants of one conversation, numbered from 1 in the order in which they are met.
pub(crate) struct Table {
    known: Vec<Person>,
    numbers: HashMap<String, u32>,
    met: Vec<Participant>,
}

impl Table {
    pub(crate) fn new(known: Vec<Person>) -> Self {
        Self { known, numbers: HashMap::new(), met: Vec::new() }
    }

    pub(crate) fn number(&mut self, id: &str, name: &str) -> u32 {
        let (id, name) = (&*short(id), &*short(name));
        if let Some(&n) = self.numbers.get(id) {
            let known = &mut self.met[n as usize - 1];
            if known.name.is_empty() && !name.is_empty() {
                name.clone_into(&mut known.name);
            }
            return n;
        }
        let (role, ground) = (Role::Unknown, Ground::None);
        self.met.push(Participant { id: id.to_owned(), name: name.to_owned(), role, ground, messages: 0 });
        let n = u32::try_from(self.met.len()).unwrap_or(u32::MAX);
        self.numbers.insert(id.to_owned(), n);
        n
    }

    /// What was said of a name beforehand, if anything.
    pub(crate) fn declared(&self, name: &str) -> Option<Role> {
        let name = form(name);
        let mut roles = self.known.iter().filter(|p| p.name == name).map(|p| p.role);
        let first = roles.next()?;
        Some(if roles.all(|role| role == first) { first } else { Role::Unknown })
    }

    /// The one participant of this name, as far as they were met; nobody where there are several.
    pub(crate) fn named(&self, name: &str) -> Option<u32> {
        let mut found = (1..).zip(&self.met).filter(|(_, known)| known.name == name);
        let first = found.next().map(|(n, _)| n);
        first.filter(|_| found.next().is_none())
    }

    /// The one participant beside this one.
    pub(crate) fn other_than(&self, one: Option<u32>) -> Option<u32> {
        match (self.met.len(), one?) {
            (2, 1) => Some(2),
            (2, 2) => Some(1),
            _ => None,
        }
    }

    /// Whose a participant is, by what was said beforehand.
    pub(crate) fn role(&self, n: u32) -> Role {
        let Some(participant) = self.met.get(n as usize - 1) else { return Role::Unknown };
        let (id, name) = (form(&participant.id), form(&participant.name));
        let whole = known_form(&format!("{name} <{id}>"));
        let fits =
            |p: &&Person| p.name == id || p.name == whole || p.name == name && !self.is_overruled(p, &id);
        let mut roles = self.known.iter().filter(fits).map(|p| p.role);
        let first = roles.next().unwrap_or(Role::Unknown);
        if roles.all(|role| role == first) { first } else { Role::Unknown }
    }

    /// Once an address of the worker's is declared, their name beside another address is anybody's: whoever writes can
    /// show any name. Of the client the name is enough, since what could be theirs counts.
    fn is_overruled(&self, by: &Person, id: &str) -> bool {
        let is_address = |name: &str| name.contains('@');
        let of_worker = |p: &Person| p.role == Role::Worker;
        is_address(id)
            && of_worker(by)
            && !is_address(&by.name)
            && self.known.iter().any(|other| of_worker(other) && is_address(&other.name))
    }

    pub(crate) fn count(&mut self, n: u32) {
        if let Some(participant) = self.met.get_mut(n as usize - 1) {
            participant.messages += 1;
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Participant> {
        let mut same_name: HashMap<String, u32> = HashMap::new();
        for participant in &self.met {
            *same_name.entry(form(&participant.name)).or_default() += 1;
        }
        let mut met = std::mem::take(&mut self.met);
        for participant in &mut met {
            let (id, name) = (form(&participant.id), form(&participant.name));
            // a name that two accounts show names neither of them; an identifier does
            let by_name = same_name.get(&name) == Some(&1);
            // as it is shown with its address
            let whole = known_form(&format!("{name} <{id}>"));
            let is_account = |p: &Person| p.name == id || p.name == whole;
            let fits = |p: &&Person| is_account(p) || by_name && p.name == name && !self.is_overruled(p, &id);
            let mut roles = self.known.iter().filter(fits);
            if let Some(first) = roles.next()
                && roles.all(|other| other.role == first.role)
            {
                (participant.role, participant.ground) = (first.role, first.ground);
            }
        }
        met
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::Limits;

    #[test]
    fn whose_a_name_is_is_said_and_never_guessed() {
        let memo = "クライアント名: 港町  制作\n自分の表示名: むぎ\n名前(LINE): みなと = クライアント\n";
        let memo = Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap();
        let mut people = People::of(&memo);
        people.add("誰か", Role::Other, Ground::Flag);
        let roles = |people: &People, channel: &str, names: &[(&str, &str)]| -> Vec<_> {
            let mut table = Table::new(people.of_channel(channel));
            for (id, name) in names {
                table.number(id, name);
            }
            table.finish().into_iter().map(|p| p.role).collect()
        };
        let names = [("a", "港町 制作"), ("b", "みなと"), ("c", "むぎ"), ("d", "誰か"), ("e", "港町制作")];
        use Role::*;
        assert_eq!(roles(&people, "line", &names), [Client, Client, Worker, Other, Unknown]);
        assert_eq!(roles(&people, "slack", &names), [Client, Unknown, Worker, Other, Unknown]);
        // two accounts of one name; the account itself can be named
        assert_eq!(roles(&people, "slack", &[("u1", "むぎ"), ("u2", "むぎ")]), [Unknown, Unknown]);
        // a declared address says more than a name that anybody can show; by name alone, one has no address
        let mail = [("a@x.jp", "むぎ"), ("b@x.jp", "むぎ"), ("むぎ", "むぎ"), ("c@x.jp", "港町 制作")];
        let alone = |people: &People| mail.map(|of| roles(people, "mail", &[of])[0]);
        assert_eq!(alone(&people), [Worker, Worker, Worker, Client]);
        people.add("a@x.jp", Worker, Ground::Flag);
        people.add("d@x.jp", Client, Ground::Flag);
        assert_eq!(alone(&people), [Worker, Unknown, Worker, Client]);
        people.add("u2", Worker, Ground::Flag);
        assert_eq!(roles(&people, "slack", &[("u1", "むぎ"), ("u2", "むぎ")]), [Unknown, Worker]);
    }
}
