//! The sums of a candidate's row: amounts of money as claims, and whether they add up.

use std::ops::Range;

use claim::{Complaint, Funds, Measure, Money, Occurrence, Origin, Period, Race, Statement};

use crate::List;
use crate::words::Words;

/// A row with sums.
pub(super) struct Row<'r> {
    /// Its words.
    pub(super) text: &'r str,
    pub(super) place: &'r str,
    /// The candidate.
    pub(super) holder: &'r str,
    pub(super) race: Option<Race>,
    pub(super) list: List,
}

/// A cell with a sum.
pub(super) struct Cell {
    /// Where it stands, without what is around it.
    pub(super) at: Range<usize>,
    /// Its number or name, for complaints.
    pub(super) column: String,
    pub(super) measure: Measure,
    pub(super) period: Period,
}

/// A claim for each cell that holds an amount, a complaint for each that holds something else.
pub(super) fn claims(
    row: &Row<'_>,
    cells: &[Cell],
    complaints: &mut Vec<Complaint>,
) -> Vec<Occurrence> {
    let origin = Origin::Document {
        name: row.list.name().to_owned(),
    };
    let words = Words::new(row.text);
    let mut claims = Vec::new();
    for cell in cells {
        let held = &row.text[cell.at.clone()];
        if held.is_empty() {
            continue;
        }
        let Ok(amount) = held.parse::<Money>() else {
            complaints.push(Complaint::new(
                row.place,
                format!("`{held}` in column {} is no amount", cell.column),
                "the other columns",
            ));
            continue;
        };
        let funds = Statement::Funds(Funds {
            holder: row.holder.to_owned(),
            measure: cell.measure,
            amount,
            race: row.race.clone(),
            state: None,
            period: Some(cell.period),
            committee: None,
            form: None,
        });
        claims.push(words.claim(cell.at.clone(), funds, &origin));
    }
    claims
}

/// Cash at the start + receipts − disbursements = cash at the end; where it is not so, the row says what its committees
/// filed, and that does not add up.
pub(super) fn identity(row: &Row<'_>, start_raised_spent_end: [&str; 4]) -> Option<Complaint> {
    let cents = |cell: &str| -> Option<i64> { Some(cell.trim().parse::<Money>().ok()?.cents()) };
    let [start, raised, spent, end] = start_raised_spent_end;
    let computed = cents(start)?
        .checked_add(cents(raised)?)?
        .checked_sub(cents(spent)?)?;
    let by = Money::from_cents(cents(end)?.checked_sub(computed)?);
    (by.cents() != 0).then(|| {
        Complaint::new(
            row.place,
            format!(
                "cash at the end is {by} off what cash at the start, receipts and disbursements come to"
            ),
            "every sum as it stands",
        )
    })
}
