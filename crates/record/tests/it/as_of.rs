//! What a cut shows: nothing leaks backward, and the order in which documents came in does not matter.

use jiff::Timestamp;
use proptest::prelude::*;
use record::{BatchNumber, Cut, RacePage, Record};
use serde_json::{Value, json};

use crate::fixture::{Paper, about, add_seen, at, candidacy, central, paper, race, record_of};

/// One paper from small numbers: who says what of whom on which day.
fn paper_of(seed: [u8; 5]) -> Paper {
    let [outlet, day, hour, kind, person] = seed;
    let outlet =
        ["AP", "NBC", "NPR", "AL.com", "The Sand Mountain Reporter"][usize::from(outlet % 5)];
    let person = ["Jane Doe", "Doe", "Richard Roe", "Mary Major"][usize::from(person % 4)];
    let origin = match hour % 4 {
        0 => json!({"type": "report"}),
        1 => json!({"type": "organization", "name": "NBC"}),
        2 => json!({"type": "anonymous", "described": "two Republicans", "count": 2}),
        _ => json!({"type": "person", "name": person}),
    };
    let with = |claim: Value| crate::fixture::merge(claim, &json!({"origin": origin}));
    let status = [
        "considering",
        "expected",
        "announced",
        "filed",
        "withdrew",
        "qualified",
        "not_filed",
    ];
    let main = match kind % 12 {
        kind @ 0..=6 => candidacy(
            person,
            status[usize::from(kind)],
            &json!({"stage": "primary:R"}),
        ),
        7 => about(
            "schedule",
            &json!({"event": "runoff", "date": if hour > 12 { "2020-03-31" } else { "2020-07-14" }}),
        ),
        8 => about(
            "endorsement",
            &json!({"endorser": "John Stiles", "candidate": person, "stance": if day % 2 == 0 { "support" } else { "oppose" }}),
        ),
        9 => about(
            "funds",
            &json!({"holder": person, "measure": "raised", "amount": 1000 + u32::from(hour) * 5, "period": "2019-09-30"}),
        ),
        10 => about(
            "result",
            &json!({"candidate": person, "share": f64::from(hour) + 20.0, "stage": "primary:R", "reporting": f64::from(day)}),
        ),
        _ => about(
            "poll",
            &json!({"shares": {"Jane Doe": 30 + hour % 2, "Richard Roe": 29}, "pollster": "A pollster"}),
        ),
    };
    let age =
        json!({"kind": "biography", "person": person, "fact": "age", "value": day.to_string()});
    let day = 1 + day % 28;
    let published = match hour % 3 {
        0 => format!("2019-11-{day:02}"),
        _ => format!("2019-11-{day:02}T{:02}:00-06:00", hour % 24),
    };
    let mut paper = paper(outlet, &published, &[with(main), with(age)]);
    // No two papers are versions of each other here.
    paper.report.url = Some(format!("https://example.org/{seed:?}"));
    paper
}

pub(crate) fn papers() -> impl Strategy<Value = Vec<Paper>> {
    prop::collection::btree_set(prop::array::uniform5(0_u8..60), 1..14)
        .prop_map(|seeds| seeds.into_iter().map(paper_of).collect())
}

/// A page without what names rows by the order in which they came in: claim ids, their places in
/// a row's list, and document numbers.
pub(crate) fn without_ids(page: &RacePage) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("reports");
                for (name, value) in fields.iter_mut() {
                    if (name == "claims" || name == "places")
                        && let Value::Array(ids) = value
                    {
                        *value = json!(ids.len());
                    }
                    strip(value);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(page).unwrap();
    value["recorded"] = Value::Null;
    strip(&mut value);
    value
}

