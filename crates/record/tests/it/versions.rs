//! Versions of documents, and texts that are read again.

use proptest::prelude::*;
use record::acts::{ClaimMark, NewReading, Reread, Why};
use record::page::Reason;
use record::{ActKind, BatchNumber, Cut, DocumentId, Filter, Record};
use serde_json::{Value, json};

use crate::acts::{act, page, to};
use crate::as_of::without_ids;
use crate::fixture::{
    Paper, about, add, add_seen, at, candidacy, central, paper, race, record_of, seen,
};

const URL: &str = "https://example.org/one";

fn funds(amount: u32) -> Value {
    about(
        "funds",
        &json!({"holder": "Jane Doe", "measure": "raised", "amount": amount, "period": "2019-09-30"}),
    )
}

fn version(day: &str, claims: &[Value]) -> Paper {
    paper("AP", day, claims).url(URL)
}

fn marks(record: &Record, id: &str) -> Vec<ClaimMark> {
    let id = id.parse().unwrap();
    let claims = record.claims(&Filter::default()).unwrap();
    let marks = record.marks(&claims, Cut::default()).unwrap();
    marks.get(&id).cloned().unwrap_or_default()
}

#[test]
fn what_a_newer_version_drops_is_no_longer_said() {
    let mut record = record_of(&[version(
        "2019-10-15T10:00-05:00",
        &[funds(500_000), candidacy("Jane Doe", "running", &json!({}))],
    )]);
    let before = page(&record, Cut::default());
    add(
        &mut record,
        &version(
            "2019-10-17T10:00-05:00",
            &[funds(400_000), candidacy("Jane Doe", "running", &json!({}))],
        ),
    );
    let now = page(&record, Cut::default());
    assert_eq!(now.money.len(), 1);
    let row = &now.money[0];
    assert_eq!(row.amount.to_string(), "$400,000");
    assert_eq!(row.support.claims.len(), 1);
    assert_eq!(row.others.len(), 1);
    assert_eq!(row.others[0].reason, Reason::NoLongerSays);
    assert_eq!(row.others[0].value, "$500,000");
    let [aside] = now.acts.set_aside.as_slice() else {
        panic!("{:?}", now.acts.set_aside);
    };
    assert_eq!((aside.why, aside.act), (Why::NoLongerSays, None));
    assert_eq!(aside.document, DocumentId(1));
    assert_eq!(aside.newest, Some(DocumentId(2)));
    // What it still says counts since the first version said it.
    let field = now.field[0].support.as_ref().unwrap();
    assert_eq!(field.claims.len(), 2);
    assert_eq!(Some(field.since), before.field[0].since);

    // Before the change was public, and before we knew of it, the page is what it was.
    let mut then = page(&record, Cut::as_of(at("2019-10-16T12:00:00Z")));
    then.recorded = before.recorded;
    then.as_of = None;
    let mut early = before.clone();
    for (one, other) in early.schedule.iter_mut().zip(&then.schedule) {
        one.past = other.past;
    }
    assert_eq!(then, early);
    assert_eq!(page(&record, Cut::as_recorded(BatchNumber(1))), before);

    // A claim keeps its version and its span; its quote is an orphan in the newest.
    assert_eq!(
        marks(&record, "2020-AL-senate/1"),
        [
            ClaimMark::Older {
                newest: DocumentId(2),
                stated_again: false,
                quote_stands: false
            },
            ClaimMark::SetAside {
                why: Why::NoLongerSays,
                act: None,
                by: None
            }
        ]
    );
    assert_eq!(
        marks(&record, "2020-AL-senate/2"),
        [ClaimMark::Older {
            newest: DocumentId(2),
            stated_again: true,
            quote_stands: true
        }]
    );
    assert_eq!(marks(&record, "2020-AL-senate/3"), []);
    let held = record.claim(&"2020-AL-senate/1".parse().unwrap()).unwrap();
    assert_eq!(held.document.document, DocumentId(1));
}

#[test]
fn words_that_still_stand_are_still_said_whatever_the_reader_found() {
    let first = version("2019-10-15T10:00-05:00", &[funds(500_000)]);
    let mut second = version("2019-10-17T10:00-05:00", &[funds(500_000)]);
    // The reader missed it this time.
    second.claims.clear();
    second.report.text.push_str("More was said.");
    let record = record_of(&[first, second]);
    let page = page(&record, Cut::default());
    assert_eq!(page.money.len(), 1);
    assert!(page.acts.is_empty());
    assert_eq!(
        marks(&record, "2020-AL-senate/1"),
        [ClaimMark::Older {
            newest: DocumentId(2),
            stated_again: false,
            quote_stands: true
        }]
    );
}

