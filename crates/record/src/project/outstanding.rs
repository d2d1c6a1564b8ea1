//! Corrections that have not reached all who said it: a value that its publisher took back still stands elsewhere.

use crate::page::{Flag, Other, RacePage};

/// Flags, in every row, what others still say after its publisher took it back.
pub(super) fn flag(page: &mut RacePage) {
    for row in &mut page.field {
        mark(None, &mut row.flags, &mut row.others);
    }
    for row in &mut page.schedule {
        mark(Some(row.date.to_string()), &mut row.flags, &mut row.others);
    }
    for row in &mut page.endorsements {
        let shown = row.stance.to_string();
        mark(Some(shown), &mut row.flags, &mut row.others);
    }
    for row in &mut page.money {
        let shown = row.amount.to_string();
        mark(Some(shown), &mut row.flags, &mut row.others);
    }
    for row in &mut page.ratings {
        mark(Some(row.rating.clone()), &mut row.flags, &mut row.others);
    }
    for row in page
        .results
        .iter_mut()
        .flat_map(|stage| &mut stage.outcomes)
    {
        let shown = row.outcome.to_string();
        mark(Some(shown), &mut row.flags, &mut row.others);
    }
    for row in &mut page.people {
        mark(Some(row.value.clone()), &mut row.flags, &mut row.others);
    }
}

fn mark(shown: Option<String>, flags: &mut Vec<Flag>, others: &mut [Other]) {
    let taken_back: Vec<String> = others
        .iter()
        .filter(|other| other.reason.is_taken_back())
        .map(|other| other.value.clone())
        .collect();
    let add = |flags: &mut Vec<Flag>| {
        if !flags.contains(&Flag::CorrectionOutstanding) {
            flags.push(Flag::CorrectionOutstanding);
        }
    };
    if shown.is_some_and(|shown| taken_back.contains(&shown)) {
        add(flags);
    }
    for other in others.iter_mut() {
        if !other.reason.is_taken_back() && taken_back.contains(&other.value) {
            add(&mut other.flags);
        }
    }
}
