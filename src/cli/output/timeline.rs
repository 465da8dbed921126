//! Timelines on screen, as JSON and as CSV, message by message: a million of them pass through a small buffer.

use super::survey::FileRead;
use crate::base::error::{Error, Result};
use crate::cli::output::context::Context;
use crate::message::{Class, Message as Sent, Oddity, Participant, Place, Reading, Sink, When};
use crate::text::{Message, csv_cell, is_hidden, visible};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    Words,
    Csv,
    Json,
}

/// Writes rows as they pass by; the readings are those of the pass before.
pub struct Rows<'a> {
    ctx: &'a Context,
    readings: &'a [FileRead],
    zone: chrono_tz::Tz,
    columns: Columns,
    out: BufWriter<Box<dyn Write>>,
    /// The conversation that is being written.
    at: usize,
    first: bool,
}

impl<'a> Rows<'a> {
    pub fn new(ctx: &'a Context, readings: &'a [FileRead], zone: chrono_tz::Tz, columns: Columns) -> Self {
        let out = BufWriter::with_capacity(64 << 10, Box::new(io::stdout()) as Box<dyn Write>);
        Self { ctx, readings, zone, columns, out, at: 0, first: true }
    }

    fn write(&mut self, text: &str) -> Result<()> {
        match self.out.write_all(text.as_bytes()) {
            // a reader who closed the pipe has seen enough
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
            other => other.map_err(|e| Error::write(e).on("stdout")),
        }
    }

    /// What stands before the first row.
    pub fn begin(&mut self) -> Result<()> {
        match self.columns {
            Columns::Words => Ok(()),
            Columns::Csv => self.write(
                "conversation,number,time,from_utc,to_utc,basis,name,role,kind,text,attachments,edited,place\r\n",
            ),
            Columns::Json => self.write("{\n\"schema\": \"hikae.read/1\",\n\"conversations\": [\n"),
        }
    }

    /// What stands behind the last one.
    pub fn end(&mut self) -> Result<()> {
        if self.columns == Columns::Json {
            self.write("]\n}\n")?;
        }
        match self.out.flush() {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|e| Error::write(e).on("stdout")),
        }
    }

    fn sender(&self, message: &Sent<'_>) -> Option<&'a Participant> {
        let reading = &self.readings.get(self.at)?.reading;
        reading.participants.get(message.sender?.checked_sub(1)? as usize)
    }

    fn row(&self, message: &Sent<'_>) -> String {
        let name = self.sender(message).map(shown_name).unwrap_or_default();
        let mut first = format!("  {}  {}", visible(&message.when.shown(self.zone)), visible(&name));
        if !matches!(message.kind.word(), "text" | "mail") {
            first += &format!("  <{}>", message.kind.word());
        }
        // every line of a text is indented: none can pass for a row of its own
        let mut lines = message.text.as_deref().unwrap_or_default().split('\n');
        if let Some(line) = lines.next() {
            first += &format!("  {}", visible(line));
        }
        for line in lines {
            first += &format!("\n      {}", visible(line));
        }
        if message.edited == Some(true) {
            first += &self.ctx.get("read-edited");
        }
        if !message.attachments.is_empty() {
            let files = Message::new("read-attached").text("files", message.attachments.join(", "));
            first += &format!("\n      {}", self.ctx.texts.say(&files));
        }
        first + "\n"
    }

    fn csv(&self, message: &Sent<'_>) -> String {
        let at = message.when.at();
        let ends = [at.from, at.to].map(|t| t.map(|t| t.to_string()).unwrap_or_default());
        let sender = self.sender(message);
        let cells = [
            (self.at + 1).to_string(),
            message.n.to_string(),
            message.when.shown(self.zone),
            ends[0].clone(),
            ends[1].clone(),
            basis(&message.when).to_owned(),
            sender.map(shown_name).unwrap_or_default(),
            sender.map_or("", |p| p.role.word()).to_owned(),
            message.kind.word().to_owned(),
            message.text.as_deref().unwrap_or_default().to_owned(),
            message.attachments.join("; "),
            if message.edited == Some(true) { "edited" } else { "" }.to_owned(),
            message.place.to_string(),
        ];
        cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(",") + "\r\n"
    }

    fn json(&self, message: &Sent<'_>) -> Value {
        let sender = self.sender(message);
        let mut value = json!({
            "n": message.n, "at": message.when.at(), "participant": message.sender, "role": sender.map(|p| p.role.word()),
            "kind": message.kind.word(), "text": message.text, "attachments": message.attachments,
            "place": place(message.place),
        });
        if message.edited == Some(true) {
            value["edited"] = json!(true);
        }
        if let Some(received) = &message.received {
            value["received"] = json!(received.at());
        }
        value
    }
}

fn shown_name(participant: &Participant) -> String {
    if participant.name.is_empty() { participant.id.clone() } else { participant.name.clone() }
}

fn basis(when: &When) -> &'static str {
    use crate::base::time::Basis;
    match when.basis() {
        Basis::Utc => "utc",
        Basis::Offset => "offset",
        Basis::Declared => "declared",
        Basis::Assumed => "assumed",
        Basis::Unknown => "unknown",
    }
}

