//! Roles of files as people write them: `delivery/2`, `messages`, `documents`.

pub use crate::format::archive::{Role, Wanted, entry_names};

use crate::case::Round;
use std::str::FromStr;

/// The text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected delivery/N, messages or documents")]
pub struct NotARole;

impl FromStr for Role {
    type Err = NotARole;
    fn from_str(s: &str) -> Result<Self, NotARole> {
        match s {
            "documents" => Ok(Role::Documents),
            "messages" => Ok(Role::Messages),
            _ => {
                let round = s.strip_prefix("delivery/").and_then(Round::from_folder).ok_or(NotARole)?;
                Ok(Role::Delivery(round))
            }
        }
    }
}
