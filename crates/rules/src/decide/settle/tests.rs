use proptest::prelude::*;

use super::*;

const MAJORITY: Provision = Provision::MoreThanElseRunoff { per_mille: 500 };
const IOWA: Provision = Provision::AtLeastElseConvention { per_mille: 350 };
const SOUTH_DAKOTA: Provision = Provision::AtLeastElseRunoff { per_mille: 350 };
const NORTH_CAROLINA: Provision = Provision::MoreThanElseIfAsked { per_mille: 300 };

fn count(votes: &[u64]) -> Count {
    Count::new(votes.iter().map(|&votes| ("", votes)))
}

fn by_share(candidate: usize) -> Outcome {
    let how = How::Share;
    Outcome::Wins { candidate, how }
}

fn runoff(a: usize, b: usize) -> Outcome {
    let candidates = vec![a, b];
    Outcome::Runoff { candidates }
}

fn tied(place: usize, among: &[usize]) -> Outcome {
    Outcome::Tie {
        place,
        among: among.to_vec(),
        settled: None,
    }
}

fn advance(candidates: &[usize]) -> Outcome {
    let candidates = candidates.to_vec();
    Outcome::Advance { candidates }
}

#[track_caller]
fn check(provision: &Provision, votes: &[u64], expect: Outcome) {
    assert_eq!(settle(provision, &count(votes)), Some(expect), "{votes:?}");
}

#[test]
fn a_majority_wins_and_nothing_less() {
    check(&MAJORITY, &[51, 49], by_share(0));
    check(&MAJORITY, &[20, 51, 29], by_share(1));
    check(&MAJORITY, &[50, 30, 20], runoff(0, 1));
    check(&MAJORITY, &[1, 3, 2], runoff(1, 2));
    check(&MAJORITY, &[u64::MAX / 2, u64::MAX / 2 - 1], by_share(0));
}

#[test]
fn ties_are_said_not_broken() {
    check(&MAJORITY, &[50, 50], tied(1, &[0, 1]));
    check(&MAJORITY, &[40, 30, 30], tied(2, &[1, 2]));
    check(&MAJORITY, &[40, 40, 20], runoff(0, 1));
    check(&MAJORITY, &[30, 30, 30], tied(2, &[0, 1, 2]));
    check(&MAJORITY, &[], Outcome::NoVotes);
    check(&MAJORITY, &[0, 0, 0], Outcome::NoVotes);
}

#[test]
fn whoever_is_alone_wins() {
    let unopposed = Outcome::Wins {
        candidate: 0,
        how: How::Unopposed,
    };
    check(&MAJORITY, &[7], unopposed.clone());
    check(&Provision::Plurality, &[0], unopposed);
}

#[test]
fn write_ins_can_keep_two_below_a_majority() {
    let mut georgia = count(&[2_462_617, 2_374_519]);
    georgia.scattered = 115_039;
    assert_eq!(settle(&MAJORITY, &georgia), Some(runoff(0, 1)));
    let mut equal = count(&[10, 10]);
    equal.scattered = 1;
    assert_eq!(settle(&MAJORITY, &equal), Some(runoff(0, 1)));
}

#[test]
fn a_plurality_needs_no_runoff() {
    let plurality = |candidate| Outcome::Wins {
        candidate,
        how: How::Plurality,
    };
    check(&Provision::Plurality, &[30, 40, 30], plurality(1));
    check(&Provision::Plurality, &[40, 40, 20], tied(1, &[0, 1]));
}

#[test]
fn thresholds_of_their_own() {
    check(&IOWA, &[35, 33, 32], by_share(0));
    check(&IOWA, &[349, 330, 321], Outcome::Convention);
    check(&SOUTH_DAKOTA, &[350, 330, 320], by_share(0));
    check(&SOUTH_DAKOTA, &[349, 330, 321], runoff(0, 1));
    check(&NORTH_CAROLINA, &[301, 300, 399], by_share(2));
    let asked = Outcome::RunoffIfAsked {
        leader: 0,
        runner_up: 1,
    };
    check(&NORTH_CAROLINA, &[30, 25, 23, 22], asked);
    check(&NORTH_CAROLINA, &[35, 35, 30], tied(1, &[0, 1]));
}

