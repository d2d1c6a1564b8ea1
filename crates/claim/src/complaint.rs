//! What a reader could not take as it stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing that a reader could not take as it stands: where, why, and what was kept in spite of it.
///
/// Reading never fails and never loses anything silently; instead each reader returns what it read together with the
/// complaints.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Complaint {
    /// The place: a file, a line, a span (`report seed, text 2903..2958`).
    #[serde(rename = "where")]
    pub place: String,
    /// The reason, in words for a reporter.
    pub what: String,
    /// What was kept: `nothing`, `the rest of the file`, `the text as it stands`.
    pub kept: String,
}

impl Complaint {
    /// A complaint from its three parts.
    pub fn new(place: impl Into<String>, what: impl Into<String>, kept: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
            kept: kept.into(),
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (kept: {})", self.place, self.what, self.kept)
    }
}
