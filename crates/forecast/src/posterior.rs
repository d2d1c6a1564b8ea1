//! The closed form: what polls and prior say together of the votes, as one Gaussian.
//!
//! Every candidate k has a support s(k) on election day, a natural logarithm. Before any poll s(k) ~ N(m(k), v(k)). A
//! poll p that asked about k among others shows
//!
//! > y(p, k) = s(k) + w(k, days of p) + b(k) + u(p) f(k) + h(k, firm of p) + e(p, k) + c(p)
//!
//! where y is the logarithm of the share (its ratios stretched by 1 + rally times u), w a random walk backward from election day (variance per day), b the error that
//! all polls of the race share, u the part that named nobody and f where these go, h the firm's lasting difference, e
//! the error of the sample and of this poll alone, and c the level of the poll, of which nothing is known: only ratios
//! among those who were asked count. So a poll of another field is used as what it is. Each error of k has a variance
//! that grows as the share of k falls. All is Gaussian, hence the answer is one Cholesky decomposition of the
//! covariance of the polls' log-ratios.
//!
//! The variances need the shares; these are the answer's own, found as a fixed point. So a poll that says what was
//! expected changes nothing.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

use crate::contest::USUAL_SAMPLE;
use crate::odds::as_f64;
use crate::{Contest, Parameters, Poll};

/// The smallest share that a logarithm is taken of: less than half of the last digit that polls print.
const LEAST: f64 = 0.003;

/// How often the shares behind the variances are found anew, at most.
const ROUNDS: usize = 400;

/// After so many rounds the search goes half the way only: polls that contradict each other can make it swing.
const SWINGING: usize = 12;

/// When they count as found.
const SETTLED: f64 = 1e-11;

/// What is known of the support on election day.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// The expectation of each candidate's log support.
    pub mean: DVector<f64>,
    /// Its covariance.
    pub covariance: DMatrix<f64>,
    /// The shares that the expectation stands for, were everybody in.
    pub shares: Vec<f64>,
    /// For each poll how much of what is known about the candidates' ratios comes from it. With what the prior keeps
    /// they sum to one.
    pub weights: Vec<f64>,
    /// Which candidates are tied together by polls that asked about both: the number of the group.
    pub groups: Vec<usize>,
    /// How well the polls were to be expected: the logarithm of their density.
    pub evidence: f64,
}

/// One log-ratio of a poll: a candidate against the last that it asked about.
#[derive(Debug, Clone, Copy)]
struct Ratio {
    poll: usize,
    of: usize,
    against: usize,
    value: f64,
}

/// Polls and prior together.
pub fn posterior(contest: &Contest, parameters: &Parameters) -> Posterior {
    posterior_from(contest, parameters, None)
}

/// The same, beginning the search for the shares at those of an answer near by, which only saves time.
pub fn posterior_from(
    contest: &Contest,
    parameters: &Parameters,
    near: Option<&[f64]>,
) -> Posterior {
    let model = Model::new(contest, parameters);
    let mut shares = match near {
        Some(near) if near.len() == contest.field.len() => near.to_vec(),
        _ => model.first_shares(),
    };
    let mut solved = model.solve(&shares);
    for round in 0..ROUNDS {
        let mut found = softmax(&solved.mean);
        if round > SWINGING {
            for (new, old) in found.iter_mut().zip(&shares) {
                *new = f64::midpoint(*new, *old);
            }
        }
        let moved = found
            .iter()
            .zip(&shares)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        shares = found;
        if moved < SETTLED || model.ratios.is_empty() {
            break;
        }
        solved = model.solve(&shares);
    }
    model.finish(solved, &shares)
}

/// What a further poll is expected to show: the shares of those it asks about, in its order, among themselves. Polls of one
/// race share an error, so that is what the polls say rather than what the result is expected to be.
pub fn expected(contest: &Contest, parameters: &Parameters, poll: &Poll) -> Vec<f64> {
    let known = posterior(contest, parameters);
    let mut with = contest.clone();
    with.polls.push(poll.clone());
    let model = Model::new(&with, parameters);
    let held = Model::new(contest, parameters).ratios.len();
    let further = model.ratios.len() - held;
    let all = model.covariance(&known.shares);
    let solved = Model::new(contest, parameters).solve(&known.shares);
    let mut support = DVector::zeros(further + 1);
    for at in 0..further {
        let ratio = model.ratios[held + at];
        let prior = model.prior_mean();
        support[at] = prior[ratio.of] - prior[ratio.against];
    }
    if let Some(cholesky) = &solved.cholesky {
        let learnt = all.view((held, 0), (further, held)) * cholesky.solve(&solved.residual);
        for at in 0..further {
            support[at] += learnt[at];
        }
    }
    softmax(&support)
}

/// Shares from logarithms of support.
pub(crate) fn softmax(support: &DVector<f64>) -> Vec<f64> {
    let top = support.iter().copied().fold(f64::MIN, f64::max);
    let parts: Vec<f64> = support.iter().map(|&x| (x - top).exp()).collect();
    let whole: f64 = parts.iter().sum();
    parts.into_iter().map(|part| part / whole).collect()
}

