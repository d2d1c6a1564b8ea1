//! Lists in the formats in which they are published. What the fixtures say of people is public record.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use lists::{Entry, List, Taken, read, recognise};

const YAML: &str = "\
# From https://github.com/unitedstates/congress-legislators
- id:
    bioguide: S001141
    thomas: '01548'
    lis: S261
    govtrack: 300088
    fec:
    - S6AL00195
    wikidata: Q358443
    pictorial: true
  name:
    first: Jefferson
    middle: B.
    last: Sessions
    nickname: Jeff
    official_full: Jeff Sessions
  bio:
    birthday: '1946-12-24'
    gender: M
  terms:
  - type: sen
    start: '2009-01-06'
    end: '2015-01-03'
    state: AL
    class: 2
    party: Republican
  - type: sen
    start: '2015-01-06'
    end: '2017-02-08'
    state: AL
    class: 2
    party: Republican
- id:
    bioguide: M001165
    fec:
    - H6CA22125
    - H2CA23148
    - C00420935
  name:
    first: Kevin
    last: McCarthy
  terms:
  - type: rep
    start: '2007-01-04'
    end: '2009-01-03'
    state: CA
    district: 22
    party: Republican
- id:
    bioguide: [
  name: broken
- id:
    govtrack: 1
  name:
    last: Nobody
";

const JSON: &str = r#"[
  {"id": {"bioguide": "S001141", "fec": ["S6AL00195"], "govtrack": 300088},
   "name": {"first": "Jefferson", "middle": "B.", "last": "Sessions", "nickname": "Jeff"},
   "bio": {"birthday": "1946-12-24"},
   "terms": [{"type": "sen", "start": "2015-01-06", "end": "2017-02-08", "state": "AL", "party": "Republican"}]},
  {"id": {"bioguide": "X000001"}, "name": 3}
]"#;

const FEC: &str = "\
H0AL01055|CARL, JERRY LEE, JR|REP|2020|AL|H|01|C|N|C00697789|||MOBILE|AL|
S6AL00195|SESSIONS, JEFFERSON B|REP|2020|AL|S|00|C|C|C00306704|||MONTGOMERY|AL|
S6AL00302|CRUMPTON, RONALD (RON) STEVEN|DEM|2016|AL|S|00|C|P|C00575530|||PELHAM|AL|
S0AL00222|SANDERS, JARMAL JABBAR REV|UN|2019|AL|S|00||N||||SELMA|AL|
P80003353|ROMNEY, MITT / PAUL D. RYAN|REP|2012|US|P|00|C|P|C00431171|||BOSTON|MA|
S0AL00230|TUBERVILLE, THOMAS H|REP|2026|AK|H|00|I|C|C00701672|||AUBURN|AL|
S2TX00312|CRUZ, RAFAEL EDWARD \"TED\"|REP|2018|TX|S|00|I|C||||HOUSTON|TX|
C00713107|PARRISH, MICHAEL|UN|2020|AL|S|00|C|P||||ONEONTA|AL|
S0AL00156|JONES, DOUG|DEM|2020
";

fn taken(list: List, text: &str) -> Vec<Taken> {
    read(
        list,
        "a list",
        Some("2019-03-22".parse().unwrap()),
        text.as_bytes(),
    )
    .map(|taken| taken.unwrap())
    .collect()
}

/// Entries and complaints as an editor would tell them.
fn told(list: List, text: &str) -> String {
    let mut told = String::new();
    for taken in taken(list, text) {
        match taken {
            Taken::Refused(complaint) => told.push_str(&format!("refused: {complaint}\n")),
            Taken::Read(entry, complaints) => {
                let Entry {
                    report,
                    claims,
                    place,
                } = *entry;
                told.push_str(&format!("{} ({place})\n", report.title));
                for held in claims {
                    assert_eq!(
                        report.words_at(held.place),
                        Some(held.claim.quote.as_str()),
                        "every quote stands in the entry"
                    );
                    let statement = serde_json::to_string(&held.claim.statement).unwrap();
                    told.push_str(&format!("  {statement}\n    {:?}\n", held.claim.quote));
                }
                for complaint in complaints {
                    told.push_str(&format!("  complaint: {complaint}\n"));
                }
            }
        }
    }
    told
}

#[test]
fn legislators_in_yaml() {
    insta::assert_snapshot!(told(List::LegislatorsYaml, YAML));
}

#[test]
fn legislators_in_json() {
    insta::assert_snapshot!(told(List::LegislatorsJson, JSON));
}

#[test]
fn candidates_of_the_fec() {
    insta::assert_snapshot!(told(List::FecCandidates, FEC));
}

