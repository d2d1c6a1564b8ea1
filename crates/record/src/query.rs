//! Looking things up: races, batches, documents, claims.

use claim::{Complaint, Part, Place, Span};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params, types::Value};

use crate::batch::UNSETTLED;
use crate::document::{
    BatchSummary, DocumentKind, DocumentMeta, Filter, HeldClaim, HeldDocument, RaceSummary, Source,
    hexadecimal,
};
use crate::record::bearers;
use crate::{BatchNumber, ClaimId, Cut, DocumentId, Record, RecordError, Result};

/// The columns of [`DocumentMeta`], in the order in which [`meta`] reads them.
const META: &str = "d.id, d.version, d.kind, d.url, d.publisher, d.published, d.title, d.reported_lo, d.reported_hi, \
                    d.first_seen, d.tx, d.reader, d.sha256";
const META_COLUMNS: usize = 13;

impl Record {
    /// The batches, in order.
    pub fn batches(&self) -> Result<Vec<BatchSummary>> {
        let mut query = self.connection.prepare_cached(
            "SELECT b.tx, b.at, b.actor, b.tool, b.note, count(d.id), \
             coalesce(sum((SELECT count(*) FROM claim c WHERE c.document = d.id)), 0) \
             FROM batch b LEFT JOIN document d ON d.tx = b.tx GROUP BY b.tx ORDER BY b.tx",
        )?;
        let mut rows = query.query([])?;
        let mut batches = Vec::new();
        while let Some(row) = rows.next()? {
            batches.push(BatchSummary {
                batch: BatchNumber(row.get(0)?),
                at: instant(row.get(1)?)?,
                actor: row.get(2)?,
                tool: row.get(3)?,
                note: row.get(4)?,
                documents: row.get(5)?,
                claims: row.get(6)?,
            });
        }
        Ok(batches)
    }

    /// The races of which claims are held, by id; the claims without a settled race come last.
    pub fn races(&self, cut: Cut) -> Result<Vec<RaceSummary>> {
        self.effective(cut)?;
        let mut query = self.connection.prepare_cached(
            "SELECT r.name, count(*), count(DISTINCT c.document), min(c.reported_hi), max(c.reported_hi) \
             FROM claim c JOIN race r ON r.id = c.race WHERE c.reported_hi <= ?1 AND c.tx <= ?2 \
             GROUP BY c.race ORDER BY c.race = 0, r.name",
        )?;
        let mut rows = query.query(params![cut.last_second(), cut.last_batch()])?;
        let mut races = Vec::new();
        while let Some(row) = rows.next()? {
            races.push(RaceSummary {
                race: race_named(&row.get::<_, String>(0)?)?,
                claims: row.get(1)?,
                documents: row.get(2)?,
                first: instant(row.get(3)?)?,
                last: instant(row.get(4)?)?,
            });
        }
        Ok(races)
    }

