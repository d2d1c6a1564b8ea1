//! What an export reads and an import brings back: claims with all that belongs to them, one by one.

use claim::{Claim, Place};

use crate::document::DocumentMeta;
use crate::origins::Provenance;
use crate::store::Inside;
use crate::store::claims::{WORDS, worded};
use crate::store::database::{Database, values};
use crate::store::documents::{META, META_COLUMNS, meta};
use crate::{BatchNumber, ClaimId, Result};

/// A claim with all that belongs to it.
#[derive(Debug)]
pub(crate) struct HandedRow {
    pub(crate) id: ClaimId,
    pub(crate) document: DocumentMeta,
    /// The batch that brought the claim.
    pub(crate) batch: BatchNumber,
    pub(crate) claim: Claim,
    pub(crate) place: Place,
    pub(crate) provenance: Provenance,
}

/// Which claims of a race are handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its own.
    Own,
    /// Those without a settled race whose documents speak of it.
    Context,
}

/// Reading claims whole, and bringing documents back.
pub(crate) trait Handing {
    /// The claims of a race inside a cut, by their numbers.
    fn hand(
        &self,
        race: i64,
        part: Part,
        inside: Inside,
        each: &mut dyn FnMut(HandedRow) -> Result<()>,
    ) -> Result<()>;
    /// The numbers of the documents inside a cut, in order; of a race, those that make a claim about it.
    fn documents_inside(&self, race: Option<i64>, inside: Inside) -> Result<Vec<u64>>;
    /// Why the words of a document are not held; nothing where they are.
    fn unheld(&self, document: u64) -> Result<Option<String>>;
    /// Whether a number is taken among the versions of a document.
    fn version_held(&self, key: &str, version: u32) -> Result<bool>;
    /// Notes that the words of a document are not held.
    fn append_unheld(&self, document: i64, why: &str) -> Result<()>;
    /// Notes which races the documents from this number on speak of, for their claims without a settled race.
    fn append_contexts_from(&self, document: i64) -> Result<()>;
}

impl<D: Database> Handing for D {
    fn hand(
        &self,
        race: i64,
        part: Part,
        inside: Inside,
        each: &mut dyn FnMut(HandedRow) -> Result<()>,
    ) -> Result<()> {
        let (from, of) = match part {
            Part::Own => ("claim c", "c.race = ?1"),
            Part::Context => (
                "context x CROSS JOIN claim c",
                "x.race = ?1 AND c.race = 0 AND c.seq = x.seq",
            ),
        };
        let sql = format!(
            "SELECT {META}, r.name, c.seq, s.json, c.certainty, p.json, c.part, c.start, c.length, \
               coalesce(q.words, {WORDS}), c.tx FROM {from} \
             JOIN race r ON r.id = c.race JOIN statement s ON s.id = c.statement \
             JOIN provenance p ON p.id = c.provenance JOIN document d ON d.id = c.document \
             LEFT JOIN quote q ON q.race = c.race AND q.seq = c.seq \
             WHERE {of} AND c.reported_hi <= ?2 AND c.tx <= ?3 ORDER BY c.seq"
        );
        self.each(
            &sql,
            values![race, inside.second, inside.batch],
            &mut |row| {
                let (id, claim, place, provenance) = worded(row, META_COLUMNS)?;
                each(HandedRow {
                    document: meta(row, 0)?,
                    id,
                    batch: BatchNumber(row.number(META_COLUMNS + 9)?),
                    claim,
                    place,
                    provenance,
                })
            },
        )
    }

    fn documents_inside(&self, race: Option<i64>, inside: Inside) -> Result<Vec<u64>> {
        match race {
            None => self.all(
                "SELECT id FROM document WHERE reported_hi <= ?1 AND tx <= ?2 ORDER BY id",
                values![inside.second, inside.batch],
                |row| row.number(0),
            ),
            Some(race) => self.all(
                "SELECT DISTINCT document FROM claim WHERE race = ?1 AND reported_hi <= ?2 AND tx <= ?3 \
                 ORDER BY document",
                values![race, inside.second, inside.batch],
                |row| row.number(0),
            ),
        }
    }

    fn unheld(&self, document: u64) -> Result<Option<String>> {
        self.one(
            "SELECT why FROM unheld WHERE document = ?1",
            values![document],
            |row| row.text(0),
        )
    }

    fn version_held(&self, key: &str, version: u32) -> Result<bool> {
        self.any(
            "SELECT 1 FROM document WHERE key = ?1 AND version = ?2",
            values![key, version],
        )
    }

    fn append_unheld(&self, document: i64, why: &str) -> Result<()> {
        self.run(
            "INSERT INTO unheld (document, why) VALUES (?1, ?2)",
            values![document, why],
        )?;
        Ok(())
    }

    fn append_contexts_from(&self, document: i64) -> Result<()> {
        self.run(
            "INSERT INTO context (race, seq) SELECT DISTINCT x.race, u.seq FROM run y CROSS JOIN claim u CROSS JOIN run x \
             WHERE y.document >= ?1 AND y.race = 0 AND u.race = 0 AND u.seq >= y.seq AND u.seq < y.seq + y.claims \
               AND x.document = y.document AND x.race <> 0",
            values![document],
        )?;
        Ok(())
    }
}
