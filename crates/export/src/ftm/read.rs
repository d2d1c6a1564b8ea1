//! Statements → documents and claims.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use claim::{Chain, Claim, Complaint, Occurrence, Origin, Part, Place, Report, Span, Terms, When};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use record::{BatchNumber, ClaimId, DocumentId, DocumentKind, Returned};
use serde_json::{Map, Value, json};

use super::statement::{Statement, read_csv};
use crate::Result;
use crate::tidy::Row;

/// What statements give: documents, claims in them, and complaints.
pub type Understood = (Vec<Returned>, Vec<Row>, Vec<Complaint>);

/// Reads statements as CSV. Those that an export of ours made give back the claims that they were made from, as far as
/// `followthemoney` holds them; of others, what they say of people and of the offices that these hold.
///
/// `now` is the caller's clock, for statements that do not say when they were seen; `zone` places dates without one.
pub fn read(input: impl Read, name: &str, now: Timestamp, zone: &TimeZone) -> Result<Understood> {
    let (statements, mut complaints) = read_csv(input, name);
    let mut entities: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for statement in &statements {
        entities
            .entry(&statement.entity_id)
            .or_default()
            .push(statement);
    }
    let mut documents = BTreeMap::new();
    for entity in entities.values() {
        if let Some(document) = article(entity, now, zone) {
            documents.insert(entity[0].entity_id.as_str(), document);
        }
    }
    number(&mut documents);
    let (mut rows, mut foreign) = (Vec::new(), BTreeSet::new());
    for (id, entity) in &entities {
        let Some(claimed) = entity
            .iter()
            .find_map(|statement| Claimed::of(&statement.origin))
        else {
            if !entity.iter().all(|statement| is_ours(statement)) {
                foreign.insert(*id);
            }
            continue;
        };
        if !entity.iter().any(|statement| statement.prop == "proof") {
            // A name as a report has it: its claims bring it with them.
            continue;
        }
        match row(&claimed, entity, &entities, &documents) {
            Ok(row) => rows.push(row),
            Err(what) => complaints.push(Complaint::new(
                format!("{name}, entity {id}"),
                what,
                "nothing of the entity",
            )),
        }
    }
    rows.sort_by_key(|row| order(&row.id));
    let mut documents: Vec<Returned> = documents.into_values().collect();
    let last = rows
        .last()
        .filter(|row| row.id.race.is_none())
        .map_or(0, |row| row.id.seq);
    let strangers = super::foreign::read(&entities, &foreign, documents.len() as u64, last, now);
    documents.extend(strangers.documents);
    rows.extend(strangers.rows);
    if strangers.passed > 0 {
        complaints.push(Complaint::new(
            name,
            format!(
                "{} nothing that a claim can hold",
                match strangers.passed {
                    1 => "1 statement says".to_owned(),
                    more => format!("{more} statements say"),
                }
            ),
            "nothing of them",
        ));
    }
    Ok((documents, rows, complaints))
}

fn order(id: &ClaimId) -> (bool, Option<String>, u64) {
    (
        id.race.is_none(),
        id.race.as_ref().map(ToString::to_string),
        id.seq,
    )
}

/// A statement that an export of ours made without it being a claim's own: of a contest, a name, a document.
fn is_ours(statement: &Statement) -> bool {
    statement.entity_id.starts_with("hu-")
        && (statement.dataset == "hustings" || statement.origin.contains('@'))
}

/// Which claim an entity is: `2020-AL-senate/17 0a1b2c3d4e5f@1#title:0-12`.
struct Claimed {
    id: ClaimId,
    place: Place,
}

impl Claimed {
    fn of(origin: &str) -> Option<Self> {
        let (id, place) = origin.split_once(' ')?;
        let (_, place) = place.split_once('#')?;
        let (part, span) = match place.strip_prefix("title:") {
            Some(span) => (Part::Title, span),
            None => (Part::Text, place),
        };
        let (start, end) = span.split_once('-')?;
        Some(Self {
            id: id.parse().ok()?,
            place: Place {
                part,
                span: Span::new(start.parse().ok()?, end.parse().ok()?),
            },
        })
    }
}

