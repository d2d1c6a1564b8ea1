//! What an examination of the whole record reads.

use claim::{Place, Span};

use crate::Result;
use crate::store::claims::{ClaimRow, part_of, row_of};
use crate::store::database::{Database, values};

/// A claim with everything that must agree about it. What is absent is not held.
#[derive(Debug)]
pub(crate) struct WholeClaim {
    /// The race's name.
    pub(crate) race: Option<String>,
    /// The row; its statement and provenance are those below.
    pub(crate) row: ClaimRow,
    /// The batch that brought it.
    pub(crate) tx: u64,
    /// Where its quote stands.
    pub(crate) place: Place,
    /// The JSON of its statement.
    pub(crate) statement: Option<String>,
    /// The JSON of its provenance.
    pub(crate) provenance: Option<String>,
    /// Whether its times are those of its document, and its batch that of one of the document's readings.
    pub(crate) dated: bool,
}

/// Reading everything, to see whether it agrees.
pub(crate) trait Examine {
    /// What the database itself finds wrong: with its files first, then with references between rows; place and complaint.
    fn examine(&self) -> Result<Vec<(String, String)>>;
    /// The races that claims lie under or once lay under, whether or not they have a name.
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
            "SELECT race FROM claim UNION SELECT race FROM run ORDER BY race",
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
            "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_hi, c.reported_for, c.document, c.tx, \
               c.part, c.start, c.length, r.name, s.json, p.json, d.id \
             FROM claim c LEFT JOIN race r ON r.id = c.race LEFT JOIN statement s ON s.id = c.statement \
             LEFT JOIN provenance p ON p.id = c.provenance \
             LEFT JOIN reading g ON g.document = c.document AND g.tx = c.tx \
             LEFT JOIN document d ON d.id = c.document AND (d.tx = c.tx OR g.tx IS NOT NULL) \
               AND d.reported_hi = c.reported_hi AND d.reported_hi - d.reported_lo = c.reported_for \
             WHERE c.race = ?1 ORDER BY c.seq",
            values![race],
            &mut |row| {
                let start = row.small(9)?;
                each(WholeClaim {
                    row: row_of(row)?,
                    tx: row.number(7)?,
                    place: Place {
                        part: part_of(row.int(8)?),
                        span: Span::new(start, start + row.small(10)?),
                    },
                    race: row.maybe_text(11)?,
                    statement: row.maybe_text(12)?,
                    provenance: row.maybe_text(13)?,
                    dated: row.maybe_int(14)?.is_some(),
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
