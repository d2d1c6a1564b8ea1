//! The page of a race: one section, one file.

mod field;
mod tables;

use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::Record;
use record::page::RacePage;
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::law::{Law, LawRow};
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, parts, words};

/// A race as of a moment.
pub(super) static KIND: Kind = Kind {
    name: "race",
    pattern: "race/{race}",
    about: "A race as of a moment: field, dates, endorsements, money, polls, results, each with its origins.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "title",
            kind: "string",
            about: "The race in words.",
        },
        Field {
            name: "race",
            kind: "string",
            about: "The race's id.",
        },
        Field {
            name: "field",
            kind: "array",
            about: "The people of the race, each with status, origins and evidence.",
        },
    ],
    open,
};

#[derive(Debug, Serialize)]
pub(super) struct RaceView {
    title: String,
    #[serde(flatten)]
    page: RacePage,
    by_law: Vec<LawRow>,
    #[serde(skip)]
    zone: TimeZone,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let race: claim::Race = asked
        .segment(1)
        .parse()
        .map_err(|_| Problem::NotFound("There is no such race."))?;
    let zone = rules::zone(&race.state);
    let cut = asked.cut(&zone)?;
    let page = record.page(&race, cut, &zone)?;
    let law = Law::of(&race, cut.reported, &zone);
    Ok(Box::new(RaceView {
        title: words::race(&race),
        page,
        by_law: law.rows,
        zone,
    }))
}

impl Page for RaceView {
    fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            description: format!("{}: who is in the field, and on whose word.", self.title),
            canonical: parts::race(&self.page.race),
            indexed: true,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            h1 { (self.title) }
            (field::draw(self, frame))
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        tables::of(self)
    }
}
