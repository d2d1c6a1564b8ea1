//! Opening files, ours and others', and what is in them when they are opened again.

use record::{BatchNumber, Cut, Record, RecordError};
use rusqlite::Connection;

use crate::fixture::{add, at, central, race};
use crate::keeping::sessions_expected;

#[test]
fn a_record_of_another_kind_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    assert!(matches!(
        Record::open_read(&path),
        Err(RecordError::Missing { .. })
    ));

    std::fs::write(
        &path,
        "This is a letter, not a database. It is long enough to be looked at.",
    )
    .unwrap();
    assert!(matches!(
        Record::open_read(&path),
        Err(RecordError::NotARecord { .. })
    ));
    assert!(matches!(
        Record::open(&path),
        Err(RecordError::NotARecord { .. })
    ));

    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    assert!(matches!(
        Record::open_read(&other),
        Err(RecordError::NotARecord { .. })
    ));
    assert!(matches!(
        Record::open(&other),
        Err(RecordError::NotARecord { .. })
    ));
    // It was looked at, and nothing else.
    let mode: String = Connection::open(&other)
        .unwrap()
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "delete");

    let nowhere = folder.path().join("no/such/folder.db");
    assert!(matches!(
        Record::open(&nowhere),
        Err(RecordError::Open { .. })
    ));
}

#[test]
fn a_schema_of_the_future_is_refused_and_an_empty_file_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    // An empty file is schema 0.
    std::fs::write(&path, "").unwrap();
    assert!(matches!(
        Record::open_read(&path),
        Err(RecordError::NotARecord { .. })
    ));
    drop(Record::open(&path).unwrap());
    drop(Record::open_read(&path).unwrap());
    let raw = Connection::open(&path).unwrap();
    let schema: i64 = raw
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema");
    let migrations = std::fs::read_dir(schemas).unwrap().count();
    assert_eq!(schema, i64::try_from(migrations).unwrap());
    // Opening it again changes nothing.
    drop(Record::open(&path).unwrap());

    raw.pragma_update(None, "user_version", 99).unwrap();
    for refused in [Record::open(&path), Record::open_read(&path)] {
        let error = refused.unwrap_err();
        assert!(matches!(error, RecordError::FutureSchema { found: 99, known } if known == schema));
        assert!(error.to_string().contains("newer Hustings"), "{error}");
    }
}

#[test]
fn what_was_written_is_there_when_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let mut record = Record::open(&path).unwrap();
    add(&mut record, &sessions_expected());
    let page = record.page(&race(), Cut::default(), &central()).unwrap();
    // A reader beside the writer, then alone.
    let reader = Record::open_read(&path).unwrap();
    assert_eq!(
        reader.page(&race(), Cut::default(), &central()).unwrap(),
        page
    );
    drop(record);
    drop(reader);
    let mut reader = Record::open_read(&path).unwrap();
    assert_eq!(
        reader.page(&race(), Cut::default(), &central()).unwrap(),
        page
    );
    let refused = reader.batch(at("2020-01-01T00:00:00Z"), "x", "x", None);
    assert!(matches!(refused, Err(RecordError::ReadOnly)));
}

#[test]
fn a_second_writer_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let mut one = Record::open(&path).unwrap();
    let raw = Connection::open(&path).unwrap();
    raw.busy_timeout(std::time::Duration::ZERO).unwrap();
    let _batch = one
        .batch(at("2020-01-01T00:00:00Z"), "x", "x", None)
        .unwrap();
    assert!(raw.execute_batch("BEGIN IMMEDIATE").is_err());
}

#[test]
fn an_unfinished_write_is_never_part_of_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let mut record = Record::open(&path).unwrap();
    add(&mut record, &sessions_expected());
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "PRAGMA cache_size = 1; BEGIN IMMEDIATE; \
         INSERT INTO batch (tx, at, actor, tool) VALUES (2, 0, 'x', 'x'); \
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
         INSERT INTO name (text) SELECT hex(randomblob(64)) || i FROM n;",
    )
    .unwrap();
    // The files as a killed program leaves them: pages of the open transaction are in the log already.
    let copy = folder.path().join("copy.db");
    for end in ["", "-wal"] {
        std::fs::copy(
            folder.path().join(format!("hustings.db{end}")),
            folder.path().join(format!("copy.db{end}")),
        )
        .unwrap();
    }
    assert!(
        std::fs::metadata(folder.path().join("copy.db-wal"))
            .unwrap()
            .len()
            > 500_000
    );
    let found = Record::open(&copy).unwrap();
    assert_eq!(found.last_batch().unwrap(), BatchNumber(1));
    assert_eq!(found.check().unwrap(), []);
}

