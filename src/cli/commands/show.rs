//! `hikae show`: the facts inside, readable, with who asserts what.

use crate::base::error::Error;
use crate::base::limits::Limits;
use crate::cli::commands::verify;
use crate::cli::exit::{Done, Failure};
use crate::cli::output::context::Context;
use crate::cli::output::index::Index;
use crate::cli::output::links::{Here, Row, Standing, tell_links};
use crate::cli::output::local;
use crate::cli::output::messages::{self, Page, Spoken, Told};
use crate::cli::output::reread::{self, RereadArgs};
use crate::cli::output::show_audio;
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::table::{definition_list, rows};
use crate::cli::output::timeline::plain_json;
use crate::cli::output::verdict;
use crate::cli::output::words::{named, when};
use crate::format::archive::Edition;
use crate::format::contents::{Once, for_each_place};
use crate::format::fact::{Fact, Kind, LinkFact};
use crate::message::silence::Record;
use crate::text::Message;
use crate::verify::{Checked, Run, Verdict};
use crate::workspace::archives::Opened;
use crate::workspace::reread::Reread;
use clap::Args;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[arg(required = true, value_name = "ARCHIVE")]
    archives: Vec<PathBuf>,
    #[command(flatten)]
    roots: RootArgs,
    #[command(flatten)]
    reread: RereadArgs,
}

pub fn run(ctx: &Context, args: ShowArgs) -> Done {
    let opened = Opened::open(&args.archives)?;
    let mut run = opened.verify(ctx.desk(), &verify::policy(ctx, &args.roots)?)?;
    if run.outcome.verdict != Verdict::Intact {
        return Ok(verdict::tell(ctx, &run)); // facts of a broken seal are not shown as if they were facts
    }
    let mut facts: BTreeMap<u16, Vec<Fact>> = BTreeMap::new();
    let mut index = Index::new(opened.files());
    let mut record = Record::default();
    let mut once = Once::over(opened.iter().map(|(_, file)| file), &Limits::DEFAULT)?;
    for (i, (path, source)) in opened.iter().enumerate() {
        let take = |edition: Edition, line: &[u8], place, fact| {
            Context::check_stop()?;
            if !once.is_new(edition, line) {
                return Ok(()); // an edition that lies in two files says nothing twice
            }
            record.take(edition.get(), &fact);
            let few = facts.entry(edition.get()).or_default();
            few.extend(index.take(i, edition, place, fact));
            Ok(())
        };
        for_each_place(source, &Limits::DEFAULT, take).map_err(|e| e.on(path))?;
    }
    index.sort();
    // the last notes tell it; of those that are withheld, the ones before
    let notes = facts.values().rev().find(|facts| facts.iter().any(|fact| matches!(fact, Fact::Case(_))));
    let zone = local::zone_of_facts(notes.into_iter().flatten());
    let spoken = Spoken::of(&run, record, &index, &facts, zone)?;
    let read = match args.reread.reread {
        true => Some(opened.read_again(ctx.desk(), &mut run, &args.reread.keys())?),
        false => None,
    };
    let mails = opened.check_mails(&run)?;
    if read.is_none() {
        run.chain.extend(mails.findings.clone());
    }
    let exit = verdict::exit_of(&run);
    if ctx.is_json() {
        as_json(ctx, &run, &opened, facts.keys().copied().collect(), spoken.as_ref(), read.as_ref())?;
        return Ok(exit);
    }
    let here = Here::of(&run, &facts);
    let told = Told { index: &index, read: read.as_ref(), mails: &mails, zone };
    for (edition, facts) in &facts {
        let checked = run.editions().find(|e| e.edition.get() == *edition);
        let Some((edition, seal)) = checked.and_then(|e| Some((e.edition, e.seal.as_ref()?))) else {
            continue;
        };
        let sealed = local::second(seal.header.sealed, zone);
        let heading = Message::new("show-edition").count("edition", edition.get()).text("sealed", sealed);
        ctx.line(&format!("{0}{1}{0:#}", anstyle::Style::new().bold(), ctx.texts.say(&heading)));
        ctx.say(&Message::new("show-code").text("code", seal.code.grouped()));
        edition_facts(ctx, edition, facts, &here, &told)?;
        messages::print(ctx, edition, facts, &told)?;
        let withheld = seal.header.facts.saturating_sub(facts.len() as u64 + index.count(edition.get()));
        if withheld > 0 {
            ctx.say(&Message::new("show-withheld").count("count", withheld));
        }
        ctx.line("");
    }
    if let Some(spoken) = &spoken {
        spoken.print(ctx);
    }
    verdict::print(ctx, &run);
    match &read {
        Some(read) => reread::tell(ctx, read),
        None if can_be_checked(&run, &facts) => {
            let archives = args.archives.iter().map(|path| path.display().to_string());
            let archives = archives.collect::<Vec<_>>().join(" ");
            ctx.line("");
            ctx.say(&Message::new("show-check").text("archives", archives));
        }
        None => {}
    }
    Ok(exit)
}

