//! The arguments. Their help is in the Fluent files under `help-…`, so that it speaks the user's language.

use crate::cli::commands::{
    contains, export, handover, key, new, read, seal, setup, show, stamp, status, verify,
};
use crate::cli::exit::{Exit, usage};
use crate::cli::output::context::{Context, Output};
use crate::text::{Lang, Message, Texts};
use anstream::ColorChoice;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, ColorChoice as ClapColor, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "hikae", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Paths without a verb: what a file manager passes when something is dropped on the program.
    #[arg(value_name = "PATH")]
    pub dropped: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "ja|en")]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "auto|always|never", default_value = "auto")]
    color: Color,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, global = true)]
    pub json: bool,
}

impl Global {
    /// Makes the choice of colour the program's.
    pub fn write_color(&self) {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    New(new::NewArgs),
    Status(status::StatusArgs),
    Seal(seal::SealArgs),
    Stamp(stamp::StampArgs),
    Verify(verify::VerifyArgs),
    Read(read::ReadArgs),
    Show(show::ShowArgs),
    Contains(contains::ContainsArgs),
    Handover(handover::HandoverArgs),
    Export(export::ExportArgs),
    Key(key::KeyArgs),
    Setup(setup::SetupArgs),
}

/// The language: `--lang`, else the user's locale, else English. Known before the arguments are parsed, since
/// their errors and help speak it too.
pub fn language(args: &[OsString]) -> Lang {
    let mut args = args.iter().skip(1).map(|a| a.to_string_lossy());
    let mut stated = None;
    while let Some(arg) = args.next() {
        if arg == "--" {
            break;
        }
        let value = if arg == "--lang" {
            args.next()
        } else {
            arg.strip_prefix("--lang=").map(|v| v.to_owned().into())
        };
        stated = value.and_then(|v| v.parse().ok()).or(stated);
    }
    stated.unwrap_or_else(|| {
        let locale = sys_locale::get_locale().unwrap_or_default();
        if locale.starts_with("ja") { Lang::Ja } else { Lang::En }
    })
}

/// The whole command line with help in a language.
pub fn command(lang: Lang) -> clap::Command {
    let texts = Texts::new(lang);
    localise(Cli::command().color(ClapColor::Never), &texts, "hikae")
}

fn localise(command: clap::Command, texts: &Texts, name: &str) -> clap::Command {
    let text = |id: String| texts.say(&Message::new(id));
    let optional = |id: String| Some(text(id.clone())).filter(|t| *t != id);
    let mut command = command
        .about(text(format!("help-{name}")))
        .subcommand_help_heading(texts.get("help-heading-commands"))
        .help_template(texts.get("help-template").replace("<", "{").replace(">", "}"))
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .long("help")
                .short('h')
                .action(clap::ArgAction::Help)
                .help(texts.get("help-help"))
                .help_heading(texts.get("help-heading-options")),
        );
    if name == "hikae" {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .help(texts.get("help-version")),
        );
    }
    if let Some(examples) = optional(format!("help-{name}-examples")) {
        command = command.after_help(format!("{}\n{examples}", texts.get("help-heading-examples")));
    }
    command = command.mut_args(|arg| {
        let own = format!("help-{name}-{}", arg.get_id());
        let shared = format!("help-hikae-{}", arg.get_id());
        let help = optional(own).or_else(|| optional(shared));
        let heading = if arg.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
        let takes_values = arg.get_action().takes_values();
        let arg = arg.help_heading(texts.get(heading)).hide_possible_values(takes_values);
        match help {
            Some(help) => arg.help(help).hide_default_value(takes_values),
            None => arg,
        }
    });
    let subcommands: Vec<String> = command.get_subcommands().map(|s| s.get_name().to_owned()).collect();
    for subcommand in subcommands {
        let inner = if name == "hikae" { subcommand.clone() } else { format!("{name}-{subcommand}") };
        command = command.mut_subcommand(subcommand, |s| localise(s, texts, &inner));
    }
    command
}

/// Parses the arguments, or says why not and how to go on.
pub fn parse(args: Vec<OsString>, lang: Lang) -> Result<Cli, Exit> {
    let read = |command: clap::Command| {
        command.try_get_matches_from(&args).and_then(|matches| Cli::from_arg_matches(&matches))
    };
    // help in the user's language takes longer to make than a small archive to check: only where it is shown
    read(Cli::command()).or_else(|_| read(command(lang))).map_err(|error| {
        if !error.use_stderr() {
            let _ = error.print();
            return Exit::Fine;
        }
        let output = if wants_json(&args) { Output::Json } else { Output::Words };
        Context::new(lang, output).complain(&usage(sentence(&error)));
        Exit::Usage
    })
}

fn wants_json(args: &[OsString]) -> bool {
    args.iter().take_while(|arg| *arg != "--").any(|arg| arg == "--json")
}

/// What is wrong with the arguments, in words of ours: clap speaks English alone.
fn sentence(error: &clap::Error) -> Message {
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(several)) => several.join(", "),
        _ => String::new(),
    };
    let argument = |id: &'static str| Message::new(id).text("argument", of(ContextKind::InvalidArg));
    match error.kind() {
        ErrorKind::UnknownArgument => argument("error-arguments-unknown"),
        ErrorKind::MissingRequiredArgument => argument("error-arguments-missing"),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            argument("error-arguments-missing")
        }
        ErrorKind::ArgumentConflict => argument("error-arguments-twice"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            argument("error-arguments-value").text("value", of(ContextKind::InvalidValue))
        }
        _ => Message::new("error-arguments"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &clap::Command, lang: Lang, path: &str) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about.is_empty() && !about.starts_with("help-"), "{lang}: {path} has no help");
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                !help.is_empty() && !help.starts_with("help-"),
                "{lang}: {path} {} has no help",
                arg.get_id()
            );
        }
        command.get_subcommands().for_each(|s| check(s, lang, &format!("{path} {}", s.get_name())));
    }

    #[test]
    fn every_argument_has_help_in_both_languages() {
        for lang in Lang::ALL {
            let mut command = command(lang);
            command.build();
            check(&command, lang, "hikae");
            command.debug_assert();
        }
    }

    #[test]
    fn the_language_is_found_before_parsing() {
        let of = |args: &[&str]| language(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["hikae", "verify", "--lang", "ja"]), Lang::Ja);
        assert_eq!(of(&["hikae", "--lang=ja", "--lang=en"]), Lang::En);
    }
}