    /// The claims that pass a filter, by race (the unsettled last) and number.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<HeldClaim>> {
        self.effective(filter.cut)?;
        let mut conditions = vec!["c.reported_hi <= ? AND c.tx <= ?".to_owned()];
        let mut values = vec![
            Value::from(filter.cut.last_second()),
            Value::from(filter.cut.last_batch()),
        ];
        if let Some(race) = &filter.race {
            let Some(row) = self.race_row(Some(race))? else {
                return Err(RecordError::NoSuchRace(race.clone()));
            };
            conditions.push("c.race = ?".to_owned());
            values.push(row.into());
        }
        if let Some(kind) = &filter.kind {
            conditions.push("s.kind = ?".to_owned());
            values.push(kind.clone().into());
        }
        if let Some(document) = filter.document {
            conditions.push("c.document = ?".to_owned());
            values.push(i64::try_from(document.0).unwrap_or(i64::MAX).into());
        }
        if let Some(person) = &filter.person {
            let names = bearers(self, person)?;
            let marks = vec!["?"; names.len()].join(", ");
            conditions.push(format!(
                "c.statement IN (SELECT statement FROM mention WHERE name IN ({marks}))"
            ));
            values.extend(names.into_iter().map(|(id, _)| Value::from(id)));
        }
        let mut found = self.select(&conditions.join(" AND "), &values)?;
        if let Some(publisher) = &filter.publisher {
            // Houses have many names, so this is decided here rather than in SQL.
            let house = house(publisher);
            found.retain(|held| {
                held.document.publisher.as_deref().map(self::house).as_ref() == Some(&house)
            });
        }
        Ok(found)
    }

    /// One claim.
    pub fn claim(&self, id: &ClaimId) -> Result<HeldClaim> {
        let missing = || RecordError::NoSuchClaim(id.clone());
        let race = self.race_row(id.race.as_ref())?.ok_or_else(missing)?;
        let seq = i64::try_from(id.seq).map_err(|_| missing())?;
        self.select("c.race = ? AND c.seq = ?", &[race.into(), seq.into()])?
            .pop()
            .ok_or_else(missing)
    }

    /// One document version with its text.
    pub fn document(&self, id: DocumentId) -> Result<HeldDocument> {
        let query = format!("SELECT {META}, d.sender_id, d.text FROM document d WHERE d.id = ?1");
        let found = self
            .connection
            .prepare_cached(&query)?
            .query_row([id.0], |row| {
                Ok((
                    meta(row, 0),
                    row.get::<_, String>(META_COLUMNS)?,
                    row.get::<_, String>(META_COLUMNS + 1)?,
                ))
            })
            .optional()?;
        let Some((meta, sender_id, text)) = found else {
            return Err(RecordError::NoSuchDocument(id));
        };
        Ok(HeldDocument {
            meta: meta?,
            sender_id,
            text,
            sources: self.list(
                "SELECT url, date FROM source WHERE document = ?1 ORDER BY ord",
                id,
                |row| {
                    Ok(Source {
                        url: row.get(0)?,
                        date: row.get(1)?,
                    })
                },
            )?,
            relays: self.list(
                "SELECT outlet FROM relay WHERE document = ?1 ORDER BY ord",
                id,
                |row| row.get(0),
            )?,
            complaints: self.list(
                "SELECT place, what, kept FROM complaint WHERE document = ?1 ORDER BY ord",
                id,
                |row| {
                    Ok(Complaint {
                        place: row.get(0)?,
                        what: row.get(1)?,
                        kept: row.get(2)?,
                    })
                },
            )?,
            claims: self
                .list(
                    "SELECT r.name, c.seq FROM claim c JOIN race r ON r.id = c.race \
                     JOIN body b ON b.race = c.race AND b.seq = c.seq \
                     WHERE c.document = ?1 ORDER BY b.part, b.start, b.end, c.race, c.seq",
                    id,
                    |row| Ok((row.get::<_, String>(0)?, row.get(1)?)),
                )?
                .into_iter()
                .map(|(race, seq)| {
                    Ok(ClaimId {
                        race: race_named(&race)?,
                        seq,
                    })
                })
                .collect::<Result<_>>()?,
        })
    }

    /// All document versions, in the order in which they came.
    pub fn documents(&self) -> Result<Vec<DocumentMeta>> {
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT {META} FROM document d ORDER BY d.id"))?;
        let mut rows = query.query([])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(meta(row, 0)?);
        }
        Ok(documents)
    }

    /// The rows of one of a document's lists.
    fn list<T>(
        &self,
        query: &str,
        id: DocumentId,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut query = self.connection.prepare_cached(query)?;
        let rows = query.query_map([id.0], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The claims that pass a condition on `c` (claim), `s` (statement) and `d` (document).
    fn select(&self, condition: &str, values: &[Value]) -> Result<Vec<HeldClaim>> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {META}, c.race, r.name, c.seq, b.claim, b.part, b.start, b.end FROM claim c \
             JOIN statement s ON s.id = c.statement JOIN document d ON d.id = c.document \
             JOIN race r ON r.id = c.race JOIN body b ON b.race = c.race AND b.seq = c.seq \
             WHERE {condition} ORDER BY c.race = {UNSETTLED}, r.name, c.seq"
        ))?;
        let mut rows = query.query(rusqlite::params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(held(row)?);
        }
        Ok(found)
    }
}

/// The usual name of an outlet, folded for comparison.
fn house(publisher: &str) -> String {
    claim::outlet::fold(claim::outlet::canonical(publisher))
}

fn held(row: &Row<'_>) -> Result<HeldClaim> {
    let race: String = row.get(META_COLUMNS + 1)?;
    let id = ClaimId {
        race: race_named(&race)?,
        seq: row.get(META_COLUMNS + 2)?,
    };
    let claim: String = row.get(META_COLUMNS + 3)?;
    let claim = serde_json::from_str(&claim)
        .map_err(|error| RecordError::damaged(format!("claim {id}: {error}")))?;
    let part: i64 = row.get(META_COLUMNS + 4)?;
    Ok(HeldClaim {
        claim,
        place: Place {
            part: if part == 0 { Part::Title } else { Part::Text },
            span: Span::new(row.get(META_COLUMNS + 5)?, row.get(META_COLUMNS + 6)?),
        },
        document: meta(row, 0)?,
        id,
    })
}

fn meta(row: &Row<'_>, first: usize) -> Result<DocumentMeta> {
    let document = DocumentId(row.get(first)?);
    let kind: String = row.get(first + 2)?;
    let published: Option<String> = row.get(first + 5)?;
    let published = published
        .map(|when| when.parse())
        .transpose()
        .map_err(|error| RecordError::damaged(format!("document {document}: {error}")))?;
    Ok(DocumentMeta {
        document,
        version: row.get(first + 1)?,
        kind: DocumentKind::from_word(&kind).ok_or_else(|| {
            RecordError::damaged(format!("document {document} is of kind `{kind}`"))
        })?,
        url: row.get(first + 3)?,
        publisher: row.get(first + 4)?,
        published,
        title: row.get(first + 6)?,
        reported_first: instant(row.get(first + 7)?)?,
        reported_last: instant(row.get(first + 8)?)?,
        first_seen: instant(row.get(first + 9)?)?,
        batch: BatchNumber(row.get(first + 10)?),
        reader: row.get(first + 11)?,
        sha256: hexadecimal(&row.get::<_, Vec<u8>>(first + 12)?),
    })
}

/// The race of a name in the record; the name `-` stands for none.
pub(crate) fn race_named(name: &str) -> Result<Option<claim::Race>> {
    if name == "-" {
        return Ok(None);
    }
    name.parse()
        .map(Some)
        .map_err(|error| RecordError::damaged(format!("{error}")))
}

/// The instant of a second in the record.
pub(crate) fn instant(second: i64) -> Result<Timestamp> {
    Timestamp::from_second(second).map_err(|error| RecordError::damaged(error.to_string()))
}
