//! `hustings forecast RACE --days`: every day on which the forecast changed.

use claim::{Event, Race, When};
use forecast::words::percent;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use outlook::{Model, Outlook};
use record::{Cut, Record};
use serde::Serialize;

use super::{forecast, nothing_to_tell};
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, moment};

/// A day as scripts get it.
#[derive(Debug, Serialize)]
struct Day<'a> {
    race: &'a Race,
    #[serde(rename = "day")]
    date: When,
    stages: &'a [forecast::StageForecast],
    changes: Vec<outlook::Change>,
    new_polls: Vec<String>,
}

pub(super) fn run(
    record: &Record,
    race: &Race,
    cut: Cut,
    zone: &TimeZone,
    model: &Model,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let (first, last) = span(record, race, cut, zone, settings)?;
    let mut screen = Screen::new();
    screen.heading(&format!("{race}: the forecast day by day"));
    let mut before: Option<Outlook> = None;
    let mut day = first;
    while day <= last {
        let of_day = Cut {
            reported: Some(moment(When::Day(day), zone)?),
            ..cut
        };
        let now = forecast(record, race, of_day, zone, model, settings)?;
        if let Some(now) = now {
            let same = before
                .as_ref()
                .is_some_and(|before| before.forecast == now.forecast);
            if !same {
                let (changes, new_polls) = before
                    .as_ref()
                    .map(|before| outlook::since(before, &now))
                    .unwrap_or_default();
                match settings.form {
                    Form::Json => screen::json(
                        &mut std::io::stdout().lock(),
                        &Day {
                            race,
                            date: When::Day(day),
                            stages: &now.forecast.stages,
                            changes,
                            new_polls,
                        },
                    )?,
                    Form::Text => draw(&mut screen, day, &now, &new_polls),
                }
            }
            before = Some(now);
        }
        day = day.checked_add(1.day())?;
    }
    if before.is_none() {
        return Err(nothing_to_tell(race));
    }
    if matches!(settings.form, Form::Text) {
        screen.finish()?;
    }
    Ok(Outcome::Done)
}

/// From the day of the first report to the general election, or to the end of the cut.
fn span(
    record: &Record,
    race: &Race,
    cut: Cut,
    zone: &TimeZone,
    settings: &Settings,
) -> Result<(Date, Date), Failure> {
    let page = record
        .page(race, cut, zone)
        .map_err(|error| Failure::of_record(error, &settings.record))?;
    let races = record.races(cut)?;
    let held = races
        .iter()
        .find(|held| held.race.as_ref() == Some(race))
        .ok_or_else(|| nothing_to_tell(race))?;
    let first = held.first.to_zoned_datetime(zone.clone()).date();
    let general = page
        .schedule
        .iter()
        .find(|row| row.event == Event::General)
        .and_then(|row| row.date.day());
    let end = Date::new(race.year, 12, 31)?;
    let last = match cut.reported {
        Some(moment) => moment.to_zoned_datetime(zone.clone()).date(),
        None => general.unwrap_or(end),
    };
    Ok((first, last.min(end)))
}

fn draw(screen: &mut Screen, day: Date, now: &Outlook, new_polls: &[String]) {
    for (at, stage) in now.forecast.stages.iter().enumerate() {
        let leaders: Vec<String> = stage
            .candidates
            .iter()
            .filter(|c| c.win >= 0.05)
            .take(4)
            .map(|c| {
                format!(
                    "{} {} (wins {})",
                    c.person,
                    percent(c.share),
                    percent(c.win)
                )
            })
            .collect();
        let when = if at == 0 {
            day.to_string()
        } else {
            String::new()
        };
        screen.row(
            2,
            &[(10, &when), (10, &stage.stage.to_string())],
            &leaders.join(" · "),
        );
    }
    for poll in new_polls {
        screen.aside(14, &format!("new: {poll}"));
    }
}
