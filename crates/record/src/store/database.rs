//! What SQLite and PostgreSQL have in common, as far as the record needs it.
//!
//! Every statement of the record is written once, in the part of SQL on which both agree: parameters are `?1`, `?2`, …,
//! numbers are 64 bits wide, a truth is asked for as a row that is there or not, and a new row brings its own number.
//! What differs between the two (opening, locking, types of columns, triggers) lies in their own folders.

use std::path::Path;

use crate::store::search::FullText;
use crate::{RecordError, Result};

/// What is put into a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// Nothing is known.
    Null,
    /// A number: a row, a count, a second since 1970.
    Int(i64),
    /// Words.
    Text(&'a str),
    /// A hash.
    Bytes(&'a [u8]),
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u64> for Value<'_> {
    /// Numbers are counted up from 1, so that none ever reaches the end; one that somebody typed is then simply not held.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The values of a statement, each turned into a [`Value`].
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::database::Value::from($value)),*] };
}
pub(crate) use values;

/// A row that a statement found. Columns are counted from 0.
pub(crate) trait Row {
    /// A number, or nothing.
    fn maybe_int(&self, column: usize) -> Result<Option<i64>>;
    /// Words, or nothing.
    fn maybe_text(&self, column: usize) -> Result<Option<String>>;
    /// Bytes.
    fn bytes(&self, column: usize) -> Result<Vec<u8>>;

    /// A number that is always there.
    fn int(&self, column: usize) -> Result<i64> {
        self.maybe_int(column)?.ok_or_else(|| nothing(column))
    }

    /// Words that are always there.
    fn text(&self, column: usize) -> Result<String> {
        self.maybe_text(column)?.ok_or_else(|| nothing(column))
    }

    /// A number that is never negative.
    fn number(&self, column: usize) -> Result<u64> {
        u64::try_from(self.int(column)?).map_err(|_| {
            RecordError::damaged(format!("a number in column {column} is below nought"))
        })
    }

    /// A number that is never negative and small.
    fn small(&self, column: usize) -> Result<usize> {
        usize::try_from(self.int(column)?)
            .map_err(|_| RecordError::damaged(format!("a number in column {column} has no place")))
    }
}

fn nothing(column: usize) -> RecordError {
    RecordError::damaged(format!(
        "column {column} of a row holds nothing where something must be"
    ))
}

/// Turns of writing. There is one at a time; what is written in it becomes part of the record as a whole, or not at all.
pub(crate) trait Turns {
    /// Begins a turn, after which nobody else can begin one; waits for another's end, though not for ever.
    fn begin(&self) -> Result<()>;
    /// Makes what was written part of the record for good: it is on the disk when this returns. Refuses where a statement
    /// of the turn has failed.
    fn commit(&self) -> Result<()>;
    /// Leaves nothing of what was written. Where even that fails, the database does it by itself when it is closed.
    fn roll_back(&self);
    /// Rewrites what lies on the disk, so that words which were overwritten are nowhere any more. Outside a turn.
    fn scrub(&self) -> Result<()>;
    /// Writes a copy of everything that is held into a new file, while others go on reading and writing. A database with
    /// tools of its own for this refuses.
    fn back_up(&self, to: &Path) -> Result<()> {
        let _ = to;
        Err(RecordError::NoBackup)
    }
    /// Begins a part of a turn that can be left out by itself. Parts lie one behind the other, never in one another.
    fn begin_part(&self) -> Result<()>;
    /// Keeps a part.
    fn end_part(&self) -> Result<()>;
    /// Leaves nothing of a part; the turn goes on.
    fn leave_out_part(&self);
    /// From now on all that is read is read from the record as it is now, whatever others add. Whether that began here: inside
    /// a turn, and inside another reading, it was so already.
    fn begin_reading(&self) -> Result<bool>;
    /// Ends it.
    fn end_reading(&self);
}

/// How far a connection is with its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Stage {
    /// No turn has begun.
    #[default]
    Idle,
    /// All is read from one state of the record.
    Reading,
    /// What is written now belongs to a turn.
    Open,
    /// A statement failed: nothing of the turn, or of its part, may become part of the record.
    Broken,
}

/// A database that runs statements.
pub(crate) trait Database: Turns + std::fmt::Debug {
    /// Runs a statement that changes something, and says how many rows it changed.
    fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64>;

    /// Runs a statement that finds rows, and hands each of them to `row`, which may ask the database further things.
    fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        row: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()>;

    /// How it looks for words.
    fn full_text(&self) -> FullText;

    /// What the database itself finds wrong with its files and with references between rows, as place and complaint.
    fn own_check(&self) -> Result<Vec<(String, String)>>;

    /// All rows, read one by one.
    fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T>,
    ) -> Result<Vec<T>>
    where
        Self: Sized,
    {
        let mut found = Vec::new();
        self.each(sql, values, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The only row, or the last.
    fn one<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnMut(&dyn Row) -> Result<T>,
    ) -> Result<Option<T>>
    where
        Self: Sized,
    {
        Ok(self.all(sql, values, read)?.pop())
    }

    /// Whether a statement finds anything.
    fn any(&self, sql: &str, values: &[Value<'_>]) -> Result<bool>
    where
        Self: Sized,
    {
        Ok(self.one(sql, values, |_| Ok(()))?.is_some())
    }
}
