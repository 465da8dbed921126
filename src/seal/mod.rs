//! Sealing: payload and facts into one archive, each byte read once. Clock, salts, key and bounds are arguments.

pub mod asic;
pub mod build;
mod content;
mod intake;
pub mod new_stamp;
mod payload;
mod position;
pub mod publish;
mod request;
mod sealer;
mod sign;
pub mod stamp;
mod write;

pub use content::Content;
pub use position::{LastSeal, Position};
pub use request::{FactStream, Named, Payload, Request, Salts, Sealed, Source};
pub use sealer::Sealer;
pub use write::seal;
