//! The tables of the race page, for CSV.

use claim::Stage;
use record::page::{Count, Support};

use super::RaceView;
use crate::table::{Table, cell, ids};
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
            cell(row.party.as_ref()),
            row.status.map_or_else(String::new, words::status),
            cell(row.stage.as_ref()),
            row.certainty.map_or("", claim::Certainty::word).to_owned(),
            cell(row.since),
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
fn claims(support: &Support) -> String {
    ids(&support.claims)
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
                cell(row.stage.as_ref()),
                cell(row.sample),
                row.population.clone().unwrap_or_default(),
                cell(row.margin),
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
            row.amount.plain().to_string(),
            cell(row.period.and_then(|period| period.start)),
            cell(row.period.map(|period| period.end)),
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
            cell(row.stage.as_ref()),
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
            cell(row.stage.as_ref()),
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
            cell(row.stage.as_ref()),
            cell(row.date),
            row.support.origins[0].to_string(),
            row.support.origins[1].to_string(),
            row.support.evidence.words().to_owned(),
            claims(&row.support),
        ]);
    }
    table
}

fn results(view: &RaceView) -> Table {
    let stages = view.page.results.iter();
    let counts = stages.flat_map(|results| {
        let of_stage = results.counts.iter();
        of_stage.map(|count| (results.stage.as_ref(), count))
    });
    counted_votes("results", "Counted votes", counts)
}

/// Counts, a row for each candidate of each.
pub(in crate::pages) fn counted_votes<'c>(
    name: &'static str,
    caption: &str,
    counts: impl Iterator<Item = (Option<&'c Stage>, &'c Count)>,
) -> Table {
    let mut table = Table::new(
        name,
        caption,
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
    for (stage, count) in counts {
        for row in &count.rows {
            table.rows.push(vec![
                cell(stage),
                cell(count.reporting),
                count.support.since.to_string(),
                row.person.as_str().to_owned(),
                cell(row.votes),
                cell(row.share),
                ids(&row.claims),
            ]);
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
        table.rows.push(vec![
            word_of(&change.section),
            word_of(&change.change),
            change.subject.clone(),
            change.what.clone(),
            change.before.clone().unwrap_or_default(),
            change.after.clone().unwrap_or_default(),
            ids(&change.claims),
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
