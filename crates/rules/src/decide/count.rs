//! What was counted, and in which election.

use claim::{Race, Stage};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One election of a race: which rules apply follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// The race.
    pub race: Race,
    /// Its stage: a primary, a runoff, the general election.
    pub stage: Stage,
    /// The day on which it was held.
    pub on: Date,
}

/// The votes of one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The name as the derivation shows it.
    pub name: String,
    /// Votes.
    pub votes: u64,
    /// Whether the candidate has withdrawn, died or been found ineligible since: their votes still count in the total.
    #[serde(default)]
    pub gone: bool,
}

impl Tally {
    /// A candidate who still stands.
    pub fn new(name: impl Into<String>, votes: u64) -> Self {
        Self {
            name: name.into(),
            votes,
            gone: false,
        }
    }

    /// The same, withdrawn.
    #[must_use]
    pub fn gone(mut self) -> Self {
        self.gone = true;
        self
    }
}

/// Votes for an office, candidate by candidate. Answers name candidates by their place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The candidates, in any order.
    pub candidates: Vec<Tally>,
    /// Valid votes for nobody in particular: write-ins that were not counted by name. They count in the total of which a
    /// threshold is a share. Blank and void ballots do not, and belong nowhere here.
    #[serde(default)]
    pub scattered: u64,
}

impl Count {
    /// A count of candidates who all still stand.
    pub fn new<N: Into<String>>(candidates: impl IntoIterator<Item = (N, u64)>) -> Self {
        Self {
            candidates: candidates
                .into_iter()
                .map(|(name, votes)| Tally::new(name, votes))
                .collect(),
            scattered: 0,
        }
    }

    /// All valid votes for the office; at the limit of the numbers it stays there.
    pub fn total(&self) -> u64 {
        self.candidates
            .iter()
            .fold(self.scattered, |sum, tally| sum.saturating_add(tally.votes))
    }

    /// Each candidate's votes.
    pub fn votes(&self) -> Vec<u64> {
        self.candidates.iter().map(|tally| tally.votes).collect()
    }

    /// The votes of one; none for a place that nobody has.
    pub fn of(&self, place: usize) -> u64 {
        self.candidates.get(place).map_or(0, |tally| tally.votes)
    }

    /// The name of one.
    pub fn name(&self, place: usize) -> &str {
        self.candidates
            .get(place)
            .map_or("nobody", |tally| tally.name.as_str())
    }

    /// Several names, as a sentence lists them: `A`, `A and B`, `A, B and C`.
    pub fn names(&self, places: &[usize]) -> String {
        match places {
            [] => "nobody".to_owned(),
            [one] => self.name(*one).to_owned(),
            [most @ .., last] => {
                let most: Vec<&str> = most.iter().map(|&place| self.name(place)).collect();
                format!("{} and {}", most.join(", "), self.name(*last))
            }
        }
    }

    pub(crate) fn is_gone(&self, place: usize) -> bool {
        self.candidates.get(place).is_some_and(|tally| tally.gone)
    }
}
