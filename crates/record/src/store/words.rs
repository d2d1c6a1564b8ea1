//! What is held once however often it is said: races, names, statements, provenances.

use std::collections::BTreeSet;

use crate::Result;
use crate::store::database::{Database, values};

/// A table whose rows are counted up from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// Races.
    Race,
    /// Names of people and organizations.
    Name,
    /// Statements.
    Statement,
    /// Ways in which claims reached us.
    Provenance,
    /// Document versions.
    Document,
    /// Editors' words.
    Identity,
    /// Editorial acts.
    Act,
}

impl Table {
    /// The number of its last row; 0 where it is empty.
    const fn last(self) -> &'static str {
        match self {
            Self::Race => "SELECT coalesce(max(id), 0) FROM race",
            Self::Name => "SELECT coalesce(max(id), 0) FROM name",
            Self::Statement => "SELECT coalesce(max(id), 0) FROM statement",
            Self::Provenance => "SELECT coalesce(max(id), 0) FROM provenance",
            Self::Document => "SELECT coalesce(max(id), 0) FROM document",
            Self::Identity => "SELECT coalesce(max(id), 0) FROM identity",
            Self::Act => "SELECT coalesce(max(id), 0) FROM act",
        }
    }
}

/// A statement that is added.
#[derive(Debug)]
pub(crate) struct StatementRow<'a> {
    /// The word for what it states.
    pub(crate) kind: &'a str,
    /// The row of its race; 0 for none.
    pub(crate) race: i64,
    /// All that it states.
    pub(crate) json: &'a str,
}

/// The tables `race`, `name`, `statement`, `mention` and `provenance`.
pub(crate) trait Words {
    /// The number of the last row of a table.
    fn last_row(&self, table: Table) -> Result<i64>;
    /// The row of a race.
    fn race(&self, name: &str) -> Result<Option<i64>>;
    /// The row of a name.
    fn name(&self, text: &str) -> Result<Option<i64>>;
    /// The row of a statement.
    fn statement(&self, json: &str) -> Result<Option<i64>>;
    /// The row of a provenance.
    fn provenance(&self, json: &str) -> Result<Option<i64>>;
    /// All names, by row.
    fn names(&self) -> Result<Vec<(i64, String)>>;
    /// The JSON of statements by row. One that is not held is left out.
    fn statements_at(&self, rows: &[i64]) -> Result<Vec<(i64, String)>>;
    /// The JSON of provenances by row. One that is not held is left out.
    fn provenances_at(&self, rows: &[i64]) -> Result<Vec<(i64, String)>>;
    /// Adds a race.
    fn append_race(&self, id: i64, name: &str, tx: u64) -> Result<()>;
    /// Adds a name.
    fn append_name(&self, id: i64, text: &str) -> Result<()>;
    /// Adds a statement that mentions names.
    fn append_statement(
        &self,
        id: i64,
        statement: &StatementRow<'_>,
        names: &BTreeSet<i64>,
    ) -> Result<()>;
    /// Adds a provenance.
    fn append_provenance(&self, id: i64, json: &str) -> Result<()>;
}

impl<D: Database> Words for D {
    fn last_row(&self, table: Table) -> Result<i64> {
        let last = self.one(table.last(), &[], |row| row.int(0))?;
        Ok(last.unwrap_or(0))
    }

    fn race(&self, name: &str) -> Result<Option<i64>> {
        self.one(
            "SELECT id FROM race WHERE name = ?1",
            values![name],
            |row| row.int(0),
        )
    }

    fn name(&self, text: &str) -> Result<Option<i64>> {
        self.one(
            "SELECT id FROM name WHERE text = ?1",
            values![text],
            |row| row.int(0),
        )
    }

    fn statement(&self, json: &str) -> Result<Option<i64>> {
        self.one(
            "SELECT id FROM statement WHERE json = ?1",
            values![json],
            |row| row.int(0),
        )
    }

    fn provenance(&self, json: &str) -> Result<Option<i64>> {
        self.one(
            "SELECT id FROM provenance WHERE json = ?1",
            values![json],
            |row| row.int(0),
        )
    }

    fn names(&self) -> Result<Vec<(i64, String)>> {
        self.all("SELECT id, text FROM name ORDER BY id", &[], |row| {
            Ok((row.int(0)?, row.text(1)?))
        })
    }

    fn statements_at(&self, rows: &[i64]) -> Result<Vec<(i64, String)>> {
        at_rows(self, "SELECT id, json FROM statement WHERE id = ?1", rows)
    }

    fn provenances_at(&self, rows: &[i64]) -> Result<Vec<(i64, String)>> {
        at_rows(self, "SELECT id, json FROM provenance WHERE id = ?1", rows)
    }

    fn append_race(&self, id: i64, name: &str, tx: u64) -> Result<()> {
        self.run(
            "INSERT INTO race (id, name, tx) VALUES (?1, ?2, ?3)",
            values![id, name, tx],
        )?;
        Ok(())
    }

    fn append_name(&self, id: i64, text: &str) -> Result<()> {
        self.run(
            "INSERT INTO name (id, text) VALUES (?1, ?2)",
            values![id, text],
        )?;
        Ok(())
    }

    fn append_statement(
        &self,
        id: i64,
        statement: &StatementRow<'_>,
        names: &BTreeSet<i64>,
    ) -> Result<()> {
        self.run(
            "INSERT INTO statement (id, kind, race, json) VALUES (?1, ?2, ?3, ?4)",
            values![id, statement.kind, statement.race, statement.json],
        )?;
        for name in names {
            self.run(
                "INSERT INTO mention (name, statement) VALUES (?1, ?2)",
                values![*name, id],
            )?;
        }
        Ok(())
    }

    fn append_provenance(&self, id: i64, json: &str) -> Result<()> {
        self.run(
            "INSERT INTO provenance (id, json) VALUES (?1, ?2)",
            values![id, json],
        )?;
        Ok(())
    }
}

fn at_rows<D: Database>(database: &D, sql: &str, rows: &[i64]) -> Result<Vec<(i64, String)>> {
    let mut found = Vec::with_capacity(rows.len());
    for id in rows {
        database.each(sql, values![*id], &mut |row| {
            found.push((row.int(0)?, row.text(1)?));
            Ok(())
        })?;
    }
    Ok(found)
}
