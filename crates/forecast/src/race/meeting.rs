//! Two who may meet, in a runoff or in the general election, and the stage that is made of all such pairs.

use std::collections::BTreeMap;

use claim::{Party, Stage};
use rand_chacha::ChaCha8Rng;

use super::{CandidateForecast, Numbered, Pairing, PollWeight, StageForecast, part};
use crate::duel::{Duel, draw_ratio, share_of};
use crate::odds::{as_f64, quantile};
use crate::{Fitted, Kind};

/// Two who may meet, with what was drawn of them. `P` says who somebody is: a place in a leg, or leg and place.
pub(super) struct Meeting<P> {
    pair: (P, P),
    numbers: Vec<usize>,
    duel: Duel,
    kind: Kind,
    /// The share of the first of the pair in each draw in which they met.
    shares: Vec<f64>,
}

/// Name and party of somebody.
pub(super) type Name<'n, P> = &'n dyn Fn(P) -> (String, Option<Party>);

impl<P: Copy + Ord> Meeting<P> {
    /// `prior` is the log-ratio that is expected before any poll of the two.
    pub(super) fn new(
        pair: (P, P),
        polls: &[Numbered],
        fitted: &Fitted,
        kind: Kind,
        prior: f64,
    ) -> Self {
        let (numbers, polls) = polls.iter().cloned().unzip();
        Self {
            pair,
            numbers,
            duel: Duel::new(kind, polls, fitted.of(kind), prior),
            kind,
            shares: Vec::new(),
        }
    }

    /// Who wins in one more draw.
    pub(super) fn draw(
        &mut self,
        believed: (f64, f64),
        fitted: &Fitted,
        random: &mut ChaCha8Rng,
    ) -> P {
        let ratio = draw_ratio(self.duel.with(believed), fitted.of(self.kind), random);
        self.shares.push(share_of(ratio));
        if ratio >= 0.0 {
            self.pair.0
        } else {
            self.pair.1
        }
    }

    fn pairing(&self, name: Name<'_, P>, chance: f64) -> Pairing {
        let (a, b) = self.pair;
        let wins = part(won(&self.shares), self.shares.len());
        let share = mean(&self.shares);
        let (first, second, first_wins, share) = if wins >= 0.5 {
            (a, b, wins, share)
        } else {
            (b, a, 1.0 - wins, 1.0 - share)
        };
        Pairing {
            first: name(first).0,
            second: name(second).0,
            chance,
            first_wins,
            share,
            polls: self.numbers.len(),
        }
    }
}

/// In how many draws the share is that of the winner.
fn won(shares: &[f64]) -> usize {
    shares.iter().filter(|&&share| share >= 0.5).count()
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / as_f64(values.len())
    }
}

/// A stage in which two meet, whoever they are. `alone` counts the draws in which somebody wins without meeting anybody;
/// `believed` is the variance of what is believed before any poll.
pub(super) fn stage_of_pairs<P: Copy + Ord>(
    stage: Stage,
    met: &[&Meeting<P>],
    alone: &BTreeMap<P, usize>,
    name: Name<'_, P>,
    draws: usize,
    believed: f64,
) -> StageForecast {
    let mut shares: BTreeMap<P, Vec<f64>> = BTreeMap::new();
    let mut pairings = Vec::new();
    let mut weights = Vec::new();
    let (mut held, mut polled) = (0.0, 0.0);
    for meeting in met {
        let (a, b) = meeting.pair;
        let chance = part(meeting.shares.len(), draws);
        held += chance;
        shares.entry(a).or_default().extend(&meeting.shares);
        shares
            .entry(b)
            .or_default()
            .extend(meeting.shares.iter().map(|share| 1.0 - share));
        let of_polls = meeting.duel.weight_of_polls(believed);
        polled += chance * of_polls;
        for (&poll, weight) in meeting.numbers.iter().zip(&meeting.duel.weights) {
            weights.push(PollWeight {
                poll,
                weight: chance * of_polls * weight,
            });
        }
        pairings.push(meeting.pairing(name, chance));
    }
    pairings.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    let mut candidates: Vec<CandidateForecast> = shares
        .into_iter()
        .map(|(who, mut shares)| {
            shares.sort_by(f64::total_cmp);
            let at_once = alone.get(&who).copied().unwrap_or_default();
            let wins = part(won(&shares) + at_once, draws);
            let (person, party) = name(who);
            CandidateForecast {
                person,
                party,
                share: mean(&shares),
                low: quantile(&shares, 0.05),
                high: quantile(&shares, 0.95),
                win: wins,
                advance: wins,
                first: part(won(&shares), draws),
                stands: part(shares.len(), draws),
                derivation: None,
            }
        })
        .collect();
    candidates.sort_by(|a, b| {
        b.win
            .total_cmp(&a.win)
            .then_with(|| a.person.cmp(&b.person))
    });
    StageForecast {
        stage,
        candidates,
        pairings,
        held,
        weights,
        prior_weight: if held > 0.0 { 1.0 - polled / held } else { 1.0 },
        unpolled: Vec::new(),
    }
}
