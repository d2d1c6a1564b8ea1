//! An editor's word on whether two names are one person, or two origins one source.
//!
//! Identity is edges, never a rewriting: ending an edge restores what was there before, and every cut sees the edges
//! that stood at its batch.

mod agreement;
mod entry;
mod known;
mod near;
mod resolve;
mod rules;
#[cfg(test)]
mod tests;
mod uid;
mod union;

use claim::{PersonName, Race};
use serde::{Deserialize, Serialize};

use crate::origins::{self, Judgement};
use crate::store::Store;
use crate::{BatchNumber, Cut, Result};

pub use rules::Rule;
pub use uid::{Reference, Uid};

/// What two things are judged to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One and the same.
    Same,
    /// Two.
    Different,
    /// Looked at, and left open.
    Unsure,
}

impl Verdict {
    /// The word used in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }

    pub(crate) fn from_word(word: &str) -> Self {
        match word {
            "same" => Self::Same,
            "different" => Self::Different,
            _ => Self::Unsure,
        }
    }
}

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// Two names of people.
    Person,
    /// Two names of organizations: committees, campaigns, parties, pollsters.
    Organization,
    /// Two names of outlets.
    Outlet,
    /// Two origins, by the labels of their leaves.
    Origin,
}

impl Judged {
    /// The word used in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Outlet => "outlet",
            Self::Origin => "origin",
        }
    }

    pub(crate) fn from_word(word: &str) -> Self {
        match word {
            "person" => Self::Person,
            "organization" => Self::Organization,
            "outlet" => Self::Outlet,
            _ => Self::Origin,
        }
    }

    /// The first letter of the addresses: person, organization, house, source.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Person => 'p',
            Self::Organization => 'o',
            Self::Outlet => 'h',
            Self::Origin => 's',
        }
    }
}

/// An editor's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// What is judged.
    pub judged: Judged,
    /// The race in which it holds; everywhere where absent. A bare surname should never be judged everywhere.
    pub race: Option<Race>,
    /// One name or label.
    pub a: String,
    /// The other.
    pub b: String,
    /// The word.
    pub verdict: Verdict,
    /// Why, for the next editor.
    pub basis: String,
}

/// The number of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdentityId(pub u64);

/// An edge as it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldIdentity {
    /// Its number.
    pub id: IdentityId,
    /// The word.
    #[serde(flatten)]
    pub identity: Identity,
    /// The batch that brought it.
    pub batch: BatchNumber,
    /// The batch that ended it.
    pub ended: Option<BatchNumber>,
}

/// The edges that stand at a cut and hold in a race, sorted by what they say.
pub(crate) struct Edges {
    /// On people: whether the two names are one person.
    pub(crate) people: Vec<(PersonName, PersonName, Verdict)>,
    /// On origins.
    pub(crate) origins: Vec<Judgement>,
}

/// The edges that stand at a cut in a race.
pub(crate) fn standing(store: &dyn Store, race: i64, cut: Cut) -> Result<Edges> {
    let mut edges = Edges {
        people: Vec::new(),
        origins: Vec::new(),
    };
    for edge in store.standing(race, cut.last_batch())? {
        if edge.kind == Judged::Person.word() {
            edges.people.push((
                PersonName::new(&edge.a),
                PersonName::new(&edge.b),
                edge.verdict,
            ));
            continue;
        }
        let verdict = match edge.verdict {
            Verdict::Same => origins::Verdict::Same,
            Verdict::Different => origins::Verdict::Different,
            Verdict::Unsure => continue,
        };
        edges.origins.push(Judgement {
            a: edge.a,
            b: edge.b,
            verdict,
        });
    }
    Ok(edges)
}
