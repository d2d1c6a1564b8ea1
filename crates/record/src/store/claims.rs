//! Claims: rows of small integers that lie together by race, and their words beside them.

use claim::{Part, Place, Span};

use crate::batch::UNSETTLED;
use crate::document::{HeldClaim, RaceSummary};
use crate::query::{instant, race_named};
use crate::store::Inside;
use crate::store::database::{Database, Row, Value, values};
use crate::store::documents::{META, META_COLUMNS, meta};
use crate::{ClaimId, RecordError, Result};

/// The row of a claim, as pages are folded from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClaimRow {
    /// Its number within the race.
    pub(crate) seq: u64,
    /// The row of what is stated.
    pub(crate) statement: i64,
    /// The code of how surely.
    pub(crate) certainty: i64,
    /// The row of how it got here.
    pub(crate) provenance: i64,
    /// When it can have been public at the earliest, in seconds since 1970.
    pub(crate) lo: i64,
    /// When it was public for certain.
    pub(crate) hi: i64,
    /// The document version.
    pub(crate) document: i64,
}

/// A claim that is added: its row with its race and batch, and its words with their place.
#[derive(Debug)]
pub(crate) struct NewClaim<'a> {
    /// The race.
    pub(crate) race: i64,
    /// The row.
    pub(crate) row: ClaimRow,
    /// The batch that brings it.
    pub(crate) tx: u64,
    /// The claim's JSON, to the letter.
    pub(crate) json: &'a str,
    /// Where its quote stands.
    pub(crate) place: Place,
}

/// Which claims are read in one go.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scan<'a> {
    /// Those of a race.
    Race(i64),
    /// Those without a settled race whose documents speak of this one.
    Context(i64),
    /// Those of a race after a number.
    RaceAfter(i64, u64),
    /// Those without a settled race whose documents speak of this one, after a number.
    ContextAfter(i64, u64),
    /// Those without a settled race that are of a kind.
    Kind(&'a str),
}

/// Which claims are looked up with their words; the default finds all.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    /// Of a race.
    pub(crate) race: Option<i64>,
    /// With a number within it.
    pub(crate) seq: Option<u64>,
    /// Of a kind.
    pub(crate) kind: Option<&'a str>,
    /// From a document version.
    pub(crate) document: Option<u64>,
    /// Mentioning one of these names.
    pub(crate) names: Option<&'a [i64]>,
    /// Inside a cut.
    pub(crate) inside: Option<Inside>,
}

/// The tables `claim`, `body` and `context`.
pub(crate) trait Claims {
    /// Reads the rows of a scan inside a cut.
    fn scan(
        &self,
        scan: Scan<'_>,
        inside: Inside,
        each: &mut dyn FnMut(ClaimRow) -> Result<()>,
    ) -> Result<()>;
    /// Looks claims up, by race (the unsettled last) and number.
    fn find(&self, wanted: &Wanted<'_>) -> Result<Vec<HeldClaim>>;
    /// The claims of a document version, in the order in which they stand in it.
    fn claims_of(&self, document: u64) -> Result<Vec<ClaimId>>;
    /// What is held about each race inside a cut, by name; the claims without a settled race come last.
    fn summaries(&self, inside: Inside) -> Result<Vec<RaceSummary>>;
    /// The number of the last claim of a race; 0 where there is none.
    fn last_seq(&self, race: i64) -> Result<u64>;
    /// Adds a claim.
    fn append_claim(&self, claim: &NewClaim<'_>) -> Result<()>;
    /// Notes that a document which speaks of a race makes a claim without a settled one.
    fn append_context(&self, race: i64, seq: u64) -> Result<()>;
}

impl<D: Database> Claims for D {
    fn scan(
        &self,
        scan: Scan<'_>,
        inside: Inside,
        each: &mut dyn FnMut(ClaimRow) -> Result<()>,
    ) -> Result<()> {
        let (sql, of, after) = match scan {
            Scan::Race(race) => (
                "SELECT seq, statement, certainty, provenance, reported_lo, reported_hi, document FROM claim \
                 WHERE race = ?1 AND reported_hi <= ?2 AND tx <= ?3",
                Value::Int(race),
                None,
            ),
            Scan::RaceAfter(race, after) => (
                "SELECT seq, statement, certainty, provenance, reported_lo, reported_hi, document FROM claim \
                 WHERE race = ?1 AND reported_hi <= ?2 AND tx <= ?3 AND seq > ?4",
                Value::Int(race),
                Some(after),
            ),
            Scan::Context(race) => (
                "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_lo, c.reported_hi, c.document \
                 FROM context x JOIN claim c ON c.race = 0 AND c.seq = x.seq \
                 WHERE x.race = ?1 AND c.reported_hi <= ?2 AND c.tx <= ?3",
                Value::Int(race),
                None,
            ),
            Scan::ContextAfter(race, after) => (
                "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_lo, c.reported_hi, c.document \
                 FROM context x JOIN claim c ON c.race = 0 AND c.seq = x.seq \
                 WHERE x.race = ?1 AND c.reported_hi <= ?2 AND c.tx <= ?3 AND x.seq > ?4",
                Value::Int(race),
                Some(after),
            ),
            Scan::Kind(kind) => (
                "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_lo, c.reported_hi, c.document \
                 FROM claim c JOIN statement s ON s.id = c.statement \
                 WHERE c.race = 0 AND s.kind = ?1 AND c.reported_hi <= ?2 AND c.tx <= ?3",
                Value::Text(kind),
                None,
            ),
        };
        let mut values = vec![of, inside.second.into(), inside.batch.into()];
        values.extend(after.map(Value::from));
        self.each(sql, &values, &mut |row| {
            each(ClaimRow {
                seq: row.number(0)?,
                statement: row.int(1)?,
                certainty: row.int(2)?,
                provenance: row.int(3)?,
                lo: row.int(4)?,
                hi: row.int(5)?,
                document: row.int(6)?,
            })
        })
    }

    fn find(&self, wanted: &Wanted<'_>) -> Result<Vec<HeldClaim>> {
        let (condition, values) = condition(wanted);
        self.all(
            &format!(
                "SELECT {META}, c.race, r.name, c.seq, b.claim, b.part, b.start, b.\"end\" FROM claim c \
                 JOIN statement s ON s.id = c.statement JOIN document d ON d.id = c.document \
                 JOIN race r ON r.id = c.race JOIN body b ON b.race = c.race AND b.seq = c.seq \
                 WHERE {condition} ORDER BY c.race = {UNSETTLED}, r.name, c.seq"
            ),
            &values,
            held,
        )
    }

    fn claims_of(&self, document: u64) -> Result<Vec<ClaimId>> {
        self.all(
            "SELECT r.name, c.seq FROM claim c JOIN race r ON r.id = c.race \
             JOIN body b ON b.race = c.race AND b.seq = c.seq \
             WHERE c.document = ?1 ORDER BY b.part, b.start, b.\"end\", c.race, c.seq",
            values![document],
            |row| {
                Ok(ClaimId {
                    race: race_named(&row.text(0)?)?,
                    seq: row.number(1)?,
                })
            },
        )
    }

    fn summaries(&self, inside: Inside) -> Result<Vec<RaceSummary>> {
        self.all(
            "SELECT r.name, count(*), count(DISTINCT c.document), min(c.reported_hi), max(c.reported_hi) \
             FROM claim c JOIN race r ON r.id = c.race WHERE c.reported_hi <= ?1 AND c.tx <= ?2 \
             GROUP BY c.race, r.name ORDER BY c.race = 0, r.name",
            values![inside.second, inside.batch],
            |row| {
                Ok(RaceSummary {
                    race: race_named(&row.text(0)?)?,
                    claims: row.number(1)?,
                    documents: row.number(2)?,
                    first: instant(row.int(3)?)?,
                    last: instant(row.int(4)?)?,
                })
            },
        )
    }

    fn last_seq(&self, race: i64) -> Result<u64> {
        let last = self.one(
            "SELECT coalesce(max(seq), 0) FROM claim WHERE race = ?1",
            values![race],
            |row| row.number(0),
        )?;
        Ok(last.unwrap_or(0))
    }

    fn append_claim(&self, claim: &NewClaim<'_>) -> Result<()> {
        let row = &claim.row;
        self.run(
            "INSERT INTO claim (race, seq, statement, certainty, provenance, reported_lo, reported_hi, document, tx) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            values![
                claim.race,
                row.seq,
                row.statement,
                row.certainty,
                row.provenance,
                row.lo,
                row.hi,
                row.document,
                claim.tx,
            ],
        )?;
        self.run(
            "INSERT INTO body (race, seq, claim, part, start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            values![
                claim.race,
                row.seq,
                claim.json,
                part_code(claim.place.part),
                claim.place.span.start,
                claim.place.span.end,
            ],
        )?;
        Ok(())
    }

