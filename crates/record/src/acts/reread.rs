//! Reading a held text again: what the newer reader finds otherwise takes the place of what the older one found.
//!
//! The text is unchanged, so nothing that its publisher said has changed: our own reading was wrong, or is better now.
//! The act is therefore public since the document was. A page as of any moment shows the newer reading; a page of an
//! earlier batch shows what it showed.

use std::collections::{BTreeMap, BTreeSet};

use claim::{Claim, Complaint, Occurrence, Place, Report};

use super::standing::{Standing, spot};
use super::{Act, ActKind, Target};
use crate::batch::{Batch, Shared, UNSETTLED, json};
use crate::origins::Provenance;
use crate::store::acts::ReadingRow;
use crate::{ClaimId, DocumentId, Record, RecordError, Result};

/// What a newer reader found in a text that is held.
#[derive(Debug, Clone, Copy)]
pub struct NewReading<'a> {
    /// The claims.
    pub claims: &'a [Occurrence],
    /// The outlets whose reporting the document passes on as a whole.
    pub relays: &'a [String],
    /// What the reader complained of.
    pub complaints: &'a [Complaint],
    /// The version of the reader.
    pub reader: &'a str,
}

/// What reading again did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reread {
    /// Claims that both readers found, to the letter.
    pub same: usize,
    /// Claims that the newer reader alone found.
    pub new: usize,
    /// Claims that the older reader alone found: off the pages now.
    pub superseded: usize,
    /// Claims that the older reader alone found, and that stay because an editor has confirmed them.
    pub confirmed: usize,
}

/// A claim that an earlier reading left.
pub(crate) struct Earlier {
    pub(crate) id: ClaimId,
    pub(crate) race: i64,
    pub(crate) claim: Claim,
    pub(crate) place: Place,
    pub(crate) provenance: Provenance,
}

impl Record {
    /// The reader that read a document version last.
    pub fn last_reader(&self, document: DocumentId) -> Result<String> {
        self.store
            .last_reader(document.0)?
            .ok_or(RecordError::NoSuchDocument(document))
    }
}

impl Batch<'_> {
    /// Adds a newer reading of a text that is held. What both readers found stays as it is; `None` where words of the
    /// document were destroyed, which no reader brings back.
    pub fn reread(
        &mut self,
        document: DocumentId,
        reading: &NewReading<'_>,
    ) -> Result<Option<Reread>> {
        let store = self.turn.store;
        let (meta, words) = store
            .document(document.0)?
            .ok_or(RecordError::NoSuchDocument(document))?;
        let acts = store.acts_on_document(document.0)?;
        let earlier = store.claims_read(document.0)?;
        let redacted = acts.iter().any(|held| {
            held.act.kind == ActKind::Redact
                && match &held.act.about {
                    Target::Document(id) => *id == document,
                    Target::Claim(id) => earlier.iter().any(|claim| claim.id == *id),
                    _ => false,
                }
        });
        if redacted {
            return Ok(None);
        }
        self.write_header()?;
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
            outlet: meta
                .publisher
                .as_deref()
                .map(|name| claim::outlet::canonical(name).to_owned()),
            relays: reading.relays.to_vec(),
        };
        let mut by_race: BTreeMap<Option<claim::Race>, Standing> = BTreeMap::new();
        let mut said_of = |id: &ClaimId| {
            let race = id.race.as_ref();
            let standing = by_race
                .entry(race.cloned())
                .or_insert_with(|| Standing::of(acts.clone(), race));
            spot(id, race).map(|spot| {
                let superseded = standing
                    .removed_by(spot, shared.document)
                    .filter(|held| held.act.kind == ActKind::Supersede)
                    .map(|held| held.act.by.clone());
                (superseded, standing.confirmed_by(spot).is_some())
            })
        };
        let (mut current, mut overruled) = (Vec::new(), Vec::new());
        for claim in earlier {
            match said_of(&claim.id) {
                Some((None, confirmed)) => current.push((claim, confirmed)),
                // An editor read these words otherwise: no reader comes back to what was overruled.
                Some((Some(Some(by)), _))
                    if said_of(&by).is_some_and(|(_, confirmed)| confirmed) =>
                {
                    overruled.push(claim);
                }
                None | Some((Some(_), _)) => {}
            }
        }
        let races = |of: &mut dyn Iterator<Item = Option<claim::Race>>| -> BTreeSet<claim::Race> {
            of.flatten().collect()
        };
        // A claim whose race is open stands on the pages of the races that its document speaks of: when those change, it
        // is another claim.
        let same_races = races(&mut current.iter().map(|(claim, _)| claim.id.race.clone()))
            == races(
                &mut reading
                    .claims
                    .iter()
                    .map(|found| found.claim.statement.race().cloned()),
            );
        let mut done = Reread::default();
        let (mut added, mut unsettled, mut spoken_of) = (Vec::new(), Vec::new(), BTreeSet::new());
        for found in reading.claims {
            let race = found.claim.statement.race();
            let row = match race {
                Some(race) => self.race(race)?,
                None => UNSETTLED,
            };
            if row != UNSETTLED {
                spoken_of.insert(row);
            }
            let provenance = shared.provenance(found);
            let is = |claim: &Earlier| {
                claim.claim == found.claim
                    && claim.place == found.place
                    && claim.provenance == provenance
                    && (race.is_some() || same_races)
            };
            if let Some(at) = current.iter().position(|(claim, _)| is(claim)) {
                current.swap_remove(at);
                done.same += 1;
                continue;
            }
            if overruled.iter().any(is) {
                done.same += 1;
                continue;
            }
            let seq = self.insert_claim(row, found, &shared)?;
            if row == UNSETTLED {
                unsettled.push(seq);
            }
            let id = ClaimId {
                race: race.cloned(),
                seq,
            };
            added.push((id, found));
        }
        self.end_runs()?;
        self.insert_context(&spoken_of, &unsettled)?;
        done.new = added.len();
        // By place in the record, whatever the order in which the matches were taken out.
        current.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        for (claim, confirmed) in current {
            if confirmed {
                done.confirmed += 1;
                continue;
            }
            let mut act = Act::new(
                ActKind::Supersede,
                Target::Claim(claim.id.clone()),
                meta.reported_last,
            );
            act.by = added
                .iter()
                .find(|(_, found)| takes_place(found, &claim))
                .map(|(id, _)| id.clone());
            self.act(&act)?;
            done.superseded += 1;
        }
        store.append_reading(&ReadingRow {
            document: document.0,
            tx: self.number.0,
            reader: reading.reader,
            relays: &json(&reading.relays)?,
            complaints: &json(&reading.complaints)?,
        })?;
        Ok(Some(done))
    }
}

/// Whether a claim reads words that another had read: of the same kind, over some of the same letters.
fn takes_place(found: &Occurrence, earlier: &Earlier) -> bool {
    let (a, b) = (found.place, earlier.place);
    found.claim.statement.kind() == earlier.claim.statement.kind()
        && a.part == b.part
        && a.span.start < b.span.end
        && b.span.start < a.span.end
}
