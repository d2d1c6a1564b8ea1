//! The rounds of a count by rankings.

use serde::Serialize;

use super::Method;
use super::ballot::{Ranking, Resting};
use crate::{Drop, Until};

/// Where the ballots of a dropped candidate went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Who.
    pub candidate: usize,
    /// To each candidate, by place in the list.
    pub to: Vec<u64>,
    /// To nobody.
    pub to_nobody: u64,
}

/// One round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Each candidate's votes, by place in the list; nothing for those who were dropped before.
    pub votes: Vec<u64>,
    /// Who stands in this round.
    pub stands: Vec<bool>,
    /// The fewest votes that are a majority.
    pub majority: u64,
    /// Ballots that rank nobody who stands.
    pub exhausted: u64,
    /// Ballots with two names at the rank that counts.
    pub over: u64,
    /// Ballots with too many empty ranks before the next name.
    pub skipped: u64,
    /// Who is dropped at its end, in the order of the list.
    pub dropped: Vec<Dropped>,
}

/// The whole count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tabulation {
    /// Round by round.
    pub rounds: Vec<Round>,
    /// Who wins; absent on a tie and where nobody has a vote.
    pub winner: Option<usize>,
    /// Who has the same votes where that ends the count, because no lots say who is dropped.
    pub tie: Vec<usize>,
    /// Ballots that ranked nobody.
    pub blank: u64,
}

/// What a round ends in.
enum End {
    Won(usize),
    Tie(Vec<usize>),
    Drop(Vec<usize>),
    Nothing,
}

/// Counts ballots for so many candidates. `lots` holds candidates whom lots were drawn for, those who stay before those who
/// go: it settles equal votes among them.
pub fn tabulate(
    ballots: &[Ranking],
    candidates: usize,
    method: &Method,
    lots: &[usize],
) -> Tabulation {
    let mut stands = vec![true; candidates];
    let mut rounds: Vec<Round> = Vec::new();
    let mut done = Tabulation {
        rounds: Vec::new(),
        winner: None,
        tie: Vec::new(),
        blank: 0,
    };
    // Each round drops at least one candidate, so there are no more rounds than candidates.
    for _ in 0..candidates {
        let (mut round, blank) = take(ballots, &stands, method);
        done.blank = blank;
        if let (true, Some(first)) = (method.first_round_sets_majority, rounds.first()) {
            round.majority = first.majority;
        }
        let end = end(&round, method, lots, rounds.is_empty());
        let End::Drop(dropped) = end else {
            match end {
                End::Won(winner) => done.winner = Some(winner),
                End::Tie(tie) => done.tie = tie,
                End::Drop(_) | End::Nothing => {}
            }
            rounds.push(round);
            break;
        };
        let before = stands.clone();
        for &at in &dropped {
            if let Some(stands) = stands.get_mut(at) {
                *stands = false;
            }
        }
        round.dropped = dropped
            .into_iter()
            .map(|at| transfer(ballots, at, &before, &stands, method))
            .collect();
        rounds.push(round);
    }
    done.rounds = rounds;
    done
}

fn take(ballots: &[Ranking], stands: &[bool], method: &Method) -> (Round, u64) {
    let mut round = Round {
        votes: vec![0; stands.len()],
        stands: stands.to_vec(),
        majority: 0,
        exhausted: 0,
        over: 0,
        skipped: 0,
        dropped: Vec::new(),
    };
    let mut blank = 0;
    for ranking in ballots {
        let pile = match ranking.rests(stands, method.skips) {
            Resting::With(at) => &mut round.votes[at],
            Resting::Exhausted => &mut round.exhausted,
            Resting::Over => &mut round.over,
            Resting::Skipped => &mut round.skipped,
            Resting::Blank => &mut blank,
        };
        *pile = pile.saturating_add(ranking.ballots);
    }
    round.majority = round.votes.iter().sum::<u64>() / 2 + 1;
    (round, blank)
}

fn end(round: &Round, method: &Method, lots: &[usize], is_first: bool) -> End {
    let mut order: Vec<usize> = (0..round.votes.len())
        .filter(|&at| round.stands[at])
        .collect();
    order.sort_by_key(|&at| (round.votes[at], at));
    let Some(&leader) = order.last() else {
        return End::Nothing;
    };
    if round.votes[leader] == 0 {
        return End::Nothing;
    }
    let has_majority = round.votes[leader] >= round.majority;
    // A majority of the first choices wins in both states; only without one are there rounds.
    if has_majority && (method.until == Until::Majority || is_first || order.len() <= 2) {
        return End::Won(leader);
    }
    if let [last, first] = order[..] {
        // Short of a fixed majority the one with more votes wins all the same: there is nobody left to drop.
        return match (round.votes[last] < round.votes[first], lot(&order, lots)) {
            (true, _) => End::Won(first),
            (false, Some(loser)) => End::Won(if loser == last { first } else { last }),
            (false, None) => End::Tie(order),
        };
    }
    if order.len() == 1 {
        return End::Won(leader);
    }
    let write_ins: Vec<usize> = method
        .first_out
        .iter()
        .copied()
        .filter(|at| order.contains(at))
        .collect();
    if is_first && !write_ins.is_empty() {
        return End::Drop(write_ins);
    }
    if method.drop == Drop::Batch {
        let batch = batch(&order, round, method);
        if batch.len() > 1 {
            return End::Drop(batch);
        }
    }
    let lowest: Vec<usize> = order
        .iter()
        .copied()
        .filter(|&at| round.votes[at] == round.votes[order[0]])
        .collect();
    if let [one] = lowest[..] {
        return End::Drop(vec![one]);
    }
    match lot(&lowest, lots) {
        Some(loser) => End::Drop(vec![loser]),
        None => End::Tie(lowest),
    }
}

/// The one whom the lots put last; `None` where they do not name all.
fn lot(among: &[usize], lots: &[usize]) -> Option<usize> {
    let drawn = |at: &usize| lots.iter().position(|lot| lot == at);
    if among.iter().any(|at| drawn(at).is_none()) {
        return None;
    }
    among.iter().copied().max_by_key(drawn)
}

/// All from the last up who have fewer votes together than the next above them.
fn batch(order: &[usize], round: &Round, method: &Method) -> Vec<usize> {
    let keep = match method.until {
        Until::Majority => 1,
        Until::TwoRemain => 2,
    };
    let mut together = 0_u64;
    let mut size = 0;
    for (at, pair) in order.windows(2).enumerate() {
        together = together.saturating_add(round.votes[pair[0]]);
        if together < round.votes[pair[1]] && at + 1 + keep <= order.len() {
            size = at + 1;
        }
    }
    let mut batch = order[..size].to_vec();
    batch.sort_unstable();
    batch
}

fn transfer(
    ballots: &[Ranking],
    candidate: usize,
    before: &[bool],
    after: &[bool],
    method: &Method,
) -> Dropped {
    let mut dropped = Dropped {
        candidate,
        to: vec![0; before.len()],
        to_nobody: 0,
    };
    for ranking in ballots {
        if ranking.rests(before, method.skips) != Resting::With(candidate) {
            continue;
        }
        match ranking.rests(after, method.skips) {
            Resting::With(next) => dropped.to[next] += ranking.ballots,
            _ => dropped.to_nobody += ranking.ballots,
        }
    }
    dropped
}
