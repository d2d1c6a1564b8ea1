//! `hustings forecast RACE`: shares, advance and win odds, and what they rest on.

mod days;
mod fit;
mod score;
mod show;

use anyhow::anyhow;
use claim::{Race, Stage, When};
use jiff::tz::TimeZone;
use outlook::{Change, Model, Outlook, Used};
use record::{Cut, Record, RecordError};
use serde::Serialize;

use crate::args::forecast::{Forecast, ForecastCommand};
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, moment, zone_of};

pub(crate) fn run(typed: &Forecast, settings: &Settings) -> Result<Outcome, Failure> {
    match &typed.command {
        Some(ForecastCommand::Fit(typed)) => return fit::run(typed, settings),
        Some(ForecastCommand::Score(typed)) => return score::run(typed, settings),
        None => {}
    }
    let Some(race) = &typed.race else {
        return Err(Failure::new(anyhow!("a race is needed")));
    };
    let model = model(typed)?;
    let record = settings.open_read()?;
    let zone = zone_of(Some(race));
    let cut = cut(typed.cut, &zone)?;
    if typed.days {
        return days::run(&record, race, cut, &zone, &model, settings);
    }
    let now = forecast(&record, race, cut, &zone, &model, settings)?
        .ok_or_else(|| nothing_to_tell(race))?;
    let changed = match typed.since {
        None => None,
        Some(since) => {
            let earlier = Cut {
                reported: Some(moment(since, &zone)?),
                ..cut
            };
            forecast(&record, race, earlier, &zone, &model, settings)?
                .map(|before| outlook::since(&before, &now))
        }
    };
    match settings.form {
        Form::Json => write(&now, changed.as_ref())?,
        Form::Text => {
            let mut screen = Screen::new();
            show::draw(&mut screen, &now);
            if let (Some((changes, polls)), Some(since)) = (&changed, typed.since) {
                show::changes(&mut screen, since, changes, polls);
            }
            screen.finish()?;
        }
    }
    Ok(Outcome::Done)
}

fn model(typed: &Forecast) -> Result<Model, Failure> {
    let mut model = Model::carried()?;
    if let Some(path) = &typed.parameters {
        model.fitted = forecast::Fitted::read(&std::fs::read_to_string(path)?)?;
    }
    model.sampling = forecast::Sampling {
        draws: typed.draws as usize,
        seed: typed.seed,
    };
    Ok(model)
}

fn nothing_to_tell(race: &Race) -> Failure {
    Failure::new(anyhow!("there is nothing to forecast about {race}"))
        .hint("nobody is known to stand inside that cut, or all is decided")
}

/// The forecast inside a cut; `None` where the page has nobody, or all is decided.
fn forecast(
    record: &Record,
    race: &Race,
    cut: Cut,
    zone: &TimeZone,
    model: &Model,
    settings: &Settings,
) -> Result<Option<Outlook>, Failure> {
    match record.page(race, cut, zone) {
        Ok(page) => Ok(outlook::of(&page, model, zone)),
        Err(RecordError::NoSuchRace(_)) => {
            Err(Failure::new(anyhow!("nothing about {race} is held"))
                .hint("`hustings races` lists what is"))
        }
        Err(error) => Err(Failure::of_record(error, &settings.record)),
    }
}

/// One stage as scripts get it.
#[derive(Debug, Serialize)]
struct Line<'a> {
    race: &'a Race,
    stage: &'a Stage,
    as_of: Option<When>,
    candidates: &'a [forecast::CandidateForecast],
    rests_on: Vec<Rest<'a>>,
    held: f64,
    prior_weight: f64,
    pairings: &'a [forecast::Pairing],
    unpolled: &'a [String],
    words: Vec<String>,
    notes: &'a [String],
    draws: usize,
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<&'a Change>>,
}

/// A poll and its weight.
#[derive(Debug, Serialize)]
struct Rest<'a> {
    weight: f64,
    #[serde(flatten)]
    poll: &'a Used,
}

fn write(now: &Outlook, changed: Option<&(Vec<Change>, Vec<String>)>) -> Result<(), Failure> {
    for stage in &now.forecast.stages {
        let line = Line {
            race: &now.race,
            stage: &stage.stage,
            as_of: now.as_of,
            candidates: &stage.candidates,
            rests_on: rests_on(now, stage),
            held: stage.held,
            prior_weight: stage.prior_weight,
            pairings: &stage.pairings,
            unpolled: &stage.unpolled,
            words: show::words(stage),
            notes: &now.notes,
            draws: now.forecast.draws,
            seed: now.forecast.seed,
            changes: changed
                .map(|(changes, _)| changes.iter().filter(|c| c.stage == stage.stage).collect()),
        };
        screen::json(&mut std::io::stdout().lock(), &line)?;
    }
    Ok(())
}

/// The polls of a stage, the heaviest first.
fn rests_on<'a>(now: &'a Outlook, stage: &forecast::StageForecast) -> Vec<Rest<'a>> {
    let mut rests: Vec<Rest<'a>> = stage
        .weights
        .iter()
        .filter_map(|w| {
            Some(Rest {
                weight: w.weight,
                poll: now.polls.get(w.poll)?,
            })
        })
        .collect();
    rests.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    rests
}
