//! Each layout, in a few rows of public polls.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use claim::PersonName;
use polls::{Collection, Contest, Layout, recognise};

/// The contests of some tables; no complaint is expected.
#[track_caller]
fn read(tables: &[&str]) -> Vec<Contest> {
    let (contests, complaints) = read_with_complaints(tables);
    assert_eq!(complaints, Vec::<String>::new());
    contests
}

#[track_caller]
fn read_with_complaints(tables: &[&str]) -> (Vec<Contest>, Vec<String>) {
    let mut collection = Collection::default();
    let mut complaints = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        let (_, found) = collection
            .add(&format!("table {}", number + 1), table.as_bytes())
            .unwrap();
        complaints.extend(found);
    }
    let (contests, found) = collection.contests();
    complaints.extend(found);
    (
        contests,
        complaints.iter().map(ToString::to_string).collect(),
    )
}

/// Polls of Mississippi's special election for Senate in 2018 as `FiveThirtyEight` listed them.
const QUESTIONS: &str = "\
question_id,poll_id,cycle,state,pollster_id,pollster,sponsors,sample_size,population,methodology,office_type,seat_number,start_date,end_date,sponsor_candidate,internal,partisan,created_at,notes,url,stage,race_id,party,answer,candidate_name,candidate_party,pct
91535,,2018,Mississippi,,Change Research,,1003,lv,Online,U.S. Senate,2,11/2/18,11/4/18,,false,,,,https://twitter.com/ChangePolls/status/1059562373772505088,jungle primary,130,,Espy,Mike Espy,DEM,40
91535,,2018,Mississippi,,Change Research,,1003,lv,Online,U.S. Senate,2,11/2/18,11/4/18,,false,,,,https://twitter.com/ChangePolls/status/1059562373772505088,jungle primary,130,,Hyde-Smith,Cindy Hyde-Smith,REP,27
91535,,2018,Mississippi,,Change Research,,1003,lv,Online,U.S. Senate,2,11/2/18,11/4/18,,false,,,,https://twitter.com/ChangePolls/status/1059562373772505088,jungle primary,130,,McDaniel,Chris McDaniel,REP,28
91535,,2018,Mississippi,,Change Research,,1003,lv,Online,U.S. Senate,2,11/2/18,11/4/18,,false,,,,https://twitter.com/ChangePolls/status/1059562373772505088,jungle primary,130,,Bartee,Tobey Bernard Bartee,DEM,1
";

#[test]
fn lists_of_fivethirtyeight() {
    let contests = read(&[QUESTIONS]);
    insta::assert_snapshot!(
        "question",
        serde_json::to_string_pretty(&contests[0].polls[0]).unwrap()
    );
    assert_eq!(contests[0].race.to_string(), "2018-MS-senate-special");
    assert_eq!(contests[0].stage.to_string(), "primary");
    assert_eq!(contests[0].candidates.len(), 4);
}

