//! Times in words: in the zone of a race, and as precise as they are known.

use claim::When;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The local time in a zone, of a moment that has a time of day.
fn local(when: When, zone: &TimeZone) -> Option<DateTime> {
    match when {
        When::Moment(..) => when
            .first(zone)
            .map(|at| at.to_zoned_datetime(zone.clone()).datetime()),
        When::Local(local) => Some(local),
        When::Year(_) | When::Month(..) | When::Day(_) => None,
    }
}

/// In the page's zone and as precise as it is given: `2020`, `2020-03`, `2020-03-03`, `2019-11-06 17:45`.
pub fn when(when: When, zone: &TimeZone) -> String {
    local(when, zone).map_or_else(
        || when.to_string(),
        |local| local.strftime("%Y-%m-%d %H:%M").to_string(),
    )
}

/// The same with the weekday before a day: `Fri 2019-11-08 17:00`.
pub fn when_with_weekday(moment: When, zone: &TimeZone) -> String {
    let text = when(moment, zone);
    // The weekday is that of the zone, too: an evening in Alabama is the next day in Greenwich.
    let day = local(moment, zone).map(DateTime::date).or(moment.day());
    match day {
        Some(day) => format!("{} {text}", day.strftime("%a")),
        None => text,
    }
}

/// The same with the zone after a time: `2019-11-06 20:00 CST`.
pub fn when_with_zone(moment: When, zone: &TimeZone) -> String {
    let text = when(moment, zone);
    match moment {
        When::Moment(..) | When::Local(_) => match moment.first(zone) {
            Some(at) => format!(
                "{text} {}",
                at.to_zoned_datetime(zone.clone()).strftime("%Z")
            ),
            None => text,
        },
        _ => text,
    }
}

/// The short name of a zone at a time: `CST`.
pub fn zone_name(when: When, zone: &TimeZone) -> String {
    when.first(zone)
        .map(|at| {
            at.to_zoned_datetime(zone.clone())
                .strftime("%Z")
                .to_string()
        })
        .unwrap_or_default()
}

/// A moment in a zone: `2019-11-06 17:45 CST`.
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone())
        .strftime("%Y-%m-%d %H:%M %Z")
        .to_string()
}

/// How long from one moment to another, as people say it: `2 days 5 hours`, `40 minutes`.
pub fn how_long(from: Timestamp, to: Timestamp) -> String {
    let minutes = (to.as_second() - from.as_second()).abs() / 60;
    let (days, hours) = (minutes / 1_440, minutes / 60 % 24);
    let many =
        |count: i64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (days, hours) {
        (0, 0) => many(minutes, "minute"),
        (0, hours) => many(hours, "hour"),
        (days, 0) => many(days, "day"),
        (days, hours) if days < 7 => format!("{} {}", many(days, "day"), many(hours, "hour")),
        (days, _) => many(days, "day"),
    }
}

/// From when to when: ` 2017–2018`, ` since 2017`, or nothing.
pub fn years(start: Option<When>, end: Option<When>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => format!(" {start}–{end}"),
        (Some(start), None) => format!(" since {start}"),
        (None, Some(end)) => format!(" until {end}"),
        (None, None) => String::new(),
    }
}
