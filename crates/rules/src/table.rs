//! A table of one year's primaries in many states, for those whose own file is not written yet.

use std::collections::BTreeMap;

use claim::{Event, OfficeSought, When};
use serde::Deserialize;

use crate::calendar::Election;
use crate::{Dated, Move, RulesError, Source};

/// The key of the source for the dates first set.
const SCHEDULE: &str = "DK";

/// The table of one year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Primaries {
    year: i16,
    general: When,
    source: BTreeMap<String, Source>,
    state: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    filing_deadline: When,
    #[serde(default)]
    filing_doubt: Option<String>,
    primary: When,
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
    held: String,
}

impl Primaries {
    /// The elections for Congress, each with the postal code of its state.
    pub(crate) fn elections(self, file: &str) -> Result<Vec<(String, Election)>, RulesError> {
        let source = |key: &str| {
            self.source
                .get(key)
                .cloned()
                .ok_or_else(|| RulesError::Data {
                    file: file.to_owned(),
                    what: format!("there is no source `{key}`"),
                })
        };
        let schedule = source(SCHEDULE)?;
        let by_statute = Source {
            citation: "2 U.S.C. § 7".to_owned(),
            url: "https://www.law.cornell.edu/uscode/text/2/7".to_owned(),
        };
        self.state
            .iter()
            .map(|row| {
                let mut dates = row.dates(&schedule, &source(&row.held)?);
                dates.push(dated(Event::General, self.general, &by_statute));
                let election = Election {
                    year: self.year,
                    special: false,
                    offices: vec![OfficeSought::Senate, OfficeSought::House],
                    dates,
                };
                Ok((row.code.clone(), election))
            })
            .collect()
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
        let mut dates = vec![
            Dated {
                doubt: self.filing_doubt.clone(),
                ..dated(Event::FilingDeadline, self.filing_deadline, schedule)
            },
            Dated {
                doubt: self.primary_doubt.clone(),
                ..voted(Event::Primary, self.primary, self.primary_first_set)
            },
        ];
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
