//! What can go wrong when claims are handed on.

use record::RecordError;
use thiserror::Error;

/// Why an export could not be written, or a file not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExportError {
    /// What is written to refuses.
    #[error("the export cannot be written")]
    Write(#[from] std::io::Error),
    /// The CSV writer refuses, or the file cannot be read as CSV at all.
    #[error("the CSV cannot be written or read")]
    Csv(#[from] csv::Error),
    /// The Parquet writer refuses.
    #[error("the Parquet file cannot be written")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The `SQLite` writer refuses.
    #[error("the SQLite database cannot be written")]
    Sqlite(#[from] rusqlite::Error),
    /// There is a file where a new one is to be made.
    #[error("{} is there already, and nothing is written over it", _0.display())]
    Exists(std::path::PathBuf),
    /// The filing does not read.
    #[error(transparent)]
    Filing(#[from] money::MoneyError),
    /// A value cannot be written as JSON.
    #[error("a value cannot be written as JSON")]
    Json(#[from] serde_json::Error),
    /// The record does not answer.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The file has not the columns of what it is taken for.
    #[error("the file is no {what}: the column `{column}` is missing")]
    Column {
        /// What it was taken for.
        what: &'static str,
        /// The first column that is missing.
        column: String,
    },
}
