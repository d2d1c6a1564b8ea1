//! The schema, and bringing a file up to it.

use std::fs::{File, TryLockError};
use std::path::Path;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::document::{hashed_key, key_digest};
use crate::{RecordError, Result};

/// Written into the file's header (`application_id`), so that another program's database is not taken for a record.
const APPLICATION: i64 = 0x4875_7374; // "Hust"

/// The migrations, in order: the schema number of a file is how many of them it has been through. One that was
/// released is never edited; a change is a new file.
pub(crate) const MIGRATIONS: [&str; 7] = [
    include_str!("../../schema/1.sql"),
    include_str!("../../schema/identity.sql"),
    include_str!("../../schema/acts.sql"),
    include_str!("../../schema/reuse.sql"),
    include_str!("../../schema/export.sql"),
    include_str!("../../schema/store.sql"),
    include_str!("../../schema/search.sql"),
];

/// The migration (counted from 0) before which keys of documents carried headlines.
const HASHED_KEYS: usize = 2;

/// The triggers that let an act destroy words, and nothing else change them.
pub(crate) const REDACT: &str = include_str!("redact.sql");

/// The trigger that lets a word of an editor be ended, once, and nothing else be changed of it.
pub(crate) const ENDS_ONCE: &str = "\
    CREATE TRIGGER identity_ends_once BEFORE UPDATE ON identity \
    WHEN OLD.ended_tx IS NOT NULL OR NEW.ended_tx IS NULL OR NEW.ended_reported IS NULL \
    OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.race IS NOT OLD.race OR NEW.a <> OLD.a \
    OR NEW.b <> OLD.b OR NEW.verdict <> OLD.verdict OR NEW.basis <> OLD.basis OR NEW.tx <> OLD.tx \
    OR NEW.reported <> OLD.reported \
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: an identity can only be ended, once'); END;";

/// Rows of these are never changed and never taken away.
pub(crate) const APPEND_ONLY: [&str; 16] = [
    "batch",
    "race",
    "source",
    "relay",
    "statement",
    "name",
    "mention",
    "provenance",
    "claim",
    "run",
    "context",
    "entity",
    "external_id",
    "alias",
    "act",
    "unheld",
];

/// Rows of these are never taken away, and changed only where an act destroys their words ([`REDACT`]).
pub(crate) const REDACTABLE: [&str; 4] = ["document", "complaint", "quote", "reading"];

/// The newest schema known here.
pub(crate) fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Opens a file for writing and brings it up to the newest schema. Writing ends with the lock that comes with it.
pub(crate) fn open(path: &Path) -> Result<(Connection, File)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(|source| RecordError::Open {
            path: path.to_owned(),
            source,
        })?;
    prepare(&connection).map_err(|error| named(path, error))?;
    recognise(&connection, path)?;
    let lock = lock(path)?;
    // Whoever held the lock until now may have changed it.
    let schema = recognise(&connection, path)?;
    // Asking for the mode writes to the file, so it comes after the file is known to be ours or empty.
    connection.pragma_update(None, "journal_mode", "wal")?;
    migrate(&mut connection, schema)?;
    Ok((connection, lock))
}

/// The lock of a record's writer, on an empty file beside it. It is not set on the record itself: closing a file takes
/// every lock of SQLite's off it, and on some systems a lock of ours would be in SQLite's way.
fn lock(path: &Path) -> Result<File> {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-lock");
    let opened = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&beside);
    let unlocked = opened.map_err(|source| RecordError::Lock {
        path: path.to_owned(),
        source,
    })?;
    match unlocked.try_lock() {
        Ok(()) => Ok(unlocked),
        Err(TryLockError::WouldBlock) => Err(RecordError::SecondWriter {
            path: path.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(RecordError::Lock {
            path: path.to_owned(),
            source,
        }),
    }
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
    // 32 MiB of pages (taken only as they are needed): a batch over many races touches more than the 2 MiB of the default.
    connection.pragma_update(None, "cache_size", -32_768)?;
    // The log goes back into the file every 16 MiB rather than 4: pages that many small batches touch are copied once.
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    // Without it, INSERT OR REPLACE would delete rows behind the triggers' back.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.set_prepared_statement_cache_capacity(256);
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
    // What moves a table to another shape would otherwise be told that rows refer to it.
    connection.pragma_update(None, "foreign_keys", false)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("key_digest", 1, flags, |call| {
        Ok(key_digest(&call.get::<String>(0)?))
    })?;
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
    if tx.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(RecordError::damaged(
            "rows refer to others that are not there, so it was left at its schema",
        ));
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
    tx.execute_batch("DROP TRIGGER IF EXISTS identity_ends_once")?;
    tx.execute_batch(ENDS_ONCE)?;
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", known())?;
    tx.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
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
