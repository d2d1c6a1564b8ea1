//! Real files, where they are at hand: every file of the collection with its trap, and Alabama's anchors.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may panic, which is how they fail, and say that they skip"
)]

use std::fs::File;
use std::path::PathBuf;

use returns::{Checked, Level, ReturnsError, Tally, check, read};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/returns");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

fn checked(name: &str) -> Option<Result<Checked, ReturnsError>> {
    let path = folder()?.join(name);
    let file = File::open(&path).unwrap();
    Some(read(name, file).map(|(table, complaints)| check(&table, complaints)))
}

fn contest<'c>(checked: &'c Checked, name: &str) -> &'c Tally {
    checked
        .contests
        .iter()
        .find(|contest| contest.shown().starts_with(name))
        .unwrap_or_else(|| panic!("{} has no {name}", checked.file))
}

/// A file, words that one of its complaints holds for each trap in it, and a contest with its first candidates' votes.
#[track_caller]
fn trap(file: &str, complaints: &[&str], name: &str, votes: &[(&str, u64)]) {
    let Some(found) = checked(file) else { return };
    let found = found.unwrap();
    for words in complaints {
        assert!(
            found
                .complaints
                .iter()
                .any(|complaint| complaint.to_string().contains(words)),
            "{words}: {:#?}",
            found.complaints
        );
    }
    if complaints.is_empty() {
        assert_eq!(found.complaints, [], "{file}");
    }
    let tally = contest(&found, name);
    for ((candidate, votes), held) in votes.iter().zip(&tally.candidates) {
        assert_eq!(
            (held.name.as_str(), held.votes),
            (*candidate, *votes),
            "{file}"
        );
    }
}

