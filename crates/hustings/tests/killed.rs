//! `kill -9` in the middle of `add` loses no finished batch and leaves a sound record.

#![expect(
    clippy::disallowed_methods,
    reason = "only a test starts other programs: the one that it kills"
)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use common::Desk;
use serde_json::json;

fn report(number: usize) -> String {
    json!({
        "id": number.to_string(),
        "publisher": "Hustings Example Desk",
        "published": "2020-02-11",
        "title": format!("Dispatch {number}"),
        "text": "Doug Jones, the Democratic incumbent, is running for re-election to the U.S. Senate in Alabama.",
    })
    .to_string()
}

#[test]
fn a_killed_add_keeps_its_finished_batches() -> Result<(), Box<dyn std::error::Error>> {
    const FINISHED: usize = 5;
    // More than a pipe holds of lines: the program cannot have ended by itself when it is killed.
    const REPORTS: usize = 3000;
    let desk = Desk::new();
    let reports: String = (1..=REPORTS).map(|number| report(number) + "\n").collect();
    let file = desk.file("reports.jsonl", reports);
    let mut adding = Command::new(assert_cmd::cargo::cargo_bin!("hustings"))
        .args(["add", &file, "--batch", "1", "--json"])
        .current_dir(desk.folder.path())
        .env_remove("HUSTINGS_RECORD")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut lines = BufReader::new(adding.stdout.take().ok_or("no stdout")?).lines();
    // Each batch is one report, and its line comes after its commit: so many lines, so many finished batches.
    for _ in 0..FINISHED {
        lines.next().ok_or("the output ended early")??;
    }
    adding.kill()?;
    adding.wait()?;

    let check = desk.json(&["check"]).remove(0);
    assert_eq!(check["sound"], true);
    let held = check["documents"].as_u64().ok_or("no count")?;
    assert!((FINISHED as u64..REPORTS as u64).contains(&held), "{check}");
    assert_eq!(check["documents"], check["batches"]);

    // And the record goes on from there.
    let more = desk.file("more.txt", "title: Another\npublisher: Hustings Example Desk\npublished: 2020-02-12\n\nDoug Jones is running for re-election.\n");
    let added = desk.run(&["add", &more]);
    assert_eq!(added.status, 0, "{}", added.err);
    assert_eq!(desk.json(&["check"])[0]["sound"], true);
    Ok(())
}
