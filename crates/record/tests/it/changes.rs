//! What changed between two moments, in words.

use proptest::prelude::*;
use record::changes::{ChangeKind, Changes, compare};
use record::{Act, ActKind, Cut, RacePage, Record};
use serde_json::{Value, json};

use crate::acts::{act, page, to};
use crate::as_of::papers;
use crate::fixture::{about, at, candidacy, central, paper, race, record_of};
use crate::folding::{step, take_step};

fn between(record: &Record, since: &str, until: &str) -> Changes {
    let cut = |time: &str| match time {
        "" => Cut::default(),
        time => Cut::as_of(at(time)),
    };
    record
        .changes(&race(), cut(since), cut(until), &central())
        .unwrap()
}

fn words(changes: &Changes) -> String {
    let lines: Vec<String> = changes
        .changes
        .iter()
        .map(|change| {
            let kind = serde_json::to_value(change.change).unwrap();
            format!(
                "[{}] {}: {}",
                kind.as_str().unwrap(),
                change.subject,
                change.what
            )
        })
        .collect();
    lines.join("\n")
}

fn story() -> Record {
    let person = |name: &str| json!({"origin": {"type": "person", "name": name}});
    let with = crate::fixture::merge;
    record_of(&[
        paper(
            "AP",
            "2019-11-06T17:00-06:00",
            &[
                with(
                    candidacy("Sessions", "expected", &json!({"certainty": "expected"})),
                    &json!({"origin": {"type": "anonymous", "described": "two Republicans", "count": 2}}),
                ),
                about(
                    "schedule",
                    &json!({"event": "runoff", "date": "2020-03-31"}),
                ),
                about(
                    "endorsement",
                    &json!({"endorser": "Richard Shelby", "candidate": "Jeff Sessions", "stance": "support"}),
                ),
            ],
        ),
        paper(
            "NBC",
            "2019-11-07T20:00-06:00",
            &[
                with(
                    candidacy("Jeff Sessions", "announced", &json!({"party": "R"})),
                    &person("Jeff Sessions"),
                ),
                with(
                    candidacy("Jeff Sessions", "running", &json!({"certainty": "denied"})),
                    &person("Jane Doe"),
                ),
                candidacy("Doug Jones", "running", &json!({})),
            ],
        ),
        paper(
            "NPR",
            "2020-03-20T10:00-05:00",
            &[
                about(
                    "schedule",
                    &json!({"event": "runoff", "date": "2020-07-14"}),
                ),
                about(
                    "funds",
                    &json!({"holder": "Jeff Sessions", "measure": "cash_on_hand", "amount": 2_500_000}),
                ),
            ],
        ),
        paper(
            "CBS",
            "2020-03-21T10:00-05:00",
            &[candidacy("Doug Jones", "running", &json!({}))],
        ),
    ])
}

