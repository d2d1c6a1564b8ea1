//! Campaign money with the day to which each figure counts.

use std::collections::BTreeMap;

use claim::Measure;
use maud::{Markup, html};
use record::page::MoneyRow;

use super::{RaceView, tables};
use crate::chart::lines::{Lines, Series};
use crate::chart::{self};
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    if view.page.money.is_empty() {
        return html! {};
    }
    let (drawn, older): (Vec<&MoneyRow>, Vec<&MoneyRow>) =
        view.page.money.iter().partition(|row| is_drawn(row));
    html! {
        section aria-labelledby="money" {
            h2 id="money" { "Money" }
            @if let Some(chart) = over_time(view).and_then(|lines| lines.draw()) {
                (chart::figure("money-chart", "Cash on hand, by the day to which a report counts", &chart, &tables::cash(view).draw()))
            }
            div.scroll tabindex="0" role="region" aria-labelledby="money" {
                table {
                    thead { tr { th scope="col" { "Holder" } th scope="col" { "Measure" } th.num scope="col" { "US dollars" } th scope="col" { "Counts to" } th scope="col" { "Rests on" } } }
                    tbody {
                        @for row in drawn {
                            tr.old[!row.current] {
                                th scope="row" { (row.holder) }
                                td data-label="Measure" { (row.measure.word().replace('_', " ")) }
                                td.num data-label="US dollars" { (row.amount) (words::in_brackets(row.certainty)) }
                                td data-label="Counts to" { (period(row, view)) }
                                td data-label="Rests on" {
                                    (parts::support(frame, &row.support))
                                    (parts::beside(frame, Some(row.reason), &row.flags, &row.others))
                                    (parts::compared(frame, &row.compared))
                                }
                            }
                        }
                    }
                }
            }
            @if !older.is_empty() { p.aside { "and " (older.len()) " more figures of official documents, in the CSV" } }
        }
    }
}

/// Whether a row is more than one of many in an official table: the latest of its kind and not nothing, or reported.
fn is_drawn(row: &MoneyRow) -> bool {
    let nothing = row.amount.cents() == 0 && row.measure != Measure::CashOnHand;
    !row.official || (row.current && !nothing)
}

fn period(row: &MoneyRow, view: &RaceView) -> Markup {
    html! {
        @match row.period {
            Some(period) => {
                @if let Some(start) = period.start { (start) " to " }
                time datetime=(period.end) { (period.end) }
            }
            None => { "not said; told " (words::when(row.support.since, &view.zone)) }
        }
    }
}

/// Cash on hand of those of whom it is known for a day.
fn over_time(view: &RaceView) -> Option<Lines> {
    let mut by_holder: BTreeMap<&str, Vec<(jiff::civil::Date, f64)>> = BTreeMap::new();
    for row in view
        .page
        .money
        .iter()
        .filter(|row| row.measure == Measure::CashOnHand)
    {
        let day = row
            .period
            .and_then(|period| period.end.day())
            .or_else(|| row.support.since.day());
        if let Some(day) = day {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a chart needs no cent of ninety trillion dollars"
            )]
            by_holder
                .entry(&row.holder)
                .or_default()
                .push((day, row.amount.cents() as f64 / 100.0));
        }
    }
    let mut series: Vec<Series> = by_holder
        .into_iter()
        .map(|(name, mut points)| {
            points.sort_by_key(|point| point.0);
            Series {
                name: name.to_owned(),
                points,
            }
        })
        .collect();
    // Two points make a line; a chart of single ones tells no more than the table.
    if !series.iter().any(|series| series.points.len() > 1) {
        return None;
    }
    let last = |series: &Series| series.points.last().map_or(0.0, |point| point.1);
    series.sort_by(|a, b| last(b).total_cmp(&last(a)));
    let first = series.first()?;
    Some(Lines {
        id: "cash".to_owned(),
        title: format!(
            "Cash on hand over time; {} had the most in their last report",
            first.name
        ),
        description:
            "US dollars, by the last day that a report covers. The table has every figure."
                .to_owned(),
        series,
        marks: Vec::new(),
        unit: dollars,
    })
}

fn dollars(value: f64) -> String {
    if value >= 1_000_000.0 {
        format!("${}m", chart::at(value / 1_000_000.0))
    } else if value >= 1_000.0 {
        format!("${}k", chart::at(value / 1_000.0))
    } else {
        format!("${}", chart::at(value))
    }
}
