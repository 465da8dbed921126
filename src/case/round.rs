//! Rounds of delivery as people write them: what was delivered first, and what after a request for changes, stay apart.

pub use crate::format::archive::Round;

use crate::text::{Message, Say};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

impl Round {
    /// Reads the name of a round's folder: `1回目`, `第1回`, `１回目`, `01`, `round 2`, `2nd`. `None` unless a
    /// number is plain: `修正版` or `retake` could be any round, and is asked about.
    pub fn from_folder(name: &str) -> Option<Self> {
        let joint = |c: char| matches!(c, ' ' | '_' | '-');
        let name: String = name.nfkc().flat_map(char::to_lowercase).collect();
        let digits = name.find(|c: char| c.is_ascii_digit())?;
        let (before, rest) = name.split_at(digits);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let [before, after] = [before, after].map(|part| part.replace(joint, ""));
        let plain = matches!(
            (before.as_str(), after.as_str()),
            (
                "",
                "" | "回目"
                    | "回"
                    | "st"
                    | "nd"
                    | "rd"
                    | "th"
                    | "stround"
                    | "ndround"
                    | "rdround"
                    | "thround"
            ) | ("第", "回" | "回目" | "回納品")
                | ("納品", "回目")
                | ("round" | "r", "")
        );
        if plain { number.parse::<u32>().ok()?.try_into().ok() } else { None }
    }
}

/// Two or more folders that give the same round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundClash {
    /// The round.
    pub round: Round,
    /// The folders, sorted.
    pub folders: Vec<String>,
}

impl Say for RoundClash {
    fn say(&self) -> Message {
        Message::new("case-round-clash")
            .count("round", self.round.get())
            .text("folders", self.folders.join(", "))
    }
}

/// Of the names of the folders inside the delivery folder (or folders), those that give the same round.
/// Pass each folder once, in the form in which it should be shown.
pub fn round_clashes<'a>(folders: impl IntoIterator<Item = &'a str>) -> Vec<RoundClash> {
    let mut rounds: BTreeMap<Round, Vec<String>> = BTreeMap::new();
    for folder in folders {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        if let Some(round) = Round::from_folder(name) {
            rounds.entry(round).or_default().push(folder.to_owned());
        }
    }
    let several = rounds.into_iter().filter(|(_, folders)| folders.len() > 1);
    several
        .map(|(round, mut folders)| {
            folders.sort();
            RoundClash { round, folders }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_round_folders_need_a_plain_number() {
        for (name, round) in [
            ("1回目", 1),
            ("１回目", 1),
            ("第1回", 1),
            ("第１回目", 1),
            ("1", 1),
            ("01", 1),
            ("001", 1),
            ("round1", 1),
            ("Round 2", 2),
            ("round_2", 2),
            ("2nd", 2),
            ("3rd round", 3),
            ("R4", 4),
            ("①", 1),
            ("999", 999),
            ("納品2回目", 2),
        ] {
            assert_eq!(Round::from_folder(name).map(Round::get), Some(round), "{name}");
        }
        for unplain in [
            "",
            "0",
            "000",
            "1000",
            "99999999999",
            "retake",
            "修正版",
            "1-2",
            "1回目2",
            "v2",
            "最終",
            "第1話",
        ] {
            assert_eq!(Round::from_folder(unplain), None, "{unplain}");
        }
    }

    #[test]
    fn two_folders_for_one_round_are_told() {
        let clashes = round_clashes(["納品/1", "納品/2回目", "納品/1回目", "納品/修正版"]);
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].round, Round::FIRST);
        assert_eq!(clashes[0].folders, ["納品/1", "納品/1回目"]);
    }
}
