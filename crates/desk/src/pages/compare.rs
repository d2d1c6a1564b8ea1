//! Comparing: the candidates of one race side by side, or several races.

use claim::{Measure, Race};
use maud::{Markup, html};
use record::page::{FieldRow, MoneyRow, RacePage};
use record::{Cut, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::layout::{Frame, Head};
use crate::table::{Table, cell};
use crate::{Problem, parts, words};

/// Candidates or races, side by side.
pub(super) static KIND: Kind = Kind {
    name: "compare",
    pattern: "compare",
    about: "The candidates of one race side by side (money for the same period alone), or several races.",
    forms: &[],
    parameters: &[(
        "race",
        "A race; given several times, the races are compared.",
    )],
    fields: &[
        Field {
            name: "races",
            kind: "array",
            about: "What is compared: each race with its candidates.",
        },
        Field {
            name: "choices",
            kind: "array",
            about: "The races that can be chosen.",
        },
    ],
    open,
};

/// How many races can be compared at once.
const MOST: usize = 8;

#[derive(Debug, Serialize)]
struct Compare {
    races: Vec<Compared>,
    choices: Vec<Race>,
}

#[derive(Debug, Serialize)]
struct Compared {
    race: Race,
    title: String,
    claims: usize,
    next: Option<String>,
    /// The day to which all sums of money here count: the latest for which the most candidates have one.
    counts_to: Option<String>,
    candidates: Vec<Candidate>,
}

#[derive(Debug, Serialize)]
struct Candidate {
    #[serde(flatten)]
    row: FieldRow,
    raised: Option<MoneyRow>,
    spent: Option<MoneyRow>,
    cash: Option<MoneyRow>,
    poll: Option<String>,
    backers: usize,
    opponents: usize,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let mut wanted = Vec::new();
    for name in asked.all("race").filter(|name| !name.is_empty()) {
        wanted.push(
            name.parse::<Race>()
                .map_err(|_| Problem::NotFound("There is no such race."))?,
        );
    }
    if wanted.len() > MOST {
        return Err(Problem::Bad(format!(
            "At most {MOST} races can be compared at once."
        )));
    }
    let cut = asked.cut(&rules::zone(
        wanted.first().map_or("US", |race| race.state.as_str()),
    ))?;
    let choices: Vec<Race> = record
        .races(cut)?
        .into_iter()
        .filter_map(|summary| summary.race)
        .collect();
    let races = wanted
        .iter()
        .map(|race| of(record, race, cut))
        .collect::<Result<_, _>>()?;
    Ok(Box::new(Compare { races, choices }))
}

fn of(record: &Record, race: &Race, cut: Cut) -> Result<Compared, Problem> {
    let zone = rules::zone(&race.state);
    let page = record.page(race, cut, &zone)?;
    let counts_to = common_end(&page);
    let next = page.schedule.iter().find(|row| !row.past).map(|row| {
        format!(
            "{}, {}",
            words::event_at(row.event, row.stage.as_ref()),
            words::when_with_weekday(row.date, &zone)
        )
    });
    let candidates = page
        .field
        .iter()
        .map(|row| candidate(&page, row, counts_to.as_deref()))
        .collect();
    Ok(Compared {
        title: words::race(race),
        race: race.clone(),
        claims: page.claims,
        next,
        counts_to,
        candidates,
    })
}

/// The last day for which the most holders have a sum.
fn common_end(page: &RacePage) -> Option<String> {
    let mut ends: Vec<(usize, String)> = Vec::new();
    for row in &page.money {
        let Some(end) = row.period.map(|period| period.end.to_string()) else {
            continue;
        };
        let holders: std::collections::BTreeSet<&str> = page
            .money
            .iter()
            .filter(|other| {
                other
                    .period
                    .is_some_and(|period| period.end.to_string() == end)
            })
            .map(|other| other.holder.as_str())
            .collect();
        ends.push((holders.len(), end));
    }
    ends.into_iter().max().map(|(_, end)| end)
}

fn candidate(page: &RacePage, row: &FieldRow, counts_to: Option<&str>) -> Candidate {
    let name = row.person.as_str();
    let money = |measure: Measure| {
        page.money
            .iter()
            .find(|held| {
                held.measure == measure
                    && held
                        .period
                        .is_some_and(|period| Some(period.end.to_string().as_str()) == counts_to)
                    && claim::PersonName::new(&held.holder).consistent_with(&row.person)
            })
            .cloned()
    };
    let poll = page.polls.iter().find_map(|poll| {
        let share = poll.shares.iter().find(|share| share.name == name)?;
        let end = poll.end.unwrap_or(poll.support.since);
        Some(format!(
            "{} ({}, {end})",
            share.percent,
            poll.pollster.as_deref().unwrap_or("pollster not named")
        ))
    });
    let stances = |stance: claim::Stance| {
        page.endorsements
            .iter()
            .filter(|held| {
                held.candidate == row.person
                    && held.stance == stance
                    && held.certainty != claim::Certainty::Denied
            })
            .count()
    };
    Candidate {
        raised: money(Measure::Raised),
        spent: money(Measure::Spent),
        cash: money(Measure::CashOnHand),
        poll,
        backers: stances(claim::Stance::Support),
        opponents: stances(claim::Stance::Oppose),
        row: row.clone(),
    }
}

impl Page for Compare {
    fn head(&self) -> Head {
        let title = match self.races.as_slice() {
            [] => "Compare".to_owned(),
            [one] => format!("Candidates side by side: {}", one.title),
            more => format!("{} races side by side", more.len()),
        };
        Head {
            title,
            description: "Candidates and races side by side, each fact with its origins."
                .to_owned(),
            canonical: "/compare".to_owned(),
            indexed: false,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            h1 { (self.head().title) }
            (self.chooser())
            @for compared in &self.races {
                @let id = format!("race-{}", compared.race);
                section aria-labelledby=(id) {
                    h2 id=(id) { a href=(frame.to(&parts::race(&compared.race))) { (compared.title) } }
                    p.aside {
                        (words::thousands(compared.claims as u64)) " claims"
                        @if let Some(next) = &compared.next { " · next: " (next) }
                        @if let Some(end) = &compared.counts_to { " · money up to " (end) ", for all alike" }
                    }
                    div.columns { div.scroll tabindex="0" role="region" aria-labelledby=(id) {
                        table {
                            thead { tr {
                                th scope="col" { "Candidate" } th scope="col" { "Status" } th scope="col" { "Origins" }
                                th.num scope="col" { "Raised" } th.num scope="col" { "Spent" } th.num scope="col" { "Cash" }
                                th scope="col" { "Last poll, percent" } th.num scope="col" { "Backers" } th.num scope="col" { "Opponents" }
                            } }
                            tbody {
                                @for one in &compared.candidates {
                                    tr {
                                        th scope="row" { (parts::name(frame, &one.row.person, one.row.party.as_ref())) }
                                        td data-label="Status" { @match one.row.status { Some(status) => (words::status(status)), None => span.unknown { "not known" } } }
                                        td data-label="Origins" { @if let Some(support) = &one.row.support { (parts::count(frame, support)) } @else { "–" } }
                                        td.num data-label="Raised" { (sum(frame, one.raised.as_ref())) }
                                        td.num data-label="Spent" { (sum(frame, one.spent.as_ref())) }
                                        td.num data-label="Cash" { (sum(frame, one.cash.as_ref())) }
                                        td data-label="Last poll" { @match &one.poll { Some(poll) => (poll), None => span.unknown { "not known" } } }
                                        td.num data-label="Backers" { (one.backers) }
                                        td.num data-label="Opponents" { (one.opponents) }
                                    }
                                }
                            }
                        }
                    } }
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "candidates",
            "Candidates",
            &[
                "race",
                "person",
                "party",
                "status",
                "origins_min",
                "origins_max",
                "counts_to",
                "raised",
                "spent",
                "cash",
                "poll",
                "backers",
                "opponents",
            ],
        );
        let dollars = |row: &Option<MoneyRow>| {
            row.as_ref()
                .map_or_else(String::new, |row| row.amount.to_string())
        };
        for compared in &self.races {
            for one in &compared.candidates {
                table.rows.push(vec![
                    compared.race.to_string(),
                    one.row.person.as_str().to_owned(),
                    cell(one.row.party.as_ref()),
                    one.row.status.map_or_else(String::new, words::status),
                    one.row.origins[0].to_string(),
                    one.row.origins[1].to_string(),
                    compared.counts_to.clone().unwrap_or_default(),
                    dollars(&one.raised),
                    dollars(&one.spent),
                    dollars(&one.cash),
                    one.poll.clone().unwrap_or_default(),
                    one.backers.to_string(),
                    one.opponents.to_string(),
                ]);
            }
        }
        vec![table]
    }
}

/// A sum that opens to its claims; *not known* is not nothing.
fn sum(frame: &Frame<'_>, row: Option<&MoneyRow>) -> Markup {
    html! {
        @match row.and_then(|row| Some((row, row.support.claims.first()?))) {
            Some((row, id)) => { a href=(frame.to(&parts::claim(id))) { (row.amount) } }
            None => { span.unknown { "not known" } }
        }
    }
}

impl Compare {
    fn chooser(&self) -> Markup {
        html! {
            form.page method="get" action="/compare" {
                fieldset {
                    legend { "Races to compare" }
                    @for race in &self.choices {
                        @let chosen = self.races.iter().any(|compared| compared.race == *race);
                        label.choice { input type="checkbox" name="race" value=(race) checked[chosen]; " " (words::race(race)) }
                    }
                }
                button type="submit" { "Compare" }
            }
        }
    }
}
