//! The way of a leg to the general election: its primary, the rule of the state, the runoff of two.

use std::collections::BTreeMap;

use claim::Stage;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::meeting::{Meeting, Name, stage_of_pairs};
use super::primary::primary_stage;
use super::{Leg, LegState, Numbered, StageForecast};
use crate::draws::draw_from;
use crate::{Advance, Contest, Fitted, Kind, Sampling, outcome, posterior};

/// A leg drawn to its end.
pub(super) struct Walked {
    pub(super) primary: Option<StageForecast>,
    pub(super) runoff: Option<StageForecast>,
    /// For each draw who stands in the general election: one, or two of a primary of all parties.
    pub(super) nominees: Vec<Vec<usize>>,
}

pub(super) fn walk(leg: &Leg, fitted: &Fitted, sampling: Sampling) -> Walked {
    match &leg.state {
        LegState::Nominated(who) => Walked {
            primary: None,
            runoff: None,
            nominees: vec![vec![*who]; sampling.draws],
        },
        LegState::Runoff { pair, votes, polls } => {
            let variance = fitted.transfer.spread.powi(2);
            let believed = match votes {
                Some(ratio) => (fitted.transfer.slope * ratio, variance),
                None => (0.0, variance + fitted.primary.prior.powi(2) * 0.1),
            };
            let mut meeting = Meeting::new(*pair, polls, fitted, leg_kind(leg), 0.0);
            let mut random = ChaCha8Rng::seed_from_u64(sampling.seed ^ RUNOFF);
            let nominees = (0..sampling.draws)
                .map(|_| vec![meeting.draw(believed, fitted, &mut random)])
                .collect();
            let runoff = runoff_stage(leg, &[&meeting], sampling.draws, believed.1);
            Walked {
                primary: None,
                runoff: Some(runoff),
                nominees,
            }
        }
        LegState::Ahead {
            contest,
            numbers,
            rule,
            pairs,
        } => walk_from_primary(leg, contest, numbers, *rule, pairs, fitted, sampling),
    }
}

/// A mark that keeps the draws of runoffs apart from those of primaries.
const RUNOFF: u64 = 0x0052_554e_4f46_4600;

fn leg_kind(leg: &Leg) -> Kind {
    if leg.party.is_some() {
        Kind::Primary
    } else {
        Kind::General
    }
}

fn walk_from_primary(
    leg: &Leg,
    contest: &Contest,
    numbers: &[usize],
    rule: Advance,
    pairs: &BTreeMap<(usize, usize), Vec<Numbered>>,
    fitted: &Fitted,
    sampling: Sampling,
) -> Walked {
    let parameters = fitted.of(contest.kind);
    let known = posterior(contest, parameters);
    let draws = draw_from(contest, parameters, &known, sampling);
    let counted = outcome(contest, &draws, rule);
    let none = Vec::new();
    let mut meetings: BTreeMap<(usize, usize), Meeting<usize>> = counted
        .pairings
        .iter()
        .map(|&(pair, _)| {
            let polls = pairs.get(&pair).unwrap_or(&none);
            let meeting = Meeting::new(pair, polls, fitted, leg_kind(leg), 0.0);
            (pair, meeting)
        })
        .collect();
    let mut random = ChaCha8Rng::seed_from_u64(sampling.seed ^ RUNOFF);
    let all_parties = matches!(rule, Advance::Top(_));
    let mut nominees = Vec::with_capacity(sampling.draws);
    for (who, support) in counted.through.iter().zip(draws.support()) {
        let [a, b] = who[..] else {
            nominees.push(who.clone());
            continue;
        };
        if all_parties {
            nominees.push(who.clone());
            continue;
        }
        let pair = (a.min(b), a.max(b));
        let ratio = support[pair.0] - support[pair.1];
        let believed = (
            fitted.transfer.slope * ratio,
            fitted.transfer.spread.powi(2),
        );
        if let Some(meeting) = meetings.get_mut(&pair) {
            nominees.push(vec![meeting.draw(believed, fitted, &mut random)]);
        }
    }
    let primary = primary_stage(
        leg,
        contest,
        numbers,
        &known,
        &counted,
        &nominees,
        parameters.prior,
    );
    let met: Vec<&Meeting<usize>> = counted
        .pairings
        .iter()
        .filter_map(|(pair, _)| meetings.get(pair))
        .collect();
    let runoff = (!all_parties && !met.is_empty())
        .then(|| runoff_stage(leg, &met, sampling.draws, fitted.transfer.spread.powi(2)));
    Walked {
        primary: Some(primary),
        runoff,
        nominees,
    }
}

fn runoff_stage(leg: &Leg, met: &[&Meeting<usize>], draws: usize, believed: f64) -> StageForecast {
    let name: Name<'_, usize> = &|who| (leg.people[who].clone(), leg.party.clone());
    let stage = Stage::Runoff(leg.party.clone());
    stage_of_pairs(stage, met, &BTreeMap::new(), name, draws, believed)
}
