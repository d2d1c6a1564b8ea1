//! The calendar in iCalendar's form, read with the parser of others.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::collections::BTreeSet;

use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime};
use rules::Entry;

fn entries() -> Vec<Entry<'static>> {
    rules::states()
        .iter()
        .flat_map(rules::State::entries)
        .collect()
}

fn race(id: &str, moment: Option<&str>) -> String {
    let race = id.parse().unwrap();
    let moment = moment.map(|moment| moment.parse().unwrap());
    let state = rules::state("AL").unwrap();
    rules::icalendar::write(&state.entries_of(&race), moment, id)
}

#[test]
fn everything_on_file_reads_back() {
    let entries = entries();
    let text = rules::icalendar::write(&entries, None, "Elections");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let calendar: Calendar = text.parse().unwrap();
    let mut uids = BTreeSet::new();
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else {
            panic!("only events are written");
        };
        for property in [
            "DTSTAMP",
            "SUMMARY",
            "DESCRIPTION",
            "URL",
            "STATUS",
            "SEQUENCE",
        ] {
            assert!(event.property_value(property).is_some(), "{property}");
        }
        assert!(event.get_start().is_some());
        assert!(
            uids.insert(event.get_uid().unwrap().to_owned()),
            "{:?}",
            event.get_uid()
        );
    }
    assert_eq!(calendar.components.len(), entries.len());
    assert_eq!(calendar.get_name(), Some("Elections"));
}

#[test]
fn a_deadline_stands_in_utc_and_a_day_is_a_day() {
    let calendar: Calendar = race("2020-AL-senate", None).parse().unwrap();
    let starts: Vec<String> = calendar
        .components
        .iter()
        .filter_map(|component| match component.as_event()?.get_start()? {
            DatePerhapsTime::Date(day) => Some(day.to_string()),
            DatePerhapsTime::DateTime(CalendarDateTime::Utc(moment)) => Some(moment.to_rfc3339()),
            DatePerhapsTime::DateTime(_) => None,
        })
        .collect();
    assert_eq!(starts[0], "2019-11-08T23:00:00+00:00");
    assert_eq!(starts[2], "2020-03-03");
    assert_eq!(starts[4], "2020-07-14");
}

#[test]
fn a_moved_date_keeps_its_uid_and_counts_up() {
    let of_runoff = |text: &str| -> Vec<String> {
        let at = text
            .find("UID:2020-AL-senate-runoff-runoff@hustings")
            .unwrap();
        text[at..]
            .split("\r\n")
            .take(5)
            .map(str::to_owned)
            .collect()
    };
    let before = of_runoff(&race("2020-AL-senate", Some("2020-03-10T12:00:00Z")));
    let after = of_runoff(&race("2020-AL-senate", Some("2020-03-20T12:00:00Z")));
    assert_eq!(before[0], after[0]);
    assert_eq!(before[2], "DTSTART;VALUE=DATE:20200331");
    assert_eq!(after[2], "DTSTART;VALUE=DATE:20200714");
    assert_eq!(
        (before[4].as_str(), after[4].as_str()),
        ("SEQUENCE:0", "SEQUENCE:1")
    );
}

#[test]
fn the_stamp_is_that_of_the_data() {
    let text = race("2020-AL-senate", None);
    assert_eq!(text, race("2020-AL-senate", None));
    let stamp = rules::CHECKED
        .strftime("DTSTAMP:%Y%m%dT000000Z")
        .to_string();
    assert!(text.contains(&stamp));
}
