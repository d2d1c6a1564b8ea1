//! Who is in the race, and where each stands.

use maud::{Markup, html};

use super::RaceView;
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    html! {
        section aria-labelledby="field" {
            h2 id="field" { "Field" }
            div.scroll tabindex="0" role="region" aria-labelledby="field" {
                table {
                    thead { tr { th scope="col" { "Person" } th scope="col" { "Status" } th scope="col" { "Since" } th scope="col" { "Rests on" } } }
                    tbody {
                        @for row in &view.page.field {
                            tr {
                                th scope="row" { (parts::name(frame, &row.person, row.party.as_ref())) }
                                td { @if let Some(status) = row.status { (words::status(status)) } @else { "not known" } }
                                td { @if let Some(since) = row.since { (parts::time(since, &view.zone)) } }
                                td { @if let Some(support) = &row.support { (parts::support(frame, support)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
