//! An editor's word on whether two names are one person, or two origins one source.
//!
//! Identity is edges, never a rewriting: ending an edge restores what was there before, and every cut sees the edges
//! that stood at its batch.

use claim::{PersonName, Race};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::origins::{self, Judgement};
use crate::{BatchNumber, Cut, Result};

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

    fn from_word(word: &str) -> Self {
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
    /// Two origins, by the labels of their leaves.
    Origin,
}

impl Judged {
    /// The word used in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Origin => "origin",
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

/// All edges, in the order in which they came.
pub(crate) fn all(connection: &Connection) -> Result<Vec<HeldIdentity>> {
    let mut query = connection.prepare_cached(
        "SELECT i.id, i.kind, r.name, i.a, i.b, i.verdict, i.basis, i.tx, i.ended_tx \
         FROM identity i LEFT JOIN race r ON r.id = i.race ORDER BY i.id",
    )?;
    let mut rows = query.query([])?;
    let mut edges = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        let race: Option<String> = row.get(2)?;
        let verdict: String = row.get(5)?;
        edges.push(HeldIdentity {
            id: IdentityId(row.get(0)?),
            identity: Identity {
                judged: match kind.as_str() {
                    "person" => Judged::Person,
                    _ => Judged::Origin,
                },
                race: race.and_then(|race| race.parse().ok()),
                a: row.get(3)?,
                b: row.get(4)?,
                verdict: Verdict::from_word(&verdict),
                basis: row.get(6)?,
            },
            batch: BatchNumber(row.get(7)?),
            ended: row.get::<_, Option<u64>>(8)?.map(BatchNumber),
        });
    }
    Ok(edges)
}

/// The edges that stand at a cut in a race.
pub(crate) fn standing(connection: &Connection, race: i64, cut: Cut) -> Result<Edges> {
    let mut query = connection.prepare_cached(
        "SELECT kind, a, b, verdict FROM identity \
         WHERE (race IS NULL OR race = ?1) AND tx <= ?2 AND (ended_tx IS NULL OR ended_tx > ?2) \
         ORDER BY kind, a, b, verdict",
    )?;
    let mut rows = query.query(params![race, cut.last_batch()])?;
    let mut edges = Edges {
        people: Vec::new(),
        origins: Vec::new(),
    };
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        let (a, b): (String, String) = (row.get(1)?, row.get(2)?);
        let verdict = Verdict::from_word(&row.get::<_, String>(3)?);
        if kind == Judged::Person.word() {
            edges
                .people
                .push((PersonName::new(&a), PersonName::new(&b), verdict));
            continue;
        }
        let verdict = match verdict {
            Verdict::Same => origins::Verdict::Same,
            Verdict::Different => origins::Verdict::Different,
            Verdict::Unsure => continue,
        };
        edges.origins.push(Judgement { a, b, verdict });
    }
    Ok(edges)
}
