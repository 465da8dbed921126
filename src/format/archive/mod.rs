//! The ZIP profile (format.md sections 2, 7 and 8): what stands where, strictly written and strictly read.

pub mod bag;
mod clash;
mod io_at;
mod layout;
mod names;
mod read;
mod round;
mod stamp;
mod token_name;
mod write;
mod zip;

pub use clash::check_clashes;
pub use io_at::{ReadAt, Section, WriteAt};
pub use layout::{Edition, Place, ProofFile, README, RootFile};
pub use names::{Role, Wanted, entry_names};
pub use read::{Archive, Entry, Hashed};
pub use round::{BadRound, Round};
pub use stamp::Covered;
pub use token_name::TokenName;
pub use write::{Slot, Writer};
