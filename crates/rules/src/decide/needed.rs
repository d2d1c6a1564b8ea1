//! Which share of the votes still out somebody needs.

use claim::Percent;
use serde::Serialize;

use super::bounds::places;
use super::count::Count;
use super::decision::Governing;
use super::partial::Outstanding;
use super::settle::{Outcome, Threshold, from_the_leader};
use super::step::{Step, thousands};

/// What is to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "goal", rename_all = "snake_case")]
pub enum Goal {
    /// The share that wins at once.
    Threshold,
    /// More votes than this one.
    Overtake {
        /// Who is ahead.
        candidate: usize,
    },
}

/// What somebody needs of the votes still out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Needed<'a> {
    /// Who.
    pub candidate: usize,
    /// For what.
    #[serde(flatten)]
    pub goal: Goal,
    /// Votes of those still out.
    pub votes: u64,
    /// The same as a share of those still out, never below zero and never above a hundred.
    pub share: Percent,
    /// Whether so many are out at all.
    pub possible: bool,
    /// How it was derived.
    pub step: Step<'a>,
}

/// What the leader needs to win at once, and what each who trails needs to overtake the last who is in, or whoever leads.
pub(crate) fn of<'a>(
    governing: &Governing<'a>,
    count: &Count,
    standing: &Outcome,
    out: &Outstanding,
) -> Vec<Needed<'a>> {
    let about = out.about.as_ref().map(|about| (about.votes, &about.basis));
    let most = out.most.as_ref().map(|most| (most.votes, &most.basis));
    let Some((rest, basis)) = about.or(most).filter(|&(rest, _)| rest > 0) else {
        return Vec::new();
    };
    let order = from_the_leader(&count.votes());
    let mut all = Vec::new();
    let threshold = Threshold::of(governing.provision).filter(|threshold| {
        !threshold.is_met(
            count.of(order.first().copied().unwrap_or_default()),
            count.total(),
        )
    });
    if let (Some(threshold), Some(&leader)) = (threshold, order.first()) {
        let votes = threshold
            .fewest(count.total().saturating_add(rest))
            .saturating_sub(count.of(leader));
        all.extend(needed(
            governing,
            count,
            (leader, Goal::Threshold),
            votes,
            (rest, basis),
        ));
    }
    let first = match standing {
        Outcome::Wins { .. } => 1,
        _ => places(governing.provision),
    };
    let Some(&last_in) = order.get(first.saturating_sub(1)) else {
        return all;
    };
    for &candidate in order.iter().skip(first) {
        let votes = to_overtake(count, candidate, last_in, rest);
        let goal = Goal::Overtake { candidate: last_in };
        all.extend(needed(
            governing,
            count,
            (candidate, goal),
            votes,
            (rest, basis),
        ));
    }
    all
}

/// The fewest of the votes still out with which `behind` passes `ahead`, if all others keep the share that they have so far.
/// Where even all that is left for the two is not enough, `ahead` is taken to get nothing more.
fn to_overtake(count: &Count, behind: usize, ahead: usize, rest: u64) -> u64 {
    let total = u128::from(count.total());
    let both = u128::from(count.of(behind)) + u128::from(count.of(ahead));
    let for_both = (u128::from(rest) * both)
        .checked_div(total)
        .unwrap_or(u128::from(rest));
    let gap = u128::from(count.of(ahead).saturating_sub(count.of(behind)));
    let votes = for_both.midpoint(gap) + 1;
    let votes = if votes > for_both { gap + 1 } else { votes };
    u64::try_from(votes).unwrap_or(u64::MAX)
}

fn needed<'a>(
    governing: &Governing<'a>,
    count: &Count,
    (candidate, goal): (usize, Goal),
    votes: u64,
    (rest, basis): (u64, &str),
) -> Option<Needed<'a>> {
    let possible = votes <= rest;
    let share = clamped(votes, rest)?;
    let name = count.name(candidate);
    let out = thousands(rest);
    let aim = match &goal {
        Goal::Threshold => "to win at once".to_owned(),
        Goal::Overtake { candidate } => format!("to pass {}", count.name(*candidate)),
    };
    let says = if possible {
        format!(
            "{name} needs {} of the {out} votes still out ({basis}), {share}%, {aim}.",
            thousands(votes)
        )
    } else {
        format!("{name} cannot get enough of the {out} votes still out ({basis}) {aim}.")
    };
    let mut step = Step::new(says, Some(governing.rule))
        .with(format!("votes for {name}"), count.of(candidate));
    if let Goal::Overtake { candidate } = goal {
        step = step.with(
            format!("votes for {}", count.name(candidate)),
            count.of(candidate),
        );
    }
    Some(Needed {
        candidate,
        goal,
        votes,
        share,
        possible,
        step: step.with("votes still out", rest),
    })
}

/// A share in hundredths of a percent, rounded up so that it is never too small, between 0 and 100.
fn clamped(votes: u64, rest: u64) -> Option<Percent> {
    let hundredths = (u128::from(votes) * 10_000)
        .div_ceil(u128::from(rest.max(1)))
        .min(10_000);
    let hundredths = u32::try_from(hundredths).unwrap_or(10_000);
    Percent::new(f64::from(hundredths) / 100.0).ok()
}
