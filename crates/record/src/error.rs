//! What can go wrong with a record.

use std::path::PathBuf;

use claim::Race;
use thiserror::Error;

use crate::acts::{ActId, ActKind, Target};
use crate::{BatchNumber, ClaimId, DocumentId};

/// Why the record could not answer or take something.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The file is not there, and it was to be read.
    #[error("there is no record at {}", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be opened or made.
    #[error("the record at {} cannot be opened", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        #[source]
        source: rusqlite::Error,
    },
    /// The file is something else: another program's database, or no database at all.
    #[error("{} is not a Hustings record", path.display())]
    NotARecord {
        /// The file.
        path: PathBuf,
    },
    /// The record was written by a later version of Hustings.
    #[error(
        "the record has schema {found}, and this Hustings knows schemas up to {known}: use a newer Hustings"
    )]
    FutureSchema {
        /// The schema of the file.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// The record was opened for reading, and its schema is older than this Hustings expects.
    #[error(
        "the record has schema {found}, and this Hustings reads schema {known}: open it once for writing to bring it up to date"
    )]
    OldSchema {
        /// The schema of the file.
        found: i64,
        /// The schema known here.
        known: i64,
    },
    /// The record was opened for reading, and something was to be added.
    #[error("the record was opened for reading only")]
    ReadOnly,
    /// An address of a database that cannot be used as it stands.
    #[error("{address} cannot be used: {what}")]
    Address {
        /// The address, without its password.
        address: String,
        /// What is wrong with it.
        what: String,
    },
    /// The database does not answer, or lets nobody in under this name.
    #[error("the record at {address} cannot be reached")]
    Reach {
        /// The address, without its password.
        address: String,
        /// What PostgreSQL or the system says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The connection to the database was lost and could not be made again, or it was lost in the middle of something. A
    /// batch that was being written is then either in the record as a whole or not at all; adding it again is safe.
    #[error("the connection to {address} was lost: what was being done has to be done again")]
    Lost {
        /// The address, without its password.
        address: String,
        /// What PostgreSQL or the system says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// PostgreSQL cannot hold such a text.
    #[error("a text holds a NUL character, which PostgreSQL cannot hold")]
    Nul,
    /// Another program, or another part of this one, has opened the record for writing.
    #[error("the record at {} is being written by another program", path.display())]
    SecondWriter {
        /// The file.
        path: PathBuf,
    },
    /// The file that keeps a second writer out cannot be made or locked.
    #[error("the record at {} cannot be locked for writing", path.display())]
    Lock {
        /// The record's file; that of the lock lies beside it.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// Something failed while the batch was written, so nothing of it is in the record.
    #[error("nothing of the batch was added, because an earlier part of it failed")]
    Undone,
    /// The batches that a [`crate::Writer`] wrote together could not be synced; none of them is in the record.
    #[error("none of the batches that were written together was added")]
    Together(#[source] std::sync::Arc<RecordError>),
    /// The thread of a [`crate::Writer`] has ended.
    #[error("the writer of the record has ended")]
    WriterGone,
    /// Another program is writing, and did not finish in time.
    #[error("another program is writing to the record")]
    Busy,
    /// No claim about this race is held.
    #[error("no claim about {0} is held")]
    NoSuchRace(Race),
    /// No such claim is held.
    #[error("no claim {0} is held")]
    NoSuchClaim(ClaimId),
    /// No such document is held.
    #[error("no document {0} is held")]
    NoSuchDocument(DocumentId),
    /// No entity has this address.
    #[error("no entity {0} is held")]
    NoSuchEntity(String),
    /// The batch asked for has not been written yet.
    #[error("there is no batch {asked}: the last one is {last}")]
    NoSuchBatch {
        /// The batch asked for.
        asked: BatchNumber,
        /// The last one held.
        last: BatchNumber,
    },
    /// No such act is held.
    #[error("no act {0} is held")]
    NoSuchAct(ActId),
    /// Not something that an act can be about.
    #[error(
        "`{0}` is nothing that an act can be about: expected a claim, a race, `document N` or `act N`"
    )]
    NotAnActTarget(String),
    /// An act that cannot be what it says.
    #[error("{about} cannot be the object of `{}`: {why}", kind.word())]
    ImpossibleAct {
        /// What was to be done.
        kind: ActKind,
        /// To what.
        about: Target,
        /// Why that cannot be.
        why: &'static str,
    },
    /// The page has no row that rests on this claim.
    #[error("no row of the page rests on claim {0}")]
    NoRow(ClaimId),
    /// Not `RACE/NUMBER`.
    #[error("`{0}` is not a claim: expected RACE/NUMBER such as 2020-AL-senate/17, or -/17")]
    NotAClaimId(String),
    /// A row holds what this Hustings never writes.
    #[error("the record is damaged: {what}")]
    Damaged {
        /// Which row, and what is wrong with it.
        what: String,
    },
    /// Something that another record handed over contradicts what is held, or itself.
    #[error("{what}")]
    NotTaken {
        /// What, and why.
        what: String,
    },
    /// A copy was asked for under a name that is taken.
    #[error("{} is there already: a backup never overwrites anything", path.display())]
    BackupThere {
        /// The file.
        path: PathBuf,
    },
    /// The copy could not be given its name.
    #[error("the backup cannot be written to {}", path.display())]
    BackupWrite {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The copy was read back and is not sound.
    #[error("the copy is not sound, so it was not kept: {first}")]
    BackupUnsound {
        /// The first complaint.
        first: String,
    },
    /// The record lies in a database that is backed up with its own tools.
    #[error("a record in PostgreSQL is backed up with PostgreSQL's own tools: pg_dump")]
    NoBackup,
    /// SQLite refuses.
    #[error("the record cannot be read or written")]
    Sqlite(#[source] rusqlite::Error),
    /// PostgreSQL refuses.
    #[error("the record cannot be read or written")]
    Postgres(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<rusqlite::Error> for RecordError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::Busy
            }
            _ => Self::Sqlite(error),
        }
    }
}

impl RecordError {
    pub(crate) fn not_taken(what: impl Into<String>) -> Self {
        Self::NotTaken { what: what.into() }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}
