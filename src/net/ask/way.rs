//! Which way a request goes: straight, or through a proxy, by the variables that other programs read too.

use super::no_answer::NoAnswer;
use std::net::IpAddr;
use ureq::http::Uri;

/// A proxy that speaks HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `name:password`, where its address holds them.
    pub user: Option<String>,
}

/// How a request gets to its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Nobody stands between.
    Direct,
    /// The proxy is asked for the whole address: plain HTTP (RFC 9112 section 3.2.2). Proxies connect to port 443 alone
    /// when they are asked for a tunnel.
    Whole(Proxy),
    /// The proxy is asked for a tunnel: HTTPS.
    Tunnel(Proxy),
}

/// The way to an address. `variable` gives a variable of the environment.
///
/// # Errors
/// [`NoAnswer::Unreachable`]: a proxy that is no address, or of a kind that is not known here. Going round it would send the
/// request where the person did not want it.
pub fn way(to: &Uri, variable: &dyn Fn(&str) -> Option<String>) -> Result<Way, NoAnswer> {
    let set = |name: &str| {
        let either = variable(name).or_else(|| variable(&name.to_ascii_uppercase()));
        either.filter(|value| !value.trim().is_empty())
    };
    let is_plain = to.scheme_str() == Some("http");
    let own = set(if is_plain { "http_proxy" } else { "https_proxy" });
    let Some(address) = own.or_else(|| set("all_proxy")) else { return Ok(Way::Direct) };
    let host = bare(to.host().unwrap_or_default());
    let port = to.port_u16().unwrap_or(if is_plain { 80 } else { 443 });
    if set("no_proxy").is_some_and(|list| is_exempt(&list, host, port)) {
        return Ok(Way::Direct);
    }
    let proxy = read(address.trim()).ok_or_else(|| NoAnswer::Proxy(address.trim().to_owned()))?;
    Ok(if is_plain { Way::Whole(proxy) } else { Way::Tunnel(proxy) })
}

/// `http://name:password@host:port`, all but the host at will.
fn read(address: &str) -> Option<Proxy> {
    let rest = match address.split_once("://") {
        Some((scheme, rest)) => rest.split('/').next().filter(|_| scheme.eq_ignore_ascii_case("http"))?,
        None => address.split('/').next()?,
    };
    let uri: Uri = format!("http://{rest}/").parse().ok()?;
    let user = rest.rsplit_once('@').map(|(user, _)| decoded(user)).map_or(Some(None), |u| u.map(Some))?;
    let host = bare(uri.host()?).to_owned();
    (!host.is_empty()).then(|| Proxy { host, port: uri.port_u16().unwrap_or(80), user })
}

/// Percent-encoded as addresses have it.
pub fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// A host without the brackets of IPv6 and the full stop of a whole name.
fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.')
}

