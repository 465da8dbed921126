//! Text records from DNS: the key records of mail signatures, asked for while sealing. The only place of this crate
//! that asks a name server; it asks the system's own, for the names given, and gives up after a few seconds.

use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, QCLASS, QTYPE, Question, RCODE, TYPE};
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, UdpSocket};
use std::time::Duration;

/// How long one server is waited for, twice.
const WAIT: Duration = Duration::from_secs(2);
/// Largest answer over UDP without extensions is 512 bytes (RFC 1035 section 4.2.1); servers may send more.
const MOST: usize = 4096;

/// The name servers of this system.
pub fn servers() -> Vec<SocketAddr> {
    let addresses: Vec<IpAddr> = system();
    addresses.into_iter().take(3).map(|address| SocketAddr::new(address, 53)).collect()
}

#[cfg(unix)]
fn system() -> Vec<IpAddr> {
    const LONGEST: u64 = 64 << 10;
    let mut text = String::new();
    let read =
        std::fs::File::open("/etc/resolv.conf").and_then(|f| f.take(LONGEST).read_to_string(&mut text));
    if read.is_err() {
        return Vec::new();
    }
    let address =
        |line: &str| line.trim().strip_prefix("nameserver")?.split_whitespace().next()?.parse().ok();
    text.lines().filter_map(address).collect()
}

#[cfg(windows)]
fn system() -> Vec<IpAddr> {
    let adapters = ipconfig::get_adapters().unwrap_or_default();
    let up = adapters.iter().filter(|a| a.oper_status() == ipconfig::OperStatus::IfOperStatusUp);
    up.flat_map(|adapter| adapter.dns_servers().to_vec()).collect()
}

#[cfg(not(any(unix, windows)))]
fn system() -> Vec<IpAddr> {
    Vec::new()
}

/// The text record of a name; `Ok(None)` if the name has none, or several.
///
/// # Errors
/// No server gave an answer in time.
pub fn txt(name: &str, servers: &[SocketAddr], id: u16) -> io::Result<Option<String>> {
    let question = question(name, id).ok_or(io::ErrorKind::InvalidInput)?;
    let mut last = io::Error::from(io::ErrorKind::NotConnected);
    for _ in 0..2 {
        for server in servers {
            match ask(&question, name, *server, id) {
                Ok(answer) => return Ok(answer),
                Err(e) => last = e,
            }
        }
    }
    Err(last)
}

fn question(name: &str, id: u16) -> Option<Vec<u8>> {
    let mut packet = Packet::new_query(id);
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    let name = Name::new(name).ok()?;
    packet.questions.push(Question::new(name, QTYPE::TYPE(TYPE::TXT), QCLASS::CLASS(CLASS::IN), false));
    packet.build_bytes_vec().ok()
}

fn ask(question: &[u8], name: &str, server: SocketAddr, id: u16) -> io::Result<Option<String>> {
    let local: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() };
    let socket = UdpSocket::bind(local)?;
    socket.set_read_timeout(Some(WAIT))?;
    socket.connect(server)?;
    socket.send(question)?;
    let mut buffer = [0; MOST];
    let length = socket.recv(&mut buffer)?;
    match answer(&buffer[..length], name, id)? {
        Answer::Cut => {}
        Answer::Text(text) => return Ok(text),
    }
    let mut stream = TcpStream::connect_timeout(&server, WAIT)?;
    stream.set_read_timeout(Some(WAIT))?;
    stream.set_write_timeout(Some(WAIT))?;
    let size = u16::try_from(question.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    stream.write_all(&size.to_be_bytes())?;
    stream.write_all(question)?;
    let mut size = [0; 2];
    stream.read_exact(&mut size)?;
    let mut whole = vec![0; u16::from_be_bytes(size).into()];
    stream.read_exact(&mut whole)?;
    match answer(&whole, name, id)? {
        Answer::Cut => Err(io::ErrorKind::InvalidData.into()),
        Answer::Text(text) => Ok(text),
    }
}

enum Answer {
    /// Too long for UDP.
    Cut,
    Text(Option<String>),
}

fn answer(bytes: &[u8], name: &str, id: u16) -> io::Result<Answer> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let packet = Packet::parse(bytes).map_err(|_| invalid())?;
    let asked = packet.questions.first().map(|q| q.qname.to_string());
    let ours = asked
        .is_some_and(|asked| asked.trim_end_matches('.').eq_ignore_ascii_case(name.trim_end_matches('.')));
    if packet.id() != id || !packet.has_flags(PacketFlag::RESPONSE) || !ours {
        return Err(invalid());
    }
    if packet.has_flags(PacketFlag::TRUNCATION) {
        return Ok(Answer::Cut);
    }
    match packet.rcode() {
        RCODE::NoError => {}
        RCODE::NameError => return Ok(Answer::Text(None)),
        _ => return Err(invalid()),
    }
    let texts: Vec<String> = packet
        .answers
        .iter()
        .filter_map(|answer| match &answer.rdata {
            RData::TXT(txt) => String::try_from(txt.clone()).ok(),
            _ => None,
        })
        .collect();
    // with several records the result is undefined (RFC 6376 section 3.6.2.2)
    Ok(Answer::Text(match texts.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use simple_dns::ResourceRecord;
    use simple_dns::rdata::TXT;

    /// A server on loopback that gives one record, cut or whole.
    fn serve(record: Option<&'static str>, other_id: u16) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut buffer) {
                let query = Packet::parse(&buffer[..length]).unwrap();
                let mut reply = Packet::new_reply(query.id() ^ other_id);
                let name = query.questions[0].qname.clone().into_owned();
                reply.questions.push(query.questions[0].clone());
                match record {
                    Some(record) => {
                        let mut txt = TXT::new();
                        let (a, b) = record.split_at(record.len() / 2); // long records come in pieces
                        txt = txt.with_string(a).unwrap().with_string(b).unwrap();
                        reply.answers.push(ResourceRecord::new(name, CLASS::IN, 60, RData::TXT(txt)));
                    }
                    None => *reply.rcode_mut() = RCODE::NameError,
                }
                let bytes = reply.build_bytes_vec().unwrap();
                let _ = socket.send_to(&bytes, from);
            }
        });
        address
    }

    #[test]
    fn a_record_in_pieces_a_missing_name_and_a_forged_answer() {
        let name = "s1._domainkey.example.jp";
        assert_eq!(
            txt(name, &[serve(Some("v=DKIM1; p=AAAA"), 0)], 7).unwrap().as_deref(),
            Some("v=DKIM1; p=AAAA")
        );
        assert_eq!(txt(name, &[serve(None, 0)], 7).unwrap(), None);
        assert!(txt(name, &[serve(Some("v=DKIM1; p=AAAA"), 1)], 7).is_err());
        assert!(txt(name, &[], 7).is_err());
        assert!(txt("not a name..", &[], 7).is_err());
    }
}
