//! Dates for calendars (RFC 5545), reported ones among them; the lines are written as `rules` writes those of the law.

use claim::When;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rules::icalendar::{Stream, span, text};

/// One date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// An id that stays the same when the date moves.
    pub uid: String,
    /// When: a day, or a moment.
    pub date: When,
    /// What happens.
    pub what: String,
    /// On what that rests.
    pub basis: String,
    /// Whether it is less than sure.
    pub tentative: bool,
}

/// A calendar. `stamp` is the moment of the record that it is made from, not that of a clock: the same record gives the same
/// bytes. Dates that are not known to the day (`2020-03`) have no place in a calendar.
pub fn calendar(name: &str, stamp: Timestamp, zone: &TimeZone, events: &[Event]) -> String {
    let mut out = Stream::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Hustings//desk//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("X-WR-CALNAME", &text(name));
    for event in events {
        let Some((start, end)) = span(event.date, zone) else {
            continue;
        };
        out.line("BEGIN", "VEVENT");
        out.line("UID", &text(&event.uid));
        out.line("DTSTAMP", &stamp.strftime("%Y%m%dT%H%M%SZ").to_string());
        out.raw(&format!("DTSTART{start}"));
        if let Some(end) = end {
            out.raw(&format!("DTEND{end}"));
        }
        out.line("SUMMARY", &text(&event.what));
        out.line("DESCRIPTION", &text(&event.basis));
        let status = if event.tentative {
            "TENTATIVE"
        } else {
            "CONFIRMED"
        };
        out.line("STATUS", status);
        out.line("TRANSP", "TRANSPARENT");
        out.line("END", "VEVENT");
    }
    out.line("END", "VCALENDAR");
    out.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_written_as_calendars_read_them() {
        let event = |date: &str| Event {
            uid: "u".to_owned(),
            date: date.parse().unwrap(),
            what: "Filing deadline, primary".to_owned(),
            basis: "x".repeat(200),
            tentative: false,
        };
        let events = [
            event("2019-11-08T17:00-06:00"),
            event("2020-03-03"),
            event("2020-07"),
        ];
        let text = calendar("C", Timestamp::UNIX_EPOCH, &rules::zone("AL"), &events);
        assert!(text.contains("DTSTART:20191108T230000Z\r\n"));
        assert!(text.contains("DTSTART;VALUE=DATE:20200303\r\n"));
        assert!(text.contains("SUMMARY:Filing deadline\\, primary\r\n"));
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
    }
}
