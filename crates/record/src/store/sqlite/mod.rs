//! SQLite: a file, or memory.

pub(crate) mod schema;

use std::cell::Cell;
use std::fs::File;
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use crate::store::database::{Database, Row, Stage, Turns, Value};
use crate::store::search::FullText;
use crate::{RecordError, Result};

/// A connection to a record in SQLite.
#[derive(Debug)]
pub(crate) struct Sqlite {
    connection: Connection,
    stage: Cell<Stage>,
    /// Keeps other programs from opening the record for writing; the system lets go of it when the program ends, however it
    /// ends.
    _lock: Option<File>,
}

impl Sqlite {
    /// Opens a file for reading and writing; makes an empty record where there is none. There is one writer at a time.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let (connection, lock) = schema::open(path)?;
        Ok(Self {
            connection,
            stage: Cell::default(),
            _lock: Some(lock),
        })
    }

    /// Opens a file for reading.
    pub(crate) fn open_read(path: &Path) -> Result<Self> {
        Ok(Self {
            connection: schema::open_read(path)?,
            stage: Cell::default(),
            _lock: None,
        })
    }

    /// An empty record in memory.
    pub(crate) fn in_memory() -> Result<Self> {
        Ok(Self {
            connection: schema::in_memory()?,
            stage: Cell::default(),
            _lock: None,
        })
    }

    /// After some errors, a full disk among them, SQLite has rolled back by itself; what is written then would be written
    /// outside every turn.
    fn is_undone(&self) -> bool {
        self.stage.get() != Stage::Idle && self.connection.is_autocommit()
    }

    /// Notes a failure inside a turn.
    fn noted<T>(&self, done: Result<T>) -> Result<T> {
        if done.is_err() && self.stage.get() == Stage::Open {
            self.stage.set(Stage::Broken);
        }
        done
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute()? as u64)
    }
}

impl Turns for Sqlite {
    fn begin(&self) -> Result<()> {
        if self.connection.is_readonly("main")? {
            return Err(RecordError::ReadOnly);
        }
        // IMMEDIATE: a turn that only later found another writer could not wait for it.
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        self.stage.set(Stage::Open);
        Ok(())
    }

    fn commit(&self) -> Result<()> {
        if self.stage.get() != Stage::Open || self.is_undone() {
            return Err(RecordError::Undone);
        }
        self.noted(self.connection.execute_batch("COMMIT").map_err(Into::into))?;
        self.stage.set(Stage::Idle);
        Ok(())
    }

    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.stage.set(Stage::Idle);
    }

    fn begin_part(&self) -> Result<()> {
        if self.stage.get() != Stage::Open || self.is_undone() {
            return Err(RecordError::Undone);
        }
        self.noted(
            self.connection
                .execute_batch("SAVEPOINT part")
                .map_err(Into::into),
        )
    }

    fn end_part(&self) -> Result<()> {
        if self.stage.get() != Stage::Open || self.is_undone() {
            return Err(RecordError::Undone);
        }
        self.noted(
            self.connection
                .execute_batch("RELEASE part")
                .map_err(Into::into),
        )
    }

    fn begin_reading(&self) -> Result<bool> {
        if !self.connection.is_autocommit() {
            return Ok(false);
        }
        self.connection.execute_batch("BEGIN")?;
        Ok(true)
    }

    fn end_reading(&self) {
        // It has written nothing, so nothing can go wrong that matters.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn leave_out_part(&self) {
        let left = self
            .connection
            .execute_batch("ROLLBACK TO part; RELEASE part");
        self.stage.set(match left {
            Ok(()) => Stage::Open,
            Err(_) => Stage::Broken,
        });
    }

    fn scrub(&self) -> Result<()> {
        self.connection.execute_batch("VACUUM")?;
        // The pragma answers with a row. A log that somebody reads from just now is emptied by whoever opens next.
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn back_up(&self, to: &Path) -> Result<()> {
        let mut copy = Connection::open(to).map_err(|source| RecordError::Open {
            path: to.to_owned(),
            source,
        })?;
        // One step: what is copied is the record of one moment, and with a write-ahead log nobody waits for it.
        Backup::new(&self.connection, &mut copy)?.step(-1)?;
        // A copy in one file, without a log beside it that could be forgotten when the copy is moved.
        copy.pragma_update(None, "journal_mode", "delete")?;
        copy.close().map_err(|(_, error)| error.into())
    }
}

