//! One request through a proxy in the form that proxies take for plain HTTP: the whole address in the first line
//! (RFC 9112 section 3.2.2). The HTTP client of this crate knows tunnels alone.

use super::no_answer::NoAnswer;
use super::reply::{Reply, USER_AGENT};
use super::way::{Proxy, decoded};
use crate::base::limits::Limits;
use crate::timestamp::{QUERY_TYPE, REPLY_TYPE};
use base64ct::{Base64, Encoding as _};
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};
use ureq::http::Uri;

/// Bytes of a response before its body.
const HEAD: usize = 64 << 10;
/// Lines in it.
const FIELDS: usize = 100;

/// Posts a body, and reads what comes back.
pub fn post(proxy: &Proxy, to: &Uri, body: &[u8], limit: Duration) -> Result<Reply, NoAnswer> {
    let line = Line { end: Instant::now() + limit, limit };
    let mut stream = line.connect(proxy)?;
    line.write(&mut stream, head(proxy, to, body.len()).as_bytes())?;
    line.write(&mut stream, body)?;
    line.read(&mut stream)
}

/// The first line and the fields of a request.
fn head(proxy: &Proxy, to: &Uri, length: usize) -> String {
    let authority = to.authority().map(|a| a.as_str()).unwrap_or_default();
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let path = to.path_and_query().map_or("/", |path| path.as_str());
    let basic =
        |name: &str, user: &str| format!("{name}: Basic {}\r\n", Base64::encode_string(user.as_bytes()));
    let to_proxy = proxy.user.as_deref().map(|user| basic("Proxy-Authorization", user));
    let to_service = user.and_then(decoded).map(|user| basic("Authorization", &user));
    format!(
        "POST http://{host}{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {USER_AGENT}\r\nContent-Type: {QUERY_TYPE}\r\n\
         Accept: {REPLY_TYPE}\r\nContent-Length: {length}\r\nConnection: close\r\n{}{}\r\n",
        to_proxy.unwrap_or_default(),
        to_service.unwrap_or_default()
    )
}

/// A connection with an end in time.
struct Line {
    end: Instant,
    limit: Duration,
}

impl Line {
    /// What is left, never nothing: a socket takes that for no limit.
    fn left(&self) -> Result<Duration, NoAnswer> {
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(NoAnswer::TimedOut(self.limit)) } else { Ok(left) }
    }

    fn told(&self, error: io::Error) -> NoAnswer {
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => NoAnswer::TimedOut(self.limit),
            _ => NoAnswer::Unreachable(error.to_string()),
        }
    }

    fn connect(&self, proxy: &Proxy) -> Result<TcpStream, NoAnswer> {
        let mut last = NoAnswer::Unreachable(format!("{}: no address", proxy.host));
        let addresses = (proxy.host.as_str(), proxy.port).to_socket_addrs().map_err(|e| self.told(e))?;
        for address in addresses {
            match TcpStream::connect_timeout(&address, self.left()?) {
                Ok(stream) => return Ok(stream),
                Err(e) => last = self.told(e),
            }
        }
        Err(last)
    }

    fn write(&self, stream: &mut TcpStream, bytes: &[u8]) -> Result<(), NoAnswer> {
        stream.set_write_timeout(Some(self.left()?)).map_err(|e| self.told(e))?;
        stream.write_all(bytes).map_err(|e| self.told(e))
    }

    /// Reads on; no bytes at the end.
    fn more(&self, stream: &mut TcpStream, into: &mut Vec<u8>) -> Result<usize, NoAnswer> {
        let mut buffer = [0; 16 << 10];
        stream.set_read_timeout(Some(self.left()?)).map_err(|e| self.told(e))?;
        let n = stream.read(&mut buffer).map_err(|e| self.told(e))?;
        into.extend_from_slice(&buffer[..n]);
        Ok(n)
    }

    fn read(&self, stream: &mut TcpStream) -> Result<Reply, NoAnswer> {
        let mut bytes = Vec::new();
        loop {
            if let Some((reply, length, used)) = start(&bytes)? {
                bytes.drain(..used);
                if (100..200).contains(&reply.status) {
                    continue; // the answer itself is still to come
                }
                return self.body(stream, bytes, length).map(|body| Reply { body, ..reply });
            }
            if bytes.len() > HEAD {
                return Err(not_http());
            }
            if self.more(stream, &mut bytes)? == 0 {
                return Err(NoAnswer::Unreachable("the connection ended before an answer".into()));
            }
        }
    }

    fn body(&self, stream: &mut TcpStream, mut bytes: Vec<u8>, length: Length) -> Result<Vec<u8>, NoAnswer> {
        const MOST: u64 = Limits::DEFAULT.token;
        let cut = || NoAnswer::Unreachable("the connection ended within the answer".into());
        loop {
            match length {
                Length::Known(n) if n > MOST => return Err(NoAnswer::TooLarge(MOST)),
                Length::Known(n) if bytes.len() as u64 >= n => {
                    bytes.truncate(n as usize);
                    return Ok(bytes);
                }
                Length::Chunks => {
                    if let Some(whole) = joined(&bytes)? {
                        return if whole.len() as u64 > MOST {
                            Err(NoAnswer::TooLarge(MOST))
                        } else {
                            Ok(whole)
                        };
                    }
                }
                Length::Known(_) | Length::ToTheEnd => {}
            }
            // chunks cost some bytes each
            if bytes.len() as u64 > 2 * MOST {
                return Err(NoAnswer::TooLarge(MOST));
            }
            if self.more(stream, &mut bytes)? == 0 {
                return match length {
                    Length::ToTheEnd if bytes.len() as u64 > MOST => Err(NoAnswer::TooLarge(MOST)),
                    Length::ToTheEnd => Ok(bytes),
                    Length::Known(_) | Length::Chunks => Err(cut()),
                };
            }
        }
    }
}

