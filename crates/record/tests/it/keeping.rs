//! What is added stays, once, unchanged.

use record::identity::{Identity, Judged, Verdict};
use record::{Added, BatchNumber, ClaimId, Cut, Record, RecordError};
use rusqlite::Connection;
use serde_json::json;

use crate::fixture::{Paper, add, add_seen, at, candidacy, central, paper, race, record_of};

pub(crate) fn sessions_expected() -> Paper {
    paper(
        "NBC News",
        "2019-11-06T17:00-05:00",
        &[candidacy(
            "Jeff Sessions",
            "expected",
            &json!({"certainty": "expected"}),
        )],
    )
}

/// A record in a file, with one document, one word of an editor, and an outside hand on it.
fn with_raw(act: impl FnOnce(&Connection)) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let mut record = Record::open(&path).unwrap();
    let mut first = sessions_expected();
    first.relays = vec!["Associated Press".to_owned()];
    first.sources = vec![record::Source {
        url: "https://example.org/source".to_owned(),
        date: None,
    }];
    first.complaints = vec![claim::Complaint::new("text 0..4", "no date", "the rest")];
    add(&mut record, &first);
    let elsewhere =
        json!({"kind": "biography", "person": "Jeff Sessions", "fact": "age", "value": "72"});
    add(
        &mut record,
        &paper(
            "AP",
            "2019-11-06",
            &[
                elsewhere,
                candidacy("Jeff Sessions", "expected", &json!({})),
            ],
        ),
    );
    // A quote behind a NUL is held by itself.
    let mut odd = paper(
        "NBC",
        "2019-11-07",
        &[candidacy("Doug Jones", "running", &json!({}))],
    );
    odd.report.text.push('\0');
    add(&mut record, &odd);
    let mut batch = record
        .batch(at("2019-11-08T00:00:00Z"), "ed", "test", None)
        .unwrap();
    batch
        .judge(&Identity {
            judged: Judged::Person,
            race: Some(race()),
            a: "Sessions".to_owned(),
            b: "Jeff Sessions".to_owned(),
            verdict: Verdict::Same,
            basis: "one in the race".to_owned(),
        })
        .unwrap();
    batch.commit().unwrap();
    act(&Connection::open(&path).unwrap());
    // The file is open: it outlives its folder.
    record
}

#[test]
fn rows_cannot_be_changed_or_taken_away() {
    with_raw(|raw| {
        for (table, column) in [
            ("batch", "actor = 'x'"),
            ("race", "name = 'x'"),
            ("document", "text = 'x'"),
            ("source", "url = 'x'"),
            ("relay", "outlet = 'x'"),
            ("complaint", "what = 'x'"),
            ("statement", "json = 'x'"),
            ("name", "text = 'x'"),
            ("mention", "name = 1"),
            ("provenance", "json = 'x'"),
            ("claim", "reported_hi = 0"),
            ("quote", "words = 'x'"),
            ("run", "claims = 9"),
            ("context", "seq = 9"),
            ("entity", "label = 'x'"),
            ("identity", "verdict = 'different'"),
        ] {
            let rows: i64 = raw
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                    row.get(0)
                })
                .unwrap();
            assert!(rows > 0, "{table} holds nothing to protect");
            for act in [
                format!("UPDATE {table} SET {column}"),
                format!("DELETE FROM {table}"),
            ] {
                let error = raw.execute(&act, []).unwrap_err().to_string();
                assert!(error.contains("append-only"), "{act}: {error}");
            }
        }
    });
}

