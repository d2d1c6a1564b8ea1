//! `hustings same A B`, `different A B`, `unsure A B`: an editor's word on who is who.

use anyhow::anyhow;
use record::identity::{Identity, Judged, Reference, Verdict, WhoIsWho, Whom};
use record::{Cut, Record};
use serde::Serialize;

use crate::args::identity::{Judge, JudgedKind};
use crate::failure::{Failure, Outcome};
use crate::screen;
use crate::settings::{Form, Settings, TOOL, moment, now, zone_of};
use crate::talk;

pub(crate) fn run(
    typed: &Judge,
    verdict: Verdict,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    // A record is never made by a word on what it does not hold.
    drop(settings.open_read()?);
    let mut record = settings.open()?;
    let judged = judged(typed.kind);
    let (a, b) = match judged {
        Judged::Person => (
            meant(&record, typed, &typed.a)?,
            meant(&record, typed, &typed.b)?,
        ),
        _ => (typed.a.trim().to_owned(), typed.b.trim().to_owned()),
    };
    if a == b {
        return Err(Failure::new(anyhow!("{} is on both sides", typed.a))
            .hint("`hustings identity WHO` lists the addresses of everybody who bears a name"));
    }
    let identity = Identity {
        judged,
        race: typed.race.clone(),
        a,
        b,
        verdict,
        basis: typed.who.note.clone(),
    };
    let at = now();
    let since = match typed.who.since {
        Some(when) => moment(when, &zone_of(typed.race.as_ref()))?,
        None => at,
    };
    let mut batch = record.batch(at, &typed.who.actor, TOOL, Some(&typed.who.note))?;
    let word = batch.judge_since(&identity, since)?;
    let number = batch.commit()?;
    if settings.form == Form::Json {
        let line = Line {
            word: word.0,
            identity: &identity,
            batch: number.map(|batch| batch.0),
        };
        screen::json(&mut std::io::stdout().lock(), &line)?;
    }
    talk::say(
        settings,
        &format!(
            "Word {}: {} and {} are {}. `hustings split {} --note …` ends it.",
            word.0,
            identity.a,
            identity.b,
            match verdict {
                Verdict::Same => "the same",
                Verdict::Different => "different",
                Verdict::Unsure => "left open",
            },
            word.0
        ),
    );
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct Line<'a> {
    word: u64,
    #[serde(flatten)]
    identity: &'a Identity,
    batch: Option<u64>,
}

const fn judged(kind: JudgedKind) -> Judged {
    match kind {
        JudgedKind::Person => Judged::Person,
        JudgedKind::Organization => Judged::Organization,
        JudgedKind::Outlet => Judged::Outlet,
        JudgedKind::Origin => Judged::Origin,
    }
}

/// What is written down for one side: a name of the race as it stands there, an id, or an address. A name that nobody or that
/// more than one person bears is refused, because the word would say something else than was meant.
fn meant(record: &Record, typed: &Judge, text: &str) -> Result<String, Failure> {
    let reference = Reference::read(text);
    let Reference::Name(name) = &reference else {
        let found = record.who_is_who(&Whom::Reference(reference.clone()), Cut::default())?;
        if found.people.is_empty() {
            return Err(nobody(text));
        }
        return Ok(reference.to_string());
    };
    if let Some(race) = &typed.race {
        let found = record.who_is_who(&Whom::Race(race.clone()), Cut::default())?;
        let mut names = found.people.iter().flat_map(|person| &person.names);
        return if names.any(|held| held.as_str() == name) {
            Ok(name.clone())
        } else {
            Err(
                Failure::new(anyhow!("nobody is called `{name}` in {race}")).hint(format!(
                    "`hustings identity {race}` lists the names of the race to the letter"
                )),
            )
        };
    }
    let found = record.who_is_who(&Whom::Reference(reference.clone()), Cut::default())?;
    match found.people.as_slice() {
        [] => Err(nobody(text)),
        [person] => Ok(person
            .uids
            .first()
            .map_or_else(|| name.clone(), ToString::to_string)),
        _ => Err(many(text, &found)),
    }
}

fn nobody(text: &str) -> Failure {
    Failure::new(anyhow!("nobody is held whom `{text}` means"))
        .hint("a name, an id such as fec:S6AL00195, or an address as `hustings identity` lists it")
}

fn many(text: &str, found: &WhoIsWho) -> Failure {
    let each: Vec<String> = found
        .people
        .iter()
        .take(6)
        .map(|person| format!("{} ({})", person.address, person.name.as_str()))
        .collect();
    Failure::new(anyhow!(
        "{} people bear the name `{text}`",
        found.people.len()
    ))
    .hint(format!(
        "name the race with --race, or use an address: {}",
        each.join(", ")
    ))
}
