//! The tables: every file reads, and every state has what pages need of it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::collections::BTreeSet;

use claim::{Event, Race, When};
use jiff::tz::TimeZone;
use rules::{Dated, Division};

#[test]
fn every_data_file_reads_and_is_whole() {
    let states = rules::load().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(states.len(), 56);
    let of = |division| {
        states
            .iter()
            .filter(|state| state.division == division)
            .count()
    };
    assert_eq!(of(Division::State), 50);
    assert_eq!(of(Division::Territory), 5);
    for distinct in [
        states
            .iter()
            .map(|state| &state.code)
            .collect::<BTreeSet<_>>(),
        states.iter().map(|state| &state.name).collect(),
        states.iter().map(|state| &state.fips).collect(),
    ] {
        assert_eq!(distinct.len(), 56);
    }
}

#[test]
fn states_are_found_by_code_and_name() {
    assert_eq!(rules::state("al").unwrap().name, "Alabama");
    assert_eq!(rules::state_named("new york").unwrap().code, "NY");
    assert_eq!(rules::state_named("West Virginia").unwrap().code, "WV");
    assert!(rules::state("US").is_none());
    assert!(rules::state_named("Jefferson").is_none());
    let dc = rules::state("DC").unwrap();
    assert_eq!(dc.ocd_division(), "ocd-division/country:us/district:dc");
}

#[test]
fn a_day_ends_in_the_zone_of_the_race() {
    let day: When = "2020-03-03".parse().unwrap();
    let end = |code: &str| day.last(&rules::zone(code)).unwrap().to_string();
    assert_eq!(end("AL"), "2020-03-04T05:59:59Z");
    assert_eq!(end("HI"), "2020-03-04T09:59:59Z");
    assert_eq!(end("US"), "2020-03-04T04:59:59Z");
    assert_ne!(rules::zone("GU"), TimeZone::UTC);
}

fn calendar(state: &str) -> Vec<Dated> {
    let race: Race = format!("2020-{state}-house").parse().unwrap();
    rules::state(state).unwrap().calendar(&race)
}

#[track_caller]
fn check(state: &str, expect: &[(Event, &str)]) {
    let found: Vec<(Event, String)> = calendar(state)
        .into_iter()
        .map(|dated| (dated.event, dated.date.to_string()))
        .collect();
    let found: Vec<(Event, &str)> = found.iter().map(|(e, d)| (*e, d.as_str())).collect();
    assert_eq!(found, expect);
}

#[test]
fn every_state_has_its_primary_of_2020() {
    for state in rules::states() {
        if state.division != Division::State {
            continue;
        }
        let dates = calendar(&state.code);
        let day = |event| {
            dates
                .iter()
                .find(|dated| dated.event == event)
                .map(|dated| dated.date.day().unwrap())
        };
        let (deadline, primary) = (day(Event::FilingDeadline), day(Event::Primary));
        assert!(deadline.is_some() && deadline < primary, "{}", state.code);
        assert!(primary <= day(Event::General), "{}", state.code);
        assert!(day(Event::Runoff).is_none_or(|runoff| Some(runoff) > primary));
    }
}

#[test]
fn primaries_of_2020_in_other_states() {
    check(
        "GA",
        &[
            (Event::FilingDeadline, "2020-03-06"),
            (Event::Primary, "2020-06-09"),
            (Event::Runoff, "2020-08-11"),
            (Event::General, "2020-11-03"),
            (Event::Runoff, "2021-01-05"),
        ],
    );
    check(
        "LA",
        &[
            (Event::FilingDeadline, "2020-07-17"),
            (Event::Primary, "2020-11-03"),
            (Event::General, "2020-11-03"),
            (Event::Runoff, "2020-12-05"),
        ],
    );
}

#[test]
fn a_move_of_unknown_day_is_not_known_as_of_a_moment() {
    let georgia = calendar("GA");
    let primary = georgia
        .iter()
        .find(|dated| dated.event == Event::Primary)
        .unwrap();
    assert_eq!(
        primary.moved.as_ref().unwrap().from.to_string(),
        "2020-05-19"
    );
    let moment = "2020-03-01T00:00:00Z".parse().unwrap();
    assert_eq!(primary.known_at(moment, &rules::zone("GA")), None);
}
