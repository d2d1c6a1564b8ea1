//! `endorsement`: who backs or opposes whom.
//!
//! Own fields: **endorser**, **candidate**, **stance**, race, stage, date. Only backing for a candidacy, not praise.
//!
//! > Trump intends to campaign against him.
//! >
//! > endorser Donald Trump, candidate Jeff Sessions, stance oppose, certainty expected

use serde::{Deserialize, Serialize};

use super::words;
use crate::{PersonName, Race, Stage, When};

words! {
    /// For or against.
    Stance as "stance" {
        /// Backs the candidate.
        Support = "support",
        /// Works against the candidate.
        Oppose = "oppose",
    }
}

/// Backing for a candidacy, or opposition to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    /// The person or group that backs or opposes.
    pub endorser: String,
    /// The candidate.
    pub candidate: PersonName,
    /// For or against.
    pub stance: Stance,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
}
