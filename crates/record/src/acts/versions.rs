//! Versions: which document versions a later one has replaced, and what the later one no longer says.
//!
//! A claim cites the version in which it was read, and its span stays on that version's text for ever. When a newer
//! version is inside the cut, a claim of an older one still counts if the newer version was read to state the same, or
//! if the claim's exact quote stands in the newer version's words. Otherwise the document *no longer says* it. The
//! second test keeps a reader's lapse from looking like an edit: words that still stand are still said.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::editorial::Why;
use super::{ActId, Target};
use crate::acts::standing::{Standing, spot};
use crate::store::words::Table;
use crate::store::{Inside, Store};
use crate::{ClaimId, Cut, DocumentId, HeldClaim, Record, Result};

/// One of several versions of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    /// The document version.
    pub(crate) document: i64,
    /// Equal for the versions of one document.
    pub(crate) family: i64,
    /// Counted from 1 in the order in which they came.
    pub(crate) number: i64,
    /// When it can have been public at the earliest, and when it was for certain.
    pub(crate) reported: (i64, i64),
    /// The batch that brought it.
    pub(crate) tx: i64,
}

/// The versions of all documents that have several, read once. The record only grows, so what is missing came since.
#[derive(Debug, Default)]
pub(crate) struct Families {
    /// The last document version that was there.
    last: i64,
    /// The family of each version.
    of: BTreeMap<i64, i64>,
    versions: BTreeMap<i64, Vec<Version>>,
}

impl Families {
    fn catch_up(&mut self, store: &dyn Store) -> Result<()> {
        let last = store.last_row(Table::Document)?;
        if last == self.last {
            return Ok(());
        }
        let mut found: BTreeMap<i64, Vec<Version>> = BTreeMap::new();
        for version in store.versions_since(self.last)? {
            self.of.insert(version.document, version.family);
            let family = found.entry(version.family).or_default();
            // Several new versions of one document give its family several times.
            if !family.contains(&version) {
                family.push(version);
            }
        }
        self.versions.extend(found);
        self.last = last;
        Ok(())
    }

    /// Those of some documents that are replaced inside a cut, each with the newest version of its document.
    fn replaced(&self, documents: impl Iterator<Item = i64>, inside: Inside) -> BTreeMap<i64, i64> {
        if self.of.is_empty() {
            return BTreeMap::new();
        }
        let families: BTreeSet<i64> = documents
            .filter_map(|document| self.of.get(&document).copied())
            .collect();
        let inside: Vec<Version> = families
            .iter()
            .filter_map(|family| self.versions.get(family))
            .flatten()
            .filter(|held| held.reported.1 <= inside.second && held.tx <= inside.batch)
            .copied()
            .collect();
        replaced(&inside)
    }
}

/// The replaced versions, each with the newest of its document. The newest is the one that became public last; the
/// order in which versions came in only settles ties.
pub(crate) fn replaced(inside: &[Version]) -> BTreeMap<i64, i64> {
    let order = |version: &Version| (version.reported.1, version.reported.0, version.number);
    let mut newest: BTreeMap<i64, &Version> = BTreeMap::new();
    for version in inside {
        let held = newest.entry(version.family).or_insert(version);
        if order(version) > order(held) {
            *held = version;
        }
    }
    inside
        .iter()
        .filter_map(|version| {
            let newest = newest.get(&version.family)?.document;
            (newest != version.document).then_some((version.document, newest))
        })
        .collect()
}

/// What is to be known about a claim besides its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum ClaimMark {
    /// An editor has compared it with its document.
    Confirmed {
        /// The act.
        act: ActId,
    },
    /// It is off the pages.
    SetAside {
        /// Why.
        why: Why,
        /// The act; absent where the document itself no longer says so.
        act: Option<ActId>,
        /// The claim that takes its place.
        by: Option<ClaimId>,
    },
    /// Its document has a newer version.
    Older {
        /// The newest.
        newest: DocumentId,
        /// Whether the newest was read to state the same.
        stated_again: bool,
        /// Whether the exact quote stands in the newest. The claim's own span stays on its own version all the same;
        /// where the quote stands no more, it is an orphan there.
        quote_stands: bool,
    },
    /// Its words were destroyed.
    Redacted {
        /// The act.
        act: ActId,
    },
}

