//! Pages on which statements of reports stand beside official and primary documents.

use record::compare::Basis;
use record::page::{Compared, RacePage};
use record::{Cut, Record};
use serde_json::{Value, json};

use crate::fixture::{RACE, add, at, central, paper, race};

/// Public figures of the FEC's candidate summary, as of the coverage end dates that it gives.
fn filing() -> Vec<Value> {
    let funds = |holder: &str, measure: &str, amount: f64, period: &str| {
        json!({"kind": "funds", "race": RACE, "holder": holder, "measure": measure, "amount": amount, "period": period,
            "origin": {"type": "document", "name": "FEC candidate summary"}})
    };
    vec![
        funds(
            "Jefferson B Sessions",
            "cash_on_hand",
            2_495_459.0,
            "2019-01-01",
        ),
        funds(
            "Jefferson B Sessions",
            "cash_on_hand",
            1_898_642.98,
            "2020-02-12",
        ),
        funds(
            "Jefferson B Sessions",
            "spent",
            1_415_900.93,
            "2019-01-01/2020-02-12",
        ),
        // He files for another seat and is nobody's candidate here.
        funds(
            "Richard C Shelby",
            "cash_on_hand",
            9_800_592.48,
            "2019-12-31",
        ),
    ]
}

fn running(person: &str) -> Value {
    json!({"kind": "candidacy", "race": RACE, "person": person, "status": "announced"})
}

fn page_of(papers: &[(&str, &str, Vec<Value>)], cut: Cut) -> RacePage {
    let mut record = Record::in_memory().unwrap();
    for (publisher, published, claims) in papers {
        add(&mut record, &paper(publisher, published, claims));
    }
    record.page(&race(), cut, &central()).unwrap()
}

fn lines(compared: &[Compared]) -> Vec<String> {
    compared
        .iter()
        .map(|compared| format!("{}: {}", compared.verdict.words(), compared.arithmetic))
        .collect()
}

#[test]
fn a_reported_war_chest_stands_beside_the_filing() {
    let told = json!({"kind": "funds", "race": RACE, "holder": "Jeff Sessions", "measure": "cash_on_hand", "amount": 2_500_000});
    let papers = [
        (
            "US Liberty Wire",
            "2019-11-06",
            vec![running("Jeff Sessions"), told],
        ),
        ("Federal Election Commission", "2020-03-01", filing()),
    ];
    let page = page_of(&papers, Cut::default());
    let row = page
        .money
        .iter()
        .find(|row| !row.compared.is_empty())
        .unwrap();
    assert_eq!(row.amount.to_string(), "$2,495,459");
    assert_eq!(
        lines(&row.compared),
        [
            "confirmed by rounding: $2,500,000.00 against $2,495,459.00 on 2019-01-01: equal after rounding to the \
             nearest $100,000"
        ]
    );
    let against = row.compared[0].official.as_ref().unwrap();
    assert_eq!(against.authority, "Federal Election Commission");
    assert_eq!(against.basis, Basis::Official);
    assert!(against.claim.is_some());
    assert!(!row.official);
    assert!(page.money.iter().all(|row| row.holder == "Jeff Sessions"));
    assert_eq!(page.money.iter().filter(|row| row.official).count(), 2);

    // What was not public yet says nothing.
    let before = page_of(&papers, Cut::as_of(at("2019-12-01T00:00:00Z")));
    assert!(before.money.iter().all(|row| row.compared.is_empty()));
    assert_eq!(before.money.len(), 1);
}

#[test]
fn a_report_that_cites_a_filing_is_no_filing() {
    let mut cited = filing();
    for claim in &mut cited {
        claim["via"] = json!(["AP"]);
    }
    let told = json!({"kind": "funds", "race": RACE, "holder": "Jeff Sessions", "measure": "cash_on_hand", "amount": 2_500_000});
    for publisher in ["a paper", "Federal Election Commission"] {
        let page = page_of(
            &[
                (
                    "US Liberty Wire",
                    "2019-11-06",
                    vec![running("Jeff Sessions"), told.clone()],
                ),
                (publisher, "2020-03-01", cited.clone()),
            ],
            Cut::default(),
        );
        assert!(
            page.money
                .iter()
                .all(|row| row.compared.is_empty() && !row.official)
        );
    }
}

#[test]
fn published_counts_stand_beside_the_canvass() {
    let count = |publisher: &str, origin: Value, votes: [u64; 2], reporting: Option<u32>| {
        let row = |person: &str, votes: u64| {
            let mut row = json!({"kind": "result", "race": RACE, "stage": "runoff:R", "candidate": person, "votes": votes,
                "origin": origin});
            if let Some(reporting) = reporting {
                row["reporting"] = json!(reporting);
            }
            row
        };
        let rows = vec![
            row("Tommy Tuberville", votes[0]),
            row("Jeff Sessions", votes[1]),
        ];
        (publisher.to_owned(), rows)
    };
    let report = json!({"type": "report"});
    let canvass = json!({"type": "document", "name": "certified results"});
    let tallies = [
        count("AL.com", report.clone(), [88_015, 53_277], Some(34)),
        count(
            "Alabama Secretary of State",
            canvass,
            [334_675, 216_452],
            None,
        ),
    ];
    let papers: Vec<(&str, &str, Vec<Value>)> = tallies
        .iter()
        .zip(["2020-07-14", "2020-07-29"])
        .map(|((publisher, rows), day)| (publisher.as_str(), day, rows.clone()))
        .collect();
    let page = page_of(&papers, Cut::default());
    let found: Vec<String> = page.results[0]
        .counts
        .iter()
        .flat_map(|count| &count.rows)
        .flat_map(|row| lines(&row.compared))
        .collect();
    assert_eq!(
        found,
        [
            "partial count, consistent: 88,015 votes with 34 % counted against 334,675 in the final count: 246,660 were \
             still to come",
            "partial count, consistent: 53,277 votes with 34 % counted against 216,452 in the final count: 163,175 were \
             still to come",
        ]
    );
}

#[test]
fn a_reported_poll_stands_beside_the_release() {
    // Mason-Dixon, Feb. 4-6, 2020, 400 likely voters: Sessions 31, Tuberville 29, Byrne 17.
    let poll = |shares: Value| {
        json!({"kind": "poll", "race": RACE, "stage": "primary:R", "pollster": "Mason-Dixon", "end": "2020-02-06",
            "shares": shares})
    };
    let release = (
        "Mason-Dixon Polling & Strategy",
        "2020-02-10",
        vec![poll(
            json!({"Jeff Sessions": 31, "Tommy Tuberville": 29, "Bradley Byrne": 17}),
        )],
    );
    let check = |shares: Value, expect: &[&str]| {
        let page = page_of(
            &[
                release.clone(),
                ("a paper", "2020-02-11", vec![poll(shares)]),
            ],
            Cut::default(),
        );
        let found: Vec<String> = page
            .polls
            .iter()
            .flat_map(|row| lines(&row.compared))
            .collect();
        assert_eq!(found, expect);
    };
    check(
        json!({"Jeff Sessions": 31, "Tommy Tuberville": 29}),
        &[
            "confirmed: Jeff Sessions 31 % against 31 % in the release: equal; Tommy Tuberville 29 % against 29 % in the release: equal",
        ],
    );
    // A slip, made up.
    check(
        json!({"Jeff Sessions": 31, "Tommy Tuberville": 27}),
        &["contradicted: Tommy Tuberville 27 % against 29 % in the release: off by 2 points"],
    );
}
