//! Taking over: documents and claims that another record handed on.
//!
//! Into an empty record everything comes back under its old number (batches, documents, claims), so that old addresses
//! resolve and `as_recorded` shows what it showed there. A record that holds something already gives numbers of its own, in
//! one new batch.

use std::collections::{BTreeMap, BTreeSet};

use claim::{Complaint, Occurrence, Race, Report};
use jiff::Timestamp;

use crate::batch::{At, Batch, Header, Share, UNSETTLED, json, quote_beside};
use crate::document::{self, Document, DocumentKind, Source};
use crate::identity::meet;
use crate::origins::Provenance;
use crate::store::acts::ReadingRow;
use crate::store::batches::BatchRow;
use crate::store::claims::Wanted;
use crate::store::documents::DocumentRow;
use crate::store::words::Table;
use crate::{BatchNumber, ClaimId, DocumentId, Record, RecordError, Result};

/// The most batches that a record can be said to have had: a number beyond it is a mistake, not a record.
const MOST_BATCHES: u64 = 10_000_000;

/// A document as another record handed it on.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Its number there.
    pub document: DocumentId,
    /// Which version it is.
    pub version: u32,
    /// What it is.
    pub kind: DocumentKind,
    /// The words with publisher and time. Where `held` is false, headline and text are not trusted to be complete.
    pub report: Report,
    /// Whether the words are those that the hash was taken over.
    pub held: bool,
    /// The hash, in hexadecimal.
    pub sha256: String,
    /// The sources that it names for itself.
    pub sources: Vec<Source>,
    /// The outlets whose reporting it passes on as a whole.
    pub relays: Vec<String>,
    /// What the reader complained of there.
    pub complaints: Vec<Complaint>,
    /// When it was public: at the earliest, and for certain.
    pub reported: (Timestamp, Timestamp),
    /// When it was first seen there.
    pub first_seen: Timestamp,
    /// The version of the reader.
    pub reader: String,
    /// The batch that brought it there.
    pub batch: BatchNumber,
}

/// What became of a document that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is held from now on, under this number.
    New(DocumentId),
    /// The same version was held before: nothing changed, and its claims are held too.
    Held(DocumentId),
}

/// A takeover: all of it, or, when it is dropped without [`Takeover::commit`], nothing.
#[derive(Debug)]
pub struct Takeover<'a> {
    batch: Batch<'a>,
    /// Whether the record was empty, so that old numbers are kept.
    faithful: bool,
    /// The last batch whose row is written.
    written: u64,
    /// Documents that came, by their row: what all their claims have in common.
    came: BTreeMap<i64, Shared>,
    /// The words that were asked for last: claims of one document mostly come together.
    words: Option<(i64, Report)>,
}

#[derive(Debug)]
struct Shared {
    reported: (i64, i64),
    outlet: Option<String>,
    /// The batch that brings it, and the later ones that bring more of its claims.
    batches: BTreeSet<u64>,
    /// Whether its words are held.
    held: bool,
    /// Whether it is an entry of a list whose person is still to be met.
    entry: bool,
}

impl Record {
    /// Begins a takeover. `at` is the caller's clock, `tool` the program with its version, `from` what is taken over.
    pub fn take_over(&mut self, at: Timestamp, tool: &str, from: &str) -> Result<Takeover<'_>> {
        let batch = Batch::begin(
            self,
            Share::Whole,
            Header {
                at,
                actor: "hustings import".to_owned(),
                tool: tool.to_owned(),
                note: Some(from.to_owned()),
            },
        )?;
        Ok(Takeover {
            faithful: batch.number == BatchNumber(1),
            batch,
            written: 0,
            came: BTreeMap::new(),
            words: None,
        })
    }
}

