//! What date expressions mean.

use super::*;

fn check(published: &str, text: &str, expect: &[&str]) {
    let day = published.parse::<When>().unwrap().day();
    let found: Vec<String> = dates(text, day)
        .into_iter()
        .map(|(start, end, dated)| format!("{} = {}", &text[start..end], dated.period()))
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn weekdays_follow_the_tense() {
    check(
        "2019-11-06",
        "two Republicans said Wednesday.",
        &["Wednesday = 2019-11-06"],
    );
    check(
        "2019-11-06",
        "Sessions is expected to announce his candidacy Thursday.",
        &["Thursday = 2019-11-07"],
    );
    check(
        "2019-11-06",
        "must file with the party by 5:00 p.m. on Friday night",
        &["5:00 p.m. on Friday night = 2019-11-08T17:00"],
    );
    check(
        "2019-11-12",
        "endorsed him on Monday in the primary",
        &["Monday = 2019-11-11"],
    );
}

#[test]
fn days_without_a_year_are_the_nearest_that_fit() {
    check(
        "2019-11-06",
        "the party’s March 3 primary",
        &["March 3 = 2020-03-03"],
    );
    check(
        "2019-10-15",
        "announced his candidacy on Feb. 20.",
        &["Feb. 20 = 2019-02-20"],
    );
    check(
        "2019-10-15",
        "The deadline to file is Nov. 8.",
        &["Nov. 8 = 2019-11-08"],
    );
    check(
        "2020-01-28",
        "A runoff would be held on March 31",
        &["March 31 = 2020-03-31"],
    );
    check(
        "2019-10-30",
        "The filing deadline is 5 p.m. on Nov. 8.",
        &["5 p.m. on Nov. 8 = 2019-11-08T17:00"],
    );
}

#[test]
fn coarse_dates_stay_coarse() {
    check("2019-11-06", "who resigned in 2018", &["2018 = 2018"]);
    check(
        "2019-10-15",
        "a special election in December 2017",
        &["December 2017 = 2017-12"],
    );
    check(
        "2020-03-10",
        "will run against Jones in November.",
        &["November = 2020-11"],
    );
    check(
        "2019-11-06",
        "would vote next month",
        &["next month = 2019-12"],
    );
}

#[test]
fn intervals_have_both_ends() {
    check(
        "2019-10-28",
        "taken Oct. 10-12, found",
        &["Oct. 10-12 = 2019-10-10/2019-10-12"],
    );
    check(
        "2020-06-10",
        "taken May 26-27 for the campaign",
        &["May 26-27 = 2020-05-26/2020-05-27"],
    );
    check(
        "2019-10-18",
        "raised $1.88 million from July through September",
        &["July through September = 2019-07-01/2019-09-30"],
    );
    check(
        "2020-04-16",
        "took in $788,493 from Feb. 13 to March 31",
        &["Feb. 13 to March 31 = 2020-02-13/2020-03-31"],
    );
    check(
        "2020-02-03",
        "raised $312,060 in the fourth quarter of 2019",
        &["the fourth quarter of 2019 = 2019-10-01/2019-12-31"],
    );
}

#[test]
fn without_a_day_of_publication_relative_dates_are_left_out() {
    let found = dates("On Thursday, and on Nov. 3, 2020, and in March.", None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2.when.to_string(), "2020-11-03");
}

#[test]
fn election_days_fall_into_even_years() {
    check(
        "2020-06-24",
        "ballots were mailed for the Nov. 3 election",
        &["Nov. 3 = 2020-11-03"],
    );
    check(
        "2020-07-14",
        "what was to be a March 31 runoff",
        &["March 31 = 2020-03-31"],
    );
    check(
        "2018-11-07",
        "it is clear after Tuesday's election",
        &["Tuesday = 2018-11-06"],
    );
    check("2020-03-02", "in key Super Tuesday primaries", &[]);
    check(
        "2019-10-31",
        "contests on Feb. 3 and Feb. 11",
        &["Feb. 3 = 2020-02-03", "Feb. 11 = 2020-02-11"],
    );
}