#[test]
fn changes_read_as_sentences() {
    let record = story();
    let first = words(&between(
        &record,
        "2019-11-07T12:00:00Z",
        "2019-11-09T00:00:00Z",
    ));
    let later = words(&between(
        &record,
        "2019-11-09T00:00:00Z",
        "2020-08-01T00:00:00Z",
    ));
    insta::assert_snapshot!(format!("{first}\n\n{later}"), @r"
    [new] Doug Jones: new: running, 1 origin
    [changed] Jeff Sessions: expected → announced, 1 origin, the principal on the record
    [detail] Jeff Sessions: party: Republican
    [denied] Jeff Sessions: denied: running, 1 origin

    [origins] Doug Jones: running: 1 origin → 1–2 origins
    [moved] runoff: moved from 2020-03-31 to 2020-07-14, 1 origin, unstated
    [passed] runoff: 2020-07-14 has passed
    [new] Jeff Sessions, cash on hand: new: $2,500,000, 1 origin
    ");
    assert_eq!(words(&between(&record, "", "")), "");
}

#[test]
fn acts_are_changes_too() {
    let mut record = story();
    act(
        &mut record,
        &to(ActKind::Confirm, "2020-AL-senate/4", "2020-04-01T00:00:00Z"),
    );
    act(
        &mut record,
        &to(ActKind::Reject, "2020-AL-senate/5", "2020-04-01T00:00:00Z"),
    );
    act(
        &mut record,
        &Act {
            by: Some("2020-AL-senate/7".parse().unwrap()),
            ..to(ActKind::Correct, "2020-AL-senate/2", "2020-04-01T00:00:00Z")
        },
    );
    act(
        &mut record,
        &to(ActKind::Retract, "document 4", "2020-04-02T00:00:00Z"),
    );
    act(
        &mut record,
        &to(ActKind::Undo, "act 2", "2020-04-05T00:00:00Z"),
    );
    let first = words(&between(
        &record,
        "2020-03-31T00:00:00Z",
        "2020-04-03T00:00:00Z",
    ));
    let later = words(&between(
        &record,
        "2020-04-03T00:00:00Z",
        "2020-04-06T00:00:00Z",
    ));
    insta::assert_snapshot!(format!("{first}\n\n{later}"), @r"
    [origins] Doug Jones: running: 1–2 origins → 1 origin
    [beside] Jeff Sessions: no longer beside it: denied: running
    [confirmed] 2020-AL-senate/4: confirmed by An Editor (because)
    [corrected] 2020-AL-senate/2: corrected by its publisher: runoff: 2020-03-31; 2020-AL-senate/7 takes its place
    [retracted] 2020-AL-senate/9: retracted by its publisher: Doug Jones: running
    [outstanding] 2020-AL-senate/9: correction outstanding: 2020-AL-senate/6 still says so
    [set_aside] 2020-AL-senate/5: rejected by an editor: Jeff Sessions: running (denied)

    [denied] Jeff Sessions: denied: running, 1 origin
    [restored] 2020-AL-senate/5: back on the page: Jeff Sessions: running (denied)
    ");
}

/// A page without what passes by itself: the moment, the batch, and which dates lie behind.
fn timeless(page: &RacePage) -> RacePage {
    let mut page = page.clone();
    (page.as_of, page.recorded) = (None, record::BatchNumber(0));
    for row in &mut page.schedule {
        row.past = false;
    }
    page
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn pages_that_differ_have_changes_and_those_that_do_not_have_none(papers in papers(), one in 1_u8..29, other in 1_u8..29) {
        let record = record_of(&papers);
        let until = |day: u8| Cut::as_of(at(&format!("2019-11-{day:02}T18:00:00Z")));
        let (before, after) = (page(&record, until(one)), page(&record, until(other)));
        let changes = compare(&before, &after);
        let told = changes.changes.iter().any(|change| change.change != ChangeKind::Passed);
        prop_assert_eq!(told, timeless(&before) != timeless(&after), "{}", words(&changes));
        // A change that names claims names claims of one of the two pages.
        let held: Value = json!([before, after]);
        let held = held.to_string();
        for id in changes.changes.iter().flat_map(|change| &change.claims) {
            let quoted = format!("\"{id}\"");
            prop_assert!(held.contains(&quoted));
        }
    }

    /// The same where editors act and documents change.
    #[test]
    fn acts_that_differ_are_changes(
        steps in prop::collection::vec(step(), 4..30),
        one in 1_u8..29,
        other in 1_u8..29,
    ) {
        let mut record = Record::in_memory().unwrap();
        for step in &steps {
            take_step(&mut record, step);
        }
        let until = |day: u8| Cut::as_of(at(&format!("2019-11-{day:02}T18:00:00Z")));
        let of = |day: u8| record.page(&race(), until(day), &central());
        let (Ok(before), Ok(after)) = (of(one), of(other)) else {
            return Ok(());
        };
        let changes = compare(&before, &after);
        let told = changes.changes.iter().any(|change| change.change != ChangeKind::Passed);
        prop_assert_eq!(told, timeless(&before) != timeless(&after), "{}", words(&changes));
    }
}
