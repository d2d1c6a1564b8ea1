//! `hustings race RACE`: the race page in the terminal.

use anyhow::anyhow;
use claim::{OfficeSought, Race};
use record::page::RacePage;
use record::{Record, RecordError};
use serde::Serialize;

use super::changes;
use crate::args;
use crate::failure::{Failure, Outcome};
use crate::page::law::{Law, LawRow};
use crate::page::{self, Frame};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

/// The page with what the law says beside it.
#[derive(Debug, Serialize)]
struct WithLaw<'a> {
    #[serde(flatten)]
    page: &'a RacePage,
    law: &'a [LawRow],
}

pub(crate) fn run(typed: &args::RacePage, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(Some(&typed.race));
    let cut = cut(typed.cut, &zone)?;
    if let Some(since) = typed.changes_since {
        return changes::run(&record, &typed.race, since, cut, &zone, settings);
    }
    let page = match record.page(&typed.race, cut, &zone) {
        Ok(page) if page.claims > 0 || !page.acts.set_aside.is_empty() => page,
        Ok(_) | Err(RecordError::NoSuchRace(_)) => {
            return Err(nothing_held(&record, &typed.race)?);
        }
        Err(error) => return Err(Failure::of_record(error, &settings.record)),
    };
    let law = Law::of(&typed.race, cut.reported, &zone);
    match settings.form {
        Form::Json => screen::json(
            &mut std::io::stdout().lock(),
            &WithLaw {
                page: &page,
                law: &law.rows,
            },
        )?,
        Form::Text => {
            let mut screen = Screen::new();
            page::draw(&mut screen, &page, &Frame::new(&page, &law, &zone));
            screen.finish()?;
        }
    }
    Ok(Outcome::Done)
}

/// Tells a race of which nothing is held from one of which nothing was public yet.
fn nothing_held(record: &Record, race: &Race) -> Result<Failure, Failure> {
    let races = record.races(record::Cut::default())?;
    if let Some(held) = races.iter().find(|held| held.race.as_ref() == Some(race)) {
        let failure = anyhow!("nothing about {race} is held inside that cut");
        let first = held.first.to_zoned_datetime(zone_of(Some(race)));
        return Ok(Failure::new(failure).hint(format!(
            "the first report about it was public by {}",
            first.strftime("%Y-%m-%d %H:%M %Z")
        )));
    }
    let near: Vec<String> = races
        .iter()
        .filter_map(|held| held.race.as_ref())
        .filter(|held| is_near(held, race))
        .map(Race::to_string)
        .take(5)
        .collect();
    Ok(
        Failure::new(anyhow!("nothing about {race} is held")).hint(if near.is_empty() {
            "`hustings races` lists what is".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        }),
    )
}

/// The same office in another year or district, or another office of the state in that year.
fn is_near(held: &Race, race: &Race) -> bool {
    let same_place = held.state == race.state;
    let same_office = held.office == race.office && race.office != OfficeSought::Other;
    same_place && (same_office || held.year == race.year)
}
