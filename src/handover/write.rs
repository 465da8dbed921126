//! The folder of a handover: made whole beside its name, checked, and only then given its name.

use super::annex::{Rows, annex};
use super::drafts::{Adviser, index_csv};
use super::matter::Matter;
use super::package::Package;
use super::paper::{Density, page_one};
use super::points::{Point, points};
use super::prepare::Prepared;
use super::ticket::{Stage, Ticket, request};
use crate::base::disk;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::new_folder::NewFolder;
use crate::base::progress::{self, Progress};
use crate::format::archive::ReadAt;
use crate::handover::browser::{Browser, Picture, pages};
use crate::text::{Lang, Message, Texts};
use crate::verify::{Input, Policy, Run, Verdict, verify};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

/// Below 1 MB (handover.md of the design): what no form is known to turn away. A platform's own limit counts where it is less.
const PAPER_BYTES: u64 = 1_000_000;
/// A4 at 96 pixels an inch, as browsers lay it out.
const A4: Picture = Picture { width: 794, height: 1123, scale: 2 };
/// With page one that makes 20, more than anybody reads (handover.md).
const ANNEX_PAGES: usize = 19;

/// Names in the folder, in the worker's language.
pub fn kept(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "手元用",
        Lang::En => "keep",
    }
}

/// What the folder is made from.
pub struct Folder<'a, R> {
    /// Everything that is said.
    pub prepared: &'a Prepared,
    /// The seals.
    pub sources: &'a [&'a R],
    /// What verifying them gave.
    pub run: &'a Run,
    /// The language of the worker: names of folders, and of the package's own texts.
    pub lang: Lang,
    /// Makes PDF and PNG; without it the pages stay HTML.
    pub browser: Option<Browser>,
    /// For the check of the package.
    pub policy: &'a Policy,
}

/// What was written.
#[derive(Debug, Clone)]
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// Files in it, relative, with their bytes.
    pub files: Vec<(String, u64)>,
    /// Characters of the ticket.
    pub characters: u64,
    /// Pages of the annex, where it is a PDF.
    pub annex_pages: Option<usize>,
}

impl<'a, R> Folder<'a, R>
where
    R: Sync,
    &'a R: ReadAt,
{
    /// Writes it. `target` must not exist. `progress` is told of the package's bytes, and asked while a browser prints.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`], [`ErrorKind::TooLargeForPlatform`], [`ErrorKind::SelfCheck`], those of the browser, read and
    /// write errors. In every case nothing is left behind.
    pub fn write(&self, at: Stage, target: &Path, progress: Progress<'_>) -> Result<Written> {
        let stage = NewFolder::create(target)?;
        let matter = self.prepared.matter();
        let clock = matter.clock;
        let texts = Texts::new(clock.lang);
        let ticket = Ticket::of(&matter, at);
        let text = ticket.text(&texts, matter.terms.ticket_characters).map_err(|long| {
            let detail = format!("{} / {}", long.characters, long.limit);
            Error::from(ErrorKind::TooLargeForPlatform).on("ticket.txt").detail(detail)
        })?;
        disk::write_new(&stage.path().join("ticket.txt"), text.as_bytes())?;
        let keep = stage.path().join(kept(self.lang));
        fs::create_dir(&keep).map_err(|e| Error::write(e).on(&keep))?;
        let points = points(&matter, request(&matter, at));
        let made = made(&matter);
        let limit = matter.terms.attachment_bytes.unwrap_or(PAPER_BYTES).min(PAPER_BYTES);
        let pages = match &self.browser {
            Some(browser) => {
                let papers = Papers { browser, points: &points, lang: clock.lang, made: &made, progress };
                // the browser waits for itself most of the time
                thread::scope(|scope| {
                    let annex = scope.spawn(|| self.annex_pdf(papers, &keep));
                    let page_one = scope.spawn(|| papers.page_one(stage.path(), limit));
                    let packed = self.package(&keep.join("handover.zip"), progress);
                    let [annex, page_one] = [annex.join(), page_one.join().map(|done| done.map(|()| 0))];
                    packed?;
                    page_one.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
                    annex.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map(Some)
                })?
            }
            None => {
                self.package(&keep.join("handover.zip"), progress)?;
                let page = page_one(&points, &texts, &made, Density::Plain);
                disk::write_new(&stage.path().join("page1.html"), page.as_bytes())?;
                let page = self.annex(&points, &texts, &made, Rows::MOST);
                disk::write_new(&keep.join("annex.html"), page.as_bytes())?;
                None
            }
        };
        disk::write_new(&keep.join("index.csv"), index_csv(&matter, &texts).as_bytes())?;
        let files = stage.files()?;
        stage.commit()?;
        let characters = text.trim_end().chars().count() as u64;
        Ok(Written { folder: target.to_owned(), files, characters, annex_pages: pages })
    }

    /// The folder for an adviser: the draft, the package and the index.
    ///
    /// # Errors
    /// Those of [`Folder::write`].
    pub fn write_draft(&self, adviser: Adviser, target: &Path, progress: Progress<'_>) -> Result<Written> {
        let stage = NewFolder::create(target)?;
        let matter = self.prepared.matter();
        let texts = Texts::new(matter.clock.lang);
        let page = adviser.page(&matter, &texts, &made(&matter));
        match &self.browser {
            Some(browser) => {
                let html = Html::new(&page)?;
                browser.pdf(html.path(), &stage.path().join(format!("{adviser}.pdf")), &|| {
                    progress(progress::Stage::Writing, 0)
                })?;
            }
            None => disk::write_new(&stage.path().join(format!("{adviser}.html")), page.as_bytes())?,
        }
        disk::write_new(&stage.path().join("index.csv"), index_csv(&matter, &texts).as_bytes())?;
        self.package(&stage.path().join("handover.zip"), progress)?;
        let files = stage.files()?;
        stage.commit()?;
        Ok(Written { folder: target.to_owned(), files, characters: 0, annex_pages: None })
    }

    fn annex(&self, points: &[Point], texts: &Texts, made: &Message, most: Rows) -> String {
        let shown = |edition| self.prepared.by_edition.get(&edition).copied().unwrap_or(0);
        annex(&self.prepared.matter(), points, self.run, &shown, texts, made, most)
    }

    /// The package, read back and verified.
    fn package(&self, path: &Path, progress: Progress<'_>) -> Result<()> {
        let package = Package::choose(self.sources, self.run, &self.prepared.disclosure, self.policy.limits)?;
        let new = disk::NewFile::create(path)?;
        package.write(new.file(), self.lang, progress).map_err(|e| e.on(path))?;
        let input = Input { path: path.to_owned(), source: new.file() };
        let run = verify(vec![input], self.policy, progress)?;
        let code = |run: &Run| run.editions().map(|e| e.seal.as_ref().map(|s| s.code)).collect::<Vec<_>>();
        if run.outcome.verdict != Verdict::Intact || code(&run) != code(self.run) {
            let first = run.findings().into_iter().next().map(|(_, f)| format!("{} {}", f.code, f.subject));
            return Err(Error::from(ErrorKind::SelfCheck).detail(first.unwrap_or_default()).on(path));
        }
        new.commit()
    }

    fn annex_pdf(&self, papers: Papers<'_>, keep: &Path) -> Result<usize> {
        let pdf = keep.join("annex.pdf");
        let texts = Texts::new(papers.lang);
        let mut most = Rows::MOST;
        loop {
            let html = Html::new(&self.annex(papers.points, &texts, papers.made, most))?;
            papers.browser.pdf(html.path(), &pdf, &|| papers.go_on())?;
            let count = pages(&fs::read(&pdf).map_err(|e| Error::read(e).on(&pdf))?);
            if count <= ANNEX_PAGES {
                return Ok(count);
            }
            if most.timeline < 8 {
                let detail = format!("{count} / {ANNEX_PAGES}");
                return Err(Error::from(ErrorKind::TooLargeForPlatform).on("annex.pdf").detail(detail));
            }
            most = most.half();
        }
    }
}

