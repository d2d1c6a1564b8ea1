//! Statements on campaign money beside the figures of filings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use claim::Period;
use jiff::civil::Date;

use super::days::{self, Lies, Time};
use super::fit::{self, Fit};
use super::rules::{self, Relation};
use super::{Basis, Comparison, Figure, Stated, Verdict, derive};

/// Sets a statement against every figure that is held on its holder, and returns what says most about it.
///
/// A figure of an official document comes first, the newest version of it; then one computed with the help of official
/// figures; then what other reports have. Of several that say the same, the one nearest in time is shown.
pub fn money(stated: &Stated, figures: &[Figure]) -> Comparison {
    let time = Time::of(stated.period, stated.said);
    let mut found = direct(stated, time, figures);
    if !found
        .iter()
        .any(|found| found.comparison.verdict.is_confirmed())
    {
        found.extend(between(stated, time, figures));
        for derived in derive::figures(stated, time, figures) {
            found.extend(weigh(stated, time, &derived).map(|weighed| {
                let basis = if derived.official {
                    Basis::Derived
                } else {
                    Basis::Report
                };
                Found::new(stated, &derived, basis, true, weighed)
            }));
        }
    }
    found.sort_by(|a, b| {
        let by_words = || a.comparison.arithmetic.cmp(&b.comparison.arithmetic);
        a.place.cmp(&b.place).then_with(by_words)
    });
    found
        .into_iter()
        .next()
        .map_or_else(|| nothing(stated, figures), |found| found.comparison)
}

/// One comparison, with its place among the others.
struct Found {
    place: (u8, i64, i64, Reverse<Option<Date>>),
    comparison: Comparison,
}

/// A verdict with the end of its arithmetic.
type Weighed = (Verdict, String);

impl Found {
    fn new(
        stated: &Stated,
        figure: &Figure,
        basis: Basis,
        computed: bool,
        (verdict, ending): Weighed,
    ) -> Self {
        let what = if figure.quantity == stated.quantity {
            String::new()
        } else {
            format!(" ({})", figure.quantity.shown())
        };
        let arithmetic = format!(
            "{} against {}{what} {}: {ending}",
            stated.number.words,
            figure.words,
            days::in_words(figure.period, figure.quantity.is_balance()),
        );
        Self {
            place: (
                if is_trivial(stated, figure, verdict) {
                    TRIVIAL
                } else {
                    rank(verdict, basis, computed)
                },
                figure
                    .period
                    .map_or(i64::MAX, |period| away(stated, period)),
                figure.high - figure.low,
                Reverse(figure.as_of),
            ),
            comparison: Comparison {
                verdict,
                official: Some(figure.against(basis)),
                arithmetic,
            },
        }
    }
}

/// How many days the end of a period lies from the day of a statement.
fn away(stated: &Stated, period: Period) -> i64 {
    let wanted = stated
        .period
        .and_then(|period| days::last_day(period.end))
        .unwrap_or(stated.said);
    days::last_day(period.end)
        .and_then(|end| wanted.until(end).ok())
        .map_or(i64::MAX, |span| i64::from(span.get_days().abs()))
}

/// The place of what goes without saying: before nothing at all.
const TRIVIAL: u8 = 15;

/// Whether all that was found is that a part is no more than its whole.
fn is_trivial(stated: &Stated, figure: &Figure, verdict: Verdict) -> bool {
    let time = Time::of(stated.period, stated.said);
    verdict == Verdict::Consistent
        && !figure.quantity.is_balance()
        && figure
            .period
            .is_some_and(|period| days::of_sum(time, stated.said, period) == Lies::Inside)
}

/// What says most stands first: an official figure of the same thing, then a computed one, then hints.
const fn rank(verdict: Verdict, basis: Basis, computed: bool) -> u8 {
    match (verdict, basis) {
        (Verdict::Confirmed, Basis::Official) => 0,
        (Verdict::Rounding, Basis::Official) => 1,
        (Verdict::CutOff, Basis::Official) => 2,
        (Verdict::Bound, Basis::Official) => 3,
        (Verdict::AsFiled, _) => 4,
        (Verdict::Contradicted | Verdict::MoreThanFinal, Basis::Official) => 5,
        (Verdict::Confirmed | Verdict::Rounding | Verdict::CutOff | Verdict::Bound, _) => 6,
        (Verdict::Contradicted | Verdict::MoreThanFinal, _) => 7,
        (Verdict::NearMiss, _) => 8,
        (Verdict::Agrees, _) if !computed => 9,
        (Verdict::Agrees, _) => 10,
        (Verdict::Consistent | Verdict::Partial, _) => 11,
        (Verdict::DifferentScope, _) => 12,
        (Verdict::DifferentMeasure, _) => 13,
        (Verdict::DifferentPeriod, _) => 14,
        (Verdict::Uncheckable, _) => 16,
    }
}

