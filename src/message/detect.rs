//! Which format an export has: by its content and with a clear margin. Names and extensions do not count. This stands
//! above all readers: none of them knows of it.

use super::head::Head;
use super::{Export, Format, Looks, Reading, Setting, Sink, page};
use crate::base::error::Result;

/// The formats that are read, in the order of docs/messages.md. A new format is one file and one line here.
pub(crate) static FORMATS: &[&dyn Format] = &[
    &super::pasted::Pasted,
    &super::line::Line,
    &super::mail::Mail,
    &super::mail::Mbox,
    &super::mail::OutlookMail,
    &super::whatsapp::WhatsApp,
    &super::whatsapp::WhatsAppZip,
    &super::slack::SlackDay,
    &super::slack::SlackZip,
    &super::chatwork::Chatwork,
    &super::discord::Discord,
    &super::telegram::Telegram,
];

/// The score from which an export is taken for a format.
const ENOUGH: u8 = 50;
/// How far the next one must be behind.
const MARGIN: u8 = 20;

/// What an export is taken for.
pub enum Guess {
    /// One of the formats.
    #[allow(private_interfaces)]
    Format(&'static dyn Format),
    /// None of them, or two of them alike.
    Unknown {
        /// What it looks like.
        looks: Looks,
    },
}

/// What an export is, by its content.
pub fn detect(export: &dyn Export, setting: &Setting) -> Result<Guess> {
    let head = Head::of(export, setting)?;
    let is_page = head.json_begins('<') && Looks::of(&head) == Looks::WebPage;
    if is_page || page::is_archive(&head.bytes) {
        return Ok(Guess::Unknown { looks: Looks::WebPage });
    }
    let mut scores: Vec<(u8, &'static dyn Format)> = FORMATS.iter().map(|f| (f.score(&head), *f)).collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (best, second) = (scores[0].0, scores[1].0);
    if best >= ENOUGH && best - second >= MARGIN {
        return Ok(Guess::Format(scores[0].1));
    }
    Ok(Guess::Unknown { looks: Looks::of(&head) })
}

/// Reads an export: as the format that its content shows, or as one that is kept and not understood.
///
/// ```
/// use hikae::{Message, MessageReading, Setting, Sink, read_messages};
///
/// struct Print;
///
/// impl Sink for Print {
///     fn message(&mut self, message: &Message<'_>) -> hikae::Result<()> {
///         println!("{}: {}", message.n, message.text.as_deref().unwrap_or_default());
///         Ok(())
///     }
///
///     fn conversation(&mut self, reading: MessageReading) -> hikae::Result<()> {
///         println!("{}, {}", reading.format, reading.certainty().word()); // line, ambiguous: nobody said whose the name is
///         assert_eq!(reading.format, "line");
///         Ok(())
///     }
/// }
///
/// # fn main() -> hikae::Result<()> {
/// let export = "[LINE] 港町制作とのトーク履歴\n保存日時：2026/11/20 09:12\n\n2026/10/01(木)\n14:03\t港町制作\tお願いします\n";
/// read_messages(&export.as_bytes(), &Setting::default(), &mut Print)
/// # }
/// ```
///
/// # Errors
/// Read errors, and those of the sink.
pub fn read(export: &dyn Export, setting: &Setting, sink: &mut dyn Sink) -> Result<()> {
    match detect(export, setting)? {
        Guess::Format(format) => format.read(export, setting, sink),
        Guess::Unknown { looks: Looks::WebPage, .. } => match page::read(export, setting, sink)? {
            Some(looks) => refuse(looks, sink),
            None => Ok(()),
        },
        // beside a mailbox that Apple Mail exported
        Guess::Unknown { looks: Looks::Binary, .. } if setting.here.is_index => {
            refuse(Looks::MailIndex, sink)
        }
        Guess::Unknown { looks, .. } => refuse(looks, sink),
    }
}

fn refuse(looks: Looks, sink: &mut dyn Sink) -> Result<()> {
    sink.conversation(Reading { not_understood: true, ..Reading::new(looks.word()) })
}