/// Everything as data, fact by fact: a million of them pass by.
fn as_json(
    ctx: &Context,
    run: &Run,
    opened: &Opened,
    editions: Vec<u16>,
    spoken: Option<&Spoken>,
    read: Option<&Reread>,
) -> Result<(), Failure> {
    let field = |name: &str, value: Value| ctx.line(&format!("\"{name}\": {},", plain_json(&value)));
    ctx.line("{\n\"schema\": \"hikae.show/1\",");
    field("verify", crate::verify::verify_json(run));
    field("silence", spoken.map_or(Value::Null, |spoken| spoken.json(ctx)));
    if let Some(read) = read {
        field("reread", reread::as_json(read));
    }
    ctx.line("\"editions\": [");
    let mut once = Once::over(opened.iter().map(|(_, file)| file), &Limits::DEFAULT)?;
    for (i, edition) in editions.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        ctx.line(&format!("{comma}{{\"edition\": {edition}, \"facts\": ["));
        let mut first = true;
        let mut page = Page::new(ctx);
        let holds = |archive: &&Checked| archive.editions.iter().any(|e| e.edition.get() == *edition);
        for archive in run.archives.iter().filter(holds) {
            let (path, Some(source)) = (&archive.path, opened.file(&archive.path)) else { continue };
            let take = |of: Edition, line: &[u8], _, fact: Fact| {
                if of.get() == *edition && once.is_new(of, line) {
                    let comma = if std::mem::take(&mut first) { "" } else { "," };
                    page.row(&format!("{comma}{}", plain_json(&json!(fact))));
                }
                Context::check_stop()
            };
            for_each_place(source, &Limits::DEFAULT, take).map_err(|e| e.on(path))?;
        }
        page.end();
        ctx.line("]}");
    }
    ctx.line("]\n}");
    Ok(())
}

