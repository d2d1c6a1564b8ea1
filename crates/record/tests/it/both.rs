//! SQLite and PostgreSQL answer alike: the same things done to both, whatever they are, make the same record.

use claim::PersonName;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use record::identity::{Identity, IdentityId, Judged, Verdict};
use record::{Cut, Document, DocumentKind, Filter, Record, RecordError};
use serde_json::{Value, json};

use crate::database;
use crate::fixture::{Paper, about, at, candidacy, central, merge, paper, race};

const PEOPLE: [&str; 5] = [
    "Jeff Sessions",
    "Sessions",
    "Tommy Tuberville",
    "Zoë Ánh",
    "Doug Jones",
];

/// Something done to a record in a batch.
#[derive(Debug, Clone)]
enum Act {
    /// A document of claims by number; `address` makes versions of it.
    Add {
        address: u8,
        day: u8,
        claims: Vec<u8>,
    },
    /// A word on two people.
    Judge { a: u8, b: u8, verdict: u8 },
    /// The end of a word.
    End(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0_u8..6, 1_u8..28, prop::collection::vec(any::<u8>(), 0..6))
            .prop_map(|(address, day, claims)| Act::Add { address, day, claims }),
        2 => (0_u8..5, 0_u8..5, 0_u8..3).prop_map(|(a, b, verdict)| Act::Judge { a, b, verdict }),
        1 => (1_u8..4).prop_map(Act::End),
    ]
}

fn claim_of(number: u8) -> Value {
    let person = PEOPLE[usize::from(number % 5)];
    let certainty = ["asserted", "expected", "possible", "denied"][usize::from(number / 5 % 4)];
    let origin = match number % 3 {
        0 => json!({"type": "person", "name": person}),
        1 => json!({"type": "anonymous", "described": "two Republicans", "count": 2}),
        _ => json!({"type": "report"}),
    };
    let more = json!({"certainty": certainty, "origin": origin});
    match number / 16 {
        0..=3 => candidacy(person, "expected", &more),
        4..=6 => candidacy(person, "running", &more),
        7 => merge(
            candidacy(person, "running", &more),
            &json!({"race": "2020-ME-senate"}),
        ),
        8 => merge(
            json!({"kind": "biography", "person": person, "fact": "age", "value": "72"}),
            &more,
        ),
        9..=10 => about(
            "endorsement",
            &merge(
                json!({"candidate": person, "endorser": "Club for Growth", "stance": "support"}),
                &more,
            ),
        ),
        11..=12 => about(
            "funds",
            &merge(
                json!({"holder": person, "measure": "cash_on_hand", "amount": 1_000 * u64::from(number)}),
                &more,
            ),
        ),
        _ => about(
            "poll",
            &merge(
                json!({"pollster": "OnMessage", "end": "2020-01-26", "shares": {"Jeff Sessions": 40, "Tommy Tuberville": 21}}),
                &more,
            ),
        ),
    }
}

fn document_of(address: u8, day: u8, claims: &[u8]) -> Paper {
    let claims: Vec<Value> = claims.iter().map(|number| claim_of(*number)).collect();
    let mut paper = paper(
        ["AP", "NBC News", ""][usize::from(address % 3)],
        &format!("2019-11-{day:02}"),
        &claims,
    );
    if address < 5 {
        paper = paper.url(&format!("https://example.org/{address}"));
    } else {
        paper.report.url = None;
        "Überblick — a headline".clone_into(&mut paper.report.title);
    }
    if address.is_multiple_of(2) {
        paper = paper.relays(&["Associated Press"]);
    }
    paper
}

