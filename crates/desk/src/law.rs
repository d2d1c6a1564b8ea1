//! What the law says beside what is reported: dates by rule, each with its citation.

use claim::{Event, Race, Stage, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rules::Dated;
use serde::Serialize;

/// One date by law, as it was known at the moment of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawRow {
    /// What happens.
    pub event: Event,
    /// The stage that it belongs to.
    pub stage: Option<Stage>,
    /// When, as it was known at the moment of the page.
    pub date: When,
    /// With whom papers are filed, or who acts.
    pub place: Option<String>,
    /// The condition on which it takes place at all.
    pub only_if: Option<String>,
    /// The section of the code or the act that it rests on.
    pub citation: String,
    /// Where that can be read.
    pub url: String,
    /// Why it is not fully confirmed.
    pub doubt: Option<String>,
}

/// The calendar of a race by law. Empty for a state whose law is not on file.
#[derive(Debug, Default)]
pub struct Law {
    /// Its dates, in their order.
    pub rows: Vec<LawRow>,
}

impl Law {
    /// What was known at a moment; without one, what is known.
    pub fn of(race: &Race, moment: Option<Timestamp>, zone: &TimeZone) -> Self {
        let Some(state) = rules::state(&race.state) else {
            return Self::default();
        };
        let rows = state
            .calendar(race)
            .into_iter()
            .map(|dated| row(dated, moment, zone))
            .collect();
        Self { rows }
    }

    /// The row that is about the same event.
    pub fn about(&self, event: Event, stage: Option<&Stage>) -> Option<&LawRow> {
        self.rows
            .iter()
            .find(|row| row.event == event && same_stage(row.stage.as_ref(), stage))
    }
}

fn row(dated: Dated, moment: Option<Timestamp>, zone: &TimeZone) -> LawRow {
    let known = match moment {
        Some(moment) => dated.known_at(moment, zone),
        None => Some(dated.date),
    };
    let first = dated.moved.as_ref().map_or(dated.date, |moved| moved.from);
    let date = known.unwrap_or(first);
    let source = dated.source_of(date).clone();
    let doubt = match known {
        Some(_) => dated.doubt,
        // Neither date may be shown as known: the first one stands with the doubt.
        None => Some("moved later; when that became public is not on file".to_owned()),
    };
    LawRow {
        event: dated.event,
        stage: dated.stage,
        date,
        place: dated.place,
        only_if: dated.only_if,
        citation: source.citation,
        url: source.url,
        doubt,
    }
}

/// A stage without a party is each party's, and an event without a stage is plain by itself.
fn same_stage(law: Option<&Stage>, reported: Option<&Stage>) -> bool {
    match (law, reported) {
        (Some(law), Some(reported)) => {
            law.word() == reported.word()
                && (law.party().is_none() || reported.party().is_none() || law == reported)
        }
        _ => true,
    }
}
