//! Vote counts in the formats of the field → one tidy table, a reconciliation, a decision by rule, claims.
//!
//! [`read`] recognises a file by its content and makes a [`Table`] of it, with a complaint for everything that a plain sum
//! would stumble over: totals among the units, ballots among the candidates, counts that are withheld. [`check`] adds up,
//! each figure once, and says where the file does not agree with itself.

mod about;
mod alabama;
mod ballot;
mod build;
mod check;
mod clarity_json;
mod clarity_xml;
mod compare;
mod convert;
mod counties;
mod cvr;
mod decide;
mod diagnose;
mod error;
mod figure;
mod grid;
mod intern;
mod label;
mod lines;
mod medsl;
mod moment;
mod nist;
mod notes;
mod office;
mod openelections;
mod rctab;
mod read;
mod recognise;
mod reconcile;
mod report;
mod settle;
mod table;
mod tally;
mod tidy;
mod tree;
mod vip;
mod words;

pub use about::About;
pub use check::{Checked, check};
pub use compare::{Change, Compared, Snapshot, compare, snapshot};
pub use convert::{csv, parquet};
pub use cvr::Rankings;
pub use decide::{Decided, NotDecided, Out, decide};
pub use error::ReturnsError;
pub use rctab::Round;
pub use read::{read, read_as};
pub use recognise::{Format, HEAD, recognise};
pub use reconcile::{Against, Break, Reconciled};
pub use report::{Reported, report};
pub use table::{
    Choice, ChoiceId, Contest, ContestId, Figure, Kind, Level, Mode, Row, Status, Table, Unit,
    UnitId,
};
pub use tally::{Standing, Tally};
