//! `candidacy`: someone's standing in a race.
//!
//! Own fields: **person**, **status**, race, stage, party, date.
//!
//! > Sessions is expected to announce his candidacy Thursday.
//! >
//! > person Jeff Sessions, status expected, date 2019-11-07, certainty expected

use serde::{Deserialize, Serialize};

use super::words;
use crate::{Party, PersonName, Race, Stage, When};

words! {
    /// Someone's standing in a race.
    Status as "candidacy status" {
        /// Others want them to run.
        Urged = "urged",
        /// They are thinking about it.
        Considering = "considering",
        /// Will run, not yet announced.
        Expected = "expected",
        /// Has announced.
        Announced = "announced",
        /// Is simply said to be a candidate.
        Running = "running",
        /// Said not to have filed papers yet.
        NotFiled = "not_filed",
        /// Papers are in; with whom is the claim's scope.
        Filed = "filed",
        /// Accepted for the ballot.
        Qualified = "qualified",
        /// Decided against running.
        Declined = "declined",
        /// Left the race.
        Withdrew = "withdrew",
        /// Struck from the ballot.
        Disqualified = "disqualified",
        /// Goes on to a runoff or the next stage.
        Advanced = "advanced",
        /// Is the party's nominee.
        Nominated = "nominated",
        /// Won the office.
        Elected = "elected",
        /// Lost the stage.
        Lost = "lost",
        /// Has conceded.
        Conceded = "conceded",
    }
}

/// Someone's standing in a race.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidacy {
    /// The person.
    pub person: PersonName,
    /// Their standing.
    pub status: Status,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Their party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// When it holds, or is to happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
}
