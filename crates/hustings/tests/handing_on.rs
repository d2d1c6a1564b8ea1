//! Out, back and safe: export, import, backup.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

mod common;

use std::path::Path;

use common::Desk;

fn folder(desk: &Desk, name: &str) -> Vec<(String, Vec<u8>)> {
    fn files(at: &Path, root: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, root, found);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("inside")
                    .display()
                    .to_string();
                found.push((name, std::fs::read(&path).expect("a file")));
            }
        }
    }
    let (root, mut found) = (desk.path(name), Vec::new());
    files(&root, &root, &mut found);
    found.sort();
    found
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

const PAGE: [&str; 4] = [
    "race",
    "2020-AL-senate",
    "--as-of",
    "2019-11-06T20:00-06:00",
];

/// The restore drill: a copy made while the record is in use, put elsewhere, checked, and asked for the same page.
#[test]
fn a_backup_is_the_record() {
    let desk = Desk::with_example();
    let page = desk.run(&PAGE);
    let made = desk.json(&["backup", "copy.db"]);
    assert_eq!(made[0]["sound"], true);
    assert!(!desk.path("copy.db.part").exists() && !desk.path("copy.db-wal").exists());
    let elsewhere = Desk::new();
    std::fs::copy(desk.path("copy.db"), elsewhere.path("hustings.db")).expect("a copy");
    assert_eq!(elsewhere.run(&["check"]).out, desk.run(&["check"]).out);
    assert_eq!(elsewhere.run(&PAGE).out, page.out);
    let again = desk.run(&["backup", "copy.db"]);
    assert_eq!(again.status, 1);
    assert!(
        again.err.contains("copy.db is there already") && again.err.contains("hint:"),
        "{}",
        again.err
    );
}

#[test]
fn a_table_comes_back_as_it_went_out() {
    let desk = Desk::with_example();
    assert_eq!(
        desk.run(&["export", "--to", "csv", "--out", "out"]).status,
        0
    );
    let out = folder(&desk, "out");
    assert_eq!(names(&out), ["claims.csv", "documents.jsonl"]);
    let taken = desk.run(&["import", "out", "--record", "again.db"]);
    assert_eq!(taken.status, 0, "{}", taken.err);
    assert!(
        taken.err.contains("under the numbers that they had."),
        "{}",
        taken.err
    );
    let again = desk.run(&[
        "export", "--to", "csv", "--out", "back", "--record", "again.db",
    ]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(folder(&desk, "back") == out, "the bytes are the same");
    assert_eq!(desk.run(&["check", "--record", "again.db"]).status, 0);
    let page = desk.run(&[&PAGE[..], &["--record", "again.db"]].concat());
    assert_eq!(page.out, desk.run(&PAGE).out);
    // A second time, nothing is new.
    let twice = desk.run(&["import", "out/claims.csv", "--record", "again.db"]);
    assert_eq!(twice.status, 0, "{}", twice.err);
    assert!(
        twice.err.contains("documents were held already"),
        "{}",
        twice.err
    );
}

#[test]
fn statements_come_back_as_they_went_out() {
    let desk = Desk::with_example();
    let made = desk.run(&["export", "--to", "ftm", "--out", "out"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let out = folder(&desk, "out");
    assert!(
        names(&out).contains(&"statements.csv") && names(&out).contains(&"model/Candidacy.yaml")
    );
    let taken = desk.run(&["import", "out/statements.csv", "--record", "again.db"]);
    assert_eq!(taken.status, 0, "{}", taken.err);
    assert_eq!(desk.run(&["check", "--record", "again.db"]).status, 0);
    desk.run(&[
        "export", "--to", "ftm", "--out", "back", "--record", "again.db",
    ]);
    assert!(folder(&desk, "back") == out, "the bytes are the same");
}

#[test]
fn every_format_is_a_folder_or_a_stream() {
    let desk = Desk::with_example();
    for format in ["csv", "parquet", "annotations", "jsonld", "ftm"] {
        let race = ["--race", "2020-AL-senate", "--as-of", "2019-11-06"];
        let files = desk.json(&[&["export", "--to", format, "--out", format], &race[..]].concat());
        assert!(
            files[0]["claims"].as_u64() > Some(10),
            "{format}: {files:?}"
        );
        let stream = desk
            .command(&[&["export", "--to", format], &race[..]].concat())
            .output()
            .expect("a stream");
        assert!(stream.status.success());
        let stream = stream.stdout;
        let in_file = folder(&desk, format).into_iter().any(|(_, bytes)| {
            bytes == stream || (format == "jsonld" && stream.starts_with(&bytes))
        });
        assert!(in_file, "{format}: the stream is a file of the folder");
    }
}

#[test]
fn what_is_nothing_to_import_is_said() {
    let desk = Desk::new();
    let report = desk.file("report.txt", "title: Jones\n\nDoug Jones is running.\n");
    let ended = desk.run(&["import", &report]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("hustings add"), "{}", ended.err);
    assert!(!desk.path("hustings.db").exists());
    assert_eq!(desk.run(&["import", "nowhere.csv"]).status, 1);
}
