//! SCHEDULE: what lies ahead and behind, as reported and by law.

use record::page::ScheduleRow;

use super::law::{Entry, LawRow, entries};
use super::{Frame, acts, field, words};
use crate::screen::Screen;

/// The column in which the event stands.
const DATE: usize = 23;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    let entries = entries(&frame.page.schedule, &frame.law.rows);
    if entries.is_empty() {
        return;
    }
    screen.heading("SCHEDULE");
    for entry in entries {
        match entry {
            Entry::Reported(row, law) => reported(screen, frame, row, law),
            Entry::Law(row) => by_law(screen, frame, row),
        }
    }
}

fn reported(screen: &mut Screen, frame: &Frame<'_>, row: &ScheduleRow, law: Option<&LawRow>) {
    let mut what = words::event_at(row.event, row.stage.as_ref());
    if let Some(place) = &row.place {
        what.push_str(&format!(", {place}"));
    }
    what.push_str(&words::in_brackets(row.certainty));
    screen.row(
        2,
        &[(DATE, &words::when_with_weekday(row.date, frame.zone))],
        &what,
    );
    let mut rests_on = words::support(&row.support);
    if let Some(law) = law {
        if law.date.agrees_with(row.date) {
            rests_on.push_str(&format!("; by law too: {}", law.citation));
        } else {
            rests_on.push_str(&format!(
                "; BUT by law {}: {}",
                words::when_with_weekday(law.date, frame.zone),
                law.citation
            ));
        }
    }
    screen.aside(2 + DATE, &rests_on);
    acts::draw_marks(screen, frame, 2 + DATE, &row.support);
    if let Some(line) = field::because(row.reason, &row.flags, &row.others) {
        screen.aside(2 + DATE, &line);
    }
    for other in &row.others {
        screen.aside(2 + DATE, &field::but(other));
    }
}

fn by_law(screen: &mut Screen, frame: &Frame<'_>, row: &LawRow) {
    let mut what = words::event_at(row.event, row.stage.as_ref());
    if let Some(only_if) = &row.only_if {
        what.push_str(&format!(", if {only_if}"));
    }
    screen.row(
        2,
        &[(DATE, &words::when_with_weekday(row.date, frame.zone))],
        &what,
    );
    let doubt = row
        .doubt
        .as_deref()
        .map(|doubt| format!(" (doubt: {doubt})"))
        .unwrap_or_default();
    screen.aside(2 + DATE, &format!("by law: {}{doubt}", row.citation));
}