/// What the pages are printed from, and by what.
#[derive(Clone, Copy)]
struct Papers<'a> {
    browser: &'a Browser,
    points: &'a [Point],
    lang: Lang,
    made: &'a Message,
    progress: Progress<'a>,
}

impl Papers<'_> {
    /// May the work go on? There are no bytes to count while a browser prints.
    fn go_on(&self) -> Result<()> {
        (self.progress)(progress::Stage::Writing, 0)
    }

    /// Page one, as wide as one page allows, and its picture; each at most `limit` bytes.
    fn page_one(self, folder: &Path, limit: u64) -> Result<()> {
        let (pdf, png) = (folder.join("page1.pdf"), folder.join("page1.png"));
        let texts = Texts::new(self.lang);
        let stop = || self.go_on();
        for density in Density::ALL {
            let html = Html::new(&page_one(self.points, &texts, self.made, density))?;
            self.browser.pdf(html.path(), &pdf, &stop)?;
            if pages(&fs::read(&pdf).map_err(|e| Error::read(e).on(&pdf))?) > 1 {
                continue;
            }
            self.browser.png(html.path(), &png, A4, &stop)?;
            for path in [&pdf, &png] {
                let bytes = fs::metadata(path).map_err(|e| Error::read(e).on(path))?.len();
                if bytes > limit {
                    let name = path.file_name().unwrap_or_default();
                    let detail = format!("{bytes} / {limit}");
                    return Err(Error::from(ErrorKind::TooLargeForPlatform).on(name).detail(detail));
                }
            }
            return Ok(());
        }
        Err(Error::from(ErrorKind::TooLargeForPlatform).on("page1.pdf").detail("2 / 1"))
    }
}

/// When the papers were made, and in which time they speak.
fn made(matter: &Matter<'_>) -> Message {
    let clock = matter.clock;
    let id = match clock.zone {
        chrono_tz::Tz::Asia__Tokyo => "page-made",
        chrono_tz::Tz::UTC => "page-made-utc",
        _ => "page-made-zone",
    };
    let message = Message::new(id).text("zone", clock.zone.name());
    message.text("date", clock.now.to_chrono().with_timezone(&clock.zone).format("%Y-%m-%d"))
}

/// A page in the folder of temporary files, for the browser; gone when dropped.
struct Html(tempfile::NamedTempFile);

impl Html {
    fn new(page: &str) -> Result<Self> {
        use std::io::Write as _;
        let file = tempfile::Builder::new().prefix("hikae-").suffix(".html").tempfile();
        let mut file = file.map_err(|e| Error::write(e).on(std::env::temp_dir()))?;
        file.write_all(page.as_bytes()).map_err(|e| Error::write(e).on(std::env::temp_dir()))?;
        Ok(Self(file))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}
