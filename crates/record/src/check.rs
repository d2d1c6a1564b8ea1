//! Examining the whole record.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use claim::{Complaint, Report};

use crate::batch::{UNSETTLED, certainty_of};
use crate::document::{digest, hexadecimal};
use crate::intern::mentioned;
use crate::origins::Provenance;
use crate::seal::{Seal, Sealed};
use crate::store::acts::Redacted;
use crate::store::claims::Run;
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
        let _one = self.snapshot()?;
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
                Err(RecordError::NoSuchClaim(claim)) => {
                    let what = "what it is put together from is not there";
                    found.push(Complaint::new(format!("claim {claim}"), what, KEPT));
                }
                Err(RecordError::Damaged { what }) => {
                    found.push(Complaint::new(format!("document {id}"), what, KEPT));
                }
                checked => checked?,
            }
        }
        self.check_claims(&mut found)?;
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

    /// What each claim's integers name is there and agrees, and no seal is broken.
    fn check_claims(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let mut outlets = BTreeMap::new();
        for race in self.store.races_of_claims()? {
            let mut seals = Seals::over(self.store.runs(race)?);
            self.store.whole_claims(race, &mut |whole| {
                seals.take(&whole, found);
                self.check_whole(&whole, &mut outlets, found)
            })?;
            seals.end(found);
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
        let place = place_of(whole);
        let mut complain = |what: &str| found.push(Complaint::new(&place, what, KEPT));
        let Some(words) = &whole.statement else {
            complain("its statement is not there");
            return Ok(());
        };
        let Ok(statement) = serde_json::from_str::<claim::Statement>(words) else {
            complain("its statement is not a claim's");
            return Ok(());
        };
        if certainty_of(whole.row.certainty).is_err() {
            complain("its certainty is none");
        }
        let stated = statement
            .race()
            .map_or_else(|| "-".to_owned(), ToString::to_string);
        if race != Some(stated.as_str()) {
            complain("its race is not that of its statement");
        }
        if !whole.dated {
            complain("its time or batch is not that of its document");
        }
        let outlet = match outlets.entry((whole.row.document, whole.tx)) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(free) => free.insert(self.outlet_of(whole.row.document, whole.tx)?),
        };
        let from: Option<Provenance> = whole
            .provenance
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok());
        if from.is_none_or(|from| *outlet != (from.outlet, from.relays)) {
            complain("its provenance is not that of its document");
        }
        self.check_mentions(&statement, &mut complain)
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

fn place_of(whole: &WholeClaim) -> String {
    format!(
        "claim {}/{}",
        whole.race.as_deref().unwrap_or("?"),
        whole.row.seq
    )
}

/// The seals on the claims of a race, tried one after the other as the claims come by in their order.
struct Seals {
    /// What is still to come, the next last.
    runs: Vec<Run>,
    trying: Option<(Run, Seal)>,
    /// How many claims it was tried on.
    tried: u64,
}

impl Seals {
    fn over(mut runs: Vec<Run>) -> Self {
        runs.reverse();
        Self {
            runs,
            trying: None,
            tried: 0,
        }
    }

    fn take(&mut self, whole: &WholeClaim, found: &mut Vec<Complaint>) {
        let seq = whole.row.seq;
        while self.runs.last().is_some_and(|run| run.seq <= seq) {
            self.turn_to_next(found);
        }
        match &mut self.trying {
            Some((run, seal)) if seq < run.seq + run.claims => {
                self.tried += 1;
                seal.add(Sealed {
                    seq,
                    statement: whole.statement.as_deref().unwrap_or_default(),
                    certainty: whole.row.certainty,
                    provenance: whole.provenance.as_deref().unwrap_or_default(),
                    reported: (whole.row.lo, whole.row.hi),
                    tx: whole.tx,
                    place: whole.place,
                });
            }
            _ => found.push(Complaint::new(
                place_of(whole),
                "no document is noted that makes it",
                KEPT,
            )),
        }
    }

    fn end(mut self, found: &mut Vec<Complaint>) {
        while self.trying.is_some() || !self.runs.is_empty() {
            self.turn_to_next(found);
        }
    }

    /// Tries the seal on the claims that have come by, and turns to the next.
    fn turn_to_next(&mut self, found: &mut Vec<Complaint>) {
        let next = self.runs.pop().map(|run| (run, Seal::new(run.document)));
        let Some((run, seal)) = std::mem::replace(&mut self.trying, next) else {
            return;
        };
        let complete = self.tried == run.claims;
        self.tried = 0;
        if !complete || run.seal.is_some_and(|set| set != seal.end()) {
            found.push(Complaint::new(
                format!("claims of document {}", run.document),
                "the seal on them is broken: a statement, certainty, provenance, time, place or number is not what was \
                 added",
                KEPT,
            ));
        }
    }
}
