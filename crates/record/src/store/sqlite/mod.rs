//! SQLite: a file, or memory.

pub(crate) mod schema;

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use crate::store::database::{Database, Row, Turns, Value};
use crate::{RecordError, Result};

/// A connection to a record in SQLite.
#[derive(Debug)]
pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens a file for reading and writing; makes an empty record where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = schema::open(path)?;
        Ok(Self { connection })
    }

    /// Opens a file for reading.
    pub(crate) fn open_read(path: &Path) -> Result<Self> {
        let connection = schema::open_read(path)?;
        Ok(Self { connection })
    }

    /// An empty record in memory.
    pub(crate) fn in_memory() -> Result<Self> {
        let connection = schema::in_memory()?;
        Ok(Self { connection })
    }
}

impl Turns for Sqlite {
    fn begin(&self) -> Result<()> {
        if self.connection.is_readonly("main")? {
            return Err(RecordError::ReadOnly);
        }
        // IMMEDIATE: a turn that only later found another writer could not wait for it.
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn commit(&self) -> Result<()> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn roll_back(&self) {
        // After some errors, a full disk among them, SQLite has rolled back by itself; then there is nothing left to do.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
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
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute()? as u64)
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
