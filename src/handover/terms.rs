//! The platform's own words and rules, in the language of the document.

use super::quoted::quoted;
use crate::platform::{Application, AttachedTo, ClockId, DayKind, Platform, PlatformId, StageId, Venue};
use crate::text::{Lang, Texts};

/// Characters of a site's name as the notes have it.
const NAME: usize = 40;

/// What sentences need of a platform.
#[derive(Debug, Clone)]
pub struct Terms {
    /// A site, or direct work.
    pub venue: Venue,
    /// Its name.
    pub name: String,
    /// What a contract's number is called: 契約ID.
    pub contract: String,
    /// What is asked of support once the guide has passed, and before; where the platform's data say so.
    pub ask_after_guide: Option<String>,
    /// Before it has.
    pub ask_reported: Option<String>,
    /// The act by which work is delivered: 納品完了報告.
    pub report: String,
    /// The client's acceptance: 検収.
    pub acceptance: String,
    /// Money held: 仮払い.
    pub escrow: String,
    /// The platform's own reminder to the client: 連絡催促. Empty where it is not known to have one.
    pub chase: String,
    /// Days of the acceptance guide after the latest report.
    pub guide_days: Option<u64>,
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
    /// The terms of a platform in a language. `named`: what the notes call the site, where nothing is known of it.
    pub fn of(platform: &Platform, lang: Lang, venue: Venue, named: Option<&str>) -> Self {
        let words = platform.words();
        let text = |statement: &crate::platform::Statement| statement.text(lang).to_owned();
        let ask = |id: StageId| platform.stages().iter().find(|stage| stage.id == id)?.ask.as_ref().map(text);
        let guide = platform.clock(ClockId::Guide).filter(|clock| clock.kind == DayKind::Calendar);
        let name = match (platform.id(), named) {
            (PlatformId::Generic, Some(named)) => quoted(named, NAME),
            _ => platform.name().text(lang).to_owned(),
        };
        let report = match venue {
            Venue::Site => text(&words.delivery),
            Venue::Direct => Texts::room(lang, "handover").get("direct-delivery"),
        };
        Self {
            venue,
            name,
            contract: text(&words.contract),
            ask_after_guide: ask(StageId::AfterGuide),
            ask_reported: ask(StageId::WithinGuide).or_else(|| ask(StageId::Delivered)),
            report,
            acceptance: text(&words.acceptance),
            escrow: text(&words.escrow),
            chase: words.chase.as_ref().map(text).unwrap_or_default(),
            guide_days: guide.map(|clock| clock.days.into()),
            ticket_characters: platform.ticket().max.map(u64::from),
            attachment_bytes: platform.attachments(AttachedTo::Support).and_then(|a| a.max_bytes),
            outside_needs_application: venue == Venue::Site
                && platform.outside().application != Application::NotNeeded,
            checked: platform.read_on().to_string(),
        }
    }
}
