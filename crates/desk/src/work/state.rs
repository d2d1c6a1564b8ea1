//! What those who work here share: the book, the limits, the writer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use claim::Race;
use tokio::sync::{Mutex as Turn, Semaphore};

use super::writing::Writing;
use crate::Problem;
use crate::accounts::delays::Delays;
use crate::accounts::secret::{Random, Secret};
use crate::book::{Book, BookError, set, setting};
use crate::comments::buckets::Buckets;
use crate::queue::Open;

/// How many passwords are hashed at once: each takes 47 MiB.
const HASHES: usize = 2;

/// What those who work here share.
#[derive(Debug)]
pub struct Work {
    book: Arc<Book>,
    /// Randomness of the system.
    pub(super) random: Random,
    /// What keyed hashes are made with. It lies in the book, so that they stay the same.
    pub(super) key: Vec<u8>,
    pub(super) delays: Mutex<Delays>,
    pub(super) buckets: Mutex<Buckets>,
    pub(super) hashing: Semaphore,
    /// One decision at a time: what stands is looked at and changed in one go.
    pub(super) deciding: Turn<()>,
    pub(super) writing: Writing,
    /// The open claims of races, with the batch they were worked out at.
    queues: Mutex<Queues>,
}

/// By race: the batch, and what was open at it.
type Queues = BTreeMap<Option<Race>, (u64, Arc<Open>)>;

impl Work {
    /// Over an open book.
    pub fn over(book: Book, random: Random, record: &std::path::Path) -> Result<Self, BookError> {
        let key = book.turn(|db| {
            if let Some(key) = setting(db, "key")? {
                return Ok::<_, BookError>(key);
            }
            let key = Secret::new(random)?.words().to_owned();
            set(db, "key", &key)?;
            Ok(key)
        })?;
        Ok(Self {
            book: Arc::new(book),
            random,
            key: key.into_bytes(),
            delays: Mutex::default(),
            buckets: Mutex::default(),
            hashing: Semaphore::new(HASHES),
            deciding: Turn::new(()),
            writing: Writing::new(record),
            queues: Mutex::default(),
        })
    }

    /// The book, on a thread that may wait.
    pub async fn book<T: Send + 'static, E: Into<Problem> + Send + 'static>(
        &self,
        ask: impl FnOnce(&Book) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem> {
        let book = Arc::clone(&self.book);
        match tokio::task::spawn_blocking(move || ask(&book)).await {
            Ok(answer) => answer.map_err(Into::into),
            Err(_) => Err(Problem::Broken("a question to the book failed".to_owned())),
        }
    }

    /// The book, for whoever may wait: a thread that reads the record.
    pub(crate) fn book_here(&self) -> &Book {
        &self.book
    }

    /// The open claims of a race as they were worked out at a batch.
    pub(super) fn queue_at(&self, race: Option<&Race>, batch: u64) -> Option<Arc<Open>> {
        let queues = held(&self.queues);
        let (at, open) = queues.get(&race.cloned())?;
        (*at == batch).then(|| Arc::clone(open))
    }

    /// Keeps them.
    pub(super) fn keep_queue(&self, race: Option<&Race>, batch: u64, open: &Arc<Open>) {
        held(&self.queues).insert(race.cloned(), (batch, Arc::clone(open)));
    }
}

/// What a lock holds. Nothing that is held so can be left half-changed.
pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
