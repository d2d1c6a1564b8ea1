//! Real filings and hostile ones, where they are at hand; the defects in small, where they are not.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic, and says what it skips"
)]

use std::path::{Path, PathBuf};

use money::{Checked, Delimiter, Filing, MoneyError, Options, Verdict, check};
use proptest::prelude::*;

/// The filings beside the project; `None`, with a printed line, in a clone that has none.
fn beside(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/fec")
        .join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: {folder} of the FEC data is not here");
    None
}

fn read(bytes: &[u8]) -> Result<Checked, MoneyError> {
    check(bytes, Options::default())
}

fn complaints(checked: &Checked) -> String {
    let told: Vec<String> = checked
        .complaints
        .iter()
        .map(|c| format!("{}: {}", c.place, c.what))
        .collect();
    told.join("\n")
}

const FS: char = '\u{1c}';

/// A filing of Alabama's senior committee in the shape of version 8.3, with a cover of two lines and the given rows.
fn filing(rows: &[String]) -> String {
    let mut cover = vec![
        "F3N".to_owned(),
        "C00306704".to_owned(),
        "Friends of Sessions Senate Committee Inc".to_owned(),
    ];
    cover.resize(93, String::new());
    "20190701".clone_into(&mut cover[15]);
    "20190930".clone_into(&mut cover[16]);
    "300.00".clone_into(&mut cover[32]);
    let join = |fields: &[String]| fields.join(&FS.to_string());
    let mut text = format!(
        "HDR{FS}FEC{FS}8.3{FS}Test{FS}1{FS}{FS}0{FS}\n{}\n",
        join(&cover)
    );
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text
}

fn receipt(id: &str, amount: &str, memo: &str) -> String {
    let mut fields = vec!["SA11AI".to_owned(), "C00306704".to_owned(), id.to_owned()];
    fields.resize(45, String::new());
    "ORG".clone_into(&mut fields[5]);
    "A club".clone_into(&mut fields[6]);
    "20190815".clone_into(&mut fields[19]);
    amount.clone_into(&mut fields[20]);
    memo.clone_into(&mut fields[42]);
    fields.join(&FS.to_string())
}

fn sound() -> Vec<String> {
    vec![
        receipt("1", "100.00", ""),
        receipt("2", "200.00", ""),
        receipt("3", "50.00", "X"),
    ]
}

fn itemised(checked: &Checked) -> (bool, i64) {
    let check = checked
        .checks
        .iter()
        .find(|c| c.line == "11(a)(i)")
        .unwrap();
    (check.ok, check.computed)
}

#[test]
fn memos_are_not_counted() {
    let checked = read(filing(&sound()).as_bytes()).unwrap();
    assert_eq!(itemised(&checked), (true, 30_000));
    assert_eq!(checked.sums[0].memo_cents, 5_000);
    assert!(checked.complaints.is_empty(), "{}", complaints(&checked));
}

/// Of receipts that name an election two thirds must name one year's; debts of an earlier campaign, refunds and special elections
/// do not settle anything.
#[test]
fn receipts_tell_for_which_election_they_are() {
    let of = |codes: &[&str]| {
        let rows: Vec<String> = codes
            .iter()
            .enumerate()
            .map(|(at, code)| {
                let row = receipt(&at.to_string(), "10.00", "");
                let mut fields: Vec<&str> = row.split(FS).collect();
                fields[17] = code;
                fields.join(&FS.to_string())
            })
            .collect();
        read(filing(&rows).as_bytes()).unwrap().election
    };
    assert_eq!(of(&["P2020", "G2020", "R2020", "P2014"]), Some(2020));
    assert_eq!(of(&["P2020", "", "", ""]), Some(2020));
    assert_eq!(of(&["P2020", "P2022"]), None);
    assert_eq!(of(&["S2017", "S2017"]), None);
    assert_eq!(of(&["P2021", "Pnext", "P"]), None);
    assert_eq!(of(&[]), None);
}

