//! The calendar: what lies ahead and behind in one race or in all, as reported and by law.

use claim::{Certainty, Race, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::page::RacePage;
use record::{ClaimId, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::asked::Form;
use crate::ics;
use crate::law::{Law, LawRow};
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, parts, words};

/// Dates of races.
pub(super) static KIND: Kind = Kind {
    name: "calendar",
    pattern: "calendar",
    about: "Dates of one race or of all: as reported, with their claims, and by law, with the citation.",
    forms: &[Form::Ics],
    parameters: &[("race", "Only these races; can be given several times.")],
    fields: &[
        Field {
            name: "races",
            kind: "array",
            about: "The races.",
        },
        Field {
            name: "dates",
            kind: "array",
            about: "The dates, in order.",
        },
    ],
    open,
};

#[derive(Debug, Serialize)]
struct Calendar {
    races: Vec<Race>,
    dates: Vec<Entry>,
    #[serde(skip)]
    stamp: Timestamp,
}

/// One date of a race.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    race: Race,
    date: When,
    event: String,
    basis: Basis,
    certainty: Certainty,
    past: bool,
    place: Option<String>,
    citation: Option<String>,
    url: Option<String>,
    doubt: Option<String>,
    claims: Vec<ClaimId>,
}

/// On what a date rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Basis {
    Reports,
    Law,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let mut races = Vec::new();
    for name in asked.all("race").filter(|name| !name.is_empty()) {
        races.push(
            name.parse::<Race>()
                .map_err(|_| Problem::NotFound("There is no such race."))?,
        );
    }
    let cut = asked.cut(&rules::zone(
        races.first().map_or("US", |race| race.state.as_str()),
    ))?;
    if races.is_empty() {
        races = record
            .races(cut)?
            .into_iter()
            .filter_map(|summary| summary.race)
            .collect();
    }
    let mut dates = Vec::new();
    let mut stamp = Timestamp::UNIX_EPOCH;
    for race in &races {
        let zone = rules::zone(&race.state);
        let page = record.page(race, cut, &zone)?;
        let last = record
            .documents_on(race, cut)?
            .last()
            .map(|report| report.reported_last);
        let moment = cut.reported.or(last);
        stamp = stamp.max(last.unwrap_or(stamp));
        let law = Law::of(race, cut.reported, &zone);
        dates.extend(entries(&page, &law.rows, moment, &zone));
    }
    dates.sort_by(|a, b| (a.date, &a.race, &a.event).cmp(&(b.date, &b.race, &b.event)));
    Ok(Box::new(Calendar {
        races,
        dates,
        stamp,
    }))
}

/// The dates of a race; where reports and the law say the same, it is one date with both.
fn entries(
    page: &RacePage,
    by_law: &[LawRow],
    moment: Option<Timestamp>,
    zone: &TimeZone,
) -> Vec<Entry> {
    let past = |date: When| {
        date.last(zone)
            .zip(moment)
            .is_some_and(|(at, now)| at <= now)
    };
    let mut entries: Vec<Entry> = page
        .schedule
        .iter()
        .map(|row| {
            let law = crate::law::about(by_law, row.event, row.stage.as_ref(), row.date)
                .filter(|law| law.date.agrees_with(row.date));
            Entry {
                race: page.race.clone(),
                date: row.date,
                event: words::event_at(row.event, row.stage.as_ref()),
                basis: Basis::Reports,
                certainty: row.certainty,
                past: past(row.date),
                place: row.place.clone(),
                citation: law.map(|law| law.citation.clone()),
                url: law.map(|law| law.url.clone()),
                doubt: law.and_then(|law| law.doubt.clone()),
                claims: row.support.claims.clone(),
            }
        })
        .collect();
    for law in by_law {
        let told = page.schedule.iter().any(|row| {
            row.event == law.event
                && law.date.agrees_with(row.date)
                && crate::law::about(
                    std::slice::from_ref(law),
                    row.event,
                    row.stage.as_ref(),
                    row.date,
                )
                .is_some()
        });
        if told {
            continue;
        }
        let only_if = law
            .only_if
            .as_ref()
            .map(|only_if| format!(", if {only_if}"))
            .unwrap_or_default();
        entries.push(Entry {
            race: page.race.clone(),
            date: law.date,
            event: format!(
                "{}{only_if}",
                words::event_at(law.event, law.stage.as_ref())
            ),
            basis: Basis::Law,
            certainty: if law.only_if.is_some() {
                Certainty::Possible
            } else {
                Certainty::Asserted
            },
            past: past(law.date),
            place: law.place.clone(),
            citation: Some(law.citation.clone()),
            url: Some(law.url.clone()),
            doubt: law.doubt.clone(),
            claims: Vec::new(),
        });
    }
    entries
}

