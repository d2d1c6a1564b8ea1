//! The sections of a page beside the field.

use record::page::Reason;
use record::{Cut, RacePage};
use serde_json::{Value, json};

use crate::fixture::{about, at, candidacy, central, paper, race, record_of};

/// A page of claims, each from an outlet and a day of its own.
pub(crate) fn page(claims: &[(&str, Value)]) -> RacePage {
    let papers: Vec<_> = claims
        .iter()
        .enumerate()
        .map(|(at, (day, claim))| paper(&format!("Outlet {at}"), day, std::slice::from_ref(claim)))
        .collect();
    record_of(&papers)
        .page(&race(), Cut::as_of(at("2020-12-01T00:00:00Z")), &central())
        .unwrap()
}

fn schedule(event: &str, date: &str, more: &Value) -> Value {
    about(
        "schedule",
        &crate::fixture::merge(json!({"event": event, "date": date}), more),
    )
}

#[test]
fn a_moved_date_supersedes_and_a_coarse_one_agrees() {
    let page = page(&[
        (
            "2020-03-04",
            schedule("runoff", "2020-03-31", &json!({"stage": "runoff:R"})),
        ),
        ("2020-03-05", schedule("runoff", "2020-03", &json!({}))),
        ("2020-03-18", schedule("runoff", "2020-07-14", &json!({}))),
        // A background paragraph that recalls the old date does not bring it back.
        ("2020-04-01", schedule("runoff", "2020-03-31", &json!({}))),
        ("2020-03-19", schedule("general", "2020-11-03", &json!({}))),
    ]);
    let rows: Vec<(String, String)> = page
        .schedule
        .iter()
        .map(|row| (row.event.to_string(), row.date.to_string()))
        .collect();
    assert_eq!(
        rows,
        [
            ("runoff".to_owned(), "2020-07-14".to_owned()),
            ("general".to_owned(), "2020-11-03".to_owned()),
        ]
    );
    let runoff = &page.schedule[0];
    assert_eq!(
        runoff.stage.as_ref().map(ToString::to_string).as_deref(),
        Some("runoff:R")
    );
    assert_eq!(runoff.support.claims.len(), 1);
    assert_eq!(runoff.others.len(), 1);
    assert_eq!(
        (runoff.others[0].value.as_str(), runoff.others[0].reason),
        ("2020-03-31", Reason::Superseded)
    );
    assert_eq!(runoff.others[0].support.claims.len(), 3);
    assert!(runoff.past);
}

#[test]
fn two_parties_have_their_own_dates_and_debates_are_many() {
    let page = page(&[
        (
            "2019-11-01",
            schedule("primary", "2020-03-03", &json!({"stage": "primary:R"})),
        ),
        (
            "2019-11-01",
            schedule("primary", "2020-03-10", &json!({"stage": "primary:D"})),
        ),
        ("2019-11-01", schedule("debate", "2020-02-01", &json!({}))),
        ("2019-11-02", schedule("debate", "2020-02-08", &json!({}))),
    ]);
    assert_eq!(page.schedule.len(), 4);
    assert!(page.schedule.iter().all(|row| row.others.is_empty()));
}

fn endorsement(endorser: &str, candidate: &str, stance: &str, more: &Value) -> Value {
    about(
        "endorsement",
        &crate::fixture::merge(
            json!({"endorser": endorser, "candidate": candidate, "stance": stance}),
            more,
        ),
    )
}

