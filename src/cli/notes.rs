//! What to tell of the case notes: how lines were read, those that were not understood, and dates that cannot be.

use super::context::Context;
use crate::case::Memo;
use crate::cli::Failure;
use crate::handover::clock::Clock;
use crate::text::{Message, Say as _};

/// In the order of the lines; dates that cannot be stand behind the rest.
pub fn notices(ctx: &Context, memo: Option<&Memo>) -> Result<Vec<Message>, Failure> {
    let Some(memo) = memo else { return Ok(Vec::new()) };
    let clock = Clock { zone: memo.zone(), lang: ctx.lang(), now: ctx.now()? };
    let odd = memo.odd_dates(clock.now);
    let odd = odd.iter().map(|odd| odd.message(&ctx.texts, &|at| clock.full(at)));
    Ok(memo.notices().iter().map(|notice| notice.say()).chain(odd).collect())
}
