//! The book as a file of SQLite.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::{BookError, Database, Result, Row, Value};

/// Written into the file's header (`application_id`), so that nothing else is taken for a book.
const APPLICATION: i64 = 0x4875_4465; // "HuDe"

/// The migrations, in order: the schema number of a file is how many of them it has been through. One that was released is
/// never edited; a change is a new file.
const MIGRATIONS: [&str; 1] = [include_str!("../../schema/1.sql")];

/// Rows of these are never changed and never taken away.
const APPEND_ONLY: [&str; 1] = ["event"];

#[derive(Debug)]
pub(super) struct Sqlite(Connection);

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let named = |source| BookError::Open {
            path: path.to_owned(),
            source,
        };
        let mut connection = Connection::open(path).map_err(named)?;
        let number = |connection: &Connection, name: &str| -> Result<i64> {
            connection
                .pragma_query_value(None, name, |row| row.get(0))
                .map_err(named)
        };
        let (application, found) = (
            number(&connection, "application_id")?,
            number(&connection, "user_version")?,
        );
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(named)?;
        if application != APPLICATION && (application, tables, found) != (0, 0, 0) {
            return Err(BookError::NotABook {
                path: path.to_owned(),
            });
        }
        connection
            .pragma_update(None, "journal_mode", "wal")
            .map_err(named)?;
        prepare(&mut connection, found)?;
        Ok(Self(connection))
    }

    pub(super) fn in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        prepare(&mut connection, 0)?;
        Ok(Self(connection))
    }
}

fn prepare(connection: &mut Connection, found: i64) -> Result<()> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(BookError::Future { found, known });
    }
    connection.busy_timeout(Duration::from_secs(5))?;
    // FULL: a decision that was said to be written survives a power cut.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Words that were to be deleted are overwritten in the file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    let turn = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another program may have been faster.
    let found: i64 = turn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let from = usize::try_from(found).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(from) {
        turn.execute_batch(migration)?;
    }
    for table in APPEND_ONLY {
        for (change, when) in [("UPDATE", "update"), ("DELETE", "delete")] {
            turn.execute_batch(&format!(
                "CREATE TRIGGER IF NOT EXISTS {table}_no_{when} BEFORE {change} ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'what was done is never changed'); END;"
            ))?;
        }
    }
    turn.pragma_update(None, "application_id", APPLICATION)?;
    turn.pragma_update(None, "user_version", known)?;
    turn.commit()?;
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Database for Sqlite {
    fn run(&self, sql: &str, values: &[Value]) -> Result<u64> {
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.execute(params_from_iter(values))? as u64)
    }

    fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>> {
        let mut statement = self.0.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (0..columns)
                .map(|column| {
                    Ok(match row.get_ref(column)? {
                        ValueRef::Null => Value::Null,
                        ValueRef::Integer(number) => Value::Int(number),
                        ValueRef::Text(text) => Value::Text(
                            std::str::from_utf8(text)
                                .map_err(|_| BookError::Damaged("words that are none".to_owned()))?
                                .to_owned(),
                        ),
                        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
                        ValueRef::Real(_) => {
                            return Err(BookError::Damaged("a broken number".to_owned()));
                        }
                    })
                })
                .collect::<Result<Vec<Value>>>()?;
            found.push(Row(values));
        }
        Ok(found)
    }

    fn begin(&self) -> Result<()> {
        // IMMEDIATE: a turn that only later found another writer could not wait for it.
        Ok(self.0.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn commit(&self) -> Result<()> {
        Ok(self.0.execute_batch("COMMIT")?)
    }

    fn roll_back(&self) {
        if !self.0.is_autocommit() {
            // Where even that fails, closing the file does it.
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}
