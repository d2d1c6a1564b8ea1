//! Why a count of origins is what it is: each occurrence with what it does, where it leads, and whose text it stands in.

use std::collections::BTreeMap;

use claim::outlet::canonical;
use claim::{Part, PersonName, Span};
use serde::{Deserialize, Serialize};

use crate::comparing::Reuses;
use crate::document::HeldClaim;
use crate::firsts::{self, Entrant, Firsts};
use crate::fold::{Fact, Heard};
use crate::origins::{Apart, Joined, Way};
use crate::project::{Explained, Scene, Source, in_order};
use crate::reuse::{Comparison, Containment, Words, compare};
use crate::{DocumentId, Record, Result};

/// The reasons of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// What each claim does, in the order of the claims.
    pub occurrences: Vec<Occurrence>,
    /// Every two leaves of the witness that cannot be one, by their places in it, and the rule.
    pub apart: Vec<Apart>,
    /// The leaves that an editor holds to be one.
    pub joined: Vec<Joined>,
}

/// What one claim does in the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// How its report comes to say so.
    #[serde(flatten)]
    pub way: Way,
    /// The leaves that it leads to, by their places in the witness. None where others lead on, or it sums up.
    pub leaves: Vec<usize>,
    /// Whose text it stands in, where it is not its report's own.
    pub printed: Option<Print>,
    /// Reports that share the words around it while neither prints the other: no more than a hint.
    pub shares: Vec<Passage>,
}

/// Whose text a claim stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// The house whose text it is, under its usual name.
    pub outlet: Option<String>,
    /// Whether the report states that as a whole (`MONTGOMERY, Ala. (AP) —`).
    pub stated: bool,
    /// Where the words stand there; `null` where no report of that house is held, or for a headline.
    pub passage: Option<Passage>,
}

/// Words that two reports share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The other report.
    pub document: DocumentId,
    /// How many words.
    pub words: usize,
    /// Where they stand in this report's text, in code points.
    pub here: Span,
    /// Where they stand in the other's.
    pub there: Span,
    /// How much of this report's text stands in the other's, in runs of eight words.
    pub of_this: Containment,
    /// How much of the other's stands in this one's.
    pub of_that: Containment,
}

/// What the count of a fact's origins rests on.
pub(crate) struct Reasons {
    pub(crate) why: Why,
    pub(crate) firsts: Firsts,
}

impl Record {
    /// The reasons of the count for these facts; `claims` are their claims in the order of the count.
    pub(crate) fn reasons(
        &self,
        scene: &Scene<'_>,
        facts: &[&Fact],
        principal: Option<&PersonName>,
        claims: &[HeldClaim],
        reuses: &Reuses,
    ) -> Result<Reasons> {
        let places = in_order(facts.iter().flat_map(|fact| &fact.heard));
        let explained = scene.explain(&places, principal);
        let mut texts = Texts {
            record: self,
            scene,
            reuses,
            cut: BTreeMap::new(),
            compared: BTreeMap::new(),
        };
        let mut occurrences = Vec::new();
        for (at, (heard, claim)) in places.iter().zip(claims).enumerate() {
            occurrences.push(Occurrence {
                way: explained.witness.ways[at].clone(),
                leaves: leaves(&explained, at),
                printed: texts.printed(heard, claim, explained.printed[at])?,
                shares: texts.shares(heard, claim)?,
            });
        }
        Ok(Reasons {
            firsts: firsts(&occurrences, claims),
            why: Why {
                occurrences,
                apart: explained.witness.apart,
                joined: explained.witness.joined,
            },
        })
    }
}

fn leaves(explained: &Explained, place: usize) -> Vec<usize> {
    let leaves = explained.witness.origins.leaves.iter().enumerate();
    leaves
        .filter(|(_, leaf)| leaf.places.contains(&place))
        .map(|(at, _)| at)
        .collect()
}

/// Whether a report has it from nobody but its own sources.
fn is_own(occurrence: &Occurrence, claim: &HeldClaim) -> bool {
    let by_itself = match occurrence.way {
        Way::OwnVoice => true,
        Way::Names | Way::Describes => claim.claim.via.is_direct(),
        Way::Credits { .. } | Way::SumsUp | Way::PassesOn { .. } => false,
    };
    by_itself && occurrence.printed.is_none()
}

