//! `hustings money`, and filings in the record, as they are typed.

mod common;

use common::Desk;
use serde_json::Value;

const FS: &str = "\u{1c}";

/// A report of a committee in the shape of version 8.3: what it had at the beginning, in whole dollars, and $300 of receipts.
fn filing(
    header: &str,
    form: &str,
    days: (&str, &str),
    opening: u32,
    rows: &[(&str, &str, &str)],
) -> String {
    let dollars = |amount: u32| format!("{amount}.00");
    let (opening, closing) = (dollars(opening), dollars(opening + 300));
    let mut cover = vec![""; 93];
    for (at, words) in [
        (0, form),
        (1, "C00306704"),
        (2, "Friends of Sessions Senate Committee Inc"),
        (9, "AL"),
        (10, "00"),
        (15, days.0),
        (16, days.1),
        (57, opening.as_str()),
    ] {
        cover[at] = words;
    }
    // Lines 6(a), 6(c), 11(a)(i), 11(a)(iii), 11(e), 16 and 24; then 8, 25 and 27.
    for at in [23, 25, 32, 34, 38, 45, 58] {
        cover[at] = "300.00";
    }
    for at in [29, 59, 61] {
        cover[at] = closing.as_str();
    }
    let mut text = format!(
        "HDR{FS}FEC{FS}8.3{FS}Test{FS}1{FS}{header}\n{}\n",
        cover.join(FS)
    );
    for (id, amount, memo) in rows {
        let mut row = vec![""; 45];
        for (at, words) in [
            (0, "SA11AI"),
            (1, "C00306704"),
            (2, *id),
            (17, "P2020"),
            (19, days.0),
            (20, *amount),
            (42, *memo),
        ] {
            row[at] = words;
        }
        text.push_str(&row.join(FS));
        text.push('\n');
    }
    text
}

const SOUND: [(&str, &str, &str); 3] = [
    ("1", "100.00", ""),
    ("2", "200.00", ""),
    ("3", "50.00", "X"),
];

fn sound() -> String {
    filing("", "F3N", ("20190701", "20190930"), 2_495_459, &SOUND)
}

#[test]
fn a_filing_that_adds_up_and_one_that_does_not() {
    let desk = Desk::new();
    desk.file("sound.fec", sound());
    desk.file("off.fec", sound().replace("200.00", "250.00"));
    desk.file("page.fec", "<html>404</html>");
    assert_eq!(desk.run(&["money", "check", "sound.fec"]).status, 0);
    let ended = desk.run(&["money", "check", "sound.fec", "off.fec", "page.fec"]);
    assert_eq!(ended.status, 3);
    insta::assert_snapshot!(ended.out);
    assert_eq!(desk.run(&["money", "check", "page.fec"]).status, 1);
}

