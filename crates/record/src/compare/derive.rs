//! Figures that no document has, computed from those that documents have.
//!
//! Sums of the FEC are cumulative, so a part of a period is a difference; cash obeys an identity; and what is left of a loan
//! is what was lent less what was repaid. Rounded parts make a range, never a false cent. Only cumulative sums are
//! subtracted: a part that a report gives is never used to compute a whole, since reports may give a part of a part.

use claim::{Period, When};
use jiff::ToSpan;
use jiff::civil::Date;

use super::days::{self, Time};
use super::number::{dollars_and_cents, short};
use super::{Figure, Quantity, Stated};

/// Everything that can be computed for this statement.
pub(super) fn figures(stated: &Stated, time: Time, figures: &[Figure]) -> Vec<Figure> {
    let parts: Vec<&Figure> = figures
        .iter()
        .filter(|part| part.official || !outdone(part, figures))
        .collect();
    let mut derived = Vec::new();
    match stated.quantity {
        Quantity::LoanBalance => derived.extend(loans_left(&parts)),
        Quantity::CashOnHand => derived.extend(cash_identity(&parts)),
        _ => {}
    }
    derived.extend(difference(stated, time, &parts));
    derived.retain(|derived| !outdone(derived, figures));
    derived
}

/// Whether an official figure of the same thing and time is held: then neither a report's nor a computed one is used.
fn outdone(figure: &Figure, figures: &[Figure]) -> bool {
    let Some(period) = figure.period else {
        return true;
    };
    let same_time = |other: Period| {
        let (end, other_end) = (days::last_day(period.end), days::last_day(other.end));
        if figure.quantity.is_balance() {
            let next = end.and_then(|end| end.tomorrow().ok());
            return other_end == end || other_end == next;
        }
        let starts = period.start.is_none() || other.start == period.start;
        starts && other_end == end
    };
    figures
        .iter()
        .filter(|other| other.official && other.quantity == figure.quantity)
        .filter_map(|other| other.period)
        .any(same_time)
}

/// One part of a computation: plus or minus a figure.
struct Term<'f> {
    sign: i64,
    figure: &'f Figure,
}

