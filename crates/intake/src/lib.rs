//! Files, folders, standard input, web pages and feeds → documents.
//!
//! [`open`] takes a [`Source`] and returns an iterator over what it gives: a [`Document`] for each report, a
//! [`Complaint`](claim::Complaint) for whatever could not be taken as it stands. Documents come one at a time, so a folder
//! of millions or a JSON Lines file of any length never sits in memory. What kind a file is, is decided by its content,
//! never by its name.
//!
//! What lies on the web comes in by [`fetch`], which has the guards, and [`Polite`], which has the manners; [`watch`] polls feeds and pages
//! and remembers what it saw. The time comes from the caller ([`fetch::Outside`]).
//!
//! The crate hands out reports and must not know claims.

mod decode;
mod document;
mod error;
pub mod feed;
pub mod fetch;
pub mod html;
pub mod json;
mod limits;
pub mod opml;
pub mod page;
mod polite;
mod published;
mod recognise;
mod source;
pub mod text;
mod tidy;
mod walk;
pub mod watch;
mod web;

pub use document::{Cited, Document, Hash, Kind, Taken};
pub use error::IntakeError;
pub use limits::Limits;
pub use polite::Polite;
pub use source::{Count, Intake, Source, count, open, read};
pub use url::Url;
