//! What editors do, and what it does to the pages: by the commands that they type.

mod common;

use common::Desk;
use serde_json::Value;

const RACE: &str = "2020-AL-senate";
const WHO: [&str; 4] = ["--actor", "Desk editor", "--note", "compared with the page"];

fn act(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    desk.json(&[&["act"], arguments, &WHO].concat())
}

fn page(desk: &Desk, more: &[&str]) -> Value {
    desk.json(&[&["race", RACE], more].concat()).remove(0)
}

/// The first claim of a kind whose JSON holds some words.
fn claim(desk: &Desk, kind: &str, words: &str) -> String {
    let claims = desk.json(&["claims", RACE, "--kind", kind]);
    let found = claims
        .iter()
        .find(|claim| claim["claim"].to_string().contains(words));
    let found = found.unwrap_or_else(|| panic!("no {kind} with {words}"));
    found["id"].as_str().map(str::to_owned).unwrap_or_default()
}

#[test]
fn an_act_needs_somebody_who_does_it_and_a_reason() {
    let desk = Desk::with_example();
    for arguments in [
        &["act"][..],
        &["act", "confirm", "2020-AL-senate/1"],
        &[
            "act",
            "confirm",
            "2020-AL-senate/1",
            "--actor",
            "Desk editor",
        ],
        &["act", "confirm", "--actor", "Desk editor", "--note", "x"],
        &[
            "act",
            "correct",
            "2020-AL-senate/1",
            "--actor",
            "Desk editor",
            "--note",
            "x",
        ],
        &[
            "act",
            "sign-off",
            "document 1",
            "--actor",
            "Desk editor",
            "--note",
            "x",
        ],
        // Destroying is asked for in so many words.
        &[
            "act",
            "redact",
            "--document",
            "1",
            "--actor",
            "Desk editor",
            "--note",
            "x",
        ],
        &[
            "act",
            "retract",
            "2020-AL-senate/1",
            "--document",
            "1",
            "--actor",
            "Desk editor",
            "--note",
            "x",
        ],
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.status, 2, "{arguments:?}: {}", ended.err);
    }
    let unknown = desk.run(&[&["act", "reject", "2020-AL-senate/9999"], &WHO[..]].concat());
    assert_eq!(unknown.status, 1);
    insta::assert_snapshot!(unknown.err, @r"
    error: no claim 2020-AL-senate/9999 is held
    hint: `hustings claims RACE` lists the ids
    ");
    assert!(desk.json(&["acts"]).is_empty());
}

#[test]
fn a_rejected_claim_is_marked_listed_and_off_the_page() {
    let desk = Desk::with_example();
    let id = claim(&desk, "rating", "Cook");
    let before = page(&desk, &["--as-of", "2021-01-01"]);
    let done = act(&desk, &["reject", &id, "--since", "2021-01-02"]);
    assert_eq!(done[0]["kind"], "reject");
    assert_eq!(done[0]["about"], id.as_str());
    assert_eq!(done[0]["actor"], "Desk editor");

    let now = page(&desk, &[]);
    assert_eq!(now["acts"]["set_aside"][0]["claim"], id.as_str());
    assert_eq!(now["acts"]["set_aside"][0]["why"], "rejected");
    let marked = desk.run(&["claims", RACE, "--kind", "rating"]);
    assert!(
        marked.out.contains("! rejected by an editor (act 1)"),
        "{}",
        marked.out
    );
    let shown = desk.run(&["race", RACE]);
    assert!(shown.out.contains("NO LONGER STANDS"), "{}", shown.out);
    assert!(
        shown
            .out
            .contains(&format!("rejected by an editor (act 1): {id}")),
        "{}",
        shown.out
    );

    // Before it was public the page is what it was.
    let mut then = page(&desk, &["--as-of", "2021-01-01"]);
    then["recorded"] = before["recorded"].clone();
    assert_eq!(then, before);
    let told = desk.run(&["race", RACE, "--changes-since", "2021-01-01"]);
    assert!(told.out.contains("EDITORS AND PUBLISHERS"), "{}", told.out);
    assert!(told.out.contains("rejected by an editor: "), "{}", told.out);

    act(&desk, &["undo", "1"]);
    let listed = desk.run(&["acts", RACE]);
    assert!(listed.out.contains("ended by act 2"), "{}", listed.out);
    assert_eq!(page(&desk, &[])["acts"], Value::Null);
    assert_eq!(desk.run(&["check"]).status, 0);
}

#[test]
fn a_sign_off_stands_under_the_head_and_goes_stale() {
    let desk = Desk::with_example();
    act(&desk, &["sign-off", RACE]);
    let head = |desk: &Desk| -> String {
        let shown = desk.run(&["race", RACE]);
        shown.out.lines().take(4).collect::<Vec<_>>().join("\n")
    };
    assert!(
        head(&desk).contains("signed off by Desk editor"),
        "{}",
        head(&desk)
    );
    assert!(head(&desk).contains("holds"), "{}", head(&desk));
    let report = desk.file("more.txt", "title: Jones\npublisher: Hustings Example Desk\npublished: 2020-11-05\n\nDoug Jones is running for re-election to the U.S. Senate in Alabama in 2020.\n");
    assert_eq!(desk.run(&["add", &report, "--reader", "rules"]).status, 0);
    assert!(head(&desk).contains("STALE"), "{}", head(&desk));
}

