//! Polls and ratings.

use std::collections::BTreeMap;

use claim::Stage;
use jiff::civil::Date;
use maud::{Markup, html};
use record::page::PollRow;

use super::{RaceView, tables};
use crate::chart;
use crate::chart::lines::{Lines, Series};
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    html! { (polls(view, frame)) (ratings(view, frame)) }
}

fn polls(view: &RaceView, frame: &Frame<'_>) -> Markup {
    if view.page.polls.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="polls" {
            h2 id="polls" { "Polls" }
            @for (at, lines) in over_time(view).iter().enumerate() {
                @if let Some(drawn) = lines.draw() {
                    (chart::figure(&format!("polls-chart-{at}"), &lines.title, &drawn, &tables::polls(view).draw()))
                }
            }
            div.scroll tabindex="0" role="region" aria-labelledby="polls" {
                table {
                    thead { tr { th scope="col" { "Until" } th scope="col" { "Pollster" } th scope="col" { "Percent" } th scope="col" { "Rests on" } } }
                    tbody {
                        @for row in &view.page.polls {
                            tr {
                                td data-label="Until" { @let end = row.end.unwrap_or(row.support.since); time datetime=(end) { (day(end)) } }
                                th scope="row" { (row.pollster.as_deref().unwrap_or("not named")) span.details { (details(row)) } }
                                td data-label="Percent" {
                                    ul.shares { @for share in &row.shares { li { (share.name) " " b { (share.percent) } } } }
                                }
                                td data-label="Rests on" { (parts::support(frame, &row.support)) (parts::beside(frame, None, &[], &row.others)) (parts::compared(frame, &row.compared)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn day(when: claim::When) -> String {
    when.day()
        .map_or_else(|| when.to_string(), |day| day.to_string())
}

fn details(row: &PollRow) -> String {
    let mut details = Vec::new();
    details.extend(row.sponsor.as_ref().map(|sponsor| format!("for {sponsor}")));
    details.extend(match (row.sample, &row.population) {
        (Some(sample), Some(who)) => Some(format!("{} {who}", words::thousands(sample))),
        (Some(sample), None) => Some(format!("{} asked", words::thousands(sample))),
        (None, who) => who.clone(),
    });
    details.extend(row.margin.map(|margin| format!("±{margin}")));
    details.extend(row.stage.as_ref().map(words::stage));
    details.join(", ")
}

/// A chart for each stage that has two polls or more.
fn over_time(view: &RaceView) -> Vec<Lines> {
    let mut stages: Vec<Option<&Stage>> = Vec::new();
    for row in &view.page.polls {
        if !stages.contains(&row.stage.as_ref()) {
            stages.push(row.stage.as_ref());
        }
    }
    stages
        .into_iter()
        .enumerate()
        .filter_map(|(at, stage)| of_stage(view, at, stage))
        .collect()
}

fn of_stage(view: &RaceView, at: usize, stage: Option<&Stage>) -> Option<Lines> {
    let rows: Vec<&PollRow> = view
        .page
        .polls
        .iter()
        .filter(|row| row.stage.as_ref() == stage)
        .collect();
    if rows.len() < 2 {
        return None;
    }
    let mut by_name: BTreeMap<&str, Vec<(Date, f64)>> = BTreeMap::new();
    for row in &rows {
        let Some(day) = row.end.unwrap_or(row.support.since).day() else {
            continue;
        };
        for share in &row.shares {
            by_name
                .entry(&share.name)
                .or_default()
                .push((day, share.percent.as_f64()));
        }
    }
    let mut series: Vec<Series> = by_name
        .into_iter()
        // An answer asked once is a point without a course.
        .filter(|(_, points)| points.len() > 1)
        .map(|(name, mut points)| {
            points.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            Series {
                name: name.to_owned(),
                points,
            }
        })
        .collect();
    let last = |series: &Series| series.points.last().map_or(0.0, |point| point.1);
    series.sort_by(|a, b| last(b).total_cmp(&last(a)));
    let first = series.first()?;
    let of = stage.map_or_else(String::new, |stage| format!(", {}", words::stage(stage)));
    let marks = view
        .page
        .schedule
        .iter()
        .filter_map(|row| Some((row.date.day()?, words::event(row.event))))
        .collect();
    Some(Lines {
        id: format!("polls-{at}"),
        title: format!("Polls{of}: {} at {} percent in the last of {}", first.name, chart::at(last(first)), rows.len()),
        description: "Percent of those asked, by the last day of each poll. Lines differ by colour, dashes and marks; the table has every figure.".to_owned(),
        series,
        marks,
        unit: chart::at,
    })
}

fn ratings(view: &RaceView, frame: &Frame<'_>) -> Markup {
    if view.page.ratings.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="ratings" {
            h2 id="ratings" { "Ratings" }
            ul.plain {
                @for row in &view.page.ratings {
                    li {
                        strong { (row.rater) } ": " (row.rating) (words::in_brackets(row.certainty)) ", "
                        (parts::time(row.date.unwrap_or(row.support.since), &view.zone)) " " (parts::count(frame, &row.support))
                        @for other in &row.others { span.details { (other.reason.words()) ": " (other.value) } }
                    }
                }
            }
        }
    }
}
