//! What published shares lead to, which are rounded.

use claim::Percent;
use serde::Serialize;

use crate::Provision;

/// What rounded shares settle. Candidates are named by their place in the list of shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ByShare {
    /// This candidate wins.
    Nominee(usize),
    /// These two meet in a runoff, the leader first; where rounded shares are equal, the one listed first.
    Runoff(usize, usize),
    /// The shares are rounded too coarsely to say.
    TooClose,
    /// Nobody has a vote.
    NoVotes,
}

/// The nominee or the runoff by rounded shares; `None` where the provision is in words only.
pub(crate) fn by_share(provision: &Provision, shares: &[Percent]) -> Option<ByShare> {
    let threshold = match provision {
        Provision::MoreThanElseRunoff { per_mille } => Some(i64::from(*per_mille) * 100),
        Provision::Plurality => None,
        _ => return None,
    };
    let mut ranges: Vec<(usize, (i64, i64))> = shares
        .iter()
        .map(|&share| range(share))
        .enumerate()
        .collect();
    ranges.sort_by_key(|&(at, (low, high))| (-(low + high), at));
    let Some(&(first, (leader_low, leader_high))) = ranges.first() else {
        return Some(ByShare::NoVotes);
    };
    if shares.iter().all(|share| share.as_f64() <= 0.0) {
        return Some(ByShare::NoVotes);
    }
    let is_ahead = |place: usize| match (ranges.get(place), ranges.get(place + 1)) {
        (Some((_, (low, _))), Some((_, (_, high)))) => low > high,
        (Some(_), None) => true,
        (None, _) => false,
    };
    Some(match threshold {
        None if is_ahead(0) => ByShare::Nominee(first),
        Some(threshold) if leader_low > threshold => ByShare::Nominee(first),
        Some(threshold) if leader_high <= threshold && shares.len() > 2 && is_ahead(1) => {
            ByShare::Runoff(first, ranges[1].0)
        }
        _ => ByShare::TooClose,
    })
}

/// What a published share can stand for, in thousandths of a percent: half a unit of its last decimal to each side. A
/// final zero is not seen (50.0 reads as 50), which only widens the range.
fn range(share: Percent) -> (i64, i64) {
    let thousandths = i64::from(share.thousandths());
    let half = match thousandths {
        t if t % 1000 == 0 => 500,
        t if t % 100 == 0 => 50,
        t if t % 10 == 0 => 5,
        _ => 1,
    };
    ((thousandths - half).max(0), thousandths + half)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::decide::count::Count;
    use crate::decide::settle::settle;

    const MAJORITY: Provision = Provision::MoreThanElseRunoff { per_mille: 500 };

    #[track_caller]
    fn check(shares: &[f64], expect: ByShare) {
        let shares: Vec<Percent> = shares.iter().map(|&s| Percent::new(s).unwrap()).collect();
        assert_eq!(by_share(&MAJORITY, &shares), Some(expect), "{shares:?}");
    }

    #[test]
    fn rounded_shares_settle_only_what_rounding_cannot_change() {
        check(&[33.39, 31.65, 24.89], ByShare::Runoff(0, 1));
        check(&[31.65, 33.39, 24.89], ByShare::Runoff(1, 0));
        check(&[60.74, 39.26], ByShare::Nominee(0));
        check(&[50.4, 30.1, 19.5], ByShare::Nominee(0));
        check(&[50.0, 30.0, 20.0], ByShare::TooClose);
        check(&[33.0, 32.0, 32.0], ByShare::TooClose);
        check(&[14.7, 40.8, 3.6, 40.8], ByShare::Runoff(1, 3));
        check(&[49.97, 30.01, 20.02], ByShare::Runoff(0, 1));
        check(&[], ByShare::NoVotes);
    }

    /// Rounded shares can hide who of the two leads.
    fn unordered(mut two: Vec<usize>) -> Vec<usize> {
        two.sort_unstable();
        two
    }

    proptest! {
        #[test]
        fn shares_never_contradict_the_votes(votes in proptest::collection::vec(0u64..2000, 1..7)) {
            let total: u64 = votes.iter().sum();
            prop_assume!(total > 0);
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let shares: Vec<Percent> = votes
                .iter()
                .map(|&v| (v as f64 * 1000.0 / total as f64).round() / 10.0)
                .map(|share| Percent::new(share).unwrap())
                .collect();
            let count = Count::new(votes.iter().map(|&v| ("", v)));
            let by_votes = settle(&MAJORITY, &count).unwrap();
            match by_share(&MAJORITY, &shares).unwrap() {
                ByShare::Nominee(place) => {
                    prop_assert!(by_votes.needs_runoff() != Some(true));
                    prop_assert_eq!(by_votes.through(), vec![place]);
                }
                ByShare::Runoff(a, b) => {
                    prop_assert_eq!(by_votes.needs_runoff(), Some(true));
                    prop_assert_eq!(unordered(by_votes.through()), unordered(vec![a, b]));
                }
                ByShare::TooClose | ByShare::NoVotes => {}
            }
        }
    }
}
