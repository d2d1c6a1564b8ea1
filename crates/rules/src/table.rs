//! A table of one year's primaries in many states, for those whose own file has no calendar.

use std::collections::BTreeMap;

use claim::{Event, OfficeSought, Stage, When};
use serde::Deserialize;

use crate::calendar::Election;
use crate::state::Office;
use crate::{Dated, Move, RulesError, Source};

/// The table of one year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Primaries {
    year: i16,
    general: When,
    /// The key of the source for the dates first set.
    schedule: String,
    source: BTreeMap<String, Source>,
    pub(crate) state: Vec<Row>,
}

/// The dates of one state, for the offices filled in that year or for some of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) code: String,
    #[serde(default, deserialize_with = "crate::text::office::list::deserialize")]
    offices: Vec<OfficeSought>,
    #[serde(default)]
    special: bool,
    #[serde(default)]
    filing_deadline: Option<When>,
    #[serde(default)]
    filing_doubt: Option<String>,
    /// Absent where all candidates stand on the ballot of the general election.
    #[serde(default)]
    primary: Option<When>,
    #[serde(default)]
    primary_first_set: Option<When>,
    #[serde(default)]
    primary_doubt: Option<String>,
    #[serde(default)]
    runoff: Option<When>,
    #[serde(default)]
    runoff_first_set: Option<When>,
    #[serde(default)]
    runoff_doubt: Option<String>,
    #[serde(default)]
    general: Option<When>,
    #[serde(default)]
    general_runoff: Option<When>,
    /// The key of the source for the runoff after the general election, where that is another.
    #[serde(default)]
    general_runoff_held: Option<String>,
    held: String,
}

impl Primaries {
    /// The election of one row: for the offices that it names, else for all that are filled in that year. Where none is on
    /// file it is that of Congress.
    pub(crate) fn election(
        &self,
        row: &Row,
        offices: &[Office],
        file: &str,
    ) -> Result<Election, RulesError> {
        let source = |key: &str| {
            self.source
                .get(key)
                .cloned()
                .ok_or_else(|| RulesError::Data {
                    file: file.to_owned(),
                    what: format!("there is no source `{key}`"),
                })
        };
        let held = source(&row.held)?;
        let mut dates = row.dates(&source(&self.schedule)?, &held);
        dates.push(match row.general {
            Some(day) => dated(Event::General, day, &held),
            None => dated(Event::General, self.general, &by_statute()),
        });
        let after = match &row.general_runoff_held {
            Some(key) => source(key)?,
            None => held,
        };
        dates.extend(row.general_runoff.map(|day| Dated {
            stage: Some(Stage::Runoff(None)),
            only_if: Some("nobody has a majority in the general election".to_owned()),
            ..dated(Event::Runoff, day, &after)
        }));
        let filled = |office: &Office| office.is_filled_in(self.year).then_some(office.office);
        let regular: Vec<OfficeSought> = offices.iter().filter_map(filled).collect();
        Ok(Election {
            year: self.year,
            special: row.special,
            offices: match (&row.offices[..], &regular[..]) {
                ([], []) => vec![OfficeSought::Senate, OfficeSought::House],
                ([], _) => regular,
                (named, _) => named.to_vec(),
            },
            dates,
        })
    }
}

fn by_statute() -> Source {
    Source {
        citation: "2 U.S.C. § 7".to_owned(),
        url: "https://www.law.cornell.edu/uscode/text/2/7".to_owned(),
    }
}

impl Row {
    fn dates(&self, schedule: &Source, held: &Source) -> Vec<Dated> {
        // A date that was kept rests on the report of the day; of one that was moved, that is the source of the move.
        let voted = |event, day, first_set: Option<When>| Dated {
            moved: first_set.map(|from| Move {
                from,
                announced: None,
                by: None,
                why: None,
                source: held.clone(),
            }),
            ..dated(
                event,
                day,
                if first_set.is_some() { schedule } else { held },
            )
        };
        let mut dates = Vec::new();
        dates.extend(self.primary.map(|day| Dated {
            doubt: self.primary_doubt.clone(),
            ..voted(Event::Primary, day, self.primary_first_set)
        }));
        dates.extend(self.filing_deadline.map(|day| Dated {
            doubt: self.filing_doubt.clone(),
            ..dated(Event::FilingDeadline, day, schedule)
        }));
        dates.extend(self.runoff.map(|day| Dated {
            doubt: self.runoff_doubt.clone(),
            only_if: Some("nobody has the share that the state asks for".to_owned()),
            ..voted(Event::Runoff, day, self.runoff_first_set)
        }));
        dates
    }
}

fn dated(event: Event, date: When, source: &Source) -> Dated {
    Dated {
        event,
        stage: None,
        date,
        place: None,
        only_if: None,
        moved: None,
        source: source.clone(),
        doubt: None,
    }
}
