//! Looking things up.

use claim::PersonName;
use record::{Cut, Filter, HeldClaim, Record};
use serde_json::json;

use crate::fixture::{about, at, candidacy, central, paper, race, record_of};

fn record() -> Record {
    record_of(&[
        paper(
            "The AP",
            "2019-11-06",
            &[
                candidacy(
                    "Jeff Sessions",
                    "expected",
                    &json!({"certainty": "expected"}),
                ),
                json!({"kind": "biography", "person": "Jeff Sessions", "fact": "age", "value": "72"}),
                json!({"kind": "biography", "person": "Pete Sessions", "fact": "age", "value": "64"}),
            ],
        ),
        paper(
            "NBC",
            "2019-11-07",
            &[
                candidacy("Sessions", "announced", &json!({})),
                about(
                    "endorsement",
                    &json!({"endorser": "Jeff Sessions", "candidate": "Tommy Tuberville", "stance": "oppose"}),
                ),
                json!({"kind": "candidacy", "person": "Jeff Sessions", "status": "elected", "race": "2002-AL-senate"}),
            ],
        ),
    ])
}

fn ids(claims: &[HeldClaim]) -> Vec<String> {
    claims.iter().map(|held| held.id.to_string()).collect()
}

#[track_caller]
fn check(filter: &Filter, expect: &[&str]) {
    assert_eq!(ids(&record().claims(filter).unwrap()), expect, "{filter:?}");
}

#[test]
fn claims_pass_filters() {
    let all = Filter::default();
    check(
        &all,
        &[
            "2002-AL-senate/1",
            "2020-AL-senate/1",
            "2020-AL-senate/2",
            "2020-AL-senate/3",
            "-/1",
            "-/2",
        ],
    );
    check(
        &Filter {
            race: Some(race()),
            ..all.clone()
        },
        &["2020-AL-senate/1", "2020-AL-senate/2", "2020-AL-senate/3"],
    );
    check(
        &Filter {
            kind: Some("biography".to_owned()),
            ..all.clone()
        },
        &["-/1", "-/2"],
    );
    // Under any name of the house.
    check(
        &Filter {
            publisher: Some("Associated Press".to_owned()),
            ..all.clone()
        },
        &["2020-AL-senate/1", "-/1", "-/2"],
    );
    check(
        &Filter {
            document: Some(record::DocumentId(2)),
            kind: Some("candidacy".to_owned()),
            ..all.clone()
        },
        &["2002-AL-senate/1", "2020-AL-senate/2"],
    );
    check(
        &Filter {
            cut: Cut::as_of(at("2019-11-07T12:00:00Z")),
            race: Some(race()),
            ..all.clone()
        },
        &["2020-AL-senate/1"],
    );
    // By structure: Jeff is not Pete, a bare surname can be either; what he does counts as well.
    check(
        &Filter {
            person: Some(PersonName::new("Jefferson Sessions")),
            ..all
        },
        &[
            "2002-AL-senate/1",
            "2020-AL-senate/1",
            "2020-AL-senate/2",
            "2020-AL-senate/3",
            "-/1",
        ],
    );
}

#[test]
fn a_filter_on_a_race_that_is_not_held_says_so() {
    let filter = Filter {
        race: Some("2020-ME-senate".parse().unwrap()),
        ..Filter::default()
    };
    assert!(matches!(
        record().claims(&filter),
        Err(record::RecordError::NoSuchRace(_))
    ));
}

