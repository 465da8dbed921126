//! Codes that stand in messages, on screen: which, in which file, and what they name.

use super::context::Context;
use hikae::archive::{Edition, ProofFile};
use hikae::digest::Sha256Digest;
use hikae::fact::{Fact, LinkFact};
use hikae::text::Message;
use hikae::verify::Run;
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

/// Codes found in messages: each with the file that holds it, and what it names.
pub fn tell_links<'a>(ctx: &Context, links: impl Iterator<Item = (&'a LinkFact, &'a str, Target)>) {
    ctx.say(&Message::new("links"));
    for (link, file, target) in links {
        let (id, target) = match target {
            Target::Known(target) => ("link-known", Some(target)),
            Target::Absent(target) => ("link-absent", Some(target)),
            Target::Wrong(target) => ("link-wrong", Some(target)),
            Target::Unknown => ("link-unknown", None),
        };
        let mut message = Message::new(id).text("file", file);
        if let Some(target) = target {
            message = message.text("target", names(ctx, &target));
        }
        ctx.line(&format!("  {}", link.code.grouped()));
        ctx.line(&format!("    {}", ctx.texts.say(&message)));
        if let Some((k, n)) = link.k.zip(link.n) {
            let id = if link.edited == Some(true) { "link-message-edited" } else { "link-message" };
            let place = Message::new(id).text("k", k).text("n", n);
            ctx.line(&format!("    {}", ctx.texts.say(&place)));
        }
    }
    ctx.say(&Message::new("links-meaning"));
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