fn carry_out(
    record: &mut Record,
    acts: &[Act],
    seen: Timestamp,
    keep: bool,
) -> Result<(), RecordError> {
    let mut batch = record.batch(seen, "ed", "test 1", Some("a note"))?;
    for act in acts {
        match act {
            Act::Add {
                address,
                day,
                claims,
            } => {
                let paper = document_of(*address, *day, claims);
                batch.add(&Document {
                    report: &paper.report,
                    kind: DocumentKind::Report,
                    sources: &paper.sources,
                    claims: &paper.claims,
                    relays: &paper.relays,
                    complaints: &[claim::Complaint::new("text 0..1", "odd", "it")],
                    first_seen: seen,
                    zone: &TimeZone::UTC,
                    reader: "1",
                })?;
            }
            Act::Judge { a, b, verdict } => {
                let verdict =
                    [Verdict::Same, Verdict::Different, Verdict::Unsure][usize::from(*verdict)];
                batch.judge(&Identity {
                    judged: Judged::Person,
                    race: Some(race()),
                    a: PEOPLE[usize::from(*a)].to_owned(),
                    b: PEOPLE[usize::from(*b)].to_owned(),
                    verdict,
                    basis: "a look".to_owned(),
                })?;
            }
            Act::End(id) => {
                batch.end(IdentityId(u64::from(*id)))?;
            }
        }
    }
    if keep {
        batch.commit()?;
    }
    Ok(())
}

/// All that a record can be asked, as text.
fn everything(record: &Record) -> String {
    let mut told = vec![
        format!("{:#?}", record.batches()),
        format!("{:#?}", record.identities()),
        format!("{:#?}", record.documents()),
        format!("{:#?}", record.check()),
    ];
    for meta in record.documents().unwrap() {
        told.push(format!("{:#?}", record.document(meta.document)));
        let of_it = Filter {
            document: Some(meta.document),
            ..Filter::default()
        };
        told.push(format!("{:#?}", record.claims(&of_it)));
    }
    let last = record.last_batch().unwrap();
    let cuts = [
        Cut::default(),
        Cut::as_of(at("2019-11-14T12:00:00Z")),
        Cut::as_recorded(record::BatchNumber(last.0 / 2)),
    ];
    for cut in cuts {
        told.push(format!("{:#?}", record.races(cut)));
        told.push(format!("{:#?}", record.page(&race(), cut, &central())));
        for name in ["Sessions", "Zoë Ánh", "Nobody Here"] {
            told.push(format!(
                "{:#?}",
                record.person(&PersonName::new(name), cut, &central())
            ));
        }
        for kind in [None, Some("poll"), Some("biography")] {
            let filter = Filter {
                kind: kind.map(str::to_owned),
                cut,
                ..Filter::default()
            };
            told.push(format!("{:#?}", record.claims(&filter)));
        }
    }
    let filter = Filter {
        publisher: Some("The AP".to_owned()),
        race: Some(race()),
        ..Filter::default()
    };
    told.push(format!("{:#?}", record.claims(&filter)));
    for held in record.claims(&Filter::default()).unwrap().iter().take(3) {
        told.push(format!(
            "{:#?}",
            record.same_as(&held.id, Cut::default(), &central())
        ));
    }
    told.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_same_acts_make_the_same_record(
        batches in prop::collection::vec((prop::collection::vec(act(), 1..5), prop::bool::weighted(0.85)), 1..6),
    ) {
        let Some(address) = database::empty() else { return Ok(()) };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hustings.db");
        for (number, (acts, keep)) in batches.iter().enumerate() {
            let seen = at("2019-12-01T00:00:00Z") + jiff::SignedDuration::from_hours(i64::try_from(number).unwrap());
            // Opened anew for each batch, so that nothing that is remembered stands in for what is held.
            for place in [&path, &address] {
                carry_out(&mut Record::open(place).unwrap(), acts, seen, *keep).unwrap();
            }
        }
        let (file, database) = (Record::open_read(&path).unwrap(), Record::open_read(&address).unwrap());
        prop_assert_eq!(everything(&file), everything(&database));
    }
}

