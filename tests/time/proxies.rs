//! Ways to an authority: through proxies, round them, by addresses of every kind; and what goes wrong on the way, in
//! sentences for people. Proxies are small servers on loopback.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

use crate::authority::{Authority, KeyKind};
use crate::program::{Desk, Ran};
use crate::skip::missing;
use std::io::{Read as _, Write as _};
use std::net::{Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn ready() -> bool {
    let there = crate::authority::available();
    if !there {
        missing("openssl is missing");
    }
    there
}

/// What came: the head as text, and the body.
type Came = (String, Vec<u8>);

/// A server that gives what `answer` makes of a request, and ends the connection.
struct Server {
    address: SocketAddr,
    came: Arc<Mutex<Vec<Came>>>,
}

impl Server {
    fn start(answer: impl Fn(&Came) -> Vec<u8> + Send + 'static) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), answer)
    }

    fn on(listener: TcpListener, answer: impl Fn(&Came) -> Vec<u8> + Send + 'static) -> Self {
        let address = listener.local_addr().unwrap();
        let came: Arc<Mutex<Vec<Came>>> = Arc::default();
        let kept = Arc::clone(&came);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(request) = receive(&stream) else { continue };
                let reply = answer(&request);
                kept.lock().unwrap().push(request);
                let _ = (&stream).write_all(&reply);
            }
        });
        Self { address, came }
    }

    fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    fn heads(&self) -> Vec<String> {
        self.came().into_iter().map(|(head, _)| head).collect()
    }
}

fn receive(mut stream: &TcpStream) -> Option<Came> {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            let (start, length) = (end + 4, length.unwrap_or(0));
            if bytes.len() >= start + length {
                return Some((head, bytes[start..start + length].to_vec()));
            }
        }
        match stream.read(&mut buffer) {
            Ok(n) if n > 0 => bytes.extend(&buffer[..n]),
            _ => return None,
        }
    }
}

fn ok(fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n{fields}\r\n").as_bytes(), body]
        .concat()
}

fn whole(body: &[u8]) -> Vec<u8> {
    ok(&format!("Content-Length: {}\r\n", body.len()), body)
}

/// A desk with something to seal.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.wav", "as delivered");
    desk
}

/// Seals by this authority's address with these variables of the environment, and nothing else in it that names a proxy.
fn seal(desk: &Desk, url: &str, root: Option<&str>, variables: &[(&str, &str)]) -> Ran {
    let mut args = vec!["--lang", "en", "seal", "case", "--tsa", url];
    args.extend(root.into_iter().flat_map(|root| ["--tsa-root", root]));
    let mut command = desk.hikae(&args);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    command.envs(variables.iter().copied());
    let ran = crate::program::finish(command.spawn().unwrap());
    assert_eq!(ran.code, Some(0), "a seal without an answer is a seal: {ran:?}");
    ran.is_calm();
    ran
}

