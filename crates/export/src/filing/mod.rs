//! An FEC filing's rows as tables of others: Parquet, a file a record, and a `SQLite` database, a table a record.
//!
//! They lie here and not in `money`, which reads filings and must know no storage, and not in the binary, which must not know how
//! anything is computed: both are formats in which data leaves for other programs, as the claims of the record do.
//! [`money::tables`] hands the rows to them typed, one by one. Beside a record's own columns stand `line`, the line of the filing
//! that a row starts at, and `unread`: a JSON object of the fields that are nothing their column could hold (`$50.00`).

pub mod parquet;
pub mod sqlite;
#[cfg(test)]
mod tests;

/// The line of the filing at which a row starts.
const LINE: &str = "line";

/// The fields that found no place in their columns.
const UNREAD: &str = "unread";
