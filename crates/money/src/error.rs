//! Why a filing is not read.

use thiserror::Error;

/// Why a filing is not read, or not read on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// The source gave out, or the sink did not take.
    #[error("the file cannot be read or written on")]
    Io(#[from] std::io::Error),
    /// It is no FEC filing.
    #[error("this is no FEC filing: {why}")]
    NotAFiling {
        /// What it is instead, as far as can be seen.
        why: String,
    },
    /// The version of the format is not one that is known here.
    #[error(
        "version {version:?} of the format is not known (1.0 to 8.5, and P1.0 to P3.4 for paper, are)"
    )]
    UnknownVersion {
        /// As the header has it.
        version: String,
    },
    /// A line does not end within any sensible length.
    #[error("line {line} is longer than {} megabytes", crate::LONGEST_LINE >> 20)]
    TooLong {
        /// Counted from 1.
        line: u64,
    },
}
