//! The review queue: what editors are asked, the most consequential first.
//!
//! Three kinds of questions: claims that a program read and nobody has looked at; what readers say of one claim; and who is
//! who. Answers are the record's acts and words (see `record::acts`), so each can be ended, and nothing that the program read
//! is lost.

pub mod correct;
mod decide;
mod open;
pub mod passed;
#[cfg(test)]
mod tests;

use claim::Race;
use record::ClaimId;
use serde::Serialize;

pub use decide::{Decision, Done, Given, Undone, decide, undo};
pub use open::{Open, open, standing};

/// What hangs on a claim; the first goes before all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// An official record says otherwise.
    Contradicts,
    /// Somebody's standing rests on it alone.
    Standing,
    /// A row of the page rests on it alone.
    Alone,
    /// What it says has one origin, and nobody knows who that is.
    Anonymous,
    /// Others say so too.
    Others,
    /// It is on no row of the page.
    None,
}

impl Effect {
    /// Why it is asked now, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contradicts => "an official record says otherwise",
            Self::Standing => "somebody's standing rests on it alone",
            Self::Alone => "a row of the page rests on it alone",
            Self::Anonymous => "it has one origin, which is not named",
            Self::Others => "others say so too",
            Self::None => "no row of the page rests on it",
        }
    }
}

/// A claim that nobody has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The claim.
    pub claim: ClaimId,
    /// What hangs on it.
    pub effect: Effect,
    /// What it states, in words.
    pub says: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it became public.
    #[serde(skip)]
    pub since: jiff::Timestamp,
}

/// What was last done about a claim, as whoever decides has seen it: a decision on anything else is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(transparent)]
pub struct Seen(pub u64);

impl std::str::FromStr for Seen {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The name of a question in the book: where it was left for later.
pub fn key(claim: &ClaimId) -> String {
    format!("claim {claim}")
}

/// The race of a question's address; `-` for the claims without a settled race.
pub fn race_of(text: &str) -> Result<Option<Race>, &'static str> {
    match text {
        "-" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "that is no race"),
    }
}
