//! Proper scores: they are best, in expectation, for who says what they believe.
//!
//! Brier, *Verification of forecasts expressed in terms of probability*, Monthly Weather Review 78 (1950); the logarithmic
//! and the continuous ranked probability score as in Gneiting and Raftery, *Strictly proper scoring rules, prediction, and
//! estimation*, JASA 102 (2007), equations 20 and 21 for the latter.

/// A chance below this is scored as this, whoever gave it: ten thousand draws can say no less.
pub const LEAST_ODDS: f64 = 1e-4;

/// The levels of the central intervals whose coverage is counted.
pub const LEVELS: [f64; 4] = [0.50, 0.80, 0.90, 0.95];

/// What is forecast of one number.
#[derive(Debug, Clone, PartialEq)]
pub enum Spread {
    /// A normal distribution.
    Normal {
        /// Its expectation.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
    },
    /// Equally likely values, sorted.
    Draws(Vec<f64>),
}

impl Spread {
    /// Equally likely values in any order.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self::Draws(values)
    }

    /// The value that is as likely exceeded as not.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The value below which it lies with this chance.
    pub fn quantile(&self, chance: f64) -> f64 {
        match self {
            Self::Normal { mean, sd } => mean + sd * normal_quantile(chance),
            Self::Draws(values) => of_sorted(values, chance),
        }
    }

    /// The central interval of this level.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let tail = (1.0 - level) / 2.0;
        (self.quantile(tail), self.quantile(1.0 - tail))
    }

    /// The continuous ranked probability score of what happened: in the number's own unit, 0 is best, and for a forecast
    /// of one value it is the absolute error.
    pub fn crps(&self, happened: f64) -> f64 {
        match self {
            Self::Normal { mean, sd } => {
                let z = (happened - mean) / sd;
                let density = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
                let below = normal(z);
                sd * (z * (2.0 * below - 1.0) + 2.0 * density
                    - std::f64::consts::FRAC_2_SQRT_PI / 2.0)
            }
            Self::Draws(values) => of_draws(values, happened),
        }
    }
}

/// The mean distance from what happened, less half the mean distance of two draws, from sorted draws in one pass.
#[expect(clippy::cast_precision_loss, reason = "draws are thousands")]
fn of_draws(values: &[f64], happened: f64) -> f64 {
    let count = values.len() as f64;
    if values.is_empty() {
        return f64::NAN;
    }
    let (mut away, mut apart) = (0.0, 0.0);
    for (place, value) in values.iter().enumerate() {
        away += (value - happened).abs();
        apart += value * (2.0 * place as f64 + 1.0 - count);
    }
    away / count - apart / (count * count)
}

/// A quantile of sorted values, between two of them by proportion (the seventh definition of Hyndman and Fan, *Sample quantiles
/// in statistical packages*, The American Statistician 50, 1996).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "draws are thousands and the place is among them"
)]
pub fn of_sorted(values: &[f64], chance: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = chance.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let part = place - below as f64;
    values[below] * (1.0 - part) + values[above] * part
}

/// The Brier score of odds on several outcomes: the sum of squared distances, 0 best and 2 worst.
pub fn brier(odds: &[f64], happened: usize) -> f64 {
    odds.iter()
        .enumerate()
        .map(|(outcome, odds)| {
            let came = if outcome == happened { 1.0 } else { 0.0 };
            (odds - came) * (odds - came)
        })
        .sum()
}

/// The Brier score of the odds on one side of two: between 0 and 1, half of [`brier`].
pub fn brier_two_way(odds: f64, happened: bool) -> f64 {
    let came = if happened { 1.0 } else { 0.0 };
    (odds - came) * (odds - came)
}

/// The logarithmic score of the odds that were given to what happened, in nats: 0 is best.
pub fn log_score(odds: f64) -> f64 {
    -odds.clamp(LEAST_ODDS, 1.0).ln()
}

