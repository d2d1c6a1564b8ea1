//! Where the record lies: the `Store` trait, with everything that is SQL behind it.
//!
//! A store takes numbers and JSON and gives numbers and JSON back; it knows nothing of what a claim means. The rest of
//! the crate is the same whatever the store is: SQLite in a file or in memory ([`sqlite`]), or a PostgreSQL database (`postgres`).
//!
//! The trait has one part a file, each with the statements of its tables: [`batches`], [`words`] (races, names, statements
//! and provenances, each held once), [`documents`], [`claims`], [`edges`] (editors' words), [`entities`] (addresses, ids, other names),
//! [`acts`], [`reuse`] (whose words claims stand in), [`examine`], [`handing`], [`search`]. They are written
//! once, over [`database::Database`].
//!
//! To add tables:
//!
//! 1. `schema/NAME.sql` holds them, and stands in the list `MIGRATIONS` of `sqlite/schema.rs`. Both databases read it, so
//!    columns are `INTEGER`, `TEXT` or `BLOB`, a table with a key of its own is `WITHOUT ROWID`, and there are no triggers
//!    in it: the table's name goes to `APPEND_ONLY` beside it.
//! 2. `store/NAME.rs` holds a trait and its implementation for every `Database`, as `edges.rs` does; a table with numbered
//!    rows gets a name in [`words::Table`], from which a batch draws the next number.
//! 3. The trait's name goes to [`Store`]. Reading is asked of `Record::store`, writing of `Batch::turn.store`, after
//!    `Batch::write_header`.

pub(crate) mod acts;
pub(crate) mod address;
pub(crate) mod batches;
pub(crate) mod claims;
pub(crate) mod database;
pub(crate) mod documents;
pub(crate) mod edges;
pub(crate) mod entities;
pub(crate) mod examine;
pub(crate) mod handing;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
pub(crate) mod reuse;
pub(crate) mod search;
pub(crate) mod sqlite;
pub(crate) mod words;

use crate::Cut;
use crate::store::database::{Database, Turns};

/// Everything that the record asks of where it lies.
pub(crate) trait Store:
    Turns
    + batches::Batches
    + words::Words
    + documents::Documents
    + claims::Claims
    + edges::Edges
    + entities::Entities
    + acts::Acts
    + examine::Examine
    + reuse::Reuse
    + handing::Handing
    + search::Search
    + std::fmt::Debug
{
}

impl<D: Database> Store for D {}

/// A cut as the statements compare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inside {
    /// The last second that counts.
    pub(crate) second: i64,
    /// The last batch that counts.
    pub(crate) batch: i64,
}

impl From<Cut> for Inside {
    fn from(cut: Cut) -> Self {
        Self {
            second: cut.last_second(),
            batch: cut.last_batch(),
        }
    }
}