fn edition_facts(
    ctx: &Context,
    edition: Edition,
    facts: &[Fact],
    here: &Here,
    told: &Told<'_>,
) -> Result<(), Failure> {
    let visible = |text: &str| crate::text::visible(text).into_owned();
    let section = |id| {
        ctx.line("");
        ctx.line(&ctx.get(id));
    };
    let origins: HashMap<&str, &str> = facts
        .iter()
        .filter_map(|f| if let Fact::Origin(o) = f { Some((o.path.as_str(), o.name.as_str())) } else { None })
        .collect();
    let mut files: Vec<_> =
        facts.iter().filter_map(|f| if let Fact::File(f) = f { Some(f) } else { None }).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if !files.is_empty() {
        section("show-files");
        let table: Vec<Vec<String>> = files
            .iter()
            .map(|f| {
                let name = origins.get(f.path.as_str()).copied().unwrap_or(f.path.as_str());
                vec![visible(name), f.size.to_string(), f.sha256.to_string()[..16].to_owned()]
            })
            .collect();
        rows(&table).iter().for_each(|row| ctx.line(row));
    }
    let names = origins.iter().map(|(path, name)| ((*path).to_owned(), (*name).to_owned())).collect();
    show_audio::print(ctx, facts, &names, told.read);
    let mut memo: Vec<_> =
        facts.iter().filter_map(|f| if let Fact::Case(c) = f { Some(c) } else { None }).collect();
    memo.sort_by_key(|c| c.line);
    if !memo.is_empty() {
        section("show-memo");
        let list: Vec<_> = memo.iter().map(|c| (item_name(ctx, &c.key), visible(&c.value))).collect();
        definition_list(&list).iter().for_each(|row| ctx.line(row));
    }
    let mut events: Vec<_> =
        facts.iter().filter_map(|f| if let Fact::Event(e) = f { Some(e) } else { None }).collect();
    events.sort_by_key(|e| (e.at.as_ref().and_then(|at| at.from), e.line));
    if !events.is_empty() {
        section("show-events");
        let table: Vec<Vec<String>> = events
            .iter()
            .map(|e| {
                let round =
                    e.round.map(|r| ctx.texts.say(&Message::new("show-round").count("count", r.get())));
                let quote = e.quote.as_deref().or(e.evidence.as_deref()).map(visible).unwrap_or_default();
                let kind = named(ctx, format!("event-{}", e.kind), e.kind.as_str());
                vec![when(e.at.as_ref()), kind, round.unwrap_or_default(), quote]
            })
            .collect();
        rows(&table).iter().for_each(|row| ctx.line(row));
    }
    let mut links: Vec<_> =
        facts.iter().filter_map(|f| if let Fact::Link(l) = f { Some(l) } else { None }).collect();
    links.sort_by(|a, b| (&a.source, a.code).cmp(&(&b.source, b.code)));
    if !links.is_empty() {
        ctx.line("");
        // of an unpacked export, its first file
        let row = |link: &'_ LinkFact| {
            let text = match link.k.zip(link.n).and_then(|(k, n)| told.index.text(edition.get(), k, n)) {
                Some(text) => Some(text?),
                None => None,
            };
            let text = text.as_ref().and_then(|fact| match fact {
                Fact::Text(text) => Some(text.text.as_str()),
                _ => None,
            });
            Ok(Standing::of(link, text))
        };
        let standings = links.iter().map(|link| row(link)).collect::<Result<Vec<Standing>, Error>>()?;
        let rows = links.iter().zip(standings).map(|(link, standing)| {
            let first = link.source.split(' ').next().unwrap_or_default();
            let file = origins.get(first).copied().unwrap_or(&link.source);
            Row { link, file, target: here.target(link), standing }
        });
        tell_links(ctx, &rows.collect::<Vec<_>>());
    }
    let other = facts
        .iter()
        .filter(|f| {
            let shown = [
                Kind::File,
                Kind::Origin,
                Kind::Audio,
                Kind::Waveform,
                Kind::Claims,
                Kind::Case,
                Kind::Event,
                Kind::Link,
            ];
            !shown.contains(&f.kind())
        })
        .filter(|f| f.conversation().is_none() && f.kind() != Kind::Mail)
        .count();
    if other > 0 {
        ctx.line("");
        ctx.say(&Message::new("show-other").count("count", other as u64));
    }
    Ok(())
}

/// Is there something in these copies that can be read or measured again, and held against what is sealed?
fn can_be_checked(run: &Run, facts: &BTreeMap<u16, Vec<Fact>>) -> bool {
    let here = |path: &str| {
        let mut editions = run.editions();
        editions
            .any(|e| e.files.iter().any(|file| file.path.as_str() == path && !e.absent.contains(&file.path)))
    };
    facts.values().flatten().any(|fact| match fact {
        // a file inside a delivered ZIP stands below the ZIP's name
        Fact::Audio(audio) => {
            let path = audio.path.as_str();
            let zips = path.match_indices('/').map(|(at, _)| &path[..at]);
            here(path) || zips.into_iter().any(here)
        }
        Fact::Conversation(talk) => talk.source.split(' ').any(here),
        _ => false,
    })
}

/// The item's name in the user's language, where the memo knows it: `fee`, `fee.2`, `note.7`, `event.20.result`.
fn item_name(ctx: &Context, key: &str) -> String {
    match *key.split('.').collect::<Vec<_>>() {
        ["event", line, detail] => {
            let detail = named(ctx, format!("event-detail-{detail}"), detail);
            ctx.texts.say(&Message::new("item-event-detail").text("line", line).text("detail", detail))
        }
        [item, rest] => {
            format!("{} {}", named(ctx, format!("item-{item}"), item), crate::text::visible(rest))
        }
        _ => named(ctx, format!("item-{key}"), key),
    }
}
