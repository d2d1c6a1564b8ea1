//! What editors and publishers said: sign-offs under the head, marks at the rows, what no longer stands at the end.

use std::collections::BTreeMap;

use record::acts::{SetAside, Why};
use record::page::Support;

use super::{Frame, words};
use crate::commands::counted;
use crate::screen::Screen;

/// Who answers for the page, and whether that still holds.
pub(super) fn draw_sign_offs(screen: &mut Screen, frame: &Frame<'_>) {
    for signed in &frame.page.acts.sign_offs {
        let what = match &signed.about {
            record::acts::Target::Claim(id) => format!("row of {id} signed off"),
            _ => "signed off".to_owned(),
        };
        let since = words::when_with_zone(signed.done.since, frame.zone);
        let state = if signed.fresh {
            format!("holds: {}", counted(signed.signed, "claim", "claims"))
        } else {
            format!(
                "STALE: {} signed, {} now",
                counted(signed.signed, "claim", "claims"),
                signed.now
            )
        };
        screen.line(
            0,
            &format!("{what} by {}, {since} · {state}", signed.done.actor),
        );
    }
}

/// What editors and publishers said of the claims that a row rests on.
pub(super) fn draw_marks(screen: &mut Screen, frame: &Frame<'_>, indent: usize, support: &Support) {
    let acts = &frame.page.acts;
    if let Some(confirmed) = acts.confirmation(&support.claims) {
        let done = &confirmed.done;
        screen.aside(
            indent,
            &format!(
                "confirmed by {}, {}",
                done.actor,
                words::when(done.since, frame.zone)
            ),
        );
    }
    if let Some(correction) = acts.outstanding(&support.claims) {
        screen.line(
            indent,
            &format!(
                "correction outstanding: {} took it back, {}",
                correction.claim,
                words::when(correction.done.since, frame.zone)
            ),
        );
    }
}

/// What was stated and no longer stands.
pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    let acts = &frame.page.acts;
    if acts.set_aside.is_empty() && acts.redactions.is_empty() {
        return;
    }
    screen.heading("NO LONGER STANDS");
    // What our own reader had wrong was never stated; it is counted, and `hustings acts` lists it.
    let (misread, stated): (Vec<&SetAside>, Vec<&SetAside>) = acts
        .set_aside
        .iter()
        .partition(|aside| aside.why == Why::Superseded);
    let mut alike: BTreeMap<(String, Why), Vec<&SetAside>> = BTreeMap::new();
    for aside in stated {
        let what = words::stated(&aside.statement, aside.certainty);
        alike.entry((what, aside.why)).or_default().push(aside);
    }
    for ((what, why), asides) in alike {
        screen.line(2, &what);
        let ids: Vec<String> = asides.iter().map(|aside| aside.claim.to_string()).collect();
        let act = asides.iter().find_map(|aside| aside.act);
        let act = act.map(|act| format!(" (act {act})")).unwrap_or_default();
        screen.aside(4, &format!("{}{act}: {}", why.words(), words::list(&ids)));
    }
    if !misread.is_empty() {
        let claims = counted(misread.len() as u64, "claim", "claims");
        screen.aside(
            2,
            &format!("{claims} of earlier readings, read otherwise since"),
        );
    }
    for redaction in &acts.redactions {
        let done = &redaction.done;
        screen.aside(
            2,
            &format!(
                "words of {} destroyed by {}, {} (act {})",
                redaction.about,
                done.actor,
                words::when(done.since, frame.zone),
                done.act
            ),
        );
    }
}
