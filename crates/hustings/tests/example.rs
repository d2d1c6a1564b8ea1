//! The main job on real input: the example is added, and its race page shows what was known at each moment.

mod common;

use common::{Desk, example};
use serde_json::Value;

const RACE: &str = "2020-AL-senate";

fn page(desk: &Desk, as_of: &str) -> Value {
    desk.json(&["race", RACE, "--as-of", as_of]).remove(0)
}

fn row<'a>(page: &'a Value, section: &str, field: &str, value: &str) -> &'a Value {
    page[section]
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row[field] == value))
        .unwrap_or_else(|| panic!("no {value} in {section}: {:#}", page[section]))
}

#[test]
fn the_pages_are_as_they_were() {
    let desk = Desk::with_example();
    for (name, as_of) in [
        ("evening_of_the_first_reports", "2019-11-06T20:00-06:00"),
        ("after_the_deadline", "2019-11-08"),
        ("after_the_primary", "2020-03-04"),
        ("after_the_runoff", "2020-07-15"),
        ("after_the_general_election", "2020-11-04"),
    ] {
        let shown = desk.run(&["race", RACE, "--as-of", as_of]);
        assert_eq!(shown.status, 0, "{}", shown.err);
        insta::assert_snapshot!(name, shown.out);
    }
    let all = desk.run(&["race", RACE]);
    insta::assert_snapshot!("everything_held", all.out);
}

/// Two days before the deadline, after NBC and the AP have reported: what the whole product began with.
#[test]
fn on_the_evening_of_6_november_sessions_is_expected_and_has_not_filed() {
    let desk = Desk::with_example();
    let page = page(&desk, "2019-11-06T20:00-06:00");
    let sessions = row(&page, "field", "person", "Jeff Sessions");
    assert_eq!(sessions["status"], "expected");
    assert_eq!(sessions["origins"], serde_json::json!([2, 3]));
    assert_eq!(sessions["filed"]["value"], "no");
    let through: Vec<&str> = sessions["support"]["through"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for house in ["Associated Press", "NBC"] {
        assert!(through.contains(&house), "{through:?}");
    }

    let deadline = row(&page, "schedule", "event", "filing_deadline");
    assert_eq!(deadline["date"], "2019-11-08T17:00");
    assert_eq!(deadline["place"], "Alabama Republican Party");
    let primary = row(&page, "schedule", "event", "primary");
    assert_eq!(primary["date"], "2020-03-03");

    let trump = row(&page, "endorsements", "endorser", "Donald Trump");
    assert_eq!(
        (&trump["candidate"], &trump["stance"], &trump["certainty"]),
        (
            &"Jeff Sessions".into(),
            &"oppose".into(),
            &"expected".into()
        )
    );
    let money = row(&page, "money", "holder", "Jeff Sessions");
    assert_eq!(money["amount"], 2_500_000);

    let jones = row(&page, "field", "person", "Doug Jones");
    assert_eq!(jones["incumbent"], true);
    assert_eq!(
        row(jones, "standing", "standing", "vulnerable")["stage"],
        "general"
    );
}

#[test]
fn statuses_follow_the_race() {
    let desk = Desk::with_example();
    for (as_of, person, status) in [
        ("2019-11-01", "Jeff Sessions", "considering"),
        ("2019-11-07", "Jeff Sessions", "announced"),
        ("2019-12-02", "John Merrill", "withdrew"),
        ("2020-03-04", "Jeff Sessions", "advanced"),
        ("2020-03-04", "Tommy Tuberville", "advanced"),
        ("2020-07-15", "Tommy Tuberville", "nominated"),
        ("2020-07-15", "Jeff Sessions", "lost"),
        ("2020-11-04", "Tommy Tuberville", "elected"),
        ("2020-11-24", "Doug Jones", "lost"),
    ] {
        let page = page(&desk, as_of);
        let row = row(&page, "field", "person", person);
        assert_eq!(row["status"], status, "{person} as of {as_of}: {row:#}");
    }
}

#[test]
fn a_date_only_dispatch_is_not_known_before_its_day_has_ended() {
    let desk = Desk::with_example();
    let morning = page(&desk, "2019-12-01T09:00-06:00");
    let evening = page(&desk, "2019-12-02");
    assert!(morning["claims"].as_u64() < evening["claims"].as_u64());
    assert_ne!(
        row(&morning, "field", "person", "John Merrill")["status"],
        "withdrew"
    );
}

#[test]
fn adding_twice_changes_nothing_and_says_so() {
    let desk = Desk::with_example();
    let before = desk.json(&["claims"]);
    let again = desk.run(&["add", example().to_str().unwrap_or_default()]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(
        again
            .err
            .contains("all were held already, with the same hashes"),
        "{}",
        again.err
    );
    assert_eq!(before, desk.json(&["claims"]));
    assert_eq!(desk.json(&["check"])[0]["batches"], 1);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let shown: Vec<String> = (0..2)
        .map(|_| {
            let desk = Desk::with_example();
            desk.run(&["race", RACE, "--json"]).out + &desk.run(&["race", RACE]).out
        })
        .collect();
    assert_eq!(shown[0], shown[1]);
}

#[test]
fn every_claim_opens_to_its_words() {
    let desk = Desk::with_example();
    let ended = desk.run(&[
        "read",
        example().to_str().unwrap_or_default(),
        "--reader",
        "rules",
    ]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    let mut quotes = 0;
    for line in ended.out.lines() {
        let report: Value = serde_json::from_str(line).unwrap_or_default();
        let claims = report["claims"].as_array().map_or(0, Vec::len);
        let places = report["places"].as_array().map_or(0, Vec::len);
        assert_eq!(claims, places);
        quotes += claims;
    }
    assert!(quotes > 200, "{quotes} claims in the example");
    assert_eq!(desk.json(&["check"])[0]["sound"], true);
}
