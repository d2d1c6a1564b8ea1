//! Adding: all of a batch, or nothing of it.

use std::collections::BTreeSet;

use claim::{Certainty, Occurrence, Part};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::document::{self, Added, Document};
use crate::identity::{Identity, IdentityId};
use crate::origins::Provenance;
use crate::{BatchNumber, DocumentId, RecordError, Result};

/// What is added together: all of it, or, when the batch is dropped without [`Batch::commit`], nothing.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(crate) tx: Transaction<'a>,
    header: Header,
    pub(crate) number: BatchNumber,
    begun: bool,
}

/// Who adds what, when, with which tool.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
    pub(crate) tool: String,
    pub(crate) note: Option<String>,
}

/// The race under which claims lie whose race the document does not settle.
pub(crate) const UNSETTLED: i64 = 0;

/// What all claims of one document have in common.
struct Shared {
    document: i64,
    reported: (i64, i64),
    outlet: Option<String>,
    relays: Vec<String>,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(tx: Transaction<'a>, header: Header) -> Result<Self> {
        let last: u64 = tx.query_row("SELECT coalesce(max(tx), 0) FROM batch", [], |row| {
            row.get(0)
        })?;
        Ok(Self {
            tx,
            header,
            number: BatchNumber(last + 1),
            begun: false,
        })
    }

    /// Adds a document with what was read in it, unless the same version is already held.
    pub fn add(&mut self, document: &Document<'_>) -> Result<Added> {
        let sha256 = document::digest(document.report);
        let key = document::key(document.report, &sha256);
        if let Some(held) = self.held(&key, &sha256)? {
            return Ok(Added::Same { document: held });
        }
        self.begin()?;
        let (version, reported) = self.next_version(&key, document)?;
        let id = self.insert_document(document, &key, version, &sha256, reported)?;
        self.insert_lists(id, document)?;
        let shared = Shared {
            document: id,
            reported,
            outlet: document
                .report
                .publisher
                .as_deref()
                .map(|publisher| claim::outlet::canonical(publisher).to_owned()),
            relays: document.relays.to_vec(),
        };
        let (mut races, mut unsettled) = (BTreeSet::new(), Vec::new());
        for occurrence in document.claims {
            let race = match occurrence.claim.statement.race() {
                Some(race) => self.race(race)?,
                None => UNSETTLED,
            };
            let seq = self.insert_claim(race, occurrence, &shared)?;
            if race == UNSETTLED {
                unsettled.push(seq);
            } else {
                races.insert(race);
            }
        }
        self.insert_context(&races, &unsettled)?;
        Ok(Added::New {
            document: DocumentId(id.unsigned_abs()),
            version,
            claims: document.claims.len(),
        })
    }

