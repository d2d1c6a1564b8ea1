//! What reports say of a campaign's money, beside the FEC's own summary: added like any other file, told by its content.

mod common;

use common::Desk;
use serde_json::Value;

const RACE: &str = "2020-AL-senate";

/// A row of the FEC's summary of all candidates: id, name, receipts, disbursements, cash at the start and the end, day.
fn row([id, name, raised, spent, start, end, to]: [&str; 7]) -> String {
    let mut cells = [""; 30];
    for (column, cell) in [
        (0, id),
        (1, name),
        (5, raised),
        (7, spent),
        (9, start),
        (10, end),
        (18, "AL"),
        (19, "00"),
        (27, to),
    ] {
        cells[column] = cell;
    }
    cells.join("|") + "\n"
}

/// What the FEC published on March 1, 2020.
fn summary() -> String {
    [
        row([
            "S6AL00195",
            "SESSIONS, JEFFERSON B",
            "819084.04",
            "1415900.93",
            "2495459",
            "1898642.98",
            "02/12/2020",
        ]),
        row([
            "S0AL00230",
            "TUBERVILLE, THOMAS H",
            "2511153.92",
            "1401714.31",
            "0",
            "1109439.61",
            "02/12/2020",
        ]),
        // Alabama's other senator: the summary does not say that he stands in another year.
        row([
            "S6AL00013",
            "SHELBY, RICHARD C",
            "84960.86",
            "125950.62",
            "9841582.24",
            "9800592.48",
            "12/31/2019",
        ]),
    ]
    .concat()
}

fn money(desk: &Desk, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["race", RACE];
    arguments.extend(more);
    let page = desk.json(&arguments).remove(0);
    let Some(money) = page["money"].as_array() else {
        panic!("the page has no money: {page:#}");
    };
    money.clone()
}

#[test]
fn a_reported_sum_stands_beside_the_summary() {
    let desk = Desk::with_example();
    let file = desk.file("weball20.txt", summary());
    let added = desk.run(&["add", &file, "--published", "2020-03-01"]);
    // The first row misses its own arithmetic by 87 cents, as published.
    assert_eq!(added.status, 3, "{}", added.err);
    assert!(added.err.contains("$0.87"), "{}", added.err);

    let compared: Vec<(String, String)> = money(&desk, &[])
        .iter()
        .filter(|row| row["holder"] == "Jeff Sessions")
        .flat_map(|row| row["compared"].as_array().cloned().unwrap_or_default())
        .map(|found| {
            let text = |field: &str| found[field].as_str().unwrap().to_owned();
            assert_eq!(
                found["official"]["authority"],
                "Federal Election Commission"
            );
            assert!(found["claim"].as_str().unwrap().starts_with(RACE));
            (text("verdict"), text("arithmetic"))
        })
        .collect();
    for expect in [
        (
            "bound",
            "about $2.5 million against $2,495,459.00 on 2019-01-01: holds: $4,541 less",
        ),
        (
            "rounding",
            "$1.9 million against $1,898,642.98 on 2020-02-12: equal after rounding to the nearest $0.1 million",
        ),
    ] {
        let held = compared
            .iter()
            .any(|(verdict, arithmetic)| (verdict.as_str(), arithmetic.as_str()) == expect);
        assert!(held, "{compared:#?}");
    }
    let holders = money(&desk, &[]);
    assert!(
        holders
            .iter()
            .all(|row| row["holder"] != "Richard C. Shelby")
    );

    // Before the summary was public, nothing was compared with it.
    let before = money(&desk, &["--as-of", "2020-02-25"]);
    assert!(before.iter().all(|row| row.get("compared").is_none()));

    let shown = desk.run(&["race", RACE]);
    let words = shown.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = "confirmed by rounding: $1.9 million against $1,898,642.98 on 2020-02-12: equal after rounding to the \
                nearest $0.1 million (FEC candidate summary)";
    assert!(words.contains(line), "{}", shown.out);
    assert_eq!(desk.run(&["check"]).status, 0);
}
