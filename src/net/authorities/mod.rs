//! Whom to ask for the time: the services known here, and the user's own list, a plain text file in the folder of keys
//! and configuration.

mod service;

pub use service::{NotAService, Service, Terms};

/// The file's name.
pub const FILE: &str = "authorities.txt";

/// What the list says: whom to ask, and root certificates by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authorities {
    /// The services, in the order of the lines.
    pub services: Vec<Service>,
    /// Paths of root certificates, as written.
    pub roots: Vec<String>,
}

/// A line that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {text}")]
pub struct BadLine {
    line: usize,
    text: String,
}

impl BadLine {
    /// Its number, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What stands there.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Reads a list. A line is `NAME`, `URL` or `NAME URL`, and `root PATH` adds a root certificate; `none` stands for asking
/// nobody; `#` begins a remark.
///
/// # Errors
/// [`BadLine`]: a list that is half understood would ask others than the user meant.
pub fn read(text: &str) -> Result<Authorities, BadLine> {
    let mut list = Authorities::default();
    for (at, whole) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = whole.split(" #").next().unwrap_or_default().trim();
        let bad = || BadLine { line: at + 1, text: whole.trim().to_owned() };
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match (first, rest.trim()) {
            ("", _) | ("none" | "なし", "") => {}
            (remark, _) if remark.starts_with('#') => {}
            ("root", path) if !path.is_empty() => list.roots.push(path.to_owned()),
            (one, "") => list.services.push(Service::find(one).map_err(|_| bad())?),
            (name, url) => {
                let service = Service::find(url).map_err(|_: NotAService| bad())?;
                list.services.push(service.named(name.parse().map_err(|_| bad())?));
            }
        }
    }
    Ok(list)
}

/// Services whose tokens have names of their own: of two of the same name, the later gets a number.
pub fn with_own_names(services: Vec<Service>) -> Vec<Service> {
    let mut named: Vec<Service> = Vec::new();
    for service in services {
        if named.iter().any(|have| have.url() == service.url()) {
            continue;
        }
        let mut own = service.clone();
        for number in 2u32.. {
            if !named.iter().any(|have| have.name() == own.name()) {
                break;
            }
            let stem: String = service.name().as_str().chars().take(28).collect();
            if let Ok(name) = format!("{stem}-{number}").parse() {
                own = service.clone().named(name);
            }
        }
        named.push(own);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(list: &Authorities) -> Vec<(&str, &str)> {
        list.services.iter().map(|s| (s.name().as_str(), s.url())).collect()
    }

    #[test]
    fn a_list_is_read_line_by_line() {
        let text = "\u{FEFF}# mine\r\nsectigo\r\n\r\nhttp://tsa.example.jp/x  # a remark\r\namano https://a.example\r\nroot roots/amano.pem\r\n";
        let list = read(text).unwrap();
        let sectigo = Service::find("sectigo").unwrap();
        assert_eq!(
            names(&list),
            [
                ("sectigo", sectigo.url()),
                ("tsa-example-jp", "http://tsa.example.jp/x"),
                ("amano", "https://a.example")
            ]
        );
        assert_eq!(list.roots, ["roots/amano.pem"]);
        assert_eq!(read("none\n"), Ok(Authorities::default()));
        for bad in ["nobody", "a b c", "A http://x", "name ftp://x", "root"] {
            assert_eq!(
                read(&format!("digicert\n{bad}")),
                Err(BadLine { line: 2, text: bad.into() }),
                "{bad}"
            );
        }
    }

    #[test]
    fn no_two_tokens_get_the_same_name() {
        let urls = ["http://a.example/1", "http://a.example/2", "http://a.example/1", "http://a.example/3"];
        let services = with_own_names(urls.map(|url| Service::find(url).unwrap()).to_vec());
        let of: Vec<_> = services.iter().map(|s| s.name().as_str()).collect();
        assert_eq!(of, ["a-example", "a-example-2", "a-example-3"]);
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text: String) {
            let _ = read(&text);
        }
    }
}