/// A place as data.
pub fn place(place: Place) -> Value {
    match place {
        Place::Lines(from, to) => json!({ "lines": [from, to] }),
        Place::Bytes(from, to) => json!({ "bytes": [from, to] }),
    }
}

/// How a conversation was read, as data.
pub fn reading_json(reading: &Reading) -> Value {
    let people: Vec<Value> = reading
        .participants
        .iter()
        .map(|p| {
            json!({ "id": p.id, "name": p.name, "role": p.role.word(), "ground": p.ground.word(), "messages": p.messages })
        })
        .collect();
    let (until, ground) = reading
        .coverage_to
        .as_ref()
        .map_or((None, None), |(when, ground)| (Some(when.at()), Some(ground.word())));
    let odd = |(odd, at): &(Oddity, Place)| json!({ "what": odd.word(), "place": place(*at) });
    json!({
        "format": reading.format, "dialect": reading.dialect, "title": reading.title,
        "certainty": reading.certainty().word(),
        "boundaries": match reading.boundaries {
            crate::message::Boundaries::Marked => "marked",
            crate::message::Boundaries::ByForm => "by-form",
        },
        "guessed_encoding": reading.guessed_encoding, "count": reading.count, "system": reading.system,
        "participants": people,
        "coverage_from": reading.coverage_from.as_ref().map(When::at), "coverage_to": until, "coverage_ground": ground,
        "last": reading.last.as_ref().map(When::at),
        "doubts": reading.doubts.iter().map(|d| json!({ "lines": d.lines, "after": d.after, "why": d.why.word(), "text": d.text })).collect::<Vec<_>>(),
        "answered": reading.answered.iter().map(|a| json!({ "lines": a.lines, "after": a.after, "said": a.said.word(), "text": a.text })).collect::<Vec<_>>(),
        "gaps": reading.gaps.iter().map(|g| json!({ "place": place(g.place), "after": g.after, "why": g.why.word() })).collect::<Vec<_>>(),
        "classes": classes(reading),
        "needs": reading.needs.iter().map(|need| need.word()).collect::<Vec<_>>(),
        "set_aside": reading.furniture.iter().map(|(at, text)| json!({ "place": place(*at), "text": text })).collect::<Vec<_>>(),
        "set_aside_lines": reading.furniture_lines,
        "oddities": reading.oddities.iter().map(odd).collect::<Vec<_>>(),
    })
}

/// How many lines, or records, ended in each class.
fn classes(reading: &Reading) -> Value {
    let all = Class::ALL.into_iter().map(|class| (class.word(), reading.account.of(class)));
    all.filter(|(_, count)| *count > 0)
        .map(|(word, count)| (word.to_owned(), json!(count)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// JSON without characters that could drive a terminal.
pub fn plain_json(value: &Value) -> String {
    let text = value.to_string();
    if !text.contains(is_hidden) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match is_hidden(c) {
            true => c.encode_utf16(&mut [0; 2]).iter().for_each(|u| plain += &format!("\\u{u:04x}")),
            false => plain.push(c),
        }
    }
    plain
}

impl Sink for Rows<'_> {
    fn message(&mut self, message: &Sent<'_>) -> Result<()> {
        Context::check_stop()?;
        let text: Cow<'_, str> = match self.columns {
            Columns::Words => {
                if self.first && self.readings.len() > 1 {
                    let name = self.readings.get(self.at).map(|file| file.name.as_str()).unwrap_or_default();
                    let heading = format!("{}\n", visible(name));
                    self.write(&heading)?;
                }
                self.row(message).into()
            }
            Columns::Csv => self.csv(message).into(),
            Columns::Json => {
                let before = match (self.first, self.at) {
                    (true, 0) => "{\"messages\": [\n",
                    (true, _) => ",\n{\"messages\": [\n",
                    (false, _) => ",\n",
                };
                format!("{before}{}", plain_json(&self.json(message))).into()
            }
        };
        self.first = false;
        self.write(&text)
    }

    fn conversation(&mut self, reading: Reading) -> Result<()> {
        let name = self.readings.get(self.at).map(|file| file.name.clone()).unwrap_or_default();
        match self.columns {
            Columns::Json => {
                let before = match (self.first, self.at) {
                    (true, 0) => "{\"messages\": [",
                    (true, _) => ",\n{\"messages\": [",
                    (false, _) => "",
                };
                let Value::Object(fields) = reading_json(&reading) else { return Ok(()) };
                let mut rest = format!("{before}],\n\"file\": {}", plain_json(&json!(name)));
                if let Some(signature) = self.readings.get(self.at).and_then(|file| file.signature.as_ref()) {
                    let (dkim, domain) = (signature.outcome.word(), &signature.domain);
                    let value = json!({ "dkim": dkim, "domain": domain, "selector": signature.selector });
                    rest += &format!(",\n\"signature\": {}", plain_json(&value));
                }
                for (key, value) in fields {
                    rest += &format!(",\n\"{key}\": {}", plain_json(&value));
                }
                self.write(&(rest + "}"))?;
            }
            Columns::Words if !self.first => self.write("\n")?,
            Columns::Words | Columns::Csv => {}
        }
        self.at += 1;
        self.first = true;
        Ok(())
    }
}
