//! What can go wrong when the law is asked.

use jiff::civil::Date;
use thiserror::Error;

use crate::RuleKind;

/// Why the law gives no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RulesError {
    /// A data file does not read, or a fact in it lacks what every fact must have.
    #[error("{file}: {what}")]
    Data {
        /// The file's name under `data/`.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// No version of the rule that held on that day is on file.
    #[error("not known: {rule} of {state} on {on}")]
    NotKnown {
        /// The state's postal code.
        state: String,
        /// The rule that was asked for.
        rule: RuleKind,
        /// The day.
        on: Date,
    },
    /// The rule is on file but is not of the form from which this can be computed.
    #[error("{rule} of {state} on {on} is on file in words only")]
    InWordsOnly {
        /// The state's postal code.
        state: String,
        /// The rule that was asked for.
        rule: RuleKind,
        /// The day.
        on: Date,
    },
    /// A date reaches past the calendar that can be computed.
    #[error("{0} is too far from today's calendar to count from")]
    OutOfRange(Date),
}
