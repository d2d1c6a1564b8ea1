//! Poll tables and poll claims → polls (asked field, population, sponsor, shares).
//!
//! [`Collection`] takes tables in any of the known layouts, recognised by their header, and gives [`Contest`]s with their
//! [`Poll`]s and, where a table of results is among them, how the contest ended. A poll keeps the field *as asked*: who was
//! not asked about is absent, never at zero. Reports of one poll that disagree are one poll with [`Alternative`] values,
//! each with its source.
//!
//! Useful for whoever averages or models polls; it averages nothing itself.

mod collection;
mod contest;
mod document;
mod error;
mod layouts;
mod poll;
mod same;
mod table;
mod words;

pub use collection::Collection;
pub use contest::{Candidate, Contest, Outcome};
pub use document::{Entry, from_claim};
pub use error::PollsError;
pub use layouts::{HEAD, Layout, recognise};
pub use poll::{Alternative, Answer, Dates, Figure, Poll, Population, Precision, Source, Sponsor};
