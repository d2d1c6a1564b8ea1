//! `hustings person NAME`: what is held about a person.

use anyhow::anyhow;

use super::claims;
use crate::args::Person;
use crate::failure::{Failure, Outcome};
use crate::page::field;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

pub(crate) fn run(typed: &Person, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(None);
    let cut = cut(typed.cut, &zone)?;
    let held = record.person(&typed.name, cut, &zone)?;
    if held.claims.is_empty() && held.races.is_empty() {
        return Err(
            Failure::new(anyhow!("nothing is held about {}", typed.name.as_str()))
                .hint("a bare surname finds every bearer; `hustings races` lists the races"),
        );
    }
    if settings.form == Form::Json {
        screen::json(&mut std::io::stdout().lock(), &held)?;
        return Ok(Outcome::Done);
    }
    let marks = record.marks(&held.claims, cut)?;
    let mut screen = Screen::new();
    screen.heading(held.person.as_str());
    for entry in &held.races {
        screen.heading(&entry.race.to_string());
        field::draw_row(&mut screen, &entry.row, &zone_of(Some(&entry.race)));
    }
    screen.heading("CLAIMS");
    for claim in &held.claims {
        claims::draw(
            &mut screen,
            claim,
            marks.get(&claim.id).map_or(&[], Vec::as_slice),
        );
    }
    screen.finish()?;
    Ok(Outcome::Done)
}