/// The sum of its terms, with the arithmetic as its words.
fn computed(quantity: Quantity, terms: &[Term<'_>], period: Period) -> Figure {
    let (mut low, mut high) = (0_i64, 0_i64);
    let mut arithmetic = String::new();
    for (at, term) in terms.iter().enumerate() {
        let (least, most) = if term.sign < 0 {
            (-term.figure.high, -term.figure.low)
        } else {
            (term.figure.low, term.figure.high)
        };
        low = low.saturating_add(least);
        high = high.saturating_add(most);
        arithmetic.push_str(match (at, term.sign < 0) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        arithmetic.push_str(&part(term.figure));
    }
    let value = if low == high {
        dollars_and_cents(low)
    } else {
        let whole = |cents: i64| short((cents + 50).div_euclid(100) * 100);
        format!("{} to {}", whole(low), whole(high))
    };
    let official = terms.iter().filter(|term| term.figure.official);
    let first = official
        .clone()
        .next()
        .map_or(&terms[0].figure, |term| &term.figure);
    Figure {
        authority: first.authority.clone(),
        document: first.document.clone(),
        official: official.count() > 0,
        quantity,
        low,
        high,
        words: format!("{value} (= {arithmetic})"),
        period: Some(period),
        scope: first.scope,
        as_of: first.as_of,
        claim: None,
    }
}

/// A figure as a part of a computation: what it counts, when, and from whom where that is a report.
fn part(figure: &Figure) -> String {
    let from = if figure.official {
        String::new()
    } else {
        format!(", {}", figure.authority)
    };
    format!(
        "{} {} {}{from}",
        figure.words,
        figure.quantity.shown(),
        days::in_words(figure.period, figure.quantity.is_balance())
    )
}

/// What was lent, less what was repaid, in one document.
fn loans_left(figures: &[&Figure]) -> Vec<Figure> {
    let of = |quantity| {
        figures
            .iter()
            .filter(move |figure| figure.quantity == quantity)
    };
    of(Quantity::Loaned)
        .flat_map(|lent| of(Quantity::LoanRepayments).map(move |repaid| (lent, repaid)))
        .filter(|(lent, repaid)| lent.official && lent.document == repaid.document)
        .filter(|(lent, repaid)| lent.period == repaid.period)
        .filter_map(|(lent, repaid)| {
            let terms = [
                Term {
                    sign: 1,
                    figure: lent,
                },
                Term {
                    sign: -1,
                    figure: repaid,
                },
            ];
            Some(computed(Quantity::LoanBalance, &terms, lent.period?))
        })
        .collect()
}

/// Cash at the end = cash at the start + raised − spent, solved for whichever end is not held. The document's own identity
/// is left alone: at least one part comes from elsewhere.
fn cash_identity(figures: &[&Figure]) -> Vec<Figure> {
    let of = |quantity| {
        figures
            .iter()
            .filter(move |figure| figure.quantity == quantity)
    };
    let mut derived = Vec::new();
    for raised in of(Quantity::Raised) {
        let Some((start, end)) = days_of(raised) else {
            continue;
        };
        for spent in of(Quantity::Spent).filter(|spent| days_of(spent) == Some((start, end))) {
            if raised.official != spent.official {
                continue;
            }
            for cash in of(Quantity::CashOnHand) {
                if cash.official && raised.official {
                    continue;
                }
                let Some(held) = cash.period.and_then(|period| days::last_day(period.end)) else {
                    continue;
                };
                let Ok(eve) = start.checked_sub(1.day()) else {
                    continue;
                };
                let (sign, day) = if held == end {
                    (-1, eve)
                } else if held == eve || held == start {
                    (1, end)
                } else {
                    continue;
                };
                let terms = [
                    Term {
                        sign: 1,
                        figure: cash,
                    },
                    Term {
                        sign,
                        figure: raised,
                    },
                    Term {
                        sign: -sign,
                        figure: spent,
                    },
                ];
                let period = Period {
                    start: None,
                    end: When::Day(day),
                };
                derived.push(computed(Quantity::CashOnHand, &terms, period));
            }
        }
    }
    derived
}

fn days_of(figure: &Figure) -> Option<(Date, Date)> {
    let period = figure.period?;
    Some((days::first_day(period.start?)?, days::last_day(period.end)?))
}

/// The part of a period as the difference of two sums since the same start: to its end, and to the day before it begins.
fn difference(stated: &Stated, time: Time, figures: &[&Figure]) -> Vec<Figure> {
    let Time::Over(from, to) = time else {
        return Vec::new();
    };
    if stated.quantity.is_balance() {
        return Vec::new();
    }
    let same = || {
        figures
            .iter()
            .filter(|figure| figure.quantity == stated.quantity)
    };
    let mut derived = Vec::new();
    for whole in same().filter(|figure| figure.official) {
        let Some((start, end)) = days_of(whole) else {
            continue;
        };
        if end != to || start >= from {
            continue;
        }
        for before in same().filter(|before| ends_on_eve(before, from)) {
            let counts_alike = match days_of(before) {
                Some((first, _)) => first == start,
                // A report seldom says since when it counts; its sum must then fit between the official ones.
                None => grows(before, whole, figures),
            };
            if counts_alike {
                let terms = [
                    Term {
                        sign: 1,
                        figure: whole,
                    },
                    Term {
                        sign: -1,
                        figure: before,
                    },
                ];
                let period = Period {
                    start: Some(When::Day(from)),
                    end: When::Day(to),
                };
                derived.push(computed(stated.quantity, &terms, period));
            }
        }
    }
    derived
}

fn ends_on_eve(figure: &Figure, from: Date) -> bool {
    let end = figure.period.and_then(|period| days::last_day(period.end));
    end.is_some() && end == from.checked_sub(1.day()).ok()
}

/// Whether a sum of unknown start is no more than a later official sum, and no less than an official one before it. At
/// least one must be held on each side.
fn grows(sum: &Figure, whole: &Figure, figures: &[&Figure]) -> bool {
    let Some(end) = sum.period.and_then(|period| days::last_day(period.end)) else {
        return false;
    };
    let mut earlier = figures
        .iter()
        .filter(|figure| figure.official && figure.quantity == sum.quantity)
        .filter(|figure| days_of(figure).is_some_and(|(_, before)| before < end))
        .peekable();
    earlier.peek().is_some()
        && earlier.all(|figure| figure.low <= sum.high)
        && sum.low <= whole.high
}