#[test]
fn races_are_counted_and_the_unsettled_come_last() {
    let races = record().races(Cut::default()).unwrap();
    let shown: Vec<(String, u64, u64)> = races
        .iter()
        .map(|summary| {
            let race = summary
                .race
                .as_ref()
                .map_or("-".to_owned(), ToString::to_string);
            (race, summary.claims, summary.documents)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("2002-AL-senate".to_owned(), 1, 1),
            ("2020-AL-senate".to_owned(), 3, 2),
            ("-".to_owned(), 2, 1),
        ]
    );
    assert!(
        record()
            .races(Cut::as_of(at("2019-01-01T00:00:00Z")))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn the_extent_counts_facts_once() {
    let extent = record().extent(&race(), Cut::default()).unwrap();
    assert_eq!((extent.claims, extent.facts, extent.documents), (5, 5, 2));
    let again = |number: u8| {
        let claim = candidacy("Jeff Sessions", "expected", &json!({}));
        paper(&format!("Outlet {number}"), "2019-11-06", &[claim])
    };
    let extent = record_of(&[again(1), again(2)])
        .extent(&race(), Cut::default())
        .unwrap();
    assert_eq!((extent.claims, extent.facts, extent.documents), (2, 1, 2));
}

#[test]
fn batches_say_who_added_what() {
    let batches = record().batches().unwrap();
    assert_eq!(batches.len(), 2);
    assert_eq!((batches[0].documents, batches[0].claims), (1, 3));
    assert_eq!((batches[1].actor.as_str(), batches[1].batch.0), ("test", 2));
}

#[test]
fn a_person_is_found_in_their_races() {
    let page = record()
        .person(
            &PersonName::new("Jeff Sessions"),
            Cut::default(),
            &central(),
        )
        .unwrap();
    let races: Vec<String> = page
        .races
        .iter()
        .map(|held| held.race.to_string())
        .collect();
    assert_eq!(races, ["2002-AL-senate", "2020-AL-senate"]);
    assert_eq!(page.races[1].row.status, Some(claim::Status::Announced));
    assert_eq!(page.claims.len(), 5);
}

/// The claims that state the same fact.
#[track_caller]
fn same(record: &Record, id: &str, cut: Cut, expect: &[&str]) {
    let same = record
        .same_as(&id.parse().unwrap(), cut, &central())
        .unwrap();
    assert_eq!(same.asked.id.to_string(), id);
    assert_eq!(ids(&same.claims), expect, "{id}");
    assert_eq!(same.support.is_some(), !expect.is_empty());
}

#[test]
fn a_fact_has_all_its_occurrences() {
    let record = record_of(&[
        paper(
            "AP",
            "2019-11-05",
            &[
                candidacy("Jeff Sessions", "considering", &json!({})),
                about(
                    "funds",
                    &json!({"holder": "Sessions", "measure": "cash_on_hand", "amount": 2_500_000}),
                ),
                about("schedule", &json!({"event": "primary", "date": "2020-03"})),
            ],
        ),
        paper(
            "NBC",
            "2019-11-06",
            &[
                candidacy(
                    "Jeff Sessions",
                    "expected",
                    &json!({"certainty": "expected"}),
                ),
                about(
                    "funds",
                    &json!({"holder": "Jeff Sessions", "measure": "cash_on_hand", "amount": 2_490_000}),
                ),
                about(
                    "schedule",
                    &json!({"event": "primary", "date": "2020-03-03", "stage": "primary:R"}),
                ),
            ],
        ),
        paper(
            "NPR",
            "2019-11-07",
            &[
                candidacy("Sessions", "announced", &json!({})),
                about(
                    "funds",
                    &json!({"holder": "Jeff Sessions", "measure": "raised", "amount": 2_500_000}),
                ),
                about(
                    "endorsement",
                    &json!({"endorser": "Trump", "candidate": "Jeff Sessions", "stance": "oppose"}),
                ),
            ],
        ),
        paper(
            "CNN",
            "2019-11-08",
            &[
                candidacy("Jeff Sessions", "withdrew", &json!({"certainty": "denied"})),
                about(
                    "endorsement",
                    &json!({"endorser": "Donald Trump", "candidate": "Sessions", "stance": "oppose", "certainty": "expected"}),
                ),
                about(
                    "endorsement",
                    &json!({"endorser": "Donald Trump", "candidate": "Sessions", "stance": "support", "certainty": "possible"}),
                ),
            ],
        ),
    ]);
    let all = Cut::default();
    let id = |number: u8| format!("2020-AL-senate/{number}");
    // Who announces will run; who considers does not say so yet.
    same(&record, &id(4), all, &[&id(4), &id(7)]);
    same(&record, &id(1), all, &[&id(1), &id(4), &id(7)]);
    same(&record, &id(7), all, &[&id(7)]);
    same(&record, &id(10), all, &[&id(10)]);
    same(&record, &id(2), all, &[&id(2), &id(5)]);
    same(&record, &id(8), all, &[&id(8)]);
    same(&record, &id(3), all, &[&id(3), &id(6)]);
    same(&record, &id(9), all, &[&id(9), &id(11)]);
    same(&record, &id(12), all, &[&id(12)]);
    // Inside a cut; and a claim that is still to come inside it.
    let evening = Cut::as_of(at("2019-11-07T12:00:00Z"));
    same(&record, &id(4), evening, &[&id(4)]);
    same(&record, &id(7), evening, &[]);
}

#[test]
fn unsettled_claims_have_occurrences_too() {
    let age = |person: &str, value: &str| json!({"kind": "biography", "person": person, "fact": "age", "value": value});
    let record = record_of(&[
        paper(
            "AP",
            "2019-11-05",
            &[age("Jeff Sessions", "72"), age("Pete Sessions", "72")],
        ),
        paper(
            "NBC",
            "2019-11-06",
            &[age("Jefferson Sessions", "72"), age("Jeff Sessions", "73")],
        ),
    ]);
    same(&record, "-/1", Cut::default(), &["-/1", "-/3"]);
    same(&record, "-/4", Cut::default(), &["-/4"]);
}