/// The value of a property as it was written.
fn value<'a>(entity: &[&'a Statement], prop: &str) -> Option<&'a str> {
    entity
        .iter()
        .find(|statement| statement.prop == prop)
        .map(|statement| statement.written())
}

pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let local: DateTime = text.trim_end_matches('Z').parse().ok()?;
    TimeZone::UTC.to_timestamp(local).ok()
}

fn article(entity: &[&Statement], now: Timestamp, zone: &TimeZone) -> Option<Returned> {
    let first = entity.first().filter(|first| first.schema == "Article")?;
    let sha256 = value(entity, "fileName")?.to_owned();
    let (_, version) = first.origin.split_once('@')?;
    let first_seen = instant(&first.last_seen).unwrap_or(now);
    let published: Option<When> = value(entity, "publishedAt").and_then(|when| when.parse().ok());
    let reported_first = instant(&first.first_seen)
        .unwrap_or(first_seen)
        .min(first_seen);
    let reported_last = published
        .and_then(|when| when.last(zone))
        .map_or(first_seen, |last| last.clamp(reported_first, first_seen));
    Some(Returned {
        document: DocumentId(0),
        version: version.parse().ok()?,
        kind: DocumentKind::Report,
        report: Report {
            id: String::new(),
            url: value(entity, "sourceUrl").map(str::to_owned),
            publisher: value(entity, "publisher").map(str::to_owned),
            published,
            title: value(entity, "title").unwrap_or_default().to_owned(),
            text: String::new(),
        },
        held: false,
        sha256,
        sources: Vec::new(),
        relays: Vec::new(),
        complaints: Vec::new(),
        reported: (reported_first, reported_last),
        first_seen,
        reader: "followthemoney".to_owned(),
        batch: BatchNumber(1),
    })
}

/// Documents come in the order in which they were seen.
fn number(documents: &mut BTreeMap<&str, Returned>) {
    let mut order: Vec<&mut Returned> = documents.values_mut().collect();
    order.sort_by(|a, b| (a.first_seen, &a.sha256).cmp(&(b.first_seen, &b.sha256)));
    for (at, document) in order.into_iter().enumerate() {
        document.document = DocumentId(at as u64 + 1);
    }
}

fn row(
    claimed: &Claimed,
    entity: &[&Statement],
    entities: &BTreeMap<&str, Vec<&Statement>>,
    documents: &BTreeMap<&str, Returned>,
) -> std::result::Result<Row, String> {
    let document = value(entity, "proof")
        .and_then(|proof| documents.get(proof))
        .ok_or("its report is not among the statements")?;
    let mut statement = statement(entity, claimed)?;
    // The name of an office is that of the position that is held.
    let post = value(entity, "post").and_then(|post| entities.get(post));
    if let Some(office) = post.and_then(|post| value(post, "name")) {
        statement.insert("office".to_owned(), office.into());
    }
    let mut claim: Claim = serde_json::from_value(Value::Object(statement))
        .map_err(|error| format!("it is no claim: {error}"))?;
    value(entity, "summary")
        .unwrap_or_default()
        .clone_into(&mut claim.quote);
    Ok(Row {
        id: claimed.id.clone(),
        batch: BatchNumber(1),
        occurrence: Occurrence {
            claim,
            place: claimed.place,
            terms: Terms::default(),
        },
        relays: Vec::new(),
        document: document.clone(),
    })
}

