//! `hustings rules` and `hustings calendar` as they are typed.

mod common;

use common::Desk;

#[test]
fn the_law_of_a_state_on_a_day_with_its_sources_and_doubts() {
    let desk = Desk::new();
    let ended = desk.run(&[
        "rules",
        "Georgia",
        "--office",
        "senate",
        "--on",
        "2020-11-03",
    ]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    insta::assert_snapshot!(ended.out);
    assert!(
        ended
            .out
            .lines()
            .all(|line| line.chars().count() <= 80 || line.contains("http"))
    );
}

#[test]
fn every_version_and_every_rule_as_json() {
    let desk = Desk::new();
    let lines = desk.json(&["rules", "NC"]);
    let of = |kind: &str| lines.iter().filter(|line| line["rule"] == kind).count();
    assert_eq!(of("nomination"), 3);
    for line in &lines {
        assert_eq!(line["verified"], line["doubt"].is_null());
        assert!(line["source"]["url"].as_str().unwrap().starts_with("http"));
    }
    let on = desk.json(&["rules", "nc", "--on", "2020-03-03", "--office", "house"]);
    let nomination = on.iter().find(|line| line["rule"] == "nomination").unwrap();
    assert_eq!(nomination["provision"]["per_mille"], 300);
}

#[test]
fn what_is_not_on_file_is_said() {
    let desk = Desk::new();
    let ended = desk.run(&["rules", "TN", "--on", "2020-11-03"]);
    assert!(ended.out.contains("NOT ON FILE"), "{}", ended.out);
    assert_eq!(desk.run(&["rules", "Atlantis"]).status, 2);
    assert_eq!(
        desk.run(&["rules", "TN", "--office", "dogcatcher"]).status,
        2
    );
    assert_eq!(desk.run(&["calendar", "2020-US-president"]).status, 2);
}

#[test]
fn the_calendar_of_a_race_as_of_a_day() {
    let desk = Desk::new();
    let ended = desk.run(&["calendar", "2020-AL-senate"]);
    insta::assert_snapshot!("calendar_of_a_race", ended.out);
    let before = desk.json(&["calendar", "2020-AL-senate", "--as-of", "2020-03-10"]);
    let runoff = before
        .iter()
        .find(|line| line["event"] == "runoff")
        .unwrap();
    assert_eq!(runoff["date"], "2020-03-31");
    let georgia = desk.json(&["calendar", "GA", "--year", "2020"]);
    let runoffs: Vec<&str> = georgia
        .iter()
        .filter(|line| line["event"] == "runoff")
        .map(|line| line["date"].as_str().unwrap())
        .collect();
    // The second on 5 January is that of the special election.
    assert_eq!(runoffs, ["2020-08-11", "2021-01-05", "2021-01-05"]);
}

#[test]
fn the_calendar_as_a_file_for_other_calendars() {
    let desk = Desk::new();
    let ended = desk.run(&["calendar", "--year", "2022", "--ics"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert!(ended.out.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert_eq!(
        ended.out,
        desk.run(&["calendar", "--year", "2022", "--ics"]).out
    );
    assert_eq!(desk.run(&["calendar", "--ics", "--json"]).status, 2);
}

#[test]
fn the_race_page_of_another_state_has_its_law() {
    let desk = Desk::new();
    desk.file(
        "georgia.txt",
        "title: Ossoff runs for the Senate in Georgia\n\
         publisher: Hustings Example Desk\n\
         published: 2019-09-10\n\
         url: https://example.org/hustings/georgia-2020/01\n\n\
         Jon Ossoff said on Tuesday that he is running for the U.S. Senate in Georgia against Republican Sen. David Perdue \
         in 2020. Georgia holds its primary on May 19, 2020.\n",
    );
    assert_eq!(
        desk.run(&["add", "georgia.txt", "--reader", "rules"])
            .status,
        0
    );
    let page = desk.run(&["race", "2020-GA-senate"]).out;
    for line in [
        "Fri 2020-03-06         filing deadline, primary",
        "BUT\n                           by law Tue 2020-06-09",
        "Tue 2020-08-11         runoff, if nobody has the share that the state asks for",
        "Tue 2021-01-05         runoff, if nobody has a majority in the general",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    // Before anybody can have known of the move the two agree.
    let before = desk
        .run(&["race", "2020-GA-senate", "--as-of", "2019-10-01"])
        .out;
    assert!(!before.contains("BUT"), "{before}");
}
