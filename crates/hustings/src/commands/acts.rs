//! `hustings acts [RACE]`: what editors and publishers did.

use std::io::Write;

use claim::Race;
use record::acts::Target;
use record::{ActId, HeldAct, Record};
use serde::Serialize;

use super::counted;
use crate::args::acts::Acts;
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};
use crate::talk;

/// An act with the one that ends it, as `--json` writes it.
#[derive(Debug, Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    act: &'a HeldAct,
    ended_by: Option<ActId>,
}

pub(crate) fn run(typed: &Acts, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let cut = cut(typed.cut, &zone_of(typed.race.as_ref()))?;
    let mut acts = record.acts(cut)?;
    if let Some(race) = &typed.race {
        let mut touching = Vec::new();
        for (act, ended_by) in acts {
            if touches(&record, &act, race)? {
                touching.push((act, ended_by));
            }
        }
        acts = touching;
    }
    match settings.form {
        Form::Json => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            for (act, ended_by) in &acts {
                let ended_by = *ended_by;
                screen::json(&mut out, &Line { act, ended_by })?;
            }
            out.flush()?;
        }
        Form::Text => {
            let mut screen = Screen::new();
            for (act, ended_by) in &acts {
                draw(&mut screen, act, *ended_by);
            }
            screen.finish()?;
            talk::say(
                settings,
                &format!("{}.", counted(acts.len() as u64, "act", "acts")),
            );
        }
    }
    Ok(Outcome::Done)
}

/// Whether an act is about a race: its page, a claim of it, a document that speaks of it, or an act of these.
fn touches(record: &Record, held: &HeldAct, race: &Race) -> Result<bool, Failure> {
    Ok(match &held.act.about {
        Target::Page(of) => of == race,
        Target::Claim(id) => id.race.as_ref() == Some(race),
        Target::Document(id) => {
            let claims = record.document(*id)?.claims;
            claims.iter().any(|id| id.race.as_ref() == Some(race))
        }
        Target::Act(id) => touches(record, &record.act(*id)?, race)?,
    })
}

/// An act in three lines at most: its number, what is done to what; by whom and why; since when, and whether it ended.
pub(crate) fn draw(screen: &mut Screen, held: &HeldAct, ended_by: Option<ActId>) {
    let act = &held.act;
    let mut what = format!("{} {}", words::act(act.kind), act.about);
    if let Some(by) = &act.by {
        what.push_str(&format!(", {by} takes its place"));
    }
    if let Some(document) = act.stands_in {
        what.push_str(&format!(", in document {document}"));
    }
    if let Some(set) = &act.set {
        let claims = counted(set.claims, "claim", "claims");
        what.push_str(&format!(
            ", {claims}, sha256 {}…",
            &set.sha256[..16.min(set.sha256.len())]
        ));
    }
    screen.row(0, &[(10, &format!("act {}", held.id))], &what);
    let note = held.note.as_deref().map(|note| format!(": {note}"));
    screen.line(10, &format!("{}{}", held.actor, note.unwrap_or_default()));
    let since = act.reported.to_zoned_datetime(zone_of(race_of(&act.about)));
    let ended = ended_by.map(|by| format!(" · ended by act {by}"));
    screen.aside(
        10,
        &format!(
            "public since {} · batch {}{}",
            since.strftime("%Y-%m-%d %H:%M %Z"),
            held.batch,
            ended.unwrap_or_default()
        ),
    );
}

fn race_of(about: &Target) -> Option<&Race> {
    match about {
        Target::Page(race) => Some(race),
        Target::Claim(id) => id.race.as_ref(),
        Target::Document(_) | Target::Act(_) => None,
    }
}
