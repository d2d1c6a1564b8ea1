//! `alias`: another name of a person.
//!
//! Own fields: **person**, **alias**, **sense**. What no comparing of names finds has to be said: who goes by the middle
//! name, who took another surname.
//!
//! > first: Jefferson, last: Sessions, nickname: Jeff
//! >
//! > person Jefferson B. Sessions, alias Jeff Sessions, sense goes_by

use serde::{Deserialize, Serialize};

use super::words;
use crate::PersonName;

words! {
    /// How a person bears another name.
    AliasSense as "sense of an alias" {
        /// Is known by it: a nickname, the middle name, the name on the ballot.
        GoesBy = "goes_by",
        /// The full name, as officials write it.
        Official = "official",
        /// Had it once.
        Former = "former",
        /// Also called so; nobody says how.
        Also = "also",
    }
}

/// Another name of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The person.
    pub person: PersonName,
    /// The other name, in full: `Jeff Sessions`.
    pub alias: PersonName,
    /// How they bear it.
    pub sense: AliasSense,
}
