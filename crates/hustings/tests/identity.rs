//! Who is who, from the command line: lists come in through `add`, questions are left open and answered, and answers are ended.

mod common;

use common::Desk;
use serde_json::Value;

const LEGISLATORS: &str = "\
- id:
    bioguide: S001141
    fec:
    - S6AL00195
    wikidata: Q358443
  name:
    first: Jefferson
    middle: B.
    last: Sessions
    nickname: Jeff
  bio:
    birthday: '1946-12-24'
  terms:
  - type: sen
    start: '2015-01-06'
    end: '2017-02-08'
    state: AL
    party: Republican
";

const CANDIDATES: &str = "\
S6AL00195|SESSIONS, JEFFERSON B|REP|2020|AL|S|00|C|C|C00306704|||MONTGOMERY|AL|
H4AL01123|BYRNE, BRADLEY ROBERTS|REP|2018|AL|H|01|I|C|C00545673|||FAIRHOPE|AL|
S0AL00206|BYRNE, BRADLEY ROBERTS|REP|2020|AL|S|00|C|N|C00697417|||FAIRHOPE|AL|
H2TX03126|SESSIONS, PETE|REP|2020|TX|H|32|C|N|C00303305|||DALLAS|TX|
S0AL00248|ADAIR
";

/// A desk with reports of the race and both lists.
fn desk() -> Desk {
    let desk = Desk::with_example();
    let legislators = desk.file("legislators.yaml", LEGISLATORS);
    let candidates = desk.file("cn.txt", CANDIDATES);
    let added = desk.run(&["add", &legislators, "--published", "2019-03-22"]);
    assert_eq!(added.status, 0, "{}", added.err);
    let added = desk.run(&["add", &candidates, "--published", "2019-03-22"]);
    assert_eq!(added.status, 3, "{}", added.err);
    assert!(
        added.err.contains("a row of 2 columns, not 15"),
        "{}",
        added.err
    );
    desk
}

fn field<'a>(line: &'a Value, names: &[&str]) -> &'a Value {
    names.iter().fold(line, |value, name| &value[*name])
}

#[test]
fn a_person_is_found_by_name_id_and_address() {
    let desk = desk();
    let by_id = desk.run(&["person", "fec:S6AL00195"]);
    assert_eq!(by_id.status, 0, "{}", by_id.err);
    let who = by_id
        .out
        .split("\n2020-AL-senate\n")
        .next()
        .unwrap_or_default();
    insta::assert_snapshot!(who);
    let json = desk.json(&["person", "wikidata:Q358443"]);
    let uids = field(&json[0]["who"]["people"][0], &["uids"]);
    for uid in uids.as_array().into_iter().flatten() {
        let at_address = desk.run(&["person", uid.as_str().unwrap_or_default()]);
        assert_eq!(at_address.out, by_id.out, "{uid}");
    }
    // Nobody is called a candidate by the FEC's file, which had him there half a year before he ran.
    let page = desk.run(&["race", "2020-AL-senate", "--as-of", "2019-04-01"]);
    assert!(!page.out.contains("Sessions"), "{}", page.out);
}

#[test]
fn a_question_is_answered_and_the_answer_ended() {
    let desk = desk();
    let open = |desk: &Desk| -> usize {
        let lines = desk.json(&["identity", "fec:H4AL01123"]);
        lines.iter().filter(|line| line["open"].is_object()).count()
    };
    assert!(
        open(&desk) > 0,
        "his House and his Senate id are joined by nothing but the name"
    );
    let by = ["--actor", "the desk", "--note", "one man, two offices"];
    let ambiguous = desk.run(&[&["same", "Bradley Byrne", "fec:H4AL01123"], &by[..]].concat());
    assert_eq!(ambiguous.status, 1);
    insta::assert_snapshot!(ambiguous.err);
    let same = desk.run(&[&["same", "fec:S0AL00206", "fec:H4AL01123"], &by[..]].concat());
    assert_eq!(same.status, 0, "{}", same.err);
    assert_eq!(open(&desk), 0);
    let shown = desk.run(&["identity", "fec:H4AL01123"]);
    insta::assert_snapshot!("the_answer_is_shown_with_its_question", shown.out);
    let split = desk.run(&[&["split", "1"], &by[..]].concat());
    assert_eq!(split.status, 0, "{}", split.err);
    assert!(open(&desk) > 0);
    assert_eq!(desk.run(&[&["split", "1"], &by[..]].concat()).status, 1);
    assert_eq!(desk.run(&[&["split", "9"], &by[..]].concat()).status, 1);
}

#[test]
fn a_word_on_two_outlets_is_listed() {
    let desk = desk();
    let by = ["--actor", "the desk", "--note", "one house"];
    let same = ["same", "AL.com", "Birmingham News", "--kind", "outlet"];
    assert_eq!(desk.run(&[&same[..], &by[..]].concat()).status, 0);
    let shown = desk.run(&["identity"]).out;
    assert!(
        shown.contains("outlet “AL.com” and “Birmingham News”: same [word 1]"),
        "{shown}"
    );
    let lines = desk.json(&["identity"]);
    assert!(lines.iter().any(|line| line["word"]["verdict"] == "same"));
}

#[test]
fn what_is_meant_has_to_be_clear() {
    let desk = desk();
    let by = ["--actor", "the desk", "--note", "a test"];
    for (arguments, says) in [
        (
            vec!["same", "Nobody At All", "fec:S0AL00206"],
            "nobody is held",
        ),
        (
            vec!["different", "fec:S0AL00206", "fec:S0AL00206"],
            "both sides",
        ),
        (
            vec![
                "same",
                "Jeff Session",
                "Jeff Sessions",
                "--race",
                "2020-AL-senate",
            ],
            "nobody is called `Jeff Session`",
        ),
    ] {
        let ended = desk.run(&[&arguments[..], &by[..]].concat());
        assert_eq!(ended.status, 1, "{arguments:?}");
        assert!(ended.err.contains(says), "{}", ended.err);
    }
    assert_eq!(desk.run(&["person", "p-000000000000"]).status, 1);
    assert_eq!(desk.run(&["person", "fec:S0AL99999"]).status, 1);
    assert_eq!(desk.run(&["same", "a"]).status, 2);
    // A folder hands lists on to their own path, and says so.
    let folder = desk.path("inbox");
    assert!(std::fs::create_dir(&folder).is_ok());
    assert!(std::fs::write(folder.join("list.yaml"), LEGISLATORS).is_ok());
    let added = desk.run(&[
        "add",
        folder.to_str().unwrap_or_default(),
        "--reader",
        "rules",
    ]);
    assert!(
        added.err.contains("add it by its own path"),
        "{}",
        added.err
    );
}
