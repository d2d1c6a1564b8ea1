//! An FEC filing → typed rows, a verdict ("adds up / does not, here"), claims.
//!
//! [`Filing`] reads a filing of any version row by row, in constant memory, each row with its place; [`check`] adds it up
//! against its own cover; `convert` hands its rows on. Dollars are whole cents, and what is no number stays text.
//!
//! The FEC's formats: one header, one cover (the form's first page with its sums), then the rows of its schedules.
//! <https://www.fec.gov/help-candidates-and-committees/filing-reports/fecfile-software/>

mod chain;
mod check;
mod continuity;
mod convert;
mod cover;
mod diff;
mod error;
mod filing;
mod header;
mod layout;
mod lines;
mod report;
mod split;
mod value;
mod version;

pub use chain::{Filed, Standing, Status, standing};
pub use check::{Against, Cash, Check, Checked, Sum, Verdict, check};
pub use continuity::{Joint, joints};
pub use convert::{Cell, Converted, Field, Table, Tables, TypedRow, csv, json_lines, tables};
pub use diff::{Changed, Diff, Entry, Line, diff};
pub use error::MoneyError;
pub use filing::{Counted, Filing, Row};
pub use header::{Header, Options};
pub use layout::{Column, Holds, Layout, is_record, layout, record_of};
pub use lines::{LONGEST_LINE, Place};
pub use report::{HEAD, recognise, report};
pub use split::{Delimiter, SEPARATOR};
pub use value::{Day, NoAmount, cents, text};
pub use version::Version;