#[test]
fn alabama_2020_primary_names_the_precincts_that_explain_it() {
    let Some(found) = checked("al/20200303__al__primary__precinct__us_senate_rep.csv") else {
        return;
    };
    let found = found.unwrap();
    let senate = contest(&found, "U.S. Senate, primary:R");
    let votes: Vec<(&str, u64)> = senate
        .candidates
        .iter()
        .map(|one| (one.name.as_str(), one.votes))
        .collect();
    assert_eq!(
        votes,
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
    assert_eq!((off.precincts_off, off.precincts_checked), (29, 2_146));
    let first: Vec<(&str, u64, u64)> = off
        .breaks
        .iter()
        .filter(|broken| broken.level == Level::Precinct)
        .take(5)
        .map(|broken| (broken.unit.as_str(), broken.computed, broken.stated))
        .collect();
    assert_eq!(first[0], ("Autauga, UPPER KINGSTON", 416, 0));
    assert_eq!(first[1], ("Madison, PROVISIONAL", 117, 0));
    assert_eq!(first[2], ("Washington, ABSENTEE", 35, 0));
    assert_eq!(
        (first[3].0, first[3].1 - first[3].2),
        ("Cullman, BALDWIN FAMILY LIFE CTR", 7)
    );
    assert_eq!(first[4], ("Geneva, PROVISIONAL", 6, 0));
}

#[test]
fn alabama_2017_names_the_rows_that_are_missing() {
    let Some(found) = checked("al/20171212__al__special__general__county__us_senate.csv") else {
        return;
    };
    let found = found.unwrap();
    let senate = contest(&found, "UNITED STATES SENATOR");
    assert_eq!(
        senate.race.as_ref().map(ToString::to_string).as_deref(),
        Some("2017-AL-senate-special")
    );
    assert_eq!(senate.candidates[0].votes, 673_352);
    assert_eq!(senate.candidates[1].votes, 650_940);
    assert_eq!(senate.write_ins, 21_464);
    assert_eq!(senate.reconciled.counties_off, 19);
    let first: Vec<(&str, u64, &[&str])> = senate
        .reconciled
        .breaks
        .iter()
        .take(2)
        .map(|broken| {
            (
                broken.unit.as_str(),
                broken.off(),
                broken.missing.as_slice(),
            )
        })
        .collect();
    let kinds: &[&str] = &["write-in", "over", "under"];
    assert_eq!(
        first,
        [("Tuscaloosa", 1_032, kinds), ("Lauderdale", 396, kinds)]
    );
    trap(
        "al/20171212__al__special__general__precinct.csv",
        &["written with decimals"],
        "UNITED STATES SENATOR",
        &[("Doug Jones", 673_352)],
    );
}

#[test]
fn alabama_2020_general_is_exact_and_its_ballots_are_not() {
    let Some(found) = checked("al/20201103__al__general__county__us_senate.csv") else {
        return;
    };
    let found = found.unwrap();
    let senate = contest(&found, "U.S. Senate");
    assert_eq!(
        senate.candidates[0].votes - senate.candidates[1].votes,
        471_598
    );
    assert_eq!(senate.write_ins, 3_891);
    assert_eq!(senate.reconciled.counties_off, 40);
    let off: Vec<(&str, u64)> = senate
        .reconciled
        .breaks
        .iter()
        .take(2)
        .map(|broken| (broken.unit.as_str(), broken.off()))
        .collect();
    assert_eq!(off, [("Jackson", 1_459), ("Jefferson", 597)]);
    trap(
        "al/20201103__al__general__precinct.csv",
        &[
            "one candidate under 2 names (Joseph R. Biden; Joseph R. Biden Kamala D. Harri)",
            "37 of 67 counties give them",
        ],
        "President",
        &[("Donald J. Trump", 1_441_170), ("Joseph R. Biden", 849_624)],
    );
    trap(
        "al/20161108__al__general.csv",
        &["totals rows among the units (“Total”)"],
        "President",
        &[("Donald J. Trump", 1_318_255)],
    );
}

#[test]
fn alaska_2020_has_shifted_rows_and_voters_among_the_candidates() {
    trap(
        "oe/ak/2020/20200818__ak__primary__precinct.csv",
        &[
            "lines 1821",
            "registered voters stand among the candidates",
            "ballots cast stand among the candidates",
            "an earlier one's unit",
        ],
        "U.S. Senate, primary:R",
        &[("Sullivan Dan", 65_257)],
    );
}

#[test]
fn arkansas_2020_has_the_state_in_rows_without_a_county() {
    trap(
        "oe/ar/2020/20200303__ar__primary__county.csv",
        &["rows without a unit are the sums of the others"],
        "U.S. President, primary:D",
        &[("Joseph R. Biden", 62_963)],
    );
}

#[test]
fn arkansas_2018_sebastian_is_sound() {
    trap(
        "oe/ar/2018/20180619__ar__primary_runoff__sebastian__precinct.csv",
        &[],
        "State Senate 8, runoff:R",
        &[
            ("Representative Mathew Pitsch", 2_070),
            ("Frank Glidewell", 1_991),
        ],
    );
}

#[test]
fn california_2016_is_one_ballot_for_the_senate_and_one_a_party_for_president() {
    let Some(found) = checked("oe/ca/2016/20160607__ca__primary.csv") else {
        return;
    };
    let found = found.unwrap();
    let senate = contest(&found, "U.S. Senate");
    assert_eq!(
        senate.stage.as_ref().map(ToString::to_string).as_deref(),
        Some("primary")
    );
    // Thirty-four on the ballot, and three names written in.
    assert_eq!(senate.candidates.len(), 37);
    assert_eq!(
        contest(&found, "President, primary:D").candidates[0].name,
        "Hillary Clinton"
    );
}

#[test]
fn california_2020_amador_has_two_totals_among_the_candidates() {
    trap(
        "oe/ca/2020/20200303__ca__primary__amador__precinct.csv",
        &[
            "totals stand among the candidates",
            "over-votes stand among",
            "under-votes stand among",
        ],
        "State House 5",
        &[("FRANK BIGELOW", 11_056)],
    );
    let Some(found) = checked("oe/ca/2020/20200303__ca__primary__amador__precinct.csv") else {
        return;
    };
    let found = found.unwrap();
    assert!(
        found
            .contests
            .iter()
            .all(|contest| contest.reconciles == Some(true))
    );
}

#[test]
fn connecticut_2020_is_ragged() {
    trap(
        "oe/ct/2020/20201103__ct__general__precinct.csv",
        &["leave out the district"],
        "President",
        &[
            ("Biden and Harris", 1_080_680),
            ("Trump and Pence", 715_291),
        ],
    );
}

#[test]
fn georgia_2018_has_judges_for_districts() {
    trap(
        "oe/ga/2018/20180522__ga__primary.csv",
        &["Appeals Court Judge “Bethel”"],
        "Appeals Court Judge Bethel",
        &[("CHARLIE BETHEL", 886_924)],
    );
}

#[test]
fn georgia_2020_has_modes_alone_and_65_counties() {
    trap(
        "oe/ga/2020/20200811__ga__primary__general__runoff.csv",
        &["no column for all votes", "65 of the state's 159"],
        "U.S. House 9",
        &[("Andrew Clyde", 50_095)],
    );
}

#[test]
fn georgia_2021_lacks_four_counties() {
    trap(
        "oe/ga/2021/20210105__ga__runoff.csv",
        &[
            "no column for all votes",
            "155 of the state's 159 are there, without Camden, Chattooga, Grady, Greene",
        ],
        "U.S. Senate, runoff",
        &[("Jon Ossoff", 2_254_592), ("David A. Perdue", 2_182_260)],
    );
}

#[test]
fn idaho_2016_writes_na_for_no_district() {
    trap(
        "oe/id/2016/20160517__id__primary__precinct.csv",
        &["counts are blank"],
        "U.S. Senate NA, primary:R",
        &[("Mike Crapo", 119_633)],
    );
}

#[test]
fn louisiana_has_the_state_among_the_parishes() {
    for (file, name, votes) in [
        (
            "oe/la/2016/20161108__la__general__county.csv",
            "U.S. Senate",
            ("John Kennedy", 482_591),
        ),
        (
            "oe/la/2016/20161210__la__general__runoff__county.csv",
            "U.S. Senate, runoff",
            ("John Kennedy", 536_191),
        ),
        (
            "oe/la/2020/20201103__la__general__county.csv",
            "U.S. Senate",
            ("Bill Cassidy", 1_228_908),
        ),
    ] {
        trap(
            file,
            &["totals rows among the units (“Total Votes”)"],
            name,
            &[votes],
        );
    }
}

#[test]
fn maine_2016_writes_decimals_and_blanks() {
    trap(
        "oe/me/2016/20160614__me__primary__town.csv",
        &[
            "written with decimals",
            "blank or spoilt ballots stand among",
        ],
        "U.S. House CG 1, primary:R",
        &[("Holbrook, Mark I.", 10_353)],
    );
}

#[test]
fn mississippi_2018_has_a_county_called_total() {
    trap(
        "oe/ms/2018/20180605__ms__republican__primary__county.csv",
        &["totals rows among the units (“TOTAL”)"],
        "US Senate, primary:R",
        &[("Roger F. Wicker", 129_115)],
    );
    trap(
        "oe/ms/2018/20181127__ms__general_runoff__precinct.csv",
        &[],
        "U.S. Senate Unexpired Term",
        &[("Cindy Hyde-Smith", 487_774), ("Mike Espy", 420_951)],
    );
}

#[test]
fn new_hampshire_2020_writes_commas_and_blanks() {
    trap(
        "oe/nh/2020/20200211__nh__primary__president__town.csv",
        &["written with commas", "counts are blank"],
        "President, primary:D",
        &[("Bernie Sanders", 76_358)],
    );
}

#[test]
fn new_mexico_2020_withholds_counts() {
    trap(
        "oe/nm/2020/20201103__nm__general__precinct.csv",
        &[
            "7,709 counts are withheld",
            "TOTALS",
            "the county's total is given",
        ],
        "President",
        &[("Joseph R. Biden", 501_614), ("Donald J. Trump", 401_894)],
    );
}

#[test]
fn oklahoma_2018_has_a_runoff_of_six() {
    trap(
        "oe/ok/2018/20180828__ok__primary__runoff__precinct.csv",
        &["State House 10, runoff:R has 6"],
        "Governor, runoff:R",
        &[("Kevin Stitt", 164_892), ("Mick Cornett", 137_316)],
    );
}

#[test]
fn south_carolina_2018() {
    trap(
        "oe/sc/2018/20180612__sc__primary__precinct.csv",
        &[],
        "Attorney General, primary:R",
        &[("Alan Wilson", 166_860)],
    );
    trap(
        "oe/sc/2018/20180619__sc__primary_runoff__precinct.csv",
        &["it says 2018-06-19, and the calendar on file has the runoff of SC on 2018-06-26"],
        "Attorney General, runoff:R",
        &[("Alan Wilson", 213_538)],
    );
}

#[test]
fn texas_has_totals_among_the_candidates_and_a_file_that_is_no_returns() {
    trap(
        "oe/tx/2016/20160524__tx__republican__primary__runoff__county.csv",
        &["totals stand among the candidates"],
        "Railroad Commissioner, runoff:R",
        &[("Wayne Christian", 192_217)],
    );
    trap(
        "oe/tx/2018/20180522__tx__republican__primary_runoff__county.csv",
        &["totals stand among the candidates", "66 of the state's 254"],
        "U. S. Representative 5",
        &[("Lance Gooden", 17_797)],
    );
    trap(
        "oe/tx/2020/20200303__tx__primary__county.csv",
        &[],
        "U.S. Senate, primary:D",
        &[("MARY \"MJ\" HEGAR", 417_160)],
    );
    let Some(found) = checked("oe/tx/2020/20200303__tx__primary__headers.csv") else {
        return;
    };
    assert!(matches!(found, Err(ReturnsError::NotReturns(_))));
}

#[test]
fn washington_2020_is_a_top_two_primary_with_stated_preferences() {
    let Some(found) = checked("oe/wa/2020/20200804__wa__primary__county.csv") else {
        return;
    };
    let found = found.unwrap();
    let governor = contest(&found, "Governor, primary");
    assert_eq!(governor.candidates[0].votes, 1_247_916);
    assert_eq!(governor.candidates.len(), 36);
    assert!(
        governor
            .candidates
            .iter()
            .any(|one| one.party == "Trump Republican")
    );
}
