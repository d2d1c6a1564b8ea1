//! A record: one SQLite file.

use std::path::Path;

use claim::{Complaint, PersonName, Race};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{
    Added, BatchNumber, BatchSummary, ClaimId, Cut, Document, DocumentId, DocumentMeta, Filter,
    HeldClaim, HeldDocument, RacePage, RaceSummary, RecordError, Result,
};

/// The record of races. Views borrow it; only a [`Batch`] adds to it.
#[derive(Debug)]
pub struct Record {}

/// What is added together: all of it, or, when the batch is dropped without [`Batch::commit`], nothing.
#[derive(Debug)]
pub struct Batch<'a> {
    record: &'a mut Record,
}

/// Signatures first: the bodies follow.
fn later<T>() -> Result<T> {
    Err(RecordError::damaged("not written yet"))
}

impl Record {
    /// Opens the record for reading and writing; makes an empty one where there is no file.
    pub fn open(_path: &Path) -> Result<Self> {
        later()
    }

    /// Opens the record for reading only; the file must be there.
    pub fn open_read(_path: &Path) -> Result<Self> {
        later()
    }

    /// An empty record without a file.
    pub fn in_memory() -> Result<Self> {
        later()
    }

    /// Begins a batch. `at` is the caller's clock; `actor` is who adds, `tool` the program with its version.
    pub fn batch(
        &mut self,
        _at: Timestamp,
        _actor: &str,
        _tool: &str,
        _note: Option<&str>,
    ) -> Result<Batch<'_>> {
        Ok(Batch { record: self })
    }

    /// The number of the last batch; 0 for an empty record.
    pub fn last_batch(&self) -> Result<BatchNumber> {
        later()
    }

    /// The batches, in order.
    pub fn batches(&self) -> Result<Vec<BatchSummary>> {
        later()
    }

    /// The races of which claims are held, by id; the claims without a settled race come last.
    pub fn races(&self, _cut: Cut) -> Result<Vec<RaceSummary>> {
        later()
    }

    /// The page of a race. `zone` is the race's own: dates on the page are in it.
    pub fn page(&self, _race: &Race, _cut: Cut, _zone: &TimeZone) -> Result<RacePage> {
        later()
    }

    /// The claims that pass a filter, by race and number.
    pub fn claims(&self, _filter: &Filter) -> Result<Vec<HeldClaim>> {
        later()
    }

    /// One claim.
    pub fn claim(&self, _id: &ClaimId) -> Result<HeldClaim> {
        later()
    }

    /// The fact that a claim states: all claims that state it too, with the count of their origins.
    pub fn same_as(&self, _id: &ClaimId, _cut: Cut, _zone: &TimeZone) -> Result<SameFact> {
        later()
    }

    /// One document version with its text.
    pub fn document(&self, _id: DocumentId) -> Result<HeldDocument> {
        later()
    }

    /// All document versions, in the order in which they came.
    pub fn documents(&self) -> Result<Vec<DocumentMeta>> {
        later()
    }

    /// What is held about a person: their row in every race, and every claim about them.
    pub fn person(&self, _name: &PersonName, _cut: Cut, _zone: &TimeZone) -> Result<PersonPage> {
        later()
    }

    /// Examines the whole record: the file, the hashes, every quote at its place.
    pub fn check(&self) -> Result<Vec<Complaint>> {
        later()
    }
}

impl Batch<'_> {
    /// Adds a document with what was read in it, unless the same version is already held.
    pub fn add(&mut self, _document: &Document<'_>) -> Result<Added> {
        let _ = &self.record;
        later()
    }

    /// Makes the batch part of the record for good. A batch that added nothing leaves no trace and has no number.
    pub fn commit(self) -> Result<Option<BatchNumber>> {
        later()
    }
}

/// The claims that state one fact.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SameFact {
    /// The claim asked about.
    pub asked: HeldClaim,
    /// All claims that state the fact inside the cut, in the order in which they became public. For a candidacy these
    /// are also the claims of a later step: who has announced, will run.
    pub claims: Vec<HeldClaim>,
    /// The count of their origins; absent when none of them is inside the cut.
    pub support: Option<crate::page::Support>,
}

/// What is held about a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonPage {
    /// The fullest name held.
    pub person: PersonName,
    /// Their row in each race.
    pub races: Vec<PersonInRace>,
    /// Every claim about them.
    pub claims: Vec<HeldClaim>,
}

/// A person's row in a race.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonInRace {
    /// The race.
    pub race: Race,
    /// Their row.
    pub row: crate::page::FieldRow,
}
