//! Days counted from an election, as the codes count them.

use claim::When;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use crate::{Provision, RulesError};

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
        Provision::WeekdayOfMonth {
            nth,
            weekday,
            month,
            time,
        } => {
            let first = Date::new(year_of(election, *month), *month, 1).map_err(out_of_range)?;
            (first.nth_weekday_of_month(*nth, *weekday), *time)
        }
        Provision::DayOfMonth { day, month, time } => {
            let date = Date::new(year_of(election, *month), *month, *day).map_err(out_of_range)?;
            (off_the_weekend(date), *time)
        }
        _ => return Ok(None),
    };
    let day = day.map_err(out_of_range)?;
    Ok(Some(at(day, time, zone)))
}

/// Papers for a primary in March can be due in December: a month after the election's is one of the year before.
///
/// A runoff comes after its primary and in the same year, which the same rule gives as long as no state counts a runoff into
/// another year by its month; those that do (Georgia's of 5 January 2021) count days.
fn year_of(election: Date, month: i8) -> i16 {
    if month > 10 && election.month() < month {
        election.year() - 1
    } else {
        election.year()
    }
}

fn off_the_weekend(day: Date) -> Result<Date, jiff::Error> {
    match day.weekday() {
        Weekday::Saturday => day.checked_add(2.days()),
        Weekday::Sunday => day.checked_add(1.day()),
        _ => Ok(day),
    }
}

/// A local time with the offset that the zone has then; only the day where the law names no time.
pub(crate) fn at(day: Date, time: Option<Time>, zone: &TimeZone) -> When {
    let Some(time) = time else {
        return When::Day(day);
    };
    let local = day.to_datetime(time);
    match zone.to_timestamp(local) {
        Ok(moment) => When::Moment(local, zone.to_offset(moment)),
        Err(_) => When::Local(local),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(toml: &str, election: &str, expect: &str) {
        let provision: Provision = toml::from_str(toml).unwrap();
        let zone = TimeZone::get("America/Chicago").unwrap();
        let found = counted(&provision, election.parse().unwrap(), &zone).unwrap();
        assert_eq!(
            found.map(|when| when.to_string()).as_deref(),
            Some(expect),
            "{toml}"
        );
    }

    #[test]
    fn days_of_a_month_fall_before_the_election() {
        let december =
            "form = 'weekday_of_month'\nnth = 2\nweekday = 'Monday'\nmonth = 12\ntime = '18:00'";
        check(december, "2020-03-03", "2019-12-09T18:00-06:00");
        check(december, "2022-03-01", "2021-12-13T18:00-06:00");
        let last = "form = 'weekday_of_month'\nnth = -1\nweekday = 'Tuesday'\nmonth = 3";
        check(last, "2020-08-04", "2020-03-31");
    }

    #[test]
    fn a_weekend_is_passed_over() {
        let day = "form = 'day_of_month'\nday = 15\nmonth = 3\ntime = '17:00'";
        check(day, "2020-06-09", "2020-03-16T17:00-05:00");
        check(day, "2018-06-12", "2018-03-15T17:00-05:00");
    }
}
