//! `hustings act KIND …`: what editors do.

use std::io::Write;

use claim::Race;
use jiff::Timestamp;
use record::acts::Target;
use record::{Act, ActKind, ClaimId, Cut, DocumentId, HeldAct, Record, RecordError};

use super::counted;
use crate::args::acts::{self as typed, Who};
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, TOOL, moment, now, zone_of};
use crate::talk;

pub(crate) fn run(typed: &typed::Act, settings: &Settings) -> Result<Outcome, Failure> {
    // Looking up needs no lock; a record that is not there is not made by an act.
    let record = settings.open_read()?;
    let (acts, who) = acts(typed, &record).map_err(explain)?;
    drop(record);
    let mut record = settings.open()?;
    let mut batch = record.batch(now(), &who.actor, TOOL, Some(&who.note))?;
    let mut ids = Vec::new();
    for act in &acts {
        ids.push(batch.act(act).map_err(|error| explain(error.into()))?);
    }
    batch.commit()?;
    if acts.iter().any(|act| act.kind == ActKind::Redact) {
        record.scrub()?;
    }
    let held: Vec<HeldAct> = ids
        .into_iter()
        .map(|id| record.act(id))
        .collect::<Result<_, _>>()?;
    show(&held, settings)?;
    Ok(Outcome::Done)
}

/// The acts that were meant, and who does them.
fn acts<'t>(typed: &'t typed::Act, record: &Record) -> Result<(Vec<Act>, &'t Who), Failure> {
    use typed::Act as A;

    Ok(match typed {
        A::Confirm(on) => (on_claims(ActKind::Confirm, on)?, &on.who),
        A::Reject(on) => (on_claims(ActKind::Reject, on)?, &on.who),
        A::Correct(on) => {
            let stands_in = on.stands_in.map(DocumentId);
            let act = Act {
                by: on.by.clone(),
                stands_in,
                ..said_by_publisher(
                    ActKind::Correct,
                    Target::Claim(on.claim.clone()),
                    stands_in.or(document_of(record, on.by.as_ref())?),
                    record,
                    &on.who,
                )?
            };
            (vec![act], &on.who)
        }
        A::Retract(on) => {
            let stands_in = on.stands_in.map(DocumentId);
            let about = on.what.target();
            let acts = about.map(|about| {
                said_by_publisher(ActKind::Retract, about, stands_in, record, &on.who)
                    .map(|act| Act { stands_in, ..act })
            });
            (acts.into_iter().collect::<Result<_, _>>()?, &on.who)
        }
        A::Supersede(on) => {
            let read = record.claim(&on.claim)?;
            let about = Target::Claim(on.claim.clone());
            let act = Act {
                by: on.by.clone(),
                ..at(
                    ActKind::Supersede,
                    about,
                    read.document.reported_last,
                    &on.who,
                )?
            };
            (vec![act], &on.who)
        }
        A::SignOff(on) => {
            let race = race_of(&on.what);
            let set = record.set_behind(&on.what, Cut::default(), &zone_of(race.as_ref()))?;
            let act = Act {
                set: Some(set),
                ..at(ActKind::SignOff, on.what.clone(), now(), &on.who)?
            };
            (vec![act], &on.who)
        }
        A::Redact(on) => {
            let about = on.what.target();
            let acts = about.map(|about| at(ActKind::Redact, about, now(), &on.who));
            (acts.into_iter().collect::<Result<_, _>>()?, &on.who)
        }
        A::Undo(on) => {
            let ended = record.act(on.act())?;
            // That our reader was right after all was so all along.
            let since = match ended.act.kind {
                ActKind::Supersede => ended.act.reported,
                _ => now(),
            };
            (
                vec![at(ActKind::Undo, Target::Act(on.act()), since, &on.who)?],
                &on.who,
            )
        }
    })
}

fn on_claims(kind: ActKind, on: &typed::OnClaims) -> Result<Vec<Act>, Failure> {
    on.claims
        .iter()
        .map(|claim| at(kind, Target::Claim(claim.clone()), now(), &on.who))
        .collect()
}

/// An act of the publisher: public since the document in which it stands was.
fn said_by_publisher(
    kind: ActKind,
    about: Target,
    stands_in: Option<DocumentId>,
    record: &Record,
    who: &Who,
) -> Result<Act, Failure> {
    let since = match stands_in {
        Some(document) => record.document(document)?.meta.reported_last,
        None => now(),
    };
    at(kind, about, since, who)
}

fn document_of(record: &Record, claim: Option<&ClaimId>) -> Result<Option<DocumentId>, Failure> {
    Ok(match claim {
        Some(claim) => Some(record.claim(claim)?.document.document),
        None => None,
    })
}

/// An act that is public since the moment that was typed, else since this one.
fn at(kind: ActKind, about: Target, since: Timestamp, who: &Who) -> Result<Act, Failure> {
    let zone = zone_of(race_of(&about).as_ref());
    let since = match who.since {
        // Whoever says since a day means that it is not public before that day is over.
        Some(typed) => moment(typed, &zone)?,
        None => since,
    };
    Ok(Act::new(kind, about, since))
}

fn race_of(about: &Target) -> Option<Race> {
    match about {
        Target::Page(race) => Some(race.clone()),
        Target::Claim(id) => id.race.clone(),
        Target::Document(_) | Target::Act(_) => None,
    }
}

fn explain(failure: Failure) -> Failure {
    let hint = match failure.error.downcast_ref::<RecordError>() {
        Some(RecordError::NoSuchClaim(_)) => "`hustings claims RACE` lists the ids",
        Some(RecordError::NoSuchAct(_)) => "`hustings acts` lists them",
        Some(RecordError::NoSuchRace(_)) => "`hustings races` lists them",
        Some(RecordError::NoRow(_)) => "is it off the page? `hustings claims RACE` marks what is",
        _ => return failure,
    };
    failure.hint(hint)
}

fn show(held: &[HeldAct], settings: &Settings) -> Result<(), Failure> {
    match settings.form {
        Form::Json => {
            let mut out = std::io::stdout().lock();
            for act in held {
                screen::json(&mut out, act)?;
            }
            out.flush()?;
        }
        Form::Text => {
            let mut screen = Screen::new();
            for act in held {
                super::acts::draw(&mut screen, act, None);
            }
            screen.finish()?;
            if let Some(first) = held.first() {
                talk::say(
                    settings,
                    &format!(
                        "{} written down in batch {}; `hustings act undo` ends one.",
                        counted(held.len() as u64, "act", "acts"),
                        first.batch
                    ),
                );
            }
        }
    }
    Ok(())
}
