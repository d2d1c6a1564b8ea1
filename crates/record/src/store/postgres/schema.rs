//! The schema in PostgreSQL, and bringing a database up to it.

use postgres::{Client, IsolationLevel, Transaction};

use super::dialect::{guard, statements};
use super::problem;
use crate::store::search::TS_VECTOR;
use crate::store::sqlite::schema::{APPEND_ONLY, ENDS_ONCE, MIGRATIONS, REDACT, REDACTABLE, known};
use crate::{RecordError, Result};

/// The tables of the first migration and of that with number [`BASE_STANDS_FOR`]: those are SQLite's alone.
const BASE: &str = include_str!("base.sql");

/// Counted from 0. There was no record in PostgreSQL before it.
const BASE_STANDS_FOR: usize = 5;

/// Counted from 0: the migration with SQLite's table of words, for which an index stands here.
const SEARCH: usize = 6;

/// What the record says of itself, as the header of SQLite's file does.
const HEADER: &str =
    "CREATE TABLE hustings (one BIGINT PRIMARY KEY CHECK (one = 1), schema BIGINT NOT NULL)";

const APPEND: &str = "the record is append-only";

/// The schema number of a database: nothing where there are no tables at all.
pub(crate) fn recognise(client: &mut Client, name: &str) -> Result<Option<i64>> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE table_name = 'hustings') FROM information_schema.tables \
               WHERE table_schema = current_schema()";
    let row = client.query_one(sql, &[]).map_err(problem)?;
    let (tables, ours): (i64, i64) = (row.get(0), row.get(1));
    if tables == 0 {
        return Ok(None);
    }
    if ours == 0 {
        return Err(RecordError::NotARecord { path: name.into() });
    }
    let found: i64 = client
        .query_one("SELECT schema FROM hustings", &[])
        .map_err(problem)?
        .get(0);
    if found > known() {
        return Err(RecordError::FutureSchema {
            found,
            known: known(),
        });
    }
    Ok(Some(found))
}

/// Brings a database up to the newest schema. Two programs that open a new one at the same time do so one by one.
pub(crate) fn migrate(client: &mut Client, name: &str, lock: &str) -> Result<()> {
    if recognise(client, name)? == Some(known()) {
        return Ok(());
    }
    let mut tx = client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted)
        .start()
        .map_err(problem)?;
    tx.batch_execute(lock).map_err(problem)?;
    let there: i64 = tx
        .query_one(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'hustings'",
            &[],
        )
        .map_err(problem)?
        .get(0);
    let done = if there > 0 {
        let found: i64 = tx
            .query_one("SELECT schema FROM hustings", &[])
            .map_err(problem)?
            .get(0);
        usize::try_from(found).unwrap_or(0)
    } else {
        tx.batch_execute(HEADER).map_err(problem)?;
        tx.execute("INSERT INTO hustings (one, schema) VALUES (1, 0)", &[])
            .map_err(problem)?;
        tx.batch_execute(BASE).map_err(problem)?;
        1
    };
    for (number, migration) in MIGRATIONS.iter().enumerate().skip(done) {
        if number == BASE_STANDS_FOR {
            continue;
        }
        if number == SEARCH {
            let index = format!("CREATE INDEX document_words ON document USING gin ({TS_VECTOR})");
            tx.batch_execute(&index).map_err(problem)?;
            continue;
        }
        for statement in statements(migration) {
            tx.batch_execute(&statement).map_err(problem)?;
        }
    }
    protect(&mut tx)?;
    tx.execute("UPDATE hustings SET schema = $1", &[&known()])
        .map_err(problem)?;
    tx.commit().map_err(problem)
}

/// Refuses to change or take away rows, and to empty a table in one go.
fn protect(tx: &mut Transaction<'_>) -> Result<()> {
    let mut refuse = |table: &str, act: &str| {
        let name = format!("{table}_no_{}", act.to_lowercase());
        tx.batch_execute(&format!("DROP TRIGGER IF EXISTS {name} ON {table}"))
            .map_err(problem)?;
        tx.batch_execute(&guard(&name, table, act, "true", APPEND))
            .map_err(problem)
    };
    for table in APPEND_ONLY {
        refuse(table, "UPDATE")?;
        refuse(table, "DELETE")?;
    }
    for table in REDACTABLE.iter().chain(&["identity"]) {
        refuse(table, "DELETE")?;
    }
    tx.batch_execute("DROP TRIGGER IF EXISTS identity_ends_once ON identity")
        .map_err(problem)?;
    for statement in statements(REDACT).iter().chain(&statements(ENDS_ONCE)) {
        tx.batch_execute(statement).map_err(problem)?;
    }
    let all = "CREATE OR REPLACE FUNCTION no_truncate() RETURNS trigger LANGUAGE plpgsql AS \
               $guard$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $guard$";
    tx.batch_execute(all).map_err(problem)?;
    for table in APPEND_ONLY.iter().chain(&REDACTABLE).chain(&["identity"]) {
        let sql = format!(
            "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}; \
             CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION no_truncate()"
        );
        tx.batch_execute(&sql).map_err(problem)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever renumbers the migrations would have another one left out here.
    #[test]
    fn the_base_stands_for_two_migrations() {
        assert!(MIGRATIONS[0].starts_with("-- Schema 1."));
        assert!(MIGRATIONS[BASE_STANDS_FOR].starts_with("-- Ten million claims"));
        assert!(MIGRATIONS[SEARCH].starts_with("-- The words of headlines"));
    }
}
