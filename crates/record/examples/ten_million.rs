//! Ten million synthetic claims over 2,000 races: how large the file gets, how fast claims go in, how fast pages come out.
//!
//! `bench/record` runs it. `ten_million FILE [CLAIMS [RACES]]` writes FILE and prints a Markdown table. Races are drawn by
//! Zipf's law with exponent 0.8, ten claims a document (the example has fourteen); three statements a hundred claims are new,
//! and one claim in twenty has no settled race. Processor time is that of the one thread, as Linux counts it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads its arguments and the clock, prints, and has nothing to measure where it cannot be set up"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use claim::{Claim, Occurrence, Part, Place, Race, Report, Span, Terms};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use record::{Cut, Document, DocumentKind, Record};
use serde_json::json;

const CLAIMS_A_DOCUMENT: usize = 10;
const DOCUMENTS_A_BATCH: usize = 1_000;
const STATES: [&str; 50] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
    "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
    "WI", "WY",
];

/// A small generator with a fixed seed, so that every run writes the same record.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(limit).unwrap()).unwrap()
    }
}

fn race_name(number: usize) -> String {
    format!(
        "{}-{}-senate",
        1926 + 2 * (number / 50),
        STATES[number % 50]
    )
}

/// How often each race is drawn, added up.
fn shares(races: usize) -> Vec<f64> {
    let mut sum = 0.0;
    (1..=races)
        .map(|rank| {
            sum += f64::from(u32::try_from(rank).unwrap()).powf(-0.8);
            sum
        })
        .collect()
}

/// The `number`th statement of a race, as the claim that states it.
fn claim(race: usize, number: usize, certainty: usize, origin: usize) -> Claim {
    let who = |number: usize| {
        format!(
            "Jane Person{}",
            char::from(b'a' + u8::try_from(number % 26).unwrap())
        )
    };
    let day = format!("2020-{:02}-{:02}", 1 + number / 28 % 12, 1 + number % 28);
    let status = [
        "considering",
        "expected",
        "announced",
        "running",
        "filed",
        "qualified",
    ][number / 7 % 6];
    let mut value = match number % 20 {
        0..=7 => json!({"kind": "candidacy", "person": who(number / 20), "stage": "primary:R",
            "status": status}),
        8..=10 => json!({"kind": "endorsement", "candidate": who(number / 20), "stance": "support",
            "endorser": format!("Union {}", number / 20)}),
        11..=13 => json!({"kind": "funds", "holder": who(number / 20), "measure": "cash_on_hand",
            "amount": 1_000 * number, "period": day}),
        14..=17 => {
            json!({"kind": "poll", "pollster": format!("Pollster {}", number / 20 % 15), "end": day,
            "shares": {who(0): 30 + number / 20 % 15, who(1): 29}})
        }
        18 => json!({"kind": "schedule", "event": "primary", "date": day}),
        _ => {
            json!({"kind": "biography", "person": who(number / 20), "fact": "age", "value": (number / 20 % 80).to_string()})
        }
    };
    if number % 20 != 19 {
        value["race"] = json!(race_name(race));
    }
    value["quote"] = json!("x");
    let certainty = ["asserted", "asserted", "asserted", "expected"][certainty % 4];
    value["certainty"] = json!(certainty);
    value["origin"] = match origin % 5 {
        0 => json!({"type": "person", "name": who(origin / 5)}),
        1 => json!({"type": "anonymous", "described": "two Republicans", "count": 2}),
        _ => json!({"type": "report"}),
    };
    serde_json::from_value(value).unwrap()
}

/// What is drawn, and from what.
struct Source {
    numbers: Numbers,
    shares: Vec<f64>,
    /// Claims of each race that are statements of their own: repeated ones come out of these.
    claims: Vec<Vec<Claim>>,
    made: usize,
    /// Tells the documents of one run from those of another on the same file.
    series: u64,
}

impl Source {
    fn new(claims: usize, races: usize) -> Self {
        let shares = shares(races);
        let all = shares[races - 1];
        let mut numbers = Numbers(2020);
        let claims = (0..races)
            .map(|race| {
                let before = if race == 0 { 0.0 } else { shares[race - 1] };
                let share = (shares[race] - before) / all;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss,
                    reason = "a share of a number of claims"
                )]
                let distinct = (0.03 * share * claims as f64) as usize;
                (0..distinct.max(30))
                    .map(|number| claim(race, number, numbers.below(4), numbers.below(60)))
                    .collect()
            })
            .collect();
        Self {
            numbers,
            shares,
            claims,
            made: 0,
            series: 0,
        }
    }

    fn document(&mut self, claims: usize) -> (Report, Vec<Occurrence>, Timestamp) {
        let top = self.shares[self.shares.len() - 1];
        let drawn = f64::from(u32::try_from(self.numbers.below(1 << 30)).unwrap())
            / f64::from(1_u32 << 30)
            * top;
        let race = self
            .shares
            .partition_point(|share| *share < drawn)
            .min(self.shares.len() - 1);
        let of_race = &self.claims[race];
        let occurrences = (0..claims)
            .map(|at| {
                // News repeats some things far more often than others.
                let limit = 1 + self.numbers.below(of_race.len());
                Occurrence {
                    claim: of_race[self.numbers.below(limit)].clone(),
                    place: Place {
                        part: Part::Text,
                        span: Span::new(at, at + 1),
                    },
                    terms: Terms::default(),
                }
            })
            .collect();
        self.made += 1;
        let start: Timestamp = "2018-01-01T00:00:00Z".parse().unwrap();
        let report = Report {
            id: self.made.to_string(),
            url: Some(format!("https://example.org/{}/{}", self.series, self.made)),
            publisher: Some(format!("Outlet {}", self.numbers.below(40))),
            published: None,
            title: String::new(),
            text: "x".repeat(claims),
        };
        let seen = start + SignedDuration::from_secs(60 * i64::try_from(self.made).unwrap());
        (report, occurrences, seen)
    }
}

