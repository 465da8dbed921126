//! Fixtures of every format, with the traps of each dialect: how each one reads stands in a snapshot beside it.
//! `INSTA_UPDATE=always` writes them anew; then read the change as the worker would.

use hikae::case::Memo;
use hikae::error::Result;
use hikae::limits::Limits;
use hikae::message::{Message, Reading, Setting, Sink, read};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const MEMO: &str = "クライアント名: 港町\n自分の表示名: むぎ\n名前: 港町 太郎 = クライアント\n名前: Minato = client\n\
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
        let edited = if m.edited { " edited" } else { "" };
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