impl Database for Sqlite {
    fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        if self.is_undone() {
            return Err(RecordError::Undone);
        }
        self.noted(self.execute(sql, values))
    }

    fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        row: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next()? {
            row(found)?;
        }
        Ok(())
    }

    fn full_text(&self) -> FullText {
        FullText::Fts5
    }

    fn own_check(&self) -> Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        self.each("PRAGMA integrity_check", &[], &mut |row| {
            let line = row.text(0)?;
            if line != "ok" {
                found.push(("the file".to_owned(), line));
            }
            Ok(())
        })?;
        if !found.is_empty() {
            // What a broken file answers to further questions means nothing.
            return Ok(found);
        }
        self.each("PRAGMA foreign_key_check", &[], &mut |row| {
            found.push((
                format!("table {}", row.text(0)?),
                format!("a row refers to a {} that is not there", row.text(2)?),
            ));
            Ok(())
        })?;
        Ok(found)
    }
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<()> {
    for (at, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Row for rusqlite::Row<'_> {
    fn maybe_int(&self, column: usize) -> Result<Option<i64>> {
        Ok(self.get(column)?)
    }

    fn maybe_text(&self, column: usize) -> Result<Option<String>> {
        Ok(self.get(column)?)
    }

    fn bytes(&self, column: usize) -> Result<Vec<u8>> {
        Ok(self.get(column)?)
    }
}

#[cfg(test)]
mod tests {
    use claim::Report;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::{Added, Batch, BatchNumber, Document, DocumentKind, Record};

    fn add(batch: &mut Batch<'_>, text: &str) -> Result<Added> {
        let report = Report {
            text: text.to_owned(),
            ..Report::default()
        };
        batch.add(&Document {
            report: &report,
            kind: DocumentKind::Report,
            sources: &[],
            claims: &[],
            relays: &[],
            complaints: &[],
            first_seen: Timestamp::UNIX_EPOCH,
            zone: &TimeZone::UTC,
            reader: "1",
        })
    }

    fn begin(record: &mut Record) -> Batch<'_> {
        record
            .batch(Timestamp::UNIX_EPOCH, "test", "test", None)
            .unwrap()
    }

    #[test]
    fn a_full_disk_takes_nothing_that_was_acknowledged_and_lets_no_half_batch_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hustings.db");
        let store = Sqlite::open(&path).unwrap();
        let pages: i64 = store
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        store
            .connection
            .pragma_update(None, "max_page_count", pages + 4)
            .unwrap();
        let mut record = Record::over(store);
        let mut batch = begin(&mut record);
        add(&mut batch, "one").unwrap();
        batch.commit().unwrap();

        let mut batch = begin(&mut record);
        add(&mut batch, "two").unwrap();
        let full = add(&mut batch, &"long ".repeat(40_000)).unwrap_err();
        assert!(
            matches!(&full, RecordError::Sqlite(source)
                if source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)),
            "{full:?}"
        );
        // Whoever goes on all the same gets nothing of the batch in.
        let _ = add(&mut batch, "three");
        assert!(matches!(batch.commit(), Err(RecordError::Undone)));
        assert_eq!(record.last_batch().unwrap(), BatchNumber(1));
        assert_eq!(record.documents().unwrap().len(), 1);
        assert_eq!(record.check().unwrap(), []);
        drop(record);

        // With room again, it goes on where it was.
        let mut record = Record::open(&path).unwrap();
        let mut batch = begin(&mut record);
        add(&mut batch, &"long ".repeat(40_000)).unwrap();
        assert_eq!(batch.commit().unwrap(), Some(BatchNumber(2)));
        assert_eq!(record.check().unwrap(), []);
    }
}
