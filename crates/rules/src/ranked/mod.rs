//! Counting rankings: instant runoff, round by round.
//!
//! Each ballot counts for the highest-ranked candidate who still stands. While nobody wins, the last are dropped and their
//! ballots go to the next choice. Maine (21-A M.R.S. § 723-A) and Alaska (AS 15.15.350) count so; what differs is who is
//! dropped in a round, what ends the count, and what a mark that is no choice does: [`Method`] holds it.
//!
//! Equal votes are never broken by the order in which candidates are listed: without lots the count ends in a tie.

mod ballot;
mod rounds;

use serde::{Deserialize, Serialize};

pub use ballot::{Mark, Ranking, Resting};
pub use rounds::{Dropped, Round, Tabulation, tabulate};

use crate::{Drop, Provision, Until};

/// How rankings are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Who is dropped in a round.
    pub drop: Drop,
    /// What ends the count.
    pub until: Until,
    /// How many ranks in a row may be left empty before a ranking that follows them no longer counts.
    pub skips: usize,
    /// Whether the majority is that of the first round, though ballots drop out later.
    #[serde(default)]
    pub first_round_sets_majority: bool,
    /// Who is dropped before all others: write-ins that were not declared.
    #[serde(default)]
    pub first_out: Vec<usize>,
}

impl Method {
    /// The method of a rule; `None` where it is not one of rankings.
    ///
    /// Both states that rank let one empty rank pass and not two in a row, and end a ballot at a rank with two names.
    pub const fn of(provision: &Provision) -> Option<Self> {
        match provision {
            Provision::Ranked { drop, until } => Some(Self {
                drop: *drop,
                until: *until,
                skips: 1,
                first_round_sets_majority: false,
                first_out: Vec::new(),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
