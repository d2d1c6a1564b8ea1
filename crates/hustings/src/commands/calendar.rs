//! `hustings calendar`: the dates of elections by law, as text, JSON or iCalendar.

use std::io::{self, Write};

use claim::When;
use jiff::tz::TimeZone;
use rules::{Entry, Seen};
use serde_json::json;

use crate::args::law::{Calendar, Whose};
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, moment};
use crate::talk;

/// An entry with its zone and the date as it was known.
struct Line<'a> {
    entry: &'a Entry<'static>,
    zone: TimeZone,
    seen: Seen<'a>,
}

pub(crate) fn run(typed: &Calendar, settings: &Settings) -> Result<Outcome, Failure> {
    let entries = entries(typed);
    if entries.is_empty() {
        talk::say(settings, "No date of that is on file.");
    }
    // One moment for all: a date means its end in the zone of the race, or else in Washington's.
    let zone = match &typed.of {
        Some(Whose::State(state)) => state.time_zone(),
        Some(Whose::Race(race)) => rules::zone(&race.state),
        None => rules::zone("US"),
    };
    let at = typed.as_of.map(|when| moment(when, &zone)).transpose()?;
    if typed.ics {
        let text = rules::icalendar::write(&entries, at, &name(typed));
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let mut lines: Vec<Line<'_>> = entries
        .iter()
        .map(|entry| {
            let zone = rules::zone(entry.state);
            let seen = entry.dated.seen(at, &zone);
            Line { entry, zone, seen }
        })
        .collect();
    lines.sort_by_key(|line| (line.seen.date, line.entry.state, line.entry.dated.event));
    match settings.form {
        Form::Json => {
            let mut out = io::stdout().lock();
            for line in &lines {
                screen::json(&mut out, &as_json(line))?;
            }
        }
        Form::Text => draw(typed, &lines)?,
    }
    Ok(Outcome::Done)
}

fn entries(typed: &Calendar) -> Vec<Entry<'static>> {
    let all = match &typed.of {
        None => rules::states()
            .iter()
            .flat_map(rules::State::entries)
            .collect(),
        Some(Whose::State(state)) => state.entries(),
        Some(Whose::Race(race)) => {
            rules::state(&race.state).map_or_else(Vec::new, |state| state.entries_of(race))
        }
    };
    let of_year = |entry: &Entry<'_>| typed.year.is_none_or(|year| entry.year == year);
    all.into_iter().filter(of_year).collect()
}

fn name(typed: &Calendar) -> String {
    let of = match &typed.of {
        None => "United States".to_owned(),
        Some(Whose::State(state)) => state.name.clone(),
        Some(Whose::Race(race)) => race.to_string(),
    };
    match typed.year {
        Some(year) => format!("Elections: {of}, {year}"),
        None => format!("Elections: {of}"),
    }
}

fn offices(entry: &Entry<'_>) -> Vec<&'static str> {
    entry.offices.iter().map(|office| office.word()).collect()
}

fn as_json(line: &Line<'_>) -> serde_json::Value {
    let Line { entry, seen, .. } = line;
    json!({
        "state": entry.state, "year": entry.year, "special": entry.special, "offices": offices(entry),
        "event": entry.dated.event, "stage": entry.dated.stage, "date": seen.date,
        "moved_from": seen.moved_from, "place": entry.dated.place, "only_if": entry.dated.only_if,
        "source": seen.source, "verified": seen.doubt.is_none(), "doubt": seen.doubt,
    })
}

fn draw(typed: &Calendar, lines: &[Line<'_>]) -> io::Result<()> {
    let mut screen = Screen::new();
    if lines.is_empty() {
        return screen.finish();
    }
    screen.heading(&name(typed));
    for line in lines {
        screen.row(
            2,
            &[
                (23, &words::when_with_weekday(line.seen.date, &line.zone)),
                (4, line.entry.state),
            ],
            &what(line),
        );
        let mut rests_on = line.seen.source.citation.clone();
        if let Some(doubt) = line.seen.doubt {
            rests_on.push_str(&format!("; NOT VERIFIED: {doubt}"));
        }
        screen.aside(29, &rests_on);
    }
    screen.finish()
}

fn what(line: &Line<'_>) -> String {
    let dated = &line.entry.dated;
    let event = words::event(dated.event);
    let mut what = match &dated.stage {
        Some(stage) if stage.word() != event => format!("{event}, {}", words::stage(stage)),
        Some(stage) => words::stage(stage),
        None => event,
    };
    if line.entry.special {
        what.push_str(" (special election)");
    }
    if let Some(place) = &dated.place {
        what.push_str(&format!(", {place}"));
    }
    if let Some(only_if) = &dated.only_if {
        what.push_str(&format!(", if {only_if}"));
    }
    if let Some(from) = line.seen.moved_from {
        what.push_str(&format!("; first set for {}", date(from, &line.zone)));
    }
    what
}

fn date(when: When, zone: &TimeZone) -> String {
    words::when_with_weekday(when, zone)
}
