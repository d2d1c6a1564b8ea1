//! The record's claims → the formats of others, and back.
//!
//! Writers take the claims that [`record::Record::hand_on`] hands them, one by one, and write to whatever they are given:
//!
//! | format | module | memory |
//! | --- | --- | --- |
//! | tidy CSV, a row a claim | [`tidy`] | constant |
//! | Parquet, the same columns typed | [`columnar`] | one row group |
//! | documents as JSON Lines, beside the CSV | [`documents`] | one document |
//! | W3C Web Annotations as JSON Lines | [`annotations`] | one document |
//! | schema.org JSON-LD, a graph a race | [`jsonld`] | one race |
//! | `FollowTheMoney` entities and statements | [`ftm`] | one race |
//!
//! Rows of FEC filings, which [`money`] hands on typed, leave for other programs here too: Parquet and `SQLite` ([`filing`]).
//!
//! Readers give back what can be taken over ([`tidy::Reader`], [`documents::read`], [`ftm::read`]) together with
//! complaints; they never fail on a line that they do not understand.
//!
//! Knows the formats and the vocabulary; knows nothing of how the record is stored, no network, terminal, clock.

pub mod annotations;
pub mod back;
pub mod columnar;
pub mod columns;
pub mod documents;
mod error;
pub mod filing;
pub mod ftm;
pub mod jsonld;
mod schema_org;
pub mod tidy;

#[cfg(test)]
mod tests;

pub use error::ExportError;

/// What was written, or why it could not be.
pub type Result<T> = std::result::Result<T, ExportError>;
