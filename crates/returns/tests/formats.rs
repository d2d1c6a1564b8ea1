//! Real files of the other formats, where they are at hand.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may panic, which is how they fail, and say that they skip"
)]

use std::fs::File;
use std::path::PathBuf;

use claim::Percent;
use returns::{Checked, Format, Out, ReturnsError, Table, Tally, check, decide, read, report};

fn table(name: &str) -> Option<Result<(Table, Checked), ReturnsError>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/returns")
        .join(name);
    let Ok(file) = File::open(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    Some(read(name, file).map(|(table, complaints)| {
        let checked = check(&table, complaints);
        (table, checked)
    }))
}

fn checked(name: &str) -> Option<Checked> {
    table(name).map(|found| found.unwrap().1)
}

fn contest<'c>(checked: &'c Checked, name: &str) -> &'c Tally {
    checked
        .contests
        .iter()
        .find(|contest| contest.shown().starts_with(name))
        .unwrap()
}

fn votes(tally: &Tally) -> Vec<(&str, u64)> {
    tally
        .candidates
        .iter()
        .map(|one| (one.name.as_str(), one.votes))
        .collect()
}

#[test]
fn alabama_s_sheets_give_the_anchor_and_the_runoff() {
    let Some(found) = checked("al/20200303__al__primary__sos_precinct_xls.zip") else {
        return;
    };
    assert_eq!(found.format, Format::Archive);
    let senate = contest(&found, "UNITED STATES SENATOR, primary:R");
    assert_eq!(
        votes(senate),
        [
            ("Tommy Tuberville", 239_604),
            ("Jeff Sessions", 227_082),
            ("Bradley Byrne", 178_626),
            ("Roy Moore", 51_382),
            ("Ruth Page Nelson", 7_200),
            ("Arnold Mooney", 7_140),
            ("Stanley Adair", 6_608),
        ]
    );
    assert_eq!((senate.under, senate.over), (Some(13_290), Some(956)));
    let off = &senate.reconciled;
    assert_eq!((off.counties_off, off.counties_checked), (25, 67));
    // Each of the 2,160 columns is a precinct; fourteen have the name of another.
    assert_eq!((off.precincts_off, off.precincts_checked), (29, 2_160));
    let named: Vec<&str> = off
        .breaks
        .iter()
        .filter(|broken| broken.level == returns::Level::Precinct)
        .take(5)
        .map(|broken| broken.unit.as_str())
        .collect();
    assert_eq!(
        named,
        [
            "Autauga, UPPER KINGSTON",
            "Madison, PROVISIONAL",
            "Washington, ABSENTEE",
            "Cullman, BALDWIN FAMILY LIFE CTR",
            "Geneva, PROVISIONAL"
        ]
    );
    let law = decide(senate, None, &Out::default()).unwrap();
    let decision = law.decision.unwrap();
    assert_eq!(
        decision.outcome,
        rules::Outcome::Runoff {
            candidates: vec![0, 1]
        }
    );
    let runoff = decision
        .follows
        .iter()
        .find(|following| following.what == "the runoff")
        .unwrap();
    assert_eq!(runoff.date().unwrap().to_string(), "2020-07-14");
    assert_eq!(runoff.moved_from().unwrap().to_string(), "2020-03-31");
}

/// What a news site had "with 96 % reporting" on the night of 3 March 2020 (Breitbart).
#[test]
fn what_was_certain_on_the_night() {
    let night = "county,office,district,party,candidate,votes\n\
        ,U.S. Senate,,REP,Tommy Tuberville,233408\n\
        ,U.S. Senate,,REP,Jeff Sessions,221894\n\
        ,U.S. Senate,,REP,Bradley Byrne,185411\n\
        ,U.S. Senate,,REP,Roy Moore,49961\n\
        ,U.S. Senate,,REP,Ruth Page Nelson,7138\n\
        ,U.S. Senate,,REP,Arnold Mooney,7062\n\
        ,U.S. Senate,,REP,Stanley Adair,6558\n";
    let (table, complaints) = read("20200303__al__primary__state.csv", night.as_bytes()).unwrap();
    let found = check(&table, complaints);
    assert_eq!(found.contests[0].votes(), 711_432);
    let out = Out {
        reporting: Percent::new(96.0).ok(),
        ..Out::default()
    };
    let outlook = decide(&found.contests[0], None, &out)
        .unwrap()
        .outlook
        .unwrap();
    let up_to = |statement: &rules::Statement| {
        outlook
            .certain
            .iter()
            .find(|certain| certain.statement == *statement)
            .unwrap()
            .up_to
    };
    // Fewer than 244,616 votes: then Tuberville cannot have more than half even with all of them.
    assert_eq!(up_to(&rules::Statement::NobodyWinsAtOnce), 244_616);
    let second = rules::Statement::AmongTheFirst {
        candidate: 1,
        first: 2,
    };
    assert_eq!(up_to(&second), 36_482);
}

#[test]
fn georgia_s_statewide_file_holds_every_identity() {
    let Some(found) = checked("clarity/GA_detail_20201120_1237.xml") else {
        return;
    };
    assert_eq!(found.contests.len(), 298);
    assert!(
        found
            .contests
            .iter()
            .all(|contest| contest.reconciles == Some(true))
    );
    let choices: usize = found
        .contests
        .iter()
        .map(|contest| contest.candidates.len())
        .sum();
    assert_eq!(choices, 470);
    assert_eq!(
        found.about.as_of.as_deref(),
        Some("2020-11-20T15:37:06-05:00")
    );
    let perdue = contest(&found, "US Senate (Perdue)");
    assert_eq!(
        (perdue.candidates[0].votes, perdue.votes()),
        (2_462_617, 4_952_175)
    );
    let law = decide(perdue, None, &Out::default()).unwrap();
    assert_eq!(
        law.decision.unwrap().outcome,
        rules::Outcome::Runoff {
            candidates: vec![0, 1]
        }
    );
    let special = contest(&found, "US Senate (Loeffler)");
    assert_eq!(special.candidates.len(), 20);
    assert_eq!(
        &votes(special)[..2],
        [
            ("Raphael Warnock", 1_617_035),
            ("Kelly Loeffler", 1_273_214)
        ]
    );
}

