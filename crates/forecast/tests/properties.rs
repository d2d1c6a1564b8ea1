//! What must hold of any contest, whatever was asked.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use forecast::{
    Advance, Contest, Entrant, Fitted, Kind, Parameters, Poll, Sampling, draw, expected, outcome,
    posterior,
};
use proptest::prelude::*;

const FEW: Sampling = Sampling {
    draws: 300,
    seed: 7,
};

fn parameters() -> Parameters {
    *Fitted::carried().unwrap().of(Kind::Primary)
}

fn a_poll(house: &str, days: f64, sample: f64, undecided: f64, shares: &[(usize, f64)]) -> Poll {
    Poll {
        house: house.to_owned(),
        days,
        sample: Some(sample),
        questions: 1.0,
        undecided: Some(undecided),
        shares: shares.to_vec(),
        sponsor: None,
    }
}

/// Polls of some of a field, with shares that leave some undecided.
fn polls(size: usize) -> impl Strategy<Value = Vec<Poll>> {
    let one = (
        0usize..4,
        0.0f64..120.0,
        200.0f64..2000.0,
        0.0f64..0.4,
        proptest::collection::vec((any::<bool>(), 1.0f64..40.0), size),
    )
        .prop_map(|(house, days, sample, undecided, answers)| {
            let whole: f64 = answers.iter().map(|(_, weight)| weight).sum();
            let shares: Vec<(usize, f64)> = answers
                .iter()
                .enumerate()
                .filter(|(_, (asked, _))| *asked)
                .map(|(k, (_, weight))| (k, weight / whole * (1.0 - undecided)))
                .collect();
            a_poll(
                &format!("firm {house}"),
                days.floor(),
                sample,
                undecided,
                &shares,
            )
        });
    proptest::collection::vec(one, 0..9)
}

fn contest(size: usize) -> impl Strategy<Value = Contest> {
    (polls(size), proptest::collection::vec(-1.0f64..1.0, size)).prop_map(move |(polls, priors)| {
        Contest {
            kind: Kind::Primary,
            field: priors
                .into_iter()
                .enumerate()
                .map(|(k, prior)| Entrant {
                    prior,
                    ..Entrant::new(format!("candidate {k}"))
                })
                .collect(),
            polls,
            between: 1.2,
        }
    })
}

/// The variance of the log-ratio of two.
fn spread(contest: &Contest, a: usize, b: usize) -> f64 {
    let c = posterior(contest, &parameters()).covariance;
    c[(a, a)] + c[(b, b)] - 2.0 * c[(a, b)]
}

