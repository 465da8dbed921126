//! Opens a file in the program that the desktop has for it. Only for those who started hikae without a verb: at a
//! command line nobody expects a window.

use std::path::Path;

/// Opens a file, where there is a desktop. If that fails nothing is lost: its path stands on the screen.
pub fn open(path: &Path) {
    let shown = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // without a desktop, some systems would open a text browser in this very terminal
    let desktop = cfg!(any(windows, target_os = "macos")) || shown("DISPLAY") || shown("WAYLAND_DISPLAY");
    if desktop {
        let _ = open::that_detached(path);
    }
}