#[test]
fn what_is_promised_to_scripts() {
    let desk = Desk::new();
    desk.file("off.fec", sound().replace("200.00", "250.00"));
    let ended = desk.run(&["money", "check", "--json", "off.fec"]);
    let found: Value = serde_json::from_str(&ended.out).unwrap();
    for (field, expect) in [
        ("file", "off.fec"),
        ("version", "8.3"),
        ("form", "F3N"),
        ("committee", "C00306704"),
        ("verdict", "does not add up"),
    ] {
        assert_eq!(found[field], expect, "{field}");
    }
    assert_eq!(
        (&found["rows_in"], &found["rows_out"]),
        (&4.into(), &4.into())
    );
    let off = found["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["ok"] == false)
        .unwrap();
    assert_eq!(
        (&off["line"], &off["stated"], &off["computed"]),
        (&"11(a)(i)".into(), &30_000.into(), &35_000.into())
    );
}

#[test]
fn what_one_report_closes_with_the_next_opens_with() {
    let desk = Desk::new();
    desk.file("q3.fec", sound());
    desk.file(
        "ye.fec",
        filing("", "F3N", ("20191001", "20191231"), 2_495_460, &SOUND),
    );
    let ended = desk.run(&["money", "check", "q3.fec", "ye.fec"]);
    assert_eq!(ended.status, 3);
    assert!(
        ended
            .out
            .contains("closes with $2,495,759.00 on 2019-09-30 but opens with"),
        "{}",
        ended.out
    );
}

#[test]
fn an_amendment_supersedes_and_tells_what_it_changed() {
    let desk = Desk::new();
    desk.file("1000001.fec", sound());
    let amended = filing(
        &format!("FEC-1000001{FS}1"),
        "F3A",
        ("20190701", "20190930"),
        2_495_459,
        &[("1", "100.00", ""), ("2", "150.00", "")],
    );
    desk.file("1000002.fec", amended);
    let chain = desk.json(&[
        "money",
        "chain",
        "1000001.fec@2019-10-15",
        "1000002.fec@2019-12-01",
    ]);
    assert_eq!(
        (&chain[0]["status"], &chain[1]["status"]),
        (&"SUPERSEDED".into(), &"ACTIVE".into())
    );
    let then = desk.json(&[
        "money",
        "chain",
        "1000001.fec@2019-10-15",
        "1000002.fec@2019-12-01",
        "--as-of",
        "2019-11-07",
    ]);
    assert_eq!(
        (&then[0]["status"], &then[1]["status"]),
        (&"ACTIVE".into(), &"ABSENT".into())
    );
    let diff = &desk.json(&["money", "diff", "1000001.fec", "1000002.fec"])[0];
    assert_eq!(
        (&diff["kept"], &diff["amounts"][0]["after"]["cents"]),
        (&1.into(), &15_000.into())
    );
    assert_eq!(diff["removed"][0]["transaction"], "3");
}

#[test]
fn rows_as_csv_and_json_lines() {
    let desk = Desk::new();
    desk.file("q3.fec", sound());
    assert_eq!(
        desk.run(&["money", "convert", "q3.fec", "--to", "csv", "--out", "rows"])
            .status,
        0
    );
    let csv = std::fs::read_to_string(desk.path("rows/SA.csv")).unwrap();
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.starts_with("line,form_type,committee_id,transaction_id,"));
    let lines = desk
        .run(&["money", "convert", "q3.fec", "--to", "jsonl", "--out", "-"])
        .out;
    let row: Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        (
            &row["line"],
            &row["contribution_amount"],
            &row["contribution_date"]
        ),
        (&3.into(), &100.0.into(), &"2019-07-01".into())
    );
}

