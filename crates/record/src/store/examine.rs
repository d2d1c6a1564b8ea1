//! What an examination of the whole record reads.

use crate::Result;
use crate::store::database::{Database, values};

/// A claim with everything that must agree about it. What is absent is not held.
#[derive(Debug)]
pub(crate) struct WholeClaim {
    /// The race's name.
    pub(crate) race: Option<String>,
    /// The claim's number within it.
    pub(crate) seq: i64,
    /// Its words.
    pub(crate) body: Option<String>,
    /// The JSON of its statement.
    pub(crate) statement: Option<String>,
    /// The code of its certainty.
    pub(crate) certainty: i64,
    /// The JSON of its provenance.
    pub(crate) provenance: Option<String>,
    /// Its document.
    pub(crate) document: i64,
    /// Whether its times are those of its document, and its batch that of one of the document's readings.
    pub(crate) dated: bool,
    /// Its batch.
    pub(crate) tx: u64,
}

/// Reading everything, to see whether it agrees.
pub(crate) trait Examine {
    /// What the database itself finds wrong: with its files first, then with references between rows; place and complaint.
    fn examine(&self) -> Result<Vec<(String, String)>>;
    /// The races that claims lie under, whether or not they have a name.
    fn races_of_claims(&self) -> Result<Vec<i64>>;
    /// The claims of a race, in order.
    fn whole_claims(&self, race: i64, each: &mut dyn FnMut(WholeClaim) -> Result<()>)
    -> Result<()>;
    /// Whether a statement can be found by a name.
    fn mentions(&self, name: &str, statement: &str) -> Result<bool>;
}

impl<D: Database> Examine for D {
    fn examine(&self) -> Result<Vec<(String, String)>> {
        self.own_check()
    }

    fn races_of_claims(&self) -> Result<Vec<i64>> {
        self.all(
            "SELECT DISTINCT race FROM claim ORDER BY race",
            &[],
            |row| row.int(0),
        )
    }

    fn whole_claims(
        &self,
        race: i64,
        each: &mut dyn FnMut(WholeClaim) -> Result<()>,
    ) -> Result<()> {
        self.each(
            "SELECT r.name, c.seq, b.claim, s.json, c.certainty, p.json, c.document, d.id, c.tx \
             FROM claim c LEFT JOIN race r ON r.id = c.race LEFT JOIN body b ON b.race = c.race AND b.seq = c.seq \
             LEFT JOIN statement s ON s.id = c.statement LEFT JOIN provenance p ON p.id = c.provenance \
             LEFT JOIN reading g ON g.document = c.document AND g.tx = c.tx \
             LEFT JOIN document d ON d.id = c.document AND (d.tx = c.tx OR g.tx IS NOT NULL) \
               AND d.reported_lo = c.reported_lo AND d.reported_hi = c.reported_hi \
             WHERE c.race = ?1 ORDER BY c.seq",
            values![race],
            &mut |row| {
                each(WholeClaim {
                    race: row.maybe_text(0)?,
                    seq: row.int(1)?,
                    body: row.maybe_text(2)?,
                    statement: row.maybe_text(3)?,
                    certainty: row.int(4)?,
                    provenance: row.maybe_text(5)?,
                    document: row.int(6)?,
                    dated: row.maybe_int(7)?.is_some(),
                    tx: row.number(8)?,
                })
            },
        )
    }

    fn mentions(&self, name: &str, statement: &str) -> Result<bool> {
        self.any(
            "SELECT n.id FROM mention m JOIN name n ON n.id = m.name \
             JOIN statement s ON s.id = m.statement WHERE n.text = ?1 AND s.json = ?2",
            values![name, statement],
        )
    }
}
