//! Draws of the votes: what the closed form leaves open, with its heavy tails, and who is on the ballot.

use nalgebra::{Cholesky, DMatrix, DVector};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};

use crate::posterior::{Posterior, posterior};
use crate::{Contest, Parameters};

/// How many draws and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// How often the vote is drawn.
    pub draws: usize,
    /// The same seed gives the same draws.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            draws: 10_000,
            seed: 2020,
        }
    }
}

/// The votes of a contest, drawn many times.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// How many candidates.
    pub candidates: usize,
    /// The log support of each candidate, one draw after the other; minus infinity for who did not stand.
    support: Vec<f64>,
    shares: Vec<f64>,
}

impl Draws {
    /// The log support in each draw.
    pub fn support(&self) -> impl Iterator<Item = &[f64]> {
        self.support.chunks(self.candidates.max(1))
    }

    /// The shares in each draw; they sum to one.
    pub fn shares(&self) -> impl Iterator<Item = &[f64]> {
        self.shares.chunks(self.candidates.max(1))
    }

    /// The shares of one candidate, sorted.
    pub fn sorted(&self, candidate: usize) -> Vec<f64> {
        let mut of: Vec<f64> = self.shares().map(|draw| draw[candidate]).collect();
        of.sort_by(f64::total_cmp);
        of
    }
}

/// Draws the votes of a contest.
pub fn draw(contest: &Contest, parameters: &Parameters, sampling: Sampling) -> Draws {
    draw_from(
        contest,
        parameters,
        &posterior(contest, parameters),
        sampling,
    )
}

/// Draws the votes from what is known already.
pub fn draw_from(
    contest: &Contest,
    parameters: &Parameters,
    known: &Posterior,
    sampling: Sampling,
) -> Draws {
    let field = &contest.field;
    let size = field.len();
    let mut random = ChaCha8Rng::seed_from_u64(sampling.seed);
    let root = root(&known.covariance);
    let levels = Levels::new(contest, known);
    let tails = ChiSquared::new(parameters.tails.max(1.0)).ok();
    let mut all = Draws {
        candidates: size,
        support: Vec::with_capacity(sampling.draws * size),
        shares: Vec::with_capacity(sampling.draws * size),
    };
    for _ in 0..sampling.draws {
        let z = normals(&mut random, size);
        let wide = parameters.widen
            * tails.as_ref().map_or(1.0, |tails| {
                (parameters.tails / tails.sample(&mut random)).sqrt()
            });
        let mut support = &known.mean + (&root * z) * wide;
        levels.set(&mut support, &mut random);
        for (k, entrant) in field.iter().enumerate() {
            if entrant.enters < 1.0 && uniform(&mut random) >= entrant.enters {
                support[k] = f64::NEG_INFINITY;
            }
        }
        let top = support.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let start = all.shares.len();
        all.shares.extend(support.iter().map(|&x| {
            if top.is_finite() {
                (x - top).exp()
            } else {
                0.0
            }
        }));
        let whole: f64 = all.shares[start..].iter().sum();
        if whole > 0.0 {
            all.shares[start..]
                .iter_mut()
                .for_each(|share| *share /= whole);
        }
        all.support.extend(support.iter());
    }
    all
}

pub(crate) fn normals(random: &mut ChaCha8Rng, size: usize) -> DVector<f64> {
    DVector::from_fn(size, |_, _| StandardNormal.sample(random))
}

/// Between 0 and 1, from 53 bits.
pub(crate) fn uniform(random: &mut ChaCha8Rng) -> f64 {
    use rand_chacha::rand_core::Rng;
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a float holds")]
    let bits = (random.next_u64() >> 11) as f64;
    bits / 9_007_199_254_740_992.0
}

/// A root of a covariance; a hair is added where rounding made it singular.
fn root(covariance: &DMatrix<f64>) -> DMatrix<f64> {
    let size = covariance.nrows();
    for hair in [0.0, 1e-12, 1e-9, 1e-6] {
        let raised = covariance + DMatrix::identity(size, size) * hair;
        if let Some(cholesky) = Cholesky::new(raised) {
            return cholesky.l();
        }
    }
    DMatrix::from_diagonal(
        &covariance
            .diagonal()
            .map(|variance| variance.max(0.0).sqrt()),
    )
}

/// What groups of candidates have together, where no poll asked about both: only the prior says it, so the polls inside
/// a group must not move it.
struct Levels {
    groups: Vec<Vec<usize>>,
    priors: Vec<(f64, f64)>,
}

impl Levels {
    fn new(contest: &Contest, known: &Posterior) -> Self {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); contest.field.len()];
        for (k, &group) in known.groups.iter().enumerate() {
            groups[group].push(k);
        }
        groups.retain(|group| !group.is_empty());
        if groups.len() < 2 {
            groups.clear();
        }
        groups.retain(|group| group.len() > 1);
        let priors = contest
            .field
            .iter()
            .map(|entrant| (entrant.prior, entrant.spread.unwrap_or(contest.between)))
            .collect();
        Self { groups, priors }
    }

    fn set(&self, support: &mut DVector<f64>, random: &mut ChaCha8Rng) {
        for group in &self.groups {
            let expected = group.iter().map(|&k| {
                let (mean, spread) = self.priors[k];
                let z: f64 = StandardNormal.sample(random);
                mean + spread * z
            });
            let level = log_sum(expected) - log_sum(group.iter().map(|&k| support[k]));
            for &k in group {
                support[k] += level;
            }
        }
    }
}

fn log_sum(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    let top = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    top + values.iter().map(|x| (x - top).exp()).sum::<f64>().ln()
}
