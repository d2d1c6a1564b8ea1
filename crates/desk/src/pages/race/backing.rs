//! Support and opposition.

use claim::{Certainty, Stance};
use maud::{Markup, html};
use record::page::EndorsementRow;

use super::RaceView;
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    if view.page.endorsements.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="backing" {
            h2 id="backing" { "Support and opposition" }
            div.scroll tabindex="0" role="region" aria-labelledby="backing" {
                table {
                    thead { tr { th scope="col" { "Who" } th scope="col" { "Stance" } th scope="col" { "Date" } th scope="col" { "Rests on" } } }
                    tbody {
                        @for row in &view.page.endorsements {
                            tr {
                                th scope="row" { (row.endorser) }
                                td data-label="Stance" { (stance(row, frame)) (parts::beside(frame, Some(row.reason), &row.flags, &row.others)) }
                                td data-label="Date" { (parts::time(row.date.unwrap_or(row.support.since), &view.zone)) }
                                td data-label="Rests on" { (parts::support(frame, &row.support)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn stance(row: &EndorsementRow, frame: &Frame<'_>) -> Markup {
    let (sign, verb) = match (row.stance, row.certainty) {
        (Stance::Support, Certainty::Denied) => ("–", "does not back"),
        (Stance::Oppose, Certainty::Denied) => ("–", "does not oppose"),
        (Stance::Support, _) => ("+", "backs"),
        (Stance::Oppose, _) => ("−", "opposes"),
    };
    let sure = match row.certainty {
        Certainty::Denied => String::new(),
        other => words::in_brackets(other),
    };
    html! {
        span.sign aria-hidden="true" { (sign) } " " (verb) " "
        a href=(frame.to(&parts::person(&row.candidate))) { (row.candidate.as_str()) } (sure)
        @if let Some(stage) = &row.stage { span.stage { (words::stage(stage)) } }
    }
}
