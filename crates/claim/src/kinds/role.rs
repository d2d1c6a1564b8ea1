//! `role`: working for or advising somebody.
//!
//! Own fields: **person**, **role**, **of** (a person, campaign or organization), relation.
//!
//! > His former campaign manager and state director, Chuck Spurlock
//! >
//! > person Chuck Spurlock, role campaign manager, of Jeff Sessions, relation was

use serde::{Deserialize, Serialize};

use super::words;
use crate::PersonName;

words! {
    /// Whether it is still so.
    RoleRelation as "relation to a role" {
        /// Now.
        Is = "is",
        /// Formerly.
        Was = "was",
    }
}

/// Work for, or advice to, a person, campaign or organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The person.
    pub person: PersonName,
    /// What they do.
    pub role: String,
    /// For whom.
    pub of: String,
    /// Is or was.
    pub relation: RoleRelation,
}