#[test]
fn rows_as_parquet_and_as_a_database() {
    let desk = Desk::new();
    desk.file("q3.fec", sound());
    let convert =
        |to: &str, out: &str| desk.run(&["money", "convert", "q3.fec", "--to", to, "--out", out]);
    let ended = convert("parquet", "rows");
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert!(
        ended.err.contains("Wrote 4 rows in 2 files."),
        "{}",
        ended.err
    );
    let parquet = std::fs::read(desk.path("rows/SA.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    let ended = convert("sqlite", "q3.db");
    assert_eq!(ended.status, 0, "{}", ended.err);
    assert!(
        ended.err.contains("Wrote 4 rows in 2 tables."),
        "{}",
        ended.err
    );
    let database = std::fs::read(desk.path("q3.db")).unwrap();
    assert!(database.starts_with(b"SQLite format 3\0"));
    // What is there is left alone.
    let again = convert("sqlite", "q3.db");
    assert_eq!(again.status, 1);
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(std::fs::read(desk.path("q3.db")).unwrap(), database);
    // Half a database is none.
    desk.file("none.fec", "<html>404</html>");
    let ended = desk.run(&[
        "money", "convert", "none.fec", "--to", "sqlite", "--out", "none.db",
    ]);
    assert_eq!(ended.status, 1);
    assert!(!desk.path("none.db").exists());
}

#[test]
fn a_filing_goes_into_the_record() {
    let desk = Desk::new();
    desk.file("q3.fec", sound());
    let added = desk.run(&["add", "q3.fec", "--published", "2019-10-15"]);
    assert_eq!(added.status, 0, "{}", added.err);
    let claims = desk.run(&["claims"]).out;
    assert!(claims.contains("$2,495,759, 2019-09-30"), "{claims}");
    assert_eq!(desk.run(&["check"]).status, 0);
    let again = desk.run(&["add", "q3.fec", "--published", "2019-10-15"]);
    assert!(again.err.contains("0 new"), "{}", again.err);
}

/// Who has which id, and whose which committee is, as the FEC's files of March 22, 2019 have it.
const CANDIDATES: &str = "\
S6AL00195|SESSIONS, JEFFERSON B|REP|2020|AL|S|00|C|C|C00306704|||MONTGOMERY|AL|
S0AL00156|JONES, DOUG|DEM|2020|AL|S|00|I|F|C00640623|||BIRMINGHAM|AL|
";
const LINKAGE: &str = "\
S6AL00195|2020|2020|C00306704|S|P|222196
S0AL00156|2020|2020|C00640623|S|P|224762
";

/// The committee's report says nothing of a race or a person: lists do.
#[test]
fn a_filing_is_its_candidates_as_lists_have_it_on_its_day() {
    let desk = Desk::with_example();
    desk.file("cn.txt", CANDIDATES);
    desk.file("ccl.txt", LINKAGE);
    let added = desk.run(&["add", "cn.txt", "ccl.txt", "--published", "2019-03-22"]);
    assert_eq!(added.status, 0, "{}", added.err);
    // Without what the receipts say of the election: the linkage alone tells for which race the committee collects.
    desk.file("1000001.fec", sound().replace("P2020", ""));
    let amended = filing(
        &format!("FEC-1000001{FS}1"),
        "F3A",
        ("20190701", "20190930"),
        2_495_500,
        &SOUND,
    );
    desk.file("1000002.fec", amended.replace("P2020", ""));
    for (file, day) in [("1000001.fec", "2019-10-15"), ("1000002.fec", "2019-12-01")] {
        let added = desk.run(&["add", file, "--published", day]);
        assert_eq!(added.status, 0, "{}", added.err);
    }
    let chest = |as_of: &str| {
        let found = desk
            .json(&["money", "cash", "2020-AL-senate", "--as-of", as_of])
            .remove(0);
        let chests = found["chests"].as_array().unwrap().clone();
        chests.into_iter().next().unwrap_or(Value::Null)
    };
    assert_eq!(chest("2019-10-01"), Value::Null, "nothing was on file");
    let then = chest("2019-11-07");
    for (field, expect) in [
        ("holder", Value::from("Jeff Sessions")),
        ("committee", "C00306704".into()),
        ("cash", 2_495_759.into()),
        ("through", "2019-09-30".into()),
        ("from", "2019-07-01".into()),
        ("raised", 300.into()),
    ] {
        assert_eq!(then[field], expect, "{field}: {then:#}");
    }
    assert_eq!(
        (&then["report"]["form"], &then["report"]["amended"]),
        (&"F3N".into(), &false.into())
    );
    // The amendment came three weeks later, and differs by less than a report that rounds would.
    let now = chest("2020-01-01");
    assert_eq!(
        (&now["cash"], &now["report"]["amended"], &now["instead_of"]),
        (
            &2_495_800.into(),
            &true.into(),
            &Value::from(vec!["$2,495,759"])
        ),
        "{now:#}"
    );
    let shown = desk.run(&["money", "cash", "2020-AL-senate", "--as-of", "2020-01-01"]);
    insta::assert_snapshot!(shown.out);
    let page = desk
        .run(&["race", "2020-AL-senate", "--as-of", "2019-11-07"])
        .out;
    assert!(page.contains("$2,495,759"), "{page}");
    assert!(!page.contains("\n  Friends of Sessions"), "{page}");
    assert_eq!(desk.run(&["check"]).status, 0);
}

/// Without lists the receipts say for which year's election they are, and nobody says whose the committee is.
#[test]
fn receipts_name_the_election() {
    let desk = Desk::with_example();
    desk.file("q3.fec", sound());
    let added = desk.run(&["add", "q3.fec", "--published", "2019-10-15"]);
    assert_eq!(added.status, 0, "{}", added.err);
    let found = desk.json(&["money", "cash", "2020-AL-senate"]).remove(0);
    assert_eq!(
        found["chests"][0]["holder"], "Friends of Sessions Senate Committee Inc",
        "{found:#}"
    );
    // A report without receipts names no election.
    let bare = filing("", "F3N", ("20191001", "20191231"), 10, &[]);
    desk.file("ye.fec", bare);
    let added = desk.run(&["add", "ye.fec", "--published", "2020-01-31"]);
    assert!(
        added.err.contains("for which race C00306704 collects"),
        "{}",
        added.err
    );
}

#[test]
fn transfers_are_counted_once_and_chests_compare_on_one_day() {
    let desk = Desk::with_example();
    let row = |cells: &[(usize, &str)]| {
        let mut row = [""; 30];
        for (column, cell) in cells {
            row[*column] = cell;
        }
        row.join("|") + "\n"
    };
    // What the FEC published on March 1, 2020.
    let bulk = [
        row(&[
            (0, "S6AL00195"),
            (1, "SESSIONS, JEFFERSON B"),
            (5, "819084.04"),
            (6, "0"),
            (7, "1415900.93"),
            (8, "5000"),
            (9, "2495459"),
            (10, "1898642.98"),
            (12, "0"),
            (18, "AL"),
            (19, "00"),
            (27, "02/12/2020"),
        ]),
        row(&[
            (0, "S0AL00156"),
            (1, "JONES, DOUG"),
            (5, "10138425.45"),
            (6, "598933.08"),
            (7, "4846770.38"),
            (8, "0"),
            (9, "2131165.71"),
            (10, "7422820.78"),
            (12, "0"),
            (18, "AL"),
            (19, "00"),
            (27, "02/12/2020"),
        ]),
        row(&[
            (0, "S0AL00230"),
            (1, "TUBERVILLE, THOMAS H"),
            (5, "2511153.92"),
            (6, "0"),
            (7, "1401714.31"),
            (8, "0"),
            (9, "0"),
            (10, "1109439.61"),
            (12, "1000000"),
            (18, "AL"),
            (19, "00"),
            (27, "02/12/2020"),
        ]),
        row(&[
            (0, "S0AL00289"),
            (1, "MERRILL, JOHN H"),
            (5, "928497.69"),
            (6, "0"),
            (7, "513897.35"),
            (8, "0"),
            (9, "0"),
            (10, "414600.34"),
            (12, "0"),
            (18, "AL"),
            (19, "00"),
            (27, "12/31/2019"),
        ]),
    ]
    .concat();
    desk.file("weball20.txt", bulk);
    desk.run(&["add", "weball20.txt", "--published", "2020-03-01"]);
    let found = desk.json(&["money", "cash", "2020-AL-senate"]).remove(0);
    let of = |name: &str| {
        let chests = found["chests"].as_array().unwrap();
        chests.iter().find(|chest| chest["holder"] == name).unwrap()
    };
    let jones = of("Doug Jones");
    assert_eq!(jones["raised"], 10_138_425.45);
    assert_eq!(jones["raised_once"], 9_539_492.37);
    assert_eq!(of("Jeff Sessions")["spent_once"], 1_410_900.93);
    assert_eq!(of("Tommy Tuberville")["loaned"], 1_000_000);
    let same = &found["same_day"];
    assert_eq!(same["day"], "2020-02-12");
    assert_eq!(same["cash"].as_array().unwrap().len(), 3);
    assert_eq!(same["not_known"], Value::from(vec!["John Merrill"]));
    insta::assert_snapshot!(
        "chests_on_one_day",
        desk.run(&["money", "cash", "2020-AL-senate"]).out
    );
}

/// Djou for Hawaii, before the special election of May 2010: the original, and the amendment of nearly two years later.
#[test]
fn what_was_known_when_of_a_report_that_was_amended() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/fec/samples");
    if !folder.is_dir() {
        println!("skipped: the samples of FEC filings are not here");
        return;
    }
    let desk = Desk::new();
    for (file, day) in [
        ("6.4_F3N_467627.fec", "2010-05-10"),
        ("8.0_F3A_767339.fec", "2012-02-22"),
    ] {
        let path = folder.join(file);
        let added = desk.run(&["add", path.to_str().unwrap(), "--published", day]);
        assert!(matches!(added.status, 0 | 3), "{}", added.err);
    }
    for (as_of, cash, amended) in [
        ("2010-05-31", 362_711.57, false),
        ("2012-03-01", 332_017.62, true),
    ] {
        let found = desk
            .json(&["money", "cash", "2010-HI-house-1", "--as-of", as_of])
            .remove(0);
        let chest = &found["chests"][0];
        assert_eq!(
            (
                &chest["cash"],
                &chest["through"],
                &chest["report"]["amended"]
            ),
            (&cash.into(), &"2010-05-02".into(), &amended.into()),
            "{as_of}: {chest:#}"
        );
    }
}
