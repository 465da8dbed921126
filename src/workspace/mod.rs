//! A case on a disk, and the verbs that every front end calls: [`Case`] opens a folder, tells how it stands, seals, stamps,
//! hands over and reads again. Verbs give typed outcomes and print nothing; what they need from outside is on a
//! [`Desk`](desk::Desk).

pub mod archives;
mod case;
pub mod collect;
pub mod conversations;
pub mod delivered;
pub mod describe;
pub mod desk;
mod earlier;
pub mod folder;
pub mod handing_over;
pub mod history;
pub mod keys;
pub mod links;
pub mod measured;
pub mod placing;
mod read_again;
pub mod reread;
pub mod restamp;
pub mod sealing;
#[cfg(feature = "network")]
pub mod stamping;
pub mod status;
pub mod talk;
pub mod talks;

pub use case::Case;
