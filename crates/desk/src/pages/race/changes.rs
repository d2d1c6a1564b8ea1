//! What changed since.

use std::collections::BTreeMap;

use maud::{Markup, html};
use record::changes::{Change, ChangeKind};

use super::RaceView;
use crate::layout::Frame;
use crate::{feed, parts, words};

/// How many changes are drawn; the JSON has all.
const SHOWN: usize = 14;

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let changes = &view.changes;
    // That something was stated again changes nothing else.
    let telling: Vec<&Change> = changes
        .changes
        .iter()
        .filter(|change| change.change != ChangeKind::Repeated)
        .collect();
    let mut by_subject: Vec<(&str, Vec<&Change>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for change in &telling {
        let place = *places.entry(&change.subject).or_insert(by_subject.len());
        if place == by_subject.len() {
            by_subject.push((&change.subject, Vec::new()));
        }
        by_subject[place].1.push(change);
    }
    html! {
        section aria-labelledby="changed" {
            h2 id="changed" { "What changed" }
            @if let Some(since) = changes.since { p.aside { "since " (words::when_with_zone(since, &view.zone)) } }
            @if telling.is_empty() { p { "Nothing." } }
            ul.changes {
                @for (subject, changes) in by_subject.iter().take(SHOWN) {
                    li {
                        strong { (subject) }
                        @for change in changes {
                            span.change {
                                (change.what) " " (parts::claims(frame, &change.claims))
                            }
                        }
                    }
                }
            }
            @if by_subject.len() > SHOWN { p.aside { "and " (by_subject.len() - SHOWN) " more subjects, in the JSON" } }
            (since(view))
        }
    }
}

fn since(view: &RaceView) -> Markup {
    let value = view
        .changes
        .since
        .and_then(|since| since.last(&view.zone))
        .map(|at| {
            at.to_zoned_datetime(view.zone.clone())
                .strftime("%Y-%m-%dT%H:%M")
                .to_string()
        })
        .unwrap_or_default();
    html! {
        form.since method="get" action={ (parts::race(&view.page.race)) "#changed" } {
            @if let Some(at) = view.cut.reported { input type="hidden" name="as_of" value=(at); }
            @if let Some(batch) = view.cut.recorded { input type="hidden" name="recorded" value=(batch); }
            label for="since" { "Since" }
            input id="since" type="datetime-local" name="since" value=(value);
            button type="submit" { "Tell" }
        }
    }
}

/// The changes as a feed: each at the moment of the last report that made it.
pub(super) fn feed(view: &RaceView, frame: &Frame<'_>) -> String {
    let at = view.moment().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let address = parts::race(&view.page.race);
    let entries = view
        .changes
        .changes
        .iter()
        .enumerate()
        .map(|(number, change)| feed::Entry {
            // The same change of the same moment keeps its id whatever else is told with it.
            id: change.claims.first().map_or_else(
                || format!("{address}?as_of={at}#{number}"),
                |id| format!("{}#{}", parts::claim(id), number),
            ),
            title: format!("{}: {}", change.subject, change.what),
            at,
            text: match (&change.before, &change.after) {
                (Some(before), Some(after)) => format!("{before} → {after}"),
                (None, Some(after)) => after.clone(),
                (Some(before), None) => format!("no longer: {before}"),
                (None, None) => change.what.clone(),
            },
        });
    feed::atom(
        frame,
        &format!("Changes: {}", view.title),
        &address,
        entries,
    )
}
