//! `hustings races`: the races of the record.

use std::io::Write;

use record::RaceSummary;

use super::counted;
use crate::args::Races;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

pub(crate) fn run(typed: &Races, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let races = record.races(cut(typed.cut, &zone_of(None))?)?;
    match settings.form {
        Form::Json => {
            let mut out = std::io::stdout().lock();
            for race in &races {
                screen::json(&mut out, race)?;
            }
            out.flush()?;
        }
        Form::Text => draw(&races)?,
    }
    Ok(Outcome::Done)
}

fn draw(races: &[RaceSummary]) -> std::io::Result<()> {
    let mut screen = Screen::new();
    if races.is_empty() {
        screen.line(0, "No race is held.");
        return screen.finish();
    }
    for held in races {
        let zone = zone_of(held.race.as_ref());
        let day = |at: jiff::Timestamp| {
            at.to_zoned_datetime(zone.clone())
                .strftime("%Y-%m-%d")
                .to_string()
        };
        let name = held
            .race
            .as_ref()
            .map_or_else(|| "race not settled".to_owned(), ToString::to_string);
        screen.row(
            0,
            &[(30, &name), (14, &counted(held.claims, "claim", "claims"))],
            &format!(
                "in {}, {} to {}",
                counted(held.documents, "document", "documents"),
                day(held.first),
                day(held.last)
            ),
        );
    }
    screen.finish()
}
