//! What the example's dispatches must yield: for each a few claims without which the race page would be wrong.
#![expect(
    clippy::unwrap_used,
    reason = "a dispatch that cannot be read is a failed test"
)]

use std::fs;

use claim::Report;
use serde_json::Value;

fn dispatch(number: &str) -> Report {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/alabama-2020");
    let path = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(number))
        })
        .unwrap();
    let content = fs::read_to_string(path).unwrap();
    let (header, body) = content.split_once("\n\n").unwrap();
    let field = |name: &str| {
        header
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            .unwrap()
            .to_owned()
    };
    Report {
        id: number.to_owned(),
        url: Some(field("url")),
        publisher: Some(field("publisher")),
        published: Some(field("published").parse().unwrap()),
        title: field("title"),
        text: body.to_owned(),
    }
}

/// A claim with all these fields must be among those read; no field may be given that the claim lacks.
fn check(number: &str, expected: &str) {
    let expected: Value = serde_json::from_str(expected).unwrap();
    let (reading, _) = news::read(&dispatch(number));
    let found: Vec<Value> = reading
        .claims
        .iter()
        .map(|o| serde_json::to_value(&o.claim).unwrap())
        .collect();
    let fits = |claim: &Value| {
        expected
            .as_object()
            .unwrap()
            .iter()
            .all(|(field, value)| claim.get(field) == Some(value))
    };
    assert!(
        found.iter().any(fits),
        "{number}: no claim with {expected}\nfound {found:#?}"
    );
}

#[test]
fn before_the_deadline() {
    check(
        "01",
        r#"{"status": "announced", "person": "Bradley Byrne", "date": "2019-02-20", "race": "2020-AL-senate"}"#,
    );
    check(
        "01",
        r#"{"outcome": "won", "candidate": "Doug Jones", "race": "2017-AL-senate-special"}"#,
    );
    check(
        "01",
        r#"{"event": "primary", "date": "2020-03-03", "stage": "primary:R", "race": "2020-AL-senate"}"#,
    );
    check(
        "02",
        r#"{"measure": "cash_on_hand", "holder": "Doug Jones", "amount": 5040000, "period": "2019-09-30"}"#,
    );
    check(
        "03",
        r#"{"status": "considering", "person": "Jeff Sessions", "via": ["Politico"]}"#,
    );
    check(
        "04",
        r#"{"event": "filing_deadline", "date": "2019-11-08T17:00", "place": "Alabama Republican Party"}"#,
    );
    check(
        "04",
        r#"{"measure": "cash_on_hand", "holder": "Jeff Sessions", "amount": 2500000, "race": "2020-AL-senate"}"#,
    );
}

#[test]
fn the_two_outlets() {
    check(
        "06",
        r#"{"status": "expected", "person": "Jeff Sessions", "origin": {"type": "organization", "name": "NBC"}, "via": []}"#,
    );
    check(
        "06",
        r#"{"status": "expected", "person": "Jeff Sessions", "date": "2019-11-07", "via": ["AP"],
        "origin": {"type": "anonymous", "described": "two Republicans who have direct knowledge of his decision", "count": 2}}"#,
    );
    check(
        "06",
        r#"{"status": "not_filed", "person": "Jeff Sessions", "origin": {"type": "organization", "name": "NBC"}}"#,
    );
    check(
        "06",
        r#"{"stance": "oppose", "endorser": "Donald Trump", "candidate": "Jeff Sessions", "certainty": "expected"}"#,
    );
    check(
        "06",
        r#"{"event": "filing_deadline", "date": "2019-11-08T17:00", "place": "Alabama Republican Party"}"#,
    );
    check(
        "06",
        r#"{"standing": "vulnerable", "person": "Doug Jones"}"#,
    );
    check(
        "06",
        r#"{"relation": "incumbent", "person": "Doug Jones", "race": "2020-AL-senate"}"#,
    );
    check(
        "06",
        r#"{"status": "running", "person": "Arnold Mooney", "race": "2020-AL-senate"}"#,
    );
    for number in ["05", "06"] {
        let (reading, _) = news::read(&dispatch(number));
        assert_eq!(reading.relays.len(), 2, "{number}: {:?}", reading.relays);
        let told = reading
            .claims
            .iter()
            .find(|o| o.claim.via.hops().next().is_some())
            .unwrap();
        assert!(
            told.terms.not_authorized && told.terms.direct_knowledge,
            "{number}: {told:?}"
        );
    }
}

