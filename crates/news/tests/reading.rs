//! Runs the literate fixtures of `tests/reading/*.md`: prose, a report, and what it says.
//!
//! A fixture holds a block `report` (header lines, a blank line, the text) and a block `claims` with one claim a line in the
//! JSON of the interchange form; where they matter, also `relays` (one outlet a line), `terms` (the terms of each claim
//! that has any) and `complaints` (the reasons, one a line). `UPDATE_FIXTURES=1` writes the claims that are found: whoever
//! sets it reads every difference before keeping it.
#![expect(clippy::unwrap_used, reason = "a broken fixture is a failed test")]
#![expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests may ask for new fixtures"
)]

use std::fs;
use std::path::Path;

use claim::{Report, Terms};
use serde_json::Value;

fn block<'a>(markdown: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = markdown.split_once(&format!("```{name}\n"))?;
    Some(rest.split_once("```")?.0)
}

fn report(block: &str) -> Report {
    let (header, text) = block.split_once("\n\n").unwrap();
    let mut report = Report {
        id: "fixture".to_owned(),
        text: text.trim_end().to_owned(),
        ..Report::default()
    };
    for line in header.lines() {
        match line.split_once(": ").unwrap() {
            ("title", value) => value.clone_into(&mut report.title),
            ("publisher", value) => report.publisher = Some(value.to_owned()),
            ("published", value) => report.published = Some(value.parse().unwrap()),
            other => panic!("unknown header {other:?}"),
        }
    }
    report
}

fn check(path: &Path) {
    let markdown = fs::read_to_string(path).unwrap();
    let name = path.display();
    let report = report(block(&markdown, "report").unwrap());
    let (reading, complaints) = news::read(&report);
    let expected: Vec<Value> = block(&markdown, "claims")
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let found: Vec<Value> = reading
        .claims
        .iter()
        .map(|o| serde_json::to_value(&o.claim).unwrap())
        .collect();
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let old = block(&markdown, "claims").unwrap();
        let new: String = reading
            .claims
            .iter()
            .map(|o| serde_json::to_string(&o.claim).unwrap() + "\n")
            .collect();
        let same = expected.len() == found.len() && found.iter().all(|c| expected.contains(c));
        if !same {
            fs::write(path, markdown.replace(old, &new)).unwrap();
        }
        return;
    }
    for claim in &expected {
        assert!(
            found.contains(claim),
            "{name}: missing {claim}\nfound {found:#?}"
        );
    }
    for claim in &found {
        assert!(expected.contains(claim), "{name}: unexpected {claim}");
    }
    let lines = |name: &str| {
        block(&markdown, name).map(|b| b.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    if let Some(relays) = lines("relays") {
        assert_eq!(reading.relays, relays, "{name}: relays");
    }
    if let Some(expected) = lines("complaints") {
        let reasons: Vec<String> = complaints
            .into_iter()
            .map(|c| format!("{}: {}", c.place, c.what))
            .collect();
        assert_eq!(reasons, expected, "{name}: complaints");
    }
    if let Some(expected) = lines("terms") {
        let terms: Vec<String> = reading
            .claims
            .iter()
            .filter(|o| o.terms != Terms::default())
            .map(|o| {
                format!(
                    "{} {}",
                    o.claim.statement.kind(),
                    serde_json::to_string(&o.terms).unwrap()
                )
            })
            .collect();
        assert_eq!(terms, expected, "{name}: terms");
    }
}

#[test]
fn fixtures_read_as_written() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading"));
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 12, "fixtures are missing");
    for path in paths {
        check(&path);
    }
}
