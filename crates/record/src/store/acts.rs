//! Editorial acts, readings by newer readers, versions of documents, and the destruction of words.

use std::collections::{BTreeMap, BTreeSet};

use crate::acts::reread::Earlier;
use crate::acts::versions::Version;
use crate::acts::{Act, ActId, ActKind, HeldAct, SignedSet, Target};
use crate::document::hexadecimal;
use crate::query::{instant, race_named};
use crate::store::Inside;
use crate::store::claims::{WORDS, worded};
use crate::store::database::{Database, Row, Value, values};
use crate::{BatchNumber, ClaimId, DocumentId, RecordError, Result};

/// An act as it is added.
#[derive(Debug)]
pub(crate) struct ActRow {
    /// Its number.
    pub(crate) id: i64,
    /// What is done.
    pub(crate) kind: ActKind,
    /// The race of the claim, or of the page.
    pub(crate) race: Option<i64>,
    /// The claim's number within it.
    pub(crate) seq: Option<u64>,
    /// The document version that it is about.
    pub(crate) document: Option<u64>,
    /// The act that it ends.
    pub(crate) ends: Option<u64>,
    /// The claim that takes the place.
    pub(crate) by: Option<(i64, u64)>,
    /// The document version in which the publisher says so.
    pub(crate) stands_in: Option<u64>,
    /// The hash over the signed claims, and their number.
    pub(crate) set: Option<(Vec<u8>, u64)>,
    /// Public since, in seconds since 1970.
    pub(crate) reported: i64,
    /// The batch that brings it.
    pub(crate) tx: u64,
}

/// A reading of a text that is held.
#[derive(Debug)]
pub(crate) struct ReadingRow<'a> {
    /// The document version.
    pub(crate) document: u64,
    /// The batch that brings it.
    pub(crate) tx: u64,
    /// The version of the reader.
    pub(crate) reader: &'a str,
    /// A JSON array of the outlets that the document passes on.
    pub(crate) relays: &'a str,
    /// A JSON array of what the reader complained of.
    pub(crate) complaints: &'a str,
}

/// Where words were destroyed.
#[derive(Debug, Default)]
pub(crate) struct Redacted {
    /// Document versions.
    pub(crate) documents: BTreeSet<u64>,
    /// Claims, by race and number.
    pub(crate) claims: BTreeSet<(i64, u64)>,
}

