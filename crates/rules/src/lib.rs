//! What the law says: per state and date, who takes papers, thresholds, runoffs, recounts, calendars; facts as data
//! files with their source and validity dates.
//!
//! The crate holds no opinion of its own. Every fact stands in a file under `data/`, with the section of the code or
//! the official act that it rests on, a public address where that can be read, and the days between which it held. A
//! date on which no version of a rule is on file gives [`RulesError::NotKnown`], never a guess, and a fact that could
//! not be checked carries its [`doubt`](Rule::doubt).
//!
//! ```
//! use jiff::civil::date;
//!
//! let alabama = rules::state("AL").unwrap();
//! let deadline = alabama.filing_deadline(date(2020, 3, 3)).unwrap();
//! assert_eq!(deadline.value.to_string(), "2019-11-08T17:00-06:00");
//! assert_eq!(deadline.rule.source.citation, "Ala. Code § 17-13-5(a)");
//! assert!(alabama.filing_deadline(date(1990, 6, 5)).is_err());
//! ```
//!
//! A contest is decided by [`State::decide`], a part of its returns read by [`State::outlook`], ballots with rankings are
//! counted by [`State::decide_by_rankings`]:
//!
//! ```
//! use rules::{Contest, Count, Outcome};
//!
//! let contest = Contest {
//!     race: "2020-AL-senate".parse().unwrap(),
//!     stage: "primary:R".parse().unwrap(),
//!     on: jiff::civil::date(2020, 3, 3),
//! };
//! let count = Count::new([
//!     ("Tommy Tuberville", 239_604),
//!     ("Jeff Sessions", 227_082),
//!     ("Bradley Byrne", 178_626),
//! ]);
//! let decision = rules::state("AL").unwrap().decide(&contest, &count).unwrap();
//! assert_eq!(decision.outcome, Outcome::Runoff { candidates: vec![0, 1] });
//! assert_eq!(decision.follows.last().unwrap().date().unwrap().to_string(), "2020-07-14");
//! ```
//!
//! # How to confirm or add a fact
//!
//! 1. Find the rule in `data/XX.toml`, where `XX` is the state's postal code. Read the section of the code, put it in as
//!    `source`, and take the `doubt` away, or let it say what is still open. What you cannot find, leave out.
//! 2. Where the law changed, end the older version with `until` and write the newer one after it.
//! 3. Run the tests. They read every file and say which fact lacks a source, which dates do not parse, which versions of
//!    one rule overlap, and how the table in `docs/rules.md` reads now.

mod calendar;
mod check;
mod data;
mod decide;
mod error;
pub mod icalendar;
mod kind;
mod margin;
mod provision;
pub mod ranked;
mod rule;
mod source;
mod state;
mod table;
mod text;

use jiff::tz::TimeZone;

pub use calendar::{Dated, Entry, Move, Seen};
pub use data::{CHECKED, load, states};
pub use decide::{
    Bound, ByRankings, ByShare, Certain, Contest, Count, Decision, Endorsement, Estimate, Figure,
    Following, Goal, How, Lead, Likely, Needed, Outcome, Outlook, Outstanding, PollHours, Prize,
    Recount, RecountAnswer, Statement, Step, Tally,
};
pub use error::RulesError;
pub use kind::RuleKind;
pub use margin::{Base, Edge, Margin, Need};
pub use provision::{Drop, Provision, Settling, Until};
pub use rule::Rule;
pub use source::{Ruled, Source};
pub use state::{Division, Office, State};

/// The state, district or territory with this postal code, in any case: `AL`. `None` for what is not one of the 56,
/// so also for `US`.
pub fn state(code: &str) -> Option<&'static State> {
    states()
        .iter()
        .find(|state| state.code.eq_ignore_ascii_case(code.trim()))
}

/// The state, district or territory with this name, in any case: `Alabama`.
pub fn state_named(name: &str) -> Option<&'static State> {
    let name = name.trim();
    states()
        .iter()
        .find(|state| state.name.eq_ignore_ascii_case(name))
}

/// The time zone in which most people of a state live, by its postal code. It decides when a day of a race there ends.
///
/// For what is no state (`US`, a foreign country) it is the zone of Washington, D.C., in which the federal calendar is
/// kept.
pub fn zone(code: &str) -> TimeZone {
    let name = state(code).map_or("America/New_York", |state| state.zone.as_str());
    // The names in the table are checked by a test against the bundled time-zone data.
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
