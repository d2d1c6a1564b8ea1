//! Shows how the sentences of reports look to the rules, and whom each is credited to: `explain READER < REPORTS.jsonl`.
#![expect(
    clippy::print_stdout,
    reason = "an example is a program with a terminal"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "an example reads its own arguments"
)]

use std::error::Error;
use std::io::Read;

fn main() -> Result<(), Box<dyn Error>> {
    let reader = match std::env::args().nth(1).as_deref() {
        Some("trained") => news::Reader::trained()?,
        Some("fast") => news::Reader::Fast,
        _ => news::Reader::Rules,
    };
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    for line in input.lines().filter(|line| !line.trim().is_empty()) {
        println!("{}", reader.explain(&serde_json::from_str(line)?));
    }
    Ok(())
}