#[test]
fn the_newest_version_is_not_the_one_added_last() {
    // An archive gives the older version after the newer one was read.
    let (old, new) = (
        version("2019-10-15T10:00-05:00", &[funds(500_000)]),
        version("2019-10-17T10:00-05:00", &[funds(400_000)]),
    );
    for order in [[&old, &new], [&new, &old]] {
        let mut record = Record::in_memory().unwrap();
        for paper in order {
            add(&mut record, paper);
        }
        let page = page(&record, Cut::default());
        assert_eq!(page.money[0].amount.to_string(), "$400,000");
        assert_eq!(page.money[0].others[0].reason, Reason::NoLongerSays);
    }
}

#[test]
fn what_is_said_of_a_claim_holds_for_it_in_older_versions() {
    let mut record = record_of(&[
        version("2019-10-15T10:00-05:00", &[funds(500_000)]),
        version(
            "2019-10-17T10:00-05:00",
            &[funds(500_000), candidacy("Jane Doe", "running", &json!({}))],
        ),
    ]);
    act(
        &mut record,
        &to(ActKind::Reject, "2020-AL-senate/2", "2019-11-10T00:00:00Z"),
    );
    let page = page(&record, Cut::default());
    assert!(page.money.is_empty());
    assert_eq!(page.acts.set_aside.len(), 2);
}

/// Reads the text of document 1 again, with what a newer reader finds.
fn reread(record: &mut Record, found: &Paper, relays: &[String]) -> Option<Reread> {
    let mut batch = record
        .batch(seen(), "hustings reread", "test 2", None)
        .unwrap();
    let done = batch
        .reread(
            DocumentId(1),
            &NewReading {
                claims: &found.claims,
                relays,
                complaints: &[],
                reader: "reader 2",
            },
        )
        .unwrap();
    batch.commit().unwrap();
    done
}

#[test]
fn a_newer_reading_takes_the_place_of_the_older_one_at_all_times() {
    let read = version(
        "2019-10-15T10:00-05:00",
        &[
            candidacy("Jane Doe", "running", &json!({})),
            candidacy("Richard Roe", "withdrew", &json!({})),
        ],
    );
    // The same words, understood otherwise: he does not withdraw, it is only possible.
    let mut better = read.clone();
    better.claims[1].claim.certainty = claim::Certainty::Possible;
    let mut record = record_of(std::slice::from_ref(&read));
    let before = page(&record, Cut::default());
    let done = reread(&mut record, &better, &[]).unwrap();
    assert_eq!((done.same, done.new, done.superseded), (1, 1, 1));
    assert_eq!(record.last_reader(DocumentId(1)).unwrap(), "reader 2");
    assert_eq!(record.check().unwrap(), []);

    // It was never the publisher's error: the page shows the new reading at every moment, even long ago…
    let fresh = record_of(&[better]);
    for cut in [Cut::default(), Cut::as_of(at("2019-10-16T00:00:00Z"))] {
        let (mut now, mut expect) = (page(&record, cut), page(&fresh, cut));
        assert_eq!(now.acts.set_aside.len(), 1);
        assert_eq!(now.acts.set_aside[0].why, Why::Superseded);
        assert_eq!(
            now.acts.set_aside[0].by.as_ref().unwrap().to_string(),
            "2020-AL-senate/3"
        );
        for page in [&mut now, &mut expect] {
            page.acts = record::acts::Editorial::default();
            page.recorded = BatchNumber(0);
        }
        let ids = |page: &record::RacePage| {
            serde_json::to_string(page)
                .unwrap()
                .replace("2020-AL-senate/3", "2020-AL-senate/2")
        };
        assert_eq!(ids(&now), ids(&expect));
    }
    // …but what our page showed is what it showed.
    assert_eq!(page(&record, Cut::as_recorded(BatchNumber(1))), before);
}

