//! `biography`: a fact of a person's life.
//!
//! Own fields: **person**, **fact**, **value**.
//!
//! > Sessions, 72
//! >
//! > person Jeff Sessions, fact age, value 72

use serde::{Deserialize, Serialize};

use super::words;
use crate::PersonName;

words! {
    /// Which fact.
    Fact as "biographical fact" {
        /// Age in years.
        Age = "age",
        /// Date of birth.
        Born = "born",
        /// Date of death.
        Died = "died",
        /// Where they live or come from.
        Hometown = "hometown",
        /// Work outside public office.
        Occupation = "occupation",
        /// The party they belong to.
        Party = "party",
    }
}

/// A fact of a person's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Biography {
    /// The person.
    pub person: PersonName,
    /// Which fact.
    pub fact: Fact,
    /// Its value as text.
    pub value: String,
}
