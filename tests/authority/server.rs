//! A small HTTP/1.1 server on 127.0.0.1 that answers requests for stamps, properly or not. One request a connection;
//! when it is dropped every connection ends at once and every thread is waited for.

use super::query::{self, Query, Wanted};
use std::io::{self, Read as _, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// More than any client asks for: a request for a stamp has about 60 bytes.
const LARGEST_REQUEST: usize = 64 * 1024;
/// A connection on which nothing moves ends after this, also if nobody drops the server.
const IDLE: Duration = Duration::from_secs(120);
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

/// A request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

type Answer = dyn Fn(&[u8]) -> Vec<u8> + Send + Sync;

struct Shared {
    answer: Box<Answer>,
    behaviour: Mutex<Behaviour>,
    requests: Mutex<Vec<Request>>,
    sent: AtomicU64,
    open: Mutex<Open>,
    closing: Condvar,
}

/// What has to end with the server.
#[derive(Default)]
struct Open {
    closed: bool,
    connections: Vec<(TcpStream, JoinHandle<()>)>,
}

pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens on a free port; `answer` makes the response to a request.
    pub fn start(answer: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            answer: Box::new(answer),
            behaviour: Mutex::new(Behaviour::Proper),
            requests: Mutex::default(),
            sent: AtomicU64::new(0),
            open: Mutex::default(),
            closing: Condvar::new(),
        });
        let thread = thread::spawn({
            let shared = Arc::clone(&shared);
            move || listen(&listener, &shared)
        });
        Self { address, shared, listener: Some(thread) }
    }

    pub fn url(&self) -> String {
        format!("http://{}/tsa", self.address)
    }

    pub fn behave(&self, behaviour: Behaviour) {
        *self.shared.behaviour.lock().unwrap() = behaviour;
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// Bytes of bodies that were handed to the system so far; what a client took is less by the buffers between.
    pub fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let connections = {
            let mut open = self.shared.open.lock().unwrap();
            open.closed = true;
            std::mem::take(&mut open.connections)
        };
        self.shared.closing.notify_all();
        for (stream, _) in &connections {
            let _ = stream.shutdown(Shutdown::Both); // gone already: all the better
        }
        let _ = TcpStream::connect(self.address); // wakes the listener, which then sees the end
        for thread in
            self.listener.take().into_iter().chain(connections.into_iter().map(|(_, thread)| thread))
        {
            let _ = thread.join(); // one that panicked has said so
        }
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        let mut open = shared.open.lock().unwrap();
        if open.closed {
            return;
        }
        let Ok((stream, handle)) = stream.and_then(|s| Ok((s.try_clone()?, s))) else { continue };
        open.connections.retain(|(_, thread)| !thread.is_finished());
        let shared = Arc::clone(shared);
        let thread = thread::spawn(move || {
            let _ = serve(&stream, &shared); // a client that went away is no failure
            let _ = stream.shutdown(Shutdown::Both);
        });
        open.connections.push((handle, thread));
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let Some(request) = receive(stream)? else { return Ok(()) };
    shared.requests.lock().unwrap().push(request.clone());
    let behaviour = {
        let mut now = shared.behaviour.lock().unwrap();
        let behaviour = now.clone();
        if behaviour == Behaviour::ServerErrorOnce {
            *now = Behaviour::Proper;
        }
        behaviour
    };
    let reply = Reply { stream, shared };
    if request.method != "POST" {
        return reply.status("405 Method Not Allowed");
    }
    if request.header("content-type") != Some("application/timestamp-query") {
        return reply.status("415 Unsupported Media Type");
    }
    reply.give(&request, behaviour)
}

/// Reads one request; none: the connection ended before it.
fn receive(mut stream: &TcpStream) -> io::Result<Option<Request>> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    let mut needed = None;
    loop {
        if needed.is_none()
            && let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n")
        {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let request = head_of(&head);
            let length = request.header("content-length").map_or(0, |l| l.parse().unwrap_or(usize::MAX));
            needed = Some((end + 4, length, request));
        }
        if let Some((start, length, request)) = &mut needed
            && bytes.len() - *start >= *length
        {
            request.body = bytes[*start..*start + *length].to_vec();
            return Ok(needed.map(|(_, _, request)| request));
        }
        let count = stream.read(&mut buffer)?;
        if count == 0 || bytes.len() > LARGEST_REQUEST {
            return Ok(None);
        }
        bytes.extend(&buffer[..count]);
    }
}

fn head_of(head: &str) -> Request {
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let mut word = || first.next().unwrap_or_default().to_owned();
    let (method, path) = (word(), word());
    let fields = lines.filter_map(|l| l.split_once(':'));
    let headers = fields.map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned())).collect();
    Request { method, path, headers, body: Vec::new() }
}

struct Reply<'a> {
    stream: &'a TcpStream,
    shared: &'a Shared,
}

impl Reply<'_> {
    fn give(&self, request: &Request, behaviour: Behaviour) -> io::Result<()> {
        let proper = || (self.shared.answer)(&request.body);
        let changed =
            |change: fn(Query) -> Query| (self.shared.answer)(&change(Query::read(&request.body)).write());
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
                self.wait(time)?;
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

    fn status(&self, status: &str) -> io::Result<()> {
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
            self.wait(Duration::from_secs(1))?;
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

    /// Waits, unless the server ends before.
    fn wait(&self, time: Duration) -> io::Result<()> {
        let open = self.shared.open.lock().unwrap();
        let (open, _) = self.shared.closing.wait_timeout_while(open, time, |open| !open.closed).unwrap();
        if open.closed { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }

    fn body(&self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes)?;
        self.shared.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
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
