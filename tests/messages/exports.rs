//! Fixtures of every format, with the traps of each dialect: how each one reads stands in a snapshot beside it.
//! `INSTA_UPDATE=always` writes them anew; then read the change as the worker would.

use hikae::base::error::Result;
use hikae::base::limits::Limits;
use hikae::case::Memo;
use hikae::message::{Message, Reading, Setting, Sink, read};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const MEMO: &str = "クライアント名: 港町\n自分の表示名: むぎ\n名前: 港町 太郎 = クライアント\n\
                    名前: 港町オーディオ = クライアント\n名前: Minato = client\n\
                    名前: Mugi = me\n名前: Minato: Works = client\n名前(mail): client@example.jp = client\n";

/// Everything that was read, as text.
#[derive(Default)]
struct Page {
    rows: String,
    text: String,
}

impl Sink for Page {
    fn message(&mut self, m: &Message<'_>) -> Result<()> {
        let zone = chrono_tz::Tz::Asia__Tokyo;
        let from = m.when.span().map(|(from, _)| from).unwrap_or_default();
        let text = m.text.as_deref().map(|text| format!("{text:?}")).unwrap_or_default();
        let sender = m.sender.map(|n| n.to_string()).unwrap_or_default();
        let edited = if m.edited == Some(true) { " edited" } else { "" };
        let files = if m.attachments.is_empty() { String::new() } else { format!(" {:?}", m.attachments) };
        let when = m.when.shown(zone);
        writeln!(
            self.rows,
            "  {} [{when}] {from} {sender} {}{edited} {text}{files} ({})",
            m.n,
            m.kind.word(),
            m.place
        )
        .unwrap();
        Ok(())
    }

    fn conversation(&mut self, r: Reading) -> Result<()> {
        let zone = chrono_tz::Tz::Asia__Tokyo;
        let dialect = r.dialect.unwrap_or("-");
        writeln!(
            self.text,
            "{} {dialect} {} {:?} {:?}",
            r.format,
            r.certainty().word(),
            r.boundaries,
            r.title
        )
        .unwrap();
        if let Some((until, ground)) = &r.coverage_to {
            writeln!(self.text, "  until {} {ground:?}", until.shown(zone)).unwrap();
        }
        for p in &r.participants {
            writeln!(self.text, "  {:?} {:?} {} {}", p.id, p.name, p.role.word(), p.messages).unwrap();
        }
        for gap in &r.gaps {
            writeln!(self.text, "  gap {} after {}", gap.place, gap.after).unwrap();
        }
        for need in &r.needs {
            writeln!(self.text, "  need {}", need.word()).unwrap();
        }
        for (odd, place) in &r.oddities {
            writeln!(self.text, "  odd {} {place}", odd.word()).unwrap();
        }
        for (place, line) in &r.furniture {
            writeln!(self.text, "  aside {place} {line:?}").unwrap();
        }
        if let Some(encoding) = r.guessed_encoding {
            writeln!(self.text, "  encoding {encoding}").unwrap();
        }
        self.text += &std::mem::take(&mut self.rows);
        Ok(())
    }
}

fn page(bytes: &[u8], setting: &Setting) -> String {
    let mut page = Page::default();
    read(&bytes, setting, &mut page).unwrap();
    page.text
}

fn setting() -> Setting {
    Setting::of(Some(&Memo::read(MEMO.as_bytes(), &Limits::DEFAULT).unwrap()))
}

fn fixtures(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages").join(folder);
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
        .iter()
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(p).unwrap()))
        .collect()
}

#[test]
fn every_fixture_reads_as_it_should() {
    for format in ["line", "pasted", "mail", "whatsapp", "slack", "chatwork", "discord", "telegram", "other"]
    {
        let files = fixtures(format);
        assert!(files.len() >= 5, "{format}: five traps at least");
        let mut all = String::new();
        for (name, bytes) in files {
            writeln!(all, "== {name}\n{}", page(&bytes, &setting())).unwrap();
        }
        insta::assert_snapshot!(format!("read_{format}"), all);
    }
}

/// Bytes that one piece is repeated to.
const REPEATED: usize = 256 << 10;