#[test]
fn an_endorser_who_changed_sides_shows_both() {
    let page = page(&[
        (
            "2019-11-06",
            endorsement(
                "Trump",
                "Jeff Sessions",
                "oppose",
                &json!({"certainty": "expected"}),
            ),
        ),
        (
            "2019-12-06",
            endorsement("Donald Trump", "Sessions", "support", &json!({})),
        ),
        (
            "2019-12-07",
            endorsement(
                "Donald Trump",
                "Jeff Sessions",
                "support",
                &json!({"certainty": "possible"}),
            ),
        ),
        (
            "2020-01-07",
            endorsement("Donald Trump", "Jeff Sessions", "oppose", &json!({})),
        ),
        (
            "2020-01-08",
            endorsement(
                "Richard Shelby",
                "Jeff Sessions",
                "support",
                &json!({"certainty": "denied"}),
            ),
        ),
    ]);
    let rows: Vec<(&str, &str, &str, usize)> = page
        .endorsements
        .iter()
        .map(|row| {
            (
                row.endorser.as_str(),
                row.stance.word(),
                row.certainty.word(),
                row.others.len(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Donald Trump", "support", "asserted", 2),
            ("Richard Shelby", "support", "denied", 0),
        ]
    );
    // Endorsers are not in the field.
    assert_eq!(page.field.len(), 1);
}

#[test]
fn a_dated_return_to_an_old_stance_is_a_new_one() {
    let page = page(&[
        (
            "2019-11-06",
            endorsement("Donald Trump", "Jeff Sessions", "oppose", &json!({})),
        ),
        (
            "2019-12-06",
            endorsement("Donald Trump", "Jeff Sessions", "support", &json!({})),
        ),
        (
            "2020-01-07",
            endorsement(
                "Donald Trump",
                "Jeff Sessions",
                "oppose",
                &json!({"date": "2020-01-06"}),
            ),
        ),
    ]);
    assert_eq!(page.endorsements[0].stance, claim::Stance::Oppose);
}

fn funds(holder: &str, amount: f64, period: Option<&str>) -> Value {
    about(
        "funds",
        &json!({"holder": holder, "measure": "cash_on_hand", "amount": amount, "period": period}),
    )
}

#[test]
fn money_is_by_period_and_near_figures_are_one() {
    let page = page(&[
        ("2019-10-18", funds("Jeff Sessions", 2_500_000.0, None)),
        ("2019-11-06", funds("Sessions", 2_480_000.0, None)),
        (
            "2020-02-03",
            funds("Jeff Sessions", 1_914_375.5, Some("2019-12-31")),
        ),
        (
            "2020-02-04",
            funds("Jeff Sessions", 1_900_000.0, Some("2019-12-31")),
        ),
        (
            "2020-02-05",
            funds("Jeff Sessions", 3_000_000.0, Some("2019-12-31")),
        ),
        ("2020-02-06", funds("Jeff Sessions", 1_910_000.0, None)),
        (
            "2020-02-06",
            candidacy("Jeff Sessions", "running", &json!({})),
        ),
    ]);
    let rows: Vec<(String, Option<String>, bool, usize, usize)> = page
        .money
        .iter()
        .map(|row| {
            (
                row.amount.to_string(),
                row.period.map(|period| period.to_string()),
                row.current,
                row.support.claims.len(),
                row.others.len(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                "$1,914,375.50".to_owned(),
                Some("2019-12-31".to_owned()),
                true,
                3,
                1
            ),
            ("$2,480,000".to_owned(), None, false, 2, 0),
        ]
    );
    assert_eq!(page.money[0].others[0].value, "$3,000,000");
    assert_eq!(page.money[0].others[0].reason, Reason::Conflicting);
    assert!(page.money.iter().all(|row| row.holder == "Jeff Sessions"));
}

#[test]
fn notes_are_about_people_of_the_field_in_documents_about_the_race() {
    let age = |person: &str, value: &str| json!({"kind": "biography", "person": person, "fact": "age", "value": value});
    let holds = |person: &str, office: &str, state: Option<&str>| json!({"kind": "office", "person": person, "office": office, "relation": "holds", "state": state});
    let papers = [
        paper(
            "AP",
            "2019-11-06",
            &[
                candidacy("Jeff Sessions", "expected", &json!({})),
                candidacy("Doug Jones", "running", &json!({"party": "Democrat"})),
                candidacy("Bradley Byrne", "running", &json!({})),
                age("Jeff Sessions", "72"),
                age("Mitch McConnell", "77"),
                holds("Doug Jones", "Sen.", Some("AL")),
                holds("Bradley Byrne", "U.S. Rep.", Some("AL")),
                json!({"kind": "biography", "person": "Jeff Sessions", "fact": "party", "value": "Republican"}),
            ],
        ),
        paper(
            "AP",
            "2019-12-25",
            &[
                candidacy("Jeff Sessions", "running", &json!({})),
                age("Sessions", "73"),
            ],
        ),
        // From a document that is not about the race: not even a full name is enough.
        paper("AP", "2020-05-01", &[age("Jeff Sessions", "35")]),
    ];
    let page = record_of(&papers)
        .page(&race(), Cut::default(), &central())
        .unwrap();
    let ages: Vec<(&str, &str, usize)> = page
        .people
        .iter()
        .filter(|row| row.fact == claim::Fact::Age)
        .map(|row| (row.person.as_str(), row.value.as_str(), row.others.len()))
        .collect();
    assert_eq!(ages, [("Jeff Sessions", "73", 1)]);
    let incumbents: Vec<(&str, bool)> = page
        .field
        .iter()
        .map(|row| (row.person.as_str(), row.incumbent))
        .collect();
    assert_eq!(
        incumbents,
        [
            ("Bradley Byrne", false),
            ("Doug Jones", true),
            ("Jeff Sessions", false)
        ]
    );
    let parties: Vec<Option<char>> = page
        .field
        .iter()
        .map(|row| row.party.as_ref().and_then(claim::Party::letter))
        .collect();
    assert_eq!(parties, [None, Some('D'), Some('R')]);
}

#[test]
fn who_is_passed_over_is_no_longer_in_the_running() {
    let of = |person: &str, status: &str, stage: &str| {
        candidacy(
            person,
            status,
            &json!({"stage": stage, "party": if stage.ends_with('D') { "Democrat" } else { "Republican" }}),
        )
    };
    let mut claims = vec![
        ("2020-01-01", of("Bradley Byrne", "qualified", "primary:R")),
        ("2020-01-01", of("Doug Jones", "running", "primary:D")),
        ("2020-03-03", of("Jeff Sessions", "advanced", "primary:R")),
    ];
    let passed_over = |claims: &[(&str, Value)]| -> Vec<String> {
        page(claims)
            .field
            .iter()
            .filter_map(|row| {
                row.passed_over
                    .as_ref()
                    .map(|stage| format!("{} {stage}", row.person))
            })
            .collect()
    };
    // One goes on: the other place may still be anybody's.
    assert!(passed_over(&claims).is_empty());
    claims.push((
        "2020-03-04",
        of("Tommy Tuberville", "advanced", "primary:R"),
    ));
    assert_eq!(passed_over(&claims), ["Bradley Byrne primary:R"]);
    let rows = page(&claims).field;
    assert_eq!(rows[3].person.as_str(), "Bradley Byrne");
    assert_eq!(rows[3].status, Some(claim::Status::Qualified));
    claims.push(("2020-11-04", of("Tommy Tuberville", "elected", "general")));
    // Who was out after the primary stays out by the primary.
    assert_eq!(
        passed_over(&claims),
        ["Bradley Byrne primary:R", "Doug Jones general"]
    );
}

#[test]
fn the_field_is_in_the_order_of_the_race() {
    let page = page(&[
        (
            "2020-01-01",
            candidacy("Candidate Urged", "urged", &json!({})),
        ),
        (
            "2020-01-01",
            candidacy("Candidate Declined", "declined", &json!({})),
        ),
        (
            "2020-01-01",
            candidacy("Candidate Qualified", "qualified", &json!({})),
        ),
        (
            "2020-01-01",
            candidacy("Candidate Expected", "expected", &json!({})),
        ),
        (
            "2020-01-01",
            candidacy("Candidate Withdrew", "withdrew", &json!({})),
        ),
        (
            "2020-01-01",
            about(
                "standing",
                &json!({"person": "Candidate Rated", "standing": "safe"}),
            ),
        ),
        (
            "2020-01-01",
            candidacy("Candidate Nominated", "nominated", &json!({})),
        ),
        (
            "2020-01-01",
            candidacy("Candidate Lost", "lost", &json!({})),
        ),
    ]);
    let surnames: Vec<String> = page.field.iter().map(|row| row.person.surname()).collect();
    assert_eq!(
        surnames,
        [
            "Nominated",
            "Qualified",
            "Expected",
            "Rated",
            "Lost",
            "Withdrew",
            "Urged",
            "Declined"
        ]
    );
}
