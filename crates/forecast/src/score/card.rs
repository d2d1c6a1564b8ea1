//! What one forecaster scored on a set of contests, with intervals by the bootstrap.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Serialize;

use super::proper::{self, LEVELS, Spread};
use super::{Case, Count};

/// What is forecast of a contest.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The chance of each candidate of the case to come first.
    pub odds: Vec<f64>,
    /// What is forecast of the numbers of the case, in its order.
    pub numbers: Vec<Spread>,
}

/// The scores of one contest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scored {
    /// Which contest.
    pub contest: String,
    /// The odds that were given to who came first.
    pub odds: f64,
    /// Brier: of one side of two where the case has two, else the sum over all.
    pub brier: f64,
    /// Logarithmic, in nats.
    pub log: f64,
    /// The mean continuous ranked probability score of its numbers, in points.
    pub crps: f64,
    /// The absolute errors of the medians, in points.
    pub errors: Vec<f64>,
    /// For each level how many of its numbers lie in the central interval.
    pub covered: [usize; 4],
    /// Whether who was most likely to come first did.
    pub leader: bool,
}

/// Scores a prediction.
pub fn score(case: &Case<'_>, said: &Prediction) -> Scored {
    let odds = said.odds.get(case.first).copied().unwrap_or_default();
    let brier = match case.count {
        Count::TwoWay => proper::brier_two_way(odds, true),
        Count::Multi => proper::brier(&said.odds, case.first),
    };
    let pairs = || said.numbers.iter().zip(&case.numbers);
    let mut covered = [0; 4];
    for (level, covered) in LEVELS.iter().zip(&mut covered) {
        *covered = pairs()
            .filter(|(spread, happened)| {
                let (low, high) = spread.interval(*level);
                (low..=high).contains(happened)
            })
            .count();
    }
    Scored {
        contest: case.contest.id.clone(),
        odds,
        brier,
        log: proper::log_score(odds),
        crps: mean(pairs().map(|(spread, happened)| spread.crps(*happened))),
        errors: pairs()
            .map(|(spread, happened)| (spread.median() - happened).abs())
            .collect(),
        covered,
        leader: said.odds.iter().all(|other| *other <= odds),
    }
}

/// A mean with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The mean over the contests.
    pub value: f64,
    /// 95 of 100 bootstrap samples of the contests have a mean of at least this …
    pub low: f64,
    /// … and at most this.
    pub high: f64,
}

/// What a forecaster scored on a set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// How many contests.
    pub contests: usize,
    /// How many numbers (margins, or shares of candidates).
    pub numbers: usize,
    /// Brier.
    pub brier: Estimate,
    /// Logarithmic.
    pub log: Estimate,
    /// Continuous ranked probability, in points.
    pub crps: Estimate,
    /// Mean absolute error of the medians, in points, over all numbers.
    pub mae: Estimate,
    /// The root of the mean squared error, in points, over all numbers.
    pub rmse: f64,
    /// The part of the numbers that lie in the central 50, 80, 90 and 95 percent intervals.
    pub coverage: [Estimate; 4],
    /// How often the most likely came first.
    pub leader: Estimate,
}

/// How often the contests are drawn again.
pub const SAMPLES: usize = 2000;

/// Sums up. The same scores and seed give the same card.
pub fn card(scored: &[Scored], seed: u64) -> Card {
    let drawn = Resampled::new(scored.len(), seed);
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let size = |one: &Scored| one.errors.len() as f64;
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let covered = |one: &Scored, level: usize| one.covered[level] as f64;
    let each = |of: fn(&Scored) -> f64| drawn.ratio(scored, of, |_| 1.0);
    Card {
        contests: scored.len(),
        numbers: scored.iter().map(|one| one.errors.len()).sum(),
        brier: each(|one| one.brier),
        log: each(|one| one.log),
        crps: each(|one| one.crps),
        mae: drawn.ratio(scored, |one| one.errors.iter().sum(), size),
        rmse: mean(
            scored
                .iter()
                .flat_map(|one| one.errors.iter().map(|e| e * e)),
        )
        .sqrt(),
        coverage: [0, 1, 2, 3].map(|level| drawn.ratio(scored, |one| covered(one, level), size)),
        leader: each(|one| if one.leader { 1.0 } else { 0.0 }),
    }
}

