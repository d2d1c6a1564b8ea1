//! What follows from a rule: dates counted from an election, nominees and runoffs, recounts.

use claim::{Percent, Stage, When};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::{Provision, RuleKind, Ruled, RulesError, State};

/// What the votes of a primary lead to. Candidates are named by their place in the list of votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nomination {
    /// This candidate is nominated.
    Nominee(usize),
    /// These two meet in a runoff, the leader first; where rounded shares are equal, the one listed first.
    Runoff(usize, usize),
    /// Equal votes leave open who is nominated or who is in the runoff; the rule on file does not settle it.
    Tie(Vec<usize>),
    /// The shares are rounded too coarsely to say.
    TooClose,
    /// Nobody has a vote.
    NoVotes,
}

impl Nomination {
    /// Whether a runoff follows; `None` where the votes do not settle it.
    pub const fn needs_runoff(&self) -> Option<bool> {
        match self {
            Self::Nominee(_) => Some(false),
            Self::Runoff(..) => Some(true),
            Self::Tie(_) | Self::TooClose | Self::NoVotes => None,
        }
    }
}

/// Whether the votes are counted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recount {
    /// Without anybody asking, unless the loser waives it.
    Automatic,
    /// Where somebody entitled to it asks.
    OnRequest,
    /// Not at all.
    None,
}

/// The moment that a provision counts from an election; `None` where it does not count days.
pub(crate) fn counted(
    provision: &Provision,
    election: Date,
    zone: &TimeZone,
) -> Result<Option<When>, RulesError> {
    let out_of_range = |_| RulesError::OutOfRange(election);
    let (day, time) = match provision {
        Provision::DaysBefore { days, time } => {
            (election.checked_sub(i64::from(*days).days()), *time)
        }
        Provision::DaysAfter { days, time } => {
            (election.checked_add(i64::from(*days).days()), *time)
        }
        Provision::WeekdayAfter { nth, weekday, time } => {
            (election.nth_weekday(i32::from(*nth), *weekday), *time)
        }
        _ => return Ok(None),
    };
    let day = day.map_err(out_of_range)?;
    Ok(Some(at(day, time, zone)))
}

/// A local time with the offset that the zone has then; only the day where the law names no time.
fn at(day: Date, time: Option<Time>, zone: &TimeZone) -> When {
    let Some(time) = time else {
        return When::Day(day);
    };
    let local = day.to_datetime(time);
    match zone.to_timestamp(local) {
        Ok(moment) => When::Moment(local, zone.to_offset(moment)),
        Err(_) => When::Local(local),
    }
}

/// The nominee or the runoff by counted votes; `None` where the provision is in words only.
pub(crate) fn by_votes(provision: &Provision, votes: &[u64]) -> Option<Nomination> {
    let per_mille = match provision {
        Provision::MoreThanElseRunoff { per_mille } => Some(*per_mille),
        Provision::Plurality => None,
        _ => return None,
    };
    let total: u128 = votes.iter().map(|&votes| u128::from(votes)).sum();
    if total == 0 {
        return Some(Nomination::NoVotes);
    }
    let order = from_the_leader(votes);
    let of = |place: usize| order.get(place).and_then(|&at| votes.get(at)).copied();
    let (first, second) = (order[0], of(1));
    let leader_has = u128::from(votes[first]);
    let enough =
        per_mille.is_none_or(|per_mille| leader_has * 1000 > total * u128::from(per_mille));
    if enough && second < Some(votes[first]) {
        return Some(Nomination::Nominee(first));
    }
    let tied_with = |votes_of: Option<u64>| -> Vec<usize> {
        let mut tied: Vec<usize> = (0..votes.len())
            .filter(|&at| votes.get(at).copied() == votes_of)
            .collect();
        tied.sort_unstable();
        tied
    };
    // Of two candidates none can be short of a majority but by a tie, and a runoff of both would be the same contest.
    if per_mille.is_none() || votes.len() < 3 {
        return Some(Nomination::Tie(tied_with(Some(votes[first]))));
    }
    if second == of(2) {
        return Some(Nomination::Tie(tied_with(second)));
    }
    Some(Nomination::Runoff(first, order[1]))
}

/// The nominee or the runoff by rounded shares; `None` where the provision is in words only.
pub(crate) fn by_share(provision: &Provision, shares: &[Percent]) -> Option<Nomination> {
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
        return Some(Nomination::NoVotes);
    };
    if shares.iter().all(|share| share.as_f64() <= 0.0) {
        return Some(Nomination::NoVotes);
    }
    let is_ahead = |place: usize| match (ranges.get(place), ranges.get(place + 1)) {
        (Some((_, (low, _))), Some((_, (_, high)))) => low > high,
        (Some(_), None) => true,
        (None, _) => false,
    };
    Some(match threshold {
        None if is_ahead(0) => Nomination::Nominee(first),
        Some(threshold) if leader_low > threshold => Nomination::Nominee(first),
        Some(threshold) if leader_high <= threshold && shares.len() > 2 && is_ahead(1) => {
            Nomination::Runoff(first, ranges[1].0)
        }
        _ => Nomination::TooClose,
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

fn from_the_leader(votes: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..votes.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(votes.get(at).copied()), at));
    order
}

