//! `hustings serve`: the desk, until it is told to stop.

use std::io::Write;
use std::num::NonZeroUsize;

use crate::args::Serve;
use crate::failure::{Failure, Outcome};
use crate::settings::{Settings, Talk, now};

/// How many threads read the record at most, unless more are asked for: each keeps what it has read.
const READERS: usize = 4;

pub(crate) fn run(typed: &Serve, settings: &Settings) -> Result<Outcome, Failure> {
    // A new newsroom starts with an empty record, and an old record is brought up to date.
    drop(settings.open()?);
    let mut desk = desk::Settings::new(settings.record.clone(), typed.listen, now);
    desk.readers = settings
        .threads
        .min(NonZeroUsize::new(READERS).unwrap_or(NonZeroUsize::MIN));
    desk.public.clone_from(&typed.public);
    desk.indexed = !typed.unlisted;
    if let Some(name) = &typed.name {
        desk.name.clone_from(name);
    }
    if settings.talk != Talk::Quiet {
        desk.log = |line| {
            if let Ok(text) = serde_json::to_string(line) {
                // Nobody is left to tell that standard error is closed.
                let _ = writeln!(std::io::stderr().lock(), "{text}");
            }
        };
    }
    let shown = record::shown(&settings.record);
    desk::serve(desk, |address| {
        let _ = writeln!(
            std::io::stdout().lock(),
            "The desk of {shown} is at http://{address}/"
        );
    })
    .map_err(|error| {
        Failure::new(error).hint("another program may be listening there; see --listen")
    })?;
    Ok(Outcome::Done)
}