/// The chance that a standard normal number is below this: by the continued fraction and the series of Abramowitz and Stegun, 26.2.10
/// and 26.2.14, to more than twelve digits.
pub fn normal(z: f64) -> f64 {
    let x = z.abs();
    let density = (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt();
    let above = if x < 3.0 {
        let (mut term, mut sum, mut n) = (x, x, 1.0);
        while term > 1e-17 * sum {
            n += 2.0;
            term *= x * x / n;
            sum += term;
        }
        0.5 - density * sum
    } else if x < 38.0 {
        let fraction = (1..=60).rev().fold(x, |tail, n| x + f64::from(n) / tail);
        density / fraction
    } else {
        0.0
    };
    if z < 0.0 { above } else { 1.0 - above }
}

/// The inverse of [`normal`], by halving: it is asked for a handful of levels.
fn normal_quantile(chance: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..90 {
        let middle = f64::midpoint(low, high);
        if normal(middle) < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(a: f64, b: f64, by: f64) {
        assert!((a - b).abs() < by, "{a} is not {b}");
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        for (z, below) in [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_543),
            (1.96, 0.975_002_104_851_780),
            (-2.5, 0.006_209_665_325_776),
            (4.0, 0.999_968_328_758_167),
            (-6.0, 9.865_876_450_377e-10),
        ] {
            near(normal(z), below, 1e-12);
        }
        near(normal_quantile(0.95), 1.644_853_626_951_473, 1e-9);
    }

    #[test]
    fn brier_and_log_by_hand() {
        near(brier(&[0.7, 0.2, 0.1], 0), 0.09 + 0.04 + 0.01, 1e-12);
        near(brier(&[0.0, 1.0], 0), 2.0, 1e-12);
        near(brier_two_way(0.7, true), 0.09, 1e-12);
        near(log_score(0.5), std::f64::consts::LN_2, 1e-12);
        near(log_score(0.0), log_score(LEAST_ODDS), 1e-12);
    }

    #[test]
    fn crps_of_one_value_is_the_absolute_error() {
        near(Spread::of(vec![3.0]).crps(5.0), 2.0, 1e-12);
        near(Spread::of(vec![0.0, 1.0]).crps(0.0), 0.25, 1e-12);
    }

    #[test]
    fn crps_of_a_normal_is_that_of_its_quantiles() {
        let normal = Spread::Normal { mean: 2.0, sd: 3.0 };
        let draws = (0..4000).map(|i| normal.quantile((f64::from(i) + 0.5) / 4000.0));
        let draws = Spread::of(draws.collect());
        for happened in [-4.0, 2.0, 9.0] {
            near(normal.crps(happened), draws.crps(happened), 2e-3);
        }
        let (low, high) = normal.interval(0.9);
        near(high - low, 2.0 * 3.0 * 1.644_853_6, 1e-6);
    }

    proptest! {
        #[test]
        fn crps_in_one_pass_is_that_of_all_pairs(
            values in proptest::collection::vec(-50.0f64..50.0, 1..40), happened in -60.0f64..60.0,
        ) {
            let count: f64 = values.iter().map(|_| 1.0).sum();
            let away: f64 = values.iter().map(|x| (x - happened).abs()).sum::<f64>() / count;
            let apart: f64 = values.iter()
                .flat_map(|a| values.iter().map(move |b| (a - b).abs()))
                .sum::<f64>() / (2.0 * count * count);
            let fast = Spread::of(values).crps(happened);
            prop_assert!((fast - (away - apart)).abs() < 1e-9);
        }

        #[test]
        fn the_true_odds_score_best(truth in 0.01f64..0.99, said in 0.01f64..0.99) {
            let expected = |odds: f64, score: fn(f64) -> f64, other: fn(f64) -> f64| {
                truth * score(odds) + (1.0 - truth) * other(1.0 - odds)
            };
            prop_assert!(expected(truth, log_score, log_score) <= expected(said, log_score, log_score) + 1e-12);
            let brier = |odds| truth * brier_two_way(odds, true) + (1.0 - truth) * brier_two_way(odds, false);
            prop_assert!(brier(truth) <= brier(said) + 1e-12);
        }
    }
}
