//! The tables of the race page, for CSV.

use record::page::Support;

use super::RaceView;
use crate::table::Table;
use crate::words;

pub(super) fn of(view: &RaceView) -> Vec<Table> {
    vec![
        field(view),
        schedule(view),
        endorsements(view),
        money(view),
        polls(view),
        results(view),
        changes(view),
    ]
}

fn field(view: &RaceView) -> Table {
    let mut table = Table::new(
        "field",
        "Field",
        &[
            "person",
            "party",
            "status",
            "stage",
            "certainty",
            "since",
            "origins_min",
            "origins_max",
            "evidence",
            "through",
            "official",
            "claims",
        ],
    );
    for row in &view.page.field {
        table.rows.push(vec![
            row.person.as_str().to_owned(),
            row.party
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.status.map_or_else(String::new, words::status),
            row.stage
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.certainty.map_or("", claim::Certainty::word).to_owned(),
            row.since
                .map_or_else(String::new, |since| since.to_string()),
            row.origins[0].to_string(),
            row.origins[1].to_string(),
            row.evidence.words().to_owned(),
            row.support
                .as_ref()
                .map_or_else(String::new, |support| support.through.join("; ")),
            row.official.clone().unwrap_or_default(),
            row.support.as_ref().map_or_else(String::new, claims),
        ]);
    }
    table
}

/// The claims that a row rests on, for a cell.
pub(super) fn claims(support: &Support) -> String {
    let ids: Vec<String> = support.claims.iter().map(ToString::to_string).collect();
    ids.join(" ")
}

pub(super) fn polls(view: &RaceView) -> Table {
    let mut table = Table::new(
        "polls",
        "Polls, a row for each answer",
        &[
            "until",
            "pollster",
            "sponsor",
            "stage",
            "sample",
            "population",
            "margin",
            "answer",
            "percent",
            "claims",
        ],
    );
    for row in &view.page.polls {
        for share in &row.shares {
            table.rows.push(vec![
                row.end.unwrap_or(row.support.since).to_string(),
                row.pollster.clone().unwrap_or_default(),
                row.sponsor.clone().unwrap_or_default(),
                row.stage
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                row.sample
                    .map_or_else(String::new, |sample| sample.to_string()),
                row.population.clone().unwrap_or_default(),
                row.margin
                    .map_or_else(String::new, |margin| margin.to_string()),
                share.name.clone(),
                share.percent.to_string(),
                claims(&row.support),
            ]);
        }
    }
    table
}

fn money(view: &RaceView) -> Table {
    let mut table = Table::new(
        "money",
        "Campaign money",
        &[
            "holder",
            "measure",
            "dollars",
            "start",
            "end",
            "certainty",
            "current",
            "official",
            "origins_min",
            "origins_max",
            "evidence",
            "claims",
        ],
    );
    for row in &view.page.money {
        table.rows.push(vec![
            row.holder.clone(),
            row.measure.word().to_owned(),
            in_dollars(row.amount.cents()),
            row.period
                .and_then(|period| period.start)
                .map_or_else(String::new, |start| start.to_string()),
            row.period
                .map_or_else(String::new, |period| period.end.to_string()),
            row.certainty.word().to_owned(),
            row.current.to_string(),
            row.official.to_string(),
            row.support.origins[0].to_string(),
            row.support.origins[1].to_string(),
            row.support.evidence.words().to_owned(),
            claims(&row.support),
        ]);
    }
    table
}

/// Cents as dollars for a spreadsheet: `1234.50`.
fn in_dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// The figures behind the chart of money.
pub(super) fn cash(view: &RaceView) -> Table {
    let mut table = Table::new("cash", "Cash on hand", &["holder", "counts_to", "dollars"]);
    for row in view
        .page
        .money
        .iter()
        .filter(|row| row.measure == claim::Measure::CashOnHand)
    {
        table.rows.push(vec![
            row.holder.clone(),
            row.period.map_or_else(
                || row.support.since.to_string(),
                |period| period.end.to_string(),
            ),
            row.amount.to_string(),
        ]);
    }
    table
}

fn schedule(view: &RaceView) -> Table {
    let mut table = Table::new(
        "schedule",
        "Dates",
        &[
            "date",
            "event",
            "stage",
            "place",
            "certainty",
            "by",
            "citation",
            "claims",
        ],
    );
    for row in &view.page.schedule {
        table.rows.push(vec![
            row.date.to_string(),
            row.event.word().to_owned(),
            row.stage
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.place.clone().unwrap_or_default(),
            row.certainty.word().to_owned(),
            "reports".to_owned(),
            String::new(),
            claims(&row.support),
        ]);
    }
    for row in &view.by_law {
        table.rows.push(vec![
            row.date.to_string(),
            row.event.word().to_owned(),
            row.stage
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.place.clone().unwrap_or_default(),
            String::new(),
            "law".to_owned(),
            row.citation.clone(),
            String::new(),
        ]);
    }
    table
}

fn endorsements(view: &RaceView) -> Table {
    let mut table = Table::new(
        "endorsements",
        "Support and opposition",
        &[
            "endorser",
            "stance",
            "candidate",
            "certainty",
            "stage",
            "date",
            "origins_min",
            "origins_max",
            "evidence",
            "claims",
        ],
    );
    for row in &view.page.endorsements {
        table.rows.push(vec![
            row.endorser.clone(),
            row.stance.word().to_owned(),
            row.candidate.as_str().to_owned(),
            row.certainty.word().to_owned(),
            row.stage
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            row.date.map_or_else(String::new, |date| date.to_string()),
            row.support.origins[0].to_string(),
            row.support.origins[1].to_string(),
            row.support.evidence.words().to_owned(),
            claims(&row.support),
        ]);
    }
    table
}

fn results(view: &RaceView) -> Table {
    let mut table = Table::new(
        "results",
        "Counted votes",
        &[
            "stage",
            "reporting",
            "since",
            "candidate",
            "votes",
            "percent",
            "claims",
        ],
    );
    for results in &view.page.results {
        for count in &results.counts {
            for row in &count.rows {
                let ids: Vec<String> = row.claims.iter().map(ToString::to_string).collect();
                table.rows.push(vec![
                    results
                        .stage
                        .as_ref()
                        .map_or_else(String::new, ToString::to_string),
                    count
                        .reporting
                        .map_or_else(String::new, |part| part.to_string()),
                    count.support.since.to_string(),
                    row.person.as_str().to_owned(),
                    row.votes
                        .map_or_else(String::new, |votes| votes.to_string()),
                    row.share
                        .map_or_else(String::new, |share| share.to_string()),
                    ids.join(" "),
                ]);
            }
        }
    }
    table
}

fn changes(view: &RaceView) -> Table {
    let mut table = Table::new(
        "changes",
        "What changed",
        &[
            "section", "change", "subject", "what", "before", "after", "claims",
        ],
    );
    for change in &view.changes.changes {
        let ids: Vec<String> = change.claims.iter().map(ToString::to_string).collect();
        table.rows.push(vec![
            word_of(&change.section),
            word_of(&change.change),
            change.subject.clone(),
            change.what.clone(),
            change.before.clone().unwrap_or_default(),
            change.after.clone().unwrap_or_default(),
            ids.join(" "),
        ]);
    }
    table
}

/// The word that JSON has for a value.
fn word_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
