//! `hustings backup PATH`: a copy of the record that is known to be good.

use std::fs;

use record::Cut;
use serde_json::json;

use super::counted;
use crate::args::Backup;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};

pub(crate) fn run(typed: &Backup, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let last = record
        .backup(&typed.path)
        .map_err(|error| Failure::of_record(error, &typed.path))?;
    let bytes = fs::metadata(&typed.path)?.len();
    let claims: u64 = record
        .races(Cut::as_recorded(last))?
        .iter()
        .map(|race| race.claims)
        .sum();
    match settings.form {
        Form::Json => screen::json(
            &mut std::io::stdout().lock(),
            &json!({
                "record": settings.record,
                "backup": typed.path,
                "last_batch": last,
                "claims": claims,
                "bytes": bytes,
                "sound": true,
            }),
        )?,
        Form::Text => {
            let mut screen = Screen::new();
            screen.line(
                0,
                &format!(
                    "{} holds {} up to batch {last}, in {}. Read back and sound.",
                    typed.path.display(),
                    counted(claims, "claim", "claims"),
                    counted(bytes, "byte", "bytes")
                ),
            );
            screen.finish()?;
        }
    }
    Ok(Outcome::Done)
}
