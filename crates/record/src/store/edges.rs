//! Editors' words on names and origins, each ended once at most.

use crate::identity::{HeldIdentity, Identity, IdentityId, Judged, Verdict};
use crate::query::instant;
use crate::store::Inside;
use crate::store::database::{Database, values};
use crate::{BatchNumber, Result};

/// What an edge says: its kind, the two that it joins, and the verdict, each in the word used in the record.
#[derive(Debug)]
pub(crate) struct EdgeRow {
    /// What is judged.
    pub(crate) kind: String,
    /// One name or label.
    pub(crate) a: String,
    /// The other.
    pub(crate) b: String,
    /// The verdict.
    pub(crate) verdict: Verdict,
}

/// The table `identity`.
pub(crate) trait Edges {
    /// All edges, those that were ended included, in the order in which they came.
    fn edges(&self) -> Result<Vec<HeldIdentity>>;
    /// The edges that hold in a race and stand inside a cut, sorted by what they say.
    fn standing(&self, race: i64, inside: Inside) -> Result<Vec<EdgeRow>>;
    /// Whether an edge stands now.
    fn stands(&self, id: u64) -> Result<bool>;
    /// Adds an edge that is public from a second on.
    fn append_edge(
        &self,
        id: i64,
        race: Option<i64>,
        edge: &Identity,
        reported: i64,
        tx: u64,
    ) -> Result<()>;
    /// Ends an edge from a batch and a second on.
    fn end_edge(&self, id: u64, reported: i64, tx: u64) -> Result<()>;
}

impl<D: Database> Edges for D {
    fn edges(&self) -> Result<Vec<HeldIdentity>> {
        self.all(
            "SELECT i.id, i.kind, r.name, i.a, i.b, i.verdict, i.basis, i.tx, i.ended_tx, i.reported, i.ended_reported \
             FROM identity i LEFT JOIN race r ON r.id = i.race ORDER BY i.id",
            &[],
            |row| {
                Ok(HeldIdentity {
                    id: IdentityId(row.number(0)?),
                    identity: Identity {
                        judged: Judged::from_word(&row.text(1)?),
                        race: row.maybe_text(2)?.and_then(|race| race.parse().ok()),
                        a: row.text(3)?,
                        b: row.text(4)?,
                        verdict: Verdict::from_word(&row.text(5)?),
                        basis: row.text(6)?,
                    },
                    batch: BatchNumber(row.number(7)?),
                    reported: instant(row.int(9)?)?,
                    ended_reported: row.maybe_int(10)?.map(instant).transpose()?,
                    ended: match row.maybe_int(8)? {
                        Some(_) => Some(BatchNumber(row.number(8)?)),
                        None => None,
                    },
                })
            },
        )
    }

    fn standing(&self, race: i64, inside: Inside) -> Result<Vec<EdgeRow>> {
        self.all(
            "SELECT kind, a, b, verdict FROM identity \
             WHERE (race IS NULL OR race = ?1) AND tx <= ?2 AND reported <= ?3 \
             AND (ended_tx IS NULL OR ended_tx > ?2 OR ended_reported > ?3) \
             ORDER BY kind, a, b, verdict",
            values![race, inside.batch, inside.second],
            |row| {
                Ok(EdgeRow {
                    kind: row.text(0)?,
                    a: row.text(1)?,
                    b: row.text(2)?,
                    verdict: Verdict::from_word(&row.text(3)?),
                })
            },
        )
    }

    fn stands(&self, id: u64) -> Result<bool> {
        self.any(
            "SELECT id FROM identity WHERE id = ?1 AND ended_tx IS NULL",
            values![id],
        )
    }

    fn append_edge(
        &self,
        id: i64,
        race: Option<i64>,
        edge: &Identity,
        reported: i64,
        tx: u64,
    ) -> Result<()> {
        self.run(
            "INSERT INTO identity (id, kind, race, a, b, verdict, basis, reported, tx) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            values![
                id,
                edge.judged.word(),
                race,
                &edge.a,
                &edge.b,
                edge.verdict.word(),
                &edge.basis,
                reported,
                tx
            ],
        )?;
        Ok(())
    }

    fn end_edge(&self, id: u64, reported: i64, tx: u64) -> Result<()> {
        self.run(
            "UPDATE identity SET ended_tx = ?1, ended_reported = ?2 WHERE id = ?3",
            values![tx, reported, id],
        )?;
        Ok(())
    }
}
