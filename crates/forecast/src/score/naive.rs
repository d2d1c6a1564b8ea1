//! The naive forecaster: the plain average of the last three weeks' polls with one error fitted on past contests.
//!
//! Two candidates: the margin is N(average margin, σ²), and the chance of the first Φ(margin/σ). Several: the undecided of each
//! poll are shared out in proportion, each share is N(average, σ²) by itself, and who comes first is drawn. σ is the root of
//! the mean squared error of these averages on the contests that it may learn from. Where nothing was asked in the last three
//! weeks, the last poll counts.

use polls::Poll;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use super::card::{Prediction, mean};
use super::proper::{self, Spread};
use super::{Case, Count};

/// How many days back polls count.
pub const WINDOW: i32 = 21;

/// How often a vote of several candidates is drawn.
const DRAWS: u32 = 20_000;

/// The naive forecaster.
#[derive(Debug, Clone, Copy)]
pub struct Naive {
    /// The seed of its draws.
    pub seed: u64,
}

/// The naive forecaster with its error.
#[derive(Debug, Clone, Copy)]
pub struct NaiveTrained {
    /// The error of the average, in points: of the margin of two, or of a share.
    pub sigma: f64,
    seed: u64,
}

impl Naive {
    /// Fits the error.
    pub fn fit(&self, past: &[Case<'_>]) -> NaiveTrained {
        let squares = past.iter().flat_map(|case| {
            let said = numbers(case);
            let pairs: Vec<(f64, f64)> = said.into_iter().zip(case.numbers.clone()).collect();
            pairs
                .into_iter()
                .map(|(said, was)| (said - was) * (said - was))
        });
        NaiveTrained {
            sigma: mean(squares).sqrt(),
            seed: self.seed,
        }
    }
}

impl NaiveTrained {
    /// What is to be expected of a contest.
    pub fn forecast(&self, case: &Case<'_>) -> Prediction {
        let means = numbers(case);
        let odds = match case.count {
            Count::TwoWay => {
                let ahead = proper::normal(means[0] / self.sigma);
                vec![ahead, 1.0 - ahead]
            }
            Count::Multi => self.odds(&means),
        };
        let spread = |mean| Spread::Normal {
            mean,
            sd: self.sigma,
        };
        Prediction {
            odds,
            numbers: means.into_iter().map(spread).collect(),
        }
    }
}

impl NaiveTrained {
    /// Who comes first, by drawing.
    fn odds(&self, means: &[f64]) -> Vec<f64> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        let mut first = vec![0u32; means.len()];
        for _ in 0..DRAWS {
            let mut best = (0, f64::NEG_INFINITY);
            for (at, mean) in means.iter().enumerate() {
                let z: f64 = StandardNormal.sample(&mut random);
                let share = mean + self.sigma * z;
                if share > best.1 {
                    best = (at, share);
                }
            }
            first[best.0] += 1;
        }
        first
            .into_iter()
            .map(|count| f64::from(count) / f64::from(DRAWS))
            .collect()
    }
}

/// The polls that count: those of the last three weeks, else the last.
pub fn window<'a>(case: &Case<'a>) -> Vec<&'a Poll> {
    let usable: Vec<&Poll> = case.polls().filter(|poll| asked(case, poll) >= 2).collect();
    let age = |poll: &Poll| {
        let end = poll.dates.end.unwrap_or(case.day);
        case.day.since(end).map_or(i32::MAX, |span| span.get_days())
    };
    let fresh: Vec<&Poll> = usable
        .iter()
        .copied()
        .filter(|poll| age(poll) <= WINDOW)
        .collect();
    if fresh.is_empty() {
        let newest = usable.iter().map(|poll| age(poll)).min();
        return usable
            .into_iter()
            .filter(|poll| Some(age(poll)) == newest)
            .collect();
    }
    fresh
}

fn asked(case: &Case<'_>, poll: &Poll) -> usize {
    case.candidates
        .iter()
        .filter(|name| poll.share(name).is_some())
        .count()
}

/// The average margin of two, or the average shares.
fn numbers(case: &Case<'_>) -> Vec<f64> {
    let polls = window(case);
    if case.count == Count::TwoWay {
        let margin = |poll: &&Poll| Some(share(case, poll, 0)? - share(case, poll, 1)?);
        return vec![mean(polls.iter().filter_map(margin))];
    }
    (0..case.candidates.len())
        .map(|at| {
            let of = |poll: &&Poll| Some(share(case, poll, at)? * shared_out(poll));
            let average = mean(polls.iter().filter_map(of));
            // Somebody of whom no poll in the window asked has nothing but earlier ones.
            if average.is_finite() {
                return average;
            }
            let earlier: Vec<&Poll> = case.polls().collect();
            let last = earlier.iter().rev().find_map(of);
            last.unwrap_or_default()
        })
        .collect()
}

fn share(case: &Case<'_>, poll: &Poll, at: usize) -> Option<f64> {
    poll.share(&case.candidates[at]).map(claim::Percent::as_f64)
}

/// By what the shares of a poll are multiplied when those without an answer go in proportion.
fn shared_out(poll: &Poll) -> f64 {
    let named: f64 = poll.answers.iter().map(|a| a.percent.as_f64()).sum();
    let other = poll.other.map_or(0.0, claim::Percent::as_f64);
    let all = named + other;
    if all > 0.0 { 100.0 / all } else { 1.0 }
}
