//! Delivered audio measured again, and held against its facts.

use super::sealed::{Files, file_of};
use super::told::{Told, sounds};
use super::{Reader, Reread, Sound};
use crate::base::entry_name::EntryName;
use crate::base::error::Result;
use crate::base::finding::{Code, Finding};
use crate::format::archive::ReadAt;
use crate::format::fact::Kind;
use crate::workspace::describe::describe_at;
use std::collections::BTreeMap;

impl Reread {
    /// Measures the files of an edition of which something is told.
    pub(super) fn sound<R: ReadAt>(
        &mut self,
        told: &Told,
        files: &Files<'_, R>,
        reader: &Reader<'_>,
    ) -> Result<()> {
        let mut of_file: BTreeMap<&str, u64> = BTreeMap::new();
        for (path, _) in told.sound.keys() {
            match file_of(path, files) {
                Some(file) => *of_file.entry(file).or_default() += 1,
                None => self
                    .findings
                    .push(Finding::new(Code::CheckNotRun, path.as_str()).detail("reread: withheld")),
            }
        }
        for (path, count) in of_file {
            let (Some(file), Ok(name)) = (files.get(path), EntryName::new(path)) else { continue };
            let again = describe_at(file, file.size(), &name, reader.tick)?;
            let mut met = 0;
            let of_this = told
                .sound
                .keys()
                .filter(|(path, kind)| *kind == Kind::Audio && file_of(path, files) == Some(name.as_str()));
            self.sounds.extend(of_this.map(|(path, _)| (path.clone(), Sound::Differs)));
            let mut differs = Vec::new();
            for fact in &again {
                let Some(path) = sounds(fact) else { continue };
                match told.sound.get(&(path.to_owned(), fact.kind())) {
                    None => {} // a withheld fact says nothing
                    Some(mark) => {
                        met += 1;
                        let is_same = *mark == reader.marks.of(fact);
                        if is_same && fact.kind() == Kind::Audio {
                            self.sounds.insert(path.to_owned(), Sound::Same);
                        }
                        if !is_same {
                            differs.push(
                                Finding::new(Code::FactContradictsSource, path).detail(fact.kind().as_str()),
                            );
                        }
                    }
                }
            }
            if met < count {
                let more = Finding::new(Code::FactContradictsSource, path);
                differs.push(
                    more.detail(format!("{} facts of sound that the source does not give", count - met)),
                );
            }
            self.sounds_same += u64::from(differs.is_empty());
            differs.into_iter().for_each(|finding| self.findings.push(finding));
        }
        Ok(())
    }
}
