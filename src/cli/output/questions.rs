//! Questions of the verbs, on the terminal.

use crate::base::error::{Error, ErrorKind, Result};
use crate::case::Round;
use crate::case::roles::Role;
use crate::cli::output::context::Context;
use crate::platform::Application;
use crate::text::Message;
use crate::workspace::desk::{OutsideAnswer, OutsideQuestion, Questions};

/// What the empty answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// Yes.
    Yes,
    /// No.
    No,
}

impl Context {
    /// Asks for yes or no. The end of input is no answer, and so no yes.
    pub fn confirm(&self, question: &Message, otherwise: Otherwise) -> bool {
        self.ask_choice(question).is_some_and(|answer| match answer.as_str() {
            "" => otherwise == Otherwise::Yes,
            "y" | "yes" | "は" | "はい" | "1" => true,
            _ => false,
        })
    }
}

impl Questions for Context {
    fn is_somebody_there(&self) -> bool {
        self.can_ask()
    }

    fn role(&self, file: &str) -> Result<Option<Role>> {
        let stopped = || Error::from(ErrorKind::Interrupted);
        loop {
            let answer =
                self.ask_choice(&Message::new("seal-ask-place").text("file", file)).ok_or_else(stopped)?;
            match answer.as_str() {
                "1" => {
                    let round = self.ask(&Message::new("seal-ask-round")).ok_or_else(stopped)?;
                    if let Some(round) = Round::from_folder(&round) {
                        return Ok(Some(Role::Delivery(round)));
                    }
                }
                "2" => return Ok(Some(Role::Messages)),
                "3" => return Ok(Some(Role::Documents)),
                "4" => return Ok(None),
                _ => {}
            }
        }
    }

    fn outside(&self, question: &OutsideQuestion) -> OutsideAnswer {
        let found = match question.application {
            Application::Needed => "handover-outside-found",
            Application::Forbidden => "handover-outside-forbidden-found",
            Application::NotNeeded | Application::Unknown => "handover-outside-unknown-found",
        };
        self.note(&question.message(found));
        match self.ask_choice(&question.message("handover-outside-choose")).as_deref() {
            Some("1") => OutsideAnswer::Include,
            Some("2") => OutsideAnswer::LeaveOut,
            _ => OutsideAnswer::Stop,
        }
    }
}