#[test]
fn defects_in_small() {
    type Spoil = fn(String) -> String;
    let cases: [(&str, Spoil, &str, (bool, i64)); 12] = [
        (
            "a byte order mark",
            |t| format!("\u{feff}{t}"),
            "byte order mark",
            (true, 30_000),
        ),
        ("CRLF", |t| t.replace('\n', "\r\n"), "", (true, 30_000)),
        (
            "CR alone",
            |t| t.replace('\n', "\r"),
            "carriage return",
            (true, 30_000),
        ),
        (
            "blank lines and Ctrl-Z",
            |t| t.replace('\n', "\n\n") + "\u{1a}\n",
            "",
            (true, 30_000),
        ),
        (
            "a zero byte",
            |t| t.replacen("A club", "A\0club", 1),
            "zero byte",
            (true, 30_000),
        ),
        (
            "a line end in a name",
            |t| t.replacen("A club", "A\nclub", 1),
            "line end",
            (true, 30_000),
        ),
        (
            "a separator in a name",
            |t| t.replacen("A club", "A\u{1c}club", 1),
            "shifted by 1",
            (true, 30_000),
        ),
        (
            "an unknown row",
            |t| t.replacen("SA11AI", "SX99", 1),
            "no type of row",
            (false, 20_000),
        ),
        (
            "small letters",
            |t| t.replace("SA11AI", "sa11ai"),
            "small letters",
            (true, 30_000),
        ),
        (
            "a thousands mark",
            |t| t.replacen("100.00", "1,00.00", 1),
            "no number",
            (false, 20_000),
        ),
        (
            "a day that is none",
            |t| t.replacen("20190815", "20190230", 1),
            "no day",
            (true, 30_000),
        ),
        (
            "an open quotation mark",
            |t| t.replacen("A club", "\"A club", 1),
            "",
            (true, 30_000),
        ),
    ];
    for (name, spoil, expect, sum) in cases {
        let checked = read(spoil(filing(&sound())).as_bytes()).unwrap();
        let told = complaints(&checked);
        assert!(
            told.contains(expect) && (!expect.is_empty() || told.is_empty()),
            "{name}: {told}"
        );
        assert_eq!(itemised(&checked), sum, "{name}");
        assert_eq!(checked.rows_in, checked.rows_out, "{name}");
    }
}

#[test]
fn a_file_that_breaks_off_is_seen() {
    let text = filing(&sound());
    let cut = &text[..text.len() - 40];
    let checked = read(cut.as_bytes()).unwrap();
    assert!(checked.truncated);
    assert_ne!(checked.verdict, Verdict::AddsUp);
}

#[test]
fn what_is_no_filing_is_refused() {
    for (bytes, expect) in [
        ("", "it is empty"),
        ("<html><body>404</body></html>", "page of HTML"),
        ("name,amount\na,1\n", "no header"),
        ("HDR\u{1c}FEC\u{1c}8.3\u{1c}x\u{1c}1\n", "nothing else"),
        ("HDR\u{1c}FEC\u{1c}180.5\u{1c}x\u{1c}1\nF3N\n", "180.5"),
        ("PK\u{3}\u{4}", "not text"),
        ("/* Header\nFEC_Ver_# = 2.02\n", "no end"),
    ] {
        let error = read(bytes.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expect), "{bytes:?}: {error}");
    }
}

#[test]
fn a_version_to_come_is_read_only_when_asked() {
    let text = filing(&sound()).replacen("8.3", "8.9", 1);
    assert!(matches!(
        read(text.as_bytes()),
        Err(MoneyError::UnknownVersion { .. })
    ));
    let checked = check(
        text.as_bytes(),
        Options {
            unknown_as_newest: true,
        },
    )
    .unwrap();
    assert_eq!(itemised(&checked), (true, 30_000));
    assert!(complaints(&checked).contains("is read as 8.5"));
}

#[test]
fn the_header_of_the_nineties_counts_its_rows() {
    let text = "/* Header\nFEC_Ver_# = 2.02\nSoft_Name = FECfile\nSchedule_Counts:\nSA11A1 = 00002\n/* End Header\n\
                F3N,C00306704,Friends of Sessions Senate Committee Inc\nSA11A1,C00306704,IND\n";
    let checked = read(text.as_bytes()).unwrap();
    assert_eq!(checked.version, "2.2");
    assert!(complaints(&checked).contains("announces 2 rows of SA11A1, and there are 1"));
}

#[test]
fn free_text_is_prose_and_no_row_is_lost() {
    let text = "HDR\u{1c}FEC\u{1c}8.3\u{1c}x\u{1c}1\nF99\u{1c}C00306704\u{1c}A committee\n[BEGINTEXT]\nTo whom it may concern,\n\nSA11AI is a row elsewhere.\n[ENDTEXT]\n";
    let mut filing = Filing::open(text.as_bytes(), Options::default()).unwrap();
    let mut prose = 0;
    while let Some(row) = filing.next_row().unwrap() {
        prose += u32::from(row.prose);
    }
    assert_eq!(prose, 4);
}

