//! Names in records: where one ends and the text begins, by what was declared.

use super::Talk;
use super::deeds::Deed;
use super::form::may_be_name;
use crate::case::memo::Role;
use crate::message::heads::is_decorated_name;
use crate::message::people::form;
use crate::message::{Need, Oddity, Place, Why};

impl Talk<'_> {
    /// Could the first word of a desktop body be the rest of a longer name? Names and texts are parted by a space there, and
    /// a name that was declared may begin another one: "Yuki", and "Yuki Tanaka". Of the client it does not matter.
    pub(super) fn may_go_on(&self, name: &str, body: &str) -> bool {
        let Some((word, rest)) = body.split_once(' ').filter(|(_, rest)| !rest.trim().is_empty()) else {
            return false;
        };
        let people = self.out.declared(name);
        people.is_some_and(|role| role != Role::Client) && may_be_name(word, rest)
    }

    /// A declared name that itself holds tabs goes on into the next fields of `name⇥body`.
    pub(super) fn name_with_tabs<'t>(&self, fields: &'t str) -> Option<(&'t str, &'t str)> {
        let ends = fields.match_indices('\t').map(|(at, _)| at).skip(1).take(5);
        let named = |name: &str| name.trim() == name && self.names.contains(&form(name));
        ends.map(|at| (&fields[..at], &fields[at + 1..])).find(|(name, _)| named(name))
    }

    /// The name at the beginning of a desktop record: one that was declared, else the first word.
    pub(super) fn desktop_name<'t>(&mut self, rest: &'t str, here: Place) -> (Option<String>, &'t str) {
        let after = |name: &String| {
            let body = rest.strip_prefix(name.as_str())?;
            if body.is_empty() { Some(body) } else { body.strip_prefix(' ') }
        };
        let mut fitting = self.names.iter().filter_map(|name| Some((name.clone(), after(name)?)));
        if let Some((name, body)) = fitting.next() {
            if fitting.next().is_some() {
                self.out.odd(Oddity::NameUnclear, here);
                match self.open {
                    Some(_) => self.out.gap_within(here, Why::Sender),
                    None => self.out.gap(here, Why::Sender),
                }
                self.out.reading.needs.insert(Need::Participants);
            }
            return (Some(name), body);
        }
        // "港町が退出しました。": no name, but a record of the service
        let of_known = self.name_at(rest).is_some();
        if of_known || !rest.contains(' ') && !matches!(self.deed(rest), Deed::BySomebody | Deed::Nobody) {
            return (None, rest);
        }
        let taken_back = |rest| matches!(self.deed(rest), Deed::Unsent(_));
        if taken_back(rest) || [" joined", " left", " invited "].iter().any(|verb| rest.contains(verb)) {
            return (None, rest);
        }
        // names may hold spaces: only the worker can tell where this one ends
        self.out.reading.needs.insert(Need::Participants);
        match rest.split_once(' ') {
            Some((name, body)) => (Some(name.to_owned()), body),
            None => (Some(rest.to_owned()), ""),
        }
    }

    /// `既読 港町オーディオ …` behind the time of a desktop record: whose it is stands further behind.
    pub(super) fn is_decorated(&self, rest: &str) -> bool {
        let declared = self.names.iter().any(|name| rest.starts_with(name.as_str()));
        !declared && is_decorated_name(rest, &|name| self.known.contains(&*form(name)))
    }

    /// The longest name that is known, at the beginning of a text and followed by what it did.
    pub(super) fn name_at<'t>(&self, text: &'t str) -> Option<&'t str> {
        let ends = ["さんが", "さんは", "さんの", "が", "は", "の", "を", " "];
        let known = self.names.iter().chain(&self.survey.met).filter_map(|name| {
            let rest = text.strip_prefix(name.as_str())?;
            ends.iter().any(|end| rest.starts_with(end)).then_some(&text[..name.len()])
        });
        known.max_by_key(|name| name.len())
    }
}
