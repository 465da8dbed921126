//! Why a service gave nothing that can be kept.

use crate::text::{Message, Say};
use crate::timestamp::BadResponse;
use std::time::Duration;

/// Why a service gave nothing that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nothing whole came in time.
    TimedOut(Duration),
    /// No way to it; what the system said.
    Unreachable(String),
    /// An HTTP status other than 200.
    Status(u16),
    /// The same, with a page for people.
    StatusPage(u16),
    /// It points to another address, which is not followed; where to, if that can be told.
    Redirect(Option<String>),
    /// It has had too many requests; in how many seconds it takes another, if it says so.
    Busy(Option<u64>),
    /// A web page, as networks show that want a login first.
    WebPage,
    /// The proxy wants a name and a password.
    ProxyUser,
    /// The proxy's address in the environment is none, or of a kind that is not known here.
    Proxy(String),
    /// More bytes than a token has.
    TooLarge(u64),
    /// An answer that is no time-stamp over what was asked.
    NotAToken(BadResponse),
}

impl Say for NoAnswer {
    fn say(&self) -> Message {
        match self {
            NoAnswer::TimedOut(waited) => {
                Message::new("no-answer-timed-out").count("seconds", waited.as_secs())
            }
            NoAnswer::Unreachable(why) => Message::new("no-answer-unreachable").text("reason", why),
            NoAnswer::Status(status) => Message::new("no-answer-status").count("status", *status),
            NoAnswer::StatusPage(status) => Message::new("no-answer-status-page").count("status", *status),
            NoAnswer::Redirect(Some(to)) => Message::new("no-answer-redirect").text("to", to),
            NoAnswer::Redirect(None) => Message::new("no-answer-redirect-bare"),
            NoAnswer::Busy(Some(seconds)) => Message::new("no-answer-busy").count("seconds", *seconds),
            NoAnswer::Busy(None) => Message::new("no-answer-busy-bare"),
            NoAnswer::WebPage => Message::new("no-answer-web-page"),
            NoAnswer::ProxyUser => Message::new("no-answer-proxy-user"),
            NoAnswer::Proxy(address) => Message::new("no-answer-proxy").text("address", shown_proxy(address)),
            NoAnswer::TooLarge(most) => Message::new("no-answer-too-large").count("limit", *most),
            NoAnswer::NotAToken(why) => Message::new("no-answer-not-a-token").text("reason", why),
        }
    }
}

/// The address of a proxy without what may be a password.
fn shown_proxy(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        (None, Some((_, host))) => format!("…@{host}"),
        (_, None) => address.to_owned(),
    }
}
