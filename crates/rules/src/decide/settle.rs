//! What numbers of votes lead to under one rule.

use serde::Serialize;

use super::count::Count;
use crate::{Provision, Settling};

/// How somebody wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// With more votes than anybody else.
    Plurality,
    /// With the share of the votes that the law asks for.
    Share,
    /// Without an opponent.
    Unopposed,
    /// Because the other one in the runoff is gone.
    OtherIsGone,
    /// By the count of rankings.
    Rankings,
}

/// What votes lead to. Candidates are named by their place in the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// This one is nominated or elected.
    Wins {
        /// Who.
        candidate: usize,
        /// How.
        how: How,
    },
    /// These meet in a runoff: two, the leader first; more only where the law lets all who tie for second place join.
    Runoff {
        /// Who.
        candidates: Vec<usize>,
    },
    /// The leader wins unless the second asks for another vote of the two.
    RunoffIfAsked {
        /// Who leads.
        leader: usize,
        /// Who may ask.
        runner_up: usize,
    },
    /// These go on to the next election, in the order of their votes.
    Advance {
        /// Who.
        candidates: Vec<usize>,
    },
    /// Nobody has the share that the law asks for, and a convention of the party chooses.
    Convention,
    /// Nobody has the share that the law asks for, and the legislature chooses.
    Legislature,
    /// No one has more than half of the first choices: the rankings decide.
    Rankings,
    /// Equal votes leave open who has this place.
    Tie {
        /// 1 for the win, 2 for the second place in a runoff, else the last place that goes on.
        place: usize,
        /// Who has the same votes.
        among: Vec<usize>,
        /// How the law settles it, where that is on file.
        settled: Option<Settling>,
    },
    /// Whoever would have won or gone on is gone, and the rules on file name nobody in their place.
    Vacant {
        /// Who is gone.
        candidate: usize,
    },
    /// Nobody has a vote.
    NoVotes,
}

impl Outcome {
    /// Whether a runoff follows for certain; `None` where that is open.
    pub const fn needs_runoff(&self) -> Option<bool> {
        match self {
            Self::Runoff { .. } => Some(true),
            Self::Wins { .. } | Self::Advance { .. } | Self::Convention | Self::Legislature => {
                Some(false)
            }
            _ => None,
        }
    }

    /// Everybody whom it names as a winner or as going on.
    pub fn through(&self) -> Vec<usize> {
        match self {
            Self::Wins { candidate, .. } => vec![*candidate],
            Self::Runoff { candidates } | Self::Advance { candidates } => candidates.clone(),
            Self::RunoffIfAsked { leader, runner_up } => vec![*leader, *runner_up],
            _ => Vec::new(),
        }
    }
}

/// A share of the votes that must be passed or reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Threshold {
    pub(crate) per_mille: u16,
    /// Whether exactly the share is enough.
    pub(crate) reached: bool,
}

impl Threshold {
    /// Of a provision that asks for one.
    pub(crate) const fn of(provision: &Provision) -> Option<Self> {
        match provision {
            Provision::MoreThanElseRunoff { per_mille }
            | Provision::MoreThanElseLegislature { per_mille }
            | Provision::MoreThanElseIfAsked { per_mille } => Some(Self {
                per_mille: *per_mille,
                reached: false,
            }),
            Provision::AtLeastElseRunoff { per_mille }
            | Provision::AtLeastElseConvention { per_mille } => Some(Self {
                per_mille: *per_mille,
                reached: true,
            }),
            Provision::Ranked { .. } => Some(Self {
                per_mille: 500,
                reached: false,
            }),
            _ => None,
        }
    }

    pub(crate) fn is_met(self, votes: u64, total: u64) -> bool {
        let (has, asks) = (
            u128::from(votes) * 1000,
            u128::from(total) * u128::from(self.per_mille),
        );
        has > asks || (self.reached && has == asks)
    }

    /// The fewest votes that meet it.
    pub(crate) fn fewest(self, total: u64) -> u64 {
        let asks = u128::from(total) * u128::from(self.per_mille);
        let fewest = if self.reached {
            asks.div_ceil(1000)
        } else {
            asks / 1000 + 1
        };
        u64::try_from(fewest).unwrap_or(u64::MAX)
    }

