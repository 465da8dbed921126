//! Whom to ask: the services known here, and those that a user lists. A service is an address; who made a token
//! is told by the [anchors](crate::timestamp::Anchors) alone.

use crate::format::archive::TokenName;
use std::time::Duration;

/// A time-stamp service: what the files of its tokens are called by, and where it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    name: TokenName,
    url: String,
    pause: Duration,
    terms: Terms,
}

/// For whom a service is free of charge, as far as is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// For anyone, or not known.
    Anyone,
    /// For non-commercial services alone, by its own words.
    NonCommercial,
}

/// A service that is known here. All answer without an account.
struct Known {
    name: &'static str,
    url: &'static str,
    /// Seconds that it wishes between two requests.
    pause: u64,
    terms: Terms,
}

/// The first two are asked by default: different companies, roots and countries.
const KNOWN: [Known; 5] = [
    // https://knowledge.digicert.com/general-information/rfc3161-compliant-time-stamp-authority-server
    Known { name: "digicert", url: "http://timestamp.digicert.com", pause: 0, terms: Terms::Anyone },
    // https://www.sectigo.com/resource-library/time-stamping-server (asks for 15 seconds between requests)
    Known { name: "sectigo", url: "http://timestamp.sectigo.com", pause: 15, terms: Terms::Anyone },
    // https://support.globalsign.com/code-signing/time-stamp-urls
    Known {
        name: "globalsign",
        url: "http://timestamp.globalsign.com/tsa/r6advanced1",
        pause: 0,
        terms: Terms::Anyone,
    },
    // https://www.ssl.com/guide/how-to-use-ssl-com-timestamping/
    Known { name: "ssl-com", url: "http://ts.ssl.com", pause: 0, terms: Terms::Anyone },
    // https://www.certum.eu/en/cert_offer_time_stamp/ ("Free for non-commercial services")
    Known { name: "certum", url: "http://time.certum.pl", pause: 0, terms: Terms::NonCommercial },
];

const ASKED_BY_DEFAULT: usize = 2;

/// Neither the name of a service that is known here nor an address that begins with `http://` or `https://`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither a known service nor an address: {0}")]
pub struct NotAService(String);

impl Service {
    /// Those asked where nothing else is said.
    pub fn defaults() -> Vec<Self> {
        KNOWN.iter().take(ASKED_BY_DEFAULT).map(Self::known).collect()
    }

    /// The names that stand for an address.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|known| known.name)
    }

    fn known(known: &Known) -> Self {
        let name = known.name.parse().expect("names of this table are allowed");
        let pause = Duration::from_secs(known.pause);
        Self { name, url: known.url.to_owned(), pause, terms: known.terms }
    }

    /// A known name, or an address, which is then called by its host.
    ///
    /// # Errors
    /// [`NotAService`]
    pub fn find(name_or_url: &str) -> Result<Self, NotAService> {
        if let Some(known) = KNOWN.iter().find(|known| known.name == name_or_url) {
            return Ok(Self::known(known));
        }
        let rest = name_or_url.strip_prefix("http://").or_else(|| name_or_url.strip_prefix("https://"));
        let not_one = || NotAService(name_or_url.to_owned());
        let rest = rest.ok_or_else(not_one)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        // an address of IPv6 has colons of its own
        let (bare, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((address, port)) => {
                address.parse::<std::net::Ipv6Addr>().map_err(|_| not_one())?;
                (format!("ipv6-{address}"), port)
            }
            None => (host.split(':').next().unwrap_or_default().to_owned(), ""),
        };
        if !port.is_empty() && !port.starts_with(':') {
            return Err(not_one());
        }
        let name = token_name(&bare).ok_or_else(not_one)?;
        // the same service by its address has the same terms
        let is_it = |known: &&Known| known.url.split('/').nth(2) == Some(bare.to_ascii_lowercase().as_str());
        let terms = KNOWN.iter().find(is_it).map_or(Terms::Anyone, |known| known.terms);
        Ok(Self { name, url: name_or_url.to_owned(), pause: Duration::ZERO, terms })
    }

    /// The same under another name.
    pub fn named(self, name: TokenName) -> Self {
        Self { name, ..self }
    }

    /// What its tokens are called by.
    pub fn name(&self) -> &TokenName {
        &self.name
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// For whom it is free.
    pub fn terms(&self) -> Terms {
        self.terms
    }

    /// How long it wishes between two requests.
    pub fn pause(&self) -> Duration {
        self.pause
    }
}

/// A host as the label of a file: `tsa.example.jp` as `tsa-example-jp`.
fn token_name(host: &str) -> Option<TokenName> {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = host.chars().map(plain).take(TokenName::MOST).collect();
    name.trim_matches('-').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_addresses_and_nothing_else() {
        let of = |text: &str| Service::find(text).map(|s| (s.name.to_string(), s.pause.as_secs()));
        assert_eq!(of("digicert"), Ok(("digicert".into(), 0)));
        assert_eq!(of("sectigo"), Ok(("sectigo".into(), 15)));
        assert_eq!(of("http://127.0.0.1:8080/tsr"), Ok(("127-0-0-1".into(), 0)));
        assert_eq!(of("https://TSA.example.jp?x"), Ok(("tsa-example-jp".into(), 0)));
        assert_eq!(of("http://[::1]:3161/"), Ok(("ipv6---1".into(), 0)));
        assert_eq!(of("https://[2001:db8::5]/tsr"), Ok(("ipv6-2001-db8--5".into(), 0)));
        for bad in [
            "",
            "nobody",
            "ftp://a",
            "http://",
            "https:///x",
            "file:///etc/passwd",
            "http://[::1/",
            "http://[a]/",
            "http://[::1]x/",
        ] {
            assert!(of(bad).is_err(), "{bad}");
        }
        let terms = |text: &str| Service::find(text).unwrap().terms();
        assert_eq!(terms("certum"), Terms::NonCommercial);
        assert_eq!(terms("https://time.certum.pl/x"), Terms::NonCommercial);
        assert_eq!(terms("digicert"), Terms::Anyone);
        assert!(Service::defaults().iter().all(|service| service.terms() == Terms::Anyone));
        let defaults = Service::defaults();
        assert_eq!(defaults.len(), 2);
        assert_ne!(defaults[0].name, defaults[1].name);
        for name in Service::names() {
            assert!(Service::find(name).unwrap().url.starts_with("http"));
        }
    }
}