/// The tables `act` and `reading`, and what acts do to words.
pub(crate) trait Acts {
    /// All acts inside a cut, in the order in which they came.
    fn acts(&self, inside: Inside) -> Result<Vec<HeldAct>>;
    /// The acts inside a cut that can matter on the page of a race: about it and its claims, about claims without a
    /// settled race that stand on it, and about documents.
    fn acts_on_page(&self, race: i64, inside: Inside) -> Result<Vec<HeldAct>>;
    /// The acts about a document version and its claims, with those that end them.
    fn acts_on_document(&self, document: u64) -> Result<Vec<HeldAct>>;
    /// One act.
    fn act(&self, id: u64) -> Result<Option<HeldAct>>;
    /// The race under which an act lies.
    fn race_of_act(&self, id: u64) -> Result<Option<i64>>;
    /// Adds an act.
    fn append_act(&self, act: &ActRow) -> Result<()>;
    /// Whether a claim is held.
    fn holds_claim(&self, race: i64, seq: u64) -> Result<bool>;
    /// All versions of the documents of which a later version came after this number, in any order.
    fn versions_since(&self, last: i64) -> Result<Vec<Version>>;
    /// The versions of the document that a version belongs to, in the order in which they came.
    fn siblings(&self, document: u64) -> Result<Vec<u64>>;
    /// The quote of a claim.
    fn quote(&self, race: i64, seq: u64) -> Result<Option<String>>;
    /// Headline and text of a document version.
    fn words_of(&self, document: u64) -> Result<Option<(String, String)>>;
    /// The claims that all readings of a document version left, by race and number.
    fn claims_read(&self, document: u64) -> Result<Vec<Earlier>>;
    /// The reader that read a document version last.
    fn last_reader(&self, document: u64) -> Result<Option<String>>;
    /// The outlets that a document passes on as its reader of a batch saw it, as JSON; none for the first reading.
    fn relays_reread(&self, document: u64, batch: u64) -> Result<Option<String>>;
    /// Adds a reading.
    fn append_reading(&self, reading: &ReadingRow<'_>) -> Result<()>;
    /// Where words were destroyed.
    fn redacted(&self) -> Result<Redacted>;
    /// Overwrites headline and text of a document version, and what was complained of in it.
    fn blank_document(&self, document: u64) -> Result<()>;
    /// Destroys the quote of a claim: from now on it is no words at all.
    fn blank_quote(&self, race: i64, seq: u64) -> Result<()>;
}

const ACTS: &str = "SELECT a.id, a.kind, r.name, a.seq, a.document, a.ends, b.name, a.by_seq, a.stands_in, a.set_hash, \
    a.set_count, a.reported, a.tx, t.actor, t.note, t.tool \
    FROM act a JOIN batch t ON t.tx = a.tx LEFT JOIN race r ON r.id = a.race LEFT JOIN race b ON b.id = a.by_race";

impl<D: Database> Acts for D {
    fn acts(&self, inside: Inside) -> Result<Vec<HeldAct>> {
        self.all(
            &format!("{ACTS} WHERE a.reported <= ?1 AND a.tx <= ?2 ORDER BY a.id"),
            values![inside.second, inside.batch],
            held,
        )
    }

    fn acts_on_page(&self, race: i64, inside: Inside) -> Result<Vec<HeldAct>> {
        let mut found = BTreeMap::new();
        let mut take = |condition: &str, race: Option<i64>| -> Result<()> {
            let mut values = vec![inside.second.into(), inside.batch.into()];
            values.extend(race.map(Value::from));
            let sql = format!("{ACTS} {condition} AND a.reported <= ?1 AND a.tx <= ?2");
            self.each(&sql, &values, &mut |row| {
                let held = held(row)?;
                found.insert(held.id, held);
                Ok(())
            })
        };
        take("WHERE a.race = ?3", Some(race))?;
        take("WHERE a.race IS NULL", None)?;
        // What ends an act on a claim without a settled race lies there without a number.
        take("WHERE a.race = 0 AND a.seq IS NULL", None)?;
        if self.any("SELECT id FROM act WHERE race = 0 LIMIT 1", &[])? {
            take(
                "WHERE a.race = 0 AND a.seq IN (SELECT seq FROM context WHERE race = ?3)",
                Some(race),
            )?;
        }
        Ok(found.into_values().collect())
    }

    fn acts_on_document(&self, document: u64) -> Result<Vec<HeldAct>> {
        let mut found = self.all(
            &format!(
                "{ACTS} JOIN claim c ON c.race = a.race AND c.seq = a.seq WHERE c.document = ?1"
            ),
            values![document],
            held,
        )?;
        found.extend(self.all(
            &format!("{ACTS} WHERE a.document = ?1"),
            values![document],
            held,
        )?);
        let mut at = 0;
        while let Some(id) = found.get(at).map(|held| held.id.0) {
            at += 1;
            found.extend(self.all(&format!("{ACTS} WHERE a.ends = ?1"), values![id], held)?);
        }
        Ok(found)
    }

    fn act(&self, id: u64) -> Result<Option<HeldAct>> {
        self.one(&format!("{ACTS} WHERE a.id = ?1"), values![id], held)
    }

    fn race_of_act(&self, id: u64) -> Result<Option<i64>> {
        let race = self.one("SELECT race FROM act WHERE id = ?1", values![id], |row| {
            row.maybe_int(0)
        })?;
        Ok(race.flatten())
    }

