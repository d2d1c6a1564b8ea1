//! Counting origins: an interval with a witness, never a score.

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

/// An editor's word on two leaves, by their labels.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nobody is responsible: relays only.
    None,
    /// No source is stated.
    Unstated,
    /// One described anonymous source.
    OneDescribed,
    /// Two or more described anonymous sources.
    SeveralDescribed,
    /// A named person or organization.
    Named,
    /// The principal, on the record.
    Principal,
    /// An official record.
    Record,
}

/// How many independent origins a claim has: at least `min`, at most `max`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    /// The fewest people and records that could be all of them.
    pub min: u32,
    /// The distinct origins.
    pub max: u32,
    /// The distinct origins, labelled for a reader (`one of two Republicans … (Associated Press)`).
    pub leaves: Vec<String>,
    /// The witness of `min`: groups of leaves (indices) that could be one and the same.
    pub fewest: Vec<Vec<usize>>,
    /// Occurrences that add no origin.
    pub repeats: u32,
    /// The best class of evidence.
    pub evidence: Evidence,
}

/// Counts the origins of one claim.
pub fn interval(
    _occurrences: &[Heard<'_>],
    _principal: Option<&PersonName>,
    _judgements: &[Judgement],
) -> Origins {
    Origins {
        min: 0,
        max: 0,
        leaves: Vec::new(),
        fewest: Vec::new(),
        repeats: 0,
        evidence: Evidence::None,
    }
}
