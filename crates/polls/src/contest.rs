//! One vote, its candidates and its polls.

use claim::{Party, Percent, PersonName, Race, Stage};
use jiff::civil::Date;
use serde::Serialize;

use crate::Poll;

/// One stage of one race, held on one day in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contest {
    /// The id that the table uses; one contest has one.
    pub id: String,
    /// The race.
    pub race: Race,
    /// The stage. A jungle or top-two primary is a primary of no party.
    pub stage: Stage,
    /// Whose voters: a postal code, `US` for the whole country. In presidential contests it differs from the race's.
    pub state: String,
    /// The day of the vote.
    #[serde(serialize_with = "crate::words::written")]
    pub election: Option<Date>,
    /// The percent from which nobody goes to a runoff, where the table tells it.
    pub threshold: Option<Percent>,
    /// Everybody who was voted on or asked about, in the order of the tables.
    pub candidates: Vec<Candidate>,
    /// The polls, by last day in the field, then by id.
    pub polls: Vec<Poll>,
}

impl Contest {
    /// The candidate of this name, if there is one.
    pub fn candidate(&self, name: &PersonName) -> Option<&Candidate> {
        self.candidates.iter().find(|c| &c.name == name)
    }

    /// The winner, where it is known.
    pub fn winner(&self) -> Option<&Candidate> {
        self.candidates
            .iter()
            .find(|c| c.outcome.as_ref().is_some_and(|o| o.won == Some(true)))
    }
}

/// Somebody to be voted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The name, as the table has it.
    pub name: PersonName,
    /// The party.
    pub party: Option<Party>,
    /// How it ended for them, where that is known.
    pub outcome: Option<Outcome>,
}

/// How a contest ended for a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Percent of the vote, as the table counts it.
    pub share: Option<Percent>,
    /// Whether they went on to a runoff or were nominated.
    pub advanced: Option<bool>,
    /// Whether they came first with nothing further to be decided at this stage.
    pub won: Option<bool>,
    /// Where the table has it from.
    pub source: Option<String>,
    /// What the table says beside.
    pub note: Option<String>,
}
