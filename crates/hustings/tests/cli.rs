//! Usage: exit codes, hints, JSON, completions, the man page, colour.

mod common;

use common::Desk;

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::new();
    for arguments in [
        &[][..],
        &["race"],
        &["race", "2020-AL-dogcatcher"],
        &["race", "2020-AL-senate", "--as-of", "yesterday"],
        &["claims", "--kind", "gossip"],
        &["origins", "17"],
        &["add"],
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.status, 2, "{arguments:?}: {}", ended.err);
        assert_eq!(ended.out, "");
    }
}

#[test]
fn a_record_that_is_not_there_is_named_with_a_hint() {
    let desk = Desk::new();
    let ended = desk.run(&["race", "2020-AL-senate"]);
    assert_eq!(ended.status, 1);
    insta::assert_snapshot!(ended.err, @r"
    error: there is no record at hustings.db
    hint: make one with `hustings add PATH`, or name another with --record or $HUSTINGS_RECORD
    ");
}

#[test]
fn a_race_of_which_nothing_is_held_leads_to_those_that_are() {
    let desk = Desk::with_example();
    let ended = desk.run(&["race", "2022-AL-senate"]);
    assert_eq!(ended.status, 1);
    insta::assert_snapshot!(ended.err, @"
    error: nothing about 2022-AL-senate is held
    hint: did you mean 2017-AL-senate-special or 2020-AL-senate?
    ");
    let early = desk.run(&["race", "2020-AL-senate", "--as-of", "2019-01-01"]);
    assert_eq!(early.status, 1);
    insta::assert_snapshot!(early.err, @"
    error: nothing about 2020-AL-senate is held inside that cut
    hint: the first report about it was public by 2019-10-15 09:00 CDT
    ");
}

#[test]
fn the_record_can_be_named_by_flag_and_by_environment() {
    let desk = Desk::new();
    let report = desk.file("report.txt", "title: Jones\npublisher: Hustings Example Desk\npublished: 2019-10-15\n\nDoug Jones is running for re-election to the U.S. Senate in Alabama in 2020.\n");
    assert_eq!(desk.run(&["add", &report, "--record", "mine.db"]).status, 0);
    assert!(desk.path("mine.db").exists() && !desk.path("hustings.db").exists());
    let by_environment = desk
        .command(&["races"])
        .env("HUSTINGS_RECORD", "mine.db")
        .output();
    assert!(
        by_environment.is_ok_and(|output| output.status.success() && !output.stdout.is_empty())
    );
}

#[test]
fn completions_and_manual_come_from_the_same_definitions() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]);
        assert_eq!(script.status, 0);
        assert!(script.out.contains("origins"), "{shell}");
    }
    let page = desk.run(&["man"]);
    assert!(page.out.contains(".TH hustings"), "{}", page.out);
    let out = desk.path("man");
    assert_eq!(
        desk.run(&["man", "--out", out.to_str().unwrap_or_default()])
            .status,
        0
    );
    assert!(out.join("hustings-race.1").exists());
}

#[test]
fn nothing_is_coloured_in_a_pipe() {
    let desk = Desk::with_example();
    let page = desk.run(&["race", "2020-AL-senate"]);
    assert!(!page.out.contains('\u{1b}') && !page.err.contains('\u{1b}'));
    let widest = page.out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
}

#[test]
fn every_command_writes_json() {
    let desk = Desk::with_example();
    for arguments in [
        &["races"][..],
        &["race", "2020-AL-senate"],
        &["claims", "2020-AL-senate", "--kind", "poll"],
        &["origins", "2020-AL-senate/1"],
        &["person", "Doug Jones"],
        &["check"],
    ] {
        assert!(!desk.json(arguments).is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_page_keeps_the_promised_shape() {
    let desk = Desk::with_example();
    let page = desk.json(&["race", "2020-AL-senate"]).remove(0);
    for key in [
        "race",
        "as_of",
        "field",
        "schedule",
        "endorsements",
        "money",
        "polls",
        "results",
    ] {
        assert!(page.get(key).is_some(), "{key}");
    }
    for key in [
        "person", "party", "status", "since", "origins", "evidence", "official",
    ] {
        assert!(page["field"][0].get(key).is_some(), "{key}");
    }
}

#[test]
fn a_claim_opens_to_its_origins() {
    let desk = Desk::with_example();
    let claims = desk.json(&[
        "claims",
        "2020-AL-senate",
        "--person",
        "Jeff Sessions",
        "--kind",
        "candidacy",
        "--as-of",
        "2019-11-06T20:00-06:00",
    ]);
    let expected = claims
        .iter()
        .find(|held| held["claim"]["status"] == "expected")
        .and_then(|held| held["id"].as_str())
        .unwrap_or_else(|| panic!("Sessions is expected: {claims:#?}"));
    let shown = desk.run(&["origins", expected, "--as-of", "2019-11-06T20:00-06:00"]);
    assert_eq!(shown.status, 0, "{}", shown.err);
    // When it was seen here is the moment of this run.
    let steady: String = shown
        .out
        .lines()
        .map(|line| match line.split_once("Hustings Example Desk, ") {
            Some((before, _)) if line.trim_start().starts_with("seen here") => {
                format!("{before}Hustings Example Desk, NOW\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    insta::assert_snapshot!(steady, @"
    Jeff Sessions: expected (expected)
    2–3 origins, best evidence: several described sources.
    1 report adds no origin of its own.

    AT MOST 3
      two Republicans who have direct knowledge of his decision, 1 of 2 (Associated
        Press) [one described source]: /31 and /47
      two Republicans who have direct knowledge of his decision, 2 of 2 (Associated
        Press) [one described source]: /31 and /47
      NBC, source not stated [unstated]: /29 and /34

    AT LEAST 2
      two Republicans who have direct knowledge of his decision, 1 of 2 (Associated
        Press) = NBC, source not stated (nothing says that they differ)
      two Republicans who have direct knowledge of his decision, 2 of 2 (Associated
        Press)

    WHY THEY DIFFER
      two members of one counted group:
        two Republicans who have direct knowledge of his decision, 1 of 2
          (Associated Press) ≠ two Republicans who have direct knowledge of his
          decision, 2 of 2 (Associated Press)

    FIRST
      with own origin   nobody
      to publish        Hustings Example Desk, 2019-11-06 17:45 CST
      seen here         Hustings Example Desk, NOW

    STATED BY
      2020-AL-senate/28     Hustings Example Desk, 2019-11-06T17:45-06:00
          “Jeff Sessions is expected to run for the U.S. Senate in Alabama”
          in the report's own voice
          passes on the stories of Associated Press and NBC
      2020-AL-senate/29     Hustings Example Desk, 2019-11-06T17:45-06:00
          “Sessions will enter the Republican primary”
          origin: NBC News
          credits NBC
      2020-AL-senate/31     Hustings Example Desk, 2019-11-06T17:45-06:00
          “Sessions will announce his candidacy on Thursday”
          origin: two Republicans with direct knowledge of the plan, through
            Associated Press
      2020-AL-senate/34     Hustings Example Desk, 2019-11-06T18:30-06:00
          “Jeff Sessions will join a crowded Republican primary for the U.S. Senate
            in Alabama”
          origin: NBC
          credits NBC
      2020-AL-senate/47     Hustings Example Desk, 2019-11-06T18:30-06:00
          “Jeff Sessions will announce on Thursday that he is running”
          origin: two Republicans who have direct knowledge of his decision, through
            Associated Press
    ");
}
