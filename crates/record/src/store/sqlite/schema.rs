//! The schema, and bringing a file up to it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::document::hashed_key;
use crate::{RecordError, Result};

/// Written into the file's header (`application_id`), so that another program's database is not taken for a record.
const APPLICATION: i64 = 0x4875_7374; // "Hust"

/// The migrations, in order: the schema number of a file is how many of them it has been through. One that was
/// released is never edited; a change is a new file.
const MIGRATIONS: [&str; 5] = [
    include_str!("../../schema/1.sql"),
    include_str!("../../schema/identity.sql"),
    include_str!("../../schema/acts.sql"),
    include_str!("../../schema/reuse.sql"),
    include_str!("../../schema/export.sql"),
];

/// The migration (counted from 0) before which keys of documents carried headlines.
const HASHED_KEYS: usize = 2;

/// The triggers that let an act destroy words, and nothing else change them.
const REDACT: &str = include_str!("redact.sql");

/// Rows of these are never changed and never taken away.
const APPEND_ONLY: [&str; 15] = [
    "batch",
    "race",
    "source",
    "relay",
    "statement",
    "name",
    "mention",
    "provenance",
    "claim",
    "context",
    "entity",
    "external_id",
    "alias",
    "act",
    "unheld",
];

/// Rows of these are never taken away, and changed only where an act destroys their words ([`REDACT`]).
const REDACTABLE: [&str; 4] = ["document", "complaint", "body", "reading"];

/// The newest schema known here.
fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Opens a file for writing and brings it up to the newest schema.
pub(crate) fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(|source| RecordError::Open {
            path: path.to_owned(),
            source,
        })?;
    prepare(&connection).map_err(|error| named(path, error))?;
    let schema = recognise(&connection, path)?;
    // Asking for the mode writes to the file, so it comes after the file is known to be ours or empty.
    connection.pragma_update(None, "journal_mode", "wal")?;
    migrate(&mut connection, schema)?;
    Ok(connection)
}

/// Opens a file for reading only.
pub(crate) fn open_read(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(RecordError::Missing {
            path: path.to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|source| RecordError::Open {
            path: path.to_owned(),
            source,
        })?;
    prepare(&connection).map_err(|error| named(path, error))?;
    match recognise(&connection, path)? {
        0 => Err(RecordError::NotARecord {
            path: path.to_owned(),
        }),
        found if found < known() => Err(RecordError::OldSchema {
            found,
            known: known(),
        }),
        _ => Ok(connection),
    }
}

/// An empty record in memory.
pub(crate) fn in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&connection)?;
    migrate(&mut connection, 0)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    // FULL: a batch that was said to be written survives a power cut.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without it, INSERT OR REPLACE would delete rows behind the triggers' back.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// The schema number of a file: 0 for an empty one.
fn recognise(connection: &Connection, path: &Path) -> Result<i64> {
    let number = |name: &str| -> Result<i64> {
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(|error| named(path, error))
    };
    let (application, found) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| named(path, error))?;
    match (application, tables) {
        (APPLICATION, _) if found > known() => Err(RecordError::FutureSchema {
            found,
            known: known(),
        }),
        (APPLICATION, _) => Ok(found),
        (0, 0) if found == 0 => Ok(0),
        _ => Err(RecordError::NotARecord {
            path: path.to_owned(),
        }),
    }
}

fn migrate(connection: &mut Connection, found: i64) -> Result<()> {
    if found == known() {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have migrated between our look and our lock.
    let found: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let from = usize::try_from(found).unwrap_or(0).min(MIGRATIONS.len());
    for (migration, number) in MIGRATIONS.iter().zip(0..).skip(from) {
        if number == HASHED_KEYS {
            hash_keys(&tx)?;
        }
        tx.execute_batch(migration)?;
    }
    for table in APPEND_ONLY {
        for (act, when) in [("UPDATE", "update"), ("DELETE", "delete")] {
            tx.execute_batch(&format!(
                "CREATE TRIGGER IF NOT EXISTS {table}_no_{when} BEFORE {act} ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;"
            ))?;
        }
    }
    for table in REDACTABLE.iter().chain(&["identity"]) {
        tx.execute_batch(&format!(
            "CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} \
             BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;"
        ))?;
    }
    tx.execute_batch(REDACT)?;
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", known())?;
    tx.commit()?;
    Ok(())
}

/// Takes the headlines out of the keys of documents without an address, while the schema does not forbid it yet.
fn hash_keys(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch("DROP TRIGGER IF EXISTS document_no_update")?;
    // Keys of this kind are JSON arrays; those of addresses and of hashes begin with a word.
    let keys: Vec<String> = tx
        .prepare("SELECT DISTINCT key FROM document WHERE key LIKE '[%' ORDER BY key")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for key in keys {
        tx.execute(
            "UPDATE document SET key = ?1 WHERE key = ?2",
            [&hashed_key(&key), &key],
        )?;
    }
    Ok(())
}

/// SQLite's complaint about a file, in our words.
fn named(path: &Path, error: rusqlite::Error) -> RecordError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => RecordError::NotARecord { path },
        Some(rusqlite::ErrorCode::CannotOpen) => RecordError::Open {
            path,
            source: error,
        },
        _ => error.into(),
    }
}
