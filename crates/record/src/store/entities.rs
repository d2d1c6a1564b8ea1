//! Addresses of entities, and where ids and other names of people are stated.

use crate::Result;
use crate::identity::meet::Met;
use crate::store::Inside;
use crate::store::database::{Database, values};

/// The tables `entity`, `external_id` and `alias`.
pub(crate) trait Entities {
    /// The name under which an entity was first met, and where.
    fn entity(&self, uid: &str) -> Result<Option<(String, String)>>;
    /// Whether any entity has an address.
    fn holds_entities(&self) -> Result<bool>;
    /// Gives an entity its address, unless it has it.
    fn append_entity(&self, met: &Met, tx: u64) -> Result<()>;
    /// The JSON of the statements that state an id.
    fn statements_of_id(&self, scheme: &str, value: &str) -> Result<Vec<String>>;
    /// Notes where an id is stated.
    fn append_external_id(&self, scheme: &str, value: &str, statement: i64) -> Result<()>;
    /// Whether another name of anybody is stated.
    fn holds_aliases(&self) -> Result<bool>;
    /// The JSON of the statements of the claims inside a cut that state another name of whoever bears this one.
    fn aliases_of(&self, name: &str, inside: Inside) -> Result<Vec<String>>;
    /// Notes the claim that states another name, by one of the two.
    fn append_alias(&self, name: &str, race: i64, seq: u64) -> Result<()>;
    /// Each statement that claims of a race make: the JSON, and the first batch that brought one.
    fn statements_of_races(&self) -> Result<Vec<(String, u64)>>;
    /// Each way in which claims came: the JSON, and the first batch that brought one.
    fn ways_of_claims(&self) -> Result<Vec<(String, u64)>>;
}

impl<D: Database> Entities for D {
    fn entity(&self, uid: &str) -> Result<Option<(String, String)>> {
        self.one(
            "SELECT label, place FROM entity WHERE uid = ?1",
            values![uid],
            |row| Ok((row.text(0)?, row.text(1)?)),
        )
    }

    fn holds_entities(&self) -> Result<bool> {
        self.any("SELECT uid FROM entity LIMIT 1", &[])
    }

    fn append_entity(&self, met: &Met, tx: u64) -> Result<()> {
        self.run(
            "INSERT INTO entity (uid, kind, label, place, tx) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            values![
                met.uid.as_str(),
                met.kind.word(),
                &met.label,
                &met.place,
                tx
            ],
        )?;
        Ok(())
    }

    fn statements_of_id(&self, scheme: &str, value: &str) -> Result<Vec<String>> {
        self.all(
            "SELECT s.json FROM external_id e JOIN statement s ON s.id = e.statement \
             WHERE e.scheme = ?1 AND e.value = ?2 ORDER BY s.id",
            values![scheme, value],
            |row| row.text(0),
        )
    }

    fn append_external_id(&self, scheme: &str, value: &str, statement: i64) -> Result<()> {
        self.run(
            "INSERT INTO external_id (scheme, value, statement) VALUES (?1, ?2, ?3)",
            values![scheme, value, statement],
        )?;
        Ok(())
    }

    fn holds_aliases(&self) -> Result<bool> {
        self.any("SELECT seq FROM alias LIMIT 1", &[])
    }

    fn aliases_of(&self, name: &str, inside: Inside) -> Result<Vec<String>> {
        self.all(
            "SELECT s.json FROM alias a JOIN claim c ON c.race = a.race AND c.seq = a.seq \
             JOIN statement s ON s.id = c.statement \
             WHERE a.name = ?1 AND c.reported_hi <= ?2 AND c.tx <= ?3 ORDER BY a.race, a.seq",
            values![name, inside.second, inside.batch],
            |row| row.text(0),
        )
    }

    fn append_alias(&self, name: &str, race: i64, seq: u64) -> Result<()> {
        self.run(
            "INSERT INTO alias (name, race, seq) VALUES (?1, ?2, ?3)",
            values![name, race, seq],
        )?;
        Ok(())
    }

    fn statements_of_races(&self) -> Result<Vec<(String, u64)>> {
        self.all(
            "SELECT s.json, min(c.tx) FROM claim c JOIN statement s ON s.id = c.statement \
             WHERE c.race <> 0 GROUP BY s.id, s.json ORDER BY s.id",
            &[],
            |row| Ok((row.text(0)?, row.number(1)?)),
        )
    }

    fn ways_of_claims(&self) -> Result<Vec<(String, u64)>> {
        self.all(
            "SELECT p.json, min(c.tx) FROM claim c JOIN provenance p ON p.id = c.provenance \
             GROUP BY p.id, p.json ORDER BY p.id",
            &[],
            |row| Ok((row.text(0)?, row.number(1)?)),
        )
    }
}
