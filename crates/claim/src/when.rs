//! Dates that keep their precision.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ClaimError;
use crate::race::as_text;

/// A moment as precisely as the document gives it, and no more precisely.
///
/// Only [`When::Moment`] names one instant by itself; the others need a time zone before they can be placed on a clock
/// ([`When::first`], [`When::last`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// `2018`
    Year(i16),
    /// `2020-03`: year and month (1–12).
    Month(i16, i8),
    /// `2019-11-08`
    Day(Date),
    /// `2019-11-08T17:00`: a local time whose zone the document leaves open.
    Local(DateTime),
    /// `2019-11-06T18:30-06:00`: a local time and its offset from UTC.
    Moment(DateTime, Offset),
}

impl When {
    /// The first instant that it can mean in this zone.
    pub fn first(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Year(year) => start_of(Date::new(year, 1, 1).ok()?, zone),
            Self::Month(year, month) => start_of(Date::new(year, month, 1).ok()?, zone),
            Self::Day(day) => start_of(day, zone),
            Self::Local(local) => zone.to_timestamp(local).ok(),
            Self::Moment(local, offset) => offset.to_timestamp(local).ok(),
        }
    }

    /// The last second that it can mean in this zone: the end of the year, month or day, or the moment itself.
    ///
    /// A date-only report exists for certain only at the end of that day; this is what keeps it from being shown
    /// before it was public.
    pub fn last(self, zone: &TimeZone) -> Option<Timestamp> {
        let next = match self {
            Self::Year(year) => Date::new(year.checked_add(1)?, 1, 1).ok()?,
            Self::Month(year, month) => Date::new(year, month, 1)
                .ok()?
                .checked_add(1.month())
                .ok()?,
            Self::Day(day) => day.tomorrow().ok()?,
            Self::Local(_) | Self::Moment(..) => return self.first(zone),
        };
        start_of(next, zone)?.checked_sub(1.second()).ok()
    }

    /// The calendar day, where it is at least that precise.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Year(_) | Self::Month(..) => None,
            Self::Day(day) => Some(day),
            Self::Local(local) | Self::Moment(local, _) => Some(local.date()),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
            Self::Local(local) | Self::Moment(local, _) => local.year(),
        }
    }

    /// Whether the two agree as far as the less precise of them goes (`2020-03` agrees with `2020-03-03`). Two moments
    /// agree where they are the same instant, whatever their offsets.
    pub fn agrees_with(self, other: Self) -> bool {
        if let (Self::Moment(..), Self::Moment(..)) = (self, other) {
            return self.first(&TimeZone::UTC) == other.first(&TimeZone::UTC);
        }
        let (a, b) = (self.to_string(), other.to_string());
        let (short, long) = if a.len() <= b.len() {
            (&a, &b)
        } else {
            (&b, &a)
        };
        long.starts_with(short.as_str())
    }
}

fn start_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .ok()
}

/// Sorted as written, so by local date and time, a less precise one before those that it contains. Moments of different
/// offsets are in the order of their instants only by way of [`When::first`].
impl Ord for When {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = |local: &DateTime| match local.second() {
            0 => format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute()),
            second => format!(
                "{}T{:02}:{:02}:{second:02}",
                local.date(),
                local.hour(),
                local.minute()
            ),
        };
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Local(local) => f.write_str(&minutes(local)),
            Self::Moment(local, offset) => {
                let total = offset.seconds() / 60;
                let sign = if total < 0 { '-' } else { '+' };
                let total = total.abs();
                write!(
                    f,
                    "{}{sign}{:02}:{:02}",
                    minutes(local),
                    total / 60,
                    total % 60
                )
            }
        }
    }
}

/// Reads ISO 8601: `2018`, `2020-03`, `2019-11-08`, `2019-11-08T17:00`, `2019-11-06T18:30-06:00`, `…Z`; and, with a
/// zone's name, `2019-11-08T17:00[America/Chicago]`.
impl FromStr for When {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let bad = || ClaimError::When(text.to_owned());
        let trimmed = text.trim();
        let number = |s: &str, digits: usize| {
            (s.len() == digits && s.bytes().all(|b| b.is_ascii_digit()))
                .then(|| s.parse::<i16>().ok())
                .flatten()
        };
        match trimmed.len() {
            4 => return number(trimmed, 4).map(Self::Year).ok_or_else(bad),
            7 => {
                let (year, month) = trimmed.split_once('-').ok_or_else(bad)?;
                let (year, month) = (
                    number(year, 4).ok_or_else(bad)?,
                    number(month, 2).ok_or_else(bad)?,
                );
                let month = i8::try_from(month)
                    .ok()
                    .filter(|m| (1..=12).contains(m))
                    .ok_or_else(bad)?;
                return Ok(Self::Month(year, month));
            }
            _ => {}
        }
        let pieces = Pieces::parse(trimmed).map_err(|_| bad())?;
        let Some(time) = pieces.time() else {
            return Ok(Self::Day(pieces.date()));
        };
        let local = pieces.date().to_datetime(
            time.with()
                .subsec_nanosecond(0)
                .build()
                .map_err(|_| bad())?,
        );
        if let Some(offset) = pieces.to_numeric_offset() {
            return Ok(Self::Moment(local, offset));
        }
        match pieces.to_time_zone().map_err(|_| bad())? {
            None => Ok(Self::Local(local)),
            Some(zone) => {
                let offset = zone.to_offset(zone.to_timestamp(local).map_err(|_| bad())?);
                Ok(Self::Moment(local, offset))
            }
        }
    }
}

