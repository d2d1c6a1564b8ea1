//! `result`: counted votes, or who won a contest whose votes were counted.
//!
//! Own fields: **candidate**, share or votes, race, stage, outcome, reporting (percent of units counted).
//!
//! > With 41 percent of precincts reporting, Sessions had 32.5 percent.
//! >
//! > candidate Jeff Sessions, share 32.5, reporting 41

use serde::{Deserialize, Serialize};

use super::words;
use crate::{Percent, PersonName, Race, Stage};

words! {
    /// How a counted contest stands for a candidate.
    Outcome as "outcome" {
        /// Won it.
        Won = "won",
        /// Lost it.
        Lost = "lost",
        /// Goes on to the next stage.
        Advanced = "advanced",
        /// Is ahead in the count.
        Leading = "leading",
        /// Is behind in the count.
        Trailing = "trailing",
    }
}

/// Counted votes for one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The candidate.
    pub candidate: PersonName,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Share of the votes, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Percent>,
    /// Number of votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u64>,
    /// Won, lost, leading, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Percent of units (precincts, counties, expected vote) counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporting: Option<Percent>,
}
