//! What is asked of the model: a field, the polls that were taken, and how many days are left.

use serde::{Deserialize, Serialize};

/// The kinds of contest whose polls err alike. Each has parameters of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A general election of two parties' nominees, or a second round between two parties.
    General,
    /// A party's primary, caucus or runoff for any office but the presidency, and a primary of all parties.
    Primary,
    /// A state's presidential primary or caucus.
    PresidentialPrimary,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::General, Self::Primary, Self::PresidentialPrimary];

    /// The word in files of parameters.
    pub const fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Primary => "primary",
            Self::PresidentialPrimary => "presidential_primary",
        }
    }
}

/// Somebody who can get votes, with what is believed of them before any poll is read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entrant {
    /// The name, for reports only.
    pub name: String,
    /// The chance that they stand on the ballot; 1 for somebody who has filed, 0 for somebody who is out.
    pub enters: f64,
    /// The expected natural logarithm of their support before any poll, on any common scale: only differences count.
    pub prior: f64,
    /// The standard deviation of that; `None` for the fitted one of the kind.
    pub spread: Option<f64>,
    /// Whether it is the sum of all who are not named; it gets votes but wins nothing.
    pub rest: bool,
    /// An endorsement that polls before it have not seen: the days before the vote on which it was given.
    pub endorsed: Option<f64>,
}

impl Entrant {
    /// Somebody who is in, of whom nothing is known.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            enters: 1.0,
            prior: 0.0,
            spread: None,
            rest: false,
            endorsed: None,
        }
    }

    /// All who are not named, together, with their usual share beside one named candidate at the prior's level.
    pub fn rest(prior: f64, spread: f64) -> Self {
        Self {
            prior,
            spread: Some(spread),
            rest: true,
            ..Self::new("others")
        }
    }
}

/// One ballot question of a poll, as it was asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Poll {
    /// Who asked; polls of one firm share its house effect.
    pub house: String,
    /// Days from the middle of its field dates to the vote.
    pub days: f64,
    /// How many answered; `None` counts as [`USUAL_SAMPLE`].
    pub sample: Option<f64>,
    /// How many questions of the same interviews are in the contest: each carries its part of the sample. 1 for most.
    pub questions: f64,
    /// The part of those asked who named nobody; `None` where it is not stated and what is missing to 1 counts as that.
    pub undecided: Option<f64>,
    /// Who was asked about, by the place in the field, and the part of those asked who named them. A candidate who was
    /// not asked about is absent, which is not a zero. Names that are not of the field are left out.
    pub shares: Vec<(usize, f64)>,
    /// For whose campaign or allies it was taken, by the place in the field.
    pub sponsor: Option<usize>,
}

/// The sample of a poll that does not state it: about the median of those that do.
pub const USUAL_SAMPLE: f64 = 600.0;

impl Poll {
    /// The part that named nobody.
    pub fn without_answer(&self) -> f64 {
        let named: f64 = self.shares.iter().map(|&(_, share)| share).sum();
        self.undecided.unwrap_or(1.0 - named).clamp(0.0, 0.95)
    }
}

/// A contest as of a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contest {
    /// Which parameters count.
    pub kind: Kind,
    /// Who can get votes.
    pub field: Vec<Entrant>,
    /// What was asked by then.
    pub polls: Vec<Poll>,
    /// How far the log supports of a field's candidates lie from each other before any poll. It counts only between groups
    /// of which no poll asked about both.
    pub between: f64,
}
