//! The forecast of the example: what could be said on four days of Alabama's race of 2020.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

mod common;

use common::Desk;
use serde_json::Value;

const RACE: &str = "2020-AL-senate";

/// A stage of the forecast as of a day.
fn stage(desk: &Desk, as_of: &str, stage: &str) -> Value {
    let ended = desk.run(&[
        "forecast", RACE, "--as-of", as_of, "--draws", "2000", "--json",
    ]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    let lines: Vec<Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    lines
        .into_iter()
        .find(|line| line["stage"] == stage)
        .unwrap_or_else(|| panic!("no {stage} as of {as_of}: {}", ended.out))
}

fn number(stage: &Value, person: &str, what: &str) -> f64 {
    let of = |candidate: &&Value| candidate["person"] == person;
    let candidates = stage["candidates"].as_array().unwrap();
    candidates.iter().find(of).unwrap()[what].as_f64().unwrap()
}

#[test]
fn alabama_as_it_could_be_known() {
    let desk = Desk::with_example();

    // Nobody had published a poll of the field with Sessions: the odds are there, and say so.
    let primary = stage(&desk, "2019-11-06T20:00-06:00", "primary:R");
    assert!(number(&primary, "Jeff Sessions", "advance") > 0.0);
    let notes = primary["notes"].to_string();
    assert!(notes.contains("asked about Jeff Sessions"), "{notes}");
    assert_eq!(primary["unpolled"], serde_json::json!(["Jeff Sessions"]));

    // On the eve of the primary the likeliest outcome is the one that came.
    let primary = stage(&desk, "2020-03-01", "primary:R");
    let pair = &primary["pairings"][0];
    let both = [
        pair["first"].as_str().unwrap(),
        pair["second"].as_str().unwrap(),
    ];
    assert!(
        both.contains(&"Jeff Sessions") && both.contains(&"Tommy Tuberville"),
        "{pair}"
    );
    let shares: f64 = primary["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["share"].as_f64().unwrap())
        .sum();
    assert!((shares - 1.0).abs() < 1e-6, "{shares}");

    // The polls of the two that were taken before the primary carry the runoff.
    let runoff = stage(&desk, "2020-03-01", "runoff:R");
    assert!(!runoff["rests_on"].as_array().unwrap().is_empty());

    let runoff = stage(&desk, "2020-07-13", "runoff:R");
    let chance = number(&runoff, "Tommy Tuberville", "win");
    assert!(chance > 0.6, "{chance}");

    let general = stage(&desk, "2020-11-02", "general");
    assert!(number(&general, "Tommy Tuberville", "win") > 0.8);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_the_page_reads_in_words() {
    let desk = Desk::with_example();
    let typed = ["forecast", RACE, "--as-of", "2020-03-01", "--draws", "2000"];
    let (once, again) = (desk.run(&typed), desk.run(&typed));
    assert_eq!(once.status, 0, "{}", once.err);
    assert_eq!(once.out, again.out);
    for word in ["in 10", "Rests on", "PRIMARY REPUBLICAN", "GENERAL"] {
        assert!(once.out.contains(word), "{word}: {}", once.out);
    }
    // A row of the table: share, range, going on, winning.
    let row = (once.out.lines())
        .find(|line| line.starts_with("  Jeff Sessions   "))
        .unwrap();
    let figures = row.split_whitespace().skip(2).count();
    assert!(figures >= 4, "{row}");
}

#[test]
fn a_race_that_is_not_held_is_refused_with_a_hint() {
    let desk = Desk::with_example();
    let ended = desk.run(&["forecast", "2018-TX-senate"]);
    assert_eq!(ended.status, 1);
    assert!(
        ended.err.contains("nothing about 2018-TX-senate"),
        "{}",
        ended.err
    );
    assert_eq!(desk.run(&["forecast"]).status, 2);
}
