//! `standing`: a qualitative position, said in words about the chances of winning.
//!
//! Own fields: **person**, **standing**, race, stage.
//!
//! > the most vulnerable Democrat in the Senate
//! >
//! > person Doug Jones, standing vulnerable

use serde::{Deserialize, Serialize};

use super::words;
use crate::{PersonName, Race, Stage};

words! {
    /// A position in words.
    StandingKind as "standing" {
        /// Leads the field.
        FrontRunner = "front_runner",
        /// Likely to win.
        Favored = "favored",
        /// Unlikely to win.
        Underdog = "underdog",
        /// An incumbent in danger.
        Vulnerable = "vulnerable",
        /// Could go either way.
        Competitive = "competitive",
        /// Is behind.
        Trailing = "trailing",
        /// In no danger.
        Safe = "safe",
    }
}

/// A qualitative position in a race.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The person.
    pub person: PersonName,
    /// The position.
    pub standing: StandingKind,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}
