//! What reading again gave, on screen and as JSON.

use super::verdict;
use crate::cli::exit::Exit;
use crate::cli::output::context::Context;
use crate::cli::output::stamping::network;
use crate::message::dkim::{self, Outcome};
use crate::message::format_name;
use crate::message::grade::{Checked, Grade, Graded, grade};
use crate::text::{Message, visible};
use crate::verify::{Run, verify_json};
use crate::workspace::keys::{Keys, Network};
use crate::workspace::reread::{MailRead, Reread};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct RereadArgs {
    #[arg(long)]
    pub reread: bool,
    #[arg(long, value_name = "FILE", requires = "reread")]
    pub dkim_key: Option<PathBuf>,
    #[arg(long, requires = "reread")]
    pub offline: bool,
}

impl RereadArgs {
    /// Where keys of signed mails come from.
    pub fn keys(&self) -> Keys {
        let network = if self.offline { Network::Offline } else { network() };
        Keys::of(self.dkim_key.clone(), network)
    }
}

/// `hikae verify --reread`, told.
pub fn told(ctx: &Context, run: &Run, read: &Reread) -> Exit {
    if ctx.is_json() {
        let mut value = verify_json(run);
        value["reread"] = as_json(read);
        ctx.json(&value);
    } else {
        verdict::print(ctx, run);
        tell(ctx, read);
    }
    verdict::exit_of(run)
}

/// What a mail's signature makes of it; what does not hold has none.
fn grade_of(mail: &MailRead) -> Option<Grade> {
    let holds = matches!(mail.outcome, Outcome::Pass | Outcome::Unaligned | Outcome::Weak);
    let checked = Checked::Signature(mail.outcome, mail.key);
    holds.then(|| grade(Graded::Message("mail", checked)))
}

/// What reading again gave, as data.
pub fn as_json(read: &Reread) -> Value {
    let mail = |mail: &MailRead| {
        json!({
            "path": mail.path.as_str(), "dkim": mail.outcome.word(), "domain": mail.domain,
            "key": mail.outcome.is_by_key().then(|| mail.key.word()),
            "grade": grade_of(mail).map(Grade::letter),
        })
    };
    let stretch = |(first, last, grade): (u64, u64, Grade)| json!({ "first": first, "last": last, "grade": grade.letter() });
    let conversations: Vec<Value> = read
        .conversations
        .iter()
        .map(|c| {
            let grades: Vec<Value> = c.grades(&read.grades).into_iter().map(stretch).collect();
            json!({ "edition": c.edition.get(), "k": c.k, "source": c.source, "format": c.format, "grades": grades })
        })
        .collect();
    json!({
        "same": read.same, "sounds_same": read.sounds_same, "mails": read.mails.iter().map(mail).collect::<Vec<_>>(),
        "conversations": conversations,
    })
}

/// What reading again gave, for people.
pub fn tell(ctx: &Context, read: &Reread) {
    ctx.line("");
    ctx.say(&Message::new("reread-same").count("count", read.same));
    if read.sounds_same > 0 {
        ctx.say(&Message::new("reread-sounds-same").count("count", read.sounds_same));
    }
    for conversation in &read.conversations {
        let mut counts: BTreeMap<Grade, u64> = BTreeMap::new();
        for (first, last, grade) in conversation.grades(&read.grades) {
            *counts.entry(grade).or_default() += last + 1 - first;
        }
        let counts: Vec<String> = counts.iter().map(|(grade, n)| format!("{} {n}", grade.letter())).collect();
        if !counts.is_empty() {
            let message = Message::new("reread-grades").count("edition", conversation.edition.get());
            let message = message.text("k", conversation.k).text("grades", counts.join(", "));
            let said = message.text("format", format_name(&ctx.texts, &conversation.format));
            ctx.line(&format!("  {}", ctx.texts.say(&said)));
        }
    }
    for mail in &read.mails {
        let result = dkim::said(mail.outcome.word(), mail.domain.as_deref(), dkim::Told::Now);
        let grade = grade_of(mail).map(|grade| format!(" [{}]", grade.letter())).unwrap_or_default();
        ctx.line(&format!("  {}: {}{grade}", visible(mail.path.as_str()), ctx.texts.say(&result)));
        if mail.outcome.is_by_key() {
            let key = Message::new(format!("reread-key-{}", mail.key.word()));
            ctx.line(&format!("    {}", ctx.texts.say(&key)));
        }
    }
}
