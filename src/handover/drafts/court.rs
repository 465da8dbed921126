//! 証拠説明書: a list of exhibits for a court in Japan (民事訴訟規則137条1項), the purpose of proof left blank.

use super::part::{Part, thread};
use crate::base::entry_name::EntryName;
use crate::case::memo;
use crate::case::roles::Role;
use crate::handover::account::{FileFacts, Talk};
use crate::handover::matter::Matter;
use crate::handover::quoted::quoted;
use crate::message::format_name;
use crate::text::{Message, Texts};

pub(super) fn parts(matter: &Matter<'_>, texts: &Texts) -> Vec<Part> {
    let mut list = Part::new(texts, "draft-exhibits");
    list.class = "exhibits";
    list.head = ["number", "exhibit", "original", "date", "author", "purpose", "remarks"]
        .map(|column| texts.say(&Message::new(format!("draft-column-{column}"))))
        .into();
    let files = &matter.shown.files;
    let of = |wanted: fn(Role) -> bool| {
        files.iter().filter(move |(path, _)| Role::of_entry(path).is_some_and(wanted))
    };
    for (path, file) in of(|role| role == Role::Documents) {
        list.rows.push(exhibit(texts, &name(path, file), String::new(), String::new(), hash(texts, file)));
    }
    // a copy of which a later one holds everything is no exhibit of its own
    let record = &matter.shown.record;
    for (_, talk) in matter.shown.talks.iter().filter(|(id, _)| !record.is_repeated(**id)) {
        let Some(fact) = &talk.fact else { continue };
        let title = texts.say(&Message::new("draft-talk").text("format", format_name(texts, talk.format())));
        let ends = [&fact.fact.coverage_from, &fact.fact.coverage_to];
        let ends: Vec<String> = ends.into_iter().flatten().map(|at| matter.clock.full(at)).collect();
        let grade = Message::new("draft-grade").text("grade", talk.grade().word());
        list.rows.push(exhibit(texts, &title, ends.join(" – "), parties(talk), texts.say(&grade)));
    }
    for (path, file) in of(|role| matches!(role, Role::Delivery(_))) {
        let author = matter.value(memo::Item::OwnName).map(|(name, _)| name).unwrap_or_default();
        list.rows.push(exhibit(texts, &name(path, file), String::new(), author, hash(texts, file)));
    }
    let seals: Vec<String> = matter.editions.iter().map(|(_, code)| code.grouped()).collect();
    let remarks = texts.say(&Message::new("draft-seal-remarks").text("codes", seals.join(" / ")));
    list.rows.push(exhibit(texts, &texts.get("draft-seal"), String::new(), String::new(), remarks));
    list.sentences.push(texts.get("draft-exhibits-note"));
    vec![list, thread(matter, texts)]
}

fn exhibit(texts: &Texts, title: &str, date: String, author: String, remarks: String) -> Vec<String> {
    let blank = |text: String| if text.is_empty() { texts.get("draft-blank-short") } else { text };
    vec![
        texts.get("draft-number-blank"),
        title.to_owned(),
        texts.get("draft-copy"),
        blank(date),
        blank(author),
        texts.get("draft-blank-short"),
        remarks,
    ]
}

fn name(path: &EntryName, file: &FileFacts) -> String {
    quoted(file.origin.as_ref().map_or(path.as_str(), |origin| &origin.fact.name), 200)
}

fn hash(texts: &Texts, file: &FileFacts) -> String {
    let sha256 = file.file.as_ref().map(|held| held.fact.sha256.to_string()).unwrap_or_default();
    texts.say(&Message::new("draft-hash").text("hash", sha256))
}

/// Of a mail the sender, of a chat both parties.
fn parties(talk: &Talk) -> String {
    let names = talk.names.values().map(|held| quoted(&held.fact.name, 80));
    let senders: std::collections::BTreeSet<u64> =
        talk.messages.values().filter_map(|m| m.fact.participant.map(|n| n.get())).collect();
    let of_mail = talk.format() == "mail";
    let named = talk.names.iter().filter(|(n, _)| !of_mail || senders.contains(n));
    match of_mail {
        true => named.map(|(_, held)| quoted(&held.fact.name, 80)).collect::<Vec<_>>().join(", "),
        false => names.collect::<Vec<_>>().join(", "),
    }
}
