//! How long a page takes: of a race with 100,000 claims, and of one as large as the example's; and how fast documents
//! are taken in.
//!
//! The claims are synthetic, and repeat themselves about as news does: five claims a document, some 40 outlets, 30
//! people, 3,000 different statements.

#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot be set up has nothing to measure"
)]

use std::hint::black_box;

use claim::{Claim, Occurrence, Part, Place, Race, Report, Span, Terms};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use record::{Cut, Document, DocumentKind, Record};
use serde_json::{Value, json};

const RACE: &str = "2020-AL-senate";
const CLAIMS_A_DOCUMENT: u64 = 5;
const STATEMENTS: u64 = 3_000;

/// A small generator with a fixed seed, so that every run measures the same record.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len() as u64);
        words[usize::try_from(at).unwrap()]
    }
}

/// A name whose surname is the person's own.
fn person(number: u64) -> String {
    let letters: String = [number / 26, number % 26]
        .into_iter()
        .map(|at| char::from(b'a' + u8::try_from(at).unwrap()))
        .collect();
    format!("Jane Person{letters}")
}

fn statement(numbers: &mut Numbers) -> Value {
    let who = person(numbers.below(30));
    let mut value = match numbers.below(20) {
        0..=7 => json!({"kind": "candidacy", "person": who,
            "status": numbers.one_of(&["considering", "expected", "announced", "running", "filed", "qualified"]),
            "stage": numbers.one_of(&["primary:R", "primary:D"])}),
        8..=10 => json!({"kind": "endorsement", "candidate": who,
            "endorser": format!("{} Union", person(numbers.below(60))),
            "stance": numbers.one_of(&["support", "support", "oppose"])}),
        11..=12 => json!({"kind": "funds", "holder": who,
            "measure": numbers.one_of(&["raised", "spent", "cash_on_hand"]),
            "amount": 1_000_000 + 1000 * numbers.below(4),
            "period": format!("20{}-{}", 18 + numbers.below(3), numbers.one_of(&["03-31", "06-30", "09-30", "12-31"]))}),
        13..=14 => json!({"kind": "poll", "pollster": format!("Pollster {}", numbers.below(15)),
            "end": format!("2020-{:02}-{:02}", 1 + numbers.below(10), 1 + numbers.below(28)),
            "shares": {person(0): 30 + numbers.below(15), person(1): 29, person(2): 12}}),
        15 => json!({"kind": "result", "candidate": who, "stage": "primary:R",
            "share": numbers.below(50), "reporting": numbers.below(100)}),
        16 => {
            json!({"kind": "schedule", "event": numbers.one_of(&["primary", "runoff", "general"]),
            "date": numbers.one_of(&["2020-03-03", "2020-07-14", "2020-11-03"])})
        }
        17 => json!({"kind": "standing", "person": who,
            "standing": numbers.one_of(&["front_runner", "vulnerable", "favored", "underdog"])}),
        18 => {
            json!({"kind": "office", "person": who, "office": "Attorney General", "relation": "held"})
        }
        _ => {
            json!({"kind": "biography", "person": who, "fact": "age", "value": numbers.below(80).to_string()})
        }
    };
    if value["kind"] != "biography" {
        value["race"] = json!(RACE);
    }
    value
}

fn occurrence(numbers: &mut Numbers, statements: &[Value], at: usize) -> Occurrence {
    // News repeats some things far more often than others.
    let limit = 1 + numbers.below(statements.len() as u64);
    let mut value = statements[usize::try_from(numbers.below(limit)).unwrap()].clone();
    value["quote"] = json!("x");
    value["certainty"] =
        json!(numbers.one_of(&["asserted", "asserted", "asserted", "expected", "possible"]));
    value["origin"] = match numbers.below(5) {
        0 => json!({"type": "person", "name": person(numbers.below(30))}),
        1 => json!({"type": "anonymous", "described": "two Republicans", "count": 2}),
        2 => json!({"type": "organization", "name": numbers.one_of(&["NBC", "AP", "CNN"])}),
        _ => json!({"type": "report"}),
    };
    let claim: Claim = serde_json::from_value(value).unwrap();
    Occurrence {
        claim,
        place: Place {
            part: Part::Text,
            span: Span::new(at, at + 1),
        },
        terms: Terms::default(),
    }
}

