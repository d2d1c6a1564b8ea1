//! Writing to the record: through one writer, which is let go of when nobody writes, so that `hustings add` and others can.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use record::{Batch, RecordError, Writer};

use crate::Problem;
use crate::state::Desk;

/// How long the writer is kept after the last batch.
const KEPT: Duration = Duration::from_secs(1);

/// What batches of the desk say that they were added with.
const TOOL: &str = concat!("hustings desk ", env!("CARGO_PKG_VERSION"));

/// The writer, as long as it is open.
#[derive(Debug, Clone)]
pub(super) struct Writing(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    record: PathBuf,
    writer: Mutex<Option<Writer>>,
    written: AtomicU64,
}

impl Writing {
    pub(super) fn new(record: &Path) -> Self {
        Self(Arc::new(Inner {
            record: record.to_owned(),
            writer: Mutex::default(),
            written: AtomicU64::new(0),
        }))
    }

    /// Lets go of the writer, unless somebody has written since.
    fn let_go(&self, written: u64) {
        if self.0.written.load(Ordering::Acquire) == written {
            let writer = self
                .0
                .writer
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            // It ends its thread, for which it waits: outside of the lock.
            drop(writer);
        }
    }
}

/// Adds a batch under somebody's name and waits until it is on the disk.
pub(super) async fn write<T: Send + 'static>(
    desk: &Desk,
    actor: &str,
    note: Option<String>,
    task: impl FnOnce(&mut Batch<'_>) -> record::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let writing = desk.work()?.writing.clone();
    let (now, actor) = (desk.now(), actor.to_owned());
    let used = writing.clone();
    let done = tokio::task::spawn_blocking(move || -> record::Result<T> {
        let (send, done) = std::sync::mpsc::channel();
        let pending = {
            let mut held = used.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let writer = match held.take() {
                Some(writer) => writer,
                None => Writer::open(&used.0.record)?,
            };
            let pending = writer.hand_in(
                now,
                &actor,
                TOOL,
                note.as_deref(),
                Box::new(move |batch| {
                    let made = task(batch)?;
                    // Whoever asked waits for it below.
                    let _ = send.send(made);
                    Ok(())
                }),
            )?;
            *held = Some(writer);
            pending
        };
        pending.wait()?;
        done.recv().map_err(|_| RecordError::WriterGone)
    })
    .await
    .unwrap_or(Err(RecordError::WriterGone));
    desk.touch();
    let written = writing.0.written.fetch_add(1, Ordering::AcqRel) + 1;
    tokio::spawn(async move {
        tokio::time::sleep(KEPT).await;
        // It may have to wait for the writer's thread.
        let _ = tokio::task::spawn_blocking(move || writing.let_go(written)).await;
    });
    done.map_err(|error| match error {
        RecordError::ImpossibleAct { why, .. } => {
            Problem::Conflict(format!("That cannot be done: {why}."))
        }
        RecordError::SecondWriter { .. } => Problem::Unavailable(Box::new(RecordError::Busy)),
        other => other.into(),
    })
}
