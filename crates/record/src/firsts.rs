//! Who was first: with an origin of their own, to publish, and seen here. Three questions with three answers.
//!
//! A date without a time is an interval, so who was first is one, too: whoever can have been before all others is named,
//! and where these are several outlets it is a tie, which no rule of ours breaks.

use claim::outlet::canonical;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, DocumentId};

/// Who was first with a fact, by three measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firsts {
    /// The first that did not pass it on from another: in its own voice, or from a source that spoke to it. `null` where
    /// all that is held passes it on.
    pub with_own_origin: Option<First>,
    /// The first to publish it, from wherever.
    pub to_publish: Option<First>,
    /// The first that came to us.
    pub seen_here: Option<First>,
}

/// Who was first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct First {
    /// The earliest moment at which the first of them can have been.
    #[serde(with = "crate::instant")]
    pub earliest: Timestamp,
    /// The moment by which one of them had been for certain.
    #[serde(with = "crate::instant")]
    pub latest: Timestamp,
    /// Whether several outlets can have been first.
    pub tie: bool,
    /// All reports that can have been first, the one known to be out earliest first.
    pub who: Vec<Candidate>,
}

/// A report that can have been first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its outlet under the usual name of the house.
    pub outlet: Option<String>,
    /// The document version.
    pub document: DocumentId,
    /// The claim with which it states the fact.
    pub claim: ClaimId,
}

/// One report with the interval in which it came out, or was seen.
#[derive(Debug, Clone)]
pub(crate) struct Entrant {
    pub(crate) interval: (Timestamp, Timestamp),
    pub(crate) outlet: Option<String>,
    pub(crate) document: DocumentId,
    pub(crate) claim: ClaimId,
}

/// Who of these was first: all whose interval begins before another's has ended.
pub(crate) fn first(mut entrants: Vec<Entrant>) -> Option<First> {
    entrants.sort_by_key(|one| (one.interval.1, one.interval.0, one.document));
    let latest = entrants.first()?.interval.1;
    entrants.retain(|one| one.interval.0 <= latest);
    let earliest = entrants.iter().map(|one| one.interval.0).min()?;
    let mut who: Vec<Candidate> = Vec::new();
    for one in entrants {
        // A report that states the fact twice was first once.
        if who.iter().all(|held| held.document != one.document) {
            who.push(Candidate {
                outlet: one.outlet.map(|name| canonical(&name).to_owned()),
                document: one.document,
                claim: one.claim,
            });
        }
    }
    let tie = who
        .iter()
        .any(|one| one.outlet.is_none() || one.outlet != who[0].outlet)
        && who.len() > 1;
    Some(First {
        earliest,
        latest,
        tie,
        who,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entrant(outlet: &str, from: &str, until: &str, number: u64) -> Entrant {
        Entrant {
            interval: (from.parse().unwrap(), until.parse().unwrap()),
            outlet: Some(outlet.to_owned()),
            document: DocumentId(number),
            claim: ClaimId {
                race: None,
                seq: number,
            },
        }
    }

    #[track_caller]
    fn check(entrants: &[Entrant], names: &[&str], tie: bool) {
        let found = first(entrants.to_vec()).unwrap();
        let outlets: Vec<&str> = found
            .who
            .iter()
            .filter_map(|one| one.outlet.as_deref())
            .collect();
        assert_eq!((&outlets[..], found.tie), (names, tie));
        // The order in which they are given does not matter.
        let mut reversed = entrants.to_vec();
        reversed.reverse();
        assert_eq!(first(reversed).unwrap(), found);
    }

    #[test]
    fn intervals_that_overlap_are_ties() {
        let ap = entrant("AP", "2019-11-06T22:00:00Z", "2019-11-06T22:00:00Z", 1);
        let nbc = entrant("NBC", "2019-11-06T21:50:00Z", "2019-11-06T21:50:00Z", 2);
        let dated = entrant("NPR", "2019-11-06T05:00:00Z", "2019-11-07T04:59:59Z", 3);
        let later = entrant("NPR", "2019-11-07T05:00:00Z", "2019-11-08T04:59:59Z", 4);
        check(&[ap.clone(), nbc.clone(), later.clone()], &["NBC"], false);
        check(
            &[ap.clone(), dated.clone(), later],
            &["Associated Press", "NPR"],
            true,
        );
        // Ten minutes apart is apart; a date is a whole day.
        check(&[ap, nbc, dated], &["NBC", "NPR"], true);
    }

    #[test]
    fn two_reports_of_one_house_are_no_tie() {
        let a = entrant("AP", "2019-11-06T05:00:00Z", "2019-11-07T04:59:59Z", 1);
        let b = entrant("The AP", "2019-11-06T22:00:00Z", "2019-11-06T22:00:00Z", 2);
        check(&[a, b], &["Associated Press", "Associated Press"], false);
    }

    #[test]
    fn nobody_is_first_of_nobody() {
        assert_eq!(first(Vec::new()), None);
    }
}
