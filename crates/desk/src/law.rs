//! What the law says beside what is reported: dates by rule, each with its citation.

use std::collections::BTreeSet;

use claim::{Event, Race, Stage, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::page::ScheduleRow;
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
}

/// The row among these that is about the same event; of several (a state can have a runoff after the primary and another after
/// the general election) the one of that date.
pub fn about<'r>(
    rows: &'r [LawRow],
    event: Event,
    stage: Option<&Stage>,
    date: When,
) -> Option<&'r LawRow> {
    let about = |row: &&LawRow| row.event == event && same_stage(row.stage.as_ref(), stage);
    let all = || rows.iter().filter(about);
    all()
        .find(|row| row.date.agrees_with(date))
        .or_else(|| all().next())
}

/// A line of a schedule.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// A reported date, with the law's that is about it.
    Reported(&'a ScheduleRow, Option<&'a LawRow>),
    /// A date by law about which nothing is reported.
    Law(&'a LawRow),
}

impl Entry<'_> {
    /// When it is.
    pub const fn date(&self) -> When {
        match self {
            Self::Reported(row, _) => row.date,
            Self::Law(row) => row.date,
        }
    }
}

/// Reported dates with the law's about each, and the law's about which nothing is reported; by date. Of two runoffs by law
/// one can be reported and the other not, so a row of the law is known by its date as well.
pub fn entries<'a>(reported: &'a [ScheduleRow], law: &'a [LawRow]) -> Vec<Entry<'a>> {
    let key = |row: &LawRow| {
        let stage = row.stage.as_ref().map(ToString::to_string);
        (row.event, stage, row.date)
    };
    let mut used: BTreeSet<(Event, Option<String>, When)> = BTreeSet::new();
    let mut entries = Vec::new();
    for row in reported {
        let by_law = about(law, row.event, row.stage.as_ref(), row.date);
        used.extend(by_law.map(key));
        entries.push(Entry::Reported(row, by_law));
    }
    let rest = law.iter().filter(|row| !used.contains(&key(row)));
    entries.extend(rest.map(Entry::Law));
    entries.sort_by_key(Entry::date);
    entries
}

fn row(dated: Dated, moment: Option<Timestamp>, zone: &TimeZone) -> LawRow {
    let seen = dated.seen(moment, zone);
    LawRow {
        date: seen.date,
        citation: seen.source.citation.clone(),
        url: seen.source.url.clone(),
        doubt: seen.doubt.map(str::to_owned),
        event: dated.event,
        stage: dated.stage,
        place: dated.place,
        only_if: dated.only_if,
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
