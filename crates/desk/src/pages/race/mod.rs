//! The page of a race: one section, one file.

mod backing;
mod changes;
mod editorial;
mod field;
mod head;
mod money;
mod people;
mod polls;
mod results;
mod schedule;
mod tables;

use claim::Race;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::changes::Changes;
use record::page::RacePage;
use record::{Cut, DocumentMeta, Record};
use serde::Serialize;

pub(super) use tables::counted_votes;

use super::{Field, Kind, Opened, Opening, Page};
use crate::asked::{Asked, Form};
use crate::law::{Law, LawRow};
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, parts, words};

/// A race as of a moment.
pub(super) static KIND: Kind = Kind {
    name: "race",
    pattern: "race/{race}",
    about: "A race as of a moment: field, dates, endorsements, money, polls, results, each with its origins.",
    forms: &[Form::Atom, Form::Ics],
    parameters: &[(
        "since",
        "Tell what changed since this moment; without it, since a day before the last report.",
    )],
    fields: &[
        Field {
            name: "title",
            kind: "string",
            about: "The race in words.",
        },
        Field {
            name: "state",
            kind: "array",
            about: "The state of play, a sentence each.",
        },
        Field {
            name: "race",
            kind: "string",
            about: "The race's id.",
        },
        Field {
            name: "as_of",
            kind: "string?",
            about: "What was public by this moment; null means everything held.",
        },
        Field {
            name: "recorded",
            kind: "number",
            about: "The batch that the page is of.",
        },
        Field {
            name: "claims",
            kind: "number",
            about: "How many claims the page rests on.",
        },
        Field {
            name: "documents",
            kind: "number",
            about: "In how many document versions these stand.",
        },
        Field {
            name: "uncompared",
            kind: "number",
            about: "How many of these were not compared for copied text yet.",
        },
        Field {
            name: "field",
            kind: "array",
            about: "The people of the race, each with status, origins, evidence and what contradicts it.",
        },
        Field {
            name: "schedule",
            kind: "array",
            about: "Dates as reported.",
        },
        Field {
            name: "by_law",
            kind: "array",
            about: "Dates by law, each with its citation.",
        },
        Field {
            name: "endorsements",
            kind: "array",
            about: "Who backs or opposes whom.",
        },
        Field {
            name: "money",
            kind: "array",
            about: "Campaign money by holder and measure.",
        },
        Field {
            name: "polls",
            kind: "array",
            about: "Polls, newest first.",
        },
        Field {
            name: "ratings",
            kind: "array",
            about: "Forecasters' ratings.",
        },
        Field {
            name: "results",
            kind: "array",
            about: "Outcomes and counts, the latest stage first.",
        },
        Field {
            name: "offices",
            kind: "array",
            about: "Offices that people of the field hold or held.",
        },
        Field {
            name: "people",
            kind: "array",
            about: "Facts of lives.",
        },
        Field {
            name: "roles",
            kind: "array",
            about: "Who works for people of the field.",
        },
        Field {
            name: "acts",
            kind: "object?",
            about: "What editors and publishers said about the claims.",
        },
        Field {
            name: "changes",
            kind: "object",
            about: "What changed since `since`.",
        },
        Field {
            name: "reports",
            kind: "array",
            about: "The documents that the page knows, the last first.",
        },
    ],
    open,
};

/// How long before its last report the page tells changes since, where nobody says.
const LATELY: i64 = 24 * 3_600;

#[derive(Debug, Serialize)]
pub(super) struct RaceView {
    title: String,
    state: Vec<String>,
    #[serde(flatten)]
    page: RacePage,
    by_law: Vec<LawRow>,
    changes: Changes,
    reports: Vec<DocumentMeta>,
    /// What each of the last moments changed, the last first; for the feed alone.
    #[serde(skip)]
    history: Vec<(Timestamp, Changes)>,
    #[serde(skip)]
    cut: Cut,
    #[serde(skip)]
    zone: TimeZone,
}

