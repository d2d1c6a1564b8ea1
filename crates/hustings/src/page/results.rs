//! RESULTS: counted votes, stage by stage. Counts that differ stand beside each other.

use record::page::{Count, CountRow, StageResults};

use super::{Frame, acts, compared, field, words};
use crate::screen::Screen;

/// How many counts of one stage are drawn; `--json` has them all.
const COUNTS: usize = 4;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    for results in &frame.page.results {
        let stage = results
            .stage
            .as_ref()
            .map_or_else(|| "stage not known".to_owned(), words::stage);
        screen.heading(&format!("RESULTS · {stage}"));
        outcomes(screen, results, frame);
        for count in results.counts.iter().take(COUNTS) {
            draw_count(screen, count, frame);
        }
        if results.counts.len() > COUNTS {
            screen.aside(
                2,
                &format!("and {} earlier counts", results.counts.len() - COUNTS),
            );
        }
    }
}

fn outcomes(screen: &mut Screen, results: &StageResults, frame: &Frame<'_>) {
    for row in &results.outcomes {
        screen.row(
            2,
            &[(30, row.person.as_str())],
            &format!(
                "{}{}",
                row.outcome.word(),
                words::in_brackets(row.certainty)
            ),
        );
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

fn draw_count(screen: &mut Screen, count: &Count, frame: &Frame<'_>) {
    let part = count
        .reporting
        .map_or_else(|| "count".to_owned(), |part| format!("{part} % counted"));
    screen.line(
        2,
        &format!(
            "{part}, {}; {}",
            words::when(count.support.since, frame.zone),
            words::support(&count.support)
        ),
    );
    for row in &count.rows {
        draw_candidate(screen, row);
    }
}

fn draw_candidate(screen: &mut Screen, row: &CountRow) {
    let share = row
        .share
        .map(|share| format!("{share} %"))
        .unwrap_or_default();
    let votes = row.votes.map(words::thousands).unwrap_or_default();
    screen.row(
        6,
        &[(26, row.person.as_str()), (9, &format!("{share:>7}"))],
        &format!("{votes:>11}"),
    );
    compared::draw(screen, 8, &row.compared);
}
