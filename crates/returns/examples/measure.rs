//! Times the readers inside of one process: `bench/returns/run` starts it. `measure read|check|xml FILE…` prints seconds and rows.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program of its own that measures: it has a clock, a terminal and arguments"
)]

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Instant;

use quick_xml::events::Event;

/// The events of a file, and nothing done with them.
fn bare_parse(path: &str) -> u64 {
    let file = BufReader::with_capacity(256 * 1024, File::open(path).unwrap());
    let mut reader = quick_xml::Reader::from_reader(file);
    let (mut buffer, mut events) = (Vec::new(), 0);
    while !matches!(reader.read_event_into(&mut buffer).unwrap(), Event::Eof) {
        events += 1;
        buffer.clear();
    }
    events
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mode, files) = arguments.split_first().unwrap();
    let start = Instant::now();
    let mut rows = 0;
    for file in files {
        if mode == "xml" {
            rows += bare_parse(file);
            continue;
        }
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        let Ok((table, complaints)) = returns::read(name, File::open(file).unwrap()) else {
            continue;
        };
        rows += table.rows.len() as u64;
        if mode == "check" {
            std::hint::black_box(returns::check(&table, complaints));
        }
    }
    println!("{:.6} {rows}", start.elapsed().as_secs_f64());
}
