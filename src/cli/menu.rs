//! Without a verb: what fits the paths dropped on the program, or a numbered menu.

use crate::base::error::Error;
use crate::cli::commands::{dispatch, seal, status, verify};
use crate::cli::exit::{Done, Exit, Failure};
use crate::cli::output::context::Context;
use crate::cli::output::desktop;
use crate::cli::output::questions::Otherwise;
use crate::cli::output::stamping::RootArgs;
use crate::cli::output::verdict;
use crate::text::Message;
use crate::workspace::archives::Opened;
use crate::workspace::desk::Questions as _;
use crate::workspace::folder::is_case;
use crate::workspace::sealing::Measuring;
use clap::Parser as _;
use std::path::{Path, PathBuf};

/// What a person can choose, in the order of the menu.
#[derive(Debug, Clone, Copy)]
enum Choice {
    New,
    Seal,
    Verify,
    Status,
    Show,
    Handover,
    Read,
    Stamp,
    Help,
}

const CHOICES: [(Choice, &str); 9] = [
    (Choice::New, "menu-new"),
    (Choice::Seal, "menu-seal"),
    (Choice::Verify, "menu-verify"),
    (Choice::Status, "menu-status"),
    (Choice::Show, "menu-show"),
    (Choice::Handover, "menu-handover"),
    (Choice::Read, "menu-read"),
    (Choice::Stamp, "menu-stamp"),
    (Choice::Help, "menu-help"),
];

/// Paths without a verb, or nothing at all.
pub fn run(ctx: &Context, dropped: &[PathBuf]) -> Done {
    match dropped {
        [] => menu(ctx),
        [folder] if folder.is_dir() && is_case(folder) => offer_seal(ctx, folder),
        [folder] if folder.is_dir() && !is_seal(folder) => offer_new(ctx, folder),
        paths if paths.iter().all(|p| is_seal(p)) => {
            let policy = verify::policy(ctx, &RootArgs::default())?;
            Ok(verdict::tell(ctx, &Opened::open(paths)?.verify(ctx.desk(), &policy)?))
        }
        paths => which_case(ctx, paths),
    }
}

/// A seal, or a folder of seals.
fn is_seal(path: &Path) -> bool {
    let zip = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
    let holds_seals =
        || path.is_dir() && crate::workspace::history::seals_in(path).is_ok_and(|seals| !seals.is_empty());
    path.is_file() && zip || holds_seals()
}

fn menu(ctx: &Context) -> Done {
    if !ctx.can_ask() {
        ctx.line(&crate::cli::args::command(ctx.lang()).render_help().to_string());
        return Ok(Exit::Usage);
    }
    loop {
        ctx.line(&ctx.get("menu-title"));
        for (number, (_, id)) in CHOICES.iter().enumerate() {
            ctx.line(&format!("  {}  {}", number + 1, ctx.get(id)));
        }
        ctx.line(&format!("  0  {}", ctx.get("menu-end")));
        let Some(answer) = ctx.ask_choice(&Message::new("menu-ask")) else { return Ok(Exit::Fine) };
        let number: usize = answer.parse().unwrap_or(usize::MAX);
        let choice = match number {
            0 => return Ok(Exit::Fine),
            n => CHOICES.get(n - 1).map(|(choice, _)| *choice),
        };
        let Some(choice) = choice else {
            ctx.line(&ctx.get("menu-no-number"));
            continue;
        };
        ctx.line("");
        match chosen(ctx, choice) {
            Err(failure) if failure.exit() == Exit::Stopped => return Err(failure),
            Err(failure) => ctx.complain(&failure),
            Ok(()) => {}
        }
        ctx.line("");
    }
}

fn chosen(ctx: &Context, choice: Choice) -> Result<(), Failure> {
    if let Choice::Help = choice {
        ctx.line(&crate::cli::args::command(ctx.lang()).render_help().to_string());
        return Ok(());
    }
    let (id, verb) = match choice {
        Choice::New => ("menu-path-new", "new"),
        Choice::Seal => ("menu-path-case", "seal"),
        Choice::Status => ("menu-path-case", "status"),
        Choice::Handover => ("menu-path-case", "handover"),
        Choice::Show => ("menu-path-seal", "show"),
        Choice::Read => ("menu-path-read", "read"),
        Choice::Stamp => ("menu-path-case", "stamp"),
        Choice::Verify | Choice::Help => ("menu-path-seal", "verify"),
    };
    let Some(path) = ctx.ask(&Message::new(id)).filter(|p| !p.is_empty()) else { return Ok(()) };
    let path = unquoted(&path);
    let args = crate::cli::args::Cli::try_parse_from(["hikae", verb, "--", path.as_str()]);
    match args {
        Ok(crate::cli::args::Cli { command: Some(crate::cli::args::Command::Seal(args)), .. }) => {
            seal_and_open(ctx, Path::new(&path), &args)
        }
        Ok(cli) => cli.command.map_or(Ok(()), |command| dispatch(ctx, command).map(drop)),
        Err(e) => Err(crate::cli::exit::usage(Message::new("error-usage").text("detail", e))),
    }
}

