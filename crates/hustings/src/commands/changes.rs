//! `hustings race RACE --changes-since T`: what changed, in words.

use anyhow::anyhow;
use claim::{Race, When};
use jiff::tz::TimeZone;
use record::changes::{ChangeKind, Changes, Section};
use record::{Cut, Record};

use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, moment};

pub(crate) fn run(
    record: &Record,
    race: &Race,
    since: When,
    until: Cut,
    zone: &TimeZone,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let from = moment(since, zone)?;
    if until.reported.is_some_and(|until| until < from) {
        let failure = anyhow!("nothing can have changed: --changes-since lies after --as-of");
        return Err(Failure::new(failure));
    }
    let since = Cut {
        reported: Some(from),
        ..until
    };
    let changes = record
        .changes(race, since, until, zone)
        .map_err(|error| Failure::of_record(error, &settings.record))?;
    match settings.form {
        Form::Json => screen::json(&mut std::io::stdout().lock(), &changes)?,
        Form::Text => {
            let mut screen = Screen::new();
            draw(&mut screen, &changes, zone);
            screen.finish()?;
        }
    }
    Ok(Outcome::Done)
}

fn draw(screen: &mut Screen, changes: &Changes, zone: &TimeZone) {
    let time = |when: Option<When>| {
        when.map_or_else(
            || "everything held".to_owned(),
            |when| words::when_with_zone(when, zone),
        )
    };
    screen.heading(&format!(
        "{} · from {} to {}",
        words::race(&changes.race),
        time(changes.since),
        time(changes.as_of)
    ));
    screen.aside(
        0,
        &format!(
            "{} · {} claims, then {} · record at batch {}",
            changes.race, changes.claims[0], changes.claims[1], changes.recorded[1]
        ),
    );
    // Steps on the way to what a row says are in the JSON, as on the page.
    let (repeated, told): (Vec<_>, Vec<_>) = changes
        .changes
        .iter()
        .filter(|change| change.change != ChangeKind::Step)
        .partition(|change| change.change == ChangeKind::Repeated);
    if told.is_empty() {
        screen.heading("Nothing changed.");
    }
    let mut section = None;
    let mut subject = "";
    for change in told {
        if section != Some(change.section) {
            screen.heading(heading(change.section));
            (section, subject) = (Some(change.section), "");
        }
        if change.subject != subject {
            subject = &change.subject;
            screen.line(2, subject);
        }
        screen.line(6, &change.what);
    }
    if !repeated.is_empty() {
        let claims: usize = repeated.iter().map(|change| change.claims.len()).sum();
        screen.heading(&format!(
            "Stated again without any other change: {}, in {}.",
            super::counted(repeated.len() as u64, "row", "rows"),
            super::counted(claims as u64, "claim", "claims"),
        ));
    }
}

const fn heading(section: Section) -> &'static str {
    match section {
        Section::Field => "FIELD",
        Section::Schedule => "SCHEDULE",
        Section::Endorsements => "WHO BACKS WHOM",
        Section::Money => "MONEY",
        Section::Polls => "POLLS",
        Section::Ratings => "RATINGS",
        Section::Results => "RESULTS",
        Section::Offices => "OFFICES",
        Section::People => "PEOPLE",
        Section::Roles => "WORK",
        Section::Acts => "EDITORS AND PUBLISHERS",
    }
}
