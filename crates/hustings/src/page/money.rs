//! MONEY: what campaigns hold, raise and spend, as reported.

use record::page::MoneyRow;

use super::{Frame, acts, field, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    if frame.page.money.is_empty() {
        return;
    }
    screen.heading("MONEY");
    for row in &frame.page.money {
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
        for other in &row.others {
            screen.aside(4, &field::but(other));
        }
    }
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
