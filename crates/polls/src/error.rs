//! What makes a table unreadable as a whole.

use thiserror::Error;

/// Why a table was not taken. What is off inside a table is a [`claim::Complaint`], and the rest of the table is read.
#[derive(Debug, Error)]
pub enum PollsError {
    /// The header is of no layout that is known.
    #[error("{name}: no table of polls or results that is known: {why}")]
    Unknown {
        /// The table's name, as it was given.
        name: String,
        /// What is missing in its header.
        why: String,
    },
}
