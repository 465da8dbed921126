//! Point 9: the statement on silence, or why there is none.

use crate::handover::claim::{Claim, Statement};
use crate::handover::matter::Matter;
use crate::message::silence::Ground;
use crate::message::{Telling, When, ZoneGround};
use crate::text::{Message, Texts};

pub(super) fn silence(matter: &Matter<'_>) -> Vec<Statement> {
    let Some(silence) = matter.silence.stated() else { return unclear(matter) };
    let facts = matter.silence_grounds(silence);
    let declared = silence.until.ground == Ground::Declared;
    let id = match (silence.left_out.is_empty(), declared) {
        (true, true) => "point-silence-declared",
        (true, false) => "point-silence",
        (false, true) => "point-silence-platform-declared",
        (false, false) => "point-silence-platform",
    };
    let message = Message::new(id)
        .count("days", silence.days.whole)
        .text("platform", &matter.terms.name)
        .text("since", matter.clock.full(&silence.since.at()))
        .text("until", matter.clock.full(&silence.until.until.at()));
    let mut said: Vec<Statement> =
        Claim::over(message, facts.clone()).map(Statement::Claim).into_iter().collect();
    if let Some((last, days)) = &silence.to_last_record {
        let message = Message::new("point-silence-record")
            .count("days", days.whole)
            .text("last", matter.clock.full(&last.at()));
        said.extend(Claim::over(message, facts.clone()).map(Statement::Claim));
    }
    if silence.zone == Some(ZoneGround::Assumed) {
        said.extend(Claim::over(Message::new("point-zone-assumed"), facts.clone()).map(Statement::Claim));
    }
    for (word, count) in silence.remarks() {
        let message = Message::new(format!("point-{word}")).count("count", count);
        said.extend(Claim::over(message, facts.clone()).map(Statement::Claim));
    }
    if let Some(days) = matter.terms.guide_days {
        let message = Message::new("point-guide")
            .count("days", days)
            .text("platform", &matter.terms.name)
            .text("report", &matter.terms.report)
            .text("acceptance", &matter.terms.acceptance)
            .text("checked", &matter.terms.checked);
        said.push(Statement::Note(message));
    }
    said
}

/// That nothing is said of silence, and why: as far as a reader of the copy can see it.
fn unclear(matter: &Matter<'_>) -> Vec<Statement> {
    const MOST: usize = 3; // an A4 page holds little more beside the rest
    let texts = &Texts::new(matter.clock.lang);
    let (name, shown) = (|path: &str| matter.file_name(path), |when: &When| matter.clock.full(&when.at()));
    let telling = Telling { texts, name: &name, shown: &shown };
    let mut said = vec![Message::new("point-silence-unclear")];
    said.extend(matter.reasons.iter().take(MOST).map(|block| telling.message(block)));
    if let Some(more) = matter.reasons.len().checked_sub(MOST).filter(|more| *more > 0) {
        said.push(Message::new("point-silence-more").count("count", more));
    }
    said.into_iter().map(Statement::Absent).collect()
}
