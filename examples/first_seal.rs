//! Seals the example deliveries with a throw-away key, checks the archive, changes one byte of it, and checks again.
//! Everything happens in a temporary folder that is removed at the end.

use hikae::{Content, Lang, Round, Say as _, Sealer, SecretKey, Texts, UtcSecond, Verdict};
use hikae::{system_random, verify_file};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minato-narration");
    let folder = tempfile::tempdir()?;
    let archive = folder.path().join("001.zip");

    // the library asks for no clock and no random numbers: they are arguments
    let key = SecretKey::generate(&mut system_random)?;
    let mut sealer = Sealer::new(key);
    for (round, delivered) in [(1, "納品/1回目"), (2, "納品/2回目")] {
        for path in files(&example.join(delivered))? {
            sealer = sealer.deliver_in(Round::try_from(round)?, &name(&path), Content::file(&path)?);
        }
    }
    for path in files(&example.join("資料"))? {
        sealer = sealer.document(&name(&path), Content::file(&path)?);
    }
    for path in files(&example.join("メッセージ"))? {
        sealer = sealer.messages(&name(&path), Content::file(&path)?);
    }
    let sealed = sealer.publish(&archive, UtcSecond::now()?, &mut system_random)?;
    println!("Sealed {} files, {} facts, {} bytes.", sealed.files.len(), sealed.facts, sealed.size);
    println!("Seal code: {}\n", sealed.code.grouped());
    assert_eq!(check(&archive)?, Verdict::Intact);

    let mut bytes = fs::read(&archive)?;
    bytes[1000] ^= 1; // inside the first narration
    fs::write(&archive, bytes)?;
    println!("\nNow the same archive with one bit of a narration changed:\n");
    assert_eq!(check(&archive)?, Verdict::Altered);
    Ok(())
}

fn check(archive: &Path) -> Result<Verdict, Box<dyn Error>> {
    let run = verify_file(archive)?;
    let texts = Texts::new(Lang::En);
    println!("{}\n{}", texts.say(&run.say()), texts.next(&run.say()).unwrap_or_default());
    run.findings().iter().for_each(|(_, f)| println!("- {} [{}]", texts.say(&f.say()), f.code));
    Ok(run.verdict())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    Ok(fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