/// By how much one forecaster scored lower, and so better, than another on the same contests: the mean difference, paired.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Against {
    /// In Brier.
    pub brier: Estimate,
    /// In logarithmic score.
    pub log: Estimate,
    /// In continuous ranked probability score.
    pub crps: Estimate,
}

/// The difference of two forecasters on the same contests; negative where the first is better.
pub fn against(one: &[Scored], other: &[Scored], seed: u64) -> Against {
    let drawn = Resampled::new(one.len(), seed);
    let pairs: Vec<(&Scored, &Scored)> = one.iter().zip(other).collect();
    let each = |of: fn(&Scored) -> f64| drawn.ratio(&pairs, |(a, b)| of(a) - of(b), |_| 1.0);
    Against {
        brier: each(|one| one.brier),
        log: each(|one| one.log),
        crps: each(|one| one.crps),
    }
}

/// Samples of the contests with replacement: Efron, *Bootstrap methods: another look at the jackknife*, Annals of Statistics 7
/// (1979). Whole contests are drawn, since the candidates of one err together.
struct Resampled {
    samples: Vec<Vec<usize>>,
}

impl Resampled {
    fn new(count: usize, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let samples = (0..SAMPLES)
            .map(|_| (0..count).map(|_| below(&mut random, count)).collect())
            .collect();
        Self { samples }
    }

    /// The ratio of two sums over the contests.
    fn ratio<T>(
        &self,
        scored: &[T],
        above: impl Fn(&T) -> f64,
        under: impl Fn(&T) -> f64,
    ) -> Estimate {
        let parts: Vec<(f64, f64)> = scored.iter().map(|one| (above(one), under(one))).collect();
        let value = ratio(parts.iter().copied());
        let mut means: Vec<f64> = self
            .samples
            .iter()
            .map(|sample| ratio(sample.iter().map(|&at| parts[at])))
            .collect();
        means.sort_by(f64::total_cmp);
        Estimate {
            value,
            low: proper::of_sorted(&means, 0.025),
            high: proper::of_sorted(&means, 0.975),
        }
    }
}

fn ratio(parts: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (above, under) = parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    above / under
}

/// A number below `count`, from the high half of 32 random bits times it.
fn below(random: &mut ChaCha8Rng, count: usize) -> usize {
    ((u64::from(random.next_u32()) * count as u64) >> 32) as usize
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    ratio(values.map(|value| (value, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(brier: f64, errors: &[f64], covered: usize) -> Scored {
        Scored {
            contest: String::new(),
            odds: 0.5,
            brier,
            log: brier,
            crps: 1.0,
            errors: errors.to_vec(),
            covered: [covered; 4],
            leader: true,
        }
    }

    #[test]
    fn means_are_over_contests_and_coverage_is_over_numbers() {
        let all = [scored(0.1, &[1.0, 3.0], 1), scored(0.3, &[2.0], 1)];
        let card = card(&all, 1);
        assert!((card.brier.value - 0.2).abs() < 1e-12);
        assert!((card.mae.value - 2.0).abs() < 1e-12);
        assert!((card.coverage[2].value - 2.0 / 3.0).abs() < 1e-12);
        assert!(card.brier.low >= 0.1 && card.brier.high <= 0.3);
        assert_eq!(card, super::card(&all, 1));
    }

    #[test]
    fn who_scores_the_same_everywhere_is_no_better() {
        let all = [scored(0.1, &[1.0], 1), scored(0.3, &[2.0], 1)];
        let none = against(&all, &all, 7).brier;
        assert_eq!((none.value, none.low, none.high), (0.0, 0.0, 0.0));
    }
}
