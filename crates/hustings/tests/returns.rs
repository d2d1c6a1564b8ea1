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
