//! MONEY: what campaigns hold, raise and spend, as reported, and what filings make of it. Of figures for which only
//! official documents vouch the latest are drawn; `--json` has them all.

use claim::Measure;
use record::page::MoneyRow;

use super::{Frame, acts, compared, field, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    if frame.page.money.is_empty() {
        return;
    }
    screen.heading("MONEY");
    let (drawn, older): (Vec<&MoneyRow>, Vec<&MoneyRow>) =
        frame.page.money.iter().partition(|row| is_drawn(row));
    for row in drawn {
        screen.row(
            2,
            &[
                (24, &row.holder),
                (14, &row.measure.word().replace('_', " ")),
                (14, &format!("{:>12}", row.amount)),
            ],
            &period(row, frame),
        );
        if row.current {
            screen.aside(4, &words::support(&row.support));
            acts::draw_marks(screen, frame, 4, &row.support);
        }
        if let Some(line) = field::because(row.reason, &row.flags, &row.others) {
            screen.aside(4, &line);
        }
        for other in &row.others {
            screen.aside(4, &field::but(other));
        }
        compared::draw(screen, 4, &row.compared);
    }
    if !older.is_empty() {
        screen.aside(
            2,
            &format!(
                "and {} more figures of official documents (--json has all)",
                older.len()
            ),
        );
    }
}

/// Whether a row is more than one of many in an official table: the latest of its kind and not nothing, or reported.
fn is_drawn(row: &MoneyRow) -> bool {
    let nothing = row.amount.cents() == 0 && row.measure != Measure::CashOnHand;
    !row.official || (row.current && !nothing)
}

fn period(row: &MoneyRow, frame: &Frame<'_>) -> String {
    let when = match row.period {
        Some(period) => match period.start {
            Some(start) => format!("{start} to {}", period.end),
            None => format!("at {}", period.end),
        },
        None => format!("said {}", words::when(row.support.since, frame.zone)),
    };
    format!("{when}{}", words::in_brackets(row.certainty))
}