/// The calendar of one race, for its page.
pub(super) fn of_race(
    page: &RacePage,
    by_law: &[LawRow],
    moment: Option<Timestamp>,
    zone: &TimeZone,
) -> String {
    let mut dates = entries(page, by_law, moment, zone);
    dates.sort_by(|a, b| (a.date, &a.event).cmp(&(b.date, &b.event)));
    written(
        &words::race(&page.race),
        moment.unwrap_or(Timestamp::UNIX_EPOCH),
        &dates,
    )
}

fn written(name: &str, stamp: Timestamp, dates: &[Entry]) -> String {
    let zone = rules::zone(
        dates
            .first()
            .map_or("US", |entry| entry.race.state.as_str()),
    );
    let events: Vec<ics::Event> = dates
        .iter()
        .map(|entry| ics::Event {
            uid: format!(
                "{}-{}@hustings",
                entry.race,
                entry
                    .event
                    .replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")
            ),
            date: entry.date,
            what: format!("{}: {}", words::race(&entry.race), entry.event),
            basis: basis(entry),
            tentative: entry.certainty != Certainty::Asserted,
        })
        .collect();
    ics::calendar(name, stamp, &zone, &events)
}

fn basis(entry: &Entry) -> String {
    let cited = entry.citation.as_deref().unwrap_or_default();
    match entry.basis {
        Basis::Law => format!("by law: {cited}"),
        Basis::Reports if cited.is_empty() => {
            format!("as reported ({} claims)", entry.claims.len())
        }
        Basis::Reports => format!(
            "as reported ({} claims); by law too: {cited}",
            entry.claims.len()
        ),
    }
}

impl Page for Calendar {
    fn head(&self) -> Head {
        let title = match self.races.as_slice() {
            [race] => format!("Calendar: {}", words::race(race)),
            _ => "Calendar".to_owned(),
        };
        Head {
            title,
            description: "Deadlines and elections, as reported and by law.".to_owned(),
            canonical: "/calendar".to_owned(),
            indexed: true,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        let one = self.races.len() == 1;
        html! {
            h1 { (self.head().title) }
            p.lede { "Deadlines and elections as reported, each with its claims, and by law, each with its citation. "
                a href=(frame.in_form(Form::Ics)) { "Subscribe (.ics)" } "." }
            @if self.dates.is_empty() { p { "No date is held." } }
            @else {
                div.columns { div.scroll tabindex="0" role="region" aria-label="Dates" {
                    table {
                        thead { tr { th scope="col" { "Date" } th scope="col" { "What" } @if !one { th scope="col" { "Race" } } th scope="col" { "Rests on" } } }
                        tbody {
                            @for entry in &self.dates {
                                @let zone = rules::zone(&entry.race.state);
                                tr.old[entry.past] {
                                    td data-label="Date" { (parts::weekday_time(entry.date, &zone)) @if let When::Moment(..) = entry.date { " " (words::zone_name(entry.date, &zone)) } }
                                    th scope="row" { (entry.event) (words::in_brackets(entry.certainty)) @if let Some(place) = &entry.place { span.details { (place) } } }
                                    @if !one { td data-label="Race" { a href=(frame.to(&parts::race(&entry.race))) { (words::race(&entry.race)) } } }
                                    td data-label="Rests on" {
                                        @if !entry.claims.is_empty() { "reports " (parts::claims(frame, &entry.claims)) }
                                        @if let Some(citation) = &entry.citation {
                                            span.details {
                                                "by law: "
                                                @match entry.url.as_deref().filter(|url| url.starts_with("https://")) { Some(url) => a href=(url) rel="noopener" { (citation) }, None => (citation) }
                                                @if let Some(doubt) = &entry.doubt { " (doubt: " (doubt) ")" }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "dates",
            "Dates",
            &[
                "race",
                "date",
                "event",
                "certainty",
                "basis",
                "citation",
                "url",
                "doubt",
            ],
        );
        for entry in &self.dates {
            table.rows.push(vec![
                entry.race.to_string(),
                entry.date.to_string(),
                entry.event.clone(),
                entry.certainty.word().to_owned(),
                if entry.basis == Basis::Law {
                    "law"
                } else {
                    "reports"
                }
                .to_owned(),
                entry.citation.clone().unwrap_or_default(),
                entry.url.clone().unwrap_or_default(),
                entry.doubt.clone().unwrap_or_default(),
            ]);
        }
        vec![table]
    }

    fn calendar(&self) -> Option<String> {
        Some(written(&self.head().title, self.stamp, &self.dates))
    }
}
