//! Decoders meet hostile files: a panic of one is caught here, and becomes a reason.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static MEASURING: Cell<bool> = const { Cell::new(false) };
}

/// Is this thread inside a decoder, so that a panic is caught and need not be printed?
pub fn is_measuring() -> bool {
    MEASURING.get()
}

/// Runs `work`; `None` if it panicked. What it had in its hands is dropped with it.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = MEASURING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    MEASURING.set(before);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_end() {
        assert_eq!(contained(is_measuring), Some(true));
        std::panic::set_hook(Box::new(|_| {}));
        assert_eq!(contained(|| -> u8 { panic!("as a decoder would") }), None);
        let _ = std::panic::take_hook();
        assert!(!is_measuring());
    }
}