#[test]
fn the_field_and_the_polls() {
    check(
        "08",
        r#"{"status": "announced", "person": "Jeff Sessions", "date": "2019-11-07"}"#,
    );
    check(
        "09",
        r#"{"status": "qualified", "person": "Jeff Sessions", "date": "2019-11-08"}"#,
    );
    check(
        "09",
        r#"{"status": "qualified", "person": "Stanley Adair"}"#,
    );
    check(
        "10",
        r#"{"stance": "support", "endorser": "Deb Fischer", "candidate": "Jeff Sessions"}"#,
    );
    check(
        "11",
        r#"{"status": "withdrew", "person": "John Merrill", "date": "2019-12-01"}"#,
    );
    check(
        "12",
        r#"{"pollster": "OnMessage", "sample": 700, "start": "2019-12-03", "end": "2019-12-05", "margin": 3.7}"#,
    );
    check(
        "14",
        r#"{"measure": "raised", "holder": "Jeff Sessions", "amount": 312060, "period": "2019-10-01/2019-12-31"}"#,
    );
    check(
        "15",
        r#"{"rater": "Cook Political Report", "rating": "Lean Republican", "race": "2020-AL-senate"}"#,
    );
    check(
        "16",
        r#"{"stage": "general", "shares": {"Jeff Sessions": 54, "Doug Jones": 41}, "sample": 625}"#,
    );
}

#[test]
fn counts_and_outcomes() {
    check(
        "19",
        r#"{"candidate": "Jeff Sessions", "share": 34, "reporting": 32.836, "stage": "primary:R"}"#,
    );
    check(
        "20",
        r#"{"status": "advanced", "person": "Tommy Tuberville", "origin": {"type": "organization", "name": "Associated Press"}}"#,
    );
    check(
        "20",
        r#"{"candidate": "Tommy Tuberville", "share": 33, "stage": "primary:R"}"#,
    );
    check(
        "24",
        r#"{"candidate": "Tommy Tuberville", "share": 33.4, "origin": {"type": "organization", "name": "NBC News"}}"#,
    );
    check(
        "26",
        r#"{"stance": "support", "endorser": "Donald Trump", "candidate": "Tommy Tuberville", "date": "2020-03-10"}"#,
    );
    check(
        "28",
        r#"{"event": "runoff", "date": "2020-07-14", "stage": "runoff:R"}"#,
    );
    check(
        "32",
        r#"{"outcome": "won", "candidate": "Tommy Tuberville", "stage": "runoff:R"}"#,
    );
    check(
        "33",
        r#"{"status": "conceded", "person": "Jeff Sessions", "date": "2020-07-14"}"#,
    );
    check(
        "33",
        r#"{"stance": "support", "endorser": "Jeff Sessions", "origin": {"type": "person", "name": "Jeff Sessions"}}"#,
    );
    check(
        "34",
        r#"{"candidate": "Tommy Tuberville", "votes": 333890, "share": 60.74, "stage": "runoff:R"}"#,
    );
    check(
        "38",
        r#"{"outcome": "won", "candidate": "Tommy Tuberville", "stage": "general"}"#,
    );
    check(
        "39",
        r#"{"status": "conceded", "person": "Doug Jones", "date": "2020-11-03"}"#,
    );
    check(
        "39",
        r#"{"candidate": "Doug Jones", "votes": 861394, "origin": {"type": "organization", "name": "AL.com"}}"#,
    );
    check("40", r#"{"event": "certification", "date": "2020-11-23"}"#);
    check(
        "40",
        r#"{"status": "elected", "person": "Tommy Tuberville", "race": "2020-AL-senate"}"#,
    );
}
