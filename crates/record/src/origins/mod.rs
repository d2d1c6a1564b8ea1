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
//!   that others credit* may show that this outlet only passed the claim on as well (a citation loop has no origin);
//! - an editor's "same" never raises, an editor's "different" never lowers either bound;
//! - the order of occurrences changes nothing.

mod colour;
mod differ;
mod leaf;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use claim::{Chain, Origin, PersonName, Terms};
use serde::{Deserialize, Serialize};

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
    /// Reports whose occurrences lead to no leaf that an earlier-numbered report had not led to already.
    pub repeats: u32,
    /// The best class of evidence.
    pub evidence: Evidence,
}

/// Counts the origins of one claim: `occurrences` are all places where it is stated by the time in question,
/// `principal` is the person whose act or plan it is.
pub fn interval(
    occurrences: &[Heard<'_>],
    principal: Option<&PersonName>,
    judgements: &[Judgement],
) -> Origins {
    let leaves = walk::leaves(occurrences);
    let graph = differ::Graph::of(&leaves, principal, judgements);
    let colouring = colour::fewest(&graph.differ);
    let shown: Vec<Leaf> = leaves
        .iter()
        .map(|leaf| Leaf {
            label: leaf.label(),
            evidence: leaf.evidence(principal),
            reports: leaf.reports.clone(),
        })
        .collect();
    Origins {
        min: count(colouring.at_least),
        max: count(graph.most()),
        fewest: colouring.groups,
        exact: colouring.exact,
        repeats: count(repeats(occurrences, &shown)),
        evidence: best(&shown),
        leaves: shown,
    }
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

fn repeats(occurrences: &[Heard<'_>], leaves: &[Leaf]) -> usize {
    let reports: BTreeSet<i64> = occurrences.iter().map(|heard| heard.report).collect();
    let first: BTreeSet<i64> = leaves
        .iter()
        .filter_map(|leaf| leaf.reports.first().copied())
        .collect();
    reports.len() - first.len()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
