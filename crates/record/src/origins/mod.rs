//! Counting origins: an interval with a witness, never a score.
//!
//! Fifty articles can rest on one anonymous person. So for all occurrences of one claim, each chain of relays is walked
//! to whoever is ultimately responsible, a *leaf* (`walk`); then it is asked which leaves cannot be one and the same
//! (`differ`). The most origins that there can be is the number of distinct leaves, the fewest is the number of
//! people and records that could be all of them: the chromatic number of the must-differ graph (`colour`).
//!
//! What holds, and is property-tested:
//!
//! - a repeat (the same report again) never changes the interval;
//! - another report never lowers `max`, with one exception that is the point of walking chains: a report *of an outlet
//!   that others credit*, or whose text others turn out to print, may show that these only passed the claim on;
//! - that a report prints another's text never raises either bound, and that two share the words around the claim without
//!   saying so never raises `min` and never touches `max`: a source is not struck out on suspicion;
//! - an editor's "same" never raises, an editor's "different" never lowers either bound;
//! - the order of occurrences changes nothing.

mod colour;
mod differ;
mod join;
mod leaf;
mod scope;
mod voice;
mod walk;
mod witness;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use claim::{Chain, Origin, PersonName, Terms};
use serde::{Deserialize, Serialize};

pub use differ::Rule;
pub use scope::{Topic, proves};
pub use witness::{Apart, Joined, Way, Witness, explain};

/// How one occurrence of a claim reached us. Two occurrences of the same claim with the same provenance are repeats.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Provenance {
    /// The publisher of the report, under the usual name of the house; `None` where the report names none.
    pub outlet: Option<String>,
    /// The outlets whose reporting the report passes on as a whole.
    pub relays: Vec<String>,
    /// Who is responsible in that report.
    pub origin: Origin,
    /// The relays that the report names, outermost first.
    pub via: Chain,
    /// The terms on which the sources spoke.
    pub terms: Terms,
}

/// One occurrence of the claim whose origins are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard<'a> {
    /// Which report (version) it stands in: any number that tells the reports of one call apart.
    pub report: i64,
    /// How it reached that report.
    pub provenance: &'a Provenance,
    /// Whose text the report prints at this place, where it is not its own.
    pub printed: Option<Printed<'a>>,
    /// What it is about, as far as official records go; `None` where that does not matter.
    pub topic: Option<Topic>,
}

/// The source of a text that a report prints: a report that is at hand, or a house that the report states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed<'a> {
    /// The house whose text it is; `None` where its report names no publisher.
    pub outlet: Option<&'a str>,
    /// The outlets whose reporting *that* text passes on as a whole.
    pub relays: &'a [String],
    /// Its report, by the number that [`Heard::report`] uses, where it is at hand.
    pub report: Option<i64>,
}

/// What is asked of the occurrences of a claim, and what is known beside them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    /// The person whose act or plan it is.
    pub principal: Option<&'a PersonName>,
    /// The words of editors that stand.
    pub judgements: &'a [Judgement],
    /// Pairs of reports that share the words around the claim, too few of them for wire copy.
    pub borrowed: &'a [(i64, i64)],
}

/// An editor's word on two leaves, by their labels. Labels that name no leaf are passed over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Judgement {
    /// One leaf's label.
    pub a: String,
    /// The other's.
    pub b: String,
    /// Whether they are the same.
    pub verdict: Verdict,
}

/// Whether two origins are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One and the same.
    Same,
    /// Two.
    Different,
}

/// The best class of evidence among the origins, worst first so that the greatest is the best.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nobody is responsible: relays only.
    #[default]
    None,
    /// No source is stated.
    Unstated,
    /// One described anonymous source.
    OneDescribed,
    /// Two or more described anonymous sources.
    SeveralDescribed,
    /// A named person, organization or document.
    Named,
    /// The principal, on the record.
    Principal,
    /// An official record, within its scope.
    Record,
}

impl Evidence {
    /// In words, as a page says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "no origin",
            Self::Unstated => "unstated",
            Self::OneDescribed => "one described source",
            Self::SeveralDescribed => "several described sources",
            Self::Named => "named source",
            Self::Principal => "the principal on the record",
            Self::Record => "official record",
        }
    }
}

/// One distinct origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// For a reader: `two Republicans with direct knowledge of his plans, 1 of 2 (Associated Press)`.
    pub label: String,
    /// What class of evidence it is by itself.
    pub evidence: Evidence,
    /// The reports that lead to it, by the numbers given in [`Heard::report`].
    pub reports: BTreeSet<i64>,
    /// The places that lead to it: where they stand in the list that was counted, which for a row of a page is its list
    /// of claims.
    pub places: Vec<usize>,
}