    fn append_context(&self, race: i64, seq: u64) -> Result<()> {
        self.run(
            "INSERT INTO context (race, seq) VALUES (?1, ?2)",
            values![race, seq],
        )?;
        Ok(())
    }
}

/// The condition on `c` (claim), `s` (statement) and `d` (document) that picks what is wanted.
fn condition<'a>(wanted: &Wanted<'a>) -> (String, Vec<Value<'a>>) {
    let mut conditions = vec!["c.seq > 0".to_owned()];
    let mut values: Vec<Value<'a>> = Vec::new();
    let mut equal = |column: &str, value: Value<'a>| {
        values.push(value);
        conditions.push(format!("{column} ?{}", values.len()));
    };
    if let Some(inside) = wanted.inside {
        equal("c.reported_hi <=", inside.second.into());
        equal("c.tx <=", inside.batch.into());
    }
    if let Some(race) = wanted.race {
        equal("c.race =", race.into());
    }
    if let Some(seq) = wanted.seq {
        equal("c.seq =", seq.into());
    }
    if let Some(kind) = wanted.kind {
        equal("s.kind =", kind.into());
    }
    if let Some(document) = wanted.document {
        equal("c.document =", document.into());
    }
    if let Some(names) = wanted.names {
        // Rows are numbers: they can stand in the statement itself.
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        conditions.push(format!(
            "c.statement IN (SELECT statement FROM mention WHERE name IN ({}))",
            if names.is_empty() {
                "NULL".to_owned()
            } else {
                names.join(", ")
            }
        ));
    }
    (conditions.join(" AND "), values)
}

fn held(row: &dyn Row) -> Result<HeldClaim> {
    let id = ClaimId {
        race: race_named(&row.text(META_COLUMNS + 1)?)?,
        seq: row.number(META_COLUMNS + 2)?,
    };
    let claim = serde_json::from_str(&row.text(META_COLUMNS + 3)?)
        .map_err(|error| RecordError::damaged(format!("claim {id}: {error}")))?;
    Ok(HeldClaim {
        claim,
        place: place(row, META_COLUMNS + 4)?,
        document: meta(row, 0)?,
        id,
    })
}

/// Reads part, start and end of a place, the first of which is column `first`.
pub(crate) fn place(row: &dyn Row, first: usize) -> Result<Place> {
    Ok(Place {
        part: if row.int(first)? == 0 {
            Part::Title
        } else {
            Part::Text
        },
        span: Span::new(row.small(first + 1)?, row.small(first + 2)?),
    })
}

const fn part_code(part: Part) -> i64 {
    match part {
        Part::Title => 0,
        Part::Text => 1,
    }
}
