//! An editor's word on whether two names are one person, or two origins one source.
//!
//! Identity is edges, never a rewriting: ending an edge restores what was there before, and every cut sees the edges
//! that stood at its batch.

mod agreement;
mod entry;
mod gather;
mod known;
pub(crate) mod meet;
mod near;
mod page;
mod resolve;
mod rules;
#[cfg(test)]
mod tests;
mod uid;
mod union;
mod who;

use std::collections::BTreeSet;

use claim::{PersonName, Race, Statement};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::comparing::Reuses;
use crate::fold::Fact;
use crate::origins::{self, Judgement};
use crate::project;
use crate::store::Store;
use crate::{BatchNumber, Cut, RecordError, Result};

pub use gather::Whom;
pub(crate) use gather::uid_of_entry;
pub use rules::Rule;
pub use uid::{Reference, Uid};
pub use union::{Groups, Joined};
pub use who::{Edge, HeldId, Person, Side, WhoIsWho};

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
    /// The moment from which the word was public.
    #[serde(with = "crate::instant")]
    pub reported: Timestamp,
    /// The batch that brought it.
    pub batch: BatchNumber,
    /// The batch that ended it.
    pub ended: Option<BatchNumber>,
    /// The moment to which it was public: from then on it counts no longer.
    #[serde(with = "crate::instant::option", default)]
    pub ended_reported: Option<Timestamp>,
}

impl HeldIdentity {
    /// Whether the word stands inside a cut: it was public and recorded by then, and its end was not.
    pub fn stands(&self, cut: Cut) -> bool {
        let public = |at: Timestamp| cut.reported.is_none_or(|last| at <= last);
        let recorded = |batch: BatchNumber| cut.recorded.is_none_or(|last| batch <= last);
        let ended = self.ended.is_some_and(recorded) && self.ended_reported.is_some_and(public);
        public(self.reported) && recorded(self.batch) && !ended
    }
}

/// The edges that stand at a cut and hold in a race, sorted by what they say.
pub(crate) struct Edges {
    /// On people: whether the two names are one person.
    pub(crate) people: Vec<(PersonName, PersonName, Verdict)>,
    /// Names that lists give as one person's: no editor's word, and weaker.
    pub(crate) aliases: Vec<(PersonName, PersonName)>,
    /// On origins.
    pub(crate) origins: Vec<Judgement>,
    /// What the texts show of whose words claims stand in.
    pub(crate) reuses: Reuses,
}

/// The edges that stand at a cut in a race, and what lists say of the names that its facts are about.
pub(crate) fn standing(
    store: &dyn Store,
    race: Option<&Race>,
    row: i64,
    facts: &[Fact],
    cut: Cut,
) -> Result<Edges> {
    let mut edges = Edges {
        people: Vec::new(),
        aliases: aliases(store, facts, cut)?,
        origins: Vec::new(),
        reuses: Reuses::of(store, row)?,
    };
    for edge in store.standing(row, cut.into())? {
        if edge.kind == Judged::Person.word() {
            let named = |side| named_in_race(store, race, side);
            if let (Some(a), Some(b)) = (named(&edge.a)?, named(&edge.b)?) {
                let pair = (PersonName::new(&a), PersonName::new(&b));
                edges.people.push((pair.0, pair.1, edge.verdict));
            }
            continue;
        }
        if edge.kind != Judged::Origin.word() {
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

/// The name in a race for an address there; other addresses say nothing in the race.
fn named_in_race(store: &dyn Store, race: Option<&Race>, side: &str) -> Result<Option<String>> {
    let Ok(uid) = side.parse::<Uid>() else {
        return Ok(Some(side.to_owned()));
    };
    let here = race.map(Race::to_string);
    let met = store.entity(uid.as_str())?;
    Ok(met
        .filter(|(_, place)| Some(place) == here.as_ref())
        .map(|(label, _)| label))
}

/// Other names that lists give to people of a race.
fn aliases(store: &dyn Store, facts: &[Fact], cut: Cut) -> Result<Vec<(PersonName, PersonName)>> {
    // Most records hold no list, and a page is asked for far more often than a list comes in.
    if !store.holds_aliases()? {
        return Ok(Vec::new());
    }
    let names: BTreeSet<&PersonName> = facts.iter().filter_map(project::in_field).collect();
    let mut found = BTreeSet::new();
    for name in names {
        for json in store.aliases_of(name.as_str(), cut.into())? {
            let alias: Statement = serde_json::from_str(&json)
                .map_err(|error| RecordError::damaged(format!("an alias: {error}")))?;
            if let Statement::Alias(alias) = alias {
                found.insert((alias.person, alias.alias));
            }
        }
    }
    Ok(found.into_iter().collect())
}