/// How long a body is (RFC 9112 section 6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Known(u64),
    Chunks,
    ToTheEnd,
}

fn not_http() -> NoAnswer {
    NoAnswer::Unreachable("the proxy does not answer in HTTP".into())
}

/// What stands before the body, and its bytes; nothing while it is not whole.
fn start(bytes: &[u8]) -> Result<Option<(Reply, Length, usize)>, NoAnswer> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let used = match response.parse(bytes) {
        Ok(httparse::Status::Complete(used)) => used,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(not_http()),
    };
    let field = |name: &str| {
        let mut found = response.headers.iter().filter(|f| f.name.eq_ignore_ascii_case(name));
        found.next().and_then(|f| std::str::from_utf8(f.value).ok()).map(|value| value.trim().to_owned())
    };
    let length = match (field("transfer-encoding"), field("content-length")) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("chunked") => Length::Chunks,
        (Some(_), _) => return Err(not_http()),
        (None, Some(length)) => Length::Known(length.parse().map_err(|_| not_http())?),
        (None, None) => Length::ToTheEnd,
    };
    let reply = Reply {
        status: response.code.unwrap_or_default(),
        kind: field("content-type"),
        location: field("location"),
        retry_after: field("retry-after"),
        body: Vec::new(),
    };
    Ok(Some((reply, length, used)))
}

/// The bytes of all chunks, once the last one is there.
fn joined(mut bytes: &[u8]) -> Result<Option<Vec<u8>>, NoAnswer> {
    let mut whole = Vec::new();
    loop {
        let (used, size) = match httparse::parse_chunk_size(bytes).map_err(|_| not_http())? {
            httparse::Status::Complete(found) => found,
            httparse::Status::Partial => return Ok(None),
        };
        if size == 0 {
            return Ok(Some(whole));
        }
        let size = usize::try_from(size).map_err(|_| not_http())?;
        let end = used.checked_add(size).ok_or_else(not_http)?;
        let Some(chunk) = bytes.get(used..end) else { return Ok(None) };
        whole.extend_from_slice(chunk);
        match bytes.get(end..end + 2) {
            Some(b"\r\n") => bytes = &bytes[end + 2..],
            Some(_) => return Err(not_http()),
            None => return Ok(None),
        }
    }
}
