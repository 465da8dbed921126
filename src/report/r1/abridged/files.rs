//! Files and what is known of them, as a report prints them.

use super::clipped::Clipped;
use super::prefix::Prefix;
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::time::UtcSecond;
use crate::format::fact::{AudioFact, Fact, WaveformFact, Word};

/// Files that are printed: 500 are an ordinary large case, and a page of more than a thousand is read by nobody.
const FILES: usize = 1_000;
/// Characters of a file's name as it was found; systems allow 255 for a component.
const NAME: usize = 400;
/// What a file says of itself: so many items, of so many characters.
const CLAIMS: (usize, usize) = (12, 160);
/// Reasons why something was not measured: there are not so many fields.
const REASONS: usize = 24;
/// Columns of a drawing: about one for three pixels of its width on screen.
pub const COLUMNS: usize = 120;

/// A payload file, or a file in a delivered ZIP. What is not disclosed is not there.
#[derive(Debug, Clone, Default)]
pub struct OneFile {
    /// Bytes and hash, of a payload file.
    pub file: Option<(u64, Sha256Digest)>,
    /// The name as found, and its modification time.
    pub origin: Option<(Clipped, Option<UtcSecond>)>,
    /// What was measured.
    pub audio: Option<Box<AudioFact>>,
    /// The drawing: lowest and highest value of each column, offset 128; at most [`COLUMNS`].
    pub wave: Vec<(u8, u8)>,
    /// What the file says of itself: name, value, and whether its encoding was guessed.
    pub claims: Vec<(Clipped, Clipped, bool)>,
    /// Claims beyond these.
    pub more_claims: u64,
    /// The result of checking a mail's signature, and the domain.
    pub mail: Option<(Word, Clipped)>,
}

/// The first files by name.
#[derive(Debug, Clone)]
pub struct Files {
    kept: Prefix<EntryName, OneFile>,
    /// Disclosed `file` facts.
    pub seen: u64,
    /// Disclosed `audio` facts.
    pub seen_audio: u64,
}

impl Default for Files {
    fn default() -> Self {
        Self { kept: Prefix::within(FILES), seen: 0, seen_audio: 0 }
    }
}

impl Files {
    /// Takes in a fact on a file.
    pub fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::File(_) => self.seen += 1,
            Fact::Audio(_) => self.seen_audio += 1,
            _ => {}
        }
        let Some(at) = fact.path().and_then(|path| self.kept.one(path)) else { return };
        match fact {
            Fact::File(f) => at.file = Some((f.size.get(), f.sha256)),
            Fact::Origin(f) => at.origin = Some((Clipped::of(&f.name, NAME), f.modified)),
            Fact::Audio(f) => {
                let mut audio = f.clone();
                audio.unmeasured.truncate(REASONS);
                audio.unmeasured.retain(|u| u.field.len() <= 40); // names of fields are words
                at.audio = Some(audio);
            }
            Fact::Waveform(f) => at.wave = drawing(f),
            Fact::Claims(f) => {
                let short = |text: &str| Clipped::of(text, CLAIMS.1);
                let claims = f.claims.iter().take(CLAIMS.0);
                at.claims = claims.map(|c| (short(&c.name), short(&c.value), c.guessed.is_some())).collect();
                at.more_claims = f.claims.len().saturating_sub(CLAIMS.0) as u64;
            }
            Fact::Mail(f) => {
                let domain = f.domain.as_deref().unwrap_or_default();
                at.mail = Some((f.dkim.clone(), Clipped::of(domain, 253)));
            }
            _ => {}
        }
    }

    /// Those that are kept, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&EntryName, &OneFile)> {
        self.kept.iter()
    }

    /// One of them.
    pub fn get(&self, path: &EntryName) -> Option<&OneFile> {
        self.kept.get(path)
    }
}

/// Fewer columns, each as far as the widest that it stands for.
fn drawing(fact: &WaveformFact) -> Vec<(u8, u8)> {
    let (min, max) = (fact.min.decode(), fact.max.decode());
    let columns = min.len().min(max.len());
    let width = COLUMNS.min(columns);
    let column = |i: usize| {
        let part = i * columns / width..(i + 1) * columns / width;
        let low = min[part.clone()].iter().copied().min().unwrap_or(128);
        (low, max[part].iter().copied().max().unwrap_or(128))
    };
    (0..width).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fact::Base64Url;

    #[test]
    fn a_drawing_keeps_every_peak() {
        let fact = |min: &[u8], max: &[u8]| WaveformFact {
            path: EntryName::new("data/001/delivery/1/a.wav").unwrap(),
            columns: u32::try_from(min.len()).unwrap().into(),
            min: Base64Url::encode(min),
            max: Base64Url::encode(max),
        };
        let mut max = vec![130; 800];
        max[777] = 255;
        let drawn = drawing(&fact(&[120; 800], &max));
        assert_eq!(drawn.len(), COLUMNS);
        assert_eq!(drawn.iter().filter(|column| column.1 == 255).count(), 1);
        assert_eq!(drawing(&fact(&[1, 2], &[3, 4])), [(1, 3), (2, 4)]);
        assert_eq!(drawing(&fact(&[], &[])), []);
    }
}
