//! Every line, or every record, of every fixture ends in exactly one class: the classes add up to what a count of its own
//! finds in the file. (The reader of pasted threads has a test of its own.)

use hikae::base::error::Result;
use hikae::message::{Account, Class, Kind, Message, Place, Reading, Setting, Sink, read};
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;

#[derive(Default)]
struct Counted {
    account: Vec<Account>,
    messages: Vec<(Kind, Place)>,
    gaps: Vec<Place>,
    not_understood: bool,
}

impl Sink for Counted {
    fn message(&mut self, m: &Message<'_>) -> Result<()> {
        self.messages.push((m.kind, m.place));
        Ok(())
    }

    fn conversation(&mut self, r: Reading) -> Result<()> {
        self.gaps.extend(r.gaps.iter().map(|gap| gap.place));
        self.not_understood |= r.not_understood;
        self.account.push(r.account);
        Ok(())
    }
}

impl Counted {
    fn of(bytes: &[u8]) -> Self {
        let mut counted = Self::default();
        read(&bytes, &Setting::default(), &mut counted).unwrap();
        counted
    }

    fn class(&self, class: Class) -> u64 {
        self.account.iter().map(|account| account.of(class)).sum()
    }

    fn total(&self) -> u64 {
        self.account.iter().map(Account::total).sum()
    }

    fn kind(&self, kind: Kind) -> u64 {
        self.messages.iter().filter(|(of, _)| *of == kind).count() as u64
    }
}

fn fixtures(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages").join(folder);
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|p| (p.display().to_string(), std::fs::read(&p).unwrap())).collect()
}

/// Lines, whatever they end in.
fn lines(bytes: &[u8]) -> u64 {
    let text = match bytes.strip_prefix(b"\xFF\xFE") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => bytes.iter().map(|b| char::from(*b)).collect(),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.matches('\n').count() as u64 + u64::from(!text.is_empty() && !text.ends_with('\n'))
}

#[test]
fn every_line_of_a_text_export_has_a_class() {
    for folder in ["line", "whatsapp"] {
        for (name, bytes) in fixtures(folder) {
            let inside = match bytes.starts_with(b"PK") {
                true => {
                    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
                    let chat =
                        (0..zip.len()).find(|i| zip.by_index(*i).unwrap().name().unwrap().ends_with(".txt"));
                    let mut text = Vec::new();
                    zip.by_index(chat.unwrap()).unwrap().read_to_end(&mut text).unwrap();
                    text
                }
                false => bytes.clone(),
            };
            let counted = Counted::of(&bytes);
            assert!(!counted.not_understood, "{name}");
            // marks of editing, and the other one of a call, stand in lines that have a class already
            let nested = counted.class(Class::Edit) + counted.class(Class::Reaction);
            assert_eq!(counted.total() - nested, lines(&inside), "{name}: {:?}", counted.account);
            let heads =
                counted.class(Class::Heading) + counted.class(Class::Call) + counted.class(Class::Service);
            assert!(heads <= counted.messages.len() as u64, "{name}");
        }
    }
}

/// Items of every list of messages, and the signs that stand in them.
fn items(value: &Value, found: &mut [u64; 2]) {
    let list = match value {
        Value::Array(list) => Some(list),
        Value::Object(fields) => fields.get("messages").and_then(Value::as_array),
        _ => None,
    };
    for item in list.into_iter().flatten() {
        found[0] += 1;
        for reaction in item["reactions"].as_array().into_iter().flatten() {
            let by = ["users", "recent"].iter().find_map(|key| reaction[key].as_array()).map_or(0, Vec::len)
                as u64;
            let more = reaction["count"].as_u64().unwrap_or(0) > by || by == 0;
            found[1] += by + u64::from(more);
        }
    }
    for key in ["chats", "left_chats"] {
        for chat in value[key]["list"].as_array().into_iter().flatten() {
            items(chat, found);
        }
    }
}

#[test]
fn every_record_of_a_json_export_has_a_class() {
    let mut seen = 0;
    for folder in ["discord", "telegram", "slack", "chatwork"] {
        for (name, bytes) in fixtures(folder) {
            if bytes.starts_with(b"PK") {
                continue; // its files are counted one by one below
            }
            let counted = Counted::of(&bytes);
            assert_eq!(counted.class(Class::Reaction), counted.kind(Kind::Reaction), "{name}");
            assert_eq!(counted.class(Class::Edit), counted.kind(Kind::Edit), "{name}");
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
            let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
                assert!(
                    counted.class(Class::Gap) > 0 && !counted.gaps.is_empty(),
                    "{name}: cut, and not told"
                );
                continue;
            };
            let mut found = [0; 2];
            items(&value, &mut found);
            let records = counted.total() - counted.class(Class::Reaction) - counted.class(Class::Edit);
            assert_eq!([records, counted.class(Class::Reaction)], found, "{name}: {:?}", counted.account);
            seen += 1;
        }
    }
    assert!(seen > 15);
}

#[test]
fn mails_and_gaps_of_a_mailbox_are_all_of_its_bytes() {
    for (name, bytes) in fixtures("mail") {
        let counted = Counted::of(&bytes);
        // a notice is a mail of which an act is read
        let mails = counted.kind(Kind::Mail) + counted.kind(Kind::Action);
        assert_eq!(counted.class(Class::Heading), mails, "{name}");
        let mut places: Vec<(u64, u64)> = (counted.messages.iter().map(|(_, place)| *place))
            .chain(counted.gaps.iter().copied())
            .map(|place| match place {
                Place::Bytes(from, to) => (from, to),
                Place::Lines(..) => panic!("{name}: lines"),
            })
            .collect();
        places.sort_unstable();
        places.dedup();
        let mut end = 0;
        for (from, to) in places {
            assert!(from <= end, "{name}: {end}-{from} has no class");
            end = end.max(to);
        }
        assert_eq!(end, bytes.len() as u64, "{name}");
    }
}
