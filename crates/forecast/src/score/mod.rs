//! Scoring: what a forecaster would have said before past votes, and how good that was.
//!
//! [`Case::of`] makes a case of a past contest as of so many days before. [`back_test`] asks the model and the naive average for
//! every case of a [`Set`], each having learnt only from what the [`Split`] allows, and sums up in [`Card`]s, both in one
//! run. [`run`] does so for all sets.

mod back_test;
mod card;
mod cases;
mod model;
mod naive;
mod proper;

pub use card::{Against, Card, Estimate, Prediction, SAMPLES, Scored, against, card, score};
pub use cases::{Case, Count, Set};
pub use model::{Model, usual};
pub use naive::{Naive, NaiveTrained, WINDOW, window};
pub use proper::{LEAST_ODDS, LEVELS, Spread, brier, brier_two_way, log_score, normal, of_sorted};

pub use back_test::{Plan, Sets, back_test, run};

use serde::Serialize;

/// What may be learnt from before a contest is forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Contests up to a year are learnt from, those from another year on are forecast.
    Years {
        /// The last year that is learnt from.
        to: i16,
        /// The first year that is forecast.
        from: i16,
    },
    /// Each contest is forecast from all others but those of its own race.
    LeaveOneOut,
}

/// A set of contests as of so many days before, scored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Test {
    /// The set.
    pub set: Set,
    /// The days before the vote.
    pub before: i32,
    /// What was learnt from, in words.
    pub learnt: String,
    /// What the model scored.
    pub model: Card,
    /// What the naive average scored.
    pub naive: Card,
    /// The model's scores less the naive ones: negative is better.
    pub against: Against,
    /// The contests one by one: the model's, then the naive ones.
    pub contests: Vec<[Scored; 2]>,
}