/// Bytes changed in one of the ways in which files break, and in which people with bad intent would change them.
fn mutated(bytes: &[u8], random: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"\n",
        b"\r\n",
        b"\r",
        b"\t",
        b"\"",
        b"\"\"",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\\",
        b"\\u0000",
        b"\0",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\x1b$B",
        "2026/10/01(木)\r\n".as_bytes(),
        b"10:02\ta\tb\r\n",
        b"24:10 ",
        b"99:99",
        b"From ",
        b"From a Thu Oct  1 01:02:33 2026\n",
        "\u{200E}".as_bytes(),
        "\u{202F}PM".as_bytes(),
        b"31/02/2026, 10:02 - a: ",
        b"[1/1/1, 1:1] ",
        b"18446744073709551616",
        b"-1",
        b"1e999",
        b"null",
        b"PK\x03\x04",
    ];
    let mut out = bytes.to_vec();
    // now and then one piece many times over: whoever needs quadratic time for it is seen
    if random(100) == 0 {
        let (at, piece) = (random(out.len() + 1), PIECES[random(PIECES.len())]);
        let line = &bytes[random(bytes.len() + 1)..];
        let line = &line[..line.len().min(1 + random(200))];
        let piece = if random(2) == 0 { piece } else { line };
        out.splice(at..at, piece.repeat(REPEATED / piece.len().max(1)));
    }
    for _ in 0..=random(6) {
        let at = random(out.len() + 1);
        let to = (at + random(40)).min(out.len());
        match random(6) {
            0 if at < out.len() => out[at] ^= 1 << random(8),
            1 => drop(out.drain(at..to)),
            2 => {
                let piece = out[at..to].to_vec();
                let into = random(out.len() + 1);
                out.splice(into..into, piece);
            }
            3 => out.truncate(at),
            _ => drop(out.splice(at..at, PIECES[random(PIECES.len())].iter().copied())),
        }
    }
    out
}

/// What must hold of any reading at all.
#[derive(Default)]
struct Sound {
    messages: u64,
}

impl Sink for Sound {
    fn message(&mut self, m: &Message<'_>) -> Result<()> {
        self.messages += 1;
        assert_eq!(m.n, self.messages, "numbered from 1, without gaps");
        assert!(m.when.at().is_sound() && m.when.at().local_fits(), "{:?}", m.when);
        Ok(())
    }

    fn conversation(&mut self, r: Reading) -> Result<()> {
        assert_eq!(r.count, self.messages);
        assert!(r.gaps.iter().all(|gap| gap.after <= r.count) && r.gaps.len() <= hikae::message::KEPT + 1000);
        let gaps: Vec<_> = r.gaps.iter().map(|gap| gap.fact()).collect();
        assert!(gaps.iter().all(|gap| gap.from <= gap.to), "{gaps:?}");
        let covered = [r.coverage_from.as_ref(), r.coverage_to.as_ref().map(|(until, _)| until)];
        assert!(covered.into_iter().flatten().all(|when| when.at().local_fits()), "{covered:?}");
        assert!(r.participants.iter().map(|p| p.messages).sum::<u64>() <= r.count);
        self.messages = 0;
        Ok(())
    }
}

/// Mutated fixtures through every reader. `HIKAE_FUZZ_SECONDS` a format: as long as one wants; `HIKAE_FUZZ_FORMATS`: which.
#[test]
fn broken_exports_are_read_without_a_fall() {
    if crate::skip::slow() {
        return;
    }
    let seconds: Option<u64> = std::env::var("HIKAE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let setting = setting();
    let only = std::env::var("HIKAE_FUZZ_FORMATS").ok();
    for format in ["line", "pasted", "mail", "whatsapp", "slack", "chatwork", "discord", "telegram", "other"]
    {
        if only.as_ref().is_some_and(|only| !only.split(',').any(|name| name == format)) {
            continue;
        }
        let files = fixtures(format);
        let mut slowest = std::time::Duration::ZERO;
        let begun = std::time::Instant::now();
        let mut state =
            seconds.map_or(0x9E37_79B9_7F4A_7C15, |_| begun.elapsed().as_nanos() as u64 | 0x1234_5678_9ABC);
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below.max(1) as u64) as usize
        };
        let mut rounds = 0u64;
        while seconds.map_or(rounds < 300, |s| begun.elapsed().as_secs() < s) {
            rounds += 1;
            let (_, bytes) = &files[random(files.len())];
            let bytes = mutated(bytes, &mut random);
            let export: &[u8] = &bytes;
            let started = std::time::Instant::now();
            if let Err(e) = read(&export, &setting, &mut Sound::default()) {
                assert_eq!(e.kind(), hikae::base::error::ErrorKind::Read, "{format}: {e}");
            }
            if seconds.is_some() && started.elapsed() > slowest {
                slowest = started.elapsed();
                fs::write(std::env::temp_dir().join(format!("hikae-slowest-{format}")), &bytes).unwrap();
            }
        }
        if seconds.is_some() {
            eprintln!("{format}: {rounds} inputs in {:?}, the slowest in {slowest:?}", begun.elapsed());
        }
    }
}
