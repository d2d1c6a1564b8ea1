//! `rating`: a forecaster's rating or odds.
//!
//! Own fields: **rater**, **rating**, race, date.
//!
//! > The Cook Political Report rates the contest Lean Republican.
//! >
//! > rater Cook Political Report, rating Lean Republican

use serde::{Deserialize, Serialize};

use crate::{Race, When};

/// A forecaster's rating or odds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Who rates.
    pub rater: String,
    /// The rating in the rater's words.
    pub rating: String,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// When it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
}
