//! `hustings check`: examines the whole record.

use record::Cut;
use serde_json::json;

use super::counted;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};
use crate::talk;

pub(crate) fn run(settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let complaints = record.check()?;
    complaints.iter().for_each(talk::complaint);
    let batches = record.batches()?;
    let documents: u64 = batches.iter().map(|batch| batch.documents).sum();
    let claims: u64 = batches.iter().map(|batch| batch.claims).sum();
    let races = record
        .races(Cut::default())?
        .iter()
        .filter(|held| held.race.is_some())
        .count() as u64;
    let sound = complaints.is_empty();
    match settings.form {
        Form::Json => screen::json(
            &mut std::io::stdout().lock(),
            &json!({
                "record": record::shown(&settings.record),
                "sound": sound,
                "batches": batches.len(),
                "documents": documents,
                "claims": claims,
                "races": races,
                "complaints": complaints,
            }),
        )?,
        Form::Text => {
            let mut screen = Screen::new();
            let verdict = if sound {
                "Sound: the file, every hash, every quote at its place.".to_owned()
            } else {
                format!(
                    "Not sound: {}.",
                    counted(complaints.len() as u64, "complaint", "complaints")
                )
            };
            screen.line(0, &verdict);
            screen.line(
                0,
                &format!(
                    "{} about {} in {}, added in {}.",
                    counted(claims, "claim", "claims"),
                    counted(races, "race", "races"),
                    counted(documents, "document", "documents"),
                    counted(batches.len() as u64, "batch", "batches")
                ),
            );
            screen.finish()?;
        }
    }
    Ok(if sound {
        Outcome::Done
    } else {
        Outcome::Failed
    })
}
