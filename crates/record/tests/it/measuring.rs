//! Polls, ratings and counted votes on a page.

use record::Cut;
use serde_json::{Value, json};

use crate::fixture::{about, candidacy, central, paper, race, record_of};
use crate::sections::page;

fn poll(shares: &Value, more: &Value) -> Value {
    about(
        "poll",
        &crate::fixture::merge(json!({"shares": shares}), more),
    )
}

#[test]
fn one_question_in_several_documents_is_one_row() {
    let page = page(&[
        (
            "2020-02-12",
            poll(
                &json!({"Jeff Sessions": 31, "Tommy Tuberville": 29, "undecided": 16}),
                &json!({"pollster": "Mason-Dixon", "end": "2020-02-06", "sample": 400, "stage": "primary:R"}),
            ),
        ),
        (
            "2020-02-13",
            poll(
                &json!({"Sessions": 31, "Tuberville": 29}),
                &json!({"pollster": "Mason-Dixon Polling"}),
            ),
        ),
        (
            "2020-02-13",
            poll(
                &json!({"Jeff Sessions": 34, "Tommy Tuberville": 29}),
                &json!({"pollster": "WPA Intelligence", "end": "2020-02-12"}),
            ),
        ),
        (
            "2020-02-14",
            poll(
                &json!({"Jeff Sessions": 54, "Doug Jones": 41}),
                &json!({"pollster": "Mason-Dixon", "end": "2020-02-06"}),
            ),
        ),
        (
            "2020-02-14",
            candidacy("Jeff Sessions", "running", &json!({})),
        ),
        (
            "2020-02-14",
            candidacy("Tommy Tuberville", "running", &json!({})),
        ),
    ]);
    let rows: Vec<(Option<&str>, usize, usize)> = page
        .polls
        .iter()
        .map(|row| {
            (
                row.pollster.as_deref(),
                row.shares.len(),
                row.support.claims.len(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (Some("WPA Intelligence"), 2, 1),
            (Some("Mason-Dixon"), 2, 1),
            (Some("Mason-Dixon"), 3, 2),
        ]
    );
    assert_eq!(page.polls[2].shares[0].name, "Jeff Sessions");
}

#[test]
fn ratings_keep_their_history() {
    let rating = |rating: &str, more: &Value| {
        about(
            "rating",
            &crate::fixture::merge(
                json!({"rater": "Cook Political Report", "rating": rating}),
                more,
            ),
        )
    };
    let page = page(&[
        ("2019-11-06", rating("Toss Up", &json!({}))),
        ("2020-02-11", rating("Lean Republican", &json!({}))),
        ("2020-02-12", rating("lean Republican", &json!({}))),
        ("2020-02-12", rating("Toss Up", &json!({"date": "2019-01"}))),
    ]);
    assert_eq!(page.ratings.len(), 1);
    assert_eq!(page.ratings[0].rating, "Lean Republican");
    assert_eq!(page.ratings[0].support.claims.len(), 2);
    assert_eq!(page.ratings[0].others[0].value, "Toss Up");
}

#[test]
fn conflicting_counts_stand_beside_each_other() {
    let share = |person: &str, share: f64, reporting: Option<f64>, stage: Option<&str>| {
        about(
            "result",
            &json!({"candidate": person, "share": share, "reporting": reporting, "stage": stage}),
        )
    };
    let primary = Some("primary:R");
    let papers = [
        paper(
            "The Anniston Star",
            "2020-03-03T21:45-06:00",
            &[
                share("Jeff Sessions", 34.0, Some(33.0), primary),
                share("Tommy Tuberville", 29.0, Some(33.0), primary),
            ],
        ),
        paper(
            "AP",
            "2020-03-03T22:30-06:00",
            &[
                share("Jeff Sessions", 32.5, Some(41.0), primary),
                share("Tommy Tuberville", 32.0, Some(41.0), primary),
                share("Bradley Byrne", 26.0, Some(41.0), primary),
            ],
        ),
        // The same count, told with fewer names, and with the stage only on one line.
        paper(
            "AL.com",
            "2020-03-03T22:40-06:00",
            &[
                share("Sessions", 32.5, Some(41.0), primary),
                share("Tuberville", 32.0, Some(41.0), None),
            ],
        ),
        paper(
            "NPR",
            "2020-07-14T22:00-05:00",
            &[about(
                "result",
                &json!({"candidate": "Tommy Tuberville", "stage": "runoff:R", "outcome": "leading", "share": 60}),
            )],
        ),
        paper(
            "AP",
            "2020-07-14T23:00-05:00",
            &[
                about(
                    "result",
                    &json!({"candidate": "Tommy Tuberville", "stage": "runoff:R", "outcome": "won"}),
                ),
                about(
                    "result",
                    &json!({"candidate": "Jeff Sessions", "stage": "runoff:R", "outcome": "lost"}),
                ),
            ],
        ),
    ];
    let page = record_of(&papers)
        .page(&race(), Cut::default(), &central())
        .unwrap();
    let stages: Vec<String> = page
        .results
        .iter()
        .map(|results| {
            results
                .stage
                .as_ref()
                .map_or("-".to_owned(), ToString::to_string)
        })
        .collect();
    assert_eq!(stages, ["runoff:R", "primary:R"]);
    let counts: Vec<(Option<f64>, usize, usize)> = page.results[1]
        .counts
        .iter()
        .map(|count| {
            (
                count.reporting.map(claim::Percent::as_f64),
                count.rows.len(),
                count.support.claims.len(),
            )
        })
        .collect();
    assert_eq!(counts, [(Some(41.0), 3, 5), (Some(33.0), 2, 2)]);
    assert_eq!(
        page.results[1].counts[0].rows[0].person.as_str(),
        "Jeff Sessions"
    );
    assert_eq!(page.results[1].counts[0].rows[0].claims.len(), 2);

    let outcomes: Vec<(&str, &str, usize)> = page.results[0]
        .outcomes
        .iter()
        .map(|row| (row.person.as_str(), row.outcome.word(), row.others.len()))
        .collect();
    assert_eq!(
        outcomes,
        [("Tommy Tuberville", "won", 1), ("Jeff Sessions", "lost", 0)]
    );
    // What the votes decided shows in the field.
    assert_eq!(page.field[0].status, Some(claim::Status::Nominated));
}