    fn append_act(&self, act: &ActRow) -> Result<()> {
        self.run(
            "INSERT INTO act (id, kind, race, seq, document, ends, by_race, by_seq, stands_in, set_hash, set_count, \
             reported, tx) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            values![
                act.id,
                act.kind.word(),
                act.race,
                act.seq,
                act.document,
                act.ends,
                act.by.map(|by| by.0),
                act.by.map(|by| by.1),
                act.stands_in,
                act.set.as_ref().map(|set| set.0.as_slice()),
                act.set.as_ref().map(|set| set.1),
                act.reported,
                act.tx,
            ],
        )?;
        Ok(())
    }

    fn holds_claim(&self, race: i64, seq: u64) -> Result<bool> {
        self.any(
            "SELECT seq FROM claim WHERE race = ?1 AND seq = ?2",
            values![race, seq],
        )
    }

    fn versions_since(&self, last: i64) -> Result<Vec<Version>> {
        // The sign keeps SQLite from going through all documents by number: the index of later versions is far shorter.
        self.all(
            "SELECT v.id, f.id, v.version, v.reported_lo, v.reported_hi, v.tx FROM document d \
             JOIN document f ON f.key = d.key AND f.version = 1 JOIN document v ON v.key = d.key \
             WHERE d.version > 1 AND +d.id > ?1",
            values![last],
            |row| {
                Ok(Version {
                    document: row.int(0)?,
                    family: row.int(1)?,
                    number: row.int(2)?,
                    reported: (row.int(3)?, row.int(4)?),
                    tx: row.int(5)?,
                })
            },
        )
    }

    fn siblings(&self, document: u64) -> Result<Vec<u64>> {
        self.all(
            "SELECT s.id FROM document d JOIN document s ON s.key = d.key WHERE d.id = ?1 ORDER BY s.version",
            values![document],
            |row| row.number(0),
        )
    }

    fn quote(&self, race: i64, seq: u64) -> Result<Option<String>> {
        self.one(
            &format!(
                "SELECT coalesce(q.words, {WORDS}) FROM claim c JOIN document d ON d.id = c.document \
                 LEFT JOIN quote q ON q.race = c.race AND q.seq = c.seq WHERE c.race = ?1 AND c.seq = ?2"
            ),
            values![race, seq],
            |row| row.text(0),
        )
    }

    fn words_of(&self, document: u64) -> Result<Option<(String, String)>> {
        self.one(
            "SELECT title, text FROM document WHERE id = ?1",
            values![document],
            |row| Ok((row.text(0)?, row.text(1)?)),
        )
    }

    fn claims_read(&self, document: u64) -> Result<Vec<Earlier>> {
        self.all(
            &format!(
                "SELECT r.name, c.seq, s.json, c.certainty, p.json, c.part, c.start, c.length, coalesce(q.words, {WORDS}), \
                   c.race FROM run x CROSS JOIN claim c \
                 JOIN race r ON r.id = c.race JOIN statement s ON s.id = c.statement \
                 JOIN provenance p ON p.id = c.provenance JOIN document d ON d.id = c.document \
                 LEFT JOIN quote q ON q.race = c.race AND q.seq = c.seq WHERE x.document = ?1 \
                   AND c.race = x.race AND c.seq >= x.seq AND c.seq < x.seq + x.claims ORDER BY c.race, c.seq"
            ),
            values![document],
            |row| {
                let (id, claim, place, provenance) = worded(row, 0)?;
                Ok(Earlier {
                    id,
                    race: row.int(9)?,
                    claim,
                    place,
                    provenance,
                })
            },
        )
    }

    fn last_reader(&self, document: u64) -> Result<Option<String>> {
        let again = self.one(
            "SELECT reader FROM reading WHERE document = ?1 ORDER BY tx DESC LIMIT 1",
            values![document],
            |row| row.text(0),
        )?;
        if again.is_some() {
            return Ok(again);
        }
        self.one(
            "SELECT reader FROM document WHERE id = ?1",
            values![document],
            |row| row.text(0),
        )
    }

