//! What can go wrong when a value of the vocabulary is parsed from text.

use thiserror::Error;

/// A text that is not a value of the vocabulary. Each variant carries the text as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ClaimError {
    /// Not `YEAR-STATE-OFFICE[-DISTRICT][-special]`.
    #[error(
        "`{0}` is not a race: expected YEAR-STATE-OFFICE[-DISTRICT][-special], such as 2020-AL-senate"
    )]
    Race(String),
    /// Not a stage such as `primary:R`, `runoff`, `general`.
    #[error(
        "`{0}` is not a stage: expected primary, runoff, convention or caucus with an optional :PARTY, or general"
    )]
    Stage(String),
    /// Not an ISO date, month, year, or date-time.
    #[error(
        "`{0}` is not a date: expected YYYY, YYYY-MM, YYYY-MM-DD, or a date-time such as 2019-11-08T17:00-06:00"
    )]
    When(String),
    /// Not one or two dates joined by a slash, or two in the wrong order.
    #[error("`{0}` is not a period: expected a date, or two dates in order joined by a slash")]
    Period(String),
    /// Not a number of dollars, or more than fits.
    #[error("`{0}` is not an amount of US dollars")]
    Money(String),
    /// Not a number, or out of the range that a percentage of votes can take.
    #[error("`{0}` is not a percentage")]
    Percent(String),
    /// A word that is not in the closed list of its field.
    #[error("`{word}` is not a known {field}")]
    Word {
        /// The field whose list was consulted.
        field: &'static str,
        /// The word as it stood.
        word: String,
    },
}
