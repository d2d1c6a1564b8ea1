//! The naive forecaster on the public records of pollsters, where they are at hand: its figures were measured once by other means.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may panic, and a test that skips says so"
)]

use std::path::Path;

use forecast::score::{Card, Case, Naive, Set, card, score};
use polls::{Collection, Contest};

fn ratings() -> Option<Vec<Contest>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/polls/fivethirtyeight_raw_polls.csv");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: FiveThirtyEight's pollster ratings are not at hand");
        return None;
    };
    let mut collection = Collection::default();
    collection.add("raw_polls.csv", &bytes).unwrap();
    Some(collection.contests().0)
}

fn naive(cases: &[Case<'_>], to: i16, tested: impl Fn(i16) -> bool) -> (f64, Card) {
    let past: Vec<Case<'_>> = cases.iter().filter(|c| c.year() <= to).cloned().collect();
    let trained = Naive { seed: 1 }.fit(&past);
    let scored: Vec<_> = cases
        .iter()
        .filter(|case| tested(case.year()))
        .map(|case| score(case, &trained.forecast(case)))
        .collect();
    (trained.sigma, card(&scored, 1))
}

#[track_caller]
fn check(card: &Card, contests: usize, brier: f64, log: f64, mae: f64, coverage: [f64; 4]) {
    let near = |a: f64, b: f64, by: f64| assert!((a - b).abs() <= by, "{a} is not {b}");
    assert_eq!(card.contests, contests);
    near(card.brier.value, brier, 5e-5);
    near(card.log.value, log, 5e-4);
    near(card.mae.value, mae, 6e-3);
    for (found, expect) in card.coverage.iter().zip(coverage) {
        near(100.0 * found.value, expect, 0.51);
    }
}

#[test]
fn generals() {
    let Some(contests) = ratings() else { return };
    let cases: Vec<Case<'_>> = contests
        .iter()
        .filter_map(|contest| Case::of(contest, 0))
        .filter(|case| case.set == Set::Generals)
        .collect();
    let (sigma, learnt) = naive(&cases, 2014, |year| year <= 2014);
    assert!((sigma - 6.10).abs() < 0.005, "{sigma}");
    // Washington's governor of 2004, at 48.87 percent each, is Gregoire's; counted as Rossi's it would be 0.0591 and 0.1918.
    check(&learnt, 508, 0.0582, 0.1898, 4.49, [58.0, 83.0, 92.0, 95.0]);
    let (_, tested) = naive(&cases, 2014, |year| (2016..=2020).contains(&year));
    check(&tested, 155, 0.0809, 0.2442, 5.16, [45.0, 77.0, 90.0, 94.0]);
}

#[test]
fn presidential_primaries() {
    let Some(contests) = ratings() else { return };
    let cases: Vec<Case<'_>> = contests
        .iter()
        .filter_map(|contest| Case::of(contest, 0))
        .filter(|case| case.set == Set::PresidentialPrimaries)
        .collect();
    let (sigma, learnt) = naive(&cases, 2012, |year| year <= 2012);
    assert!((sigma - 10.46).abs() < 0.005, "{sigma}");
    check(&learnt, 147, 0.0808, 0.2520, 7.96, [58.0, 84.0, 90.0, 95.0]);
    let (_, tested) = naive(&cases, 2012, |year| year >= 2016);
    check(
        &tested,
        108,
        0.1280,
        0.4414,
        10.71,
        [42.0, 74.0, 84.0, 89.0],
    );
}
