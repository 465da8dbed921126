//! A case folder on disk: its memo, its files by role, and what has no place in it.

use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use crate::case::roles::Role;
use crate::case::{Layout, Memo, Place, RoundClash, Unplaced, layout, place, round_clashes};
use crate::seal::Source as _;
use crate::text::Lang;
use crate::workspace::collect::{Found, walk};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file with its role.
#[derive(Debug, Clone)]
pub struct Item {
    /// The file.
    pub found: Found,
    /// Its role.
    pub role: Role,
    /// Components of its name below the role's folder.
    pub rest: Vec<String>,
}

/// What is in a case folder.
#[derive(Debug)]
pub struct CaseFolder {
    /// The folder.
    pub root: PathBuf,
    /// The language of its folders' names.
    pub lang: Lang,
    /// The memo, if there is one.
    pub memo: Option<Memo>,
    /// Where it lies.
    pub memo_path: Option<PathBuf>,
    /// Files with a role, in the order of their names' bytes.
    pub items: Vec<Item>,
    /// Files without a place: asked about, never guessed.
    pub unplaced: Vec<(Found, Unplaced)>,
    /// Files of the system and of programs, left out.
    pub droppings: Vec<PathBuf>,
    /// Links, pipes, devices.
    pub special: Vec<PathBuf>,
    /// Where the seals are, or will be.
    pub seals: PathBuf,
}

/// The language of the layout whose folders are there; the user's where both are.
fn present(root: &Path, lang: Lang) -> Option<Lang> {
    let there = |l: Layout| [l.memo, l.delivery, l.seals].iter().any(|name| root.join(name).exists());
    let ordered = std::iter::once(lang).chain(Lang::ALL.into_iter().filter(|l| *l != lang));
    ordered.into_iter().find(|lang| there(layout(*lang)))
}

/// Does this folder look like a case?
pub fn is_case(root: &Path) -> bool {
    present(root, Lang::Ja).is_some()
}

/// Where the seals of a case folder lie; `None` if it is none.
pub fn seals_of(root: &Path) -> Option<PathBuf> {
    present(root, Lang::Ja).map(|lang| root.join(layout(lang).seals)).filter(|seals| seals.is_dir())
}

impl CaseFolder {
    /// Looks through a case folder.
    ///
    /// # Errors
    /// [`ErrorKind::NotACase`], [`ErrorKind::RoundClash`], and read errors that name the file.
    pub fn open(root: &Path, lang: Lang, limits: &Limits) -> Result<Self> {
        let kind = std::fs::metadata(root).map_err(|e| Error::read(e).on(root))?;
        let lang = present(root, lang).filter(|_| kind.is_dir());
        let lang = lang.ok_or_else(|| Error::from(ErrorKind::NotACase).on(root))?;
        // with a slash at its end: a link that the person names is followed, those inside are not
        let walked = walk(&root.join(""), root, |relative| {
            let top = relative.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned());
            let inside = top.map(|top| [top, "x".to_owned()]);
            let skip = |path: &[String; 2]| {
                let path = [path[0].as_str(), path[1].as_str()];
                matches!(place(&path), Place::Seals | Place::Handover)
            };
            !inside.as_ref().is_some_and(skip)
        })?;
        let mut case = Self {
            root: root.to_owned(),
            lang,
            memo: None,
            memo_path: None,
            items: Vec::new(),
            unplaced: Vec::new(),
            droppings: walked.droppings,
            special: walked.special,
            seals: root.join(layout(lang).seals),
        };
        let mut rounds = BTreeSet::new();
        for found in walked.files {
            let components: Vec<&str> = found.components().iter().map(String::as_str).collect();
            match place(&components) {
                Place::Memo => case.read_memo(found.path(), limits)?,
                Place::Delivery { round, rest } => {
                    rounds.insert(components[..2].join("/"));
                    let rest = rest.iter().map(|s| (*s).to_owned()).collect();
                    case.items.push(Item { role: Role::Delivery(round), rest, found });
                }
                Place::Messages => case.push(Role::Messages, found),
                Place::Documents => case.push(Role::Documents, found),
                Place::Seals | Place::Handover | Place::Dropping => {}
                Place::Unplaced(why) => case.unplaced.push((found, why)),
            }
        }
        match round_clashes(rounds.iter().map(String::as_str)).first() {
            None => Ok(case),
            Some(RoundClash { folders, .. }) => {
                Err(Error::from(ErrorKind::RoundClash).detail(folders.join(", ")).on(root))
            }
        }
    }

    fn push(&mut self, role: Role, found: Found) {
        let rest = found.components()[1..].to_vec();
        self.items.push(Item { found, role, rest });
    }

    fn read_memo(&mut self, path: &Path, limits: &Limits) -> Result<()> {
        if self.memo.is_some() {
            return Err(Error::from(ErrorKind::TwoMemos).on(path));
        }
        let bytes = std::fs::read(path).map_err(|e| Error::read(e).on(path))?;
        self.memo_path = Some(path.to_owned());
        self.memo =
            Some(Memo::read(&bytes, limits).map_err(|e| Error::from(ErrorKind::Limit).saying(&e).on(path))?);
        Ok(())
    }

    /// Gives a file without a place a role; `None` leaves it out.
    pub fn settle(&mut self, name: &str, role: Option<Role>) -> bool {
        self.settle_all(|found| (found.name() == name).then_some(role)) > 0
    }

    /// Gives files without a place their roles, as far as `answer` has any; how many that were.
    pub fn settle_all(&mut self, answer: impl Fn(&Found) -> Option<Option<Role>>) -> usize {
        let asked = self.unplaced.len();
        for (found, why) in std::mem::take(&mut self.unplaced) {
            match answer(&found) {
                None => self.unplaced.push((found, why)),
                Some(None) => {}
                Some(Some(role)) => {
                    let rest = found.components().to_vec();
                    self.items.push(Item { found, role, rest });
                }
            }
        }
        self.items.sort_by_cached_key(|item| item.found.name().into_bytes());
        asked - self.unplaced.len()
    }
}
