//! Progress by bytes, on a terminal only.

use crate::base::error::Result;
use crate::cli::output::context::{Context, Output};
use crate::text::Message;
use crate::workspace::desk::{Progress, Stretch, Ticks};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::Duration;

/// From here on measuring takes seconds: half an hour of stereo in 24 bits.
const LONG_MEASURING: u64 = 512 << 20;

/// Does somebody watch the error stream, where bars are drawn?
fn is_watched(ctx: &Context) -> bool {
    ctx.output == Output::Words && std::io::stderr().is_terminal()
}

impl Progress for Context {
    fn begin(&self, stretch: Stretch, bytes: u64) -> Box<dyn Ticks + '_> {
        let id = match stretch {
            Stretch::Measuring => "progress-measuring",
            Stretch::Verifying => "progress-verifying",
            Stretch::Comparing => "progress-comparing",
            Stretch::Sealing { to_measure } => {
                if to_measure >= LONG_MEASURING && is_watched(self) {
                    self.note(&Message::new("progress-measuring-long"));
                }
                "progress-sealing"
            }
            Stretch::Stamping => "progress-stamping",
            Stretch::Handover => "progress-handover",
            Stretch::Rereading => "progress-rereading",
        };
        Box::new(Bar::new(self, &Message::new(id), bytes))
    }

    fn note(&self, note: &Message) {
        Context::note(self, note);
    }

    fn check(&self) -> Result<()> {
        Context::check_stop()
    }
}

impl Ticks for Bar {
    fn tick(&self, bytes: u64) -> Result<()> {
        Bar::tick(self, bytes)
    }
}

/// A bar on the error stream. Nothing where nobody watches.
pub struct Bar(ProgressBar);

impl Bar {
    /// For `bytes` of work. Short work shows nothing: a bar that flashes up is noise.
    pub fn new(ctx: &Context, what: &Message, bytes: u64) -> Self {
        const WORTH_SHOWING: u64 = 64 << 20; // about a tenth of a second
        if ctx.output != Output::Words || bytes < WORTH_SHOWING {
            return Self(ProgressBar::hidden());
        }
        let target = ProgressDrawTarget::stderr_with_hz(8);
        let bar = ProgressBar::with_draw_target(Some(bytes), target);
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {bytes}/{total_bytes} {eta}");
        bar.set_style(style.expect("a fixed template").progress_chars("=> "));
        bar.set_message(ctx.texts.say(what));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// So many bytes more; stops the work if somebody asked for that.
    pub fn tick(&self, bytes: u64) -> Result<()> {
        self.0.inc(bytes);
        Context::check_stop()
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
