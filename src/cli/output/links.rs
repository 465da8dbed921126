//! Codes that stand in messages, on screen: which, in which file, and what they name.

use crate::base::digest::Sha256Digest;
use crate::cli::output::context::Context;
use crate::format::archive::{Edition, ProofFile};
use crate::format::fact::{Fact, LinkFact};
use crate::format::seal_code::find;
use crate::text::Message;
use crate::verify::Run;
use std::collections::{BTreeMap, HashMap};

/// What a code names, as far as it is known here.
pub enum Target {
    /// This entry, compared.
    Known(String),
    /// This entry, says the fact; the edition that holds it is not here.
    Absent(String),
    /// The fact names an entry that has another hash.
    Wrong(String),
    /// No seal and no file of the case, when it was sealed.
    Unknown,
}

/// The hashes of the seals and files that a run verified, by entry name.
pub struct Here(HashMap<String, Sha256Digest>);

impl Here {
    pub fn of(run: &Run, facts: &BTreeMap<u16, Vec<Fact>>) -> Self {
        let seals = run.editions().filter_map(|e| {
            let name = ProofFile::Seal.name(e.edition).as_str().to_owned();
            Some((name, e.seal.as_ref()?.code))
        });
        let files = facts.values().flatten().filter_map(|fact| match fact {
            Fact::File(file) => Some((file.path.as_str().to_owned(), file.sha256)),
            _ => None,
        });
        Self(seals.chain(files).collect())
    }

    /// What a link names: said by the fact, compared with what is here.
    pub fn target(&self, link: &LinkFact) -> Target {
        let Some(target) = link.target.clone() else { return Target::Unknown };
        match self.0.get(&target) {
            None => Target::Absent(target),
            Some(hash) if *hash == link.code => Target::Known(target),
            Some(_) => Target::Wrong(target),
        }
    }
}

/// What it rests on that a code stands where its fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was found there by this run, which seals it.
    Found,
    /// The text of the message is shown, and holds it.
    InText,
    /// The text is shown, and does not.
    NotInText,
    /// The fact says so: the signer's word.
    AsSealed,
}

impl Standing {
    /// By the text that the fact names, where that is shown.
    pub fn of(link: &LinkFact, text: Option<&str>) -> Self {
        match text {
            None => Standing::AsSealed,
            Some(text) if find(text).iter().any(|found| found.code == link.code) => Standing::InText,
            Some(_) => Standing::NotInText,
        }
    }

    fn sentence(self) -> Option<&'static str> {
        match self {
            Standing::Found => None,
            Standing::InText => Some("link-in-text"),
            Standing::NotInText => Some("link-not-in-text"),
            Standing::AsSealed => Some("link-as-sealed"),
        }
    }
}

/// A code, the file that holds it, what it names, and what says so.
pub struct Row<'a> {
    pub link: &'a LinkFact,
    pub file: &'a str,
    pub target: Target,
    pub standing: Standing,
}

/// Codes in messages: as found now, or as an archive has them.
pub fn tell_links(ctx: &Context, rows: &[Row<'_>]) {
    let is_sealed = rows.iter().any(|row| row.standing != Standing::Found);
    ctx.say(&Message::new(if is_sealed { "links-sealed" } else { "links" }));
    for Row { link, file, target, standing } in rows {
        let (id, target) = match target {
            Target::Known(target) => ("link-known", Some(target.as_str())),
            Target::Absent(target) => ("link-absent", Some(target.as_str())),
            Target::Wrong(target) => ("link-wrong", Some(target.as_str())),
            Target::Unknown => ("link-unknown", None),
        };
        let mut message = Message::new(id).text("file", *file);
        if let Some(target) = target {
            message = message.text("target", names(ctx, target));
        }
        ctx.line(&format!("  {}", link.code.grouped()));
        ctx.line(&format!("    {}", ctx.texts.say(&message)));
        if let Some((k, n)) = link.k.zip(link.n) {
            let id = if link.edited == Some(true) { "link-message-edited" } else { "link-message" };
            let place = Message::new(id).text("k", k).text("n", n);
            ctx.line(&format!("    {}", ctx.texts.say(&place)));
        }
        if let Some(id) = standing.sentence() {
            ctx.line(&format!("    {}", ctx.get(id)));
        }
    }
    ctx.say(&Message::new(if is_sealed { "links-meaning-sealed" } else { "links-meaning" }));
}

/// 「第1版の控え」 for `proof/001/seal.txt`, else the entry with its edition.
fn names(ctx: &Context, target: &str) -> String {
    let mut parts = target.splitn(3, '/');
    let (folder, edition, rest) = (parts.next(), parts.next(), parts.next());
    let edition = edition.and_then(|e| e.parse().ok()).and_then(Edition::new);
    let message = match (folder, edition, rest) {
        (Some("proof"), Some(edition), Some("seal.txt")) => {
            Message::new("link-seal").count("edition", edition.get())
        }
        (Some("data"), Some(edition), Some(_)) => {
            Message::new("link-file").count("edition", edition.get()).text("path", target)
        }
        _ => return target.to_owned(), // made visible with the sentence it goes into
    };
    ctx.texts.say(&message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_looked_up_in_the_text_that_it_names() {
        let code = Sha256Digest::of("a");
        let link = LinkFact { code, source: "x".into(), k: None, n: None, target: None, edited: None };
        assert_eq!(Standing::of(&link, Some(&format!("番号は {} です", code.grouped()))), Standing::InText);
        assert_eq!(Standing::of(&link, Some("番号は別のメッセージです")), Standing::NotInText);
        assert_eq!(Standing::of(&link, None), Standing::AsSealed);
    }

    #[test]
    fn what_a_fact_says_is_compared() {
        let [code, other] = ["a", "b"].map(Sha256Digest::of);
        let here = Here(HashMap::from([("proof/001/seal.txt".to_owned(), code)]));
        let target = |code, target: Option<&str>| {
            let target = target.map(str::to_owned);
            here.target(&LinkFact { code, source: "x".into(), k: None, n: None, target, edited: None })
        };
        let seal = |n| Some(format!("proof/00{n}/seal.txt"));
        assert!(matches!(target(code, seal(1).as_deref()), Target::Known(_)));
        assert!(matches!(target(other, seal(1).as_deref()), Target::Wrong(_)));
        assert!(matches!(target(other, seal(2).as_deref()), Target::Absent(_)));
        assert!(matches!(target(code, None), Target::Unknown));
    }
}
