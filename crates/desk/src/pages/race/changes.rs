//! What changed since.

use std::collections::BTreeMap;

use jiff::Timestamp;
use maud::{Markup, html};
use record::changes::{self, Change, ChangeKind, Changes};
use record::page::RacePage;
use record::{Cut, Record};

use super::RaceView;
use crate::layout::Frame;
use crate::{Problem, feed, parts, words};

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

/// How many moments a feed goes back.
const MOMENTS: usize = 20;

/// What each of the last moments changed, the last first.
pub(super) fn history(
    record: &Record,
    view: &RaceView,
) -> Result<Vec<(Timestamp, Changes)>, Problem> {
    let mut moments: Vec<Timestamp> = view
        .reports
        .iter()
        .map(|report| report.reported_last)
        .collect();
    moments.dedup();
    let mut history = Vec::new();
    let mut after: Option<(Timestamp, RacePage)> = None;
    for moment in moments.into_iter().take(MOMENTS + 1) {
        let cut = Cut {
            reported: Some(moment),
            ..view.cut
        };
        let page = record.page(&view.page.race, cut, &view.zone)?;
        if let Some((at, later)) = &after {
            history.push((*at, changes::compare(&page, later)));
        }
        after = Some((moment, page));
    }
    Ok(history)
}

/// The changes as a feed, each at the moment that made it. What was merely stated again is no news.
pub(super) fn feed(view: &RaceView, frame: &Frame<'_>) -> String {
    let address = parts::race(&view.page.race);
    let told = view.history.iter().flat_map(|(at, changes)| {
        let telling = changes
            .changes
            .iter()
            .filter(|change| change.change != ChangeKind::Repeated);
        telling.map(move |change| (*at, change))
    });
    let entries = told.map(|(at, change)| feed::Entry {
        // The same change of the same moment keeps its id, whatever else is told with it.
        id: format!(
            "{address}?as_of={at}#{}",
            slug(&format!("{} {}", change.subject, change.what))
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

/// Words as the end of an address.
fn slug(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    crate::asked::encode(&words.join("-"))
}
