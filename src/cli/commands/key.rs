//! `hikae key`: the key that signs the seals.

use crate::cli::exit::{Done, Exit, Failure, usage};
use crate::cli::output::context::Context;
use crate::cli::output::table::definition_list;
use crate::format::proof::{
    Kept, KeyError, KeyForm, KeyNotice, KeyStore, NAMESPACE, OpenedKey, Protection, PublicKey, SecretKey,
    Signer, StoredKey, open_key,
};
use crate::text::{Message, Say as _};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::io;
use std::path::Path;
use zeroize::Zeroizing;

#[derive(Debug, Args)]
pub struct KeyArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Show,
    New(NewArgs),
    Protect(ProtectArgs),
    Public(PublicArgs),
}

#[derive(Debug, Args)]
struct NewArgs {
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    protect: bool,
}

#[derive(Debug, Args)]
struct ProtectArgs {
    #[arg(long)]
    remove: bool,
}

#[derive(Debug, Args)]
struct PublicArgs {
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "hikae")]
    allowed_signers: Option<String>,
}

pub fn run(ctx: &Context, args: KeyArgs) -> Done {
    let store = KeyStore::new(ctx.home()?);
    match args.verb {
        Verb::Show => show(ctx, &store),
        Verb::New(args) => new(ctx, &store, &args),
        Verb::Protect(args) => protect(ctx, &store, &args),
        Verb::Public(args) => public(ctx, &store, args.allowed_signers.as_deref()),
    }
}

/// The key that `--key` names, or hikae's own, made if there is none yet. Says what there is to know about it.
pub fn for_sealing(ctx: &Context, file: Option<&Path>) -> Result<OpenedKey, Failure> {
    if let Some(file) = file {
        let key = open_key(file, &mut |question| ctx.ask_passphrase(question)).map_err(failed)?;
        key.notice().iter().for_each(|notice| ctx.note(&notice.say()));
        return Ok(key);
    }
    let store = KeyStore::new(ctx.home()?);
    let stored = match load(ctx, &store)? {
        Some(stored) => stored,
        None => first_key(ctx, &store)?,
    };
    stored.notices.iter().for_each(|notice| ctx.note(&notice.say()));
    Ok(OpenedKey::Secret(stored.key, stored.form))
}

/// Makes the key of a first seal. If another hikae was quicker, its key is the one.
fn first_key(ctx: &Context, store: &KeyStore) -> Result<StoredKey, Failure> {
    let key = SecretKey::generate(&mut random).map_err(|e| failed(KeyError::Random(e)))?;
    match store.create(&key, Protection::Plain, &mut random) {
        Ok(()) => {
            ctx.note(&Message::new("key-notice-created").text("path", store.path().display()));
            Ok(StoredKey { key, form: KeyForm::Pkcs8, notices: Vec::new() })
        }
        Err(KeyError::Exists(_)) => existing(ctx, store),
        Err(e) => Err(failed(e)),
    }
}

fn show(ctx: &Context, store: &KeyStore) -> Done {
    let stored = existing(ctx, store)?;
    if ctx.is_json() {
        ctx.json(&as_json(ctx, store, stored.key.public_key(), stored.form, &stored.notices, None));
        return Ok(Exit::Fine);
    }
    print(ctx, store, stored.key.public_key(), stored.form);
    ctx.line("");
    ctx.say(&Message::new("key-meaning"));
    stored.notices.iter().for_each(|notice| ctx.note(&notice.say()));
    Ok(Exit::Fine)
}

fn new(ctx: &Context, store: &KeyStore, args: &NewArgs) -> Done {
    let there = store.path().symlink_metadata().is_ok();
    if there && !args.replace {
        return Err(failed(KeyError::Exists(store.path())));
    }
    let passphrase = args.protect.then(|| new_passphrase(ctx)).transpose()?;
    let (protection, form) = match &passphrase {
        Some(passphrase) => (Protection::Passphrase(passphrase), KeyForm::Pkcs8WithPassphrase),
        None => (Protection::Plain, KeyForm::Pkcs8),
    };
    let key = SecretKey::generate(&mut random).map_err(|e| failed(KeyError::Random(e)))?;
    let kept = if there {
        // its name needs the passphrase, if it has one; a forgotten one does not stand in the way
        let old = store.load(&mut |question| ctx.ask_passphrase(question)).ok().flatten();
        let old = old.map(|old| old.key.public_key().fingerprint());
        Some(store.replace(&key, old, protection, &mut random).map_err(failed)?)
    } else {
        store.create(&key, protection, &mut random).map_err(failed)?;
        None
    };
    if ctx.is_json() {
        ctx.json(&as_json(ctx, store, key.public_key(), form, &[], kept.as_ref()));
        return Ok(Exit::Fine);
    }
    ctx.say(&Message::new("key-new-made"));
    print(ctx, store, key.public_key(), form);
    ctx.line("");
    ctx.say(&Message::new("key-meaning"));
    ctx.say(&Message::new("key-new-backup"));
    if let Some(Kept(path)) = kept {
        say_with_next(ctx, &Message::new("key-new-kept").text("path", path.display()));
    }
    Ok(Exit::Fine)
}

