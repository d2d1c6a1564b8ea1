//! A filing as a `SQLite` database, a table a record: dollars as whole cents under `…_cents`, days and everything else as text.
//!
//! `SQLite` has no decimals, and its sums of text or of real numbers are no sums of money: cents are `INTEGER`, so `sum()` is exact.
//! The tables are `STRICT`: nothing else gets into such a column. Days are `YYYY-MM-DD`, which its functions of dates take.

use std::fs::File;
use std::io;
use std::path::Path;

use money::{Cell, Holds, Table, Tables, TypedRow};
use rusqlite::{Connection, Statement};

use super::{LINE, UNREAD};
use crate::Result;

/// More tables than a filing has records, so that a statement is prepared once.
const STATEMENTS: usize = 128;

/// Writes the tables of a filing.
#[derive(Debug)]
pub struct Sqlite {
    database: Connection,
    /// What adds a row to each table.
    inserts: Vec<String>,
}

impl Sqlite {
    /// Begins a database in a file that is not there yet: one that is there is somebody's, and nothing is written over it.
    pub fn create(path: &Path) -> Result<Self> {
        match File::create_new(path) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(crate::ExportError::Exists(path.to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
        let database = Connection::open(path)?;
        // The file is new and of one piece: whoever breaks off throws it away, so no journal has to save it.
        database.pragma_update(None, "journal_mode", "OFF")?;
        database.pragma_update(None, "synchronous", "OFF")?;
        database.set_prepared_statement_cache_capacity(STATEMENTS);
        database.execute_batch("BEGIN")?;
        Ok(Self {
            database,
            inserts: Vec::new(),
        })
    }

    /// Writes the end of the database.
    pub fn finish(self) -> Result<()> {
        self.database.execute_batch("COMMIT")?;
        self.database.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

impl Tables for Sqlite {
    type Error = crate::ExportError;

    fn begin(&mut self, table: &Table) -> Result<()> {
        let name = quoted(&table.name);
        let mut columns = vec![format!("{} INTEGER PRIMARY KEY", quoted(LINE))];
        for column in &table.columns {
            columns.push(match column.holds {
                Holds::Dollars => format!("{} INTEGER", quoted(&format!("{}_cents", column.name))),
                Holds::Day | Holds::Text => format!("{} TEXT", quoted(&column.name)),
            });
        }
        columns.push(format!("{} TEXT", quoted(UNREAD)));
        self.database.execute_batch(&format!(
            "CREATE TABLE {name} ({}) STRICT",
            columns.join(", ")
        ))?;
        let values = vec!["?"; columns.len()].join(", ");
        self.inserts
            .push(format!("INSERT INTO {name} VALUES ({values})"));
        Ok(())
    }

    fn row(&mut self, table: usize, row: &TypedRow<'_>) -> Result<()> {
        let mut statement = self.database.prepare_cached(&self.inserts[table])?;
        let line = i64::try_from(row.line).unwrap_or(i64::MAX);
        statement.raw_bind_parameter(1, line)?;
        for (at, cell) in row.cells.iter().enumerate() {
            bind(&mut statement, at + 2, cell)?;
        }
        statement.raw_bind_parameter(row.cells.len() + 2, row.unread.as_deref())?;
        statement.raw_execute()?;
        Ok(())
    }
}

fn bind(statement: &mut Statement<'_>, at: usize, cell: &Cell<'_>) -> Result<()> {
    match cell {
        Cell::Empty => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
        Cell::Words(words) => statement.raw_bind_parameter(at, words.as_ref())?,
        Cell::Cents(cents) => statement.raw_bind_parameter(at, cents)?,
        Cell::Day(day) => statement.raw_bind_parameter(at, day.to_string())?,
    }
    Ok(())
}

/// A name as SQL has it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