/// Who paid, rounds of a ranked ballot, a pairing that nobody may get to vote on: the columns of later years.
#[test]
fn later_years_say_more() {
    let contests = read(&["\
poll_id,pollster_id,pollster,sponsors,state,start_date,end_date,sponsor_candidate,question_id,sample_size,population,notes,url,internal,partisan,race_id,cycle,office_type,seat_name,election_date,stage,hypothetical,ranked_choice_round,party,answer,candidate_name,candidate_party,pct
,,Trafalgar Group,,Georgia,12/14/20,12/16/20,,138503,1064,lv,,,,REP,8737,2020,U.S. Senate,Class II,1/5/21,runoff,FALSE,,,Perdue,David A. Perdue,REP,50.2
,,Trafalgar Group,,Georgia,12/14/20,12/16/20,,138503,1064,lv,,,,REP,8737,2020,U.S. Senate,Class II,1/5/21,runoff,FALSE,,,Ossoff,Jon Ossoff,DEM,47.5
"]);
    let poll = &contests[0].polls[0];
    let sponsor = poll.sponsor.as_ref().unwrap();
    assert!(sponsor.partisan && !sponsor.internal);
    assert_eq!(sponsor.party, Some(claim::Party::Republican));
    assert_eq!(contests[0].election.unwrap().to_string(), "2021-01-05");
    assert_eq!(contests[0].race.to_string(), "2020-GA-senate");
    assert_eq!(contests[0].stage.to_string(), "runoff");
}

#[test]
fn the_ratings_of_fivethirtyeight() {
    let contests = read(&["\
poll_id,question_id,race_id,year,race,location,type_simple,type_detail,pollster,pollster_rating_id,methodology,partisan,polldate,samplesize,cand1_name,cand1_id,cand1_party,cand1_pct,cand2_name,cand2_id,cand2_party,cand2_pct,cand3_pct,margin_poll,electiondate,cand1_actual,cand2_actual,margin_actual,error,bias,rightcall,advancedplusminus,comment
72647,136322,6249,2020,2020_Pres-G_PA,PA,Pres-G,Pres-G,Susquehanna Polling & Research Inc.,326,Live Phone,,11/2/2020,499,Joe Biden,13256,DEM,48.4,Donald Trump,13254,REP,49.2,1.4,-.8,11/3/2020,50.01,48.84,1.16,1.96,-1.96,0,-2.0,
73991,138819,8737,2020,2020_Sen-GR_GA,GA,Sen-G,Sen-GR,National Research,225,Live Phone,R,1/3/2021,500,Jon Ossoff,14567,DEM,46,David A. Perdue,14568,REP,45,,1,1/5/2021,50.61,49.39,1.23,.23,-.23,1,-2.7,for unspecified Republican sponsor
"]);
    let pennsylvania = &contests[0];
    assert_eq!(pennsylvania.race.to_string(), "2020-US-president");
    assert_eq!(pennsylvania.state, "PA");
    assert_eq!(pennsylvania.winner().unwrap().name.as_str(), "Joe Biden");
    assert_eq!(pennsylvania.polls[0].other.unwrap().to_string(), "1.4");
    let georgia = &contests[1];
    assert_eq!(georgia.stage.to_string(), "runoff");
    assert!(georgia.polls[0].sponsor.as_ref().unwrap().partisan);
}

#[test]
fn the_plain_layout() {
    let table = "\
race,stage,election_date,pollster,sponsor,start,end,published,sample,population,candidate,share,source_url
2020-AL-senate,primary:R,2020-03-03,Mason-Dixon,,2020-02-04,2020-02-06,2020-02-11,400,LV,Jeff Sessions,31,https://example.org/
2020-AL-senate,primary:R,2020-03-03,Mason-Dixon,,2020-02-04,2020-02-06,2020-02-11,400,LV,Tommy Tuberville,29,https://example.org/
2020-AL-senate,primary:R,2020-03-03,Mason-Dixon,,2020-02-04,2020-02-06,2020-02-11,400,LV,Bradley Byrne,17,https://example.org/
2020-AL-senate,primary:R,2020-03-03,Mason-Dixon,,2020-02-04,2020-02-06,2020-02-11,400,LV,Undecided,17,https://example.org/
";
    assert_eq!(recognise(table.as_bytes()), Some(Layout::Tidy));
    let contests = read(&[table]);
    let poll = &contests[0].polls[0];
    assert_eq!(poll.id, "Mason-Dixon 2020-02-06");
    assert_eq!(poll.undecided.unwrap().to_string(), "17");
    assert_eq!(poll.answers.len(), 3);
    assert_eq!(
        poll.known_from(contests[0].election).unwrap().to_string(),
        "2020-02-11"
    );
    // The same rows with semicolons and a byte order mark are the same polls.
    let other = format!("\u{FEFF}{}", table.replace(',', ";"));
    assert_eq!(read(&[&other])[0].polls, contests[0].polls);
}

/// Whoever was not asked about has no share, and so none of zero.
#[test]
fn another_field_is_what_it_is() {
    let contests = read(&["\
race,stage,pollster,start,end,candidate,share
2020-AL-senate,primary:R,Cygnal,2019-10-10,2019-10-12,Tuberville,32
2020-AL-senate,primary:R,Cygnal,2019-10-10,2019-10-12,Byrne,18
2020-AL-senate,primary:R,WPA Intelligence,2019-10-29,2019-10-31,Sessions,36
2020-AL-senate,primary:R,WPA Intelligence,2019-10-29,2019-10-31,Tuberville,23
"]);
    let sessions = PersonName::new("Sessions");
    let alabama = &contests[0];
    assert_eq!(alabama.polls[0].share(&sessions), None);
    assert_eq!(alabama.polls[1].share(&sessions).unwrap().to_string(), "36");
    assert!(alabama.candidate(&sessions).is_some());
}

/// The second round of a special election belongs to its race, not to the regular one of the same state and day.
#[test]
fn a_runoff_finds_its_race() {
    let contests = read(&[
        "\
race,state,office,party,stage,election_date,majority_threshold
GA-2020-first,GA,Sen,ALL,jungle primary,2020-11-03,50
GA-2021-second,GA,Sen,ALL,runoff,2021-01-05,
GA-2021-regular,GA,Sen,ALL,runoff,2021-01-05,
",
        "\
race,candidate,vote_share,advanced,won
GA-2020-first,Warnock,32.9,1,1
GA-2020-first,Loeffler,25.91,1,0
GA-2021-second,Warnock,51.04,1,1
GA-2021-second,Loeffler,48.96,0,0
GA-2021-regular,Ossoff,50.61,1,1
GA-2021-regular,Perdue,49.39,0,0
",
    ]);
    let race = |id: &str| {
        contests
            .iter()
            .find(|c| c.id == id)
            .unwrap()
            .race
            .to_string()
    };
    assert_eq!(race("GA-2020-first"), "2020-GA-senate-special");
    assert_eq!(race("GA-2021-second"), "2020-GA-senate-special");
    assert_eq!(race("GA-2021-regular"), "2020-GA-senate");
}

/// Nothing that is off is lost without a word, and nothing else is lost with it.
#[test]
fn what_is_off_is_complained_of() {
    let (contests, complaints) = read_with_complaints(&["\
race,stage,pollster,start,end,sample,population,candidate,share
2020-AL-senate,primary:R,Cygnal,2020-03-06,2020-03-08,lots,LV,Tuberville,51.5
2020-AL-senate,primary:R,Cygnal,2020-03-06,2020-03-08,lots,LV,Sessions,140
2020-AL-senate,primary:R,Cygnal,2020-03-06,2020-03-08,lots,LV,,7
2020-AL-senate,final,Cygnal,2020-03-06,2020-03-08,lots,LV,Sessions,39.5
2020-AL-senate,primary:R,Cygnal,2020-03-09,2020-03-08,645,LV,Sessions,39.5
2020-AL-senate,primary:R,Cygnal,2020-03-09,2020-03-08,645,martians,Tuberville,51.5,extra
"]);
    insta::assert_snapshot!("complaints", complaints.join("\n"));
    assert_eq!(contests.len(), 1);
    assert!(
        contests[0]
            .polls
            .iter()
            .all(|poll| !poll.answers.is_empty())
    );
}

#[test]
fn what_is_no_table_of_polls_is_refused() {
    for text in ["", "a,b,c\n1,2,3\n", "{\"race\": 1}", "\0\0\0"] {
        assert_eq!(recognise(text.as_bytes()), None, "{text:?}");
        assert!(Collection::default().add("x", text.as_bytes()).is_err());
    }
}

#[test]
fn a_report_is_a_document_of_its_own_rows() {
    let mut collection = Collection::default();
    collection.add("polls.csv", QUESTIONS.as_bytes()).unwrap();
    let entries = collection.entries();
    assert_eq!(entries.len(), 1);
    let entry = &entries[0];
    assert_eq!(
        entry.report.title,
        "Poll by Change Research, 2018-11-02 to 2018-11-04: 2018-MS-senate-special primary"
    );
    // Nobody says when it came out: a week after the field work at most.
    assert_eq!(entry.report.published.unwrap().to_string(), "2018-11-11");
    assert_eq!(entry.report.text, QUESTIONS.trim_end());
    for held in &entry.claims {
        assert_eq!(
            entry.report.words_at(held.place),
            Some(held.claim.quote.as_str())
        );
    }
    insta::assert_snapshot!(
        "claim",
        serde_json::to_string_pretty(&entry.claims[0].claim.statement).unwrap()
    );
}
