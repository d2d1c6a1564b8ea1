//! Whose words claims stand in: made from the texts, and made anew when that is asked.

use claim::{Part, Span};

use crate::Result;
use crate::store::claims::part_of;
use crate::store::database::{Database, Row, values};

/// A text with its time, as comparing needs it.
#[derive(Debug)]
pub(crate) struct HeldText {
    /// The number of the document version.
    pub(crate) document: i64,
    /// When it can have been public at the earliest, and when it was for certain.
    pub(crate) reported: (i64, i64),
    /// Who published it.
    pub(crate) publisher: Option<String>,
    /// The text.
    pub(crate) text: String,
}

/// A claim of a document, by number, and where its quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Whether the document leaves its race open.
    pub(crate) unsettled: bool,
    /// Its number within its race.
    pub(crate) seq: u64,
    /// In the headline or in the text.
    pub(crate) part: Part,
    /// Where, in code points.
    pub(crate) span: Span,
}

/// A row of `reuse`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReuseRow {
    /// Whether the claim's document leaves its race open.
    pub(crate) unsettled: bool,
    /// The claim's number within its race.
    pub(crate) seq: u64,
    /// The other document version; 0 for a credit.
    pub(crate) other: i64,
    /// Whether one prints the other.
    pub(crate) wire: bool,
    /// The house that the claim's document states as the source of its text.
    pub(crate) credit: Option<String>,
}

/// The tables `compared` and `reuse`.
pub(crate) trait Reuse {
    /// The last document version whose text was compared; 0 where none was.
    fn compared_up_to(&self) -> Result<i64>;
    /// Says that all texts up to a document version were compared.
    fn set_compared(&self, document: i64) -> Result<()>;
    /// The races of which document versions after one speak.
    fn races_after(&self, document: i64) -> Result<Vec<i64>>;
    /// Reads the texts that make claims about a race, in the order in which they came.
    fn texts_of_race(&self, race: i64, each: &mut dyn FnMut(HeldText) -> Result<()>) -> Result<()>;
    /// One text.
    fn text(&self, document: i64) -> Result<Option<HeldText>>;
    /// The claims of a document version about a race, and those without a settled race.
    fn quotes(&self, race: i64, document: i64) -> Result<Vec<Quoted>>;
    /// Adds a row, or leaves the one that is there.
    fn append_reuse(&self, race: i64, row: &ReuseRow) -> Result<()>;
    /// The rows of a race.
    fn reuse_of(&self, race: i64) -> Result<Vec<ReuseRow>>;
    /// Forgets all that was found.
    fn forget_reuse(&self) -> Result<()>;
}

const TEXT: &str = "SELECT d.id, d.reported_lo, d.reported_hi, d.publisher, d.text FROM document d";

impl<D: Database> Reuse for D {
    fn compared_up_to(&self) -> Result<i64> {
        let document = self.one("SELECT document FROM compared WHERE one = 1", &[], |row| {
            row.int(0)
        })?;
        Ok(document.unwrap_or(0))
    }

    fn set_compared(&self, document: i64) -> Result<()> {
        self.run("DELETE FROM compared", &[])?;
        self.run(
            "INSERT INTO compared (one, document) VALUES (1, ?1)",
            values![document],
        )?;
        Ok(())
    }

    fn races_after(&self, document: i64) -> Result<Vec<i64>> {
        self.all(
            "SELECT DISTINCT race FROM run WHERE document > ?1 AND race <> 0 ORDER BY race",
            values![document],
            |row| row.int(0),
        )
    }

    fn texts_of_race(&self, race: i64, each: &mut dyn FnMut(HeldText) -> Result<()>) -> Result<()> {
        self.each(
            &format!(
                "{TEXT} WHERE d.id IN (SELECT document FROM claim WHERE race = ?1) ORDER BY d.id"
            ),
            values![race],
            &mut |row| each(text(row)?),
        )
    }

    fn text(&self, document: i64) -> Result<Option<HeldText>> {
        self.one(&format!("{TEXT} WHERE d.id = ?1"), values![document], text)
    }

    fn quotes(&self, race: i64, document: i64) -> Result<Vec<Quoted>> {
        self.all(
            "SELECT c.race, c.seq, c.part, c.start, c.length FROM run x CROSS JOIN claim c \
             WHERE x.document = ?2 AND (x.race = ?1 OR x.race = 0) \
               AND c.race = x.race AND c.seq >= x.seq AND c.seq < x.seq + x.claims ORDER BY c.race, c.seq",
            values![race, document],
            |row| {
                let start = row.small(3)?;
                Ok(Quoted {
                    unsettled: row.int(0)? == 0,
                    seq: row.number(1)?,
                    part: part_of(row.int(2)?),
                    span: Span::new(start, start + row.small(4)?),
                })
            },
        )
    }

    fn append_reuse(&self, race: i64, row: &ReuseRow) -> Result<()> {
        self.run(
            "INSERT INTO reuse (race, unsettled, seq, other, wire, credit) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT DO NOTHING",
            values![
                race,
                i64::from(row.unsettled),
                row.seq,
                row.other,
                i64::from(row.wire),
                row.credit.as_deref(),
            ],
        )?;
        Ok(())
    }

    fn reuse_of(&self, race: i64) -> Result<Vec<ReuseRow>> {
        self.all(
            "SELECT unsettled, seq, other, wire, credit FROM reuse WHERE race = ?1 ORDER BY unsettled, seq, other",
            values![race],
            |row| {
                Ok(ReuseRow {
                    unsettled: row.int(0)? != 0,
                    seq: row.number(1)?,
                    other: row.int(2)?,
                    wire: row.int(3)? != 0,
                    credit: row.maybe_text(4)?,
                })
            },
        )
    }

    fn forget_reuse(&self) -> Result<()> {
        self.run("DELETE FROM reuse", &[])?;
        self.run("DELETE FROM compared", &[])?;
        Ok(())
    }
}

fn text(row: &dyn Row) -> Result<HeldText> {
    Ok(HeldText {
        document: row.int(0)?,
        reported: (row.int(1)?, row.int(2)?),
        publisher: row.maybe_text(3)?,
        text: row.text(4)?,
    })
}