/// Documents with claims, one an hour from the start of 2018.
fn documents(count: u64) -> Vec<(Report, Vec<Occurrence>, Timestamp)> {
    let mut numbers = Numbers(2020);
    let statements: Vec<Value> = (0..STATEMENTS).map(|_| statement(&mut numbers)).collect();
    let start: Timestamp = "2018-01-01T00:00:00Z".parse().unwrap();
    (0..count)
        .map(|hour| {
            let report = Report {
                id: hour.to_string(),
                url: Some(format!("https://example.org/{hour}")),
                publisher: Some(format!("Outlet {}", numbers.below(40))),
                published: None,
                title: String::new(),
                text: "xxxxx".to_owned(),
            };
            let claims = (0..usize::try_from(CLAIMS_A_DOCUMENT).unwrap())
                .map(|at| occurrence(&mut numbers, &statements, at))
                .collect();
            let seen = start + SignedDuration::from_hours(i64::try_from(hour).unwrap());
            (report, claims, seen)
        })
        .collect()
}

fn append(record: &mut Record, documents: &[(Report, Vec<Occurrence>, Timestamp)]) {
    let Some((.., at)) = documents.last() else {
        return;
    };
    let mut batch = record.batch(*at, "bench", "bench", None).unwrap();
    for (report, claims, seen) in documents {
        batch
            .add(&Document {
                report,
                kind: DocumentKind::Report,
                sources: &[],
                claims,
                relays: &[],
                complaints: &[],
                first_seen: *seen,
                zone: &TimeZone::UTC,
                reader: "bench",
            })
            .unwrap();
    }
    batch.commit().unwrap();
}

fn pages(criterion: &mut Criterion) {
    let race: Race = RACE.parse().unwrap();
    let zone = TimeZone::get("America/Chicago").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for claims in [500, 5_000, 100_000] {
        let path = folder.path().join(format!("{claims}.db"));
        let documents = documents(claims / CLAIMS_A_DOCUMENT);
        append(&mut Record::open(&path).unwrap(), &documents);
        let record = Record::open_read(&path).unwrap();
        let middle = documents[documents.len() / 2].2;
        criterion.bench_function(&format!("fold of {claims} claims"), |bench| {
            bench.iter(|| black_box(record.extent(&race, Cut::default()).unwrap()));
        });
        criterion.bench_function(&format!("page of {claims} claims"), |bench| {
            bench.iter(|| black_box(record.page(&race, Cut::default(), &zone).unwrap()));
        });
        criterion.bench_function(
            &format!("page of {claims} claims as of the middle"),
            |bench| {
                bench.iter(|| black_box(record.page(&race, Cut::as_of(middle), &zone).unwrap()));
            },
        );
        criterion.bench_function(
            &format!("first page of {claims} claims after opening"),
            |bench| {
                bench.iter_batched(
                    || Record::open_read(&path).unwrap(),
                    |record| black_box(record.page(&race, Cut::default(), &zone).unwrap()),
                    BatchSize::PerIteration,
                );
            },
        );
    }
}

fn appending(criterion: &mut Criterion) {
    let documents = documents(1_000);
    let folder = tempfile::tempdir().unwrap();
    let mut files = 0;
    criterion.bench_function(
        "append 1,000 documents with 5,000 claims in one batch",
        |bench| {
            bench.iter_batched(
                || {
                    files += 1;
                    Record::open(&folder.path().join(format!("{files}.db"))).unwrap()
                },
                |mut record| append(&mut record, &documents),
                BatchSize::PerIteration,
            );
        },
    );
    criterion.bench_function(
        "append 100 documents, each in a batch of its own",
        |bench| {
            bench.iter_batched(
                || {
                    files += 1;
                    Record::open(&folder.path().join(format!("{files}.db"))).unwrap()
                },
                |mut record| {
                    for document in &documents[..100] {
                        append(&mut record, std::slice::from_ref(document));
                    }
                },
                BatchSize::PerIteration,
            );
        },
    );
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = pages, appending
}
criterion_main!(benches);
