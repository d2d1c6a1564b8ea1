//! Tables of polls, from `add` to the race page.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

mod common;

use common::Desk;
use serde_json::Value;

/// Polls of Alabama's Republican primary for Senate in 2020, as the reports named in them have them.
const POLLS: &str = "\
race,state,office,party,stage,election_date,pollster,start,end,n,population,candidate,share,source_url,note
AL20,AL,Sen,REP,primary,2020-03-03,Cygnal,2019-10-10,2019-10-12,536,LV,Tuberville,32.0,https://yellowhammernews.com/non-internal-poll,without Sessions; SOURCES CONFLICT: ellisinsight prints Merrill 13
AL20,AL,Sen,REP,primary,2020-03-03,Cygnal,2019-10-10,2019-10-12,536,LV,Byrne,18.0,https://yellowhammernews.com/non-internal-poll,without Sessions; SOURCES CONFLICT: ellisinsight prints Merrill 13
AL20,AL,Sen,REP,primary,2020-03-03,Cygnal,2019-10-10,2019-10-12,536,LV,Moore,10.6,https://yellowhammernews.com/non-internal-poll,without Sessions; SOURCES CONFLICT: ellisinsight prints Merrill 13
AL20,AL,Sen,REP,primary,2020-03-03,Cygnal,2019-10-10,2019-10-12,536,LV,Merrill,8.6,https://yellowhammernews.com/non-internal-poll,without Sessions; SOURCES CONFLICT: ellisinsight prints Merrill 13
AL20,AL,Sen,REP,primary,2020-03-03,Mason-Dixon (Alabama Daily News/WBRC/WAFF),2020-02-04,2020-02-06,400,LV,Sessions,31.0,https://newsmax.com/amp/politics/alabama-senate-primary-gop/2020/02/12/id/953875,
AL20,AL,Sen,REP,primary,2020-03-03,Mason-Dixon (Alabama Daily News/WBRC/WAFF),2020-02-04,2020-02-06,400,LV,Tuberville,29.0,https://newsmax.com/amp/politics/alabama-senate-primary-gop/2020/02/12/id/953875,
AL20,AL,Sen,REP,primary,2020-03-03,Mason-Dixon (Alabama Daily News/WBRC/WAFF),2020-02-04,2020-02-06,400,LV,Byrne,17.0,https://newsmax.com/amp/politics/alabama-senate-primary-gop/2020/02/12/id/953875,
";

fn page(desk: &Desk, as_of: &str) -> Value {
    let pages = desk.json(&["race", "2020-AL-senate", "--as-of", as_of]);
    pages.into_iter().next().expect("a page")
}

#[test]
fn a_table_of_polls_comes_onto_the_page() {
    let desk = Desk::new();
    let table = desk.file("polls.csv", POLLS);
    let added = desk.run(&["add", &table]);
    assert_eq!(added.status, 0, "{}", added.err);
    insta::assert_snapshot!("added", added.err);
    let shown = desk.run(&["race", "2020-AL-senate", "--as-of", "2020-03-01"]);
    let polls = shown.out.split("POLLS").nth(1).expect("polls");
    insta::assert_snapshot!("page", polls);
    // The same table again is held already.
    let again = desk.run(&["add", &table]);
    assert!(again.err.contains("0 new"), "{}", again.err);
}

/// What two outlets print of one poll is one row, with the other figure and who prints it.
#[test]
fn a_conflict_is_one_poll_with_another_value() {
    let desk = Desk::new();
    desk.run(&["add", &desk.file("polls.csv", POLLS)]);
    let page = page(&desk, "2020-03-01");
    let polls = page["polls"].as_array().expect("polls");
    assert_eq!(polls.len(), 2);
    let october = &polls[1];
    assert_eq!(october["others"][0]["value"], "Merrill 13");
    assert_eq!(october["shares"].as_array().expect("shares").len(), 4);
}

/// A poll is on the page from the day on which it was public, not from that of its field work.
#[test]
fn a_poll_is_shown_from_when_it_was_public() {
    let desk = Desk::new();
    desk.run(&["add", &desk.file("polls.csv", POLLS)]);
    let count = |as_of| page(&desk, as_of)["polls"].as_array().expect("polls").len();
    let early = desk.run(&["race", "2020-AL-senate", "--as-of", "2019-10-15"]);
    assert_eq!(early.status, 1, "a week is left for it to come out");
    assert_eq!(count("2019-10-20"), 1);
    assert_eq!(count("2020-02-11"), 1);
    assert_eq!(count("2020-02-12"), 2);
}

/// The shape of a back-test on three invented votes; what it says of the model is measured on real ones in docs/forecast.md.
#[test]
fn a_back_test_sets_the_model_beside_the_average() {
    let desk = Desk::new();
    let mut polls = String::from(
        "race,state,office,party,stage,election_date,pollster,start,end,n,population,candidate,share\n",
    );
    let mut results = String::from("race,candidate,vote_share,advanced,won\n");
    for (state, shares, votes) in [
        ("AL", [40, 30, 10], [48, 37, 15]),
        ("GA", [35, 33, 12], [39, 45, 16]),
        ("TX", [20, 45, 15], [25, 55, 20]),
    ] {
        for (at, name) in ["A", "B", "C"].iter().enumerate() {
            polls.push_str(&format!("{state}20,{state},Sen,REP,primary,2020-03-03,Firm,2020-02-20,2020-02-22,600,LV,{name},{}\n", shares[at]));
            let won = u8::from(votes[at] == *votes.iter().max().expect("three"));
            results.push_str(&format!("{state}20,{name},{},{won},{won}\n", votes[at]));
        }
    }
    let files = [
        desk.file("polls.csv", polls),
        desk.file("results.csv", results),
    ];
    let few = [
        "forecast",
        "score",
        &files[0],
        &files[1],
        "--evaluations",
        "12",
        "--draws",
        "2000",
    ];
    let ended = desk.run(&few);
    assert_eq!(ended.status, 0, "{}", ended.err);
    let first = ended.out.lines().next().expect("a line");
    assert_eq!(
        first,
        "Primaries for Senate and governor, on the eve: 3 contests, 9 numbers"
    );
    assert!(
        ended.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ended.out
    );
    assert_eq!(
        desk.run(&few).out,
        ended.out,
        "the same seed gives the same bytes"
    );
    let tests = desk.json(&few);
    assert_eq!(tests[0]["set"], "primaries");
    assert_eq!(tests[0]["contests"].as_array().expect("contests").len(), 3);
    let nothing = desk.run(&["forecast", "score", &files[1]]);
    assert_eq!(nothing.status, 1);
}
