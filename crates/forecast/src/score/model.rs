//! The model as it is scored: its draws as odds and numbers of a case.

use super::card::Prediction;
use super::proper::Spread;
use super::{Case, Count};
use crate::read::as_of;
use crate::{Fitted, Leans, Parameters, Sampling, draw};

/// The model with what it has learnt.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// What it has learnt.
    pub fitted: &'a Fitted,
    /// How the states lean.
    pub leans: &'a Leans,
    /// How often and from which seed it draws.
    pub sampling: Sampling,
}

impl Model<'_> {
    /// What is to be expected of a contest. `None` where the model has no poll to go by: then it says nothing of the contest from
    /// polls, and no more does the naive average.
    pub fn forecast(&self, case: &Case<'_>) -> Option<Prediction> {
        let asked = as_of(case.contest, case.day, self.fitted, self.leans)?;
        let places: Vec<usize> = case
            .candidates
            .iter()
            .map(|name| {
                asked
                    .people
                    .iter()
                    .position(|held| held.as_ref() == Some(name))
            })
            .collect::<Option<_>>()?;
        let drawn = draw(
            &asked.contest,
            self.fitted.of(asked.contest.kind),
            self.sampling,
        );
        let mut first = vec![0u32; places.len()];
        let mut numbers: Vec<Vec<f64>> = vec![Vec::new(); case.numbers.len()];
        for shares in drawn.shares() {
            let points: Vec<f64> = places.iter().map(|&at| 100.0 * shares[at]).collect();
            first[leader(&points)] += 1;
            match case.count {
                Count::TwoWay => numbers[0].push(points[0] - points[1]),
                Count::Multi => {
                    for (number, share) in numbers.iter_mut().zip(points) {
                        number.push(share);
                    }
                }
            }
        }
        let all: u32 = first.iter().sum();
        Some(Prediction {
            odds: first
                .into_iter()
                .map(|count| f64::from(count) / f64::from(all.max(1)))
                .collect(),
            numbers: numbers.into_iter().map(Spread::of).collect(),
        })
    }
}

fn leader(points: &[f64]) -> usize {
    let mut first = 0;
    for (at, share) in points.iter().enumerate() {
        if *share > points[first] {
            first = at;
        }
    }
    first
}

/// Round numbers from which a fit begins when a contest is left out: parameters that were fitted with it would tell of it, since
/// a fit is drawn toward where it began.
pub const fn usual(like: &Parameters) -> Parameters {
    Parameters {
        shared: 0.1,
        undecided: 0.4,
        homing: 0.0,
        rally: 0.0,
        walk: 0.03,
        house: 0.1,
        single: 0.05,
        power: 0.7,
        prior: 1.5,
        tails: 8.0,
        widen: 1.0,
        sponsor: 0.05,
        ..*like
    }
}
