//! A record: who opens it, and what is asked of it as a whole.

use std::cell::RefCell;
use std::path::Path;

use claim::{PersonName, Race};
use jiff::Timestamp;

use crate::acts::versions::Families;
use crate::batch::{Batch, Header, Share, UNSETTLED};
use crate::fold::Interned;
use crate::fold::kept::Keeping;
use crate::identity::{HeldIdentity, meet};
use crate::intern::Known;
use crate::store::sqlite::Sqlite;
use crate::store::{Store, address};
use crate::{BatchNumber, Cut, RecordError, Result};

/// The record of races. Views borrow it; only a [`Batch`] adds to it.
#[derive(Debug)]
pub struct Record {
    pub(crate) store: Box<dyn Store>,
    /// Rows that the last batch knew.
    pub(crate) known: RefCell<Known>,
    /// Statements and provenances that were read already; the record only grows, so they stay true.
    pub(crate) interned: Interned,
    /// The versions of documents that have several.
    pub(crate) families: RefCell<Families>,
    /// Facts kept between questions.
    pub(crate) kept: Keeping,
}

/// What a record is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// One state of the record, for a question that is several to the store.
#[derive(Debug)]
#[must_use = "it ends when it is dropped"]
pub(crate) struct Snapshot<'a> {
    store: &'a dyn Store,
    begun: bool,
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if self.begun {
            self.store.end_reading();
        }
    }
}

/// Where a record lies, as it may be shown: without the password of a database.
pub fn shown(record: &Path) -> String {
    address::of(record).map_or_else(|| record.display().to_string(), address::shown)
}

impl Record {
    /// Opens the record for reading and writing; makes an empty one where there is none. The path of a file means SQLite,
    /// `postgres://…` a database of PostgreSQL.
    pub fn open(path: &Path) -> Result<Self> {
        let record = match address::of(path) {
            None => Self::over(Sqlite::open(path)?),
            Some(database) => Self::open_database(database, Access::Write)?,
        };
        meet::catch_up(record.store.as_ref())?;
        Ok(record)
    }

    /// Opens the record for reading only; it must be there.
    pub fn open_read(path: &Path) -> Result<Self> {
        match address::of(path) {
            None => Sqlite::open_read(path).map(Self::over),
            Some(database) => Self::open_database(database, Access::Read),
        }
    }

    #[cfg(feature = "postgres")]
    fn open_database(address: &str, access: Access) -> Result<Self> {
        use crate::store::postgres::Postgres;

        match access {
            Access::Write => Postgres::open(address),
            Access::Read => Postgres::open_read(address),
        }
        .map(Self::over)
    }

    #[cfg(not(feature = "postgres"))]
    fn open_database(address: &str, _: Access) -> Result<Self> {
        Err(RecordError::Address {
            address: address::shown(address),
            what: "this Hustings was built without PostgreSQL".to_owned(),
        })
    }

    /// An empty record without a file.
    pub fn in_memory() -> Result<Self> {
        Sqlite::in_memory().map(Self::over)
    }

    pub(crate) fn over(store: impl Store + 'static) -> Self {
        Self {
            store: Box::new(store),
            known: RefCell::default(),
            interned: Interned::default(),
            families: RefCell::default(),
            kept: Keeping::default(),
        }
    }

    /// Begins a batch. `at` is the caller's clock; `actor` is who adds, `tool` the program with its version.
    ///
    /// While a batch is open, nobody else can write to the record; reading goes on.
    pub fn batch(
        &mut self,
        at: Timestamp,
        actor: &str,
        tool: &str,
        note: Option<&str>,
    ) -> Result<Batch<'_>> {
        Batch::begin(
            self,
            Share::Whole,
            Header {
                at,
                actor: actor.to_owned(),
                tool: tool.to_owned(),
                note: note.map(str::to_owned),
            },
        )
    }

    /// From here until it is dropped, all questions are answered from the record as it is now, whatever others add.
    pub(crate) fn snapshot(&self) -> Result<Snapshot<'_>> {
        let store = self.store.as_ref();
        Ok(Snapshot {
            begun: store.begin_reading()?,
            store,
        })
    }

    /// The number of the last batch; 0 for an empty record.
    pub fn last_batch(&self) -> Result<BatchNumber> {
        Ok(BatchNumber(self.store.last_batch()?))
    }

    /// All words of editors on names and origins, those that were ended included.
    pub fn identities(&self) -> Result<Vec<HeldIdentity>> {
        self.store.edges()
    }

    /// The row number of a race, or of the claims without one.
    pub(crate) fn race_row(&self, race: Option<&Race>) -> Result<Option<i64>> {
        match race {
            Some(race) => self.store.race(&race.to_string()),
            None => Ok(Some(UNSETTLED)),
        }
    }

    /// Refuses a cut at a batch that is still to come: its answer would change.
    pub(crate) fn effective(&self, cut: Cut) -> Result<BatchNumber> {
        let last = self.last_batch()?;
        match cut.recorded {
            Some(asked) if asked > last => Err(RecordError::NoSuchBatch { asked, last }),
            Some(asked) => Ok(asked),
            None => Ok(last),
        }
    }
}

/// The names among all that are held that can be this person's.
pub(crate) fn bearers(record: &Record, person: &PersonName) -> Result<Vec<(i64, PersonName)>> {
    let surname = claim::outlet::fold(&person.surname());
    let mut found = Vec::new();
    for (row, text) in record.store.names()? {
        // Parsing a name costs far more than looking for the surname in it.
        if !claim::outlet::fold(&text).contains(&surname) {
            continue;
        }
        let name = PersonName::new(&text);
        if name.consistent_with(person) {
            found.push((row, name));
        }
    }
    Ok(found)
}
