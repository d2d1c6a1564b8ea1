//! One writer for many: a thread that takes batches from a queue, and syncs those that wait together at once.
//!
//! A record has one writer, and most of what it costs to add a report is the wait for the disk. Where several people or
//! feeds add at the same time, each hands its batch to the [`Writer`] and waits; whatever has come in while the disk was busy
//! goes into one transaction. Each is still a batch of its own, with its own number, and one that fails is left out without
//! harm to the others. Nobody is told that a batch is written before it is synced.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use jiff::Timestamp;

use crate::batch::{Batch, Header, Share};
use crate::{BatchNumber, Record, RecordError, Result};

/// How many batches are synced together at most: a bound on what one failure of the disk takes back, and on how long the
/// first waits for the last.
const TOGETHER: usize = 64;

/// How many may wait before whoever hands in the next has to wait as well.
const QUEUE: usize = 1024;

/// A thread that writes the batches of many, in the order in which they were handed in. Dropped, it writes what waits, and
/// ends.
#[derive(Debug)]
pub struct Writer {
    /// Absent only while it is being dropped.
    queue: Option<SyncSender<Waiting>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// What is added in a batch: it is called once, on the writer's thread.
pub type Task = Box<dyn FnOnce(&mut Batch<'_>) -> Result<()> + Send>;

/// A batch that was handed in.
#[derive(Debug)]
pub struct Pending(Receiver<Result<Written>>);

/// A batch that is written and synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Its number; none where it added nothing.
    pub batch: Option<BatchNumber>,
    /// How many batches were synced with it, itself included.
    pub together: usize,
}

struct Waiting {
    header: Header,
    task: Task,
    answer: Sender<Result<Written>>,
}

impl Writer {
    /// Opens the record for writing, as [`Record::open`] does, and starts the thread.
    pub fn open(path: &Path) -> Result<Self> {
        let (queue, waiting) = sync_channel(QUEUE);
        let (opened, answer) = channel();
        let path = path.to_owned();
        // The record is opened over there, for it is bound to its thread.
        let thread = thread::spawn(move || match Record::open(&path) {
            Ok(record) => {
                // Whoever opened the writer waits for this.
                let _ = opened.send(Ok(()));
                serve(&record, &waiting);
            }
            Err(error) => {
                let _ = opened.send(Err(error));
            }
        });
        answer.recv().map_err(|_| RecordError::WriterGone)??;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Hands in a batch. `at`, `actor`, `tool` and `note` are those of [`Record::batch`].
    pub fn hand_in(
        &self,
        at: Timestamp,
        actor: &str,
        tool: &str,
        note: Option<&str>,
        task: Task,
    ) -> Result<Pending> {
        let (answer, pending) = channel();
        let waiting = Waiting {
            header: Header {
                at,
                actor: actor.to_owned(),
                tool: tool.to_owned(),
                note: note.map(str::to_owned),
            },
            task,
            answer,
        };
        self.queue
            .as_ref()
            .and_then(|queue| queue.send(waiting).ok())
            .ok_or(RecordError::WriterGone)?;
        Ok(Pending(pending))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A task that panicked has ended the thread; those who waited for it were told.
            let _ = thread.join();
        }
    }
}

impl Pending {
    /// Waits until the batch is synced, or has failed.
    pub fn wait(self) -> Result<Written> {
        self.0.recv().unwrap_or(Err(RecordError::WriterGone))
    }
}

fn serve(record: &Record, queue: &Receiver<Waiting>) {
    while let Ok(first) = queue.recv() {
        let group: Vec<Waiting> = std::iter::once(first)
            .chain(queue.try_iter().take(TOGETHER - 1))
            .collect();
        write(record, group);
    }
}

/// Writes a group in one turn and answers everybody.
fn write(record: &Record, group: Vec<Waiting>) {
    let store = record.store.as_ref();
    if let Err(error) = store.begin() {
        return refuse(group.into_iter().map(|waiting| waiting.answer), error);
    }
    let mut written = Vec::new();
    for waiting in group {
        match one(record, waiting.header, waiting.task) {
            Ok(batch) => written.push((batch, waiting.answer)),
            // Whoever no longer waits need not be told; so below.
            Err(error) => drop(waiting.answer.send(Err(error))),
        }
    }
    if let Err(error) = store.commit() {
        store.roll_back();
        // What these batches added is not there, so nobody may go on from it.
        drop(record.known.take());
        return refuse(written.into_iter().map(|(_, answer)| answer), error);
    }
    let together = written.len();
    for (batch, answer) in written {
        drop(answer.send(Ok(Written { batch, together })));
    }
}

fn one(record: &Record, header: Header, task: Task) -> Result<Option<BatchNumber>> {
    let mut batch = Batch::begin(record, Share::Part, header)?;
    task(&mut batch)?;
    batch.commit()
}

fn refuse(answers: impl Iterator<Item = Sender<Result<Written>>>, error: RecordError) {
    let error = Arc::new(error);
    for answer in answers {
        drop(answer.send(Err(RecordError::Together(Arc::clone(&error)))));
    }
}
