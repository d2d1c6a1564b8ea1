//! Draws → odds and intervals, each candidate's.

use std::collections::BTreeMap;

use crate::{Contest, Draws};

/// What decides a stage, as far as the draws need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    /// Whoever has the most votes.
    Plurality,
    /// Whoever has so many thousandths of the votes, or more than that where `more`; else the first two meet again.
    ShareElseRunoff {
        /// 500 is a majority.
        per_mille: u16,
        /// Whether it must be more than that.
        more: bool,
    },
    /// So many go on to the general election, whatever their party.
    Top(usize),
}

impl Advance {
    /// The places of those who go on, the leader first: one who has won, or those who meet again.
    pub fn who(self, shares: &[f64], order: &[usize]) -> usize {
        let lead = order.first().map_or(0.0, |&k| shares[k]);
        match self {
            Self::Plurality => 1,
            Self::Top(count) => count.min(order.len()),
            Self::ShareElseRunoff { per_mille, more } => {
                let needed = f64::from(per_mille) / 1000.0;
                let enough = if more { lead > needed } else { lead >= needed };
                if enough || order.len() < 2 { 1 } else { 2 }
            }
        }
    }
}

/// A candidate's odds in one contest.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// The mean share.
    pub share: f64,
    /// The share that one draw in twenty lies below.
    pub low: f64,
    /// The share that one draw in twenty lies above.
    pub high: f64,
    /// The chance to come first.
    pub first: f64,
    /// The chance to be through: to win at once, or to be in the runoff.
    pub advance: f64,
    /// The chance to win at once.
    pub outright: f64,
}

/// The odds of a contest.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// By candidate, in the order of the field.
    pub odds: Vec<Odds>,
    /// How likely each pair is to meet again, the likeliest first; pairs in the order of the field.
    pub pairings: Vec<((usize, usize), f64)>,
    /// For each draw who goes on, the leader first.
    pub through: Vec<Vec<usize>>,
}

/// Counts the draws of a contest under a rule.
pub fn outcome(contest: &Contest, draws: &Draws, rule: Advance) -> Outcome {
    let size = contest.field.len();
    let mut counts = vec![(0usize, 0usize, 0usize); size];
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut through = Vec::new();
    for shares in draws.shares() {
        let order = ranking(contest, shares);
        let who: Vec<usize> = order[..rule.who(shares, &order).min(order.len())].to_vec();
        if let Some(&first) = who.first() {
            counts[first].0 += 1;
            if who.len() == 1 {
                counts[first].2 += 1;
            }
        }
        for &k in &who {
            counts[k].1 += 1;
        }
        if let [a, b] = who[..] {
            *pairs.entry((a.min(b), a.max(b))).or_default() += 1;
        }
        through.push(who);
    }
    let total = through.len().max(1);
    let odds = (0..size)
        .map(|k| {
            let sorted = draws.sorted(k);
            Odds {
                share: sorted.iter().sum::<f64>() / as_f64(sorted.len().max(1)),
                low: quantile(&sorted, 0.05),
                high: quantile(&sorted, 0.95),
                first: as_f64(counts[k].0) / as_f64(total),
                advance: as_f64(counts[k].1) / as_f64(total),
                outright: as_f64(counts[k].2) / as_f64(total),
            }
        })
        .collect();
    let mut pairings: Vec<_> = pairs
        .into_iter()
        .map(|(pair, count)| (pair, as_f64(count) / as_f64(total)))
        .collect();
    pairings.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Outcome {
        odds,
        pairings,
        through,
    }
}

/// Those who stand, from the leader; equal shares in the order of the field. The rest wins nothing.
fn ranking(contest: &Contest, shares: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shares.len())
        .filter(|&k| shares[k] > 0.0 && !contest.field[k].rest)
        .collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]).then(a.cmp(&b)));
    order
}

/// The value below which this part of the sorted draws lies, between neighbours in proportion.
pub fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = part.clamp(0.0, 1.0) * as_f64(last);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between zero and the last place"
    )]
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let part = place - as_f64(below);
    sorted[below] * (1.0 - part) + sorted[above] * part
}

#[expect(clippy::cast_precision_loss, reason = "counts of draws")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}
