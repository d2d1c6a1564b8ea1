//! `hustings person WHO`: what is held about a person.

use anyhow::anyhow;
use record::PersonPage;
use record::identity::{Reference, WhoIsWho, Whom};
use serde::Serialize;

use super::{claims, identity};
use crate::args::identity::Person;
use crate::failure::{Failure, Outcome};
use crate::page::field;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

/// How many open questions a page of a person shows.
const OPEN: usize = 5;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    page: &'a PersonPage,
    who: &'a WhoIsWho,
}

pub(crate) fn run(typed: &Person, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(None);
    let cut = cut(typed.cut, &zone)?;
    let who = record.who_is_who(&Whom::Reference(typed.who.clone()), cut)?;
    let held = match (&typed.who, who.people.as_slice()) {
        // A name finds everybody who bears it.
        (Reference::Name(name), _) => record.person(&claim::PersonName::new(name), cut, &zone)?,
        (_, [person]) => record.page_of(person, cut, &zone)?,
        (_, []) => return Err(nothing(&typed.who)),
        (_, more) => {
            let each: Vec<&str> = more.iter().map(|person| person.address.as_str()).collect();
            return Err(
                Failure::new(anyhow!("{} people bear {}", more.len(), typed.who)).hint(format!(
                    "one of the lists is wrong; see {}",
                    each.join(", ")
                )),
            );
        }
    };
    if held.claims.is_empty() && held.races.is_empty() {
        return Err(nothing(&typed.who));
    }
    if settings.form == Form::Json {
        let line = Line {
            page: &held,
            who: &who,
        };
        screen::json(&mut std::io::stdout().lock(), &line)?;
        return Ok(Outcome::Done);
    }
    let marks = record.marks(&held.claims, cut)?;
    let mut screen = Screen::new();
    screen.heading(held.person.as_str());
    if !who.people.is_empty() {
        screen.heading("WHO");
    }
    for person in &who.people {
        identity::draw_person(&mut screen, person);
    }
    if !who.open.is_empty() {
        identity::draw_open(&mut screen, &who.open, OPEN);
    }
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

fn nothing(who: &Reference) -> Failure {
    Failure::new(anyhow!("nothing is held about {who}"))
        .hint("a bare surname finds every bearer; `hustings races` lists the races")
}
