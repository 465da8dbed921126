//! Asks time-stamp services over HTTP (RFC 3161 section 3.4): with the look-up of mail keys the only code here that
//! speaks to a network, directly or through a proxy. What goes out is a hash and a random number. Every answer is hostile until it is checked.

mod no_answer;
mod plain;
mod reply;
mod way;

pub use no_answer::NoAnswer;

use crate::base::digest::Sha256Digest;
use crate::base::error::Result;
use crate::base::limits::Limits;
use crate::net::authorities::Service;
use crate::timestamp::{Anchors, QUERY_TYPE, REPLY_TYPE, Request, Stamp};
use reply::{Reply, USER_AGENT};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};
use ureq::http::Uri;
use way::{Proxy, Way};

/// How long is waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For one try, from the name look-up to the last byte.
    pub one_try: Duration,
    /// For all tries together.
    pub in_all: Duration,
}

impl Patience {
    /// An authority answers within a second or two; whoever waits at a desk does not wait longer than this.
    pub const DEFAULT: Patience =
        Patience { one_try: Duration::from_secs(8), in_all: Duration::from_secs(15) };
}

/// What asking one service gave.
#[derive(Debug)]
pub struct Asked {
    /// The service.
    pub service: Service,
    /// The response as received with what it says, or why there is none.
    pub answer: Result<(Vec<u8>, Stamp), NoAnswer>,
}

/// Asks all services at once. Looks at `check` all the while; its error ends the waiting at once.
///
/// # Errors
/// That of `check` or of `nonce` alone: a service that does not answer is told in [`Asked`].
pub fn ask(
    services: &[Service],
    imprint: Sha256Digest,
    anchors: &Anchors,
    patience: Patience,
    nonce: &mut dyn FnMut() -> Result<[u8; 16]>,
    check: &dyn Fn() -> Result<()>,
) -> Result<Vec<Asked>> {
    let (send, receive) = channel();
    for (place, service) in services.iter().enumerate() {
        let request = Request::new(imprint, nonce()?);
        let (send, service, anchors) = (send.clone(), service.clone(), anchors.clone());
        // not joined: when the person stops, nobody waits for a service that hangs
        thread::spawn(move || {
            let answer =
                post(&service, &request, patience).and_then(|body| match request.accept(&body, &anchors) {
                    Ok(stamp) => Ok((body, stamp)),
                    Err(why) => Err(NoAnswer::NotAToken(why)),
                });
            let _ = send.send((place, answer));
        });
    }
    drop(send);
    let mut answers: Vec<Option<_>> = services.iter().map(|_| None).collect();
    let begun = Instant::now();
    while begun.elapsed() < patience.in_all + Duration::from_secs(1) {
        check()?;
        match receive.recv_timeout(Duration::from_millis(50)) {
            Ok((place, answer)) => answers[place] = Some(answer),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let pairs = services.iter().zip(answers);
    let asked = |(service, answer): (&Service, Option<_>)| Asked {
        service: service.clone(),
        answer: answer.unwrap_or(Err(NoAnswer::TimedOut(patience.in_all))),
    };
    Ok(pairs.map(asked).collect())
}

/// One request, and a second try where the first came to nothing by chance and the service does not ask for a pause.
fn post(service: &Service, request: &Request, patience: Patience) -> Result<Vec<u8>, NoAnswer> {
    let begun = Instant::now();
    let first = try_once(service, request, patience.one_try.min(patience.in_all));
    let by_chance = matches!(
        &first,
        Err(NoAnswer::TimedOut(_)
            | NoAnswer::Unreachable(_)
            | NoAnswer::Status(500..=599)
            | NoAnswer::StatusPage(500..=599))
    );
    let left = patience.in_all.saturating_sub(begun.elapsed());
    if !by_chance || service.pause() > Duration::ZERO || left.is_zero() {
        return first;
    }
    try_once(service, request, patience.one_try.min(left)).map_err(|why| match why {
        NoAnswer::TimedOut(_) => NoAnswer::TimedOut(begun.elapsed()),
        why => why,
    })
}

fn try_once(service: &Service, request: &Request, limit: Duration) -> Result<Vec<u8>, NoAnswer> {
    let to: Uri = service.url().parse().map_err(|_| NoAnswer::Unreachable("not an address".into()))?;
    let variable = |name: &str| std::env::var(name).ok();
    let reply = match way::way(&to, &variable)? {
        Way::Direct => straight(&to, request, limit, None)?,
        Way::Whole(proxy) => plain::post(&proxy, &to, &request.to_der(), limit)?,
        Way::Tunnel(proxy) => straight(&to, request, limit, Some(tunnel(&proxy)?))?,
    };
    reply.token()
}

fn tunnel(proxy: &Proxy) -> Result<ureq::Proxy, NoAnswer> {
    let host = if proxy.host.contains(':') { format!("[{}]", proxy.host) } else { proxy.host.clone() };
    let mut builder = ureq::Proxy::builder(ureq::ProxyProtocol::Http).host(&host).port(proxy.port);
    if let Some(user) = &proxy.user {
        let (name, password) = user.split_once(':').unwrap_or((user, ""));
        builder = builder.username(name).password(password);
    }
    builder.build().map_err(|_| NoAnswer::Proxy(proxy.host.clone()))
}

fn straight(
    to: &Uri,
    request: &Request,
    limit: Duration,
    proxy: Option<ureq::Proxy>,
) -> Result<Reply, NoAnswer> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(limit))
        .http_status_as_error(false)
        // the hash goes where the user said, and nowhere else
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(USER_AGENT)
        .proxy(proxy)
        .build()
        .into();
    let why = |error: ureq::Error| match error {
        ureq::Error::Timeout(_) => NoAnswer::TimedOut(limit),
        ureq::Error::BodyExceedsLimit(most) => NoAnswer::TooLarge(most),
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::TimedOut => NoAnswer::TimedOut(limit),
        other => NoAnswer::Unreachable(other.to_string()),
    };
    let body = request.to_der();
    let mut response = agent
        .post(to)
        .header("Content-Type", QUERY_TYPE)
        .header("Accept", REPLY_TYPE)
        .send(&body[..])
        .map_err(why)?;
    let field = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let (kind, location, retry_after) = (field("content-type"), field("location"), field("retry-after"));
    let status = response.status().as_u16();
    // of anything but an answer, the first bytes are more than enough
    let body = match status {
        200 => response.body_mut().with_config().limit(Limits::DEFAULT.token).read_to_vec().map_err(why)?,
        _ => Vec::new(),
    };
    Ok(Reply { status, kind, location, retry_after, body })
}