fn protect(ctx: &Context, store: &KeyStore, args: &ProtectArgs) -> Done {
    let stored = existing(ctx, store)?;
    let passphrase = if args.remove { None } else { Some(new_passphrase(ctx)?) };
    let (protection, form, done) = match &passphrase {
        Some(passphrase) => {
            (Protection::Passphrase(passphrase), KeyForm::Pkcs8WithPassphrase, "key-protect-set")
        }
        None => (Protection::Plain, KeyForm::Pkcs8, "key-protect-removed"),
    };
    store.protect(&stored.key, protection, &mut random).map_err(failed)?;
    if ctx.is_json() {
        ctx.json(&as_json(ctx, store, stored.key.public_key(), form, &[], None));
    } else {
        say_with_next(ctx, &Message::new(done));
    }
    Ok(Exit::Fine)
}

fn public(ctx: &Context, store: &KeyStore, allowed_signers: Option<&str>) -> Done {
    let stored = existing(ctx, store)?;
    let key = stored.key.public_key();
    if ctx.is_json() {
        ctx.json(&as_json(ctx, store, key, stored.form, &stored.notices, None));
        return Ok(Exit::Fine);
    }
    match allowed_signers {
        // "hikae" says what the key is for; a name would say more than the key does
        None => ctx.line(&key.openssh_line("hikae")),
        Some(name) => ctx.line(&allowed_signers_line(name, key)?),
    }
    Ok(Exit::Fine)
}

/// A line of ssh-keygen's ALLOWED SIGNERS file. A pattern or a list as name would match more than one signer.
fn allowed_signers_line(name: &str, key: PublicKey) -> Result<String, Failure> {
    let plain = |c: char| c.is_ascii_alphanumeric() || ['.', '_', '@', '-', '+'].contains(&c);
    if name.is_empty() || !name.chars().all(plain) {
        return Err(usage(Message::new("key-error-signer-name").text("name", name)));
    }
    Ok(format!("{name} namespaces=\"{NAMESPACE}\" {}", key.openssh_line("")))
}

fn load(ctx: &Context, store: &KeyStore) -> Result<Option<StoredKey>, Failure> {
    store.load(&mut |question| ctx.ask_passphrase(question)).map_err(failed)
}

fn existing(ctx: &Context, store: &KeyStore) -> Result<StoredKey, Failure> {
    load(ctx, store)?.ok_or_else(|| failed(KeyError::NoKey(store.path())))
}

fn new_passphrase(ctx: &Context) -> Result<Zeroizing<String>, Failure> {
    let none = |id: &'static str| usage(Message::new(id));
    let ask = |id: &'static str| {
        let given = ctx.ask_passphrase(&Message::new(id));
        given.ok_or_else(|| none("key-error-cannot-ask"))
    };
    let passphrase = ask("key-ask-passphrase-new")?;
    if passphrase.is_empty() {
        return Err(none("key-error-passphrase-empty"));
    }
    if ask("key-ask-passphrase-repeat")? != passphrase {
        return Err(none("key-error-passphrase-differs"));
    }
    Ok(passphrase)
}

fn print(ctx: &Context, store: &KeyStore, key: PublicKey, form: KeyForm) {
    let passphrase = if form.has_passphrase() { "key-passphrase-set" } else { "key-passphrase-none" };
    let rows = [
        (ctx.get("key-label-fingerprint"), key.fingerprint().to_string()),
        (ctx.get("key-label-public"), key.openssh_line("")),
        (ctx.get("key-label-file"), crate::text::visible(&store.path().display().to_string()).into_owned()),
        (ctx.get("key-label-passphrase"), ctx.get(passphrase)),
    ];
    definition_list(&rows).iter().for_each(|row| ctx.line(row));
}

fn as_json(
    ctx: &Context,
    store: &KeyStore,
    key: PublicKey,
    form: KeyForm,
    notices: &[KeyNotice],
    kept: Option<&Kept>,
) -> Value {
    let notice = |message: Message| json!({ "code": message.id, "message": ctx.texts.say(&message) });
    json!({
        "schema": "hikae.key/1",
        "fingerprint": key.fingerprint().to_string(),
        "public_key": key.openssh_line("hikae"),
        "allowed_signers": format!("hikae namespaces=\"{NAMESPACE}\" {}", key.openssh_line("")),
        "file": store.path(),
        "passphrase": form.has_passphrase(),
        "kept": kept.map(|Kept(path)| path),
        "notices": notices.iter().map(|n| notice(n.say())).collect::<Vec<_>>(),
    })
}

fn say_with_next(ctx: &Context, message: &Message) {
    ctx.say(message);
    ctx.texts.next(message).iter().for_each(|next| ctx.line(next));
}

fn random(buffer: &mut [u8]) -> io::Result<()> {
    getrandom::fill(buffer).map_err(io::Error::other)
}

/// A key's own sentence as the failure of a command.
fn failed(error: KeyError) -> Failure {
    match error {
        KeyError::File(error) => Failure::Library(error),
        other => Failure::Said(other.say(), Exit::Unable),
    }
}
