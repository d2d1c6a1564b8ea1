//! The contests themselves: `race,state,office,party,stage,election_date,majority_threshold`.

use claim::Complaint;

use super::primaries::{AboutContest, contest};
use crate::collection::Draft;
use crate::table::Table;
use crate::words;

pub(super) const COLUMNS: &[&str] = &["race", "state", "office", "stage", "election_date"];

pub(super) fn read(table: &Table, draft: &mut Draft) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for row in table.rows() {
        let AboutContest { id, facts } = match contest(&row) {
            Ok(about) => about,
            Err(complaint) => {
                complaints.push(complaint);
                continue;
            }
        };
        complaints.extend(draft.contest(&id, &facts, &row.place()));
        if let Some(text) = row.get("majority_threshold") {
            match words::percent(text) {
                Some(percent) => draft.threshold(&id, percent),
                None => complaints.push(Complaint::new(
                    row.place(),
                    format!("{text:?} is no percentage"),
                    "the contest without a threshold",
                )),
            }
        }
    }
    complaints
}