fn page(record: &Record, cut: Cut) -> RacePage {
    record.page(&race(), cut, &central()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_coming_in_does_not_matter(
        (papers, shuffled) in papers().prop_flat_map(|papers| (Just(papers.clone()), Just(papers).prop_shuffle())),
        day in 1_u8..29,
    ) {
        let cut = Cut::as_of(at(&format!("2019-11-{day:02}T18:00:00Z")));
        let (one, other) = (record_of(&papers), record_of(&shuffled));
        prop_assert_eq!(without_ids(&page(&one, cut)), without_ids(&page(&other, cut)));
        prop_assert_eq!(without_ids(&page(&one, Cut::default())), without_ids(&page(&other, Cut::default())));
    }

    #[test]
    fn nothing_reported_later_matters(papers in papers(), day in 1_u8..29) {
        let moment = at(&format!("2019-11-{day:02}T18:00:00Z"));
        let all = record_of(&papers);
        let public: Vec<Timestamp> = all
            .documents()
            .unwrap()
            .iter()
            .map(|meta| meta.reported_last)
            .collect();
        let by_then: Vec<Paper> = papers
            .iter()
            .zip(public)
            .filter(|(_, public)| *public <= moment)
            .map(|(paper, _)| paper.clone())
            .collect();
        let shown = page(&all, Cut::as_of(moment));
        if by_then.is_empty() {
            prop_assert_eq!(shown.claims, 0);
            prop_assert!(shown.field.is_empty());
        } else {
            let then = record_of(&by_then);
            prop_assert_eq!(without_ids(&shown), without_ids(&page(&then, Cut::as_of(moment))));
        }
    }

    #[test]
    fn nothing_recorded_later_matters(papers in papers(), more in papers()) {
        let mut record = record_of(&papers);
        let before = page(&record, Cut::default());
        for paper in &more {
            add_seen(&mut record, paper, crate::fixture::seen());
        }
        let again = page(&record, Cut::as_recorded(BatchNumber(papers.len() as u64)));
        prop_assert_eq!(before, again);
    }

    #[test]
    fn every_number_opens_to_claims_that_are_held(papers in papers()) {
        let record = record_of(&papers);
        let page = page(&record, Cut::default());
        for row in &page.field {
            for support in row.support.iter().chain(&row.filed.support).chain(row.others.iter().map(|other| &other.support)) {
                prop_assert!(!support.claims.is_empty());
                prop_assert!(support.origins[0] <= support.origins[1]);
                for id in &support.claims {
                    prop_assert!(record.claim(id).is_ok());
                }
            }
        }
        prop_assert_eq!(record.check().unwrap(), []);
    }
}

/// Whether a document is on the page at a moment.
#[track_caller]
fn check(published: &str, seen: &str, moment: &str, shown: bool) {
    let mut record = Record::in_memory().unwrap();
    let paper = paper(
        "AP",
        published,
        &[candidacy("Jeff Sessions", "expected", &json!({}))],
    );
    add_seen(&mut record, &paper, at(seen));
    let page = page(&record, Cut::as_of(at(moment)));
    assert_eq!(
        page.claims == 1,
        shown,
        "{published} seen {seen} at {moment}"
    );
}

#[test]
fn a_document_counts_from_when_it_was_public_for_certain() {
    let later = "2021-01-01T00:00:00Z";
    // A date alone: the end of the day in the publisher's zone (here US Eastern).
    check("2019-11-06", later, "2019-11-07T04:59:58Z", false);
    check("2019-11-06", later, "2019-11-07T04:59:59Z", true);
    // Seen before the day was over.
    check(
        "2019-11-06",
        "2019-11-06T15:00:00Z",
        "2019-11-06T14:59:59Z",
        false,
    );
    check(
        "2019-11-06",
        "2019-11-06T15:00:00Z",
        "2019-11-06T15:00:00Z",
        true,
    );
    // A moment is a moment.
    check(
        "2019-11-06T17:45-06:00",
        later,
        "2019-11-06T23:44:59Z",
        false,
    );
    check(
        "2019-11-06T17:45-06:00",
        later,
        "2019-11-06T23:45:00Z",
        true,
    );
    // Only a month.
    check("2019-11", later, "2019-11-30T23:00:00Z", false);
    check("2019-11", later, "2019-12-01T04:59:59Z", true);
    // No date: since it was seen.
    check("", later, "2020-12-31T23:59:59Z", false);
    check("", later, later, true);
}

#[test]
fn since_is_no_more_precise_than_the_document() {
    #[track_caller]
    fn check(published: &str, since: &str) {
        let record = record_of(&[paper(
            "AP",
            published,
            &[candidacy("Jeff Sessions", "expected", &json!({}))],
        )]);
        let page = page(&record, Cut::default());
        assert_eq!(
            page.field[0]
                .since
                .map(|since| since.to_string())
                .as_deref(),
            Some(since)
        );
    }

    check("2019-11-06", "2019-11-06");
    check("2019-11-06T18:45-05:00", "2019-11-06T17:45-06:00");
}

#[test]
fn both_cuts_hold_at_once() {
    let early = paper(
        "AP",
        "2019-11-06",
        &[candidacy("Jeff Sessions", "expected", &json!({}))],
    );
    let late = paper(
        "NBC",
        "2019-11-08",
        &[candidacy("Jeff Sessions", "filed", &json!({}))],
    );
    // The later report came in first.
    let record = record_of(&[late, early]);
    let status = |cut: Cut| page(&record, cut).field.first().and_then(|row| row.status);
    let noon = Some(at("2019-11-07T12:00:00Z"));
    let first = Some(BatchNumber(1));
    assert_eq!(status(Cut::default()), Some(claim::Status::Filed));
    assert_eq!(
        status(Cut {
            reported: noon,
            recorded: None
        }),
        Some(claim::Status::Expected)
    );
    assert_eq!(
        status(Cut {
            reported: None,
            recorded: first
        }),
        Some(claim::Status::Filed)
    );
    assert_eq!(
        status(Cut {
            reported: noon,
            recorded: first
        }),
        None
    );
}

#[test]
fn the_page_says_what_it_is_a_page_of() {
    let record = record_of(&[paper(
        "AP",
        "2019-11-06",
        &[candidacy("Jeff Sessions", "expected", &json!({}))],
    )]);
    let page = page(&record, Cut::as_of(at("2019-11-08T02:00:00Z")));
    let json = serde_json::to_value(&page).unwrap();
    assert_eq!(json["race"], "2020-AL-senate");
    assert_eq!(json["as_of"], "2019-11-07T20:00-06:00");
    assert_eq!(json["recorded"], 1);
    assert_eq!(json["field"][0]["person"], "Jeff Sessions");
    assert_eq!(json["field"][0]["status"], "expected");
    assert_eq!(json["field"][0]["since"], "2019-11-06");
    assert_eq!(json["field"][0]["origins"], json!([1, 1]));
    assert_eq!(json["field"][0]["official"], Value::Null);
    assert_eq!(json["field"][0]["filed"]["value"], "not_known");
    for section in ["schedule", "endorsements", "money", "polls", "results"] {
        assert_eq!(json[section], json!([]), "{section}");
    }
    assert_eq!(serde_json::from_value::<RacePage>(json).unwrap(), page);
}
