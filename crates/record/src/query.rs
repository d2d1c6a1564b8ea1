//! Looking things up: races, batches, documents, claims.

use jiff::Timestamp;

use crate::document::{BatchSummary, DocumentMeta, Filter, HeldClaim, HeldDocument, RaceSummary};
use crate::record::bearers;
use crate::store::claims::Wanted;
use crate::{ClaimId, Cut, DocumentId, Record, RecordError, Result};

impl Record {
    /// The batches, in order.
    pub fn batches(&self) -> Result<Vec<BatchSummary>> {
        self.store.batches()
    }

    /// The races of which claims are held, by id; the claims without a settled race come last.
    pub fn races(&self, cut: Cut) -> Result<Vec<RaceSummary>> {
        let _one = self.snapshot()?;
        self.effective(cut)?;
        self.store.summaries(cut.into())
    }

    /// The claims that pass a filter, by race (the unsettled last) and number.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<HeldClaim>> {
        let _one = self.snapshot()?;
        self.effective(filter.cut)?;
        let mut wanted = Wanted {
            kind: filter.kind.as_deref(),
            document: filter.document.map(|document| document.0),
            inside: Some(filter.cut.into()),
            ..Wanted::default()
        };
        if let Some(race) = &filter.race {
            let Some(row) = self.race_row(Some(race))? else {
                return Err(RecordError::NoSuchRace(race.clone()));
            };
            wanted.race = Some(row);
        }
        let names: Vec<i64>;
        if let Some(person) = &filter.person {
            names = bearers(self, person)?
                .into_iter()
                .map(|(row, _)| row)
                .collect();
            wanted.names = Some(&names);
        }
        let mut found = self.store.find(&wanted)?;
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
        let _one = self.snapshot()?;
        let missing = || RecordError::NoSuchClaim(id.clone());
        let race = self.race_row(id.race.as_ref())?.ok_or_else(missing)?;
        let wanted = Wanted {
            race: Some(race),
            seq: Some(id.seq),
            ..Wanted::default()
        };
        self.store.find(&wanted)?.pop().ok_or_else(missing)
    }

    /// One document version with its text.
    pub fn document(&self, id: DocumentId) -> Result<HeldDocument> {
        let _one = self.snapshot()?;
        let Some((meta, body)) = self.store.document(id.0)? else {
            return Err(RecordError::NoSuchDocument(id));
        };
        Ok(HeldDocument {
            meta,
            sender_id: body.sender_id,
            text: body.text,
            sources: self.store.sources_of(id.0)?,
            relays: self.store.relays_of(id.0)?,
            complaints: self.store.complaints_of(id.0)?,
            claims: self.store.claims_of(id.0)?,
        })
    }

    /// The document versions that make claims about a race, in the order in which they were public for certain.
    pub fn documents_on(&self, race: &claim::Race, cut: Cut) -> Result<Vec<DocumentMeta>> {
        let _one = self.snapshot()?;
        self.effective(cut)?;
        match self.race_row(Some(race))? {
            Some(row) => self.store.documents_on(row, cut.into()),
            None => Err(RecordError::NoSuchRace(race.clone())),
        }
    }

    /// Document versions by when they were public for certain, the last first: at most `most`, after `skip` of them.
    pub fn latest_documents(&self, cut: Cut, skip: u64, most: u64) -> Result<Vec<DocumentMeta>> {
        let _one = self.snapshot()?;
        self.effective(cut)?;
        self.store.latest_documents(cut.into(), skip, most)
    }

    /// All document versions, in the order in which they came.
    pub fn documents(&self) -> Result<Vec<DocumentMeta>> {
        self.store.documents()
    }
}

/// The usual name of an outlet, folded for comparison.
fn house(publisher: &str) -> String {
    claim::outlet::fold(claim::outlet::canonical(publisher))
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
