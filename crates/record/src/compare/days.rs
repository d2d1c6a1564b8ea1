//! Days: when a statement holds, how that lies to a figure's period, and how long a period is.

use claim::{Period, When};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Against, Basis, Comparison, Verdict};

/// The first day that a date can mean.
pub(super) fn first_day(when: When) -> Option<Date> {
    match when {
        When::Year(year) => Date::new(year, 1, 1).ok(),
        When::Month(year, month) => Date::new(year, month, 1).ok(),
        _ => when.day(),
    }
}

/// The last day that a date can mean.
pub(super) fn last_day(when: When) -> Option<Date> {
    match when {
        When::Year(year) => Date::new(year, 12, 31).ok(),
        When::Month(year, month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        _ => when.day(),
    }
}

/// For when a statement is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// It gives no date: for the moment at which it is made, or some moment before.
    Now,
    /// For one day, or up to it: the first and the last day that the date can mean.
    On(Date, Date),
    /// From a day to a day.
    Over(Date, Date),
}

impl Time {
    /// A date that holds the day of publication says no more than "now".
    pub(super) fn of(period: Option<Period>, said: Date) -> Self {
        let Some(period) = period else {
            return Self::Now;
        };
        let (Some(first), Some(last)) = (first_day(period.end), last_day(period.end)) else {
            return Self::Now;
        };
        match period.start.and_then(first_day) {
            Some(start) => Self::Over(start, last),
            None if first <= said && said <= last => Self::Now,
            None => Self::On(first, last),
        }
    }
}

/// How the time of a statement lies to the period of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// The same date or period.
    Same,
    /// The same end, and one of them does not say where it starts.
    SameEnd,
    /// Within it.
    Inside,
    /// The statement gives no date, and the figure's was over by then.
    Before,
    /// Partly or wholly elsewhere.
    Elsewhere,
}

/// How a statement on a balance lies to a figure that holds at the end of its period.
pub(super) fn of_balance(time: Time, said: Date, period: Period) -> Lies {
    let Some(end) = last_day(period.end) else {
        return Lies::Elsewhere;
    };
    // What is held at the end of a day is held at the beginning of the next.
    let on = |first: Date, last: Date| {
        (first <= end && end <= last) || end.checked_sub(1.day()).ok() == Some(last)
    };
    match time {
        Time::Now if end <= said => Lies::Before,
        Time::On(first, last) if on(first, last) => Lies::Same,
        Time::Over(_, last) if on(last, last) => Lies::Same,
        _ => Lies::Elsewhere,
    }
}

/// How a statement on a sum lies to a figure that is summed over its period.
pub(super) fn of_sum(time: Time, said: Date, period: Period) -> Lies {
    let Some(end) = last_day(period.end) else {
        return Lies::Elsewhere;
    };
    let start = period.start.and_then(first_day);
    match (time, start) {
        (Time::Now, _) if end <= said => Lies::Before,
        (Time::On(first, last), _) if first <= end && end <= last => Lies::SameEnd,
        (Time::On(first, last), Some(start)) if start <= first && last < end => Lies::Inside,
        (Time::Over(from, to), Some(start)) if (from, to) == (start, end) => Lies::Same,
        (Time::Over(from, to), Some(start)) if start <= from && to <= end => Lies::Inside,
        (Time::Over(_, to), None) if to == end => Lies::SameEnd,
        _ => Lies::Elsewhere,
    }
}

/// A period in words: `on 2019-01-01`, `for 2019-01-01 to 2020-02-12`.
pub(super) fn in_words(period: Option<Period>, balance: bool) -> String {
    match period {
        None => "without a date".to_owned(),
        Some(Period { end, .. }) if balance => format!("on {end}"),
        Some(Period { start: None, end }) => format!("to {end}"),
        Some(Period {
            start: Some(start),
            end,
        }) => format!("for {start} to {end}"),
    }
}

