//! What the delegates of a party's convention decide.

use serde::Serialize;

use super::settle::from_the_leader;
use crate::Provision;

/// What a convention's last ballot leads to. Candidates are named by their place in the list of votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Endorsement {
    /// This one is the nominee, and no primary is held for the place unless somebody gets on its ballot in another way.
    Nominee(usize),
    /// These are on the primary ballot, in the order of their votes.
    Primary(Vec<usize>),
    /// Nobody has the share that the law asks for.
    Nobody,
}

/// The delegates' votes under a provision; `None` where it is not one of a convention.
pub(crate) fn by_delegates(provision: &Provision, votes: &[u64]) -> Option<Endorsement> {
    let Provision::Delegates { nominate, ballot } = provision else {
        return None;
    };
    let total: u128 = votes.iter().map(|&votes| u128::from(votes)).sum();
    if total == 0 {
        return Some(Endorsement::Nobody);
    }
    let reaches = |at: usize, per_mille: u16| {
        u128::from(votes.get(at).copied().unwrap_or_default()) * 1000
            >= total * u128::from(per_mille)
    };
    let order = from_the_leader(votes);
    if let (Some(nominate), Some(&leader)) = (nominate, order.first())
        && reaches(leader, *nominate)
    {
        return Some(Endorsement::Nominee(leader));
    }
    let Some(ballot) = ballot else {
        return Some(Endorsement::Nobody);
    };
    let on_it: Vec<usize> = order
        .into_iter()
        .filter(|&at| reaches(at, *ballot))
        .collect();
    Some(if on_it.is_empty() {
        Endorsement::Nobody
    } else {
        Endorsement::Primary(on_it)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(nominate: Option<u16>, ballot: Option<u16>, votes: &[u64], expect: Endorsement) {
        let provision = Provision::Delegates { nominate, ballot };
        assert_eq!(by_delegates(&provision, votes), Some(expect), "{votes:?}");
    }

    #[test]
    fn delegates_nominate_or_open_the_primary() {
        let utah = |votes, expect| check(Some(600), Some(400), votes, expect);
        utah(&[600, 400], Endorsement::Nominee(0));
        utah(&[401, 599], Endorsement::Primary(vec![1, 0]));
        utah(&[300, 300, 400], Endorsement::Primary(vec![2]));
        utah(&[0, 0], Endorsement::Nobody);
        let connecticut = |votes, expect| check(None, Some(150), votes, expect);
        connecticut(&[700, 150, 149], Endorsement::Primary(vec![0, 1]));
        connecticut(&[1; 7], Endorsement::Nobody);
    }
}
