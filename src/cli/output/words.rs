//! Words of facts as people say them.

use super::context::Context;
use crate::base::time::At;
use crate::text::Message;

/// The sentence of this name, or the word itself where there is none.
pub fn named(ctx: &Context, id: String, otherwise: &str) -> String {
    let said = ctx.texts.say(&Message::new(id.clone()));
    if said == id { crate::text::visible(otherwise).into_owned() } else { said }
}

/// Local time as written, with its zone: an interval is never shown as a point.
pub fn when(at: Option<&At>) -> String {
    let Some(at) = at else { return String::new() };
    let local = at.local.as_deref().unwrap_or_default().replace('T', " ");
    let zone = match at.offset.as_deref() {
        Some("+09:00") => "JST",
        Some(offset) => offset,
        None => "",
    };
    crate::text::visible(&format!("{local} {zone}")).trim_end().to_owned()
}
