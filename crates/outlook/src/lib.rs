//! The page of a race as of T → what the forecast is asked, and its answer with what it rests on.
//!
//! The forecast knows no record, and the record no forecast; here the two meet. [`of`] reads the field, the polls, the results,
//! the endorsements and the money of a [`RacePage`], asks [`forecast::race`], and tells which polls carry the answer, what was
//! left out and why.

mod calendar;
mod field;
mod ledger;
mod question;
mod since;

use claim::{Race, When};
use forecast::{Fitted, ForecastError, Leans, RaceForecast, Sampling};
use jiff::tz::TimeZone;
use record::RacePage;
use serde::Serialize;

pub use ledger::Used;
pub use since::{Change, since};

/// The forecast of a race as of a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlook {
    /// The race.
    pub race: Race,
    /// As of when.
    pub as_of: Option<When>,
    /// What is expected.
    pub forecast: RaceForecast,
    /// The polls of the page, by the number that weights name, with what was made of each.
    pub polls: Vec<Used>,
    /// What a reader must know: what is missing, assumed or left out.
    pub notes: Vec<String>,
}

/// What the forecast needs beside the page.
#[derive(Debug, Clone)]
pub struct Model {
    /// The fitted numbers.
    pub fitted: Fitted,
    /// How states lean.
    pub leans: Leans,
    /// How the votes are drawn.
    pub sampling: Sampling,
}

impl Model {
    /// The one that the program carries.
    pub fn carried() -> Result<Self, ForecastError> {
        Ok(Self {
            fitted: Fitted::carried()?,
            leans: Leans::carried()?,
            sampling: Sampling::default(),
        })
    }
}

/// The forecast of a page; `None` where nobody is in the field, or all is decided.
pub fn of(page: &RacePage, model: &Model, zone: &TimeZone) -> Option<Outlook> {
    let asked = question::of(page, model, zone)?;
    let forecast = forecast::race(&asked.question, &model.fitted, model.sampling);
    (!forecast.stages.is_empty()).then(|| Outlook {
        race: page.race.clone(),
        as_of: page.as_of,
        forecast,
        polls: asked.polls,
        notes: asked.notes,
    })
}