#[test]
fn the_first_two_or_four_go_on() {
    let two = Provision::Top { advance: 2 };
    check(&two, &[10, 30, 20], advance(&[1, 2]));
    check(&two, &[30, 20, 20], tied(2, &[1, 2]));
    check(&two, &[30, 30, 20], advance(&[0, 1]));
    check(&two, &[3], advance(&[0]));
    let four = Provision::Top { advance: 4 };
    check(&four, &[5, 4, 3, 2, 1], advance(&[0, 1, 2, 3]));
    check(&four, &[5, 4, 3, 1, 1], tied(4, &[3, 4]));
    check(&four, &[5, 4, 3], advance(&[0, 1, 2]));
}

#[test]
fn rankings_are_asked_only_below_a_majority() {
    let ranked: Provision =
        toml::from_str("form = 'ranked'\ndrop = 'one'\nuntil = 'majority'").unwrap();
    check(&ranked, &[51, 30, 19], by_share(0));
    check(&ranked, &[50, 30, 20], Outcome::Rankings);
    check(&ranked, &[50, 50], tied(1, &[0, 1]));
}

#[test]
fn words_alone_settle_nothing() {
    assert_eq!(settle(&Provision::InWords, &count(&[2, 1])), None);
    assert_eq!(settle(&Provision::Allowed, &count(&[2, 1])), None);
}

/// The definition, as slowly as one can say it: somebody has more than half; else the only two who each are beaten by at
/// most one other.
fn naive(votes: &[u64]) -> Option<Vec<usize>> {
    let total: u64 = votes.iter().sum();
    if let Some(winner) = votes.iter().position(|&v| 2 * v > total) {
        return Some(vec![winner]);
    }
    let not_beaten_twice: Vec<usize> = (0..votes.len())
        .filter(|&at| votes.iter().filter(|&&v| v > votes[at]).count() < 2)
        .collect();
    (votes.len() > 2 && not_beaten_twice.len() == 2).then_some(not_beaten_twice)
}

fn sorted(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places
}

fn any_provision() -> impl Strategy<Value = Provision> {
    prop_oneof![
        Just(Provision::Plurality),
        Just(MAJORITY),
        Just(SOUTH_DAKOTA),
        Just(IOWA),
        Just(NORTH_CAROLINA),
        (1u8..5).prop_map(|advance| Provision::Top { advance }),
    ]
}

/// An outcome that no longer depends on the order in which equal candidates are listed.
fn plain(outcome: Outcome, votes: &[u64], back: &[usize]) -> String {
    let place = |at: usize| back[at];
    let named = |places: Vec<usize>| sorted(places.into_iter().map(place).collect());
    match outcome {
        Outcome::Tie { place, among, .. } => format!("tie {place} {:?}", named(among)),
        // The leader of a runoff is first; of two with equal votes either may be.
        other => {
            let through = other.through();
            let order: Vec<u64> = through.iter().map(|&at| votes[at]).collect();
            let kind = std::mem::discriminant(&other);
            format!("{kind:?} {order:?} {:?}", named(through))
        }
    }
}

proptest! {
    #[test]
    fn a_majority_or_a_runoff_is_its_definition(votes in proptest::collection::vec(0u64..12, 0..7)) {
        let found = settle(&MAJORITY, &count(&votes)).unwrap();
        if let Some(expect) = naive(&votes) {
            prop_assert_eq!(sorted(found.through()), expect);
        } else {
                let how = How::Unopposed;
                let alone = found == Outcome::Wins { candidate: 0, how };
                let open = matches!(found, Outcome::Tie { .. } | Outcome::NoVotes);
                prop_assert!(alone || open);
        }
    }

    #[test]
    fn permuting_the_candidates_permutes_the_answer(
        provision in any_provision(),
        pairs in proptest::collection::vec((0u64..9, 0u64..1000), 0..7),
        scattered in 0u64..3,
    ) {
        let votes: Vec<u64> = pairs.iter().map(|&(votes, _)| votes).collect();
        let mut back: Vec<usize> = (0..votes.len()).collect();
        back.sort_by_key(|&at| (pairs[at].1, at));
        let permuted: Vec<u64> = back.iter().map(|&at| votes[at]).collect();
        let with = |votes: &[u64]| Count { scattered, ..count(votes) };
        let straight: Vec<usize> = (0..votes.len()).collect();
        let a = plain(settle(&provision, &with(&votes)).unwrap(), &votes, &straight);
        let b = plain(settle(&provision, &with(&permuted)).unwrap(), &permuted, &back);
        prop_assert_eq!(a, b);
    }
}
