//! From rows to facts: the claims of a race inside a cut, gathered by what they state.
//!
//! The rows are integers that lie together on disk. However often a statement is repeated, it is parsed once, and
//! everything after the gathering works on distinct facts.

pub(crate) mod kept;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use claim::{Certainty, Race, Statement};

use self::kept::Facts;
use crate::batch::{UNSETTLED, certainty_of};
use crate::kin::Kin;
use crate::origins::{Provenance, Topic};
use crate::store::claims::{ClaimRow, Scan};
use crate::{ClaimId, Cut, Record, RecordError, Result};

/// One statement with one certainty, and every place where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// What is stated.
    pub(crate) statement: Rc<Statement>,
    /// Its JSON: the order of facts that does not depend on the order in which documents came.
    pub(crate) json: Rc<str>,
    /// How sure its origins are.
    pub(crate) certainty: Certainty,
    /// Where it stands, in the order in which that became public.
    pub(crate) heard: Vec<Heard>,
}

/// One place where a fact is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    /// When it was public for certain, in seconds since 1970. First, because it decides the order.
    pub(crate) hi: i64,
    /// When it can have been public at the earliest.
    pub(crate) lo: i64,
    /// Whether the document leaves the race open.
    pub(crate) unsettled: bool,
    /// The number of the claim within its race.
    pub(crate) seq: u64,
    /// The document version.
    pub(crate) document: i64,
    /// The row number of the provenance: equal numbers, equal ways.
    pub(crate) way: i64,
    /// How it got there.
    pub(crate) provenance: Rc<Provenance>,
    /// What it is about, as far as official records go.
    pub(crate) topic: Topic,
}

impl Heard {
    /// The claim's id on the page of a race.
    pub(crate) fn id(&self, race: Option<&Race>) -> ClaimId {
        ClaimId {
            race: race.filter(|_| !self.unsettled).cloned(),
            seq: self.seq,
        }
    }

    /// The order in which places became public; those of one second in the order of their numbers.
    pub(crate) fn order(&self) -> (i64, i64, bool, u64) {
        (self.hi, self.lo, self.unsettled, self.seq)
    }
}

/// A map from row numbers. They are small and nobody outside chooses them, so the hash need not withstand anybody: it
/// spreads neighbours, and costs next to nothing beside the default one.
type ByRow<K, V> = HashMap<K, V, BuildHasherDefault<RowHasher>>;

#[derive(Debug, Default)]
struct RowHasher(u64);

impl Hasher for RowHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // Knuth's multiplicative hashing, with 2^64 divided by the golden ratio.
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }
}

/// A statement, and the JSON that it was parsed from.
type Parsed = (Rc<Statement>, Rc<str>);

/// In how many document versions facts stand, of those with a number above one.
pub(crate) fn documents(facts: &[Fact], above: i64) -> usize {
    let mut documents: Vec<i64> = facts
        .iter()
        .flat_map(|fact| &fact.heard)
        .map(|heard| heard.document)
        .filter(|document| *document > above)
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

/// Statements and provenances by their row number, parsed once.
#[derive(Debug, Default)]
pub(crate) struct Interned {
    statements: RefCell<ByRow<i64, Parsed>>,
    provenances: RefCell<ByRow<i64, Rc<Provenance>>>,
    pub(crate) kin: Rc<Kin>,
}

/// The claims of one race in a cut, and those of an unsettled race whose documents speak of it.
pub(crate) fn race(record: &Record, race: i64, cut: Cut) -> Result<Facts> {
    if let Some(facts) = kept::race(record, race, cut)? {
        return Ok(facts);
    }
    let own = Rows {
        rows: record.rows(Scan::Race(race), cut)?,
        unsettled: race == UNSETTLED,
    };
    let nearby = Rows {
        rows: record.rows(Scan::Context(race), cut)?,
        unsettled: true,
    };
    gathered(record, &[own, nearby]).map(Facts::Own)
}

/// The claims of an unsettled race that are of one kind, in a cut.
pub(crate) fn unsettled(record: &Record, kind: &str, cut: Cut) -> Result<Facts> {
    let rows = Rows {
        rows: record.rows(Scan::Kind(kind), cut)?,
        unsettled: true,
    };
    gathered(record, &[rows]).map(Facts::Own)
}

/// What one scan found.
struct Rows {
    rows: Vec<ClaimRow>,
    /// Whether these are claims whose document leaves the race open.
    unsettled: bool,
}

/// Rows gathered into facts, which are found again by statement and certainty.
fn gathered(record: &Record, scans: &[Rows]) -> Result<Vec<Fact>> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut index: ByRow<(i64, i64), usize> = ByRow::default();
    // Few ways bring many claims: a small map of them is looked up far faster than that of all.
    let mut ways: ByRow<i64, Rc<Provenance>> = ByRow::default();
    for scan in scans {
        for row in &scan.rows {
            let provenance = if let Some(provenance) = ways.get(&row.provenance) {
                Rc::clone(provenance)
            } else {
                let provenance = record.provenance(row.provenance, &scan.rows)?;
                ways.insert(row.provenance, Rc::clone(&provenance));
                provenance
            };
            let heard = Heard {
                hi: row.hi,
                lo: row.lo,
                unsettled: scan.unsettled,
                seq: row.seq,
                document: row.document,
                way: row.provenance,
                provenance,
                topic: Topic::Other,
            };
            let key = (row.statement, row.certainty);
            if let Some(&at) = index.get(&key) {
                let fact = &mut facts[at];
                let topic = fact.heard.first().map_or(Topic::Other, |heard| heard.topic);
                fact.heard.push(Heard { topic, ..heard });
                continue;
            }
            index.insert(key, facts.len());
            let (statement, json) = record.statement(row.statement, &scan.rows)?;
            let topic = Topic::of(&statement);
            facts.push(Fact {
                statement,
                json,
                certainty: certainty_of(row.certainty)?,
                heard: vec![Heard { topic, ..heard }],
            });
        }
    }
    for fact in &mut facts {
        fact.heard.sort_unstable_by_key(Heard::order);
    }
    facts.sort_unstable_by(|a, b| (&a.json, a.certainty).cmp(&(&b.json, b.certainty)));
    Ok(facts)
}