/// A schema, the kind of statement that it holds, and its fields.
type Fields = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// The fields of each schema: ours, and the property that holds it.
const FIELDS: [Fields; 7] = [
    (
        "Candidacy",
        "candidacy",
        &[
            ("person", "namesMentioned"),
            ("status", "status"),
            ("stage", "stage"),
            ("state", "state"),
            ("party", "party"),
            ("date", "date"),
        ],
    ),
    (
        "Endorsement",
        "endorsement",
        &[
            ("endorser", "endorserNamed"),
            ("candidate", "namesMentioned"),
            ("stance", "stance"),
            ("stage", "stage"),
            ("state", "state"),
            ("date", "date"),
        ],
    ),
    (
        "CampaignFigure",
        "funds",
        &[
            ("holder", "holderNamed"),
            ("measure", "measure"),
            ("state", "state"),
            ("period", "period"),
            ("committee", "committee"),
            ("form", "form"),
        ],
    ),
    (
        "ContestEvent",
        "schedule",
        &[
            ("event", "event"),
            ("date", "date"),
            ("stage", "stage"),
            ("state", "state"),
            ("place", "location"),
        ],
    ),
    (
        "ContestResult",
        "result",
        &[
            ("candidate", "namesMentioned"),
            ("stage", "stage"),
            ("state", "state"),
            ("outcome", "outcome"),
        ],
    ),
    (
        "Occupancy",
        "office",
        &[
            ("person", "namesMentioned"),
            ("relation", "status"),
            ("state", "constituency"),
            ("start", "startDate"),
            ("end", "endDate"),
            ("how", "description"),
        ],
    ),
    (
        "UnknownLink",
        "role",
        &[
            ("person", "namesMentioned"),
            ("role", "role"),
            ("of", "description"),
            ("relation", "status"),
        ],
    ),
];

fn statement(
    entity: &[&Statement],
    claimed: &Claimed,
) -> std::result::Result<Map<String, Value>, String> {
    let schema = entity.first().map_or("", |first| first.schema.as_str());
    let mut object = Map::new();
    if let Some((_, kind, fields)) = FIELDS.iter().find(|(name, ..)| *name == schema) {
        object.insert("kind".to_owned(), (*kind).into());
        for (field, prop) in *fields {
            if let Some(value) = value(entity, prop) {
                object.insert((*field).to_owned(), value.into());
            }
        }
    } else if schema == "Person" {
        object.insert("kind".to_owned(), "biography".into());
        biography(entity, &mut object)?;
    } else {
        return Err(format!("no claim is a {schema}"));
    }
    for (field, prop) in [
        ("amount", "amount"),
        ("votes", "votes"),
        ("share", "share"),
        ("reporting", "reporting"),
    ] {
        if let Some(number) = value(entity, prop) {
            let number: Value =
                serde_json::from_str(number).map_err(|_| format!("`{number}` is no number"))?;
            object.insert(field.to_owned(), number);
        }
    }
    if let (Some(race), true) = (
        &claimed.id.race,
        !matches!(schema, "Person" | "UnknownLink"),
    ) {
        object.insert("race".to_owned(), race.to_string().into());
    }
    let certainty = value(entity, "certainty").unwrap_or("asserted");
    object.insert("certainty".to_owned(), certainty.into());
    object.insert("quote".to_owned(), "".into());
    object.insert("origin".to_owned(), json!(Origin::Report));
    object.insert("via".to_owned(), json!(Chain::default()));
    Ok(object)
}

/// The properties of a person that hold a fact.
pub(super) const FACTS: [(&str, &str); 5] = [
    ("birthDate", "born"),
    ("deathDate", "died"),
    ("profession", "occupation"),
    ("political", "party"),
    ("address", "hometown"),
];

fn biography(
    entity: &[&Statement],
    object: &mut Map<String, Value>,
) -> std::result::Result<(), String> {
    let found = FACTS
        .iter()
        .find_map(|(prop, fact)| Some((fact, value(entity, prop)?)));
    let (fact, said) = found.ok_or("it says nothing of the person's life")?;
    let name = value(entity, "name").ok_or("the person has no name")?;
    object.insert("person".to_owned(), name.into());
    object.insert("fact".to_owned(), (*fact).into());
    object.insert("value".to_owned(), said.into());
    Ok(())
}