#[test]
fn lists_are_told_by_their_content() {
    let cases = [
        (YAML, Some(List::LegislatorsYaml)),
        (JSON, Some(List::LegislatorsJson)),
        (FEC, Some(List::FecCandidates)),
        (
            "C00306704|FRIENDS OF SESSIONS|||||||P|S|REP|Q|||S6AL00195",
            Some(List::FecCommittees),
        ),
        (
            "S6AL00195|2020|2020|C00306704|S|P|222196",
            Some(List::FecLinkage),
        ),
        (
            "C00027466|2018|2020|C00682112|N|J|225231",
            Some(List::FecLinkage),
        ),
        ("a|2018|2020|b|N|J|225231", None),
        (
            "Link_Image,Cand_Name,Cand_Id,Cand_Office,Cand_Office_St,Cand_Office_Dist,Total_Receipt,Total_Disbursement,Cash_On_Hand_COP,Coverage_End_Date,Cash_On_Hand_BOP,Coverage_Start_Date\n",
            Some(List::FecTotals),
        ),
        ("", None),
        ("- id: 3\n- id: 4\n", None),
        ("{\"id\": \"seed\", \"text\": \"x\"}", None),
        ("[{\"id\": \"seed\", \"text\": \"bioguide\"}]", None),
        ("county|candidate|votes\n", None),
        ("title: A report\n\nText.", None),
    ];
    for (text, expect) in cases {
        assert_eq!(recognise(text.as_bytes()), expect, "{text:.40}");
    }
}

/// References to references would take a terabyte: such an entry is refused, and the next one read.
#[test]
fn an_entry_that_swells_is_refused() {
    let mut swelling = "- id: {bioguide: S001141}\n  name: {last: Sessions}\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        swelling.push_str(&format!(
            "  a{level}: &a{level} [{}]\n",
            before.trim_end_matches(", ")
        ));
    }
    swelling.push_str("- id: {bioguide: M001165}\n  name: {first: Kevin, last: McCarthy}\n");
    let taken = taken(List::LegislatorsYaml, &swelling);
    assert!(matches!(&taken[1], Taken::Read(entry, _) if entry.report.id == "M001165"));
    println!("{:?}", taken[0]);
}

/// The files themselves, where they are there: every row is taken or complained of.
#[test]
fn the_files_of_the_fec() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/fec/bulk2020/"
    );
    for (list, file, headers, most_refused) in [
        (List::FecCandidates, "cn20_committed-2019-03-22.txt", 0, 9),
        (List::FecCommittees, "cm20_committed-2019-03-22.txt", 0, 0),
        (List::FecLinkage, "ccl20_committed-2019-03-22.txt", 0, 0),
        (List::FecLinkage, "ccl20_committed-2020-12-14.txt", 0, 0),
        (List::FecSummary, "weball20_committed-2020-03-01.txt", 0, 0),
        (
            List::FecTotals,
            "candidate_summary_2020_committed-2022-05-06.csv",
            1,
            0,
        ),
    ] {
        let Ok(text) = std::fs::read_to_string(format!("{folder}{file}")) else {
            println!("skipped: no {file}");
            continue;
        };
        assert_eq!(
            recognise(&text.as_bytes()[..lists::HEAD]),
            Some(list),
            "{file}"
        );
        let (mut entries, mut claims, mut complaints, mut refused) = (0, 0, 0, 0);
        for taken in taken(list, &text) {
            match taken {
                Taken::Refused(_) => refused += 1,
                Taken::Read(entry, found) => {
                    entries += 1;
                    claims += entry.claims.len();
                    complaints += found.len();
                    for held in &entry.claims {
                        assert_eq!(
                            entry.report.words_at(held.place),
                            Some(held.claim.quote.as_str())
                        );
                    }
                }
            }
        }
        println!(
            "{file}: {entries} entries, {claims} claims, {complaints} complaints, {refused} refused"
        );
        assert_eq!(entries + refused + headers, text.lines().count(), "{file}");
        assert!(refused <= most_refused, "{file}");
    }
}

proptest::proptest! {
    /// Whatever the bytes are, reading ends and nothing panics.
    #[test]
    fn any_text_is_read_or_refused(text in "(- id:\n|  bioguide: [A-Z0-9]{1,7}\n|\\{|\\}|\"|\\||[a-z]: x\n|\\*a|&a|é|S6AL00195|C00306704|,|2020|Cand_Name|Cand_Id){0,40}") {
        for list in [
            List::LegislatorsYaml,
            List::LegislatorsJson,
            List::FecCandidates,
            List::FecSummary,
            List::FecCommittees,
            List::FecLinkage,
            List::FecTotals,
        ] {
            let _ = recognise(text.as_bytes());
            for taken in taken(list, &text) {
                if let Taken::Read(entry, _) = taken {
                    for held in &entry.claims {
                        proptest::prop_assert_eq!(entry.report.words_at(held.place), Some(held.claim.quote.as_str()));
                    }
                }
            }
        }
    }
}