/// All but those that follow from the texts and can be made anew.
#[test]
fn every_table_is_protected() {
    with_raw(|raw| {
        let tables: i64 = raw
            .query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name NOT IN ('compared', 'reuse') AND name NOT LIKE 'document_words%'", [], |row| row.get(0))
            .unwrap();
        for act in ["delete", "update"] {
            let triggers: i64 = raw
                .query_row(
                    "SELECT count(DISTINCT tbl_name) FROM sqlite_schema WHERE type = 'trigger' \
                     AND sql LIKE '%BEFORE ' || ?1 || '%'",
                    [act],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(triggers, tables, "{act}");
        }
    });
}

#[test]
fn the_same_document_twice_changes_nothing() {
    let mut record = Record::in_memory().unwrap();
    let first = add(&mut record, &sessions_expected());
    assert!(matches!(
        first.0,
        Added::New {
            version: 1,
            claims: 1,
            ..
        }
    ));
    assert_eq!(first.1, Some(BatchNumber(1)));
    let page = record.page(&race(), Cut::default(), &central()).unwrap();

    let Added::New { document, .. } = first.0 else {
        panic!()
    };
    // Seen again, at another time, by another reader: still the same document.
    let second = add_seen(
        &mut record,
        &sessions_expected(),
        at("2022-01-01T00:00:00Z"),
    );
    assert_eq!(second, (Added::Same { document }, None));
    assert_eq!(record.last_batch().unwrap(), BatchNumber(1));
    assert_eq!(
        record.page(&race(), Cut::default(), &central()).unwrap(),
        page
    );
}

#[test]
fn a_changed_text_is_a_new_version_public_only_since_it_was_seen() {
    let url = "https://example.org/1";
    let mut record = Record::in_memory().unwrap();
    add(&mut record, &sessions_expected().url(url));
    let edited = paper(
        "NBC News",
        "2019-11-06T17:00-05:00",
        &[candidacy("Jeff Sessions", "announced", &json!({}))],
    );
    let (added, _) = add(&mut record, &edited.url(url));
    assert!(matches!(added, Added::New { version: 2, .. }));
    let held = record.claim(&"2020-AL-senate/2".parse().unwrap()).unwrap();
    assert_eq!(held.document.reported_last, crate::fixture::seen());
    assert_eq!(held.document.version, 2);
    // The page as of that week still says what the text said then.
    let cut = Cut::as_of(at("2019-11-10T00:00:00Z"));
    let row = &record.page(&race(), cut, &central()).unwrap().field[0];
    assert_eq!(row.status, Some(claim::Status::Expected));
}

#[test]
fn texts_without_headline_and_address_are_not_versions_of_each_other() {
    let mut record = Record::in_memory().unwrap();
    for text in ["one", "two"] {
        let mut paper = paper("", "", &[]);
        paper.report.title.clear();
        paper.report.url = None;
        paper.report.text = text.to_owned();
        let (added, _) = add(&mut record, &paper);
        assert!(
            matches!(added, Added::New { version: 1, .. }),
            "{text}: {added:?}"
        );
    }
}

#[test]
fn a_dropped_batch_leaves_nothing() {
    let mut record = Record::in_memory().unwrap();
    let paper = sessions_expected();
    let zone = central();
    {
        let mut batch = record
            .batch(at("2019-11-07T00:00:00Z"), "me", "test", None)
            .unwrap();
        batch
            .add(&record::Document {
                report: &paper.report,
                kind: record::DocumentKind::Report,
                sources: &[],
                claims: &paper.claims,
                relays: &[],
                complaints: &[],
                first_seen: at("2019-11-07T00:00:00Z"),
                zone: &zone,
                reader: "1",
            })
            .unwrap();
    }
    assert_eq!(record.last_batch().unwrap(), BatchNumber(0));
    assert!(record.documents().unwrap().is_empty());
    assert!(record.races(Cut::default()).unwrap().is_empty());
    // The numbers go on without a gap.
    assert_eq!(add(&mut record, &paper).1, Some(BatchNumber(1)));
    assert!(record.check().unwrap().is_empty());
}

#[test]
fn an_empty_batch_leaves_no_row() {
    let mut record = Record::in_memory().unwrap();
    let mut batch = record
        .batch(at("2019-11-07T00:00:00Z"), "me", "test", None)
        .unwrap();
    assert!(!batch.end(record::identity::IdentityId(1)).unwrap());
    assert_eq!(batch.commit().unwrap(), None);
    assert!(record.batches().unwrap().is_empty());
}

#[test]
fn nothing_of_a_document_is_lost() {
    let mut paper = sessions_expected().relays(&["NBC", "The AP"]);
    paper.sources.push(record::Source {
        url: "https://example.org/source".to_owned(),
        date: Some("2019-11".to_owned()),
    });
    paper
        .complaints
        .push(claim::Complaint::new("text 1..2", "no date", "the text"));
    let record = record_of(std::slice::from_ref(&paper));
    let id = record.documents().unwrap()[0].document;
    let held = record.document(id).unwrap();
    assert_eq!(held.text, paper.report.text);
    assert_eq!(held.meta.title, paper.report.title);
    assert_eq!(held.meta.publisher, paper.report.publisher);
    assert_eq!(held.meta.published, paper.report.published);
    assert_eq!(held.sender_id, paper.report.id);
    assert_eq!(held.sources, paper.sources);
    assert_eq!(held.relays, paper.relays);
    assert_eq!(held.complaints, paper.complaints);
    let claim = record.claim(&held.claims[0]).unwrap();
    assert_eq!(claim.claim, paper.claims[0].claim);
    assert_eq!(claim.place, paper.claims[0].place);
}

#[test]
fn check_finds_what_a_hand_on_the_file_did() {
    #[track_caller]
    fn check(damage: &str, expect: &str) {
        let record = with_raw(|raw| {
            // Whoever drops the triggers can do anything; the check still sees it.
            let triggers: Vec<String> = raw
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
                .unwrap()
                .query_map([], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            for trigger in triggers {
                raw.execute_batch(&format!("DROP TRIGGER {trigger}"))
                    .unwrap();
            }
            raw.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}"))
                .unwrap();
        });
        let found = record.check().unwrap();
        assert!(
            found
                .iter()
                .any(|complaint| complaint.what.contains(expect)),
            "{damage}: {found:?}"
        );
    }

    assert_eq!(with_raw(|_| {}).check().unwrap(), []);
    check(
        "UPDATE document SET text = text || 'x' WHERE id = 1",
        "hash",
    );
    check("UPDATE quote SET words = 'x'", "word for word");
    check("UPDATE claim SET start = start + 1", "place");
    check("DELETE FROM statement WHERE id = 1", "not there");
    check(
        "UPDATE statement SET json = '{}' WHERE id = 1",
        "not a claim",
    );
    check("DELETE FROM run", "no document is noted");
    check("UPDATE run SET claims = 9", "seal");
    check("DELETE FROM claim WHERE race > 0", "seal");
    check("DELETE FROM batch WHERE tx = 1", "batches are held");
    check("DELETE FROM document WHERE id = 2", "not there");
    check("UPDATE claim SET reported_hi = 0", "time or batch");
    check("UPDATE claim SET certainty = 3", "certainty");
    check(
        "UPDATE provenance SET json = '{}' WHERE id = 1",
        "provenance",
    );
    check(
        "UPDATE race SET name = '2020-AK-senate' WHERE id = 1",
        "its race",
    );
    check("DELETE FROM mention", "looked up");
    check(
        "INSERT INTO act (kind, document, reported, tx) VALUES ('redact', 1, 0, 1)",
        "were to be destroyed",
    );
    check(
        "INSERT INTO act (kind, race, seq, reported, tx) VALUES ('confirm', 1, 99, 0, 1)",
        "not there",
    );
}

#[test]
fn an_editors_word_is_kept_and_ends_once() {
    let mut record = record_of(&[paper(
        "AP",
        "2019-11-06",
        &[
            candidacy("John Smith", "running", &json!({})),
            candidacy("Jane Smith", "running", &json!({})),
            candidacy("Smith", "announced", &json!({})),
        ],
    )]);
    let names = |record: &Record, cut: Cut| -> Vec<String> {
        let page = record.page(&race(), cut, &central()).unwrap();
        page.field
            .iter()
            .map(|row| row.person.to_string())
            .collect()
    };
    assert_eq!(
        names(&record, Cut::default()),
        ["Jane Smith", "John Smith", "Smith"]
    );

    let mut batch = record
        .batch(at("2020-01-01T00:00:00Z"), "ed", "test", None)
        .unwrap();
    let word = batch
        .judge(&Identity {
            judged: Judged::Person,
            race: Some(race()),
            a: "Smith".to_owned(),
            b: "Jane Smith".to_owned(),
            verdict: Verdict::Same,
            basis: "the photograph".to_owned(),
        })
        .unwrap();
    assert_eq!(batch.commit().unwrap(), Some(BatchNumber(2)));
    assert_eq!(names(&record, Cut::default()), ["Jane Smith", "John Smith"]);

    let mut batch = record
        .batch(at("2020-01-02T00:00:00Z"), "ed", "test", None)
        .unwrap();
    assert!(batch.end(word).unwrap());
    assert!(!batch.end(word).unwrap());
    batch.commit().unwrap();
    assert_eq!(names(&record, Cut::default()).len(), 3);
    // The page as it was before the word, under it, and after it.
    for (batch, people) in [(1, 3), (2, 2), (3, 3)] {
        let cut = Cut::as_recorded(BatchNumber(batch));
        assert_eq!(names(&record, cut).len(), people, "batch {batch}");
    }
    assert_eq!(record.identities().unwrap().len(), 1);
}

#[test]
fn a_batch_to_come_and_unknown_ids_are_refused() {
    let record = record_of(&[sessions_expected()]);
    let future = Cut::as_recorded(BatchNumber(2));
    assert!(matches!(
        record.page(&race(), future, &central()),
        Err(RecordError::NoSuchBatch { .. })
    ));
    let other = "2020-ME-senate".parse().unwrap();
    assert!(matches!(
        record.page(&other, Cut::default(), &central()),
        Err(RecordError::NoSuchRace(_))
    ));
    let id: ClaimId = "2020-AL-senate/9".parse().unwrap();
    assert!(matches!(
        record.claim(&id),
        Err(RecordError::NoSuchClaim(_))
    ));
    assert!(matches!(
        record.document(record::DocumentId(9)),
        Err(RecordError::NoSuchDocument(_))
    ));
}