impl Record {
    /// What acts and later versions say about claims, inside a cut; claims of which they say nothing are left out.
    pub fn marks(
        &self,
        claims: &[HeldClaim],
        cut: Cut,
    ) -> Result<BTreeMap<ClaimId, Vec<ClaimMark>>> {
        let acts = self.store.acts(cut.into())?;
        let number = |held: &HeldClaim| i64::try_from(held.document.document.0).unwrap_or(i64::MAX);
        let replaced = self.replaced(claims.iter().map(number), cut)?;
        let mut by_race: BTreeMap<Option<&claim::Race>, Standing> = BTreeMap::new();
        let mut marks = BTreeMap::new();
        for held in claims {
            let standing = by_race
                .entry(held.id.race.as_ref())
                .or_insert_with(|| Standing::of(acts.clone(), held.id.race.as_ref()));
            let mut found = by_acts(held, standing);
            if let Some(&newest) = replaced.get(&number(held)) {
                found.extend(self.older(held, newest)?);
            }
            if !found.is_empty() {
                marks.insert(held.id.clone(), found);
            }
        }
        Ok(marks)
    }

    /// Those of some documents that are replaced inside a cut, each with the newest version of its document.
    pub(crate) fn replaced(
        &self,
        documents: impl Iterator<Item = i64>,
        cut: Cut,
    ) -> Result<BTreeMap<i64, i64>> {
        let mut families = self.families.borrow_mut();
        families.catch_up(self.store.as_ref())?;
        Ok(families.replaced(documents, cut.into()))
    }

    fn older(&self, held: &HeldClaim, newest: i64) -> Result<Vec<ClaimMark>> {
        let newest = DocumentId(newest.unsigned_abs());
        let stated_again = self
            .document(newest)?
            .claims
            .iter()
            .map(|id| self.claim(id))
            .collect::<Result<Vec<_>>>()?
            .iter()
            .any(|other| {
                other.claim.statement == held.claim.statement
                    && other.claim.certainty == held.claim.certainty
            });
        let quote_stands = self.stands_in(&held.claim.quote, newest)?;
        let mut marks = vec![ClaimMark::Older {
            newest,
            stated_again,
            quote_stands,
        }];
        if !stated_again && !quote_stands {
            marks.push(ClaimMark::SetAside {
                why: Why::NoLongerSays,
                act: None,
                by: None,
            });
        }
        Ok(marks)
    }
}

fn by_acts(held: &HeldClaim, standing: &Standing) -> Vec<ClaimMark> {
    let mut marks = Vec::new();
    let document = i64::try_from(held.document.document.0).unwrap_or(i64::MAX);
    let Some(spot) = spot(&held.id, held.id.race.as_ref()) else {
        return marks;
    };
    if let Some(act) = standing.confirmed_by(spot) {
        marks.push(ClaimMark::Confirmed { act: act.id });
    }
    if let Some(act) = standing.removed_by(spot, document) {
        marks.push(ClaimMark::SetAside {
            why: Why::of(act.act.kind),
            act: Some(act.id),
            by: act.act.by.clone(),
        });
    }
    let redacted = standing.redactions().find(|act| match &act.act.about {
        Target::Claim(id) => *id == held.id,
        Target::Document(id) => *id == held.document.document,
        _ => false,
    });
    marks.extend(redacted.map(|act| ClaimMark::Redacted { act: act.id }));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_the_one_that_became_public_last() {
        let version = |document, family, number, hi| Version {
            document,
            family,
            number,
            reported: (0, hi),
            tx: 1,
        };
        // Version 2 of the first document came in second but was public first.
        let all = [
            version(1, 1, 1, 50),
            version(2, 1, 2, 40),
            version(3, 1, 3, 45),
            version(4, 4, 1, 10),
            version(5, 4, 2, 10),
        ];
        assert_eq!(replaced(&all), BTreeMap::from([(2, 1), (3, 1), (4, 5)]));
        assert_eq!(replaced(&all[..1]), BTreeMap::new());
    }
}
