//! What comes back from a request, directly or through a proxy.

use super::no_answer::NoAnswer;
use ureq::http::Uri;

/// What this program calls itself.
pub const USER_AGENT: &str = concat!("hikae/", env!("CARGO_PKG_VERSION"));

/// What comes back, as far as it is looked at.
pub struct Reply {
    pub status: u16,
    pub kind: Option<String>,
    pub location: Option<String>,
    pub retry_after: Option<String>,
    pub body: Vec<u8>,
}

impl Reply {
    /// The body of an answer that can be a token.
    pub fn token(self) -> Result<Vec<u8>, NoAnswer> {
        let is_page =
            self.kind.as_deref().is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"));
        let begins = self.body.trim_ascii_start().first() == Some(&b'<');
        match self.status {
            200 if begins => Err(NoAnswer::WebPage),
            200 => Ok(self.body),
            300..=399 => Err(NoAnswer::Redirect(self.location.as_deref().and_then(where_to))),
            407 => Err(NoAnswer::ProxyUser),
            429 => Err(NoAnswer::Busy(self.retry_after.and_then(|seconds| seconds.parse().ok()))),
            status if is_page => Err(NoAnswer::StatusPage(status)),
            status => Err(NoAnswer::Status(status)),
        }
    }
}

/// An address to be told: scheme and host, if it is one.
fn where_to(location: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let uri: Uri = location.parse().ok()?;
    let shown = format!("{}://{}", uri.scheme_str()?, uri.host()?);
    (shown.len() <= LONGEST).then_some(shown)
}
