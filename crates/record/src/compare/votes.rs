//! Published counts of votes beside the final, certified count.

use super::fit::{self, Fit};
use super::number::{grouped, percent};
use super::{Against, Comparison, Number, Verdict};

/// A count for one candidate as a report states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Number of votes.
    pub votes: Option<u64>,
    /// Share of the votes, in thousandths of a percent.
    pub share: Option<i64>,
    /// Share of the units that had been counted, in thousandths of a percent; `None` where the report does not say.
    pub reporting: Option<i64>,
}

/// The final count for the same candidate, stage and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Number of votes.
    pub votes: Option<u64>,
    /// Share of the votes, in thousandths of a percent.
    pub share: Option<i64>,
    /// The document.
    pub against: Against,
}

/// All units, in thousandths of a percent.
const ALL: i64 = 100_000;

/// Sets a published count against the final one.
///
/// Votes are only added as units come in, so a count that was not finished is in keeping with the final one as long as it
/// is not more. Shares move both ways while votes come in: an unfinished share confirms or contradicts nothing. A count
/// that was published as complete is still unofficial until the canvass adds provisional and corrected votes.
pub fn votes(counted: Counted, tally: &Tally) -> Comparison {
    let by_votes = counted
        .votes
        .zip(tally.votes)
        .map(|(stated, last)| of_votes(stated, last, counted.reporting));
    let by_share = counted
        .share
        .zip(tally.share)
        .map(|(stated, last)| of_share(stated, last, counted.reporting));
    let (verdict, arithmetic) = match (by_votes, by_share) {
        (None, None) => return Comparison::nothing("the final count does not have this figure"),
        (Some(votes), None) => votes,
        (None, Some(share)) => share,
        (Some(votes), Some(share)) => (votes.0, format!("{}; {}", votes.1, share.1)),
    };
    Comparison {
        verdict,
        official: Some(tally.against.clone()),
        arithmetic,
    }
}

fn counted_so_far(reporting: Option<i64>) -> String {
    match reporting {
        Some(part) if part >= ALL => " with all units counted".to_owned(),
        Some(part) => format!(" with {} counted", percent(part)),
        None => String::new(),
    }
}

fn of_votes(stated: u64, last: u64, reporting: Option<i64>) -> (Verdict, String) {
    let number = |votes: u64| grouped(i64::try_from(votes).unwrap_or(i64::MAX));
    let sides = format!(
        "{} votes{} against {} in the final count",
        number(stated),
        counted_so_far(reporting),
        number(last)
    );
    match stated.cmp(&last) {
        std::cmp::Ordering::Equal => (Verdict::Confirmed, format!("{sides}: equal")),
        std::cmp::Ordering::Less => (
            Verdict::Partial,
            format!("{sides}: {} were still to come", number(last - stated)),
        ),
        std::cmp::Ordering::Greater => (
            Verdict::MoreThanFinal,
            format!("{sides}: {} too many", number(stated - last)),
        ),
    }
}

fn of_share(stated: i64, last: i64, reporting: Option<i64>) -> (Verdict, String) {
    let complete = reporting.is_some_and(|part| part >= ALL);
    let unfinished = reporting.is_some() && !complete;
    let number = Number::share(stated);
    let sides = format!(
        "{} of the votes{} against {} in the final count",
        number.words,
        counted_so_far(reporting),
        percent(hundredths(last))
    );
    let by = hundredths(stated) - hundredths(last);
    let side = if by < 0 { "below" } else { "above" };
    let points = percent(by.abs());
    let points = points.trim_end_matches(" %");
    let fit = fit::fit(&number, last, last);
    let ending = match fit {
        Fit::Equal => "equal".to_owned(),
        Fit::Rounded => format!("equal after rounding to {}", percent(number.step)),
        Fit::CutOff => format!("equal when cut off at {}", percent(number.step)),
        _ => format!("{points} points {side}"),
    };
    match fit {
        // That an unfinished share is already the final one is chance.
        Fit::Equal | Fit::Rounded | Fit::CutOff if !unfinished => {
            (fit.verdict(), format!("{sides}: {ending}"))
        }
        _ if complete => (
            Verdict::Consistent,
            format!("{sides}: {ending}; unofficial until the canvass"),
        ),
        _ => (Verdict::Partial, format!("{sides}: {ending}")),
    }
}

/// A share is shown to the hundredth of a percent.
fn hundredths(thousandths: i64) -> i64 {
    (thousandths + 5).div_euclid(10) * 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Basis;

    // Alabama's Republican runoff of July 14, 2020, as the Secretary of State certified it: Tuberville 334,675 votes
    // (60.73 %), Sessions 216,452 (39.27 %).
    fn tuberville() -> Tally {
        Tally {
            votes: Some(334_675),
            share: Some(60_726),
            against: Against {
                authority: "Alabama Secretary of State".to_owned(),
                document: "certified results".to_owned(),
                value: "334,675".to_owned(),
                period: None,
                basis: Basis::Official,
                claim: None,
            },
        }
    }

    fn check(
        votes: Option<u64>,
        share: Option<i64>,
        reporting: Option<i64>,
        verdict: Verdict,
        words: &str,
    ) {
        let found = super::votes(
            Counted {
                votes,
                share,
                reporting,
            },
            &tuberville(),
        );
        assert_eq!((found.verdict, found.arithmetic.as_str()), (verdict, words));
    }

    #[test]
    fn a_count_that_was_not_finished_is_partial() {
        check(
            Some(88_015),
            None,
            Some(33_000),
            Verdict::Partial,
            "88,015 votes with 33 % counted against 334,675 in the final count: 246,660 were still to come",
        );
    }

    #[test]
    fn no_partial_count_is_more_than_the_final_one() {
        check(
            Some(334_676),
            None,
            None,
            Verdict::MoreThanFinal,
            "334,676 votes against 334,675 in the final count: 1 too many",
        );
    }

    #[test]
    fn shares_are_compared_as_finely_as_they_are_stated() {
        check(
            None,
            Some(61_000),
            None,
            Verdict::Rounding,
            "61 % of the votes against 60.73 % in the final count: equal after rounding to 1 %",
        );
        check(
            None,
            Some(62_000),
            Some(33_000),
            Verdict::Partial,
            "62 % of the votes with 33 % counted against 60.73 % in the final count: 1.27 points above",
        );
        check(
            None,
            Some(60_900),
            Some(100_000),
            Verdict::Consistent,
            "60.9 % of the votes with all units counted against 60.73 % in the final count: 0.17 points above; \
             unofficial until the canvass",
        );
    }

    #[test]
    fn nothing_to_compare() {
        check(
            None,
            None,
            None,
            Verdict::Uncheckable,
            "the final count does not have this figure",
        );
    }
}
