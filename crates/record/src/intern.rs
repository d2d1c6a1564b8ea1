//! Writing each race, statement, name and provenance once, and giving back its row number.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use claim::{Race, Statement};

use crate::Result;
use crate::batch::Batch;
use crate::identity::{Uid, meet};
use crate::origins::Provenance;
use crate::store::words::{StatementRow, Table};

/// How many rows are kept in mind from one batch to the next.
const MOST: usize = 200_000;

/// What a batch has found or added by now. With a batch that is dropped it is forgotten, for that has added nothing; the next
/// begins with what one that was committed knew, because rows are never taken away.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The last row number given in each table.
    last: BTreeMap<Table, i64>,
    races: HashMap<Race, i64>,
    names: HashMap<String, i64>,
    statements: HashMap<String, i64>,
    provenances: HashMap<String, i64>,
    entities: HashSet<Uid>,
}

impl Known {
    /// What the next batch may begin with. Others may add in between, so the last row numbers are not part of it.
    pub(crate) fn for_the_next(mut self) -> Self {
        self.last.clear();
        if self.statements.len() + self.provenances.len() + self.entities.len() > MOST {
            return Self::default();
        }
        self
    }
}

impl Batch<'_> {
    /// The number of the next new row of a table. There is one writer at a time, so nobody else gives it.
    pub(crate) fn next(&mut self, table: Table) -> Result<i64> {
        let last = match self.known.last.get(&table) {
            Some(&last) => last,
            None => self.turn.store.last_row(table)?,
        };
        self.known.last.insert(table, last + 1);
        Ok(last + 1)
    }

    pub(crate) fn race(&mut self, race: &Race) -> Result<i64> {
        if let Some(&id) = self.known.races.get(race) {
            return Ok(id);
        }
        let name = race.to_string();
        let id = if let Some(id) = self.turn.store.race(&name)? {
            id
        } else {
            let id = self.next(Table::Race)?;
            self.turn.store.append_race(id, &name, self.number.0)?;
            id
        };
        self.known.races.insert(race.clone(), id);
        Ok(id)
    }

    pub(crate) fn statement(
        &mut self,
        statement: &Statement,
        race: i64,
        json: &str,
    ) -> Result<i64> {
        if let Some(&id) = self.known.statements.get(json) {
            return Ok(id);
        }
        let id = if let Some(id) = self.turn.store.statement(json)? {
            id
        } else {
            let id = self.next(Table::Statement)?;
            let mut names = BTreeSet::new();
            for name in mentioned(statement) {
                names.insert(self.name(name)?);
            }
            self.turn.store.append_statement(
                id,
                &StatementRow {
                    kind: statement.kind(),
                    race,
                    json,
                },
                &names,
            )?;
            if let Statement::Identifier(c) = statement {
                let scheme = c.scheme.word();
                self.turn.store.append_external_id(scheme, &c.value, id)?;
            }
            self.meet(meet::in_statement(statement))?;
            id
        };
        self.known.statements.insert(json.to_owned(), id);
        Ok(id)
    }

    /// Gives those whom claims speak of their addresses, unless they have them.
    pub(crate) fn meet(&mut self, met: Vec<meet::Met>) -> Result<()> {
        for met in met {
            if !self.known.entities.contains(&met.uid) {
                self.turn.store.append_entity(&met, self.number.0)?;
                self.known.entities.insert(met.uid);
            }
        }
        Ok(())
    }

    fn name(&mut self, text: String) -> Result<i64> {
        if let Some(&id) = self.known.names.get(&text) {
            return Ok(id);
        }
        let id = if let Some(id) = self.turn.store.name(&text)? {
            id
        } else {
            let id = self.next(Table::Name)?;
            self.turn.store.append_name(id, &text)?;
            id
        };
        self.known.names.insert(text, id);
        Ok(id)
    }

    pub(crate) fn provenance(&mut self, provenance: &Provenance, json: &str) -> Result<i64> {
        if let Some(&id) = self.known.provenances.get(json) {
            return Ok(id);
        }
        let id = if let Some(id) = self.turn.store.provenance(json)? {
            id
        } else {
            let id = self.next(Table::Provenance)?;
            self.turn.store.append_provenance(id, json)?;
            self.meet(meet::in_provenance(provenance))?;
            id
        };
        self.known.provenances.insert(json.to_owned(), id);
        Ok(id)
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
        // Committees are found by their ids as people are by their names.
        Statement::Funds(c) => names.extend(
            [Some(c.holder.clone()), c.committee.clone()]
                .into_iter()
                .flatten(),
        ),
        Statement::Rating(c) => names.extend([c.rater.clone()]),
        Statement::Role(c) => names.extend([c.of.clone()]),
        Statement::Alias(c) => names.extend([c.alias.as_str().to_owned()]),
        Statement::Committee(c) => {
            names.extend(
                [Some(c.committee.clone()), c.name.clone()]
                    .into_iter()
                    .flatten(),
            );
            names.extend(c.candidate.iter().map(|name| name.as_str().to_owned()));
        }
        Statement::Poll(c) => names.extend(c.shares.0.iter().map(|share| share.name.clone())),
        _ => {}
    }
    names
}
