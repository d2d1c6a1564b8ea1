//! Counted votes, stage by stage. Counts that differ stand beside each other.

use claim::Outcome;
use maud::{Markup, html};
use record::page::{Count, StageResults};

use super::RaceView;
use crate::chart::bars;
use crate::layout::Frame;
use crate::{parts, words};

/// How many counts of one stage are drawn; the JSON has all.
const COUNTS: usize = 3;

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    html! { @for (at, results) in view.page.results.iter().enumerate() { (stage(view, results, at, frame)) } }
}

fn stage(view: &RaceView, results: &StageResults, at: usize, frame: &Frame<'_>) -> Markup {
    let name = results
        .stage
        .as_ref()
        .map_or_else(|| "stage not known".to_owned(), words::stage);
    let id = format!("results-{at}");
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { "Results: " (name) }
            @if !results.outcomes.is_empty() {
                ul.outcomes {
                    @for row in &results.outcomes {
                        li {
                            span.sign aria-hidden="true" { (sign(row.outcome)) } " "
                            strong { (row.person.as_str()) } " " (row.outcome.word()) (words::in_brackets(row.certainty)) " "
                            (parts::support(frame, &row.support))
                            (parts::beside(frame, Some(row.reason), &row.flags, &row.others))
                        }
                    }
                }
            }
            @for count in results.counts.iter().take(COUNTS) { (counted(view, count, frame)) }
            @if results.counts.len() > COUNTS { p.aside { "and " (results.counts.len() - COUNTS) " earlier counts: " a href=(frame.to(&format!("/returns/{}", view.page.race))) { "all returns" } } }
        }
    }
}

const fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Won => "★",
        Outcome::Advanced => "→",
        Outcome::Leading => "▲",
        Outcome::Trailing => "▽",
        Outcome::Lost => "·",
    }
}

fn counted(view: &RaceView, count: &Count, frame: &Frame<'_>) -> Markup {
    let part = count
        .reporting
        .map_or_else(|| "Count".to_owned(), |part| format!("{part} % counted"));
    html! {
        table.count {
            caption { strong { (part) } ", " (words::when_with_zone(count.support.since, &view.zone)) " · " (parts::support(frame, &count.support)) }
            thead { tr { th scope="col" { "Candidate" } th.num scope="col" { "Votes" } th.num scope="col" { "Percent" } th scope="col" { span.hidden { "Bar" } } } }
            tbody {
                @for row in &count.rows {
                    tr {
                        th scope="row" { (row.person.as_str()) }
                        td.num { @match row.votes { Some(votes) => (words::thousands(votes)), None => "–" } }
                        td.num { @match row.share { Some(share) => (share), None => "–" } }
                        td.bars { @if let Some(share) = row.share { (bars::bar(share.as_f64(), view.place_of(row.person.as_str()))) } }
                    }
                    @if row.compared.iter().any(|one| one.verdict != record::compare::Verdict::Consistent) {
                        tr.note { td colspan="4" { (parts::compared(frame, &row.compared)) } }
                    }
                }
            }
        }
    }
}
