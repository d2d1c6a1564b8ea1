//! The general election between those who were nominated in a draw.

use std::collections::BTreeMap;

use claim::Stage;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::meeting::{Meeting, Name, stage_of_pairs};
use super::{Place, RaceQuestion, StageForecast};
use crate::{Fitted, Kind, Sampling};

/// A mark that keeps its draws apart from those of the stages before it.
const GENERAL: u64 = 0x4745_4e45_5241_4c00;

/// `nominees` has, for each leg and draw, who goes on.
pub(super) fn general(
    question: &RaceQuestion,
    nominees: &[Vec<Vec<usize>>],
    fitted: &Fitted,
    sampling: Sampling,
) -> Option<StageForecast> {
    let legs = &question.legs;
    let mut random = ChaCha8Rng::seed_from_u64(sampling.seed ^ GENERAL);
    let variance = 2.0 * fitted.general.prior.powi(2);
    let mut meetings: BTreeMap<(Place, Place), Meeting<Place>> = BTreeMap::new();
    let mut alone: BTreeMap<Place, usize> = BTreeMap::new();
    for draw in 0..sampling.draws {
        let mut places: Vec<Place> = nominees
            .iter()
            .enumerate()
            .flat_map(|(leg, draws)| {
                let who = draws.get(draw).into_iter().flatten();
                who.map(move |&who| (leg, who))
            })
            .collect();
        places.sort_unstable();
        match places[..] {
            // Decided at once: the majority of a primary of all parties.
            [one] if legs.len() == 1 => *alone.entry(one).or_default() += 1,
            [a, b] => {
                let prior = legs[a.0].prior - legs[b.0].prior;
                let meeting = meetings.entry((a, b)).or_insert_with(|| {
                    let polls = question.general.get(&(a, b)).map(Vec::as_slice);
                    Meeting::new(
                        (a, b),
                        polls.unwrap_or_default(),
                        fitted,
                        Kind::General,
                        prior,
                    )
                });
                meeting.draw((prior, variance), fitted, &mut random);
            }
            _ => {}
        }
    }
    let met: Vec<&Meeting<Place>> = meetings.values().collect();
    let name: Name<'_, Place> =
        &|(leg, who)| (legs[leg].people[who].clone(), legs[leg].party.clone());
    let draws = sampling.draws;
    (!met.is_empty()).then(|| stage_of_pairs(Stage::General, &met, &alone, name, draws, variance))
}
