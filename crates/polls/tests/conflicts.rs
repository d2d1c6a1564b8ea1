//! Reports of one poll that disagree are one poll with alternative values. The conflicts are real ones between public reports.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use polls::{Collection, Poll};

const HEADER: &str = "race,state,office,party,stage,election_date,pollster,start,end,n,population,candidate,share,source_url,note";

fn polls(rows: &str) -> Vec<Poll> {
    let mut collection = Collection::default();
    let (_, complaints) = collection
        .add("t", format!("{HEADER}\n{rows}").as_bytes())
        .unwrap();
    assert_eq!(complaints, []);
    let (contests, _) = collection.contests();
    assert_eq!(contests.len(), 1);
    contests.into_iter().next().unwrap().polls
}

/// Rows of one report: `Tuberville 32, Byrne 18`.
fn report(
    of: &str,
    pollster: &str,
    days: &str,
    who: &str,
    shares: &str,
    source: &str,
    note: &str,
) -> String {
    let mut rows = String::new();
    for share in shares.split(", ") {
        let (name, percent) = share.rsplit_once(' ').unwrap();
        rows.push_str(&format!(
            "{of},{pollster},{days},{who},{name},{percent},{source},{note}\n"
        ));
    }
    rows
}

/// One poll comes of it, and the alternatives are these.
#[track_caller]
fn one(rows: &str, alternatives: &[&str]) {
    let polls = polls(rows);
    assert_eq!(polls.len(), 1, "{polls:#?}");
    let found: Vec<String> = polls[0]
        .alternatives
        .iter()
        .map(|other| format!("{:?} in {}", other.figure, other.source.name()))
        .collect();
    let found: Vec<String> = found
        .iter()
        .map(|line| {
            line.replace("PersonName(", "")
                .replace("Percent { thousandths: ", "")
                .replace(" }", "")
                .replace("\")", "\"")
        })
        .collect();
    assert_eq!(found, alternatives);
}

const ALABAMA: &str = "AL20,AL,Sen,REP,primary,2020-03-03";
const RUNOFF: &str = "AL20r,AL,Sen,REP,runoff,2020-07-14";
const MISSOURI: &str = "MO22,MO,Sen,REP,primary,2022-08-02";
const KENTUCKY: &str = "KY15,KY,Gov,REP,primary,2015-05-19";
const WISCONSIN: &str = "WI22,WI,Gov,REP,primary,2022-08-09";
const WEST_VIRGINIA: &str = "WV18,WV,Sen,REP,primary,2018-05-08";
const PENNSYLVANIA: &str = "PA22,PA,Gov,REP,primary,2022-05-17";
const MICHIGAN: &str = "MI22,MI,Gov,REP,primary,2022-08-02";

#[test]
fn the_note_tells_who_prints_something_else() {
    let days = "2019-10-10,2019-10-12";
    one(
        &report(
            ALABAMA,
            "Cygnal",
            days,
            "536,LV",
            "Tuberville 32, Byrne 18, Moore 10.6, Merrill 8.6, Undecided 27.9",
            "https://yellowhammernews.com/a",
            "without Sessions; SOURCES CONFLICT: ellisinsight prints Merrill 13",
        ),
        &["Share(\"Merrill\", 13000) in ellisinsight"],
    );
    one(
        &report(
            RUNOFF,
            "OnMessage (for Sessions)",
            "2020-03-08,2020-03-09",
            "800,LV",
            "Tuberville 45, Sessions 45, Undecided 10",
            "https://stage.yellowhammernews.com/b",
            "internal; SOURCES CONFLICT on n: aldailynews.com prints 8000",
        ),
        &["Sample(8000) in aldailynews.com"],
    );
    one(
        &report(
            MISSOURI,
            "Remington (MOScout)",
            ",2022-03-25",
            ",LV",
            "Schmitt 24, Greitens 21, Hartzler 19, Undecided 19",
            "https://fox4kc.com/c",
            "SOURCES CONFLICT: pluralist.com prints Hartzler 13; date approximate",
        ),
        &["Share(\"Hartzler\", 13000) in pluralist.com"],
    );
    one(
        &report(
            WISCONSIN,
            "Marquette Law School",
            ",2022-04-24",
            ",RV",
            "Kleefisch 32, Nicholson 10, Ramthun 4, Undecided 46",
            "https://madison.com/d",
            "April wave; SOURCES CONFLICT: wpr.org prints undecided 54; date approximate",
        ),
        &["Undecided(54000) in wpr.org"],
    );
    one(
        &report(
            KENTUCKY,
            "SurveyUSA (Bluegrass Poll)",
            ",2015-03-08",
            "520,LV",
            "Heiner 28, Bevin 20, Comer 20, Scott 8, Undecided 25",
            "https://www.courier-journal.com/e",
            "date approximate; SOURCES CONFLICT on n (520 vs 529)",
        ),
        &["Sample(529) in t, line 2"],
    );
}

