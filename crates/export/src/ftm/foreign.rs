//! Statements of others: what they say of people, and of the offices that these hold.
//!
//! The statements themselves are the document: one a dataset, with a line for each claim, and that line is the quote.

use std::collections::{BTreeMap, BTreeSet};

use claim::{Claim, Occurrence, Part, Place, Report, Span, Terms};
use jiff::Timestamp;
use record::{BatchNumber, ClaimId, DocumentId, DocumentKind, Returned};
use serde_json::json;

use super::read::{FACTS, instant};
use super::statement::Statement;
use crate::tidy::Row;

/// What was made of them.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    pub(super) documents: Vec<Returned>,
    pub(super) rows: Vec<Row>,
    /// How many statements say nothing that a claim can hold.
    pub(super) passed: usize,
}

/// A line of a dataset's document, with the claim that it carries.
struct Line {
    text: String,
    claim: serde_json::Value,
}

/// Reads the entities that are not ours. `numbered` documents are numbered already, and claims without a race up to `last`.
pub(super) fn read(
    entities: &BTreeMap<&str, Vec<&Statement>>,
    foreign: &BTreeSet<&str>,
    numbered: u64,
    last: u64,
    now: Timestamp,
) -> Strangers {
    let mut lines: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    let mut seen: BTreeMap<&str, Timestamp> = BTreeMap::new();
    let mut strangers = Strangers::default();
    for id in foreign {
        let Some(entity) = entities.get(id) else {
            continue;
        };
        let Some(first) = entity.first() else {
            continue;
        };
        let said = match first.schema.as_str() {
            "Person" => person(entity),
            "Occupancy" => occupancy(entity, entities).into_iter().collect(),
            _ => Vec::new(),
        };
        if said.is_empty() {
            strangers.passed += entity.len();
        }
        let at = entity.iter().filter_map(|s| instant(&s.last_seen)).max();
        let known = seen.entry(&first.dataset).or_insert(Timestamp::MIN);
        *known = at.unwrap_or(now).max(*known);
        lines.entry(&first.dataset).or_default().extend(said);
    }
    for (dataset, lines) in lines {
        if !lines.is_empty() {
            let number = numbered + 1 + strangers.documents.len() as u64;
            let at = seen.get(dataset).copied().unwrap_or(now);
            document(dataset, &lines, number, at, last, &mut strangers);
        }
    }
    strangers
}

fn document(
    dataset: &str,
    lines: &[Line],
    number: u64,
    at: Timestamp,
    last: u64,
    strangers: &mut Strangers,
) {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let report = Report {
        id: dataset.to_owned(),
        publisher: Some(dataset.to_owned()),
        title: format!("FollowTheMoney statements of {dataset}"),
        text: texts.join("\n"),
        ..Report::default()
    };
    let returned = Returned {
        document: DocumentId(number),
        version: 1,
        kind: DocumentKind::Report,
        sha256: record::sha256(&report),
        report,
        held: true,
        sources: Vec::new(),
        relays: Vec::new(),
        complaints: Vec::new(),
        reported: (at, at),
        first_seen: at,
        reader: "followthemoney".to_owned(),
        batch: BatchNumber(1),
    };
    let mut start = 0;
    for line in lines {
        let end = start + line.text.chars().count();
        if let Ok(claim) = serde_json::from_value::<Claim>(line.claim.clone()) {
            strangers.rows.push(Row {
                id: ClaimId {
                    race: None,
                    seq: last + 1 + strangers.rows.len() as u64,
                },
                batch: BatchNumber(1),
                occurrence: Occurrence {
                    claim,
                    place: Place {
                        part: Part::Text,
                        span: Span::new(start, end),
                    },
                    terms: Terms::default(),
                },
                relays: Vec::new(),
                document: returned.clone(),
            });
        }
        start = end + 1;
    }
    strangers.documents.push(returned);
}

fn value<'a>(entity: &[&'a Statement], prop: &str) -> Option<&'a str> {
    entity
        .iter()
        .find(|statement| statement.prop == prop)
        .map(|statement| statement.value.as_str())
}

fn person(entity: &[&Statement]) -> Vec<Line> {
    let Some(name) = value(entity, "name") else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for statement in entity {
        let Some((_, fact)) = FACTS.iter().find(|(prop, _)| *prop == statement.prop) else {
            continue;
        };
        lines.push(line(
            &format!("{name}: {} {}", statement.prop, statement.value),
            json!({"kind": "biography", "person": name, "fact": fact, "value": statement.value}),
        ));
    }
    lines
}

fn occupancy(entity: &[&Statement], entities: &BTreeMap<&str, Vec<&Statement>>) -> Option<Line> {
    let named = |prop: &str| {
        let id = value(entity, prop)?;
        value(entities.get(id)?, "name")
    };
    let (name, office) = (named("holder")?, named("post")?);
    let date = |prop: &str| value(entity, prop).filter(|date| date.parse::<claim::When>().is_ok());
    let (start, end) = (date("startDate"), date("endDate"));
    let over = end.is_some() || value(entity, "status") == Some("ended");
    let mut claim = json!({
        "kind": "office", "person": name, "office": office,
        "relation": if over { "held" } else { "holds" },
    });
    for (field, date) in [("start", start), ("end", end)] {
        if let Some(date) = date {
            claim[field] = date.into();
        }
    }
    let days = match (start, end) {
        (None, None) => String::new(),
        (start, end) => format!(", {} to {}", start.unwrap_or(""), end.unwrap_or("")),
    };
    Some(line(&format!("{name}: {office}{days}"), claim))
}

fn line(text: &str, mut claim: serde_json::Value) -> Line {
    // A quote lies in one line.
    let text = text.replace(['\n', '\r'], " ");
    claim["quote"] = text.clone().into();
    claim["certainty"] = "asserted".into();
    claim["origin"] = json!({"type": "report"});
    Line { text, claim }
}