#[test]
fn plain_requests_go_through_a_proxy_in_absolute_form() {
    if !ready() {
        return;
    }
    let authority = Arc::new(Authority::start(KeyKind::P256));
    let root = authority.root_pem().display().to_string();
    // as real proxies do: no tunnel but to port 443
    type Form = fn(&[u8]) -> Vec<u8>;
    let chunked: Form = |body| {
        let (left, right) = body.split_at(body.len() / 3);
        let chunk = |part: &[u8]| [format!("{:x};ext=1\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
        let body = [chunk(left), chunk(right), b"0\r\nTrailer: x\r\n\r\n".to_vec()].concat();
        ok("Transfer-Encoding: chunked\r\n", &body)
    };
    let after_continue: Form = |body| [b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(), whole(body)].concat();
    let forms: [Form; 4] = [whole, chunked, |body| ok("", body), after_continue];
    for form in forms {
        let maker = Arc::clone(&authority);
        let proxy = Server::start(move |(head, body)| match head.starts_with("POST http://") {
            true => form(&maker.answer(body)),
            false => b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".to_vec(),
        });
        let desk = desk();
        let address = format!("http://mugi:p%40ss@{}", proxy.address);
        let url = "http://tsa.example:8080/tsr?x=1";
        let ran = seal(&desk, url, Some(&root), &[("http_proxy", &address)]);
        assert!(ran.err.contains("Time-stamped: "), "{ran:?}");
        let heads = proxy.heads();
        let [head] = &heads[..] else { panic!("{heads:?}") };
        let lines: Vec<&str> = head.lines().collect();
        assert_eq!(lines[0], "POST http://tsa.example:8080/tsr?x=1 HTTP/1.1");
        for line in ["Host: tsa.example:8080", "Proxy-Authorization: Basic bXVnaTpwQHNz", "Connection: close"]
        {
            assert!(lines.contains(&line), "{line} in {head}");
        }
        let verified = desk.run(&["verify", "case/seals", "--require", "time", "--tsa-root", &root]);
        assert_eq!(verified.code, Some(0), "{verified:?}");
    }
}

#[test]
fn https_asks_for_a_tunnel_and_the_hash_does_not_go_to_the_proxy() {
    let proxy = Server::start(|_| b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".to_vec());
    let desk = desk();
    let address = proxy.address.to_string();
    let ran =
        seal(&desk, "https://tsa.example/", None, &[("https_proxy", &address), ("http_proxy", "dead:1")]);
    assert!(ran.err.contains("No time-stamp from tsa-example"), "{ran:?}");
    assert!(!proxy.came().is_empty());
    for (head, body) in proxy.came() {
        assert!(head.starts_with("CONNECT tsa.example:443 ") && body.is_empty(), "{head}");
    }
}

#[test]
fn ranges_are_gone_round_the_proxy_and_ipv6_has_brackets() {
    if !ready() {
        return;
    }
    let authority = Arc::new(Authority::start(KeyKind::P256));
    let root = authority.root_pem().display().to_string();
    let proxy = Server::start(|_| whole(b""));
    let variables = [("http_proxy", proxy.address.to_string())];
    let with = |list: &'static str| [("http_proxy", variables[0].1.as_str()), ("NO_PROXY", list)];
    for list in ["127.0.0.0/8", "10.0.0.0/8, 127.0.0.1", "*"] {
        let ran = seal(&desk(), &authority.url(), Some(&root), &with(list));
        assert!(ran.err.contains("Time-stamped: "), "{list}: {ran:?}");
    }
    assert_eq!(proxy.heads(), [] as [&str; 0]);
    let ran = seal(&desk(), &authority.url(), Some(&root), &with("10.0.0.0/8"));
    assert!(!ran.err.contains("Time-stamped: ") && !proxy.heads().is_empty(), "{ran:?}");
    let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
        return eprintln!("SKIPPED: no IPv6 on loopback");
    };
    let maker = Arc::clone(&authority);
    let server = Server::on(listener, move |(_, body)| whole(&maker.answer(body)));
    let url = format!("http://[::1]:{}/", server.address.port());
    let desk = desk();
    let ran = seal(&desk, &url, Some(&root), &[]);
    assert!(ran.err.contains("Time-stamped: "), "{ran:?}");
    let listed = desk.run(&["--json", "verify", "case/seals/001.zip"]);
    assert!(listed.out.contains("proof/001/stamp-1.ipv6---1.tsr"), "{}", listed.out);
    // straight or through a proxy, and round it by the list
    let ran = seal(&self::desk(), &url, Some(&root), &with("::1/128"));
    assert!(ran.err.contains("Time-stamped: "), "{ran:?}");
}

#[test]
fn what_goes_wrong_on_the_way_has_a_sentence_that_says_what_to_do() {
    let page = b"<!DOCTYPE html><title>Hotel</title>Please log in";
    let status = |line: &str, fields: &str| {
        format!(
            "HTTP/1.1 {line}\r\nContent-Type: text/html\r\n{fields}Content-Length: {}\r\n\r\n",
            page.len()
        )
        .into_bytes()
        .into_iter()
        .chain(*page)
        .collect::<Vec<u8>>()
    };
    for (reply, words) in [
        (
            status("302 Found", "Location: https://login.hotel.example/portal?x\r\n"),
            &["points to another address, https://login.hotel.example,", "--tsa"][..],
        ),
        (status("302 Found", "Location: /portal\r\n"), &["points to another address, which"]),
        (status("302 Found", "Location: http://evil.example\u{1b}[2J/x\r\n"), &["No time-stamp from"]),
        (status("301 Moved", ""), &["points to another address, which"]),
        (status("429 Too Many Requests", "Retry-After: 30\r\n"), &["429", "in 30 seconds", "hikae stamp"]),
        (
            status("429 Too Many Requests", "Retry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n"),
            &["429", "later"],
        ),
        (status("200 OK", ""), &["a web page came", "Log in"]),
        (ok("", b"  \n<html>"), &["a web page came"]),
        (status("403 Forbidden", ""), &["HTTP status 403", "web page", "Check the address"]),
        (status("407 Proxy Authentication Required", ""), &["407", "NAME:PASSWORD@HOST"]),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(), &["HTTP status 404"]),
    ] {
        let server = Server::start(move |_| reply.clone());
        let address = server.address.to_string();
        let url = format!("http://{address}/");
        // straight, and through a proxy that answers so itself
        let straight = seal(&desk(), &url, None, &[]);
        let through = seal(&desk(), "http://tsa.example/", None, &[("http_proxy", &address)]);
        for ran in [straight, through] {
            for word in words {
                assert!(ran.err.contains(word), "{word} in {}", ran.err);
            }
            assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
        }
    }
    // a proxy that cannot be used is told, without its password, and not gone round
    let ran =
        seal(&desk(), "http://127.0.0.1:9/", None, &[("http_proxy", "socks5://mugi:secret@proxy:1080")]);
    assert!(ran.err.contains("socks5://…@proxy:1080") && !ran.err.contains("secret"), "{ran:?}");
}

#[test]
fn a_proxy_that_misbehaves_comes_to_an_end() {
    for (reply, words) in [
        (b"SSH-2.0-x\r\n\r\n".to_vec(), "does not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab".to_vec(), "could not be reached"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_vec(), "does not answer in HTTP"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n".to_vec(),
            "does not answer in HTTP",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nab".to_vec(), "larger than any time-stamp"),
        (ok("", &vec![7; 3 << 20]), "larger than any time-stamp"),
        ([b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'x'; 1 << 20]].concat(), "does not answer in HTTP"),
        (Vec::new(), "could not be reached"),
    ] {
        let proxy = Server::start(move |_| reply.clone());
        let ran = seal(&desk(), "http://tsa.example/", None, &[("HTTP_PROXY", &proxy.address.to_string())]);
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
}

#[test]
fn offline_and_an_authority_contradict_each_other() {
    if !ready() {
        return;
    }
    let authority = Authority::start(KeyKind::P256);
    let desk = desk();
    for args in [&["seal", "case"][..], &["stamp", "case"]] {
        let url = authority.url();
        let args = [&["--lang", "en"], args, &["--tsa", &url]].concat();
        let mut command = desk.hikae(&args);
        command.env("HIKAE_OFFLINE", "1");
        let ran = crate::program::finish(command.spawn().unwrap());
        ran.names(2, &["HIKAE_OFFLINE", "--tsa"]);
    }
    assert!(authority.requests().is_empty() && !desk.path("case/seals").exists());
}

#[test]
fn terms_of_a_service_are_told_before_it_is_asked() {
    let proxy = Server::start(|_| b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec());
    let address = proxy.address.to_string();
    for (service, told) in [("certum", true), ("http://time.certum.pl/", true), ("digicert", false)] {
        let ran = seal(&desk(), service, None, &[("http_proxy", &address)]);
        assert_eq!(ran.err.contains("free for non-commercial services only"), told, "{ran:?}");
    }
}