    /// `more than 50%`, `at least 35%`.
    pub(crate) fn words(self) -> String {
        let share = f64::from(self.per_mille) / 10.0;
        let how = if self.reached {
            "at least"
        } else {
            "more than"
        };
        format!("{how} {share}%")
    }
}

/// The places of a count from the leader down; equal votes in the order of the count.
pub(crate) fn from_the_leader(votes: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..votes.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(votes.get(at).copied()), at));
    order
}

/// What the votes lead to; `None` where the provision does not say how an election is decided.
pub(crate) fn settle(provision: &Provision, count: &Count) -> Option<Outcome> {
    if !decides(provision) {
        return None;
    }
    let votes = count.votes();
    let order = from_the_leader(&votes);
    let Some(&leader) = order.first() else {
        return Some(Outcome::NoVotes);
    };
    let of = |place: usize| order.get(place).and_then(|&at| votes.get(at)).copied();
    if let Provision::Top { advance } = provision {
        return Some(top(usize::from(*advance), &order, &votes, count.total()));
    }
    if votes.len() == 1 && count.scattered == 0 {
        return Some(Outcome::Wins {
            candidate: leader,
            how: How::Unopposed,
        });
    }
    if count.total() == 0 {
        return Some(Outcome::NoVotes);
    }
    let threshold = Threshold::of(provision);
    let enough = threshold.is_none_or(|threshold| threshold.is_met(votes[leader], count.total()));
    let is_ahead = of(1) < of(0);
    if enough && is_ahead {
        return Some(Outcome::Wins {
            candidate: leader,
            how: match provision {
                Provision::Plurality => How::Plurality,
                _ => How::Share,
            },
        });
    }
    // Two whose votes are all that there are can be short of a majority only by a tie, and a runoff of both would be the
    // same contest.
    if enough || (votes.len() < 3 && count.scattered == 0) {
        return Some(tie(1, of(0), &votes));
    }
    Some(match provision {
        Provision::AtLeastElseConvention { .. } => Outcome::Convention,
        Provision::MoreThanElseLegislature { .. } => Outcome::Legislature,
        Provision::Ranked { .. } => Outcome::Rankings,
        _ if votes.len() < 2 => Outcome::Wins {
            candidate: leader,
            how: How::Plurality,
        },
        _ if of(1) == of(2) => tie(2, of(1), &votes),
        Provision::MoreThanElseIfAsked { .. } => Outcome::RunoffIfAsked {
            leader,
            runner_up: order[1],
        },
        _ => Outcome::Runoff {
            candidates: vec![leader, order[1]],
        },
    })
}

const fn decides(provision: &Provision) -> bool {
    matches!(
        provision,
        Provision::Plurality
            | Provision::MoreThanElseRunoff { .. }
            | Provision::MoreThanElseLegislature { .. }
            | Provision::AtLeastElseRunoff { .. }
            | Provision::MoreThanElseIfAsked { .. }
            | Provision::AtLeastElseConvention { .. }
            | Provision::Top { .. }
            | Provision::Ranked { .. }
    )
}

fn top(advance: usize, order: &[usize], votes: &[u64], total: u64) -> Outcome {
    let of = |place: usize| order.get(place).and_then(|&at| votes.get(at)).copied();
    if order.len() <= advance || advance == 0 {
        return Outcome::Advance {
            candidates: order.to_vec(),
        };
    }
    if total == 0 {
        return Outcome::NoVotes;
    }
    if of(advance - 1) == of(advance) {
        return tie(advance, of(advance), votes);
    }
    Outcome::Advance {
        candidates: order[..advance].to_vec(),
    }
}

fn tie(place: usize, with: Option<u64>, votes: &[u64]) -> Outcome {
    Outcome::Tie {
        place,
        among: (0..votes.len())
            .filter(|&at| votes.get(at).copied() == with)
            .collect(),
        settled: None,
    }
}

#[cfg(test)]
mod tests;
