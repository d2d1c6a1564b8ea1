//! How many votes may still be out for a statement to be certain.

use super::count::Count;
use super::partial::Statement;
use super::settle::{Outcome, Threshold, from_the_leader};
use crate::Provision;

/// How many places a provision fills: the winner's, those of a runoff, those that go on.
pub(crate) fn places(provision: &Provision) -> usize {
    match provision {
        Provision::Top { advance } => usize::from(*advance),
        Provision::MoreThanElseRunoff { .. }
        | Provision::AtLeastElseRunoff { .. }
        | Provision::MoreThanElseIfAsked { .. } => 2,
        _ => 1,
    }
}

/// Every statement that the counted votes make certain while few enough are out, each with the most that may be.
pub(crate) fn statements(
    provision: &Provision,
    count: &Count,
    standing: &Outcome,
) -> Vec<(Statement, u64)> {
    let mut votes = count.votes();
    let candidates = votes.len();
    let order = from_the_leader(&votes);
    let Some(&leader) = order.first() else {
        return Vec::new();
    };
    if candidates == 1 && count.scattered == 0 {
        return Vec::new();
    }
    // Write-ins that were not counted by name might all be for one person.
    if count.scattered > 0 {
        votes.push(count.scattered);
    }
    let mut found = Vec::new();
    let threshold = Threshold::of(provision);
    if matches!(standing, Outcome::Wins { .. }) {
        let lead = cost(&votes, leader, 1).checked_sub(1);
        let share = threshold.map(|threshold| threshold.kept_up_to(votes[leader], count.total()));
        let up_to = match (lead, share) {
            (Some(lead), Some(share)) => Some(lead.min(share)),
            (lead, None) => lead,
            (None, Some(share)) => Some(share),
        };
        let candidate = leader;
        found.extend(up_to.map(|up_to| (Statement::Wins { candidate }, up_to)));
    }
    let at_once = threshold
        .filter(|_| candidates > 2 || count.scattered > 0)
        .and_then(|threshold| threshold.missed_up_to(votes[leader], count.total()));
    found.extend(at_once.map(|up_to| (Statement::NobodyWinsAtOnce, up_to)));
    let first = places(provision);
    if candidates > first && !matches!(standing, Outcome::Wins { .. }) {
        found.extend(placed(&votes, &order, first));
    }
    if let (Outcome::Runoff { candidates }, Some(at_once)) = (standing, at_once) {
        let all = candidates
            .iter()
            .filter_map(|&at| cost(&votes, at, first).checked_sub(1))
            .min();
        let candidates = candidates.clone();
        found.extend(all.map(|all| (Statement::Runoff { candidates }, all.min(at_once))));
    }
    if let (&Outcome::RunoffIfAsked { leader, runner_up }, Some(at_once)) = (standing, at_once) {
        let ahead = cost(&votes, leader, 1).min(cost(&votes, runner_up, 2));
        let statement = Statement::MayAsk { leader, runner_up };
        found.extend(
            ahead
                .checked_sub(1)
                .map(|up_to| (statement, up_to.min(at_once))),
        );
    }
    found
}

fn placed(votes: &[u64], order: &[usize], first: usize) -> Vec<(Statement, u64)> {
    let inside = order.iter().take(first).filter_map(|&candidate| {
        let up_to = cost(votes, candidate, first).checked_sub(1)?;
        Some((Statement::AmongTheFirst { candidate, first }, up_to))
    });
    let outside = order.iter().skip(first).filter_map(|&candidate| {
        let last = order.get(first - 1).map_or(0, |&at| votes[at]);
        let up_to = last.checked_sub(votes[candidate])?.checked_sub(1)?;
        Some((Statement::NotAmongTheFirst { candidate, first }, up_to))
    });
    inside.chain(outside).collect()
}

/// The fewest votes with which so many others can draw level with somebody: those who are nearest below, and nothing for
/// those who are level or above already.
fn cost(votes: &[u64], candidate: usize, others: usize) -> u64 {
    let mine = votes.get(candidate).copied().unwrap_or_default();
    let mut gaps: Vec<u64> = votes
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != candidate)
        .map(|(_, &votes)| mine.saturating_sub(votes))
        .collect();
    if gaps.len() < others {
        return u64::MAX;
    }
    gaps.sort_unstable();
    gaps.iter()
        .take(others)
        .fold(0, |sum, &gap| sum.saturating_add(gap))
}

impl Threshold {
    /// With so many more votes for others, whoever meets it now still does.
    fn kept_up_to(self, votes: u64, total: u64) -> u64 {
        if self.per_mille == 0 {
            return u64::MAX;
        }
        let (has, asks) = (u128::from(votes) * 1000, u128::from(self.per_mille));
        let largest = if self.reached {
            has / asks
        } else {
            has.div_ceil(asks).saturating_sub(1)
        };
        u64::try_from(largest.saturating_sub(u128::from(total))).unwrap_or(u64::MAX)
    }

    /// With so many more votes, all for the leader, nobody meets it; `None` where the leader meets it now.
    fn missed_up_to(self, leader: u64, total: u64) -> Option<u64> {
        if self.is_met(leader, total) {
            return None;
        }
        let (has, asks) = (
            u128::from(leader) * 1000,
            u128::from(total) * u128::from(self.per_mille),
        );
        let step = u128::from(1000_u16.checked_sub(self.per_mille)?);
        if step == 0 {
            return Some(u64::MAX);
        }
        let short = asks - has;
        let most = if self.reached {
            short.div_ceil(step).checked_sub(1)?
        } else {
            short / step
        };
        Some(u64::try_from(most).unwrap_or(u64::MAX))
    }
}