/// A date or an interval between two: `2019-09-30`, `2019-07-01/2019-09-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Where it starts; absent for a single date.
    pub start: Option<When>,
    /// Where it ends, included.
    pub end: When,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.start {
            Some(start) => write!(f, "{start}/{}", self.end),
            None => write!(f, "{}", self.end),
        }
    }
}

impl FromStr for Period {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let bad = |_| ClaimError::Period(text.to_owned());
        let Some((start, end)) = text.split_once('/') else {
            let end = text.parse().map_err(bad)?;
            return Ok(Self { start: None, end });
        };
        let (start, end): (When, When) = (start.parse().map_err(bad)?, end.parse().map_err(bad)?);
        // Any zone will do: it is the same for both, and each is taken at its widest.
        match (start.first(&TimeZone::UTC), end.last(&TimeZone::UTC)) {
            (Some(first), Some(last)) if first > last => Err(ClaimError::Period(text.to_owned())),
            _ => Ok(Self {
                start: Some(start),
                end,
            }),
        }
    }
}

as_text!(When, Period);

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn dates_keep_their_precision() {
        for text in [
            "2018",
            "2020-03",
            "2019-11-08",
            "2019-11-08T17:00",
            "2019-11-06T18:30-06:00",
        ] {
            assert_eq!(
                text.parse::<When>().map(|when| when.to_string()),
                Ok(text.to_owned())
            );
        }
        assert_eq!(
            "2019-11-06T18:30:05Z".parse::<When>().unwrap().to_string(),
            "2019-11-06T18:30:05+00:00"
        );
    }

    #[test]
    fn a_named_zone_becomes_the_offset_of_that_day() {
        let deadline: When = "2019-11-08T17:00[America/Chicago]".parse().unwrap();
        assert_eq!(deadline.to_string(), "2019-11-08T17:00-06:00");
        assert_eq!(
            deadline.first(&TimeZone::UTC).unwrap().to_string(),
            "2019-11-08T23:00:00Z"
        );
    }

    #[test]
    fn a_date_is_certain_only_at_the_end_of_its_day() {
        let chicago = zone("America/Chicago");
        let day: When = "2019-11-06".parse().unwrap();
        assert_eq!(
            day.first(&chicago).unwrap().to_string(),
            "2019-11-06T06:00:00Z"
        );
        assert_eq!(
            day.last(&chicago).unwrap().to_string(),
            "2019-11-07T05:59:59Z"
        );
        let month: When = "2020-03".parse().unwrap();
        assert_eq!(
            month.last(&chicago).unwrap().to_string(),
            "2020-04-01T04:59:59Z"
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "soon",
            "2020-13",
            "2020-02-30",
            "11/8/2019",
            "20",
            "202-003",
            "2-00003",
            "-2019",
            "2019-11-08T25:00",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn coarse_dates_agree_with_finer_ones() {
        let when = |text: &str| text.parse::<When>().unwrap();
        assert!(when("2020-03").agrees_with(when("2020-03-03")));
        assert!(!when("2020-03-03").agrees_with(when("2020-03-31")));
    }

    #[test]
    fn moments_agree_by_their_instant() {
        let when = |text: &str| text.parse::<When>().unwrap();
        assert!(when("2019-11-08T17:00-06:00").agrees_with(when("2019-11-08T23:00Z")));
        assert!(!when("2019-11-08T17:00-06:00").agrees_with(when("2019-11-08T17:00Z")));
        assert!(when("2019-11-08T17:00-06:00").agrees_with(when("2019-11-08T17:00")));
    }

    #[test]
    fn periods_read_back_as_written() {
        for text in ["2019-07-01/2019-09-30", "2019-12-31", "2012-07/2012-10"] {
            assert_eq!(
                text.parse::<Period>().map(|p| p.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["2019/never", "2019-09-30/2019-07-01", "2019-07-01/"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        assert!("2019-07-01/2019".parse::<Period>().is_ok());
    }
}
