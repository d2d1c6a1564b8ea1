//! The threads that read the record, so that those which serve connections never wait for a disk.
//!
//! A [`Record`] is bound to its thread and gets faster with what it has read, so each thread opens its own and keeps it. A
//! question that panics costs nobody else anything: its thread opens the record anew and goes on.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use record::{Record, RecordError};
use tokio::sync::oneshot;

use crate::Problem;

/// How many questions may wait before the next is refused: under such a load an early "later, please" serves better than a
/// late answer.
const WAITING: usize = 1024;

type Question = Box<dyn FnOnce(Result<&Record, RecordError>) + Send>;

/// The threads that read the record. Dropped, they end after what waits.
#[derive(Debug)]
pub struct Readers {
    queue: SyncSender<Asking>,
}

struct Asking(Question);

impl std::fmt::Debug for Asking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asking")
    }
}

impl Readers {
    /// Opens the record once to see that it can be read, then starts the threads.
    pub fn open(path: &Path, threads: NonZeroUsize) -> Result<Self, RecordError> {
        Record::open_read(path)?;
        let (queue, questions) = sync_channel(WAITING);
        let questions = Arc::new(Mutex::new(questions));
        for _ in 0..threads.get() {
            let (path, questions) = (path.to_owned(), Arc::clone(&questions));
            thread::spawn(move || serve(&path, &questions));
        }
        Ok(Self { queue })
    }

    /// Asks the record something on one of its threads.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Record) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (answer, answered) = oneshot::channel();
        let asking = Asking(Box::new(move |record| {
            // Whoever asked may have gone.
            let _ = answer.send(record.map_err(Problem::from).and_then(question));
        }));
        match self.queue.try_send(asking) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => {
                return Err(Problem::Unavailable(Box::new(RecordError::Busy)));
            }
            Err(TrySendError::Disconnected(_)) => {
                return Err(Problem::Broken(
                    "the threads that read have ended".to_owned(),
                ));
            }
        }
        answered.await.unwrap_or_else(|_| {
            // The answer was dropped unsent.
            Err(Problem::Broken(
                "a question to the record panicked".to_owned(),
            ))
        })
    }
}

fn serve(path: &Path, questions: &Mutex<Receiver<Asking>>) {
    let mut open: Option<Record> = None;
    loop {
        let next = questions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(Asking(question)) = next else {
            return;
        };
        if open.is_none() {
            match Record::open_read(path) {
                Ok(record) => open = Some(record),
                Err(error) => {
                    // The next question tries again.
                    question(Err(error));
                    continue;
                }
            }
        }
        let Some(record) = &open else { continue };
        if catch_unwind(AssertUnwindSafe(|| question(Ok(record)))).is_err() {
            open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_question_that_panics_costs_nobody_else_anything() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("hustings.db");
        drop(Record::open(&path).unwrap());
        let readers = Readers::open(&path, NonZeroUsize::MIN).unwrap();
        let panicked = readers
            .ask(|_| -> Result<u64, Problem> { panic!("a question of the test") })
            .await;
        assert!(matches!(panicked, Err(Problem::Broken(_))));
        for _ in 0..3 {
            let batch = readers.ask(|record| Ok(record.last_batch()?.0)).await;
            assert_eq!(batch.unwrap(), 0);
        }
    }

    #[test]
    fn a_record_that_is_not_there_is_said_at_the_start() {
        let missing = Path::new("/nowhere/hustings.db");
        assert!(Readers::open(missing, NonZeroUsize::MIN).is_err());
    }
}
