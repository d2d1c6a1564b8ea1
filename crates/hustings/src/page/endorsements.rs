//! WHO BACKS WHOM.

use claim::Stance;
use record::page::EndorsementRow;

use super::{Frame, acts, field, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    if frame.page.endorsements.is_empty() {
        return;
    }
    screen.heading("WHO BACKS WHOM");
    for row in &frame.page.endorsements {
        screen.row(2, &[(28, &row.endorser)], &stance(row, frame));
        screen.aside(4, &words::support(&row.support));
        acts::draw_marks(screen, frame, 4, &row.support);
        if let Some(line) = field::because(row.reason, &row.flags, &row.others) {
            screen.aside(4, &line);
        }
        for other in &row.others {
            screen.aside(4, &field::but(other));
        }
    }
}

fn stance(row: &EndorsementRow, frame: &Frame<'_>) -> String {
    let verb = match row.stance {
        Stance::Support => "backs",
        Stance::Oppose => "opposes",
    };
    let since = row.date.unwrap_or(row.support.since);
    format!(
        "{verb} {}{}; {}",
        row.candidate.as_str(),
        words::in_brackets(row.certainty),
        words::when(since, frame.zone)
    )
}