/// Every figure by itself; of the versions of one figure the newest, unless only an older one bears the statement out.
fn direct(stated: &Stated, time: Time, figures: &[Figure]) -> Vec<Found> {
    let mut versions: BTreeMap<_, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        let source = if figure.official {
            ""
        } else {
            figure.document.as_str()
        };
        versions
            .entry((source, figure.quantity, figure.period))
            .or_default()
            .push(figure);
    }
    let mut found = Vec::new();
    for mut versions in versions.into_values() {
        versions.sort_by_key(|figure| (Reverse(figure.as_of), figure.low));
        let mut newest: Option<(&Figure, Weighed)> = None;
        for figure in versions {
            let Some(weighed) = weigh(stated, time, figure) else {
                continue;
            };
            match &newest {
                None => newest = Some((figure, weighed)),
                Some((now, (verdict, _)))
                    if !verdict.is_confirmed() && weighed.0.is_confirmed() =>
                {
                    let ending = format!("{}; amended since to {}", weighed.1, now.words);
                    newest = Some((figure, (Verdict::AsFiled, ending)));
                    break;
                }
                Some(_) => {}
            }
        }
        found.extend(newest.map(|(figure, weighed)| {
            let basis = if figure.official {
                Basis::Official
            } else {
                Basis::Report
            };
            Found::new(stated, figure, basis, false, weighed)
        }));
    }
    found
}

/// One figure: what it says of the statement, if anything.
fn weigh(stated: &Stated, time: Time, figure: &Figure) -> Option<Weighed> {
    let relation = rules::relation(stated.quantity, figure.quantity)?;
    let period = figure.period?;
    let lies = if figure.quantity.is_balance() {
        days::of_balance(time, stated.said, period)
    } else {
        days::of_sum(time, stated.said, period)
    };
    let fit = fit::fit(&stated.number, figure.low, figure.high);
    if fit.holds() && figure.high - figure.low > stated.number.step {
        // A coarser figure meets many statements and bears none of them out.
        return None;
    }
    if !figure.official {
        return reported(stated, figure, relation, lies, fit);
    }
    match relation {
        Relation::Same if stated.quantity.is_balance() => {
            let dated = time != Time::Now;
            balance(stated, figure, lies, fit, dated)
        }
        Relation::Same => sum(stated, time, figure, lies, fit),
        Relation::Part => part(stated, figure, lies),
        Relation::Kin => kin(stated, figure, lies, fit),
    }
}

fn said(stated: &Stated, figure: &Figure, fit: Fit) -> Weighed {
    let ending = fit::in_words(fit, &stated.number, figure.low, figure.high);
    (fit.verdict(), ending)
}

fn balance(stated: &Stated, figure: &Figure, lies: Lies, fit: Fit, dated: bool) -> Option<Weighed> {
    match lies {
        Lies::Same => Some(said(stated, figure, fit)),
        Lies::Before if fit != Fit::Off => Some(said(stated, figure, fit)),
        Lies::Before => Some((
            Verdict::DifferentPeriod,
            format!(
                "the statement gives no date; {}",
                difference(stated, figure)
            ),
        )),
        Lies::Elsewhere if dated && fit.holds() => Some((
            Verdict::Consistent,
            "the same figure at another date".to_owned(),
        )),
        _ => None,
    }
}

fn sum(stated: &Stated, time: Time, figure: &Figure, lies: Lies, fit: Fit) -> Option<Weighed> {
    if lies == Lies::Elsewhere {
        return None;
    }
    if lies == Lies::Same || fit != Fit::Off {
        return Some(said(stated, figure, fit));
    }
    let same_scope = stated.scope.is_some() && stated.scope == figure.scope;
    if lies == Lies::SameEnd && same_scope {
        return Some(said(stated, figure, fit));
    }
    let exceeds = stated.number.value - stated.number.step / 2 > figure.high;
    if lies == Lies::Inside && exceeds && matches!(time, Time::Over(..)) {
        return Some((
            Verdict::Contradicted,
            format!(
                "a part of the period cannot be more than the whole; {}",
                fit::off_by(&stated.number, figure.low, figure.high)
            ),
        ));
    }
    if lies == Lies::Inside && !exceeds {
        return Some((
            Verdict::Consistent,
            "a part of this period, and no more than the whole".to_owned(),
        ));
    }
    Some(different(stated, figure, lies))
}

/// The figure is of another period, or counts since another start.
fn different(stated: &Stated, figure: &Figure, lies: Lies) -> Weighed {
    if let (Some(meant), Some(counted)) = (stated.scope, figure.scope)
        && meant != counted
    {
        let ending = format!(
            "the statement counts {}, the document {}",
            meant.words(),
            counted.words()
        );
        return (Verdict::DifferentScope, ending);
    }
    let why = match lies {
        Lies::SameEnd | Lies::Inside => "the statement gives no start",
        _ => "the statement gives no period",
    };
    (
        Verdict::DifferentPeriod,
        format!("{why}; {}", difference(stated, figure)),
    )
}

fn difference(stated: &Stated, figure: &Figure) -> String {
    let by = stated.number.value - stated.number.value.clamp(figure.low, figure.high);
    let side = if by < 0 { "less" } else { "more" };
    format!("{} {side}", super::number::dollars_and_cents(by.abs()))
}

