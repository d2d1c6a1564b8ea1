//! The desk's own book: accounts, sessions, tokens, comments, what was done here, what was left for later.
//!
//! A record is append-only and may be public, so nothing that people must be able to delete, and no secret, lies in it. The
//! book is one SQLite file beside the record. All SQL is in the `store.rs` of each part, in the statements on which SQLite
//! and PostgreSQL agree; a [`Database`] is all that has to be written to carry the same tables elsewhere.

mod sqlite;
mod value;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use thiserror::Error;

pub(crate) use value::values;
pub use value::{Row, Value};

use sqlite::Sqlite;

/// Why the book could not answer or take something.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BookError {
    /// The file cannot be opened or made.
    #[error("the desk's book at {} cannot be opened", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        #[source]
        source: rusqlite::Error,
    },
    /// The file is something else.
    #[error("{} is not the book of a desk", path.display())]
    NotABook {
        /// The file.
        path: PathBuf,
    },
    /// The book was written by a later version of Hustings.
    #[error(
        "the desk's book has schema {found}, and this Hustings knows {known}: use a newer Hustings"
    )]
    Future {
        /// The schema of the file.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// SQLite refuses.
    #[error("the desk's book cannot be read or written")]
    Sqlite(#[from] rusqlite::Error),
    /// A row holds what this Hustings never writes.
    #[error("the desk's book is damaged: {0}")]
    Damaged(String),
    /// The system gives no randomness: no secret can be made.
    #[error("the system gives no randomness")]
    Randomness(#[source] std::io::Error),
}

/// What the book answers, or why it cannot.
pub type Result<T, E = BookError> = std::result::Result<T, E>;

/// A database that runs the book's statements. Parameters are `?1`, `?2`, …; a new row brings its own number.
pub trait Database: Send + std::fmt::Debug {
    /// Runs a statement that changes something, and says how many rows it changed.
    fn run(&self, sql: &str, values: &[Value]) -> Result<u64>;
    /// Runs a statement that finds rows.
    fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>>;
    /// Begins a turn of writing: all of it counts, or nothing. Waits for the turn of another program.
    fn begin(&self) -> Result<()>;
    /// Ends a turn; what was written is on the disk when this returns.
    fn commit(&self) -> Result<()>;
    /// Leaves nothing of a turn.
    fn roll_back(&self);

    /// The only row, or the first.
    fn row(&self, sql: &str, values: &[Value]) -> Result<Option<Row>> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }

    /// The number for the next row of a table.
    fn next(&self, table: &'static str) -> Result<i64> {
        let found = self.row(
            &format!("SELECT coalesce(max(id), 0) + 1 FROM {table}"),
            &[],
        )?;
        found.map_or(Ok(1), |row| row.int(0))
    }
}

/// The book, for all threads.
#[derive(Debug)]
pub struct Book {
    database: Mutex<Box<dyn Database>>,
}

impl Book {
    /// Opens the book; makes an empty one where there is none.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self::over(Sqlite::open(path)?))
    }

    /// An empty book without a file.
    pub fn in_memory() -> Result<Self> {
        Ok(Self::over(Sqlite::in_memory()?))
    }

    fn over(database: impl Database + 'static) -> Self {
        Self {
            database: Mutex::new(Box::new(database)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Database>> {
        // Whoever panicked left no turn open: `turn` rolls back while it unwinds.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks something up.
    pub fn ask<T, E: From<BookError>>(
        &self,
        look: impl FnOnce(&dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        look(self.lock().as_ref())
    }

    /// Writes something: all of it, or, where `write` fails, nothing.
    pub fn turn<T, E: From<BookError>>(
        &self,
        write: impl FnOnce(&dyn Database) -> Result<T, E>,
    ) -> Result<T, E> {
        let database = self.lock();
        database.begin()?;
        let open = Open(database.as_ref());
        let written = write(database.as_ref())?;
        database.commit()?;
        std::mem::forget(open);
        Ok(written)
    }
}

/// A turn that is rolled back unless it was committed.
struct Open<'a>(&'a dyn Database);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.roll_back();
    }
}

/// Writes down what somebody did here.
pub fn note(
    book: &dyn Database,
    at: Timestamp,
    actor: &str,
    kind: &str,
    about: &str,
    note: Option<&str>,
) -> Result<()> {
    let id = book.next("event")?;
    book.run(
        "INSERT INTO event (id, at, actor, kind, about, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![id, at.as_second(), actor, kind, about, note],
    )?;
    Ok(())
}

/// Something that was done here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Event {
    /// Counted up from 1.
    pub id: i64,
    /// When, by the clock of the desk.
    #[serde(with = "record::instant")]
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What: `signed in`, `comment published`.
    pub kind: String,
    /// To what.
    pub about: String,
    /// More.
    pub note: Option<String>,
}

/// The last events before a number, the newest first.
pub fn events(book: &dyn Database, before: i64, most: i64) -> Result<Vec<Event>> {
    book.rows(
        "SELECT id, at, actor, kind, about, note FROM event WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
        values![before, most],
    )?
    .iter()
    .map(|row| {
        Ok(Event {
            id: row.int(0)?,
            at: row.time(1)?,
            actor: row.text(2)?,
            kind: row.text(3)?,
            about: row.text(4)?,
            note: row.maybe_text(5)?,
        })
    })
    .collect()
}

/// A setting that an administrator made; nothing where none was made.
pub fn setting(book: &dyn Database, name: &str) -> Result<Option<String>> {
    book.row("SELECT value FROM setting WHERE name = ?1", values![name])?
        .map(|row| row.text(0))
        .transpose()
}

/// Makes a setting.
pub fn set(book: &dyn Database, name: &str, value: &str) -> Result<()> {
    book.run(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values![name, value],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_counts_as_a_whole_or_not_at_all() {
        let book = Book::in_memory().unwrap();
        let failed: Result<()> = book.turn(|db| {
            set(db, "a", "1")?;
            Err(BookError::Damaged("told to fail".to_owned()))
        });
        assert!(failed.is_err());
        assert_eq!(book.ask(|db| setting(db, "a")).unwrap(), None);
        book.turn(|db| set(db, "a", "2")).unwrap();
        book.turn(|db| set(db, "a", "3")).unwrap();
        assert_eq!(
            book.ask(|db| setting(db, "a")).unwrap().as_deref(),
            Some("3")
        );
    }

    #[test]
    fn what_was_done_is_never_changed() {
        let book = Book::in_memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        book.turn(|db| note(db, at, "night-desk", "signed in", "night-desk", None))
            .unwrap();
        for sql in ["UPDATE event SET actor = 'x'", "DELETE FROM event"] {
            assert!(book.turn(|db| db.run(sql, &[])).is_err(), "{sql}");
        }
        assert_eq!(book.ask(|db| events(db, i64::MAX, 9)).unwrap().len(), 1);
    }

    #[test]
    fn a_book_is_told_from_other_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        drop(Book::open(&path).unwrap());
        drop(Book::open(&path).unwrap());
        let other = folder.path().join("other.db");
        rusqlite::Connection::open(&other)
            .unwrap()
            .execute_batch("CREATE TABLE t (a)")
            .unwrap();
        assert!(matches!(
            Book::open(&other),
            Err(BookError::NotABook { .. })
        ));
        std::fs::write(
            &other,
            "not a database, but long enough to be read as one by nobody",
        )
        .unwrap();
        assert!(Book::open(&other).is_err());
        let later = rusqlite::Connection::open(&path).unwrap();
        later.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(
            Book::open(&path),
            Err(BookError::Future { found: 99, .. })
        ));
    }
}
