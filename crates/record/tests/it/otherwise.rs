//! An editor's reading of words that our reader read wrongly.

use record::acts::{Otherwise, Why};
use record::{ActKind, BatchNumber, ClaimId, Cut, Record, RecordError};
use serde_json::json;

use crate::acts::page;
use crate::fixture::{at, candidacy, paper, record_of};

fn sessions() -> Record {
    record_of(&[paper(
        "AP",
        "2019-11-06T17:00-06:00",
        &[candidacy("Jeff Sessions", "announced", &json!({}))],
    )])
}

fn read(record: &mut Record, id: &ClaimId, status: &str) -> Result<ClaimId, RecordError> {
    let held = record.claim(id).unwrap().claim;
    let mut statement = serde_json::to_value(&held.statement).unwrap();
    statement["status"] = json!(status);
    let otherwise = Otherwise {
        statement: serde_json::from_value(statement).unwrap(),
        certainty: held.certainty,
        origin: held.origin,
        via: held.via,
    };
    let mut batch = record
        .batch(at("2021-06-02T12:00:00Z"), "An Editor", "test 1", None)
        .unwrap();
    let done = batch.read_otherwise(id, &otherwise)?;
    batch.commit().unwrap();
    Ok(done.claim)
}

#[test]
fn the_editors_reading_takes_the_place_of_the_readers_as_of_any_day() {
    let mut record = sessions();
    let first: ClaimId = "2020-AL-senate/1".parse().unwrap();
    let added = read(&mut record, &first, "expected").unwrap();
    assert_eq!(added.to_string(), "2020-AL-senate/2");

    // The words, their place and their document are the same.
    let (old, new) = (record.claim(&first).unwrap(), record.claim(&added).unwrap());
    assert_eq!((&old.claim.quote, old.place), (&new.claim.quote, new.place));
    assert_eq!(old.document.document, new.document.document);

    for cut in [Cut::default(), Cut::as_of(at("2019-11-08T00:00:00Z"))] {
        let page = page(&record, cut);
        assert_eq!(page.field[0].status.unwrap().to_string(), "expected");
        assert_eq!(page.field[0].origins, [1, 1]);
        assert_eq!(page.acts.set_aside[0].why, Why::Superseded);
        assert_eq!(page.acts.set_aside[0].by.as_ref(), Some(&added));
    }
    // A confirmation is of its own time; what our page showed before is kept.
    assert_eq!(page(&record, Cut::default()).acts.confirmed[0].claim, added);
    let before = page(&record, Cut::as_recorded(BatchNumber(1)));
    assert_eq!(before.field[0].status.unwrap().to_string(), "announced");
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn a_reading_that_says_the_same_or_of_what_is_not_held_is_refused() {
    let mut record = sessions();
    let first: ClaimId = "2020-AL-senate/1".parse().unwrap();
    assert!(matches!(
        read(&mut record, &first, "announced"),
        Err(RecordError::ImpossibleAct {
            kind: ActKind::Supersede,
            ..
        })
    ));
    assert_eq!(record.last_batch().unwrap(), BatchNumber(1));
}

#[test]
fn reading_again_does_not_bring_back_what_an_editor_has_overruled() {
    let mut record = sessions();
    let first: ClaimId = "2020-AL-senate/1".parse().unwrap();
    let added = read(&mut record, &first, "expected").unwrap();
    let held = record.claim(&first).unwrap();
    let again = [claim::Occurrence {
        claim: held.claim,
        place: held.place,
        terms: claim::Terms::default(),
    }];
    let reading = record::acts::NewReading {
        claims: &again,
        relays: &[],
        complaints: &[],
        reader: "another",
    };
    let mut batch = record
        .batch(at("2021-06-03T12:00:00Z"), "An Editor", "test 1", None)
        .unwrap();
    let done = batch
        .reread(held.document.document, &reading)
        .unwrap()
        .unwrap();
    batch.commit().unwrap();
    assert_eq!(
        (done.same, done.new, done.superseded, done.confirmed),
        (1, 0, 0, 1)
    );
    let page = page(&record, Cut::default());
    assert_eq!(page.field[0].status.unwrap().to_string(), "expected");
    assert_eq!(page.acts.confirmed[0].claim, added);
    assert_eq!(record.check().unwrap(), []);
}
