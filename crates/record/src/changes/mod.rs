//! What changed between two pages of a race, in words: a pure comparison.
//!
//! Nothing here reads the record. Two pages of the same claims differ in nothing; where the pages differ in a value, in
//! what it rests on or in what stands beside it, there is a change that says so.

mod acts;
mod compare;
pub(crate) mod rows;

use claim::{Race, When};
use serde::{Deserialize, Serialize};

use crate::{BatchNumber, ClaimId};

pub use compare::compare;
pub use rows::Section;

/// What changed on the page of a race.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The race.
    pub race: Race,
    /// The moment of the earlier page; `null` means everything held.
    pub since: Option<When>,
    /// The moment of the later page; `null` means everything held.
    pub as_of: Option<When>,
    /// The batches of the two pages.
    pub recorded: [BatchNumber; 2],
    /// How many claims the two pages rest on.
    pub claims: [usize; 2],
    /// The changes, in the order of the page.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Where on the page.
    pub section: Section,
    /// What kind of change.
    pub change: ChangeKind,
    /// What the row is about: `Jeff Sessions`, `runoff (runoff:R)`.
    pub subject: String,
    /// The change in words, to be read after the subject: `expected → announced`.
    pub what: String,
    /// What stood there; absent for what is new.
    pub before: Option<String>,
    /// What stands there now; absent for what is gone.
    pub after: Option<String>,
    /// The claims that made the change: those on the later page alone, or for what is gone those on the earlier.
    pub claims: Vec<ClaimId>,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A row is new.
    New,
    /// A row is gone.
    Gone,
    /// A row says otherwise: a status, a figure, a stance.
    Changed,
    /// A date was moved.
    Moved,
    /// A date has passed since.
    Passed,
    /// A row says something else besides: the party, the papers, the place.
    Detail,
    /// There are more or fewer independent origins.
    Origins,
    /// The best class of evidence is another one.
    Evidence,
    /// It is denied now.
    Denied,
    /// Something stands against it now.
    Contradicted,
    /// A step on the way to what stands there now, told only since.
    Step,
    /// Something else stands beside it now, or no longer does.
    Beside,
    /// It was stated again, which changes nothing else.
    Repeated,
    /// An editor has confirmed a claim.
    Confirmed,
    /// A claim is off the page.
    SetAside,
    /// A claim is back on the page.
    Restored,
    /// A publisher corrected.
    Corrected,
    /// A publisher took something back.
    Retracted,
    /// Somebody still says what was corrected or taken back.
    Outstanding,
    /// An editor has signed.
    SignedOff,
    /// What an editor signed has changed since.
    Stale,
    /// Words were destroyed.
    Redacted,
    /// An act counts no longer.
    Ended,
}
