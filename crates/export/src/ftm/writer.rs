//! Entities and statements, race by race.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use claim::Race;
use record::HandedClaim;
use serde::Serialize;

use super::claims;
use super::statement::{Statement, csv_writer};
use crate::Result;

/// Writes entities and statements. Claims come race by race, and are held in memory for one race.
pub struct Writer<E: Write, S: Write> {
    entities: E,
    statements: csv::Writer<S>,
    waiting: Vec<HandedClaim>,
    /// The hashes of the documents that are written already.
    written: BTreeSet<String>,
    left_out: u64,
}

impl<E: Write, S: Write> std::fmt::Debug for Writer<E, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("waiting", &self.waiting.len())
            .finish_non_exhaustive()
    }
}

/// An entity as `followthemoney` reads it.
#[derive(Debug, Default, Serialize)]
struct Entity<'a> {
    id: &'a str,
    schema: &'a str,
    properties: BTreeMap<&'a str, BTreeSet<&'a str>>,
    datasets: BTreeSet<&'a str>,
    referents: BTreeSet<&'a str>,
    first_seen: &'a str,
    last_seen: &'a str,
}

impl<E: Write, S: Write> Writer<E, S> {
    /// Writes the header of the statements.
    pub fn new(entities: E, statements: S) -> Result<Self> {
        Ok(Self {
            entities,
            statements: csv_writer(statements)?,
            waiting: Vec::new(),
            written: BTreeSet::new(),
            left_out: 0,
        })
    }

    /// Takes a claim.
    pub fn claim(&mut self, handed: &HandedClaim) -> Result<()> {
        if self
            .waiting
            .last()
            .is_some_and(|last| race(last) != race(handed))
        {
            self.race()?;
        }
        if claims::fits(&handed.held.claim) {
            self.waiting.push(handed.clone());
        } else {
            self.left_out += 1;
        }
        Ok(())
    }

    /// Writes what is still in memory. Returns how many claims `followthemoney` has no place for.
    pub fn finish(mut self) -> Result<u64> {
        self.race()?;
        self.statements.flush()?;
        self.entities.flush()?;
        Ok(self.left_out)
    }

    fn race(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut statements: Vec<Statement> = claims::statements(&waiting, &mut self.written)
            .into_values()
            .collect();
        statements.sort();
        for statement in &statements {
            self.statements.serialize(statement)?;
        }
        for same in statements.chunk_by(|a, b| a.canonical_id == b.canonical_id) {
            serde_json::to_writer(&mut self.entities, &entity(same))?;
            self.entities.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn race(handed: &HandedClaim) -> Option<&Race> {
    handed.held.id.race.as_ref()
}

fn entity(same: &[Statement]) -> Entity<'_> {
    let mut entity = Entity::default();
    for statement in same {
        entity.id = &statement.canonical_id;
        entity.schema = &statement.schema;
        entity
            .properties
            .entry(&statement.prop)
            .or_default()
            .insert(&statement.value);
        entity.datasets.insert(&statement.dataset);
        if statement.entity_id != statement.canonical_id {
            entity.referents.insert(&statement.entity_id);
        }
        if entity.first_seen.is_empty() || statement.first_seen.as_str() < entity.first_seen {
            entity.first_seen = &statement.first_seen;
        }
        if statement.last_seen.as_str() > entity.last_seen {
            entity.last_seen = &statement.last_seen;
        }
    }
    entity
}
