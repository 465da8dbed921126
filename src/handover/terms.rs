//! The platform's own words and rules, in the language of the document.

use crate::platform::{Application, AttachedTo, ClockId, DayKind, Platform};
use crate::text::Lang;

/// What sentences need of a platform.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Its name.
    pub name: String,
    /// The act by which work is delivered: 納品完了報告.
    pub report: String,
    /// The client's acceptance: 検収.
    pub acceptance: String,
    /// Money held: 仮払い.
    pub escrow: String,
    /// The application that the platform contact the client: 連絡催促の申請.
    pub chase: String,
    /// Days of the acceptance guide after the latest report.
    pub guide_days: Option<u64>,
    /// Characters that are aimed at, and that a ticket may have at most where that is known.
    pub ticket_aim: u64,
    /// Characters that a ticket may have.
    pub ticket_characters: Option<u64>,
    /// Bytes that an attachment may have.
    pub attachment_bytes: Option<u64>,
    /// Must contact outside the platform be applied for?
    pub outside_needs_application: bool,
    /// When the platform's rules were looked at.
    pub checked: String,
}

impl Terms {
    /// The terms of a platform in a language.
    pub fn of(platform: &Platform, lang: Lang) -> Self {
        let words = platform.words();
        let text = |statement: &crate::platform::Statement| statement.text(lang).to_owned();
        let guide = platform.clock(ClockId::Guide).filter(|clock| clock.kind == DayKind::Calendar);
        Self {
            name: platform.name().text(lang).to_owned(),
            report: text(&words.delivery),
            acceptance: text(&words.acceptance),
            escrow: text(&words.escrow),
            chase: words.chase.as_ref().map(text).unwrap_or_default(),
            guide_days: guide.map(|clock| clock.days.into()),
            ticket_aim: platform.ticket().aim.into(),
            ticket_characters: platform.ticket().max.map(u64::from),
            attachment_bytes: platform.attachments(AttachedTo::Support).and_then(|a| a.max_bytes),
            outside_needs_application: platform.outside().application != Application::NotNeeded,
            checked: platform.read_on().to_string(),
        }
    }
}