#[test]
fn the_same_reading_again_changes_no_claim() {
    let read = version(
        "2019-10-15T10:00-05:00",
        &[
            candidacy("Jane Doe", "running", &json!({})),
            json!({"kind": "biography", "person": "Jane Doe", "fact": "age", "value": "50"}),
        ],
    );
    let mut record = record_of(std::slice::from_ref(&read));
    let mut before = page(&record, Cut::default());
    let done = reread(&mut record, &read, &[]).unwrap();
    assert_eq!(
        done,
        Reread {
            same: 2,
            ..Reread::default()
        }
    );
    before.recorded = BatchNumber(2);
    assert_eq!(page(&record, Cut::default()), before);
    // Another way for the claims to have come is another reading.
    let done = reread(&mut record, &read, &["AP".to_owned()]).unwrap();
    assert_eq!((done.same, done.new, done.superseded), (0, 2, 2));
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn no_reader_overrules_an_editor_or_brings_back_destroyed_words() {
    let read = version(
        "2019-10-15T10:00-05:00",
        &[candidacy("Jane Doe", "running", &json!({}))],
    );
    let mut record = record_of(std::slice::from_ref(&read));
    act(
        &mut record,
        &to(ActKind::Confirm, "2020-AL-senate/1", "2019-11-10T00:00:00Z"),
    );
    let nothing = Paper {
        claims: Vec::new(),
        ..read.clone()
    };
    let done = reread(&mut record, &nothing, &[]).unwrap();
    assert_eq!((done.confirmed, done.superseded), (1, 0));
    assert_eq!(page(&record, Cut::default()).field.len(), 1);

    act(
        &mut record,
        &to(ActKind::Redact, "document 1", "2019-11-10T00:00:00Z"),
    );
    assert_eq!(reread(&mut record, &read, &[]), None);
    assert_eq!(record.check().unwrap(), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A claim is off the page as no longer said exactly where neither the newest version's reading nor its words have it.
    #[test]
    fn the_page_says_what_the_newest_version_says(
        versions in prop::collection::vec(prop::collection::btree_set(0_u8..5, 0..5), 1..5),
        last in 1_i8..6,
    ) {
        let mut record = Record::in_memory().unwrap();
        for (day, amounts) in (1..).zip(&versions) {
            let claims: Vec<Value> = amounts
                .iter()
                .map(|n| about("funds", &json!({"holder": format!("Person {n}"), "measure": "raised", "amount": 1000 + u32::from(*n)})))
                .collect();
            let paper = version(&format!("2019-10-{day:02}T10:00-05:00"), &claims);
            add_seen(&mut record, &paper, seen());
        }
        let cut = Cut::as_of(at(&format!("2019-10-{last:02}T20:00:00Z")));
        let newest = versions.iter().take(usize::try_from(last).unwrap()).next_back().unwrap();
        let Ok(page) = record.page(&race(), cut, &central()) else {
            return Ok(());
        };
        let shown: Vec<String> = page.money.iter().map(|row| row.holder.clone()).collect();
        let expect: Vec<String> = newest.iter().map(|n| format!("Person {n}")).collect();
        prop_assert_eq!(shown, expect);
    }
    /// Versions that came in another order make the same page: the newest is the one that became public last.
    #[test]
    fn the_order_in_which_versions_come_in_does_not_matter(
        (papers, shuffled) in prop::collection::btree_set((0_u8..3, 1_u8..20, 0_u8..6), 1..10)
            .prop_map(|seeds| seeds.into_iter().map(paper_of).collect::<Vec<_>>())
            .prop_flat_map(|papers| (Just(papers.clone()), Just(papers).prop_shuffle())),
        day in 1_u8..21,
    ) {
        let (one, other) = (record_of(&papers), record_of(&shuffled));
        for cut in [Cut::default(), Cut::as_of(at(&format!("2019-10-{day:02}T20:00:00Z")))] {
            let stripped = |record: &Record| {
                let mut page = page(record, cut);
                let mut aside: Vec<String> = page
                    .acts
                    .set_aside
                    .iter()
                    .map(|aside| format!("{:?} {:?} {}", aside.why, aside.statement, aside.since))
                    .collect();
                aside.sort();
                page.acts = record::acts::Editorial::default();
                (without_ids(&page), aside)
            };
            prop_assert_eq!(stripped(&one), stripped(&other));
        }
    }
}

/// A version of one of three documents: each day at another hour, with one or two figures.
fn paper_of((document, day, amount): (u8, u8, u8)) -> Paper {
    let claims = [
        funds(u32::from(amount) * 1000),
        candidacy("Jane Doe", "running", &json!({})),
    ];
    let kept = if amount % 2 == 0 {
        &claims[..]
    } else {
        &claims[..1]
    };
    paper(
        ["AP", "NBC", "NPR"][usize::from(document)],
        &format!("2019-10-{day:02}T{:02}:{:02}-05:00", 10 + document, amount),
        kept,
    )
    .url(&format!("https://example.org/{document}"))
}
