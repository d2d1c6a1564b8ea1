//! One writer at a time, readers beside it, and many who share a writer.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use jiff::tz::TimeZone;
use record::{BatchNumber, Cut, Document, DocumentKind, Record, RecordError, Task, Writer};
use serde_json::json;

use crate::database;
use crate::fixture::{Paper, add, at, candidacy, central, paper, race};
use crate::keeping::sessions_expected;

/// A file, and a database where there is a server.
fn places(folder: &Path) -> Vec<PathBuf> {
    [Some(folder.join("hustings.db")), database::empty()]
        .into_iter()
        .flatten()
        .collect()
}

fn numbered(number: usize) -> Paper {
    paper(
        "AP",
        "2019-11-06",
        &[candidacy("Jeff Sessions", "expected", &json!({}))],
    )
    .url(&format!("https://example.org/{number}"))
}

fn task(paper: Paper) -> Task {
    Box::new(move |batch| {
        batch
            .add(&Document {
                report: &paper.report,
                kind: DocumentKind::Report,
                sources: &[],
                claims: &paper.claims,
                relays: &[],
                complaints: &[],
                first_seen: at("2019-11-07T00:00:00Z"),
                zone: &TimeZone::UTC,
                reader: "1",
            })
            .map(|_| ())
    })
}

#[test]
fn a_second_writer_is_refused_and_a_reader_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let first = Record::open(&path).unwrap();
    let second = Record::open(&path);
    let error = second.unwrap_err();
    assert!(matches!(error, RecordError::SecondWriter { .. }));
    assert!(error.to_string().contains("another program"), "{error}");
    drop(Record::open_read(&path).unwrap());
    drop(first);
    // The lock's file is still there; nobody holds it.
    drop(Record::open(&path).unwrap());
}

#[test]
fn a_reader_never_waits_for_an_open_batch_and_sees_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let mut record = Record::open(&place).unwrap();
        add(&mut record, &sessions_expected());
        let reader = Record::open_read(&place).unwrap();
        let page = |reader: &Record| reader.page(&race(), Cut::default(), &central()).unwrap();
        let before = page(&reader);
        let mut batch = record
            .batch(at("2019-11-07T00:00:00Z"), "x", "x", None)
            .unwrap();
        task(numbered(1))(&mut batch).unwrap();
        assert_eq!(page(&reader), before);
        assert_eq!(page(&Record::open_read(&place).unwrap()), before);
        batch.commit().unwrap();
        assert_ne!(page(&reader), before);
    }
}

#[test]
fn batches_that_wait_together_are_synced_together() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let writer = Writer::open(&place).unwrap();
        let (go, wait) = channel();
        let (started, has_started) = channel();
        let at = at("2019-11-07T00:00:00Z");
        // The first keeps the thread busy until the others wait.
        let first = Box::new(move |batch: &mut record::Batch<'_>| {
            started.send(()).unwrap();
            wait.recv().unwrap();
            task(numbered(0))(batch)
        });
        let first = writer.hand_in(at, "a", "t", None, first).unwrap();
        has_started.recv().unwrap();
        let mut waiting: Vec<_> = (1..=5)
            .map(|number| {
                let task = match number {
                    // Fails after it has added something.
                    3 => Box::new(|batch: &mut record::Batch<'_>| {
                        task(numbered(30))(batch)?;
                        Err(RecordError::NotAClaimId("x".to_owned()))
                    }),
                    // Adds what is held already.
                    4 => task(numbered(0)),
                    number => task(numbered(number)),
                };
                writer
                    .hand_in(at, &format!("actor {number}"), "t", None, task)
                    .unwrap()
            })
            .collect();
        go.send(()).unwrap();
        assert_eq!(first.wait().unwrap().batch, Some(BatchNumber(1)));
        let failed = waiting.remove(2).wait();
        assert!(
            matches!(failed, Err(RecordError::NotAClaimId(_))),
            "{failed:?}"
        );
        let written: Vec<_> = waiting
            .into_iter()
            .map(|pending| pending.wait().unwrap())
            .collect();
        let numbers: Vec<_> = written.iter().map(|written| written.batch).collect();
        assert_eq!(
            numbers,
            [
                Some(BatchNumber(2)),
                Some(BatchNumber(3)),
                None,
                Some(BatchNumber(4))
            ]
        );
        assert!(written.iter().all(|written| written.together == 4));
        drop(writer);
        let record = Record::open_read(&place).unwrap();
        assert_eq!(record.documents().unwrap().len(), 4);
        assert_eq!(record.check().unwrap(), []);
        let actors: Vec<String> = record
            .batches()
            .unwrap()
            .into_iter()
            .map(|batch| batch.actor)
            .collect();
        assert_eq!(actors, ["a", "actor 1", "actor 2", "actor 5"]);
    }
}

#[test]
fn many_threads_share_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(folder.path()) {
        let writer = Writer::open(&place).unwrap();
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let writer = &writer;
                scope.spawn(move || {
                    for number in 0..10 {
                        let task = task(numbered(thread * 100 + number));
                        let at = at("2019-11-07T00:00:00Z");
                        let written = writer.hand_in(at, "a", "t", None, task).unwrap().wait();
                        assert!(written.unwrap().batch.is_some());
                    }
                });
            }
        });
        drop(writer);
        let record = Record::open_read(&place).unwrap();
        assert_eq!(record.last_batch().unwrap(), BatchNumber(40));
        assert_eq!(record.documents().unwrap().len(), 40);
        assert_eq!(record.check().unwrap(), []);
    }
}
