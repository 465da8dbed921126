//! What the server answers: the proper stamp, or what it was told to do instead.

use super::query::{self, Query, Wanted};
use super::server::{Request, Shared};
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// What `Huge` sends.
const HUGE: u64 = 1 << 30;

/// What the server does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behaviour {
    Proper,
    /// Takes the request and never answers.
    Hang,
    /// The proper answer at one byte a second.
    Drip,
    /// The proper answer and then zeros up to 1 GB, announced by Content-Length.
    Huge,
    /// The same without Content-Length: the end of the connection is the end of the body.
    HugeUntold,
    /// 200 with a page, as text/html.
    Html,
    /// 307 to itself.
    RedirectLoop,
    /// 307 to `/moved`, which answers properly.
    RedirectOnce,
    /// A response with status 2: a policy that is not offered.
    Rejection,
    /// The proper token in a response with status 1, granted with changes.
    GrantedWithMods,
    /// The proper token in a response with status 2, which RFC 3161 section 2.4.2 forbids.
    RejectionWithToken,
    NotFound,
    /// 500, then proper.
    ServerErrorOnce,
    ServerError,
    WrongNonce,
    WrongImprint,
    /// The answer has no certificates, also where they were asked for.
    NoCertificates,
    /// Half of the answer, with a Content-Length that fits it.
    Truncated,
    /// A Content-Length of the whole answer, half of it, and the end.
    CloseEarly,
    /// Ends the connection without a word.
    CloseAtOnce,
    SlowThenProper(Duration),
    /// The proper answer as application/octet-stream.
    WrongContentType,
    /// These bytes as the answer.
    Answer(Vec<u8>),
}

/// The answer to one request.
pub struct Reply<'a> {
    pub stream: &'a TcpStream,
    pub shared: &'a Shared,
}

impl Reply<'_> {
    pub fn give(&self, request: &Request, behaviour: Behaviour) -> io::Result<()> {
        let proper = || self.shared.answer(&request.body);
        let changed =
            |change: fn(Query) -> Query| self.shared.answer(&change(Query::read(&request.body)).write());
        match behaviour {
            Behaviour::RedirectOnce if request.path == "/moved" => self.stamp(&proper()),
            Behaviour::Proper => self.stamp(&proper()),
            Behaviour::Hang => self.hang(),
            Behaviour::Drip => self.drip(&proper()),
            Behaviour::Huge => self.huge(&proper(), &format!("Content-Length: {HUGE}\r\n")),
            Behaviour::HugeUntold => self.huge(&proper(), ""),
            Behaviour::Html => self.whole("text/html; charset=utf-8", PAGE.as_bytes()),
            Behaviour::RedirectLoop => self.redirect("/tsa"),
            Behaviour::RedirectOnce => self.redirect("/moved"),
            Behaviour::Rejection => self.stamp(&changed(|q| q.policy("1.2.3.4.99"))),
            Behaviour::GrantedWithMods => self.stamp(&with_status(1, &proper())),
            Behaviour::RejectionWithToken => self.stamp(&with_status(2, &proper())),
            Behaviour::NotFound => self.status("404 Not Found"),
            Behaviour::ServerErrorOnce | Behaviour::ServerError => self.status("500 Internal Server Error"),
            Behaviour::WrongNonce => self.stamp(&changed(Query::other_nonce)),
            Behaviour::WrongImprint => self.stamp(&changed(Query::other_imprint)),
            Behaviour::NoCertificates => self.stamp(&changed(|q| Query { certificates: Wanted::No, ..q })),
            Behaviour::Truncated => {
                let proper = proper();
                self.stamp(&proper[..proper.len() / 2])
            }
            Behaviour::CloseEarly => {
                let proper = proper();
                self.head(STAMP, &format!("Content-Length: {}\r\n", proper.len()))?;
                self.body(&proper[..proper.len() / 2])
            }
            Behaviour::CloseAtOnce => Ok(()),
            Behaviour::SlowThenProper(time) => {
                self.shared.wait(time)?;
                self.stamp(&proper())
            }
            Behaviour::WrongContentType => self.whole("application/octet-stream", &proper()),
            Behaviour::Answer(bytes) => self.stamp(&bytes),
        }
    }

    fn stamp(&self, body: &[u8]) -> io::Result<()> {
        self.whole(STAMP, body)
    }

    fn whole(&self, kind: &str, body: &[u8]) -> io::Result<()> {
        self.head(kind, &format!("Content-Length: {}\r\n", body.len()))?;
        self.body(body)
    }

    fn head(&self, kind: &str, more: &str) -> io::Result<()> {
        self.write(
            format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}Connection: close\r\n\r\n").as_bytes(),
        )
    }

    /// A status without a body.
    pub fn status(&self, status: &str) -> io::Result<()> {
        let text = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        self.write(text.as_bytes())
    }

    fn redirect(&self, path: &str) -> io::Result<()> {
        let head = "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nConnection: close\r\n";
        self.write(format!("{head}Location: {path}\r\n\r\n").as_bytes())
    }

    /// Until the client goes, or the server.
    fn hang(&self) -> io::Result<()> {
        let mut stream = self.stream;
        stream.read(&mut [0]).map(drop)
    }

    fn drip(&self, body: &[u8]) -> io::Result<()> {
        self.head(STAMP, &format!("Content-Length: {}\r\n", body.len()))?;
        for byte in body.chunks(1) {
            self.body(byte)?;
            self.shared.wait(Duration::from_secs(1))?;
        }
        Ok(())
    }

    fn huge(&self, start: &[u8], length: &str) -> io::Result<()> {
        self.head(STAMP, length)?;
        self.body(start)?;
        let (zeros, mut rest) = ([0; 64 * 1024], HUGE - start.len() as u64);
        while rest > 0 {
            let count = zeros.len().min(rest as usize);
            self.body(&zeros[..count])?;
            rest -= count as u64;
        }
        Ok(())
    }

    fn body(&self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes)?;
        self.shared.count(bytes.len());
        Ok(())
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stream = self.stream;
        stream.write_all(bytes)
    }
}

fn with_status(status: u8, proper: &[u8]) -> Vec<u8> {
    query::response(status, &query::token_of(proper).unwrap())
}

const STAMP: &str = "application/timestamp-reply";

const PAGE: &str =
    "<!DOCTYPE html><title>Sign in to the network</title><p>Please sign in to use this network.\n";