#[test]
fn a_changed_report_shows_what_it_no_longer_says() {
    let desk = Desk::new();
    let text = |amount: &str, day: &str| {
        format!(
            "title: Jones raises money\npublisher: Hustings Example Desk\npublished: {day}\n\
             url: https://example.org/jones\n\nDoug Jones is running for re-election to the U.S. Senate in Alabama \
             in 2020.\n\nDemocratic Sen. Doug Jones of Alabama had {amount} in his campaign account at the end of \
             September 2019, his report to the FEC shows.\n"
        )
    };
    for (amount, day) in [
        ("$5.04 million", "2019-10-15"),
        ("$5.4 million", "2019-10-16"),
    ] {
        let report = desk.file("report.txt", text(amount, day));
        assert_eq!(desk.run(&["add", &report, "--reader", "rules"]).status, 0);
    }
    let now = page(&desk, &[]);
    assert_eq!(now["money"][0]["amount"], 5_400_000, "{:#}", now["money"]);
    assert_eq!(now["money"][0]["others"][0]["reason"], "no_longer_says");
    let shown = desk.run(&["race", RACE]);
    assert!(
        shown.out.contains("its document no longer says so"),
        "{}",
        shown.out
    );
    let document = desk.run(&["document", "1"]);
    assert!(document.out.contains("VERSIONS"), "{}", document.out);
    assert!(
        document
            .out
            .contains("! of an older version; the newest, document 2, has neither"),
        "{}",
        document.out
    );
    let told = desk.run(&[
        "race",
        RACE,
        "--changes-since",
        "2019-10-15",
        "--as-of",
        "2019-10-16",
    ]);
    assert!(told.out.contains("$5,040,000 → $5,400,000"), "{}", told.out);
    let nothing = desk.run(&[
        "race",
        RACE,
        "--changes-since",
        "2019-10-16",
        "--as-of",
        "2019-10-15",
    ]);
    assert_eq!(nothing.status, 1);
}

#[test]
fn destroyed_words_are_in_no_file() {
    let desk = Desk::new();
    let report = desk.file("report.txt", "title: Unmistakable headline\npublisher: Hustings Example Desk\npublished: 2019-10-15\n\nDoug Jones is running for re-election to the U.S. Senate in Alabama in 2020. Unmistakable words follow.\n");
    assert_eq!(desk.run(&["add", &report, "--reader", "rules"]).status, 0);
    act(&desk, &["redact", "--document", "1", "--destroy"]);
    std::fs::remove_file(report).unwrap();
    for entry in std::fs::read_dir(desk.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(12).any(|window| window == b"Unmistakable");
        assert!(!found, "{}", path.display());
    }
    let checked = desk.run(&["check"]);
    assert_eq!(checked.status, 0, "{}", checked.err);
    let shown = desk.run(&["race", RACE]);
    assert!(
        shown
            .out
            .contains("words of document 1 destroyed by Desk editor"),
        "{}",
        shown.out
    );
}

#[test]
fn reading_again_by_the_same_reader_changes_no_page() {
    let desk = Desk::with_example();
    let before = page(&desk, &[]);
    let again = desk.run(&["reread", "--all", "--reader", "rules"]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(again.err.contains("Nothing was read"), "{}", again.err);
    let again = desk.run(&["reread", "1", "2", "--reader", "rules"]);
    assert!(again.err.contains("0 new, 0 superseded"), "{}", again.err);
    let mut now = page(&desk, &[]);
    now["recorded"] = before["recorded"].clone();
    assert_eq!(now, before);
}

#[test]
fn another_reader_takes_over_and_old_pages_stay_what_they_were() {
    let desk = Desk::with_example();
    let before = page(&desk, &[]);
    let again = desk.run(&["reread", "--all", "--reader", "fast"]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert_eq!(page(&desk, &["--recorded", "1"]), before);
    // The page is that of a desk that had this reader from the start, but for what is set aside and the numbers.
    let fresh = Desk::new();
    let example = common::example();
    let added = fresh.run(&["add", example.to_str().unwrap(), "--reader", "fast"]);
    assert_eq!(added.status, 0, "{}", added.err);
    let statuses = |desk: &Desk| -> Vec<(Value, Value, Value, Value)> {
        let page = page(desk, &[]);
        let field = page["field"].as_array().cloned().unwrap_or_default();
        let row = |row: &Value| {
            (
                row["person"].clone(),
                row["status"].clone(),
                row["origins"].clone(),
                row["since"].clone(),
            )
        };
        field.iter().map(row).collect()
    };
    assert_eq!(statuses(&desk), statuses(&fresh));
    assert_eq!(desk.run(&["check"]).status, 0);
}
