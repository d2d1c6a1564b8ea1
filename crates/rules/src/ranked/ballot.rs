//! A ballot with rankings, and where it counts.

use serde::{Deserialize, Serialize};

/// What stands at one rank of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// This candidate, by place in the list.
    For(usize),
    /// Nobody.
    Empty,
    /// More than one.
    Over,
}

/// Ballots that are marked alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ranking {
    /// From the first rank on.
    pub marks: Vec<Mark>,
    /// How many ballots.
    pub ballots: u64,
}

impl Ranking {
    /// Ballots with a candidate at each rank.
    pub fn of(candidates: &[usize], ballots: u64) -> Self {
        Self {
            marks: candidates.iter().map(|&at| Mark::For(at)).collect(),
            ballots,
        }
    }

    /// Where it counts while these stand.
    pub fn rests(&self, stands: &[bool], skips: usize) -> Resting {
        let mut empty = 0;
        for mark in &self.marks {
            match mark {
                Mark::Empty => empty += 1,
                _ if empty > skips => return Resting::Skipped,
                Mark::Over => return Resting::Over,
                Mark::For(at) if stands.get(*at).copied().unwrap_or_default() => {
                    return Resting::With(*at);
                }
                Mark::For(_) => empty = 0,
            }
        }
        if self.marks.iter().all(|mark| *mark == Mark::Empty) {
            return Resting::Blank;
        }
        Resting::Exhausted
    }
}

/// Where a ballot counts in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Resting {
    /// With this candidate.
    With(usize),
    /// With nobody: no one whom it ranks still stands.
    Exhausted,
    /// With nobody: two names at the rank that counts.
    Over,
    /// With nobody: too many empty ranks in a row before the next name.
    Skipped,
    /// It never ranked anybody.
    Blank,
}
