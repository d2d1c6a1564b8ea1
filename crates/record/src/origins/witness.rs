//! Why a count is what it is, so that every part of it can be looked at.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Counted, Heard, Origins, Question, Rule, differ};

/// What an occurrence does in its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Way {
    /// The report says so itself and names nobody.
    OwnVoice,
    /// It names a person, an organization or a document.
    Names,
    /// It describes its sources.
    Describes,
    /// It credits another outlet.
    Credits {
        /// The outlet under its usual name.
        outlet: String,
        /// Whether its own reports of the claim are held: then they say what it rests on.
        held: bool,
    },
    /// The report's own voice beside what it credits: a summary.
    SumsUp,
    /// The report passes on whole stories of other outlets.
    PassesOn {
        /// Their usual names.
        outlets: Vec<String>,
    },
}

/// Two leaves that cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// One leaf, by its place in [`Origins::leaves`].
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The rule that parts them.
    pub rule: Rule,
}

/// Leaves that an editor holds to be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The leaves, by their place in [`Origins::leaves`].
    pub leaves: Vec<usize>,
}

/// A count with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The count, with the colouring that realises its least.
    pub origins: Origins,
    /// What each occurrence does, in the order in which they were given. Which leaf it leads to stands with the leaf.
    pub ways: Vec<Way>,
    /// Every two leaves that cannot be one, and why.
    pub apart: Vec<Apart>,
    /// What editors joined.
    pub joined: Vec<Joined>,
}

/// Counts the origins of one claim as [`super::interval`] does, and says why.
pub fn explain(occurrences: &[Heard<'_>], question: &Question<'_>) -> Witness {
    let counted = Counted::of(occurrences, question);
    let leaves = &counted.walked.leaves;
    let reports: Vec<BTreeSet<i64>> = counted
        .origins
        .leaves
        .iter()
        .map(|leaf| leaf.reports.clone())
        .collect();
    let mut apart = Vec::new();
    for b in 0..leaves.len() {
        for a in 0..b {
            if !counted.graph.differ[a][b] {
                continue;
            }
            let rule = if counted.graph.is_ruled_apart(a, b) {
                Some(Rule::Editor)
            } else {
                differ::rule(leaves, &reports, question, a, b)
            };
            apart.extend(rule.map(|rule| Apart { a, b, rule }));
        }
    }
    let joined = counted.graph.joined();
    Witness {
        joined: joined
            .map(|class| Joined {
                leaves: class.clone(),
            })
            .collect(),
        apart,
        ways: counted.walked.ways,
        origins: counted.origins,
    }
}
