//! A small HTTP/1.1 server on 127.0.0.1 that answers requests for stamps, properly or not. One request a connection;
//! when it is dropped every connection ends at once and every thread is waited for.

use super::reply::{Behaviour, Reply};
use std::io::{self, Read as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// More than any client asks for: a request for a stamp has about 60 bytes.
const LARGEST_REQUEST: usize = 64 * 1024;
/// A connection on which nothing moves ends after this, also if nobody drops the server.
const IDLE: Duration = Duration::from_secs(120);

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

/// What the connections share.
pub struct Shared {
    answer: Box<Answer>,
    behaviour: Mutex<Behaviour>,
    requests: Mutex<Vec<Request>>,
    sent: AtomicU64,
    open: Mutex<Open>,
    closing: Condvar,
}

impl Shared {
    /// The proper response to a request.
    pub fn answer(&self, query: &[u8]) -> Vec<u8> {
        (self.answer)(query)
    }

    /// Counts bytes of a body that were sent.
    pub fn count(&self, bytes: usize) {
        self.sent.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// Waits, unless the server ends before.
    pub fn wait(&self, time: Duration) -> io::Result<()> {
        let open = self.open.lock().unwrap();
        let (open, _) = self.closing.wait_timeout_while(open, time, |open| !open.closed).unwrap();
        if open.closed { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }
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
