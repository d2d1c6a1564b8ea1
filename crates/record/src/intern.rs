//! Writing each race, statement, name and provenance once, and giving back its row number.

use std::collections::BTreeSet;

use claim::{Race, Statement};
use rusqlite::{OptionalExtension, params};

use crate::Result;
use crate::batch::{Batch, json};
use crate::origins::Provenance;

impl Batch<'_> {
    pub(crate) fn race(&self, race: &Race) -> Result<i64> {
        let name = race.to_string();
        let held = self
            .tx
            .prepare_cached("SELECT id FROM race WHERE name = ?1")?
            .query_row([&name], |row| row.get(0))
            .optional()?;
        if let Some(id) = held {
            return Ok(id);
        }
        self.tx
            .prepare_cached("INSERT INTO race (name, tx) VALUES (?1, ?2)")?
            .execute(params![name, self.number.0])?;
        Ok(self.tx.last_insert_rowid())
    }

    pub(crate) fn statement(&self, statement: &Statement) -> Result<i64> {
        let json = json(statement)?;
        let held = self
            .tx
            .prepare_cached("SELECT id FROM statement WHERE json = ?1")?
            .query_row([&json], |row| row.get(0))
            .optional()?;
        if let Some(id) = held {
            return Ok(id);
        }
        self.tx
            .prepare_cached("INSERT INTO statement (kind, json) VALUES (?1, ?2)")?
            .execute([statement.kind(), &json])?;
        let id = self.tx.last_insert_rowid();
        for name in mentioned(statement) {
            let name = self.name(&name)?;
            self.tx
                .prepare_cached("INSERT INTO mention (name, statement) VALUES (?1, ?2)")?
                .execute([name, id])?;
        }
        Ok(id)
    }

    fn name(&self, text: &str) -> Result<i64> {
        let held = self
            .tx
            .prepare_cached("SELECT id FROM name WHERE text = ?1")?
            .query_row([text], |row| row.get(0))
            .optional()?;
        if let Some(id) = held {
            return Ok(id);
        }
        self.tx
            .prepare_cached("INSERT INTO name (text) VALUES (?1)")?
            .execute([text])?;
        Ok(self.tx.last_insert_rowid())
    }

    pub(crate) fn provenance(&self, provenance: &Provenance) -> Result<i64> {
        let json = json(provenance)?;
        let held = self
            .tx
            .prepare_cached("SELECT id FROM provenance WHERE json = ?1")?
            .query_row([&json], |row| row.get(0))
            .optional()?;
        if let Some(id) = held {
            return Ok(id);
        }
        self.tx
            .prepare_cached("INSERT INTO provenance (json) VALUES (?1)")?
            .execute([&json])?;
        Ok(self.tx.last_insert_rowid())
    }
}

/// The names of people and organizations that a statement is about.
pub(crate) fn mentioned(statement: &Statement) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = statement
        .person()
        .map(|person| person.as_str().to_owned())
        .into_iter()
        .collect();
    match statement {
        Statement::Endorsement(c) => names.extend([c.endorser.clone()]),
        Statement::Funds(c) => names.extend([c.holder.clone()]),
        Statement::Rating(c) => names.extend([c.rater.clone()]),
        Statement::Role(c) => names.extend([c.of.clone()]),
        Statement::Poll(c) => names.extend(c.shares.0.iter().map(|share| share.name.clone())),
        _ => {}
    }
    names
}
