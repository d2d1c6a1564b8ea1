//! The numbers of the model, fitted on past contests and read from a file.

use serde::{Deserialize, Serialize};

use crate::{ForecastError, Kind};

/// What is fitted for one kind of contest. Standard deviations are of the natural logarithm of a candidate's support
/// where the candidate has three tenths of the votes; [`power`](Self::power) says how they grow for smaller ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// The error that all polls of a race share, however many there are.
    pub shared: f64,
    /// The error that comes with the undecided, times their part of those asked.
    pub undecided: f64,
    /// By how much of what is believed before any poll those without an answer lean to it, times their part of those asked.
    pub homing: f64,
    /// By how much the decided's log-ratios grow while those without an answer decide, times their part of those asked:
    /// 0 were they to go in proportion, more where they rally to who leads.
    pub rally: f64,
    /// The change of opinion in one day, times the square root of the days.
    pub walk: f64,
    /// The lasting difference of a firm.
    pub house: f64,
    /// The error of one poll beyond its sample.
    pub single: f64,
    /// Variances grow as share to the minus this.
    pub power: f64,
    /// What is not known of a candidate before any poll.
    pub prior: f64,
    /// The degrees of freedom of Student's t for the result around its expectation.
    pub tails: f64,
    /// By how much the draws are wider than what is fitted on all cycles, so that nine in ten results of the worst of them
    /// lie within the nine-in-ten interval.
    pub widen: f64,
    /// How much better a campaign's own poll shows its candidate.
    pub sponsor: f64,
    /// How much an endorsement that the polls have not seen moves the endorsed.
    pub endorsed: f64,
    /// How unsure that is.
    pub endorsed_spread: f64,
}

/// The share at which the standard deviations are told.
pub(crate) const REFERENCE: f64 = 0.3;

/// Below this share a candidate's errors grow no further: polls print whole percents.
const SMALLEST: f64 = 0.005;

impl Parameters {
    /// By how much variances are larger for a candidate with this share than for one with three tenths.
    pub(crate) fn scale(&self, share: f64) -> f64 {
        (REFERENCE / share.clamp(SMALLEST, 1.0)).powf(self.power)
    }
}

/// The parameters of every kind, with where they come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fitted {
    /// How they were fitted.
    pub provenance: Provenance,
    /// General elections.
    pub general: Parameters,
    /// Primaries and runoffs.
    pub primary: Parameters,
    /// Presidential primaries.
    pub presidential_primary: Parameters,
    /// What a state's lean says of a general election.
    pub lean: LeanWeight,
    /// All who are not named, in general elections.
    pub others: Others,
    /// From a primary to its runoff.
    pub transfer: Transfer,
    /// What is believed of a candidate of a primary before any poll.
    pub candidate: CandidateWeights,
    /// The chance that somebody enters, by what is said of it.
    pub entry: Entry,
}

/// How parameters were fitted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The command, with its options.
    pub command: String,
    /// How often the likelihood was computed for each kind, at most.
    pub evaluations: usize,
    /// The contests of each kind that counted.
    pub contests: Vec<String>,
    /// The files, with their SHA-256.
    pub inputs: Vec<String>,
}

/// What a state's lean says of a general election: the log-ratio of its two parties, for each point by which the state was
/// more Democratic than the country when it last voted for president.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeanWeight {
    /// For the Senate and the House.
    pub senate: f64,
    /// For governors.
    pub governor: f64,
}

/// The share of all who are not named, against the two who are, as a log-ratio.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Others {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub spread: f64,
}

/// From the votes of a primary to those of its runoff: the log-ratio of the two grows or shrinks by the slope, with this
/// standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// 1 were the votes of those who are out shared in proportion.
    pub slope: f64,
    /// What that leaves open.
    pub spread: f64,
    /// On how many runoffs it rests.
    pub runoffs: usize,
}

/// What each thing known of a candidate adds to their log support before any poll.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateWeights {
    /// Holds the office.
    pub incumbent: f64,
    /// Endorsed by the leader of the party: for Republicans Donald Trump.
    pub leader: f64,
    /// Backed by a committee or a body of the party.
    pub party: f64,
    /// Endorsed by a national group.
    pub group: f64,
    /// For every tenfold of money raised.
    pub money: f64,
    /// What is left open.
    pub spread: f64,
    /// On how many candidates it rests.
    pub candidates: usize,
}

/// The chance that somebody enters, by what is said: the scale of `FiveThirtyEight`'s statements of 2015, from 1, no, to 5,
/// in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The log-odds at 3.
    pub middle: f64,
    /// By how much they grow a step.
    pub step: f64,
    /// On how many people it rests.
    pub people: usize,
}

impl Entry {
    /// The chance at a place of the scale.
    pub fn chance(&self, score: f64) -> f64 {
        let odds = self.middle + self.step * (score - 3.0);
        1.0 / (1.0 + (-odds).exp())
    }
}

/// The file that the program carries.
const CARRIED: &str = include_str!("../data/parameters.toml");

impl Fitted {
    /// The parameters that the program carries.
    pub fn carried() -> Result<Self, ForecastError> {
        Self::read(CARRIED)
    }

    /// Parameters from a file that a fit wrote.
    pub fn read(text: &str) -> Result<Self, ForecastError> {
        toml::from_str(text).map_err(ForecastError::Parameters)
    }

    /// The file.
    pub fn write(&self) -> Result<String, ForecastError> {
        toml::to_string(self).map_err(ForecastError::Written)
    }

    /// Those of a kind.
    pub const fn of(&self, kind: Kind) -> &Parameters {
        match kind {
            Kind::General => &self.general,
            Kind::Primary => &self.primary,
            Kind::PresidentialPrimary => &self.presidential_primary,
        }
    }
}
