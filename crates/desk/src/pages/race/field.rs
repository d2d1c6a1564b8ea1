//! Who is in the race, and where each stands.

use claim::{Certainty, Status};
use maud::{Markup, html};
use record::page::{FieldRow, Known};

use super::RaceView;
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    html! {
        section aria-labelledby="field" {
            h2 id="field" { "Field" }
            @if view.page.field.is_empty() { p { "Nobody is said to be in it." } }
            @else {
                div.scroll tabindex="0" role="region" aria-labelledby="field" {
                    table.field {
                        thead { tr {
                            th scope="col" { "Person" }
                            th scope="col" { "Status" }
                            th scope="col" { "Since" }
                            th scope="col" { "Origins and evidence" }
                            th scope="col" { "Official record" }
                        } }
                        tbody { @for row in &view.page.field { (person(view, row, frame)) } }
                    }
                }
            }
        }
    }
}

fn person(view: &RaceView, row: &FieldRow, frame: &Frame<'_>) -> Markup {
    html! {
        tr {
            th scope="row" {
                (parts::name(frame, &row.person, row.party.as_ref()))
                @if row.incumbent { span.tag { "incumbent" } }
            }
            td data-label="Status" {
                (status(row, view))
                @for held in &row.standing { span.tag { (held.standing.word().replace('_', " ")) } }
                (parts::beside(frame, row.reason, &row.flags, &row.others))
                @if let Some(confirmed) = row.support.as_ref().and_then(|support| view.page.acts.confirmation(&support.claims)) {
                    p.good { span aria-hidden="true" { "✓ " } "confirmed by " (confirmed.done.actor) }
                }
            }
            td data-label="Since" { @if let Some(since) = row.since { (parts::time(since, &view.zone)) } @else { "–" } }
            td data-label="Rests on" { @if let Some(support) = &row.support { (parts::support(frame, support)) } @else { "–" } }
            td data-label="Official record" { (official(row, frame)) }
        }
    }
}

/// The status with what belongs to it.
fn status(row: &FieldRow, view: &RaceView) -> Markup {
    let Some(status) = row.status else {
        return html! { span.unknown { "not known" } };
    };
    html! {
        strong class={ "status " (status.word()) } {
            @if row.certainty == Some(Certainty::Possible) { "possibly " }
            (words::status(status))
        }
        @if let Some(date) = row.date {
            @if status == Status::Expected { " to announce" } " " (parts::weekday_time(date, &view.zone))
        }
        @if let Some(stage) = &row.stage { span.stage { (words::stage(stage)) } }
        @if let Some(stage) = &row.passed_over { p.why { "Passed over: others went on from the " (words::stage(stage)) "." } }
    }
}

/// What official records and papers say: ✓, ✗ or silent, in words.
fn official(row: &FieldRow, frame: &Frame<'_>) -> Markup {
    let contradicted = row
        .flags
        .contains(&record::page::Flag::ContradictedByRecord);
    html! {
        @match &row.official {
            Some(said) if contradicted => { span.bad { span aria-hidden="true" { "✗ " } (said) } }
            Some(said) => { span.good { span aria-hidden="true" { "✓ " } (said) } }
            None => { span.silent { "silent" } }
        }
        @match row.filed.value {
            Known::Yes => { p.papers { "papers filed " @if let Some(support) = &row.filed.support { (parts::count(frame, support)) } } }
            Known::No => { p.papers { "papers not filed " @if let Some(support) = &row.filed.support { (parts::count(frame, support)) } } }
            Known::NotKnown => {}
        }
    }
}
