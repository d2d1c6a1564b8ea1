//! Claims: rows of small integers that lie together by race. Their words are put together from what the integers name.

use claim::{Claim, Part, Place, Span};

use crate::batch::{UNSETTLED, certainty_of};
use crate::document::{HeldClaim, RaceSummary};
use crate::origins::Provenance;
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
    /// Where its quote stands.
    pub(crate) place: Place,
    /// The quote, where it is not simply the words at its place.
    pub(crate) quote: Option<&'a str>,
}

/// The claims that one document makes about one race: their numbers follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// The document version.
    pub(crate) document: i64,
    /// The race.
    pub(crate) race: i64,
    /// The number of the first.
    pub(crate) seq: u64,
    /// How many.
    pub(crate) claims: u64,
    /// The seal on them; absent from those that were added before there were seals.
    pub(crate) seal: Option<i64>,
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

/// The tables `claim`, `quote`, `run` and `context`.
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
    /// The runs of claims of a race, in order.
    fn runs(&self, race: i64) -> Result<Vec<Run>>;
    /// Adds a claim.
    fn append_claim(&self, claim: &NewClaim<'_>) -> Result<()>;
    /// Adds the run that claims just added make up.
    fn append_run(&self, run: &Run) -> Result<()>;
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
                "SELECT seq, statement, certainty, provenance, reported_hi, reported_for, document FROM claim \
                 WHERE race = ?1 AND reported_hi <= ?2 AND tx <= ?3",
                Value::Int(race),
                None,
            ),
            Scan::RaceAfter(race, after) => (
                "SELECT seq, statement, certainty, provenance, reported_hi, reported_for, document FROM claim \
                 WHERE race = ?1 AND reported_hi <= ?2 AND tx <= ?3 AND seq > ?4",
                Value::Int(race),
                Some(after),
            ),
            Scan::Context(race) => (
                "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_hi, c.reported_for, c.document \
                 FROM context x CROSS JOIN claim c \
                 WHERE x.race = ?1 AND c.race = 0 AND c.seq = x.seq AND c.reported_hi <= ?2 AND c.tx <= ?3",
                Value::Int(race),
                None,
            ),
            Scan::ContextAfter(race, after) => (
                "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_hi, c.reported_for, c.document \
                 FROM context x CROSS JOIN claim c \
                 WHERE x.race = ?1 AND c.race = 0 AND c.seq = x.seq AND c.reported_hi <= ?2 AND c.tx <= ?3 AND x.seq > ?4",
                Value::Int(race),
                Some(after),
            ),
            Scan::Kind(kind) => (
                "SELECT c.seq, c.statement, c.certainty, c.provenance, c.reported_hi, c.reported_for, c.document \
                 FROM claim c JOIN statement s ON s.id = c.statement \
                 WHERE c.race = 0 AND s.kind = ?1 AND c.reported_hi <= ?2 AND c.tx <= ?3",
                Value::Text(kind),
                None,
            ),
        };
        let mut values = vec![of, inside.second.into(), inside.batch.into()];
        values.extend(after.map(Value::from));
        self.each(sql, &values, &mut |row| each(row_of(row)?))
    }

    fn find(&self, wanted: &Wanted<'_>) -> Result<Vec<HeldClaim>> {
        let (condition, values) = condition(wanted);
        // A document's claims are found by their runs, all others by their race.
        let from = match wanted.document {
            Some(_) => "run x CROSS JOIN claim c",
            None => "claim c",
        };
        self.all(
            &format!(
                "SELECT {META}, r.name, c.seq, s.json, c.certainty, p.json, c.part, c.start, c.length, \
                   coalesce(q.words, {WORDS}) FROM {from} \
                 JOIN statement s ON s.id = c.statement JOIN provenance p ON p.id = c.provenance \
                 JOIN document d ON d.id = c.document JOIN race r ON r.id = c.race \
                 LEFT JOIN quote q ON q.race = c.race AND q.seq = c.seq \
                 WHERE {condition} ORDER BY c.race = {UNSETTLED}, r.name, c.seq"
            ),
            &values,
            held,
        )
    }

    fn claims_of(&self, document: u64) -> Result<Vec<ClaimId>> {
        self.all(
            "SELECT r.name, c.seq FROM run x CROSS JOIN claim c JOIN race r ON r.id = c.race \
             WHERE x.document = ?1 AND c.race = x.race AND c.seq >= x.seq AND c.seq < x.seq + x.claims \
             ORDER BY c.part, c.start, c.start + c.length, c.race, c.seq",
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
            // The claims of a run have their time and batch in common, so the first stands for all.
            "SELECT r.name, CAST(sum(x.claims) AS BIGINT), count(DISTINCT c.document), min(c.reported_hi), max(c.reported_hi) \
             FROM run x CROSS JOIN claim c JOIN race r ON r.id = c.race \
             WHERE c.race = x.race AND c.seq = x.seq AND c.reported_hi <= ?1 AND c.tx <= ?2 \
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

    fn runs(&self, race: i64) -> Result<Vec<Run>> {
        self.all(
            "SELECT document, seq, claims, seal FROM run WHERE race = ?1 ORDER BY seq",
            values![race],
            |row| {
                Ok(Run {
                    document: row.int(0)?,
                    race,
                    seq: row.number(1)?,
                    claims: row.number(2)?,
                    seal: row.maybe_int(3)?,
                })
            },
        )
    }

    fn append_claim(&self, claim: &NewClaim<'_>) -> Result<()> {
        let row = &claim.row;
        self.run(
            "INSERT INTO claim (race, seq, statement, certainty, provenance, reported_hi, reported_for, document, tx, \
             part, start, length) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            values![
                claim.race,
                row.seq,
                row.statement,
                row.certainty,
                row.provenance,
                row.hi,
                row.hi - row.lo,
                row.document,
                claim.tx,
                part_code(claim.place.part),
                claim.place.span.start,
                claim.place.span.len(),
            ],
        )?;
        if let Some(quote) = claim.quote {
            self.run(
                "INSERT INTO quote (race, seq, words) VALUES (?1, ?2, ?3)",
                values![claim.race, row.seq, quote],
            )?;
        }
        Ok(())
    }

    fn append_run(&self, run: &Run) -> Result<()> {
        self.run(
            "INSERT INTO run (document, race, seq, claims, seal) VALUES (?1, ?2, ?3, ?4, ?5)",
            values![run.document, run.race, run.seq, run.claims, run.seal],
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
        equal("x.document =", document.into());
        conditions.push(OF_RUN.to_owned());
    }
    if let Some(names) = wanted.names {
        // Rows are numbers: they can stand in the statement itself. No row has the number -1.
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let names = if names.is_empty() {
            "-1".to_owned()
        } else {
            names.join(", ")
        };
        // By race first, for the claims of a race lie together.
        conditions.push(format!(
            "c.race IN (SELECT n.race FROM mention m JOIN statement n ON n.id = m.statement WHERE m.name IN ({names})) \
             AND c.statement IN (SELECT statement FROM mention WHERE name IN ({names}))"
        ));
    }
    (conditions.join(" AND "), values)
}

/// Reads a row whose columns are number, statement, certainty, provenance, the two of time, and document.
pub(crate) fn row_of(row: &dyn Row) -> Result<ClaimRow> {
    let hi = row.int(4)?;
    Ok(ClaimRow {
        seq: row.number(0)?,
        statement: row.int(1)?,
        certainty: row.int(2)?,
        provenance: row.int(3)?,
        lo: hi - row.int(5)?,
        hi,
        document: row.int(6)?,
    })
}

fn held(row: &dyn Row) -> Result<HeldClaim> {
    let (id, claim, place, _) = worded(row, META_COLUMNS)?;
    Ok(HeldClaim {
        id,
        claim,
        place,
        document: meta(row, 0)?,
    })
}

/// A claim put together from nine columns, the first of which is `at`: race, number, statement, certainty, provenance, part,
/// start, length, quote.
pub(crate) fn worded(row: &dyn Row, at: usize) -> Result<(ClaimId, Claim, Place, Provenance)> {
    let id = ClaimId {
        race: race_named(&row.text(at)?)?,
        seq: row.number(at + 1)?,
    };
    let damaged = |error: serde_json::Error| RecordError::damaged(format!("claim {id}: {error}"));
    let provenance: Provenance = serde_json::from_str(&row.text(at + 4)?).map_err(damaged)?;
    let claim = Claim {
        statement: serde_json::from_str(&row.text(at + 2)?).map_err(damaged)?,
        quote: row.text(at + 8)?,
        certainty: certainty_of(row.int(at + 3)?)?,
        origin: provenance.origin.clone(),
        via: provenance.via.clone(),
    };
    let start = row.small(at + 6)?;
    let place = Place {
        part: part_of(row.int(at + 5)?),
        span: Span::new(start, start + row.small(at + 7)?),
    };
    Ok((id, claim, place, provenance))
}

/// The part of a document as it stands in the record.
pub(crate) const fn part_code(part: Part) -> i64 {
    match part {
        Part::Title => 0,
        Part::Text => 1,
    }
}

/// The part that a code in the record stands for.
pub(crate) const fn part_of(code: i64) -> Part {
    match code {
        0 => Part::Title,
        _ => Part::Text,
    }
}

/// Which claims a run holds. Every `CROSS JOIN` here tells SQLite to begin on its left side: it has no counts of rows to see for
/// itself that a few runs, or a few claims near a race, are the shorter way.
const OF_RUN: &str = "c.race = x.race AND c.seq >= x.seq AND c.seq < x.seq + x.claims";

/// The words at the place of a claim's quote. Both databases count code points, as we do; but SQLite ends a text at a NUL,
/// so a quote behind one is held by itself.
pub(crate) const WORDS: &str = "substr(CASE c.part WHEN 0 THEN d.title ELSE d.text END, CAST(c.start + 1 AS INTEGER), CAST(c.length AS INTEGER))";
