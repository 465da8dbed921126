//! `hikae verify`: a verdict and the grounds for it.

use crate::base::disk;
use crate::base::error::Error;
use crate::cli::exit::{Done, Failure, usage};
use crate::cli::output::context::Context;
use crate::cli::output::reread::{self, RereadArgs};
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::verdict;
use crate::format::proof::{Fingerprint, PublicKey};
use crate::text::Message;
use crate::verify::{Policy, Requirement, Verdict};
use crate::workspace::archives::Opened;
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct VerifyArgs {
    #[arg(required = true, value_name = "ARCHIVE")]
    archives: Vec<PathBuf>,
    #[arg(long, value_name = "FINGERPRINT|FILE")]
    signer: Option<String>,
    #[arg(long, value_name = "time,signer,chain,payload,report", value_delimiter = ',')]
    require: Vec<RequireArg>,
    #[command(flatten)]
    roots: RootArgs,
    #[command(flatten)]
    reread: RereadArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RequireArg {
    Time,
    Signer,
    Chain,
    Payload,
    Report,
}

impl From<RequireArg> for Requirement {
    fn from(arg: RequireArg) -> Self {
        match arg {
            RequireArg::Time => Requirement::Time,
            RequireArg::Signer => Requirement::Signer,
            RequireArg::Chain => Requirement::Chain,
            RequireArg::Payload => Requirement::Payload,
            RequireArg::Report => Requirement::Report,
        }
    }
}

pub fn run(ctx: &Context, args: VerifyArgs) -> Done {
    let signer = args.signer.as_deref().map(read_signer).transpose()?;
    let require: BTreeSet<Requirement> = args.require.into_iter().map(Requirement::from).collect();
    let policy = Policy { signer, require, ..policy(ctx, &args.roots)? };
    let opened = Opened::open(&args.archives)?;
    let mut run = opened.verify(ctx.desk(), &policy)?;
    // what does not verify is not read any further
    if args.reread.reread && run.outcome.verdict == Verdict::Intact {
        let read = opened.read_again(ctx.desk(), &mut run, &args.reread.keys())?;
        return Ok(reread::told(ctx, &run, &read));
    }
    if run.outcome.verdict == Verdict::Intact {
        run.chain.extend(opened.check_mails(&run)?.findings);
    }
    Ok(verdict::tell(ctx, &run))
}

/// A reader at this computer, who insists on nothing and believes the pinned roots and those that were named.
pub fn policy(ctx: &Context, roots: &RootArgs) -> Result<Policy, Failure> {
    Ok(Policy { anchors: roots.anchors(ctx)?, ..Policy::at(ctx.now()?) })
}

const KEY_TYPE: &str = "ssh-ed25519 ";

/// A fingerprint, or a file with one OpenSSH public key.
fn read_signer(text: &str) -> Result<Fingerprint, Failure> {
    if let Ok(fingerprint) = text.parse() {
        return Ok(fingerprint);
    }
    let unknown = || usage(Message::new("error-signer").text("text", text));
    if text.starts_with("SHA256:") || !Path::new(text).exists() {
        return Err(unknown());
    }
    const MOST: u64 = 64 << 10; // a public key has some hundred bytes
    let mut content = Vec::new();
    disk::open(Path::new(text))?.take(MOST).read_to_end(&mut content).map_err(|e| Error::read(e).on(text))?;
    let content = String::from_utf8_lossy(&content);
    // a line of a .pub file, or of an allowed_signers file, where a name and options stand before the key
    let key = |line: &str| line[line.find(KEY_TYPE)?..].parse::<PublicKey>().ok();
    let keys: BTreeSet<Fingerprint> = content.lines().filter_map(key).map(|key| key.fingerprint()).collect();
    // with several keys in it, the file names nobody
    keys.first().filter(|_| keys.len() == 1).copied().ok_or_else(unknown)
}
