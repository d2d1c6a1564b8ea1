//! The tables of past contests, where they are at hand: they are not part of the project.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::path::{Path, PathBuf};

use polls::{Collection, Contest};

fn shared(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/polls")
        .join(file);
    if !path.exists() {
        println!("skipped: {file} is not at hand");
        return None;
    }
    Some(path)
}

fn contests(files: &[&str]) -> Option<Vec<Contest>> {
    let mut collection = Collection::default();
    for file in files {
        let bytes = std::fs::read(shared(file)?).unwrap();
        let (_, complaints) = collection.add(file, &bytes).unwrap();
        for complaint in complaints {
            println!("{complaint}");
        }
    }
    let (contests, complaints) = collection.contests();
    assert_eq!(complaints, []);
    Some(contests)
}

const PRIMARIES: [&str; 3] = [
    "primaries/races.csv",
    "primaries/outcomes.csv",
    "primaries/polls.csv",
];

#[test]
fn primaries() {
    let Some(contests) = contests(&PRIMARIES) else {
        return;
    };
    for contest in &contests {
        println!(
            "{} {} {} {:?} {} candidates {} polls",
            contest.id,
            contest.race,
            contest.stage,
            contest.election,
            contest.candidates.len(),
            contest.polls.len()
        );
        for poll in &contest.polls {
            for alternative in &poll.alternatives {
                println!("    {} {:?}", poll.id, alternative);
            }
        }
    }
    let alabama = contests
        .iter()
        .find(|c| c.id == "AL-2020-Sen-R-primary")
        .unwrap();
    assert_eq!(alabama.race.to_string(), "2020-AL-senate");
    assert_eq!(alabama.polls.len(), 11);
}

#[test]
fn ratings() {
    let Some(contests) = contests(&["../polls/fivethirtyeight_raw_polls.csv"]) else {
        return;
    };
    println!("{}", contests.len());
}
