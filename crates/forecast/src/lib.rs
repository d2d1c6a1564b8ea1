//! Polls and the record as of T → shares, advance and win odds with their derivation.
//!
//! [`posterior`](posterior()) is the closed form, [`draw`] the Monte Carlo on top of it, [`outcome`] counts the draws under a rule of the
//! law, `race` chains primary, runoff and general election. [`fit`] finds the parameters on past contests. Nothing here
//! draws without a seed, and the same question has the same answer, to the byte.

mod contest;
mod draws;
mod duel;
mod error;
mod fit;
mod fitting;
mod lean;
mod odds;
mod parameters;
mod plot;
mod posterior;
mod race;
mod read;
pub mod score;
mod simplex;
pub mod words;

pub use contest::{Contest, Entrant, Kind, Poll, USUAL_SAMPLE};
pub use draws::{Draws, Sampling, draw, draw_from};
pub use duel::Duel;
pub use error::ForecastError;
pub use fit::{Past, Search, fit, log_density};
pub use fitting::{HORIZONS, Training, fit_all, fit_primaries};
pub use lean::{Lean, Leans, prior_of};
pub use odds::{Advance, Odds, Outcome, outcome, quantile};
pub use parameters::{
    CandidateWeights, Entry, Fitted, LeanWeight, Others, Parameters, Provenance, Transfer,
};
pub use plot::{Plot, plot};
pub use posterior::{Posterior, expected, posterior, posterior_from};
pub use race::{
    CandidateForecast, Derivation, Leg, LegState, Numbered, Pairing, Place, PollWeight,
    RaceForecast, RaceQuestion, StageForecast, race,
};
pub use read::{Asked, Seat, as_of, kind_of, past, poll_of};
