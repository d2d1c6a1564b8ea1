//! Every row of a race page as one list: what it says, and what it rests on.

use record::page::{RacePage, Support};

use crate::words;

/// The rows of a page, in its order.
pub(super) fn of(page: &RacePage) -> Vec<(String, &Support)> {
    let field = page.field.iter().filter_map(|row| {
        let status = words::status(row.status?);
        Some((
            format!("{}: {status}", row.person.as_str()),
            row.support.as_ref()?,
        ))
    });
    let schedule = page.schedule.iter().map(|row| {
        (
            format!(
                "{}: {}",
                words::event_at(row.event, row.stage.as_ref()),
                row.date
            ),
            &row.support,
        )
    });
    let backing = page.endorsements.iter().map(|row| {
        (
            format!(
                "{}: {} of {}",
                row.endorser,
                row.stance.word(),
                row.candidate.as_str()
            ),
            &row.support,
        )
    });
    let money = page.money.iter().map(|row| {
        (
            format!(
                "{}: {} {}",
                row.holder,
                row.measure.word().replace('_', " "),
                row.amount
            ),
            &row.support,
        )
    });
    let polls = page.polls.iter().map(|row| {
        (
            format!("poll: {}", row.pollster.as_deref().unwrap_or("not named")),
            &row.support,
        )
    });
    let ratings = page
        .ratings
        .iter()
        .map(|row| (format!("{}: {}", row.rater, row.rating), &row.support));
    let outcomes = page
        .results
        .iter()
        .flat_map(|results| &results.outcomes)
        .map(|row| {
            (
                format!("{}: {}", row.person.as_str(), row.outcome.word()),
                &row.support,
            )
        });
    let offices = page.offices.iter().map(|row| {
        (
            format!(
                "{}: {} {}",
                row.person.as_str(),
                words::relation(row.relation),
                row.office
            ),
            &row.support,
        )
    });
    field
        .chain(schedule)
        .chain(backing)
        .chain(money)
        .chain(polls)
        .chain(ratings)
        .chain(outcomes)
        .chain(offices)
        .collect()
}
