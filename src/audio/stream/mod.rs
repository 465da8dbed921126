//! MP3, and AAC in ADTS: frames without a container. They are found here and decoded by the decoder library, whose own
//! reader guesses how many there are, and stops there.

mod frames;
mod header;
mod rates;
mod read;
mod stated;
mod tag;

pub use read::read;
pub use tag::at_end as tags_at_end;