/// Terminals put a dropped path in quotes, or escape its spaces.
fn unquoted(path: &str) -> String {
    let path = path.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = path.strip_prefix(quote).and_then(|p| p.strip_suffix(quote)) {
            return inner.to_owned();
        }
    }
    if cfg!(unix) && !Path::new(path).exists() { path.replace("\\ ", " ") } else { path.to_owned() }
}

/// A case folder: its status, then the offer to seal.
fn offer_seal(ctx: &Context, folder: &Path) -> Done {
    let news = status::status(ctx, folder, Measuring::Whole)?;
    if news && ctx.can_ask() && ctx.confirm(&Message::new("menu-offer-seal"), Otherwise::Yes) {
        let args =
            crate::cli::args::Cli::try_parse_from(["hikae", "seal"]).ok().and_then(|cli| match cli.command {
                Some(crate::cli::args::Command::Seal(args)) => Some(args),
                _ => None,
            });
        seal_and_open(ctx, folder, &args.expect("these arguments parse"))?;
    }
    Ok(Exit::Fine)
}

/// Seals a case, and opens the delivery message where there is a desktop.
fn seal_and_open(ctx: &Context, folder: &Path, args: &seal::SealArgs) -> Result<(), Failure> {
    if let Some(message) = seal::seal_case(ctx, folder, args)? {
        desktop::open(&message);
    }
    Ok(())
}

/// Another folder: the offer to make it a case.
fn offer_new(ctx: &Context, folder: &Path) -> Done {
    let message = Message::new("menu-not-a-case").text("path", folder.display());
    match ctx.can_ask() {
        true if ctx.confirm(&message, Otherwise::Yes) => {
            crate::cli::commands::new::run(ctx, crate::cli::commands::new::NewArgs { dir: folder.to_owned() })
        }
        true => Ok(Exit::Fine),
        false => Err(Error::from(crate::base::error::ErrorKind::NotACase).on(folder).into()),
    }
}

/// Audio or an export: which case is it for? The files stay where they are; the folder to put them in is named.
fn which_case(ctx: &Context, paths: &[PathBuf]) -> Done {
    if let [word] = paths
        && std::fs::symlink_metadata(word).is_err()
        && word.components().count() == 1
        && word.extension().is_none()
    {
        // a verb with a slip in it comes as a path
        let commands = crate::cli::args::command(ctx.lang());
        let names: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
        let message = Message::new("menu-no-command").text("text", word.display());
        return Err(crate::cli::exit::usage(message.text("commands", names.join(", "))));
    }
    for path in paths {
        std::fs::symlink_metadata(path).map_err(|e| Error::read(e).on(path))?;
    }
    let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
    let question = Message::new("menu-which-case").text("files", names.join(", "));
    let answer = if ctx.can_ask() { ctx.ask(&question) } else { None };
    let Some(case) = answer.filter(|a| !a.is_empty()) else {
        return Err(crate::cli::exit::usage(Message::new("menu-needs-case").text("files", names.join(", "))));
    };
    let case = PathBuf::from(unquoted(&case));
    if !is_case(&case) {
        return Err(Error::from(crate::base::error::ErrorKind::NotACase).on(case).into());
    }
    for path in paths {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(role) = ctx.role(&name)? else { continue };
        let folder = case_folder_for(&case, role);
        let target = folder.join(&name);
        std::fs::create_dir_all(&folder).map_err(|e| Error::write(e).on(&folder))?;
        crate::base::disk::copy_new(path, &target)?;
        ctx.say(&Message::new("menu-copied").text("file", &name).text("folder", folder.display()));
    }
    offer_seal(ctx, &case)
}

/// The folder of a role inside a case, in the language of the folders that are there.
fn case_folder_for(case: &Path, role: crate::case::roles::Role) -> PathBuf {
    use crate::case::roles::Role;
    use crate::case::{Round, layout};
    use crate::text::Lang;
    let there =
        |l: &crate::case::Layout| [l.memo, l.delivery, l.seals].iter().any(|name| case.join(name).exists());
    let names = Lang::ALL.into_iter().map(layout).find(there).unwrap_or(layout(Lang::Ja));
    match role {
        Role::Messages => case.join(names.messages),
        Role::Documents => case.join(names.documents),
        Role::Delivery(round) => {
            let delivery = case.join(names.delivery);
            // a folder that stands for this round already, whatever its name
            let entries = std::fs::read_dir(&delivery).into_iter().flatten().flatten().map(|e| e.path());
            let stands = |p: &PathBuf| {
                p.file_name().and_then(|n| n.to_str()).and_then(Round::from_folder) == Some(round)
            };
            let made = if names.first_round == "1" { round.to_string() } else { format!("{round}回目") };
            entries.into_iter().find(stands).unwrap_or_else(|| delivery.join(made))
        }
    }
}
