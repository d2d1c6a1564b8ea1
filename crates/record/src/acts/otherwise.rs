//! An editor reads the words of a claim otherwise than our reader did.
//!
//! The words and their place stay; what they state is another. The editor's reading is a claim of its own, appended to the
//! same document and confirmed by the same batch, and it takes the place of the reader's, which stays as history. The
//! text is unchanged, so its publisher said nothing new: as when a text is read again, the change is public since the document was.

use std::collections::BTreeSet;

use claim::{Certainty, Chain, Claim, Occurrence, Origin, Report, Statement};

use super::{Act, ActId, ActKind, Target};
use crate::batch::{Batch, Shared, UNSETTLED, json};
use crate::store::acts::ReadingRow;
use crate::{ClaimId, DocumentId, RecordError, Result};

/// How an editor reads words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// What they state.
    pub statement: Statement,
    /// How sure the origin is.
    pub certainty: Certainty,
    /// Who is responsible.
    pub origin: Origin,
    /// The relays between the report and the origin, outermost first.
    pub via: Chain,
}

/// What reading otherwise left in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOtherwise {
    /// The editor's claim.
    pub claim: ClaimId,
    /// The act that puts it in the place of the reader's.
    pub supersedes: ActId,
    /// The act that confirms it.
    pub confirms: ActId,
}

impl Batch<'_> {
    /// Adds an editor's reading of the words of a claim, in the place of the reader's. Refused where the reading is the
    /// same, and where the words were destroyed.
    pub fn read_otherwise(&mut self, id: &ClaimId, otherwise: &Otherwise) -> Result<ReadOtherwise> {
        let refuse = |why| RecordError::ImpossibleAct {
            kind: ActKind::Supersede,
            about: Target::Claim(id.clone()),
            why,
        };
        let store = self.turn.store;
        let document = self.document_of(id)?;
        let (meta, words) = store
            .document(document.0)?
            .ok_or(RecordError::NoSuchDocument(document))?;
        let read = store.claims_read(document.0)?;
        let earlier = read
            .iter()
            .find(|read| read.id == *id)
            .ok_or_else(|| RecordError::NoSuchClaim(id.clone()))?;
        if earlier.claim.quote.is_empty() {
            return Err(refuse("its words were destroyed"));
        }
        let claim = Claim {
            statement: otherwise.statement.clone(),
            quote: earlier.claim.quote.clone(),
            certainty: otherwise.certainty,
            origin: otherwise.origin.clone(),
            via: otherwise.via.clone(),
        };
        if claim == earlier.claim {
            return Err(refuse("the other reading says the same"));
        }
        let occurrence = Occurrence {
            claim,
            place: earlier.place,
            terms: earlier.provenance.terms,
        };
        let report = Report {
            title: meta.title.clone(),
            text: words.text,
            ..Report::default()
        };
        let shared = Shared {
            report: &report,
            document: i64::try_from(document.0).unwrap_or(i64::MAX),
            reported: (
                meta.reported_first.as_second(),
                meta.reported_last.as_second(),
            ),
            outlet: earlier.provenance.outlet.clone(),
            relays: earlier.provenance.relays.clone(),
        };
        self.write_header()?;
        self.note_reading(document, &shared)?;
        let race = otherwise.statement.race();
        let row = match race {
            Some(race) => self.race(race)?,
            None => UNSETTLED,
        };
        let seq = self.insert_claim(row, &occurrence, &shared)?;
        self.end_runs()?;
        let spoken_of: BTreeSet<i64> = read
            .iter()
            .map(|read| read.race)
            .chain([row])
            .filter(|race| *race != UNSETTLED)
            .collect();
        // A claim without a race stands on the pages of the races that its document speaks of.
        if row == UNSETTLED {
            self.insert_context(&spoken_of, &[seq])?;
        }
        let added = ClaimId {
            race: race.cloned(),
            seq,
        };
        let supersedes = self.act(&Act {
            by: Some(added.clone()),
            ..Act::new(
                ActKind::Supersede,
                Target::Claim(id.clone()),
                meta.reported_last,
            )
        })?;
        let confirms = self.act(&Act::new(
            ActKind::Confirm,
            Target::Claim(added.clone()),
            self.header.at,
        ))?;
        Ok(ReadOtherwise {
            claim: added,
            supersedes,
            confirms,
        })
    }

    /// A claim that came after its document came with a reading of it. The reader and what it complained of stay those that
    /// they were: an editor has read one claim, not the document.
    fn note_reading(&self, document: DocumentId, shared: &Shared<'_>) -> Result<()> {
        let store = self.turn.store;
        let held = store.relays_reread(document.0, self.number.0)?;
        let Some(reader) = store.last_reader(document.0)?.filter(|_| held.is_none()) else {
            return Ok(());
        };
        store.append_reading(&ReadingRow {
            document: document.0,
            tx: self.number.0,
            reader: &reader,
            relays: &json(&shared.relays)?,
            complaints: &json(&store.complaints_of(document.0)?)?,
        })
    }

    fn document_of(&self, id: &ClaimId) -> Result<DocumentId> {
        let missing = || RecordError::NoSuchClaim(id.clone());
        let store = self.turn.store;
        let race = match &id.race {
            Some(race) => store.race(&race.to_string())?.ok_or_else(missing)?,
            None => UNSETTLED,
        };
        let wanted = crate::store::claims::Wanted {
            race: Some(race),
            seq: Some(id.seq),
            ..crate::store::claims::Wanted::default()
        };
        let held = store.find(&wanted)?.pop().ok_or_else(missing)?;
        Ok(held.document.document)
    }
}
