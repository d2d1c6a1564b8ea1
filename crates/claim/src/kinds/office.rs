//! `office`: public and party offices held.
//!
//! Own fields: **person**, **office**, **relation**, state, start, end, how. Offices merely sought are `candidacy`.
//!
//! > Sessions, who resigned as Attorney General in 2018
//! >
//! > person Jeff Sessions, office Attorney General, relation resigned, end 2018

use serde::{Deserialize, Serialize};

use super::words;
use crate::{PersonName, Race, When};

words! {
    /// How a person stands to an office.
    Relation as "relation to an office" {
        /// Holds it now.
        Holds = "holds",
        /// Held it once.
        Held = "held",
        /// Holds the office that the race is for.
        Incumbent = "incumbent",
        /// Was named to it.
        Appointed = "appointed",
        /// Left it.
        Resigned = "resigned",
        /// Was removed.
        Fired = "fired",
        /// Will not seek it again.
        Retiring = "retiring",
    }
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHeld {
    /// The person.
    pub person: PersonName,
    /// The office as named.
    pub office: String,
    /// Holds, held, resigned, …
    pub relation: Relation,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<When>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<When>,
    /// How it came about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
}
