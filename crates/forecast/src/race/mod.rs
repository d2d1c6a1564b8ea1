//! The chain of a race: primaries, the state's rule, runoffs, the general election, drawn together.

mod general;
mod meeting;
mod primary;
mod walk;

use std::collections::BTreeMap;

use claim::{Party, Stage};
use serde::Serialize;

use general::general;
use walk::walk;

use crate::odds::as_f64;
use crate::{Advance, Contest, Fitted, Poll, Sampling};

/// A poll with its number in the list of whoever asks, so that weights can be told.
pub type Numbered = (usize, Poll);

/// A place in the general election: leg and place in it.
pub type Place = (usize, usize);

/// A race as of a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct RaceQuestion {
    /// Each party's way to the general election; a primary of all parties is one way.
    pub legs: Vec<Leg>,
    /// Polls of the general election, by the two who were asked about: (leg, place) each.
    pub general: BTreeMap<(Place, Place), Vec<Numbered>>,
}

/// A way to the general election.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// Whose.
    pub party: Option<Party>,
    /// Who can still be nominated, or is.
    pub people: Vec<String>,
    /// What is known of the general election before any poll of it: this leg's log support.
    pub prior: f64,
    /// Where it stands.
    pub state: LegState,
}

/// Where a leg stands.
#[derive(Debug, Clone, PartialEq)]
pub enum LegState {
    /// The primary is ahead.
    Ahead {
        /// The contest; its field is the leg's people in their order.
        contest: Contest,
        /// The number of each of its polls.
        numbers: Vec<usize>,
        /// What decides it.
        rule: Advance,
        /// Polls of two who may meet again, by their places, the lower first.
        pairs: BTreeMap<(usize, usize), Vec<Numbered>>,
    },
    /// Two meet again.
    Runoff {
        /// Who, by place.
        pair: (usize, usize),
        /// The log-ratio of their votes in the primary, where it is known.
        votes: Option<f64>,
        /// Polls of the two.
        polls: Vec<Numbered>,
    },
    /// Decided.
    Nominated(usize),
}

/// What is said of a race.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RaceForecast {
    /// The stages ahead, the nearest first.
    pub stages: Vec<StageForecast>,
    /// How many draws.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
}

/// What is said of one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageForecast {
    /// The stage.
    pub stage: Stage,
    /// Who may get votes in it.
    pub candidates: Vec<CandidateForecast>,
    /// Who may meet, the likeliest pair first.
    pub pairings: Vec<Pairing>,
    /// The chance that this stage is held at all: a runoff may not be needed.
    pub held: f64,
    /// The polls behind it, by their number, with the weight of each; what is missing to one is the prior's.
    pub weights: Vec<PollWeight>,
    /// What is left to the prior.
    pub prior_weight: f64,
    /// Who was in no poll together with the others: only the prior says where they stand.
    pub unpolled: Vec<String>,
}

/// A candidate in a stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateForecast {
    /// Who.
    pub person: String,
    /// The party of the leg.
    pub party: Option<Party>,
    /// The mean share of the votes, 0 to 1, in the draws in which they stand.
    pub share: f64,
    /// The nine-in-ten interval's lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// The chance to be nominated by this leg, or in the general election to be elected.
    pub win: f64,
    /// The chance to go on from this stage: to a runoff, the nomination or the office.
    pub advance: f64,
    /// The chance to have the most votes in this stage.
    pub first: f64,
    /// The chance to stand in this stage at all.
    pub stands: f64,
    /// How the share came about.
    pub derivation: Option<Derivation>,
}

/// The parts of a share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derivation {
    /// Log support before any poll.
    pub prior: f64,
    /// Its standard deviation.
    pub prior_spread: f64,
    /// Log support with the polls, on the same scale.
    pub expected: f64,
    /// Its standard deviation.
    pub spread: f64,
    /// How many polls asked about them.
    pub polls: usize,
    /// The chance to be on the ballot.
    pub enters: f64,
}

/// Two who may meet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pairing {
    /// The one more likely to win it.
    pub first: String,
    /// The other.
    pub second: String,
    /// The chance that they meet.
    pub chance: f64,
    /// If they meet, the chance that the first wins.
    pub first_wins: f64,
    /// If they meet, the first's expected share of the votes for the two.
    pub share: f64,
    /// How many polls asked about just these two.
    pub polls: usize,
}

/// A poll's part in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PollWeight {
    /// The poll's number.
    pub poll: usize,
    /// Its weight: by how much what is expected moves if its own log-ratios all move by one.
    pub weight: f64,
}

/// Draws a race.
pub fn race(question: &RaceQuestion, fitted: &Fitted, sampling: Sampling) -> RaceForecast {
    let mut stages = Vec::new();
    let mut runoffs = Vec::new();
    let mut nominees = Vec::new();
    for (at, leg) in question.legs.iter().enumerate() {
        let of_leg = Sampling {
            seed: sampling.seed.wrapping_add(1000 * at as u64),
            ..sampling
        };
        let walked = walk(leg, fitted, of_leg);
        stages.extend(walked.primary);
        runoffs.extend(walked.runoff);
        nominees.push(walked.nominees);
    }
    stages.extend(runoffs);
    stages.extend(general(question, &nominees, fitted, sampling));
    RaceForecast {
        stages,
        draws: sampling.draws,
        seed: sampling.seed,
    }
}

fn part(count: usize, of: usize) -> f64 {
    if of == 0 {
        0.0
    } else {
        as_f64(count) / as_f64(of)
    }
}
