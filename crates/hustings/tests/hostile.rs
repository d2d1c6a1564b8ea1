//! Bad input gives a clear complaint and exit 1 or 3, never a panic, and loses nothing.

mod common;

use common::{Desk, Ended};

const GOOD: &str = "title: Jones runs again\npublisher: Hustings Example Desk\npublished: 2019-10-15\n\n\
    Sen. Doug Jones, a Democrat, is running for re-election to the U.S. Senate in Alabama in 2020.\n";

#[track_caller]
fn no_panic(ended: &Ended) {
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
}

/// The bad file alone fails with these words; beside a good one the good one is read and the complaint stays.
#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, words: &str) {
    let desk = Desk::new();
    let bad = desk.file(name, bytes);
    let alone = desk.run(&["add", &bad]);
    no_panic(&alone);
    assert_eq!(alone.status, 1, "{}", alone.err);
    assert!(alone.err.contains(words), "{}", alone.err);
    assert!(
        alone.err.contains(name),
        "the place is named: {}",
        alone.err
    );

    let good = desk.file("good.txt", GOOD);
    let beside = desk.run(&["add", &bad, &good]);
    no_panic(&beside);
    assert_eq!(beside.status, 3, "{}", beside.err);
    assert_eq!(desk.json(&["check"])[0]["documents"], 1);
}

/// The file is read in spite of what is wrong with it, and that is complained of.
#[track_caller]
fn check_read(name: &str, bytes: impl AsRef<[u8]>, words: &str) {
    let desk = Desk::new();
    let file = desk.file(name, bytes);
    let added = desk.run(&["add", &file]);
    no_panic(&added);
    assert_eq!(added.status, 3, "{}", added.err);
    assert!(added.err.contains(words), "{}", added.err);
    let check = desk.json(&["check"]).remove(0);
    assert_eq!(
        (&check["documents"], &check["sound"]),
        (&1.into(), &true.into())
    );
}

#[test]
fn an_empty_file() {
    check("empty.txt", "", "empty");
}

#[test]
fn a_picture() {
    check("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG");
}

#[test]
fn fifty_megabytes_of_one_line() {
    check("long.txt", vec![b'a'; 50 << 20], "bytes");
}

#[test]
fn html_that_is_too_deep() {
    check(
        "deep.html",
        format!("<html><body>{}</body></html>", "<div>".repeat(200_000)),
        "deep",
    );
}

#[test]
fn bytes_that_are_no_text_in_any_encoding() {
    let mut bytes = GOOD.as_bytes().to_vec();
    bytes.extend(b"He said \xc3\x28 and \xff\xfe.\n");
    let desk = Desk::new();
    let file = desk.file("mixed.txt", bytes);
    let added = desk.run(&["add", &file]);
    no_panic(&added);
    assert_eq!(added.status, 3, "{}", added.err);
    assert!(added.err.contains("mixed.txt"), "{}", added.err);
}

#[test]
fn a_date_that_is_none() {
    check_read(
        "undated.txt",
        GOOD.replace("2019-10-15", "sometime last fall"),
        "sometime last fall",
    );
}

#[test]
fn a_bad_line_among_good_ones() {
    let line = r#"{"id":"1","publisher":"Hustings Example Desk","published":"2019-10-15","title":"Jones","text":"Doug Jones is running for re-election."}"#;
    check_read("lines.jsonl", format!("{line}\n{{\"id\": oops\n"), "line 2");
}

#[test]
fn a_path_that_is_not_there() {
    let desk = Desk::new();
    let missing = desk.run(&["add", "nowhere"]);
    assert_eq!((missing.status, missing.out.as_str()), (1, ""));
    assert!(missing.err.contains("does not exist"), "{}", missing.err);
    let address = desk.run(&["add", "https://example.org/story"]);
    assert!(address.err.contains("save the page"), "{}", address.err);
}

#[test]
fn a_file_that_is_no_record() {
    let desk = Desk::new();
    desk.file(
        "hustings.db",
        "this is a shopping list and no database at all, however long it is",
    );
    for arguments in [&["races"][..], &["check"], &["add", "-"]] {
        let ended = desk.run(arguments);
        no_panic(&ended);
        assert_eq!(ended.status, 1, "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains("not a Hustings record"), "{}", ended.err);
    }
    let kept = std::fs::read_to_string(desk.path("hustings.db")).unwrap_or_default();
    assert!(kept.starts_with("this is a shopping list"));
}