/// The automatic rule where it applies to the stage and the margin, else what can be asked for.
pub(crate) fn recount<'a>(
    law: &'a State,
    stage: &Stage,
    margin: u64,
    total: u64,
    on: Date,
) -> Result<Ruled<'a, Recount>, RulesError> {
    let automatic = law.known(RuleKind::AutomaticRecount, on)?;
    if let Provision::MarginAtMost { per_mille, stages } = &automatic.provision {
        let close = u128::from(margin) * 1000 <= u128::from(total) * u128::from(*per_mille);
        if close && stages.iter().any(|covered| covered == stage.word()) {
            return Ok(Ruled {
                value: Recount::Automatic,
                rule: automatic,
            });
        }
    }
    let on_request = law.known(RuleKind::RecountOnRequest, on)?;
    let value = match on_request.provision {
        Provision::Allowed => Recount::OnRequest,
        Provision::NotAllowed => Recount::None,
        _ => return Err(law.in_words_only(RuleKind::RecountOnRequest, on)),
    };
    Ok(Ruled {
        value,
        rule: on_request,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAJORITY: Provision = Provision::MoreThanElseRunoff { per_mille: 500 };

    #[track_caller]
    fn check(votes: &[u64], expect: Nomination) {
        assert_eq!(by_votes(&MAJORITY, votes), Some(expect), "{votes:?}");
    }

    #[test]
    fn a_majority_nominates_and_nothing_less() {
        check(&[51, 49], Nomination::Nominee(0));
        check(&[20, 51, 29], Nomination::Nominee(1));
        check(&[50, 30, 20], Nomination::Runoff(0, 1));
        check(&[1, 3, 2], Nomination::Runoff(1, 2));
        check(&[7], Nomination::Nominee(0));
        check(&[u64::MAX, u64::MAX - 1], Nomination::Nominee(0));
    }

    #[test]
    fn ties_are_said_not_broken() {
        check(&[50, 50], Nomination::Tie(vec![0, 1]));
        check(&[40, 30, 30], Nomination::Tie(vec![1, 2]));
        check(&[40, 40, 20], Nomination::Runoff(0, 1));
        check(&[30, 30, 30], Nomination::Tie(vec![0, 1, 2]));
        check(&[], Nomination::NoVotes);
        check(&[0, 0, 0], Nomination::NoVotes);
    }

    #[test]
    fn a_plurality_needs_no_runoff() {
        let plurality = |votes: &[u64]| by_votes(&Provision::Plurality, votes);
        assert_eq!(plurality(&[30, 40, 30]), Some(Nomination::Nominee(1)));
        assert_eq!(plurality(&[40, 40, 20]), Some(Nomination::Tie(vec![0, 1])));
    }

    #[track_caller]
    fn check_shares(shares: &[f64], expect: Nomination) {
        let shares: Vec<Percent> = shares.iter().map(|&s| Percent::new(s).unwrap()).collect();
        assert_eq!(by_share(&MAJORITY, &shares), Some(expect), "{shares:?}");
    }

    #[test]
    fn rounded_shares_settle_only_what_rounding_cannot_change() {
        check_shares(&[33.39, 31.65, 24.89], Nomination::Runoff(0, 1));
        check_shares(&[31.65, 33.39, 24.89], Nomination::Runoff(1, 0));
        check_shares(&[60.74, 39.26], Nomination::Nominee(0));
        check_shares(&[50.4, 30.1, 19.5], Nomination::Nominee(0));
        check_shares(&[50.0, 30.0, 20.0], Nomination::TooClose);
        check_shares(&[33.0, 32.0, 32.0], Nomination::TooClose);
        check_shares(&[14.7, 40.8, 3.6, 40.8], Nomination::Runoff(1, 3));
        check_shares(&[49.97, 30.01, 20.02], Nomination::Runoff(0, 1));
        check_shares(&[], Nomination::NoVotes);
    }

    /// The definition, as slowly as one can say it: somebody has more than half; else the only two who each are beaten
    /// by at most one other.
    fn naive(votes: &[u64]) -> Option<Nomination> {
        let total: u64 = votes.iter().sum();
        if let Some(winner) = votes.iter().position(|&v| 2 * v > total) {
            return Some(Nomination::Nominee(winner));
        }
        let not_beaten_twice: Vec<usize> = (0..votes.len())
            .filter(|&at| votes.iter().filter(|&&v| v > votes[at]).count() < 2)
            .collect();
        match not_beaten_twice[..] {
            [a, b] if votes.len() > 2 && votes[a] >= votes[b] => Some(Nomination::Runoff(a, b)),
            [a, b] if votes.len() > 2 => Some(Nomination::Runoff(b, a)),
            _ => None,
        }
    }

    /// Rounded shares can hide who of the two leads.
    fn unordered(nomination: Nomination) -> Nomination {
        match nomination {
            Nomination::Runoff(a, b) => Nomination::Runoff(a.min(b), a.max(b)),
            other => other,
        }
    }

    proptest! {
        #[test]
        fn nomination_is_its_definition(votes in proptest::collection::vec(0u64..12, 0..7)) {
            let found = by_votes(&MAJORITY, &votes);
            match naive(&votes) {
                Some(expect) => prop_assert_eq!(found, Some(expect)),
                None => prop_assert!(matches!(
                    found,
                    Some(Nomination::Tie(_) | Nomination::NoVotes)
                )),
            }
        }

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
            let by_share = by_share(&MAJORITY, &shares).unwrap();
            if by_share.needs_runoff().is_some() {
                let by_votes = by_votes(&MAJORITY, &votes).unwrap();
                prop_assert_eq!(unordered(by_share), unordered(by_votes));
            }
        }
    }
}
