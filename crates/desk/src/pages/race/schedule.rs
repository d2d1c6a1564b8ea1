//! Stages and deadlines, as reported and by law.

use std::collections::BTreeSet;

use claim::{Event, When};
use maud::{Markup, html};
use record::page::ScheduleRow;

use super::RaceView;
use crate::law::{LawRow, about};
use crate::layout::Frame;
use crate::{parts, words};

enum Entry<'a> {
    Reported(&'a ScheduleRow, Option<&'a LawRow>),
    Law(&'a LawRow),
}

impl Entry<'_> {
    fn date(&self) -> When {
        match self {
            Self::Reported(row, _) => row.date,
            Self::Law(row) => row.date,
        }
    }
}

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let entries = entries(view);
    if entries.is_empty() {
        return html! {};
    }
    let moment = view.moment();
    let past = |date: When| {
        date.last(&view.zone)
            .zip(moment)
            .is_some_and(|(at, now)| at <= now)
    };
    html! {
        section aria-labelledby="dates" {
            h2 id="dates" { "Dates" }
            ol.dates {
                @for entry in entries {
                    li.past[past(entry.date())] {
                        @match entry {
                            Entry::Reported(row, law) => (reported(view, frame, row, law)),
                            Entry::Law(row) => (by_law(view, row)),
                        }
                    }
                }
            }
            p.aside { a href={ "/calendar?race=" (crate::asked::encode(&view.page.race.to_string())) } { "All dates with their rules" } }
        }
    }
}

/// Reported dates with the law's about each, and the law's about which nothing is reported; by date.
fn entries(view: &RaceView) -> Vec<Entry<'_>> {
    let key = |row: &LawRow| (row.event, row.stage.as_ref().map(ToString::to_string));
    let mut used: BTreeSet<(Event, Option<String>)> = BTreeSet::new();
    let mut entries = Vec::new();
    for row in &view.page.schedule {
        let law = about(&view.by_law, row.event, row.stage.as_ref(), row.date);
        used.extend(law.map(key));
        entries.push(Entry::Reported(row, law));
    }
    entries.extend(
        view.by_law
            .iter()
            .filter(|row| !used.contains(&key(row)))
            .map(Entry::Law),
    );
    entries.sort_by_key(Entry::date);
    entries
}

fn reported(view: &RaceView, frame: &Frame<'_>, row: &ScheduleRow, law: Option<&LawRow>) -> Markup {
    html! {
        span.date { (parts::weekday_time(row.date, &view.zone)) }
        span.event {
            (words::event_at(row.event, row.stage.as_ref())) (words::in_brackets(row.certainty))
            @if let Some(place) = &row.place { ", " (place) }
        }
        span.rest {
            (parts::count(frame, &row.support))
            @if let Some(law) = law {
                @if law.date.agrees_with(row.date) { " · by law too: " (cited(law)) }
                @else { " · " strong.bad { "but by law " (words::when_with_weekday(law.date, &view.zone)) } ": " (cited(law)) }
            }
        }
        (parts::beside(frame, Some(row.reason), &row.flags, &row.others))
    }
}

fn by_law(view: &RaceView, row: &LawRow) -> Markup {
    html! {
        span.date { (parts::weekday_time(row.date, &view.zone)) }
        span.event {
            (words::event_at(row.event, row.stage.as_ref()))
            @if let Some(only_if) = &row.only_if { ", if " (only_if) }
        }
        span.rest {
            "by law: " (cited(row))
            @if let Some(doubt) = &row.doubt { " (doubt: " (doubt) ")" }
        }
    }
}

fn cited(row: &LawRow) -> Markup {
    html! {
        @if row.url.starts_with("https://") { a href=(row.url) rel="noopener" { (row.citation) } } @else { (row.citation) }
    }
}