    /// Writes down an editor's word on two names or two origins.
    pub fn judge(&mut self, identity: &Identity) -> Result<IdentityId> {
        self.begin()?;
        let race = match &identity.race {
            Some(race) => Some(self.race(race)?),
            None => None,
        };
        self.tx
            .prepare_cached(
                "INSERT INTO identity (kind, race, a, b, verdict, basis, tx) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                identity.judged.word(),
                race,
                identity.a,
                identity.b,
                identity.verdict.word(),
                identity.basis,
                self.number.0,
            ])?;
        Ok(IdentityId(self.tx.last_insert_rowid().unsigned_abs()))
    }

    /// Takes an editor's word back from this batch on. Whether it stood until now.
    pub fn end(&mut self, identity: IdentityId) -> Result<bool> {
        let stands: bool = self
            .tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM identity WHERE id = ?1 AND ended_tx IS NULL)",
            )?
            .query_row([identity.0], |row| row.get(0))?;
        if !stands {
            return Ok(false);
        }
        self.begin()?;
        self.tx
            .prepare_cached("UPDATE identity SET ended_tx = ?1 WHERE id = ?2")?
            .execute(params![self.number.0, identity.0])?;
        Ok(true)
    }

    /// Makes the batch part of the record for good. A batch that added nothing leaves no trace and has no number.
    pub fn commit(self) -> Result<Option<BatchNumber>> {
        if !self.begun {
            return Ok(None);
        }
        self.tx.commit()?;
        Ok(Some(self.number))
    }

    /// The batch's own row is written with the first thing that it adds.
    fn begin(&mut self) -> Result<()> {
        if self.begun {
            return Ok(());
        }
        self.tx.execute(
            "INSERT INTO batch (tx, at, actor, tool, note) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                self.number.0,
                self.header.at.as_second(),
                self.header.actor,
                self.header.tool,
                self.header.note,
            ],
        )?;
        self.begun = true;
        Ok(())
    }

    fn held(&self, key: &str, sha256: &[u8; 32]) -> Result<Option<DocumentId>> {
        let id = self
            .tx
            .prepare_cached("SELECT id FROM document WHERE key = ?1 AND sha256 = ?2")?
            .query_row(params![key, sha256.as_slice()], |row| row.get(0))
            .optional()?;
        Ok(id.map(DocumentId))
    }

    /// The number of the version, and when it was public.
    ///
    /// A text that changed under an unchanged date was edited at some later time that nobody states: its words are
    /// public for certain only since we saw them.
    fn next_version(&self, key: &str, document: &Document<'_>) -> Result<(u32, (i64, i64))> {
        let published = document.report.published.map(|when| when.to_string());
        let (versions, same_date): (u32, bool) = self
            .tx
            .prepare_cached(
                "SELECT count(*), coalesce(max(published IS ?2), 0) FROM document WHERE key = ?1",
            )?
            .query_row(params![key, published], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let (first, last) = document::reported(document);
        let reported = if same_date {
            (first, document.first_seen.as_second())
        } else {
            (first, last)
        };
        Ok((versions + 1, reported))
    }

    fn insert_document(
        &self,
        document: &Document<'_>,
        key: &str,
        version: u32,
        sha256: &[u8; 32],
        reported: (i64, i64),
    ) -> Result<i64> {
        let report = document.report;
        self.tx
            .prepare_cached(
                "INSERT INTO document (key, version, kind, sha256, sender_id, url, publisher, published, title, text, \
                 first_seen, reported_lo, reported_hi, reader, tx) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                key,
                version,
                document.kind.word(),
                sha256.as_slice(),
                report.id,
                report.url,
                report.publisher,
                report.published.map(|when| when.to_string()),
                report.title,
                report.text,
                document.first_seen.as_second(),
                reported.0,
                reported.1,
                document.reader,
                self.number.0,
            ])?;
        Ok(self.tx.last_insert_rowid())
    }

    fn insert_lists(&self, id: i64, document: &Document<'_>) -> Result<()> {
        let mut insert = self.tx.prepare_cached(
            "INSERT INTO source (document, ord, url, date) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (ord, source) in document.sources.iter().enumerate() {
            insert.execute(params![id, ord, source.url, source.date])?;
        }
        let mut insert = self
            .tx
            .prepare_cached("INSERT INTO relay (document, ord, outlet) VALUES (?1, ?2, ?3)")?;
        for (ord, outlet) in document.relays.iter().enumerate() {
            insert.execute(params![id, ord, outlet])?;
        }
        let mut insert = self.tx.prepare_cached(
            "INSERT INTO complaint (document, ord, place, what, kept) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (ord, complaint) in document.complaints.iter().enumerate() {
            insert.execute(params![
                id,
                ord,
                complaint.place,
                complaint.what,
                complaint.kept
            ])?;
        }
        Ok(())
    }

    fn insert_claim(&self, race: i64, occurrence: &Occurrence, shared: &Shared) -> Result<i64> {
        let claim = &occurrence.claim;
        let statement = self.statement(&claim.statement)?;
        let provenance = self.provenance(&Provenance {
            outlet: shared.outlet.clone(),
            relays: shared.relays.clone(),
            origin: claim.origin.clone(),
            via: claim.via.clone(),
            terms: occurrence.terms,
        })?;
        let seq: i64 = self
            .tx
            .prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM claim WHERE race = ?1")?
            .query_row([race], |row| row.get(0))?;
        self.tx
            .prepare_cached(
                "INSERT INTO claim (race, seq, statement, certainty, provenance, reported_lo, reported_hi, document, tx) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                race,
                seq,
                statement,
                certainty_code(claim.certainty),
                provenance,
                shared.reported.0,
                shared.reported.1,
                shared.document,
                self.number.0,
            ])?;
        self.tx
            .prepare_cached(
                "INSERT INTO body (race, seq, claim, part, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                race,
                seq,
                json(claim)?,
                part_code(occurrence.place.part),
                occurrence.place.span.start,
                occurrence.place.span.end,
            ])?;
        Ok(seq)
    }

    fn insert_context(&self, races: &BTreeSet<i64>, unsettled: &[i64]) -> Result<()> {
        let mut insert = self
            .tx
            .prepare_cached("INSERT INTO context (race, seq) VALUES (?1, ?2)")?;
        for race in races {
            for seq in unsettled {
                insert.execute([race, seq])?;
            }
        }
        Ok(())
    }
}

/// The certainty as it stands in the record.
pub(crate) const fn certainty_code(certainty: Certainty) -> i64 {
    match certainty {
        Certainty::Asserted => 0,
        Certainty::Expected => 1,
        Certainty::Possible => 2,
        Certainty::Denied => 3,
    }
}

/// The certainty that a code in the record stands for.
pub(crate) fn certainty_of(code: i64) -> Result<Certainty> {
    match code {
        0 => Ok(Certainty::Asserted),
        1 => Ok(Certainty::Expected),
        2 => Ok(Certainty::Possible),
        3 => Ok(Certainty::Denied),
        _ => Err(RecordError::damaged(format!("certainty {code}"))),
    }
}

const fn part_code(part: Part) -> i64 {
    match part {
        Part::Title => 0,
        Part::Text => 1,
    }
}

pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| RecordError::damaged(error.to_string()))
}
