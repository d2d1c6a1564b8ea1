//! The expected reports of `RCTab`, reproduced from ballots that fit them.
//!
//! A report gives each round's votes and where the ballots of those who were dropped went. From that, ballots can be laid out
//! that fall exactly so; whoever counts them by the same rules must find the same rounds, the same majorities, the same
//! candidates dropped together and the same winner.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests may panic: that is how they fail; a test that skips says so"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use rules::ranked::{Mark, Method, Ranking, Tabulation, tabulate};
use rules::{Drop, Until};
use serde_json::Value;

fn report(name: &str) -> Option<Value> {
    let file = format!("rctab_{name}_expected_detailed_report.json");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/returns/rcv")
        .join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn number(value: &Value) -> u64 {
    value.as_str().map_or(0, |text| text.parse().unwrap())
}

fn pairs(value: &Value) -> BTreeMap<String, u64> {
    let object = value.as_object().unwrap();
    object
        .iter()
        .map(|(name, votes)| (name.clone(), number(votes)))
        .collect()
}

/// What a round says of ballots that count for nobody: exhausted, over, skipped.
fn inactive(round: &Value) -> [u64; 3] {
    let of = |key: &str| number(&round["inactiveBallots"][key]);
    [
        of("exhaustedChoices"),
        of("overvotes"),
        of("skippedRankings"),
    ]
}

type Pile = Vec<(Vec<Mark>, u64)>;

/// Takes so many ballots from a pile.
fn take(pile: &mut Pile, mut wanted: u64) -> Pile {
    let mut taken = Pile::new();
    while wanted > 0 {
        let (marks, held) = pile.pop().unwrap();
        let now = held.min(wanted);
        if held > now {
            pile.push((marks.clone(), held - now));
        }
        taken.push((marks, now));
        wanted -= now;
    }
    taken
}

fn marked(pile: Pile, marks: &[Mark]) -> Pile {
    let add = |(mut ballot, votes): (Vec<Mark>, u64)| {
        ballot.extend_from_slice(marks);
        (ballot, votes)
    };
    pile.into_iter().map(add).collect()
}

/// Ballots that fall as the report says.
fn ballots(report: &Value, names: &[String]) -> Vec<Ranking> {
    let place = |name: &str| names.iter().position(|known| known == name).unwrap();
    let rounds = report["results"].as_array().unwrap();
    let [exhausted, over, skipped] = inactive(&rounds[0]);
    // Ballots for somebody who is no candidate count for nobody from the start.
    let stranger = vec![Mark::For(names.len())];
    // Two empty ranks before a name: the name comes too late.
    let late = [Mark::Empty, Mark::Empty, Mark::For(0)];
    let mut done: Pile = vec![
        (stranger, exhausted),
        (vec![Mark::Over], over),
        (late.to_vec(), skipped),
    ];
    let mut piles: Vec<Pile> = vec![Pile::new(); names.len()];
    for (name, votes) in pairs(&rounds[0]["tally"]) {
        let at = place(&name);
        piles[at].push((vec![Mark::For(at)], votes));
    }
    for pair in rounds.windows(2) {
        let (now, next) = (inactive(&pair[0]), inactive(&pair[1]));
        let (mut over, mut skipped) = (next[1] - now[1], next[2] - now[2]);
        for dropped in pair[0]["tallyResults"].as_array().unwrap() {
            let mut pile =
                std::mem::take(&mut piles[place(dropped["eliminated"].as_str().unwrap())]);
            for (name, votes) in pairs(&dropped["transfers"]) {
                let mut moved = take(&mut pile, votes);
                if name != "exhausted" {
                    let at = place(&name);
                    piles[at].extend(marked(moved, &[Mark::For(at)]));
                    continue;
                }
                let now = over.min(votes);
                over -= now;
                done.extend(marked(take(&mut moved, now), &[Mark::Over]));
                let now = skipped.min(votes - now);
                skipped -= now;
                done.extend(marked(take(&mut moved, now), &late));
                done.extend(moved);
            }
            assert!(pile.iter().all(|(_, votes)| *votes == 0));
        }
        assert_eq!((over, skipped), (0, 0));
    }
    done.into_iter()
        .chain(piles.into_iter().flatten())
        .filter(|(_, ballots)| *ballots > 0)
        .map(|(marks, ballots)| Ranking { marks, ballots })
        .collect()
}

fn names(report: &Value) -> Vec<String> {
    pairs(&report["results"][0]["tally"]).into_keys().collect()
}

/// The count written as the report writes it.
fn written(found: &Tabulation, names: &[String]) -> Vec<String> {
    let shown = |votes: &[u64], which: &dyn Fn(usize) -> bool| -> String {
        let all = names.iter().zip(votes).enumerate();
        all.filter(|(at, _)| which(*at))
            .map(|(_, (name, votes))| format!("{name}={votes};"))
            .collect::<Vec<_>>()
            .concat()
    };
    found
        .rounds
        .iter()
        .map(|round| {
            let mut line = format!(
                "{} | {} | {} {} {}",
                shown(&round.votes, &|at| round.stands[at]),
                round.majority,
                round.exhausted,
                round.over,
                round.skipped
            );
            for dropped in &round.dropped {
                line += &format!(
                    " | -{}: {}exhausted={}",
                    names[dropped.candidate],
                    shown(&dropped.to, &|at| dropped.to[at] > 0),
                    dropped.to_nobody
                );
            }
            line
        })
        .collect()
}

fn expected(report: &Value) -> Vec<String> {
    let list = |value: &Value, but: &str| -> String {
        let all = pairs(value).into_iter().filter(|(name, _)| name != but);
        all.map(|(name, votes)| format!("{name}={votes};"))
            .collect::<Vec<_>>()
            .concat()
    };
    let rounds = report["results"].as_array().unwrap();
    rounds
        .iter()
        .map(|round| {
            let [exhausted, over, skipped] = inactive(round);
            let mut line = format!(
                "{} | {} | {exhausted} {over} {skipped}",
                list(&round["tally"], ""),
                number(&round["threshold"])
            );
            for dropped in round["tallyResults"].as_array().unwrap() {
                if let Some(name) = dropped["eliminated"].as_str() {
                    let transfers = &dropped["transfers"];
                    line += &format!(
                        " | -{name}: {}exhausted={}",
                        list(transfers, "exhausted"),
                        number(&transfers["exhausted"])
                    );
                }
            }
            line
        })
        .collect()
}

fn winner(report: &Value) -> String {
    let rounds = report["results"].as_array().unwrap();
    let last = rounds.last().unwrap()["tallyResults"].as_array().unwrap();
    let elected = last.iter().find_map(|result| result["elected"].as_str());
    elected.unwrap().to_owned()
}

/// Counts the sample and compares all that the report says.
#[track_caller]
fn check(sample: &str, drop: Drop, until: Until, lots: &[&str]) {
    let Some(report) = report(sample) else {
        return;
    };
    let names = names(&report);
    let place = |name: &str| names.iter().position(|known| known == name);
    let method = Method {
        drop,
        until,
        skips: 1,
        first_round_sets_majority: sample.starts_with("first_round"),
        first_out: place("Undeclared Write-ins").into_iter().collect(),
    };
    let lots: Vec<usize> = lots.iter().map(|name| place(name).unwrap()).collect();
    let ballots = ballots(&report, &names);
    let found = tabulate(&ballots, names.len(), &method, &lots);
    assert_eq!(written(&found, &names), expected(&report), "{sample}");
    assert_eq!(
        found.winner.map(|at| names[at].clone()),
        Some(winner(&report))
    );
}

#[test]
fn maine_2018_governor_primary() {
    check(
        "2018_maine_governor_primary",
        Drop::Batch,
        Until::Majority,
        &[],
    );
}

#[test]
fn minneapolis_2013_mayor() {
    check("2013_minneapolis_mayor", Drop::Batch, Until::Majority, &[]);
}

#[test]
fn minneapolis_2017_mayor() {
    check("2017_minneapolis_mayor", Drop::Batch, Until::Majority, &[]);
}

#[test]
fn alaska_2024() {
    check("2024_alaska_dominion", Drop::One, Until::TwoRemain, &[]);
}

#[test]
fn a_majority_of_the_first_round_and_a_lot() {
    // The sample draws with a seed; its report says that the lot fell on Vail.
    let lots = ["Vail, Christopher L.", "Carmona, Ralph C."];
    check(
        "first_round_determines_threshold_tiebreaker_test",
        Drop::One,
        Until::TwoRemain,
        &lots,
    );
}

#[test]
fn ties_by_a_list_in_the_settings() {
    let lots = ["Mookie Blaylock", "Yinka Dare", "George Gervin"];
    check(
        "tiebreak_use_permutation_in_config_test",
        Drop::One,
        Until::Majority,
        &lots,
    );
}
