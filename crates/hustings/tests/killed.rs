//! `kill -9` in the middle of `add` loses no finished batch and leaves a sound record.

#![expect(
    clippy::disallowed_methods,
    reason = "only a test starts other programs: the one that it kills"
)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

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

/// Adds reports one a batch under a shell's limits; the acknowledged lines, and how it ended.
fn add_under(
    desk: &Desk,
    limits: &str,
    file: &str,
) -> Result<(usize, Output), Box<dyn std::error::Error>> {
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("{limits}; exec \"$0\" \"$@\""))
        .arg(assert_cmd::cargo::cargo_bin!("hustings"))
        .args(["add", file, "--batch", "1", "--json", "--reader", "rules"])
        .current_dir(desk.folder.path())
        .env_remove("HUSTINGS_RECORD")
        .output()?;
    Ok((
        String::from_utf8_lossy(&output.stdout)
            .matches('\n')
            .count(),
        output,
    ))
}

/// The system refuses to write any further, as it does when a disk fails or is full.
#[test]
fn a_write_that_fails_is_an_error_and_loses_nothing_acknowledged()
-> Result<(), Box<dyn std::error::Error>> {
    const REPORTS: usize = 300;
    let desk = Desk::new();
    let reports: String = (1..=REPORTS).map(|number| report(number) + "\n").collect();
    let file = desk.file("reports.jsonl", reports);
    // No file may grow beyond 600 blocks of 512 bytes; the signal that would end the program is ignored, so that it is told.
    let (acknowledged, output) = add_under(&desk, "trap '' XFSZ; ulimit -f 600", &file)?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error"), "{said}");
    assert!(
        (1..REPORTS).contains(&acknowledged),
        "{acknowledged}: {said}"
    );

    let check = desk.json(&["check"]).remove(0);
    assert_eq!(check["sound"], true);
    let held = check["documents"].as_u64().ok_or("no count")?;
    assert!(held >= acknowledged as u64, "{acknowledged} lines, {check}");
    // With room again, it goes on where it was.
    let (more, output) = add_under(&desk, "true", &file)?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((more, output.status.code()), (REPORTS, Some(0)), "{said}");
    let check = desk.json(&["check"]).remove(0);
    assert_eq!(check["documents"], REPORTS);
    assert_eq!(check["sound"], true);
    Ok(())
}

/// Two programs that add to one record: the second is told so, and the first is not disturbed.
#[test]
fn a_second_add_is_refused() -> Result<(), Box<dyn std::error::Error>> {
    let desk = Desk::new();
    let file = desk.file("one.jsonl", report(1));
    let mut first = Command::new(assert_cmd::cargo::cargo_bin!("hustings"))
        .args(["add", "-", "--json", "--reader", "rules"])
        .current_dir(desk.folder.path())
        .env_remove("HUSTINGS_RECORD")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // It opens the record before it reads, and waits for its input.
    let lock = desk.folder.path().join("hustings.db-wal");
    for _ in 0..500 {
        if lock.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let second = desk.run(&["add", &file]);
    assert_eq!(second.status, 1, "{}", second.err);
    assert!(second.err.contains("another program"), "{}", second.err);
    assert!(second.err.contains("one `hustings add`"), "{}", second.err);
    let mut input = first.stdin.take().ok_or("no stdin")?;
    std::io::Write::write_all(&mut input, report(2).as_bytes())?;
    drop(input);
    assert!(first.wait()?.success());
    assert_eq!(desk.json(&["check"])[0]["documents"], 1);
    assert_eq!(desk.run(&["add", &file]).status, 0);
    Ok(())
}
