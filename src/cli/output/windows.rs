//! Everything special to Windows, in one small place. Not tested here: there is no Windows machine.

use crate::base::error::{Error, ErrorKind};
use crate::cli::exit::{Done, Exit};
use crate::cli::output::context::Context;
use crate::text::Message;
use std::process::Command;

/// Was the program started from Explorer, so that its window closes when it ends?
pub fn is_alone_on_console() -> bool {
    mousetrap::started_by_explorer()
}

/// Waits for Enter before the window closes.
pub fn wait_before_closing(ctx: &Context) {
    if is_alone_on_console() {
        let _ = ctx.ask(&Message::new("windows-press-enter"));
    }
}

/// Shortcuts on the desktop and in the Send-to menu. No registry edits: the shell's own object writes them.
pub fn shortcuts(ctx: &Context) -> Done {
    const SCRIPT: &str = "$ErrorActionPreference='Stop'; $shell=New-Object -ComObject WScript.Shell; \
        foreach ($folder in 'Desktop','SendTo') { \
        $link=$shell.CreateShortcut((Join-Path $shell.SpecialFolders.Item($folder) 'hikae.lnk')); \
        $link.TargetPath=$env:HIKAE_EXE; $link.Save() }";
    let exe = std::env::current_exe().map_err(Error::read)?;
    let status = Command::new("powershell")
        .args(["-NoProfile", "-NonInteractive", "-Command", SCRIPT])
        .env("HIKAE_EXE", &exe)
        .status()
        .map_err(|e| Error::read(e).on("powershell"))?;
    if !status.success() {
        return Err(Error::from(ErrorKind::Write).on("hikae.lnk").detail(status).into());
    }
    ctx.say(&Message::new("setup-shortcuts-made"));
    Ok(Exit::Fine)
}
