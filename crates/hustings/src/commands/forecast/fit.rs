//! `hustings forecast fit FILE… --out FILE`: the parameters, from past contests.

use forecast::{Fitted, Leans, Search, Training};
use polls::Collection;

use crate::args::forecast::ForecastFit;
use crate::failure::{Failure, Outcome};
use crate::settings::Settings;
use crate::talk;

pub(super) fn run(typed: &ForecastFit, settings: &Settings) -> Result<Outcome, Failure> {
    let mut collection = Collection::default();
    let mut outcome = Outcome::Done;
    let mut inputs = Vec::new();
    for path in &typed.files {
        let bytes = std::fs::read(path).map_err(|error| {
            Failure::new(error).hint(format!("while reading {}", path.display()))
        })?;
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let (_, complaints) = collection.add(&name, &bytes)?;
        if !complaints.is_empty() {
            outcome = Outcome::DoneWithComplaints;
        }
        inputs.push(format!("{name} {}", intake::Hash::of(&bytes)));
    }
    let (contests, complaints) = collection.contests();
    complaints.iter().for_each(talk::complaint);
    talk::say(
        settings,
        &format!(
            "Fitting on {} contests; this takes some minutes.",
            contests.len()
        ),
    );
    let training = Training {
        through: typed.through,
        search: Search {
            evaluations: typed.evaluations,
            ..Search::default()
        },
        ..Training::default()
    };
    let mut fitted =
        forecast::fit_all(&contests, &Fitted::carried()?, &Leans::carried()?, training)?;
    inputs.sort();
    fitted.provenance.inputs = inputs;
    fitted.provenance.command = format!(
        "hustings forecast fit FILE… --through {} --evaluations {}",
        typed.through, typed.evaluations
    );
    std::fs::write(&typed.out, fitted.write()?)?;
    talk::say(settings, &format!("Wrote {}.", typed.out.display()));
    Ok(outcome)
}