/// A record of the first schema is brought up to date: the words of editors keep their numbers, and whoever is spoken of gets an
/// address.
#[test]
fn a_record_of_the_first_schema_is_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    let mut record = Record::open(&new).unwrap();
    add(&mut record, &sessions_expected());
    let words = record.claims(&record::Filter::default()).unwrap();
    drop(record);
    let raw = Connection::open(&old).unwrap();
    raw.execute_batch(include_str!("../../src/schema/1.sql"))
        .unwrap();
    raw.execute_batch(&format!("ATTACH '{}' AS new", new.display()))
        .unwrap();
    for (table, columns) in [
        ("batch", "*"),
        ("race", "*"),
        ("document", "*"),
        ("statement", "id, kind, json"),
        ("name", "*"),
        ("mention", "*"),
        ("provenance", "*"),
        (
            "claim",
            "race, seq, statement, certainty, provenance, reported_hi - reported_for, reported_hi, document, tx",
        ),
    ] {
        raw.execute_batch(&format!(
            "INSERT OR IGNORE INTO {table} SELECT {columns} FROM new.{table}"
        ))
        .unwrap_or_else(|error| panic!("{table}: {error}"));
    }
    for held in words {
        raw.execute(
            "INSERT INTO body SELECT race, seq, ?1, 1, start, start + length FROM new.claim WHERE seq = ?2",
            rusqlite::params![serde_json::to_string(&held.claim).unwrap(), held.id.seq],
        )
        .unwrap();
    }
    raw.execute_batch(
        "INSERT INTO batch VALUES (2, 1600000000, 'ed', 'test', NULL), (3, 1700000000, 'ed', 'test', NULL);
         INSERT INTO identity VALUES (7, 'person', NULL, 'A B', 'C D', 'same', 'x', 2, 3);",
    )
    .unwrap();
    raw.pragma_update(None, "application_id", 0x4875_7374)
        .unwrap();
    raw.pragma_update(None, "user_version", 1).unwrap();
    drop(raw);

    assert!(matches!(
        Record::open_read(&old),
        Err(RecordError::OldSchema { .. })
    ));
    let record = Record::open(&old).unwrap();
    let held = &record.identities().unwrap()[0];
    assert_eq!((held.id.0, held.batch.0, held.ended.unwrap().0), (7, 2, 3));
    assert_eq!(held.reported.as_second(), 1_600_000_000);
    assert_eq!(held.ended_reported.unwrap().as_second(), 1_700_000_000);
    let entities = |path| -> Vec<(String, String)> {
        let raw = Connection::open(path).unwrap();
        let mut query = raw
            .prepare("SELECT uid, label FROM entity ORDER BY uid")
            .unwrap();
        let rows = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(entities(&old), entities(&new));
    assert!(!entities(&old).is_empty());
}

/// A record of schema 1 had headlines in the keys of documents without an address.
#[test]
fn a_record_of_the_first_schema_is_brought_up_with_its_versions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(include_str!("../../src/schema/1.sql"))
        .unwrap();
    let mut paper = sessions_expected();
    paper.report.url = None;
    raw.execute_batch(
        "PRAGMA application_id = 1215656820; PRAGMA user_version = 1;
         CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         INSERT INTO batch VALUES (1, 0, 'a', 't', NULL);",
    )
    .unwrap();
    let key = serde_json::json!([
        claim::outlet::canonical("NBC News"),
        paper.report.title,
        paper.report.published.unwrap().to_string()
    ])
    .to_string();
    raw.execute(
        "INSERT INTO document VALUES (1, ?1, 1, 'report', x'00', '', NULL, 'NBC', '2019-11-06T17:00-05:00', ?2, 'Other words.', \
         0, 0, 0, 'r', 1)",
        [&key, &paper.report.title],
    )
    .unwrap();
    drop(raw);
    let mut record = Record::open(&path).unwrap();
    let (added, _) = add(&mut record, &paper);
    assert!(
        matches!(added, record::Added::New { version: 2, .. }),
        "the old key is recognised: {added:?}"
    );
    let raw = Connection::open(&path).unwrap();
    let held: i64 = raw
        .query_row(
            "SELECT count(*) FROM document WHERE key LIKE '%Senate%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(held, 0);
}

#[test]
fn a_record_of_the_first_schema_is_brought_up_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let raw = Connection::open(&path).unwrap();
    // The dump's tables come in the order of their names.
    raw.pragma_update(None, "foreign_keys", false).unwrap();
    raw.execute_batch(include_str!("data/schema-1.sql"))
        .unwrap();
    raw.execute_batch("PRAGMA application_id = 0x48757374; PRAGMA user_version = 1;")
        .unwrap();
    let words: Vec<(String, u64, usize, usize, String)> = raw
        .prepare(
            "SELECT r.name, b.seq, b.start, b.end, b.claim FROM body b JOIN race r ON r.id = b.race \
             ORDER BY b.race = 0, r.name, b.seq",
        )
        .unwrap()
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(words.len(), 41);
    drop(raw);
    assert!(matches!(
        Record::open_read(&path),
        Err(RecordError::OldSchema { found: 1, .. })
    ));

    let mut record = Record::open(&path).unwrap();
    assert_eq!(record.check().unwrap(), []);
    let held = record.claims(&record::Filter::default()).unwrap();
    assert_eq!(held.len(), words.len());
    for (held, (race, seq, start, end, claim)) in held.iter().zip(&words) {
        assert_eq!(&held.id.to_string(), &format!("{race}/{seq}"));
        let span = held.place.span;
        assert_eq!((span.start, span.end), (*start, *end), "{}", held.id);
        assert_eq!(&serde_json::to_string(&held.claim).unwrap(), claim);
    }
    // All words are where they stand, so none is held twice.
    let raw = Connection::open(&path).unwrap();
    let quotes: i64 = raw
        .query_row("SELECT count(*) FROM quote", [], |row| row.get(0))
        .unwrap();
    assert_eq!(quotes, 0);
    // A document that was held is recognised, and a new version of it as one.
    let first = record.documents().unwrap().remove(0);
    let body = record.document(first.document).unwrap();
    let mut again = crate::fixture::paper("", "", &[]);
    again.report = claim::Report {
        id: body.sender_id,
        url: body.meta.url,
        publisher: body.meta.publisher,
        published: body.meta.published,
        title: body.meta.title,
        text: body.text,
    };
    let added = add(&mut record, &again).0;
    assert!(matches!(added, record::Added::Same { document } if document == first.document));
    again.report.text.push_str(" More.");
    let added = add(&mut record, &again).0;
    assert!(matches!(added, record::Added::New { version: 2, .. }));
    assert_eq!(record.check().unwrap(), []);
}
