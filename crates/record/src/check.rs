//! Examining the whole record.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use claim::{Complaint, Report};

use crate::batch::{UNSETTLED, certainty_code};
use crate::document::{digest, hexadecimal};
use crate::intern::mentioned;
use crate::origins::Provenance;
use crate::store::acts::Redacted;
use crate::store::examine::WholeClaim;
use crate::{DocumentId, Record, RecordError, Result};

/// What is kept of anything that this check finds: it never repairs.
const KEPT: &str = "everything as it stands";

/// The usual name of a document's publisher, and the outlets that the document passes on.
type Outlet = (Option<String>, Vec<String>);

impl Record {
    /// Examines the record: the file itself, references, the numbering of batches, each document's hash, and for each
    /// claim that its quote stands at its place and that its integers say what its words say.
    ///
    /// An empty list means that nothing was found. A record whose program was killed while adding passes: an unfinished
    /// batch was never part of it.
    pub fn check(&self) -> Result<Vec<Complaint>> {
        let mut found = Vec::new();
        for (place, what) in self.store.examine()? {
            found.push(Complaint::new(place, what, KEPT));
        }
        if found.iter().any(|complaint| complaint.place == "the file") {
            // What a broken file answers to further questions means nothing.
            return Ok(found);
        }
        self.check_batches(&mut found)?;
        let documents = self.store.document_numbers()?;
        let redacted = self.store.redacted()?;
        for id in documents.into_iter().map(DocumentId) {
            match self.check_document(id, &redacted, &mut found) {
                Err(RecordError::Damaged { what }) => {
                    found.push(Complaint::new(format!("document {id}"), what, KEPT));
                }
                checked => checked?,
            }
        }
        self.check_bodies(&mut found)?;
        Ok(found)
    }

    fn check_batches(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let (count, last) = (self.store.count_batches()?, self.store.last_batch()?);
        if count != last {
            let what = format!("{count} batches are held, and the last has the number {last}");
            found.push(Complaint::new("batches", what, KEPT));
        }
        Ok(())
    }

    fn check_document(
        &self,
        id: DocumentId,
        redacted: &Redacted,
        found: &mut Vec<Complaint>,
    ) -> Result<()> {
        let held = self.document(id)?;
        let destroyed = redacted.documents.contains(&id.0);
        let meta = &held.meta;
        if meta.reported_first > meta.reported_last || meta.reported_last > meta.first_seen {
            let what = "it was public for certain before it can have been, or seen before that";
            found.push(Complaint::new(format!("document {id}"), what, KEPT));
        }
        if self.store.unheld(id.0)?.is_some() {
            // The hash and the places are those of words that lie elsewhere.
            return Ok(());
        }
        let report = Report {
            id: held.sender_id,
            url: held.meta.url,
            publisher: held.meta.publisher,
            published: held.meta.published,
            title: held.meta.title,
            text: held.text,
        };
        let place = || format!("document {id}");
        if destroyed && !(report.title.is_empty() && report.text.is_empty()) {
            let what = "its words were to be destroyed, and are there";
            found.push(Complaint::new(place(), what, KEPT));
        } else if !destroyed && hexadecimal(&digest(&report)) != held.meta.sha256 {
            let what = "its words are not those that its hash was taken over";
            found.push(Complaint::new(place(), what, KEPT));
        }
        for id in &held.claims {
            let claim = self.claim(id)?;
            let row = self.race_row(id.race.as_ref())?.unwrap_or(UNSETTLED);
            if destroyed || redacted.claims.contains(&(row, id.seq)) {
                if !claim.claim.quote.is_empty() {
                    let what = "its words were to be destroyed, and are there";
                    found.push(Complaint::new(format!("claim {id}"), what, KEPT));
                }
            } else if report.words_at(claim.place) != Some(claim.claim.quote.as_str()) {
                let place = format!("claim {id}, {}", claim.place);
                let what = "its quote does not stand there, word for word";
                found.push(Complaint::new(place, what, KEPT));
            }
        }
        Ok(())
    }

    /// Each claim has its words, and they say what its integers say.
    fn check_bodies(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let mut outlets = BTreeMap::new();
        for race in self.store.races_of_claims()? {
            self.store.whole_claims(race, &mut |whole| {
                self.check_whole(&whole, &mut outlets, found)
            })?;
        }
        Ok(())
    }

    fn check_whole(
        &self,
        whole: &WholeClaim,
        outlets: &mut BTreeMap<(i64, u64), Outlet>,
        found: &mut Vec<Complaint>,
    ) -> Result<()> {
        let race = whole.race.as_deref();
        let place = format!("claim {}/{}", race.unwrap_or("?"), whole.seq);
        let mut complain = |what: &str| found.push(Complaint::new(&place, what, KEPT));
        let Some(body) = &whole.body else {
            complain("its words are not there");
            return Ok(());
        };
        let Ok(claim) = serde_json::from_str::<claim::Claim>(body) else {
            complain("its words are not a claim");
            return Ok(());
        };
        if whole.statement != serde_json::to_string(&claim.statement).ok() {
            complain("its statement is not that of its words");
        }
        if whole.certainty != certainty_code(claim.certainty) {
            complain("its certainty is not that of its words");
        }
        let stated = claim
            .statement
            .race()
            .map_or_else(|| "-".to_owned(), ToString::to_string);
        if race != Some(stated.as_str()) {
            complain("its race is not that of its words");
        }
        if !whole.dated {
            complain("its time or batch is not that of its document");
        }
        let outlet = match outlets.entry((whole.document, whole.tx)) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(free) => free.insert(self.outlet_of(whole.document, whole.tx)?),
        };
        let from: Option<Provenance> = whole
            .provenance
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok());
        let agrees = from.is_some_and(|from| {
            from.origin == claim.origin
                && from.via == claim.via
                && *outlet == (from.outlet, from.relays)
        });
        if !agrees {
            complain("its provenance is not that of its words and its document");
        }
        self.check_mentions(&claim.statement, &mut complain)
    }

    fn check_mentions(
        &self,
        statement: &claim::Statement,
        complain: &mut impl FnMut(&str),
    ) -> Result<()> {
        let json = serde_json::to_string(statement).unwrap_or_default();
        for name in mentioned(statement) {
            if !self.store.mentions(&name, &json)? {
                complain("a name in it cannot be looked up");
            }
        }
        Ok(())
    }

    /// The outlet of a document, and whose reporting it passes on as its reader of that batch saw it.
    fn outlet_of(&self, document: i64, batch: u64) -> Result<Outlet> {
        let publisher = self.store.publisher_of(document)?;
        let outlet = publisher.map(|name| claim::outlet::canonical(&name).to_owned());
        let relays = match self.store.relays_reread(document.unsigned_abs(), batch)? {
            Some(relays) => serde_json::from_str(&relays).map_err(|error| {
                RecordError::damaged(format!("a reading of document {document}: {error}"))
            })?,
            None => self.store.relays_of(document.unsigned_abs())?,
        };
        Ok((outlet, relays))
    }
}