/// How many independent origins a claim has: at least `min`, at most `max`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origins {
    /// The fewest people and records that could be all of them.
    pub min: u32,
    /// The distinct origins.
    pub max: u32,
    /// The distinct origins, named persons and records first.
    pub leaves: Vec<Leaf>,
    /// The witness of `min`: groups of leaves (indices) each of which could be one and the same.
    pub fewest: Vec<Vec<usize>>,
    /// Whether `min` is exact. For very large sets it may be the size of a set of leaves that all differ: still a bound.
    pub exact: bool,
    /// Reports all of whose origins one other report has too; of several with the same, all but one.
    pub repeats: u32,
    /// The best class of evidence.
    pub evidence: Evidence,
    /// Outlets that credit one another and nobody else, by their usual names: no origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loops: Vec<Vec<String>>,
}

/// Counts the origins of one claim: `occurrences` are all places where it is stated by the time in question.
pub fn interval(occurrences: &[Heard<'_>], question: &Question<'_>) -> Origins {
    Counted::of(occurrences, question).origins
}

/// A count with what it was made from.
struct Counted {
    walked: walk::Walked,
    graph: differ::Graph,
    origins: Origins,
}

impl Counted {
    fn of(occurrences: &[Heard<'_>], question: &Question<'_>) -> Self {
        let mut walked = walk::walk(occurrences);
        let shown: Vec<Leaf> = walked
            .leaves
            .iter()
            .map(|leaf| show(leaf, occurrences, question))
            .collect();
        let reports: Vec<BTreeSet<i64>> = shown.iter().map(|leaf| leaf.reports.clone()).collect();
        let graph = differ::Graph::of(&walked.leaves, &reports, question);
        let colouring = colour::fewest(&graph.differ);
        let origins = Origins {
            min: count(colouring.at_least),
            max: count(graph.most()),
            fewest: colouring.groups,
            exact: colouring.exact,
            repeats: count(repeats(occurrences, &shown)),
            evidence: best(&shown),
            loops: std::mem::take(&mut walked.loops),
            leaves: shown,
        };
        Self {
            walked,
            graph,
            origins,
        }
    }
}

fn show(leaf: &leaf::Leaf, occurrences: &[Heard<'_>], question: &Question<'_>) -> Leaf {
    let heard = || leaf.places.iter().map(|&place| &occurrences[place]);
    Leaf {
        label: leaf.label(),
        evidence: leaf.evidence(question.principal, heard().map(|heard| heard.topic)),
        reports: heard().map(|heard| heard.report).collect(),
        places: leaf.places.iter().copied().collect(),
    }
}

/// The labels of the distinct origins, each with the reports that lead to it: the walk alone, without the count.
pub(crate) fn labels(occurrences: &[Heard<'_>]) -> Vec<(String, BTreeSet<i64>)> {
    walk::walk(occurrences)
        .leaves
        .iter()
        .map(|leaf| {
            let reports = leaf.places.iter().map(|&place| occurrences[place].report);
            (leaf.label(), reports.collect())
        })
        .collect()
}

/// Two described sources are more than one, whichever outlets they spoke to.
fn best(leaves: &[Leaf]) -> Evidence {
    let described = leaves
        .iter()
        .filter(|leaf| leaf.evidence == Evidence::OneDescribed)
        .count();
    let several = if described > 1 {
        Evidence::SeveralDescribed
    } else {
        Evidence::None
    };
    leaves
        .iter()
        .map(|leaf| leaf.evidence)
        .chain([several])
        .max()
        .unwrap_or_default()
}

/// The reports all of whose origins one other report has too; of reports with the same origins, all but one. It is asked
/// of the sets alone, so that it depends neither on which report was added first nor on which was published first.
fn repeats(occurrences: &[Heard<'_>], leaves: &[Leaf]) -> usize {
    let mut origins_of: BTreeMap<i64, BTreeSet<usize>> = occurrences
        .iter()
        .map(|heard| (heard.report, BTreeSet::new()))
        .collect();
    for (number, leaf) in leaves.iter().enumerate() {
        for report in &leaf.reports {
            origins_of.entry(*report).or_default().insert(number);
        }
    }
    let reports = origins_of.len();
    let sets: BTreeSet<BTreeSet<usize>> = origins_of.into_values().collect();
    let own = sets
        .iter()
        .filter(|set| !set.is_empty())
        .filter(|set| {
            !sets
                .iter()
                .any(|other| other != *set && other.is_superset(set))
        })
        .count();
    reports - own
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