#[test]
fn rows_out_are_rows_in_on_every_sample() {
    let Some(folder) = beside("samples") else {
        return;
    };
    let mut filings = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let checked = read(&bytes).unwrap();
        let lines = bytes
            .split(|b| *b == b'\n')
            .filter(|l| !l.trim_ascii().is_empty())
            .count() as u64
            - 1;
        assert_eq!(
            (checked.rows_in, checked.rows_out),
            (lines, lines),
            "{}",
            path.display()
        );
        filings += 1;
    }
    assert!(filings >= 76, "{filings}");
}

/// Filings of form 3 and 3X whose itemised contributions are not what the cover says, each with its cause.
const MISSES: [(&str, &str); 8] = [
    (
        "6.4_F3N_467627.fec",
        "a slip of the filer of $350.00, put right by the amendment 767339",
    ),
    (
        "8.3_F3N_AlGross-variantA.fec",
        "cut short by who made the sample",
    ),
    (
        "8.3_F3N_AlGross-variantB.fec",
        "cut short by who made the sample",
    ),
    ("8.4_F3XN_demo-2.fec", "a demonstration with invented sums"),
    ("P3.0_F3XN_paper2.fec", "cut short by who made the sample"),
    ("P3.2_F3A_paper1.fec", "cut short by who made the sample"),
    (
        "P3.3_F3N_1135558.fec",
        "paper: the vendor's reading shifted the cover's columns and dropped cents",
    ),
    (
        "8.2_F3XN_1238420.fec",
        "line 15: the filer's cover leaves out a refund of $46.88",
    ),
];

#[test]
fn itemised_contributions_are_the_cover_to_the_cent() {
    let Some(folder) = beside("samples") else {
        return;
    };
    let mut holds = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let checked = read(&std::fs::read(&path).unwrap()).unwrap();
        if !matches!(checked.record, Some("F3" | "F3X")) {
            continue;
        }
        let known = MISSES.iter().any(|(miss, _)| *miss == name);
        assert_eq!(
            checked.verdict == Verdict::AddsUp,
            !known,
            "{name}: {:?}",
            checked.checks.iter().filter(|c| !c.ok).collect::<Vec<_>>()
        );
        holds += u32::from(!known);
    }
    assert!(holds >= 30, "{holds}");
}

#[test]
fn every_bad_file_gets_its_treatment() {
    let Some(folder) = beside("bad") else { return };
    // What is refused, with the reason; what is read, with the complaint (empty: none) and the itemised cents.
    let refused = [
        ("real-last-value.fec", "nothing else"),
        ("real-version-180.5.fec", "180.5"),
        ("syn-empty.fec", "it is empty"),
        ("syn-html-404.fec", "HTML"),
        ("syn-only-hdr.fec", "nothing else"),
    ];
    let taken = [
        ("base-ok.fec", "", 958_400),
        ("real-8.1-comma-separated.fec", "", 1_360_291_946),
        ("real-character-encoding-v3-csv.fec", "", -1),
        ("real-non-ascii-char-v3-csv.fec", "", 15_367_471),
        ("real-psql-end-marker.fec", "", -1),
        ("real-trailing-quote-v3-csv.fec", "quotation mark", -1),
        ("real-undefined-row-type.fec", "H3", -1),
        ("syn-blank-lines-ctrlz.fec", "", 958_400),
        ("syn-bom.fec", "byte order mark", 958_400),
        ("syn-cr-only.fec", "carriage return", 958_400),
        ("syn-crlf.fec", "", 958_400),
        ("syn-embedded-fs.fec", "shifted by 1", 1_248_400),
        ("syn-latin1-name.fec", "", 958_400),
        ("syn-lowercase-form.fec", "small letters", 958_400),
        ("syn-nul-byte.fec", "zero byte", 958_400),
        (
            "syn-odd-amounts.fec",
            "no number of dollars and cents",
            652_250,
        ),
        ("syn-odd-dates.fec", "no day of the calendar", 958_400),
        ("syn-open-quote-in-fs-field.fec", "", 958_400),
        ("syn-truncated-mid-row.fec", "breaks off", 983_400),
        ("syn-unknown-form.fec", "SX99", 958_400),
        (
            "syn-version-7.0-of-8.3-body.fec",
            "as in version 8.0",
            1_916_800,
        ),
        ("syn-version-8.3-trailing-space.fec", "", 958_400),
    ];
    let mut seen = 0;
    for (name, reason) in refused {
        let error = read(&std::fs::read(folder.join(name)).unwrap())
            .unwrap_err()
            .to_string();
        assert!(error.contains(reason), "{name}: {error}");
        seen += 1;
    }
    for (name, complaint, cents) in taken {
        let checked = read(&std::fs::read(folder.join(name)).unwrap()).unwrap();
        let told = complaints(&checked);
        assert!(told.contains(complaint), "{name}: {told}");
        assert_eq!(checked.rows_in, checked.rows_out, "{name}");
        if cents >= 0 {
            assert_eq!(itemised(&checked).1, cents, "{name}");
        }
        seen += 1;
    }
    assert_eq!(seen, std::fs::read_dir(folder).unwrap().count());
}

