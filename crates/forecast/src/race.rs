//! The chain of a race: primaries, the state's rule, runoffs, the general election, drawn together.

use std::collections::BTreeMap;

use claim::{Party, Stage};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::Serialize;

use crate::draws::draw_from;
use crate::duel::{Duel, draw_ratio, share_of};
use crate::odds::{as_f64, quantile};
use crate::{Advance, Contest, Fitted, Kind, Poll, Posterior, Sampling, outcome, posterior};

/// A poll with its number in the list of whoever asks, so that weights can be told.
pub type Numbered = (usize, Poll);

/// A place in the general election: leg and place in it.
pub type Place = (usize, usize);

/// A race as of a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct RaceQuestion {
    /// Each party's way to the general election; a primary of all parties is one way.
    pub legs: Vec<Leg>,
    /// Polls of the general election, by the two who were asked about: (leg, place) each.
    pub general: BTreeMap<(Place, Place), Vec<Numbered>>,
}

/// A way to the general election.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// Whose.
    pub party: Option<Party>,
    /// Who can still be nominated, or is.
    pub people: Vec<String>,
    /// What is known of the general election before any poll of it: this leg's log support.
    pub prior: f64,
    /// Where it stands.
    pub state: LegState,
}

/// Where a leg stands.
#[derive(Debug, Clone, PartialEq)]
pub enum LegState {
    /// The primary is ahead.
    Ahead {
        /// The contest; its field is the leg's people in their order.
        contest: Contest,
        /// The number of each of its polls.
        numbers: Vec<usize>,
        /// What decides it.
        rule: Advance,
        /// Polls of two who may meet again, by their places, the lower first.
        pairs: BTreeMap<(usize, usize), Vec<Numbered>>,
    },
    /// Two meet again.
    Runoff {
        /// Who, by place.
        pair: (usize, usize),
        /// The log-ratio of their votes in the primary, where it is known.
        votes: Option<f64>,
        /// Polls of the two.
        polls: Vec<Numbered>,
    },
    /// Decided.
    Nominated(usize),
}

/// What is said of a race.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RaceForecast {
    /// The stages ahead, the nearest first.
    pub stages: Vec<StageForecast>,
    /// How many draws.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
}

/// What is said of one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageForecast {
    /// The stage.
    pub stage: Stage,
    /// Who may get votes in it.
    pub candidates: Vec<CandidateForecast>,
    /// Who may meet, the likeliest pair first.
    pub pairings: Vec<Pairing>,
    /// The chance that this stage is held at all: a runoff may not be needed.
    pub held: f64,
    /// The polls behind it, by their number, with the weight of each; what is missing to one is the prior's.
    pub weights: Vec<PollWeight>,
    /// What is left to the prior.
    pub prior_weight: f64,
    /// Who was in no poll together with the others: only the prior says where they stand.
    pub unpolled: Vec<String>,
}

/// A candidate in a stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateForecast {
    /// Who.
    pub person: String,
    /// The party of the leg.
    pub party: Option<Party>,
    /// The mean share of the votes, 0 to 1, in the draws in which they stand.
    pub share: f64,
    /// The nine-in-ten interval's lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// The chance to be nominated by this leg, or in the general election to be elected.
    pub win: f64,
    /// The chance to go on from this stage: to a runoff, the nomination or the office.
    pub advance: f64,
    /// The chance to have the most votes in this stage.
    pub first: f64,
    /// The chance to stand in this stage at all.
    pub stands: f64,
    /// How the share came about.
    pub derivation: Option<Derivation>,
}

/// The parts of a share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derivation {
    /// Log support before any poll.
    pub prior: f64,
    /// Its standard deviation.
    pub prior_spread: f64,
    /// Log support with the polls, on the same scale.
    pub expected: f64,
    /// Its standard deviation.
    pub spread: f64,
    /// How many polls asked about them.
    pub polls: usize,
    /// The chance to be on the ballot.
    pub enters: f64,
}

/// Two who may meet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pairing {
    /// The one more likely to win it.
    pub first: String,
    /// The other.
    pub second: String,
    /// The chance that they meet.
    pub chance: f64,
    /// If they meet, the chance that the first wins.
    pub first_wins: f64,
    /// If they meet, the first's expected share of the votes for the two.
    pub share: f64,
    /// How many polls asked about just these two.
    pub polls: usize,
}

/// A poll's part in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PollWeight {
    /// The poll's number.
    pub poll: usize,
    /// Its weight: by how much what is expected moves if its own log-ratios all move by one.
    pub weight: f64,
}

/// Draws a race.
pub fn race(question: &RaceQuestion, fitted: &Fitted, sampling: Sampling) -> RaceForecast {
    let mut stages = Vec::new();
    let mut runoffs = Vec::new();
    let mut nominees = Vec::new();
    for (at, leg) in question.legs.iter().enumerate() {
        let of_leg = Sampling {
            seed: sampling.seed.wrapping_add(1000 * at as u64),
            ..sampling
        };
        let walked = walk(leg, fitted, of_leg);
        stages.extend(walked.primary);
        runoffs.extend(walked.runoff);
        nominees.push(walked.nominees);
    }
    stages.extend(runoffs);
    stages.extend(general(question, &nominees, fitted, sampling));
    RaceForecast {
        stages,
        draws: sampling.draws,
        seed: sampling.seed,
    }
}

