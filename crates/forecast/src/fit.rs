//! Fitting: the parameters under which what happened was most to be expected.
//!
//! For each past contest, as of one or more days before the vote, the polls known by then give the closed form; the
//! result's log-ratios have a density under it, a multivariate Student's t. The parameters that make the sum of the logarithms
//! largest are searched for, with the density of the polls themselves beside it (they tell firms' differences and the
//! walk from the error of single polls) and a weak pull toward usual values, so that few contests do not run away.

use nalgebra::{Cholesky, DMatrix, DVector};

use crate::draws::{Sampling, draw_from};
use crate::posterior::{Posterior, posterior_from};
use crate::simplex::least;
use crate::{Contest, Parameters};

/// A contest of which the end is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The contest as of some day.
    pub contest: Contest,
    /// The share that each of the field got, 0 to 1; `None` where it is not known.
    pub result: Vec<Option<f64>>,
    /// How much it counts: several days before one vote share one.
    pub weight: f64,
}

/// How the parameters are searched for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// How often the sum is computed.
    pub evaluations: usize,
    /// How much the density of the polls counts beside that of the results.
    pub polls: f64,
    /// How much the chance that was given to who came first counts beside that.
    pub leader: f64,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            evaluations: 600,
            polls: 0.1,
            leader: 1.0,
        }
    }
}

/// The parameters under which the results were most to be expected, searched for from these.
pub fn fit(past: &[Past], from: &Parameters, search: Search) -> Parameters {
    let start = free(from);
    let usual = free(from);
    let (place, _) = least(&start, 0.25, search.evaluations, |place| {
        let parameters = bound(place, from);
        let mut sum = 0.0;
        for one in past {
            let known = posterior_from(&one.contest, &parameters, None);
            let mut of = log_density(one, &known, &parameters) + search.polls * known.evidence;
            if search.leader > 0.0 {
                of += search.leader * log_leader(one, &known, &parameters);
            }
            sum += one.weight * of;
        }
        let pull: f64 = place
            .iter()
            .zip(&usual)
            .map(|(x, u)| ((x - u) / 1.0).powi(2))
            .sum();
        0.5 * pull - sum
    });
    bound(&place, from)
}

/// The logarithm of the chance that the model gave to who came first, from a few draws that are the same for all
/// parameters.
fn log_leader(past: &Past, known: &Posterior, parameters: &Parameters) -> f64 {
    const FEW: Sampling = Sampling {
        draws: 400,
        seed: 1,
    };
    let first = |shares: &mut dyn Iterator<Item = (usize, f64)>| {
        shares.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(k, _)| k)
    };
    let stands = |k: usize| !past.contest.field[k].rest;
    let won = first(
        &mut past
            .result
            .iter()
            .enumerate()
            .filter(|&(k, _)| stands(k))
            .filter_map(|(k, share)| share.map(|share| (k, share))),
    );
    let drawn = draw_from(&past.contest, parameters, known, FEW);
    let hits = drawn
        .shares()
        .filter(|draw| {
            first(&mut draw.iter().copied().enumerate().filter(|&(k, _)| stands(k))) == won
        })
        .count();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let chance = (hits as f64 + 0.5) / (FEW.draws as f64 + 1.0);
    chance.ln()
}

/// The logarithm of the density that the model gave to a result's log-ratios.
pub fn log_density(past: &Past, known: &Posterior, parameters: &Parameters) -> f64 {
    /// Below this a share is a matter of who else was on the ballot.
    const FLOOR: f64 = 0.01;
    let named: Vec<(usize, f64)> = past
        .result
        .iter()
        .enumerate()
        .filter(|&(k, _)| !past.contest.field[k].rest)
        .filter_map(|(k, share)| Some((k, (*share)?.max(FLOOR).ln())))
        .collect();
    let Some((&(against, base), rest)) = named.split_last() else {
        return 0.0;
    };
    if rest.is_empty() {
        return 0.0;
    }
    let size = rest.len();
    let off = DVector::from_fn(size, |i, _| {
        let (k, share) = rest[i];
        share - base - (known.mean[k] - known.mean[against])
    });
    let c = &known.covariance;
    let spread = DMatrix::from_fn(size, size, |i, j| {
        let (a, b) = (rest[i].0, rest[j].0);
        c[(a, b)] - c[(a, against)] - c[(against, b)] + c[(against, against)]
    }) * (parameters.widen * parameters.widen);
    let Some(cholesky) = Cholesky::new(spread) else {
        return -1e3;
    };
    let nu = parameters.tails;
    #[expect(clippy::cast_precision_loss, reason = "a field is small")]
    let size = size as f64;
    let half: f64 = cholesky.l_dirty().diagonal().map(f64::ln).sum();
    let fit = off.dot(&cholesky.solve(&off));
    ln_gamma(f64::midpoint(nu, size))
        - ln_gamma(nu / 2.0)
        - 0.5 * size * (nu * std::f64::consts::PI).ln()
        - half
        - f64::midpoint(nu, size) * (fit / nu).ln_1p()
}

/// The logarithm of the gamma function by Stirling's series, after shifting the argument to where six terms are exact
/// to ten digits. Abramowitz and Stegun, 6.1.15 and 6.1.41.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 10.0 {
        shift -= x.ln();
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y / 1680.0))) / x;
    shift + (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series
}

fn free(p: &Parameters) -> Vec<f64> {
    vec![
        p.shared.ln(),
        p.undecided.ln(),
        p.walk.ln(),
        p.house.ln(),
        p.single.ln(),
        p.power,
        p.prior.ln(),
        (p.tails - 2.0).ln(),
        p.sponsor * 5.0,
        p.homing,
        p.rally * 3.0,
    ]
}

fn bound(place: &[f64], like: &Parameters) -> Parameters {
    Parameters {
        shared: place[0].exp(),
        undecided: place[1].exp(),
        walk: place[2].exp(),
        house: place[3].exp(),
        single: place[4].exp(),
        power: place[5].clamp(0.0, 1.2),
        prior: place[6].exp(),
        tails: 2.0 + place[7].clamp(-3.0, 4.0).exp(),
        sponsor: place[8] / 5.0,
        homing: place[9],
        rally: place[10] / 3.0,
        ..*like
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gamma_function_is_that_of_the_tables() {
        for (x, expect) in [
            (1.0, 0.0),
            (0.5, 0.572_364_942_924_7),
            (5.0, 24f64.ln()),
            (10.0, 362_880f64.ln()),
        ] {
            assert!((ln_gamma(x) - expect).abs() < 1e-9, "{x}");
        }
    }
}