struct Model<'a> {
    contest: &'a Contest,
    parameters: &'a Parameters,
    ratios: Vec<Ratio>,
    houses: Vec<usize>,
    undecided: Vec<f64>,
}

struct Solved {
    mean: DVector<f64>,
    cholesky: Option<Cholesky<f64, Dyn>>,
    residual: DVector<f64>,
    cross: DMatrix<f64>,
}

impl<'a> Model<'a> {
    fn new(contest: &'a Contest, parameters: &'a Parameters) -> Self {
        let mut names: Vec<&str> = contest
            .polls
            .iter()
            .map(|poll| poll.house.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        let houses = contest
            .polls
            .iter()
            .map(|poll| {
                names
                    .binary_search(&poll.house.as_str())
                    .unwrap_or_default()
            })
            .collect();
        let mut model = Self {
            contest,
            parameters,
            ratios: Vec::new(),
            houses,
            undecided: contest.polls.iter().map(Poll::without_answer).collect(),
        };
        model.ratios = (0..contest.polls.len())
            .flat_map(|poll| model.ratios_of(poll))
            .collect();
        model
    }

    fn ratios_of(&self, at: usize) -> Vec<Ratio> {
        let poll = &self.contest.polls[at];
        let Some((&(against, base), rest)) = poll.shares.split_last() else {
            return Vec::new();
        };
        let rally = 1.0 + self.parameters.rally * self.undecided[at];
        let seen = |k: usize, share: f64| rally * share.max(LEAST).ln() - self.offset(at, k);
        rest.iter()
            .map(|&(of, share)| Ratio {
                poll: at,
                of,
                against,
                value: seen(of, share) - seen(against, base),
            })
            .collect()
    }

    /// By how much a poll is expected to show a candidate too high: a sponsor's own, and before an endorsement.
    fn offset(&self, at: usize, k: usize) -> f64 {
        let poll = &self.contest.polls[at];
        let homing = self.parameters.homing * self.undecided[at] * self.contest.field[k].prior;
        let own = if poll.sponsor == Some(k) {
            self.parameters.sponsor
        } else {
            0.0
        };
        if self.before_endorsement(poll, k) {
            own - homing - self.parameters.endorsed
        } else {
            own - homing
        }
    }

    fn before_endorsement(&self, poll: &Poll, k: usize) -> bool {
        self.contest.field[k]
            .endorsed
            .is_some_and(|given| poll.days > given)
    }

    fn prior_variance(&self, k: usize) -> f64 {
        let spread = self.contest.field[k]
            .spread
            .unwrap_or(self.parameters.prior);
        spread * spread
    }

    fn prior_mean(&self) -> DVector<f64> {
        DVector::from_iterator(
            self.contest.field.len(),
            self.contest.field.iter().map(|entrant| entrant.prior),
        )
    }

    /// The average of the polls' shares, with the prior's for who is in none.
    fn first_shares(&self) -> Vec<f64> {
        let field = &self.contest.field;
        let mut sums = vec![(0.0, 0.0); field.len()];
        for poll in &self.contest.polls {
            let named: f64 = poll.shares.iter().map(|&(_, share)| share).sum();
            for &(k, share) in &poll.shares {
                sums[k].0 += share / named.max(LEAST);
                sums[k].1 += 1.0;
            }
        }
        let priors = softmax(&self.prior_mean());
        let parts: Vec<f64> = sums
            .iter()
            .zip(priors)
            .map(|(&(sum, count), prior)| if count > 0.0 { sum / count } else { prior })
            .map(|share| share.max(LEAST))
            .collect();
        let whole: f64 = parts.iter().sum();
        parts.into_iter().map(|part| part / whole).collect()
    }

    /// The covariance of what polls `p` and `q` show of candidate `k`, apart from the levels of the polls.
    fn shown(&self, p: usize, q: usize, k: usize, scale: f64, noise: &[f64]) -> f64 {
        let polls = &self.contest.polls;
        let square = |x: f64| x * x;
        let numbers = self.parameters;
        let days = polls[p].days.min(polls[q].days).max(0.0);
        let mut errors = square(numbers.shared)
            + square(numbers.undecided) * self.undecided[p] * self.undecided[q]
            + square(numbers.walk) * days;
        if self.houses[p] == self.houses[q] {
            errors += square(numbers.house);
        }
        if p == q {
            errors += square(numbers.single) * polls[p].questions;
        }
        let mut all = self.prior_variance(k) + errors * scale;
        if p == q {
            all += noise[k];
        }
        if self.before_endorsement(&polls[p], k) && self.before_endorsement(&polls[q], k) {
            all += square(numbers.endorsed_spread);
        }
        all
    }

    /// The variance of a share's logarithm from the sample alone: 1/(n p), the multinomial's, whose common part is in
    /// the level of the poll.
    fn noise(&self, at: usize, shares: &[f64]) -> Vec<f64> {
        let poll = &self.contest.polls[at];
        let named: f64 = poll.shares.iter().map(|&(_, share)| share).sum();
        let expected: f64 = poll.shares.iter().map(|&(k, _)| shares[k]).sum();
        let answers =
            poll.sample.unwrap_or(USUAL_SAMPLE).max(1.0) / poll.questions * named.clamp(LEAST, 1.0);
        let mut noise = vec![0.0; shares.len()];
        for &(k, _) in &poll.shares {
            let share = (shares[k] / expected.max(LEAST)).max(LEAST);
            noise[k] = 1.0 / (answers * share);
        }
        noise
    }

    fn covariance(&self, shares: &[f64]) -> DMatrix<f64> {
        let scales: Vec<f64> = shares
            .iter()
            .map(|&share| self.parameters.scale(share))
            .collect();
        let count = self.contest.polls.len();
        let noises: Vec<Vec<f64>> = (0..count).map(|at| self.noise(at, shares)).collect();
        let size = self.ratios.len();
        let mut matrix = DMatrix::zeros(size, size);
        let mut pair = vec![0.0; shares.len()];
        let mut of_pair = (usize::MAX, usize::MAX);
        for (column, b) in self.ratios.iter().enumerate() {
            for (row, a) in self.ratios.iter().enumerate().skip(column) {
                if of_pair != (a.poll, b.poll) {
                    of_pair = (a.poll, b.poll);
                    for &(k, _) in &self.contest.polls[a.poll].shares {
                        pair[k] = self.shown(a.poll, b.poll, k, scales[k], &noises[a.poll]);
                    }
                }
                let mut sum = 0.0;
                if a.of == b.of {
                    sum += pair[a.of];
                }
                if a.of == b.against {
                    sum -= pair[a.of];
                }
                if a.against == b.of {
                    sum -= pair[a.against];
                }
                if a.against == b.against {
                    sum += pair[a.against];
                }
                matrix[(row, column)] = sum;
                matrix[(column, row)] = sum;
            }
        }
        matrix
    }

    fn solve(&self, shares: &[f64]) -> Solved {
        let prior = self.prior_mean();
        let size = self.ratios.len();
        let mut cross = DMatrix::zeros(size, prior.len());
        for (row, ratio) in self.ratios.iter().enumerate() {
            cross[(row, ratio.of)] += self.prior_variance(ratio.of);
            cross[(row, ratio.against)] -= self.prior_variance(ratio.against);
        }
        let residual = DVector::from_iterator(
            size,
            self.ratios
                .iter()
                .map(|ratio| ratio.value - (prior[ratio.of] - prior[ratio.against])),
        );
        let cholesky = Cholesky::new(self.covariance(shares));
        let mean = match &cholesky {
            Some(cholesky) => &prior + cross.tr_mul(&cholesky.solve(&residual)),
            None => prior,
        };
        Solved {
            mean,
            cholesky,
            residual,
            cross,
        }
    }

    fn finish(&self, solved: Solved, shares: &[f64]) -> Posterior {
        let field = self.contest.field.len();
        let mut covariance = DMatrix::from_diagonal(&DVector::from_iterator(
            field,
            (0..field).map(|k| self.prior_variance(k)),
        ));
        let groups = self.groups();
        let mut weights = vec![0.0; self.contest.polls.len()];
        let mut evidence = 0.0;
        if let Some(cholesky) = &solved.cholesky {
            let gain = cholesky.solve(&solved.cross);
            covariance -= solved.cross.tr_mul(&gain);
            self.weigh(&gain, &groups, &mut weights);
            let half = cholesky.l_dirty().diagonal().map(f64::ln).sum();
            let fit = solved.residual.dot(&cholesky.solve(&solved.residual));
            #[expect(clippy::cast_precision_loss, reason = "thousands at most")]
            let size = self.ratios.len() as f64;
            evidence = -0.5 * fit - half - 0.5 * size * std::f64::consts::TAU.ln();
        }
        Posterior {
            mean: solved.mean,
            covariance,
            shares: shares.to_vec(),
            weights,
            groups,
            evidence,
        }
    }

    /// A poll's weight: by how much the expected log-ratios would move, on average over those polled, if every one of its
    /// own moved by one.
    fn weigh(&self, gain: &DMatrix<f64>, groups: &[usize], weights: &mut [f64]) {
        // In each group one candidate is what the others are measured by.
        let measured = groups
            .iter()
            .enumerate()
            .filter(|&(k, &group)| group != k)
            .count();
        for (row, ratio) in self.ratios.iter().enumerate() {
            // The trace of the map from the poll's log shares to the expectation: the ratio's row reaches `of` with +1
            // and `against` with −1.
            let reach = gain[(row, ratio.of)] - gain[(row, ratio.against)];
            weights[ratio.poll] += reach / as_f64(measured.max(1));
        }
    }

    /// Who is tied to whom by polls that asked about both.
    fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> = (0..self.contest.field.len()).collect();
        for ratio in &self.ratios {
            let (a, b) = (groups[ratio.of], groups[ratio.against]);
            let (low, high) = (a.min(b), a.max(b));
            for group in &mut groups {
                if *group == high {
                    *group = low;
                }
            }
        }
        groups
    }
}
