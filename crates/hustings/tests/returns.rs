//! `hustings returns` as it is typed.

mod common;

use common::Desk;

const PRIMARY: &str = "county,precinct,office,district,party,candidate,votes\n\
    Autauga,UPPER KINGSTON,Ballots Cast,,REP,Ballots Cast - Republican,0\n\
    Autauga,WHITE CITY VFD,Ballots Cast,,REP,Ballots Cast - Republican,100\n\
    Autauga,UPPER KINGSTON,U.S. Senate,,REP,Jeff Sessions,416\n\
    Autauga,WHITE CITY VFD,U.S. Senate,,REP,Jeff Sessions,50\n\
    Autauga,WHITE CITY VFD,U.S. Senate,,REP,Tommy Tuberville,47\n\
    Autauga,WHITE CITY VFD,U.S. Senate,,REP,Over Votes,1\n\
    Autauga,WHITE CITY VFD,U.S. Senate,,REP,Under Votes,2\n";

const NAME: &str = "20200303__al__primary__precinct.csv";

#[test]
fn a_file_that_does_not_agree_with_itself() {
    let desk = Desk::new();
    desk.file(NAME, PRIMARY);
    desk.file("page.csv", "<html>404</html>");
    let ended = desk.run(&["returns", "check", NAME, "page.csv"]);
    assert_eq!(ended.status, 3);
    insta::assert_snapshot!(ended.out);
    assert_eq!(desk.run(&["returns", "check", "page.csv"]).status, 1);
}

#[test]
fn what_is_promised_to_scripts() {
    let desk = Desk::new();
    desk.file(NAME, PRIMARY);
    let ended = desk.run(&["returns", "check", "--json", NAME]);
    let found: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(found["file"], NAME);
    assert_eq!(found["format"], "openelections");
    let contest = &found["contests"][0];
    for (field, expect) in [
        ("office", "U.S. Senate"),
        ("district", ""),
        ("stage", "primary:R"),
    ] {
        assert_eq!(contest[field], expect, "{field}");
    }
    assert_eq!(
        contest["candidates"][0],
        serde_json::json!({"name": "Jeff Sessions", "party": "REP", "votes": 466})
    );
    assert_eq!(
        (&contest["over"], &contest["under"]),
        (&1.into(), &2.into())
    );
    assert_eq!(
        (&contest["ballots"], &contest["reconciles"]),
        (&100.into(), &false.into())
    );
    assert!(
        found["complaints"]
            .as_array()
            .is_some_and(|all| !all.is_empty())
    );
}

#[test]
fn one_tidy_table_and_back() {
    let desk = Desk::new();
    desk.file(NAME, PRIMARY);
    let ended = desk.run(&["returns", "convert", NAME, "--out", "tidy.csv"]);
    assert_eq!(ended.status, 0, "{}", ended.err);
    let tidy = std::fs::read_to_string(desk.path("tidy.csv")).unwrap();
    assert_eq!(tidy.lines().count(), PRIMARY.lines().count());
    let again = desk.run(&["returns", "convert", "tidy.csv"]);
    assert_eq!(again.out, tidy);
    let parquet = desk.run(&[
        "returns",
        "convert",
        NAME,
        "--to",
        "parquet",
        "--out",
        "tidy.parquet",
    ]);
    assert_eq!(parquet.status, 0, "{}", parquet.err);
    assert!(
        std::fs::read(desk.path("tidy.parquet"))
            .unwrap()
            .starts_with(b"PAR1")
    );
}

const THREE: &str = "county,office,district,party,candidate,votes\n\
    Autauga,U.S. Senate,,REP,Tommy Tuberville,40\n\
    Autauga,U.S. Senate,,REP,Jeff Sessions,35\n\
    Autauga,U.S. Senate,,REP,Bradley Byrne,25\n";

#[test]
fn a_count_is_decided_by_the_law() {
    let desk = Desk::new();
    desk.file("20200303__al__primary__county.csv", THREE);
    let ended = desk.run(&["returns", "decide", "20200303__al__primary__county.csv"]);
    insta::assert_snapshot!("decided", ended.out);
    let ended = desk.run(&[
        "returns",
        "decide",
        "20200303__al__primary__county.csv",
        "--reporting",
        "96",
        "--out",
        "5",
    ]);
    insta::assert_snapshot!("while_votes_are_out", ended.out);
    let found: serde_json::Value = serde_json::from_str(
        &desk
            .run(&[
                "returns",
                "check",
                "--json",
                "20200303__al__primary__county.csv",
            ])
            .out,
    )
    .unwrap();
    assert_eq!(
        found["contests"][0]["decision"]["decision"]["outcome"],
        "runoff"
    );
}

#[test]
fn counts_go_into_the_record_and_onto_the_page() {
    let desk = Desk::new();
    desk.file("20200303__al__primary__county.csv", THREE);
    let added = desk.run(&[
        "add",
        "20200303__al__primary__county.csv",
        "--published",
        "2020-03-27",
    ]);
    assert_ne!(added.status, 1, "{}", added.err);
    let page = desk.run(&["race", "2020-AL-senate"]).out;
    assert!(
        page.contains("RESULTS") && page.contains("Tommy Tuberville"),
        "{page}"
    );
    assert!(page.contains("40 %"), "{page}");
    assert_eq!(desk.run(&["check"]).status, 0);
    let again = desk.run(&[
        "add",
        "20200303__al__primary__county.csv",
        "--published",
        "2020-03-27",
    ]);
    assert!(again.err.contains("0 documents new"), "{}", again.err);
}
