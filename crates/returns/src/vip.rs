//! Feeds of the Voting Information Project: version 3 with its results, version 5 with contests and candidates alone.
//!
//! <https://vip-specification.readthedocs.io>. Version 3 has `contest_result` (over-votes, blanks, all votes of a contest in a
//! jurisdiction) and `ballot_line_result` (votes of a candidate there); version 5 carries no counts.

use std::collections::HashMap;
use std::io::Read;

use serde_json::Value;

use crate::build::Builder;
use crate::error::Result;
use crate::grid::day;
use crate::office;
use crate::table::{Contest, ContestId, Figure, Kind, Status, UnitId};
use crate::tree::{list, number, words as field_words};
use crate::words;

/// Reads a feed.
pub(crate) fn read(source: impl Read, builder: &mut Builder) -> Result<()> {
    let (_, feed) = crate::tree::xml(source, "VIP XML")?;
    let election = list(&feed, "election")
        .iter()
        .chain(list(&feed, "Election"))
        .next();
    if let Some(election) = election {
        let about = &mut builder.table.about;
        about.date = day(&field_words(election, "date"))
            .or_else(|| day(&field_words(election, "Date")))
            .or(about.date);
        let kind = field_words(election, "election_type") + &field_words(election, "ElectionType");
        about
            .stages
            .extend(Some(office::stage(&kind).to_owned()).filter(|stage| !stage.is_empty()));
    }
    let people = people(&feed);
    let contests = contests(&feed, &people, builder);
    let units = units(&feed, builder);
    results(&feed, &people, &contests, &units, builder);
    if builder.table.rows.is_empty() {
        builder.complain(
            "the feed",
            "it lists contests and candidates, and no counts",
            "the contests with their candidates",
        );
    }
    Ok(())
}

/// Candidates by id: name and party. An answer to a question is one too.
fn people(feed: &Value) -> HashMap<String, (String, String)> {
    let parties: HashMap<String, String> = list(feed, "Party")
        .iter()
        .map(|party| (field_words(party, "@id"), field_words(party, "Name")))
        .collect();
    let mut people = HashMap::new();
    for one in list(feed, "candidate") {
        people.insert(
            field_words(one, "@id"),
            (field_words(one, "name"), field_words(one, "party")),
        );
    }
    for one in list(feed, "Candidate") {
        let party = parties
            .get(&field_words(one, "PartyId"))
            .cloned()
            .unwrap_or_default();
        people.insert(
            field_words(one, "@id"),
            (field_words(one, "BallotName"), party),
        );
    }
    for one in list(feed, "ballot_response") {
        people.insert(
            field_words(one, "@id"),
            (field_words(one, "text"), String::new()),
        );
    }
    people
}

fn contests(
    feed: &Value,
    people: &HashMap<String, (String, String)>,
    builder: &mut Builder,
) -> HashMap<String, ContestId> {
    let selections: HashMap<String, &Value> = list(feed, "CandidateSelection")
        .iter()
        .map(|selection| (field_words(selection, "@id"), selection))
        .collect();
    let ballots: HashMap<String, &Value> = list(feed, "ballot")
        .iter()
        .map(|ballot| (field_words(ballot, "@id"), ballot))
        .collect();
    let mut contests = HashMap::new();
    for contest in list(feed, "contest")
        .iter()
        .chain(list(feed, "CandidateContest"))
    {
        let about = &builder.table.about;
        let name = [field_words(contest, "office"), field_words(contest, "Name")].concat();
        let (office, district) = office::split_district(&name);
        let seats = number(contest, "number_elected").or_else(|| number(contest, "VotesAllowed"));
        let id = builder.contest(Contest {
            office,
            district,
            party: field_words(contest, "primary_party"),
            state: about.state.clone().unwrap_or_default(),
            stage: about.stages.first().cloned().unwrap_or_default(),
            date: about.date,
            seats: seats
                .and_then(|seats| u32::try_from(seats).ok())
                .unwrap_or(1),
            ..Contest::default()
        });
        let mut ids: Vec<String> = Vec::new();
        if let Some(ballot) = ballots.get(&field_words(contest, "ballot_id")) {
            ids.extend(
                list(ballot, "candidate_id")
                    .iter()
                    .map(crate::tree::text_of),
            );
        }
        for selection in field_words(contest, "BallotSelectionIds").split_whitespace() {
            if let Some(selection) = selections.get(selection) {
                ids.extend(
                    field_words(selection, "CandidateIds")
                        .split_whitespace()
                        .map(str::to_owned),
                );
            }
        }
        for one in ids.iter().filter_map(|one| people.get(one)) {
            builder.choice(id, &one.0, &one.1, words::kind(&one.0));
        }
        contests.insert(field_words(contest, "@id"), id);
    }
    contests
}

fn units(feed: &Value, builder: &mut Builder) -> HashMap<String, UnitId> {
    let mut units = HashMap::new();
    let mut names = HashMap::new();
    for locality in list(feed, "locality") {
        let (id, name) = (field_words(locality, "@id"), field_words(locality, "name"));
        units.insert(id.clone(), builder.unit_of(("", &name, ""), 1));
        names.insert(id, name);
    }
    for precinct in list(feed, "precinct") {
        let county = names
            .get(&field_words(precinct, "locality_id"))
            .cloned()
            .unwrap_or_default();
        let unit = builder.unit_of(("", &county, &field_words(precinct, "name")), 1);
        units.insert(field_words(precinct, "@id"), unit);
    }
    for state in list(feed, "state") {
        units.insert(field_words(state, "@id"), builder.unit_of(("", "", ""), 1));
    }
    units
}

fn results(
    feed: &Value,
    people: &HashMap<String, (String, String)>,
    contests: &HashMap<String, ContestId>,
    units: &HashMap<String, UnitId>,
    builder: &mut Builder,
) {
    let mut dangling = 0u64;
    for (at, result) in list(feed, "contest_result")
        .iter()
        .chain(list(feed, "ballot_line_result"))
        .enumerate()
    {
        let line = at as u64 + 1;
        let Some(&contest) = contests.get(&field_words(result, "contest_id")) else {
            dangling += 1;
            continue;
        };
        let unit = match units.get(&field_words(result, "jurisdiction_id")) {
            Some(&unit) => unit,
            None => builder.unit_of(("", "", ""), 1),
        };
        if builder.table.about.status == Status::Unknown {
            builder.table.about.status = Status::from_word(&field_words(result, "certification"));
        }
        for (key, kind) in [
            ("overvotes", Kind::Over),
            ("blank_votes", Kind::Under),
            ("total_valid_votes", Kind::Total),
            ("total_votes", Kind::Ballots),
        ] {
            if let Some(count) = number(result, key) {
                let choice = builder.choice(contest, kind.word(), "", kind);
                builder.row(choice, unit, 0, line, Figure::Count(count));
            }
        }
        let who = [
            field_words(result, "candidate_id"),
            field_words(result, "ballot_response_id"),
        ]
        .concat();
        if who.is_empty() {
            continue;
        }
        let (name, party) = people
            .get(&who)
            .cloned()
            .unwrap_or_else(|| (who.clone(), String::new()));
        let choice = builder.choice(contest, &name, &party, words::kind(&name));
        builder.table.choices[choice.index()].winner |=
            field_words(result, "victorious").eq_ignore_ascii_case("yes");
        let figure = number(result, "votes").map_or(Figure::Unreadable, Figure::Count);
        builder.row(choice, unit, 0, line, figure);
    }
    if dangling > 0 {
        builder.complain(
            "results",
            format!("{dangling} of them are of contests that the feed does not list"),
            "the other results",
        );
    }
}
