//! The law of all states: every cell is there, and the rules give the dates that were set.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use claim::{Event, OfficeSought, Race, Stage};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rules::ranked::Ranking;
use rules::{
    Contest, Count, Dated, Decision, Division, Endorsement, How, Lead, Outcome, Prize, Recount,
    RuleKind, Settling, State, Tally,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The fifty and the District of Columbia.
fn states() -> impl Iterator<Item = &'static State> {
    let all = rules::states().iter();
    all.filter(|state| state.division != Division::Territory)
}

const EVERYWHERE: [RuleKind; 8] = [
    RuleKind::FilingDeadline,
    RuleKind::Nomination,
    RuleKind::GeneralWinner,
    RuleKind::AutomaticRecount,
    RuleKind::RecountOnRequest,
    RuleKind::SoreLoser,
    RuleKind::Substitution,
    RuleKind::Polls,
];

/// Cells that nobody has filled yet. A page shows them as not on file.
const NOT_ON_FILE: [(&str, RuleKind); 1] = [("DC", RuleKind::SoreLoser)];

#[test]
fn every_state_has_every_rule_for_every_office() {
    assert_eq!(states().count(), 51);
    let mut missing = Vec::new();
    for state in states() {
        for office in &state.offices {
            for kind in EVERYWHERE {
                for on in ["2020-11-03", "2022-11-08", "2024-11-05"] {
                    let rule = state.rule_for(kind, Some(office.office), day(on));
                    if rule.is_none() && !NOT_ON_FILE.contains(&(state.code.as_str(), kind)) {
                        missing.push(format!("{} {kind} {on} {}", state.code, office.title));
                    }
                }
            }
        }
    }
    // Florida's deadline in a year of new districts, and deadlines whose rule changed, are in the calendar alone.
    missing.retain(|one| !one.contains("the deadline for party candidates"));
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn somebody_takes_papers_in_every_state() {
    for state in states() {
        let place = state
            .rules
            .iter()
            .filter(|rule| rule.kind == RuleKind::FilingDeadline)
            .all(|rule| rule.place.is_some());
        assert!(place, "{}", state.code);
    }
}

#[test]
fn the_house_and_the_senate_are_whole() {
    let seats = |office| -> u16 {
        let voting = states().filter(|state| state.code != "DC");
        voting
            .filter_map(|state| state.office(office))
            .map(|held| held.seats)
            .sum()
    };
    assert_eq!(seats(OfficeSought::House), 435);
    assert_eq!(seats(OfficeSought::Senate), 100);
    let filled = |year| {
        let all = states().filter_map(|state| state.office(OfficeSought::Senate));
        all.filter(|office| office.is_filled_in(year)).count()
    };
    assert_eq!(
        (filled(2018), filled(2020), filled(2022), filled(2024)),
        (33, 33, 34, 33)
    );
    let governors = |year| {
        let all = states().filter_map(|state| state.office(OfficeSought::Governor));
        all.filter(|office| office.is_filled_in(year)).count()
    };
    assert_eq!(
        (governors(2017), governors(2018), governors(2019)),
        (2, 36, 3)
    );
    assert_eq!(
        (governors(2020), governors(2022), governors(2024)),
        (11, 36, 11)
    );
}

fn calendar(state: &State, year: i16) -> Vec<Dated> {
    state.calendar(&format!("{year}-{}-house", state.code).parse().unwrap())
}

fn first_set(dates: &[Dated], event: Event) -> Option<Date> {
    let found = dates.iter().find(|one| one.event == event)?;
    found
        .moved
        .as_ref()
        .map_or(found.date, |moved| moved.from)
        .day()
}

#[test]
fn every_state_has_a_primary_in_every_even_year() {
    for state in states() {
        for year in [2016, 2018, 2020, 2022, 2024] {
            if state.code == "AL" && year == 2016 {
                continue;
            }
            let dates = calendar(state, year);
            let primary = first_set(&dates, Event::Primary);
            assert!(primary.is_some(), "{} {year}", state.code);
            assert!(
                first_set(&dates, Event::General).is_some(),
                "{} {year}",
                state.code
            );
        }
    }
}

/// Years whose calendar was set by a court, by a law for that year, or for an older rule that is not on file.
const OF_THEIR_OWN: [(&str, i16); 4] = [("CO", 2016), ("FL", 2016), ("FL", 2022), ("VA", 2022)];

#[test]
fn the_rules_give_the_deadlines_that_were_published() {
    let mut checked = 0;
    for state in states() {
        for year in [2016, 2018, 2020, 2022] {
            let dates = calendar(state, year);
            let published = first_set(&dates, Event::FilingDeadline);
            let (Some(published), Some(primary)) = (published, first_set(&dates, Event::Primary))
            else {
                continue;
            };
            if OF_THEIR_OWN.contains(&(state.code.as_str(), year)) {
                continue;
            }
            if let Ok(deadline) = state.filing_deadline(primary) {
                assert_eq!(
                    deadline.value.day(),
                    Some(published),
                    "{} {year}",
                    state.code
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 110, "{checked}");
}

#[test]
fn the_rules_give_the_runoffs_that_were_set() {
    let mut checked = 0;
    for state in states() {
        for year in [2016, 2018, 2020, 2022, 2024] {
            let dates = calendar(state, year);
            let (Some(set), Some(primary)) = (
                first_set(&dates, Event::Runoff),
                first_set(&dates, Event::Primary),
            ) else {
                continue;
            };
            if state.code == "LA" {
                let runoff = state
                    .counted_from(RuleKind::GeneralRunoffDate, primary)
                    .unwrap();
                assert_eq!(runoff.value.day(), Some(set), "LA {year}");
                continue;
            }
            // The calendar of 2022 was made with the nine weeks that an act of 2021 had ended.
            if (state.code.as_str(), year) == ("GA", 2022)
                || (state.code.as_str(), year) == ("NC", 2016)
            {
                continue;
            }
            let runoff = state.runoff_date(primary).unwrap();
            assert_eq!(runoff.value.day(), Some(set), "{} {year}", state.code);
            checked += 1;
        }
    }
    assert!(checked > 35, "{checked}");
}

fn contest(race: &str, stage: &str, on: &str) -> (&'static State, Contest) {
    let race: Race = race.parse().unwrap();
    let law = rules::state(&race.state).unwrap();
    let (stage, on) = (stage.parse::<Stage>().unwrap(), day(on));
    (law, Contest { race, stage, on })
}

fn decide(race: &str, stage: &str, on: &str, count: &Count) -> Decision<'static> {
    let (law, contest) = contest(race, stage, on);
    law.decide(&contest, count).unwrap()
}

fn scattered(mut count: Count, scattered: u64) -> Count {
    count.scattered = scattered;
    count
}

#[test]
fn georgia_2020_goes_to_january() {
    let perdue = Count::new([
        ("Perdue", 2_462_617),
        ("Ossoff", 2_374_519),
        ("Hazel", 115_039),
    ]);
    let found = decide("2020-GA-senate", "general", "2020-11-03", &perdue);
    assert_eq!(found.outcome.needs_runoff(), Some(true));
    assert_eq!(found.prize, Prize::Office);
    let runoff = found
        .follows
        .iter()
        .find(|date| date.kind == RuleKind::GeneralRunoffDate)
        .unwrap();
    assert_eq!(runoff.by_rule.unwrap().to_string(), "2021-01-05");
    assert_eq!(runoff.date().unwrap().to_string(), "2021-01-05");
    let (state, of_state) = contest("2018-GA-secretary-of-state", "general", "2018-11-06");
    let two = Count::new([("Raffensperger", 4_910), ("Barrow", 4_870), ("DuVal", 220)]);
    let found = state.decide(&of_state, &two).unwrap();
    assert_eq!(found.follows[0].by_rule.unwrap().to_string(), "2018-12-04");
}

#[test]
fn georgia_lets_the_third_move_up_and_alabama_does_not() {
    let mut count = Count::new([("A", 40), ("B", 35), ("C", 25)]);
    count.candidates[1] = Tally::new("B", 35).gone();
    let georgia = decide("2022-GA-senate", "primary:R", "2022-05-24", &count);
    let candidates = vec![0, 2];
    assert_eq!(georgia.outcome, Outcome::Runoff { candidates });
    let alabama = decide("2022-AL-senate", "primary:R", "2022-05-24", &count);
    let (candidate, how) = (0, How::OtherIsGone);
    assert_eq!(alabama.outcome, Outcome::Wins { candidate, how });
    // Arkansas has no such rule on file: nothing is guessed.
    let arkansas = decide("2022-AR-governor", "primary:R", "2022-05-24", &count);
    assert_eq!(arkansas.outcome, Outcome::Vacant { candidate: 1 });
    assert!(
        arkansas.says().contains("no rule on file"),
        "{}",
        arkansas.says()
    );
}

#[test]
fn a_nominee_who_is_gone_is_replaced_by_whom_the_law_names() {
    let mut count = Count::new([("A", 60), ("B", 40)]);
    count.candidates[0].gone = true;
    let found = decide("2020-MO-governor", "primary:D", "2020-08-04", &count);
    assert_eq!(found.outcome, Outcome::Vacant { candidate: 0 });
    assert!(
        found.says().contains("nominating committee"),
        "{}",
        found.says()
    );
}

#[test]
fn the_first_two_in_california_and_four_in_alaska() {
    let five = Count::new([("A", 5), ("B", 9), ("C", 7), ("D", 6), ("E", 4)]);
    let california = decide("2022-CA-governor", "primary", "2022-06-07", &five);
    assert_eq!(california.outcome.through(), [1, 2]);
    assert_eq!(california.prize, Prize::NextBallot);
    let alaska = decide("2022-AK-senate", "primary", "2022-08-16", &five);
    assert_eq!(alaska.outcome.through(), [1, 2, 3, 0]);
    let before = decide("2020-AK-senate", "primary:R", "2020-08-18", &five);
    assert_eq!(before.outcome.through(), [1]);
    assert_eq!(before.prize, Prize::Nomination);
}

#[test]
fn rankings_in_maine_and_alaska_from_the_day_of_their_law() {
    let three = Count::new([("A", 45), ("B", 44), ("C", 11)]);
    let maine = |race, on| decide(race, "general", on, &three).outcome;
    assert_eq!(maine("2018-ME-house-2", "2018-11-06"), Outcome::Rankings);
    assert_eq!(maine("2016-ME-house-2", "2016-11-08").through(), [0]);
    // The governor is elected by the most votes: the state's constitution says so.
    assert_eq!(maine("2018-ME-governor", "2018-11-06").through(), [0]);
    let alaska = |race, on| decide(race, "general", on, &three).outcome;
    assert_eq!(alaska("2022-AK-house", "2022-11-08"), Outcome::Rankings);
    assert_eq!(alaska("2020-AK-house", "2020-11-03").through(), [0]);
}

#[test]
fn thresholds_change_with_the_law() {
    let close = Count::new([("A", 35), ("B", 33), ("C", 32)]);
    let north = |on| decide("2018-NC-house-9", "primary:R", on, &close).outcome;
    assert_eq!(
        north("2014-05-06"),
        Outcome::RunoffIfAsked {
            leader: 0,
            runner_up: 1
        }
    );
    assert_eq!(north("2018-05-08").through(), [0]);
    let dakota = decide("2018-SD-governor", "primary:R", "2018-06-05", &close).outcome;
    assert_eq!(dakota.through(), [0]);
    let attorney = decide(
        "2018-SD-house",
        "primary:R",
        "2018-06-05",
        &Count::new([("A", 34), ("B", 33), ("C", 33)]),
    );
    assert_eq!(
        attorney.outcome,
        Outcome::Runoff {
            candidates: vec![0, 1, 2]
        }
    );
    let iowa = decide(
        "2014-IA-house-3",
        "primary:R",
        "2014-06-03",
        &Count::new([("A", 25), ("B", 24), ("C", 51 - 24), ("D", 24)]),
    );
    assert_eq!(iowa.outcome, Outcome::Convention);
    let vermont = decide(
        "2014-VT-governor",
        "general",
        "2014-11-04",
        &scattered(Count::new([("A", 46), ("B", 45)]), 9),
    );
    assert_eq!(vermont.outcome, Outcome::Legislature);
    let louisiana = decide("2019-LA-governor", "primary", "2019-10-12", &close);
    assert_eq!(
        (louisiana.outcome.through(), louisiana.prize),
        (vec![0, 1], Prize::Office)
    );
    let runoff = louisiana.follows.last().unwrap();
    assert_eq!(runoff.by_rule.unwrap().to_string(), "2019-11-16");
}

#[test]
fn a_special_election_has_its_own_rule_where_all_stand_on_one_ballot() {
    let three = Count::new([("Hyde-Smith", 415), ("Espy", 406), ("McDaniel", 165)]);
    let special = decide("2018-MS-senate-special", "general", "2018-11-06", &three);
    assert_eq!(special.outcome.needs_runoff(), Some(true));
    assert_eq!(
        special.follows[0].by_rule.unwrap().to_string(),
        "2018-11-27"
    );
    let regular = decide("2018-MS-senate", "general", "2018-11-06", &three);
    assert_eq!(regular.outcome.through(), [0]);
}

#[test]
fn equal_votes_are_settled_as_the_state_says() {
    let two = Count::new([("A", 50), ("B", 50)]);
    let settled = |race, on| match decide(race, "general", on, &two).outcome {
        Outcome::Tie { settled, .. } => settled,
        _ => None,
    };
    assert_eq!(settled("2020-AK-house", "2020-11-03"), Some(Settling::Lot));
    assert_eq!(
        settled("2020-CT-house-1", "2020-11-03"),
        Some(Settling::Election)
    );
    assert_eq!(settled("2020-TN-house-1", "2020-11-03"), None);
    let found = decide("2020-TN-house-1", "general", "2020-11-03", &two);
    assert_eq!(
        found.says(),
        "No rule that would settle the tie is on file."
    );
}

#[track_caller]
fn check_recount(state: &str, on: &str, (margin, cast, leader): (u64, u64, u64), expect: Recount) {
    let lead = Lead {
        margin,
        cast,
        leader,
    };
    let found = rules::state(state).unwrap().recount(
        Some(OfficeSought::Governor),
        &Stage::General,
        lead,
        day(on),
    );
    assert_eq!(found.unwrap().value, expect, "{state} {on} {margin}");
}

#[test]
fn recounts_by_the_law_of_the_day() {
    // Arizona in 2020 had a tenth of a percent: the margin of 10,457 was not within it.
    check_recount(
        "AZ",
        "2020-11-03",
        (10_457, 3_387_326, 1_672_143),
        Recount::None,
    );
    check_recount(
        "AZ",
        "2022-11-08",
        (280, 2_508_670, 1_254_809),
        Recount::Automatic,
    );
    check_recount(
        "FL",
        "2018-11-06",
        (10_033, 8_190_005, 4_099_505),
        Recount::Automatic,
    );
    check_recount(
        "GA",
        "2020-11-03",
        (11_779, 4_999_960, 2_473_633),
        Recount::OnRequest,
    );
    check_recount(
        "MI",
        "2020-11-03",
        (2_001, 5_000_000, 2_500_000),
        Recount::OnRequest,
    );
    check_recount(
        "WI",
        "2020-11-03",
        (20_682, 3_298_041, 1_630_866),
        Recount::OnRequest,
    );
    check_recount(
        "GA",
        "2018-11-06",
        (54_723, 3_939_328, 1_978_408),
        Recount::None,
    );
    check_recount(
        "WI",
        "2020-11-03",
        (40_000, 3_298_041, 1_630_866),
        Recount::None,
    );
}

#[test]
fn conventions_nominate_or_open_the_primary() {
    let utah = rules::state("UT").unwrap();
    let found = utah.endorsement(&[600, 400], day("2018-04-21")).unwrap();
    assert_eq!(found.value, Endorsement::Nominee(0));
    let connecticut = rules::state("CT").unwrap();
    let found = connecticut
        .endorsement(&[80, 16, 4], day("2018-05-19"))
        .unwrap();
    assert_eq!(found.value, Endorsement::Primary(vec![0, 1]));
}

#[test]
fn alaska_counts_rankings_and_draws_lots() {
    let (alaska, contest) = contest("2022-AK-house", "general", "2022-11-08");
    let names = ["Peltola", "Palin", "Begich"];
    let ballots = [
        Ranking::of(&[0], 49),
        Ranking::of(&[1, 2], 26),
        Ranking::of(&[2, 1], 15),
        Ranking::of(&[2, 0], 10),
    ];
    let found = alaska
        .decide_by_rankings(&contest, &names, &ballots, &[])
        .unwrap();
    assert_eq!(found.outcome.through(), [0]);
    let says: Vec<&str> = found.steps.iter().map(|step| step.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "Round 1: 100 ballots count, 51 are a majority; Begich out.",
            "Round 2: 100 ballots count, 51 are a majority; the count ends.",
            "Peltola wins.",
        ]
    );
    let tie = [Ranking::of(&[0], 5), Ranking::of(&[1], 5)];
    let found = alaska
        .decide_by_rankings(&contest, &names[..2], &tie, &[])
        .unwrap();
    let (place, among, settled) = (1, vec![0, 1], Some(Settling::Lot));
    assert_eq!(
        found.outcome,
        Outcome::Tie {
            place,
            among,
            settled
        }
    );
    let (georgia, contest) = self::contest("2022-GA-house-1", "general", "2022-11-08");
    assert!(
        georgia
            .decide_by_rankings(&contest, &names, &ballots, &[])
            .is_err()
    );
}

#[test]
fn polls_close_zone_by_zone() {
    let closing = |state: &str| -> Vec<String> {
        let hours = rules::state(state)
            .unwrap()
            .polls(day("2020-11-03"))
            .unwrap();
        let hours = hours.value.into_iter();
        hours
            .map(|hours| hours.closes.first(&TimeZone::UTC).unwrap().to_string())
            .collect()
    };
    assert_eq!(closing("GA"), ["2020-11-04T00:00:00Z"]);
    // The western panhandle an hour after the rest of Florida; Nebraska all at once.
    assert_eq!(
        closing("FL"),
        ["2020-11-04T00:00:00Z", "2020-11-04T01:00:00Z"]
    );
    assert_eq!(closing("NE"), ["2020-11-04T02:00:00Z"]);
    let tennessee = rules::state("TN").unwrap().polls(day("2020-11-03"));
    assert!(tennessee.unwrap_err().to_string().contains("in words only"));
}

#[test]
fn delegates_and_electors_have_rules_of_their_own() {
    let (alabama, contest) = contest("2020-AL-president", "primary:R", "2020-03-03");
    let count = Count::new([("Donald J. Trump", 696_816), ("Bill Weld", 10_978)]);
    let unknown = alabama.decide(&contest, &count).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "not known: the rule of nomination of AL on 2020-03-03"
    );
    let (georgia, contest) = self::contest("2020-GA-president", "general", "2020-11-03");
    assert!(georgia.decide(&contest, &count).is_err());
    let (dc, contest) = self::contest("2018-DC-mayor", "primary:D", "2018-06-19");
    assert!(dc.decide(&contest, &count).is_ok());
}
