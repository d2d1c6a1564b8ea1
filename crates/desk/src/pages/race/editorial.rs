//! What was stated and no longer stands, and what was corrected.

use std::collections::BTreeMap;

use maud::{Markup, html};
use record::acts::Why;

use super::RaceView;
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let acts = &view.page.acts;
    if acts.set_aside.is_empty() && acts.redactions.is_empty() {
        return html! {};
    }
    let mut alike: BTreeMap<(String, Why), Vec<record::ClaimId>> = BTreeMap::new();
    let mut misread = 0_u64;
    for aside in &acts.set_aside {
        // What our own reader had wrong was never stated.
        if aside.why == Why::Superseded {
            misread += 1;
            continue;
        }
        let what = words::stated(&aside.statement, aside.certainty);
        alike
            .entry((what, aside.why))
            .or_default()
            .push(aside.claim.clone());
    }
    html! {
        section aria-labelledby="aside" {
            h2 id="aside" { "No longer stands" }
            ul.plain {
                @for ((what, why), claims) in alike {
                    li { (what) ": " span.how { (why.words()) } " " (parts::claims(frame, &claims)) }
                }
                @if misread > 0 { li.aside { (misread) " claims of earlier readings, read otherwise since" } }
                @for redaction in &acts.redactions {
                    li { "Words of " (redaction.about) " were destroyed by " (redaction.done.actor) " (act " (redaction.done.act) ")" }
                }
            }
        }
    }
}
