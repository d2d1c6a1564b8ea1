//! Dates as an iCalendar stream (RFC 5545), for the calendars of others.
//!
//! Days are all-day events; deadlines with an hour stand in UTC, so that no zone need be described. The stamp is the day on
//! which the data were last checked, never the clock: the same data give the same bytes. A date that was moved keeps its
//! UID and has a higher sequence, so that a calendar that holds the first one moves it.

use std::collections::BTreeMap;

use claim::{Stage, When};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::{Entry, Seen};

/// The longest line in octets, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// The entries as they were known at a moment; without one, as they came to be. A date that is not known to the day is left
/// out: a calendar has no place for it.
pub fn write(entries: &[Entry<'_>], moment: Option<Timestamp>, name: &str) -> String {
    let mut out = Stream::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Hustings//Calendar of elections//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.line("X-WR-CALNAME", &text(name));
    let mut seen_before: BTreeMap<String, u32> = BTreeMap::new();
    for entry in entries {
        let zone = crate::zone(entry.state);
        let seen = entry.dated.seen(moment, &zone);
        let Some((start, end)) = span(seen.date, &zone) else {
            continue;
        };
        let mut uid = uid(entry);
        let again = seen_before.entry(uid.clone()).or_default();
        *again += 1;
        if *again > 1 {
            uid.push_str(&format!("-{again}"));
        }
        event(&mut out, entry, &seen, &uid, &start, end.as_deref());
    }
    out.line("END", "VCALENDAR");
    out.0
}

fn event(
    out: &mut Stream,
    entry: &Entry<'_>,
    seen: &Seen<'_>,
    uid: &str,
    start: &str,
    end: Option<&str>,
) {
    out.line("BEGIN", "VEVENT");
    out.line("UID", &format!("{uid}@hustings"));
    out.line("DTSTAMP", &format!("{}T000000Z", plain(crate::CHECKED)));
    out.raw(&format!("DTSTART{start}"));
    if let Some(end) = end {
        out.raw(&format!("DTEND{end}"));
    }
    out.line(
        "SEQUENCE",
        if seen.moved_from.is_some() { "1" } else { "0" },
    );
    out.line("SUMMARY", &text(&summary(entry)));
    out.line("DESCRIPTION", &text(&description(entry, seen)));
    out.line("URL", seen.source.url.trim());
    let status = if seen.doubt.is_some() {
        "TENTATIVE"
    } else {
        "CONFIRMED"
    };
    out.line("STATUS", status);
    out.line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
}

/// Start and end, each with its parameters: `;VALUE=DATE:20200303`. `None` for what is not known to the day.
pub fn span(when: When, zone: &TimeZone) -> Option<(String, Option<String>)> {
    match when {
        When::Year(_) | When::Month(..) => None,
        When::Day(day) => {
            let next = day.checked_add(1.day()).ok()?;
            let all_day = |day| format!(";VALUE=DATE:{}", plain(day));
            Some((all_day(day), Some(all_day(next))))
        }
        When::Local(_) | When::Moment(..) => {
            let moment = when.first(zone)?;
            let utc = moment.to_zoned_datetime(TimeZone::UTC).datetime();
            let time = utc.time();
            let clock = format!("{:02}{:02}{:02}", time.hour(), time.minute(), time.second());
            Some((format!(":{}T{clock}Z", plain(utc.date())), None))
        }
    }
}

fn plain(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// What stays the same when a date moves.
fn uid(entry: &Entry<'_>) -> String {
    let offices: Vec<&str> = entry.offices.iter().map(|office| office.word()).collect();
    let stage = entry
        .dated
        .stage
        .as_ref()
        .map(|stage| format!("-{}", stage.to_string().replace(':', "-")));
    format!(
        "{}-{}{}-{}-{}{}",
        entry.year,
        entry.state,
        if entry.special { "-special" } else { "" },
        offices.join("."),
        entry.dated.event,
        stage.unwrap_or_default()
    )
    .replace(' ', "-")
}

fn summary(entry: &Entry<'_>) -> String {
    let event = entry.dated.event.to_string().replace('_', " ");
    let special = if entry.special { "special " } else { "" };
    match &entry.dated.stage {
        Some(stage) if stage.word() != event => {
            format!("{}: {event}, {special}{stage}", entry.name)
        }
        Some(Stage::General) => format!("{}: {special}general election", entry.name),
        Some(stage) => format!("{}: {special}{stage}", entry.name),
        None => format!("{}: {special}{event}", entry.name),
    }
}

fn description(entry: &Entry<'_>, seen: &Seen<'_>) -> String {
    let offices: Vec<String> = entry
        .offices
        .iter()
        .map(|office| office.word().replace('-', " "))
        .collect();
    let mut lines = vec![format!(
        "{} {}: {}",
        entry.year,
        entry.name,
        offices.join(", ")
    )];
    lines.extend(
        entry
            .dated
            .place
            .as_ref()
            .map(|place| format!("With: {place}")),
    );
    lines.extend(
        entry
            .dated
            .only_if
            .as_ref()
            .map(|only_if| format!("Only if {only_if}.")),
    );
    lines.extend(seen.moved_from.map(|from| format!("First set for {from}.")));
    lines.push(format!("Source: {}", seen.source.citation));
    lines.extend(seen.doubt.map(|doubt| format!("Not verified: {doubt}")));
    lines.join("\n")
}

/// A text value: its own signs and line ends escaped, other control characters dropped (RFC 5545, 3.3.11).
pub fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines of a calendar, as they are written; for others who have dates of their own to add.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stream(pub String);

impl Stream {
    /// A line with this name and value, which is text already.
    pub fn line(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{value}"));
    }

    /// A content line, folded: a space begins each further line, and no character is cut.
    pub fn raw(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_fold_and_unfold(value in "[ -~é—漢]{0,300}") {
            let mut stream = Stream::default();
            stream.line("SUMMARY", &text(&value));
            prop_assert!(stream.0.split("\r\n").all(|line| line.len() <= LINE));
            let unfolded = stream.0.replace("\r\n ", "");
            prop_assert_eq!(unfolded, format!("SUMMARY:{}\r\n", text(&value)));
        }
    }
}