fn append(record: &mut Record, documents: &[(Report, Vec<Occurrence>, Timestamp)]) {
    let mut batch = record
        .batch(documents[0].2, "bench", "bench", None)
        .unwrap();
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

/// Seconds of this thread on a processor.
fn on_processor() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// Processor and wall seconds that something takes.
fn timed(act: impl FnOnce()) -> (f64, f64) {
    let (cpu, wall) = (on_processor(), Instant::now());
    act();
    (on_processor() - cpu, wall.elapsed().as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn mib(path: &Path) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a size for people")]
    let bytes = std::fs::metadata(path).unwrap().len() as f64;
    bytes / f64::from(1 << 20)
}

fn write(path: &Path, claims: usize, source: &mut Source) {
    let mut record = Record::open(path).unwrap();
    let (mut cpu, mut wall) = (0.0, 0.0);
    for _ in 0..claims / CLAIMS_A_DOCUMENT / DOCUMENTS_A_BATCH {
        let documents: Vec<_> = (0..DOCUMENTS_A_BATCH)
            .map(|_| source.document(CLAIMS_A_DOCUMENT))
            .collect();
        let spent = timed(|| append(&mut record, &documents));
        (cpu, wall) = (cpu + spent.0, wall + spent.1);
    }
    drop(record);
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let number = claims as f64;
    println!(
        "| claims a processor second, {DOCUMENTS_A_BATCH} documents a batch | {:.0} ({:.0} a second of wall) |",
        number / cpu,
        number / wall
    );
    println!(
        "| size of the file | {:.0} MiB ({:.0} bytes a claim) |",
        mib(path),
        mib(path) * 1_048_576.0 / number
    );
}

fn articles(path: &Path, source: &mut Source) {
    const ARTICLES: u32 = 3_000;
    let mut record = Record::open(path).unwrap();
    source.series = record.last_batch().unwrap().0;
    let documents: Vec<_> = (0..ARTICLES).map(|_| source.document(6)).collect();
    let (cpu, wall) = timed(|| {
        for document in documents.chunks(1) {
            append(&mut record, document);
        }
    });
    println!(
        "| articles a processor second, six claims and one transaction each | {:.0} ({:.0} a second of wall) |",
        f64::from(ARTICLES) / cpu,
        f64::from(ARTICLES) / wall
    );
}

/// The compiler must not see that nobody looks at it.
fn discard<T>(value: T) {
    std::hint::black_box(value);
}

fn pages(path: &Path, races: usize) {
    let summaries = Record::open_read(path)
        .unwrap()
        .races(Cut::default())
        .unwrap();
    let mut by_size: Vec<(u64, Race)> = summaries
        .into_iter()
        .filter_map(|held| Some((held.claims, held.race?)))
        .collect();
    by_size.sort_by_key(|(claims, _)| *claims);
    assert_eq!(by_size.len(), races);
    let mut kept = Record::open_read(path).unwrap();
    kept.keep_folds(std::num::NonZeroUsize::new(8));
    for (what, at, times) in [("median", races / 2, 100), ("hottest", races - 1, 2)] {
        let (claims, race) = &by_size[at];
        let row = |way: &str, ask: &mut dyn FnMut()| {
            // The system counts in steps of some milliseconds, so many are counted at once.
            let spent: Vec<f64> = (0..5)
                .map(|_| timed(|| (0..times).for_each(|_| ask())).0 * 1000.0 / f64::from(times))
                .collect();
            println!(
                "| {what} race ({claims} claims): {way} | {:.2} ms |",
                median(spent)
            );
        };
        let record = Record::open_read(path).unwrap();
        let half = Cut::as_of("2018-10-01T00:00:00Z".parse().unwrap());
        row("fold, first after opening", &mut || {
            discard(
                Record::open_read(path)
                    .unwrap()
                    .extent(race, Cut::default())
                    .unwrap(),
            );
        });
        let _ = record.extent(race, Cut::default());
        row("fold", &mut || {
            discard(record.extent(race, Cut::default()).unwrap());
        });
        row("fold as of the middle", &mut || {
            discard(record.extent(race, half).unwrap());
        });
        row("page", &mut || {
            discard(record.page(race, Cut::default(), &TimeZone::UTC).unwrap());
        });
        let _ = kept.page(race, Cut::default(), &TimeZone::UTC);
        row("page from kept facts", &mut || {
            discard(kept.page(race, Cut::default(), &TimeZone::UTC).unwrap());
        });
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().unwrap());
    let claims: usize = arguments
        .next()
        .map_or(10_000_000, |text| text.parse().unwrap());
    let races: usize = arguments.next().map_or(2_000, |text| text.parse().unwrap());
    let mut source = Source::new(claims, races);
    println!("| {claims} claims over {races} races | |\n| --- | --- |");
    if !path.exists() {
        write(&path, claims, &mut source);
    }
    articles(&path, &mut source);
    pages(&path, races);
}