/// The state of play of a race, a sentence each.
pub(super) fn state_of(record: &Record, race: &Race, cut: Cut) -> Result<Vec<String>, Problem> {
    let zone = rules::zone(&race.state);
    Ok(RaceView::of(record, race, cut, zone)?.state)
}

/// The race of an address.
pub(super) fn asked_race(asked: &Asked, at: usize) -> Result<Race, Problem> {
    asked
        .segment(at)
        .parse()
        .map_err(|_| Problem::NotFound("There is no such race."))
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let race = asked_race(asked, 1)?;
    let zone = rules::zone(&race.state);
    let cut = asked.cut(&zone)?;
    let since = asked.moment("since", &zone)?;
    let mut view = RaceView::of(record, &race, cut, zone)?.since(record, since)?;
    if asked.form == Form::Atom {
        view.history = changes::history(record, &view)?;
    }
    Ok(Box::new(view))
}

impl RaceView {
    /// A race as of a moment. Until it is asked since when, nothing changed.
    fn of(record: &Record, race: &Race, cut: Cut, zone: TimeZone) -> Result<Self, Problem> {
        let page = record.page(race, cut, &zone)?;
        let mut reports = record.documents_on(race, cut)?;
        reports.reverse();
        let law = Law::of(race, cut.reported, &zone);
        let mut view = Self {
            title: words::race(race),
            state: Vec::new(),
            changes: record::changes::compare(&page, &page),
            page,
            by_law: law.rows,
            reports,
            history: Vec::new(),
            cut,
            zone,
        };
        view.state = head::state(&view);
        Ok(view)
    }

    /// With what changed since a moment; without one, since a day before the last report.
    fn since(mut self, record: &Record, since: Option<Timestamp>) -> Result<Self, Problem> {
        let since = since.or_else(|| {
            let last = self.reports.first()?.reported_last;
            Timestamp::from_second(last.as_second() - LATELY).ok()
        });
        if let Some(since) = since {
            // A moment after that of the page has no earlier page.
            let before = Cut {
                reported: Some(self.cut.reported.map_or(since, |cut| cut.min(since))),
                ..self.cut
            };
            let earlier = record.page(&self.page.race, before, &self.zone)?;
            self.changes = record::changes::compare(&earlier, &self.page);
        }
        Ok(self)
    }

    /// The moment of the page: that which was asked, else that of its last report.
    fn moment(&self) -> Option<Timestamp> {
        self.cut
            .reported
            .or_else(|| self.reports.first().map(|report| report.reported_last))
    }

    /// The place of a person in the field, which is that of their colour.
    fn place_of(&self, name: &str) -> usize {
        let person = claim::PersonName::new(name);
        self.page
            .field
            .iter()
            .position(|row| row.person == person)
            .or_else(|| {
                self.page
                    .field
                    .iter()
                    .position(|row| row.person.consistent_with(&person))
            })
            .unwrap_or(5)
    }
}

impl Page for RaceView {
    fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            description: self.state.join(" "),
            canonical: parts::race(&self.page.race),
            indexed: true,
            about: Some(head::json_ld(self)),
            feed: Some(format!("Changes: {}", self.title)),
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            (head::draw(self, frame))
            div.columns {
                div.wide {
                    (field::draw(self, frame))
                    (results::draw(self, frame))
                    (polls::draw(self, frame))
                    (money::draw(self, frame))
                    (backing::draw(self, frame))
                    (people::draw(self, frame))
                    (editorial::draw(self, frame))
                }
                div.narrow {
                    (changes::draw(self, frame))
                    (schedule::draw(self, frame))
                    (head::reports(self, frame))
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        tables::of(self)
    }

    fn feed(&self, frame: &Frame<'_>) -> Option<String> {
        Some(changes::feed(self, frame))
    }

    fn calendar(&self) -> Option<String> {
        Some(super::calendar::of_race(
            &self.page,
            &self.by_law,
            self.moment(),
            &self.zone,
        ))
    }
}
