//! Batches: who added what, when, with which tool.

use crate::document::BatchSummary;
use crate::query::instant;
use crate::store::database::{Database, values};
use crate::{BatchNumber, Result};

/// The row of a batch.
#[derive(Debug)]
pub(crate) struct BatchRow<'a> {
    /// Its number, counted up by one.
    pub(crate) tx: u64,
    /// When, in seconds since 1970.
    pub(crate) at: i64,
    /// Who.
    pub(crate) actor: &'a str,
    /// With which program.
    pub(crate) tool: &'a str,
    /// Why.
    pub(crate) note: Option<&'a str>,
}

/// The table `batch`.
pub(crate) trait Batches {
    /// The number of the last batch; 0 where there is none.
    fn last_batch(&self) -> Result<u64>;
    /// How many batches there are.
    fn count_batches(&self) -> Result<u64>;
    /// All batches with the number of their documents and claims, in order.
    fn batches(&self) -> Result<Vec<BatchSummary>>;
    /// Adds one.
    fn append_batch(&self, batch: &BatchRow<'_>) -> Result<()>;
}

impl<D: Database> Batches for D {
    fn last_batch(&self) -> Result<u64> {
        let last = self.one("SELECT coalesce(max(tx), 0) FROM batch", &[], |row| {
            row.number(0)
        })?;
        Ok(last.unwrap_or(0))
    }

    fn count_batches(&self) -> Result<u64> {
        let count = self.one("SELECT count(*) FROM batch", &[], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    fn batches(&self) -> Result<Vec<BatchSummary>> {
        self.all(
            "SELECT b.tx, b.at, b.actor, b.tool, b.note, count(d.id), \
             CAST(coalesce(sum((SELECT sum(x.claims) FROM run x WHERE x.document = d.id)), 0) AS BIGINT) \
             FROM batch b LEFT JOIN document d ON d.tx = b.tx GROUP BY b.tx ORDER BY b.tx",
            &[],
            |row| {
                Ok(BatchSummary {
                    batch: BatchNumber(row.number(0)?),
                    at: instant(row.int(1)?)?,
                    actor: row.text(2)?,
                    tool: row.text(3)?,
                    note: row.maybe_text(4)?,
                    documents: row.number(5)?,
                    claims: row.number(6)?,
                })
            },
        )
    }

    fn append_batch(&self, batch: &BatchRow<'_>) -> Result<()> {
        self.run(
            "INSERT INTO batch (tx, at, actor, tool, note) VALUES (?1, ?2, ?3, ?4, ?5)",
            values![batch.tx, batch.at, batch.actor, batch.tool, batch.note],
        )?;
        Ok(())
    }
}
