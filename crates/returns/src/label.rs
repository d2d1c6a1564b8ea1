//! A file whose name and content do not agree: a "runoff" of nine, a day on which nobody voted, another party or county.

use std::collections::BTreeSet;

use claim::{Complaint, OfficeSought, Race, Stage};
use jiff::civil::Date;

use crate::counties;
use crate::notes::some;
use crate::table::{Kind, Level, Table};
use crate::tally::Tally;

/// A file whose name and content do not agree.
pub(crate) fn mislabelled(table: &Table, contests: &[Tally], complaints: &mut Vec<Complaint>) {
    let about = &table.about;
    let crowded: Vec<String> = contests
        .iter()
        .filter(|contest| matches!(contest.stage, Some(Stage::Runoff(_))))
        .filter(|contest| {
            !contest.question
                && contest
                    .candidates
                    .iter()
                    .filter(|one| one.votes > 0)
                    .count()
                    > 2 * contest.seats as usize
        })
        .map(|contest| format!("{} has {}", contest.shown(), contest.candidates.len()))
        .collect();
    if !crowded.is_empty() {
        complaints.push(Complaint::new(
            "the file's name",
            format!(
                "it says runoff, and a runoff has two candidates: {}; perhaps the file holds the round before",
                some(&crowded, 3)
            ),
            "the file as it is, its stage in doubt",
        ));
    }
    other_day(table, contests, complaints);
    let parties: BTreeSet<String> = table
        .choices
        .iter()
        .filter(|choice| choice.kind == Kind::Candidate && !choice.party.is_empty())
        .map(|choice| crate::build::party_key(&choice.party))
        .collect();
    if let Some(party) = &about.party
        && !parties.is_empty()
        && !parties.contains(&crate::build::party_key(party))
    {
        complaints.push(Complaint::new(
            "the file's name",
            format!("it says {party}, and no row is of that party"),
            "the parties of the rows",
        ));
    }
    let counties: BTreeSet<String> = table
        .units
        .iter()
        .filter(|unit| !unit.is_total && !unit.county.is_empty())
        .map(|unit| counties::key(&unit.county))
        .collect();
    if let (Some(place), Some(state)) = (&about.place, &about.state)
        && let Some(all) = counties::of(state)
        && all
            .iter()
            .any(|name| counties::key(name) == counties::key(place))
        && !counties.is_empty()
        && !counties.contains(&counties::key(place))
    {
        complaints.push(Complaint::new(
            "the file's name",
            format!("it says {place}, and no row is of that county"),
            "the counties of the rows",
        ));
    }
    if let (Some(state), Some(all)) = (&about.state, about.state.as_deref().and_then(counties::of))
    {
        let known = all
            .iter()
            .filter(|name| counties.contains(&counties::key(name)))
            .count();
        if counties.len() >= 5
            && known == 0
            && table
                .units
                .iter()
                .any(|unit| !unit.precinct.is_empty() || unit.level == Level::County)
            && !is_by_towns(state)
        {
            complaints.push(Complaint::new(
                "the file's name",
                format!(
                    "it says {state}, and none of its {} counties is one of that state",
                    counties.len()
                ),
                "the counties of the rows",
            ));
        }
    }
}

/// New England counts by towns.
fn is_by_towns(state: &str) -> bool {
    matches!(state, "CT" | "MA" | "ME" | "NH" | "RI" | "VT")
}

/// The day of the file's name against the state's calendar.
fn other_day(table: &Table, contests: &[Tally], complaints: &mut Vec<Complaint>) {
    let Some(said) = table.about.date else { return };
    let stages: BTreeSet<&Stage> = contests
        .iter()
        .filter_map(|contest| contest.stage.as_ref())
        .collect();
    let mut told: BTreeSet<(&str, Date)> = BTreeSet::new();
    for stage in stages {
        let of_stage: Vec<&Tally> = contests
            .iter()
            .filter(|contest| contest.stage.as_ref() == Some(stage))
            .collect();
        // A special election is held on a day of its own.
        if of_stage
            .iter()
            .any(|contest| contest.race.as_ref().is_some_and(|race| race.special))
            || table.about.special
        {
            continue;
        }
        let Some(state) = table.about.state.as_deref() else {
            return;
        };
        let days = days(state, said, stage);
        if let Some(&day) = days.first()
            && !days.contains(&said)
            && told.insert((stage.word(), day))
        {
            complaints.push(Complaint::new(
                "the file's name",
                format!(
                    "it says {said}, and the calendar on file has the {} of {state} on {day}",
                    stage.word()
                ),
                "the day of the name",
            ));
        }
    }
}

/// The days of a stage in the calendar of the state, by the offices that calendars are kept for.
fn days(code: &str, said: Date, stage: &Stage) -> Vec<Date> {
    let Some(law) = rules::state(code) else {
        return Vec::new();
    };
    let year = said.year() - i16::from(said.month() == 1 && matches!(stage, Stage::Runoff(_)));
    let mut days = Vec::new();
    for office in [
        OfficeSought::Senate,
        OfficeSought::House,
        OfficeSought::Governor,
        OfficeSought::President,
    ] {
        for dated in law.calendar(&Race::new(year, code, office)) {
            let fits = dated.stage.as_ref().is_some_and(|held| {
                held.word() == stage.word()
                    && (held.party().is_none()
                        || stage.party().is_none()
                        || held.party() == stage.party())
            });
            let election = matches!(
                dated.event,
                claim::Event::Primary | claim::Event::Runoff | claim::Event::General
            );
            let moved = dated.moved.as_ref().map(|moved| moved.from);
            if fits && election {
                days.extend(
                    [Some(dated.date), moved]
                        .into_iter()
                        .flatten()
                        .filter_map(day_of),
                );
            }
        }
    }
    days
}

/// The day of a date of the calendar, whatever its precision.
fn day_of(when: claim::When) -> Option<Date> {
    when.to_string().get(..10)?.parse().ok()
}
