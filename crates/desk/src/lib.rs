//! The web pages, JSON and CSV of every page, feeds, review queue, comments, accounts.
//!
//! One process, rendered on the server, usable without scripts. A page is one file under [`pages`]: it asks the record
//! for one struct of data, and that struct is drawn as HTML, written as JSON, and its tables as CSV. The record is asked on
//! threads of its own ([`readers`]), never on those that serve connections.
//!
//! The desk computes nothing about a race: what it shows is what [`record`] projects and [`rules`] computes. Like every
//! library here it reads no clock, environment or terminal: the binary hands in the clock and takes the log lines.

pub mod accounts;
mod answer;
pub mod app;
pub mod asked;
mod assets;
pub mod book;
pub mod cache;
pub mod chart;
pub mod comments;
pub mod feed;
pub mod ics;
pub mod law;
pub mod layout;
pub mod log;
mod marking;
mod memento;
pub mod metrics;
pub mod openapi;
pub mod pages;
pub mod parts;
pub mod problem;
pub mod queue;
pub mod readers;
pub mod server;
pub mod settings;
pub mod state;
pub mod table;
pub mod words;
pub mod work;

pub use app::app;
pub use problem::{DeskError, Problem};
pub use server::serve;
pub use settings::{Attributor, Said, Settings, Texts};
pub use state::Desk;