/// A poll of everyone that says what is expected of it; `None` where somebody is too small for a poll to print.
fn at_the_mean(contest: &Contest, days: f64, sample: f64) -> Option<Poll> {
    let all: Vec<(usize, f64)> = (0..contest.field.len()).map(|k| (k, 0.25)).collect();
    let mut poll = a_poll("a new firm", days, sample, 0.0, &all);
    let shares = expected(contest, &parameters(), &poll);
    poll.shares = shares.into_iter().enumerate().collect();
    poll.shares
        .iter()
        .all(|&(_, share)| share > 0.004)
        .then_some(poll)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn shares_sum_to_one(contest in contest(5)) {
        let drawn = draw(&contest, &parameters(), FEW);
        for shares in drawn.shares() {
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        }
        let known = posterior(&contest, &parameters());
        prop_assert!((known.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_poll_of_everyone_at_the_mean_moves_no_mean(contest in contest(4), days in 0.0f64..60.0, sample in 100.0f64..5000.0) {
        let before = posterior(&contest, &parameters());
        let Some(at_the_mean) = at_the_mean(&contest, days, sample) else { return Ok(()) };
        let mut with = contest.clone();
        with.polls.push(at_the_mean);
        let after = posterior(&with, &parameters());
        for (a, b) in before.shares.iter().zip(&after.shares) {
            prop_assert!((a - b).abs() < 1e-6, "{:?} {:?}", before.shares, after.shares);
        }
    }

    #[test]
    fn permuting_the_candidates_permutes_the_answer(contest in contest(4), turn in 1usize..4) {
        let size = contest.field.len();
        let to = |k: usize| (k + turn) % size;
        let mut other = contest.clone();
        for (k, entrant) in contest.field.iter().enumerate() {
            other.field[to(k)] = entrant.clone();
        }
        for poll in &mut other.polls {
            for share in &mut poll.shares {
                share.0 = to(share.0);
            }
            poll.shares.sort_by_key(|share| share.0);
        }
        let (a, b) = (posterior(&contest, &parameters()), posterior(&other, &parameters()));
        for k in 0..size {
            prop_assert!((a.shares[k] - b.shares[to(k)]).abs() < 1e-7);
            for j in 0..size {
                prop_assert!((a.covariance[(k, j)] - b.covariance[(to(k), to(j))]).abs() < 1e-6);
            }
        }
        for (a, b) in a.weights.iter().zip(&b.weights) {
            prop_assert!((a - b).abs() < 1e-6);
        }
    }

    #[test]
    fn more_sample_never_widens(contest in contest(4), days in 0.0f64..60.0, sample in 100.0f64..3000.0, more in 1.0f64..5.0) {
        let Some(poll) = at_the_mean(&contest, days, sample) else { return Ok(()) };
        let with = |sample: f64| {
            let mut with = contest.clone();
            with.polls.push(Poll { sample: Some(sample), ..poll.clone() });
            with
        };
        for b in 1..4 {
            prop_assert!(spread(&with(sample * more), 0, b) <= spread(&with(sample), 0, b) + 1e-8);
            prop_assert!(spread(&with(sample), 0, b) <= spread(&contest, 0, b) + 1e-8);
        }
    }

    #[test]
    fn who_is_out_gets_nothing(mut contest in contest(4), out in 0usize..4) {
        contest.field[out].enters = 0.0;
        let drawn = draw(&contest, &parameters(), FEW);
        prop_assert!(drawn.shares().all(|shares| shares[out] == 0.0));
        let odds = outcome(&contest, &drawn, Advance::Plurality).odds;
        prop_assert!(odds[out].first <= 0.0);
        prop_assert!(odds[out].share <= 0.0);
        let of_others: f64 = odds.iter().map(|odds| odds.first).sum();
        prop_assert!((of_others - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_poll_without_somebody_moves_their_share_not_at_all_while_nobody_asked_about_them(polls in polls(3)) {
        let field = (0..4).map(|k| Entrant::new(format!("candidate {k}"))).collect();
        let none = Contest { kind: Kind::Primary, field, polls: Vec::new(), between: 1.2 };
        let asked = Contest { polls, ..none.clone() };
        let share = |contest: &Contest| {
            let many = Sampling { draws: 4000, seed: 3 };
            let drawn = draw(contest, &Parameters { prior: 1.2, ..parameters() }, many);
            drawn.shares().map(|shares| shares[3]).sum::<f64>() / 4000.0
        };
        // Draws, hence not to the digit; a share that a poll moved would be off by more.
        prop_assert!((share(&none) - share(&asked)).abs() < 0.02);
    }

    #[test]
    fn weights_are_parts_of_one(contest in contest(5)) {
        let known = posterior(&contest, &parameters());
        prop_assert!(known.weights.iter().sum::<f64>() < 1.0 + 1e-6);
    }
}

#[test]
fn the_same_seed_gives_the_same_draws() {
    let contest = Contest {
        kind: Kind::Primary,
        field: vec![Entrant::new("one"), Entrant::new("two")],
        polls: vec![a_poll("firm", 3.0, 600.0, 0.1, &[(0, 0.5), (1, 0.4)])],
        between: 1.2,
    };
    assert_eq!(
        draw(&contest, &parameters(), FEW),
        draw(&contest, &parameters(), FEW)
    );
}