#[test]
fn georgia_s_summary_is_an_earlier_state() {
    let Some(found) = checked("clarity/GA_2020_clarity_summary.json") else {
        return;
    };
    let perdue = contest(&found, "US Senate (Perdue)");
    assert_eq!(perdue.reporting, Some((158, 159)));
    assert_eq!(perdue.candidates[0].votes, 2_458_685);
    let Some(settings) = table("clarity/GA_2020_clarity_electionsettings.json") else {
        return;
    };
    assert!(matches!(settings, Err(ReturnsError::NotReturns(_))));
}

#[test]
fn counties_of_clarity_are_read_with_what_is_off() {
    for (file, county, off) in [
        (
            "clarity/ga_atkinson_precincts_11-3.xml",
            "US Senate (Perdue)",
            2,
        ),
        (
            "clarity/ga_bacon_precincts_11-3.xml",
            "US Senate (Perdue)",
            1,
        ),
        (
            "clarity/ga_gwinnett_precincts_11-3.xml",
            "US Senate (Perdue)",
            124,
        ),
    ] {
        let Some(found) = checked(file) else { return };
        assert_eq!(
            contest(&found, county).reconciled.precincts_off,
            off,
            "{file}"
        );
        assert_eq!(found.about.state.as_deref(), Some("GA"), "{file}");
    }
    let Some(arkansas) = checked("clarity/AR_2014_general_county.xml") else {
        return;
    };
    // The sample was shortened by whoever published it, and so it does not add up.
    assert_eq!(contest(&arkansas, "U.S. Senate").reconciles, Some(false));
}

#[test]
fn nist_s_samples() {
    let Some(found) = checked("nist/vxsuite_testElectionReport.json") else {
        return;
    };
    assert!(
        found
            .contests
            .iter()
            .all(|contest| contest.reconciles == Some(true))
    );
    assert_eq!(found.contests.len(), 3);
    let Some(wyoming) = checked("nist/nist_v2_wy20g.xml") else {
        return;
    };
    assert_eq!(
        votes(contest(&wyoming, "US Senate"))[0],
        ("Cynthia M. Lummis", 198_100)
    );
    assert!(
        wyoming
            .complaints
            .iter()
            .any(|complaint| complaint.place == "ids")
    );
    for file in [
        "nist/vxsuite_testElectionReportNoOtherCounts.json",
        "nist/vxsuite_testElectionReportWriteIns.json",
    ] {
        assert!(
            checked(file).is_some_and(|found| !found.contests.is_empty()),
            "{file}"
        );
    }
}

#[test]
fn reports_of_rctab_add_up_in_every_round() {
    for (stem, winner, rounds) in [
        ("2013_minneapolis_mayor", "BETSY HODGES", 33),
        ("2017_minneapolis_mayor", "Jacob Frey", 6),
        ("2018_maine_governor_primary", "Mills, Janet T.", 4),
        ("2024_alaska_dominion", "Begich, Nick", 1),
        (
            "first_round_determines_threshold_tiebreaker_test",
            "Vail, Christopher L.",
            2,
        ),
        (
            "tiebreak_use_permutation_in_config_test",
            "Mookie Blaylock",
            3,
        ),
    ] {
        for ending in ["json", "csv"] {
            let name = format!("rcv/rctab_{stem}_expected_detailed_report.{ending}");
            if ending == "csv"
                && !["2013", "2017", "first"]
                    .iter()
                    .any(|begin| stem.starts_with(begin))
            {
                continue;
            }
            let Some(found) = checked(&name) else { return };
            assert_eq!(found.complaints, [], "{name}");
            assert_eq!(found.contests[0].reconciles, Some(true), "{name}");
            assert_eq!(found.rounds.len(), rounds, "{name}");
            assert_eq!(found.rounds.last().unwrap().elected, [winner], "{name}");
        }
    }
}

#[test]
fn every_claim_stands_where_it_says() {
    let Some(found) = checked("clarity/GA_detail_20201120_1237.xml") else {
        return;
    };
    let documents = report(&found, None);
    assert!(documents.len() > 200);
    for document in &documents {
        assert!(!document.claims.is_empty());
        for claim in &document.claims {
            assert_eq!(
                document.report.words_at(claim.place),
                Some(claim.claim.quote.as_str())
            );
        }
    }
}

#[test]
fn what_is_read_comes_back_from_the_tidy_table() {
    for name in [
        "al/20200303__al__primary__county__us_senate_rep.csv",
        "clarity/ga_bacon_precincts_11-3.xml",
        "oe/nm/2020/20201103__nm__general__precinct.csv",
    ] {
        let Some(found) = table(name) else { return };
        let (table, checked) = found.unwrap();
        let mut tidy = Vec::new();
        returns::csv([&table], &mut tidy).unwrap();
        let (again, complaints) = read("tidy.csv", tidy.as_slice()).unwrap();
        assert_eq!(again.rows.len(), table.rows.len(), "{name}");
        let again = check(&again, complaints);
        for (one, other) in checked.contests.iter().zip(&again.contests) {
            assert_eq!(
                (votes(one), one.over, one.under, one.ballots),
                (votes(other), other.over, other.under, other.ballots),
                "{name}"
            );
        }
    }
}
