//! PostgreSQL: a database that several programs share.
//!
//! Batches of several programs wait for one another at an advisory lock, so their numbers stay without a gap. Readers wait
//! for nobody.

mod address;
mod dialect;
mod schema;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, Statement};

use crate::store::address::shown;
use crate::store::database::{Database, Row, Stage, Turns, Value};
use crate::store::search::FullText;
use crate::{RecordError, Result};

/// Begins a turn: whoever writes elsewhere is waited for five seconds at most. The number is "Hust".
const BEGIN: &str =
    "BEGIN; SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(1215656820)";
const LOCK: &str = "SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(1215656820)";

/// How long is waited before each further try to reach a database whose connection was lost.
const TRIES: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
];

/// A connection to a record in PostgreSQL.
pub(crate) struct Postgres {
    config: Config,
    name: String,
    reading: bool,
    connection: RefCell<Connection>,
    /// Inside a turn, what was lost with the connection cannot be asked again.
    stage: Cell<Stage>,
}

struct Connection {
    client: Client,
    /// Statements that the server has taken apart already.
    prepared: HashMap<String, Statement>,
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The configuration holds the password.
        f.debug_struct("Postgres")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Postgres {
    /// Opens a database for reading and writing; makes an empty record in one without tables.
    pub(crate) fn open(address: &str) -> Result<Self> {
        let opened = Self::connect(address, false)?;
        let name = opened.name.clone();
        schema::migrate(&mut opened.connection.borrow_mut().client, &name, LOCK)?;
        Ok(opened)
    }

    /// Opens a database for reading.
    pub(crate) fn open_read(address: &str) -> Result<Self> {
        let opened = Self::connect(address, true)?;
        let known = super::sqlite::schema::known();
        let found = schema::recognise(&mut opened.connection.borrow_mut().client, &opened.name)?;
        match found {
            None => Err(RecordError::Missing {
                path: opened.name.into(),
            }),
            Some(found) if found < known => Err(RecordError::OldSchema { found, known }),
            Some(_) => Ok(opened),
        }
    }

    fn connect(address: &str, reading: bool) -> Result<Self> {
        let config = address::understood(address)?;
        let name = shown(address);
        let connection =
            Connection::open(&config, reading).map_err(|source| RecordError::Reach {
                address: name.clone(),
                source: source.into(),
            })?;
        Ok(Self {
            config,
            name,
            reading,
            connection: RefCell::new(connection),
            stage: Cell::default(),
        })
    }

    /// Does something over the connection. One that was lost is opened again, a few times; inside a turn it is not, for
    /// what was written is gone with it, and the state of the record that was read.
    fn over<T>(
        &self,
        mut act: impl FnMut(&mut Connection) -> std::result::Result<T, postgres::Error>,
    ) -> Result<T> {
        let mut connection = self.connection.borrow_mut();
        let mut failed = match act(&mut connection) {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        if self.stage.get() != Stage::Idle {
            // The server, too, gives up the whole turn at the first failure.
            if self.stage.get() == Stage::Open {
                self.stage.set(Stage::Broken);
            }
            return Err(if is_lost(&failed, &connection.client) {
                self.lost(failed)
            } else {
                problem(failed)
            });
        }
        for wait in TRIES {
            if !is_lost(&failed, &connection.client) {
                return Err(problem(failed));
            }
            std::thread::sleep(wait);
            failed = match Connection::open(&self.config, self.reading) {
                Err(error) => error,
                Ok(opened) => {
                    *connection = opened;
                    match act(&mut connection) {
                        Ok(done) => return Ok(done),
                        Err(error) => error,
                    }
                }
            };
        }
        Err(self.lost(failed))
    }

    fn lost(&self, source: postgres::Error) -> RecordError {
        RecordError::Lost {
            address: self.name.clone(),
            source: source.into(),
        }
    }

    /// Runs one of the statements that begin and end things inside a turn.
    fn within(&self, sql: &str) -> Result<()> {
        if self.stage.get() != Stage::Open {
            // COMMIT after a failure would roll back, and say nothing of it.
            return Err(RecordError::Undone);
        }
        self.over(|connection| connection.client.batch_execute(sql))
    }
}

impl Connection {
    fn open(config: &Config, reading: bool) -> std::result::Result<Self, postgres::Error> {
        let mut client = address::connect(config)?;
        if reading {
            client.batch_execute("SET default_transaction_read_only = on")?;
        }
        Ok(Self {
            client,
            prepared: HashMap::new(),
        })
    }

    fn statement(&mut self, sql: &str) -> std::result::Result<Statement, postgres::Error> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&dialect::parameters(sql))?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Turns for Postgres {
    fn begin(&self) -> Result<()> {
        if self.reading {
            return Err(RecordError::ReadOnly);
        }
        let begun = self.over(|connection| connection.client.batch_execute(BEGIN));
        if begun.is_err() {
            // A lock that was not given leaves a transaction that can do nothing more.
            self.roll_back();
        } else {
            self.stage.set(Stage::Open);
        }
        begun
    }

    fn commit(&self) -> Result<()> {
        self.within("COMMIT")?;
        self.stage.set(Stage::Idle);
        Ok(())
    }

    fn roll_back(&self) {
        // Where the connection is gone, the server has rolled back by itself.
        let _ = self
            .connection
            .borrow_mut()
            .client
            .batch_execute("ROLLBACK");
        self.stage.set(Stage::Idle);
    }

    fn scrub(&self) -> Result<()> {
        // The server's own log, and whatever copies it, are beyond the record's reach.
        for table in ["document", "quote", "complaint", "reading"] {
            let sql = format!("VACUUM FULL {table}");
            self.over(|connection| connection.client.batch_execute(&sql))?;
        }
        Ok(())
    }

    fn begin_part(&self) -> Result<()> {
        self.within("SAVEPOINT part")
    }

    fn end_part(&self) -> Result<()> {
        self.within("RELEASE SAVEPOINT part")
    }

    fn begin_reading(&self) -> Result<bool> {
        if self.stage.get() != Stage::Idle {
            return Ok(false);
        }
        let sql = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        self.over(|connection| connection.client.batch_execute(sql))?;
        self.stage.set(Stage::Reading);
        Ok(true)
    }

    fn end_reading(&self) {
        self.roll_back();
    }

    fn leave_out_part(&self) {
        let sql = "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part";
        let left = self.connection.borrow_mut().client.batch_execute(sql);
        self.stage.set(match left {
            Ok(()) => Stage::Open,
            Err(_) => Stage::Broken,
        });
    }
}

impl Database for Postgres {
    fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<u64> {
        holdable(values)?;
        self.over(|connection| {
            let statement = connection.statement(sql)?;
            connection.client.execute(&statement, &given(values))
        })
    }

    fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        row: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        holdable(values)?;
        // All rows are fetched before the first is looked at, because looking at it may ask for more.
        let rows = self.over(|connection| {
            let statement = connection.statement(sql)?;
            connection.client.query(&statement, &given(values))
        })?;
        for found in &rows {
            row(found)?;
        }
        Ok(())
    }

    fn full_text(&self) -> FullText {
        FullText::TsVector
    }

    fn own_check(&self) -> Result<Vec<(String, String)>> {
        // The server watches over its files and references itself.
        Ok(Vec::new())
    }
}

fn given<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

/// PostgreSQL holds no text with a NUL in it, and to leave it out would be to change the document.
fn holdable(values: &[Value<'_>]) -> Result<()> {
    let nul = values
        .iter()
        .any(|value| matches!(value, Value::Text(text) if text.contains('\0')));
    if nul {
        return Err(RecordError::Nul);
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Self::Int(number) => number.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::BYTEA
        )
    }

    to_sql_checked!();
}

impl Row for postgres::Row {
    fn maybe_int(&self, column: usize) -> Result<Option<i64>> {
        let small = self
            .columns()
            .get(column)
            .is_some_and(|found| *found.type_() == Type::INT4);
        if small {
            let number: Option<i32> = self.try_get(column).map_err(problem)?;
            return Ok(number.map(i64::from));
        }
        self.try_get(column).map_err(problem)
    }

    fn maybe_text(&self, column: usize) -> Result<Option<String>> {
        self.try_get(column).map_err(problem)
    }

    fn bytes(&self, column: usize) -> Result<Vec<u8>> {
        self.try_get(column).map_err(problem)
    }
}

/// Whether the connection itself is gone, or the server is going or coming.
fn is_lost(error: &postgres::Error, client: &Client) -> bool {
    let gone = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
    ];
    error.is_closed()
        || client.is_closed()
        || error.code().is_some_and(|code| gone.contains(code))
        || (error.as_db_error().is_none() && is_io(error))
}

fn is_io(error: &postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
}

/// The server's complaint, in our words.
fn problem(error: postgres::Error) -> RecordError {
    match error.code() {
        Some(code) if *code == SqlState::LOCK_NOT_AVAILABLE => RecordError::Busy,
        Some(code) if *code == SqlState::READ_ONLY_SQL_TRANSACTION => RecordError::ReadOnly,
        _ => RecordError::Postgres(error.into()),
    }
}
