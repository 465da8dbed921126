//! A case: one job for one client. Its memo, its folder, and the rounds of delivery.
//! Nothing here touches a disk or a clock.

pub mod delivery_message;
mod layout;
pub mod memo;
mod place;
pub mod roles;
mod round;
mod specification;

pub use layout::{Layout, layout, template};
pub use memo::Memo;
pub use place::{Place, Unplaced, is_dropping, place};
pub use round::{Round, RoundClash, round_clashes};
pub use specification::{
    Choice, Compared, Delivered, Hundredths, Limit, Measured, Numbers, Outcome, Property, Range,
    Specification, Twice, Wanted, compare, compare_delivery,
};
