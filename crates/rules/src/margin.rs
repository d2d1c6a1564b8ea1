//! How small a margin must be for votes to be counted again.

use serde::{Deserialize, Serialize};

/// How small a margin must be, by share, by votes or by both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// Parts of a hundred thousand: 500 is one half of one percent. Neither a share nor votes means equal votes alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u32>,
    /// What the share is a share of.
    #[serde(default, skip_serializing_if = "Base::is_cast")]
    pub of: Base,
    /// Votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u64>,
    /// Whether the share and the votes must both be met, where both are given.
    #[serde(default, skip_serializing_if = "Need::is_both")]
    pub need: Need,
    /// Whether the limit itself counts.
    #[serde(default, skip_serializing_if = "Edge::is_within")]
    pub edge: Edge,
    /// The stages that it covers, by their word: `general`.
    pub stages: Vec<String>,
}

/// What a share of votes is a share of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The votes cast for the office.
    #[default]
    Cast,
    /// The votes of the winner.
    Leader,
    /// The votes of the winner and of the loser together.
    Both,
}

/// Which of two limits must be met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Both.
    #[default]
    Both,
    /// One is enough.
    Either,
}

/// Whether a limit counts itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// At most the limit.
    #[default]
    Within,
    /// Less than the limit.
    Below,
}

impl Base {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    const fn is_cast(&self) -> bool {
        matches!(self, Self::Cast)
    }
}

impl Need {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    const fn is_both(&self) -> bool {
        matches!(self, Self::Both)
    }
}

impl Edge {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    const fn is_within(&self) -> bool {
        matches!(self, Self::Within)
    }
}

impl Margin {
    /// Whether `margin` votes between the winner and a loser are few enough: of `cast` votes for the office, of which the
    /// winner has `leader`.
    pub fn covers(&self, margin: u64, cast: u64, leader: u64) -> bool {
        let base = match self.of {
            Base::Cast => cast,
            Base::Leader => leader,
            Base::Both => leader.saturating_add(leader.saturating_sub(margin)),
        };
        let inside = |a: u128, b: u128| match self.edge {
            Edge::Within => a <= b,
            Edge::Below => a < b,
        };
        let by_share = self.share.map(|share| {
            inside(
                u128::from(margin) * 100_000,
                u128::from(base) * u128::from(share),
            )
        });
        let by_votes = self
            .votes
            .map(|votes| inside(u128::from(margin), u128::from(votes)));
        match (by_share, by_votes) {
            (None, None) => margin == 0,
            (Some(met), None) | (None, Some(met)) => met,
            (Some(share), Some(votes)) => match self.need {
                Need::Both => share && votes,
                Need::Either => share || votes,
            },
        }
    }

    /// Whether it covers a stage, by its word.
    pub fn is_for(&self, stage: &str) -> bool {
        self.stages.iter().any(|covered| covered == stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(toml: &str, margin: u64, expect: bool) {
        let found: Margin = toml::from_str(&format!("stages = ['general']\n{toml}")).unwrap();
        assert_eq!(
            found.covers(margin, 1_000_000, 600_000),
            expect,
            "{toml} {margin}"
        );
    }

    #[test]
    fn limits_by_share_by_votes_and_by_both() {
        check("share = 500", 5000, true);
        check("share = 500", 5001, false);
        check("share = 500\nedge = 'below'", 5000, false);
        check("share = 1000\nof = 'leader'", 6000, true);
        check("share = 1000\nof = 'leader'", 6001, false);
        check("share = 1000\nof = 'both'", 11_881, true);
        check("share = 1000\nof = 'both'", 11_882, false);
        check("share = 500\nvotes = 1000", 1001, false);
        check("share = 500\nvotes = 1000\nneed = 'either'", 1001, true);
        check("votes = 2000", 2000, true);
        check("", 1, false);
        check("", 0, true);
    }
}
