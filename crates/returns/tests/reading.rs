//! Literate fixtures: `tests/reading/*.md`. A paragraph says what is odd, a block holds the file, the next what is found in it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use returns::{Checked, check, read};

/// What a reader of a fixture wants to see, a line a finding.
fn told(checked: &Checked) -> String {
    let mut told = String::new();
    for contest in &checked.contests {
        let _ = writeln!(told, "{}", contest.shown());
        for candidate in &contest.candidates {
            let party = if candidate.party.is_empty() {
                String::new()
            } else {
                format!(" ({})", candidate.party)
            };
            let _ = writeln!(told, "  {}{party} {}", candidate.name, candidate.votes);
        }
        let beside = [
            (
                "write-ins",
                Some(contest.write_ins).filter(|&count| count > 0),
            ),
            ("over", contest.over),
            ("under", contest.under),
            ("blank", contest.blank),
            ("ballots", contest.ballots),
            ("registered", contest.registered),
        ];
        for (name, count) in beside
            .into_iter()
            .filter_map(|(name, count)| Some((name, count?)))
        {
            let _ = writeln!(told, "  {name} {count}");
        }
        let verdict = contest.reconciles.map_or("cannot be checked", |agrees| {
            if agrees { "agrees" } else { "does not agree" }
        });
        let _ = writeln!(told, "  {verdict}");
        for broken in &contest.reconciled.breaks {
            let _ = writeln!(
                told,
                "  off: {} {:?} {} not {}",
                broken.unit, broken.against, broken.computed, broken.stated
            );
        }
    }
    for complaint in &checked.complaints {
        let _ = writeln!(told, "! {}: {}", complaint.place, complaint.what);
    }
    told
}

/// The fenced blocks of a page: what stands behind the fence, and what inside.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((info.to_owned(), inside.join("\n") + "\n"));
        }
    }
    blocks
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    pages
}

#[test]
fn every_fixture_is_read_as_it_says() {
    let mut failed = String::new();
    let mut checked = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for pair in blocks(&text).chunks(2) {
            let [(name, file), (kind, expect)] = pair else {
                panic!("{}: a file without what is expected", page.display());
            };
            assert_eq!(kind, "expect", "{}", page.display());
            let name = name.split_once(' ').map_or(name.as_str(), |(_, name)| name);
            let found = match read(name, file.as_bytes()) {
                Ok((table, complaints)) => told(&check(&table, complaints)),
                Err(error) => format!("refused: {error}\n"),
            };
            checked += 1;
            if found != *expect {
                let _ = writeln!(failed, "{} ({name})\n{found}", page.display());
            }
        }
    }
    assert!(checked > 5);
    assert!(failed.is_empty(), "{failed}");
}
