//! Handing on: claims whole, one by one, with everything that another program needs to take them over.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use claim::{Race, Report, Terms};

use crate::batch::UNSETTLED;
use crate::document::{HeldClaim, HeldDocument, digest, hexadecimal};
use crate::fold::{self, Fact, Heard};
use crate::origins;
use crate::store::Inside;
use crate::store::handing::{HandedRow, Part};
use crate::{BatchNumber, Cut, DocumentId, Record, RecordError, Result};

/// A claim with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedClaim {
    /// The claim with its document.
    pub held: HeldClaim,
    /// The batch that brought it: that of its document, or of a later reading.
    pub batch: BatchNumber,
    /// On which terms its sources spoke.
    pub terms: Terms,
    /// The outlets whose reporting its document passes on as a whole.
    pub relays: Vec<String>,
    /// Who is ultimately responsible, as far as the chains lead among all occurrences of the same statement inside the
    /// cut: labels as `hustings origins` shows them. Empty where the chains lead to nobody.
    pub leaves: Rc<[String]>,
}

/// A document with its words, where they are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedDocument {
    /// The document; its headline and text are empty where the words are not held.
    pub document: HeldDocument,
    /// Whether the words are held that the hash was taken over.
    pub held: bool,
}

/// The labels of the origins to which each claim of a race leads, by whether its race is unsettled and its number.
type Leaves = HashMap<(bool, u64), Rc<[String]>>;

impl Record {
    /// Hands on the claims inside a cut one by one: race by race, those without a settled race last, each in the order of
    /// their numbers. Of one race, those without a settled race are only those that its page may use.
    ///
    /// Memory is that of the largest race as folded, however many claims there are.
    pub fn hand_on<E: From<RecordError>>(
        &self,
        race: Option<&Race>,
        cut: Cut,
        mut each: impl FnMut(HandedClaim) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.effective(cut)?;
        let mut parts = Vec::new();
        if let Some(race) = race {
            let row = self
                .race_row(Some(race))?
                .ok_or_else(|| RecordError::NoSuchRace(race.clone()))?;
            parts.push((row, Part::Own));
            parts.push((row, Part::Context));
        } else {
            let mut races: Vec<Race> = self
                .races(cut)?
                .into_iter()
                .filter_map(|held| held.race)
                .collect();
            // By their ids here, because databases do not agree on the order of words.
            races.sort_by_key(ToString::to_string);
            for race in &races {
                if let Some(row) = self.race_row(Some(race))? {
                    parts.push((row, Part::Own));
                }
            }
            parts.push((UNSETTLED, Part::Own));
        }
        let mut known: Option<(i64, Leaves)> = None;
        for (row, part) in parts {
            let leaves = match known.take() {
                Some((of, leaves)) if of == row => leaves,
                _ => leaves(&fold::race(self, row, cut)?),
            };
            let mut failed = None;
            let done = self.store.hand(row, part, Inside::from(cut), &mut |found| {
                each(handed(found, &leaves)).map_err(|error| {
                    failed = Some(error);
                    RecordError::not_taken("whoever takes the claims has stopped")
                })
            });
            if let Some(error) = failed {
                return Err(error);
            }
            done?;
            known = Some((row, leaves));
        }
        Ok(())
    }

    /// The documents inside a cut, in the order in which they came; of one race, those that make a claim about it.
    pub fn documents_inside(&self, race: Option<&Race>, cut: Cut) -> Result<Vec<DocumentId>> {
        self.effective(cut)?;
        let row = match race {
            None => None,
            Some(race) => Some(
                self.race_row(Some(race))?
                    .ok_or_else(|| RecordError::NoSuchRace(race.clone()))?,
            ),
        };
        let numbers = self.store.documents_inside(row, Inside::from(cut))?;
        Ok(numbers.into_iter().map(DocumentId).collect())
    }

    /// A document with its words, and whether they are those that its hash was taken over.
    pub fn handed_document(&self, id: DocumentId) -> Result<HandedDocument> {
        let document = self.document(id)?;
        let report = Report {
            id: String::new(),
            url: document.meta.url.clone(),
            publisher: document.meta.publisher.clone(),
            published: document.meta.published,
            title: document.meta.title.clone(),
            text: document.text.clone(),
        };
        Ok(HandedDocument {
            held: hexadecimal(&digest(&report)) == document.meta.sha256,
            document,
        })
    }
}

fn handed(row: HandedRow, leaves: &Leaves) -> HandedClaim {
    let leaves = leaves
        .get(&(row.id.race.is_none(), row.id.seq))
        .map_or_else(|| Rc::from([]), Rc::clone);
    HandedClaim {
        held: HeldClaim {
            id: row.id,
            claim: row.claim,
            place: row.place,
            document: row.document,
        },
        batch: row.batch,
        terms: row.provenance.terms,
        relays: row.provenance.relays,
        leaves,
    }
}

/// Walks the chains of every fact, as the reports state them; whose text one prints is not asked, because texts are not
/// always handed on. Only what is stated in the very same words of the vocabulary is taken together, and no
/// editor's word is asked: the labels follow from the claims alone, so that whoever takes them over finds the same.
fn leaves(facts: &[Fact]) -> Leaves {
    let mut found = Leaves::new();
    for fact in facts {
        let mut by_report: BTreeMap<i64, Vec<&Heard>> = BTreeMap::new();
        for heard in &fact.heard {
            by_report.entry(heard.document).or_default().push(heard);
        }
        // Reports that say it in the same ways lead to the same origins: each set of ways is walked once.
        let mut reports: BTreeMap<Vec<i64>, Vec<i64>> = BTreeMap::new();
        for (&report, places) in &by_report {
            let mut ways: Vec<i64> = places.iter().map(|heard| heard.way).collect();
            ways.sort_unstable();
            ways.dedup();
            reports.entry(ways).or_default().push(report);
        }
        let first: Vec<i64> = reports
            .values()
            .filter_map(|same| same.first())
            .copied()
            .collect();
        let occurrences: Vec<origins::Heard<'_>> = first
            .iter()
            .flat_map(|report| by_report.get(report).into_iter().flatten())
            .map(|heard| origins::Heard {
                report: heard.document,
                provenance: &heard.provenance,
                printed: None,
                topic: None,
            })
            .collect();
        let labels = origins::labels(&occurrences);
        for same in reports.values() {
            let Some(first) = same.first() else { continue };
            let theirs: Rc<[String]> = labels
                .iter()
                .filter(|(_, reports)| reports.contains(first))
                .map(|(label, _)| label.clone())
                .collect();
            for heard in same.iter().flat_map(|report| &by_report[report]) {
                found.insert((heard.unsettled, heard.seq), Rc::clone(&theirs));
            }
        }
    }
    found
}
