//! Why a file could not be read at all.

/// Everything that ends the reading of a file. What is odd *inside* a file is a complaint instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReturnsError {
    /// The bytes could not be had.
    #[error("the file cannot be read")]
    Io(#[from] std::io::Error),
    /// Nothing in it says that it holds vote counts in a format that is known.
    #[error("no format of vote counts that is known: {0}")]
    NotReturns(String),
    /// It is of a format that is known, and broken from some place on.
    #[error("{format}: broken at {place}: {what}")]
    Broken {
        /// The format.
        format: &'static str,
        /// Where: a line, a byte, an element.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// It is larger than what is read into memory.
    #[error("{what} is larger than {limit} bytes")]
    TooLarge {
        /// What is.
        what: String,
        /// How much is taken.
        limit: u64,
    },
    /// The table could not be written as Parquet.
    #[error("the table cannot be written as Parquet")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The table could not be written as CSV.
    #[error("the table cannot be written as CSV")]
    Csv(#[from] csv::Error),
}

/// The crate's results.
pub(crate) type Result<T, E = ReturnsError> = std::result::Result<T, E>;