#[test]
fn rows_in_postgresql_cannot_be_changed_or_taken_away() {
    let Some(address) = database::empty() else {
        return;
    };
    let mut record = Record::open(&address).unwrap();
    let acts = [
        Act::Add {
            address: 0,
            day: 6,
            claims: vec![1, 130],
        },
        Act::Judge {
            a: 0,
            b: 1,
            verdict: 0,
        },
    ];
    carry_out(&mut record, &acts, at("2019-12-01T00:00:00Z"), true).unwrap();
    let mut raw = database::raw(&address);
    let tables: Vec<String> = raw
        .query("SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT IN ('hustings', 'compared', 'reuse')", &[])
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert!(tables.len() > 10);
    for table in tables {
        let rows: i64 = raw
            .query_one(&format!("SELECT count(*) FROM {table}"), &[])
            .unwrap()
            .get(0);
        let column: String = raw
            .query_one("SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position LIMIT 1", &[&table])
            .unwrap()
            .get(0);
        let mut acts = vec![format!("TRUNCATE {table} CASCADE")];
        if rows > 0 {
            acts.push(format!("UPDATE {table} SET {column} = {column}"));
            acts.push(format!("DELETE FROM {table}"));
        }
        for act in acts {
            let error = raw.batch_execute(&act).unwrap_err();
            let words = error.as_db_error().map(|error| error.message().to_owned());
            assert!(
                words
                    .as_deref()
                    .is_some_and(|words| words.contains("append-only")),
                "{act}: {error:?}"
            );
        }
    }
}

#[test]
fn another_programs_database_is_refused() {
    let Some(address) = database::empty() else {
        return;
    };
    assert!(matches!(
        Record::open_read(&address),
        Err(RecordError::Missing { .. })
    ));
    database::raw(&address)
        .batch_execute("CREATE TABLE t (x INT)")
        .unwrap();
    assert!(matches!(
        Record::open(&address),
        Err(RecordError::NotARecord { .. })
    ));
    assert!(matches!(
        Record::open_read(&address),
        Err(RecordError::NotARecord { .. })
    ));
}

#[test]
fn a_lost_connection_is_made_again_for_reading_and_told_while_writing() {
    let Some(address) = database::empty() else {
        return;
    };
    let mut record = Record::open(&address).unwrap();
    let acts = [Act::Add {
        address: 0,
        day: 6,
        claims: vec![1],
    }];
    carry_out(&mut record, &acts, at("2019-12-01T00:00:00Z"), true).unwrap();
    let mut raw = database::raw(&address);
    let mut cut_off = || {
        // Only the connections of this test's own schema.
        raw.batch_execute("SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid WHERE a.pid <> pg_backend_pid() AND l.relation IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)").unwrap();
    };
    let mut batch = record
        .batch(at("2019-12-02T00:00:00Z"), "ed", "test", None)
        .unwrap();
    let paper = document_of(1, 7, &[2]);
    let document = Document {
        report: &paper.report,
        kind: DocumentKind::Report,
        sources: &[],
        claims: &paper.claims,
        relays: &[],
        complaints: &[],
        first_seen: at("2019-12-02T00:00:00Z"),
        zone: &TimeZone::UTC,
        reader: "1",
    };
    batch.add(&document).unwrap();
    cut_off();
    let lost = batch.commit();
    assert!(matches!(lost, Err(RecordError::Lost { .. })), "{lost:?}");
    // Reading goes on over a new connection, and so does the next batch.
    assert_eq!(record.last_batch().unwrap(), record::BatchNumber(1));
    let mut batch = record
        .batch(at("2019-12-02T00:00:00Z"), "ed", "test", None)
        .unwrap();
    batch.add(&document).unwrap();
    assert_eq!(batch.commit().unwrap(), Some(record::BatchNumber(2)));
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn a_nul_is_refused_rather_than_left_out() {
    let Some(address) = database::empty() else {
        return;
    };
    let mut record = Record::open(&address).unwrap();
    let mut paper = document_of(1, 7, &[2]);
    paper.report.text.push('\0');
    let mut batch = record
        .batch(at("2019-12-02T00:00:00Z"), "ed", "test", None)
        .unwrap();
    let refused = batch.add(&Document {
        report: &paper.report,
        kind: DocumentKind::Report,
        sources: &[],
        claims: &paper.claims,
        relays: &[],
        complaints: &[],
        first_seen: at("2019-12-02T00:00:00Z"),
        zone: &TimeZone::UTC,
        reader: "1",
    });
    assert!(matches!(refused, Err(RecordError::Nul)));
}
