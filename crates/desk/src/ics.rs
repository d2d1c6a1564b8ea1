//! Dates for calendars (RFC 5545).

use claim::When;
use jiff::Timestamp;
use jiff::tz::TimeZone;

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
/// bytes. Dates that are no days (`2020-03`) have no place in a calendar.
pub fn calendar(name: &str, stamp: Timestamp, zone: &TimeZone, events: &[Event]) -> String {
    let mut text = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hustings//desk//EN\r\nCALSCALE:GREGORIAN\r\n",
    );
    line(&mut text, "X-WR-CALNAME", &escaped(name));
    for event in events {
        let Some(day) = event.date.day() else {
            continue;
        };
        text.push_str("BEGIN:VEVENT\r\n");
        line(&mut text, "UID", &escaped(&event.uid));
        line(&mut text, "DTSTAMP", &moment(stamp));
        match event.date {
            When::Day(_) => {
                line(
                    &mut text,
                    "DTSTART;VALUE=DATE",
                    &day.strftime("%Y%m%d").to_string(),
                );
            }
            _ => {
                if let Some(at) = event.date.first(zone) {
                    line(&mut text, "DTSTART", &moment(at));
                }
            }
        }
        line(&mut text, "SUMMARY", &escaped(&event.what));
        line(&mut text, "DESCRIPTION", &escaped(&event.basis));
        line(
            &mut text,
            "STATUS",
            if event.tentative {
                "TENTATIVE"
            } else {
                "CONFIRMED"
            },
        );
        line(&mut text, "TRANSP", "TRANSPARENT");
        text.push_str("END:VEVENT\r\n");
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// A line, folded after 75 bytes as the format wants it, never inside a letter.
fn line(text: &mut String, name: &str, value: &str) {
    let mut width = 0;
    for letter in format!("{name}:{value}").chars() {
        if width + letter.len_utf8() > 74 {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text.push_str("\r\n");
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