impl Record {
    fn rows(&self, scan: Scan<'_>, cut: Cut) -> Result<Vec<ClaimRow>> {
        let mut rows = Vec::new();
        self.store.scan(scan, cut.into(), &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// A statement. One that was not read yet is read with all others that the rows name, in one go.
    fn statement(&self, row: i64, rows: &[ClaimRow]) -> Result<Parsed> {
        let held = || self.interned.statements.borrow().get(&row).cloned();
        if let Some(parsed) = held() {
            return Ok(parsed);
        }
        self.intern(rows)?;
        held().ok_or_else(|| RecordError::damaged(format!("statement {row} is not there")))
    }

    /// A provenance, likewise.
    fn provenance(&self, row: i64, rows: &[ClaimRow]) -> Result<Rc<Provenance>> {
        let held = || self.interned.provenances.borrow().get(&row).cloned();
        if let Some(provenance) = held() {
            return Ok(provenance);
        }
        self.intern(rows)?;
        held().ok_or_else(|| RecordError::damaged(format!("provenance {row} is not there")))
    }

    /// Reads the statements and provenances of rows that were not read yet, all in one go.
    fn intern(&self, rows: &[ClaimRow]) -> Result<()> {
        let mut statements = self.interned.statements.borrow_mut();
        let unread = unread(rows.iter().map(|row| row.statement), &statements);
        for (id, json) in self.store.statements_at(&unread)? {
            let statement = serde_json::from_str(&json)
                .map_err(|error| RecordError::damaged(format!("statement {id}: {error}")))?;
            statements.insert(id, (Rc::new(statement), Rc::from(json)));
        }
        let mut provenances = self.interned.provenances.borrow_mut();
        let unread = self::unread(rows.iter().map(|row| row.provenance), &provenances);
        for (id, json) in self.store.provenances_at(&unread)? {
            let provenance = serde_json::from_str(&json)
                .map_err(|error| RecordError::damaged(format!("provenance {id}: {error}")))?;
            provenances.insert(id, Rc::new(provenance));
        }
        Ok(())
    }
}

fn unread<T>(rows: impl Iterator<Item = i64>, interned: &ByRow<i64, T>) -> Vec<i64> {
    let mut unread: Vec<i64> = rows.filter(|row| !interned.contains_key(row)).collect();
    unread.sort_unstable();
    unread.dedup();
    unread
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use claim::{Occurrence, Part, Place, Report, Span, Terms};
    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;
    use crate::{Document, DocumentKind, Filter};

    /// A document that makes claims by number: few numbers, so that statements repeat.
    fn add(record: &mut Record, day: i64, numbers: &[u8]) {
        let text: String = numbers.iter().map(|_| "x").collect();
        let claims: Vec<Occurrence> = numbers
            .iter()
            .enumerate()
            .map(|(at, number)| Occurrence {
                claim: serde_json::from_value(serde_json::json!({
                    "kind": if number % 5 == 0 { "biography" } else { "candidacy" },
                    "person": "Jane Doe", "status": "running", "fact": "age", "value": "50",
                    "race": if number % 7 == 0 { "2020-ME-senate" } else { "2020-AL-senate" },
                    "certainty": if number % 2 == 0 { "asserted" } else { "expected" },
                    "origin": {"type": "report"}, "quote": "x",
                }))
                .unwrap(),
                place: Place {
                    part: Part::Text,
                    span: Span::new(at, at + 1),
                },
                terms: Terms::default(),
            })
            .collect();
        let seen = Timestamp::from_second(day * 86_400).unwrap();
        let report = Report {
            id: String::new(),
            text: format!("{text} {day}"),
            ..Report::default()
        };
        let mut batch = record.batch(seen, "test", "test", None).unwrap();
        batch
            .add(&Document {
                report: &report,
                kind: DocumentKind::Report,
                sources: &[],
                claims: &claims,
                relays: &[],
                complaints: &[],
                first_seen: seen,
                zone: &TimeZone::UTC,
                reader: "1",
            })
            .unwrap();
        batch.commit().unwrap();
    }

    type Summary = BTreeMap<(String, Certainty), Vec<(i64, ClaimId)>>;

    /// The fold without integers: every claim's JSON, gathered by its statement.
    fn naive(record: &Record, race: &Race, cut: Cut) -> Summary {
        let all = record
            .claims(&Filter {
                cut,
                ..Filter::default()
            })
            .unwrap();
        let speaking: Vec<_> = all
            .iter()
            .filter(|held| held.id.race.as_ref() == Some(race))
            .map(|held| held.document.document)
            .collect();
        let mut gathered = Summary::new();
        for held in &all {
            let settled = held.id.race.as_ref() == Some(race);
            let nearby = held.id.race.is_none() && speaking.contains(&held.document.document);
            if settled || nearby {
                let json = serde_json::to_string(&held.claim.statement).unwrap();
                gathered
                    .entry((json, held.claim.certainty))
                    .or_default()
                    .push((held.document.reported_last.as_second(), held.id.clone()));
            }
        }
        for places in gathered.values_mut() {
            places.sort_by_key(|(hi, id)| (*hi, id.race.is_none(), id.seq));
        }
        gathered
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_compact_fold_is_the_naive_one(
            documents in prop::collection::vec(prop::collection::vec(0_u8..30, 0..6), 1..8),
            last in 1_i64..9,
        ) {
            let mut record = Record::in_memory().unwrap();
            for (day, numbers) in documents.iter().enumerate() {
                add(&mut record, i64::try_from(day).unwrap() + 1, numbers);
            }
            let race: Race = "2020-AL-senate".parse().unwrap();
            let row = record.race_row(Some(&race)).unwrap().unwrap_or(-1);
            for cut in [Cut::default(), Cut::as_of(Timestamp::from_second(last * 86_400).unwrap())] {
                let mut folded = Summary::new();
                for fact in &super::race(&record, row, cut).unwrap() {
                    let places = fact.heard.iter().map(|heard| (heard.hi, heard.id(Some(&race)))).collect();
                    let held = folded.insert((fact.json.to_string(), fact.certainty), places);
                    prop_assert!(held.is_none(), "a statement is gathered once");
                }
                prop_assert_eq!(folded, naive(&record, &race, cut));
            }
        }

        /// Whatever came in between two questions, and however old it was.
        #[test]
        fn kept_facts_are_gathered_facts(
            documents in prop::collection::vec((1_i64..9, prop::collection::vec(0_u8..6, 1..4)), 1..8),
            last in 1_i64..9,
        ) {
            let (mut keeping, mut naive) = (Record::in_memory().unwrap(), Record::in_memory().unwrap());
            keeping.keep_folds(std::num::NonZeroUsize::new(1));
            for (at, (day, numbers)) in documents.iter().enumerate() {
                // Every text is another one, so that no document is held already.
                let numbers = [numbers.as_slice(), &vec![2; at]].concat();
                add(&mut keeping, *day, &numbers);
                add(&mut naive, *day, &numbers);
                for cut in [Cut::default(), Cut::as_of(Timestamp::from_second(last * 86_400).unwrap())] {
                    let facts = |record: &Record| -> Vec<_> {
                        let facts = super::race(record, 1, cut).unwrap();
                        let facts = facts.iter().map(|fact| {
                            let heard: Vec<_> = fact.heard.iter().map(|heard| (heard.order(), heard.document)).collect();
                            (fact.json.to_string(), fact.certainty, heard)
                        });
                        facts.collect()
                    };
                    prop_assert_eq!(facts(&keeping), facts(&naive));
                }
            }
        }
    }
}