/// Does the list let this host go straight? Names stand for themselves and all below them, `*` for all; addresses and
/// ranges (`10.0.0.0/8`, `fd00::/8`) for what lies in them; a port limits an entry.
fn is_exempt(list: &str, host: &str, port: u16) -> bool {
    let address: Option<IpAddr> = host.parse().ok();
    list.split([',', ' ', '\t']).map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| {
        if entry == "*" {
            return true;
        }
        if let Some(within) = range(entry) {
            return address.is_some_and(within);
        }
        let (name, only) = match entry.rsplit_once(':') {
            Some((name, digits)) if digits.parse::<u16>().is_ok() => (name, digits.parse().ok()),
            _ => (entry, None),
        };
        if only.is_some_and(|only: u16| only != port) {
            return false;
        }
        if let Some(within) = range(name) {
            return address.is_some_and(within);
        }
        let name = bare(name).trim_start_matches('*').trim_start_matches('.').to_ascii_lowercase();
        let host = host.to_ascii_lowercase();
        !name.is_empty()
            && host.strip_suffix(&name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// An address, or a range of them.
fn range(text: &str) -> Option<impl Fn(IpAddr) -> bool> {
    fn bits(address: IpAddr) -> (u128, u32) {
        match address {
            IpAddr::V4(v4) => (u128::from(u32::from(v4)) << 96, 32),
            IpAddr::V6(v6) => (u128::from(v6), 128),
        }
    }
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
        None => (text, None),
    };
    let first: IpAddr = bare(address).parse().ok()?;
    let (value, most) = bits(first);
    let length = length.unwrap_or(most);
    let mask = match length {
        0 => 0,
        length if length <= most => u128::MAX << (128 - length),
        _ => return None,
    };
    Some(move |address: IpAddr| {
        let (own, _) = bits(address);
        address.is_ipv4() == first.is_ipv4() && own & mask == value & mask
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn go(to: &str, variables: &[(&str, &str)]) -> Result<Way, NoAnswer> {
        let variable =
            |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        way(&to.parse().unwrap(), &variable)
    }

    fn proxy(host: &str, port: u16) -> Proxy {
        Proxy { host: host.into(), port, user: None }
    }

    #[test]
    fn each_scheme_has_its_variable() {
        let http = "http://tsa.example.jp/";
        assert_eq!(go(http, &[]), Ok(Way::Direct));
        assert_eq!(go(http, &[("http_proxy", "")]), Ok(Way::Direct));
        for value in ["http://proxy:3128", "proxy:3128", "http://proxy:3128/", "HTTP://proxy:3128"] {
            assert_eq!(go(http, &[("http_proxy", value)]), Ok(Way::Whole(proxy("proxy", 3128))), "{value}");
        }
        assert_eq!(go(http, &[("HTTP_PROXY", "http://[::1]:8080")]), Ok(Way::Whole(proxy("::1", 8080))));
        assert_eq!(go(http, &[("https_proxy", "http://proxy")]), Ok(Way::Direct));
        assert_eq!(
            go("https://a.example/", &[("https_proxy", "proxy")]),
            Ok(Way::Tunnel(proxy("proxy", 80)))
        );
        assert_eq!(go("https://a.example/", &[("http_proxy", "proxy")]), Ok(Way::Direct));
        assert_eq!(go("https://a.example/", &[("ALL_PROXY", "proxy:1")]), Ok(Way::Tunnel(proxy("proxy", 1))));
        let user = Proxy { user: Some("a b:p@ss".into()), ..proxy("proxy", 80) };
        assert_eq!(go(http, &[("http_proxy", "http://a%20b:p%40ss@proxy")]), Ok(Way::Whole(user)));
        // a proxy that cannot be used is told, and never gone round
        for bad in ["socks5://proxy:1080", "https://proxy", "http://", "http://a b"] {
            assert_eq!(go(http, &[("http_proxy", bad)]), Err(NoAnswer::Proxy(bad.into())), "{bad}");
        }
    }

    #[test]
    fn what_is_exempt_goes_straight() {
        let straight = |to: &str, list: &str| {
            go(to, &[("http_proxy", "proxy"), ("NO_PROXY", list)]).unwrap() == Way::Direct
        };
        for (to, list) in [
            ("http://a.example/", "*"),
            ("http://a.example/", "a.example"),
            ("http://A.Example./", "x, a.example"),
            ("http://tsa.a.example/", "a.example"),
            ("http://tsa.a.example/", ".a.example"),
            ("http://tsa.a.example/", "*.a.example"),
            ("http://a.example:8080/", "a.example:8080"),
            ("http://10.1.2.3/", "10.0.0.0/8"),
            ("http://10.1.2.3/", "192.168.0.0/16 10.1.2.3"),
            ("http://127.0.0.1:99/", "127.0.0.1:99"),
            ("http://10.1.2.3/", "0.0.0.0/0"),
            ("http://[::1]:99/", "::1"),
            ("http://[::1]:99/", "[::1]"),
            ("http://[::1]:99/", "[::1]:99"),
            ("http://[fd00::5]/", "fd00::/8"),
        ] {
            assert!(straight(to, list), "{to} {list}");
        }
        for (to, list) in [
            ("http://a.example/", "b.example"),
            ("http://nota.example/", "a.example"),
            ("http://a.example/", "tsa.a.example"),
            ("http://a.example:8080/", "a.example:80"),
            ("http://11.1.2.3/", "10.0.0.0/8"),
            ("http://10.1.2.3/", "10.1.2.0/33"),
            ("http://10.1.2.3/", "fd00::/0"),
            ("http://[fe80::5]/", "fd00::/8"),
            ("http://ten.example/", "10.0.0.0/8"),
            ("http://a.example/", ","),
        ] {
            assert!(!straight(to, list), "{to} {list}");
        }
    }
}
