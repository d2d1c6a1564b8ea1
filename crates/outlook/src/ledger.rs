//! The polls of the page, and what was made of each.

use claim::{PersonName, Shares, Stage, When};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use record::RacePage;
use record::page::PollRow;
use serde::Serialize;

/// A poll of the page, and what was made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Used {
    /// Who asked, when, of whom: `WPA Intelligence, 2019-10-29 to 2019-10-31, 511 likely voters`.
    pub poll: String,
    /// The stage that it is about.
    pub stage: Option<Stage>,
    /// What it is taken as: the primary, a meeting of two, the general election; or why it is left out.
    pub taken_as: String,
    /// The claims behind it.
    pub claims: Vec<String>,
    /// Its sources' outlets.
    pub through: Vec<String>,
}

/// A poll of the page as a poll, or why it cannot be one.
pub(crate) fn poll(page: &RacePage, row: &PollRow, zone: &TimeZone) -> Result<polls::Poll, String> {
    let held = claim::Poll {
        shares: Shares(
            row.shares
                .iter()
                .map(|share| claim::Share {
                    name: share.name.clone(),
                    percent: share.percent,
                })
                .collect(),
        ),
        pollster: row.pollster.clone(),
        sponsor: row.sponsor.clone(),
        race: None,
        stage: row.stage.clone(),
        state: None,
        start: row.start,
        end: row.end,
        sample: row.sample,
        population: row.population.clone(),
        margin: row.margin,
    };
    let source = polls::Source {
        published: row.support.through.first().cloned(),
        place: row
            .support
            .claims
            .first()
            .map(ToString::to_string)
            .unwrap_or_default(),
    };
    let mut poll = polls::from_claim(&held, source)
        .ok_or_else(|| "left out: it gives no share of a candidate".to_owned())?;
    if poll.dates.end.is_none() && poll.dates.start.is_none() {
        date(page, row, &mut poll, zone)?;
    }
    side(page, row, &mut poll);
    Ok(poll)
}

/// A question without dates has those of another question of the same firm in the same report, unless both ask the same:
/// then it is an earlier wave that a report recalls, of a day that nobody tells.
fn date(
    page: &RacePage,
    row: &PollRow,
    poll: &mut polls::Poll,
    zone: &TimeZone,
) -> Result<(), String> {
    let same_report = |other: &&PollRow| {
        other.pollster == row.pollster
            && row.pollster.is_some()
            && other.support.since == row.support.since
            && other.end.is_some()
    };
    let sisters: Vec<&PollRow> = page.polls.iter().filter(same_report).collect();
    if sisters.iter().any(|other| other.stage == row.stage) {
        return Err("left out: an earlier wave, of which no day is told".to_owned());
    }
    if let Some(sister) = sisters.first() {
        poll.dates.start = sister.start.and_then(When::day);
        poll.dates.end = sister.end.and_then(When::day);
        poll.sample = poll
            .sample
            .or(sister.sample.and_then(|n| u32::try_from(n).ok()));
    } else {
        poll.dates.end = reported(row, zone);
    }
    poll.dates.precision = polls::Precision::Approximate;
    Ok(())
}

/// The day on which a poll was first public: it was not taken later.
fn reported(row: &PollRow, zone: &TimeZone) -> Option<Date> {
    let moment = row.support.since.last(zone)?;
    Some(moment.to_zoned_datetime(zone.clone()).date())
}

/// A sponsor that bears a candidate's name is the candidate's campaign.
fn side(page: &RacePage, row: &PollRow, poll: &mut polls::Poll) {
    let (Some(name), Some(sponsor)) = (&row.sponsor, &mut poll.sponsor) else {
        return;
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let backs = page.field.iter().find(|row| {
        let surname = row.person.surname();
        PersonName::new(name).consistent_with(&row.person)
            || (name.to_lowercase().contains("campaign")
                && words
                    .iter()
                    .any(|word| word.trim_end_matches("'s") == surname))
    });
    if let Some(backs) = backs {
        sponsor.internal = true;
        sponsor.partisan = true;
        sponsor.backs = Some(backs.person.clone());
    }
}

/// One line about a poll.
pub(crate) fn line(row: &PollRow) -> String {
    let mut line = row
        .pollster
        .clone()
        .unwrap_or_else(|| "a firm not named".to_owned());
    if let Some(sponsor) = &row.sponsor {
        line.push_str(&format!(" for {sponsor}"));
    }
    match (row.start, row.end) {
        (Some(start), Some(end)) if start != end => line.push_str(&format!(", {start} to {end}")),
        (_, Some(day)) | (Some(day), None) => line.push_str(&format!(", {day}")),
        (None, None) => line.push_str(", no field dates told"),
    }
    if let Some(sample) = row.sample {
        line.push_str(&format!(", {sample} asked"));
    }
    line
}
