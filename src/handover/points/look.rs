//! Point 10: where whoever reads this can look for themselves.

use crate::handover::claim::{Claim, Grade, Statement};
use crate::handover::matter::Matter;
use crate::message::silence::Reference;
use crate::platform::Venue;
use crate::text::Message;

/// The platform's records, and the messages in which a seal code stands.
pub(super) fn where_to_look(matter: &Matter<'_>) -> Vec<Statement> {
    let id = match matter.terms.venue {
        Venue::Site => "point-look",
        Venue::Direct => "point-look-direct",
    };
    let look = Message::new(id).text("platform", &matter.terms.name).text("report", &matter.terms.report);
    let mut said = vec![Statement::Note(look)];
    for link in &matter.shown.links {
        let Some((edition, _)) = matter.editions.iter().find(|(_, code)| *code == link.fact.code) else {
            continue;
        };
        let reference = link.fact.k.zip(link.fact.n).map(|(k, n)| Reference {
            edition: link.at.edition.get(),
            k: k.get(),
            n: n.get(),
        });
        let of_message = reference.and_then(|reference| matter.message(reference));
        let id = if of_message.is_some() { "point-code-message" } else { "point-code" };
        let code = link.fact.code.to_string();
        let message = Message::new(id)
            .count("edition", edition.get())
            .text("when", of_message.as_ref().map(|said| matter.clock.full(&said.at)).unwrap_or_default())
            .text("begin", &code[..8]);
        let facts =
            [(link.at, Grade::C)].into_iter().chain(of_message.map(|said| said.facts).unwrap_or_default());
        said.extend(Claim::over(message, facts).map(Statement::Claim));
    }
    said
}
