//! A certification under the Federal Rules of Evidence 902(13) and (14), for a qualified person to complete. It says what
//! was computed and how; who signs, and on what knowledge, stays blank.

use super::part::Part;
use crate::case::roles::Role;
use crate::handover::matter::Matter;
use crate::handover::quoted::quoted;
use crate::text::{Message, Texts};

pub(super) fn parts(matter: &Matter<'_>, texts: &Texts) -> Vec<Part> {
    let mut person = Part::new(texts, "draft-us-person");
    person.sentences =
        ["draft-us-1", "draft-us-2", "draft-us-3", "draft-us-4"].map(|id| texts.get(id)).into();
    let mut seals = Part::new(texts, "draft-us-seals");
    seals.class = "";
    seals.head = ["draft-us-edition", "draft-us-code"].map(|id| texts.get(id)).into();
    seals.rows = matter
        .editions
        .iter()
        .map(|(edition, code)| vec![edition.get().to_string(), code.to_string()])
        .collect();
    let mut files = Part::new(texts, "draft-us-files");
    files.class = "";
    files.head = ["draft-us-file", "draft-us-bytes", "draft-us-hash"].map(|id| texts.get(id)).into();
    files.rows = matter
        .shown
        .files
        .iter()
        .filter(|(path, _)| Role::of_entry(path).is_some())
        .filter_map(|(path, file)| {
            let fact = &file.file.as_ref()?.fact;
            let name = file.origin.as_ref().map_or(path.as_str(), |origin| &origin.fact.name);
            Some(vec![quoted(name, 200), fact.size.to_string(), fact.sha256.to_string()])
        })
        .collect();
    let mut sign = Part::new(texts, "draft-us-sign");
    sign.rows = ["draft-us-name", "draft-us-title", "draft-us-date", "draft-us-signature"]
        .map(|id| vec![texts.get(id), texts.get("draft-blank")])
        .into();
    let mut limits = Part::new(texts, "draft-us-limits");
    limits.sentences.push(texts.say(&Message::new("draft-us-limit")));
    vec![person, seals, files, limits, sign]
}
