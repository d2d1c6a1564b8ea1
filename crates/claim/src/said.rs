//! A claim: one typed statement with its certainty, origin and chain.

use serde::{Deserialize, Serialize};

use crate::{Chain, ClaimError, Origin, Place, Statement, Terms};

/// How sure the *origin* is of what it states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is so, or happened.
    Asserted,
    /// Planned, scheduled, will.
    Expected,
    /// May, could, is considering, "fluid".
    Possible,
    /// It is stated not to be so.
    Denied,
}

impl Certainty {
    /// The word used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Expected => "expected",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

impl std::str::FromStr for Certainty {
    type Err = ClaimError;

    fn from_str(word: &str) -> Result<Self, ClaimError> {
        [Self::Asserted, Self::Expected, Self::Possible, Self::Denied]
            .into_iter()
            .find(|certainty| certainty.word() == word)
            .ok_or_else(|| ClaimError::Word {
                field: "certainty",
                word: word.to_owned(),
            })
    }
}

/// One typed statement about a race, together with who is responsible for it. Its JSON is flat:
/// `{"kind", "quote", "certainty", "origin", "via", …the kind's own fields}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is stated.
    #[serde(flatten)]
    pub statement: Statement,
    /// The shortest verbatim piece of title or text that carries the claim.
    pub quote: String,
    /// How sure the origin is.
    pub certainty: Certainty,
    /// Who is ultimately responsible in this report.
    pub origin: Origin,
    /// The relays between this report and the origin, outermost first.
    #[serde(default)]
    pub via: Chain,
}

/// One claim at one place of one report: what a reader returns and the record appends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The claim.
    pub claim: Claim,
    /// Where its quote stands.
    pub place: Place,
    /// On which terms its sources spoke, as far as the report says.
    #[serde(default)]
    pub terms: Terms,
}
