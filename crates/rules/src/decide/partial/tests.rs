use proptest::prelude::*;

use super::*;

const MAJORITY: Provision = Provision::MoreThanElseRunoff { per_mille: 500 };
const SOUTH_DAKOTA: Provision = Provision::AtLeastElseRunoff { per_mille: 350 };

fn count(votes: &[u64]) -> Count {
    Count::new(votes.iter().map(|&votes| ("", votes)))
}

fn up_to(provision: &Provision, votes: &[u64]) -> Vec<(Statement, u64)> {
    let count = count(votes);
    let standing = settle(provision, &count).unwrap();
    statements(provision, &count, &standing)
}

#[track_caller]
fn check(provision: &Provision, votes: &[u64], statement: &Statement, expect: u64) {
    let found = up_to(provision, votes);
    let found = found.iter().find(|(found, _)| found == statement);
    assert_eq!(found.map(|(_, up_to)| *up_to), Some(expect), "{votes:?}");
}

/// The count that Breitbart gave at "96%" on the night of 3 March 2020.
const ALABAMA: [u64; 7] = [233_408, 221_894, 185_411, 49_961, 7_138, 7_062, 6_558];

#[test]
fn alabama_at_96_percent() {
    check(&MAJORITY, &ALABAMA, &Statement::NobodyWinsAtOnce, 244_616);
    let sessions = Statement::AmongTheFirst {
        candidate: 1,
        first: 2,
    };
    check(&MAJORITY, &ALABAMA, &sessions, 36_482);
    let both = Statement::Runoff {
        candidates: vec![0, 1],
    };
    check(&MAJORITY, &ALABAMA, &both, 36_482);
    let byrne = Statement::NotAmongTheFirst {
        candidate: 2,
        first: 2,
    };
    check(&MAJORITY, &ALABAMA, &byrne, 36_482);
}

#[test]
fn a_lead_is_safe_below_the_gap() {
    let wins = Statement::Wins { candidate: 0 };
    check(&Provision::Plurality, &[60, 40], &wins, 19);
    check(&MAJORITY, &[60, 40], &wins, 19);
    check(&SOUTH_DAKOTA, &[40, 30, 30], &wins, 9);
    check(&SOUTH_DAKOTA, &[36, 25, 24], &wins, 10);
}

#[test]
fn shares_of_units_are_estimates() {
    let total = ALABAMA.iter().sum();
    let about = Estimate::from_units(total, 96, 100, "percent of precincts").unwrap();
    assert_eq!(about.votes, 29_643);
    assert_eq!(Estimate::from_units(total, 0, 100, ""), None);
    assert_eq!(Estimate::from_units(total, 101, 100, ""), None);
    let all = Estimate::from_units(u64::MAX, 1, u64::MAX, "");
    assert_eq!(all, None, "more than can be counted");
}

/// Every way in which so many more votes can fall.
fn completions(votes: &[u64], rest: u64) -> Vec<Vec<u64>> {
    let Some((first, others)) = votes.split_first() else {
        return vec![Vec::new()];
    };
    (0..=rest)
        .flat_map(|more| {
            completions(others, rest - more)
                .into_iter()
                .map(move |tail| {
                    let mut all = vec![first + more];
                    all.extend(tail);
                    all
                })
        })
        .collect()
}

/// Whether a statement is true of a full count, with no lot to be drawn.
fn is_true(statement: &Statement, provision: &Provision, votes: &[u64]) -> bool {
    let at_least = |mine: u64| votes.iter().filter(|&&other| other >= mine).count() - 1;
    let more = |mine: u64| votes.iter().filter(|&&other| other > mine).count();
    let outcome = settle(provision, &count(votes)).unwrap();
    match statement {
        Statement::Wins { candidate } => {
            matches!(outcome, Outcome::Wins { candidate: winner, .. } if winner == *candidate)
        }
        Statement::NobodyWinsAtOnce => !matches!(outcome, Outcome::Wins { .. }),
        Statement::AmongTheFirst { candidate, first } => at_least(votes[*candidate]) < *first,
        Statement::NotAmongTheFirst { candidate, first } => more(votes[*candidate]) >= *first,
        Statement::Runoff { candidates } => {
            let mut through = outcome.through();
            through.sort_unstable();
            let mut both = candidates.clone();
            both.sort_unstable();
            matches!(outcome, Outcome::Runoff { .. }) && through == both
        }
        Statement::MayAsk { leader, runner_up } => {
            let (leader, runner_up) = (*leader, *runner_up);
            outcome == Outcome::RunoffIfAsked { leader, runner_up }
                && votes[leader] > votes[runner_up]
        }
    }
}

fn any_provision() -> impl Strategy<Value = Provision> {
    prop_oneof![
        Just(Provision::Plurality),
        Just(MAJORITY),
        Just(SOUTH_DAKOTA),
        Just(Provision::MoreThanElseIfAsked { per_mille: 300 }),
        Just(Provision::AtLeastElseConvention { per_mille: 350 }),
        (1u8..3).prop_map(|advance| Provision::Top { advance }),
    ]
}

proptest! {
    #[test]
    fn what_is_certain_is_so_in_every_full_count_and_no_bound_is_too_low(
        provision in any_provision(),
        votes in proptest::collection::vec(0u64..7, 2..4),
    ) {
        for (statement, up_to) in up_to(&provision, &votes) {
            if up_to > 12 {
                continue;
            }
            for full in completions(&votes, up_to) {
                prop_assert!(is_true(&statement, &provision, &full), "{statement:?} {full:?}");
            }
            let refuted = completions(&votes, up_to + 1)
                .iter()
                .any(|full| !is_true(&statement, &provision, full));
            prop_assert!(refuted, "{statement:?} holds beyond {up_to} of {votes:?}");
        }
    }

    #[test]
    fn a_full_count_never_contradicts_what_was_certain(
        provision in any_provision(),
        votes in proptest::collection::vec((0u64..100_000, 0u64..30_000), 2..9),
    ) {
        let counted: Vec<u64> = votes.iter().map(|&(counted, _)| counted).collect();
        let rest: u64 = votes.iter().map(|&(_, rest)| rest).sum();
        let full: Vec<u64> = votes.iter().map(|&(counted, rest)| counted + rest).collect();
        for (statement, up_to) in up_to(&provision, &counted) {
            if rest <= up_to {
                prop_assert!(is_true(&statement, &provision, &full), "{statement:?}");
            }
        }
    }
}