#[test]
fn two_reports_that_disagree_are_one_poll() {
    let days = "2019-10-10,2019-10-12";
    // A share.
    let full = report(
        ALABAMA,
        "Cygnal",
        days,
        "536,LV",
        "Tuberville 32, Byrne 18, Moore 10.6, Merrill 8.6, Undecided 27.9",
        "https://yellowhammernews.com/a",
        "",
    );
    let other = report(
        ALABAMA,
        "Cygnal",
        days,
        ",",
        "Tuberville 32, Byrne 18, Merrill 13",
        "https://www.ellisinsight.com/b",
        "",
    );
    let expect = ["Share(\"Merrill\", 13000) in https://www.ellisinsight.com/b"];
    one(&format!("{full}{other}"), &expect);
    // Which comes first in the table does not matter: the fuller report gives the values.
    one(&format!("{other}{full}"), &expect);
    // The sample.
    let yellowhammer = report(
        RUNOFF,
        "OnMessage (for Sessions)",
        "2020-03-08,2020-03-09",
        "800,LV",
        "Tuberville 45, Sessions 45, Undecided 10",
        "https://yellowhammernews.com/b",
        "internal",
    );
    let daily = report(
        RUNOFF,
        "OnMessage (for Sessions)",
        "2020-03-08,2020-03-09",
        "8000,LV",
        "Tuberville 45, Sessions 45",
        "https://aldailynews.com/c",
        "internal",
    );
    one(
        &format!("{yellowhammer}{daily}"),
        &["Sample(8000) in https://aldailynews.com/c"],
    );
    // Those without an answer.
    let madison = report(
        WISCONSIN,
        "Marquette Law School",
        ",2022-04-24",
        ",RV",
        "Kleefisch 32, Nicholson 10, Ramthun 4, Undecided 46",
        "https://madison.com/d",
        "",
    );
    let wpr = report(
        WISCONSIN,
        "Marquette Law School",
        ",2022-04-24",
        ",RV",
        "Kleefisch 32, Nicholson 10, Undecided 54",
        "https://wpr.org/e",
        "",
    );
    one(
        &format!("{madison}{wpr}"),
        &["Undecided(54000) in https://wpr.org/e"],
    );
    // One report that gives two samples of the same cell.
    let one_way = report(
        PENNSYLVANIA,
        "Franklin & Marshall",
        "2022-03-30,2022-04-10",
        "357,RV",
        "Mastriano 15, McSwain 12, Barletta 10",
        "https://pennlive.com/f",
        "",
    );
    let other_way = report(
        PENNSYLVANIA,
        "Franklin & Marshall",
        "2022-03-30,2022-04-10",
        "325,RV",
        "Mastriano 15, McSwain 12, Barletta 10",
        "https://pennlive.com/f",
        "",
    );
    one(
        &format!("{one_way}{other_way}"),
        &["Sample(325) in https://pennlive.com/f"],
    );
}

/// A campaign's group whose firm no report names, a table that says only `(for GOPAC)`.
#[test]
fn who_names_no_firm_is_told_apart_by_who_paid() {
    let wqbe = report(
        WEST_VIRGINIA,
        "(for GOPAC)",
        ",2018-04-19",
        ",",
        "Blankenship 12",
        "https://wqbe.com/g",
        "date approximate",
    );
    let ellis = report(
        WEST_VIRGINIA,
        "(for GOPAC)",
        ",2018-04-19",
        ",",
        "Blankenship 16",
        "https://ellisinsight.com/h",
        "date approximate",
    );
    one(
        &format!("{wqbe}{ellis}"),
        &["Share(\"Blankenship\", 16000) in https://ellisinsight.com/h"],
    );
}

/// One report gives a candidate another's figure, and leaves that one out.
#[test]
fn a_figure_under_another_name_is_an_alternative() {
    let detroit = report(
        MICHIGAN,
        "Glengariff Group",
        ",2022-07-15",
        "500,LV",
        "Kelley 13, Soldano 12",
        "https://detroitnews.com/i",
        "",
    );
    let nbc = report(
        MICHIGAN,
        "Glengariff Group",
        ",2022-07-15",
        "500,LV",
        "Soldano 13",
        "https://nbcnews.com/j",
        "",
    );
    let polls = polls(&format!("{detroit}{nbc}"));
    assert_eq!(polls.len(), 1);
    assert_eq!(polls[0].alternatives.len(), 1);
    assert_eq!(polls[0].sources.len(), 2);
}

#[test]
fn what_only_looks_alike_stays_apart() {
    let days = "2020-02-10,2020-02-12";
    let base = report(
        ALABAMA,
        "Firm A",
        days,
        "1200,LV",
        "A 32, B 29, C 17",
        "https://a.org",
        "",
    );
    for other in [
        // Another week.
        report(
            ALABAMA,
            "Firm A",
            "2020-02-18,2020-02-19",
            "609,LV",
            "A 32, B 29, C 17",
            "https://b.org",
            "",
        ),
        // Another firm.
        report(
            ALABAMA,
            "Firm B",
            days,
            "1200,LV",
            "A 32, B 29, C 17",
            "https://b.org",
            "",
        ),
        // Another sample of the same interviews.
        report(
            ALABAMA,
            "Firm A",
            days,
            "1300,RV",
            "A 31, B 29, C 17",
            "https://b.org",
            "",
        ),
        // The same week, two names alone: a question of its own.
        report(
            ALABAMA,
            "Firm A",
            days,
            "1200,LV",
            "A 51, B 40",
            "https://b.org",
            "",
        ),
        // Another field.
        report(
            ALABAMA,
            "Firm A",
            days,
            "1200,LV",
            "A 32, C 17, D 11",
            "https://b.org",
            "",
        ),
    ] {
        assert_eq!(polls(&format!("{base}{other}")).len(), 2, "{other}");
    }
}
