//! Alabama: what its law says about the elections that everybody can look up.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::fmt::Write;

use claim::{Event, Percent, Race, Stage};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rules::{
    Bound, Contest, Count, Dated, Estimate, Lead, Outcome, Outstanding, Recount, RuleKind,
    RulesError, State, Statement,
};

fn alabama() -> &'static State {
    rules::state("AL").unwrap()
}

fn calendar(race: &str) -> Vec<Dated> {
    alabama().calendar(&race.parse::<Race>().unwrap())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn the(event: Event, race: &str) -> Dated {
    calendar(race)
        .into_iter()
        .find(|dated| dated.event == event)
        .unwrap()
}

fn shown(race: &str) -> String {
    let mut text = String::new();
    for dated in calendar(race) {
        let source = dated.source_of(dated.date).clone();
        let stage = dated.stage.map(|stage| stage.to_string());
        write!(
            text,
            "{} {} [{}]",
            dated.date,
            dated.event,
            stage.as_deref().unwrap_or("-")
        )
        .unwrap();
        if let Some(moved) = &dated.moved {
            write!(text, " first {}", moved.from).unwrap();
        }
        if let Some(condition) = &dated.only_if {
            write!(text, " if {condition}").unwrap();
        }
        writeln!(text, " ({})", source.citation).unwrap();
    }
    text
}

#[test]
fn the_calendar_of_2020() {
    insta::assert_snapshot!(shown("2020-AL-senate"), @r"
    2019-11-08T17:00-06:00 filing_deadline [primary] (Ala. Code § 17-13-5(a); Ballotpedia, Statewide primary election dates, 2020)
    2020-02-17 registration_deadline [primary] (Andalusia Star-News, 27 January 2020)
    2020-03-03 primary [primary] (Secretary of State, Administrative Calendar of 27 June 2019)
    2020-06-29 registration_deadline [runoff] first 2020-03-16 (WAFF, 18 June 2020)
    2020-07-14 runoff [runoff] first 2020-03-31 if no candidate of the party has a majority (Proclamation of the Governor, 18 March 2020)
    2020-10-19 registration_deadline [general] (Andalusia Star-News, 27 January 2020)
    2020-11-03 general [general] (2 U.S.C. § 7; Secretary of State, Administrative Calendar of 27 June 2019)
    2020-11-23 certification [general] (FOX10, 23 November 2020)
    ");
}

#[test]
fn the_calendar_of_the_special_election_of_2017() {
    insta::assert_snapshot!(shown("2017-AL-senate-special"), @r"
    2017-05-17T17:00-05:00 filing_deadline [primary] first 2018-02-09 (Secretary of State, 18 April 2017)
    2017-08-15 primary [primary] first 2018-06-05 (Proclamation of the Governor, 18 April 2017)
    2017-09-26 runoff [runoff] first 2018-07-17 if no candidate of the party has a majority (Proclamation of the Governor, 18 April 2017)
    2017-12-12 general [general] first 2018-11-06 (Proclamation of the Governor, 18 April 2017)
    2017-12-28 certification [general] (AL.com, 28 December 2017)
    ");
}

#[test]
fn a_race_that_was_not_held_has_no_calendar() {
    assert!(calendar("2018-AL-senate").is_empty());
    assert!(calendar("2020-GA-senate").is_empty());
    assert!(!calendar("2020-AL-house-1").is_empty());
}

#[test]
fn the_rules_give_the_dates_that_were_tabulated() {
    for race in [
        "2018-AL-governor",
        "2020-AL-senate",
        "2022-AL-senate",
        "2024-AL-house-2",
        "2026-AL-senate",
    ] {
        let first_set = |event| {
            let dated = the(event, race);
            dated.moved.map_or(dated.date, |moved| moved.from)
        };
        let primary = first_set(Event::Primary).day().unwrap();
        let deadline = alabama().filing_deadline(primary).unwrap();
        assert_eq!(deadline.value, first_set(Event::FilingDeadline), "{race}");
        let runoff = alabama().runoff_date(primary).unwrap();
        assert_eq!(runoff.value, first_set(Event::Runoff), "{race}");
        let general = first_set(Event::General).day().unwrap();
        for dated in calendar(race) {
            if dated.event != Event::RegistrationDeadline {
                continue;
            }
            let election = match dated.stage.unwrap() {
                Stage::Primary(_) => primary,
                Stage::Runoff(_) => the(Event::Runoff, race).date.day().unwrap(),
                _ => general,
            };
            let last = alabama()
                .counted_from(RuleKind::RegistrationDeadline, election)
                .unwrap();
            assert_eq!(last.value, dated.date, "{race}");
        }
    }
}

#[track_caller]
fn check_counted(kind: RuleKind, election: &str, expect: &str) {
    let counted = alabama().counted_from(kind, day(election)).unwrap();
    assert_eq!(counted.value.to_string(), expect);
    assert_eq!(counted.rule.kind, kind);
}

#[test]
fn days_are_counted_as_the_law_counts_them() {
    check_counted(
        RuleKind::FilingDeadline,
        "2020-03-03",
        "2019-11-08T17:00-06:00",
    );
    check_counted(
        RuleKind::FilingDeadline,
        "2018-06-05",
        "2018-02-09T17:00-06:00",
    );
    check_counted(
        RuleKind::FilingDeadline,
        "2014-06-03",
        "2014-04-04T17:00-05:00",
    );
    check_counted(
        RuleKind::PartyCertification,
        "2022-05-24",
        "2022-03-03T17:00-06:00",
    );
    check_counted(RuleKind::StateCertification, "2022-05-24", "2022-03-11");
    check_counted(
        RuleKind::IndependentDeadline,
        "2017-08-15",
        "2017-08-15T17:00-05:00",
    );
    check_counted(RuleKind::RunoffDate, "2012-03-13", "2012-04-24");
    check_counted(RuleKind::RunoffDeclined, "2020-03-03", "2020-03-06");
    check_counted(
        RuleKind::PrimaryStateCanvass,
        "2020-03-03",
        "2020-03-11T12:00-05:00",
    );
    check_counted(
        RuleKind::GeneralCountyCanvass,
        "2008-11-04",
        "2008-11-14T12:00-06:00",
    );
    check_counted(RuleKind::GeneralStateCanvass, "2020-11-03", "2020-11-25");
    check_counted(
        RuleKind::Provisional,
        "2020-11-03",
        "2020-11-06T17:00-06:00",
    );
}

#[test]
fn what_is_not_on_file_is_not_guessed() {
    for (kind, on) in [
        (RuleKind::FilingDeadline, "2008-02-05"),
        (RuleKind::FilingDeadline, "2015-06-01"),
        (RuleKind::RunoffDate, "2019-06-01"),
        (RuleKind::RunoffVoters, "2016-03-01"),
    ] {
        assert_eq!(
            alabama().counted_from(kind, day(on)),
            Err(RulesError::NotKnown {
                state: "AL".to_owned(),
                rule: kind,
                on: day(on),
            })
        );
    }
    let georgia = rules::state("GA").unwrap();
    let unknown = georgia.filing_deadline(day("2010-07-20")).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "not known: the deadline for party candidates of GA on 2010-07-20"
    );
    let wordy = alabama()
        .counted_from(RuleKind::Unopposed, day("2020-03-03"))
        .unwrap_err();
    assert_eq!(
        wordy.to_string(),
        "the rule for unopposed candidates of AL on 2020-03-03 is on file in words only"
    );
}

fn contest(race: &str, stage: &str, on: &str) -> Contest {
    Contest {
        race: race.parse().unwrap(),
        stage: stage.parse().unwrap(),
        on: day(on),
    }
}

const CANDIDATES: [&str; 7] = [
    "Tommy Tuberville",
    "Jeff Sessions",
    "Bradley Byrne",
    "Roy Moore",
    "Ruth Page Nelson",
    "Arnold Mooney",
    "Stanley Adair",
];

fn count(votes: [u64; 7]) -> Count {
    Count::new(CANDIDATES.into_iter().zip(votes))
}

#[test]
fn the_primary_of_2020_leads_to_a_runoff_that_was_moved() {
    let contest = contest("2020-AL-senate", "primary:R", "2020-03-03");
    let primary = count([239_604, 227_082, 178_626, 51_382, 7_200, 7_140, 6_608]);
    let decision = alabama().decide(&contest, &primary).unwrap();
    let candidates = vec![0, 1];
    assert_eq!(decision.outcome, Outcome::Runoff { candidates });
    assert_eq!(
        decision.says(),
        "Nobody has more than 50% of 717,642 votes: a runoff between Tommy Tuberville and Jeff Sessions."
    );
    let step = &decision.steps[0];
    assert_eq!(
        step.rule.unwrap().source.citation,
        "Ala. Code § 17-13-18(a)-(b)"
    );
    let runoff = decision
        .follows
        .iter()
        .find(|following| following.kind == RuleKind::RunoffDate)
        .unwrap();
    assert_eq!(runoff.by_rule.unwrap().to_string(), "2020-03-31");
    assert_eq!(runoff.moved_from().unwrap().to_string(), "2020-03-31");
    assert_eq!(runoff.date().unwrap().to_string(), "2020-07-14");
    let before = "2020-03-10T12:00:00Z".parse().unwrap();
    let known = runoff.known_at(before, &rules::zone("AL")).unwrap();
    assert_eq!(known.to_string(), "2020-03-31");
    // The automatic recount is for general elections alone.
    let recount = decision.recounts[0].ruled.unwrap();
    assert_eq!(recount.value, Recount::OnRequest);
    assert_eq!(decision.recounts[0].lead.margin, 48_456);
}

#[test]
fn the_runoff_of_2020_nominates() {
    let contest = contest("2020-AL-senate", "runoff:R", "2020-07-14");
    let runoff = Count::new([("Tommy Tuberville", 333_890), ("Jeff Sessions", 215_831)]);
    let decision = alabama().decide(&contest, &runoff).unwrap();
    assert_eq!(
        decision.says(),
        "Tommy Tuberville has the most votes, 333,890 of 549,721, and is nominated."
    );
}

#[test]
fn a_runoff_that_one_declines_is_not_held() {
    let contest = contest("2020-AL-senate", "primary:R", "2020-03-03");
    let mut primary = count([239_604, 227_082, 178_626, 51_382, 7_200, 7_140, 6_608]);
    primary.candidates[1].gone = true;
    let decision = alabama().decide(&contest, &primary).unwrap();
    assert!(matches!(
        decision.outcome,
        Outcome::Wins { candidate: 0, .. }
    ));
    assert_eq!(
        decision.says(),
        "Jeff Sessions is gone, so Tommy Tuberville wins without a runoff."
    );
    assert!(decision.steps[1].is_doubtful());
}

#[test]
fn the_night_of_the_primary_proves_a_runoff_and_not_its_two() {
    let contest = contest("2020-AL-senate", "primary:R", "2020-03-03");
    let night = count([233_408, 221_894, 185_411, 49_961, 7_138, 7_062, 6_558]);
    let about = Estimate::from_share(night.total(), Percent::new(96.0).unwrap(), "precincts");
    let certain = |most: Option<u64>| -> Vec<(Statement, Option<bool>)> {
        let out = Outstanding {
            most: most.map(|votes| Bound {
                votes,
                basis: "ballots cast less votes counted".to_owned(),
            }),
            about: about.clone(),
        };
        let outlook = alabama().outlook(&contest, &night, &out).unwrap();
        let certain = outlook.certain.into_iter();
        certain.map(|one| (one.statement, one.holds)).collect()
    };
    let holds = |most: Option<u64>, wanted: &Statement| {
        let all = certain(most);
        all.into_iter()
            .find(|(found, _)| found == wanted)
            .unwrap()
            .1
    };
    let runoff = Statement::NobodyWinsAtOnce;
    let sessions = Statement::AmongTheFirst {
        candidate: 1,
        first: 2,
    };
    // Without a bound on the ballots nothing is certain, whatever share of the precincts has reported.
    assert_eq!(holds(None, &runoff), None);
    assert_eq!(holds(Some(244_616), &runoff), Some(true));
    assert_eq!(holds(Some(244_617), &runoff), Some(false));
    assert_eq!(holds(Some(36_482), &sessions), Some(true));
    assert_eq!(holds(Some(36_483), &sessions), Some(false));
}

#[test]
fn the_three_statements_of_the_night() {
    let contest = contest("2020-AL-senate", "primary:R", "2020-03-03");
    let night = count([233_408, 221_894, 185_411, 49_961, 7_138, 7_062, 6_558]);
    let out = Outstanding {
        most: None,
        about: Estimate::from_share(night.total(), Percent::new(96.0).unwrap(), "precincts"),
    };
    let outlook = alabama().outlook(&contest, &night, &out).unwrap();
    let mut text = String::new();
    for certain in &outlook.certain {
        writeln!(text, "{}", certain.step.says).unwrap();
    }
    writeln!(text, "{}", outlook.likely.unwrap().step.says).unwrap();
    for needed in &outlook.needed {
        writeln!(text, "{}", needed.step.says).unwrap();
    }
    insta::assert_snapshot!(text, @r"
    A runoff is needed: certain while no more than 244,616 votes are out.
    Tommy Tuberville is among the first 2: certain while fewer than 59,511 votes are out.
    Jeff Sessions is among the first 2: certain while fewer than 36,483 votes are out.
    Bradley Byrne is not among the first 2: certain while fewer than 36,483 votes are out.
    Roy Moore is not among the first 2: certain while fewer than 171,933 votes are out.
    Ruth Page Nelson is not among the first 2: certain while fewer than 214,756 votes are out.
    Arnold Mooney is not among the first 2: certain while fewer than 214,832 votes are out.
    Stanley Adair is not among the first 2: certain while fewer than 215,336 votes are out.
    A runoff between Tommy Tuberville and Jeff Sessions: certain while fewer than 36,483 votes are out.
    Likely to stand: about 29,643 votes are out (96% of precincts reported), and 36,482 could not change it. An estimate proves nothing.
    Tommy Tuberville cannot get enough of the 29,643 votes still out (96% of precincts reported) to win at once.
    Bradley Byrne cannot get enough of the 29,643 votes still out (96% of precincts reported) to pass Jeff Sessions.
    Roy Moore cannot get enough of the 29,643 votes still out (96% of precincts reported) to pass Jeff Sessions.
    Ruth Page Nelson cannot get enough of the 29,643 votes still out (96% of precincts reported) to pass Jeff Sessions.
    Arnold Mooney cannot get enough of the 29,643 votes still out (96% of precincts reported) to pass Jeff Sessions.
    Stanley Adair cannot get enough of the 29,643 votes still out (96% of precincts reported) to pass Jeff Sessions.
    ");
}

#[track_caller]
fn check_recount(stage: &str, margin: u64, total: u64, expect: Recount) {
    let stage: Stage = stage.parse().unwrap();
    let lead = Lead {
        margin,
        cast: total,
        leader: total / 2,
    };
    let found = alabama().recount(None, &stage, lead, day("2020-11-03"));
    assert_eq!(found.unwrap().value, expect, "{stage} {margin} of {total}");
}

#[test]
fn votes_are_counted_again_only_in_a_close_general_election() {
    check_recount("general", 5, 1000, Recount::Automatic);
    check_recount("general", 501, 100_000, Recount::OnRequest);
    check_recount("general", 0, 2, Recount::Automatic);
    check_recount("primary:R", 1, 1000, Recount::OnRequest);
    check_recount("runoff:R", 1, 1000, Recount::OnRequest);
    check_recount("general", u64::MAX, u64::MAX, Recount::OnRequest);
}

#[track_caller]
fn check_known(event: Event, moment: &str, expect: &str, citation: &str) {
    let moment: Timestamp = moment.parse().unwrap();
    let zone: TimeZone = rules::zone("AL");
    let dated = the(event, "2020-AL-senate");
    let known = dated.known_at(moment, &zone).unwrap();
    assert_eq!(known.to_string(), expect);
    assert_eq!(dated.source_of(known).citation, citation);
}

#[test]
fn the_runoff_of_2020_moves_only_when_it_was_moved() {
    let (set, moved) = (
        "Secretary of State, Administrative Calendar of 27 June 2019",
        "Proclamation of the Governor, 18 March 2020",
    );
    check_known(Event::Runoff, "2020-03-10T12:00:00Z", "2020-03-31", set);
    // The announcement is dated to the day, so it is certain only when the day ends in Alabama.
    check_known(Event::Runoff, "2020-03-19T04:59:58Z", "2020-03-31", set);
    check_known(Event::Runoff, "2020-03-19T04:59:59Z", "2020-07-14", moved);
    check_known(Event::Primary, "2019-11-06T12:00:00Z", "2020-03-03", set);
}

#[test]
fn offices_counties_and_names() {
    let state = alabama();
    assert_eq!(state.counties, Some(67));
    assert_eq!(state.ocd_division(), "ocd-division/country:us/state:al");
    let house = state.office(claim::OfficeSought::House).unwrap();
    assert_eq!((house.seats, house.term_years), (7, 2));
}

#[test]
fn an_answer_carries_its_rule_in_json() {
    let runoff = alabama().runoff_date(day("2018-06-05")).unwrap();
    let json = serde_json::to_string_pretty(&runoff).unwrap();
    insta::assert_snapshot!(json, @r#"
    {
      "value": "2018-07-17",
      "rule": {
        "kind": "runoff_date",
        "text": "The runoff is on the sixth Tuesday after the primary.",
        "provision": {
          "form": "weekday_after",
          "nth": 6,
          "weekday": "Tuesday"
        },
        "from": "2012-01-01",
        "until": "2018-12-31",
        "source": {
          "citation": "Ala. Code §§ 17-13-3(a), 17-13-18(b), text before 2019",
          "url": "https://www.global-regulation.com/law/united-states/1077318/section-17-13-18.html"
        }
      }
    }
    "#);
}
