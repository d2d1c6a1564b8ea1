//! What all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;

use crate::book::Book;
use crate::cache::Cache;
use crate::log::Line;
use crate::metrics::Metrics;
use crate::readers::Readers;
use crate::settings::Settings;
use crate::work::Work;
use crate::{DeskError, Problem};

/// How long the number of the last batch is believed, in milliseconds: another program may add at any time, and a page is
/// older than the record by no more than this.
const BELIEVED: i64 = 200;

/// The desk: settings, threads, what is kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Parts>);

/// The parts of a [`Desk`].
#[derive(Debug)]
pub struct Parts {
    /// What it was started with.
    pub settings: Settings,
    /// The threads that read the record.
    pub readers: Readers,
    /// Finished pages.
    pub cache: Cache,
    /// What is counted.
    pub metrics: Metrics,
    /// What those who work here share; nothing where the desk is only read.
    work: Option<Work>,
    batch: AtomicU64,
    batch_asked: AtomicI64,
    touched: AtomicU64,
    requests: AtomicU64,
    /// The second at which the desk was started: another program may draw the same record otherwise.
    started: i64,
}

impl std::ops::Deref for Desk {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Desk {
    /// Opens the record and starts the threads that read it; opens the desk's book, if it has one.
    pub fn open(settings: Settings) -> Result<Self, DeskError> {
        let readers = Readers::open(&settings.record, settings.readers)?;
        let work = match &settings.book {
            Some(book) => Some(Work::over(
                Book::open(book)?,
                settings.random,
                &settings.record,
            )?),
            None => None,
        };
        Ok(Self(Arc::new(Parts {
            readers,
            work,
            cache: Cache::new(settings.kept),
            metrics: Metrics::default(),
            batch: AtomicU64::new(0),
            batch_asked: AtomicI64::new(i64::MIN),
            touched: AtomicU64::new(0),
            requests: AtomicU64::new(0),
            started: (settings.now)().as_second(),
            settings,
        })))
    }

    /// What those who work here share.
    pub fn work(&self) -> Result<&Work, Problem> {
        self.work.as_ref().ok_or(Problem::NotFound(
            "This desk is only read: nobody works here.",
        ))
    }

    /// The moment on the clock that the desk was given.
    pub fn now(&self) -> Timestamp {
        (self.settings.now)()
    }

    /// The number of the record's last batch.
    pub async fn batch(&self) -> Result<u64, Problem> {
        let now = self.now().as_millisecond();
        let asked = self.batch_asked.load(Ordering::Acquire);
        // The clock may have been put back.
        let age = now.checked_sub(asked);
        if age.is_some_and(|age| (0..BELIEVED).contains(&age)) {
            return Ok(self.batch.load(Ordering::Acquire));
        }
        let batch = self
            .readers
            .ask(|record| Ok(record.last_batch()?.0))
            .await?;
        self.batch.store(batch, Ordering::Release);
        self.batch_asked.store(now, Ordering::Release);
        Ok(batch)
    }

    /// Says that something was written, so that the next page is made anew: after every batch of the desk's own, and after
    /// anything else that pages show (comments).
    pub fn touch(&self) {
        self.batch_asked.store(i64::MIN, Ordering::Release);
        self.touched.fetch_add(1, Ordering::AcqRel);
    }

    /// The state that a finished page belongs to.
    pub fn tag(&self, batch: u64) -> String {
        format!(
            "{batch}.{}.{:x}",
            self.touched.load(Ordering::Acquire),
            self.started
        )
    }

    /// A new id for a request: unique while the desk runs, and found again in its log.
    pub fn request_id(&self) -> String {
        let count = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("{:x}-{count:x}", self.now().as_second())
    }

    /// Writes a line of the log that belongs to no request.
    pub fn log(&self, level: &str, event: &str, what: Option<&str>) {
        let at = self.now().to_string();
        (self.settings.log)(&Line {
            what,
            ..Line::new(&at, level, event)
        });
    }
}
