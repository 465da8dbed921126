#![forbid(unsafe_code)]
//! hikae (控え): the copy you keep as proof of delivery.

pub mod case;
pub mod digest;
pub mod fact;
pub mod limits;
pub mod moment;
pub mod name;
pub mod text;
