//! `schedule`: when something happens.
//!
//! Own fields: **event**, **date**, race, stage, place. Dates at least to the month.
//!
//! > Sessions must file his papers with the Alabama Republican Party by 5:00 p.m. on Friday.
//! >
//! > event filing_deadline, date 2019-11-08T17:00, place Alabama Republican Party

use serde::{Deserialize, Serialize};

use super::words;
use crate::{Race, Stage, When};

words! {
    /// What happens.
    Event as "event" {
        /// Last moment for papers.
        FilingDeadline = "filing_deadline",
        /// A primary election.
        Primary = "primary",
        /// A runoff election.
        Runoff = "runoff",
        /// The general election.
        General = "general",
        /// A party convention.
        Convention = "convention",
        /// A caucus.
        Caucus = "caucus",
        /// A debate between candidates.
        Debate = "debate",
        /// Last day to register to vote.
        RegistrationDeadline = "registration_deadline",
        /// Early voting.
        EarlyVoting = "early_voting",
        /// The count is made official.
        Certification = "certification",
        /// A rally.
        Rally = "rally",
    }
}

/// When something happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// What happens.
    pub event: Event,
    /// When; a time without offset is local to the place.
    pub date: When,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Where, or with whom papers are filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}
