//! `hustings split NUMBER`: ends an editor's word on who is who. What it joined falls apart, and no row is rewritten.

use anyhow::anyhow;
use record::identity::IdentityId;
use serde::Serialize;

use crate::args::identity::Split;
use crate::failure::{Failure, Outcome};
use crate::screen;
use crate::settings::{Form, Settings, TOOL, moment, now, zone_of};
use crate::talk;

#[derive(Serialize)]
struct Line {
    word: u64,
    ended: bool,
    batch: Option<u64>,
}

pub(crate) fn run(typed: &Split, settings: &Settings) -> Result<Outcome, Failure> {
    drop(settings.open_read()?);
    let mut record = settings.open()?;
    let held = record
        .identities()?
        .into_iter()
        .find(|held| held.id == IdentityId(typed.word));
    let Some(held) = held else {
        return Err(Failure::new(anyhow!("there is no word {}", typed.word))
            .hint("`hustings identity WHO` shows the numbers; what a rule joined is parted by `hustings different`"));
    };
    if let Some(batch) = held.ended {
        return Err(Failure::new(anyhow!(
            "word {} was ended by batch {batch}",
            typed.word
        )));
    }
    let at = now();
    let since = match typed.who.since {
        Some(when) => moment(when, &zone_of(held.identity.race.as_ref()))?,
        None => at,
    };
    let mut batch = record.batch(at, &typed.who.actor, TOOL, Some(&typed.who.note))?;
    let ended = batch.end_since(held.id, since)?;
    let number = batch.commit()?;
    if settings.form == Form::Json {
        let line = Line {
            word: typed.word,
            ended,
            batch: number.map(|batch| batch.0),
        };
        screen::json(&mut std::io::stdout().lock(), &line)?;
    }
    talk::say(
        settings,
        &format!(
            "Word {} ({} {} {}) is ended.",
            typed.word,
            held.identity.a,
            held.identity.verdict.word(),
            held.identity.b
        ),
    );
    Ok(Outcome::Done)
}
