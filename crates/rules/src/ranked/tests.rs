use proptest::prelude::*;

use super::*;

fn method(drop: Drop, until: Until) -> Method {
    let ranked = Provision::Ranked { drop, until };
    Method::of(&ranked).unwrap()
}

fn alaska() -> Method {
    method(Drop::One, Until::TwoRemain)
}

#[test]
fn a_second_choice_decides() {
    let ballots = [
        Ranking::of(&[0], 4),
        Ranking::of(&[1, 0], 3),
        Ranking::of(&[2, 1], 2),
    ];
    let found = tabulate(&ballots, 3, &method(Drop::One, Until::Majority), &[]);
    assert_eq!(found.winner, Some(1));
    assert_eq!(found.rounds[0].votes, [4, 3, 2]);
    assert_eq!(found.rounds[0].majority, 5);
    assert_eq!(found.rounds[1].votes, [4, 5, 0]);
    assert_eq!(found.rounds[0].dropped[0].to, [0, 2, 0]);
}

#[test]
fn marks_that_are_no_choice_end_a_ballot() {
    let marks = |marks: &[Mark]| Ranking {
        marks: marks.to_vec(),
        ballots: 1,
    };
    let all = [true, true];
    let rests = |ballot: &[Mark]| marks(ballot).rests(&all, 1);
    assert_eq!(rests(&[Mark::Empty, Mark::For(1)]), Resting::With(1));
    assert_eq!(
        rests(&[Mark::Empty, Mark::Empty, Mark::For(1)]),
        Resting::Skipped
    );
    assert_eq!(rests(&[Mark::Over, Mark::For(1)]), Resting::Over);
    assert_eq!(rests(&[Mark::Empty, Mark::Empty]), Resting::Blank);
    assert_eq!(rests(&[]), Resting::Blank);
    let gone = marks(&[Mark::For(0)]).rests(&[false, true], 1);
    assert_eq!(gone, Resting::Exhausted);
}

#[test]
fn equal_votes_wait_for_lots() {
    let ballots = [
        Ranking::of(&[0], 4),
        Ranking::of(&[1, 2], 3),
        Ranking::of(&[2, 1], 3),
    ];
    let tied = tabulate(&ballots, 3, &alaska(), &[]);
    assert_eq!((tied.winner, tied.tie), (None, vec![1, 2]));
    let drawn = tabulate(&ballots, 3, &alaska(), &[2, 1]);
    assert_eq!(drawn.winner, Some(2));
    let last = [Ranking::of(&[0], 4), Ranking::of(&[1], 4)];
    assert_eq!(tabulate(&last, 2, &alaska(), &[]).tie, [0, 1]);
    assert_eq!(tabulate(&last, 2, &alaska(), &[1, 0]).winner, Some(1));
    assert_eq!(tabulate(&[], 2, &alaska(), &[]).winner, None);
}

fn any_ballots() -> impl Strategy<Value = Vec<Ranking>> {
    let mark = prop_oneof![
        6 => (0usize..5).prop_map(Mark::For),
        1 => Just(Mark::Empty),
        1 => Just(Mark::Over),
    ];
    let ranking = (proptest::collection::vec(mark, 0..5), 1u64..40)
        .prop_map(|(marks, ballots)| Ranking { marks, ballots });
    proptest::collection::vec(ranking, 0..20)
}

const LOTS: [usize; 5] = [3, 0, 4, 1, 2];

proptest! {
    /// Nothing is lost from round to round.
    #[test]
    fn every_ballot_is_somewhere_in_every_round(ballots in any_ballots()) {
        let all: u64 = ballots.iter().map(|ranking| ranking.ballots).sum();
        let found = tabulate(&ballots, 5, &alaska(), &LOTS);
        for round in &found.rounds {
            let with: u64 = round.votes.iter().sum();
            prop_assert_eq!(with + round.exhausted + round.over + round.skipped + found.blank, all);
        }
        for pair in found.rounds.windows(2) {
            let mut moved = pair[0].votes.clone();
            for dropped in &pair[0].dropped {
                moved[dropped.candidate] = 0;
            }
            for dropped in &pair[0].dropped {
                for (at, more) in dropped.to.iter().enumerate() {
                    moved[at] += more;
                }
            }
            prop_assert_eq!(&moved, &pair[1].votes);
        }
    }

    /// Dropping many at once is the same as dropping them one by one.
    #[test]
    fn a_batch_changes_no_winner(ballots in any_ballots()) {
        for until in [Until::Majority, Until::TwoRemain] {
            let one = tabulate(&ballots, 5, &method(Drop::One, until), &LOTS);
            let batch = tabulate(&ballots, 5, &method(Drop::Batch, until), &LOTS);
            prop_assert_eq!(one.winner, batch.winner);
            prop_assert!(batch.rounds.len() <= one.rounds.len());
        }
    }

    #[test]
    fn permuting_the_candidates_permutes_the_winner(ballots in any_ballots(), turn in 0usize..5) {
        let turned: Vec<Ranking> = ballots
            .iter()
            .map(|ranking| Ranking {
                marks: ranking
                    .marks
                    .iter()
                    .map(|mark| match mark {
                        Mark::For(at) => Mark::For((at + turn) % 5),
                        other => *other,
                    })
                    .collect(),
                ballots: ranking.ballots,
            })
            .collect();
        let lots: Vec<usize> = LOTS.iter().map(|at| (at + turn) % 5).collect();
        let plain = tabulate(&ballots, 5, &alaska(), &LOTS).winner;
        let after = tabulate(&turned, 5, &alaska(), &lots).winner;
        prop_assert_eq!(plain.map(|at| (at + turn) % 5), after);
    }
}