/// The stated quantity is a part of the official one.
fn part(stated: &Stated, figure: &Figure, lies: Lies) -> Option<Weighed> {
    let whole = figure.quantity.shown();
    let what = stated.quantity.shown();
    let exceeds = stated.number.value - stated.number.step > figure.high;
    match lies {
        Lies::Elsewhere => None,
        Lies::Same if exceeds && stated.number.bound.is_none() => Some((
            Verdict::Contradicted,
            format!("{what} are a part of {whole} and cannot be more"),
        )),
        Lies::Inside if !exceeds => Some((
            Verdict::Consistent,
            format!("a part of this period, and {what} are a part of {whole}"),
        )),
        _ => Some((
            Verdict::DifferentMeasure,
            format!(
                "{what} are a part of {whole}; {}",
                difference(stated, figure)
            ),
        )),
    }
}

/// The two are booked apart: only a hit or a near miss says something.
fn kin(stated: &Stated, figure: &Figure, lies: Lies, fit: Fit) -> Option<Weighed> {
    let booked = format!("booked as {}", figure.quantity.shown());
    match (lies, fit) {
        (Lies::Elsewhere, _) => None,
        (_, Fit::Equal) => Some((Verdict::DifferentMeasure, format!("equal, {booked}"))),
        (_, Fit::Near) => {
            let by = fit::off_by(&stated.number, figure.low, figure.high);
            Some((Verdict::NearMiss, format!("{by}; {booked}")))
        }
        _ => None,
    }
}

/// What another report has: it agrees, or misses narrowly. It contradicts nothing.
fn reported(
    stated: &Stated,
    figure: &Figure,
    relation: Relation,
    lies: Lies,
    fit: Fit,
) -> Option<Weighed> {
    if lies == Lies::Elsewhere || lies == Lies::Inside {
        return None;
    }
    let ending = fit::in_words(fit, &stated.number, figure.low, figure.high);
    let ending = format!("{ending} ({})", figure.authority);
    match (relation, fit) {
        (Relation::Same, fit) if fit.holds() => Some((Verdict::Agrees, ending)),
        (Relation::Same, Fit::Near) => Some((Verdict::NearMiss, ending)),
        (Relation::Kin, Fit::Near) => Some((
            Verdict::NearMiss,
            format!("{ending}; there as {}", figure.quantity.shown()),
        )),
        _ => None,
    }
}

/// A sum up to a day lies between the sums up to an earlier and a later day, since sums only grow.
fn between(stated: &Stated, time: Time, figures: &[Figure]) -> Option<Found> {
    let (earlier, later) = neighbours(stated, time, figures)?;
    let value = stated.number.value;
    if value + stated.number.step / 2 < earlier.low || later.high < value - stated.number.step / 2 {
        return None;
    }
    let ending = format!(
        "it lies between this and {} {}",
        later.words,
        days::in_words(later.period, false)
    );
    Some(Found::new(
        stated,
        earlier,
        Basis::Official,
        false,
        (Verdict::Consistent, ending),
    ))
}

/// The official sums of the same quantity and start that end last before and first after the day of a statement.
fn neighbours<'f>(
    stated: &Stated,
    time: Time,
    figures: &'f [Figure],
) -> Option<(&'f Figure, &'f Figure)> {
    let Time::On(first, last) = time else {
        return None;
    };
    if stated.quantity.is_balance() {
        return None;
    }
    let end = |figure: &Figure| days::last_day(figure.period?.end);
    let start = |figure: &Figure| figure.period?.start;
    let same = |figure: &&Figure| figure.official && figure.quantity == stated.quantity;
    let earlier = figures
        .iter()
        .filter(same)
        .filter(|figure| end(figure).is_some_and(|end| end < first))
        .max_by_key(|figure| (end(figure), figure.as_of))?;
    let later = figures
        .iter()
        .filter(same)
        .filter(|figure| end(figure).is_some_and(|end| end > last))
        .filter(|figure| start(figure) == start(earlier))
        .min_by_key(|figure| (end(figure), Reverse(figure.as_of)))?;
    Some((earlier, later))
}

/// Nothing can be compared; the nearest official figure is named, so that an editor sees what is held.
fn nothing(stated: &Stated, figures: &[Figure]) -> Comparison {
    let nearest = figures
        .iter()
        .filter(|figure| figure.official && figure.quantity == stated.quantity)
        .filter_map(|figure| Some((away(stated, figure.period?), figure)))
        .min_by_key(|(away, figure)| {
            // Of two that are as near and as new, the order in which they are held must not decide.
            let period = figure.period.map(|period| (period.end, period.start));
            (
                *away,
                Reverse(figure.as_of),
                period,
                figure.low,
                figure.high,
            )
        });
    Comparison::nothing(match nearest {
        None => format!("no official figure on {} is held", stated.quantity.shown()),
        Some((_, figure)) => format!(
            "no official figure of this date; the nearest is {} {}",
            figure.words,
            days::in_words(figure.period, figure.quantity.is_balance())
        ),
    })
}
