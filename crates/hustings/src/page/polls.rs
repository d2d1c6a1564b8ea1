//! POLLS and RATINGS.

use record::page::PollRow;

use super::{Frame, acts, compared, field, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    if frame.page.polls.is_empty() {
        return;
    }
    screen.heading("POLLS");
    for row in &frame.page.polls {
        let end = row.end.unwrap_or(row.support.since);
        let pollster = row.pollster.as_deref().unwrap_or("pollster not named");
        screen.row(
            2,
            &[(12, &end.to_string()[..end.to_string().len().min(10)])],
            &format!("{pollster}{}", details(row)),
        );
        let shares: Vec<String> = row
            .shares
            .iter()
            .map(|share| format!("{} {}", share.name, share.percent))
            .collect();
        screen.line(14, &shares.join(" · "));
        screen.aside(14, &words::support(&row.support));
        for other in &row.others {
            screen.aside(14, &field::but(other));
        }
        acts::draw_marks(screen, frame, 14, &row.support);
        compared::draw(screen, 14, &row.compared);
    }
}

fn details(row: &PollRow) -> String {
    let mut details = String::new();
    if let Some(sponsor) = &row.sponsor {
        details.push_str(&format!(" for {sponsor}"));
    }
    match (row.sample, &row.population) {
        (Some(sample), Some(who)) => {
            details.push_str(&format!(", {} {who}", words::thousands(sample)));
        }
        (Some(sample), None) => details.push_str(&format!(", {} asked", words::thousands(sample))),
        (None, Some(who)) => details.push_str(&format!(", {who}")),
        (None, None) => {}
    }
    if let Some(margin) = row.margin {
        details.push_str(&format!(", ±{margin}"));
    }
    if let Some(stage) = &row.stage {
        details.push_str(&format!(", {}", words::stage(stage)));
    }
    details
}

pub(super) fn draw_ratings(screen: &mut Screen, frame: &Frame<'_>) {
    if frame.page.ratings.is_empty() {
        return;
    }
    screen.heading("RATINGS");
    for row in &frame.page.ratings {
        let date = row.date.unwrap_or(row.support.since);
        screen.row(
            2,
            &[(30, &row.rater)],
            &format!(
                "{}{}; {}",
                row.rating,
                words::in_brackets(row.certainty),
                words::when(date, frame.zone)
            ),
        );
        screen.aside(4, &words::support(&row.support));
        acts::draw_marks(screen, frame, 4, &row.support);
        for other in &row.others {
            screen.aside(4, &field::but(other));
        }
    }
}
