//! Nothing here touches a disk or a clock.

mod layout;
mod place;
mod round;

pub use layout::{Layout, layout, template};
pub use place::{Place, Unplaced, is_dropping, place};
pub use round::{BadRound, Round, RoundClash, round_clashes};