impl Takeover<'_> {
    /// Whether old numbers are kept, because the record was empty.
    pub fn keeps_numbers(&self) -> bool {
        self.faithful
    }

    /// Takes a document over. One whose words are not those of its hash is refused.
    pub fn document(&mut self, returned: &Returned) -> Result<Taken> {
        let name = format!("document {}", returned.document);
        let sha256 = document::from_hexadecimal(&returned.sha256)
            .ok_or_else(|| RecordError::not_taken(format!("{name}: its hash is no SHA-256")))?;
        if returned.held && document::digest(&returned.report) != sha256 {
            return Err(RecordError::not_taken(format!(
                "{name}: its words are not those that its hash was taken over"
            )));
        }
        let (first, last) = (
            returned.reported.0.as_second(),
            returned.reported.1.as_second(),
        );
        if first > last || last > returned.first_seen.as_second() {
            return Err(RecordError::not_taken(format!(
                "{name}: it was public at the earliest, for certain and first seen in another order than this"
            )));
        }
        let key = document::key(&returned.report, &sha256);
        if let Some(held) = self.batch.turn.store.held_document(&key, &sha256)? {
            return Ok(Taken::Held(DocumentId(held)));
        }
        self.number(returned.batch, &name)?;
        let id = self.document_number(returned)?;
        let store = self.batch.turn.store;
        let mut version = returned.version.max(1);
        if !self.faithful || store.version_held(&key, version)? {
            version = u32::try_from(store.dates_of_versions(&key)?.len() + 1)
                .map_err(|_| RecordError::damaged("a document with too many versions"))?;
        }
        store.append_document(&DocumentRow {
            id,
            key: &key,
            version,
            kind: returned.kind.word(),
            sha256: &sha256,
            report: &returned.report,
            first_seen: returned.first_seen.as_second(),
            reported: (first, last),
            reader: &returned.reader,
            tx: self.batch.number.0,
            sources: &returned.sources,
            relays: &returned.relays,
            complaints: &returned.complaints,
        })?;
        if !returned.held {
            store.append_unheld(id, "its words were not handed over")?;
        }
        self.came.insert(
            id,
            Shared {
                reported: (first, last),
                outlet: returned
                    .report
                    .publisher
                    .as_deref()
                    .map(|publisher| claim::outlet::canonical(publisher).to_owned()),
                batches: BTreeSet::from([self.batch.number.0]),
                held: returned.held,
                entry: returned.kind == DocumentKind::OfficialList,
            },
        );
        Ok(Taken::New(DocumentId(id.unsigned_abs())))
    }

    /// Takes over a claim of a document that this takeover brought. `id` and `batch` are what they were there.
    pub fn claim(
        &mut self,
        document: DocumentId,
        id: &ClaimId,
        batch: BatchNumber,
        occurrence: &Occurrence,
        relays: &[String],
    ) -> Result<ClaimId> {
        let claim = &occurrence.claim;
        let row = i64::try_from(document.0).unwrap_or(i64::MAX);
        let Some(shared) = self.came.get(&row) else {
            return Err(RecordError::not_taken(format!(
                "claim {id}: its document {document} did not come with it"
            )));
        };
        let (reported, outlet, held) = (shared.reported, shared.outlet.clone(), shared.held);
        if held && self.words(row)?.words_at(occurrence.place) != Some(&claim.quote) {
            return Err(RecordError::not_taken(format!(
                "claim {id}: its quote does not stand in the document at {}, word for word",
                occurrence.place
            )));
        }
        self.number(batch, &format!("claim {id}"))?;
        self.meet(row, occurrence)?;
        self.reading(row, relays)?;
        let race = match claim.statement.race() {
            Some(race) => self.batch.race(race)?,
            None => UNSETTLED,
        };
        let seq = self.seq(race, claim.statement.race(), id)?;
        let provenance = Provenance {
            outlet,
            relays: relays.to_vec(),
            origin: claim.origin.clone(),
            via: claim.via.clone(),
            terms: occurrence.terms,
        };
        let at = At {
            race,
            seq,
            document: row,
            reported,
            quote: quote_beside(self.words(row)?, occurrence),
        };
        self.batch.put_claim(&at, occurrence, &provenance)?;
        Ok(ClaimId {
            race: claim.statement.race().cloned(),
            seq,
        })
    }

    /// Makes what was taken over part of the record for good. The number of the last batch, or nothing where all of it was
    /// held before.
    pub fn commit(mut self) -> Result<Option<BatchNumber>> {
        let Some((&first, _)) = self.came.first_key_value() else {
            return Ok(None);
        };
        self.batch.end_runs()?;
        self.batch.turn.store.append_contexts_from(first)?;
        if self.faithful {
            self.batch.number = BatchNumber(self.written);
        }
        self.batch.commit()
    }

    /// The words of a document that came.
    fn words(&mut self, row: i64) -> Result<&Report> {
        let words = match self.words.take() {
            Some((of, words)) if of == row => words,
            _ => {
                let held = self.batch.turn.store.document(row.unsigned_abs())?;
                let (meta, text) = held.ok_or_else(|| RecordError::damaged("a lost document"))?;
                Report {
                    publisher: meta.publisher,
                    title: meta.title,
                    text: text.text,
                    ..Report::default()
                }
            }
        };
        Ok(&self.words.insert((row, words)).1)
    }

    /// Gives whom an entry of a list is about the address that they have by that entry.
    fn meet(&mut self, row: i64, occurrence: &Occurrence) -> Result<()> {
        let entry = self.came.get(&row).is_some_and(|shared| shared.entry);
        if !entry || occurrence.claim.statement.person().is_none() {
            return Ok(());
        }
        if let Some(shared) = self.came.get_mut(&row) {
            shared.entry = false;
        }
        let report = self.words(row)?.clone();
        self.batch.meet(meet::in_document(&Document {
            report: &report,
            kind: DocumentKind::OfficialList,
            sources: &[],
            claims: std::slice::from_ref(occurrence),
            relays: &[],
            complaints: &[],
            first_seen: Timestamp::UNIX_EPOCH,
            zone: &jiff::tz::TimeZone::UTC,
            reader: "",
        }))
    }

    /// Claims that came later than their document came from a later reading: it is noted, though which reader it was is not
    /// handed on.
    fn reading(&mut self, row: i64, relays: &[String]) -> Result<()> {
        let tx = self.batch.number.0;
        let new = self
            .came
            .get_mut(&row)
            .is_some_and(|shared| shared.batches.insert(tx));
        if !new {
            return Ok(());
        }
        self.batch.turn.store.append_reading(&ReadingRow {
            document: row.unsigned_abs(),
            tx,
            reader: "a later reading",
            relays: &json(&relays)?,
            complaints: "[]",
        })
    }

    /// Sees to it that the batch is there which brought something.
    fn number(&mut self, there: BatchNumber, what: &str) -> Result<()> {
        if !self.faithful {
            return self.batch.write_header();
        }
        if !(1..=MOST_BATCHES).contains(&there.0) {
            return Err(RecordError::not_taken(format!(
                "{what}: {there} is no number of a batch"
            )));
        }
        let header = &self.batch.header;
        let from = header.note.as_deref().unwrap_or_default();
        for tx in self.written + 1..=there.0 {
            self.batch.turn.store.append_batch(&BatchRow {
                tx,
                at: header.at.as_second(),
                actor: &header.actor,
                tool: &header.tool,
                note: Some(&format!(
                    "batch {tx} of the record that was taken over: {from}"
                )),
            })?;
        }
        self.written = self.written.max(there.0);
        self.batch.number = there;
        self.batch.begun = true;
        Ok(())
    }

    /// The row of a document: its old number where that is kept and free.
    fn document_number(&mut self, returned: &Returned) -> Result<i64> {
        let old = i64::try_from(returned.document.0).unwrap_or_default();
        if !self.faithful {
            return self.batch.next(Table::Document);
        }
        if old < 1 || self.came.contains_key(&old) {
            return Err(RecordError::not_taken(format!(
                "document {}: the number is none, or another document has it",
                returned.document
            )));
        }
        Ok(old)
    }

    /// The number of a claim within its race: the old one where that is kept and free.
    fn seq(&mut self, row: i64, race: Option<&Race>, id: &ClaimId) -> Result<u64> {
        let last = match self.batch.last.get(&row) {
            Some(&last) => last,
            None => self.batch.turn.store.last_seq(row)?,
        };
        if !self.faithful {
            return Ok(last + 1);
        }
        if id.race.as_ref() != race || id.seq == 0 || i64::try_from(id.seq).is_err() {
            return Err(RecordError::not_taken(format!(
                "claim {id}: the number is not one of a claim about this race"
            )));
        }
        let taken = id.seq <= last
            && !self
                .batch
                .turn
                .store
                .find(&Wanted {
                    race: Some(row),
                    seq: Some(id.seq),
                    ..Wanted::default()
                })?
                .is_empty();
        if taken {
            return Err(RecordError::not_taken(format!(
                "claim {id}: another claim came under this number before"
            )));
        }
        Ok(id.seq)
    }
}
