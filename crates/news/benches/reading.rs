//! How many words a second the reader reads on one core, once its patterns are compiled: the example's reports, and the
//! marked reports where they lie beside the project.
//!
//! What a run spends before that is in `bench/run`.

#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot be set up has nothing to measure"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use claim::Report;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/alabama-2020");
const MARKED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/reading/train.jsonl"
);

/// The example's reports; their files are named by number and day.
fn example() -> Vec<Report> {
    let mut paths: Vec<_> = fs::read_dir(EXAMPLE)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let report = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        let file = fs::read_to_string(path).ok()?;
        let (header, text) = file.split_once("\n\n")?;
        let title = header.lines().find_map(|line| line.strip_prefix("title:"));
        Some(Report {
            id: name.to_owned(),
            published: Some(name.get(3..13)?.parse().ok()?),
            title: title.unwrap_or_default().trim().to_owned(),
            text: text.to_owned(),
            ..Report::default()
        })
    };
    paths.iter().filter_map(|path| report(path)).collect()
}

fn marked() -> Vec<Report> {
    let file = fs::read_to_string(MARKED).unwrap_or_default();
    file.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn words(reports: &[Report]) -> u64 {
    let of = |report: &Report| report.text.split_whitespace().count() as u64;
    reports.iter().map(of).sum()
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    for (name, reports) in [("example", example()), ("marked", marked())] {
        if reports.is_empty() {
            continue;
        }
        // An element is a word.
        group.throughput(Throughput::Elements(words(&reports)));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for report in &reports {
                    black_box(news::read(report));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
