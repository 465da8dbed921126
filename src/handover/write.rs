//! The folder of a handover: made whole beside its name, checked, and only then given its name.

use super::annex::{Rows, annex};
use super::drafts::{Adviser, index_csv};
use super::matter::Matter;
use super::package::Package;
use super::paper::{Density, page_one};
use super::points::{Point, points};
use super::prepare::Prepared;
use super::ticket::{Stage, Ticket, request};
use crate::archive::ReadAt;
use crate::browser::{Browser, Picture, pages};
use crate::disk;
use crate::error::{Error, ErrorKind, Result};
use crate::text::{Lang, Message, Texts};
use crate::verify::{Input, Policy, Run, Verdict, verify};
use std::fs;
use std::path::{Path, PathBuf};

/// What a platform's own form takes at most, where nothing stricter is known: a picture on a phone's connection.
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
    /// Writes it. `target` must not exist. `tick` is told of the package's bytes, and can stop the work.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`], [`ErrorKind::TooLargeForPlatform`], [`ErrorKind::SelfCheck`], those of the browser, read and
    /// write errors. In every case nothing is left behind.
    pub fn write(
        &self,
        at: Stage,
        target: &Path,
        tick: &(dyn Fn(u64) -> Result<()> + Sync),
    ) -> Result<Written> {
        let stage = disk::NewFolder::create(target)?;
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
        self.package(&keep.join("handover.zip"), tick)?;
        let stop = || tick(0);
        let pages = match &self.browser {
            Some(browser) => {
                self.page_one(browser, stage.path(), &points, &texts, &made, limit, &stop)?;
                Some(self.annex_pdf(browser, &keep, &points, &texts, &made, &stop)?)
            }
            None => {
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
    pub fn write_draft(
        &self,
        adviser: Adviser,
        target: &Path,
        tick: &(dyn Fn(u64) -> Result<()> + Sync),
    ) -> Result<Written> {
        let stage = disk::NewFolder::create(target)?;
        let matter = self.prepared.matter();
        let texts = Texts::new(matter.clock.lang);
        let page = adviser.page(&matter, &texts, &made(&matter));
        match &self.browser {
            Some(browser) => {
                let html = Html::new(&page)?;
                browser.pdf(html.path(), &stage.path().join(format!("{adviser}.pdf")), &|| tick(0))?;
            }
            None => disk::write_new(&stage.path().join(format!("{adviser}.html")), page.as_bytes())?,
        }
        disk::write_new(&stage.path().join("index.csv"), index_csv(&matter, &texts).as_bytes())?;
        self.package(&stage.path().join("handover.zip"), tick)?;
        let files = stage.files()?;
        stage.commit()?;
        Ok(Written { folder: target.to_owned(), files, characters: 0, annex_pages: None })
    }

    fn annex(&self, points: &[Point], texts: &Texts, made: &Message, most: Rows) -> String {
        let shown = |edition| self.prepared.by_edition.get(&edition).copied().unwrap_or(0);
        annex(&self.prepared.matter(), points, self.run, &shown, texts, made, most)
    }

    /// The package, read back and verified.
    fn package(&self, path: &Path, tick: &(dyn Fn(u64) -> Result<()> + Sync)) -> Result<()> {
        let package = Package::choose(self.sources, self.run, &self.prepared.disclosure, self.policy.limits)?;
        let new = disk::NewFile::create(path)?;
        package.write(new.file(), self.lang, &|data| tick(data.len() as u64)).map_err(|e| e.on(path))?;
        let input = Input { path: path.to_owned(), source: new.file() };
        let run = verify(vec![input], self.policy, &|n| tick(n))?;
        let code = |run: &Run| run.editions().map(|e| e.seal.as_ref().map(|s| s.code)).collect::<Vec<_>>();
        if run.outcome.verdict != Verdict::Intact || code(&run) != code(self.run) {
            let first = run.findings().into_iter().next().map(|(_, f)| format!("{} {}", f.code, f.subject));
            return Err(Error::from(ErrorKind::SelfCheck).detail(first.unwrap_or_default()).on(path));
        }
        new.commit()
    }

    /// As wide as one page allows.
    #[allow(clippy::too_many_arguments)]
    fn page_one(
        &self,
        browser: &Browser,
        folder: &Path,
        points: &[Point],
        texts: &Texts,
        made: &Message,
        limit: u64,
        stop: &dyn Fn() -> Result<()>,
    ) -> Result<()> {
        let (pdf, png) = (folder.join("page1.pdf"), folder.join("page1.png"));
        for density in Density::ALL {
            let html = Html::new(&page_one(points, texts, made, density))?;
            browser.pdf(html.path(), &pdf, stop)?;
            if pages(&fs::read(&pdf).map_err(|e| Error::read(e).on(&pdf))?) > 1 {
                continue;
            }
            browser.png(html.path(), &png, A4, stop)?;
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

    fn annex_pdf(
        &self,
        browser: &Browser,
        keep: &Path,
        points: &[Point],
        texts: &Texts,
        made: &Message,
        stop: &dyn Fn() -> Result<()>,
    ) -> Result<usize> {
        let pdf = keep.join("annex.pdf");
        let mut most = Rows::MOST;
        loop {
            let html = Html::new(&self.annex(points, texts, made, most))?;
            browser.pdf(html.path(), &pdf, stop)?;
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

/// When the papers were made, and in which time they speak.
fn made(matter: &Matter<'_>) -> Message {
    let clock = matter.clock;
    let id = if clock.zone == chrono_tz::Tz::Asia__Tokyo { "page-made" } else { "page-made-utc" };
    Message::new(id).text("date", clock.now.to_chrono().with_timezone(&clock.zone).format("%Y-%m-%d"))
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
