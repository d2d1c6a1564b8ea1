//! Reads reports and prints what they say, for scoring: `read_jsonl REPORTS.jsonl` or `read_jsonl DISPATCH.txt…`.
//!
//! One JSON object a line: `{"id", "attributions", "claims", "relays"}`. A text file may open with `title:`,
//! `publisher:`, `published:` and `url:` lines and a blank line.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example is a program with a terminal"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "an example reads its own arguments"
)]

use std::error::Error;

use claim::Report;

fn main() -> Result<(), Box<dyn Error>> {
    let reader = match std::env::var("READER").as_deref() {
        Ok("rules") => news::Reader::Rules,
        Ok("fast") => news::Reader::Fast,
        _ => news::Reader::trained()?,
    };
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read_to_string(&path)?;
        let reports: Vec<Report> = if std::path::Path::new(&path)
            .extension()
            .is_some_and(|e| e == "jsonl")
        {
            bytes
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(serde_json::from_str)
                .collect::<Result<_, _>>()?
        } else {
            vec![dispatch(&path, &bytes)]
        };
        for report in &reports {
            let (reading, complaints) = reader.read(report);
            let claims: Vec<_> = reading.claims.iter().map(|o| &o.claim).collect();
            let terms: Vec<_> = reading.claims.iter().map(|o| o.terms).collect();
            println!(
                "{}",
                serde_json::json!({
                    "id": report.id,
                    "attributions": reading.attributions,
                    "claims": claims,
                    "terms": terms,
                    "relays": reading.relays,
                })
            );
            for complaint in complaints {
                eprintln!("{complaint}");
            }
        }
    }
    Ok(())
}

/// A text file with an optional header.
fn dispatch(path: &str, text: &str) -> Report {
    let mut report = Report {
        id: path.to_owned(),
        ..Report::default()
    };
    let (header, body) = text.split_once("\n\n").unwrap_or(("", text));
    for line in header.lines() {
        match line.split_once(": ") {
            Some(("title", value)) => value.clone_into(&mut report.title),
            Some(("publisher", value)) => report.publisher = Some(value.to_owned()),
            Some(("published", value)) => report.published = value.parse().ok(),
            Some(("url", value)) => report.url = Some(value.to_owned()),
            _ => {}
        }
    }
    body.clone_into(&mut report.text);
    report
}
