//! Seals the example deliveries with a throw-away key, checks the archive, changes one byte of it, and checks again.
//! Everything happens in a temporary folder that is removed at the end.

use hikae::base::limits::Limits;
use hikae::base::progress::UNWATCHED;
use hikae::base::time::UtcSecond;
use hikae::case::roles::{Wanted, entry_names};
use hikae::format::archive::Edition;
use hikae::format::fact::{Fact, Salt};
use hikae::format::proof::{CaseId, SecretKey};
use hikae::seal::new_stamp::NOBODY;
use hikae::seal::publish::publish;
use hikae::seal::{Payload, Position, Request};
use hikae::text::{Lang, Message, Say as _, Texts};
use hikae::verify::{Input, Policy, Verdict, verify};
use hikae::workspace::folder::CaseFolder;
use hikae::workspace::history::memo_facts;
use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

fn main() -> Result<(), Box<dyn Error>> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minato-narration");
    let folder = tempfile::tempdir()?;
    let archive = folder.path().join("001.zip");

    // the core asks for no clock and no random numbers: they are arguments
    let key = SecretKey::generate(&mut |buffer| Ok(getrandom::fill(buffer)?))?;
    let mut salts = || Ok(Salt(random()));

    let case = CaseFolder::open(&example, Lang::En, &Limits::DEFAULT)?;
    let wanted: Vec<Wanted<'_>> = case.items.iter().map(|i| Wanted { role: i.role, rest: &i.rest }).collect();
    let names = entry_names(Edition::FIRST, &wanted)?;
    let origins = case.items.iter().zip(&names).map(|(i, name)| Fact::Origin(i.found.origin(name.clone())));
    let facts = memo_facts(&case).into_iter().chain(origins).collect();
    let files = case.items.iter().zip(names);
    let request = Request {
        position: Position::first(CaseId(random())),
        sealed: now()?,
        payload: files.map(|(item, name)| Payload { name, source: &item.found }).collect(),
        facts,
        stream: None,
        named: None,
        lang: Lang::En,
        limits: Limits::DEFAULT,
        stamper: NOBODY, // asks no authority for the time
    };
    let sealed = publish(&archive, request, &key, &mut salts, UNWATCHED)?;
    println!("Sealed {} files, {} facts, {} bytes.", sealed.files.len(), sealed.facts, sealed.size);
    println!("Seal code: {}\n", sealed.code.grouped());
    assert_eq!(check(&archive)?, Verdict::Intact);

    let mut bytes = std::fs::read(&archive)?;
    bytes[1000] ^= 1; // inside the first narration
    std::fs::write(&archive, bytes)?;
    println!("\nNow the same archive with one bit of a narration changed:\n");
    assert_eq!(check(&archive)?, Verdict::Altered);
    Ok(())
}

fn check(archive: &Path) -> Result<Verdict, Box<dyn Error>> {
    let input = Input { path: archive.to_owned(), source: File::open(archive)? };
    let run = verify(vec![input], &Policy::at(now()?), UNWATCHED)?;
    let texts = Texts::new(Lang::En);
    let said = match run.outcome.verdict {
        Verdict::Intact => "verdict-intact",
        Verdict::Altered => "verdict-altered",
        Verdict::Undecided => "verdict-undecided",
    };
    let said = Message::new(said);
    println!("{}\n{}", texts.say(&said), texts.next(&said).unwrap_or_default());
    run.findings().iter().for_each(|(_, f)| println!("- {} [{}]", texts.say(&f.say()), f.code));
    Ok(run.outcome.verdict)
}

fn now() -> Result<UtcSecond, Box<dyn Error>> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(UtcSecond::from_unix(i64::try_from(since.as_secs())?)?)
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("random numbers of the system");
    bytes
}