/// Every byte after the head comes back: rows with their line ends, blank lines aside.
fn given_back(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut filing = Filing::open(
        bytes,
        Options {
            unknown_as_newest: true,
        },
    )
    .ok()?;
    let (mut back, mut rebuilt) = (Vec::new(), Vec::new());
    while let Some(row) = filing.next_row().ok()? {
        back.extend_from_slice(row.bytes());
        for (at, field) in row.fields().enumerate() {
            if at > 0 {
                rebuilt.push(if row.delimiter == Delimiter::Comma {
                    b','
                } else {
                    0x1c
                });
            }
            rebuilt.extend_from_slice(field);
        }
        back.extend_from_slice(row.ending());
        rebuilt.extend_from_slice(row.ending());
    }
    Some((back, rebuilt))
}

proptest! {
    #[test]
    fn what_is_read_gives_every_byte_back(
        rows in prop::collection::vec("(SA11AI|SB17|F3N|TEXT|XX|)[\u{1c},\"a-z0-9. ]{0,60}(\n|\r\n|\n\n)", 0..12),
        separator in prop::bool::ANY,
    ) {
        let mark = if separator { "\u{1c}" } else { "," };
        let head = ["HDR", "FEC", "8.3", "x", "1"].join(mark);
        let text = format!("{head}\n{}", rows.concat());
        let (back, rebuilt) = given_back(text.as_bytes()).unwrap();
        prop_assert_eq!(&back, &rebuilt);
        let held = |bytes: &[u8]| -> Vec<u8> { bytes.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect() };
        prop_assert_eq!(held(&back), held(rows.concat().as_bytes()));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let head: &[u8] = b"HDR\x1cFEC\x1c8.3\x1cx\x1c1\n";
        let _ = read(&bytes);
        let _ = read(&[head, &bytes].concat());
        let mut out = Vec::new();
        let _ = money::json_lines(&[head, &bytes].concat()[..], Options::default(), &mut out);
        prop_assert!(out.is_empty() || std::str::from_utf8(&out).is_ok());
    }
}

#[test]
fn versions_of_a_filing_are_compared_by_their_transactions() {
    let before = filing(&sound());
    let after = filing(&[
        receipt("1", "100.00", ""),
        receipt("2", "250.00", ""),
        receipt("4", "25.00", ""),
    ]);
    let found = money::diff(before.as_bytes(), after.as_bytes(), Options::default()).unwrap();
    assert_eq!(found.kept, 1);
    assert_eq!(
        (found.amounts[0].before.cents, found.amounts[0].after.cents),
        (Some(20_000), Some(25_000))
    );
    let ids = |entries: &[money::Entry]| -> Vec<String> {
        entries.iter().map(|e| e.transaction.clone()).collect()
    };
    assert_eq!(
        (ids(&found.removed), ids(&found.added)),
        (vec!["3".to_owned()], vec!["4".to_owned()])
    );
    assert!(found.words.is_empty() && found.cover.is_empty());
}

/// Djou for Hawaii: the report before the special election of May 2010 and its fourth amendment.
#[test]
fn an_amendment_of_two_years_later_changed_the_cash_on_hand() {
    let Some(folder) = beside("samples") else {
        return;
    };
    let open = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let (before, after) = (open("6.4_F3N_467627.fec"), open("8.0_F3A_767339.fec"));
    let found = money::diff(&before[..], &after[..], Options::default()).unwrap();
    let receipts = |entries: &[money::Entry]| {
        entries
            .iter()
            .filter(|e| e.form_type.starts_with("SA"))
            .count()
    };
    assert_eq!((receipts(&found.removed), receipts(&found.added)), (3, 17));
    assert_eq!(
        (found.removed.len(), found.added.len(), found.amounts.len()),
        (4, 40, 0)
    );
    assert_eq!(found.kept + found.words.len() as u64, 598);
    let cash = found
        .cover
        .iter()
        .find(|line| line.line.starts_with("a27_"))
        .unwrap();
    assert_eq!(
        (cash.before, cash.after),
        (Some(36_271_157), Some(33_201_762))
    );
}
