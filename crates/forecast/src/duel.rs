//! Two who meet: a runoff or a general election, by polls that asked about just them and by what led there.

use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal, StudentT};

use crate::{Contest, Entrant, Kind, Parameters, Poll, posterior};

/// What the polls of a pair say of it, before anything else: the log-ratio of the first to the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Duel {
    /// Its expectation, and its variance; `None` without any poll.
    pub polled: Option<(f64, f64)>,
    /// Each poll's weight among them.
    pub weights: Vec<f64>,
}

/// A prior so wide that it says nothing beside a poll.
const NOTHING_KNOWN: f64 = 30.0;

impl Duel {
    /// Reads the polls of a pair: place 0 is the first, place 1 the second. `prior` is the log-ratio that is believed before
    /// any poll; only the undecided lean to it.
    pub fn new(kind: Kind, polls: Vec<Poll>, parameters: &Parameters, prior: f64) -> Self {
        if polls.is_empty() {
            return Self {
                polled: None,
                weights: Vec::new(),
            };
        }
        let side = |prior: f64| Entrant {
            prior,
            spread: Some(NOTHING_KNOWN),
            ..Entrant::new("")
        };
        let contest = Contest {
            kind,
            field: vec![side(prior / 2.0), side(-prior / 2.0)],
            polls,
            between: 1.0,
        };
        let known = posterior(&contest, parameters);
        let c = &known.covariance;
        Self {
            polled: Some((
                known.mean[0] - known.mean[1],
                c[(0, 0)] + c[(1, 1)] - c[(0, 1)] - c[(1, 0)],
            )),
            weights: known.weights,
        }
    }

    /// Polls and what is believed without them, as one: expectation and variance.
    pub fn with(&self, believed: (f64, f64)) -> (f64, f64) {
        let (mean, variance) = believed;
        match self.polled {
            None => believed,
            Some((polled, spread)) => {
                let weight = variance / (variance + spread);
                (mean + weight * (polled - mean), variance * (1.0 - weight))
            }
        }
    }

    /// How much of the answer is the polls'.
    pub fn weight_of_polls(&self, variance: f64) -> f64 {
        self.polled
            .map_or(0.0, |(_, spread)| variance / (variance + spread))
    }
}

/// A log-ratio drawn with the tails of its kind.
pub(crate) fn draw_ratio(
    (mean, variance): (f64, f64),
    parameters: &Parameters,
    random: &mut ChaCha8Rng,
) -> f64 {
    let z: f64 = match StudentT::new(parameters.tails) {
        Ok(tails) => tails.sample(random),
        Err(_) => StandardNormal.sample(random),
    };
    mean + variance.max(0.0).sqrt() * parameters.widen * z
}

/// The first one's share of the votes for the two.
pub(crate) fn share_of(ratio: f64) -> f64 {
    1.0 / (1.0 + (-ratio).exp())
}