/// A leg drawn to its end.
struct Walked {
    primary: Option<StageForecast>,
    runoff: Option<StageForecast>,
    /// For each draw who stands in the general election: one, or two of a primary of all parties.
    nominees: Vec<Vec<usize>>,
}

fn walk(leg: &Leg, fitted: &Fitted, sampling: Sampling) -> Walked {
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
            let mut meeting = Meeting::new(*pair, polls, fitted, leg_kind(leg));
            let mut random = ChaCha8Rng::seed_from_u64(sampling.seed ^ RUNOFF);
            let nominees = (0..sampling.draws)
                .map(|_| vec![meeting.draw(believed, fitted, &mut random)])
                .collect();
            let runoff = runoff_stage(leg, &[(*pair, &meeting)], sampling.draws, believed.1);
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

/// The same for the general election.
const GENERAL: u64 = 0x4745_4e45_5241_4c00;

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
    let mut meetings: BTreeMap<(usize, usize), Meeting> = counted
        .pairings
        .iter()
        .map(|&(pair, _)| {
            let polls = pairs.get(&pair).unwrap_or(&none);
            (pair, Meeting::new(pair, polls, fitted, leg_kind(leg)))
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
    let met: Vec<((usize, usize), &Meeting)> = counted
        .pairings
        .iter()
        .filter_map(|(pair, _)| Some((*pair, meetings.get(pair)?)))
        .collect();
    let runoff = (!all_parties && !met.is_empty())
        .then(|| runoff_stage(leg, &met, sampling.draws, fitted.transfer.spread.powi(2)));
    Walked {
        primary: Some(primary),
        runoff,
        nominees,
    }
}

/// Two who may meet, with what was drawn of them.
struct Meeting {
    pair: (usize, usize),
    numbers: Vec<usize>,
    duel: Duel,
    kind: Kind,
    /// The share of the first of the pair in each draw in which they met.
    shares: Vec<f64>,
}

impl Meeting {
    fn new(pair: (usize, usize), polls: &[Numbered], fitted: &Fitted, kind: Kind) -> Self {
        let (numbers, polls) = polls.iter().cloned().unzip();
        Self {
            pair,
            numbers,
            duel: Duel::new(kind, polls, fitted.of(kind), 0.0),
            kind,
            shares: Vec::new(),
        }
    }

    fn draw(&mut self, believed: (f64, f64), fitted: &Fitted, random: &mut ChaCha8Rng) -> usize {
        let ratio = draw_ratio(self.duel.with(believed), fitted.of(self.kind), random);
        self.shares.push(share_of(ratio));
        if ratio >= 0.0 {
            self.pair.0
        } else {
            self.pair.1
        }
    }

    fn first_wins(&self) -> f64 {
        part(
            self.shares.iter().filter(|&&share| share >= 0.5).count(),
            self.shares.len(),
        )
    }
}

fn part(count: usize, of: usize) -> f64 {
    if of == 0 {
        0.0
    } else {
        as_f64(count) / as_f64(of)
    }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / as_f64(values.len())
    }
}

fn primary_stage(
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

fn runoff_stage(
    leg: &Leg,
    met: &[((usize, usize), &Meeting)],
    draws: usize,
    believed: f64,
) -> StageForecast {
    let mut shares: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    let mut pairings = Vec::new();
    let mut weights: Vec<PollWeight> = Vec::new();
    let mut held = 0.0;
    let mut polled = 0.0;
    for &((a, b), meeting) in met {
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
        pairings.push(pairing(leg, meeting, chance));
    }
    let candidates = shares.into_iter().map(|(k, mut shares)| {
        shares.sort_by(f64::total_cmp);
        let wins = part(shares.iter().filter(|&&share| share >= 0.5).count(), draws);
        CandidateForecast {
            person: leg.people[k].clone(),
            party: leg.party.clone(),
            share: mean(&shares),
            low: quantile(&shares, 0.05),
            high: quantile(&shares, 0.95),
            win: wins,
            advance: wins,
            first: wins,
            stands: part(shares.len(), draws),
            derivation: None,
        }
    });
    let mut candidates: Vec<CandidateForecast> = candidates.collect();
    candidates.sort_by(|a, b| {
        b.win
            .total_cmp(&a.win)
            .then_with(|| a.person.cmp(&b.person))
    });
    StageForecast {
        stage: Stage::Runoff(leg.party.clone()),
        candidates,
        pairings,
        held,
        weights,
        prior_weight: if held > 0.0 { 1.0 - polled / held } else { 1.0 },
        unpolled: Vec::new(),
    }
}

fn pairing(leg: &Leg, meeting: &Meeting, chance: f64) -> Pairing {
    let (a, b) = meeting.pair;
    let wins = meeting.first_wins();
    let share = mean(&meeting.shares);
    let (first, second, first_wins, share) = if wins >= 0.5 {
        (a, b, wins, share)
    } else {
        (b, a, 1.0 - wins, 1.0 - share)
    };
    Pairing {
        first: leg.people[first].clone(),
        second: leg.people[second].clone(),
        chance,
        first_wins,
        share,
        polls: meeting.numbers.len(),
    }
}

fn general(
    question: &RaceQuestion,
    nominees: &[Vec<Vec<usize>>],
    fitted: &Fitted,
    sampling: Sampling,
) -> Option<StageForecast> {
    let legs = &question.legs;
    let mut random = ChaCha8Rng::seed_from_u64(sampling.seed ^ GENERAL);
    let parameters = &fitted.general;
    let variance = 2.0 * parameters.prior.powi(2);
    let mut duels: BTreeMap<(Place, Place), (Duel, Vec<f64>)> = BTreeMap::new();
    let mut alone: BTreeMap<Place, usize> = BTreeMap::new();
    for draw in 0..sampling.draws {
        let places: Vec<Place> = nominees
            .iter()
            .enumerate()
            .flat_map(|(leg, draws)| {
                draws
                    .get(draw)
                    .into_iter()
                    .flatten()
                    .map(move |&who| (leg, who))
            })
            .collect();
        let mut places = places;
        places.sort_unstable();
        match places[..] {
            // Decided at once: the majority of a primary of all parties.
            [one] if legs.len() == 1 => *alone.entry(one).or_default() += 1,
            [a, b] => {
                let prior = legs[a.0].prior - legs[b.0].prior;
                let (duel, shares) = duels.entry((a, b)).or_insert_with(|| {
                    let polls = question.general.get(&(a, b)).cloned().unwrap_or_default();
                    let polls = polls.into_iter().map(|(_, poll)| poll).collect();
                    (
                        Duel::new(Kind::General, polls, parameters, prior),
                        Vec::new(),
                    )
                });
                let ratio = draw_ratio(duel.with((prior, variance)), parameters, &mut random);
                shares.push(share_of(ratio));
            }
            _ => {}
        }
    }
    (!duels.is_empty()).then(|| general_stage(question, &duels, &alone, sampling.draws, variance))
}

fn general_stage(
    question: &RaceQuestion,
    duels: &BTreeMap<(Place, Place), (Duel, Vec<f64>)>,
    alone: &BTreeMap<Place, usize>,
    draws: usize,
    believed: f64,
) -> StageForecast {
    let legs = &question.legs;
    let name = |(leg, who): Place| legs[leg].people[who].clone();
    let mut shares: BTreeMap<Place, Vec<f64>> = BTreeMap::new();
    let mut pairings = Vec::new();
    let mut weights = Vec::new();
    let (mut met, mut polled) = (0.0, 0.0);
    for (&(a, b), (duel, drawn)) in duels {
        let chance = part(drawn.len(), draws);
        met += chance;
        shares.entry(a).or_default().extend(drawn);
        shares
            .entry(b)
            .or_default()
            .extend(drawn.iter().map(|share| 1.0 - share));
        let of_polls = duel.weight_of_polls(believed);
        polled += chance * of_polls;
        let numbered = question
            .general
            .get(&(a, b))
            .map(Vec::as_slice)
            .unwrap_or_default();
        for ((poll, _), weight) in numbered.iter().zip(&duel.weights) {
            weights.push(PollWeight {
                poll: *poll,
                weight: chance * of_polls * weight,
            });
        }
        let wins = part(
            drawn.iter().filter(|&&share| share >= 0.5).count(),
            drawn.len(),
        );
        let (first, second, first_wins, share) = if wins >= 0.5 {
            (a, b, wins, mean(drawn))
        } else {
            (b, a, 1.0 - wins, 1.0 - mean(drawn))
        };
        pairings.push(Pairing {
            first: name(first),
            second: name(second),
            chance,
            first_wins,
            share,
            polls: numbered.len(),
        });
    }
    pairings.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    let mut candidates: Vec<CandidateForecast> = shares
        .into_iter()
        .map(|(place, mut shares)| {
            shares.sort_by(f64::total_cmp);
            let at_once = alone.get(&place).copied().unwrap_or_default();
            let won = shares.iter().filter(|&&share| share >= 0.5).count();
            CandidateForecast {
                person: name(place),
                party: legs[place.0].party.clone(),
                share: mean(&shares),
                low: quantile(&shares, 0.05),
                high: quantile(&shares, 0.95),
                win: part(won + at_once, draws),
                advance: part(won + at_once, draws),
                first: part(won, draws),
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
        stage: Stage::General,
        candidates,
        pairings,
        held: met,
        weights,
        prior_weight: if met > 0.0 { 1.0 - polled / met } else { 1.0 },
        unpolled: Vec::new(),
    }
}
