//! The whole examination of one file: its contests added up, what does not agree, what is odd.

use claim::Complaint;
use serde::Serialize;

use crate::about::About;
use crate::rctab::Round;
use crate::recognise::Format;
use crate::table::Table;
use crate::tally::Tally;

/// What a file comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The file, as it was named.
    pub file: String,
    /// Its format.
    pub format: Format,
    /// What file and name say of the whole.
    pub about: About,
    /// How many figures it holds.
    pub rows: u64,
    /// Its contests, in the order of the file.
    pub contests: Vec<Tally>,
    /// The rounds of a ranked-choice count, where the file is a report of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// What could not be taken as it stands.
    pub complaints: Vec<Complaint>,
}

/// Adds up a table and examines it. `complaints` are those of its reader; they come first.
pub fn check(table: &Table, mut complaints: Vec<Complaint>) -> Checked {
    let contests = crate::tally::tallies(table, &mut complaints);
    crate::diagnose::diagnose(table, &contests, &mut complaints);
    Checked {
        file: table.about.file.clone(),
        format: table.format,
        about: table.about.clone(),
        rows: table.rows.len() as u64,
        contests,
        rounds: table.rounds.clone(),
        complaints,
    }
}