    fn relays_reread(&self, document: u64, batch: u64) -> Result<Option<String>> {
        self.one(
            "SELECT relays FROM reading WHERE document = ?1 AND tx = ?2",
            values![document, batch],
            |row| row.text(0),
        )
    }

    fn append_reading(&self, reading: &ReadingRow<'_>) -> Result<()> {
        self.run(
            "INSERT INTO reading (document, tx, reader, relays, complaints) VALUES (?1, ?2, ?3, ?4, ?5)",
            values![
                reading.document,
                reading.tx,
                reading.reader,
                reading.relays,
                reading.complaints,
            ],
        )?;
        Ok(())
    }

    fn redacted(&self) -> Result<Redacted> {
        let mut found = Redacted::default();
        self.each(
            "SELECT document, race, seq FROM act WHERE kind = 'redact' ORDER BY id",
            &[],
            &mut |row| {
                if row.maybe_int(0)?.is_some() {
                    found.documents.insert(row.number(0)?);
                } else {
                    found.claims.insert((row.int(1)?, row.number(2)?));
                }
                Ok(())
            },
        )?;
        Ok(found)
    }

    fn blank_document(&self, document: u64) -> Result<()> {
        self.run(
            "UPDATE document SET title = '', text = '' WHERE id = ?1",
            values![document],
        )?;
        self.run(
            "UPDATE complaint SET place = '', what = '', kept = '' WHERE document = ?1",
            values![document],
        )?;
        self.run(
            "UPDATE reading SET complaints = '[]' WHERE document = ?1",
            values![document],
        )?;
        Ok(())
    }

    fn blank_quote(&self, race: i64, seq: u64) -> Result<()> {
        let there = self.run(
            "UPDATE quote SET words = '' WHERE race = ?1 AND seq = ?2",
            values![race, seq],
        )?;
        if there == 0 {
            self.run(
                "INSERT INTO quote (race, seq, words) VALUES (?1, ?2, '')",
                values![race, seq],
            )?;
        }
        Ok(())
    }
}

fn held(row: &dyn Row) -> Result<HeldAct> {
    let id = ActId(row.number(0)?);
    let damaged = |what: &str| RecordError::damaged(format!("act {id} {what}"));
    let number = |column: usize| -> Result<Option<u64>> {
        match row.maybe_int(column)? {
            Some(_) => row.number(column).map(Some),
            None => Ok(None),
        }
    };
    let claim = |race: usize, seq: usize| -> Result<Option<ClaimId>> {
        let (Some(race), Some(seq)) = (row.maybe_text(race)?, number(seq)?) else {
            return Ok(None);
        };
        Ok(Some(ClaimId {
            race: race_named(&race)?,
            seq,
        }))
    };
    let about = match (number(5)?, number(4)?, claim(2, 3)?) {
        (Some(ends), ..) => Target::Act(ActId(ends)),
        (None, Some(document), _) => Target::Document(DocumentId(document)),
        (None, None, Some(claim)) => Target::Claim(claim),
        (None, None, None) => {
            let race = row.maybe_text(2)?;
            let race = race.as_deref().map(race_named).transpose()?.flatten();
            Target::Page(race.ok_or_else(|| damaged("is about nothing"))?)
        }
    };
    let set = match number(10)? {
        Some(claims) => Some(SignedSet {
            sha256: hexadecimal(&row.bytes(9)?),
            claims,
        }),
        None => None,
    };
    Ok(HeldAct {
        id,
        act: Act {
            kind: ActKind::from_word(&row.text(1)?)
                .ok_or_else(|| damaged("is of no kind that is known"))?,
            about,
            by: claim(6, 7)?,
            stands_in: number(8)?.map(DocumentId),
            set,
            reported: instant(row.int(11)?)?,
        },
        batch: BatchNumber(row.number(12)?),
        actor: row.text(13)?,
        note: row.maybe_text(14)?,
        tool: row.text(15)?,
    })
}
