//! The case memo: plain lines `項目: 値` that the worker writes, read with tolerance and without guessing.
//! Nothing is lost: a line that is not understood is kept as a note, and a notice says so.

mod calendar;
mod clock;
mod day_names;
#[cfg(feature = "messages")]
pub(crate) mod decode;
mod details;
mod draft;
mod event;
mod facts;
mod item;
mod line;
mod local;
mod model;
mod money;
mod notice;
mod open;
mod order;
mod own_words;
mod paper_names;
mod people;
mod plain;
mod read;
mod relative;
mod rest;
mod settle;
mod settled;
mod settlement;
mod signs;
mod within;
mod year;
mod zone;

#[cfg(all(test, feature = "messages"))]
mod tests;

pub use details::Checked;
pub use event::{Actor, EventKind};
pub use item::Item;
pub use model::{Event, Memo, TooLarge};
pub use money::Tax;
pub use notice::NoticeKind;
pub use open::{Written, is_sure, open_item, open_line, open_remark};
pub use order::{Act, OddDate, odd_dates};
pub use paper_names::paper_tells_of_settlement;
pub use people::{Channel, Permission, Role};
pub use relative::{Ago, RelativeDay};
pub use settled::own_words_tell_of_settlement;
pub use settlement::tells_of_settlement;
pub use within::{DayWritten, StampWithin, moment_within, stamp_within};
