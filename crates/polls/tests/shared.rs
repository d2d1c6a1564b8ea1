//! The tables of past contests, where they are at hand: they are not part of the project.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may panic, and a test that skips says so"
)]

use std::path::Path;

use claim::PersonName;
use polls::{Collection, Contest, Figure};

/// The contests of some tables, and how many complaints there were.
fn contests(files: &[&str]) -> Option<(Vec<Contest>, usize)> {
    let mut collection = Collection::default();
    let mut complained = 0;
    for file in files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/data/polls")
            .join(file);
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: {file} is not at hand");
            return None;
        };
        let (_, complaints) = collection.add(file, &bytes).unwrap();
        complained += complaints.len();
    }
    let (contests, complaints) = collection.contests();
    Some((contests, complained + complaints.len()))
}

#[test]
fn primaries() {
    let files = [
        "primaries/races.csv",
        "primaries/outcomes.csv",
        "primaries/polls.csv",
    ];
    let Some((contests, complained)) = contests(&files) else {
        return;
    };
    // Two people called Jackson stood in Georgia's special election; the table has only surnames.
    assert_eq!((contests.len(), complained), (41, 1));
    let of = |id: &str| contests.iter().find(|c| c.id == id).unwrap();
    let alabama = of("AL-2020-Sen-R-primary");
    assert_eq!(alabama.race.to_string(), "2020-AL-senate");
    assert_eq!(alabama.polls.len(), 11);
    assert_eq!(of("AL-2020-Sen-R-runoff").polls.len(), 7);
    assert_eq!(
        of("GA-2021-Sen-runoff-7781").race.to_string(),
        "2020-GA-senate-special"
    );
    let october = alabama
        .polls
        .iter()
        .find(|poll| poll.id == "Cygnal 2019-10-12")
        .unwrap();
    assert_eq!(october.share(&PersonName::new("Sessions")), None);
    let conflicts: Vec<&Figure> = contests
        .iter()
        .flat_map(|contest| &contest.polls)
        .flat_map(|poll| &poll.alternatives)
        .map(|alternative| &alternative.figure)
        .collect();
    assert_eq!(conflicts.len(), 5);
    assert!(
        !conflicts
            .iter()
            .any(|figure| matches!(figure, Figure::Words(_)))
    );
    // What the seed article could not know: the first poll with Sessions came out after it.
    let wpa = alabama
        .polls
        .iter()
        .find(|poll| poll.id == "WPA Intelligence 2019-10-31")
        .unwrap();
    assert!(
        wpa.known_from(alabama.election)
            .unwrap()
            .to_string()
            .as_str()
            > "2019-11-06"
    );
}

#[test]
fn ratings() {
    let Some((contests, complained)) = contests(&["fivethirtyeight_raw_polls.csv"]) else {
        return;
    };
    assert_eq!(complained, 0);
    let polls: usize = contests.iter().map(|contest| contest.polls.len()).sum();
    assert_eq!(polls, 10_891);
    assert!(contests.iter().all(|contest| contest.candidates.len() == 2));
    assert!(contests.iter().all(|contest| contest.winner().is_some()));
}
