//! The primary of a leg, counted.

use std::collections::BTreeMap;

use claim::Stage;

use super::{CandidateForecast, Derivation, Leg, Pairing, PollWeight, StageForecast, part};
use crate::{Contest, Posterior};

pub(super) fn primary_stage(
    leg: &Leg,
    contest: &Contest,
    numbers: &[usize],
    known: &Posterior,
    counted: &crate::Outcome,
    nominees: &[Vec<usize>],
    prior_spread: f64,
) -> StageForecast {
    let mut wins = vec![0usize; contest.field.len()];
    for who in nominees.iter().flatten() {
        wins[*who] += 1;
    }
    let largest = largest_group(&known.groups);
    let asked = |k: usize| {
        contest
            .polls
            .iter()
            .filter(|poll| poll.shares.iter().any(|&(of, _)| of == k))
            .count()
    };
    let mut candidates: Vec<CandidateForecast> = contest
        .field
        .iter()
        .enumerate()
        .map(|(k, entrant)| {
            let odds = &counted.odds[k];
            CandidateForecast {
                person: entrant.name.clone(),
                party: leg.party.clone(),
                share: odds.share,
                low: odds.low,
                high: odds.high,
                win: part(wins[k], nominees.len()),
                advance: odds.advance,
                first: odds.first,
                stands: entrant.enters,
                derivation: Some(Derivation {
                    prior: entrant.prior,
                    prior_spread: entrant.spread.unwrap_or(prior_spread),
                    expected: known.mean[k],
                    spread: known.covariance[(k, k)].max(0.0).sqrt(),
                    polls: asked(k),
                    enters: entrant.enters,
                }),
            }
        })
        .collect();
    by_share(&mut candidates);
    let weights: Vec<PollWeight> = numbers
        .iter()
        .zip(&known.weights)
        .map(|(&poll, &weight)| PollWeight { poll, weight })
        .collect();
    StageForecast {
        stage: Stage::Primary(leg.party.clone()),
        candidates,
        pairings: counted
            .pairings
            .iter()
            .map(|&((a, b), chance)| {
                let name = |k: usize| contest.field[k].name.clone();
                Pairing {
                    first: name(a),
                    second: name(b),
                    chance,
                    first_wins: 0.5,
                    share: 0.5,
                    polls: 0,
                }
            })
            .collect(),
        held: 1.0,
        prior_weight: (1.0 - weights.iter().map(|w| w.weight).sum::<f64>()).max(0.0),
        weights,
        unpolled: contest
            .field
            .iter()
            .enumerate()
            .filter(|&(k, entrant)| !entrant.rest && known.groups[k] != largest)
            .map(|(_, entrant)| entrant.name.clone())
            .collect(),
    }
}

/// The group of those polled together, the largest; where nobody was polled with another, none.
fn largest_group(groups: &[usize]) -> usize {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for &group in groups {
        *sizes.entry(group).or_default() += 1;
    }
    sizes
        .into_iter()
        .filter(|&(_, size)| size > 1)
        .max_by_key(|&(group, size)| (size, std::cmp::Reverse(group)))
        .map_or(usize::MAX, |(group, _)| group)
}

fn by_share(candidates: &mut [CandidateForecast]) {
    candidates.sort_by(|a, b| {
        b.share
            .total_cmp(&a.share)
            .then_with(|| a.person.cmp(&b.person))
    });
}