/// Whether a period has as many days as a statement gives it: "the 17-day period that ended March 31". Both ends are
/// counted. `None` where the period has no start or is not known to the day.
pub fn period_length(stated_days: u32, period: Period) -> Option<Comparison> {
    let (start, end) = (period.start?.day()?, period.end.day()?);
    let days = i64::from(start.until(end).ok()?.get_days()) + 1;
    let verdict = if days == i64::from(stated_days) {
        Verdict::Confirmed
    } else {
        Verdict::Contradicted
    };
    let found = match verdict {
        Verdict::Confirmed => "equal".to_owned(),
        _ => format!("not {stated_days}"),
    };
    Some(Comparison {
        verdict,
        official: Some(Against {
            authority: "calendar".to_owned(),
            document: "calendar".to_owned(),
            value: format!("{days} days"),
            period: Some(period),
            basis: Basis::Official,
            claim: None,
        }),
        arithmetic: format!("{start} to {end}, both days counted, are {days} days: {found}"),
    })
}

/// How long a period is, where a quote says so: `17-day period` → 17.
pub(crate) fn stated_days(quote: &str) -> Option<u32> {
    let lower = quote.to_lowercase();
    let at = lower
        .find("-day period")
        .or_else(|| lower.find(" day period"))?;
    let digits = lower[..at]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |before| {
            before + lower[before..].chars().next().map_or(1, char::len_utf8)
        });
    lower[digits..at].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_as_long_as_the_calendar_says() {
        let check = |days, text: &str, expect: &str| {
            let found = period_length(days, period(text)).unwrap();
            assert_eq!(found.arithmetic, expect);
        };
        check(
            17,
            "2020-02-13/2020-03-31",
            "2020-02-13 to 2020-03-31, both days counted, are 48 days: not 17",
        );
        check(
            48,
            "2020-02-13/2020-03-31",
            "2020-02-13 to 2020-03-31, both days counted, are 48 days: equal",
        );
        assert_eq!(period_length(30, period("2020-03-31")), None);
        assert_eq!(period_length(30, period("2020-02/2020-03")), None);
    }

    #[test]
    fn quotes_state_the_length_of_periods() {
        assert_eq!(
            stated_days("during the 17-day period that ended March 31"),
            Some(17)
        );
        assert_eq!(stated_days("é17 day period"), Some(17));
        assert_eq!(stated_days("a period"), None);
        assert_eq!(stated_days("-day period"), None);
        assert_eq!(stated_days("99999999999-day period"), None);
    }

    #[test]
    fn the_month_of_publication_is_no_date() {
        let said = day("2019-10-30");
        assert_eq!(Time::of(Some(period("2019-10")), said), Time::Now);
        assert_eq!(Time::of(Some(period("2019-10-30")), said), Time::Now);
        assert_eq!(
            Time::of(Some(period("2019-09-30")), said),
            Time::On(day("2019-09-30"), day("2019-09-30"))
        );
        assert_eq!(
            Time::of(Some(period("2019-07-01/2019-09-30")), said),
            Time::Over(day("2019-07-01"), day("2019-09-30"))
        );
    }

    #[test]
    fn the_end_of_a_day_is_the_beginning_of_the_next() {
        let said = day("2020-02-20");
        let year_end = Time::On(day("2019-12-31"), day("2019-12-31"));
        assert_eq!(of_balance(year_end, said, period("2020-01-01")), Lies::Same);
        assert_eq!(
            of_balance(year_end, said, period("2020-01-02")),
            Lies::Elsewhere
        );
        assert_eq!(
            of_balance(Time::Now, said, period("2020-02-12")),
            Lies::Before
        );
        assert_eq!(
            of_balance(Time::Now, said, period("2020-03-31")),
            Lies::Elsewhere
        );
    }

    #[test]
    fn a_part_of_a_period_lies_inside_it() {
        let said = day("2020-02-20");
        let cycle = period("2019-01-01/2020-02-12");
        let quarter = Time::Over(day("2019-04-01"), day("2019-06-30"));
        assert_eq!(of_sum(quarter, said, cycle), Lies::Inside);
        assert_eq!(
            of_sum(Time::On(day("2020-02-12"), day("2020-02-12")), said, cycle),
            Lies::SameEnd
        );
        assert_eq!(
            of_sum(Time::On(day("2020-02-18"), day("2020-02-18")), said, cycle),
            Lies::Elsewhere
        );
        assert_eq!(
            of_sum(
                Time::Over(day("2018-01-01"), day("2020-02-12")),
                said,
                cycle
            ),
            Lies::Elsewhere
        );
    }
}