fn firsts(occurrences: &[Occurrence], claims: &[HeldClaim]) -> Firsts {
    let entrant = |held: &HeldClaim, seen: bool| Entrant {
        interval: if seen {
            (held.document.first_seen, held.document.first_seen)
        } else {
            (held.document.reported_first, held.document.reported_last)
        },
        outlet: held.document.publisher.clone(),
        document: held.document.document,
        claim: held.id.clone(),
    };
    let all = |seen: bool| claims.iter().map(|held| entrant(held, seen)).collect();
    let own = claims
        .iter()
        .zip(occurrences)
        .filter(|(held, occurrence)| is_own(occurrence, held))
        .map(|(held, _)| entrant(held, false))
        .collect();
    Firsts {
        with_own_origin: firsts::first(own),
        to_publish: firsts::first(all(false)),
        seen_here: firsts::first(all(true)),
    }
}

/// Texts of documents, each read and cut once.
struct Texts<'a, 's> {
    record: &'a Record,
    scene: &'a Scene<'s>,
    reuses: &'a Reuses,
    cut: BTreeMap<i64, Option<(Words, Option<String>)>>,
    compared: BTreeMap<(i64, i64), Comparison>,
}

impl Texts<'_, '_> {
    /// The documents inside the cut that share the words around a claim.
    fn sharing(&self, heard: &Heard, wanted: bool) -> Vec<i64> {
        let known = self.reuses.about(heard.unsettled, heard.seq);
        let with = known.into_iter().flat_map(|known| &known.with);
        with.filter(|(other, wire)| *wire == wanted && self.scene.holds(*other))
            .map(|(other, _)| *other)
            .collect()
    }

    fn read(&mut self, document: i64) -> Result<()> {
        if !self.cut.contains_key(&document) {
            let held = self.record.store.text(document)?;
            let cut = held.map(|held| (Words::of(&held.text), held.publisher));
            self.cut.insert(document, cut);
        }
        Ok(())
    }

    fn printed(
        &mut self,
        heard: &Heard,
        claim: &HeldClaim,
        source: Option<Source>,
    ) -> Result<Option<Print>> {
        let Some(source) = source else {
            return Ok(None);
        };
        let known = self.reuses.about(heard.unsettled, heard.seq);
        let stated = known.is_some_and(|known| known.credit.is_some());
        let Source::Report(source) = source else {
            let Source::House(house) = source else {
                return Ok(None);
            };
            return Ok(Some(Print {
                outlet: Some(house.to_owned()),
                stated,
                passage: None,
            }));
        };
        self.read(source)?;
        let outlet = self.cut.get(&source).and_then(Option::as_ref);
        let outlet = outlet.and_then(|(_, publisher)| publisher.as_deref());
        let outlet = outlet.map(|name| canonical(name).to_owned());
        // The words may have come through another report that is joined with the source.
        let wires = self.sharing(heard, true);
        let mut passage = None;
        for other in std::iter::once(source).chain(wires) {
            passage = self.passage(heard.document, other, claim)?;
            if passage.is_some() {
                break;
            }
        }
        Ok(Some(Print {
            outlet,
            stated,
            passage,
        }))
    }

    fn shares(&mut self, heard: &Heard, claim: &HeldClaim) -> Result<Vec<Passage>> {
        let mut found = Vec::new();
        for other in self.sharing(heard, false) {
            found.extend(self.passage(heard.document, other, claim)?);
        }
        Ok(found)
    }

    /// The words around a claim that stand in another document.
    fn passage(&mut self, here: i64, other: i64, claim: &HeldClaim) -> Result<Option<Passage>> {
        self.read(here)?;
        self.read(other)?;
        let text = |document: &i64| self.cut.get(document).and_then(Option::as_ref);
        let (Some((own, _)), Some((theirs, _))) = (text(&here), text(&other)) else {
            return Ok(None);
        };
        let comparison = self
            .compared
            .entry((other, here))
            .or_insert_with(|| compare(theirs, own));
        if claim.place.part == Part::Title {
            return Ok(None);
        }
        Ok(comparison
            .around_second(claim.place.span)
            .map(|run| Passage {
                document: DocumentId(other.unsigned_abs()),
                words: run.words,
                here: run.second,
                there: run.first,
                of_this: comparison.of_second,
                of_that: comparison.of_first,
            }))
    }
}
