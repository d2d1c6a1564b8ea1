//! Results by contest: `race,candidate,vote_share,advanced,won,source,note`.
//!
//! `won` is who won in the end, after any runoff: of two who advance, at most one has it.

use claim::{Complaint, PersonName};

use crate::Outcome;
use crate::collection::Draft;
use crate::table::Table;
use crate::words;

pub(super) const COLUMNS: &[&str] = &["race", "candidate", "vote_share", "won"];

pub(super) fn read(table: &Table, draft: &mut Draft) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for row in table.rows() {
        let (Some(race), Some(name)) = (row.get("race"), row.get("candidate")) else {
            complaints.push(Complaint::new(
                row.place(),
                "a result without a contest or a candidate",
                "nothing of this row",
            ));
            continue;
        };
        let text = |column| row.get(column).filter(|cell| *cell != "-");
        let share = row.get("vote_share");
        let outcome = Outcome {
            share: share.and_then(words::percent),
            advanced: row.get("advanced").and_then(words::truth),
            won: row.get("won").and_then(words::truth),
            source: text("source").map(str::to_owned),
            note: text("note").map(str::to_owned),
        };
        if let (Some(share), None) = (share, outcome.share) {
            complaints.push(Complaint::new(
                row.place(),
                format!("{share:?} is no percentage"),
                "the candidate without a share",
            ));
        }
        if let Some(complaint) = draft.result(race, &PersonName::new(name), outcome, &row.place()) {
            complaints.push(complaint);
        }
    }
    complaints
}
