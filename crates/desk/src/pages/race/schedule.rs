//! Stages and deadlines, as reported and by law.

use claim::When;
use maud::{Markup, html};
use record::page::ScheduleRow;

use super::RaceView;
use crate::law::{Entry, LawRow, entries};
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let entries = entries(&view.page.schedule, &view.by_law);
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
